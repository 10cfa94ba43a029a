//! A forgotten password 忘记密码: a link by mail, good for one hour and once. The answer never tells who has an account.
mod actions;
pub mod pages;
mod store;
pub mod views;

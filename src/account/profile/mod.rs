//! My details 我的资料: name, telephone, language, my roles, my data, and closing the account (PIPL art. 44–47).
mod actions;
pub mod pages;
mod store;
pub mod views;

pub use store::export;

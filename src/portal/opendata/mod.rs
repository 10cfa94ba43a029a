//! Open data 数据开放: every dataset with its forms, fields, licence, rhythm and size.
pub mod pages;
mod store;
pub mod views;

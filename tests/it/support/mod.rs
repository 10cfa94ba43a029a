//! A city to test with: an application on a fresh database, a clock to set, and a cast of people.
mod app;
pub mod database;
mod operator;
mod people;

pub use app::{PASSWORD, TestApp};
pub use database::{fresh_url, server};
pub use operator::Operator;
pub use people::{Api, Browser, Page};

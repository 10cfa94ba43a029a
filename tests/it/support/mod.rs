//! A city to test with: an application on a fresh database, a clock to set, and a cast of people.
mod app;
mod database;
mod people;

pub use app::TestApp;
pub use people::{Api, Browser, Page};

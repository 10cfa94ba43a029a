//! The city's figures 统计: counted from the tables of the wings in one reading, kept for a minute, shown as charts with a
//! table beside each, as CSV and as JSON. Every total is the sum of the rows under it, because both come from one reading.
pub mod api;
mod build;
mod draw;
mod model;
pub mod pages;
mod store;
mod text;
pub mod views;

pub use model::{Facts, Filter};
pub use pages::{Cache, facts};

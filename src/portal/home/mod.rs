//! The home page: what the city shows of itself, and the shortest way to everything.
pub mod pages;
mod store;
pub mod views;

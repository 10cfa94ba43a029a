//! The API's documentation, read from its own description: no script, no second source.
pub mod pages;
mod read;
pub mod views;

pub use pages::Description;

//! The demonstration's own pages: who can sign in, and the letters nobody really sent. They exist in `demo` only.
pub mod pages;
mod store;
pub mod views;

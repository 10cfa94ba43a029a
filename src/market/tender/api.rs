//! Tenders over JSON: the same forms, actions and refusals as the pages.
mod bodies;
mod read;
mod steps;
mod talk;

pub use bodies::*;
pub use read::*;
pub use steps::*;
pub use talk::*;

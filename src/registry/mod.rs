//! Registry 登记: organizations apply, are registered, and stand in the public directory.
pub mod announcement;
pub mod application;
pub mod certificate;
pub mod filing;
mod left;
pub mod organization;

pub use left::{Left, left};

//! Seeing in full 查看完整: telephone and mail of an organization's contact are shown masked; an officer of its authority sees
//! them whole with a reason and the case it is for, and everybody concerned sees that it happened (PIPL art. 44, 51).
mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use actions::see;
pub use model::Disclosure;
pub use store::{Seen, of_organizations};

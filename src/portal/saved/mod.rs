//! Saved searches 收藏搜索: a signed-in person keeps a question to the directory, the board of tenders or the activities, and
//! is told once a day by mail what is new. Nothing is said on a day without news; one press in the letter ends it.
pub mod actions;
pub mod api;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

//! The workbench 工作台: for every role, what waits for this person, by due date.
pub mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

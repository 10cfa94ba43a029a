//! Supervision 监督管理: the body that examines an organization's reports, inspects and lists it. Mostly it is the one that
//! registers it. Where a county moved registration to an approval bureau 行政审批局, supervision stays with civil affairs
//! (`SO-15`): the administrator says so once for all organizations of a body. Where body and organization are in different
//! places, supervision of one organization may be delegated to the body of its place (`SO-14`).
mod actions;
pub mod api;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use actions::{apart, delegate, follow};

//! Two to four organizations side by side 比较: registered items, standing, purchases and the latest annual report, all
//! public already (`domain.md` 2.16); what differs is marked.
pub mod api;
pub mod pages;
mod rules;
mod store;
pub mod views;

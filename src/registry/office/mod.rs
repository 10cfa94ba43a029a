//! Offices 单位: the government bodies that work here — registration authorities, street offices, committees, departments,
//! finance and audit. The administrator of the installation enters them once; people are then invited to roles at them.
mod actions;
mod forms;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

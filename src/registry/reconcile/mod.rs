//! Reconciliation 名称核对: the OpenRefine Reconciliation Service API 0.2, with which anybody can match a column of names in
//! a table of their own to the organizations of the register, and bring their codes and registered items over. Only what
//! the directory shows anyway is told.
pub mod api;
mod model;
mod rules;

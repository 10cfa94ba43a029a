//! What stands before an application 办事指南: a guide for every kind with basis, conditions, documents, times and fee
//! (`CX-01`), a few questions that lead a founder to the kind and mode that fit (`SO-20`–`SO-23`, `SO-152`), and the check
//! of a name before anything is filled in (`SO-40`–`SO-52`). Nothing here is stored, and nobody need be signed in.
pub mod api;
mod forms;
mod model;
mod names;
pub mod pages;
mod rules;
pub mod views;

//! The register through the years 历年登记统计: how many organizations were in being at each year's end, how many were founded and
//! how many ended, by kind, field or district; chart, table, CSV and JSON from one reading.
pub mod api;
mod draw;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

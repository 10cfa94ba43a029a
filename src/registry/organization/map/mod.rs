//! The directory by place 分区图: how many organizations of which kinds each division has, as a schematic map, a table,
//! CSV and JSON, narrowed by the directory's own facets.
pub mod api;
pub mod pages;
mod rules;
pub mod views;

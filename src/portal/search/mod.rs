//! One search box 搜索 over organizations, tenders, activities and teams: ids come from the engine, rows and the right to
//! see them from the database; when the engine is away the database answers by name, and the page says so.
pub mod pages;
mod rules;
mod store;
pub mod views;

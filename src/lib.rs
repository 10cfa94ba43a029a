//! 善治 Shanzhi: one program with which a city governs well together with its social organizations.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing))]

pub mod kernel;
pub mod platform;
pub mod schema;
pub mod web;

pub mod account;
pub mod registry;

pub mod community;
pub mod market;

pub mod portal;

pub mod app;
pub mod cli;
pub mod jobs;
pub mod routes;
pub mod views;

//! One binary for every test through HTTP; the modules mirror `src/`.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing, missing_docs)]

mod account;
mod cli;
mod community;
mod market;
mod platform;
mod portal;
mod registry;
mod shape;
mod support;
mod volunteer;
mod web;

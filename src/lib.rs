//! 善治 Shanzhi: one program with which a city governs well together with its social organizations.
//!
//! # The house on one page
//!
//! ```text
//! kernel      pure words, no I/O: money, time, calendar, credit codes, state tables, refusals
//!   ↑
//! platform    adapters that know no feature: database, jobs, mail, search, files, ledger, seals, paper
//!   ↑
//! web         the HTTP edge: who asks, what they sent, how they are answered
//!   ↑
//! account     people, sessions, roles
//!   ↑
//! registry ← market ← volunteer ← community ← governance ← portal      the wings, in the order of their arrows
//!   ↑
//! routes  jobs  views  cli  app      every address, every job, every page, every command, put together
//! ```
//!
//! A room uses only rooms above it in this picture, and `platform` and `web` name no feature; `tests/it/shape` reads
//! the `use` lines and keeps it so.
//!
//! # A feature
//!
//! A folder of small files, each with one kind of content: `model.rs` nouns, `rules.rs` pure decisions, `store.rs` every
//! SQL statement, `actions.rs` verbs in one transaction each, `forms.rs` what people typed made into a command,
//! `views.rs` and `pages.rs` HTML, `api.rs` JSON, `jobs.rs` what happens after the commit. `mod.rs` says what it is and
//! what others may use. [`account`] is the sample.
//!
//! # A request
//!
//! [`routes`] leads to a handler in `pages.rs` or `api.rs`. Both read the body through the same parser in `forms.rs`, so
//! that form and JSON have the same fields and the same errors. The action runs inside [`web::Cx::once`], which gives the
//! first answer again when the same submission comes twice. It gets a [`platform::db::Tx`]: connection, actor, instant,
//! keys, rules. State, history, ledger entry and jobs commit together or not at all; on SQLite many actions share one
//! durable commit. The domain is synchronous: an `.await` inside a transaction cannot be written. The answer is `303` to
//! a page, or JSON. Mail, search and payments follow by jobs.
//!
//! # What a "no" looks like
//!
//! Every refusal is a [`kernel::refusal::Code`] with an HTTP status and a sentence in both languages; people hear every
//! reason at once. A fault shows a request id and nothing else.
#![cfg_attr(test, allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing))]

pub mod kernel;
pub mod platform;
pub mod schema;
pub mod web;

pub mod account;
pub mod registry;
pub mod volunteer;

pub mod community;
pub mod market;

pub mod portal;

pub mod app;
pub mod cli;
pub mod jobs;
pub mod routes;
pub mod views;

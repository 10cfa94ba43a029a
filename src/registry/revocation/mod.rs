//! Revocation 撤销登记、吊销登记证书: by the authority, for the grounds of the law (社会团体登记管理条例 art. 29, 30;
//! 民办非企业单位登记管理暂行条例 art. 24, 25; 慈善法; `domain.md` 2.8, 2.18). Nobody is revoked without a prior notice of
//! facts, reasons, basis and rights, the days to state its case, and a hearing where it asks for one (行政处罚法 art. 44,
//! 45, 63, 64); whoever gave the notice neither holds the hearing nor decides.
//!
//! ```text
//! noticed --state--> stated                       revoked: register, certificate, announcement, ledger,
//!    |  \              |                                   notice for the serious list (SO-125 (7))
//!    |   ask --> hearing --hold--> heard
//!    +-- (the days are over) ------+--revoke--> revoked
//!                                  \--drop----> dropped      (drop: at any time)
//! ```
pub mod actions;
pub mod api;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod papers;
mod rules;
mod store;
pub mod views;

pub use model::{Ground, Revocation, RevocationEvent, RevocationState};
pub use store::{Whose, waiting};

//! Cancellation 注销登记: from the ending event through liquidation to the struck-off entry (`SO-94`–`SO-100`;
//! 社会团体登记管理条例 art. 19–23; 民办非企业单位登记管理暂行条例 art. 16–18; 慈善法 art. 18).
//!
//! ```text
//! draft --announce--> liquidating (creditors are called, no activity but liquidation: SO-95)
//!                        |
//!                        v
//!                    submitted <--> correction       until the decision: withdrawn
//!                        |  \--> not_accepted
//!                        v
//!                    accepted --> reviewed --> approved (struck off, certificate withdrawn, announced)
//!                                          \-> refused
//! ```
mod access;
pub mod actions;
pub mod api;
mod content;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use content::{Content, EndingGround};
pub use model::{Cancellation, CancellationEvent, CancellationState};
pub use store::{Line, open_of, waiting};

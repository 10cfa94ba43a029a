//! Annual report 年度工作报告 (`SO-110`–`SO-118`): every registered organization hands one in each year; the registration
//! authority returns it once with every defect, examines it beside last year's, and a second person confirms the result,
//! which everybody can read. The clock opens the season, reminds, and gives notice of a listing when a day has passed.
//!
//! ```text
//! due --begin--> draft --submit--> submitted --propose--> proposed --conclude--> concluded
//!                                   |    ^  ^                |
//!                             return|    |  +---send_back----+
//!                                   v    |submit
//!                                  returned
//! ```
mod actions;
mod answers;
pub mod api;
mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use answers::{Answer, Answers, Item, Section};
pub use model::{Defect, Judgement, NewReport, Paper, Report, ReportEvent, ReportState};
pub use rules::{Terms, Totals, number};
pub use store::{hand_over, insert_many, put_file};

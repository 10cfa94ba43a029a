//! Founding registration 成立登记: from a draft that a founder fills in over several visits to certificate and
//! announcement (`domain.md` 2.2–2.9; 行政许可法 art. 32, 38, 42, 44; 民办非企业单位登记管理暂行条例 art. 5–12).
//!
//! ```text
//! draft --> submitted <--> correction (one notice, within 5 working days)
//!             |  \--> not_accepted
//!             v  (accepted, or no notice in time: SO-61)
//!          accepted --> reviewed --> issued (certificate, announcement)
//!           |   ^                \-> refused            until then: withdrawn
//!           v   |
//!          suspended (special procedure, the clock stands: SO-68)
//! ```
mod access;
pub mod actions;
pub mod api;
mod content;
mod doubts;
pub mod forms;
pub mod jobs;
pub mod kinds;
mod model;
mod names;
pub mod pages;
mod papers;
mod rules;
mod standard;
mod store;
pub mod views;

pub use access::{Desks, authorities_of};
pub use content::{Capital, Charter, Content, Organization, Part, Premises, Right, Statute, Task};
pub use model::{
    Application, ApplicationEvent, ApplicationId, ApplicationState, Authority, Check, Checks, Decision, Defect, Ground,
    Notice, Opinion, PauseKind,
};
pub use names::NameFault;
pub use rules::shortage;
pub use standard::{NameAsked, judge_name, own_part};
pub use store::{
    Line, Queue, REGISTRAR, authorities, authority, authority_of, committees, names_of, of_founder, queue, streets,
    upgrade_of, urgency,
};

//! The handled case 办件 of a registered organization: what a change and a cancellation have in common, from an officer's
//! draft to the decision (`domain.md` 10.1; `SO-60`–`SO-72`, `CX-02`–`CX-04`; 行政许可法 art. 32, 38, 42, 45).
//!
//! ```text
//! draft --> (liquidating) --> submitted <--> correction (one notice, within 5 working days)
//!                               |  \--> not_accepted
//!                               v  (accepted, or no notice in time: SO-61)
//!                            accepted --> reviewed --> approved
//!                             |   ^                \-> refused        until then: withdrawn
//!                             v   |
//!                            suspended (special procedure, the clock stands: SO-68)
//! ```
//!
//! A kind of case says in [`Matter`] what it asks for and in [`pages::Desk`] how it looks; everything else is here, once:
//! the row and its one writing function, the queue, the one notice, acceptance by lapse, the clocks, opinions, who may
//! not decide, documents, papers, letters.
mod access;
pub mod actions;
pub mod api;
mod dossier;
pub mod jobs;
mod matter;
mod model;
pub mod pages;
pub mod papers;
mod rules;
mod store;
pub mod views;

pub use access::{Stand, is_staff, official, organization_of, own, visible};
pub use dossier::Dossier;
pub use matter::{Acts, CaseKind, Matter, Periods, Place, mode_of};
pub use model::{Case, CaseEvent, CaseState, Document, NewCase};
pub use rules::{Permit, counts_as_accepted, may_announce, may_begin, may_submit, may_withdraw};
pub use store::{
    Line, Written, current, find, insert_many, of_organization, open_no, open_of, save, step, transfer, waiting,
};

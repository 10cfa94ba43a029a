//! HTML handlers of cases, for every kind the same; a kind says in [`Desk`] how its own pages look.
pub mod build;
mod clock;
mod files;
mod office;
mod officer;

pub use clock::{ask_extension, extend, resume, suspend};
pub use files::{attach, detach, download, paper};
pub use office::{accept, decide, decline, items_of, notify, queue, review};
pub use officer::{act_as_officer, begin, list, show, submit, withdraw};

use super::{matter::Matter, model::Case};
use crate::{
    kernel::refusal::Result,
    platform::db::Tx,
    registry::application::forms::{DecisionForm, Submission},
    web::{Cx, Filled, Outcome},
};

/// How a kind of case looks, and its verbs with effects of their own.
pub trait Desk: Matter {
    /// The saved answers as form values.
    fn saved(x: &Case<Self>) -> Filled;
    /// The page of a draft, a liquidation or a correction.
    fn draft(cx: &Cx, x: Case<Self>, form: &Filled) -> impl Future<Output = Outcome>;
    /// The course of a case, for its organization.
    fn course(cx: &Cx, x: Case<Self>) -> impl Future<Output = Outcome>;
    /// The case on the officer's desk.
    fn desk(cx: &Cx, x: Case<Self>, form: Option<Filled>) -> impl Future<Output = Outcome>;
    /// Hands it in.
    ///
    /// # Errors
    /// What its rules refuse.
    fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Case<Self>>;
    /// Takes it back.
    ///
    /// # Errors
    /// What its rules refuse.
    fn withdraw(tx: &mut Tx, no: &str) -> Result<Case<Self>>;
    /// Decides it.
    ///
    /// # Errors
    /// What its rules refuse.
    fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Case<Self>>;
}

//! Verbs of the grade assessment. An officer applies; a clerk examines; assessors score; a decider, another person,
//! publishes; the review committee settles what is disputed; the clock ends what has run out.
mod desk;
mod grade;
mod own;

pub use desk::publish;
pub(super) use grade::{expire, remind};
pub(super) use own::{attach, detach};
pub use own::{begin, save};

use super::{
    forms::Command,
    model::{Assessment, AssessmentState as State},
    store,
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::db::Tx,
    registry::organization::{self, Organization},
};

/// Does what somebody wants done with one assessment.
///
/// # Errors
/// Everything that speaks against it; [`Error::Missing`] for whoever may not know of the case.
pub fn act(tx: &mut Tx, no: &str, command: &Command) -> Result<Assessment> {
    let id = match command {
        Command::Submit(at) => own::submit(tx, no, *at),
        Command::Withdraw => own::withdraw(tx, no),
        Command::Admit(text) => desk::admit(tx, no, text),
        Command::Exclude(text) => desk::exclude(tx, no, text),
        Command::Score(sheet) => desk::put_sheet(tx, no, sheet),
        Command::Complete(text) => desk::complete(tx, no, text),
        Command::Publish(text) => desk::decide(tx, no, text, true),
        Command::SendBack(text) => desk::decide(tx, no, text, false),
        Command::Object(text) => own::object(tx, no, text),
        Command::Settle(grade, text) => desk::settle(tx, no, *grade, text),
        Command::Confirm => grade::confirm(tx, no),
        Command::Question(text) => grade::question(tx, no, text),
        Command::Answer(text) => own::answer(tx, no, text),
        Command::Keep(text) => grade::keep(tx, no, text),
        Command::Lower(to, text) => grade::lower(tx, no, *to, text),
        Command::Revoke(text) => grade::revoke(tx, no, text),
    }?;
    store::find(tx.conn, id)
}

/// The assessment, for an officer of its organization.
fn own(tx: &mut Tx, no: &str) -> Result<(Assessment, Organization)> {
    tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    if !tx.actor.is_officer_of(x.organization_id) {
        return Err(hidden(tx, &x));
    }
    let o = organization::find(tx.conn, x.organization_id)?;
    Ok((x, o))
}

/// The assessment, for somebody in a role of its authority who is no officer of the organization.
fn official(tx: &mut Tx, role: Role, no: &str) -> Result<(Assessment, Organization, AccountId)> {
    tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    let account = match tx.official(role, (BodyKind::Authority, x.authority_id.0)) {
        Ok(account) => account,
        Err(e) if e.has(Code::NotYourRole) => return Err(hidden(tx, &x)),
        Err(e) => return Err(e),
    };
    apart(tx, &x)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    Ok((x, o, account))
}

/// Nobody decides on an organization they act for.
fn apart(tx: &Tx, x: &Assessment) -> Result<()> {
    if tx.actor.is_officer_of(x.organization_id) { Err(Code::SamePerson.into()) } else { Ok(()) }
}

/// Whoever may not know of a case hears that there is none.
fn hidden(tx: &Tx, x: &Assessment) -> Error {
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|r| tx.actor.is_at(*r, x.authority_id));
    let assessor = x.state == State::Admitted && tx.actor.is(Role::Expert);
    let officer = tx.actor.is_officer_of(x.organization_id);
    let known = x.state.is_public() || officer || assessor || (staff && x.state != State::Draft);
    if known { Code::NotYourRole.into() } else { Error::Missing }
}

//! Statements of `cases`, `case_documents`, `case_pauses` and `case_extensions`.
mod clock;
mod documents;
mod lists;

pub(super) use clock::{NewPause, ask_extension, close_pause, decide_extension, extension, open_pause, pauses, staff};
pub use documents::current;
pub(super) use documents::{put_document, remove_document};
pub use lists::{Line, of_organization, open_no, open_of, waiting};
pub(super) use lists::{Queue, due_for_deeming, queue, queue_counts};

use super::{
    matter::Matter,
    model::{Case, CaseState as State, NewCase},
    rules::Permit,
};
use crate::{
    both,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Conn, Json, Tx},
        rulebook,
    },
    registry::application::{Checks, Decision, Notice, Opinion},
    schema::{cases, histories},
};
use diesel::prelude::*;

/// A case by its number.
///
/// # Errors
/// [`Error::Missing`].
pub fn find<C: Matter>(c: &mut Conn, no: &str) -> Result<Case<C>> {
    Ok(cases::table.filter(cases::kind.eq(C::KIND)).filter(cases::no.eq(no)).select(Case::as_select()).first(c)?)
}

/// A case by its row.
pub(super) fn find_by_id<C: Matter>(c: &mut Conn, id: i64) -> Result<Case<C>> {
    Ok(cases::table.filter(cases::kind.eq(C::KIND)).filter(cases::id.eq(id)).select(Case::as_select()).first(c)?)
}

/// A case about to be begun.
pub(super) struct Begin<'a> {
    pub no: &'a str,
    pub organization: OrganizationId,
    pub authority: AuthorityId,
    pub account: AccountId,
}

pub(super) fn insert<C: Matter>(tx: &mut Tx, new: &Begin<'_>) -> Result<()> {
    let row = (
        (
            cases::kind.eq(C::KIND),
            cases::no.eq(new.no),
            cases::organization_id.eq(new.organization.0),
            cases::authority_id.eq(new.authority.0),
            cases::account_id.eq(new.account.0),
            cases::state.eq(State::Draft),
            cases::is_open.eq(true),
            cases::name.eq(""),
            cases::content.eq(Json(C::default())),
        ),
        cases::is_deemed.eq(false),
        cases::checks.eq(Json(Checks::default())),
        cases::notices.eq(Json(Vec::<Notice>::new())),
        cases::created_at.eq(tx.now),
        cases::updated_at.eq(tx.now),
    );
    tx.attempt(|c| diesel::insert_into(cases::table).values(row).execute(c)).map(drop).map_err(|e| match e {
        // A twin was begun at the same moment: looked at again, the rule says so.
        diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _) => Error::Stale,
        other => other.into(),
    })
}

/// Writes many cases at once, for the demonstration; the organizations must fit them already.
///
/// # Errors
/// A fault of the database.
pub fn insert_many<C: Matter>(c: &mut Conn, rows: &[NewCase<C>]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(300) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(cases::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// Saves the answers of a draft or a correction: the name wanted, and the day of the resolution where there is one.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn save<C: Matter>(tx: &mut Tx, x: &Case<C>, content: &C, name: &str, agreed_on: Option<Day>) -> Result<()> {
    let target =
        cases::table.filter(cases::id.eq(x.id)).filter(cases::version.eq(x.version)).filter(cases::state.eq(x.state));
    let set = (
        cases::content.eq(Json(content.clone())),
        cases::agreed_on.eq(agreed_on),
        cases::name.eq(name),
        cases::updated_at.eq(tx.now),
        cases::version.eq(cases::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// What changes together with the state; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = cases)]
pub struct Written {
    /// When creditors were called.
    pub announced_at: Option<Ts>,
    /// The rules it runs under.
    pub rules: Option<Json<rulebook::OrganizationKind>>,
    /// When first submitted.
    pub submitted_at: Option<Ts>,
    /// When the last complete set was received.
    pub received_at: Option<Ts>,
    /// First day of the decision period.
    pub accepted_on: Option<Day>,
    /// Accepted by the law.
    pub is_deemed: Option<bool>,
    /// Last day for the notice.
    pub notice_due: Option<Day>,
    /// Last day promised.
    pub promised_due: Option<Day>,
    /// Last day by law.
    pub statutory_due: Option<Day>,
    /// Last day for the next act.
    pub due_on: Option<Option<Day>>,
    /// Clerk.
    pub clerk_id: Option<AccountId>,
    /// Reviewer.
    pub reviewer_id: Option<AccountId>,
    /// Decider.
    pub decider_id: Option<AccountId>,
    /// Checklist.
    pub checks: Option<Json<Checks>>,
    /// Notices.
    pub notices: Option<Json<Vec<Notice>>>,
    /// Opinion.
    pub opinion: Option<Json<Opinion>>,
    /// Decision.
    pub decision: Option<Json<Decision>>,
    /// Ledger entry of the approval.
    pub entry_id: Option<i64>,
}

/// The one place where the state changes: by compare-and-set on state and version, with a row of history. The answers
/// are written with it as `x` carries them.
///
/// # Errors
/// [`Error::Stale`] when somebody else was faster.
pub fn step<C: Matter>(tx: &mut Tx, x: &Case<C>, permit: &Permit, written: Written, note: Option<&str>) -> Result<()> {
    let step = permit.step();
    let target = cases::table
        .filter(cases::id.eq(x.id))
        .filter(cases::version.eq(x.version))
        .filter(cases::state.eq(step.from()));
    let set = (
        cases::state.eq(step.to()),
        cases::is_open.eq(step.to().is_open()),
        cases::content.eq(x.content.clone()),
        written,
        cases::updated_at.eq(tx.now),
        cases::version.eq(cases::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    tx.history(x.id, step, note)
}

/// Moves the last days of a case without a step, by compare-and-set on its version.
pub(super) fn move_limits<C: Matter>(tx: &mut Tx, x: &Case<C>, written: Written) -> Result<()> {
    let target =
        cases::table.filter(cases::id.eq(x.id)).filter(cases::version.eq(x.version)).filter(cases::state.eq(x.state));
    let set = (written, cases::updated_at.eq(tx.now), cases::version.eq(cases::version + 1));
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

/// Moves everything of an organization that is still open, but for one case, to another authority (`SO-14`).
///
/// # Errors
/// A fault of the database.
pub fn transfer(tx: &mut Tx, but: i64, organization: OrganizationId, to: AuthorityId) -> Result<()> {
    let open = cases::table
        .filter(cases::organization_id.eq(organization.0))
        .filter(cases::is_open.eq(true))
        .filter(cases::id.ne(but));
    let set = (cases::authority_id.eq(to.0), cases::updated_at.eq(tx.now), cases::version.eq(cases::version + 1));
    diesel::update(open).set(set).execute(tx.conn)?;
    Ok(())
}

/// The history of a case, latest first: event, state reached, instant.
pub(super) fn history(c: &mut Conn, id: i64) -> Result<Vec<(String, String, Ts)>> {
    Ok(histories::table
        .filter(histories::subject_kind.eq("case"))
        .filter(histories::subject_id.eq(id))
        .order(histories::id.desc())
        .limit(100)
        .select((histories::event, histories::to_state, histories::at))
        .load(c)?)
}

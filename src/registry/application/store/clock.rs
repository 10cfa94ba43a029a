//! Statements of `application_pauses` and `application_extensions`.
use super::{Change, one};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, BodyKind, Role},
        refusal::Result,
        time::Day,
    },
    platform::db::{Conn, Json, Tx},
    registry::application::{
        forms::Extending,
        model::{Application, ApplicationId, Extension, PauseKind, PauseRow},
    },
    schema::{accounts, application_extensions as extensions, application_pauses as pauses, applications, memberships},
};
use diesel::prelude::*;

/// The pauses of a case, the first first.
pub(in super::super) fn pauses(c: &mut Conn, id: ApplicationId) -> Result<Vec<PauseRow>> {
    Ok(pauses::table.filter(pauses::application_id.eq(id)).order(pauses::id).select(PauseRow::as_select()).load(c)?)
}

/// A pause about to begin today.
#[derive(Debug, Clone)]
pub(in super::super) struct NewPause {
    pub kind: PauseKind,
    pub reason: String,
    pub officers: Vec<String>,
    pub expected_on: Day,
    pub by: AccountId,
}

pub(in super::super) fn open_pause(tx: &mut Tx, id: ApplicationId, new: &NewPause) -> Result<()> {
    let row = (
        pauses::application_id.eq(id),
        pauses::kind.eq(new.kind),
        pauses::reason.eq(&new.reason),
        pauses::officers.eq(Json(new.officers.clone())),
        pauses::from_on.eq(tx.now.day()),
        pauses::expected_on.eq(new.expected_on),
        pauses::opened_by.eq(new.by),
        pauses::created_at.eq(tx.now),
    );
    diesel::insert_into(pauses::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// Ends the open pause today with its record.
pub(in super::super) fn close_pause(tx: &mut Tx, id: ApplicationId, record: &str, by: AccountId) -> Result<()> {
    let open = pauses::table.filter(pauses::application_id.eq(id)).filter(pauses::until_on.is_null());
    let set = (
        pauses::until_on.eq(tx.now.day()),
        pauses::record.eq(record),
        pauses::closed_by.eq(by),
        pauses::closed_at.eq(tx.now),
    );
    one(diesel::update(open).set(set).execute(tx.conn)?)
}

/// The extension asked for in a case, decided or not; there is at most one.
pub(in super::super) fn extension(c: &mut Conn, id: ApplicationId) -> Result<Option<Extension>> {
    Ok(extensions::table
        .filter(extensions::application_id.eq(id))
        .select(Extension::as_select())
        .first(c)
        .optional()?)
}

pub(in super::super) fn ask_extension(tx: &mut Tx, id: ApplicationId, reason: &str, by: AccountId) -> Result<()> {
    let row = (
        extensions::application_id.eq(id),
        extensions::reason.eq(reason),
        extensions::asked_by.eq(by),
        extensions::asked_at.eq(tx.now),
    );
    diesel::insert_into(extensions::table).values(row).execute(tx.conn)?;
    Ok(())
}

pub(in super::super) fn decide_extension(
    tx: &mut Tx,
    id: ApplicationId,
    form: &Extending,
    days: Option<i64>,
    by: AccountId,
) -> Result<()> {
    let open = extensions::table.filter(extensions::application_id.eq(id)).filter(extensions::decided_at.is_null());
    let set = (
        extensions::is_granted.eq(form.is_granted),
        extensions::answer.eq(&form.text),
        extensions::days.eq(days),
        extensions::decided_by.eq(by),
        extensions::decided_at.eq(tx.now),
    );
    one(diesel::update(open).set(set).execute(tx.conn)?)
}

/// Moves the last days of a case without a step, by compare-and-set on its version.
pub(in super::super) fn move_limits(tx: &mut Tx, a: &Application, change: Change) -> Result<()> {
    let target = applications::table
        .filter(applications::id.eq(a.id))
        .filter(applications::version.eq(a.version))
        .filter(applications::state.eq(a.state));
    let set = (change, applications::updated_at.eq(tx.now), applications::version.eq(applications::version + 1));
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

/// Everybody who works for an authority today, in the order of their accounts: who can be sent on an on-site check.
pub(in super::super) fn staff(c: &mut Conn, authority: AuthorityId) -> Result<Vec<(i64, String)>> {
    let mut all: Vec<(i64, String)> = memberships::table
        .inner_join(accounts::table)
        .filter(memberships::body_kind.eq(BodyKind::Authority))
        .filter(memberships::body_id.eq(authority.0))
        .filter(memberships::role.eq_any([Role::Clerk, Role::Reviewer, Role::Decider, Role::Community]))
        .filter(memberships::ended_at.is_null())
        .order(accounts::id)
        .select((accounts::id, accounts::name))
        .load(c)?;
    all.dedup();
    Ok(all)
}

/// The open pause, for who must end it; nothing when the clock runs.
pub(in super::super) fn open(c: &mut Conn, id: ApplicationId) -> Result<Option<PauseRow>> {
    Ok(pauses(c, id)?.into_iter().find(|p| p.until_on.is_none()))
}

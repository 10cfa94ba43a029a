//! Statements of `charity_cases`, `charity_files` and `charity_duties`.
mod lists;
mod waiting;

pub(super) use lists::{Filter, Row, charities, desk, duties_of, of_organization, to_remind, totals, without_duty};
pub use waiting::{Line, waiting};

use super::{
    model::{Act, Case, CaseFile, CaseKind, CharityState, Content, Duty, NewCase, NewDuty, Paper},
    rules::Known,
};
use crate::{
    both,
    kernel::{
        actor::{AuthorityId, OrganizationId},
        refusal::{Error, Result},
        state::Step,
        time::{Day, Ts},
    },
    platform::db::{Conn, Json, Tx},
    registry::{certificate, credit, organization::Organization},
    schema::{authorities as a, charity_cases as x, charity_duties as duties, charity_files as papers, files},
};
use diesel::prelude::*;

/// A case by its number.
pub(super) fn find_by_no(c: &mut Conn, no: &str) -> Result<Case> {
    Ok(x::table.filter(x::no.eq(no)).select(Case::as_select()).first(c)?)
}

/// A case by its row.
pub(super) fn find(c: &mut Conn, id: i64) -> Result<Case> {
    Ok(x::table.find(id).select(Case::as_select()).first(c)?)
}

/// Name and English name of an authority.
pub(super) fn authority(c: &mut Conn, id: AuthorityId) -> Result<(String, String)> {
    Ok(a::table.find(id.0).select((a::name, a::name_en)).first(c)?)
}

/// The division of an authority.
pub(super) fn division(c: &mut Conn, id: i64) -> Result<String> {
    Ok(a::table.find(id).select(a::division).first(c)?)
}

/// The case of a kind that an organization has open, by number.
pub(super) fn open_case(c: &mut Conn, id: OrganizationId, kind: CaseKind) -> Result<Option<String>> {
    let found = x::table.filter(x::organization_id.eq(id.0)).filter(x::kind.eq(kind)).filter(x::is_open.eq(true));
    Ok(found.select(x::no).first(c).optional()?)
}

/// The granted case of a kind, the latest.
pub(super) fn granted(c: &mut Conn, id: OrganizationId, kind: CaseKind) -> Result<Option<Case>> {
    let found = x::table
        .filter(x::organization_id.eq(id.0))
        .filter(x::kind.eq(kind))
        .filter(x::state.eq(CharityState::Granted))
        .order(x::id.desc());
    Ok(found.select(Case::as_select()).first(c).optional()?)
}

/// Since when an organization is a charity: recognized as one, or founded as one (`SO-140`); nothing when it is none, or
/// when an imported register does not tell.
pub(super) fn charity_since(c: &mut Conn, o: &Organization) -> Result<Option<Day>> {
    if !o.is_charity {
        return Ok(None);
    }
    if let Some(day) = granted(c, o.id, CaseKind::Recognition)?.and_then(|x| x.decided_on) {
        return Ok(Some(day));
    }
    let code = std::slice::from_ref(&o.credit_code);
    Ok(certificate::issued_on(c, "charity", "organization", code)?.into_values().next())
}

/// What the register knows of an organization.
pub(super) fn known(c: &mut Conn, o: &Organization) -> Result<Known> {
    Ok(Known {
        status: o.status,
        is_registered: o.is_registered,
        is_charity: o.is_charity,
        since: charity_since(c, o)?,
        listings: credit::of_organization(c, o.id)?,
    })
}

/// Writes many cases at once, for the demonstration and for an imported register; the organizations must fit them already.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewCase]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(500) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(x::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// Begins a case.
pub(super) fn insert(tx: &mut Tx, no: &str, kind: CaseKind, o: &Organization) -> Result<i64> {
    let new = NewCase {
        no: no.to_owned(),
        kind,
        organization_id: o.id,
        authority_id: o.supervisor_id,
        state: CharityState::Draft,
        is_open: true,
        content: Json(Content::default()),
        course: Json(Vec::new()),
        submitted_at: None,
        accepted_on: None,
        due_on: None,
        decided_on: None,
        created_at: tx.now,
        updated_at: tx.now,
    };
    Ok(diesel::insert_into(x::table).values(new).returning(x::id).get_result(tx.conn)?)
}

/// Keeps what the organization says; state and version must be as they were read.
pub(super) fn keep(tx: &mut Tx, now: &Case, content: &Content) -> Result<()> {
    let target = x::table.filter(x::id.eq(now.id)).filter(x::state.eq(now.state)).filter(x::version.eq(now.version));
    let set = (x::content.eq(Json(content.clone())), x::updated_at.eq(tx.now), x::version.eq(x::version + 1));
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

/// What a step writes beside the state.
#[derive(Default)]
pub(super) struct Change<'a> {
    /// Words of the act.
    pub text: &'a str,
    pub in_favour: Option<bool>,
    pub submitted_at: Option<Ts>,
    /// First day and last day of the decision's time.
    pub accepted: Option<(Day, Day)>,
    pub due_on: Option<Day>,
    pub decided_on: Option<Day>,
    pub certificate_no: Option<&'a str>,
    pub entry: Option<i64>,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, now: &Case, step: &Step<CharityState>, change: &Change<'_>) -> Result<()> {
    let mut course = now.course.0.clone();
    course.push(Act {
        event: step.event(),
        by: tx.actor.account(),
        at: tx.now,
        text: change.text.to_owned(),
        in_favour: change.in_favour,
    });
    let target = x::table.filter(x::id.eq(now.id)).filter(x::state.eq(step.from())).filter(x::version.eq(now.version));
    let set = (
        x::state.eq(step.to()),
        x::is_open.eq(step.to().is_open()),
        x::course.eq(Json(course)),
        x::updated_at.eq(tx.now),
        x::version.eq(x::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    let row = x::table.find(now.id);
    if let Some(at) = change.submitted_at {
        diesel::update(row).set(x::submitted_at.eq(at)).execute(tx.conn)?;
    }
    if let Some((from, due)) = change.accepted {
        diesel::update(row).set((x::accepted_on.eq(from), x::due_on.eq(due))).execute(tx.conn)?;
    }
    if let Some(due) = change.due_on {
        diesel::update(row).set(x::due_on.eq(due)).execute(tx.conn)?;
    }
    if let Some(day) = change.decided_on {
        diesel::update(row).set(x::decided_on.eq(day)).execute(tx.conn)?;
    }
    if let Some(no) = change.certificate_no {
        diesel::update(row).set(x::certificate_no.eq(no)).execute(tx.conn)?;
    }
    if let Some(entry) = change.entry {
        diesel::update(row).set(x::entry_id.eq(entry)).execute(tx.conn)?;
    }
    tx.history(now.id, step, (!change.text.is_empty()).then_some(change.text))
}

/// The current files of a case.
pub(super) fn files_of(c: &mut Conn, case: i64) -> Result<Vec<CaseFile>> {
    Ok(papers::table
        .inner_join(files::table)
        .filter(papers::case_id.eq(case))
        .filter(papers::ended_at.is_null())
        .order(papers::id)
        .select((
            papers::id,
            papers::paper,
            files::name,
            files::size,
            files::sha256,
            files::media_type,
            files::pages,
            papers::created_at,
        ))
        .load(c)?)
}

/// Adds a file; one of the same kind that was there ends, other material stays beside it.
///
/// # Errors
/// A fault of the database.
pub fn put_file(tx: &mut Tx, case: i64, paper: Paper, file: i64) -> Result<i64> {
    if paper != Paper::Other {
        let same = papers::table
            .filter(papers::case_id.eq(case))
            .filter(papers::paper.eq(paper))
            .filter(papers::ended_at.is_null());
        diesel::update(same).set(papers::ended_at.eq(tx.now)).execute(tx.conn)?;
    }
    let row =
        (papers::case_id.eq(case), papers::paper.eq(paper), papers::file_id.eq(file), papers::created_at.eq(tx.now));
    Ok(diesel::insert_into(papers::table).values(row).returning(papers::id).get_result(tx.conn)?)
}

/// Takes a file out; false when it is not there.
pub(super) fn remove_file(tx: &mut Tx, case: i64, file: i64) -> Result<bool> {
    let target =
        papers::table.filter(papers::case_id.eq(case)).filter(papers::id.eq(file)).filter(papers::ended_at.is_null());
    Ok(diesel::update(target).set(papers::ended_at.eq(tx.now)).execute(tx.conn)? > 0)
}

/// Writes many duties at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_duties(c: &mut Conn, rows: &[NewDuty]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(500) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(duties::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// A duty by its row.
pub(super) fn duty(c: &mut Conn, id: i64) -> Result<Duty> {
    Ok(duties::table.find(id).select(Duty::as_select()).first(c)?)
}

/// Notes where something was published; false when it was noted already.
pub(super) fn done(tx: &mut Tx, duty: &Duty, link: &str) -> Result<bool> {
    let target = duties::table.filter(duties::id.eq(duty.id)).filter(duties::done_on.is_null());
    let set = (duties::done_on.eq(tx.now.day()), duties::link.eq(link));
    Ok(diesel::update(target).set(set).execute(tx.conn)? == 1)
}

/// Notes that the reminder of so many days was sent; false when another node was first.
pub(super) fn reminded(tx: &mut Tx, duty: &Duty, lead: i64) -> Result<bool> {
    let target = duties::table
        .filter(duties::id.eq(duty.id))
        .filter(duties::done_on.is_null())
        .filter(duties::reminded.is_null().or(duties::reminded.gt(lead)));
    Ok(diesel::update(target).set(duties::reminded.eq(lead)).execute(tx.conn)? == 1)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

//! Statements of `service_records` and `service_record_notes`.
use super::{
    certificate::Face,
    model::{HourRecord, How, NewNote, NewRecord, Note, RecordId, RecordState, Times},
    rules::SecondPerson,
};
use crate::{
    both,
    kernel::{
        refusal::{Error, Result},
        state::Step,
        time::{Day, Ts},
    },
    platform::db::{Conn, Json, Tx},
    schema::{activities, hours_certificates, service_record_notes, service_records},
    volunteer::{
        activity::{ActivityId, SignupId},
        person::VolunteerId,
        team,
    },
    web::paging::Cursor,
};
use diesel::{prelude::*, sql_types::BigInt};

const BATCH: usize = 800;

/// Writes many records at once: for the demonstration and for moving from another system, never from a request.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewRecord]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(service_records::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Writes many notes at once, beside [`insert_many`].
///
/// # Errors
/// A fault of the database.
pub fn insert_notes(c: &mut Conn, rows: &[NewNote]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(service_record_notes::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Effective minutes of the whole city.
///
/// # Errors
/// A fault of the database.
pub fn total_minutes(c: &mut Conn) -> Result<i64> {
    let sum = diesel::dsl::sql::<BigInt>("CAST(COALESCE(SUM(minutes),0) AS BIGINT)");
    Ok(service_records::table.filter(service_records::state.eq(RecordState::Effective)).select(sum).first(c)?)
}

/// Records that wait for somebody who runs these organizations or teams: to be confirmed, or an objection to be heard.
///
/// # Errors
/// A fault of the database.
pub fn waiting_for(c: &mut Conn, organizations: &[i64], teams: &[i64], rows: i64) -> Result<Vec<HourRecord>> {
    let teams: Vec<Option<i64>> = teams.iter().copied().map(Some).collect();
    Ok(service_records::table
        .filter(service_records::state.eq_any([RecordState::Entered, RecordState::Corrected, RecordState::Objected]))
        .filter(
            service_records::organization_id
                .eq_any(organizations.to_vec())
                .or(service_records::team_id.eq_any(teams).assume_not_null()),
        )
        .order((service_records::served_on, service_records::id))
        .limit(rows)
        .select(HourRecord::as_select())
        .load(c)?)
}

pub(super) fn by_no(c: &mut Conn, no: &str) -> Result<HourRecord> {
    Ok(service_records::table.filter(service_records::no.eq(no)).select(HourRecord::as_select()).first(c)?)
}

/// The record of a sign-up, if there is one.
///
/// # Errors
/// A fault of the database.
pub fn of_signup(c: &mut Conn, signup: SignupId) -> Result<Option<HourRecord>> {
    Ok(service_records::table
        .filter(service_records::signup_id.eq(signup.0))
        .select(HourRecord::as_select())
        .first(c)
        .optional()?)
}

pub(super) fn of_activity(c: &mut Conn, activity: ActivityId) -> Result<Vec<HourRecord>> {
    Ok(service_records::table
        .filter(service_records::activity_id.eq(activity.0))
        .order(service_records::id)
        .select(HourRecord::as_select())
        .load(c)?)
}

/// The person's other records of a day that are not voided: from, to, minutes.
pub(super) fn others(
    c: &mut Conn,
    volunteer: VolunteerId,
    day: Day,
    but: Option<RecordId>,
) -> Result<Vec<(Ts, Option<Ts>, i64)>> {
    Ok(service_records::table
        .filter(service_records::volunteer_id.eq(volunteer.0))
        .filter(service_records::served_on.eq(day))
        .filter(service_records::state.ne(RecordState::Voided))
        .filter(service_records::id.ne(but.map_or(0, |b| b.0)))
        .select((service_records::in_at, service_records::out_at, service_records::minutes))
        .load(c)?)
}

/// One page of a volunteer's records with the activity's title, place and organizer, newest first.
///
/// # Errors
/// A fault of the database.
pub fn page_of(
    c: &mut Conn,
    volunteer: VolunteerId,
    after: Option<&Cursor>,
    rows: i64,
) -> Result<Vec<(HourRecord, String, String, String)>> {
    let mut q = service_records::table
        .inner_join(activities::table)
        .filter(service_records::volunteer_id.eq(volunteer.0))
        .select((HourRecord::as_select(), activities::title, activities::place, activities::host_name))
        .into_boxed();
    if let Some((day, id)) = after.and_then(|a| Some((a.sort.parse::<Day>().ok()?, a.id))) {
        q = q.filter(
            service_records::served_on.lt(day).or(service_records::served_on.eq(day).and(service_records::id.lt(id))),
        );
    }
    Ok(q.order((service_records::served_on.desc(), service_records::id.desc())).limit(rows + 1).load(c)?)
}

/// Where the list of records goes on after a row.
#[must_use]
pub fn cursor_of(row: &(HourRecord, String, String, String)) -> Cursor {
    Cursor { sort: row.0.served_on.to_string(), id: row.0.id.0 }
}

/// Minutes of a volunteer that wait for a second person.
///
/// # Errors
/// A fault of the database.
pub fn waiting_minutes(c: &mut Conn, volunteer: VolunteerId) -> Result<i64> {
    let sum = diesel::dsl::sql::<BigInt>("CAST(COALESCE(SUM(minutes),0) AS BIGINT)");
    Ok(service_records::table
        .filter(service_records::volunteer_id.eq(volunteer.0))
        .filter(service_records::state.eq_any([RecordState::Entered, RecordState::Corrected]))
        .select(sum)
        .first(c)?)
}

/// Every effective record of a volunteer, oldest first, for a certificate.
pub(super) fn effective_of(c: &mut Conn, volunteer: VolunteerId) -> Result<Vec<(HourRecord, String, String, String)>> {
    Ok(service_records::table
        .inner_join(activities::table)
        .filter(service_records::volunteer_id.eq(volunteer.0))
        .filter(service_records::state.eq(RecordState::Effective))
        .order((service_records::served_on, service_records::id))
        .select((HourRecord::as_select(), activities::title, activities::place, activities::host_name))
        .load(c)?)
}

pub(super) fn insert(tx: &mut Tx, row: &NewRecord) -> Result<RecordId> {
    Ok(diesel::insert_into(service_records::table).values(row).returning(service_records::id).get_result(tx.conn)?)
}

/// What stands on the record after signing out or entering from paper.
#[derive(Debug, Clone)]
pub(super) struct Marks {
    pub(super) in_at: Ts,
    pub(super) out_at: Ts,
    pub(super) how: How,
    pub(super) by: i64,
    pub(super) minutes: i64,
    pub(super) is_back_dated: bool,
    pub(super) is_late: bool,
    pub(super) reason: Option<String>,
}

/// Completes a record that was signed in.
pub(super) fn complete(tx: &mut Tx, was: &HourRecord, step: &Step<RecordState>, marks: &Marks) -> Result<()> {
    advance(tx, was, step, None)?;
    diesel::update(service_records::table.find(was.id.0))
        .set((
            service_records::in_at.eq(marks.in_at),
            service_records::out_at.eq(marks.out_at),
            service_records::out_how.eq(marks.how),
            service_records::out_by.eq(marks.by),
            service_records::minutes.eq(marks.minutes),
            service_records::is_back_dated.eq(marks.is_back_dated),
            service_records::is_late.eq(marks.is_late),
            service_records::reason.eq(&marks.reason),
            service_records::entered_at.eq(tx.now),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Writes new times; the record waits for a second person again.
pub(super) fn retime(tx: &mut Tx, was: &HourRecord, step: &Step<RecordState>, to: &Times, by: i64) -> Result<()> {
    advance(tx, was, step, None)?;
    diesel::update(service_records::table.find(was.id.0))
        .set((
            service_records::in_at.eq(to.in_at),
            service_records::out_at.eq(to.out_at),
            service_records::minutes.eq(to.minutes),
            service_records::changed_by.eq(by),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// The one way into `effective`: it asks for the proof that a second person stands behind the record.
pub(super) fn credit(
    tx: &mut Tx,
    was: &HourRecord,
    step: &Step<RecordState>,
    second: &SecondPerson,
    entry: i64,
) -> Result<()> {
    write_state(tx, was, step, None)?;
    diesel::update(service_records::table.find(was.id.0))
        .set((
            service_records::confirmed_by.eq(second.account().0),
            service_records::confirmed_at.eq(tx.now),
            service_records::entry_id.eq(entry),
        ))
        .execute(tx.conn)?;
    count(tx, was, was.minutes)
}

/// Every other step; it never leads into `effective`.
pub(super) fn advance(tx: &mut Tx, was: &HourRecord, step: &Step<RecordState>, note: Option<&str>) -> Result<()> {
    if step.to() == RecordState::Effective {
        return Err(anyhow::anyhow!("a record becomes effective by confirmation only").into());
    }
    write_state(tx, was, step, note)?;
    if was.state != RecordState::Effective {
        return Ok(());
    }
    diesel::update(service_records::table.find(was.id.0))
        .set((service_records::confirmed_by.eq(None::<i64>), service_records::confirmed_at.eq(None::<Ts>)))
        .execute(tx.conn)?;
    count(tx, was, -was.minutes)
}

fn count(tx: &mut Tx, record: &HourRecord, minutes: i64) -> Result<()> {
    record.team_id.map_or(Ok(()), |team| team::add_minutes(tx, team, minutes))
}

fn write_state(tx: &mut Tx, was: &HourRecord, step: &Step<RecordState>, note: Option<&str>) -> Result<()> {
    let target = service_records::table
        .filter(service_records::id.eq(was.id.0))
        .filter(service_records::state.eq(step.from()))
        .filter(service_records::version.eq(was.version));
    let n = diesel::update(target)
        .set((service_records::state.eq(step.to()), service_records::version.eq(was.version + 1)))
        .execute(tx.conn)?;
    if n == 0 {
        return Err(Error::Stale);
    }
    tx.history(was.id.0, step, note)
}

pub(super) fn note(tx: &mut Tx, row: &NewNote) -> Result<()> {
    diesel::insert_into(service_record_notes::table).values(row).execute(tx.conn)?;
    Ok(())
}

pub(super) fn notes(c: &mut Conn, record: RecordId) -> Result<Vec<Note>> {
    Ok(service_record_notes::table
        .filter(service_record_notes::record_id.eq(record.0))
        .order(service_record_notes::id.desc())
        .select((
            service_record_notes::kind,
            service_record_notes::reason,
            service_record_notes::old,
            service_record_notes::new,
            service_record_notes::entry_id,
            service_record_notes::at,
        ))
        .load(c)?)
}

pub(super) fn insert_certificate(tx: &mut Tx, no: &str, of: VolunteerId, minutes: i64, face: Face) -> Result<()> {
    let row = (
        hours_certificates::no.eq(no),
        hours_certificates::volunteer_id.eq(of.0),
        hours_certificates::minutes.eq(minutes),
        hours_certificates::face.eq(Json(face)),
        hours_certificates::issued_at.eq(tx.now),
    );
    diesel::insert_into(hours_certificates::table).values(row).execute(tx.conn)?;
    Ok(())
}

pub(super) fn end_certificate(tx: &mut Tx, id: i64) -> Result<()> {
    let row = hours_certificates::table.find(id);
    diesel::update(row).set(hours_certificates::withdrawn_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}

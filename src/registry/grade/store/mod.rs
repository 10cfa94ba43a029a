//! Statements of `grade_rounds`, `grade_assessments`, `grade_sheets` and `grade_files`.
mod lists;
mod waiting;

pub(super) use lists::{
    Filter, desk, in_force, of_organization, of_round, open_rounds, rounds, to_expire, to_remind, totals,
};
pub use waiting::{Line, waiting};

use super::{
    model::{
        Act, Assessment, AssessmentState, Content, GradeFile, NewAssessment, NewRound, Paper, Round, Scores, Sheet,
    },
    rules::Known,
};
use crate::{
    both,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        refusal::{Error, Result},
        state::Step,
        time::{Day, Ts},
    },
    platform::db::{Conn, Json, Tx},
    registry::{
        credit,
        organization::{Grade, Organization},
    },
    schema::{
        accounts, annual_reports as reports, authorities as a, files, grade_assessments as x, grade_files as papers,
        grade_rounds as rounds, grade_sheets as sheets, inspections,
    },
};
use diesel::prelude::*;

/// A round by its number.
pub(super) fn round_by_no(c: &mut Conn, no: &str) -> Result<Round> {
    Ok(rounds::table.filter(rounds::no.eq(no)).select(Round::as_select()).first(c)?)
}

/// A round by its row.
pub(super) fn round(c: &mut Conn, id: i64) -> Result<Round> {
    Ok(rounds::table.find(id).select(Round::as_select()).first(c)?)
}

/// An assessment by its number.
pub(super) fn find_by_no(c: &mut Conn, no: &str) -> Result<Assessment> {
    Ok(x::table.filter(x::no.eq(no)).select(Assessment::as_select()).first(c)?)
}

/// An assessment by its row.
pub(super) fn find(c: &mut Conn, id: i64) -> Result<Assessment> {
    Ok(x::table.find(id).select(Assessment::as_select()).first(c)?)
}

/// Name and English name of an authority.
pub(super) fn authority(c: &mut Conn, id: AuthorityId) -> Result<(String, String)> {
    Ok(a::table.find(id.0).select((a::name, a::name_en)).first(c)?)
}

/// The division of an authority.
pub(super) fn division(c: &mut Conn, id: i64) -> Result<String> {
    Ok(a::table.find(id).select(a::division).first(c)?)
}

/// The case of an organization that still runs, by number.
pub(super) fn open_case(c: &mut Conn, id: OrganizationId) -> Result<Option<String>> {
    let found = x::table.filter(x::organization_id.eq(id.0)).filter(x::is_open.eq(true));
    Ok(found.select(x::no).first(c).optional()?)
}

/// The grade of an organization that holds now.
pub(super) fn holding(c: &mut Conn, id: OrganizationId) -> Result<Option<Assessment>> {
    let found = x::table
        .filter(x::organization_id.eq(id.0))
        .filter(x::state.eq_any([AssessmentState::Confirmed, AssessmentState::Questioned, AssessmentState::Answered]))
        .order(x::id.desc());
    Ok(found.select(Assessment::as_select()).first(c).optional()?)
}

/// What the register knows of an organization on a day (`SO-130`, `SO-131`).
pub(super) fn known(c: &mut Conn, o: &Organization, today: Day) -> Result<Known> {
    let held = holding(c, o.id)?.and_then(|x| x.confirmed_on.zip(x.valid_until));
    let due: Vec<(i64, Option<Ts>, Option<crate::registry::report::Judgement>)> = reports::table
        .filter(reports::organization_id.eq(o.id.0))
        .filter(reports::due_on.lt(today))
        .order(reports::year.desc())
        .limit(2)
        .select((reports::year, reports::submitted_at, reports::outcome))
        .load(c)?;
    Ok(Known {
        status: o.status,
        is_registered: o.is_registered,
        founded_on: o.founded_on,
        grade: held,
        reports: due.into_iter().map(|(year, at, outcome)| (year, at.is_some(), outcome)).collect(),
        listings: credit::of_organization(c, o.id)?,
        inspections: inspections::table
            .filter(inspections::organization_id.eq(o.id.0))
            .order(inspections::id.desc())
            .limit(20)
            .select((inspections::state, inspections::finding))
            .load(c)?,
    })
}

/// Writes a round.
pub(super) fn insert_round(tx: &mut Tx, new: NewRound) -> Result<i64> {
    Ok(diesel::insert_into(rounds::table).values(new).returning(rounds::id).get_result(tx.conn)?)
}

/// Writes many rounds at once, for the demonstration; answers their rows in order.
///
/// # Errors
/// A fault of the database.
pub fn insert_rounds(c: &mut Conn, rows: &[NewRound]) -> Result<Vec<i64>> {
    rows.iter()
        .map(|row| {
            let row = row.clone();
            Ok(diesel::insert_into(rounds::table).values(row).returning(rounds::id).get_result(c)?)
        })
        .collect()
}

/// Writes many assessments at once, for the demonstration and for an imported register; the grades of the organizations
/// must fit them already.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewAssessment]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(500) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(x::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// Begins an assessment.
pub(super) fn insert(tx: &mut Tx, no: &str, round: &Round, o: &Organization) -> Result<i64> {
    let new = NewAssessment {
        no: no.to_owned(),
        round_id: round.id,
        organization_id: o.id,
        authority_id: round.authority_id,
        county: o.county.clone(),
        kind: o.kind,
        state: AssessmentState::Draft,
        is_open: true,
        content: Json(Content::default()),
        course: Json(Vec::new()),
        submitted_at: None,
        score: None,
        grade: None,
        public_until: None,
        confirmed_on: None,
        valid_until: None,
        ended_on: None,
        created_at: tx.now,
        updated_at: tx.now,
    };
    let id = diesel::insert_into(x::table).values(new).returning(x::id).get_result(tx.conn)?;
    diesel::update(x::table.find(id)).set(x::due_on.eq(round.closes_on)).execute(tx.conn)?;
    Ok(id)
}

/// Keeps the self-assessment; state and version must be as they were read.
pub(super) fn keep(tx: &mut Tx, now: &Assessment, content: &Content) -> Result<()> {
    let target = x::table.filter(x::id.eq(now.id)).filter(x::state.eq(now.state)).filter(x::version.eq(now.version));
    let set = (x::content.eq(Json(content.clone())), x::updated_at.eq(tx.now), x::version.eq(x::version + 1));
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

/// What a step writes beside the state.
#[derive(Default)]
pub(super) struct Change<'a> {
    /// Words of the act.
    pub text: &'a str,
    /// The grade it gives; nothing leaves what is there.
    pub grade: Option<Option<Grade>>,
    pub submitted_at: Option<Ts>,
    pub score: Option<i64>,
    /// Last day for what comes next; always written.
    pub due_on: Option<Day>,
    pub public_until: Option<Day>,
    /// First day, last day, number of the certificate.
    pub confirmed: Option<(Day, Option<Day>, &'a str)>,
    pub ended_on: Option<Day>,
    pub certificate_no: Option<&'a str>,
    pub entry: Option<i64>,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, now: &Assessment, step: &Step<AssessmentState>, change: &Change<'_>) -> Result<()> {
    let mut course = now.course.0.clone();
    course.push(Act {
        event: step.event(),
        by: tx.actor.account(),
        at: tx.now,
        text: change.text.to_owned(),
        grade: change.grade.flatten(),
    });
    let target = x::table.filter(x::id.eq(now.id)).filter(x::state.eq(step.from())).filter(x::version.eq(now.version));
    let set = (
        x::state.eq(step.to()),
        x::is_open.eq(step.to().is_open()),
        x::course.eq(Json(course)),
        x::due_on.eq(change.due_on),
        x::updated_at.eq(tx.now),
        x::version.eq(x::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    let row = x::table.find(now.id);
    if let Some(grade) = change.grade {
        diesel::update(row).set(x::grade.eq(grade)).execute(tx.conn)?;
    }
    if let Some(at) = change.submitted_at {
        diesel::update(row).set(x::submitted_at.eq(at)).execute(tx.conn)?;
    }
    if let Some(score) = change.score {
        diesel::update(row).set(x::score.eq(score)).execute(tx.conn)?;
    }
    if let Some(day) = change.public_until {
        diesel::update(row).set(x::public_until.eq(day)).execute(tx.conn)?;
    }
    if let Some((from, until, no)) = change.confirmed {
        let set = (x::confirmed_on.eq(from), x::valid_until.eq(until), x::certificate_no.eq(no));
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if let Some(no) = change.certificate_no {
        diesel::update(row).set(x::certificate_no.eq(no)).execute(tx.conn)?;
    }
    if let Some(day) = change.ended_on {
        diesel::update(row).set(x::ended_on.eq(day)).execute(tx.conn)?;
    }
    if let Some(entry) = change.entry {
        diesel::update(row).set(x::entry_id.eq(entry)).execute(tx.conn)?;
    }
    tx.history(now.id, step, (!change.text.is_empty()).then_some(change.text))
}

/// Notes that the reminder of so many days was sent; false when another node was first.
pub(super) fn reminded(tx: &mut Tx, now: &Assessment, lead: i64) -> Result<bool> {
    let target = x::table
        .filter(x::id.eq(now.id))
        .filter(x::state.eq(now.state))
        .filter(x::reminded.is_null().or(x::reminded.gt(lead)));
    Ok(diesel::update(target).set(x::reminded.eq(lead)).execute(tx.conn)? == 1)
}

/// The score sheets of an assessment, the first first.
pub(super) fn sheets_of(c: &mut Conn, assessment: i64) -> Result<Vec<Sheet>> {
    Ok(sheets::table
        .inner_join(accounts::table)
        .filter(sheets::assessment_id.eq(assessment))
        .order(sheets::id)
        .select((
            sheets::id,
            sheets::account_id,
            sheets::scores,
            sheets::total,
            sheets::visited_on,
            sheets::note,
            sheets::created_at,
            accounts::name,
        ))
        .load(c)?)
}

/// A sheet as it is written.
pub(super) struct Written<'a> {
    pub scores: &'a Scores,
    pub total: i64,
    pub visited_on: Day,
    pub note: &'a str,
}

/// Keeps the sheet of an assessor; a second one takes the place of the first. The version of the assessment moves with
/// it, so that nobody completes on a sheet that is being written.
pub(super) fn put_sheet(tx: &mut Tx, now: &Assessment, account: AccountId, new: &Written<'_>) -> Result<()> {
    let target = x::table.filter(x::id.eq(now.id)).filter(x::state.eq(now.state)).filter(x::version.eq(now.version));
    one(diesel::update(target).set(x::version.eq(x::version + 1)).execute(tx.conn)?)?;
    let own = sheets::table.filter(sheets::assessment_id.eq(now.id)).filter(sheets::account_id.eq(account.0));
    let set = (
        sheets::scores.eq(Json(new.scores.clone())),
        sheets::total.eq(new.total),
        sheets::visited_on.eq(new.visited_on),
        sheets::note.eq(new.note),
        sheets::created_at.eq(tx.now),
    );
    if diesel::update(own).set(set).execute(tx.conn)? == 0 {
        let row = (
            sheets::assessment_id.eq(now.id),
            sheets::account_id.eq(account.0),
            sheets::scores.eq(Json(new.scores.clone())),
            sheets::total.eq(new.total),
            sheets::visited_on.eq(new.visited_on),
            sheets::note.eq(new.note),
            sheets::created_at.eq(tx.now),
        );
        diesel::insert_into(sheets::table).values(row).execute(tx.conn)?;
    }
    Ok(())
}

/// The current files of an assessment.
pub(super) fn files_of(c: &mut Conn, assessment: i64) -> Result<Vec<GradeFile>> {
    Ok(papers::table
        .inner_join(files::table)
        .filter(papers::assessment_id.eq(assessment))
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

/// Adds a file; a report that was there ends, other material stays beside it.
///
/// # Errors
/// A fault of the database.
pub fn put_file(tx: &mut Tx, assessment: i64, paper: Paper, file: i64) -> Result<i64> {
    if paper == Paper::SelfReport {
        let same = papers::table
            .filter(papers::assessment_id.eq(assessment))
            .filter(papers::paper.eq(paper))
            .filter(papers::ended_at.is_null());
        diesel::update(same).set(papers::ended_at.eq(tx.now)).execute(tx.conn)?;
    }
    let row = (
        papers::assessment_id.eq(assessment),
        papers::paper.eq(paper),
        papers::file_id.eq(file),
        papers::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(papers::table).values(row).returning(papers::id).get_result(tx.conn)?)
}

/// Takes a file out; false when it is not there.
pub(super) fn remove_file(tx: &mut Tx, assessment: i64, file: i64) -> Result<bool> {
    let target = papers::table
        .filter(papers::assessment_id.eq(assessment))
        .filter(papers::id.eq(file))
        .filter(papers::ended_at.is_null());
    Ok(diesel::update(target).set(papers::ended_at.eq(tx.now)).execute(tx.conn)? > 0)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

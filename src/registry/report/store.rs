//! Statements of `annual_reports` and `annual_report_files`.
use super::{
    answers::Answers,
    model::{Defect, Judgement, NewReport, Paper, Report, ReportFile, ReportState},
    rules::Totals,
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
    registry::organization::{Organization, OrganizationStatus},
    schema::{annual_report_files as papers, annual_reports as r, files, organizations as o},
    web::paging::{Cursor, Paged},
};
use diesel::{dsl::count_star, prelude::*};

/// A report by its number.
pub(super) fn find_by_no(c: &mut Conn, no: &str) -> Result<Report> {
    Ok(r::table.filter(r::no.eq(no)).select(Report::as_select()).first(c)?)
}

/// A report by its row.
pub(super) fn find(c: &mut Conn, id: i64) -> Result<Report> {
    Ok(r::table.find(id).select(Report::as_select()).first(c)?)
}

/// The report of an organization on a year, if there is one.
pub(super) fn of_year(c: &mut Conn, organization: OrganizationId, year: i64) -> Result<Option<Report>> {
    let found = r::table.filter(r::organization_id.eq(organization.0)).filter(r::year.eq(year));
    Ok(found.select(Report::as_select()).first(c).optional()?)
}

/// Every report of an organization, the latest year first.
pub(super) fn of_organization(c: &mut Conn, id: OrganizationId) -> Result<Vec<Report>> {
    let all = r::table.filter(r::organization_id.eq(id.0)).order(r::year.desc()).limit(60);
    Ok(all.select(Report::as_select()).load(c)?)
}

/// What a page of the published results shows.
#[derive(Debug, Clone, Default)]
pub(super) struct Filter {
    pub year: i64,
    pub outcome: Option<Judgement>,
    pub county: String,
    pub q: String,
    pub cursor: Option<Cursor>,
}

/// A page of published results after the cursor, the latest first.
pub(super) fn published(c: &mut Conn, f: &Filter, rows: i64) -> Result<Paged<(Report, Organization)>> {
    let mut query = r::table
        .inner_join(o::table)
        .filter(r::year.eq(f.year))
        .filter(r::state.eq(ReportState::Concluded))
        .order((r::decided_at.desc(), r::id.desc()))
        .limit(rows + 1)
        .select((Report::as_select(), Organization::as_select()))
        .into_boxed();
    if let Some(outcome) = f.outcome {
        query = query.filter(r::outcome.eq(outcome));
    }
    if !f.county.is_empty() {
        query = query.filter(r::county.eq(&f.county));
    }
    if !f.q.is_empty() {
        let words = format!("%{}%", f.q.replace(['%', '_', '\\'], ""));
        query = query.filter(o::name.like(words).or(o::credit_code.eq(f.q.to_uppercase())));
    }
    if let Some((at, when)) = f.cursor.as_ref().and_then(|at| Some((at, at.sort.parse::<Ts>().ok()?))) {
        query = query.filter(r::decided_at.lt(when).or(r::decided_at.eq(when).and(r::id.lt(at.id))));
    }
    let found = query.load(c)?;
    Ok(Paged::cut(found, rows, |(report, _): &(Report, Organization)| {
        let sort = report.decided_at.map(|at| at.utc().to_rfc3339()).unwrap_or_default();
        Cursor { sort, id: report.id }
    }))
}

/// One cell of a season: county, state, result, whether it came late, last day, how many.
pub(super) type Cell = (String, ReportState, Option<Judgement>, bool, Day, i64);

/// A season counted: some hundred cells however many reports there are.
pub(super) fn season(c: &mut Conn, year: i64) -> Result<Vec<Cell>> {
    Ok(r::table
        .filter(r::year.eq(year))
        .group_by((r::county, r::state, r::outcome, r::is_late, r::due_on))
        .select((r::county, r::state, r::outcome, r::is_late, r::due_on, count_star()))
        .load(c)?)
}

/// The years there are reports on, the latest first.
pub(super) fn years(c: &mut Conn) -> Result<Vec<i64>> {
    Ok(r::table.select(r::year).distinct().order(r::year.desc()).limit(30).load(c)?)
}

/// A page of the desk's queue at some authorities: reports in a state, by the day that runs.
pub(super) fn queue(
    c: &mut Conn,
    authorities: &[i64],
    state: ReportState,
    cursor: Option<&Cursor>,
    rows: i64,
) -> Result<Paged<(Report, Organization)>> {
    let mut query = r::table
        .inner_join(o::table)
        .filter(r::authority_id.eq_any(authorities.to_vec()))
        .filter(r::state.eq(state))
        .limit(rows + 1)
        .select((Report::as_select(), Organization::as_select()))
        .into_boxed();
    let at_desk = matches!(state, ReportState::Submitted | ReportState::Proposed);
    if let Some(at) = cursor {
        let day = at.sort.parse::<Day>().unwrap_or_default();
        query = if at_desk {
            query.filter(r::examine_by.gt(day).or(r::examine_by.eq(day).and(r::id.gt(at.id))))
        } else {
            query.filter(r::due_on.gt(day).or(r::due_on.eq(day).and(r::id.gt(at.id))))
        };
    }
    query = if at_desk { query.order((r::examine_by, r::id)) } else { query.order((r::due_on, r::id)) };
    let found = query.load(c)?;
    Ok(Paged::cut(found, rows, |(report, _): &(Report, Organization)| {
        let day = if at_desk { report.examine_by } else { Some(report.due_on) };
        Cursor { sort: day.map(|d| d.to_string()).unwrap_or_default(), id: report.id }
    }))
}

/// Name, English name and telephone of an authority.
pub(super) fn authority(c: &mut Conn, id: AuthorityId) -> Result<(String, String, String)> {
    use crate::schema::authorities as a;
    Ok(a::table.find(id.0).select((a::name, a::name_en, a::phone)).first(c)?)
}

/// How many reports of some authorities stand in each state, for the desk's choices.
pub(super) fn counts(c: &mut Conn, authorities: &[i64]) -> Result<Vec<(ReportState, i64)>> {
    Ok(r::table
        .filter(r::authority_id.eq_any(authorities.to_vec()))
        .group_by(r::state)
        .select((r::state, count_star()))
        .load(c)?)
}

/// Registered organizations without a report on a year, by ascending id.
pub(super) fn without(c: &mut Conn, year: i64, after: i64, rows: i64) -> Result<Vec<Organization>> {
    let ended = [OrganizationStatus::Cancelled, OrganizationStatus::Revoked];
    let there = r::table.filter(r::organization_id.eq(o::id)).filter(r::year.eq(year));
    Ok(o::table
        .filter(o::is_registered.eq(true))
        .filter(o::status.ne_all(ended))
        .filter(o::id.gt(after))
        .filter(diesel::dsl::not(diesel::dsl::exists(there)))
        .order(o::id)
        .limit(rows)
        .select(Organization::as_select())
        .load(c)?)
}

/// Reports not handed in to which the reminder of `lead` days goes now: due within the days, not reminded so late before.
pub(super) fn to_remind(c: &mut Conn, within: (Day, Day), lead: i64, after: i64, rows: i64) -> Result<Vec<i64>> {
    Ok(r::table
        .filter(r::state.eq_any([ReportState::Due, ReportState::Draft]))
        .filter(r::due_on.between(within.0, within.1))
        .filter(r::id.gt(after))
        .filter(r::reminded.is_null().or(r::reminded.gt(lead)))
        .order(r::id)
        .limit(rows)
        .select(r::id)
        .load(c)?)
}

/// Reports whose day was missed and of which no notice was given.
pub(super) fn overdue(c: &mut Conn, today: Day, after: i64, rows: i64) -> Result<Vec<i64>> {
    let unsent = r::state.eq_any([ReportState::Due, ReportState::Draft]).and(r::due_on.lt(today));
    let uncorrected = r::state.eq(ReportState::Returned).and(r::correct_by.lt(today));
    Ok(r::table
        .filter(r::listing_no.is_null())
        .filter(r::id.gt(after))
        .filter(unsent.or(uncorrected))
        .order(r::id)
        .limit(rows)
        .select(r::id)
        .load(c)?)
}

/// Writes many reports at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewReport]) -> Result<usize> {
    let mut written = 0;
    for part in rows.chunks(400) {
        let part = part.to_vec();
        written += both!(c, c => diesel::insert_into(r::table).values(part).execute(c))?;
    }
    Ok(written)
}

/// The current files of a report.
pub(super) fn files_of(c: &mut Conn, report: i64) -> Result<Vec<ReportFile>> {
    Ok(papers::table
        .inner_join(files::table)
        .filter(papers::report_id.eq(report))
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
pub fn put_file(tx: &mut Tx, report: i64, paper: Paper, file: i64) -> Result<i64> {
    if paper != Paper::Other {
        let same = papers::table
            .filter(papers::report_id.eq(report))
            .filter(papers::paper.eq(paper))
            .filter(papers::ended_at.is_null());
        diesel::update(same).set(papers::ended_at.eq(tx.now)).execute(tx.conn)?;
    }
    let row = (
        papers::report_id.eq(report),
        papers::paper.eq(paper),
        papers::file_id.eq(file),
        papers::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(papers::table).values(row).returning(papers::id).get_result(tx.conn)?)
}

/// Takes a file out; false when it is not there.
pub(super) fn remove_file(tx: &mut Tx, report: i64, file: i64) -> Result<bool> {
    let target = papers::table
        .filter(papers::report_id.eq(report))
        .filter(papers::id.eq(file))
        .filter(papers::ended_at.is_null());
    Ok(diesel::update(target).set(papers::ended_at.eq(tx.now)).execute(tx.conn)? > 0)
}

/// Keeps the answers; state and version must be as they were read.
pub(super) fn keep(tx: &mut Tx, report: &Report, answers: &Answers) -> Result<()> {
    let target =
        r::table.filter(r::id.eq(report.id)).filter(r::state.eq(report.state)).filter(r::version.eq(report.version));
    let set = (r::answers.eq(Json(answers.clone())), r::version.eq(r::version + 1));
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

/// What a step writes beside the state.
#[derive(Default)]
pub(super) struct Change<'a> {
    pub handed_in: Option<HandedIn>,
    pub returned: Option<(&'a [Defect], Day)>,
    pub proposed: Option<(Judgement, &'a str)>,
    pub sent_back: Option<&'a str>,
    pub concluded: Option<i64>,
}

/// What is written when a report is handed in.
pub(super) struct HandedIn {
    pub receipt_no: String,
    pub at: Ts,
    pub is_late: bool,
    pub examine_by: Day,
    pub totals: Totals,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, report: &Report, step: &Step<ReportState>, change: &Change<'_>) -> Result<()> {
    let target =
        r::table.filter(r::id.eq(report.id)).filter(r::state.eq(step.from())).filter(r::version.eq(report.version));
    one(diesel::update(target).set((r::state.eq(step.to()), r::version.eq(r::version + 1))).execute(tx.conn)?)?;
    let row = r::table.find(report.id);
    let by = tx.actor.account().map(|a| a.0);
    if let Some(h) = &change.handed_in {
        let set = (
            r::receipt_no.eq(&h.receipt_no),
            r::submitted_at.eq(h.at),
            r::submitted_by.eq(by),
            r::is_late.eq(h.is_late),
            r::examine_by.eq(h.examine_by),
            r::income.eq(h.totals.income),
            r::expenditure.eq(h.totals.expenditure),
            r::net_assets.eq(h.totals.closing),
        );
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if let Some((defects, by_day)) = change.returned {
        let set = (r::defects.eq(Json(defects.to_vec())), r::returned_at.eq(tx.now), r::correct_by.eq(by_day));
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if let Some((outcome, reasons)) = change.proposed {
        let set = (
            r::outcome.eq(outcome),
            r::reasons.eq(reasons),
            r::proposed_by.eq(by),
            r::proposed_at.eq(tx.now),
            r::sent_back.eq(None::<String>),
        );
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if let Some(why) = change.sent_back {
        diesel::update(row).set(r::sent_back.eq(why)).execute(tx.conn)?;
    }
    if let Some(entry) = change.concluded {
        let set = (r::decided_by.eq(by), r::decided_at.eq(tx.now), r::entry_id.eq(entry));
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    tx.history(report.id, step, change.sent_back.or(change.proposed.map(|(_, text)| text)))
}

/// Notes that the reminder of so many days was sent; false when another node was first.
pub(super) fn reminded(tx: &mut Tx, report: &Report, lead: i64) -> Result<bool> {
    let target = r::table
        .filter(r::id.eq(report.id))
        .filter(r::state.eq(report.state))
        .filter(r::reminded.is_null().or(r::reminded.gt(lead)));
    Ok(diesel::update(target).set(r::reminded.eq(lead)).execute(tx.conn)? == 1)
}

/// Notes the notice that a missed day led to.
pub(super) fn noticed(tx: &mut Tx, report: &Report, listing_no: &str) -> Result<()> {
    let target = r::table.filter(r::id.eq(report.id)).filter(r::state.eq(report.state)).filter(r::listing_no.is_null());
    one(diesel::update(target).set(r::listing_no.eq(listing_no)).execute(tx.conn)?)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Hands the reports that an organization still owes or that are examined over to another body (`SO-14`, `SO-15`).
///
/// # Errors
/// A fault of the database.
pub fn hand_over(tx: &mut Tx, organization: OrganizationId, to: AuthorityId) -> Result<()> {
    let open = r::table
        .filter(r::organization_id.eq(organization.0))
        .filter(r::state.ne(ReportState::Concluded))
        .filter(r::authority_id.ne(to.0));
    diesel::update(open).set((r::authority_id.eq(to.0), r::version.eq(r::version + 1))).execute(tx.conn)?;
    Ok(())
}

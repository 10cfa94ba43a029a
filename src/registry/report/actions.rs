//! Verbs of the annual report. An officer writes and hands in; a clerk returns or proposes a result; a decider, another
//! person, confirms it; the clock opens the season, reminds and gives notice.
use super::{
    answers::{Answers, Section},
    forms::Proposal,
    jobs::{Tell, Word},
    model::{Defect, NewReport, Paper, Report, ReportEvent, ReportState},
    rules::{self, Terms, Totals},
    store::{self, Change, HandedIn},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
        state::Step,
        time::Ts,
    },
    platform::{
        db::{Event, Json, Tx},
        files::{Stored, inspect::Accepted, row},
        numbers,
    },
    registry::{
        credit::{self, Ground, ListingState},
        organization::{self, Organization},
    },
};
use diesel::result::{DatabaseErrorKind, Error as DbError};

/// Types a paper may have.
const PAPERS: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];
/// Files of one report.
const MOST_FILES: usize = 20;

/// Keeps the answers of one section; the first ones begin the draft.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], [`Error::Missing`].
pub fn save(tx: &mut Tx, no: &str, section: Section, answers: &Answers) -> Result<Report> {
    let (r, _) = writable(tx, no)?;
    let mut all = r.answers.0.clone();
    all.retain(|item, _| item.section() != section);
    all.extend(answers.iter().map(|(item, answer)| (*item, answer.clone())));
    store::keep(tx, &r, &all)?;
    store::find(tx.conn, r.id)
}

/// Adds a paper, and answers its row.
///
/// # Errors
/// [`Error::Invalid`] for another type of file, [`Code::NotYourRole`], [`Code::WrongState`].
pub fn attach(tx: &mut Tx, no: &str, paper: &str, accepted: &Accepted, stored: &Stored) -> Result<i64> {
    let wrong = |word| Error::Invalid(vec![FieldError::new(format!("file.{paper}"), word)]);
    let paper: Paper = paper.parse().map_err(|_| wrong("choice"))?;
    if !PAPERS.contains(&accepted.format.media_type()) {
        return Err(wrong("file-type"));
    }
    let (r, _) = writable(tx, no)?;
    if store::files_of(tx.conn, r.id)?.len() >= MOST_FILES {
        return Err(Error::Invalid(vec![
            FieldError::new(format!("file.{paper}"), "too-many-files").with("most", MOST_FILES),
        ]));
    }
    let file = row::insert(tx, accepted, stored)?;
    store::put_file(tx, r.id, paper, file)
}

/// Takes a paper out.
///
/// # Errors
/// [`Error::Missing`], [`Code::NotYourRole`], [`Code::WrongState`].
pub fn detach(tx: &mut Tx, no: &str, file: i64) -> Result<()> {
    let (r, _) = writable(tx, no)?;
    if store::remove_file(tx, r.id, file)? { Ok(()) } else { Err(Error::Missing) }
}

/// Hands the report in, at first or after its return, and gives a receipt. `received_at` is when the last byte came.
///
/// # Errors
/// Everything that is missing at once; [`Code::NotYourRole`], [`Code::WrongState`].
pub fn submit(tx: &mut Tx, no: &str, received_at: Ts) -> Result<Report> {
    let (r, o) = own(tx, no)?;
    let papers: Vec<Paper> = store::files_of(tx.conn, r.id)?.iter().map(|f| f.paper).collect();
    if r.state.is_open() {
        rules::may_submit(o.kind, o.mode, &r.answers.0, &papers)?;
    }
    let step = Step::new(r.state, ReportEvent::Submit)?;
    let totals = Totals::of(&r.answers.0).ok_or(Code::WrongState)?;
    let today = received_at.day();
    let terms = Terms::of(&tx.env.rulebook, today)?;
    let receipt_no = match &r.receipt_no {
        Some(no) => no.clone(),
        None => {
            let head = format!("{:0<6}-{}-NB", o.county, received_at.local().format("%Y%m%d"));
            format!("{head}-{:05}", numbers::next(tx, &format!("report-{head}"))?)
        }
    };
    let handed_in = HandedIn {
        is_late: rules::is_late(&r, today),
        examine_by: terms.examine_by(tx.env.rulebook.calendar(), today),
        at: received_at,
        receipt_no,
        totals,
    };
    let event = Event::private("registry.report.submitted")
        .with("organization", o.credit_code.as_str())
        .with("year", r.year)
        .with("late", handed_in.is_late);
    tx.record(("annual_report", no), event)?;
    store::step(tx, &r, &step, &Change { handed_in: Some(handed_in), ..Change::default() })?;
    tx.enqueue(&Tell::new(r.id, Word::Received))?;
    store::find(tx.conn, r.id)
}

/// Returns the report with every defect, once (一次性告知).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::ReportReturnedOnce`], [`Code::WrongState`].
pub fn give_back(tx: &mut Tx, no: &str, defects: &[Defect]) -> Result<Report> {
    let (r, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(r.state, ReportEvent::Return)?;
    rules::may_return(&r)?;
    let today = tx.now.day();
    let by = Terms::of(&tx.env.rulebook, today)?.correct_by(tx.env.rulebook.calendar(), today);
    tx.record(("annual_report", no), Event::private("registry.report.returned").with("by", by.to_string()))?;
    store::step(tx, &r, &step, &Change { returned: Some((defects, by)), ..Change::default() })?;
    tx.enqueue(&Tell::new(r.id, Word::Returned))?;
    store::find(tx.conn, r.id)
}

/// Proposes the result (`SO-116`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`] for who is an officer of the organization, [`Code::WrongState`].
pub fn propose(tx: &mut Tx, no: &str, proposal: &Proposal) -> Result<Report> {
    let (r, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(r.state, ReportEvent::Propose)?;
    let event = Event::private("registry.report.proposed").with("outcome", proposal.outcome.word());
    tx.record(("annual_report", no), event)?;
    let proposed = Some((proposal.outcome, proposal.reasons.as_str()));
    store::step(tx, &r, &step, &Change { proposed, ..Change::default() })?;
    store::find(tx.conn, r.id)
}

/// Sends the proposal back to the clerk, saying why.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn send_back(tx: &mut Tx, no: &str, why: &str) -> Result<Report> {
    let (r, account) = official(tx, Role::Decider, no)?;
    another(&r, account)?;
    let step = Step::new(r.state, ReportEvent::SendBack)?;
    tx.record(("annual_report", no), Event::private("registry.report.sent_back"))?;
    store::step(tx, &r, &step, &Change { sent_back: Some(why), ..Change::default() })?;
    store::find(tx.conn, r.id)
}

/// Confirms the proposed result; from now on everybody reads it with the report (`SO-116`, `SO-117`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn conclude(tx: &mut Tx, no: &str) -> Result<Report> {
    let (r, account) = official(tx, Role::Decider, no)?;
    another(&r, account)?;
    let step = Step::new(r.state, ReportEvent::Conclude)?;
    let o = organization::find(tx.conn, r.organization_id)?;
    let outcome = r.outcome.ok_or(Code::WrongState)?;
    let fen = |m: Option<crate::kernel::money::Money>| m.map(crate::kernel::money::Money::fen);
    let event = Event::public("registry.report.concluded")
        .with("organization", o.credit_code.as_str())
        .with("year", r.year)
        .with("outcome", outcome.word())
        .with("late", r.is_late)
        .with("income_fen", fen(r.income))
        .with("expenditure_fen", fen(r.expenditure))
        .with("net_assets_fen", fen(r.net_assets));
    let entry = tx.record(("annual_report", no), event)?;
    store::step(tx, &r, &step, &Change { concluded: Some(entry), ..Change::default() })?;
    tx.enqueue(&Tell::new(r.id, Word::Concluded))?;
    store::find(tx.conn, r.id)
}

/// Opens the season for the next organizations after a row: whoever owes a report on `year` gets an empty one. Answers the
/// last organization looked at; nothing when there is none left.
///
/// # Errors
/// A fault of the database.
pub(super) fn open(tx: &mut Tx, year: i64, after: i64) -> Result<Option<i64>> {
    let today = tx.now.day();
    let terms = Terms::of(&tx.env.rulebook, today)?;
    let found = store::without(tx.conn, year, after, 200)?;
    let last = found.last().map(|o| o.id.0);
    let owed = found.iter().filter(|o| terms.owes(o, year)).filter_map(|o| NewReport::blank(o, year, &terms));
    let rows: Vec<NewReport> = owed.filter(|r| r.due_on >= today).collect();
    match store::insert_many(tx.conn, &rows) {
        Ok(_) => Ok(last),
        // Another node opened the same season: read again and find its rows.
        Err(Error::Fault(e)) if is_taken(&e) => Err(Error::Stale),
        Err(e) => Err(e),
    }
}

fn is_taken(e: &anyhow::Error) -> bool {
    matches!(e.downcast_ref::<DbError>(), Some(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)))
}

impl NewReport {
    /// The empty report an organization owes.
    #[must_use]
    pub fn blank(o: &Organization, year: i64, terms: &Terms) -> Option<Self> {
        Some(Self {
            no: rules::number(year, &o.credit_code),
            organization_id: o.id,
            authority_id: o.supervisor_id,
            county: o.county.clone(),
            year,
            state: ReportState::Due,
            due_on: terms.due_on(o.kind, year)?,
            sponsor_due_on: terms.sponsor_due_on(o.mode, year),
            answers: Json(Answers::new()),
            receipt_no: None,
            submitted_at: None,
            is_late: false,
            examine_by: None,
            income: None,
            expenditure: None,
            net_assets: None,
            defects: Json(Vec::new()),
            returned_at: None,
            correct_by: None,
            outcome: None,
            reasons: None,
            proposed_by: None,
            proposed_at: None,
            decided_at: None,
            listing_no: None,
        })
    }
}

/// Sends the reminder of `lead` days, unless it or a later one was sent.
///
/// # Errors
/// A fault of the database.
pub(super) fn remind(tx: &mut Tx, id: i64, lead: i64) -> Result<()> {
    let r = store::find(tx.conn, id)?;
    if r.state.is_open() && store::reminded(tx, &r, lead)? {
        tx.enqueue(&Tell::new(id, Word::Reminder))?;
    }
    Ok(())
}

/// Gives notice of the abnormal list for a report whose day was missed (`SO-121`), with the days to object (`SO-127`).
/// Where the same ground is open already, the report points to it.
///
/// # Errors
/// A fault of the database.
pub(super) fn miss(tx: &mut Tx, id: i64) -> Result<()> {
    let r = store::find(tx.conn, id)?;
    if r.listing_no.is_some() || !rules::is_overdue(&r, tx.now.day()) {
        return Ok(());
    }
    let o = organization::find(tx.conn, r.organization_id)?;
    let given = credit::notify_by_clock(tx, &o, Ground::ReportLate, "listing-facts-report-late")?;
    let listing_no = match given {
        Some(listing) => listing.no,
        None => {
            let is_open = |s: ListingState| !matches!(s, ListingState::Removed | ListingState::Dropped);
            let all = credit::of_organization(tx.conn, o.id)?;
            let same = all.into_iter().find(|l| l.ground == Ground::ReportLate && is_open(l.state));
            same.map(|l| l.no).unwrap_or_default()
        }
    };
    store::noticed(tx, &r, &listing_no)
}

/// The report, for an officer of the organization.
fn own(tx: &mut Tx, no: &str) -> Result<(Report, Organization)> {
    tx.account()?;
    let r = store::find_by_no(tx.conn, no)?;
    if !tx.actor.is_officer_of(r.organization_id) {
        let known = r.state == ReportState::Concluded || is_staff(tx, &r);
        return Err(if known { Code::NotYourRole.into() } else { Error::Missing });
    }
    let o = organization::find(tx.conn, r.organization_id)?;
    Ok((r, o))
}

/// The same, while it may be written; the first writing begins the draft.
fn writable(tx: &mut Tx, no: &str) -> Result<(Report, Organization)> {
    let (r, o) = own(tx, no)?;
    if r.state == ReportState::Due {
        let step = Step::new(r.state, ReportEvent::Begin)?;
        store::step(tx, &r, &step, &Change::default())?;
        return Ok((store::find(tx.conn, r.id)?, o));
    }
    if !r.state.is_open() {
        // The table has no such step: it says why in the words of every refusal.
        Step::new(r.state, ReportEvent::Begin)?;
    }
    Ok((r, o))
}

fn is_staff(tx: &Tx, r: &Report) -> bool {
    [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|role| tx.actor.is_at(*role, r.authority_id))
}

/// The report, for somebody who acts on it in a role of its authority, and who is no officer of the organization.
fn official(tx: &mut Tx, role: Role, no: &str) -> Result<(Report, AccountId)> {
    tx.account()?;
    let r = store::find_by_no(tx.conn, no)?;
    let account = match tx.official(role, (BodyKind::Authority, r.authority_id.0)) {
        Ok(account) => account,
        Err(Error::Refused(reasons)) if reasons.iter().any(|x| x.code == Code::NotYourRole) => {
            let known =
                r.state == ReportState::Concluded || is_staff(tx, &r) || tx.actor.is_officer_of(r.organization_id);
            return Err(if known { Code::NotYourRole.into() } else { Error::Missing });
        }
        Err(e) => return Err(e),
    };
    if tx.actor.is_officer_of(r.organization_id) {
        return Err(Code::SamePerson.into());
    }
    Ok((r, account))
}

/// Who proposed does not decide (`domain.md` 13).
fn another(r: &Report, account: AccountId) -> Result<()> {
    if r.proposed_by == Some(account) { Err(Code::SamePerson.into()) } else { Ok(()) }
}

//! Verbs of charities. An officer applies; a clerk accepts; a reviewer gives the opinion; a decider, another person,
//! decides; the clock fills the calendar of what must be published and reminds of it.
use super::{
    forms::Command,
    jobs::{Remind, Tell, Word},
    model::{Case, CaseKind, CharityEvent, CharityState as State, Content, Duty, DutyKind, NewDuty, Paper},
    rules::{self, Terms},
    store::{self, Change},
};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, BodyKind, OrganizationId, Role},
        refusal::{Code, Error, FieldError, Reason, Reasons, Result},
        state::Step,
        time::{Day, Ts},
    },
    platform::{
        db::{Event, Tx},
        files::{Stored, inspect::Accepted, row},
        numbers,
    },
    registry::{
        announcement,
        certificate::{self, NewCertificate},
        organization::{self, Organization, OrganizationStatus},
    },
};
use diesel::result::{DatabaseErrorKind, Error as DbError};
use std::collections::BTreeMap;

/// Types a paper may have.
const PAPERS: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];
/// Files of one case.
const MOST_FILES: usize = 20;

/// Begins an application; one of a kind runs at a time.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::OrganizationEnded`], [`Code::OrganizationFiled`], [`Code::CharityCaseOpen`],
/// [`Code::CharityAlready`].
pub fn begin(tx: &mut Tx, credit_code: &str, kind: CaseKind) -> Result<Case> {
    tx.account()?;
    let o = organization::find_by_code(tx.conn, credit_code)?;
    if !tx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    let open = store::open_case(tx.conn, o.id, kind)?;
    let held = match kind {
        CaseKind::Recognition => o.is_charity,
        CaseKind::FundRaising => store::granted(tx.conn, o.id, kind)?.is_some(),
    };
    let mut r = Reasons::default();
    let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    r.require(!ended, Code::OrganizationEnded);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.require(open.is_none(), Reason::from(Code::CharityCaseOpen).with("no", open.as_deref().unwrap_or_default()));
    r.require(!held, Code::CharityAlready);
    r.done()?;
    let head = format!("{:0<6}-{}-CS", o.county, tx.now.local().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("charity-{head}"))?);
    let id = store::insert(tx, &no, kind, &o)?;
    tx.record(("charity_case", &no), Event::private("registry.charity.begun").with("kind", kind.word()))?;
    store::find(tx.conn, id)
}

/// Does what somebody wants done with one case.
///
/// # Errors
/// Everything that speaks against it; [`Error::Missing`] for whoever may not know of the case.
pub fn act(tx: &mut Tx, no: &str, command: &Command) -> Result<Case> {
    let id = match command {
        Command::Submit(at) => submit(tx, no, *at),
        Command::Withdraw => withdraw(tx, no),
        Command::Return(text) => give_back(tx, no, text),
        Command::Accept => accept(tx, no),
        Command::Propose(yes, text) => propose(tx, no, *yes, text),
        Command::Extend(to, text) => extend(tx, no, *to, text),
        Command::Grant(text) => grant(tx, no, text),
        Command::Refuse(text) => refuse(tx, no, text),
        Command::SendBack(text) => send_back(tx, no, text),
    }?;
    store::find(tx.conn, id)
}

/// Keeps what the organization says.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], [`Error::Missing`].
pub fn save(tx: &mut Tx, no: &str, content: &Content) -> Result<Case> {
    let x = draft(tx, no)?;
    store::keep(tx, &x, content)?;
    store::find(tx.conn, x.id)
}

/// Adds a paper, and answers its row.
///
/// # Errors
/// [`Error::Invalid`] for another type of file, [`Code::NotYourRole`], [`Code::WrongState`].
pub(super) fn attach(tx: &mut Tx, no: &str, paper: &str, accepted: &Accepted, stored: &Stored) -> Result<i64> {
    let wrong = |word| Error::Invalid(vec![FieldError::new(format!("file.{paper}"), word)]);
    let paper: Paper = paper.parse().map_err(|_| wrong("choice"))?;
    if !PAPERS.contains(&accepted.format.media_type()) {
        return Err(wrong("file-type"));
    }
    let x = draft(tx, no)?;
    if store::files_of(tx.conn, x.id)?.len() >= MOST_FILES {
        let most = FieldError::new(format!("file.{paper}"), "too-many-files").with("most", MOST_FILES);
        return Err(Error::Invalid(vec![most]));
    }
    let file = row::insert(tx, accepted, stored)?;
    store::put_file(tx, x.id, paper, file)
}

/// Takes a paper out.
///
/// # Errors
/// [`Error::Missing`], [`Code::NotYourRole`], [`Code::WrongState`].
pub(super) fn detach(tx: &mut Tx, no: &str, file: i64) -> Result<()> {
    let x = draft(tx, no)?;
    if store::remove_file(tx, x.id, file)? { Ok(()) } else { Err(Error::Missing) }
}

fn submit(tx: &mut Tx, no: &str, received_at: Ts) -> Result<i64> {
    let x = own(tx, no)?;
    let step = Step::new(x.state, CharityEvent::Submit)?;
    let papers: Vec<Paper> = store::files_of(tx.conn, x.id)?.iter().map(|f| f.paper).collect();
    rules::may_submit(x.kind, &x.content.0, &papers)?;
    tx.record(("charity_case", no), Event::private("registry.charity.submitted"))?;
    store::step(tx, &x, &step, &Change { submitted_at: Some(received_at), ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Submitted))?;
    Ok(x.id)
}

fn withdraw(tx: &mut Tx, no: &str) -> Result<i64> {
    let x = own(tx, no)?;
    let step = Step::new(x.state, CharityEvent::Withdraw)?;
    tx.record(("charity_case", no), Event::private("registry.charity.withdrawn"))?;
    store::step(tx, &x, &step, &Change::default())?;
    Ok(x.id)
}

/// Returns the application, saying everything that is missing.
fn give_back(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(x.state, CharityEvent::Return)?;
    tx.record(("charity_case", no), Event::private("registry.charity.returned"))?;
    store::step(tx, &x, &step, &Change { text, ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Returned))?;
    Ok(x.id)
}

/// Accepts; the days to decide run from today (`SO-140`).
fn accept(tx: &mut Tx, no: &str) -> Result<i64> {
    let (x, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(x.state, CharityEvent::Accept)?;
    let today = tx.now.day();
    let due = Terms::of(&tx.env.rulebook, today)?.decide_by(tx.env.rulebook.calendar(), today);
    tx.record(("charity_case", no), Event::private("registry.charity.accepted").with("due_on", due.to_string()))?;
    store::step(tx, &x, &step, &Change { accepted: Some((today, due)), ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Accepted))?;
    Ok(x.id)
}

/// Gives the opinion on it; whoever accepted it does not.
fn propose(tx: &mut Tx, no: &str, in_favour: bool, text: &str) -> Result<i64> {
    let (x, account) = official(tx, Role::Reviewer, no)?;
    another(&x, account, &[CharityEvent::Accept])?;
    let step = Step::new(x.state, CharityEvent::Propose)?;
    tx.record(("charity_case", no), Event::private("registry.charity.proposed"))?;
    store::step(tx, &x, &step, &Change { text, in_favour: Some(in_favour), ..Change::default() })?;
    Ok(x.id)
}

/// Extends the days to decide, with the approval it rests on (`SO-140`).
fn extend(tx: &mut Tx, no: &str, to: Day, approval: &str) -> Result<i64> {
    let (x, _) = official(tx, Role::Decider, no)?;
    let step = Step::new(x.state, CharityEvent::Extend)?;
    rules::may_extend(&Terms::of(&tx.env.rulebook, tx.now.day())?, tx.env.rulebook.calendar(), &x, to)?;
    tx.record(("charity_case", no), Event::private("registry.charity.extended").with("due_on", to.to_string()))?;
    store::step(tx, &x, &step, &Change { text: approval, due_on: Some(to), ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Extended))?;
    Ok(x.id)
}

/// Grants what was asked for: announced, certified, entered (`SO-140`, `SO-143`).
fn grant(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, account) = official(tx, Role::Decider, no)?;
    another(&x, account, &[CharityEvent::Accept, CharityEvent::Propose])?;
    let step = Step::new(x.state, CharityEvent::Grant)?;
    let (o, today) = (organization::find(tx.conn, x.organization_id)?, tx.now.day());
    let known = store::known(tx.conn, &o)?;
    let terms = Terms::of(&tx.env.rulebook, today)?;
    rules::may_grant(&rules::checks(&terms, x.kind, &known, &x.content.0, today))?;
    let (kind, word) = match x.kind {
        CaseKind::Recognition => ("registry.charity.recognized", "charity"),
        CaseKind::FundRaising => ("registry.charity.qualified", "fund-raising"),
    };
    let entry = tx.record(("charity_case", no), Event::public(kind).with("organization", o.credit_code.as_str()))?;
    let paper = issue(tx, &x, &o, entry)?;
    let change =
        Change { text, decided_on: Some(today), certificate_no: Some(&paper), entry: Some(entry), ..Change::default() };
    store::step(tx, &x, &step, &change)?;
    if x.kind == CaseKind::Recognition {
        organization::set_charity(tx, o.id, true)?;
    }
    let facts = serde_json::json!({ "no": x.no });
    announcement::publish(tx, word, ("organization", &o.credit_code), &o.name, &facts, entry)?;
    tx.enqueue(&Tell::new(x.id, Word::Granted))?;
    Ok(x.id)
}

fn issue(tx: &mut Tx, x: &Case, o: &Organization, entry: i64) -> Result<String> {
    let kind = match x.kind {
        CaseKind::Recognition => "charity",
        CaseKind::FundRaising => "fund-raising",
    };
    certify(tx, (kind, x.authority_id), o, ("case", &x.no), entry)
}

/// Issues a certificate of a kind by an authority, which rests on a case or an application; answers its number.
fn certify(
    tx: &mut Tx,
    (kind, authority): (&'static str, AuthorityId),
    o: &Organization,
    (what, basis): (&str, &str),
    entry: i64,
) -> Result<String> {
    let division = store::division(tx.conn, authority.0)?;
    let no = certificate::next_no(tx, &format!("{division:0<6}"))?;
    let new = NewCertificate {
        kind,
        no: no.clone(),
        subject: ("organization", o.credit_code.clone()),
        name: o.name.clone(),
        valid_to: None,
        facts: BTreeMap::from([
            (what.to_owned(), basis.to_owned()),
            ("authority".to_owned(), store::authority(tx.conn, authority)?.0),
        ]),
        entry,
    };
    certificate::issue(tx, &new)?;
    Ok(no)
}

/// Certifies an organization that was founded as a charity 设立时登记为慈善组织, by the application and the ledger entry of its
/// registration (`SO-65`, `SO-140`).
///
/// # Errors
/// A fault of the database.
pub fn founded(tx: &mut Tx, o: &Organization, application: &str, entry: i64) -> Result<()> {
    certify(tx, ("charity", o.supervisor_id), o, ("application", application), entry).map(drop)
}

/// Refuses, with reasons; remedies are told (`SO-140`).
fn refuse(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, account) = official(tx, Role::Decider, no)?;
    another(&x, account, &[CharityEvent::Accept, CharityEvent::Propose])?;
    let step = Step::new(x.state, CharityEvent::Refuse)?;
    let entry = tx.record(("charity_case", no), Event::private("registry.charity.refused"))?;
    let change = Change { text, decided_on: Some(tx.now.day()), entry: Some(entry), ..Change::default() };
    store::step(tx, &x, &step, &change)?;
    tx.enqueue(&Tell::new(x.id, Word::Refused))?;
    Ok(x.id)
}

/// Sends back to the reviewer, saying why.
fn send_back(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, account) = official(tx, Role::Decider, no)?;
    another(&x, account, &[CharityEvent::Accept, CharityEvent::Propose])?;
    let step = Step::new(x.state, CharityEvent::SendBack)?;
    tx.record(("charity_case", no), Event::private("registry.charity.sent_back"))?;
    store::step(tx, &x, &step, &Change { text, ..Change::default() })?;
    Ok(x.id)
}

/// Notes where something that had to be published was published (`SO-144`).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`] when it was noted already, [`Error::Missing`].
pub(super) fn publish(tx: &mut Tx, credit_code: &str, duty: i64, link: &str) -> Result<Duty> {
    tx.account()?;
    let o = organization::find_by_code(tx.conn, credit_code)?;
    let d = store::duty(tx.conn, duty)?;
    if d.organization_id != o.id {
        return Err(Error::Missing);
    }
    if !tx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    if !store::done(tx, &d, link)? {
        return Err(Code::WrongState.into());
    }
    let event = Event::public("registry.charity.disclosed")
        .with("kind", d.kind.word())
        .with("period", d.period.as_str())
        .with("link", link);
    tx.record(("organization", &o.credit_code), event)?;
    store::duty(tx.conn, duty)
}

/// Writes a duty into the calendars of the next charities after a row; answers the last one looked at, nothing when there
/// is none left.
///
/// # Errors
/// A fault of the database; [`Error::Stale`] when another node wrote the same.
pub(super) fn open_duty(tx: &mut Tx, kind: DutyKind, period: &str, due_on: Day, after: i64) -> Result<Option<i64>> {
    let found = store::without_duty(tx.conn, kind, period, after, 200)?;
    let now = tx.now;
    let row = |id: &i64| NewDuty {
        organization_id: OrganizationId(*id),
        kind,
        period: period.to_owned(),
        due_on,
        done_on: None,
        link: None,
        created_at: now,
    };
    let rows: Vec<NewDuty> = found.iter().map(row).collect();
    match store::insert_duties(tx.conn, &rows) {
        Ok(_) => Ok(found.last().copied()),
        Err(Error::Fault(e)) if is_taken(&e) => Err(Error::Stale),
        Err(e) => Err(e),
    }
}

fn is_taken(e: &anyhow::Error) -> bool {
    matches!(e.downcast_ref::<DbError>(), Some(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)))
}

/// Sends the reminder of `lead` days, unless it or a later one was sent (`SO-144`).
///
/// # Errors
/// A fault of the database.
pub(super) fn remind(tx: &mut Tx, id: i64, lead: i64) -> Result<()> {
    let duty = store::duty(tx.conn, id)?;
    if store::reminded(tx, &duty, lead)? {
        tx.enqueue(&Remind { duty: id })?;
    }
    Ok(())
}

/// The case, for an officer of its organization.
fn own(tx: &mut Tx, no: &str) -> Result<Case> {
    tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    if tx.actor.is_officer_of(x.organization_id) { Ok(x) } else { Err(hidden(tx, &x)) }
}

/// The same, while it may be written.
fn draft(tx: &mut Tx, no: &str) -> Result<Case> {
    let x = own(tx, no)?;
    if x.state != State::Draft {
        // The table has no such step: it says why in the words of every refusal.
        Step::new(x.state, CharityEvent::Submit)?;
    }
    Ok(x)
}

/// The case, for somebody in a role of its authority who is no officer of the organization.
fn official(tx: &mut Tx, role: Role, no: &str) -> Result<(Case, AccountId)> {
    tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    let account = match tx.official(role, (BodyKind::Authority, x.authority_id.0)) {
        Ok(account) => account,
        Err(e) if e.has(Code::NotYourRole) => return Err(hidden(tx, &x)),
        Err(e) => return Err(e),
    };
    if tx.actor.is_officer_of(x.organization_id) { Err(Code::SamePerson.into()) } else { Ok((x, account)) }
}

/// Whoever did one of the earlier steps does not do this one (`domain.md` 13).
fn another(x: &Case, account: AccountId, events: &[CharityEvent]) -> Result<()> {
    if x.was_by(account, events) { Err(Code::SamePerson.into()) } else { Ok(()) }
}

/// Whoever may not know of a case hears that there is none.
fn hidden(tx: &Tx, x: &Case) -> Error {
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|r| tx.actor.is_at(*r, x.authority_id));
    let known =
        x.state == State::Granted || tx.actor.is_officer_of(x.organization_id) || (staff && x.submitted_at.is_some());
    if known { Code::NotYourRole.into() } else { Error::Missing }
}

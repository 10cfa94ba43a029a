//! The organization's side: begin, keep, hand in, take back, object, answer.
use super::own;
use crate::{
    kernel::{
        refusal::{Code, Error, FieldError, Reason, Reasons, Result},
        state::Step,
        time::Ts,
    },
    platform::{
        db::{Event, Tx},
        files::{Stored, inspect::Accepted, row},
        numbers,
    },
    registry::{
        grade::{
            jobs::{Tell, Word},
            model::{Assessment, AssessmentEvent, AssessmentState as State, Content, Paper},
            rules::{self, Terms},
            store::{self, Change},
        },
        organization::{self, OrganizationStatus},
    },
};

/// Types a paper may have.
const PAPERS: [&str; 3] = ["application/pdf", "image/jpeg", "image/png"];
/// Files of one application.
const MOST_FILES: usize = 20;

/// Begins the application of an organization in a round (`SO-135`); one case runs at a time.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::GradeRoundClosed`], [`Code::GradeKindNotInvited`], [`Code::GradeCaseOpen`],
/// [`Code::OrganizationEnded`].
pub fn begin(tx: &mut Tx, round_no: &str, credit_code: &str) -> Result<Assessment> {
    tx.account()?;
    let round = store::round_by_no(tx.conn, round_no)?;
    let o = organization::find_by_code(tx.conn, credit_code)?;
    if !tx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    let open = store::open_case(tx.conn, o.id)?;
    let mut r = Reasons::default();
    let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    r.require(!ended, Code::OrganizationEnded);
    r.require(o.supervisor_id == round.authority_id, Code::GradeKindNotInvited);
    let same = open.as_deref().unwrap_or_default();
    r.require(open.is_none(), Reason::from(Code::GradeCaseOpen).with("no", same));
    r.done()?;
    rules::may_apply(&round, o.kind, tx.now.day())?;
    let head = format!("{:0<6}-{}-PJ", o.county, tx.now.local().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("grade-{head}"))?);
    let id = store::insert(tx, &no, &round, &o)?;
    tx.record(("grade_assessment", &no), Event::private("registry.grade.begun").with("round", round_no))?;
    store::find(tx.conn, id)
}

/// The application while it may be written.
fn draft(tx: &mut Tx, no: &str) -> Result<Assessment> {
    let (x, _) = own(tx, no)?;
    if x.state != State::Draft {
        // The table has no such step: it says why in the words of every refusal.
        Step::new(x.state, AssessmentEvent::Submit)?;
    }
    Ok(x)
}

/// Keeps the self-assessment.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], [`Error::Missing`].
pub fn save(tx: &mut Tx, no: &str, content: &Content) -> Result<Assessment> {
    let x = draft(tx, no)?;
    store::keep(tx, &x, content)?;
    store::find(tx.conn, x.id)
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
pub fn detach(tx: &mut Tx, no: &str, file: i64) -> Result<()> {
    let x = draft(tx, no)?;
    if store::remove_file(tx, x.id, file)? { Ok(()) } else { Err(Error::Missing) }
}

/// Hands in, in time and complete.
pub(super) fn submit(tx: &mut Tx, no: &str, received_at: Ts) -> Result<i64> {
    let (x, o) = own(tx, no)?;
    let step = Step::new(x.state, AssessmentEvent::Submit)?;
    let round = store::round(tx.conn, x.round_id)?;
    rules::may_apply(&round, x.kind, received_at.day())?;
    let papers: Vec<Paper> = store::files_of(tx.conn, x.id)?.iter().map(|f| f.paper).collect();
    let standard = round.standard(x.kind).ok_or(Code::GradeKindNotInvited)?;
    rules::may_submit(standard, &x.content.0, &papers)?;
    let event = Event::private("registry.grade.submitted").with("organization", o.credit_code.as_str());
    tx.record(("grade_assessment", no), event)?;
    store::step(tx, &x, &step, &Change { submitted_at: Some(received_at), ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Submitted))?;
    Ok(x.id)
}

/// Takes the application back before it is admitted.
pub(super) fn withdraw(tx: &mut Tx, no: &str) -> Result<i64> {
    let (x, _) = own(tx, no)?;
    let step = Step::new(x.state, AssessmentEvent::Withdraw)?;
    tx.record(("grade_assessment", no), Event::private("registry.grade.withdrawn"))?;
    store::step(tx, &x, &step, &Change::default())?;
    Ok(x.id)
}

/// Objects to a published result: the organization, or anyone who is signed in; the review committee hears it (`SO-135`).
pub(super) fn object(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    if !x.state.is_public() {
        return Err(super::hidden(tx, &x));
    }
    let step = Step::new(x.state, AssessmentEvent::Object)?;
    rules::may_object(&x, tx.now.day())?;
    let terms = Terms::of(&tx.env.rulebook, tx.now.day())?;
    let by = terms.review_by(tx.env.rulebook.calendar(), tx.now.day());
    tx.record(("grade_assessment", no), Event::private("registry.grade.objected"))?;
    // The first objection begins the days of the committee.
    let due_on = if x.state == State::Disputed { x.due_on } else { Some(by) };
    store::step(tx, &x, &step, &Change { text, due_on, ..Change::default() })?;
    Ok(x.id)
}

/// Answers to the notice that the grade is to be lowered or withdrawn, once and in time (`SO-135`).
pub(super) fn answer(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, _) = own(tx, no)?;
    let step = Step::new(x.state, AssessmentEvent::Answer)?;
    rules::may_answer(&x, tx.now.day())?;
    tx.record(("grade_assessment", no), Event::private("registry.grade.answered"))?;
    store::step(tx, &x, &step, &Change { text, due_on: x.due_on, ..Change::default() })?;
    Ok(x.id)
}

//! The authority's side: the round, the check of who may be assessed, the score sheets, the decision, the review.
use super::{apart, hidden, official};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, BodyKind, Role},
        refusal::{Code, Result},
        state::Step,
    },
    platform::{
        db::{Event, Json, Tx},
        numbers,
    },
    registry::{
        grade::{
            forms::{Notice, ScoreSheet},
            jobs::{Tell, Word},
            model::{Assessment, AssessmentEvent, NewRound, Round},
            rules::{self, Terms},
            store::{self, Change, Written},
        },
        organization::{self, Grade},
    },
};

/// Announces a round; the score tables stay as they stand now (`SO-134`, `SO-135`).
///
/// # Errors
/// [`Code::NotYourRole`].
pub fn publish(tx: &mut Tx, authority: i64, new: &Notice) -> Result<Round> {
    let account = tx.official(Role::Clerk, (BodyKind::Authority, authority))?;
    let book = &tx.env.rulebook;
    let standards: Vec<_> =
        new.kinds.iter().filter_map(|k| book.assessment(k.word(), new.opens_on)).map(|s| (*s).clone()).collect();
    let division = store::division(tx.conn, authority)?;
    let head = format!("{division:0<6}-{}-PG", tx.now.local().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("grade-round-{head}"))?);
    let event = Event::public("registry.grade.announced")
        .with("title", new.title.as_str())
        .with("opens_on", new.opens_on.to_string())
        .with("closes_on", new.closes_on.to_string());
    let entry = tx.record(("grade_round", &no), event)?;
    let id = store::insert_round(
        tx,
        NewRound {
            no,
            authority_id: AuthorityId(authority),
            title: new.title.clone(),
            notice: new.notice.clone(),
            kinds: Json(new.kinds.clone()),
            standards: Json(standards),
            opens_on: new.opens_on,
            closes_on: new.closes_on,
            published_at: tx.now,
            published_by: Some(account),
            entry_id: Some(entry),
        },
    )?;
    store::round(tx.conn, id)
}

/// Admits to the assessment, when nothing the register knows speaks against it (`SO-130`, `SO-131`).
pub(super) fn admit(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, o, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(x.state, AssessmentEvent::Admit)?;
    let today = tx.now.day();
    let known = store::known(tx.conn, &o, today)?;
    rules::may_admit(&rules::checks(&Terms::of(&tx.env.rulebook, today)?, &known, today))?;
    tx.record(("grade_assessment", no), Event::private("registry.grade.admitted"))?;
    store::step(tx, &x, &step, &Change { text, ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Admitted))?;
    Ok(x.id)
}

/// Excludes, with reasons and remedies.
pub(super) fn exclude(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, _, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(x.state, AssessmentEvent::Exclude)?;
    tx.record(("grade_assessment", no), Event::private("registry.grade.excluded"))?;
    store::step(tx, &x, &step, &Change { text, ..Change::default() })?;
    tx.enqueue(&Tell::new(x.id, Word::Excluded))?;
    Ok(x.id)
}

/// Keeps the score sheet of an assessor: an expert of the city or a reviewer of the authority. A second one takes the
/// place of the first until the assessment on the spot is closed.
pub(in crate::registry::grade) fn put_sheet(tx: &mut Tx, no: &str, sheet: &ScoreSheet) -> Result<i64> {
    let account = tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    if !tx.actor.is(Role::Expert) {
        match tx.official(Role::Reviewer, (BodyKind::Authority, x.authority_id.0)) {
            Err(e) if e.has(Code::NotYourRole) => return Err(hidden(tx, &x)),
            other => other?,
        };
    }
    apart(tx, &x)?;
    // Only while it is assessed on the spot.
    Step::new(x.state, AssessmentEvent::Complete)?;
    let written = Written {
        scores: &sheet.scores,
        total: rules::total(&sheet.scores),
        visited_on: sheet.visited_on,
        note: &sheet.note,
    };
    store::put_sheet(tx, &x, account, &written)?;
    tx.record(("grade_assessment", no), Event::private("registry.grade.scored").with("total", written.total))?;
    Ok(x.id)
}

/// Closes the assessment on the spot: the mean of the sheets is the score (`SO-135`).
pub(super) fn complete(tx: &mut Tx, no: &str, text: &str) -> Result<i64> {
    let (x, _, _) = official(tx, Role::Clerk, no)?;
    let step = Step::new(x.state, AssessmentEvent::Complete)?;
    let terms = Terms::of(&tx.env.rulebook, tx.now.day())?;
    let totals: Vec<i64> = store::sheets_of(tx.conn, x.id)?.iter().map(|s| s.total).collect();
    let score = rules::mean(&terms, &totals)?;
    tx.record(("grade_assessment", no), Event::private("registry.grade.completed").with("score", score))?;
    store::step(tx, &x, &step, &Change { text, score: Some(score), ..Change::default() })?;
    Ok(x.id)
}

fn assessors(tx: &mut Tx, x: &Assessment) -> Result<Vec<AccountId>> {
    Ok(store::sheets_of(tx.conn, x.id)?.iter().map(|s| s.account_id).collect())
}

/// The committee's decision: the grade that the score leads to is published, or the case goes back to the assessors
/// (`SO-134`, `SO-135`). Whoever examined or scored does not decide.
pub(super) fn decide(tx: &mut Tx, no: &str, text: &str, publishes: bool) -> Result<i64> {
    let (x, o, account) = official(tx, Role::Decider, no)?;
    let assessors = assessors(tx, &x)?;
    rules::another(&x, &assessors, &[AssessmentEvent::Admit, AssessmentEvent::Complete], account)?;
    if !publishes {
        let step = Step::new(x.state, AssessmentEvent::SendBack)?;
        tx.record(("grade_assessment", no), Event::private("registry.grade.sent_back"))?;
        store::step(tx, &x, &step, &Change { text, ..Change::default() })?;
        return Ok(x.id);
    }
    let step = Step::new(x.state, AssessmentEvent::Publish)?;
    let round = store::round(tx.conn, x.round_id)?;
    let standard = round.standard(x.kind).ok_or(Code::GradeKindNotInvited)?;
    let score = x.score.unwrap_or_default();
    let grade = rules::grade(standard, score);
    let today = tx.now.day();
    let until = Terms::of(&tx.env.rulebook, today)?.public_until(tx.env.rulebook.calendar(), today);
    let event = Event::public("registry.grade.publicized")
        .with("organization", o.credit_code.as_str())
        .with("score", score)
        .with("grade", grade.map_or("none", Grade::word))
        .with("until", until.to_string());
    let entry = tx.record(("grade_assessment", no), event)?;
    let change = Change {
        text,
        grade: Some(grade),
        due_on: Some(until),
        public_until: Some(until),
        entry: Some(entry),
        ..Change::default()
    };
    store::step(tx, &x, &step, &change)?;
    tx.enqueue(&Tell::new(x.id, Word::Publicized))?;
    Ok(x.id)
}

/// The review committee 复核委员会 decides on the objections, finally: somebody of the authority who had no part in the
/// case (`SO-135`).
pub(super) fn settle(tx: &mut Tx, no: &str, grade: Option<Grade>, text: &str) -> Result<i64> {
    tx.account()?;
    let x = store::find_by_no(tx.conn, no)?;
    let at = (BodyKind::Authority, x.authority_id.0);
    let role = if tx.actor.is_at(Role::Reviewer, x.authority_id) { Role::Reviewer } else { Role::Decider };
    let account = match tx.official(role, at) {
        Err(e) if e.has(Code::NotYourRole) => return Err(hidden(tx, &x)),
        other => other?,
    };
    apart(tx, &x)?;
    let assessors = assessors(tx, &x)?;
    let all = [
        AssessmentEvent::Admit,
        AssessmentEvent::Complete,
        AssessmentEvent::Publish,
        AssessmentEvent::SendBack,
        AssessmentEvent::Object,
    ];
    rules::another(&x, &assessors, &all, account)?;
    let step = Step::new(x.state, AssessmentEvent::Settle)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let event = Event::public("registry.grade.reviewed")
        .with("organization", o.credit_code.as_str())
        .with("grade", grade.map_or("none", Grade::word));
    let entry = tx.record(("grade_assessment", no), event)?;
    let change = Change { text, grade: Some(grade), due_on: x.public_until, entry: Some(entry), ..Change::default() };
    store::step(tx, &x, &step, &change)?;
    tx.enqueue(&Tell::new(x.id, Word::Reviewed))?;
    Ok(x.id)
}

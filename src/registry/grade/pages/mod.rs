//! HTML handlers of the grade assessment: one case and its verbs.
mod build;
mod lists;
mod officer;

pub(super) use lists::{Asked, announced};
pub use lists::{csv, desk, grades, new_form, of_organization, publish, round, rounds};
pub use officer::{attach, begin, detach, download, save};
pub(super) use officer::{begun, saved};

use super::{
    actions, api,
    forms::{self, Verb},
    model::{Assessment, AssessmentEvent as Event, AssessmentState as State, GradeFile, Round, Sheet},
    rules::{self, Check, Terms},
    store,
    views::{EditPage, ShowPage},
};
use crate::{
    kernel::{
        actor::{Actor, Role},
        refusal::{Code, Error, Result},
    },
    registry::organization::{self, Grade, Organization},
    web::{Cx, Outcome, Reply, Submitted, form},
};
use actix_web::web::Path;
use build::Case;

/// What the reader is to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a part somebody may have")]
pub(super) struct Stand {
    /// Acts for the organization.
    pub officer: bool,
    /// Works at the authority's desk, or audits.
    pub staff: bool,
    /// Examines there.
    pub clerk: bool,
    /// May score: a reviewer there or an expert of the city.
    pub assessor: bool,
    /// May settle objections: a reviewer or decider there without a part in the case.
    pub free: bool,
    /// Decides there.
    pub decider: bool,
}

impl Stand {
    /// Whether the reader sees what stays between the parties.
    pub(super) fn is_party(self) -> bool {
        self.officer || self.staff || self.assessor
    }
}

/// A case with everything its pages show.
pub(super) struct Seen {
    pub x: Assessment,
    pub round: Round,
    pub organization: Organization,
    pub files: Vec<GradeFile>,
    pub sheets: Vec<Sheet>,
    pub checks: Vec<Check>,
    pub stand: Stand,
}

fn stand(actor: &Actor, x: &Assessment, sheets: &[Sheet]) -> Stand {
    let at = |role| actor.is_at(role, x.authority_id);
    let officer = actor.is_officer_of(x.organization_id);
    let account = actor.account();
    let had_part = account.is_some_and(|a| x.was_by(a) || sheets.iter().any(|s| s.account_id == a));
    Stand {
        officer,
        staff: at(Role::Clerk) || at(Role::Reviewer) || at(Role::Decider) || actor.is(Role::Auditor),
        clerk: at(Role::Clerk) && !officer,
        assessor: (at(Role::Reviewer) || actor.is(Role::Expert)) && x.state == State::Admitted && !officer,
        free: (at(Role::Reviewer) || at(Role::Decider)) && !had_part && !officer,
        decider: at(Role::Decider) && !officer,
    }
}

/// The case for this reader: everybody from the publicity on; before that its officers, the authority once it was handed
/// in, assessors while they score, auditors.
pub(super) async fn visible(cx: &Cx, no: &str) -> Result<Seen> {
    let (no, actor, today) = (no.to_owned(), cx.actor.clone(), cx.now().day());
    let terms = Terms::of(&cx.env().rulebook, today)?;
    cx.read(move |c| {
        let x = store::find_by_no(c, &no)?;
        let sheets = store::sheets_of(c, x.id)?;
        let stand = stand(&actor, &x, &sheets);
        let handed_in = x.state != State::Draft && (x.state != State::Withdrawn || x.submitted_at.is_some());
        let known = x.state.is_public() || stand.officer || stand.assessor || (stand.staff && handed_in);
        if !known {
            return Err(Error::Missing);
        }
        let organization = organization::find(c, x.organization_id)?;
        let checks = match x.state {
            State::Draft | State::Submitted if stand.is_party() => {
                rules::checks(&terms, &store::known(c, &organization, today)?, today)
            }
            _ => Vec::new(),
        };
        Ok(Seen {
            round: store::round(c, x.round_id)?,
            files: store::files_of(c, x.id)?,
            sheets,
            checks,
            stand,
            organization,
            x,
        })
    })
    .await
}

/// `GET /grades/{no}`: the form while it is a draft of the reader's, the case otherwise.
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let seen = visible(&cx, &no).await?;
    if seen.x.state == State::Draft && seen.stand.officer {
        let form = forms::filled(&seen.x.content.0);
        return cx.form(&edit_view(&cx, &seen), &form);
    }
    let view = show_view(&cx, &seen)?;
    cx.page(&view)
}

fn edit_view(cx: &Cx, seen: &Seen) -> EditPage {
    let case = Case::new(cx, seen);
    let own = rules::total(&seen.x.content.0.scores);
    let papers: Vec<_> = seen.files.iter().map(|f| f.paper).collect();
    let standard = seen.round.standard(seen.x.kind);
    let missing = standard.map(|s| rules::may_submit(s, &seen.x.content.0, &papers));
    let closed = rules::may_apply(&seen.round, seen.x.kind, cx.now().day());
    let errors = [Some(closed), missing].into_iter().flatten().filter_map(Result::err);
    EditPage {
        head: case.head(),
        parts: case.parts(false),
        own,
        grade: standard.and_then(|s| rules::grade(s, own)).map(Grade::word),
        places: case.places(true),
        checks: case.checks(),
        missing: errors.flat_map(|e| sentences(cx, &e)).collect(),
        is_local: standard.is_some_and(|s| s.source.tag.needs_local_check()),
    }
}

fn show_view(cx: &Cx, seen: &Seen) -> Result<ShowPage> {
    let (x, stand, today) = (&seen.x, seen.stand, cx.now().day());
    let case = Case::new(cx, seen);
    let account = cx.actor.account();
    let by = |event| x.act(event).and_then(|a| a.by);
    let not_mine = |event| account.is_none() || by(event) != account;
    let scored = seen.sheets.iter().any(|s| Some(s.account_id) == account);
    let deciding = stand.decider && !scored && not_mine(Event::Admit);
    let running = matches!(x.state, State::Publicized | State::Reviewed);
    let late = rules::may_confirm(x, today);
    let resolving =
        stand.decider && matches!(x.state, State::Questioned | State::Answered) && not_mine(Event::Question);
    let is_party = stand.is_party();
    // What was scored is told with the publicity; the desk knows before.
    let is_told = x.score.is_some() && (stand.staff || (is_party && x.state.is_public()));
    let held = x.grade.filter(|_| x.state.is_public());
    let certificate = x.certificate_no.clone().filter(|_| super::paper::is_there(x.state, x.certificate_no.as_ref()));
    Ok(ShowPage {
        head: case.head(),
        score: x.score.filter(|_| x.state.is_public() || stand.staff),
        grade: held.map(Grade::word),
        privileges: held.filter(|_| x.state.is_in_force()).map(|g| g.privileges().to_vec()).unwrap_or_default(),
        public_until: x.public_until,
        confirmed_on: x.confirmed_on,
        valid_until: x.valid_until,
        ended_on: x.ended_on,
        entry: x.entry_id,
        certificate,
        acts: case.acts(is_party),
        parts: if is_party { case.parts(is_told) } else { Vec::new() },
        places: if is_party { case.places(false) } else { Vec::new() },
        sheets: if is_told { case.sheets() } else { Vec::new() },
        checks: if stand.staff { case.checks() } else { Vec::new() },
        sheets_n: seen.sheets.len(),
        sheets_least: Terms::of(&cx.env().rulebook, today)?.sheets(),
        may_withdraw: stand.officer && x.state == State::Submitted,
        may_examine: stand.clerk && x.state == State::Submitted,
        is_barred: rules::may_admit(&seen.checks).is_err(),
        may_score: stand.assessor && x.state == State::Admitted,
        may_complete: stand.clerk && x.state == State::Admitted,
        may_decide: deciding && x.state == State::Scored,
        may_object: account.is_some()
            && !stand.staff
            && matches!(x.state, State::Publicized | State::Disputed)
            && rules::may_object(x, today).is_ok(),
        may_settle: stand.free && x.state == State::Disputed,
        may_confirm: stand.decider && running && late.is_ok(),
        not_yet: late.err().filter(|_| stand.decider && running).and_then(|e| sentences(cx, &e).into_iter().next()),
        may_question: stand.clerk && x.state == State::Confirmed,
        may_answer: stand.officer && x.state == State::Questioned && rules::may_answer(x, today).is_ok(),
        may_resolve: resolving,
        is_waiting: rules::may_resolve(x, today).is_err(),
        lower: Grade::ALL
            .iter()
            .filter(|g| x.grade.is_some_and(|h| rules::is_below(**g, h)))
            .map(|g| g.word())
            .collect(),
    })
}

/// The sentences of what speaks against something.
fn sentences(cx: &Cx, e: &Error) -> Vec<String> {
    match e {
        Error::Refused(reasons) => reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect(),
        _ => Vec::new(),
    }
}

/// Whether the reader may try a verb at all: who may not hears so before any field is read.
fn is_for(stand: Stand, cx: &Cx, verb: Verb, x: &Assessment) -> bool {
    match verb {
        Verb::Submit | Verb::Withdraw | Verb::Answer => stand.officer,
        Verb::Examine | Verb::Complete | Verb::Question => stand.clerk,
        Verb::Score => cx.actor.is_at(Role::Reviewer, x.authority_id) || cx.actor.is(Role::Expert),
        Verb::Settle => cx.actor.is_at(Role::Reviewer, x.authority_id) || stand.decider,
        Verb::Decide | Verb::Confirm | Verb::Resolve => stand.decider,
        Verb::Object => x.state.is_public(),
    }
}

/// Does one verb; shared with the API.
pub(super) async fn done(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let seen = visible(cx, no).await?;
    if !is_for(seen.stand, cx, verb, &seen.x) {
        return Err(Code::NotYourRole.into());
    }
    let command = forms::command(submitted, verb, seen.round.standard(seen.x.kind), cx.now().day())?;
    let no = no.to_owned();
    let flash = flash(&command);
    cx.once(submitted, move |tx| {
        let x = actions::act(tx, &no, &command)?;
        let code = organization::find(tx.conn, x.organization_id)?.credit_code;
        let is_party = true;
        Ok(Reply::done(format!("/grades/{no}"), api::GradeAssessmentOut::of(&x, &code, is_party)).flash(flash))
    })
    .await
}

fn flash(command: &forms::Command) -> &'static str {
    use forms::Command as C;
    match command {
        C::Submit(_) => "flash-grade-submitted",
        C::Withdraw => "flash-grade-withdrawn",
        C::Admit(_) => "flash-grade-admitted",
        C::Exclude(_) => "flash-grade-excluded",
        C::Score(_) => "flash-grade-scored",
        C::Complete(_) => "flash-grade-completed",
        C::Publish(_) => "flash-grade-publicized",
        C::SendBack(_) => "flash-grade-sent-back",
        C::Object(_) => "flash-grade-objected",
        C::Settle(..) => "flash-grade-reviewed",
        C::Confirm => "flash-grade-confirmed",
        C::Question(_) => "flash-grade-questioned",
        C::Answer(_) => "flash-grade-answered",
        C::Keep(_) => "flash-grade-kept",
        C::Lower(..) => "flash-grade-lowered",
        C::Revoke(_) => "flash-grade-revoked",
    }
}

/// Every verb on one case, from its own page.
async fn acted(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Outcome {
    match done(cx, no, verb, submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(submitted, e)?;
            let seen = visible(cx, no).await?;
            if seen.x.state == State::Draft && seen.stand.officer {
                let mut form = forms::filled(&seen.x.content.0);
                (form.errors, form.is_forbidden) = (filled.errors, filled.is_forbidden);
                return cx.form(&edit_view(cx, &seen), &form);
            }
            let view = show_view(cx, &seen)?;
            cx.form(&view, &filled)
        }
    }
}

/// `POST /grades/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Submit, &submitted).await
}

/// `POST /grades/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Withdraw, &submitted).await
}

/// `POST /grades/{no}/examination`: `admit` or `exclude`
pub async fn examine(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Examine, &submitted).await
}

/// `POST /grades/{no}/sheets`
pub async fn score(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Score, &submitted).await
}

/// `POST /grades/{no}/completion`
pub async fn complete(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Complete, &submitted).await
}

/// `POST /grades/{no}/decision`: `publish` or `send_back`
pub async fn decide(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Decide, &submitted).await
}

/// `POST /grades/{no}/objections`
pub async fn object(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Object, &submitted).await
}

/// `POST /grades/{no}/review`
pub async fn settle(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Settle, &submitted).await
}

/// `POST /grades/{no}/confirmation`
pub async fn confirm(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Confirm, &submitted).await
}

/// `POST /grades/{no}/question`
pub async fn question(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Question, &submitted).await
}

/// `POST /grades/{no}/answer`
pub async fn answer(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Answer, &submitted).await
}

/// `POST /grades/{no}/resolution`: `keep`, `lower` or `revoke`
pub async fn resolve(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Resolve, &submitted).await
}

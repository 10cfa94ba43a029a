//! HTML handlers of revocations.
use super::{
    actions, forms,
    model::{Ground, Revocation, RevocationState as State},
    papers::{self, Paper},
    rules::{self, Periods},
    store::{self, Whose},
    views::{DeskPage, NewPage, ShowPage, Task},
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Code, Error, Result},
        text,
    },
    platform::{db::Tx, i18n::Locale},
    registry::{
        application::{
            self, Authority,
            views::{Choice, Happened, PaperLink},
        },
        case::is_staff,
        organization::{self, Organization},
    },
    web::{Cx, Left, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, http::header, web::Path};
use serde_json::json;

/// Rows the desk shows.
const MOST: i64 = 200;

/// `GET /desk/revocations`: what is open at the office, the oldest first.
pub async fn waiting(cx: Cx) -> Outcome {
    cx.person()?;
    let authorities = application::authorities_of(&cx.actor);
    if authorities.is_empty() {
        return Err(Error::Missing.into());
    }
    let found = cx.read(move |c| store::waiting(c, &Whose::Authorities(authorities), MOST)).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let row = |(x, o): (Revocation, Organization)| Task {
        left: runs(&x).then(|| Left::by(calendar, today, x.answer_by)),
        name: o.name,
        ground: x.ground.word(),
        state: x.state,
        no: x.no,
    };
    cx.page(&DeskPage { rows: found.into_iter().map(row).collect() })
}

/// Whether the days to answer are what everybody waits for.
fn runs(x: &Revocation) -> bool {
    matches!(x.state, State::Noticed | State::Stated)
}

async fn new_view(cx: &Cx, code: &str) -> Result<NewPage> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let o = cx.read(move |c| organization::find_by_code(c, &code)).await?;
    if !cx.actor.is_at(Role::Clerk, o.supervisor_id) {
        return Err(Code::NotYourRole.into());
    }
    let today = cx.now().day();
    let periods = Periods::of(&cx.env().rulebook, today)?;
    let ground = |g: &Ground| {
        let mut choice = Choice::new(g.word(), cx.say(&format!("revocation-ground-{}", g.word().replace('_', "-"))));
        choice.hint = Some(cx.say(&format!("revocation-measure-{}", g.measure())));
        choice
    };
    Ok(NewPage {
        grounds: Ground::ALL.iter().map(ground).collect(),
        answer_by: periods.answer_by(cx.env().rulebook.calendar(), today),
        name: o.name,
        code: o.credit_code,
    })
}

/// `GET /orgs/{code}/revocations/new`
pub async fn new(cx: Cx, code: Path<String>) -> Outcome {
    let view = new_view(&cx, &code).await?;
    cx.page(&view)
}

/// Gives notice; shared with the API.
pub(super) async fn noticed(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let (code, command) = (text::tidy(code).to_uppercase(), forms::notice(submitted)?);
    cx.once(submitted, move |tx| {
        let x = actions::notify(tx, &code, command.ground, &command.facts)?;
        let body = json!({ "no": x.no, "state": x.state, "answer_by": x.answer_by });
        Ok(Reply::created(format!("/revocations/{}", x.no), body).flash("flash-revocation-noticed"))
    })
    .await
}

/// `POST /orgs/{code}/revocations`
pub async fn create(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    match noticed(&cx, &code, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = new_view(&cx, &code).await?;
            cx.form(&view, &form)
        }
    }
}

/// A revocation with what its page needs.
pub(super) struct Seen {
    pub x: Revocation,
    pub o: Organization,
    pub office: Authority,
    pub events: Vec<(String, crate::kernel::time::Ts)>,
    /// Whether the reader acts for the organization.
    pub is_officer: bool,
    /// Whether the reader works at the authority, or audits.
    pub is_staff: bool,
}

/// The revocation: for its parties always, for everybody once the registration is revoked.
pub(super) async fn visible(cx: &Cx, no: &str) -> Result<Seen> {
    let (actor, no) = (cx.actor.clone(), no.to_owned());
    cx.read(move |c| {
        let x = store::find(c, &no)?;
        let is_officer = actor.is_officer_of(x.organization_id);
        let is_staff = is_staff(&actor, x.authority_id) || actor.is(Role::Auditor);
        if !is_officer && !is_staff && x.state != State::Revoked {
            return Err(Error::Missing);
        }
        let (o, office) = (organization::find(c, x.organization_id)?, application::authority(c, x.authority_id)?);
        Ok(Seen { events: store::history(c, x.id)?, x, o, office, is_officer, is_staff })
    })
    .await
}

async fn show_view(cx: &Cx, no: &str) -> Result<ShowPage> {
    let Seen { x, o, office, events, is_officer, is_staff } = visible(cx, no).await?;
    let (today, me) = (cx.now().day(), cx.actor.account());
    let at = |role| cx.actor.is_at(role, x.authority_id) && !is_officer;
    let decides =
        |revoke| at(Role::Decider) && me.is_some_and(|me| rules::may_decide(&x, me, revoke, &o, today).is_ok());
    let is_party = is_officer || is_staff;
    let happened = |(n, (event, at)): (usize, (String, crate::kernel::time::Ts))| Happened {
        title: cx.say(&format!("revocation-event-{event}")),
        state: (n == 0).then_some("now"),
        at,
        entry: x.entry_id.filter(|_| event == "revoke"),
    };
    let first = Happened { title: cx.say("revocation-event-notice"), state: None, at: x.noticed_at, entry: None };
    let papers = Paper::ALL.iter().filter(|p| p.exists(&x) && (is_party || **p == Paper::Decision));
    Ok(ShowPage {
        papers: papers
            .map(|p| PaperLink { label: cx.say(&p.title(&x)), href: format!("/revocations/{}/papers/{p}.pdf", x.no) })
            .collect(),
        events: events.into_iter().enumerate().map(happened).chain([first]).collect(),
        may_state: is_officer && rules::may_state(&x, today).is_ok(),
        may_ask: is_officer && rules::may_ask(&x, today).is_ok(),
        may_hold: at(Role::Reviewer) && me.is_some_and(|me| rules::may_hold(&x, me, today).is_ok()),
        may_decide: decides(false),
        may_revoke: decides(true),
        left: runs(&x).then(|| Left::by(cx.env().rulebook.calendar(), today, x.answer_by)),
        authority: if cx.locale == Locale::Zh { office.name } else { office.name_en },
        phone: office.phone,
        ground: x.ground.word(),
        measure: x.ground.measure().word(),
        state: x.state,
        noticed_at: x.noticed_at,
        answer_by: x.answer_by,
        statement: x.statement.filter(|_| is_party),
        hearing_from: x.hearing_from,
        heard_on: x.heard_on,
        record: x.record.filter(|_| is_party),
        decision: x.decision,
        decided_at: x.decided_at,
        entry: x.entry_id,
        facts: x.facts,
        no: x.no,
        name: o.name,
        code: o.credit_code,
        is_staff,
    })
}

/// `GET /revocations/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = show_view(&cx, &no).await?;
    cx.page(&view)
}

/// Runs one verb and tells how the revocation stands; shared with the API.
pub(super) async fn done<T: Send + 'static>(
    cx: &Cx,
    no: &str,
    submitted: &Submitted,
    command: Result<T>,
    flash: &'static str,
    act: impl Fn(&mut Tx, &str, &T) -> Result<Revocation> + Send + 'static,
) -> Result<Reply> {
    cx.person()?;
    let (no, command) = (no.to_owned(), command?);
    cx.once(submitted, move |tx| {
        let x = act(tx, &no, &command)?;
        let body = json!({ "no": x.no, "state": x.state, "hearing_from": x.hearing_from, "entry": x.entry_id });
        Ok(Reply::done(format!("/revocations/{no}"), body).flash(flash))
    })
    .await
}

async fn posted(cx: &Cx, no: &str, submitted: &Submitted, result: Result<Reply>) -> Outcome {
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            let view = show_view(cx, no).await?;
            cx.form(&view, &form)
        }
    }
}

/// The four verbs after the notice, as pages and the API share them.
pub(super) async fn state_reply(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let text = forms::text(submitted, "statement");
    done(cx, no, submitted, text, "flash-revocation-stated", |tx, no, text| actions::state(tx, no, text)).await
}

pub(super) async fn ask_reply(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    done(cx, no, submitted, Ok(()), "flash-revocation-hearing", |tx, no, ()| actions::ask(tx, no)).await
}

pub(super) async fn hold_reply(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let record = forms::text(submitted, "record");
    done(cx, no, submitted, record, "flash-revocation-heard", |tx, no, text| actions::hold(tx, no, text)).await
}

pub(super) async fn decide_reply(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let command = forms::decision(submitted);
    let revoke = command.as_ref().is_ok_and(|d| d.revoke);
    let flash = if revoke { "flash-revocation-revoked" } else { "flash-revocation-dropped" };
    done(cx, no, submitted, command, flash, |tx, no, d| {
        if d.revoke { actions::revoke(tx, no, &d.reasons) } else { actions::drop(tx, no, &d.reasons) }
    })
    .await
}

/// `POST /revocations/{no}/statement`
pub async fn state(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let result = state_reply(&cx, &no, &submitted).await;
    posted(&cx, &no, &submitted, result).await
}

/// `POST /revocations/{no}/hearing-request`
pub async fn ask(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let result = ask_reply(&cx, &no, &submitted).await;
    posted(&cx, &no, &submitted, result).await
}

/// `POST /revocations/{no}/hearing`
pub async fn hold(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let result = hold_reply(&cx, &no, &submitted).await;
    posted(&cx, &no, &submitted, result).await
}

/// `POST /revocations/{no}/decision`: `revoke` or `drop`.
pub async fn decide(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let result = decide_reply(&cx, &no, &submitted).await;
    posted(&cx, &no, &submitted, result).await
}

/// `GET /revocations/{no}/papers/{paper}.pdf`: the notice for the parties, the decision for everybody.
pub async fn paper(cx: Cx, path: Path<(String, Paper)>) -> Outcome {
    let (no, paper) = path.into_inner();
    let seen = visible(&cx, &no).await?;
    if !seen.is_officer && !seen.is_staff && paper != Paper::Decision {
        return Err(Error::Missing.into());
    }
    let bytes = papers::write(&cx, &seen, paper)?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, format!("inline; filename=\"{}.pdf\"", paper.word())))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

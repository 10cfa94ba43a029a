//! HTML handlers of challenges.
use super::{
    actions, forms,
    model::{Against, Challenge, ChallengeState, Consequence},
    rules, store,
    views::{ListPage, NewPage, Row, ShowPage},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    market::tender::{self, Tender, views::Choice},
    platform::i18n,
    registry::organization,
    web::{Cx, Left, Outcome, Reply, Submitted},
};
use actix_web::web::Path;

async fn new_view(cx: &Cx, no: &str) -> Result<NewPage> {
    let person = cx.person()?;
    let organizations = person
        .seats
        .iter()
        .filter(|s| s.role == Role::Officer && s.body_kind == BodyKind::Organization)
        .map(|s| Choice { value: s.body_id.to_string(), label: s.body_name.clone(), ..Choice::default() })
        .collect();
    let t = tender::pages::sheet_of(cx, no).await?;
    let no = no.to_owned();
    let tender = cx.read(move |c| tender::find_by_no(c, &no)).await?;
    let calendar = cx.env().rulebook.calendar();
    let possible = Against::ALL.iter().filter(|&&a| rules::may_lodge(&tender, a, calendar, cx.now()).is_ok());
    let against = possible.map(|&a| Choice {
        value: a.word().into(),
        label: cx.say(&format!("challenge-against-{a}")),
        hint: rules::last_day(&tender, a, calendar).map(|day| {
            let facts = vec![("day", i18n::day(cx.locale, day).into())];
            cx.env().words.say_with(cx.locale, "challenge-until", &facts)
        }),
        ..Choice::default()
    });
    Ok(NewPage { t, organizations, against: against.collect(), today: cx.now().day() })
}

/// `GET /tenders/{no}/challenges/new`
pub async fn new_form(cx: Cx, no: Path<String>) -> Outcome {
    let view = new_view(&cx, &no).await?;
    cx.page(&view)
}

/// `POST /tenders/{no}/challenges`
pub async fn create(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match lodged(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = new_view(&cx, &no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Lodges; shared with the API.
pub(super) async fn lodged(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let mine = cx.actor.bodies(Role::Officer, BodyKind::Organization);
    let challenge = forms::challenge(submitted, &mine)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let made = actions::lodge(tx, &no, &challenge)?;
        let body = super::api::ChallengeOut::of(&made, &no);
        Ok(Reply::created(format!("/challenges/{}", made.no), body).flash("flash-challenge-lodged"))
    })
    .await
}

/// Whether this reader may read facts and names: the parties, supervision, audit.
pub(super) fn is_party(cx: &Cx, challenge: &Challenge, tender: &Tender) -> bool {
    cx.actor.is_officer_of(challenge.organization_id)
        || [Role::Buyer, Role::Approver].iter().any(|&r| cx.actor.is_at(r, tender.authority_id))
        || cx.actor.is(Role::Supervisor)
        || cx.actor.is(Role::Auditor)
}

async fn show_view(cx: &Cx, no: &str) -> Result<ShowPage> {
    cx.person()?;
    let no = no.to_owned();
    let (challenge, tender, name) = cx
        .read(move |c| {
            let challenge = store::find_by_no(c, &no)?;
            let tender = tender::find(c, challenge.tender_id)?;
            let name = organization::find(c, challenge.organization_id)?.name;
            Ok((challenge, tender, name))
        })
        .await?;
    if !is_party(cx, &challenge, &tender) {
        return Err(Error::Missing);
    }
    let is_open = challenge.state == ChallengeState::Lodged;
    let staff = [Role::Buyer, Role::Approver].iter().any(|&r| cx.actor.is_at(r, tender.authority_id));
    let calendar = cx.env().rulebook.calendar();
    let outcome = |value: &str| Choice {
        value: value.to_owned(),
        label: cx.say(&format!("challenge-outcome-{value}")),
        ..Choice::default()
    };
    let fitting = Consequence::ALL.iter().filter(|&&c| rules::may_follow(&tender, c).is_ok());
    let complaint =
        challenge.replied_at.map(|_| tender.profile().periods.complaint.last_day(calendar, challenge.reply_by));
    Ok(ShowPage {
        tender: tender.no.clone(),
        title: tender.title.clone(),
        organization: name,
        against: challenge.against.word().into(),
        state: challenge.state.word().into(),
        lodged_at: challenge.lodged_at,
        known_on: challenge.known_on,
        facts: challenge.facts,
        request: challenge.request,
        reply_by: challenge.reply_by,
        left: is_open.then(|| Left::by(cx.env().rulebook.calendar(), cx.now().day(), challenge.reply_by)),
        reply: challenge.reply,
        replied_at: challenge.replied_at,
        consequence: challenge.consequence.map(|c| c.word().to_owned()),
        entry: challenge.entry_id,
        reply_entry: challenge.reply_entry_id,
        may_reply: is_open && staff,
        may_withdraw: is_open && cx.actor.is_officer_of(challenge.organization_id),
        outcomes: std::iter::once(outcome("rejected")).chain(fitting.map(|c| outcome(c.word()))).collect(),
        complaint_by: complaint,
        no: challenge.no,
    })
}

/// `GET /challenges/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = show_view(&cx, &no).await?;
    cx.page(&view)
}

/// `POST /challenges/{no}/reply`
pub async fn reply(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match replied(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = show_view(&cx, &no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Replies; shared with the API.
pub(super) async fn replied(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let reply = forms::reply(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let challenge = actions::reply(tx, &no, &reply)?;
        let tender = tender::find(tx.conn, challenge.tender_id)?;
        let body = super::api::ChallengeOut::of(&challenge, &tender.no);
        Ok(Reply::done(format!("/challenges/{no}"), body).flash("flash-challenge-replied"))
    })
    .await
}

/// `POST /challenges/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let reply = withdrawn(&cx, &no, &submitted).await?;
    cx.answer(&reply)
}

/// Takes back; shared with the API.
pub(super) async fn withdrawn(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let challenge = actions::withdraw(tx, &no)?;
        let tender = tender::find(tx.conn, challenge.tender_id)?;
        let body = super::api::ChallengeOut::of(&challenge, &tender.no);
        Ok(Reply::done(format!("/challenges/{no}"), body).flash("flash-challenge-withdrawn"))
    })
    .await
}

/// Which departments' challenges this person may list; `None` for all.
pub(super) fn scope(cx: &Cx) -> Result<Option<Vec<i64>>> {
    cx.person()?;
    if cx.actor.is(Role::Supervisor) || cx.actor.is(Role::Auditor) {
        return Ok(None);
    }
    let mut ids = cx.actor.bodies(Role::Buyer, BodyKind::Authority);
    ids.extend(cx.actor.bodies(Role::Approver, BodyKind::Authority));
    if ids.is_empty() { Err(Code::NotYourRole.into()) } else { Ok(Some(ids)) }
}

/// `GET /desk/challenges`: of the own department; of all for supervision.
pub async fn list(cx: Cx) -> Outcome {
    let scope = scope(&cx)?;
    let found = cx.read(move |c| store::list(c, scope.as_deref())).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let rows = found.into_iter().map(|(ch, t)| Row {
        left: (ch.state == ChallengeState::Lodged).then(|| Left::by(calendar, today, ch.reply_by)),
        no: ch.no,
        title: t.title,
        against: ch.against.word().into(),
        state: ch.state.word().into(),
        lodged_at: ch.lodged_at,
    });
    cx.page(&ListPage { rows: rows.collect() })
}

//! HTML handlers of name pre-registration.
use super::{
    actions, api, forms,
    model::{Reservation, ReservationState as State},
    store,
    views::{DeskPage, Line, MinePage, ShowPage},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Error, Result},
    },
    platform::i18n::Locale,
    registry::application::{self, NameAsked},
    web::{
        Cx, Left, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;

/// Where a list begins.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    #[serde(default)]
    cursor: String,
}

fn left(cx: &Cx, x: &Reservation) -> Option<Left> {
    (x.state == State::Asked).then(|| Left::by(cx.env().rulebook.calendar(), cx.now().day(), x.due_on))
}

/// A page of somebody's own names; shared with the API.
pub(super) async fn own(cx: &Cx, cursor: &str, rows: i64) -> Result<Paged<Reservation>> {
    let account = cx.person()?.account;
    let before = Cursor::decode(cursor).map(|c| c.id);
    let found = cx.read(move |c| store::of_account(c, account, before, rows + 1)).await?;
    Ok(Paged::cut(found, rows, |x| Cursor { sort: String::new(), id: x.id }))
}

/// `GET /name-reservations`
pub async fn mine(cx: Cx, from: Query<From>) -> Outcome {
    let page = own(&cx, &from.cursor, ROWS).await?;
    let next = page.next.as_ref().map(|n| format!("/name-reservations?cursor={n}"));
    let rows = page.items.into_iter().map(|x| {
        let left = left(&cx, &x);
        Line::of(x, left)
    });
    cx.page(&MinePage { rows: rows.collect(), next })
}

/// The name, for who asked, the clerks of its authority and auditors; shared with the API.
pub(super) async fn load(cx: &Cx, no: &str) -> Result<Reservation> {
    let me = cx.person()?.account;
    let no = no.to_owned();
    let x = cx.read(move |c| store::find(c, &no)).await?;
    let known = x.account_id == me || cx.actor.is_at(Role::Clerk, x.authority_id) || cx.actor.is(Role::Auditor);
    if known { Ok(x) } else { Err(Error::Missing) }
}

async fn view_of(cx: &Cx, no: &str) -> Result<ShowPage> {
    let x = load(cx, no).await?;
    let me = cx.person()?.account;
    let answers = cx.actor.is_at(Role::Clerk, x.authority_id) && x.account_id != me && x.state == State::Asked;
    let (wanted, env, today) = (x.clone(), std::sync::Arc::clone(cx.env()), cx.now().day());
    let (office, faults) = cx
        .read(move |c| {
            let office = application::authority(c, wanted.authority_id)?;
            let rules = env.rulebook.kind(wanted.kind.word(), today).filter(|_| answers);
            let asked =
                NameAsked { name: &wanted.name, division: &office.division, application: None, organization: None };
            let faults = match rules {
                Some(rules) => application::judge_name(c, &env.rulebook, &rules, &asked, today)?,
                None => Vec::new(),
            };
            Ok((office, faults))
        })
        .await?;
    let is_zh = cx.locale == Locale::Zh;
    let left = left(cx, &x);
    Ok(ShowPage {
        purpose: x.purpose.clone(),
        authority: if is_zh || office.name_en.is_empty() { office.name } else { office.name_en },
        faults,
        decision: x.decision.clone().filter(|d| !d.is_empty()),
        application_no: x.application_no.clone().filter(|_| x.account_id == me),
        may_answer: answers,
        may_withdraw: x.account_id == me && matches!(x.state, State::Asked | State::Held),
        line: Line::of(x, left),
    })
}

/// `GET /name-reservations/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = view_of(&cx, &no).await?;
    cx.page(&view)
}

/// Asks for a name; shared with the API and with the page that checks names.
pub(in crate::registry) async fn asked(cx: &Cx, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let wish = forms::asking(submitted)?;
    cx.once(submitted, move |tx| {
        let x = actions::ask(tx, &wish)?;
        let to = format!("/name-reservations/{}", x.no);
        Ok(Reply::created(to, api::ReservationBody::of(&x)).flash("flash-reservation-asked"))
    })
    .await
}

/// Answers a wish; shared with the API.
pub(super) async fn decided(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    load(cx, no).await?;
    let (no, typed) = (no.to_owned(), forms::answer(submitted)?);
    cx.once(submitted, move |tx| {
        let x = if typed.is_granted {
            actions::grant(tx, &no, &typed.text)?
        } else {
            actions::refuse(tx, &no, &typed.text)?
        };
        let flash = if typed.is_granted { "flash-reservation-held" } else { "flash-reservation-refused" };
        Ok(Reply::done(format!("/name-reservations/{no}"), api::ReservationBody::of(&x)).flash(flash))
    })
    .await
}

/// `POST /name-reservations/{no}/answer`: `grant` or `refuse`.
pub async fn answer(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match decided(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(Error::Missing) => Err(Error::Missing.into()),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = view_of(&cx, &no).await?;
            cx.form(&view, &form)
        }
    }
}

/// Takes a wish back, or gives the name back; shared with the API.
pub(super) async fn taken_back(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let x = actions::withdraw(tx, &no)?;
        let to = format!("/name-reservations/{no}");
        Ok(Reply::done(to, api::ReservationBody::of(&x)).flash("flash-reservation-withdrawn"))
    })
    .await
}

/// `POST /name-reservations/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let reply = taken_back(&cx, &no, &submitted).await?;
    cx.answer(&reply)
}

/// `GET /desk/names`: names that wait, the most urgent first.
pub async fn waiting(cx: Cx) -> Outcome {
    cx.person()?;
    let ids = cx.actor.bodies(Role::Clerk, BodyKind::Authority);
    if ids.is_empty() {
        return Err(Error::Missing.into());
    }
    let found = cx.read(move |c| store::waiting(c, &ids, 300)).await?;
    let rows = found.into_iter().map(|x| {
        let left = left(&cx, &x);
        Line::of(x, left)
    });
    cx.page(&DeskPage { rows: rows.collect() })
}

//! HTML handlers of seeing in full.
use super::{
    actions,
    model::Contact,
    rules,
    store::{self, Seen, Whose},
    views::{ContactPage, Row, SeenPage},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Error, Result},
        text,
        time::Ts,
    },
    registry::{
        application::authorities_of,
        organization::{self, Organization},
    },
    web::{
        Cx, Fields, Outcome, Reply, Submitted,
        paging::{Cursor, ROWS},
    },
};
use actix_web::web::{Path, Query};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::json;

/// How many looks the page of one organization shows.
const LATEST: i64 = 20;

/// What an address may say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cursor: String,
}

impl Asked {
    pub(super) fn cursor(&self) -> Option<Cursor> {
        Cursor::decode(&self.cursor)
    }
}

fn row((d, o, who): Seen) -> Row {
    Row { name: o.name, code: o.credit_code, who, reason: d.reason, case_no: d.case_no, at: d.seen_at }
}

/// The organization, for those who may know of its contact.
pub(super) async fn known(cx: &Cx, code: &str) -> Result<Organization> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let o = cx.read(move |c| organization::find_by_code(c, &code)).await?;
    if rules::may_know(&cx.actor, &o) { Ok(o) } else { Err(Error::Missing) }
}

fn minutes(cx: &Cx) -> Result<u32> {
    let book = &cx.env().rulebook;
    Ok(book.count("disclosure.shown_minutes", cx.now().day()).map_err(|e| anyhow::anyhow!("{e}"))?)
}

/// The contact in full and until when, for who looked with a reason and not long ago; masked otherwise.
fn shown(cx: &Cx, o: &Organization, looks: &[Seen]) -> Result<(Contact, Option<Ts>)> {
    let full = Contact { phone: o.contact_phone.clone(), email: o.contact_email.clone() };
    let (who, minutes) = (cx.person()?.account, minutes(cx)?);
    let open = looks.iter().find(|(d, ..)| rules::is_open(d, who, minutes, cx.now()) && rules::is_staff(&cx.actor, o));
    Ok(match open {
        Some((d, ..)) => (full, Some(d.seen_at + TimeDelta::minutes(i64::from(minutes)))),
        // Who acts for the organization knows its own contact.
        None if cx.actor.is_officer_of(o.id) => (full, None),
        None => (rules::masked(&full), None),
    })
}

async fn view(cx: &Cx, code: &str) -> Result<ContactPage> {
    let o = known(cx, code).await?;
    let id = o.id.0;
    let looks = cx.read(move |c| Ok(store::list(c, &Whose::Some(vec![], vec![id]), None, LATEST)?.items)).await?;
    let (contact, until) = shown(cx, &o, &looks)?;
    Ok(ContactPage {
        may_see: until.is_none() && rules::is_staff(&cx.actor, &o) && !cx.actor.is_officer_of(o.id),
        minutes: i64::from(minutes(cx)?),
        name: o.name,
        code: o.credit_code,
        phone: contact.phone,
        email: contact.email,
        until,
        rows: looks.into_iter().map(row).collect(),
    })
}

/// `GET /orgs/{code}/contact`
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    let view = view(&cx, &code).await?;
    cx.page(&view)
}

/// Sees in full; shared with the API.
pub(super) async fn seen(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    let o = known(cx, code).await?;
    rules::may_see(&cx.actor, &o)?;
    let mut f = Fields::of(submitted);
    let (reason, case_no) = (f.lines("reason", 300), f.line("case_no", 60));
    let (reason, case_no) = f.done((|| Some((reason?, case_no?)))())?;
    cx.once(submitted, move |tx| {
        actions::see(tx, &o.credit_code, &reason, &case_no)?;
        // Answers are kept for repeats: what was seen is not part of this one.
        Ok(Reply::created(format!("/orgs/{}/contact", o.credit_code), json!({})).flash("flash-contact-seen"))
    })
    .await
}

/// `POST /orgs/{code}/contact`
pub async fn see(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    match seen(&cx, &code, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = view(&cx, &code).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Whose looks the reader may see: auditors everybody's, staff those of their authorities, officers those at their own
/// organizations.
pub(super) fn whose(cx: &Cx) -> Result<Whose> {
    cx.person()?;
    if cx.actor.is(Role::Auditor) {
        return Ok(Whose::All);
    }
    Ok(Whose::Some(authorities_of(&cx.actor), cx.actor.bodies(Role::Officer, BodyKind::Organization)))
}

/// `GET /disclosures`
pub async fn list(cx: Cx, asked: Query<Asked>) -> Outcome {
    let (whose, cursor) = (whose(&cx)?, asked.cursor());
    let page = cx.read(move |c| store::list(c, &whose, cursor.as_ref(), ROWS)).await?;
    cx.page(&SeenPage {
        rows: page.items.into_iter().map(row).collect(),
        next: page.next.map(|cursor| format!("/disclosures?cursor={cursor}")),
    })
}

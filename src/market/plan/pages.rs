//! HTML handlers of the plan.
use super::{
    actions, forms,
    store::{self, Filter},
    views::{FormPage, ListPage, Row},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Result},
    },
    market::tender::views::Choice,
    platform::i18n::Locale,
    schema::authorities,
    web::{
        Cx, Filled, Outcome, Reply, Submitted,
        paging::{Cursor, ROWS},
    },
};
use actix_web::web::{Path, Query};
use chrono::Datelike;
use diesel::prelude::*;
use serde::Deserialize;

/// What the address of the list may say.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Fiscal year.
    pub year: Option<i64>,
    /// Code of the department.
    pub authority: Option<String>,
    /// Item of the catalogue.
    pub catalogue_code: Option<String>,
    /// Where the page begins.
    pub cursor: String,
    /// Rows of an API answer.
    pub limit: Option<i64>,
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        let some = |t: &Option<String>| t.clone().filter(|t| !t.is_empty());
        Filter { year: self.year, authority: some(&self.authority), catalogue_code: some(&self.catalogue_code) }
    }
}

/// `GET /plans`
pub async fn list(cx: Cx, asked: Query<Asked>) -> Outcome {
    let asked = asked.into_inner();
    let (filter, cursor) = (asked.filter(), Cursor::decode(&asked.cursor));
    let page = cx.read(move |c| store::page(c, &filter, cursor.as_ref(), ROWS)).await?;
    let this = i64::from(cx.now().day().year());
    let years = [None, Some(this - 1), Some(this), Some(this + 1)].into_iter().map(|year| Choice {
        label: year.map_or_else(|| cx.say("plan-years-all"), |y| y.to_string()),
        on: asked.year == year,
        href: Some(year.map_or_else(|| "/plans".into(), |y| format!("/plans?year={y}"))),
        ..Choice::default()
    });
    let next = page.next.as_ref().map(|n| {
        let year = asked.year.map_or(String::new(), |y| format!("&year={y}"));
        format!("/plans?cursor={n}{year}")
    });
    let rows = page.items.iter().map(|(line, (_, zh, en))| Row {
        no: line.no.clone(),
        title: line.title.clone(),
        authority: if cx.locale == Locale::Zh { zh.clone() } else { en.clone() },
        catalogue: super::catalogue_path(&cx.env().rulebook, &line.catalogue_code, cx.locale.tag()),
        year: line.year,
        budget: line.budget,
        intention_on: line.intention_on,
        entry: line.entry_id,
        tender: cx.actor.is_at(Role::Buyer, line.authority_id).then(|| format!("/tenders/new?plan={}", line.no)),
    });
    let view = ListPage { years: years.collect(), rows: rows.collect(), next, may_enter: cx.actor.is(Role::Buyer) };
    cx.page(&view)
}

async fn form_view(cx: &Cx) -> Result<FormPage> {
    cx.person()?;
    let mine = cx.actor.bodies(Role::Buyer, BodyKind::Authority);
    if mine.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    let lang = cx.locale.tag();
    let named: Vec<(String, String)> = cx
        .read(move |c| {
            let mine = authorities::table.filter(authorities::id.eq_any(mine));
            Ok(mine.select((authorities::code, authorities::name)).load(c)?)
        })
        .await?;
    let book = &cx.env().rulebook;
    let items = book.catalogue().items().map(|(group, item)| Choice {
        value: item.code.clone(),
        label: format!(
            "{} {} · {}",
            item.code,
            group.name.in_language(lang),
            if cx.locale == Locale::Zh { &item.zh } else { &item.en }
        ),
        ..Choice::default()
    });
    Ok(FormPage {
        items: items.collect(),
        authorities: named.into_iter().map(|(value, label)| Choice { value, label, ..Choice::default() }).collect(),
        excluded: book.catalogue().excluded.iter().map(|e| e.label.in_language(lang).to_owned()).collect(),
        year: i64::from(cx.now().day().year()),
        today: cx.now().day(),
    })
}

/// `GET /plans/new`
pub async fn new_form(cx: Cx) -> Outcome {
    let view = form_view(&cx).await?;
    cx.page(&view)
}

/// `POST /plans`
pub async fn create(cx: Cx, submitted: Submitted) -> Outcome {
    match entered(&cx, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled: Filled = cx.filled(&submitted, e)?;
            let view = form_view(&cx).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Enters a line; shared with the API.
pub(super) async fn entered(cx: &Cx, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let line = forms::line(submitted)?;
    cx.once(submitted, move |tx| {
        let line = actions::enter(tx, &line)?;
        let to = format!("/tenders/new?plan={}", line.no);
        Ok(Reply::created(to, super::api::LineOut::of(&line)).flash("flash-plan-entered"))
    })
    .await
}

/// `POST /plans/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let reply = withdrawn(&cx, &no, &submitted).await?;
    cx.answer(&reply)
}

/// Withdraws a line; shared with the API.
pub(super) async fn withdrawn(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        actions::withdraw(tx, &no)?;
        Ok(Reply::done("/plans", serde_json::json!({ "no": no })).flash("flash-plan-withdrawn"))
    })
    .await
}

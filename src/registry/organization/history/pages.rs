//! `GET /orgs/{code}/history`
use super::{
    differences, store,
    views::{Difference, HistoryPage, Step},
};
use crate::{
    kernel::{money::Money, text, time::Day},
    platform::{i18n, rulebook::OrganizationKind as Rules},
    registry::organization::{self, Item, Items, Organization},
    web::{Cx, Outcome, form},
};
use actix_web::web::{Path, Query};
use serde::Deserialize;

/// The day a reader asks about.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// As typed.
    #[serde(default)]
    pub(in crate::registry::organization) on: String,
}

impl Asked {
    /// The day, where one was typed that can be read.
    pub(in crate::registry::organization) fn day(&self) -> Option<Day> {
        form::parse_day(&text::tidy(&self.on))
    }
}

/// The words of a registered item, as its kind names it.
pub(in crate::registry) fn label(cx: &Cx, rules: Option<&Rules>, item: Item) -> String {
    let known = rules.and_then(|r| r.registered_items.iter().find(|i| i.key == item.word()));
    known.map_or_else(
        || cx.say(&format!("org-item-{}", item.word().replace('_', "-"))),
        |i| i.label.in_language(cx.locale.tag()).to_owned(),
    )
}

/// A value as it is shown: capital as an amount.
pub(in crate::registry) fn shown(cx: &Cx, item: Item, value: &str) -> String {
    match (item, value.parse()) {
        (Item::Capital, Ok(fen)) => i18n::money(cx.locale, Money::from_fen(fen)),
        _ => value.to_owned(),
    }
}

/// `GET /orgs/{code}/history`: every version, and the way to the items of any day.
pub async fn show(cx: Cx, code: Path<String>, asked: Query<Asked>) -> Outcome {
    let code = text::tidy(&code).to_uppercase();
    let (o, past) = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            let past = store::versions(c, o.id)?;
            Ok((o, past))
        })
        .await?;
    let today = cx.now().day();
    if let Some(day) = asked.day().filter(|d| *d >= o.founded_on && *d <= today) {
        return Ok(cx.see_other(&format!("/orgs/{}?on={day}", o.credit_code), None));
    }
    let rules = cx.env().rulebook.kind(o.kind.word(), today);
    let now = o.items();
    let after = past.iter().skip(1).map(|v| &v.items.0).chain(std::iter::once(&now));
    let mut steps: Vec<Step> =
        past.iter().zip(after).map(|(v, after)| step(&cx, &o, rules.as_deref(), v, after)).collect();
    steps.reverse();
    cx.page(&HistoryPage {
        founded_on: o.founded_on,
        entry: o.entry_id,
        steps,
        today,
        asked: (!asked.on.is_empty()).then(|| asked.on.chars().take(40).collect()),
        name: o.name,
        code: o.credit_code,
    })
}

fn step(cx: &Cx, o: &Organization, rules: Option<&Rules>, v: &super::Version, after: &Items) -> Step {
    let told = differences(&v.items.0, after).into_iter().map(|(item, before, after)| Difference {
        label: label(cx, rules, item),
        before: shown(cx, item, &before),
        after: shown(cx, item, &after),
    });
    let eve = v.until_on.pred_opt().filter(|d| *d >= o.founded_on).unwrap_or(o.founded_on);
    Step {
        day: v.until_on,
        differences: told.collect(),
        entry: v.entry_id,
        before_href: format!("/orgs/{}?on={eve}", o.credit_code),
    }
}

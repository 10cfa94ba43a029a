//! `GET /statistics/registry` and `GET /statistics/registry.csv`
use super::{
    draw,
    model::{Alike, Asked, By, Measure, Scope, Table},
    rules, store,
    views::{Choice, YearsPage},
};
use crate::{
    kernel::refusal::{Fact, Result},
    platform::i18n,
    portal::{
        statistics::views::{Chart, Grid},
        words,
    },
    web::{Cx, Outcome},
};
use actix_web::{HttpResponse, http::header, web::Query};
use chrono::Datelike;
use serde::Deserialize;
use std::sync::Arc;

/// What the address says.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Address {
    by: String,
    measure: String,
    scope: String,
}

impl Address {
    /// The question; nonsense is the usual one.
    pub(super) fn asked(&self) -> Asked {
        Asked {
            by: self.by.parse().unwrap_or(By::Kind),
            measure: self.measure.parse().unwrap_or(Measure::Standing),
            scope: self.scope.parse().unwrap_or(Scope::All),
        }
    }
}

/// The counted table of a question; one reading serves them all.
pub(super) async fn counted(cx: &Cx, asked: Asked) -> Result<Table> {
    let all: Arc<Vec<Alike>> = cx.db().kept("registry.years", store::alike).await?;
    Ok(rules::table(&all, asked, cx.now().day().year()))
}

/// The words of a part.
pub(super) fn name(cx: &Cx, by: By, code: &str) -> String {
    match by {
        By::Division if cx.env().rulebook.divisions().home().as_str() == code => cx.say("statistics-city-level"),
        By::Division => words::division(cx, code),
        By::Kind | By::Category => words::word(&cx.env().words, cx.locale, &format!("org-{}-{code}", by.word()), code),
    }
}

fn address(path: &str, asked: Asked) -> String {
    format!("{path}?measure={}&by={}&scope={}", asked.measure.word(), asked.by.word(), asked.scope.word())
}

/// `GET /statistics/registry`
pub async fn show(cx: Cx, asked: Query<Address>) -> Outcome {
    let asked = asked.asked();
    let table = counted(&cx, asked).await?;
    let choice = |key: &str, word: &str, to: Asked| Choice {
        label: cx.say(&format!("years-{key}-{word}")),
        href: address("/statistics/registry", to),
        on: to == asked,
    };
    cx.page(&YearsPage {
        measures: Measure::ALL
            .iter()
            .map(|&measure| choice("measure", measure.word(), Asked { measure, ..asked }))
            .collect(),
        bys: By::ALL.iter().map(|&by| choice("by", by.word(), Asked { by, ..asked })).collect(),
        scopes: Scope::ALL.iter().map(|&scope| choice("scope", scope.word(), Asked { scope, ..asked })).collect(),
        title: format!(
            "{} · {}",
            cx.say(&format!("years-measure-{}", asked.measure.word())),
            cx.say(&format!("years-by-{}", asked.by.word()))
        ),
        chart: (!table.years.is_empty()).then(|| chart(&cx, asked, &table)),
        csv: address("/statistics/registry.csv", asked),
        json: address("/api/v1/registry-statistics", asked),
    })
}

fn chart(cx: &Cx, asked: Asked, table: &Table) -> Chart {
    let named = |code: &str| name(cx, asked.by, code);
    let mut drawn = draw::stacked(table, &named, cx.say("years-rest"));
    drawn.title = finding(cx, asked, table);
    let heads = table.codes.iter().map(|c| named(c));
    let row = |(year, numbers): &(i32, Vec<i64>)| -> Vec<String> {
        let cells = numbers.iter().copied().chain(std::iter::once(Table::total(numbers)));
        std::iter::once(year.to_string()).chain(cells.map(i18n::number)).collect()
    };
    drawn.table = Grid {
        head: std::iter::once(cx.say("statistics-row-year"))
            .chain(heads)
            .chain(std::iter::once(cx.say("statistics-total")))
            .collect(),
        rows: table.years.iter().rev().map(row).collect(),
        links: Vec::new(),
        foot: Vec::new(),
    };
    drawn
}

/// What the chart shows, in a sentence: the first and the last year.
fn finding(cx: &Cx, asked: Asked, table: &Table) -> String {
    let end = |row: Option<&(i32, Vec<i64>)>| {
        row.map_or_else(Default::default, |(year, n)| (year.to_string(), i18n::number(Table::total(n))))
    };
    let ((first, from), (last, to)) = (end(table.years.first()), end(table.years.last()));
    let facts: [(&'static str, Fact); 5] = [
        ("what", Fact::from(cx.say(&format!("years-measure-{}", asked.measure.word())))),
        ("first", Fact::from(first)),
        ("from", Fact::from(from)),
        ("last", Fact::from(last)),
        ("to", Fact::from(to)),
    ];
    words::say(cx, "statistics-finding-line", &facts)
}

/// `GET /statistics/registry.csv`: a row a year, a column a part, named by their codes.
pub async fn csv(cx: Cx, asked: Query<Address>) -> Outcome {
    let table = counted(&cx, asked.asked()).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let heads = table.codes.iter().map(String::as_str);
    out.write_record(std::iter::once("year").chain(heads).chain(std::iter::once("total"))).map_err(fault)?;
    for (year, numbers) in &table.years {
        let cells = numbers.iter().copied().chain(std::iter::once(Table::total(numbers))).map(|n| n.to_string());
        out.write_record(std::iter::once(year.to_string()).chain(cells)).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"register-by-year.csv\""))
        .body(bytes))
}

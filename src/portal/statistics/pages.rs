//! `GET /statistics` and `GET /statistics/{key}.csv`
use super::{
    build, draw,
    model::{Drawing, Facts, Filter, Measure, Table},
    store, text,
    views::{Chart, Choice, Grid, Key, Section, StatisticsPage},
};
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, Fact, Result},
        time::Ts,
    },
    platform::i18n,
    portal::{home::views::Figure, words},
    web::{Cx, Outcome},
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Data, Path, Query},
};
use chrono::{Datelike, TimeDelta};
use serde::Deserialize;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How long figures may be old.
const FRESH: TimeDelta = TimeDelta::seconds(60);
/// How many narrowings are kept.
const KEPT: usize = 64;

/// The figures as they were last counted; one a worker.
#[derive(Debug, Default)]
pub struct Cache(Mutex<HashMap<Filter, Arc<Facts>>>);

impl Cache {
    fn fresh(&self, filter: &Filter, now: Ts) -> Option<Arc<Facts>> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(filter).filter(|f| now >= f.counted_at && now - f.counted_at < FRESH).cloned()
    }

    fn keep(&self, facts: &Arc<Facts>) {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.len() >= KEPT {
            kept.clear();
        }
        kept.insert(facts.filter.clone(), Arc::clone(facts));
    }
}

/// The figures under a filter, counted at most once a minute.
///
/// # Errors
/// A fault of the database.
pub async fn facts(cx: &Cx, cache: &Cache, filter: Filter) -> Result<Arc<Facts>> {
    let now = cx.now();
    if let Some(facts) = cache.fresh(&filter, now) {
        return Ok(facts);
    }
    let wanted = filter.clone();
    let raw = cx.read(move |c| store::raw(c, &wanted)).await?;
    let facts = Arc::new(build::facts(&raw, &filter, now));
    cache.keep(&facts);
    Ok(facts)
}

/// What is asked for.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    year: String,
    #[serde(default)]
    division: String,
}

impl Asked {
    /// The filter; nonsense narrows nothing.
    pub(super) fn filter(&self, cx: &Cx) -> Filter {
        let divisions = cx.env().rulebook.divisions();
        let this = cx.now().day().year();
        let known =
            |code: &str| divisions.home().as_str() == code || divisions.counties().any(|d| d.code.as_str() == code);
        Filter {
            year: self.year.parse().ok().filter(|y| (1949..=this).contains(y)),
            county: Some(self.division.clone()).filter(|d| known(d)),
        }
    }
}

fn query(filter: &Filter) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    if let Some(year) = filter.year {
        query.append_pair("year", &year.to_string());
    }
    if let Some(county) = &filter.county {
        query.append_pair("division", county);
    }
    let query = query.finish();
    if query.is_empty() { query } else { format!("?{query}") }
}

/// `GET /statistics`
pub async fn show(cx: Cx, asked: Query<Asked>, cache: Data<Cache>) -> Outcome {
    let facts = facts(&cx, &cache, asked.filter(&cx)).await?;
    cx.page(&StatisticsPage {
        years: years(&cx, &facts),
        places: places(&cx, &facts.filter),
        figures: figures(&cx, &facts, true),
        charts: facts.tables.iter().map(|t| section(&cx, &facts, t)).collect(),
        counted_at: facts.counted_at.utc().to_rfc3339(),
    })
}

fn years(cx: &Cx, facts: &Facts) -> Vec<Choice> {
    let chosen = facts.filter.year;
    let mut years = facts.years.clone();
    if let Some(year) = chosen.filter(|y| !years.contains(y)) {
        years.push(year);
    }
    let all = Choice { value: String::new(), label: cx.say("statistics-all-years"), on: chosen.is_none() };
    let one = |y: i32| Choice { value: y.to_string(), label: y.to_string(), on: chosen == Some(y) };
    std::iter::once(all).chain(years.into_iter().map(one)).collect()
}

fn places(cx: &Cx, filter: &Filter) -> Vec<Choice> {
    let divisions = cx.env().rulebook.divisions();
    let on = |code: &str| filter.county.as_deref() == Some(code);
    let home = divisions.home().as_str();
    let whole = Choice { value: String::new(), label: cx.say("statistics-whole-city"), on: filter.county.is_none() };
    let level = Choice { value: home.to_owned(), label: cx.say("statistics-city-level"), on: on(home) };
    let counties = divisions.counties().map(|d| {
        let code = d.code.as_str();
        Choice { value: code.to_owned(), label: words::division(cx, code), on: on(code) }
    });
    [whole, level].into_iter().chain(counties).collect()
}

/// The main figures in words; the home page shows the same ones, without the fund.
pub fn figures(cx: &Cx, facts: &Facts, with_fund: bool) -> Vec<Figure> {
    let f = &facts.figures;
    let figure = |value: String, key: &str, href: &str| {
        // The unit is set smaller: “3.2 亿元”, “95.1 %”.
        let (value, unit) = value.rsplit_once(' ').map_or((value.clone(), None), |(v, u)| match v {
            "CNY" => (value.clone(), None),
            _ => (v.to_owned(), Some(u.to_owned())),
        });
        Figure { value, unit, label: cx.say(key), href: Some(href.to_owned()) }
    };
    let money = |fen| i18n::money_short(cx.locale, Money::from_fen(fen));
    let rate = f.rate().map_or_else(|| "—".to_owned(), |r| text::percent(r).replace('%', " %"));
    let mut out = vec![
        figure(i18n::number(f.registered), "figure-registered", "/orgs"),
        figure(i18n::number(f.filed), "figure-filed", "/orgs?kind=filed"),
        figure(i18n::number(f.contracts), "figure-contracts", "/contracts"),
        figure(money(f.amount), "figure-amount", "/statistics#purchases-by-year"),
        figure(i18n::number(f.volunteers), "figure-volunteers", "/statistics#volunteers-by-division"),
        figure(text::number(Measure::Minutes, Some(f.minutes)), "figure-hours", "/statistics#hours-by-month"),
        figure(rate, "figure-on-time", "/statistics#decisions-by-month"),
    ];
    if with_fund {
        out.push(figure(money(f.donated), "figure-donated", "/fund"));
    }
    out
}

fn section(cx: &Cx, facts: &Facts, table: &Table) -> Section {
    let plan = table.plan;
    let query = query(&facts.filter);
    let kind = match plan.drawing {
        Drawing::Bars(_) => "bars",
        Drawing::Columns(_) => "columns",
        Drawing::Line(..) => "line",
    };
    Section {
        id: plan.key,
        title: cx.say(&format!("statistics-title-{}", plan.key)),
        line: cx.say(&format!("statistics-line-{}", plan.key)),
        csv: format!("/statistics/{}.csv{query}", plan.key),
        json: format!("/api/v1/statistics/{}{query}", plan.key),
        kind,
        chart: (!table.lines.is_empty()).then(|| chart(cx, facts, table)),
    }
}

fn chart(cx: &Cx, facts: &Facts, table: &Table) -> Chart {
    let plan = table.plan;
    let measure = |i: usize| plan.columns.get(i).map_or(Measure::Count, |c| c.measure);
    let items = |series: &[usize], label: &dyn Fn(&str) -> String| -> Vec<draw::Item> {
        let one = |i: &usize, values: &[Option<i64>]| {
            let n = values.get(*i).copied().flatten();
            (n.unwrap_or(0), text::number(measure(*i), n))
        };
        let item = |line: &super::model::Line| draw::Item {
            label: label(&line.code),
            values: series.iter().map(|i| one(i, &line.values)).collect(),
        };
        table.lines.iter().map(item).collect()
    };
    let named = |code: &str| {
        let line = table.lines.iter().find(|l| l.code == code);
        line.map_or_else(|| code.to_owned(), |l| text::row(cx, facts, table, l))
    };
    let short = |code: &str| text::short(cx, table, code);
    let key = |series: &[usize]| -> Vec<Key> {
        let one = |(n, i): (i64, &usize)| plan.columns.get(*i).map(|c| Key { series: n, label: text::heading(cx, c) });
        if series.len() > 1 { (1i64..).zip(series).filter_map(one).collect() } else { Vec::new() }
    };
    let (drawn, main) = match plan.drawing {
        Drawing::Bars(series) => {
            (draw::bars(&items(series, &named), key(series)), series.first().copied().unwrap_or(0))
        }
        Drawing::Columns(i) => (draw::columns(&items(&[i], &short)), i),
        Drawing::Line(share, count) => (draw::line(&items(&[share, count], &short)), share),
    };
    Chart { title: finding(cx, facts, table, main), table: grid(cx, facts, table), ..drawn }
}

/// What the chart shows, in a sentence: the largest row, or for a share the first and the last.
fn finding(cx: &Cx, facts: &Facts, table: &Table, column: usize) -> String {
    let measure = table.plan.columns.get(column).map_or(Measure::Count, |c| c.measure);
    let number = |line: &super::model::Line| text::number(measure, line.values.get(column).copied().flatten());
    let name = |line: &super::model::Line| text::row(cx, facts, table, line);
    let what = table.plan.columns.get(column).map(|c| text::heading(cx, c)).unwrap_or_default();
    if let (Drawing::Line(..), Some(first), Some(last)) = (table.plan.drawing, table.lines.first(), table.lines.last())
    {
        let facts: [(&'static str, Fact); 5] = [
            ("what", Fact::from(what)),
            ("first", Fact::from(name(first))),
            ("from", Fact::from(number(first))),
            ("last", Fact::from(name(last))),
            ("to", Fact::from(number(last))),
        ];
        return words::say(cx, "statistics-finding-line", &facts);
    }
    let top = table.lines.iter().max_by_key(|l| l.values.get(column).copied().flatten());
    let (name, number) = top.map_or_else(Default::default, |l| (name(l), number(l)));
    let facts: [(&'static str, Fact); 3] =
        [("what", Fact::from(what)), ("top", Fact::from(name)), ("value", Fact::from(number))];
    words::say(cx, "statistics-finding", &facts)
}

fn grid(cx: &Cx, facts: &Facts, table: &Table) -> Grid {
    let plan = table.plan;
    let numbers = |values: &[Option<i64>]| -> Vec<String> {
        plan.columns.iter().zip(values).map(|(c, n)| text::number(c.measure, *n)).collect()
    };
    let row = |first: String, values: &[Option<i64>]| -> Vec<String> {
        std::iter::once(first).chain(numbers(values)).collect()
    };
    let dimension = cx.say(&format!("statistics-row-{}", plan.dimension.word()));
    Grid {
        head: std::iter::once(dimension).chain(plan.columns.iter().map(|c| text::heading(cx, c))).collect(),
        rows: table.lines.iter().map(|l| row(text::row(cx, facts, table, l), &l.values)).collect(),
        links: table.lines.iter().map(|l| text::link(table, &l.code)).collect(),
        foot: row(cx.say("statistics-total"), &table.total),
    }
}

/// Every table as the page of open data lists it: heading, word, fields of its file, rows.
#[must_use]
pub fn downloads(cx: &Cx, facts: &Facts) -> Vec<(String, &'static str, String, i64)> {
    let one = |t: &Table| {
        let fields = [t.plan.dimension.word().to_owned(), "name".to_owned()];
        let fields: Vec<String> = fields.into_iter().chain(t.plan.columns.iter().map(text::field)).collect();
        let rows = i64::try_from(t.lines.len()).unwrap_or(i64::MAX);
        (cx.say(&format!("statistics-title-{}", t.plan.key)), t.plan.key, fields.join(", "), rows)
    };
    facts.tables.iter().map(one).collect()
}

/// `GET /statistics/{key}.csv`: code, name in the reader's language, and the columns, exact.
pub async fn csv(cx: Cx, key: Path<String>, asked: Query<Asked>, cache: Data<Cache>) -> Outcome {
    let facts = facts(&cx, &cache, asked.filter(&cx)).await?;
    let table = facts.table(&key).ok_or(Error::Missing)?;
    // Spreadsheets take the file for UTF-8 by its first three bytes.
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let dimension = table.plan.dimension.word();
    let head = [dimension.to_owned(), "name".to_owned()].into_iter().chain(table.plan.columns.iter().map(text::field));
    out.write_record(head).map_err(fault)?;
    for line in &table.lines {
        let numbers = table.plan.columns.iter().zip(&line.values).map(|(c, n)| text::exact(c.measure, *n));
        let row = [line.code.clone(), text::row(&cx, &facts, table, line)].into_iter().chain(numbers);
        out.write_record(row).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.csv\"", table.plan.key)))
        .body(bytes))
}

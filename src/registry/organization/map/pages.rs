//! `GET /orgs/map` and `GET /orgs/map.csv`
use super::{
    rules::{self, Count},
    views::{Area, MapPage, Row},
};
use crate::{
    kernel::{
        division::DivisionCode,
        refusal::{Fact, Result},
    },
    registry::organization::{
        self, Filter, OrganizationKind,
        pages::{county_names, facets, safe},
        views::{Choice, Link},
    },
    web::{Cx, Outcome},
};
use actix_web::{HttpRequest, HttpResponse, http::header};
use std::collections::HashMap;

const PAGE: &str = "/orgs/map";
/// Where the words of the city's own level stand in the drawing.
const OWN_LEVEL: (i64, i64) = (334, 22);

/// Everything a form of the map needs.
pub(super) struct Counted {
    pub filter: Filter,
    pub counts: Vec<Count>,
    pub cells: Vec<organization::Cell>,
    pub names: HashMap<String, String>,
}

/// The counts of the city's own level and of every county, in the order of their codes.
pub(super) async fn counted(cx: &Cx, query: &str) -> Result<Counted> {
    let filter = rules::filter(query);
    let cells = cx.db().kept("organization.cells", organization::cells).await?.to_vec();
    let names = county_names(cx);
    let mut codes: Vec<String> = names.keys().cloned().collect();
    codes.sort();
    Ok(Counted { counts: rules::counts(&cells, &filter, &codes), filter, cells, names })
}

/// The filter as an address carries it: the standings every map begins with are left out.
fn query(filter: &Filter, drop: Option<(&str, &str)>) -> String {
    let usual = filter.statuses == rules::living();
    let statuses = if usual { Vec::new() } else { filter.statuses.clone() };
    Filter { statuses, ..filter.clone() }.query(drop)
}

/// `GET /orgs/map`: the map with a table beside it.
pub async fn show(cx: Cx, req: HttpRequest) -> Outcome {
    let x = counted(&cx, req.query_string()).await?;
    let plain = query(&x.filter, None);
    let href = |code: &str| {
        let listed = x.filter.query(None);
        format!("/orgs?{listed}&division={code}")
    };
    let sum = rules::total(&x.counts);
    let most = x.counts.iter().map(|c| c.total).max().unwrap_or(0);
    let name = |code: &str| named(&cx, &x.names, code);
    let row = |c: &Count, name: String, href: String| Row {
        name,
        href,
        total: c.total,
        share: rules::share(c.total, sum.total).map_or_else(|| "—".into(), |s| format!("{}.{}%", s / 10, s % 10)),
        kinds: c.kinds.clone(),
    };
    let usual = x.filter.statuses == rules::living();
    let chosen = x.filter.chosen().into_iter().filter(|(name, _)| !usual || *name != "status");
    let chosen = chosen.map(|(name, value)| Link {
        label: cx.say(&format!("org-{name}-{}", value.replace('_', "-"))),
        href: format!("{PAGE}?{}", query(&x.filter, Some((name, value.as_str())))),
    });
    cx.page(&MapPage {
        facets: facets(&cx, &x.filter, &x.cells, &x.names)
            .into_iter()
            .filter(|f| matches!(f.name, "kind" | "category" | "status"))
            .map(|mut f| {
                if usual && f.name == "status" {
                    f.options = f.options.into_iter().map(|o| Choice { on: false, ..o }).collect();
                }
                f
            })
            .collect(),
        chosen: chosen.collect(),
        areas: x.counts.iter().filter_map(|c| area(&cx, c, name(&c.code), href(&c.code), most)).collect(),
        kinds: OrganizationKind::ALL.iter().map(|k| k.word()).collect(),
        rows: x.counts.iter().map(|c| row(c, name(&c.code), href(&c.code))).collect(),
        finding: finding(&cx, &x.counts, &sum, &name),
        sum: row(&sum, cx.say("map-total"), String::new()),
        query: plain,
    })
}

/// A division by its name; the city's own level by what it is.
fn named(cx: &Cx, names: &HashMap<String, String>, code: &str) -> String {
    if cx.env().rulebook.divisions().home().as_str() == code {
        return cx.say("map-city-level");
    }
    names.get(code).cloned().unwrap_or_else(|| code.to_owned())
}

/// How a division is drawn; nothing for one that has no place on the map, which the table has all the same.
fn area(cx: &Cx, c: &Count, name: String, href: String, most: i64) -> Option<Area> {
    let divisions = cx.env().rulebook.divisions();
    let code: DivisionCode = c.code.parse().ok()?;
    let shade = rules::shade(c.total, most);
    let (outline, (x, y)) = if code == *divisions.home() {
        (None, OWN_LEVEL)
    } else {
        let shape = divisions.shape(&code)?;
        (Some(shape.outline.clone()), (shape.x, shape.y))
    };
    Some(Area { name, href, total: c.total, outline, x, y, shade: format!("0.{shade:02}") })
}

fn finding(cx: &Cx, counts: &[Count], sum: &Count, name: &impl Fn(&str) -> String) -> String {
    let say = |key: &str, facts: Vec<(&'static str, Fact)>| cx.env().words.say_with(cx.locale, key, &facts);
    match counts.iter().max_by_key(|c| c.total).filter(|c| c.total > 0) {
        Some(top) => say(
            "map-finding",
            vec![("n", Fact::from(sum.total)), ("top", Fact::from(name(&top.code))), ("most", Fact::from(top.total))],
        ),
        None => cx.say("map-none"),
    }
}

/// `GET /orgs/map.csv`: one row a division.
pub async fn csv(cx: Cx, req: HttpRequest) -> Outcome {
    let x = counted(&cx, req.query_string()).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let head = ["division", "name", "organizations", "registered", "filed"];
    out.write_record(head.into_iter().chain(OrganizationKind::ALL.iter().map(|k| k.word()))).map_err(fault)?;
    for c in &x.counts {
        let numbers = [c.total, c.registered, c.filed].into_iter().chain(c.kinds.iter().copied());
        let row = [safe(&c.code), safe(&named(&cx, &x.names, &c.code))].into_iter();
        out.write_record(row.chain(numbers.map(|n| n.to_string()))).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"organizations-by-division.csv\""))
        .body(bytes))
}

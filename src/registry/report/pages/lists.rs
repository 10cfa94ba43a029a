//! Lists of reports: the public season with its CSV, the desk's queue, the reports of one organization.
use super::fen;
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Fact, Result},
        text,
        time::Day,
    },
    platform::i18n,
    registry::{
        organization::{self, Organization, OrganizationKind},
        report::{
            model::{Judgement, Report, ReportState},
            rules::{self, Terms},
            store::{self, Cell, Filter},
            views::{
                Chart, Choice, DeskPage, Key, Mark, OrganizationReportsPage, ResultRow, SeasonPage, Stat, Table, Task,
                Year,
            },
        },
    },
    web::{
        Cx, Left, Outcome,
        paging::{Cursor, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// What a reader may ask of the season.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    year: String,
    outcome: String,
    county: String,
    q: String,
    state: String,
    cursor: String,
}

impl Asked {
    /// The filter; without a year that of the running season.
    pub(in crate::registry::report) fn filter(&self, today: Day) -> Filter {
        Filter {
            year: self.year.parse().ok().filter(|y| (1990..3000).contains(y)).unwrap_or_else(|| Terms::season(today)),
            outcome: self.outcome.parse().ok(),
            county: text::tidy(&self.county),
            q: text::tidy(&self.q),
            cursor: Cursor::decode(&self.cursor),
        }
    }

    fn address(&self, path: &str, cursor: Option<&str>) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        let pairs = [
            ("year", self.year.as_str()),
            ("outcome", &self.outcome),
            ("county", &self.county),
            ("q", &self.q),
            ("state", &self.state),
        ];
        for (name, value) in pairs.into_iter().chain(cursor.map(|c| ("cursor", c))).filter(|(_, v)| !v.is_empty()) {
            out.append_pair(name, value);
        }
        let query = out.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// The name of an organization's county in the reader's language.
pub(in crate::registry::report) fn county_of(cx: &Cx, o: &Organization) -> String {
    organization::pages::county_names(cx).get(&o.county).unwrap_or(&o.county).clone()
}

/// A season counted for one county, or for all.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct SeasonCount {
    /// Organizations that owe a report.
    pub owed: i64,
    /// Handed in.
    pub handed_in: i64,
    /// Of them after the last day.
    pub late: i64,
    /// Not handed in though the last day is over.
    pub missing: i64,
    /// Result pass.
    pub pass: i64,
    /// Result basic pass.
    pub basic: i64,
    /// Result fail.
    pub fail: i64,
}

impl SeasonCount {
    fn add(&mut self, cell: &Cell, today: Day) {
        let (_, state, outcome, is_late, due_on, n) = cell;
        self.owed += n;
        let handed_in = !matches!(state, ReportState::Due | ReportState::Draft);
        self.handed_in += if handed_in { *n } else { 0 };
        self.late += if handed_in && *is_late { *n } else { 0 };
        self.missing += if !handed_in && *due_on < today { *n } else { 0 };
        if *state == ReportState::Concluded {
            match outcome {
                Some(Judgement::Pass) => self.pass += n,
                Some(Judgement::Basic) => self.basic += n,
                Some(Judgement::Fail) => self.fail += n,
                None => {}
            }
        }
    }
}

/// A season by county and altogether.
pub(in crate::registry::report) fn counted(cells: &[Cell], today: Day) -> (BTreeMap<String, SeasonCount>, SeasonCount) {
    let (mut by_county, mut all) = (BTreeMap::<String, SeasonCount>::new(), SeasonCount::default());
    for cell in cells {
        by_county.entry(cell.0.clone()).or_default().add(cell, today);
        all.add(cell, today);
    }
    (by_county, all)
}

/// `GET /reports`: the season as everybody may see it, with the published results (`SO-117`).
pub async fn season(cx: Cx, asked: Query<Asked>) -> Outcome {
    let today = cx.now().day();
    let filter = asked.filter(today);
    let year = filter.year;
    let (page, cells, years) =
        cx.read(move |c| Ok((store::published(c, &filter, ROWS)?, store::season(c, year)?, store::years(c)?))).await?;
    let names = organization::pages::county_names(&cx);
    let mut counties: Vec<(String, String)> = names.clone().into_iter().collect();
    counties.sort();
    let (by_county, all) = counted(&cells, today);
    let terms = Terms::of(&cx.env().rulebook, today)?;
    let dues = [
        ("sponsor", terms.sponsor_due_on(organization::Mode::Dual, year)),
        ("foundation", terms.due_on(OrganizationKind::Foundation, year)),
        ("registrar", terms.due_on(OrganizationKind::Service, year)),
    ];
    let rows = page.items.iter().map(|(r, o)| row(r, o, names.get(&o.county).unwrap_or(&o.county)));
    cx.page(&SeasonPage {
        year: year.to_string(),
        years: year_choices(&years, year, today),
        dues: dues.into_iter().filter_map(|(word, day)| Some((word, day?))).collect(),
        stats: stats(&cx, &all),
        chart: chart(&cx, &by_county, &all, &counties),
        choices: outcomes(&cx, &asked, &all),
        outcome: asked.outcome.clone(),
        q: asked.q.clone(),
        county: asked.county.clone(),
        rows: rows.collect(),
        next: page.next.as_deref().map(|c| asked.address("/reports", Some(c))),
        csv: asked.address("/reports.csv", None),
        json: asked.address("/api/v1/reports", None),
        season_json: format!("/api/v1/report-seasons/{year}"),
        counties,
    })
}

fn year_choices(years: &[i64], chosen: i64, today: Day) -> Vec<Choice> {
    let mut all = years.to_vec();
    all.push(Terms::season(today));
    all.sort_unstable_by(|a, b| b.cmp(a));
    all.dedup();
    let one = |y: i64| Choice { label: y.to_string(), href: format!("/reports?year={y}"), on: y == chosen, n: None };
    all.into_iter().map(one).collect()
}

fn outcomes(cx: &Cx, asked: &Asked, all: &SeasonCount) -> Vec<Choice> {
    let chosen: Option<Judgement> = asked.outcome.parse().ok();
    let href = |outcome: &str| Asked { outcome: outcome.to_owned(), ..asked.clone() }.address("/reports", None);
    let whole = Choice {
        label: cx.say("report-outcome-all"),
        href: href(""),
        on: chosen.is_none(),
        n: Some(all.pass + all.basic + all.fail),
    };
    let each = Judgement::ALL.iter().map(|j| Choice {
        label: cx.say(&format!("report-outcome-{}", j.word())),
        href: href(j.word()),
        on: chosen == Some(*j),
        n: Some(match j {
            Judgement::Pass => all.pass,
            Judgement::Basic => all.basic,
            Judgement::Fail => all.fail,
        }),
    });
    std::iter::once(whole).chain(each).collect()
}

fn share(part: i64, whole: i64) -> String {
    if whole <= 0 {
        return "—".into();
    }
    let tenths = (part * 1000 + whole / 2) / whole;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

fn stats(cx: &Cx, all: &SeasonCount) -> Vec<Stat> {
    let stat = |word: &str, value: String| Stat { value, label: cx.say(&format!("report-stat-{word}")) };
    if all.owed == 0 {
        return Vec::new();
    }
    vec![
        stat("owed", i18n::number(all.owed)),
        stat("handed-in", share(all.handed_in, all.owed)),
        stat("in-time", share(all.handed_in - all.late, all.owed)),
        stat("missing", i18n::number(all.missing)),
        stat("passed", share(all.pass, all.pass + all.basic + all.fail)),
    ]
}

/// Two bars a county: what is owed, and what was handed in in time.
fn chart(
    cx: &Cx,
    by_county: &BTreeMap<String, SeasonCount>,
    all: &SeasonCount,
    counties: &[(String, String)],
) -> Option<Chart> {
    const WIDTH: i64 = 440;
    const LEFT: i64 = 120;
    const ROOM: i64 = 250;
    let most = by_county.values().map(|s| s.owed).max().filter(|m| *m > 0)?;
    let (mut points, mut rows, mut y) = (Vec::new(), Vec::new(), 8);
    for (code, name) in counties {
        let Some(count) = by_county.get(code) else { continue };
        for (series, n) in [(1, count.handed_in), (2, count.owed - count.handed_in)] {
            let label = if series == 1 { name.clone() } else { String::new() };
            let w = (n.max(0) * ROOM + most - 1) / most;
            points.push(Mark { label, value: i18n::number(n), x: LEFT, y, w, h: 13, series });
            y += 16;
        }
        y += 14;
        rows.push(cells(name, count));
    }
    let key = |series, word: &str| Key { series, label: cx.say(&format!("report-chart-{word}")) };
    let facts = vec![("share", Fact::Text(share(all.handed_in, all.owed)))];
    let head = ["county", "owed", "handed-in", "late", "missing", "pass", "basic", "fail"];
    Some(Chart {
        title: cx.env().words.say_with(cx.locale, "report-chart-title", &facts),
        width: WIDTH,
        height: y,
        left: LEFT,
        points,
        key: vec![key(1, "handed-in"), key(2, "open")],
        table: Table {
            head: head.iter().map(|word| cx.say(&format!("report-column-{word}"))).collect(),
            foot: cells(&cx.say("report-column-all"), all),
            rows,
        },
    })
}

fn cells(name: &str, n: &SeasonCount) -> Vec<String> {
    let numbers = [n.owed, n.handed_in, n.late, n.missing, n.pass, n.basic, n.fail];
    std::iter::once(name.to_owned()).chain(numbers.into_iter().map(i18n::number)).collect()
}

fn row(r: &Report, o: &Organization, county: &str) -> ResultRow {
    ResultRow {
        no: r.no.clone(),
        name: o.name.clone(),
        code: o.credit_code.clone(),
        county: county.to_owned(),
        outcome: r.outcome.map(|j| j.word()).unwrap_or_default(),
        is_late: r.is_late,
        income: fen(r.income),
        expenditure: fen(r.expenditure),
        net_assets: fen(r.net_assets),
        at: r.decided_at,
        entry: r.entry_id,
    }
}

/// `GET /reports.csv`: the published results with their public figures, the first 10,000.
pub async fn csv(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = Filter { cursor: None, ..asked.filter(cx.now().day()) };
    let page = cx.read(move |c| store::published(c, &filter, 10_000)).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let head = [
        "no",
        "year",
        "credit_code",
        "name",
        "division",
        "outcome",
        "submitted_on",
        "late",
        "income",
        "expenditure",
        "net_assets",
        "concluded_on",
    ];
    out.write_record(head).map_err(fault)?;
    for (r, o) in page.items {
        let yuan = |m: Option<crate::kernel::money::Money>| m.map(|m| m.to_string()).unwrap_or_default();
        let on = |at: Option<crate::kernel::time::Ts>| at.map(|at| at.day().to_string()).unwrap_or_default();
        let (year, late) = (r.year.to_string(), r.is_late.to_string());
        let (submitted, concluded) = (on(r.submitted_at), on(r.decided_at));
        // Negative net assets are numbers, not formulas: only what people wrote is made safe.
        let name = organization::pages::safe(&o.name);
        let (income, expenditure, net) = (yuan(r.income), yuan(r.expenditure), yuan(r.net_assets));
        let outcome = r.outcome.map(|j| j.word()).unwrap_or_default();
        let fields = [
            r.no.as_str(),
            &year,
            &o.credit_code,
            &name,
            &o.county,
            outcome,
            &submitted,
            &late,
            &income,
            &expenditure,
            &net,
            &concluded,
        ];
        out.write_record(fields).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"reports.csv\""))
        .body(bytes))
}

/// The states a desk looks at, in the order of its work.
const DESK: [ReportState; 6] = [
    ReportState::Submitted,
    ReportState::Proposed,
    ReportState::Returned,
    ReportState::Draft,
    ReportState::Due,
    ReportState::Concluded,
];

/// `GET /desk/reports`: the authority's reports of one state, by the day that runs.
pub async fn desk(cx: Cx, asked: Query<Asked>) -> Outcome {
    let ids = bodies(&cx)?;
    let usual = if cx.actor.is(Role::Clerk) { ReportState::Submitted } else { ReportState::Proposed };
    let state = asked.state.parse().unwrap_or(usual);
    let cursor = Cursor::decode(&asked.cursor);
    let (page, counts) =
        cx.read(move |c| Ok((store::queue(c, &ids, state, cursor.as_ref(), ROWS)?, store::counts(c, &ids)?))).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let choices = DESK.iter().map(|s| Choice {
        label: cx.say(&format!("report-state-{}", s.word())),
        href: format!("/desk/reports?state={}", s.word()),
        on: *s == state,
        n: Some(counts.iter().filter(|(of, _)| of == s).map(|(_, n)| *n).sum()),
    });
    let task = |(r, o): &(Report, Organization)| {
        let at_desk = matches!(r.state, ReportState::Submitted | ReportState::Proposed);
        let runs = if at_desk { r.examine_by } else { r.state.is_open().then(|| r.open_until()) };
        Task {
            no: r.no.clone(),
            name: o.name.clone(),
            code: o.credit_code.clone(),
            year: r.year.to_string(),
            is_late: r.is_late || rules::is_overdue(r, today),
            submitted_at: r.submitted_at,
            outcome: r.outcome.map(|j| j.word()),
            left: runs.map(|day| Left::by(calendar, today, day)),
        }
    };
    cx.page(&DeskPage {
        choices: choices.collect(),
        state: state.word(),
        rows: page.items.iter().map(task).collect(),
        next: page.next.as_deref().map(|c| asked.address("/desk/reports", Some(c))),
    })
}

/// The authorities at whose desk the reader works.
fn bodies(cx: &Cx) -> Result<Vec<i64>> {
    cx.person()?;
    let roles = [Role::Clerk, Role::Reviewer, Role::Decider];
    let ids: Vec<i64> = roles.iter().flat_map(|r| cx.actor.bodies(*r, BodyKind::Authority)).collect();
    if ids.is_empty() { Err(Code::NotYourRole.into()) } else { Ok(ids) }
}

/// `GET /orgs/{code}/reports`: the published reports of one organization; all of them for its officers and authority.
pub async fn of_organization(cx: Cx, code: Path<String>) -> Outcome {
    let code = text::tidy(&code).to_uppercase();
    let (o, reports) = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            let reports = store::of_organization(c, o.id)?;
            Ok((o, reports))
        })
        .await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let is_officer = cx.actor.is_officer_of(o.id);
    let roles = [Role::Clerk, Role::Reviewer, Role::Decider];
    let is_party =
        is_officer || roles.iter().any(|r| cx.actor.is_at(*r, o.supervisor_id)) || cx.actor.is(Role::Auditor);
    let terms = Terms::of(&cx.env().rulebook, today)?;
    let year = Terms::season(today);
    let none = (is_officer && !reports.iter().any(|r| r.year == year))
        .then(|| if terms.owes(&o, year) { "closed" } else { "exempt" });
    let shown = reports.into_iter().filter(|r| is_party || r.state == ReportState::Concluded);
    let rows = shown.map(|r| Year {
        year: r.year.to_string(),
        state: r.state.word(),
        outcome: r.outcome.filter(|_| r.state == ReportState::Concluded).map(|j| j.word()),
        due_on: r.due_on,
        submitted_at: r.submitted_at,
        is_late: r.is_late,
        income: fen(r.income).filter(|_| r.submitted_at.is_some()),
        expenditure: fen(r.expenditure),
        net_assets: fen(r.net_assets),
        left: (is_party && r.state.is_open()).then(|| Left::by(calendar, today, r.open_until())),
        no: r.no,
    });
    cx.page(&OrganizationReportsPage { is_officer, rows: rows.collect(), none, name: o.name, code: o.credit_code })
}

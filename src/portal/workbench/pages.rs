//! `GET /workbench`
use super::{
    model::{Due, Waiting},
    rules, store,
    views::{Chart, Choice, Group, Point, Row, Start, WorkbenchPage},
};
use crate::{
    kernel::{
        actor::{Person, Role},
        refusal::Fact,
        time::Ts,
    },
    market::contract::views::Viewer,
    portal::words,
    web::{Cx, Left, Outcome},
};
use actix_web::web::Query;
use chrono::Datelike;
use serde::Deserialize;

/// Rows a group shows at first.
const ROWS: usize = 20;
/// Matters one can look at alone.
const MATTERS: [&str; 7] = ["registry", "report", "market", "money", "volunteer", "fund", "system"];

/// What to look at.
#[derive(Debug, Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    matter: String,
    #[serde(default)]
    all: String,
}

/// `GET /workbench`
pub async fn show(cx: Cx, asked: Query<Asked>) -> Outcome {
    let person = cx.person()?.clone();
    let (now, whose) = (cx.now(), person.clone());
    let viewer = Viewer::of(&cx);
    let mut all = cx.read(move |c| store::waiting(c, &whose, &viewer)).await?;
    rules::sort(&mut all);
    let total = all.len();
    let kinds = kinds(&cx, &all, &asked.matter);
    let chart = chart(&cx, &all, now);
    if !asked.matter.is_empty() {
        all.retain(|w| w.matter == asked.matter);
    }
    cx.page(&WorkbenchPage {
        total,
        roles: roles(&person),
        kinds,
        groups: groups(&cx, all, &asked, now),
        chart,
        starts: starts(&cx, &person),
        calm: calm(&person),
    })
}

fn roles(person: &Person) -> Vec<&'static str> {
    let mut roles: Vec<&'static str> = person.seats.iter().map(|s| s.role.word()).collect();
    roles.dedup();
    roles
}

/// Whose words an empty workbench speaks: those of the first role that has some, or of a resident.
fn calm(person: &Person) -> &'static str {
    person.seats.first().map_or("person", |s| s.role.word())
}

fn kinds(cx: &Cx, all: &[Waiting], matter: &str) -> Vec<Choice> {
    let mut out =
        vec![Choice { label: cx.say("matter-all"), href: "/workbench".into(), on: matter.is_empty(), n: all.len() }];
    for m in MATTERS {
        let n = all.iter().filter(|w| w.matter == m).count();
        if n > 0 {
            let label = cx.say(&format!("matter-{m}"));
            out.push(Choice { label, href: format!("/workbench?matter={m}"), on: matter == m, n });
        }
    }
    if out.len() > 2 { out } else { Vec::new() }
}

fn groups(cx: &Cx, all: Vec<Waiting>, asked: &Asked, now: Ts) -> Vec<Group> {
    let mut groups: Vec<Group> =
        rules::GROUPS.iter().map(|code| Group { code, count: 0, rows: Vec::new(), more: None, rest: 0 }).collect();
    for w in all {
        let code = rules::group_of(&w, now);
        let Some(group) = groups.iter_mut().find(|g| g.code == code) else { continue };
        group.count += 1;
        if group.rows.len() < ROWS || asked.all == code {
            group.rows.push(row(cx, w, now));
        } else {
            group.rest += 1;
            group.more = Some(format!("/workbench?matter={}&all={code}", asked.matter));
        }
    }
    groups
}

fn row(cx: &Cx, w: Waiting, now: Ts) -> Row {
    let calendar = cx.env().rulebook.calendar();
    let left = match w.due {
        Due::At(at) => Some(Left::until(now, at)),
        Due::By(day) => Some(Left::by(calendar, now.day(), day)),
        Due::Never => None,
    };
    // Contracts and payments bring their own words.
    let key = if w.matter == "money" { format!("contract-task-{}", w.task) } else { format!("work-{}", w.task) };
    Row {
        href: w.href,
        title: w.title,
        sub: cx.say(&format!("matter-{}", w.matter)),
        no: w.no,
        stage: words::word(&cx.env().words, cx.locale, &key, w.task),
        who: w.who,
        left,
    }
}

/// What is due on each of the next ten working days; nothing when there is nothing to draw.
fn chart(cx: &Cx, all: &[Waiting], now: Ts) -> Option<Chart> {
    let calendar = cx.env().rulebook.calendar();
    let today = now.day();
    let mut days = Vec::with_capacity(10);
    let mut day = today;
    for _ in 0..40 {
        if calendar.is_working_day(day) {
            days.push(day);
        }
        if days.len() == 10 {
            break;
        }
        day = day.succ_opt()?;
    }
    let due = |day| {
        let on = |w: &&Waiting| w.due.ends().is_some_and(|e| (e - chrono::TimeDelta::microseconds(1)).day() == day);
        i64::try_from(all.iter().filter(on).count()).unwrap_or(0)
    };
    let counts: Vec<i64> = days.iter().map(|d| due(*d)).collect();
    let most = counts.iter().copied().max().filter(|m| *m > 0)?;
    let points = days
        .iter()
        .zip(&counts)
        .zip(0i64..)
        .map(|((day, n), i)| {
            let h = n * 80 / most;
            let series = if *day == today { 2 } else { 1 };
            Point { label: day.day().to_string(), value: n.to_string(), x: 4 + i * 28, y: 100 - h, w: 20, h, series }
        })
        .collect();
    let title = words::say(cx, "workbench-chart-title", &[("n", Fact::Number(counts.iter().sum()))]);
    Some(Chart { title, width: 280, height: 132, base: 100.5, points })
}

fn starts(cx: &Cx, person: &Person) -> Vec<Start> {
    let is = |role| person.seats.iter().any(|s| s.role == role);
    let all: [(bool, &'static str, &str); 28] = [
        (is(Role::Clerk) || is(Role::Reviewer) || is(Role::Decider), "/cases", "start-cases"),
        (is(Role::Clerk) || is(Role::Reviewer) || is(Role::Decider), "/desk/changes", "start-changes"),
        (is(Role::Clerk) || is(Role::Reviewer) || is(Role::Decider), "/desk/reports", "start-reports"),
        (is(Role::Clerk) || is(Role::Reviewer) || is(Role::Decider), "/desk/inspections", "start-inspections"),
        (is(Role::Clerk) || is(Role::Reviewer) || is(Role::Decider), "/desk/grades", "start-grades"),
        (is(Role::Officer), "/grades/rounds", "start-grades"),
        (is(Role::Clerk) || is(Role::Reviewer) || is(Role::Decider), "/desk/charities", "start-charities"),
        (is(Role::Filer) || is(Role::Community), "/cases", "start-filings"),
        (is(Role::Filer), "/desk/filings", "upkeep-desk"),
        (is(Role::Buyer) || is(Role::Approver), "/desk/tenders", "start-desk-tenders"),
        (is(Role::Buyer), "/plans", "start-plans"),
        (is(Role::Supervisor) || is(Role::Buyer), "/desk/challenges", "start-challenges"),
        (is(Role::Finance) || is(Role::Payer), "/workbench/fund", "start-fund"),
        (is(Role::Payer), "/workbench/vouchers", "start-vouchers"),
        (is(Role::Opener) || is(Role::Expert), "/tenders", "start-tenders"),
        (
            is(Role::Acceptor) || is(Role::Finance) || is(Role::Payer) || is(Role::Buyer),
            "/contracts",
            "start-contracts",
        ),
        (is(Role::Officer), "/tenders", "start-bid"),
        (is(Role::Officer), "/contracts", "start-own-contracts"),
        (is(Role::Officer) || is(Role::Leader), "/activities/new", "start-activity"),
        (is(Role::Officer) || is(Role::Leader), "/hours", "start-hours"),
        (is(Role::Leader), "/teams", "start-teams"),
        (is(Role::Auditor), "/ledger", "start-ledger"),
        (is(Role::Auditor), "/statistics", "start-statistics"),
        (is(Role::Admin), "/admin", "start-admin"),
        (is(Role::Admin), "/admin/people", "start-people"),
        (!person.seats.iter().any(|s| s.role.is_staff()), "/applications", "start-application"),
        (!person.seats.iter().any(|s| s.role.is_staff()), "/activities", "start-volunteer"),
        (!person.seats.iter().any(|s| s.role.is_staff()), "/volunteer", "start-my-hours"),
    ];
    all.into_iter().filter(|(may, ..)| *may).map(|(_, href, key)| Start { href, label: cx.say(key) }).collect()
}

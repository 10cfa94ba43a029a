//! Page contexts of charities.
use crate::{
    kernel::time::{Day, Ts},
    web::{Left, View},
};
use serde::Serialize;

/// One charity in the public list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// County's name.
    pub county: String,
    /// Standing.
    pub status: &'static str,
    /// Since when it is a charity, where the register says so.
    pub since: Option<Day>,
    /// Since when it may raise funds from the public.
    pub raising: Option<Day>,
}

/// One of several views of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// Its address.
    pub href: String,
    /// Whether it is shown.
    pub on: bool,
    /// How many it holds.
    pub n: Option<i64>,
}

/// Charities, for everybody (`SO-144`).
#[derive(Debug, Clone, Serialize)]
pub struct CharitiesPage {
    /// Words looked for.
    pub q: String,
    /// County looked for.
    pub county: String,
    /// Whether only those are shown that may raise funds.
    pub qualified: bool,
    /// All, and those that may raise funds.
    pub choices: Vec<Choice>,
    /// Counties to choose from: code, name.
    pub counties: Vec<(String, String)>,
    /// The charities.
    pub rows: Vec<Row>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Address of the same list as CSV.
    pub csv: String,
}

/// A case in a list.
#[derive(Debug, Clone, Serialize)]
pub struct CaseLine {
    /// Its number.
    pub no: String,
    /// What is asked for.
    pub kind: &'static str,
    /// Name of the organization.
    pub name: String,
    /// Where it stands.
    pub state: &'static str,
    /// What is left to decide.
    pub left: Option<Left>,
    /// Day of the decision.
    pub decided_on: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// The desk's page.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// What waits.
    pub rows: Vec<CaseLine>,
}

/// Something a charity must publish.
#[derive(Debug, Clone, Serialize)]
pub struct DutyLine {
    /// Row.
    pub id: i64,
    /// What.
    pub kind: &'static str,
    /// About which time.
    pub period: String,
    /// Last day.
    pub due_on: Day,
    /// When it was published.
    pub done_on: Option<Day>,
    /// Where.
    pub link: Option<String>,
    /// What is left.
    pub left: Option<Left>,
    /// Whether the day passed without it.
    pub is_late: bool,
}

/// An organization as a charity.
#[derive(Debug, Clone, Serialize)]
pub struct CharityPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Whether it is a charity.
    pub is_charity: bool,
    /// Since when.
    pub since: Option<Day>,
    /// Number of the case that recognized it.
    pub recognition: Option<String>,
    /// Since when it may raise funds from the public.
    pub raising: Option<Day>,
    /// Number of the case that qualified it.
    pub qualification: Option<String>,
    /// Cases the reader may see.
    pub cases: Vec<CaseLine>,
    /// What it publishes.
    pub duties: Vec<DutyLine>,
    /// Whether the reader acts for it.
    pub is_officer: bool,
    /// What the reader may ask for now.
    pub may_ask: Vec<&'static str>,
}

/// What every page of one case shows.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number.
    pub no: String,
    /// What is asked for.
    pub kind: &'static str,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Where it stands.
    pub state: &'static str,
    /// What is left to decide.
    pub left: Option<Left>,
}

/// A file.
#[derive(Debug, Clone, Serialize)]
pub struct FileLine {
    /// Name.
    pub name: String,
    /// Where.
    pub href: String,
    /// Bytes.
    pub size: i64,
    /// Pages.
    pub pages: Option<i64>,
    /// The first characters of the SHA-256.
    pub sha256: String,
    /// When it was brought.
    pub at: Ts,
    /// Where it is taken out.
    pub remove: Option<String>,
}

/// A place for files.
#[derive(Debug, Clone, Serialize)]
pub struct Place {
    /// What belongs there.
    pub paper: &'static str,
    /// Whether it must be brought.
    pub is_required: bool,
    /// What is there.
    pub files: Vec<FileLine>,
}

/// One finding of the machine.
#[derive(Debug, Clone, Serialize)]
pub struct CheckLine {
    /// What is looked at.
    pub point: &'static str,
    /// `met`, `unmet` or `unknown`.
    pub state: &'static str,
    /// The day it turns on.
    pub day: Option<Day>,
}

/// An act in the course of the case.
#[derive(Debug, Clone, Serialize)]
pub struct ActLine {
    /// Words.
    pub title: String,
    /// `done` or `now`.
    pub state: &'static str,
    /// When.
    pub at: Ts,
    /// What was said.
    pub note: Option<String>,
}

/// A number with its words.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// Which.
    pub item: &'static str,
    /// In fen, or plain.
    pub value: i64,
    /// Whether it is money.
    pub is_money: bool,
    /// Its share of the whole spending, in per cent with one decimal.
    pub share: Option<String>,
}

/// The application while it is written.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// What every page shows.
    pub head: Head,
    /// What it declares.
    pub declarations: Vec<&'static str>,
    /// Places for files.
    pub places: Vec<Place>,
    /// What the machine finds.
    pub checks: Vec<CheckLine>,
    /// What is missing.
    pub missing: Vec<String>,
    /// Why it was returned.
    pub returned: Option<String>,
}

/// One case as its reader may see it.
#[derive(Debug, Clone, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one offer of the page")]
pub struct ShowPage {
    /// What every page shows.
    pub head: Head,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// 受理日期.
    pub accepted_on: Option<Day>,
    /// Last day to decide.
    pub due_on: Option<Day>,
    /// Day of the decision.
    pub decided_on: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Number of the certificate.
    pub certificate: Option<String>,
    /// Whether the reader sees what stays between the parties.
    pub is_party: bool,
    /// What the organization says; for the parties.
    pub text: String,
    /// Its numbers; for the parties.
    pub figures: Vec<Figure>,
    /// What it declares; for the parties.
    pub declared: Vec<&'static str>,
    /// Files; for the parties.
    pub places: Vec<Place>,
    /// What the machine finds, for the desk.
    pub checks: Vec<CheckLine>,
    /// Every act the reader may know of, the latest first.
    pub acts: Vec<ActLine>,
    /// Whether the opinion was in favour, for the desk.
    pub in_favour: Option<bool>,
    /// Whether the reader may take it back.
    pub may_withdraw: bool,
    /// Whether the reader may accept or return.
    pub may_accept: bool,
    /// Whether the reader may give the opinion.
    pub may_propose: bool,
    /// Whether the reader may extend.
    pub may_extend: bool,
    /// Whether the reader may decide.
    pub may_decide: bool,
    /// Whether something the register knows speaks against it.
    pub is_barred: bool,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn head(kind: &'static str, state: &'static str) -> Head {
    Head {
        no: "510900-20261123-CS-00001".into(),
        kind,
        name: "x".into(),
        code: "52510900XXXX00001X".into(),
        state,
        left: Some(Left::sample()),
    }
}

fn case(kind: &'static str, state: &'static str) -> CaseLine {
    CaseLine {
        no: "510900-20261123-CS-00001".into(),
        kind,
        name: "x".into(),
        state,
        left: Some(Left::sample()),
        decided_on: Some(day()),
        entry: Some(1),
    }
}

fn places() -> Vec<Place> {
    let file = FileLine {
        name: "x.pdf".into(),
        href: "/x".into(),
        size: 1000,
        pages: Some(3),
        sha256: "abc".into(),
        at: Ts::start_of(day()),
        remove: Some("/x/removal".into()),
    };
    let place = |paper, is_required, files| Place { paper, is_required, files };
    vec![
        place("application", true, vec![]),
        place("resolution", true, vec![file]),
        place("charter", true, vec![]),
        place("audit", true, vec![]),
        place("other", false, vec![]),
    ]
}

fn checks() -> Vec<CheckLine> {
    let check = |point, state, day| CheckLine { point, state, day };
    vec![
        check("standing", "met", None),
        check("not_yet", "met", None),
        check("charity", "met", Some(day())),
        check("year", "unmet", Some(day())),
        check("penalty", "unmet", Some(day())),
        check("lists", "unmet", Some(day())),
        check("directors", "unknown", None),
        check("spending", "unknown", None),
    ]
}

impl View for CharitiesPage {
    const TEMPLATE: &'static str = "registry/charity/charities.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = Row {
            name: "x".into(),
            code: "52510900XXXX00001X".into(),
            county: "y".into(),
            status: "active",
            since: Some(day()),
            raising: Some(day()),
        };
        let full = Self {
            q: String::new(),
            county: "510903".into(),
            qualified: true,
            choices: vec![Choice { label: "x".into(), href: "/charities".into(), on: true, n: Some(3) }],
            counties: vec![("510903".into(), "y".into())],
            rows: vec![row.clone(), Row { since: None, raising: None, ..row }],
            next: Some("/charities?cursor=x".into()),
            csv: "/charities.csv".into(),
        };
        vec![Self { rows: vec![], next: None, q: "x".into(), ..full.clone() }, full]
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/charity/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let rows = vec![case("recognition", "accepted"), CaseLine { left: None, ..case("fund_raising", "submitted") }];
        vec![Self { rows }, Self { rows: vec![] }]
    }
}

impl View for CharityPage {
    const TEMPLATE: &'static str = "registry/charity/organization.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let duty = DutyLine {
            id: 1,
            kind: "annual",
            period: "2026".into(),
            due_on: day(),
            done_on: None,
            link: None,
            left: Some(Left::sample()),
            is_late: true,
        };
        let done = DutyLine {
            kind: "raising",
            period: "2026-Q3".into(),
            done_on: Some(day()),
            link: Some("https://example.org/x".into()),
            left: None,
            is_late: false,
            ..duty.clone()
        };
        let full = Self {
            name: "x".into(),
            code: "52510900XXXX00001X".into(),
            is_charity: true,
            since: Some(day()),
            recognition: Some("510900-20261123-CS-00001".into()),
            raising: Some(day()),
            qualification: Some("510900-20261123-CS-00002".into()),
            cases: vec![case("recognition", "granted")],
            duties: vec![duty, done],
            is_officer: true,
            may_ask: vec!["recognition", "fund_raising"],
        };
        let plain = Self {
            is_charity: false,
            since: None,
            recognition: None,
            raising: None,
            qualification: None,
            cases: vec![],
            duties: vec![],
            is_officer: false,
            may_ask: vec![],
            ..full.clone()
        };
        vec![full, plain]
    }
}

impl View for EditPage {
    const TEMPLATE: &'static str = "registry/charity/edit.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        let full = Self {
            head: head("recognition", "draft"),
            declarations: vec!["purpose", "no_profit", "charter", "remainder", "finance", "persons"],
            places: places(),
            checks: checks(),
            missing: vec!["x".into()],
            returned: Some("y".into()),
        };
        let other = Self {
            head: head("fund_raising", "draft"),
            declarations: vec!["governance", "secretary", "finance", "use"],
            missing: vec![],
            returned: None,
            ..full.clone()
        };
        vec![full, other]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/charity/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let public = Self {
            head: Head { left: None, ..head("recognition", "granted") },
            submitted_at: None,
            accepted_on: Some(day()),
            due_on: None,
            decided_on: Some(day()),
            entry: Some(1),
            certificate: Some("C-1".into()),
            is_party: false,
            text: String::new(),
            figures: vec![],
            declared: vec![],
            places: vec![],
            checks: vec![],
            acts: vec![ActLine { title: "x".into(), state: "now", at: Ts::start_of(day()), note: Some("y".into()) }],
            in_favour: None,
            may_withdraw: false,
            may_accept: false,
            may_propose: false,
            may_extend: false,
            may_decide: false,
            is_barred: false,
        };
        let figure = |item, is_money| Figure { item, value: 100, is_money, share: is_money.then(|| "70.0".to_owned()) };
        let party = Self {
            head: head("recognition", "submitted"),
            submitted_at: Some(Ts::start_of(day())),
            due_on: Some(day()),
            decided_on: None,
            entry: None,
            certificate: None,
            is_party: true,
            text: "x".into(),
            figures: vec![
                figure("spending", true),
                figure("total", true),
                figure("administration", true),
                figure("directors", false),
                figure("related", false),
            ],
            declared: vec!["purpose", "use"],
            places: places(),
            ..public.clone()
        };
        vec![
            Self { may_withdraw: true, ..party.clone() },
            Self { may_accept: true, checks: checks(), ..party.clone() },
            Self { head: head("fund_raising", "accepted"), may_propose: true, may_extend: true, ..party.clone() },
            Self {
                head: head("recognition", "proposed"),
                may_decide: true,
                is_barred: true,
                in_favour: Some(false),
                ..party.clone()
            },
            Self { head: head("fund_raising", "proposed"), may_decide: true, in_favour: Some(true), ..party.clone() },
            Self { head: Head { left: None, ..head("recognition", "refused") }, ..party },
            public,
        ]
    }
}

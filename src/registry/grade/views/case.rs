//! Page contexts of one assessment.
use crate::{
    kernel::time::{Day, Ts},
    web::{Left, View},
};
use serde::Serialize;

/// One indicator with its points.
#[derive(Debug, Clone, Serialize)]
pub struct IndicatorLine {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The most points.
    pub most: u32,
    /// The organization's own points.
    pub own: Option<i64>,
    /// The mean of the score sheets, in tenths.
    pub site: Option<String>,
}

/// One part with its indicators.
#[derive(Debug, Clone, Serialize)]
pub struct PartLine {
    /// Its key.
    pub key: String,
    /// Its name.
    pub label: String,
    /// The most points.
    pub most: u32,
    /// The organization's own points.
    pub own: Option<i64>,
    /// What speaks for them.
    pub note: String,
    /// Its indicators.
    pub indicators: Vec<IndicatorLine>,
}

impl PartLine {
    /// A sample for pages.
    #[must_use]
    pub fn sample() -> Self {
        let indicator = IndicatorLine {
            key: "charter".into(),
            label: "x".into(),
            most: 40,
            own: Some(38),
            site: Some("36.5".into()),
        };
        let blank = IndicatorLine { own: None, site: None, ..indicator.clone() };
        Self {
            key: "basics".into(),
            label: "x".into(),
            most: 150,
            own: Some(120),
            note: "y".into(),
            indicators: vec![indicator, blank],
        }
    }
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

/// What every page of one assessment shows.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number.
    pub no: String,
    /// Number of the round.
    pub round_no: String,
    /// Its title.
    pub round: String,
    /// Last day to apply.
    pub closes_on: Day,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Its kind.
    pub kind: &'static str,
    /// Where it stands.
    pub state: &'static str,
    /// What is left of the running period.
    pub left: Option<Left>,
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

/// A score sheet, for the parties.
#[derive(Debug, Clone, Serialize)]
pub struct SheetLine {
    /// The assessor; the organization learns the number only.
    pub name: String,
    /// Points.
    pub total: i64,
    /// Day of the visit.
    pub visited_on: Day,
    /// What was seen.
    pub note: String,
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
    /// The grade it gave.
    pub entry: Option<i64>,
}

/// The application while it is written.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// What every page shows.
    pub head: Head,
    /// Parts with their indicators.
    pub parts: Vec<PartLine>,
    /// Own points altogether.
    pub own: i64,
    /// The grade they would lead to.
    pub grade: Option<&'static str>,
    /// Places for files.
    pub places: Vec<Place>,
    /// What the machine finds.
    pub checks: Vec<CheckLine>,
    /// What is missing before it can be handed in.
    pub missing: Vec<String>,
    /// Whether the table must be checked against the local rule.
    pub is_local: bool,
}

/// One assessment as its reader may see it.
#[derive(Debug, Clone, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one offer of the page")]
pub struct ShowPage {
    /// What every page shows.
    pub head: Head,
    /// The score.
    pub score: Option<i64>,
    /// The grade.
    pub grade: Option<&'static str>,
    /// What the grade gives (`SO-136`).
    pub privileges: Vec<&'static str>,
    /// Last day of the publicity.
    pub public_until: Option<Day>,
    /// 等级确定日期.
    pub confirmed_on: Option<Day>,
    /// Last day of the grade.
    pub valid_until: Option<Day>,
    /// When it ended.
    pub ended_on: Option<Day>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Number of the certificate that can be downloaded.
    pub certificate: Option<String>,
    /// Every act the reader may know of, the latest first.
    pub acts: Vec<ActLine>,
    /// Parts with points; for the parties.
    pub parts: Vec<PartLine>,
    /// Files; for the parties.
    pub places: Vec<Place>,
    /// Score sheets; for the parties, when the score is there.
    pub sheets: Vec<SheetLine>,
    /// What the machine finds, beside the check.
    pub checks: Vec<CheckLine>,
    /// How many sheets there are.
    pub sheets_n: usize,
    /// How many there must be.
    pub sheets_least: usize,
    /// Whether the reader may take the application back.
    pub may_withdraw: bool,
    /// Whether the reader may admit or exclude.
    pub may_examine: bool,
    /// Whether something the register knows speaks against admitting.
    pub is_barred: bool,
    /// Whether the reader may score.
    pub may_score: bool,
    /// Whether the reader may close the assessment on the spot.
    pub may_complete: bool,
    /// Whether the reader may publish or send back.
    pub may_decide: bool,
    /// Whether the reader may object.
    pub may_object: bool,
    /// Whether the reader may settle the objections.
    pub may_settle: bool,
    /// Whether the reader may confirm.
    pub may_confirm: bool,
    /// Why not yet.
    pub not_yet: Option<String>,
    /// Whether the reader may question the grade.
    pub may_question: bool,
    /// Whether the reader may answer.
    pub may_answer: bool,
    /// Whether the reader may keep, lower or withdraw.
    pub may_resolve: bool,
    /// Whether lowering and withdrawing must wait.
    pub is_waiting: bool,
    /// Grades below the one held.
    pub lower: Vec<&'static str>,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

fn head(state: &'static str) -> Head {
    Head {
        no: "510900-20261123-PJ-00001".into(),
        round_no: "510900-20261123-PG-00001".into(),
        round: "x".into(),
        closes_on: day(),
        name: "x".into(),
        code: "52510900XXXX00001X".into(),
        kind: "service",
        state,
        left: Some(Left::sample()),
    }
}

fn checks() -> Vec<CheckLine> {
    let check = |point, state, day| CheckLine { point, state, day };
    vec![
        check("standing", "met", None),
        check("age", "unmet", Some(day())),
        check("grade", "met", Some(day())),
        check("last_report", "unknown", None),
        check("results", "unknown", None),
        check("penalty", "unmet", Some(day())),
        check("inspection", "met", None),
        check("lists", "unmet", Some(day())),
    ]
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
    vec![
        Place { paper: "self_report", is_required: true, files: vec![] },
        Place { paper: "evidence", is_required: false, files: vec![file] },
    ]
}

impl View for EditPage {
    const TEMPLATE: &'static str = "registry/grade/edit.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        let full = Self {
            head: head("draft"),
            parts: vec![PartLine::sample()],
            own: 912,
            grade: Some("4a"),
            places: places(),
            checks: checks(),
            missing: vec!["x".into()],
            is_local: true,
        };
        let ready = Self { missing: vec![], grade: None, is_local: false, ..full.clone() };
        vec![full, ready]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/grade/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let public = Self {
            head: Head { left: None, ..head("confirmed") },
            score: Some(912),
            grade: Some("4a"),
            privileges: vec!["priority", "simplified"],
            public_until: Some(day()),
            confirmed_on: Some(day()),
            valid_until: Some(day()),
            ended_on: None,
            entry: Some(1),
            certificate: Some("C-1".into()),
            acts: vec![ActLine {
                title: "x".into(),
                state: "now",
                at: Ts::start_of(day()),
                note: Some("y".into()),
                entry: Some(1),
            }],
            parts: vec![],
            places: vec![],
            sheets: vec![],
            checks: vec![],
            sheets_n: 0,
            sheets_least: 2,
            may_withdraw: false,
            may_examine: false,
            is_barred: false,
            may_score: false,
            may_complete: false,
            may_decide: false,
            may_object: false,
            may_settle: false,
            may_confirm: false,
            not_yet: None,
            may_question: false,
            may_answer: false,
            may_resolve: false,
            is_waiting: false,
            lower: vec!["3a", "2a", "1a"],
        };
        let party = Self {
            head: head("submitted"),
            score: None,
            grade: None,
            privileges: vec![],
            public_until: None,
            confirmed_on: None,
            valid_until: None,
            certificate: None,
            entry: None,
            parts: vec![PartLine::sample()],
            places: places(),
            ..public.clone()
        };
        let sheet = SheetLine { name: "x".into(), total: 900, visited_on: day(), note: "y".into() };
        vec![
            Self { may_withdraw: true, ..party.clone() },
            Self { may_examine: true, is_barred: true, checks: checks(), ..party.clone() },
            Self { head: head("admitted"), may_score: true, may_complete: true, sheets_n: 1, ..party.clone() },
            Self { head: head("scored"), may_decide: true, score: Some(700), sheets: vec![sheet], ..party.clone() },
            Self { head: head("publicized"), may_object: true, not_yet: Some("x".into()), ..public.clone() },
            Self { head: head("disputed"), may_settle: true, ..public.clone() },
            Self { head: head("reviewed"), may_confirm: true, grade: None, ..public.clone() },
            Self { head: head("questioned"), may_answer: true, ..public.clone() },
            Self { head: head("answered"), may_resolve: true, is_waiting: true, ..public.clone() },
            Self { head: head("revoked"), ended_on: Some(day()), may_question: true, ..public.clone() },
            public,
        ]
    }
}

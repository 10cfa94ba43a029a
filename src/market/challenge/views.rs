//! Page contexts of challenges.
use crate::{
    kernel::time::{Day, Ts},
    market::tender::views::{Choice, Sheet},
    web::{Left, View},
};
use serde::Serialize;

/// Lodging a challenge.
#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    /// The tender.
    pub t: Sheet,
    /// Organizations the person acts for.
    pub organizations: Vec<Choice>,
    /// What may be disputed now, with the last day of each.
    pub against: Vec<Choice>,
    /// Today.
    pub today: Day,
}

/// One challenge, for its parties and supervision.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// Its number.
    pub no: String,
    /// Number of the tender.
    pub tender: String,
    /// Name of the tender.
    pub title: String,
    /// Who challenges; empty for whoever may not know.
    pub organization: String,
    /// What is disputed.
    pub against: String,
    /// Where it stands.
    pub state: String,
    /// When it was lodged.
    pub lodged_at: Ts,
    /// When the challenger came to know.
    pub known_on: Day,
    /// Facts and reasons.
    pub facts: String,
    /// What is asked for.
    pub request: String,
    /// Last day for the reply.
    pub reply_by: Day,
    /// Time left for the reply.
    pub left: Option<Left>,
    /// The reply.
    pub reply: Option<String>,
    /// When it was replied to.
    pub replied_at: Option<Ts>,
    /// What followed.
    pub consequence: Option<String>,
    /// Ledger entries.
    pub entry: Option<i64>,
    /// Of the reply.
    pub reply_entry: Option<i64>,
    /// Whether this person may reply.
    pub may_reply: bool,
    /// Whether this person may take it back.
    pub may_withdraw: bool,
    /// Outcomes to choose from.
    pub outcomes: Vec<Choice>,
    /// Last day for a complaint, once replied (`PR-54`).
    pub complaint_by: Option<Day>,
}

/// The list of supervision and of a department.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Challenges, those without a reply first.
    pub rows: Vec<Row>,
}

/// One challenge of the list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its number.
    pub no: String,
    /// Name of the tender.
    pub title: String,
    /// What is disputed.
    pub against: String,
    /// Where it stands.
    pub state: String,
    /// When it was lodged.
    pub lodged_at: Ts,
    /// Time left for the reply.
    pub left: Option<Left>,
}

fn at() -> Ts {
    Ts::start_of(Day::from_ymd_opt(2026, 11, 23).unwrap_or_default())
}

impl View for NewPage {
    const TEMPLATE: &'static str = "market/challenge/new.html";
    const NAV: &'static str = "tenders";
    fn samples() -> Vec<Self> {
        let choice =
            || Choice { value: "documents".into(), label: "x".into(), hint: Some("x".into()), ..Choice::default() };
        let t = crate::market::tender::views::sample_sheet();
        vec![Self { t, organizations: vec![choice(), choice()], against: vec![choice()], today: at().day() }]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "market/challenge/show.html";
    const NAV: &'static str = "tenders";
    fn samples() -> Vec<Self> {
        let open = Self {
            no: "510903-20261123-ZY-00001".into(),
            tender: "510903202600017".into(),
            title: "居家养老上门服务".into(),
            organization: "遂宁市示例服务中心".into(),
            against: "documents".into(),
            state: "lodged".into(),
            lodged_at: at(),
            known_on: at().day(),
            facts: "x".into(),
            request: "x".into(),
            reply_by: at().day(),
            left: Some(Left::sample()),
            reply: None,
            replied_at: None,
            consequence: None,
            entry: Some(1),
            reply_entry: None,
            may_reply: true,
            may_withdraw: true,
            outcomes: vec![Choice { value: "rejected".into(), label: "x".into(), ..Choice::default() }],
            complaint_by: None,
        };
        let replied = Self {
            state: "upheld".into(),
            organization: String::new(),
            left: None,
            reply: Some("x".into()),
            replied_at: Some(at()),
            consequence: Some("changed".into()),
            reply_entry: Some(2),
            may_reply: false,
            may_withdraw: false,
            complaint_by: Some(at().day()),
            ..open.clone()
        };
        vec![open, replied]
    }
}

impl View for ListPage {
    const TEMPLATE: &'static str = "market/challenge/list.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = Row {
            no: "510903-20261123-ZY-00001".into(),
            title: "x".into(),
            against: "result".into(),
            state: "lodged".into(),
            lodged_at: at(),
            left: Some(Left::sample()),
        };
        vec![Self { rows: vec![row] }, Self { rows: vec![] }]
    }
}

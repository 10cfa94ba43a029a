//! Page contexts of award and result.
use super::model::Deviation;
use crate::{
    kernel::{
        money::Money,
        time::{Day, Ts},
    },
    web::View,
};
use chrono::DateTime;
use serde::Serialize;

/// A ranked bid.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Place among the candidates.
    pub position: i64,
    /// Rank; equal ones share it.
    pub rank: i64,
    /// The bidder.
    pub organization: String,
    /// Its code.
    pub code: String,
    /// The amount offered.
    pub offered: Money,
    /// Mean of the members, two decimals.
    pub quality: String,
    /// Price score, two decimals.
    pub price_points: String,
    /// Both, two decimals.
    pub total: String,
    /// Clearly lower than the others.
    pub is_low: bool,
}

/// A candidate to choose.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Place.
    pub value: i64,
    /// Words.
    pub label: String,
}

/// The award that counts.
#[derive(Debug, Clone, Serialize)]
pub struct Fixed {
    /// The winner.
    pub organization: String,
    /// The amount.
    pub amount: Money,
    /// When.
    pub fixed_at: Ts,
    /// Why better candidates were passed over.
    pub deviation: Option<Deviation>,
    /// The same in words.
    pub deviation_text: String,
}

/// `/tenders/{no}/award`: the department's desk.
#[derive(Debug, Clone, Serialize)]
pub struct AwardPage {
    /// Project number.
    pub no: String,
    /// Its name.
    pub title: String,
    /// Last day for fixing.
    pub fix_by: Option<Day>,
    /// Last day for the result.
    pub publish_by: Option<Day>,
    /// The ranking.
    pub ranking: Vec<Row>,
    /// Candidates who may be chosen.
    pub choices: Vec<Choice>,
    /// Lawful reasons.
    pub deviations: Vec<Deviation>,
    /// The award.
    pub award: Option<Fixed>,
    /// Whether the reader may fix now.
    pub can_fix: bool,
    /// Whether the reader may publish now.
    pub can_publish: bool,
}

/// One item of one's own score.
#[derive(Debug, Clone, Serialize)]
pub struct OwnItem {
    /// Its name.
    pub title: String,
    /// Most points.
    pub max: String,
    /// Mean of the members.
    pub points: String,
}

/// What a bidder is told about itself (`PR-87`).
#[derive(Debug, Clone, Serialize)]
pub struct Own {
    /// The bidder.
    pub organization: String,
    /// Its rank.
    pub rank: Option<i64>,
    /// Its total.
    pub total: Option<String>,
    /// Why it did not pass.
    pub reason: String,
    /// Whether it won.
    pub has_won: bool,
    /// Its scores.
    pub items: Vec<OwnItem>,
}

/// `/tenders/{no}/result`: for everybody.
#[derive(Debug, Clone, Serialize)]
pub struct ResultPage {
    /// Project number.
    pub no: String,
    /// Its name.
    pub title: String,
    /// Whether there is a result.
    pub is_published: bool,
    /// The winner.
    pub winner: String,
    /// Its code.
    pub winner_code: String,
    /// Its address.
    pub winner_address: String,
    /// The amount.
    pub amount: Money,
    /// When it was published.
    pub published_at: Option<Ts>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// How many bid.
    pub bidders: usize,
    /// Who reviewed.
    pub reviewers: Vec<String>,
    /// Seed of the draw.
    pub seed: Option<String>,
    /// Until when it may be challenged.
    pub challenge_until: Option<Ts>,
    /// The reader's own bid.
    pub own: Option<Own>,
}

impl View for AwardPage {
    const TEMPLATE: &'static str = "market/award/award.html";
    const NAV: &'static str = "tenders";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let at = Ts::new(DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_000);
        let row = Row {
            position: 1,
            rank: 1,
            organization: "Lotus Elder-care Centre".into(),
            code: "52510903XXXX00019L".into(),
            offered: Money::from_yuan(480_000),
            quality: "81.33".into(),
            price_points: "10.00".into(),
            total: "91.33".into(),
            is_low: true,
        };
        let none = Self {
            no: "510903202600017".into(),
            title: "Elder care at home".into(),
            fix_by: None,
            publish_by: None,
            ranking: Vec::new(),
            choices: Vec::new(),
            deviations: Deviation::ALL.to_vec(),
            award: None,
            can_fix: false,
            can_publish: false,
        };
        let ranked = Self {
            fix_by: Some(at.day()),
            ranking: vec![row],
            choices: vec![Choice { value: 1, label: "Lotus Elder-care Centre".into() }],
            can_fix: true,
            ..none.clone()
        };
        let fixed = Self {
            publish_by: Some(at.day()),
            award: Some(Fixed {
                organization: "Lotus Elder-care Centre".into(),
                amount: Money::from_yuan(480_000),
                fixed_at: at,
                deviation: Some(Deviation::GaveUp),
                deviation_text: "By letter".into(),
            }),
            can_fix: false,
            can_publish: true,
            ..ranked.clone()
        };
        vec![none, ranked, fixed]
    }
}

impl View for ResultPage {
    const TEMPLATE: &'static str = "market/award/result.html";
    const NAV: &'static str = "tenders";
    fn samples() -> Vec<Self> {
        let at = Ts::new(DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_000);
        let own = |reason: &str, total: Option<&str>| Own {
            organization: "Lotus Elder-care Centre".into(),
            rank: total.map(|_| 2),
            total: total.map(Into::into),
            reason: reason.into(),
            has_won: total.is_some(),
            items: vec![OwnItem { title: "Service plan".into(), max: "35".into(), points: "30.33".into() }],
        };
        let none = Self {
            no: "510903202600017".into(),
            title: "Elder care at home".into(),
            is_published: false,
            winner: String::new(),
            winner_code: String::new(),
            winner_address: String::new(),
            amount: Money::ZERO,
            published_at: None,
            entry: None,
            bidders: 0,
            reviewers: Vec::new(),
            seed: None,
            challenge_until: None,
            own: None,
        };
        let out = Self {
            is_published: true,
            winner: "Lotus Elder-care Centre".into(),
            winner_code: "52510903XXXX00019L".into(),
            winner_address: "1 Lotus Road".into(),
            amount: Money::from_yuan(480_000),
            published_at: Some(at),
            entry: Some(12),
            bidders: 3,
            reviewers: vec!["A".into(), "B".into()],
            seed: Some("5b".repeat(32)),
            challenge_until: Some(at),
            own: Some(own("", Some("91.33"))),
            ..none.clone()
        };
        let failed = Self { own: Some(own("No certificate", None)), ..out.clone() };
        vec![none, out, failed]
    }
}

//! Page context of the home page.
use crate::{
    kernel::time::Ts,
    web::{Left, View},
};
use serde::Serialize;

/// One large number.
#[derive(Debug, Clone, Serialize)]
pub struct Figure {
    /// As written in the reader's language.
    pub value: String,
    /// Its unit.
    pub unit: Option<String>,
    /// What it counts.
    pub label: String,
    /// Where it is broken down.
    pub href: Option<String>,
}

/// An open tender.
#[derive(Debug, Clone, Serialize)]
pub struct HomeTender {
    /// Project number.
    pub no: String,
    /// Name.
    pub title: String,
    /// Budget in fen.
    pub budget: i64,
    /// Procedure in words.
    pub procedure: String,
    /// Place of service.
    pub district: String,
    /// Until the deadline.
    pub left: Left,
}

/// A coming activity.
#[derive(Debug, Clone, Serialize)]
pub struct HomeActivity {
    /// Its page.
    pub href: String,
    /// Name.
    pub title: String,
    /// When it begins.
    pub starts_at: Ts,
    /// Where.
    pub place: String,
    /// Places left.
    pub places: Option<i64>,
}

/// The newest signed head of the ledger.
#[derive(Debug, Clone, Serialize)]
pub struct Checkpoint {
    /// Entries.
    pub size: i64,
    /// When it was signed.
    pub at: Ts,
    /// Root hash, base64 as the checkpoint writes it.
    pub root: String,
    /// Who signed it besides the log, in words.
    pub witness: String,
}

/// The home page.
#[derive(Debug, Clone, Serialize)]
pub struct HomePage {
    /// Large numbers.
    pub figures: Vec<Figure>,
    /// Open tenders.
    pub tenders: Vec<HomeTender>,
    /// How many there are.
    pub tenders_total: i64,
    /// Coming activities.
    pub activities: Vec<HomeActivity>,
    /// How many there are.
    pub activities_total: i64,
    /// The ledger's newest head.
    pub checkpoint: Option<Checkpoint>,
}

impl View for HomePage {
    const TEMPLATE: &'static str = "portal/home.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let full = Self {
            figures: vec![Figure {
                value: "1,357".into(),
                unit: None,
                label: "organizations".into(),
                href: Some("/orgs".into()),
            }],
            tenders: vec![HomeTender {
                no: "510903202600017".into(),
                title: "Tea for elders".into(),
                budget: 426_000_000,
                procedure: "open".into(),
                district: "Chuanshan".into(),
                left: Left::sample(),
            }],
            tenders_total: 1,
            activities: vec![HomeActivity {
                href: "/activities/a1".into(),
                title: "River walk".into(),
                starts_at: at,
                place: "Quay".into(),
                places: Some(3),
            }],
            activities_total: 1,
            checkpoint: Some(Checkpoint { size: 7, at, root: "cm9vdA==".into(), witness: "none".into() }),
        };
        let empty = Self {
            tenders: vec![],
            tenders_total: 0,
            activities: vec![],
            activities_total: 0,
            checkpoint: None,
            ..full.clone()
        };
        vec![full, empty]
    }
}

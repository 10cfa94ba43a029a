//! Page context of open data.
use crate::{kernel::time::Day, portal::dumps::Dump, web::View};
use serde::Serialize;

/// One form of a dataset.
#[derive(Debug, Clone, Serialize)]
pub struct Form {
    /// `CSV`, `JSON`, `Atom`, `iCal`, or a file's name.
    pub label: String,
    /// Where it is.
    pub href: String,
}

/// One dataset.
#[derive(Debug, Clone, Serialize)]
pub struct Dataset {
    /// Its word: messages `data-…`, `data-line-…`, `data-fields-…`, `data-rhythm-…`.
    pub code: &'static str,
    /// Its forms.
    pub forms: Vec<Form>,
    /// Records now.
    pub records: Option<i64>,
}

/// One table of the statistics.
#[derive(Debug, Clone, Serialize)]
pub struct Figures {
    /// Its heading.
    pub title: String,
    /// Download.
    pub csv: String,
    /// The same from the API.
    pub json: String,
    /// Its fields, as the file names them.
    pub fields: String,
    /// Rows now.
    pub rows: i64,
}

/// One file of one night.
#[derive(Debug, Clone, Serialize)]
pub struct Nightly {
    /// Its name.
    pub name: String,
    /// The day it was made on.
    pub day: Day,
    /// Records in it.
    pub records: i64,
    /// Its bytes.
    pub size: i64,
    /// SHA-256 of the file.
    pub sha256: String,
    /// Entries of the ledger's checkpoint of that night.
    pub checkpoint: i64,
}

impl Nightly {
    /// The row of a file.
    #[must_use]
    pub fn of(d: Dump) -> Self {
        Self {
            name: d.name(),
            day: d.day,
            records: d.records,
            size: d.size,
            sha256: d.file_sha256,
            checkpoint: d.checkpoint,
        }
    }
}

/// Open data.
#[derive(Debug, Clone, Serialize)]
pub struct OpenDataPage {
    /// How many days a nightly file is kept.
    pub days: i64,
    /// Nightly files, the latest first.
    pub dumps: Vec<Nightly>,
    /// Datasets.
    pub sets: Vec<Dataset>,
    /// Tables of the statistics.
    pub tables: Vec<Figures>,
}

impl View for OpenDataPage {
    const TEMPLATE: &'static str = "portal/open_data.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let forms = vec![Form { label: "CSV".into(), href: "/orgs.csv".into() }];
        let set =
            |(n, &code): (i64, &&'static str)| Dataset { code, forms: forms.clone(), records: (n > 0).then_some(n) };
        let sets = (0i64..).zip(super::pages::SETS).map(set).collect();
        let table = Figures {
            title: "x".into(),
            csv: "/statistics/x.csv".into(),
            json: "/api/v1/statistics/x".into(),
            fields: "code, name".into(),
            rows: 6,
        };
        let nightly = Nightly {
            name: "organizations-2026-11-23.csv.gz".into(),
            day: Day::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
            records: 9,
            size: 2000,
            sha256: "a".repeat(64),
            checkpoint: 7,
        };
        let full = Self { days: 30, dumps: vec![nightly], sets, tables: vec![table] };
        vec![Self { dumps: vec![], ..full.clone() }, full]
    }
}

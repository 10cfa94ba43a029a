//! Page context of open data.
use crate::web::View;
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

/// Open data.
#[derive(Debug, Clone, Serialize)]
pub struct OpenDataPage {
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
        vec![Self { sets, tables: vec![table] }]
    }
}

//! Page contexts of the directory.
use super::model::Organization;
use crate::{kernel::time::Day, platform::document::qr_path, web::View};
use serde::Serialize;

/// One organization in a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Its page.
    pub href: String,
    /// Registered name.
    pub name: String,
    /// English name, where there is one.
    pub name_en: Option<String>,
    /// What it does.
    pub scope: String,
    /// Its code.
    pub code: String,
    /// Standing.
    pub status: &'static str,
    /// Kind.
    pub kind: &'static str,
    /// Field.
    pub category: &'static str,
    /// Grade.
    pub grade: Option<&'static str>,
    /// Last day of the grade; told where the list asked for it.
    pub grade_until: Option<Day>,
    /// 慈善组织.
    pub is_charity: bool,
    /// County's name.
    pub county: String,
    /// 成立日期.
    pub founded_on: String,
}

impl Row {
    /// The row of an organization; `county` is its county's name.
    #[must_use]
    pub fn of(o: &Organization, county: String) -> Self {
        Self {
            href: format!("/orgs/{}", o.credit_code),
            name: o.name.clone(),
            name_en: o.name_en.clone(),
            scope: o.scope.clone(),
            code: o.credit_code.clone(),
            status: o.status.word(),
            kind: o.kind.word(),
            category: o.category.word(),
            grade: o.grade.map(|g| g.word()),
            grade_until: None,
            is_charity: o.is_charity,
            county,
            founded_on: o.founded_on.to_string(),
        }
    }
}

/// One choice of a facet.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// The value in the address.
    pub value: String,
    /// Its words.
    pub label: String,
    /// How many organizations it would leave.
    pub count: Option<i64>,
    /// Whether it is chosen.
    pub on: bool,
}

/// A facet 筛选.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// The field's name.
    pub name: &'static str,
    /// Its words.
    pub label: String,
    /// Its choices.
    pub options: Vec<Choice>,
}

/// A link with words.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// Where.
    pub href: String,
    /// Words.
    pub label: String,
}

/// The directory 社会组织名录.
#[derive(Debug, Clone, Serialize)]
pub struct DirectoryPage {
    /// Words looked for.
    pub q: String,
    /// The rows.
    pub rows: Vec<Row>,
    /// How many there are altogether, where that is known.
    pub total: Option<i64>,
    /// Filters.
    pub facets: Vec<Facet>,
    /// What is chosen, each with the address that drops it.
    pub chosen: Vec<Link>,
    /// The other orders.
    pub sorts: Vec<Link>,
    /// The order in use.
    pub sort: &'static str,
    /// The next page.
    pub next: Option<String>,
    /// The page before, for searches.
    pub prev: Option<String>,
    /// Query string for downloads.
    pub query: String,
    /// Whether the search engine was away and the database answered alone.
    pub fallback: bool,
    /// Whether nothing held the words, and these are only near them.
    pub is_near: bool,
    /// Whether more held the words than are counted.
    pub is_more: bool,
}

/// A purchase on an organization's page.
#[derive(Debug, Clone, Serialize)]
pub struct Purchase {
    /// Its page.
    pub href: String,
    /// Title.
    pub title: String,
    /// Award in fen.
    pub amount: i64,
    /// When the result was published.
    pub at: Option<crate::kernel::time::Ts>,
}

/// A published annual report on an organization's page.
#[derive(Debug, Clone, Serialize)]
pub struct AnnualReport {
    /// Its page.
    pub href: String,
    /// The year, as words: no separators.
    pub year: String,
    /// The result.
    pub outcome: String,
    /// Income in fen.
    pub income: Option<i64>,
    /// Expenditure in fen.
    pub expenditure: Option<i64>,
    /// Closing net assets in fen.
    pub net_assets: Option<i64>,
}

/// A grade on an organization's page.
#[derive(Debug, Clone, Serialize)]
pub struct GradeLine {
    /// Its page.
    pub href: String,
    /// The grade.
    pub grade: &'static str,
    /// First day.
    pub from: Day,
    /// Last day.
    pub until: Option<Day>,
    /// Whether it holds now.
    pub holds: bool,
    /// Where it stands.
    pub state: String,
    /// When it ended.
    pub ended_on: Option<Day>,
}

/// A knot of the timeline 大事记.
#[derive(Debug, Clone, Serialize)]
pub struct Knot {
    /// Words.
    pub title: String,
    /// Done, now or next.
    pub state: &'static str,
    /// When.
    pub day: String,
    /// Ledger entry.
    pub entry: Option<i64>,
}

/// An organization's public page.
#[derive(Debug, Clone, Serialize)]
pub struct OrganizationPage {
    /// What stands in lists too.
    pub row: Row,
    /// The name in parts, for line breaks.
    pub parts: Vec<String>,
    /// 住所.
    pub domicile: String,
    /// 法定代表人, a registered and announced item.
    pub legal_representative: String,
    /// Capital in fen.
    pub capital: i64,
    /// 宗旨.
    pub purpose: String,
    /// How it came to be registered.
    pub mode: &'static str,
    /// Registration authority.
    pub authority: String,
    /// Who supervises it, where that is another (`SO-15`).
    pub supervisor: Option<String>,
    /// Former names.
    pub former_names: Vec<String>,
    /// Certificate number.
    pub certificate_no: String,
    /// The number to verify: the certificate's, or the code.
    pub verify: String,
    /// Last day of the certificate.
    pub valid_until: Option<String>,
    /// Whether the certificate has run out.
    pub is_expired: bool,
    /// Whether it may take on public services now.
    pub is_clean: bool,
    /// Why not.
    pub reasons: Vec<String>,
    /// The day whose registered items are shown, where it is not today.
    pub as_of: Option<Day>,
    /// Since when it is in liquidation (`SO-95`).
    pub liquidating: Option<Day>,
    /// Today.
    pub today: Day,
    /// How many changes took effect.
    pub changes: usize,
    /// Whether the reader sees the changes under way: officers and the authority's staff.
    pub may_change: bool,
    /// 活动地域.
    pub area: String,
    /// 业务主管单位.
    pub sponsor: String,
    /// Code of the filed group it was before (`SO-155`).
    pub filing: String,
    /// Code of the organization that the filed group became.
    pub successor: String,
    /// Whether the reader may give notice of a listing (`SO-127`).
    pub may_list: bool,
    /// QR of the verification address: modules and path.
    pub qr: Option<Qr>,
    /// Published annual reports, the latest first.
    pub reports: Vec<AnnualReport>,
    /// Whether the reader acts for the organization.
    pub is_officer: bool,
    /// Grades, the latest first.
    pub grades: Vec<GradeLine>,
    /// What the grade in force gives (`SO-136`): `priority`, `simplified`.
    pub privileges: Vec<&'static str>,
    /// Purchases won.
    pub purchases: Vec<Purchase>,
    /// Timeline.
    pub knots: Vec<Knot>,
    /// Newest ledger entry.
    pub entry: Option<i64>,
    /// How many public acts the ledger has on it.
    pub entries: usize,
    /// Whether a certificate of this program can be downloaded.
    pub has_certificate: bool,
}

/// A QR code as strokes.
#[derive(Debug, Clone, Serialize)]
pub struct Qr {
    /// Modules at a side.
    pub size: usize,
    /// SVG path.
    pub path: String,
}

impl Qr {
    /// The code of a text; `None` when it is too long for one.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let (size, path) = qr_path(text).ok()?;
        Some(Self { size, path })
    }
}

impl View for DirectoryPage {
    const TEMPLATE: &'static str = "registry/organization/directory.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = Row::of(&super::sample::organization(), "Chuanshan".into());
        let facet = Facet {
            name: "kind",
            label: "Kind".into(),
            options: vec![Choice { value: "service".into(), label: "Service".into(), count: Some(3), on: true }],
        };
        let full = Self {
            q: "care".into(),
            rows: vec![row],
            total: Some(1),
            facets: vec![facet],
            chosen: vec![Link { href: "/orgs".into(), label: "Service".into() }],
            sorts: vec![Link { href: "/orgs?sort=name".into(), label: "Name".into() }],
            sort: "newest",
            next: Some("/orgs?cursor=x".into()),
            prev: None,
            query: "q=care".into(),
            fallback: true,
            is_near: true,
            is_more: false,
        };
        let many = Self { fallback: false, is_near: false, is_more: true, ..full.clone() };
        vec![Self { rows: Vec::new(), total: Some(0), next: None, ..full.clone() }, many, full]
    }
}

impl View for OrganizationPage {
    const TEMPLATE: &'static str = "registry/organization/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let full = Self {
            row: Row::of(&super::sample::organization(), "Chuanshan".into()),
            parts: vec!["Lotus".into(), "Centre".into()],
            domicile: "1 Lotus Road".into(),
            legal_representative: "Xu Jing".into(),
            capital: 300_000,
            purpose: "To help".into(),
            mode: "direct",
            authority: "Civil Affairs".into(),
            supervisor: Some("Civil Affairs".into()),
            former_names: vec!["Lotus Station".into()],
            certificate_no: "C-1".into(),
            verify: "C-1".into(),
            valid_until: Some("2029-04-17".into()),
            is_expired: false,
            is_clean: false,
            reasons: vec!["A reason".into()],
            as_of: None,
            liquidating: Day::from_ymd_opt(2026, 11, 2),
            today: Day::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
            changes: 2,
            may_change: true,
            area: "Suining".into(),
            sponsor: "Civil Affairs".into(),
            filing: "B510903202600018".into(),
            successor: String::new(),
            may_list: true,
            qr: Qr::of("https://example.org/verify/C-1"),
            reports: vec![AnnualReport {
                href: "/reports/1".into(),
                year: "2025".into(),
                outcome: "pass".into(),
                income: Some(100),
                expenditure: Some(100),
                net_assets: None,
            }],
            is_officer: true,
            grades: vec![GradeLine {
                href: "/grades/1".into(),
                grade: "4a",
                from: Day::from_ymd_opt(2025, 1, 2).unwrap_or_default(),
                until: Day::from_ymd_opt(2030, 1, 1),
                holds: true,
                state: "confirmed".into(),
                ended_on: None,
            }],
            privileges: vec!["priority", "simplified"],
            purchases: vec![Purchase { href: "/tenders/1".into(), title: "Home care".into(), amount: 100, at: None }],
            knots: vec![Knot { title: "Founded".into(), state: "done", day: "2024-04-18".into(), entry: Some(1) }],
            entry: Some(1),
            entries: 3,
            has_certificate: true,
        };
        vec![
            Self {
                purchases: Vec::new(),
                reports: Vec::new(),
                grades: Vec::new(),
                privileges: Vec::new(),
                is_officer: false,
                reasons: Vec::new(),
                is_clean: true,
                entry: None,
                entries: 0,
                has_certificate: false,
                changes: 0,
                liquidating: None,
                may_change: false,
                area: String::new(),
                sponsor: String::new(),
                filing: String::new(),
                successor: "52510903XXXX00019L".into(),
                ..full.clone()
            },
            Self { as_of: Day::from_ymd_opt(2025, 1, 2), ..full.clone() },
            full,
        ]
    }
}

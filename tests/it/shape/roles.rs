//! Who may what: every address × every role, against the kept table `roles.csv`.
use super::{
    kept,
    routes::{self, Route},
};
use crate::support::{Browser, TestApp};
use diesel::{QueryableByName, RunQueryDsl, sql_query, sql_types::Text};
use shanzhi::{both, cli::demo};
use std::{collections::BTreeMap, fmt::Write};

/// Column and demonstration account; the visitor has none.
const CAST: &[(&str, &str)] = &[
    ("visitor", ""),
    ("person", "founder"),
    ("officer", "org1"),
    ("clerk", "clerk"),
    ("buyer", "buyer"),
    ("expert", "expert1"),
    ("volunteer", "volunteer"),
    ("auditor", "auditor"),
    ("admin", "admin"),
];

/// What the first parameter after a prefix stands for: one real thing of the demonstration city.
const THINGS: &[(&str, &str)] = &[
    ("/about/", "SELECT 'privacy' AS v"),
    ("/assets/", "SELECT 'css/tokens.css' AS v"),
    ("/orgs/", "SELECT credit_code AS v FROM organizations ORDER BY id LIMIT 1"),
    ("/api/v1/organizations/", "SELECT credit_code AS v FROM organizations ORDER BY id LIMIT 1"),
    ("/api/v1/orgs/", "SELECT credit_code AS v FROM organizations ORDER BY id LIMIT 1"),
    ("/ledger/", "SELECT CAST(MIN(id) AS TEXT) AS v FROM ledger_entries"),
    ("/tenders/", "SELECT no AS v FROM tenders WHERE state = 'open' ORDER BY id LIMIT 1"),
    ("/api/v1/tenders/", "SELECT no AS v FROM tenders WHERE state = 'open' ORDER BY id LIMIT 1"),
    ("/applications/", "SELECT no AS v FROM applications ORDER BY id LIMIT 1"),
    ("/api/v1/applications/", "SELECT no AS v FROM applications ORDER BY id LIMIT 1"),
    (
        "/reports/",
        "SELECT no AS v FROM annual_reports WHERE organization_id = (SELECT MIN(id) FROM organizations) AND state <> 'concluded' ORDER BY id LIMIT 1",
    ),
    (
        "/api/v1/reports/",
        "SELECT no AS v FROM annual_reports WHERE organization_id = (SELECT MIN(id) FROM organizations) AND state <> 'concluded' ORDER BY id LIMIT 1",
    ),
    ("/api/v1/report-seasons/", "SELECT CAST(MAX(year) AS TEXT) AS v FROM annual_reports"),
    ("/charities/cases/", "SELECT no AS v FROM charity_cases WHERE state = 'granted' ORDER BY id LIMIT 1"),
    ("/api/v1/charities/cases/", "SELECT no AS v FROM charity_cases WHERE state = 'granted' ORDER BY id LIMIT 1"),
    ("/grades/", "SELECT no AS v FROM grade_assessments WHERE state = 'confirmed' ORDER BY id LIMIT 1"),
    ("/grades/rounds/", "SELECT MIN(no) AS v FROM grade_rounds"),
    ("/api/v1/grades/", "SELECT no AS v FROM grade_assessments WHERE state = 'confirmed' ORDER BY id LIMIT 1"),
    ("/api/v1/grade-rounds/", "SELECT MIN(no) AS v FROM grade_rounds"),
    ("/imports/", "SELECT MIN(no) AS v FROM imports"),
    ("/api/v1/imports/", "SELECT MIN(no) AS v FROM imports"),
    ("/open-data/dumps/", "SELECT 'organizations-latest.csv.gz' AS v"),
    ("/inspections/", "SELECT MIN(no) AS v FROM inspections"),
    ("/inspections/draws/", "SELECT MIN(no) AS v FROM inspection_draws"),
    ("/api/v1/inspections/", "SELECT MIN(no) AS v FROM inspections"),
    ("/api/v1/inspection-draws/", "SELECT MIN(no) AS v FROM inspection_draws"),
    ("/activities/", "SELECT no AS v FROM activities ORDER BY id LIMIT 1"),
    ("/api/v1/activities/", "SELECT no AS v FROM activities ORDER BY id LIMIT 1"),
    ("/teams/", "SELECT no AS v FROM teams ORDER BY id LIMIT 1"),
    ("/statistics/", "SELECT 'purchases-by-year' AS v"),
    ("/api/v1/statistics/", "SELECT 'purchases-by-year' AS v"),
];

#[derive(QueryableByName)]
struct Value {
    #[diesel(sql_type = Text)]
    v: String,
}

/// The values for [`THINGS`], where the city has any.
async fn things(app: &TestApp) -> BTreeMap<&'static str, String> {
    let mut found = BTreeMap::new();
    for &(prefix, query) in THINGS {
        let value = app
            .jx
            .db
            .read(move |c| {
                Ok(both!(c, c => sql_query(query).load::<Value>(c)).ok().and_then(|mut v| v.pop()).map(|v| v.v))
            })
            .await
            .unwrap();
        if let Some(value) = value {
            found.insert(prefix, value);
        }
    }
    found
}

/// The path with a real thing for its first parameter and `1` for the others.
fn address(route: &Route, things: &BTreeMap<&'static str, String>) -> String {
    let plain = route.plain();
    let (head, _) = plain.split_once('{').unwrap_or((&plain, ""));
    let mut first = things.get(head).cloned();
    let mut out = String::new();
    for segment in plain.split('/').skip(1) {
        out.push('/');
        if segment.contains('{') {
            let (before, rest) = segment.split_once('{').unwrap();
            let after = rest.split_once('}').map_or("", |(_, a)| a);
            let _ = write!(out, "{before}{}{after}", first.take().unwrap_or_else(|| "1".to_owned()));
        } else {
            out.push_str(segment);
        }
    }
    out
}

async fn sign_in(app: &TestApp, account: &str) -> Browser {
    let browser = app.visitor();
    if !account.is_empty() {
        let email = format!("{account}@{}", demo::DOMAIN);
        let page = browser.post("/sign-in", &[("email", &email), ("password", demo::PASSWORD), ("next", "/")]).await;
        assert_eq!(page.status, 303, "{account} signs in: {}", page.body);
    }
    browser
}

#[actix_web::test]
async fn every_address_answers_every_role_as_the_table_says() {
    let app = TestApp::new().await;
    demo::make(&app.jx, 1).await.unwrap();
    app.settle().await;
    let things = things(&app).await;
    let mut table: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    let mut broken = Vec::new();
    for (role, account) in CAST {
        let mut browser = sign_in(&app, account).await;
        for route in routes::all() {
            let path = address(&route, &things);
            let page = browser.ask(&route.method, &path).await;
            if page.status >= 500 {
                broken.push(format!("{role} {} {path}: {}", route.method, page.status));
            }
            let to_the_door = page.status == 303 && page.location.starts_with("/sign-in");
            let shown = if to_the_door { "sign-in".to_owned() } else { page.status.to_string() };
            table.entry((route.path.clone(), route.method.clone())).or_default().push(shown);
            if route.method == "POST" && (path.starts_with("/sign-") || path.contains("session")) {
                browser = sign_in(&app, account).await;
            }
        }
    }
    assert!(broken.is_empty(), "{broken:#?}");
    let mut out = format!("path,method,{}\n", CAST.iter().map(|(role, _)| *role).collect::<Vec<_>>().join(","));
    for ((path, method), cells) in &table {
        let _ = writeln!(out, "{path},{method},{}", cells.join(","));
        closed_to_visitors(path, method, &cells[0]);
    }
    kept("tests/it/shape/roles.csv", &out);
}

/// What a visitor may send without an account.
const OPEN: &[&str] = &[
    "/sign-in",
    "/sign-out",
    "/sign-up",
    "/preferences",
    "/verify-mail/{token}",
    "/api/v1/session",
    "/api/v1/accounts",
    "/api/v1/accounts/verification",
    "/forgot",
    "/reset/{token}",
    "/invitations/{token}",
    "/fund/donations",
    "/api/v1/fund/donations",
    "/unsubscribe/{token}",
    "/webhooks/stripe",
];

/// Whatever the kept table says: a visitor changes nothing, and sees no desk.
fn closed_to_visitors(path: &str, method: &str, cell: &str) {
    let inside = ["/workbench", "/desk", "/account", "/admin", "/my/"].iter().any(|p| path.starts_with(p));
    let open = OPEN.contains(&path)
        || path.starts_with("/api/v1/session")
        || path.starts_with("/demo")
        || path.starts_with("/open311");
    if inside || method != "GET" && !open {
        assert!(
            ["sign-in", "401", "403", "404", "400", "422", "409"].contains(&cell) && (cell != "422" || !inside),
            "{method} {path} answers a visitor with {cell}"
        );
    }
}

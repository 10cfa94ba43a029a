//! The city's figures: page, files and API count the same things.
use crate::{market::contract::cast::Cast, support::TestApp, volunteer};
use scraper::{Html, Selector};
use serde_json::Value;
use shanzhi::registry::organization;

/// The words of every table there is.
async fn tables(app: &TestApp) -> Vec<String> {
    let index: Value = serde_json::from_str(&app.visitor().get("/api/v1/statistics").await.expect(200).body).unwrap();
    let all = index["tables"].as_array().unwrap().iter();
    all.map(|t| t.as_str().unwrap().rsplit('/').next().unwrap().to_owned()).collect()
}

/// The sum of a column of a downloaded table.
fn sum(csv: &str, column: &str) -> f64 {
    let mut reader = csv::Reader::from_reader(csv.trim_start_matches('\u{feff}').as_bytes());
    let at = reader.headers().unwrap().iter().position(|h| h == column).unwrap_or_else(|| panic!("no {column}: {csv}"));
    reader.records().map(|r| r.unwrap()[at].parse::<f64>().unwrap()).sum()
}

#[actix_web::test]
async fn an_empty_city_has_figures_without_an_invented_number() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let page = visitor.get("/statistics").await.expect(200);
    assert!(page.has("这个范围内还没有记录") && page.has("—"), "no rate before the first decision");
    let all = tables(&app).await;
    assert_eq!(all.len(), 12);
    for table in all {
        let csv = visitor.get(&format!("/statistics/{table}.csv")).await.expect(200).body;
        assert_eq!(csv.lines().count(), 1, "{table}: a heading and nothing under it");
        let json: Value =
            serde_json::from_str(&visitor.get(&format!("/api/v1/statistics/{table}")).await.expect(200).body).unwrap();
        assert_eq!(json["rows"].as_array().unwrap().len(), 0);
    }
    visitor.get("/statistics/nothing.csv").await.expect(404);
    visitor.get("/api/v1/statistics/nothing").await.expect(404);
    visitor.get("/statistics?year=MMXXVI&division=%00").await.expect(200);
}

#[actix_web::test]
async fn page_files_and_api_tell_the_same_numbers() {
    let cast = Cast::performing().await;
    let app = &cast.app;
    app.make(|tx| organization::recount(tx.conn)).await;
    let visitor = app.visitor();
    let api: Value = serde_json::from_str(&visitor.get("/api/v1/statistics").await.expect(200).body).unwrap();
    assert_eq!((&api["registered"], &api["contracts"], &api["amount_fen"]), (&1.into(), &1.into(), &10_000.into()));
    for table in ["year", "service", "procedure", "department"] {
        let path = format!("purchases-by-{table}");
        let csv = visitor.get(&format!("/statistics/{path}.csv")).await.expect(200).body;
        assert_eq!((sum(&csv, "contracts"), sum(&csv, "amount_yuan")), (1.0, 100.0), "{csv}");
        let json: Value =
            serde_json::from_str(&visitor.get(&format!("/api/v1/statistics/{path}")).await.expect(200).body).unwrap();
        assert_eq!(json["total"]["amount"], 10_000);
    }
    for table in ["division", "category", "year"] {
        let csv = visitor.get(&format!("/statistics/organizations-by-{table}.csv")).await.expect(200).body;
        assert_eq!((sum(&csv, "registered"), sum(&csv, "organizations")), (1.0, 1.0), "{csv}");
    }
    assert!(visitor.get("/").await.expect(200).has("已公告合同"), "the home page shows the same figures");
    let then: Value =
        serde_json::from_str(&visitor.get("/api/v1/statistics?year=2025").await.expect(200).body).unwrap();
    assert_eq!((&then["contracts"], &then["registered"]), (&0.into(), &1.into()), "what stands now is of no year");
    let there = visitor.get("/api/v1/statistics?division=510921").await.expect(200).body;
    let there: Value = serde_json::from_str(&there).unwrap();
    assert_eq!((&there["contracts"], &there["registered"]), (&0.into(), &0.into()));
}

#[actix_web::test]
async fn every_chart_has_a_name_a_table_with_the_same_rows_and_its_downloads() {
    let stage = volunteer::stage().await;
    volunteer::crowd(&stage.app, 3).await;
    for lang in ["zh", "en"] {
        let page = stage.app.visitor().get(&format!("/statistics?lang={lang}")).await.expect(200);
        let html = Html::parse_document(&page.body);
        let of = |s: &str| Selector::parse(s).unwrap();
        let mut drawn = 0;
        for section in html.select(&of("main section[id]")) {
            let id = section.attr("id").unwrap();
            assert_eq!(section.select(&of("a[href$='.csv'], a[href*='.csv?']")).count(), 1, "{id}");
            for svg in section.select(&of("svg[role=img]")) {
                let title: String = svg.select(&of("title")).flat_map(|t| t.text()).collect();
                assert!(title.chars().count() > 8, "{id}: the title says the finding: {title:?}");
                assert!(section.select(&of("table tbody tr")).count() > 0, "{id}: a table beside it");
                assert!(section.select(&of("table tfoot td")).count() > 0, "{id}: with its total");
                drawn += 1;
            }
        }
        assert!(drawn >= 5, "{drawn} charts of one organization and three volunteers");
    }
    let api = stage.app.visitor().get("/api/v1/statistics").await.expect(200).body;
    assert_eq!(serde_json::from_str::<Value>(&api).unwrap()["volunteers"], 3);
}

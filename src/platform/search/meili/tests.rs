//! The adapter against a fake server that keeps to Meilisearch's rules: quoted words stand side by side, the last
//! word is a beginning, one slip only where it is allowed, every word somewhere.
use std::collections::BTreeMap;
use std::io::Write;
use std::sync::{Arc, Mutex};

use actix_web::{App, HttpResponse, HttpServer, web};
use serde_json::{Value, json};

use super::super::{Engine, Search, contract};
use super::*;

#[derive(Default)]
struct Fake {
    settings: Value,
    docs: BTreeMap<String, Value>,
    tasks: u32,
}

type Shared = web::Data<Arc<Mutex<Fake>>>;

fn task(fake: &mut Fake) -> HttpResponse {
    fake.tasks += 1;
    HttpResponse::Accepted().json(json!({"taskUid": fake.tasks, "indexUid": "test", "status": "enqueued",
        "type": "settingsUpdate", "enqueuedAt": "2026-11-23T00:00:00Z"}))
}

async fn done(id: web::Path<u32>) -> HttpResponse {
    HttpResponse::Ok().json(json!({"uid": *id, "indexUid": "test", "status": "succeeded", "type": "settingsUpdate",
        "canceledBy": null, "details": null, "error": null, "duration": "PT0.01S", "enqueuedAt": "2026-11-23T00:00:00Z",
        "startedAt": "2026-11-23T00:00:00Z", "finishedAt": "2026-11-23T00:00:01Z"}))
}

async fn missing() -> HttpResponse {
    HttpResponse::NotFound().json(json!({"message": "Index `test` not found.", "code": "index_not_found",
        "type": "invalid_request", "link": "https://docs.meilisearch.com/errors#index_not_found"}))
}

async fn create(fake: Shared) -> HttpResponse {
    task(&mut fake.lock().unwrap())
}

async fn set(fake: Shared, body: web::Json<Value>) -> HttpResponse {
    let mut fake = fake.lock().unwrap();
    fake.settings = body.into_inner();
    task(&mut fake)
}

async fn add(fake: Shared, body: web::Json<Vec<Value>>) -> HttpResponse {
    let mut fake = fake.lock().unwrap();
    for doc in body.into_inner() {
        fake.docs.insert(doc["uid"].as_str().unwrap().to_owned(), doc);
    }
    task(&mut fake)
}

async fn clear(fake: Shared) -> HttpResponse {
    let mut fake = fake.lock().unwrap();
    fake.docs.clear();
    task(&mut fake)
}

async fn delete(fake: Shared, uid: web::Path<String>) -> HttpResponse {
    let mut fake = fake.lock().unwrap();
    fake.docs.remove(uid.as_str());
    task(&mut fake)
}

async fn stats(fake: Shared) -> HttpResponse {
    HttpResponse::Ok().json(json!({"numberOfDocuments": fake.lock().unwrap().docs.len(), "numberOfEmbeddedDocuments": 0,
        "numberOfEmbeddings": 0, "rawDocumentDbSize": 0, "avgDocumentSize": 0, "isIndexing": false, "fieldDistribution": {}}))
}

fn found<'a>(fake: &'a Fake, body: &Value) -> Vec<&'a Value> {
    let filter = body["filter"].as_str().unwrap_or_default();
    let asked = body["q"].as_str().unwrap_or_default();
    fake.docs.values().filter(|doc| passes(doc, filter) && matches(doc, asked, &fake.settings)).collect()
}

async fn many(fake: Shared, body: web::Json<Value>) -> HttpResponse {
    let fake = fake.lock().unwrap();
    let one = |query: &Value| {
        let most = query["limit"].as_u64().unwrap() as usize;
        let hits: Vec<&Value> = found(&fake, query).into_iter().take(most).collect();
        json!({"indexUid": query["indexUid"], "hits": hits, "query": query["q"], "processingTimeMs": 1,
            "limit": most, "offset": 0, "estimatedTotalHits": hits.len()})
    };
    let results: Vec<Value> = body["queries"].as_array().unwrap().iter().map(one).collect();
    HttpResponse::Ok().json(json!({"results": results}))
}

async fn search(fake: Shared, body: web::Json<Value>) -> HttpResponse {
    let fake = fake.lock().unwrap();
    let asked = body["q"].as_str().unwrap_or_default();
    let found = found(&fake, &body);
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for value in found.iter().flat_map(|doc| doc["facet"].as_array().unwrap()) {
        *counts.entry(value.as_str().unwrap().to_owned()).or_default() += 1;
    }
    let per_page = body["hitsPerPage"].as_u64().unwrap() as usize;
    let skipped = (body["page"].as_u64().unwrap() as usize - 1) * per_page;
    let hits: Vec<&&Value> = found.iter().skip(skipped).take(per_page).collect();
    HttpResponse::Ok()
        .json(json!({"hits": hits, "page": body["page"], "hitsPerPage": per_page, "totalHits": found.len(),
        "totalPages": 1, "facetDistribution": {"facet": counts}, "processingTimeMs": 1, "query": asked}))
}

fn passes(doc: &Value, filter: &str) -> bool {
    filter.split(" AND ").filter(|one| !one.is_empty()).all(|one| match one.split_once(" IN ") {
        Some(("facet", allowed)) => {
            let allowed: Vec<String> = serde_json::from_str(allowed).unwrap();
            doc["facet"].as_array().unwrap().iter().any(|value| allowed.iter().any(|a| value == a))
        }
        _ => one == format!("kind = {}", doc["kind"]),
    })
}

fn strings<'a>(doc: &'a Value, field: &str) -> Vec<&'a str> {
    let value = field.split('.').fold(doc, |value, part| &value[part]);
    match value {
        Value::Array(all) => all.iter().filter_map(Value::as_str).collect(),
        other => other.as_str().into_iter().collect(),
    }
}

fn matches(doc: &Value, asked: &str, settings: &Value) -> bool {
    let fields: Vec<&str> =
        settings["searchableAttributes"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
    let exact = settings["typoTolerance"]["disableOnAttributes"].as_array().unwrap();
    let least = settings["typoTolerance"]["minWordSizeForTypos"]["oneTypo"].as_u64().unwrap() as usize;
    let mut parts = asked.split('"');
    let mut all = true;
    let mut quoted = false;
    let words: Vec<&str> = asked.split('"').step_by(2).flat_map(str::split_whitespace).collect();
    all &= parts.all(|part| {
        quoted = !quoted;
        quoted || {
            let row = format!(" {part} ");
            fields.iter().any(|field| strings(doc, field).iter().any(|text| format!(" {text} ").contains(&row)))
        }
    });
    all && words.iter().enumerate().all(|(i, word)| {
        fields.iter().any(|field| {
            let slips = word.len() >= least && !exact.iter().any(|name| name == field) && word.parse::<u64>().is_err();
            let last = i + 1 == words.len();
            let mut kept = strings(doc, field).into_iter().flat_map(str::split_whitespace);
            kept.any(|kept| kept == *word || (last && kept.starts_with(word)) || (slips && slipped(word, kept, last)))
        })
    })
}

/// Whether `kept`, or with `prefix` a beginning of it, is one insertion, deletion, change or swap away from `word`.
fn slipped(word: &str, kept: &str, prefix: bool) -> bool {
    let (w, k): (Vec<char>, Vec<char>) = (word.chars().collect(), kept.chars().collect());
    let same = w.iter().zip(&k).take_while(|(a, b)| a == b).count();
    let fits = |rest: &[char], of: &[char]| if prefix { of.starts_with(rest) } else { of == rest };
    let at = |v: &[char], i: usize| v.get(i.min(v.len())..).unwrap_or_default().to_vec();
    let swapped = w.get(same) == k.get(same + 1) && w.get(same + 1) == k.get(same);
    same > 0
        && (fits(&at(&w, same), &at(&k, same + 1))
            || fits(&at(&w, same + 1), &at(&k, same))
            || fits(&at(&w, same + 1), &at(&k, same + 1))
            || (swapped && fits(&at(&w, same + 2), &at(&k, same + 2))))
}

fn config(url: String) -> SearchConfig {
    SearchConfig { engine: Engine::Meilisearch, url, index: "test".into(), ..SearchConfig::default() }
}

#[actix_web::test]
async fn the_server_is_fed_and_asked_so_that_it_keeps_the_contract() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let fake: Arc<Mutex<Fake>> = Arc::default();
    let kept = Arc::clone(&fake);
    let server = HttpServer::new(move || {
        let index = web::scope("/indexes/test")
            .route("", web::get().to(missing))
            .route("/settings", web::patch().to(set))
            .route("/documents", web::post().to(add))
            .route("/documents", web::delete().to(clear))
            .route("/documents/{uid}", web::delete().to(delete))
            .route("/stats", web::get().to(stats))
            .route("/search", web::post().to(search));
        App::new()
            .app_data(web::Data::new(Arc::clone(&kept)))
            .app_data(web::JsonConfig::default().limit(10 << 20))
            .service(index)
            .route("/indexes", web::post().to(create))
            .route("/multi-search", web::post().to(many))
            .route("/tasks/{id}", web::get().to(done))
    });
    let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", server.addrs()[0]);
    actix_web::rt::spawn(server.run());
    let engine = Search::open(&config(url), std::path::Path::new("unused")).unwrap();
    let failures = contract::run(&engine).await;
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test]
#[expect(clippy::disallowed_methods, reason = "a server of the machine's, which no settings file of a test can name")]
async fn a_real_server_keeps_the_contract_where_meili_url_names_one() {
    let Ok(url) = std::env::var("MEILI_URL") else {
        // Written past the harness, so that nobody takes this for a test that ran.
        let _ = writeln!(std::io::stderr(), "no Meilisearch server was asked: MEILI_URL is not set");
        return;
    };
    let _ = rustls::crypto::ring::default_provider().install_default();
    let config = SearchConfig {
        key: std::env::var("MEILI_MASTER_KEY").unwrap_or_default(),
        index: format!("shanzhi-test-{}", std::process::id()),
        ..config(url)
    };
    let engine = Search::open(&config, std::path::Path::new("unused")).unwrap();
    let failures = contract::run(&engine).await;
    let _ = engine.clear().await;
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[tokio::test]
async fn a_server_that_is_away_is_a_typed_error_and_unhealthy() {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let away = Meili::new(&config(format!("http://127.0.0.1:{port}"))).unwrap();
    assert!(matches!(away.query(&Query::new("养老")).await, Err(SearchError::Unavailable(_))));
    assert!(matches!(away.clear().await, Err(SearchError::Unavailable(_))));
    assert!(!away.healthy().await);
}

#[test]
fn wrong_settings_are_named() {
    let fault = |config: SearchConfig| Meili::new(&config).unwrap_err().to_string();
    assert!(fault(config("https://search.invalid".into())).starts_with("search.url"));
    let plain = config("http://127.0.0.1:1".into());
    assert!(fault(SearchConfig { key: "a\nb".into(), ..plain.clone() }).starts_with("search.key"));
    assert!(fault(SearchConfig { index: "a/b".into(), ..plain }).starts_with("search.index"));
}

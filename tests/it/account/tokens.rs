//! Refresh tokens and API keys.
use crate::support::TestApp;
use reqwest::{Client, Method};
use serde_json::{Value, json};

async fn call(app: &TestApp, method: Method, path: &str, token: &str, body: Option<Value>) -> (u16, Value) {
    let client = Client::builder().no_proxy().build().unwrap();
    let mut request = client.request(method, format!("{}/api/v1{path}", app.url));
    if !token.is_empty() {
        request = request.bearer_auth(token);
    }
    if let Some(body) = body {
        request = request.json(&body);
    }
    let answer = request.send().await.unwrap();
    let status = answer.status().as_u16();
    (status, answer.json().await.unwrap_or(Value::Null))
}

async fn open(app: &TestApp) -> (String, String) {
    let shown = json!({"email": "li@example.org", "password": "river-lotus-2026"});
    let (status, body) = call(app, Method::POST, "/session", "", Some(shown)).await;
    assert_eq!(status, 200, "{body}");
    tokens(&body)
}

fn tokens(body: &Value) -> (String, String) {
    (body["access_token"].as_str().unwrap().to_owned(), body["refresh_token"].as_str().unwrap().to_owned())
}

async fn refresh(app: &TestApp, token: &str) -> (u16, Value) {
    call(app, Method::POST, "/session/refresh", "", Some(json!({"refresh_token": token}))).await
}

#[actix_web::test]
async fn a_refresh_token_works_once_and_its_reuse_ends_the_whole_family() {
    let app = TestApp::new().await;
    app.account("li@example.org", "李").await;
    let (_, first) = open(&app).await;
    let (status, body) = refresh(&app, &first).await;
    assert_eq!(status, 200);
    let (access, second) = tokens(&body);
    let (status, me) = call(&app, Method::GET, "/session", &access, None).await;
    assert_eq!((status, me["email"].as_str()), (200, Some("li@example.org")));
    assert_eq!(refresh(&app, &first).await.0, 401, "shown a second time");
    assert_eq!(call(&app, Method::GET, "/session", &access, None).await.0, 401, "the thief's and the owner's end both");
    assert_eq!(refresh(&app, &second).await.0, 401);
}

#[actix_web::test]
async fn signing_out_ends_access_and_refresh_token_at_once() {
    let app = TestApp::new().await;
    app.account("li@example.org", "李").await;
    let (access, token) = open(&app).await;
    assert_eq!(call(&app, Method::DELETE, "/session", &access, None).await.0, 204);
    assert_eq!(call(&app, Method::GET, "/session", &access, None).await.0, 401);
    assert_eq!(refresh(&app, &token).await.0, 401);
}

#[actix_web::test]
async fn a_key_acts_within_its_scopes_until_it_is_ended() {
    let app = TestApp::new().await;
    let browser = app.person("li@example.org", "李").await;
    let form = [("name", "export"), ("scopes", "*:read"), ("days", "30")];
    let page = browser.post("/account/keys", &form).await.expect(200);
    let key = page.body.split("data-copy>").nth(1).unwrap().split('<').next().unwrap().to_owned();
    assert!(key.starts_with("szk_"));
    assert!(!browser.get("/account/keys").await.has(&key), "shown once");
    assert_eq!(call(&app, Method::GET, "/session", &key, None).await.0, 200);
    let (status, body) = call(&app, Method::POST, "/session/refresh", &key, Some(json!({"refresh_token": "x"}))).await;
    assert_eq!((status, body["code"].as_str()), (403, Some("scope-missing")));
    let client = Client::builder().no_proxy().build().unwrap();
    let page = client.get(format!("{}/account", app.url)).bearer_auth(&key).send().await.unwrap();
    assert_eq!(page.status().as_u16(), 403, "a key opens no page");
    let cookie = client.get(format!("{}/account", app.url)).header("cookie", format!("sid={key}"));
    assert_ne!(cookie.send().await.unwrap().url().path(), "/account", "a key is no cookie");
    app.set_clock("2026-12-24T01:00:00Z");
    assert_eq!(call(&app, Method::GET, "/session", &key, None).await.0, 401, "its days are over");
}

//! Signing up, in and out.
use crate::support::TestApp;

#[actix_web::test]
async fn a_person_signs_up_proves_the_address_and_signs_in() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let form = [("name", "测试甲"), ("email", "New@Example.org"), ("password", "river-lotus-2026"), ("consent", "1")];
    assert_eq!(visitor.post("/sign-up", &form).await.expect(303).location, "/check-mail");
    assert!(
        visitor.get("/check-mail").await.expect(200).has("new@example.org"),
        "the typed address shows typing errors"
    );
    assert!(!app.visitor().get("/check-mail").await.expect(200).has("new@example.org"));
    visitor.post("/sign-in", &[("email", "new@example.org"), ("password", "river-lotus-2026")]).await.expect(409);
    app.settle().await;
    let letter = app.letters().remove(0);
    let link = letter.text.split_whitespace().find(|w| w.contains("/verify-mail/")).expect("a link").to_owned();
    let path = &link[link.find("/verify-mail/").unwrap()..];
    visitor.get(path).await.expect(200);
    visitor.post(path, &[]).await.expect(303);
    visitor.post(path, &[]).await.expect(410);
    visitor.post("/sign-in", &[("email", "new@example.org"), ("password", "river-lotus-2026")]).await.expect(303);
}

#[actix_web::test]
async fn a_wrong_password_and_an_unknown_address_answer_alike() {
    let app = TestApp::new().await;
    app.account("li@example.org", "李").await;
    let visitor = app.visitor();
    let wrong =
        visitor.post("/sign-in", &[("email", "li@example.org"), ("password", "not-this-one")]).await.expect(409);
    let unknown =
        visitor.post("/sign-in", &[("email", "nobody@example.org"), ("password", "not-this-one")]).await.expect(409);
    assert_eq!(wrong.outline(), unknown.outline());
    assert!(!wrong.has("not-this-one"), "a password is never echoed");
}

#[actix_web::test]
async fn a_form_without_its_token_or_from_another_site_changes_nothing() {
    let app = TestApp::new().await;
    app.person("li@example.org", "李").await;
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let answer =
        client.post(format!("{}/sign-out", app.url)).header("sec-fetch-site", "cross-site").send().await.unwrap();
    assert_eq!(answer.status().as_u16(), 403);
}

#[actix_web::test]
async fn a_program_signs_in_and_gets_tokens() {
    let app = TestApp::new().await;
    app.account("li@example.org", "李").await;
    let api = app.api("li@example.org").await;
    let (status, body) =
        api.post("/session", serde_json::json!({"email": "li@example.org", "password": "wrong"})).await;
    assert_eq!((status, body["code"].as_str()), (401, Some("wrong-password")));
    let (status, body) = api.post("/session", serde_json::json!({"email": "no", "password": ""})).await;
    assert_eq!((status, body["errors"].as_array().map(Vec::len)), (422, Some(2)));
}

//! Signing up, in and out.
use crate::support::TestApp;

#[actix_web::test]
async fn a_person_signs_up_proves_the_address_and_signs_in() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let form = [("name", "测试甲"), ("email", "New@Example.org"), ("password", "river-lotus-2026"), ("consent", "1")];
    visitor.post("/sign-up", &form).await.expect(200);
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

#[actix_web::test]
async fn what_was_typed_when_the_session_had_ended_comes_back_after_signing_in() {
    let app = TestApp::new().await;
    let li = app.person("li@example.org", "李").await;
    app.set_clock("2027-03-01T01:00:00Z");
    let client = reqwest::Client::builder().no_proxy().redirect(reqwest::redirect::Policy::none()).build().unwrap();
    let typed = [("kind", "service"), ("authority", "mz-510903"), ("password", "a secret"), ("note", "<b>第一条</b>")];
    let gone = client.post(format!("{}/applications", app.url)).header("cookie", "sid=ended").form(&typed).send();
    let gone = gone.await.unwrap();
    assert_eq!(gone.status().as_u16(), 307, "the browser brings the words along");
    let place = gone.headers()["location"].to_str().unwrap().to_owned();
    let page = client.post(format!("{}{place}", app.url)).form(&typed).send().await.unwrap().text().await.unwrap();
    assert!(page.contains("name=\"kept.authority\" value=\"mz-510903\"") && !page.contains("a secret"), "{page}");
    let back = [
        ("email", "li@example.org"),
        ("password", crate::support::PASSWORD),
        ("next", "/registration"),
        ("form", "/applications"),
        ("kept.authority", "mz-510903"),
        ("kept.note", "<b>第一条</b>"),
    ];
    let resumed = li.post("/sign-in", &back).await.expect(200);
    assert!(resumed.has("刚才填写的内容还在"), "{}", resumed.outline());
    assert!(
        resumed.body.contains("action=\"/applications\"") && resumed.body.contains("&lt;b&gt;第一条"),
        "{}",
        resumed.body
    );
    let foreign = li.post(
        "/sign-in",
        &[("email", "li@example.org"), ("password", crate::support::PASSWORD), ("form", "//evil.example")],
    );
    assert_eq!(foreign.await.expect(303).location, "/workbench");
}

//! Sessions and the second factor.
use crate::support::{Browser, TestApp};
use totp_rs::{Builder, Secret};

fn field(page: &str, before: &str) -> String {
    page.split(before).nth(1).and_then(|s| s.split('"').next()).unwrap_or_default().to_owned()
}

fn code(secret: &str, at: u64) -> String {
    let secret = Secret::try_from_base32(secret).unwrap();
    let totp = Builder::new().with_secret(secret).with_account_name("x").with_issuer(Some("y")).build().unwrap();
    totp.generate(at).to_string()
}

/// Turns the second factor on and answers its secret and the recovery codes.
async fn enrol(app: &TestApp, browser: &Browser) -> (String, Vec<String>) {
    let page = browser.get("/account/totp").await.expect(200).body;
    let (setup, secret) = (field(&page, "name=\"setup\" value=\""), page.split("data-copy>").nth(1).unwrap());
    let secret = secret.split('<').next().unwrap().to_owned();
    let now = u64::try_from(app.clock.now().utc().timestamp()).unwrap();
    browser.post("/account/totp", &[("setup", &setup), ("code", "000000")]).await.expect(422);
    let done = browser.post("/account/totp", &[("setup", &setup), ("code", &code(&secret, now))]).await.expect(200);
    let codes =
        done.body.split("<li class=\"code\">").skip(1).map(|s| s.split('<').next().unwrap().to_owned()).collect();
    (secret, codes)
}

async fn sign_in(app: &TestApp, code: &str) -> u16 {
    let form = [("email", "li@example.org"), ("password", "river-lotus-2026"), ("code", code)];
    app.visitor().post("/sign-in", &form).await.status
}

#[actix_web::test]
async fn a_code_signs_in_once_and_a_recovery_code_once_in_its_place() {
    let app = TestApp::new().await;
    let browser = app.person("li@example.org", "李").await;
    let (secret, codes) = enrol(&app, &browser).await;
    assert_eq!(codes.len(), 10);
    let at = |s: &str| u64::try_from(s.parse::<shanzhi::kernel::time::Ts>().unwrap().utc().timestamp()).unwrap();
    assert_eq!(sign_in(&app, "").await, 409, "the password alone does not do any more");
    assert_eq!(sign_in(&app, &code(&secret, at("2026-11-23T01:00:00Z"))).await, 409, "used when it was set up");
    app.set_clock("2026-11-23T01:02:00Z");
    let fresh = code(&secret, at("2026-11-23T01:02:00Z"));
    assert_eq!(sign_in(&app, &fresh).await, 303);
    assert_eq!(sign_in(&app, &fresh).await, 409, "a code works once");
    assert_eq!(sign_in(&app, &codes[0].to_lowercase()).await, 303);
    assert_eq!(sign_in(&app, &codes[0]).await, 409, "a recovery code works once");
}

#[actix_web::test]
async fn somebody_elses_setup_form_is_refused() {
    let app = TestApp::new().await;
    let (li, wu) = (app.person("li@example.org", "李").await, app.person("wu@example.org", "吴").await);
    let setup = field(&li.get("/account/totp").await.body, "name=\"setup\" value=\"");
    wu.post("/account/totp", &[("setup", &setup), ("code", "123456")]).await.expect(403);
}

#[actix_web::test]
async fn a_person_ends_other_sessions_and_only_the_own_ones() {
    let app = TestApp::new().await;
    let here = app.person("li@example.org", "李").await;
    let there = app.sign_in("li@example.org").await;
    let stranger = app.person("wu@example.org", "吴").await;
    let page = here.get("/account/security").await.expect(200).body;
    let other = field(&page, "action=\"/account/sessions/").replace("/end", "");
    stranger.post(&format!("/account/sessions/{other}/end"), &[]).await.expect(404);
    there.get("/account").await.expect(200);
    here.post("/account/sessions/end-others", &[]).await.expect(303);
    assert_eq!(there.get("/account").await.status, 303);
    here.get("/account").await.expect(200);
    stranger.get("/account").await.expect(200);
}

//! A forgotten password.
use crate::support::TestApp;

fn link_of(letter: &str, path: &str) -> String {
    let word = letter.split_whitespace().find(|w| w.contains(path)).expect("a link");
    word[word.find(path).unwrap()..].to_owned()
}

#[actix_web::test]
async fn a_reset_works_once_ends_every_session_and_tells_nobody_who_has_an_account() {
    let app = TestApp::new().await;
    let mine = app.person("li@example.org", "李").await;
    mine.get("/account").await.expect(200);
    let visitor = app.visitor();
    let known = visitor.post("/forgot", &[("email", "li@example.org")]).await.expect(303);
    let known = visitor.get(&known.location).await.expect(200);
    let unknown = visitor.post("/forgot", &[("email", "no@example.org")]).await.expect(303);
    assert_eq!(known.outline(), visitor.get(&unknown.location).await.expect(200).outline());
    app.settle().await;
    assert_eq!(app.letters().len(), 1, "the unknown address gets nothing");
    let path = link_of(&app.letters()[0].text, "/reset/");
    visitor.get(&path).await.expect(200);
    visitor.post(&path, &[("password", "short")]).await.expect(422);
    visitor.post(&path, &[("password", "nine bridges over a river")]).await.expect(303);
    visitor.post(&path, &[("password", "nine bridges over a river")]).await.expect(410);
    assert_eq!(mine.get("/account").await.status, 303, "the old session has ended");
    let old = [("email", "li@example.org"), ("password", "river-lotus-2026")];
    visitor.post("/sign-in", &old).await.expect(409);
    let new = [("email", "li@example.org"), ("password", "nine bridges over a river")];
    visitor.post("/sign-in", &new).await.expect(303);
}

#[actix_web::test]
async fn a_reset_link_is_over_after_an_hour() {
    let app = TestApp::new().await;
    app.account("li@example.org", "李").await;
    let visitor = app.visitor();
    visitor.post("/forgot", &[("email", "li@example.org")]).await.expect(303);
    app.settle().await;
    let path = link_of(&app.letters()[0].text, "/reset/");
    app.set_clock("2026-11-23T02:00:01Z");
    visitor.post(&path, &[("password", "nine bridges over a river")]).await.expect(410);
}

//! Visitors' pages are drawn once and given again, and nobody notices.
use crate::support::{Page, TestApp};
use shanzhi::{
    kernel::actor::AuthorityId,
    registry::organization::{self, sample::new_organization},
};

/// The request's id at the foot of a page.
fn request_id(page: &Page) -> &str {
    page.body.rsplit("<span class=\"code\">").next().and_then(|s| s.split('<').next()).expect("a request id")
}

/// The key of a page's form.
fn once(page: &Page) -> &str {
    page.body.split("name=\"once\" value=\"").nth(1).and_then(|s| s.split('"').next()).expect("a form's key")
}

#[actix_web::test]
async fn a_page_given_again_is_the_same_but_for_its_request_and_its_forms_key() {
    let app = TestApp::new().await;
    let visitor = app.visitor();
    let (first, second) = (visitor.get("/sign-up").await.expect(200), visitor.get("/sign-up").await.expect(200));
    assert_ne!(request_id(&first), request_id(&second));
    assert_ne!(once(&first), once(&second));
    let bare = |p: &Page| p.body.replace(request_id(p), "").replace(once(p), "");
    assert_eq!(bare(&first), bare(&second));
    let drawn = visitor.get("/orgs").await.expect(200);
    assert_eq!(drawn.body.len(), visitor.get("/orgs").await.expect(200).body.len());
}

#[actix_web::test]
async fn what_was_written_is_seen_at_once() {
    let app = TestApp::new().await;
    let authority = AuthorityId(app.authority("SN-MZ-01", "civil_affairs", "510900").await);
    let visitor = app.visitor();
    const NAME: &str = "遂宁市晨光社会工作服务中心";
    assert!(!visitor.get("/orgs").await.expect(200).has(NAME));
    app.make(move |tx| organization::register(tx, &new_organization("52510903XXXX00019L", NAME, authority, tx.now)))
        .await;
    assert!(visitor.get("/orgs").await.expect(200).has(NAME));
}

#[actix_web::test]
async fn language_mode_and_theme_each_have_pages_of_their_own_and_nobody_sees_anothers() {
    let app = TestApp::new().await;
    let (one, other) = (app.visitor(), app.visitor());
    assert!(one.get("/orgs").await.expect(200).has("lang=\"zh-CN\""));
    assert!(one.get("/orgs?lang=en").await.expect(200).has("<html lang=\"en\""));
    assert!(one.get("/orgs").await.expect(200).has("<html lang=\"en\""), "the choice is kept");
    assert!(other.get("/orgs").await.expect(200).has("<html lang=\"zh-CN\""), "for the one who chose");
    assert!(other.get("/orgs?lang=en").await.expect(200).has("<html lang=\"en\""));
    assert!(other.get("/orgs").await.expect(200).has("<html lang=\"en\""), "a kept page keeps the choice too");
    one.post("/preferences", &[("mode", "elder"), ("back", "/orgs")]).await.expect(303);
    assert!(one.get("/orgs").await.expect(200).has("data-mode=\"elder\""));
    assert!(!other.get("/orgs").await.expect(200).has("data-mode=\"elder\""));

    let clerk = app.person("clerk@example.org", "文书").await;
    let page = clerk.get("/orgs").await.expect(200);
    assert!(page.has("文书"), "a signed-in person's page");
    assert!(!app.visitor().get("/orgs").await.expect(200).has("文书"), "is never a visitor's");
}

#[actix_web::test]
async fn a_message_is_shown_once_and_only_to_whom_it_was_said() {
    let app = TestApp::new().await;
    let person = app.person("p@example.org", "周明").await;
    let to = person.post("/sign-out", &[]).await.expect(303).location;
    let told = person.get(&to).await.expect(200);
    assert!(told.has("class=\"wrap flash\""), "{}", told.body);
    assert!(!app.visitor().get(&to).await.expect(200).has("class=\"wrap flash\""));
    assert!(!person.get(&to).await.expect(200).has("class=\"wrap flash\""));
}

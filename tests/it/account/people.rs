//! Profile, invitations and administration.
use crate::support::TestApp;
use shanzhi::kernel::actor::{BodyKind, Role};

fn link_of(letter: &str, path: &str) -> String {
    let word = letter.split_whitespace().find(|w| w.contains(path)).expect("a link");
    word[word.find(path).unwrap()..].to_owned()
}

#[actix_web::test]
async fn a_person_changes_name_and_language_takes_the_data_along_and_closes_the_account() {
    let app = TestApp::new().await;
    let li = app.person("li@example.org", "李").await;
    li.post("/account", &[("name", ""), ("locale", "en")]).await.expect(422);
    let form = [("name", "Li Example"), ("phone", "138 0000-0000"), ("locale", "en")];
    li.post("/account", &form).await.expect(303);
    let data: serde_json::Value = serde_json::from_str(&li.get("/account/export").await.expect(200).body).unwrap();
    assert_eq!(
        (data["account"]["name"].as_str(), data["account"]["phone"].as_str()),
        (Some("Li Example"), Some("13800000000"))
    );
    li.post("/account/closing", &[("password", "not-this-one")]).await.expect(409);
    li.post("/account/closing", &[("password", "river-lotus-2026")]).await.expect(303);
    assert_eq!(li.get("/account").await.status, 303);
    let again = [("email", "li@example.org"), ("password", "river-lotus-2026")];
    app.visitor().post("/sign-in", &again).await.expect(409);
}

#[actix_web::test]
async fn an_administrator_invites_a_clerk_who_begins_by_the_link_and_no_clerk_invites_anybody() {
    let app = TestApp::new().await;
    let civil = app.authority("civil", "registrar", "510900").await;
    let admin = app.with_role("admin@example.org", Role::Admin, (BodyKind::City, 0)).await;
    let body = format!("authority:{civil}");
    let form = [("email", "New@example.org"), ("role", "clerk"), ("body", body.as_str())];
    admin.post("/admin/people", &form).await.expect(303);
    app.settle().await;
    let path = link_of(&app.letters()[0].text, "/invitations/");
    let visitor = app.visitor();
    visitor.get(&path).await.expect(200);
    visitor.post(&path, &[("name", "新人"), ("password", "river-lotus-2026"), ("consent", "1")]).await.expect(303);
    visitor.post(&path, &[("name", "新人"), ("password", "river-lotus-2026"), ("consent", "1")]).await.expect(410);
    let clerk = app.sign_in("new@example.org").await;
    assert!(clerk.get("/account").await.expect(200).has("登记岗"));
    clerk.get("/admin").await.expect(403);
    clerk.post("/admin/people", &form).await.expect(403);
    admin.get("/admin").await.expect(200);
    let people = admin.get("/admin/people?q=new").await.expect(200);
    let membership = people.body.split("/account/memberships/").nth(1).unwrap().split('/').next().unwrap().to_owned();
    clerk.post(&format!("/account/memberships/{membership}/end"), &[]).await.expect(403);
    admin.post(&format!("/account/memberships/{membership}/end"), &[("back", "/admin/people")]).await.expect(303);
    assert!(!clerk.get("/account").await.has("登记岗"), "the role ended at once");
}

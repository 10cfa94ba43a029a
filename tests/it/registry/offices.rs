//! The administrator enters the offices of a city; nobody else does, and none is there twice.
use crate::support::TestApp;
use shanzhi::kernel::actor::{BodyKind, Role};

const CITY: &[(&str, &str)] = &[
    ("kind", "registrar"),
    ("division", "510900"),
    ("office_code", "mz-510900"),
    ("name", "遂宁市民政局"),
    ("name_en", "Suining Civil Affairs Bureau"),
    ("phone", "0825-2310000"),
    ("address", "遂宁市船山区"),
];

fn with<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let kept = CITY.iter().filter(|(field, _)| !changes.iter().any(|(other, _)| other == field));
    kept.chain(changes).copied().collect()
}

#[actix_web::test]
async fn a_city_without_offices_is_set_up_by_its_administrator_and_founders_find_the_authority() {
    let app = TestApp::new().await;
    let admin = app.with_role("admin@example.org", Role::Admin, (BodyKind::City, 0)).await;
    let empty = admin.get("/admin/offices").await.expect(200);
    assert!(empty.has("还没有登记任何单位") && empty.has("船山区"), "{}", empty.outline());
    admin.post("/admin/offices", CITY).await.expect(303);
    let list = admin.get("/admin/offices").await.expect(200);
    assert!(list.has("遂宁市民政局") && list.has("mz-510900"));
    let founder = app.person("founder@example.org", "徐静").await;
    assert!(founder.get("/registration/service").await.expect(200).has("遂宁市民政局"));
    let people = admin.get("/admin/people").await.expect(200);
    assert!(people.has("遂宁市民政局"), "people are invited to it");
}

#[actix_web::test]
async fn an_office_is_entered_once_in_its_right_place_and_only_by_the_administrator() {
    let app = TestApp::new().await;
    let admin = app.with_role("admin@example.org", Role::Admin, (BodyKind::City, 0)).await;
    let founder = app.person("founder@example.org", "徐静").await;
    founder.post("/admin/offices", CITY).await.expect(403);
    founder.get("/admin/offices").await.expect(403);
    admin.post("/admin/offices", CITY).await.expect(303);
    let again = admin.post("/admin/offices", &with(&[("division", "510903")])).await.expect(409);
    assert!(again.has("这个单位代码已经使用"));
    admin.post("/admin/offices", &with(&[("office_code", "mz-2")])).await.expect(409);
    let wrong =
        admin.post("/admin/offices", &with(&[("office_code", "MZ 9"), ("division", "510100")])).await.expect(422);
    assert!(wrong.has("小写字母") && wrong.body.contains("MZ 9"), "what was typed is kept");
    let place = with(&[("office_code", "jd-1"), ("kind", "street")]);
    assert!(admin.post("/admin/offices", &place).await.expect(422).has("请选择与单位职能相符的地区"));
    admin.post("/admin/offices", &with(&[])[..3]).await.expect(422);
    admin.get("/admin/offices/999").await.expect(404);
}

#[actix_web::test]
async fn an_office_that_is_renamed_bears_its_new_name_also_in_the_roles_held_there() {
    let app = TestApp::new().await;
    let admin = app.with_role("admin@example.org", Role::Admin, (BodyKind::City, 0)).await;
    let id = app.authority("mz-510903", "registrar", "510903").await;
    let clerk = app.with_role("clerk@example.org", Role::Clerk, (BodyKind::Authority, id)).await;
    let form = with(&[("name", "遂宁市船山区民政和社会工作局")]);
    admin.post(&format!("/admin/offices/{id}"), &form).await.expect(303);
    assert!(clerk.get("/account").await.expect(200).has("遂宁市船山区民政和社会工作局"));
    clerk.post(&format!("/admin/offices/{id}"), &form).await.expect(403);
}

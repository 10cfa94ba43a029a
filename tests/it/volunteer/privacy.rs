//! What the public sees of a volunteer (`domain.md` 12, 19), who may join, and leaving.
use super::{join_form, stage, volunteer};

#[actix_web::test]
async fn the_real_name_appears_nowhere_without_separate_consent_and_goes_at_once() {
    let stage = stage().await;
    let me = volunteer(&stage.app, "xiaoman@example.org", "林小满小", "阿涪").await;
    me.post("/teams/510903-T0007/requests", &[]).await.expect(303);
    let page = stage.leader.get("/teams/510903-T0007").await.expect(200);
    let id = page.body.split("/requests/").nth(1).and_then(|s| s.split('/').next()).unwrap().to_owned();
    stage
        .leader
        .post(&format!("/teams/510903-T0007/requests/{id}/decision"), &[("decision", "accept")])
        .await
        .expect(303);

    let visitor = stage.app.visitor();
    let page = visitor.get("/teams/510903-T0007").await.expect(200);
    assert!(page.has("阿涪") && !page.has("林小满小"));

    let profile = [("nickname", "阿涪"), ("phone", "13800000000"), ("division", "510903")];
    let mut consenting = profile.to_vec();
    consenting.push(("shows_name", "yes"));
    me.post("/volunteer/profile", &consenting).await.expect(303);
    assert!(visitor.get("/teams/510903-T0007").await.expect(200).has("林小满小"));

    me.post("/volunteer/profile", &profile).await.expect(303);
    assert!(!visitor.get("/teams/510903-T0007").await.expect(200).has("林小满小"));
}

#[actix_web::test]
async fn thirteen_is_too_young_and_a_minor_needs_a_guardian() {
    let stage = stage().await;
    let child = stage.app.person("child@example.org", "小孩").await;
    let mut form = join_form("小孩甲", "小荷", "E12345678");
    form.extend([("identity_kind", "passport"), ("birth_month", "2013-06")]);
    let page = child.post("/volunteer/join", &form).await.expect(409);
    assert!(page.has("须年满 14 周岁") && page.has("须监护人同意"), "{}", page.outline());
    for (name, value) in &mut form {
        if *name == "birth_month" {
            *value = "2010-06";
        }
    }
    child.post("/volunteer/join", &form).await.expect(409);
    form.extend([("guardian_name", "家长"), ("guardian_phone", "13900000000"), ("guardian_consent", "yes")]);
    child.post("/volunteer/join", &form).await.expect(303);
}

#[actix_web::test]
async fn one_document_is_one_volunteer_and_leaving_deletes_the_person() {
    let stage = stage().await;
    let one = stage.app.person("one@example.org", "甲").await;
    let two = stage.app.person("two@example.org", "乙").await;
    let mut form = join_form("甲乙丙", "小荷", "E12345678");
    form.extend([("identity_kind", "passport"), ("birth_month", "1990-06")]);
    one.post("/volunteer/join", &form).await.expect(303);
    assert!(two.post("/volunteer/join", &form).await.expect(409).has("这个证件已经注册过"));

    let export = one.get("/volunteer/export").await.expect(200);
    assert!(export.has("甲乙丙") && !export.has("E12345678"), "the number itself is never kept");
    one.post("/volunteer/leave", &[]).await.expect(303);
    let kept = stage
        .app
        .make(|tx| {
            use diesel::prelude::*;
            use shanzhi::schema::volunteers::dsl::{nickname, sealed, volunteers};
            Ok(volunteers.select((nickname, sealed)).first::<(String, Option<Vec<u8>>)>(tx.conn)?)
        })
        .await;
    assert_eq!(kept, (String::new(), None));
    two.post("/volunteer/join", &form).await.expect(303);
}

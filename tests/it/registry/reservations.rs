//! Name pre-registration 名称预登记: kept for who asked, taken up by the founding, set free by the clock (`SO-52`).
use super::{NAME, office};
use serde_json::json;

const OTHER: &str = "遂宁市船山区稻香养老服务中心";

fn wish(name: &str) -> [(&str, &str); 4] {
    [("name", name), ("kind", "service"), ("authority", "mz-510903"), ("purpose", "陪伴老人。")]
}

fn q(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}

#[actix_web::test]
async fn a_name_is_kept_for_who_asked_and_taken_up_when_the_founding_is_handed_in_so_52() {
    let o = office().await;
    let look = format!("/registration/names?name={}&kind=service&authority=mz-510903", q(NAME));
    assert!(o.app.visitor().get(&look).await.expect(200).has("登录后可以申请名称预登记"));
    assert!(o.founder.get(&look).await.expect(200).has("action=\"/name-reservations\""));
    let half = o.founder.post("/name-reservations", &wish(NAME)[..3]).await.expect(422);
    assert!(half.has(NAME), "what was typed stays: {}", half.outline());
    let sent = o.founder.post("/name-reservations", &wish(NAME)).await.expect(303);
    let no = "510903-20261123-MC01-00001";
    assert_eq!(sent.location, format!("/name-reservations/{no}"));
    let rival = o.app.person("rival@example.org", "何青").await;
    let twin = rival.post("/name-reservations", &wish(NAME)).await.expect(409);
    assert!(twin.has("已经有人申请预登记"), "{}", twin.outline());
    rival.get(&sent.location).await.expect(404);
    rival.post(&format!("{}/answer", sent.location), &[("outcome", "grant")]).await.expect(404);
    o.founder.post(&format!("{}/answer", sent.location), &[("outcome", "grant")]).await.expect(403);
    assert!(o.clerk.get("/desk/names").await.expect(200).has(NAME));
    assert!(o.clerk.get("/workbench").await.expect(200).has("办理名称预登记"));
    o.founder.get("/desk/names").await.expect(404);
    o.clerk.post(&format!("{}/answer", sent.location), &[("outcome", "refuse")]).await.expect(422);
    o.clerk.post(&format!("{}/answer", sent.location), &[("outcome", "grant")]).await.expect(303);
    o.app.settle().await;
    let kept = o.founder.get(&sent.location).await.expect(200);
    assert!(kept.has("保留中") && kept.has("2027 年 5 月 22 日"), "{}", kept.outline());
    assert!(o.app.letters().iter().any(|l| l.to.contains("founder@") && l.subject.contains("名称已预登记")));

    // Nobody else founds under it.
    let theirs = super::complete(&rival, NAME).await;
    let told = rival.post(&format!("/applications/{theirs}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(told.has("SO-52"), "{}", told.outline());
    let own = super::submitted(&o.founder, NAME).await;
    let used = o.founder.get(&sent.location).await.expect(200);
    assert!(used.has("已用于成立登记") && used.has(&own), "{}", used.outline());
    o.founder.post(&format!("{}/withdrawal", sent.location), &[]).await.expect(409);
}

#[actix_web::test]
async fn what_is_not_used_in_time_is_set_free_by_the_clock_so_52() {
    let o = office().await;
    let api = o.app.api("founder@example.org").await;
    let body = json!({ "name": OTHER, "kind": "service", "authority": "mz-510903", "purpose": "陪伴老人。" });
    let (status, told) = api.post_once("/name-reservations", "key-0000-0002", body.clone()).await;
    assert_eq!((status, told["state"].as_str()), (201, Some("asked")), "{told}");
    assert_eq!(api.post_once("/name-reservations", "key-0000-0002", body.clone()).await.1, told);
    let no = told["no"].as_str().unwrap().to_owned();
    let clerk = o.app.api("clerk@example.org").await;
    let (status, kept) = clerk.post(&format!("/name-reservations/{no}/answer"), json!({ "outcome": "grant" })).await;
    assert_eq!((status, kept["until_on"].as_str()), (200, Some("2027-05-22")), "{kept}");
    let blocked = format!("/name-checks?name={}&kind=service&authority=mz-510903", q(OTHER));
    assert_eq!(api.get(&blocked).await.1["is_blocked"], true);
    // The last day belongs to who keeps it.
    o.app.set_clock("2027-05-22T15:00:00Z");
    o.app.settle().await;
    let api = o.app.api("founder@example.org").await;
    assert_eq!(api.get(&format!("/name-reservations/{no}")).await.1["state"], "held");
    o.app.set_clock("2027-05-22T17:00:00Z");
    o.app.settle().await;
    let api = o.app.api("founder@example.org").await;
    assert_eq!(api.get(&format!("/name-reservations/{no}")).await.1["state"], "released");
    assert_eq!(api.get(&blocked).await.1["is_blocked"], false);
    assert!(o.app.letters().iter().any(|l| l.subject.contains("预登记的名称已到期")));
    // A filed group has no name to be pre-registered, and a forbidden one is told at once.
    let (status, _) = api
        .post(
            "/name-reservations",
            json!({ "name": "晚晴合唱队", "kind": "filed", "authority": "mz-510903", "purpose": "x" }),
        )
        .await;
    assert_eq!(status, 409);
    let (_, told) = api
        .post(
            "/name-reservations",
            json!({ "name": "中华养老服务中心", "kind": "service", "authority": "mz-510903", "purpose": "x" }),
        )
        .await;
    assert_eq!(told["code"], "name-blocked", "{told}");
}

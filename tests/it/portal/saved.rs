//! Saved searches through HTTP: kept by a person, told of by one letter a day, ended by one press.
use crate::{registry::office, support::Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::AuthorityId,
    registry::organization::{self, sample},
};

const A: &str = "52510903XXXX00019L";
const B: &str = "52510903XXXX00027G";

/// Saturday to Monday do not matter: letters go out every day.
const TOMORROW: &str = "2026-11-24T00:10:00Z";

async fn register(o: &crate::registry::Office, code: &'static str, name: &'static str) {
    let authority = AuthorityId(o.authority);
    o.app.make(move |tx| organization::register(tx, &sample::new_organization(code, name, authority, tx.now))).await;
}

async fn keep(who: &Browser, address: &str) -> u16 {
    who.post("/saved-searches", &[("address", address)]).await.status
}

#[actix_web::test]
async fn what_is_new_since_comes_in_one_letter_the_next_morning_and_only_once() {
    let o = office().await;
    register(&o, A, "船山区听荷养老服务中心").await;
    assert_eq!(keep(&o.founder, "/orgs?q=养老&division=510903&page=2").await, 303);
    assert_eq!(keep(&o.founder, "/orgs?division=510903&q=养老").await, 303, "the same again is one");
    assert_eq!(keep(&o.founder, "/tenders?q=养老").await, 303);
    let page = o.founder.get("/saved-searches").await.expect(200);
    assert!(page.has("“养老” · 船山区") && page.has("已收藏 2 个"), "{}", page.outline());

    o.app.set_clock("2026-11-23T09:00:00Z");
    register(&o, B, "船山区𠮷祥<i>养老</i>站").await;
    register(&o, "52510903XXXX00035B", "船山区茶艺社").await;
    o.app.settle().await;
    assert!(letters(&o).is_empty(), "nothing before the hour of the next day has come, and what was there is not news");

    o.app.set_clock("2026-11-23T22:50:00Z");
    o.app.settle().await;
    assert!(letters(&o).is_empty(), "6:50 in the morning is too early");
    o.app.set_clock(TOMORROW);
    o.app.settle().await;
    let all = letters(&o);
    assert_eq!(all.len(), 1, "one letter");
    let text = &all[0].text;
    assert!(text.contains("𠮷祥") && !text.contains("茶艺") && !text.contains("听荷"), "{text}");
    assert!(all[0].html.contains("&lt;i&gt;养老"), "a name is never markup");
    o.app.settle().await;
    o.app.set_clock("2026-11-25T00:10:00Z");
    o.app.settle().await;
    assert_eq!(letters(&o).len(), 1, "no news, no letter");
}

fn letters(o: &crate::registry::Office) -> Vec<shanzhi::platform::mail::Letter> {
    o.app.letters().into_iter().filter(|l| l.subject.contains("收藏搜索")).collect()
}

#[actix_web::test]
async fn one_press_in_the_letter_ends_it_and_nobody_else_can_make_the_link() {
    let o = office().await;
    keep(&o.founder, "/orgs").await;
    o.app.set_clock("2026-11-23T09:00:00Z");
    register(&o, A, "船山区听荷养老服务中心").await;
    o.app.set_clock(TOMORROW);
    o.app.settle().await;
    let letter = letters(&o).pop().expect("a letter");
    let link = letter.text.split_whitespace().find(|w| w.contains("/unsubscribe/")).expect("the way out").to_owned();
    let path = link.split_once("/unsubscribe/").map(|(_, token)| format!("/unsubscribe/{token}")).expect("a path");

    let visitor = o.app.visitor();
    visitor.get("/unsubscribe/1.forged").await.expect(410);
    visitor.post("/unsubscribe/1.forged", &[]).await.expect(410);
    assert!(visitor.get(&path).await.expect(200).has("停发邮件"));
    assert!(o.founder.get("/saved-searches").await.expect(200).has("停发邮件"), "a look changes nothing");
    // As a mail program does it: no cookie, no form token (RFC 8058).
    let done =
        visitor.post_bytes(&path, "application/x-www-form-urlencoded", b"List-Unsubscribe=One-Click".to_vec()).await;
    assert_eq!(done.status, 200, "{}", done.body);
    assert!(o.founder.get("/saved-searches").await.expect(200).has("恢复邮件"));
    register(&o, B, "船山区吉祥养老站").await;
    o.app.set_clock("2026-11-25T00:10:00Z");
    o.app.settle().await;
    assert_eq!(letters(&o).len(), 1);
}

#[actix_web::test]
async fn what_one_keeps_is_ones_own_and_there_is_an_end_to_it() {
    let o = office().await;
    let api = o.app.api("founder@example.org").await;
    let (status, kept) = api.post("/saved-searches", json!({"address": "/activities?county=510903&field=elder"})).await;
    assert_eq!((status, kept["address"].as_str()), (201, Some("/activities?county=510903&field=elder")), "{kept}");
    let id = kept["id"].as_i64().expect("an id");
    assert_eq!(api.post("/saved-searches", json!({"address": "/ledger"})).await.0, 422);
    assert_eq!(keep(&o.founder, "https://evil.example/orgs").await, 422);
    assert_eq!(o.app.visitor().get("/saved-searches").await.status, 303, "sign in first");

    let other = o.app.api("clerk@example.org").await;
    assert_eq!(other.put(&format!("/saved-searches/{id}/letters"), json!({"mailed": false})).await.0, 404);
    o.clerk.post(&format!("/saved-searches/{id}/removal"), &[]).await.expect(404);
    assert_eq!(api.put(&format!("/saved-searches/{id}/letters"), json!({"mailed": false})).await.1["mailed"], false);
    for n in 1..20 {
        assert_eq!(keep(&o.founder, &format!("/orgs?q={n}")).await, 303);
    }
    let full = o.founder.post("/saved-searches", &[("address", "/orgs?q=20")]).await.expect(409);
    assert!(full.has("最多收藏 20 个"));
    o.founder.post(&format!("/saved-searches/{id}/removal"), &[]).await.expect(303);
    assert_eq!(keep(&o.founder, "/orgs?q=20").await, 303);
}

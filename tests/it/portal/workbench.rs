//! What waits for somebody stands on the workbench, with the days left; for nobody else.
use crate::{
    market::contract::cast::{CONTRACT, Cast, TENDER, draft, ok, path},
    support::{Browser, TestApp},
    volunteer,
};
use serde_json::json;
use shanzhi::kernel::actor::{BodyKind, Role};

async fn bench(browser: &Browser) -> String {
    browser.get("/workbench").await.expect(200).body
}

#[actix_web::test]
async fn a_contract_waits_for_each_of_its_people_in_turn_and_tells_the_days_left() {
    let cast = Cast::new().await;
    let app = &cast.app;
    let people = ["buyer", "approver", "supplier", "payer"];
    let mut browsers = Vec::new();
    for name in people {
        browsers.push(app.sign_in(&format!("{name}@example.org")).await);
    }
    let waits = async || {
        let mut out = Vec::new();
        for (name, browser) in people.iter().zip(&browsers) {
            if bench(browser).await.contains(CONTRACT) {
                out.push(*name);
            }
        }
        out
    };
    assert!(waits().await.is_empty());
    ok(cast.buyer.post(&format!("/tenders/{TENDER}/contract"), draft()).await);
    assert_eq!(waits().await, ["buyer"]);
    ok(cast.buyer.post(&path("submission"), json!({})).await);
    assert_eq!(waits().await, ["approver"]);
    ok(cast.approver.post(&path("approval"), json!({})).await);
    assert_eq!(waits().await, ["supplier"]);
    let page = bench(&browsers[2]).await;
    assert!(page.contains("签署合同") && page.contains("个工作日"), "what to do, and what is left");
    ok(cast.supplier.post(&path("signatures"), json!({})).await);
    assert_eq!(waits().await, ["buyer"]);
}

#[actix_web::test]
async fn volunteers_and_their_leaders_see_what_they_promised_and_what_they_have_to_do() {
    let stage = volunteer::stage().await;
    let notice = volunteer::notice(&stage, "5");
    let fields: Vec<(&str, &str)> = notice.iter().map(|(n, v)| (*n, v.as_str())).collect();
    stage.officer.post("/activities", &fields).await.expect(303);
    assert!(bench(&stage.officer).await.contains("发布志愿活动"), "a draft waits to be published");
    let no = volunteer::publish(&stage.officer, &notice).await;
    let someone = volunteer::volunteer(&stage.app, "li@example.org", "李一", "小一").await;
    assert!(!bench(&someone).await.contains(&no));
    someone.post(&format!("/activities/{no}/signup"), &[]).await.expect(303);
    let page = bench(&someone).await;
    assert!(page.contains(&no) && page.contains("参加志愿活动"), "the day that was promised");
    someone.post("/teams/510903-T0007/requests", &[]).await.expect(303);
    assert!(bench(&stage.leader).await.contains("答复入队申请"));
    assert!(!bench(&someone).await.contains("答复入队申请"));
}

#[actix_web::test]
async fn an_empty_workbench_helps_on_in_the_words_of_each_role() {
    let app = TestApp::new().await;
    let body = app.authority("mz", "department", "510900").await;
    let mut said = std::collections::BTreeSet::new();
    for role in Role::ALL {
        let body =
            if matches!(role, Role::Officer) { (BodyKind::Organization, 1) } else { (BodyKind::Authority, body) };
        let browser = app.with_role(&format!("{}@x.cn", role.word()), *role, body).await;
        let html = scraper::Html::parse_document(&bench(&browser).await);
        let empty = scraper::Selector::parse(".empty").unwrap();
        let words: String = html.select(&empty).flat_map(|e| e.text()).collect();
        assert!(words.contains("现在没有等您办的事"), "{}", role.word());
        said.insert(words);
    }
    assert_eq!(said.len(), Role::ALL.len(), "every role has words of its own");
}

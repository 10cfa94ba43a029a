//! Random inspection through HTTP: announced, drawn from a committed seed, recorded by two officers, published, put right
//! (`SO-118`, `SO-121`).
use super::{Office, office};
use crate::support::{Api, Browser};
use serde_json::json;
use sha2::{Digest, Sha256};
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, NewOrganization, sample},
};

const BEFORE: [(&str, &str); 3] =
    [("title", "社会组织财务公开抽查𠀀"), ("basis", "中办发〔2016〕46号。"), ("sample", "2")];

/// Five registered organizations at the office; the officer acts for all of them.
async fn city(o: &Office) -> Browser {
    let authority = AuthorityId(o.authority);
    let ids = o
        .app
        .make(move |tx| {
            let mut ids = Vec::new();
            for n in 1..=5 {
                let (code, name) = (format!("52510903XXXX0000{n}L"), format!("遂宁市船山区听荷第{n}服务中心"));
                let new = sample::new_organization(&code, &name, authority, tx.now);
                ids.push(organization::register(tx, &NewOrganization { certificate_no: format!("C-{n}"), ..new })?);
            }
            Ok(ids)
        })
        .await;
    for id in &ids {
        o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await;
    }
    o.app.sign_in("officer@example.org").await
}

fn sha256(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

async fn shown(o: &Office, draw: &str) -> serde_json::Value {
    let no = draw.rsplit('/').next().unwrap();
    Api::visitor(&o.app.url).get(&format!("/inspection-draws/{no}")).await.1
}

#[actix_web::test]
async fn a_draw_is_announced_and_drawn_by_two_people_and_anyone_can_repeat_it_so_118() {
    let o = office().await;
    city(&o).await;
    o.founder.post("/inspections/draws", &BEFORE).await.expect(403);
    o.clerk.post("/inspections/draws", &[("title", ""), ("sample", "0")]).await.expect(422);
    let many = [BEFORE[0], BEFORE[1], ("sample", "6")];
    assert!(o.clerk.post("/inspections/draws", &many).await.expect(409).has("只有 5 个"));
    let at = o.clerk.post("/inspections/draws", &BEFORE).await.expect(303).location;
    let announced = shown(&o, &at).await;
    assert!(announced["seed"].is_null() && announced["population"].as_array().unwrap().len() == 5);
    assert!(o.app.visitor().get("/inspections").await.expect(200).has("财务公开抽查𠀀"));

    // Who announced does not draw; the seed is the one that was committed.
    o.clerk.post(&format!("{at}/drawing"), &[]).await.expect(403);
    o.decider.post(&format!("{at}/drawing"), &[]).await.expect(303);
    o.decider.post(&format!("{at}/drawing"), &[]).await.expect(409);
    let drawn = shown(&o, &at).await;
    let seed = drawn["seed"].as_str().unwrap();
    assert_eq!(sha256(seed), announced["commitment"].as_str().unwrap());
    let codes: Vec<&str> = drawn["population"].as_array().unwrap().iter().map(|c| c.as_str().unwrap()).collect();
    let list: String = codes.iter().map(|c| format!("{c}\n")).collect();
    assert_eq!(sha256(&list), announced["population_digest"].as_str().unwrap());
    let mut lots: Vec<(String, &str)> = codes.iter().map(|c| (sha256(&format!("{seed}:{c}")), *c)).collect();
    lots.sort();
    let expected: Vec<&str> = lots.iter().take(2).map(|(_, c)| *c).collect();
    let got: Vec<&str> =
        drawn["inspections"].as_array().unwrap().iter().map(|i| i["organization"].as_str().unwrap()).collect();
    assert_eq!(got, expected);
    assert!(o.app.visitor().get(&format!("{at}.csv")).await.expect(200).has(&lots[0].0));
    assert!(o.app.visitor().get(&at).await.expect(200).has(seed));
    assert!(o.app.visitor().get("/ledger").await.expect(200).has("随机抽取"));
}

async fn first(o: &Office) -> String {
    let at = o.clerk.post("/inspections/draws", &BEFORE).await.expect(303).location;
    o.decider.post(&format!("{at}/drawing"), &[]).await.expect(303);
    let drawn = shown(o, &at).await;
    format!("/inspections/{}", drawn["inspections"][0]["no"].as_str().unwrap())
}

const CLEAN: [(&str, &str); 3] =
    [("visited_on", "2026-11-23"), ("facts", "现场核对账目与公示一致。"), ("finding", "clean")];

#[actix_web::test]
async fn two_officers_make_one_record_and_only_then_is_it_public() {
    let o = office().await;
    let officer = city(&o).await;
    let at = first(&o).await;
    o.app.visitor().get(&at).await.expect(404);
    assert!(o.clerk.get("/workbench").await.expect(200).has("检查并填写记录"));
    let future = [("visited_on", "2026-12-23"), CLEAN[1], CLEAN[2]];
    o.clerk.post(&format!("{at}/record"), &future).await.expect(422);
    o.decider.post(&format!("{at}/record"), &CLEAN).await.expect(403);
    o.founder.post(&format!("{at}/record"), &CLEAN).await.expect(404);
    o.clerk.post(&format!("{at}/record"), &CLEAN).await.expect(303);
    assert!(!officer.get(&at).await.expect(200).has("现场核对"), "not before it is confirmed");
    o.clerk.post(&format!("{at}/confirmation"), &[("is_right", "yes")]).await.expect(403);
    o.reviewer.post(&format!("{at}/confirmation"), &[("is_right", "no")]).await.expect(422);
    o.reviewer.post(&format!("{at}/confirmation"), &[("is_right", "no"), ("note", "日期不对。")]).await.expect(303);
    o.clerk.post(&format!("{at}/record"), &CLEAN).await.expect(303);
    o.reviewer.post(&format!("{at}/confirmation"), &[("is_right", "yes")]).await.expect(303);
    let page = o.app.visitor().get(&at).await.expect(200);
    assert!(page.has("现场核对账目") && page.has("未发现问题") && !page.has("日期不对"));
    o.app.settle().await;
    assert!(o.app.letters().iter().any(|l| l.subject.contains("抽查结果") && l.to == "officer@example.org"));
}

#[actix_web::test]
async fn what_was_found_is_put_right_by_its_day_or_leads_to_a_notice_so_121() {
    let o = office().await;
    let officer = city(&o).await;
    let at = first(&o).await;
    let order = [CLEAN[0], CLEAN[1], ("finding", "rectify"), ("rectify_by", "2026-12-10")];
    o.clerk.post(&format!("{at}/record"), &order[..3]).await.expect(422);
    o.clerk.post(&format!("{at}/record"), &order).await.expect(303);
    o.reviewer.post(&format!("{at}/confirmation"), &[("is_right", "yes")]).await.expect(303);
    assert!(officer.get("/workbench").await.expect(200).has("整改并报送情况"));
    o.founder.post(&format!("{at}/rectification"), &[("reply", "x")]).await.expect(403);
    officer.post(&format!("{at}/rectification"), &[("reply", "已公示年度财务报告。")]).await.expect(303);
    let insist = [("is_done", "no"), ("note", "公示缺附注。"), ("rectify_by", "2026-12-15")];
    o.reviewer.post(&format!("{at}/verification"), &insist).await.expect(303);
    assert!(officer.get(&at).await.expect(200).has("公示缺附注。"));

    o.app.set_clock("2026-12-15T10:00:00Z");
    o.app.settle().await;
    assert!(!o.clerk.get("/desk/lists").await.expect(200).has("未按期完成整改"));
    o.app.set_clock("2026-12-16T01:00:00Z");
    o.app.settle().await;
    o.app.settle().await;
    let desk = o.clerk.get("/desk/lists").await.expect(200);
    assert_eq!(desk.body.matches("未按期完成整改").count(), 1);
    officer.post(&format!("{at}/rectification"), &[("reply", "附注已补。")]).await.expect(303);
    o.clerk.post(&format!("{at}/verification"), &[("is_done", "yes")]).await.expect(303);
    assert!(o.app.visitor().get(&at).await.expect(200).has("已结束"));
}

#[actix_web::test]
async fn a_program_does_the_same_and_an_office_of_one_officer_cannot_draw() {
    let o = office().await;
    city(&o).await;
    let (clerk, decider) = (o.app.api("clerk@example.org").await, o.app.api("decider@example.org").await);
    let body = json!({"title": "年报抽查", "basis": "民政部令第27号。", "kind": "service", "sample": 3});
    let (status, made) = clerk.post("/inspection-draws", body).await;
    assert_eq!(status, 201, "{made}");
    let path = format!("/inspection-draws/{}/drawing", made["no"].as_str().unwrap());
    let (a, b) = tokio::join!(decider.post(&path, json!({})), decider.post(&path, json!({})));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409], "one of two at once");

    let alone = o.app.authority("mz-510904", "registrar", "510904").await;
    o.app.with_role("lone@example.org", Role::Clerk, (BodyKind::Authority, alone)).await;
    let lone = o.app.api("lone@example.org").await;
    let (status, answer) = lone.post("/inspection-draws", json!({"title": "x", "basis": "y", "sample": 1})).await;
    assert_eq!(status, 409);
    assert!(answer.to_string().contains("two-officers"));
}

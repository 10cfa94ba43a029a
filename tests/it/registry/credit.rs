//! The lists of abnormal activity and of serious violations through HTTP (`SO-120`–`SO-129`).
use super::{Office, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";

/// A registered organization at the office, and its officer.
async fn listed_here(o: &Office) -> Browser {
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| organization::register(tx, &sample::new_organization(CODE, NAME, authority, tx.now)))
        .await;
    o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await
}

async fn notice(o: &Office, ground: &str) -> String {
    let page = o
        .clerk
        .post(&format!("/orgs/{CODE}/listings"), &[("ground", ground), ("facts", "两次专用信函无人签收。")])
        .await
        .expect(303);
    page.location
}

async fn status(o: &Office) -> String {
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}")).await;
    body["status"].as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn an_organization_is_told_objects_is_listed_in_public_and_leaves_the_list_so_127_so_124() {
    let o = office().await;
    let officer = listed_here(&o).await;
    let at = notice(&o, "unreachable").await;

    // Nobody else learns of a notice.
    o.app.visitor().get(&at).await.expect(404);
    o.founder.get(&at).await.expect(404);
    assert_eq!(status(&o).await, "active");
    o.app.settle().await;
    let letter = o.app.letters().into_iter().find(|l| l.subject.contains(NAME)).expect("the notice is sent");
    assert_eq!(letter.to, "officer@example.org");

    // Ten working days to object: nothing can be listed meanwhile, and the one who gave notice never decides.
    let enter = [("outcome", "enter"), ("reasons", "事实清楚，依据充分。")];
    o.decider.post(&format!("{at}/decision"), &enter).await.expect(409);
    o.clerk.post(&format!("{at}/decision"), &enter).await.expect(404);
    officer.post(&format!("{at}/objection"), &[("objection", "")]).await.expect(422);
    officer.post(&format!("{at}/objection"), &[("objection", "门牌改号，信件投错。")]).await.expect(303);
    officer.post(&format!("{at}/objection"), &[("objection", "再说一次。")]).await.expect(409);
    o.decider.post(&format!("{at}/decision"), &enter).await.expect(303);

    // Now everybody sees it, everywhere.
    assert_eq!(status(&o).await, "abnormal");
    let page = o.app.visitor().get(&at).await.expect(200);
    assert!(page.has("事实清楚") && !page.has("门牌改号"), "the objection stays between the parties");
    assert!(o.app.visitor().get("/lists").await.expect(200).has(NAME));
    assert!(o.app.visitor().get(&format!("/lists?q={CODE}&list=abnormal")).await.expect(200).has(NAME));
    assert!(!o.app.visitor().get("/lists?list=serious").await.expect(200).has(NAME));
    assert!(o.app.visitor().get("/lists.csv").await.expect(200).has(CODE));
    assert!(o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has("/lists?q="));

    // Removal on application, within five working days.
    officer.post(&format!("{at}/removal-request"), &[("duty_done", "已更正住所并回函。")]).await.expect(303);
    assert_eq!(status(&o).await, "abnormal", "still listed while it is verified");
    assert!(o.decider.get("/desk/lists").await.expect(200).has(NAME));
    o.decider.post(&format!("{at}/removal"), &[("outcome", "remove"), ("reasons", "已核实。")]).await.expect(303);
    assert_eq!(status(&o).await, "active");
    assert!(!o.app.visitor().get("/lists").await.expect(200).has(NAME));
    let shown = o.app.visitor().get("/ledger").await.expect(200);
    assert!(shown.has("列入信用名单") && shown.has("移出信用名单"));
}

#[actix_web::test]
async fn without_an_objection_the_decision_falls_after_the_tenth_working_day_and_refusals_change_nothing() {
    let o = office().await;
    let officer = listed_here(&o).await;
    let at = notice(&o, "report_late").await;
    o.clerk
        .post(&format!("/orgs/{CODE}/listings"), &[("ground", "report_late"), ("facts", "重复。")])
        .await
        .expect(409);
    o.clerk.post(&format!("/orgs/{CODE}/listings"), &[("ground", "long_abnormal"), ("facts", "x")]).await.expect(422);
    o.founder.post(&format!("/orgs/{CODE}/listings"), &[("ground", "report_late"), ("facts", "x")]).await.expect(403);
    o.app.set_clock("2026-12-08T01:00:00Z");
    officer.post(&format!("{at}/objection"), &[("objection", "迟了。")]).await.expect(409);
    o.decider.post(&format!("{at}/decision"), &[("outcome", "sell"), ("reasons", "x")]).await.expect(422);
    o.decider.post(&format!("{at}/decision"), &[("outcome", "enter"), ("reasons", "逾期未报。")]).await.expect(303);
    officer.post(&format!("{at}/removal-request"), &[("duty_done", "已补报。")]).await.expect(303);
    o.decider
        .post(&format!("{at}/removal"), &[("outcome", "refuse"), ("reasons", "报告缺财务部分。")])
        .await
        .expect(303);
    assert_eq!(status(&o).await, "abnormal");
}

#[actix_web::test]
async fn the_clock_ends_a_warning_after_six_months_and_lists_two_years_as_serious_so_124_so_125() {
    let o = office().await;
    listed_here(&o).await;
    let (warned, late) = (notice(&o, "light_penalty").await, notice(&o, "report_late").await);
    o.app.set_clock("2026-12-08T01:00:00Z");
    for at in [&warned, &late] {
        o.decider.post(&format!("{at}/decision"), &[("outcome", "enter"), ("reasons", "依法列入。")]).await.expect(303);
    }
    o.app.set_clock("2027-06-08T01:00:00Z");
    o.app.settle().await;
    assert!(o.app.visitor().get(&warned).await.expect(200).has("已列入"), "through the last day");
    o.app.set_clock("2027-06-09T01:00:00Z");
    o.app.settle().await;
    assert!(o.app.visitor().get(&warned).await.expect(200).has("系统按规定移出"));
    assert_eq!(status(&o).await, "abnormal", "the late report stays");

    o.app.set_clock("2028-12-12T01:00:00Z");
    o.app.settle().await;
    o.app.settle().await;
    let desk = o.decider.get("/desk/lists").await.expect(200);
    assert_eq!(desk.body.matches("被列入活动异常名录满二年").count(), 1, "one notice, however often the clock looks");
}

#[actix_web::test]
async fn a_program_does_the_same_and_twice_at_once_is_once() {
    let o = office().await;
    listed_here(&o).await;
    let clerk = o.app.api("clerk@example.org").await;
    let decider = o.app.api("decider@example.org").await;
    let path = format!("/organizations/{CODE}/listings");
    let (status, made) = clerk.post(&path, json!({"ground": "heavy_fine", "facts": "处罚决定书一号。"})).await;
    assert_eq!(status, 201, "{made}");
    let no = made["no"].as_str().unwrap().to_owned();
    let officer = o.app.api("officer@example.org").await;
    let (status, body) = officer.post(&format!("/listings/{no}/objection"), json!({"objection": "正在诉讼。"})).await;
    assert_eq!((status, body["state"].as_str()), (200, Some("objected")));
    let decide = format!("/listings/{no}/decision");
    let body = json!({"outcome": "enter", "reasons": "处罚已生效。"});
    let (a, b) = tokio::join!(decider.post(&decide, body.clone()), decider.post(&decide, body));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409], "one of two at once");
    let (_, all) = Api::visitor(&o.app.url).get("/listings?list=serious").await;
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1));
    // Two years on the serious list, and the reason says until when (`SO-126`).
    let (status, refusal) =
        officer.post(&format!("/listings/{no}/removal-request"), json!({"duty_done": "罚款已缴。"})).await;
    assert_eq!(status, 409, "{refusal}");
    assert!(refusal.to_string().contains("removal-too-early"));
}

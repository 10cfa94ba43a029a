//! Cancellation through HTTP (`SO-94`–`SO-100`), and certificates renewed and reissued (`SO-82`).
use super::{Office, files, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        time::Day,
    },
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";

/// A registered organization at the office whose certificate ends on a day, and its officer.
async fn registered(o: &Office, ends: &str) -> Browser {
    let (authority, last) = (AuthorityId(o.authority), ends.parse::<Day>().ok());
    let id = o
        .app
        .make(move |tx| {
            let new = sample::new_organization(CODE, NAME, authority, tx.now);
            organization::register(tx, &organization::NewOrganization { valid_until: last, ..new })
        })
        .await;
    o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await
}

async fn attach(me: &Browser, at: &str, keys: &[&str]) {
    for key in keys {
        let (field, name) = (format!("file.{key}"), format!("{key}.pdf"));
        me.upload(&format!("{at}/documents"), &[], (&field, &name, files::scan(900))).await.expect(303);
    }
}

const PLAN: &[(&str, &str)] = &[
    ("ground", "dissolved"),
    ("facts", "理事会决议终止。"),
    ("ended_on", "2026-11-20"),
    ("group", "徐静\n何青"),
    ("group_on", "2026-11-21"),
    ("contact", "徐静，0825-0000000"),
];

/// An organization in liquidation.
async fn announced(me: &Browser, plan: &[(&str, &str)]) -> String {
    let at = me.post(&format!("/orgs/{CODE}/cancellations"), &[]).await.expect(303).location;
    me.post(&at, plan).await.expect(303);
    me.post(&format!("{at}/announcement"), &[]).await.expect(303);
    at
}

async fn status(o: &Office) -> String {
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}")).await;
    body["status"].as_str().unwrap_or_default().to_owned()
}

#[actix_web::test]
async fn an_organization_liquidates_in_public_and_is_struck_off_by_three_so_95_so_96_so_97() {
    let o = office().await;
    let me = registered(&o, "2029-04-17").await;
    let at = me.post(&format!("/orgs/{CODE}/cancellations"), &[]).await.expect(303).location;
    me.post(&format!("/orgs/{CODE}/cancellations"), &[]).await.expect(409);
    o.clerk.get(&at).await.expect(404);
    o.founder.get(&at).await.expect(404);
    let page = me.post(&format!("{at}/announcement"), &[]).await.expect(409);
    assert!(page.has("请选择注销事由") && page.has("清算组织成员"));
    let wrong = me.post(&at, &[("ground", "tired"), ("contact", "徐静")]).await.expect(422);
    assert!(wrong.has("徐静"));
    me.post(&at, PLAN).await.expect(303);
    me.post(&format!("{at}/announcement"), &[]).await.expect(303);
    me.post(&format!("{at}/announcement"), &[]).await.expect(409);

    // Everybody sees it, and it may do nothing else.
    assert!(o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has("清算"));
    assert!(o.app.visitor().get("/orgs.atom").await.expect(200).has("清算公告"));
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}")).await;
    assert_eq!(body["eligible"].as_bool(), Some(false), "{body}");

    // Creditors have forty-five days; what they were told stays.
    me.post(
        &at,
        &[("ground", "merged"), ("liquidated_on", "2026-11-23"), ("report", "无债务。"), ("assets", "转赠。")],
    )
    .await
    .expect(303);
    assert!(me.get(&at).await.expect(200).has("自行解散"));
    attach(&me, &at, &["resolution", "liquidation_report", "certificate_return"]).await;
    let page = me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(page.has("期满后才能提交"), "{}", page.outline());
    o.app.set_clock("2027-01-12T01:00:00Z");
    let me = o.app.sign_in("officer@example.org").await;
    let late = me.get(&at).await.expect(200);
    assert!(late.has("现在已经过了"), "fifteen days after liquidation ended (SO-96)");
    me.post(&at, &[("liquidated_on", "2027-01-11"), ("report", "无债务。"), ("assets", "转赠同类组织。")])
        .await
        .expect(303);
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(303);

    let [clerk, reviewer, decider] = ["clerk", "reviewer", "decider"].map(|w| format!("{w}@example.org"));
    let (clerk, reviewer, decider) =
        (o.app.sign_in(&clerk).await, o.app.sign_in(&reviewer).await, o.app.sign_in(&decider).await);
    assert!(clerk.get("/desk/cancellations").await.expect(200).has(&at));
    clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    clerk.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "x")]).await.expect(403);
    reviewer.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "符合规定。")]).await.expect(303);
    decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(303);
    decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(409);
    assert_eq!(status(&o).await, "cancelled");
    assert!(o.app.visitor().get("/orgs.atom").await.expect(200).has("注销登记公告"));
    o.app.settle().await;
    assert!(o.app.letters().iter().any(|l| l.to == "officer@example.org" && l.subject.contains("准予注销")));
    // Nothing more is begun, and the name stays blocked (SO-50).
    me.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(409);
    me.post(&format!("/orgs/{CODE}/cancellations"), &[]).await.expect(409);
}

#[actix_web::test]
async fn the_simplified_procedure_asks_for_less_and_waits_for_its_notice_so_100() {
    let o = office().await;
    let me = registered(&o, "2029-04-17").await;
    let plan = [("ground", "other"), ("ended_on", "2026-11-20"), ("is_simplified", "yes"), ("contact", "徐静")];
    let at = announced(&me, &plan).await;
    attach(&me, &at, &["resolution", "certificate_return"]).await;
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(409);
    o.app.set_clock("2026-12-15T01:00:00Z");
    let me = o.app.sign_in("officer@example.org").await;
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(303);
    // A notice of corrections, an answer, and taken back: the organization goes on.
    let clerk = o.app.sign_in("clerk@example.org").await;
    let asks = [("doc-resolution", "fix"), ("doc-resolution-text", "请补签名。")];
    clerk.post(&format!("{at}/correction-notice"), &asks).await.expect(303);
    assert!(me.get(&at).await.expect(200).has("请补签名。"));
    me.post(&format!("{at}/withdrawal"), &[]).await.expect(303);
    assert_eq!(status(&o).await, "active");
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}")).await;
    assert_eq!(body["eligible"].as_bool(), Some(true), "{body}");
}

#[actix_web::test]
async fn a_program_cancels_and_twice_at_once_is_once() {
    let o = office().await;
    registered(&o, "2029-04-17").await;
    let me = o.app.api("officer@example.org").await;
    let path = format!("/organizations/{CODE}/cancellations");
    let (a, b) = tokio::join!(me.post(&path, json!({})), me.post(&path, json!({})));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [201, 409], "{} {}", a.1, b.1);
    let (_, list) = me.get(&path).await;
    let at = format!("/cancellations/{}", list["items"][0]["no"].as_str().unwrap());
    let plan = json!({"ground": "merged", "ended_on": "2026-11-20", "group": ["徐静"], "group_on": "2026-11-21", "contact": "徐静"});
    assert_eq!(me.put(&format!("{at}/answers"), plan).await.0, 200);
    let (status, body) = me.post(&format!("{at}/announcement"), json!({})).await;
    assert_eq!((status, body["state"].as_str()), (200, Some("liquidating")), "{body}");
    let (status, body) = me.post(&format!("{at}/submission"), json!({"declared": true})).await;
    assert!(status == 409 && body.to_string().contains("liquidation-report-missing"), "{body}");
    assert_eq!(Api::visitor(&o.app.url).get(&at).await.0, 401);
}

#[actix_web::test]
async fn a_certificate_is_renewed_in_its_last_days_and_the_code_stays_so_82() {
    let o = office().await;
    let me = registered(&o, "2027-03-01").await;
    let page = format!("/orgs/{CODE}/certificates");
    let ask = me.post(&page, &[("kind", "renewal")]).await.expect(409);
    assert!(ask.has("起可以申请换发"), "{}", ask.outline());
    o.app.visitor().get(&page).await.expect(303);
    o.founder.get(&page).await.expect(404);

    // Ninety, sixty, thirty days before: one letter each, however often the clock looks.
    let sent = || o.app.letters().iter().filter(|l| l.subject.contains("天到期")).count();
    o.app.set_clock("2026-11-30T01:00:00Z");
    o.app.settle().await;
    assert_eq!(sent(), 0);
    for (day, n) in [("2026-12-01", 1), ("2026-12-02", 1), ("2026-12-31", 2), ("2027-02-01", 3), ("2027-02-02", 3)] {
        o.app.set_clock(&format!("{day}T01:00:00Z"));
        o.app.settle().await;
        o.app.settle().await;
        assert_eq!(sent(), n, "{day}");
    }
    let me = o.app.sign_in("officer@example.org").await;
    me.post(&page, &[("kind", "renewal")]).await.expect(303);
    me.post(&page, &[("kind", "renewal")]).await.expect(409);
    let decider = o.app.sign_in("decider@example.org").await;
    assert!(decider.get("/desk/certificates").await.expect(200).has(NAME));
    assert!(decider.get("/workbench").await.expect(200).has(&page));
    let (_, list) = o.app.api("officer@example.org").await.get(&format!("/organizations/{CODE}/certificates")).await;
    let answer = format!("/renewals/{}/answer", list["items"][0]["no"].as_str().unwrap());
    me.post(&answer, &[("outcome", "grant")]).await.expect(403);
    decider.post(&answer, &[("outcome", "refuse"), ("text", "")]).await.expect(422);
    decider.post(&answer, &[("outcome", "grant")]).await.expect(303);
    decider.post(&answer, &[("outcome", "grant")]).await.expect(409);
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}")).await;
    assert_eq!((body["valid_until"].as_str(), body["credit_code"].as_str()), (Some("2032-03-01"), Some(CODE)));
}

#[actix_web::test]
async fn a_lost_certificate_is_void_wherever_it_is_verified() {
    let o = office().await;
    let me = registered(&o, "2029-04-17").await;
    let page = format!("/orgs/{CODE}/certificates");
    me.post(&page, &[("kind", "reissue")]).await.expect(422);
    let decider = o.app.api("decider@example.org").await;
    let api = o.app.api("officer@example.org").await;
    let mut numbers = Vec::new();
    for declaration in ["办公室失火烧毁。", "搬迁途中遗失。"] {
        let body = json!({"kind": "reissue", "declaration": declaration});
        let (status, asked) = api.post(&format!("/organizations/{CODE}/certificates"), body).await;
        assert_eq!(status, 201, "{asked}");
        let at = format!("/renewals/{}/answer", asked["no"].as_str().unwrap());
        let (status, done) = decider.post(&at, json!({"outcome": "grant"})).await;
        assert_eq!((status, done["state"].as_str()), (200, Some("granted")), "{done}");
        assert_eq!(done["valid_until"].as_str(), Some("2029-04-17"), "as long as the lost one");
        numbers.push(done["certificate_no"].as_str().unwrap().to_owned());
    }
    let visitor = o.app.visitor();
    let old = visitor.get(&format!("/verify/{}", numbers[0])).await.expect(200);
    let new = visitor.get(&format!("/verify/{}", numbers[1])).await.expect(200);
    assert_ne!(old.outline(), new.outline());
    assert!(old.has("失效时间") && !new.has("失效时间"));
    assert!(visitor.get("/orgs.atom").await.expect(200).has("证书遗失作废公告"));
}

//! From budget to a closed tender: two people publish, everybody asks, the clock closes.
use crate::support::{Api, Browser, TestApp};
use serde_json::{Value, json};
use shanzhi::{
    kernel::actor::{BodyKind, OrganizationId, Role},
    platform::db::Tx,
};

struct Cast {
    app: TestApp,
    buyer: Api,
    approver: Api,
    officer: Api,
    no: String,
}

fn tender(plan: &str) -> Value {
    json!({
        "plan_line": plan, "procedure": "competitive_consultation", "title": "居家养老上门服务",
        "summary": "为 200 名老人提供助餐助浴", "need": "服务一年，按季度验收。", "division": "510903",
        "budget": "980000", "closes_at": "2026-12-10T14:30", "ground": "service_purchase", "contract_months": 12,
        "contact": "采购经办 0825-0000000", "price_points": "20",
        "criteria": [
            {"title": "方案", "description": "响应每快一小时加一分", "points": "50"},
            {"title": "团队", "description": "每名持证人员两分", "points": "30", "is_objective": true}
        ]
    })
}

/// An organization that cannot exist, with the fewest facts a row needs.
fn organization(tx: &mut Tx, authority: i64) -> shanzhi::kernel::refusal::Result<OrganizationId> {
    use shanzhi::registry::organization::{self, sample};
    let authority = shanzhi::kernel::actor::AuthorityId(authority);
    let o = sample::organization();
    organization::register(tx, &sample::new_organization(&o.credit_code, &o.name, authority, tx.now))
}

impl Cast {
    /// A draft with a plan line and a committee that has met.
    async fn with_draft() -> Self {
        let app = TestApp::new().await;
        let buying = app.authority("civil", "department", "510903").await;
        for (email, role) in [("buyer@x.org", Role::Buyer), ("approver@x.org", Role::Approver)] {
            app.with_role(email, role, (BodyKind::Authority, buying)).await;
        }
        for n in 1..=3 {
            app.with_role(&format!("opener{n}@x.org"), Role::Opener, (BodyKind::Authority, buying)).await;
        }
        let organization = app.make(move |tx| organization(tx, buying)).await;
        app.with_role("officer@x.org", Role::Officer, (BodyKind::Organization, organization.0)).await;
        let (buyer, approver) = (app.api("buyer@x.org").await, app.api("approver@x.org").await);
        let officer = app.api("officer@x.org").await;
        let line = json!({"year": 2026, "catalogue_code": "A0401", "title": "居家养老", "budget": "1000000",
            "intention_on": "2026-10-12", "need_asked": "问卷 200 份", "not_excluded": true});
        let (status, line) = buyer.post("/plan-lines", line).await;
        assert_eq!(status, 201, "{line}");
        let (status, made) = buyer.post("/tenders", tender(line["no"].as_str().unwrap())).await;
        assert_eq!(status, 201, "{made}");
        let no = made["no"].as_str().unwrap().to_owned();
        Self { app, buyer, approver, officer, no }
    }

    fn at(&self, step: &str) -> String {
        format!("/tenders/{}/{step}", self.no)
    }

    async fn form_committee(&self) {
        let openers: Vec<Value> = (1..=3)
            .map(|n| json!({"email": format!("opener{n}@x.org"), "passphrase": format!("river-lotus-bridge-{n}")}))
            .collect();
        let (status, made) = self.buyer.post(&self.at("committee"), json!({ "openers": openers })).await;
        assert_eq!(status, 200, "{made}");
        assert!(made["price_lock_b"].as_str().unwrap().starts_with("age1"));
    }

    async fn publish(&self) {
        self.form_committee().await;
        let (status, body) = self.buyer.post(&self.at("submission"), json!({})).await;
        assert_eq!(status, 200, "{body}");
        let (status, body) = self.approver.post(&self.at("publication"), json!({})).await;
        assert_eq!(status, 200, "{body}");
    }
}

#[actix_web::test]
async fn a_tender_goes_from_draft_to_closed_and_nobody_else_sees_the_draft() {
    let cast = Cast::with_draft().await;
    let visitor = cast.app.visitor();
    visitor.get(&format!("/tenders/{}", cast.no)).await.expect(404);
    let (status, refused) = cast.buyer.post(&cast.at("submission"), json!({})).await;
    assert_eq!((status, refused["code"].as_str()), (409, Some("no-committee")), "{refused}");
    cast.publish().await;
    let page = visitor.get(&format!("/tenders/{}", cast.no)).await.expect(200);
    assert!(page.has("居家养老上门服务") && page.has("980,000.00"));
    assert!(visitor.get("/tenders").await.expect(200).has(&cast.no));
    assert!(visitor.get(&format!("/tenders/{}/calendar.ics", cast.no)).await.expect(200).has("BEGIN:VEVENT"));
    assert!(visitor.get("/tenders/feed.atom").await.expect(200).has("<entry>"));
    cast.app.settle().await;
    assert!(visitor.get("/tenders?q=居家养老").await.expect(200).has(&cast.no));

    cast.app.set_clock("2026-12-10T06:29:59Z");
    cast.app.settle().await;
    assert_eq!(state(&cast).await, "open");
    cast.app.set_clock("2026-12-10T06:30:00Z");
    cast.app.settle().await;
    assert_eq!(state(&cast).await, "closed");
}

async fn state(cast: &Cast) -> String {
    let (status, body) = cast.officer.get(&format!("/tenders/{}", cast.no)).await;
    assert_eq!(status, 200, "{body}");
    body["state"].as_str().unwrap().to_owned()
}

#[actix_web::test]
async fn an_answer_near_the_deadline_moves_it_and_never_names_the_asker() {
    let cast = Cast::with_draft().await;
    cast.publish().await;
    cast.app.set_clock("2026-12-08T02:00:00Z");
    let officer = cast.app.api("officer@x.org").await;
    let (status, made) = officer.post(&cast.at("questions"), json!({"body": "助浴能否分包？"})).await;
    assert_eq!(status, 201, "{made}");
    let buyer = cast.app.api("buyer@x.org").await;
    let answer = json!({"answer": "可以，须写明。", "changes_documents": true});
    let (status, told) = buyer.post(&cast.at(&format!("questions/{}/answer", made["id"])), answer).await;
    assert_eq!(status, 200, "{told}");
    // Five days from 12-08 end on Sunday the 13th, so the deadline is Monday the 14th at the same hour (PR-38).
    assert_eq!(told["closes_at"], "2026-12-14T06:30:00Z");
    let page = cast.app.visitor().get(&format!("/tenders/{}", cast.no)).await.expect(200);
    assert!(page.has("助浴能否分包？") && page.has("可以，须写明。"));
    assert!(!page.has("Lotus"), "the asker is named");
    let desk = desk_of(&cast.app, "buyer@x.org", &cast.no).await;
    assert!(!desk.has("Lotus"), "the asker is named to the buyer");
}

async fn desk_of(app: &TestApp, email: &str, no: &str) -> crate::support::Page {
    let browser: Browser = app.sign_in(email).await;
    browser.get(&format!("/tenders/{no}/desk")).await.expect(200)
}

#[actix_web::test]
async fn nobody_publishes_what_the_same_person_made_and_drafts_say_all_that_is_wrong() {
    let cast = Cast::with_draft().await;
    cast.form_committee().await;
    let (status, refused) = cast.buyer.post(&cast.at("publication"), json!({})).await;
    assert_eq!((status, refused["code"].as_str()), (403, Some("not-your-role")));
    let mut wrong = tender("");
    wrong["plan_line"] = json!(cast.buyer.get("/plan-lines").await.1["items"][0]["no"]);
    wrong["closes_at"] = json!("2026-11-25T10:00");
    wrong["price_points"] = json!("35");
    let (status, body) = cast.buyer.put(&format!("/tenders/{}", cast.no), wrong).await;
    assert_eq!(status, 200, "{body}");
    let desk = desk_of(&cast.app, "buyer@x.org", &cast.no).await;
    for words in ["2026 年 12 月 3 日", "115.00", "30 分"] {
        assert!(desk.has(words), "{words}: {}", desk.outline());
    }
    let (status, _) = cast.buyer.post(&cast.at("submission"), json!({})).await;
    assert_eq!(status, 409);
}

#[actix_web::test]
async fn a_challenge_of_the_documents_is_replied_to_and_may_stop_the_tender() {
    let cast = Cast::with_draft().await;
    cast.publish().await;
    let lodged =
        json!({"against": "documents", "known_on": "2026-11-23", "facts": "评分项指向特定单位", "request": "修改"});
    let (status, made) = cast.officer.post(&cast.at("challenges"), lodged.clone()).await;
    assert_eq!(status, 201, "{made}");
    assert_eq!(made["reply_by"], "2026-12-02");
    let early = json!({"against": "result", "known_on": "2026-11-23", "facts": "x", "request": "y"});
    let (status, refused) = cast.officer.post(&cast.at("challenges"), early).await;
    assert_eq!((status, refused["code"].as_str()), (409, Some("challenge-too-early")));
    let reply = json!({"outcome": "stopped", "reply": "经查属实。"});
    let path = format!("/challenges/{}/reply", made["no"].as_str().unwrap());
    let (status, done) = cast.buyer.post(&path, reply).await;
    assert_eq!((status, done["state"].as_str()), (200, Some("upheld")), "{done}");
    assert_eq!(state(&cast).await, "stopped");
    let page = cast.app.visitor().get(&format!("/tenders/{}", cast.no)).await.expect(200);
    assert!(page.has("经查属实。") && !page.has("Lotus"));
}

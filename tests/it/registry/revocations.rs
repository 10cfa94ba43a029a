//! Revocation by the authority through HTTP (`domain.md` 2.8, 2.18; `SO-125` (7), `SO-126`; 行政处罚法 art. 44, 45, 63, 64).
use super::{Office, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, OrganizationId, Role},
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";
const NOTICE: [(&str, &str); 2] = [("ground", "idle"), ("facts", "一年未开展活动，住所无人办公。")];

async fn registered(o: &Office) -> (Browser, OrganizationId) {
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| organization::register(tx, &sample::new_organization(CODE, NAME, authority, tx.now)))
        .await;
    (o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await, id)
}

async fn noticed(o: &Office) -> String {
    o.clerk.post(&format!("/orgs/{CODE}/revocations"), &NOTICE).await.expect(303).location
}

#[actix_web::test]
async fn nobody_is_revoked_without_notice_days_to_answer_and_a_second_person_and_then_everything_follows_so_125() {
    let o = office().await;
    let (me, id) = registered(&o).await;
    let begin = format!("/orgs/{CODE}/revocations");
    for who in [&me, &o.founder, &o.reviewer, &o.decider] {
        who.post(&begin, &NOTICE).await.expect(403);
        who.get(&format!("{begin}/new")).await.expect(403);
    }
    assert!(o.clerk.get(&format!("/orgs/{CODE}")).await.expect(200).has("启动撤销登记"));
    o.clerk.get(&format!("{begin}/new")).await.expect(200);
    let wrong = o.clerk.post(&begin, &[("ground", "boredom"), ("facts", "事实𠮷")]).await.expect(422);
    assert!(wrong.has("事实𠮷"), "what was typed stays");
    let at = noticed(&o).await;
    o.clerk.post(&begin, &NOTICE).await.expect(409);

    // The parties see it, nobody else; the organization is told its rights.
    o.founder.get(&at).await.expect(404);
    o.app.visitor().get(&at).await.expect(404);
    let page = me.get(&at).await.expect(200);
    assert!(page.has("一年未开展活动") && page.has("2026 年 11 月 30 日"), "{}", page.outline());
    assert!(me.get("/workbench").await.expect(200).has(&at));
    o.app.settle().await;
    let letter = o.app.letters().into_iter().find(|l| l.subject.contains("事先告知书")).expect("a letter");
    assert!(letter.text.contains("申请听证") && letter.text.contains("2026 年 11 月 30 日"), "{}", letter.text);
    assert!(me.bytes(&format!("{at}/papers/notice.pdf")).await.starts_with(b"%PDF"));
    me.get(&format!("{at}/papers/decision.pdf")).await.expect(404);

    // In time it may answer; a decision waits; the wrong people do nothing.
    let decision = [("outcome", "revoke"), ("reasons", "证据确凿。")];
    let early = o.decider.post(&format!("{at}/decision"), &decision).await.expect(409);
    assert!(early.has("期满或者听证后才能撤销") && early.has("证据确凿。"), "{}", early.outline());
    o.clerk.post(&format!("{at}/statement"), &[("statement", "x")]).await.expect(404);
    me.post(&format!("{at}/statement"), &[("statement", "")]).await.expect(422);
    me.post(&format!("{at}/statement"), &[("statement", "今年已举办两次活动。")]).await.expect(303);
    me.post(&format!("{at}/statement"), &[("statement", "再说一次")]).await.expect(409);
    o.app.set_clock("2026-12-01T01:00:00Z");
    me.post(&format!("{at}/hearing-request"), &[]).await.expect(409);
    o.clerk.post(&format!("{at}/decision"), &decision).await.expect(403);
    assert!(o.decider.get("/workbench").await.expect(200).has(&at));
    assert!(o.decider.get("/desk/revocations").await.expect(200).has(NAME));
    assert!(o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has("正常"), "nothing shows before");
    o.decider.post(&format!("{at}/decision"), &decision).await.expect(303);
    o.decider.post(&format!("{at}/decision"), &decision).await.expect(409);

    // Register, certificate, announcement, ledger, directory, bids; a notice for the serious list; cancellation stays open.
    let public = o.app.visitor().get(&at).await.expect(200);
    assert!(public.has("证据确凿。") && !public.has("今年已举办两次活动"), "what it said is for the parties");
    assert!(o.app.visitor().bytes(&format!("{at}/papers/decision.pdf")).await.starts_with(b"%PDF"));
    o.app.visitor().get(&format!("{at}/papers/notice.pdf")).await.expect(404);
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}")).await;
    assert_eq!((body["status"].as_str(), body["eligible"].as_bool()), (Some("revoked"), Some(false)), "{body}");
    assert!(o.app.visitor().get("/orgs.atom").await.expect(200).has("撤销登记公告"));
    assert!(o.app.visitor().get("/ledger").await.expect(200).has("撤销登记"));
    let reasons = o.app.make(move |tx| Ok(organization::standing(tx.conn, id, tx.now)?.reasons.len())).await;
    assert!(reasons > 0, "no bid of a revoked organization is taken");
    o.app.settle().await;
    assert!(o.decider.get("/desk/lists").await.expect(200).has(NAME), "a notice for the serious list follows");
    assert!(o.app.letters().iter().any(|l| l.subject.contains("撤销决定")));
    me.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(409);
    me.post(&format!("/orgs/{CODE}/cancellations"), &[]).await.expect(303);
    o.clerk.post(&begin, &NOTICE).await.expect(409);
}

#[actix_web::test]
async fn who_asks_for_a_hearing_is_heard_by_somebody_who_did_not_investigate_and_the_matter_can_be_dropped() {
    let o = office().await;
    let (me, _) = registered(&o).await;
    let at = noticed(&o).await;
    o.reviewer.post(&format!("{at}/hearing"), &[("record", "x")]).await.expect(409);
    me.post(&format!("{at}/hearing-request"), &[]).await.expect(303);
    me.post(&format!("{at}/hearing-request"), &[]).await.expect(409);
    let early = o.reviewer.post(&format!("{at}/hearing"), &[("record", "双方到场。")]).await.expect(409);
    assert!(early.has("2026 年 11 月 30 日"), "seven days before: {}", early.outline());
    o.app.set_clock("2026-12-01T01:00:00Z");
    assert!(o.reviewer.get("/workbench").await.expect(200).has(&at));
    o.clerk.post(&format!("{at}/hearing"), &[("record", "x")]).await.expect(403);
    let revoke = [("outcome", "revoke"), ("reasons", "证据确凿。")];
    o.decider.post(&format!("{at}/decision"), &revoke).await.expect(409);
    o.reviewer.post(&format!("{at}/hearing"), &[("record", "双方到场，当事人提交了活动照片。")]).await.expect(303);
    assert!(me.get(&at).await.expect(200).has("活动照片"));
    o.decider.post(&format!("{at}/decision"), &[("outcome", "drop"), ("reasons", "活动属实。")]).await.expect(303);
    o.app.visitor().get(&at).await.expect(404);
    assert!(me.get(&at).await.expect(200).has("活动属实。"));
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}")).await;
    assert_eq!(body["status"].as_str(), Some("active"));
    noticed(&o).await;
}

#[actix_web::test]
async fn a_program_revokes_with_the_same_refusals_and_twice_at_once_is_once() {
    let o = office().await;
    let (_, _) = registered(&o).await;
    let clerk = o.app.api("clerk@example.org").await;
    let body = json!({"ground": "misuse", "facts": "出借印章。"});
    let begin = format!("/organizations/{CODE}/revocations");
    let (status, told) = clerk.post(&begin, body.clone()).await;
    assert_eq!((status, told["answer_by"].as_str()), (201, Some("2026-11-30")), "{told}");
    let at = format!("/revocations/{}", told["no"].as_str().unwrap_or_default());
    let (status, problem) = clerk.post(&begin, body).await;
    assert_eq!((status, problem["code"].as_str()), (409, Some("revocation-open")));
    assert_eq!(Api::visitor(&o.app.url).get(&at).await.0, 404);
    let officer = o.app.api("officer@example.org").await;
    assert_eq!(officer.post(&format!("{at}/statement"), json!({"statement": "没有出借。"})).await.0, 200);
    assert_eq!(officer.post(&format!("{at}/hearing-request"), json!({})).await.0, 200);
    let (_, seen) = officer.get(&at).await;
    assert_eq!((seen["state"].as_str(), seen["measure"].as_str()), (Some("hearing"), Some("registration")), "{seen}");
    o.app.set_clock("2026-12-02T01:00:00Z");
    let reviewer = o.app.api("reviewer@example.org").await;
    assert_eq!(reviewer.post(&format!("{at}/hearing"), json!({"record": "已听证。"})).await.0, 200);
    let decider = o.app.api("decider@example.org").await;
    let decision = json!({"outcome": "revoke", "reasons": "证据确凿。"});
    assert_eq!(reviewer.post(&format!("{at}/decision"), decision.clone()).await.0, 403);
    assert_eq!(decider.post(&format!("{at}/decision"), decision.clone()).await.0, 200);
    assert_eq!(decider.post(&format!("{at}/decision"), decision).await.0, 409);
    assert_eq!(Api::visitor(&o.app.url).get(&at).await.0, 200);
}

//! Changes of registered items and approval of charters through HTTP (`SO-75`, `SO-82`, `SO-90`–`SO-93`).
use super::{Office, files, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";
const NEW: &str = "遂宁市船山区听雨养老服务中心";

/// A registered organization at the office, and its officer.
async fn registered(o: &Office) -> Browser {
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| organization::register(tx, &sample::new_organization(CODE, NAME, authority, tx.now)))
        .await;
    o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await
}

async fn begin(me: &Browser) -> String {
    me.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(303).location
}

async fn attach(me: &Browser, at: &str, keys: &[&str]) {
    for key in keys {
        let (field, name) = (format!("file.{key}"), format!("{key}.pdf"));
        me.upload(&format!("{at}/documents"), &[], (&field, &name, files::scan(900))).await.expect(303);
    }
}

/// A change handed in with everything it needs.
async fn submitted(me: &Browser, answers: &[(&str, &str)], keys: &[&str]) -> String {
    let at = begin(me).await;
    me.post(&at, answers).await.expect(303);
    attach(me, &at, keys).await;
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(303);
    at
}

async fn granted(o: &Office, at: &str) {
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    o.reviewer.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "符合规定。")]).await.expect(303);
    o.decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(303);
}

#[actix_web::test]
async fn a_new_name_is_applied_for_examined_by_three_and_stands_everywhere_so_90_so_75_so_82() {
    let o = office().await;
    let me = registered(&o).await;
    let at = begin(&me).await;
    assert!(me.get("/workbench").await.expect(200).has(&at), "the draft waits on the workbench");
    // One open change at a time, and nobody else sees a draft.
    me.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(409);
    for who in [&o.clerk, &o.founder] {
        who.get(&at).await.expect(404);
    }
    assert_eq!(o.app.visitor().get(&at).await.status, 303);
    o.founder.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(404);
    o.clerk.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(403);

    // What is typed stays, what is missing is told at once.
    let wrong =
        me.post(&at, &[("new.capital", "很多"), ("new.name", NEW), ("agreed_on", "2026-11-02")]).await.expect(422);
    assert!(wrong.has("很多") && wrong.has(NEW));
    let page = me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(page.has("没有填写要变更的内容"));
    me.post(&at, &[("new.name", NEW), ("new.domicile", "1 Lotus Road"), ("agreed_on", "2026-11-02")]).await.expect(303);
    let page = me.get(&at).await.expect(200);
    assert!(page.has("决议、会议纪要") && !page.has("离任财务审计报告"), "{}", page.outline());
    assert!(!page.has("新住所的使用权证明"), "a value that equals the registered one changes nothing");
    attach(&me, &at, &["resolution"]).await;
    me.post(&format!("{at}/submission"), &[]).await.expect(422);
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(303);
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(409);
    me.post(&at, &[("new.name", NAME)]).await.expect(409);

    // The three hands; the desk shows before beside after, and whoever examined does not decide.
    assert!(o.clerk.get("/desk/changes").await.expect(200).has(&at));
    assert!(o.clerk.get("/workbench").await.expect(200).has(&at));
    let desk = o.clerk.get(&at).await.expect(200);
    assert!(desk.has(NAME) && desk.has(NEW) && desk.has("autofocus"));
    o.reviewer.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "早了。")]).await.expect(409);
    o.decider.post(&format!("{at}/acceptance"), &[]).await.expect(403);
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    o.clerk.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "x")]).await.expect(403);
    let desk = o.reviewer.get(&at).await.expect(200);
    assert!(desk.has("材料齐全，内部程序完备"), "the usual opinion is written already");
    o.reviewer.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "符合规定。")]).await.expect(303);
    o.decider.post(&format!("{at}/decision"), &[("is_granted", "no")]).await.expect(422);
    assert!(!o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has(NEW), "nothing changes before");
    o.decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(303);
    o.decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(409);

    // The register, the former name, the announcement, the certificate, the letter, the search.
    let page = o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(page.has(NEW) && page.has(NAME), "the former name is named");
    assert!(page.has("C-510903-2026-"), "a certificate of a new number, the code stays");
    assert!(o.app.visitor().get("/orgs.atom").await.expect(200).has("变更登记公告"));
    assert!(o.app.visitor().bytes(&format!("/orgs/{CODE}/certificate.pdf")).await.starts_with(b"%PDF"));
    o.app.settle().await;
    assert!(o.app.letters().iter().any(|l| l.to == "officer@example.org" && l.subject.contains("准予变更")));
    assert!(o.app.visitor().get(&format!("/orgs?q={NAME}")).await.expect(200).has(CODE), "found by the former name");
    assert!(o.app.visitor().get("/ledger").await.expect(200).has("变更登记"));
    for paper in ["receipt", "acceptance", "decision"] {
        assert!(me.bytes(&format!("{at}/papers/{paper}.pdf")).await.starts_with(b"%PDF"), "{paper}");
    }
    me.get(&format!("{at}/papers/correction.pdf")).await.expect(404);
}

#[actix_web::test]
async fn every_day_shows_the_items_that_held_on_it() {
    let o = office().await;
    let me = registered(&o).await;
    let first = submitted(&me, &[("new.name", NEW), ("agreed_on", "2026-11-02")], &["resolution"]).await;
    granted(&o, &first).await;
    o.app.set_clock("2026-12-08T01:00:00Z");
    let answers = [("new.legal_representative", "龙𠮷"), ("new.capital", "50,000"), ("agreed_on", "2026-12-01")];
    let papers = ["resolution", "financial_audit", "representative_identity", "capital_verification"];
    let second = submitted(&me, &answers, &papers).await;
    granted(&o, &second).await;

    let visitor = o.app.visitor();
    let history = visitor.get(&format!("/orgs/{CODE}/history")).await.expect(200);
    assert!(history.has(NAME) && history.has(NEW) && history.has("龙𠮷") && history.has("50,000.00"));
    let on = |day: &str| format!("/orgs/{CODE}?on={day}");
    let was = visitor.get(&on("2026-11-22")).await.expect(200);
    assert!(was.has(NAME) && !was.has(NEW) && !was.has("龙𠮷") && was.has("不是现在的"));
    let was = visitor.get(&on("2026-11-23")).await.expect(200);
    assert!(was.has(NEW) && !was.has("龙𠮷"));
    let now = visitor.get(&on("2026-12-08")).await.expect(200);
    assert!(now.has("龙𠮷") && !now.has("不是现在的"));
    // Before the founding, in the future, and no day at all.
    assert_eq!(
        visitor.get(&on("2020-01-01")).await.expect(303).location,
        format!("/orgs/{CODE}/history?on=2020-01-01")
    );
    assert!(visitor.get(&format!("/orgs/{CODE}/history?on=2020-01-01")).await.expect(200).has("不在可查的范围内"));
    assert!(visitor.get(&format!("/orgs/{CODE}/history?on=昨天<b>")).await.expect(200).has("昨天"));
    assert_eq!(
        visitor.get(&format!("/orgs/{CODE}/history?on=2026-12-01")).await.expect(303).location,
        on("2026-12-01")
    );
    visitor.get(&on("昨天")).await.expect(200);

    let api = Api::visitor(&o.app.url);
    let (_, all) = api.get(&format!("/organizations/{CODE}/history")).await;
    let names: Vec<_> = all["items"].as_array().unwrap().iter().map(|v| v["items"]["name"].as_str().unwrap()).collect();
    assert_eq!(names, [NAME, NEW, NEW], "{all}");
    let (_, was) = api.get(&format!("/organizations/{CODE}?on=2026-11-22")).await;
    assert_eq!(was["name"].as_str(), Some(NAME));
    assert_eq!(api.get(&format!("/organizations/{CODE}?on=2020-01-01")).await.0, 404);
}

#[actix_web::test]
async fn one_notice_is_answered_and_five_working_days_of_silence_accept_so_60_so_61() {
    let o = office().await;
    let me = registered(&o).await;
    let at = submitted(&me, &[("new.purpose", "陪伴老人。"), ("agreed_on", "2026-11-20")], &["resolution"]).await;
    o.clerk.post(&format!("{at}/correction-notice"), &[("purpose", "fix")]).await.expect(422);
    o.clerk.post(&format!("{at}/correction-notice"), &[("purpose", "ok")]).await.expect(409);
    let asks = [("doc-resolution", "fix"), ("doc-resolution-text", "请补签名。")];
    o.clerk.post(&format!("{at}/correction-notice"), &asks).await.expect(303);
    assert!(me.get(&at).await.expect(200).has("请补签名。"));
    assert!(me.get("/workbench").await.expect(200).has(&at));
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(409);
    attach(&me, &at, &["resolution"]).await;
    let answer = [("declared", "yes"), ("answers.0.text", "已补签。")];
    me.post(&format!("{at}/submission"), &answer).await.expect(303);
    // A second notice may only repeat the first.
    let other = [("purpose", "fix"), ("purpose-text", "还有一点。")];
    o.clerk.post(&format!("{at}/correction-notice"), &other).await.expect(409);
    assert!(o.clerk.get(&at).await.expect(200).has("已补签。"));

    // Monday 23 November and five working days: on Tuesday 1 December the law has accepted.
    o.app.set_clock("2026-11-30T15:00:00Z");
    o.app.settle().await;
    assert!(me.get(&at).await.expect(200).has("已提交"));
    o.app.set_clock("2026-11-30T16:01:00Z");
    o.app.settle().await;
    assert!(me.get(&at).await.expect(200).has("视为受理"));
    o.clerk.post(&format!("{at}/correction-notice"), &asks).await.expect(409);
    assert!(o.app.letters().iter().any(|l| l.to == "clerk@example.org" && l.subject.contains("视为受理")));
}

#[actix_web::test]
async fn a_late_application_is_told_so_and_handled_all_the_same_so_90() {
    let o = office().await;
    let me = registered(&o).await;
    let at = begin(&me).await;
    me.post(&at, &[("new.purpose", "陪伴老人。"), ("agreed_on", "2026-10-01")]).await.expect(303);
    let page = me.get(&at).await.expect(200);
    assert!(page.has("现在已经过了"), "{}", page.outline());
    attach(&me, &at, &["resolution"]).await;
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(303);
    assert!(o.clerk.get(&at).await.expect(200).has("逾期申请"));
    // A resolution of tomorrow is none.
    me.post(&format!("{at}/withdrawal"), &[]).await.expect(303);
    let at = begin(&me).await;
    me.post(&at, &[("new.purpose", "陪伴老人。"), ("agreed_on", "2026-11-24")]).await.expect(303);
    attach(&me, &at, &["resolution"]).await;
    let page = me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(page.has("不能晚于今天"));
}

#[actix_web::test]
async fn a_refusal_names_ground_reasons_and_remedies_and_changes_nothing() {
    let o = office().await;
    let me = registered(&o).await;
    let at = submitted(&me, &[("new.scope", "房地产开发。"), ("agreed_on", "2026-11-20")], &["resolution"]).await;
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    o.reviewer.post(&format!("{at}/opinion"), &[("is_in_favour", "no"), ("text", "与宗旨不符。")]).await.expect(303);
    let refuse = [("is_granted", "no"), ("ground", "purpose"), ("text", "业务范围与公益宗旨不符。")];
    o.decider.post(&format!("{at}/decision"), &refuse).await.expect(303);
    let page = me.get(&at).await.expect(200);
    assert!(page.has("业务范围与公益宗旨不符。") && page.has("行政复议"));
    assert!(me.bytes(&format!("{at}/papers/decision.pdf")).await.starts_with(b"%PDF"));
    assert!(!o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has("房地产开发"));
    me.post(&format!("{at}/withdrawal"), &[]).await.expect(409);
    begin(&me).await;
}

#[actix_web::test]
async fn a_name_given_up_is_blocked_for_a_year_for_others_and_free_for_its_bearer_so_50() {
    let o = office().await;
    let me = registered(&o).await;
    let at = submitted(&me, &[("new.name", NEW), ("agreed_on", "2026-11-02")], &["resolution"]).await;
    granted(&o, &at).await;
    let check = |no: String| {
        let founder = &o.founder;
        async move {
            super::save(founder, &no, "organization", &super::organization(NAME)).await;
            founder.get(&format!("/applications/{no}/tasks/organization")).await.expect(200)
        }
    };
    let draft = super::begin(&o.founder).await;
    assert!(check(draft.clone()).await.has("未满规定期限"));
    o.app.set_clock("2027-11-24T01:00:00Z");
    let founder = o.app.sign_in("founder@example.org").await;
    let page = founder.get(&format!("/applications/{draft}/tasks/organization")).await.expect(200);
    assert!(!page.has("未满规定期限"));
    // Its former bearer may go back to it at any time.
    o.app.set_clock("2026-12-01T01:00:00Z");
    let back = submitted(&me, &[("new.name", NAME), ("agreed_on", "2026-11-27")], &["resolution"]).await;
    granted(&o, &back).await;
    assert!(o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has(NAME));
}

#[actix_web::test]
async fn an_amended_charter_is_approved_without_a_new_certificate_so_91() {
    let o = office().await;
    let me = registered(&o).await;
    let answers = [("charter", "修改第六条。"), ("agreed_on", "2026-11-20")];
    let at = submitted(&me, &answers, &["resolution", "amended_charter"]).await;
    granted(&o, &at).await;
    let page = o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(page.has("章程核准") && !page.has("C-510903-2026-"));
    let (_, all) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}/history")).await;
    assert_eq!(all["items"].as_array().map(Vec::len), Some(1));
}

#[actix_web::test]
async fn a_program_does_the_same_and_twice_at_once_is_once() {
    let o = office().await;
    registered(&o).await;
    let (me, clerk) = (o.app.api("officer@example.org").await, o.app.api("clerk@example.org").await);
    let (reviewer, decider) = (o.app.api("reviewer@example.org").await, o.app.api("decider@example.org").await);
    let path = format!("/organizations/{CODE}/changes");
    let (a, b) = tokio::join!(me.post(&path, json!({})), me.post(&path, json!({})));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [201, 409], "one open change: {} {}", a.1, b.1);
    let (_, list) = me.get(&path).await;
    let no = list["items"][0]["no"].as_str().unwrap().to_owned();
    let at = format!("/changes/{no}");
    let (status, body) =
        me.put(&format!("{at}/answers"), json!({"new": {"area": "遂宁市"}, "agreed_on": "2026-11-20"})).await;
    assert_eq!(status, 200, "{body}");
    let (_, shown) = me.get(&at).await;
    assert_eq!(shown["new"], json!({}), "a service institution has no area of activity: {shown}");
    let new = json!({"new": {"domicile": "遂宁市船山区荷塘路 2 号"}, "agreed_on": "2026-11-20", "reason": "搬迁"});
    assert_eq!(me.put(&format!("{at}/answers"), new).await.0, 200);
    assert_eq!(me.upload(&format!("{at}/documents"), "file.resolution", "决议.pdf", files::scan(500)).await.0, 200);
    assert_eq!(me.upload(&format!("{at}/documents"), "file.financial_audit", "x.pdf", files::scan(500)).await.0, 422);
    let (status, refusal) = me.post(&format!("{at}/submission"), json!({"declared": true})).await;
    assert!(status == 409 && refusal.to_string().contains("document-missing"), "{refusal}");
    assert_eq!(me.upload(&format!("{at}/documents"), "file.premises_proof", "租.pdf", files::scan(500)).await.0, 200);
    let (status, body) = me.post(&format!("{at}/submission"), json!({"declared": true})).await;
    assert_eq!((status, body["state"].as_str()), (200, Some("submitted")), "{body}");
    assert_eq!(clerk.post(&format!("{at}/acceptance"), json!({})).await.0, 200);
    let opinion = json!({"is_in_favour": true, "text": "符合规定。"});
    assert_eq!(reviewer.post(&format!("{at}/opinion"), opinion).await.0, 200);
    let (decide, yes) = (format!("{at}/decision"), json!({"is_granted": true}));
    let (a, b) = tokio::join!(decider.post(&decide, yes.clone()), decider.post(&decide, yes));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409], "one of two at once");
    let (_, now) = me.get(&format!("/organizations/{CODE}")).await;
    assert_eq!(now["domicile"].as_str(), Some("遂宁市船山区荷塘路 2 号"));
    assert_eq!(Api::visitor(&o.app.url).get(&at).await.0, 401);
}

#[actix_web::test]
async fn an_officer_who_also_works_at_the_office_handles_no_change_of_the_own_organization() {
    let o = office().await;
    let me = registered(&o).await;
    let at = submitted(&me, &[("new.purpose", "陪伴老人。"), ("agreed_on", "2026-11-20")], &["resolution"]).await;
    let id = o.app.make(|tx| Ok(organization::find_by_code(tx.conn, CODE)?.id.0)).await;
    o.app
        .make(move |tx| {
            let clerk = shanzhi::account::find_account_by_email(tx.conn, "clerk@example.org")?.expect("the clerk");
            shanzhi::account::add_membership(tx, clerk.id, Role::Officer, (BodyKind::Organization, id), "x")
        })
        .await;
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(403);
}

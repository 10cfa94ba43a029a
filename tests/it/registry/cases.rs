//! What changes and cancellations share: clocks, papers, letters (`SO-66`, `SO-68`–`SO-70`, `SO-97`, `CX-02`, `CX-03`).
use super::{Office, files, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";

async fn registered(o: &Office) -> Browser {
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| organization::register(tx, &sample::new_organization(CODE, NAME, authority, tx.now)))
        .await;
    o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await
}

async fn attach(me: &Browser, at: &str, keys: &[&str]) {
    for key in keys {
        let (field, name) = (format!("file.{key}"), format!("{key}.pdf"));
        me.upload(&format!("{at}/documents"), &[], (&field, &name, files::scan(900))).await.expect(303);
    }
}

/// A change of purpose, accepted on Monday 23 November 2026.
async fn accepted_change(o: &Office, me: &Browser) -> String {
    let at = me.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(303).location;
    me.post(&at, &[("new.purpose", "服务全县老人。"), ("agreed_on", "2026-11-02")]).await.expect(303);
    attach(me, &at, &["resolution"]).await;
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(303);
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    at
}

async fn dues(o: &Office, at: &str) -> (String, String) {
    let api = o.app.api("officer@example.org").await;
    let (_, body) = api.get(at).await;
    let of = |key: &str| body[key].as_str().unwrap_or_default().to_owned();
    (of("promised_due"), of("statutory_due"))
}

#[actix_web::test]
async fn a_special_procedure_stops_the_clock_of_a_change_and_its_days_are_not_counted_so_68_so_69() {
    let o = office().await;
    let me = registered(&o).await;
    let at = accepted_change(&o, &me).await;
    let before = dues(&o, &at).await;
    let check = |officers: &[&str]| -> Vec<(String, String)> {
        let mut all: Vec<(String, String)> =
            [("kind", "inspection"), ("reason", "核实新的服务场所。"), ("expected_on", "2026-11-30")]
                .map(|(n, v)| (n.to_owned(), v.to_owned()))
                .into();
        all.extend(officers.iter().map(|id| ("officers".to_owned(), (*id).to_owned())));
        all
    };
    let send = async |who: &Browser, officers: &[&str]| {
        let form = check(officers);
        let fields: Vec<(&str, &str)> = form.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        who.post(&format!("{at}/suspension"), &fields).await
    };
    let one = o.app.account("reviewer@example.org", "").await.0.to_string();
    let two = o.app.account("clerk@example.org", "").await.0.to_string();
    let alone = send(&o.reviewer, &[&one]).await.expect(409);
    assert!(alone.has("两名以上工作人员") && alone.has("核实新的服务场所。"), "{}", alone.outline());
    send(&o.clerk, &[&one, &two]).await.expect(403);
    send(&o.founder, &[&one, &two]).await.expect(404);
    send(&o.reviewer, &[&one, &two]).await.expect(303);
    send(&o.reviewer, &[&one, &two]).await.expect(409);

    // The organization is told why and for how long; nobody examines meanwhile; the queue and the workbench show it.
    o.app.settle().await;
    let letter = o.app.letters().into_iter().find(|l| l.subject.contains("特别程序")).expect("a letter");
    assert!(letter.text.contains("实地核查") && letter.text.contains("核实新的服务场所。"), "{}", letter.text);
    assert!(me.get(&at).await.expect(200).has("核实新的服务场所。"));
    let opinion = [("is_in_favour", "yes"), ("text", "符合规定。")];
    o.reviewer.post(&format!("{at}/opinion"), &opinion).await.expect(409);
    assert!(o.reviewer.get("/desk/changes?stage=suspended").await.expect(200).has(NAME));
    assert!(o.reviewer.get("/workbench").await.expect(200).has(&at));

    o.app.set_clock("2026-11-30T01:00:00Z");
    o.clerk.post(&format!("{at}/resumption"), &[("record", "x")]).await.expect(403);
    o.reviewer.post(&format!("{at}/resumption"), &[("record", "")]).await.expect(422);
    let desk = o.reviewer.get(&at).await.expect(200);
    assert!(desk.has("记录"), "{}", desk.outline());
    o.reviewer.post(&format!("{at}/resumption"), &[("record", "两人到场，情况属实。")]).await.expect(303);
    let after = dues(&o, &at).await;
    assert!(after.0 > before.0 && after.1 > before.1, "{before:?} {after:?}");
    assert!(o.decider.get(&at).await.expect(200).has("情况属实"));
    o.reviewer.post(&format!("{at}/opinion"), &opinion).await.expect(303);
    o.decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(303);
}

#[actix_web::test]
async fn the_head_extends_a_change_once_never_past_the_law_and_who_asked_does_not_answer_so_66_cx_03() {
    let o = office().await;
    let me = registered(&o).await;
    let at = accepted_change(&o, &me).await;
    let (promised, statutory) = dues(&o, &at).await;
    let (request, answer) = (format!("{at}/extension-request"), format!("{at}/extension"));
    let grant = [("is_granted", "yes"), ("text", "情况属实，同意。")];
    o.decider.post(&answer, &grant).await.expect(409);
    o.reviewer.post(&request, &[("reason", "等待行业主管部门的书面意见。")]).await.expect(303);
    o.reviewer.post(&request, &[("reason", "再来一次")]).await.expect(409);
    o.reviewer.post(&answer, &grant).await.expect(403);
    assert!(!me.get(&at).await.expect(200).has("等待行业主管部门"), "a wish is not told before it is granted");
    assert!(o.decider.get(&at).await.expect(200).has("等待行业主管部门的书面意见。"));
    o.decider.post(&answer, &grant).await.expect(303);
    let (later, law) = dues(&o, &at).await;
    assert!(later > promised && later <= law && law == statutory, "{promised} {later} {law}");
    o.app.settle().await;
    assert!(o.app.letters().iter().any(|l| l.subject.contains("延期") && l.text.contains("情况属实")));
}

#[actix_web::test]
async fn a_program_stops_and_starts_the_clock_of_a_change_with_the_same_refusals() {
    let o = office().await;
    let me = registered(&o).await;
    let at = accepted_change(&o, &me).await;
    let reviewer = o.app.api("reviewer@example.org").await;
    let body = json!({"kind": "inspection", "reason": "核实场所", "expected_on": "2026-11-30", "officers": []});
    let (status, problem) = reviewer.post(&format!("{at}/suspension"), body).await;
    assert_eq!((status, problem["code"].as_str()), (409, Some("two-officers")));
    let body = json!({"kind": "consultation", "reason": "征求意见", "expected_on": "2026-12-04"});
    let (status, told) = reviewer.post(&format!("{at}/suspension"), body).await;
    assert_eq!((status, told["state"].as_str()), (200, Some("suspended")), "{told}");
    let (_, seen) = o.app.api("officer@example.org").await.get(&at).await;
    assert_eq!(seen["pauses"][0]["kind"].as_str(), Some("consultation"), "{seen}");
    let (status, told) = reviewer.post(&format!("{at}/resumption"), json!({"record": "同意。"})).await;
    assert_eq!((status, told["state"].as_str()), (200, Some("accepted")), "{told}");
    assert_eq!(reviewer.post(&format!("{at}/extension-request"), json!({"reason": "来迟"})).await.0, 200);
    let decider = o.app.api("decider@example.org").await;
    let no_more = json!({"is_granted": false, "text": "时间足够。"});
    assert_eq!(decider.post(&format!("{at}/extension"), no_more).await.0, 200);
    assert_eq!(Api::visitor(&o.app.url).post(&format!("{at}/resumption"), json!({"record": "x"})).await.0, 401);
}

#[actix_web::test]
async fn a_cancellation_has_its_papers_and_a_certificate_that_everybody_can_verify_so_97_cx_02() {
    let o = office().await;
    let me = registered(&o).await;
    let at = me.post(&format!("/orgs/{CODE}/cancellations"), &[]).await.expect(303).location;
    let plan = [
        ("ground", "dissolved"),
        ("facts", "没有开展活动。"),
        ("ended_on", "2026-11-20"),
        ("is_simplified", "yes"),
        ("contact", "徐静，0825-0000000"),
    ];
    me.post(&at, &plan).await.expect(303);
    me.post(&format!("{at}/announcement"), &[]).await.expect(303);
    for paper in ["receipt", "acceptance", "decision", "certificate"] {
        me.get(&format!("{at}/papers/{paper}.pdf")).await.expect(404);
    }
    o.app.set_clock("2027-01-12T01:00:00Z");
    let me = o.app.sign_in("officer@example.org").await;
    let page = me.get(&at).await.expect(200);
    attach(&me, &at, &["resolution", "certificate_return"]).await;
    let sent = me.post(&format!("{at}/submission"), &[("declared", "yes")]).await;
    assert_eq!(sent.status, 303, "{} {}", page.outline(), sent.outline());
    let [clerk, reviewer, decider] = ["clerk", "reviewer", "decider"].map(|w| format!("{w}@example.org"));
    let (clerk, reviewer, decider) =
        (o.app.sign_in(&clerk).await, o.app.sign_in(&reviewer).await, o.app.sign_in(&decider).await);
    clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    reviewer.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "符合规定。")]).await.expect(303);
    me.get(&format!("{at}/papers/certificate.pdf")).await.expect(404);
    decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(303);
    for paper in ["receipt", "acceptance", "decision", "certificate"] {
        assert!(me.bytes(&format!("{at}/papers/{paper}.pdf")).await.starts_with(b"%PDF"), "{paper}");
        assert!(clerk.bytes(&format!("{at}/papers/{paper}.pdf")).await.starts_with(b"%PDF"), "{paper}");
    }
    o.founder.get(&format!("{at}/papers/certificate.pdf")).await.expect(404);
    let no = o
        .app
        .make(|tx| {
            use diesel::prelude::*;
            use shanzhi::schema::certificates as x;
            Ok(x::table.filter(x::kind.eq("cancellation")).select(x::no).first::<String>(tx.conn)?)
        })
        .await;
    let page = o.app.visitor().get(&format!("/verify/{no}")).await.expect(200);
    assert!(page.has("注销证明") && page.has(NAME), "{}", page.outline());
}

#[actix_web::test]
async fn a_domicile_in_another_county_moves_the_organization_and_its_file_to_that_authority_so_14() {
    let o = office().await;
    let me = registered(&o).await;
    let there = o.app.authority("mz-510921", "registrar", "510921").await;
    let clerk = o.app.with_role("clerk-921@example.org", Role::Clerk, (BodyKind::Authority, there)).await;
    let at = me.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(303).location;
    let answers = [("new.domicile", "蓬溪县赤城镇荷塘路 9 号"), ("county", "510921"), ("agreed_on", "2026-11-02")];
    let nowhere = [("new.domicile", "外地荷塘路 9 号"), ("county", "510101"), ("agreed_on", "2026-11-02")];
    me.post(&at, &nowhere).await.expect(422);
    me.post(&at, &answers).await.expect(303);
    attach(&me, &at, &["resolution", "premises_proof"]).await;
    me.post(&format!("{at}/submission"), &[("declared", "yes")]).await.expect(303);
    clerk.get(&at).await.expect(404);
    clerk.post(&format!("{at}/acceptance"), &[]).await.expect(404);
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    let desk = o.reviewer.get(&at).await.expect(200);
    assert!(desk.has("蓬溪县"), "before beside after: {}", desk.outline());
    o.reviewer.post(&format!("{at}/opinion"), &[("is_in_favour", "yes"), ("text", "符合规定。")]).await.expect(303);
    o.decider.post(&format!("{at}/decision"), &[("is_granted", "yes")]).await.expect(303);

    // The new authority reads the file and acts from now on; the one before does not.
    clerk.get(&at).await.expect(200);
    clerk.get(&format!("/orgs/{CODE}/changes")).await.expect(200);
    o.clerk.get(&format!("/orgs/{CODE}/changes")).await.expect(404);
    let page = o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(page.has("蓬溪县"), "{}", page.outline());
    let next = me.post(&format!("/orgs/{CODE}/changes"), &[]).await.expect(303).location;
    assert!(next.contains("/changes/510921-"), "{next}");
}

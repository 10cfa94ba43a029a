//! Charities through HTTP: recognition, fund-raising, disclosure (`SO-140`–`SO-145`).
use super::{Office, files::scan, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";
const TRUE: &[(&str, &str)] = &[("is_true", "yes")];
const RECOGNITION: &[(&str, &str)] = &[
    ("text", "为高龄、失能老人提供免费居家照护。"),
    ("spending", "700000"),
    ("administration", "60000"),
    ("total", "900000"),
    ("declared", "purpose"),
    ("declared", "no_profit"),
    ("declared", "charter"),
    ("declared", "remainder"),
    ("declared", "finance"),
    ("declared", "persons"),
];
const RAISING: &[(&str, &str)] = &[
    ("text", "为失能老人购置助行器具，专账管理。"),
    ("directors", "9"),
    ("related", "3"),
    ("declared", "governance"),
    ("declared", "secretary"),
    ("declared", "finance"),
    ("declared", "use"),
];
const OPINION: &[(&str, &str)] = &[("is_in_favour", "yes"), ("text", "材料齐全，符合条件。")];
const GRANT: &[(&str, &str)] = &[("outcome", "grant"), ("reasons", "符合《慈善组织认定办法》规定。")];

async fn registered(o: &Office) -> Browser {
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| organization::register(tx, &sample::new_organization(CODE, NAME, authority, tx.now)))
        .await;
    o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await
}

async fn begun(officer: &Browser, kind: &str) -> String {
    officer.post(&format!("/orgs/{CODE}/charity-cases"), &[("kind", kind)]).await.expect(303).location
}

async fn handed_in(officer: &Browser, kind: &str) -> String {
    let at = begun(officer, kind).await;
    let is_first = kind == "recognition";
    officer.post(&at, if is_first { RECOGNITION } else { RAISING }).await.expect(303);
    let papers: &[&str] = if is_first {
        &["application", "resolution", "charter", "audit"]
    } else {
        &["application", "resolution", "audit"]
    };
    for paper in papers {
        let (field, name) = (format!("file.{paper}"), format!("{paper}.pdf"));
        officer.upload(&format!("{at}/documents"), &[], (&field, &name, scan(900))).await.expect(303);
    }
    officer.post(&format!("{at}/submission"), TRUE).await.expect(303);
    at
}

/// Handed in, accepted, with an opinion in favour.
async fn proposed(o: &Office, officer: &Browser, kind: &str) -> String {
    let at = handed_in(officer, kind).await;
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    o.reviewer.post(&format!("{at}/opinion"), OPINION).await.expect(303);
    at
}

async fn recognized(o: &Office, officer: &Browser) -> String {
    let at = proposed(o, officer, "recognition").await;
    o.decider.post(&format!("{at}/decision"), GRANT).await.expect(303);
    at
}

#[actix_web::test]
async fn an_organization_is_recognized_within_twenty_days_announced_and_found_so_140_so_141() {
    let o = office().await;
    let officer = registered(&o).await;
    let visitor = o.app.visitor();
    assert!(officer.get(&format!("/orgs/{CODE}/charity")).await.expect(200).has("申请认定为慈善组织"));
    let at = begun(&officer, "recognition").await;
    officer.post(&format!("/orgs/{CODE}/charity-cases"), &[("kind", "recognition")]).await.expect(409);
    officer.post(&format!("/orgs/{CODE}/charity-cases"), &[("kind", "church")]).await.expect(422);
    // Numbers that do not fit are told and what was typed stays; everything missing is named at once.
    let wrong = [("text", "陪伴老人。"), ("spending", "90"), ("administration", "20"), ("total", "100")];
    let page = officer.post(&at, &wrong).await.expect(422);
    assert!(page.has("总支出不应少于") && page.has("陪伴老人。"));
    let page = officer.post(&format!("{at}/submission"), TRUE).await.expect(409);
    assert!(page.has("还有 6 项承诺没有勾选") && page.has("还缺少 4 份必需的材料"));
    visitor.get(&at).await.expect(404);
    o.clerk.get(&at).await.expect(404);
    officer.post(&format!("{at}/withdrawal"), &[]).await.expect(303);

    let at = handed_in(&officer, "recognition").await;
    assert!(o.clerk.get("/workbench").await.expect(200).has("受理慈善组织申请"));
    // Returned once with what is missing, and handed in again.
    o.clerk.post(&format!("{at}/return"), &[("text", "")]).await.expect(422);
    o.clerk.post(&format!("{at}/return"), &[("text", "请补充理事会决议签字页。")]).await.expect(303);
    assert!(officer.get(&at).await.expect(200).has("请补充理事会决议签字页。"));
    officer.post(&format!("{at}/submission"), TRUE).await.expect(303);
    o.reviewer.post(&format!("{at}/opinion"), OPINION).await.expect(409);
    o.clerk.post(&format!("{at}/acceptance"), &[]).await.expect(303);
    // Day 20 is a Sunday: the last day is Monday 14 December.
    let (_, body) = o.app.api("officer@example.org").await.get(&at).await;
    assert_eq!(body["due_on"], "2026-12-14");
    assert!(o.reviewer.get(&at).await.expect(200).has("77.7"), "the share of charitable spending");
    o.decider.post(&format!("{at}/decision"), GRANT).await.expect(409);
    o.reviewer.post(&format!("{at}/opinion"), OPINION).await.expect(303);
    o.reviewer.post(&format!("{at}/decision"), GRANT).await.expect(403);
    officer.post(&format!("{at}/decision"), GRANT).await.expect(403);
    assert!(!officer.get(&at).await.expect(200).has("材料齐全，符合条件。"), "the opinion stays at the desk");
    o.decider.post(&format!("{at}/decision"), GRANT).await.expect(303);
    o.decider.post(&format!("{at}/decision"), GRANT).await.expect(409);

    // Everybody sees it: page, directory, facet, list, CSV, ledger, feed; the certificate verifies.
    let page = visitor.get(&at).await.expect(200);
    assert!(page.has("符合《慈善组织认定办法》规定。") && !page.has("失能老人"));
    assert!(visitor.get(&format!("/orgs/{CODE}")).await.expect(200).has(&format!("/orgs/{CODE}/charity")));
    assert!(visitor.get("/orgs?charity=yes").await.expect(200).has(NAME));
    assert!(visitor.get(&format!("/charities?q={CODE}&county=510903")).await.expect(200).has(NAME));
    assert!(!visitor.get("/charities?qualified=yes").await.expect(200).has(NAME));
    assert!(visitor.get("/charities.csv").await.expect(200).has("2026-11-23"));
    assert!(visitor.get("/ledger").await.expect(200).has("认定慈善组织"));
    assert!(visitor.get("/orgs.atom").await.expect(200).has("慈善组织认定公告"));
    assert!(visitor.bytes(&format!("{at}/certificate.pdf")).await.starts_with(b"%PDF"));
    let (_, body) = Api::visitor(&o.app.url).get(&at).await;
    let no = body["certificate"].as_str().expect("a certificate");
    assert!(visitor.get(&format!("/verify/{no}")).await.expect(200).has("慈善组织认定证书"));
    o.app.settle().await;
    assert!(visitor.get(&format!("/orgs?charity=yes&q={CODE}")).await.expect(200).has(NAME), "the index knows");
    assert!(o.app.letters().iter().any(|l| l.subject.contains("准予") && l.to == "officer@example.org"));
}

#[actix_web::test]
async fn a_listed_organization_is_refused_with_reasons_and_remedies_so_142() {
    let o = office().await;
    let officer = registered(&o).await;
    let at = proposed(&o, &officer, "recognition").await;
    let fields = [("ground", "light_penalty"), ("facts", "未按规定办理变更登记，受到警告。")];
    let listing = o.clerk.post(&format!("/orgs/{CODE}/listings"), &fields).await.expect(303).location;
    o.app.set_clock("2026-12-08T01:00:00Z");
    o.decider.post(&format!("{listing}/decision"), &[("outcome", "enter"), ("reasons", "属实。")]).await.expect(303);
    let page = o.decider.post(&format!("{at}/decision"), GRANT).await.expect(409);
    assert!(page.has("二年内受过处罚") && page.has("在异常名录或者失信名单内"), "every reason at once");
    let refuse = [("outcome", "refuse"), ("reasons", "二年内受到警告，且列入活动异常名录。")];
    o.decider.post(&format!("{at}/decision"), &refuse).await.expect(303);
    o.app.visitor().get(&at).await.expect(404);
    assert!(officer.get(&at).await.expect(200).has("二年内受到警告"));
    o.app.settle().await;
    let letter = o.app.letters().into_iter().find(|l| l.subject.starts_with("不予")).expect("a letter");
    assert!(letter.text.contains("二年内受到警告") && letter.text.contains("行政复议"));
    assert!(!o.app.visitor().get("/charities").await.expect(200).has(NAME));
}

#[actix_web::test]
async fn the_days_to_decide_are_extended_once_with_approval_so_140() {
    let o = office().await;
    let officer = registered(&o).await;
    let at = proposed(&o, &officer, "recognition").await;
    let extend = |to: &'static str| [("to", to), ("approval", "民慈函〔2026〕12号")];
    o.clerk.post(&format!("{at}/extension"), &extend("2027-01-15")).await.expect(403);
    o.decider.post(&format!("{at}/extension"), &[("to", "2027-01-15")]).await.expect(422);
    o.decider.post(&format!("{at}/extension"), &extend("2027-06-01")).await.expect(409);
    o.decider.post(&format!("{at}/extension"), &extend("2027-01-15")).await.expect(303);
    o.decider.post(&format!("{at}/extension"), &extend("2027-01-20")).await.expect(409);
    o.decider.post(&format!("{at}/decision"), &[("outcome", "send_back"), ("reasons", "补充核查。")]).await.expect(303);
    o.reviewer.post(&format!("{at}/opinion"), OPINION).await.expect(303);
    o.app.settle().await;
    let letter = o.app.letters().into_iter().find(|l| l.subject.contains("延长")).expect("a letter");
    assert!(letter.text.contains("2027"));
}

#[actix_web::test]
async fn funds_are_raised_from_the_public_after_one_full_year_only_so_143() {
    let o = office().await;
    let officer = registered(&o).await;
    recognized(&o, &officer).await;
    let at = proposed(&o, &officer, "fund_raising").await;
    let page = o.decider.post(&format!("{at}/decision"), GRANT).await.expect(409);
    assert!(page.has("成为慈善组织未满一年"));
    o.app.set_clock("2027-11-22T01:00:00Z");
    o.decider.post(&format!("{at}/decision"), GRANT).await.expect(409);
    o.app.set_clock("2027-11-23T01:00:00Z");
    o.decider.post(&format!("{at}/decision"), GRANT).await.expect(303);
    let visitor = o.app.visitor();
    assert!(visitor.get("/charities?qualified=yes").await.expect(200).has(NAME));
    assert!(visitor.get("/ledger").await.expect(200).has("准予公开募捐资格"));
    officer.post(&format!("/orgs/{CODE}/charity-cases"), &[("kind", "fund_raising")]).await.expect(409);
    let (_, body) = Api::visitor(&o.app.url).get("/charities?qualified=yes").await;
    assert_eq!(body["items"][0]["fund_raising_since"], "2027-11-23");
}

#[actix_web::test]
async fn what_a_charity_must_publish_stands_in_its_calendar_and_the_clock_reminds_so_113_so_144() {
    let o = office().await;
    let officer = registered(&o).await;
    recognized(&o, &officer).await;
    let page = format!("/orgs/{CODE}/charity");
    let reminders = || o.app.letters().iter().filter(|l| l.subject.contains("请按时公开信息")).count();
    for (day, sent) in [("2027-03-01", 0), ("2027-04-15", 0), ("2027-05-01", 1), ("2027-05-24", 2), ("2027-05-25", 2)] {
        o.app.set_clock(&format!("{day}T01:00:00Z"));
        o.app.settle().await;
        o.app.settle().await;
        assert_eq!(reminders(), sent, "{day}");
    }
    assert!(officer.get("/workbench").await.expect(200).has("按时公开慈善信息"));
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}/charity-duties")).await;
    assert_eq!(body["items"].as_array().map(Vec::len), Some(1), "one duty, however often the clock looks");
    assert_eq!(
        (body["items"][0]["period"].as_str(), body["items"][0]["due_on"].as_str()),
        (Some("2026"), Some("2027-05-31"))
    );
    let to = format!("/orgs/{CODE}/charity-duties/{}", body["items"][0]["id"]);
    o.founder.post(&to, &[("link", "https://example.org/2026")]).await.expect(403);
    officer.post(&to, &[("link", "公众号")]).await.expect(422);
    officer.post(&to, &[("link", "https://example.org/2026")]).await.expect(303);
    officer.post(&to, &[("link", "https://example.org/other")]).await.expect(409);
    let shown = o.app.visitor().get(&page).await.expect(200);
    assert!(shown.has("https://example.org/2026"));
    assert!(o.app.visitor().get("/ledger").await.expect(200).has("慈善组织公开信息"));
}

#[actix_web::test]
async fn a_program_does_the_same_and_one_of_two_at_once_is_refused() {
    let o = office().await;
    registered(&o).await;
    let officer = o.app.api("officer@example.org").await;
    let path = format!("/organizations/{CODE}/charity-cases");
    let (status, made) = officer.post_once(&path, "charity-01", json!({"kind": "recognition"})).await;
    assert_eq!(status, 201, "{made}");
    let (_, again) = officer.post_once(&path, "charity-01", json!({"kind": "recognition"})).await;
    assert_eq!(made["no"], again["no"], "the same key, the same answer");
    let at = format!("/charities/cases/{}", made["no"].as_str().unwrap());
    let content = json!({
        "text": "𬱖", "spending": "70", "administration": "10", "total": "100",
        "declared": ["purpose", "no_profit", "charter", "remainder", "finance", "persons"],
    });
    let (status, kept) = officer.put(&format!("{at}/content"), content).await;
    assert_eq!(status, 200, "{kept}");
    for paper in ["application", "resolution", "charter", "audit"] {
        let sent = officer.upload(&format!("{at}/documents"), &format!("file.{paper}"), "a.pdf", scan(900)).await;
        assert_eq!(sent.0, 201, "{}", sent.1);
    }
    assert_eq!(officer.post(&format!("{at}/submission"), json!({"is_true": true})).await.0, 200);
    let clerk = o.app.api("clerk@example.org").await;
    let to = format!("{at}/acceptance");
    let (a, b) = tokio::join!(clerk.post(&to, json!({})), clerk.post(&to, json!({})));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409], "one of two at once");
    let (status, refusal) = clerk.post(&format!("{at}/decision"), json!({"outcome": "grant", "reasons": "x"})).await;
    assert_eq!(status, 403, "{refusal}");
}

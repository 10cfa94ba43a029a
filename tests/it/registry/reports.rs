//! The annual report season through HTTP: fill in, hand in, return once, examine, confirm, publish; the clock opens,
//! reminds and gives notice (`SO-110`–`SO-117`, `SO-121`, `SO-124`).
use super::Office;
use crate::support::{Api, Browser, TestApp};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, Mode, OrganizationKind, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";
const NO: &str = "2026-52510903XXXX00019L";

/// The office on Friday 8 January 2027, a registered organization with its officer, and the season open.
async fn season() -> (Office, Browser) {
    season_of(OrganizationKind::Service, Mode::Direct).await
}

async fn season_of(kind: OrganizationKind, mode: Mode) -> (Office, Browser) {
    let app = TestApp::at("2027-01-08T01:00:00Z").await;
    let authority = app.authority("mz-510903", "registrar", "510903").await;
    let at = (BodyKind::Authority, authority);
    let founder = app.person("founder@example.org", "徐静").await;
    let clerk = app.with_role("clerk@example.org", Role::Clerk, at).await;
    let reviewer = app.with_role("reviewer@example.org", Role::Reviewer, at).await;
    let decider = app.with_role("decider@example.org", Role::Decider, at).await;
    let id = app
        .make(move |tx| {
            let new = sample::new_organization(CODE, NAME, AuthorityId(authority), tx.now);
            organization::register(tx, &organization::NewOrganization { kind, mode, ..new })
        })
        .await;
    let officer = app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await;
    app.settle().await;
    (Office { app, authority, founder, clerk, reviewer, decider }, officer)
}

type Fields = Vec<(&'static str, &'static str)>;

fn basics() -> Fields {
    vec![("law", "没有违法违规。𠀀㐀"), ("formalities", "无变动。"), ("domicile_same", "yes")]
}

fn activities() -> Fields {
    vec![("activity_count", "24"), ("beneficiaries", "1,200"), ("activities", "每周两次助餐。")]
}

fn bodies() -> Fields {
    vec![
        ("directors", "5"),
        ("supervisors", "1"),
        ("council_meetings", "2"),
        ("members", "60"),
        ("assemblies", "1"),
        ("changes", "无变动。"),
    ]
}

fn people() -> Fields {
    vec![("has_party", "no"), ("party_members", "3"), ("staff_full", "6"), ("staff_part", "0"), ("volunteers", "20")]
}

fn finance(closing: &'static str) -> Fields {
    vec![
        ("opening", "30000"),
        ("donations", "50000"),
        ("grants", "0"),
        ("service_income", "10000.50"),
        ("purchases", "2万"),
        ("fees", "0"),
        ("other_income", "0"),
        ("programme", "60000"),
        ("administration", "5000"),
        ("other_expense", "0"),
        ("salaries", "40000"),
        ("closing", closing),
    ]
}

fn pdf() -> Vec<u8> {
    super::files::scan(700)
}

async fn fill(officer: &Browser) {
    for (section, fields) in [
        ("basics", basics()),
        ("activities", activities()),
        ("bodies", bodies()),
        ("people", people()),
        ("finance", finance("45000.50")),
    ] {
        officer.post(&format!("/reports/{NO}/sections/{section}"), &fields).await.expect(303);
    }
    upload(officer, "financial_report").await;
}

async fn upload(officer: &Browser, paper: &str) {
    let field = format!("file.{paper}");
    officer.upload(&format!("/reports/{NO}/documents"), &[], (&field, "财务报告.pdf", pdf())).await.expect(303);
}

const DECLARED: &[(&str, &str)] = &[("declared", "yes")];

async fn hand_in(officer: &Browser) {
    officer.post(&format!("/reports/{NO}/submission"), DECLARED).await.expect(303);
}

#[actix_web::test]
async fn an_officer_fills_in_over_several_visits_hands_in_and_the_result_is_public_so_115_so_116_so_117() {
    let (o, officer) = season().await;
    let at = format!("/reports/{NO}");
    assert!(officer.get("/workbench").await.expect(200).has("填写并报送年度报告"));
    assert!(officer.get(&format!("/orgs/{CODE}/reports")).await.expect(200).has(&at));
    o.app.visitor().get(&at).await.expect(404);
    o.founder.get(&at).await.expect(404);

    // The first visit: a wrong field is told, and what was typed stays.
    let page =
        officer.post(&format!("{at}/sections/activities"), &[("activity_count", "多"), ("activities", "助餐")]).await;
    assert!(page.expect(422).has("助餐"));
    officer.post(&format!("{at}/sections/basics"), &basics()).await.expect(303);
    assert!(officer.get(&format!("{at}/sections/basics")).await.expect(200).has("没有违法违规。𠀀㐀"));
    let page = officer.post(&format!("{at}/submission"), DECLARED).await.expect(409);
    assert!(page.has("业务活动") && page.has("财务会计报告"), "everything that is missing at once");

    // The second visit: accounts that do not balance are kept and named.
    fill(&officer).await;
    officer.post(&format!("{at}/sections/finance"), &finance("45000.51")).await.expect(303);
    assert!(officer.get(&format!("{at}/check")).await.expect(200).has("45,000.50"));
    officer.post(&format!("{at}/submission"), DECLARED).await.expect(409);
    officer.post(&format!("{at}/sections/finance"), &finance("45000.50")).await.expect(303);
    officer.post(&format!("{at}/submission"), &[]).await.expect(422);
    hand_in(&officer).await;
    assert!(officer.get(&format!("{at}/receipt")).await.expect(200).has("510903-20270108-NB-00001"));
    officer.post(&format!("{at}/sections/basics"), &basics()).await.expect(409);
    officer.get(&format!("{at}/sections/basics")).await.expect(409);

    // The desk: the clerk proposes, another person confirms, nobody else does either.
    assert!(o.clerk.get("/desk/reports").await.expect(200).has(NAME));
    assert!(o.clerk.get(&at).await.expect(200).has("没有建立党组织"), "what the examiner should look at");
    let pass = [("outcome", "pass"), ("reasons", "内容完整，收支清楚。")];
    officer.post(&format!("{at}/proposal"), &pass).await.expect(403);
    o.founder.post(&format!("{at}/proposal"), &pass).await.expect(404);
    o.decider.post(&format!("{at}/decision"), &[("decision", "confirm")]).await.expect(409);
    o.clerk.post(&format!("{at}/proposal"), &[("outcome", "superb"), ("reasons", "")]).await.expect(422);
    o.clerk.post(&format!("{at}/proposal"), &pass).await.expect(303);
    o.clerk.post(&format!("{at}/decision"), &[("decision", "confirm")]).await.expect(403);
    assert!(!officer.get(&at).await.expect(200).has("内容完整，收支清楚。"), "a proposal is no result");
    assert!(o.decider.get("/workbench").await.expect(200).has("确认年度报告结论"));
    o.decider.post(&format!("{at}/decision"), &[("decision", "send_back")]).await.expect(422);
    o.decider
        .post(&format!("{at}/decision"), &[("decision", "send_back"), ("why", "请核对党员人数。")])
        .await
        .expect(303);
    assert!(o.clerk.get(&at).await.expect(200).has("请核对党员人数。"));
    o.clerk.post(&format!("{at}/proposal"), &pass).await.expect(303);
    o.decider.post(&format!("{at}/decision"), &[("decision", "confirm")]).await.expect(303);

    // Now everybody reads it, everywhere.
    let page = o.app.visitor().get(&at).await.expect(200);
    assert!(page.has("内容完整，收支清楚。") && page.has("每周两次助餐") && !page.has("财务报告.pdf"));
    assert!(o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has(&at));
    assert!(o.app.visitor().get("/reports?year=2026").await.expect(200).has(NAME));
    assert!(o.app.visitor().get("/reports.csv?year=2026").await.expect(200).has("80000.50"));
    assert!(o.app.visitor().get("/ledger").await.expect(200).has("公布年度工作报告结论"));
    o.app.settle().await;
    let letters = o.app.letters();
    assert!(letters.iter().any(|l| l.to == "officer@example.org" && l.subject.contains("结论")));
    assert!(letters.iter().any(|l| l.subject.contains("已收到2026年度工作报告")));
}

#[actix_web::test]
async fn a_report_is_returned_once_with_every_defect_and_corrected_within_its_days() {
    let (o, officer) = season().await;
    let at = format!("/reports/{NO}");
    fill(&officer).await;
    hand_in(&officer).await;
    o.clerk.post(&format!("{at}/return"), &[("defects.finance", " ")]).await.expect(422);
    let defects = [("defects.finance", "管理费用与报告不符。"), ("defects.papers", "缺少现金流量表。")];
    officer.post(&format!("{at}/return"), &defects).await.expect(403);
    o.clerk.post(&format!("{at}/return"), &defects).await.expect(303);
    let page = officer.get(&at).await.expect(200);
    assert!(page.has("管理费用与报告不符。") && page.has("缺少现金流量表。"));
    o.app.settle().await;
    let letter = o.app.letters().into_iter().find(|l| l.subject.contains("需要补正")).expect("the return is told");
    assert!(letter.text.contains("缺少现金流量表。"));

    upload(&officer, "financial_report").await;
    hand_in(&officer).await;
    assert!(officer.get(&format!("{at}/receipt")).await.expect(200).has("NB-00001"), "the receipt keeps its number");
    o.clerk.post(&format!("{at}/return"), &defects).await.expect(409);
    assert!(!o.clerk.get(&at).await.expect(200).has(&format!("action=\"{at}/return\"")));
}

#[actix_web::test]
async fn the_clock_opens_reminds_thrice_and_gives_notice_the_day_after_so_110_so_121_so_124() {
    let (o, officer) = season().await;
    let reminders = |o: &Office| o.app.letters().iter().filter(|l| l.subject.contains("天截止")).count();
    o.app.settle().await;
    assert_eq!(reminders(&o), 0);
    for (day, sent) in [("04-01", 1), ("04-02", 1), ("05-01", 2), ("05-24", 3), ("05-31", 3)] {
        o.app.set_clock(&format!("2027-{day}T01:00:00Z"));
        o.app.settle().await;
        o.app.settle().await;
        assert_eq!(reminders(&o), sent, "{day}");
    }
    let told = |o: &Office| o.app.letters().iter().filter(|l| l.subject.contains("列入告知书")).count();
    assert_eq!(told(&o), 0, "through the last day");
    o.app.set_clock("2027-06-01T01:00:00Z");
    o.app.settle().await;
    o.app.settle().await;
    assert_eq!(told(&o), 1, "one notice, however often the clock looks");
    let letter = o.app.letters().into_iter().find(|l| l.subject.contains("列入告知书")).unwrap();
    assert!(letter.text.contains("已过年度工作报告报送截止日"));

    // Late is late, and still received; once listed, the officer finds the way off the list.
    fill(&officer).await;
    hand_in(&officer).await;
    let at = format!("/reports/{NO}");
    let page = officer.get(&at).await.expect(200);
    assert!(page.has("逾期报送") && page.has("/lists/"));
    let listing = page.body.split("href=\"/lists/").nth(1).and_then(|s| s.split('"').next()).unwrap().to_owned();
    o.app.set_clock("2027-06-17T01:00:00Z");
    let enter = [("outcome", "enter"), ("reasons", "逾期未报送，事实清楚。")];
    o.decider.post(&format!("/lists/{listing}/decision"), &enter).await.expect(303);
    assert!(officer.get(&at).await.expect(200).has("申请移出活动异常名录"));
    officer.post(&format!("/lists/{listing}/removal-request"), &[("duty_done", "已补报。")]).await.expect(303);
}

#[actix_web::test]
async fn a_return_left_uncorrected_counts_as_not_handed_in_as_required_so_121() {
    let (o, officer) = season().await;
    fill(&officer).await;
    o.app.set_clock("2027-05-31T15:59:59Z");
    hand_in(&officer).await;
    assert!(
        !officer.get(&format!("/reports/{NO}")).await.expect(200).has("逾期报送"),
        "the last second of the last day"
    );
    o.clerk.post(&format!("/reports/{NO}/return"), &[("defects.finance", "请更正。")]).await.expect(303);
    o.app.set_clock("2027-06-15T01:00:00Z");
    o.app.settle().await;
    assert!(!o.clerk.get("/desk/lists").await.expect(200).has(NAME), "ten working days to correct");
    o.app.set_clock("2027-06-18T01:00:00Z");
    o.app.settle().await;
    assert!(o.clerk.get("/desk/lists").await.expect(200).has(NAME));
}

#[actix_web::test]
async fn a_foundation_under_dual_management_brings_audit_and_first_review_by_the_end_of_march_so_112() {
    let (o, officer) = season_of(OrganizationKind::Foundation, Mode::Dual).await;
    let page = officer.get(&format!("/reports/{NO}")).await.expect(200);
    assert!(page.has("2027-03-31") && !page.has("2027-05-31"));
    fill(&officer).await;
    let page = officer.post(&format!("/reports/{NO}/submission"), DECLARED).await.expect(409);
    assert!(page.has("注册会计师审计报告") && page.has("业务主管单位初审意见"));
    upload(&officer, "audit_report").await;
    upload(&officer, "first_review").await;
    hand_in(&officer).await;
    // Salaries above the whole expenditure are refused as long as the report is open.
    o.clerk.post(&format!("/reports/{NO}/return"), &[("defects.finance", "核对工资。")]).await.expect(303);
    let mut wrong = finance("45000.50");
    wrong.retain(|(name, _)| *name != "salaries");
    wrong.push(("salaries", "65000.01"));
    officer.post(&format!("/reports/{NO}/sections/finance"), &wrong).await.expect(303);
    assert!(officer.post(&format!("/reports/{NO}/submission"), DECLARED).await.expect(409).has("工资福利多于费用合计"));
}

#[actix_web::test]
async fn who_is_new_owes_nothing_and_a_register_brought_late_is_not_listed_in_bulk_so_116() {
    let app = TestApp::at("2027-06-02T01:00:00Z").await;
    let authority = app.authority("mz-510903", "registrar", "510903").await;
    let clerk = app.with_role("clerk@example.org", Role::Clerk, (BodyKind::Authority, authority)).await;
    let id = app
        .make(move |tx| {
            organization::register(tx, &sample::new_organization(CODE, NAME, AuthorityId(authority), tx.now))
        })
        .await;
    let officer = app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await;
    app.settle().await;
    assert!(!clerk.get("/desk/lists").await.expect(200).has(NAME));
    assert!(officer.get(&format!("/orgs/{CODE}/reports")).await.expect(200).has("没有要求"));
    officer.get(&format!("/reports/{NO}")).await.expect(404);
}

#[actix_web::test]
async fn a_program_does_the_same_and_twice_at_once_is_once() {
    let (o, _) = season().await;
    let (officer, clerk, decider) = (
        o.app.api("officer@example.org").await,
        o.app.api("clerk@example.org").await,
        o.app.api("decider@example.org").await,
    );
    let at = format!("/reports/{NO}");
    for (section, fields) in [
        ("basics", basics()),
        ("activities", activities()),
        ("bodies", bodies()),
        ("people", people()),
        ("finance", finance("45000.50")),
    ] {
        let body: serde_json::Map<String, serde_json::Value> =
            fields.into_iter().map(|(k, v)| (k.to_owned(), v.into())).collect();
        let (status, answer) = officer.put(&format!("{at}/sections/{section}"), body.into()).await;
        assert_eq!(status, 200, "{answer}");
    }
    let (status, answer) = officer.put(&format!("{at}/sections/papers"), json!({})).await;
    assert_eq!(status, 404, "{answer}");
    let (status, answer) = officer.post(&format!("{at}/submission"), json!({"declared": true})).await;
    assert_eq!(status, 409);
    assert!(answer.to_string().contains("report-paper-missing"));
    let (status, answer) = officer.upload(&format!("{at}/documents"), "file.financial_report", "a.pdf", pdf()).await;
    assert_eq!(status, 201, "{answer}");
    let body = json!({"declared": true});
    let submission = format!("{at}/submission");
    let (a, b) = tokio::join!(
        officer.post_once(&submission, "once-and-only", body.clone()),
        officer.post_once(&submission, "once-and-only", body)
    );
    assert_eq!((a.0, b.0), (200, 200), "the same key is the same act");
    let (status, answer) = clerk.post(&format!("{at}/return"), json!({"defects": {"finance": "核对。"}})).await;
    assert_eq!((status, answer["state"].as_str()), (200, Some("returned")));
    let (status, _) = officer.post(&format!("{at}/submission"), json!({"declared": true})).await;
    assert_eq!(status, 200);
    let (status, answer) = clerk.post(&format!("{at}/return"), json!({"defects": {"finance": "再核对。"}})).await;
    assert_eq!(status, 409);
    assert!(answer.to_string().contains("report-returned-once"));
    let proposal = json!({"outcome": "basic", "reasons": "基本完整。"});
    assert_eq!(clerk.post(&format!("{at}/proposal"), proposal).await.0, 200);
    let confirm = json!({"decision": "confirm"});
    let decision = format!("{at}/decision");
    let (a, b) = tokio::join!(decider.post(&decision, confirm.clone()), decider.post(&decision, confirm));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409], "one of two at once");
    let visitor = Api::visitor(&o.app.url);
    let (_, all) = visitor.get("/reports?year=2026&outcome=basic").await;
    assert_eq!(all["items"][0]["income_fen"].as_i64(), Some(8_000_050));
    let (_, counted) = visitor.get("/report-seasons/2026").await;
    assert_eq!((counted["total"]["owed"].as_i64(), counted["total"]["basic"].as_i64()), (Some(1), Some(1)));
    let (_, one) = visitor.get(&at).await;
    assert_eq!(one["answers"]["closing"].as_i64(), Some(4_500_050));
    assert!(one.get("receipt_no").is_none());
}

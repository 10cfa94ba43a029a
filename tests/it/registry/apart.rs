//! Founded otherwise than usual: as a charity at once (`SO-65`, `SO-140`), or as a legal person by statute (`SO-64`).
use super::{
    Fields, NAME, Office, capital, charter, files, numbers, office, organization, papers, persons, premises, save,
};
use diesel::prelude::*;
use serde_json::json;
use shanzhi::{
    kernel::time::Day,
    schema::{applications as a, organizations as o},
};

const RED_CROSS: &str = "遂宁市船山区红十字联合会";

async fn dues(office: &Office, no: &str) -> (Option<Day>, Option<Day>) {
    let no = no.to_owned();
    let row = move |tx: &mut shanzhi::platform::db::Tx| {
        Ok(a::table.filter(a::no.eq(&no)).select((a::promised_due, a::statutory_due)).first(tx.conn)?)
    };
    office.app.make(row).await
}

fn day(text: &str) -> Option<Day> {
    Some(text.parse().unwrap())
}

/// A draft of a service institution that will be a charity, complete but for what the Charity Law asks beside.
async fn charity(o: &Office) -> String {
    let no = super::begin(&o.founder).await;
    let mut fields = organization(NAME);
    fields.push(("is_charity", "true"));
    save(&o.founder, &no, "organization", &fields).await;
    save(&o.founder, &no, "people", &persons("徐静", &numbers())).await;
    save(&o.founder, &no, "premises", &premises()).await;
    save(&o.founder, &no, "capital", &capital("3000")).await;
    save(&o.founder, &no, "charter", &charter()).await;
    papers(&o.founder, &no).await;
    no
}

/// Adds the points of the charter and the declarations of the people.
async fn completed(o: &Office, no: &str) {
    let mut fields = charter();
    let more = ["form", "assets", "bodies", "supervision", "projects", "remainder"].map(|k| format!("charity_{k}"));
    fields.extend(more.iter().map(|key| ("items", key.as_str())));
    save(&o.founder, no, "charter", &fields).await;
    let (numbers, mut people) = (numbers(), Fields::new());
    people.extend(persons("徐静", &numbers));
    for n in ["people.0.is_charity_eligible", "people.1.is_charity_eligible", "people.2.is_charity_eligible"] {
        people.push((n, "yes"));
    }
    save(&o.founder, no, "people", &people).await;
}

async fn handed_in(o: &Office, no: &str) {
    o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
}

async fn granted(o: &Office, no: &str) -> String {
    let opinion = [("is_in_favour", "yes"), ("text", "符合规定。")];
    o.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
    o.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
    o.code(no).await
}

#[actix_web::test]
async fn a_charity_is_founded_at_once_in_thirty_days_certified_and_listed_so_65_so_140() {
    let o = office().await;
    let no = charity(&o).await;
    let told = o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(told.has("内部监督机制") && told.has("项目管理制度"), "{}", told.outline());
    assert!(told.has("慈善"), "the people declare more (SO-33): {}", told.outline());
    completed(&o, &no).await;
    handed_in(&o, &no).await;
    o.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    assert_eq!(dues(&o, &no).await, (day("2026-12-21"), day("2026-12-23")));
    let desk = o.reviewer.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("设立时登记为慈善组织"), "{}", desk.outline());
    let code = granted(&o, &no).await;
    o.app.settle().await;
    // Since when it is one is known without a recognition, and the list and the calendar know it.
    let page = o.app.visitor().get(&format!("/orgs/{code}/charity")).await.expect(200);
    assert!(page.has("2026 年 11 月 23 日"), "{}", page.outline());
    let list = o.app.visitor().get("/charities").await.expect(200);
    assert!(list.has(NAME) && list.has("2026"), "{}", list.outline());
    let wish = o.founder.post(&format!("/orgs/{code}/charity-cases"), &[("kind", "recognition")]).await;
    assert!((400..500).contains(&wish.status), "a charity is not recognized once more: {}", wish.status);
}

#[actix_web::test]
async fn the_ministry_prolongs_the_founding_of_a_charity_by_sixty_days_at_most_so_65() {
    let o = office().await;
    let no = charity(&o).await;
    completed(&o, &no).await;
    handed_in(&o, &no).await;
    o.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    let (request, answer) = (format!("/applications/{no}/extension-request"), format!("/applications/{no}/extension"));
    o.reviewer.post(&request, &[("reason", "跨省开展活动，需要核实。")]).await.expect(303);
    let with = |days: &'static str| [("is_granted", "yes"), ("text", "民政部民函〔2026〕1号同意。"), ("days", days)];
    let desk = o.decider.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("国务院民政部门批准") && desk.has("60 日"), "{}", desk.outline());
    for wrong in ["", "0", "61", "x"] {
        let told = o.decider.post(&answer, &with(wrong)).await.expect(422);
        assert!(told.has("民政部民函〔2026〕1号同意。"), "what was typed is kept: {}", told.outline());
    }
    assert_eq!(dues(&o, &no).await.1, day("2026-12-23"));
    o.decider.post(&answer, &with("30")).await.expect(303);
    assert_eq!(dues(&o, &no).await, (day("2027-01-22"), day("2027-01-22")));
    let case = o.founder.get(&format!("/applications/{no}")).await.expect(200);
    assert!(case.has("延长 30 日"), "{}", case.outline());
}

/// A draft of an association that a law made a legal person on a day.
async fn by_statute(o: &Office, approved_on: &str) -> String {
    let begun =
        o.founder.post("/applications", &[("kind", "association"), ("authority", "mz-510903")]).await.expect(303);
    let no = begun.location.trim_start_matches("/applications/").to_owned();
    let fields = [
        ("name", RED_CROSS),
        ("category", "charity"),
        ("form", "association"),
        ("division", "510903"),
        ("purpose", "人道、博爱、奉献。"),
        ("scope", "人道救助。"),
        ("area", "遂宁市船山区"),
        ("statute.law", "《中华人民共和国红十字会法》第十条"),
        ("statute.body", "船山区人民政府"),
        ("statute.approved_on", approved_on),
    ];
    save(&o.founder, &no, "organization", &fields).await;
    let (numbers, mut people) = (numbers(), Fields::new());
    people.extend(persons("徐静", &numbers));
    for n in ["people.0.is_charity_eligible", "people.1.is_charity_eligible", "people.2.is_charity_eligible"] {
        people.push((n, "yes"));
    }
    save(&o.founder, &no, "people", &people).await;
    save(&o.founder, &no, "premises", &premises()).await;
    save(&o.founder, &no, "capital", &[("amount", "1000"), ("source", "财政拨款")]).await;
    no
}

async fn approved(o: &Office, no: &str) {
    let path = format!("/applications/{no}/documents");
    let file = ("file.statute_approval", "approval.pdf", files::scan(1000));
    o.founder.upload(&path, &[], file).await.expect(303);
}

#[actix_web::test]
async fn a_legal_person_by_statute_hands_in_its_approval_alone_and_is_entered_within_thirty_days_so_64() {
    let o = office().await;
    let no = by_statute(&o, "2026-10-10").await;
    // Neither members nor a charter nor the fund of others are asked; the approval is.
    let told = o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(told.has("批准成立的文件") && !told.has("验资报告"), "{}", told.outline());
    approved(&o, &no).await;
    handed_in(&o, &no).await;
    // The time runs from receipt, whenever it is accepted.
    o.app.set_clock("2026-11-25T01:00:00Z");
    o.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    assert_eq!(dues(&o, &no).await, (day("2026-12-21"), day("2026-12-23")));
    let desk = o.reviewer.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("红十字会法") && !desk.has("最迟应当"), "{}", desk.outline());
    let code = granted(&o, &no).await;
    // It was founded on the day of its approval.
    let found = code.clone();
    let row = move |tx: &mut shanzhi::platform::db::Tx| {
        Ok(o::table.filter(o::credit_code.eq(&found)).select((o::founded_on, o::is_charity)).first(tx.conn)?)
    };
    let (founded_on, is_charity): (Day, bool) = o.app.make(row).await;
    assert_eq!((Some(founded_on), is_charity), (day("2026-10-10"), false));
}

#[actix_web::test]
async fn an_approval_handed_in_late_is_a_doubt_and_one_of_tomorrow_a_refusal_so_64() {
    let o = office().await;
    let no = by_statute(&o, "2026-11-24").await;
    approved(&o, &no).await;
    let told = o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(told.has("还没有到"), "{}", told.outline());
    let founder = o.app.api("founder@example.org").await;
    let body = json!({
        "name": RED_CROSS, "category": "charity", "form": "association", "division": "510903",
        "purpose": "人道、博爱、奉献。", "scope": "人道救助。", "area": "遂宁市船山区",
        "statute": {"law": "红十字会法", "body": "船山区人民政府"},
    });
    let path = format!("/applications/{no}/tasks/organization");
    assert_eq!(founder.put(&path, body.clone()).await.0, 422, "a law without a day is half an answer");
    let mut body = body;
    body["statute"]["approved_on"] = json!("2026-08-01");
    let (status, answer) = founder.put(&path, body).await;
    assert_eq!(status, 200, "{answer}");
    handed_in(&o, &no).await;
    let desk = o.clerk.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("最迟应当在 2026 年 9 月 30 日"), "{}", desk.outline());
}

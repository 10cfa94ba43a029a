//! Special procedures stop the clock, an extension moves the promised day (`SO-66`, `SO-68`–`SO-70`, `SO-72`, `CX-03`).
use super::{NAME, Office, office};
use diesel::prelude::*;
use serde_json::json;
use shanzhi::{kernel::time::Day, schema::applications as a};

async fn dues(office: &Office, no: &str) -> (Option<Day>, Option<Day>, Option<Day>) {
    let no = no.to_owned();
    office
        .app
        .make(move |tx| {
            let columns = (a::promised_due, a::statutory_due, a::due_on);
            Ok(a::table.filter(a::no.eq(&no)).select(columns).first(tx.conn)?)
        })
        .await
}

fn day(text: &str) -> Option<Day> {
    Some(text.parse().unwrap())
}

async fn id_of(office: &Office, email: &str) -> String {
    office.app.account(email, "").await.0.to_string()
}

#[actix_web::test]
async fn an_on_site_check_by_two_officers_stops_the_clock_and_its_days_are_not_counted_so_68_so_69() {
    let office = office().await;
    let no = office.accepted(NAME).await;
    let path = format!("/applications/{no}/suspension");
    assert_eq!(dues(&office, &no).await, (day("2026-12-21"), day("2027-01-22"), day("2026-12-21")));
    let (one, two) = (id_of(&office, "reviewer@example.org").await, id_of(&office, "clerk@example.org").await);
    let stranger = id_of(&office, "stranger@example.org").await;
    let form = |officers: &[&str]| -> Vec<(&'static str, String)> {
        let mut all = vec![
            ("kind", "inspection".to_owned()),
            ("reason", "核实场所与材料是否一致。".to_owned()),
            ("expected_on", "2026-11-30".to_owned()),
        ];
        all.extend(officers.iter().map(|o| ("officers", (*o).to_owned())));
        all
    };
    let send = async |officers: &[&str]| {
        let form = form(officers);
        let fields: Vec<(&str, &str)> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        office.reviewer.post(&path, &fields).await
    };
    let alone = send(&[&one]).await.expect(409);
    assert!(alone.has("两名以上工作人员") && alone.has("核实场所与材料是否一致。"), "{}", alone.outline());
    send(&[&one, &one]).await.expect(409);
    send(&[&one, &stranger]).await.expect(422);
    let past = [("kind", "publicity"), ("reason", "公示"), ("expected_on", "2026-11-23")];
    office.reviewer.post(&path, &past).await.expect(422);
    office
        .clerk
        .post(&path, &past.map(|(n, v)| (n, if n == "expected_on" { "2026-11-30" } else { v })))
        .await
        .expect(403);
    assert_eq!(office.state(&no).await.0, "accepted");
    send(&[&one, &two]).await.expect(303);

    // The founder is told why and for how long; nobody examines or decides meanwhile.
    assert_eq!(office.state(&no).await.0, "suspended");
    office.app.settle().await;
    let letter = office.app.letters().into_iter().find(|l| l.subject.contains("特别程序")).expect("a letter");
    assert!(letter.text.contains("实地核查") && letter.text.contains("2026 年 11 月 30 日"), "{}", letter.text);
    let case = office.founder.get(&format!("/applications/{no}")).await.expect(200);
    assert!(case.has("核实场所与材料是否一致。") && case.has("2026 年 11 月 30 日"), "{}", case.outline());
    let opinion = [("is_in_favour", "yes"), ("text", "同意")];
    office.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(409);
    assert!(office.reviewer.get("/cases?stage=suspended").await.expect(200).has(NAME));

    // On the Monday after it ends with its record: 24 to 29 November, four working days among them, are not counted.
    office.app.set_clock("2026-11-30T01:00:00Z");
    let resumption = format!("/applications/{no}/resumption");
    office.reviewer.post(&resumption, &[("record", "")]).await.expect(422);
    office.clerk.post(&resumption, &[("record", "x")]).await.expect(403);
    let record = [("record", "两人到场，场所与合同一致。")];
    office.reviewer.post(&resumption, &record).await.expect(303);
    office.reviewer.post(&resumption, &record).await.expect(409);
    assert_eq!(dues(&office, &no).await, (day("2026-12-25"), day("2027-01-28"), day("2026-12-25")));
    let desk = office.decider.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("场所与合同一致") && desk.has("reviewer") && desk.has("clerk"), "{}", desk.outline());
    office.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
    office.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
}

#[actix_web::test]
async fn a_hearing_is_held_within_twenty_working_days_so_70() {
    let office = office().await;
    let no = office.accepted(NAME).await;
    let path = format!("/applications/{no}/suspension");
    let form = |until| [("kind", "hearing"), ("reason", "邻近居民申请听证。"), ("expected_on", until)];
    let late = office.reviewer.post(&path, &form("2026-12-22")).await.expect(409);
    assert!(late.has("2026 年 12 月 21 日"), "{}", late.outline());
    office.reviewer.post(&path, &form("2026-12-21")).await.expect(303);
    office.founder.post(&format!("/applications/{no}/withdrawal"), &[]).await.expect(303);
}

#[actix_web::test]
async fn the_head_extends_once_with_the_reason_told_and_never_past_the_law_so_66_so_72() {
    let office = office().await;
    let no = office.accepted(NAME).await;
    let (request, answer) = (format!("/applications/{no}/extension-request"), format!("/applications/{no}/extension"));
    let grant = [("is_granted", "yes"), ("text", "情况属实，同意。")];
    office.decider.post(&answer, &grant).await.expect(409);
    office.clerk.post(&request, &[("reason", "x")]).await.expect(403);
    office.reviewer.post(&request, &[("reason", "")]).await.expect(422);
    office.reviewer.post(&request, &[("reason", "等待行业主管部门的书面意见。")]).await.expect(303);
    let again = office.reviewer.post(&request, &[("reason", "再来一次")]).await.expect(409);
    assert!(again.has("每件只能提一次"), "{}", again.outline());

    office.reviewer.post(&answer, &grant).await.expect(403);
    let desk = office.decider.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("等待行业主管部门的书面意见。") && desk.has("批准延期"), "{}", desk.outline());
    office.decider.post(&answer, &grant).await.expect(303);
    office.decider.post(&answer, &grant).await.expect(409);

    // Ten working days more: New Year's days of 2027 are not working days.
    let (promised, statutory, due) = dues(&office, &no).await;
    assert_eq!((promised, due), (day("2027-01-05"), day("2027-01-05")));
    assert_eq!(statutory, day("2027-01-22"));
    office.app.settle().await;
    let letter = office.app.letters().into_iter().find(|l| l.subject.contains("延期")).expect("a letter");
    assert!(letter.text.contains("等待行业主管部门的书面意见。"), "{}", letter.text);
    assert!(office.founder.get(&format!("/applications/{no}")).await.expect(200).has("等待行业主管部门的书面意见。"));
}

#[actix_web::test]
async fn a_program_stops_the_clock_and_lets_it_run_with_the_same_refusals() {
    let office = office().await;
    let no = office.accepted(NAME).await;
    let reviewer = office.app.api("reviewer@example.org").await;
    let body = json!({"kind": "inspection", "reason": "核实场所", "expected_on": "2026-11-30", "officers": []});
    let (status, problem) = reviewer.post(&format!("/applications/{no}/suspension"), body).await;
    assert_eq!((status, problem["code"].as_str()), (409, Some("two-officers")));
    let body = json!({"kind": "consultation", "reason": "征求行业主管部门意见", "expected_on": "2026-12-04"});
    let (status, told) = reviewer.post(&format!("/applications/{no}/suspension"), body).await;
    assert_eq!((status, told["state"].as_str()), (200, Some("suspended")), "{told}");
    let clerk = office.app.api("clerk@example.org").await;
    let record = json!({"record": "意见：同意。"});
    assert_eq!(clerk.post(&format!("/applications/{no}/resumption"), record.clone()).await.0, 403);
    office.app.set_clock("2026-12-04T01:00:00Z");
    let reviewer = office.app.api("reviewer@example.org").await;
    let (status, told) = reviewer.post(&format!("/applications/{no}/resumption"), record).await;
    assert_eq!((status, told["statutory_due"].as_str()), (200, Some("2027-02-01")), "{told}");
    let (status, _) =
        reviewer.post(&format!("/applications/{no}/extension-request"), json!({"reason": "意见来迟"})).await;
    assert_eq!(status, 200);
    let decider = office.app.api("decider@example.org").await;
    let no_more = json!({"is_granted": false, "text": "时间足够。"});
    assert_eq!(decider.post(&format!("/applications/{no}/extension"), no_more).await.0, 200);
    assert!(office.reviewer.get(&format!("/applications/{no}")).await.expect(200).has("没有批准延期"));
}

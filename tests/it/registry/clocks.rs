//! Clocks: what the law does by itself, and how the queue shows what is left (`SO-60`–`SO-72`, `CX-04`).
use super::{NAME, office, submitted};
use shanzhi::kernel::time::Day;

async fn dates(office: &super::Office, no: &str) -> (Option<Day>, Option<Day>, Option<Day>, bool) {
    use diesel::prelude::*;
    use shanzhi::schema::applications as a;
    let no = no.to_owned();
    office
        .app
        .make(move |tx| {
            let columns = (a::accepted_on, a::promised_due, a::statutory_due, a::is_deemed);
            Ok(a::table.filter(a::no.eq(&no)).select(columns).first(tx.conn)?)
        })
        .await
}

fn day(text: &str) -> Option<Day> {
    Some(text.parse().unwrap())
}

#[actix_web::test]
async fn without_a_notice_in_five_working_days_the_law_accepts_by_itself_so_61() {
    let office = office().await;
    // Monday 23 November: the fifth working day is Monday 30 November.
    let no = submitted(&office.founder, NAME).await;
    office.app.set_clock("2026-11-30T15:59:59Z");
    office.app.settle().await;
    assert_eq!(office.state(&no).await.0, "submitted");
    office.app.set_clock("2026-11-30T16:00:00Z");
    office.app.settle().await;
    assert_eq!(office.state(&no).await.0, "accepted");
    // As of the day the documents were received; sixty days by law, twenty working days promised.
    assert_eq!(dates(&office, &no).await, (day("2026-11-23"), day("2026-12-21"), day("2027-01-22"), true));
    let case = office.founder.get(&format!("/applications/{no}")).await.expect(200);
    assert!(case.has("视为受理"), "{}", case.outline());
    office.app.settle().await;
    let to: Vec<String> = office.app.letters().into_iter().filter(|l| l.text.contains(&no)).map(|l| l.to).collect();
    for who in ["founder@", "clerk@", "decider@"] {
        assert!(to.iter().any(|t| t.contains(who)), "{who} is told: {to:?}");
    }
    let seen = office.app.letters().len();
    office.app.settle().await;
    assert_eq!(office.app.letters().len(), seen, "once");
    office.reviewer.get(&format!("/applications/{no}")).await.expect(200);
}

#[actix_web::test]
async fn a_clerk_who_comes_too_late_can_only_write_down_what_the_law_has_done() {
    let office = office().await;
    let (late, accepted) = (submitted(&office.founder, NAME).await, "遂宁市船山区晚晴养老服务中心");
    let second = submitted(&office.founder, accepted).await;
    office.app.set_clock("2026-11-30T16:00:01Z");
    // The ticker has not run: the rule looks at the clock itself.
    let notice = [("charter", "fix"), ("charter-text", "缺一条"), ("seen", "yes")];
    let refused = office.clerk.post(&format!("/applications/{late}/correction-notice"), &notice).await.expect(409);
    assert!(refused.has("依法自收到材料之日起即为受理"), "{}", refused.outline());
    let decline = [("ground", "not_needed"), ("text", "不需要")];
    office.clerk.post(&format!("/applications/{second}/non-acceptance"), &decline).await.expect(409);
    office.clerk.post(&format!("/applications/{late}/acceptance"), &[]).await.expect(303);
    assert_eq!(dates(&office, &late).await, (day("2026-11-23"), day("2026-12-21"), day("2027-01-22"), true));
}

#[actix_web::test]
async fn the_notice_period_begins_anew_with_the_corrected_documents_and_rests_while_the_founder_corrects() {
    let office = office().await;
    let no = submitted(&office.founder, NAME).await;
    let notice = [("charter", "fix"), ("charter-text", "缺一条"), ("seen", "yes")];
    office.clerk.post(&format!("/applications/{no}/correction-notice"), &notice).await.expect(303);
    office.app.set_clock("2027-01-11T01:00:00Z");
    office.app.settle().await;
    assert_eq!(office.state(&no).await.0, "correction", "the founder's time is not the office's");
    assert!(!office.clerk.get("/cases").await.expect(200).has(NAME));
    let answers = [("declared", "yes"), ("answers.0.text", "已补")];
    office.founder.post(&format!("/applications/{no}/submission"), &answers).await.expect(303);
    office.app.set_clock("2027-01-18T15:59:00Z");
    office.app.settle().await;
    assert_eq!(office.state(&no).await.0, "submitted");
    office.app.set_clock("2027-01-18T16:00:00Z");
    office.app.settle().await;
    assert_eq!(dates(&office, &no).await.0, day("2027-01-11"));
}

#[actix_web::test]
async fn the_queue_stands_in_the_order_of_what_is_due_and_a_late_decision_is_still_owed() {
    let office = office().await;
    let first = office.accepted("遂宁市船山区晚晴养老服务中心").await;
    office.app.set_clock("2026-11-24T01:00:00Z");
    let second = submitted(&office.founder, NAME).await;
    let queue = office.clerk.get("/cases").await.expect(200);
    let at = |no: &str| queue.body.find(no).expect("in the queue");
    assert!(at(&second) < at(&first), "the notice is due before the decision");
    assert!(office.clerk.get("/cases?stage=accepted").await.expect(200).has(&first));
    assert!(!office.clerk.get("/cases?stage=accepted").await.expect(200).has(&second));
    office.clerk.get("/cases?stage=nonsense&cursor=%00").await.expect(200);

    // A year later: over by law, shown so, and decided all the same (SO-63).
    office.app.set_clock("2027-11-23T01:00:00Z");
    assert!(office.reviewer.get("/cases").await.expect(200).has("超期"));
    let opinion = [("is_in_favour", "yes"), ("text", "同意")];
    office.reviewer.post(&format!("/applications/{first}/opinion"), &opinion).await.expect(303);
    office.decider.post(&format!("/applications/{first}/decision"), &[("is_granted", "yes")]).await.expect(303);
}

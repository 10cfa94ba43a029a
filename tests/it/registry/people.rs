//! Who may do what to a case: another person for each step, and nothing moves when somebody is refused.
use super::{NAME, capital, office, submitted};
use crate::support::Browser;
use shanzhi::kernel::actor::{BodyKind, Role};

async fn refused(by: &Browser, no: &str, verb: &str, form: &[(&str, &str)], status: u16) {
    by.post(&format!("/applications/{no}/{verb}"), form).await.expect(status);
}

const OPINION: [(&str, &str); 2] = [("is_in_favour", "yes"), ("text", "同意")];
const GRANT: [(&str, &str); 1] = [("is_granted", "yes")];

/// Each authority has its own queue, and no other county reads it (`SO-10`).
#[actix_web::test]
async fn a_stranger_finds_nothing_and_a_colleague_of_another_step_changes_nothing() {
    let office = office().await;
    let app = &office.app;
    let no = submitted(&office.founder, NAME).await;
    let before = office.state(&no).await;
    let elsewhere = app.authority("mz-510904", "registrar", "510904").await;
    let stranger = app.person("stranger@example.org", "路人").await;
    let far = app.with_role("far@example.org", Role::Clerk, (BodyKind::Authority, elsewhere)).await;
    for who in [&stranger, &far] {
        who.get(&format!("/applications/{no}")).await.expect(404);
        who.get(&format!("/applications/{no}/papers/receipt.pdf")).await.expect(404);
        for (verb, form) in [
            ("acceptance", &[][..]),
            ("correction-notice", &[("charter", "fix"), ("charter-text", "x"), ("seen", "yes")]),
            ("opinion", &OPINION),
            ("decision", &GRANT),
            ("withdrawal", &[]),
            ("submission", &[("declared", "yes")]),
            ("tasks/capital", &capital("9000")),
        ] {
            refused(who, &no, verb, form, 404).await;
        }
    }
    assert!(!far.get("/cases").await.expect(200).has(NAME));
    stranger.get("/cases").await.expect(404);
    refused(&office.founder, &no, "acceptance", &[], 403).await;
    refused(&office.founder, &no, "decision", &GRANT, 403).await;
    refused(&office.reviewer, &no, "acceptance", &[], 403).await;
    refused(&office.decider, &no, "acceptance", &[], 403).await;
    refused(&office.clerk, &no, "opinion", &OPINION, 403).await;
    refused(&office.clerk, &no, "decision", &GRANT, 403).await;
    refused(&office.clerk, &no, "withdrawal", &[], 403).await;
    refused(&office.clerk, &no, "tasks/capital", &capital("9000"), 403).await;
    let visitor = app.visitor();
    let led = visitor.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    assert!(led.location.starts_with("/sign-in"));
    assert_eq!(office.state(&no).await, before);
}

#[actix_web::test]
async fn who_received_a_case_gives_no_opinion_and_no_account_may_both_prepare_and_decide() {
    let office = office().await;
    let app = &office.app;
    let at = (BodyKind::Authority, office.authority);
    // A small office: one colleague receives and examines, though never the same case.
    for role in [Role::Clerk, Role::Reviewer] {
        app.with_role("both@example.org", role, at).await;
    }
    let both = app.sign_in("both@example.org").await;
    let account = app.account("both@example.org", "").await;
    let excluded = app
        .make(move |tx| Ok(shanzhi::account::add_membership(tx, account, Role::Decider, at, "测试单位").is_err()))
        .await;
    assert!(excluded, "who prepares decisions may not be given the role of deciding");

    let no = submitted(&office.founder, NAME).await;
    refused(&both, &no, "acceptance", &[], 303).await;
    let before = office.state(&no).await;
    let same = both.post(&format!("/applications/{no}/opinion"), &OPINION).await.expect(403);
    assert!(same.has("不能由同一个人办理"), "{}", same.outline());
    let pause = [("kind", "publicity"), ("reason", "公示"), ("expected_on", "2026-11-30")];
    refused(&both, &no, "suspension", &pause, 403).await;
    refused(&both, &no, "extension-request", &[("reason", "忙")], 403).await;
    refused(&both, &no, "decision", &GRANT, 403).await;
    assert_eq!(office.state(&no).await, before);
    refused(&office.reviewer, &no, "opinion", &OPINION, 303).await;
    refused(&office.reviewer, &no, "decision", &GRANT, 403).await;
    assert!(!app.visitor().get("/orgs").await.expect(200).has(NAME));
    refused(&office.decider, &no, "decision", &GRANT, 303).await;
}

#[actix_web::test]
async fn somebody_of_the_office_who_founds_an_organization_handles_no_step_of_it() {
    let office = office().await;
    let names = ["遂宁市船山区晚晴养老服务中心", "遂宁市船山区朝露养老服务中心", NAME];
    let first = submitted(&office.clerk, names[0]).await;
    refused(&office.clerk, &first, "acceptance", &[], 403).await;
    assert_eq!(office.state(&first).await.0, "submitted");
    let colleague =
        office.app.with_role("clerk2@example.org", Role::Clerk, (BodyKind::Authority, office.authority)).await;
    let second = submitted(&office.reviewer, names[1]).await;
    refused(&colleague, &second, "acceptance", &[], 303).await;
    refused(&office.reviewer, &second, "opinion", &OPINION, 403).await;
    assert_eq!(office.state(&second).await.0, "accepted");
    let third = submitted(&office.decider, names[2]).await;
    refused(&colleague, &third, "acceptance", &[], 303).await;
    refused(&office.reviewer, &third, "opinion", &OPINION, 303).await;
    refused(&office.decider, &third, "decision", &GRANT, 403).await;
    assert_eq!(office.state(&third).await.0, "reviewed");
}

#[actix_web::test]
async fn what_is_sent_into_an_expired_session_waits_behind_the_door_for_its_owner_alone() {
    let office = office().await;
    let no = super::begin(&office.founder).await;
    let path = format!("/applications/{no}/tasks/capital");
    office.app.set_clock("2039-01-03T01:00:00Z");
    let led = office.founder.post(&path, &capital("3456")).await.expect(303);
    let kept = led.location.strip_prefix("/sign-in?next=").expect("to the door").replace("%2F", "/");
    assert!(kept.starts_with("/kept/"), "{kept}");
    assert!(office.founder.get(&led.location).await.expect(200).has("已经保留"));
    let stranger = office.app.person("stranger@example.org", "路人").await;
    stranger.get(&kept).await.expect(404);
    let me = [("email", "founder@example.org"), ("password", crate::support::PASSWORD), ("next", &kept)];
    assert_eq!(office.founder.post("/sign-in", &me).await.expect(303).location, kept);
    let back = office.founder.get(&kept).await.expect(200);
    assert!(
        back.has("value=\"3456\"") && back.has("举办者自筹") && back.has(&format!("action=\"{path}\"")),
        "{}",
        back.body
    );
    assert!(!back.has("river-lotus"), "a password is never kept");
    office.founder.post(&path, &capital("3456")).await.expect(303);
    assert!(office.founder.get(&path).await.expect(200).has("3,456"));
    office.app.set_clock("2039-01-03T03:30:00Z");
    office.app.settle().await;
    office.founder.get(&kept).await.expect(404);
}

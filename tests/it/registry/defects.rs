//! The one-time notice 一次性补正告知 and what follows from it (`SO-60`).
use super::{NAME, charter, office, save, submitted};

#[actix_web::test]
async fn one_notice_names_every_defect_and_a_second_about_something_new_is_refused() {
    let office = office().await;
    let no = submitted(&office.founder, NAME).await;
    let (checks, notice) = (format!("/applications/{no}/checks"), format!("/applications/{no}/correction-notice"));

    // Nothing to correct, a defect without words, the box not ticked: no notice leaves the office.
    office.clerk.post(&notice, &[("seen", "yes")]).await.expect(409);
    let silent = office.clerk.post(&checks, &[("charter", "fix")]).await.expect(422);
    assert!(silent.has("需要补正") || silent.has("写明"), "{}", silent.outline());
    let mut form = vec![
        ("organization", "ok"),
        ("charter", "fix"),
        ("charter-text", "第二十八条缺少剩余财产的去向。"),
        ("doc-premises_proof", "fix"),
        ("doc-premises_proof-text", "租赁合同缺少出租方签字。"),
    ];
    office.clerk.post(&notice, &form).await.expect(422);
    office.clerk.post(&checks, &form).await.expect(303);
    let desk = office.clerk.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("第二十八条缺少剩余财产的去向。"), "the notice writes itself");
    office.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(409);
    form.push(("seen", "yes"));
    office.clerk.post(&notice, &form).await.expect(303);
    assert_eq!(office.state(&no).await.0, "correction");
    office.clerk.post(&notice, &form).await.expect(409);

    // The founder hears everything at once, corrects, answers each point.
    office.app.settle().await;
    let letter = office.app.letters().into_iter().find(|l| l.text.contains("第二十八条")).expect("a letter");
    assert!(letter.text.contains("出租方签字") && letter.to.contains("founder@"));
    let list = office.founder.get(&format!("/applications/{no}")).await.expect(200);
    assert!(list.has("第二十八条") && list.has("出租方签字"));
    assert!(office.founder.bytes(&format!("/applications/{no}/papers/correction.pdf")).await.starts_with(b"%PDF-"));
    save(&office.founder, &no, "charter", &charter()).await;
    let submission = format!("/applications/{no}/submission");
    let unanswered = [("declared", "yes"), ("answers.0.text", "已补写第二十八条。"), ("answers.1.text", "")];
    let refused = office.founder.post(&submission, &unanswered).await.expect(409);
    assert!(refused.has("已补写第二十八条。"), "what was typed stays");
    let answers = [("declared", "yes"), ("answers.0.text", "已补写第二十八条。"), ("answers.1.text", "已补签字。")];
    office.app.set_clock("2026-12-01T01:00:00Z");
    office.founder.post(&submission, &answers).await.expect(303);

    // Only what was named before may be asked for again.
    let desk = office.clerk.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("已补签字。"), "the clerk reads the answers");
    let new = [("capital", "fix"), ("capital-text", "缺验资日期。"), ("seen", "yes")];
    let second = office.clerk.post(&notice, &new).await.expect(409);
    assert!(second.has("补正只能一次性告知"), "{}", second.outline());
    assert_eq!(office.state(&no).await.0, "submitted");
    office.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    assert_eq!(office.state(&no).await.0, "accepted");
}

#[actix_web::test]
async fn an_application_that_belongs_elsewhere_is_not_accepted_with_reasons_and_remedies_so_62() {
    let office = office().await;
    let no = submitted(&office.founder, NAME).await;
    let path = format!("/applications/{no}/non-acceptance");
    office.clerk.post(&path, &[("ground", "duplicate"), ("text", "x")]).await.expect(422);
    office.clerk.post(&path, &[("ground", "not_competent"), ("text", "")]).await.expect(422);
    let form = [("ground", "not_competent"), ("text", "活动跨区，应当向遂宁市民政局申请。")];
    office.clerk.post(&path, &form).await.expect(303);
    let case = office.founder.get(&format!("/applications/{no}")).await.expect(200);
    assert!(case.has("应当向遂宁市民政局申请") && case.has("行政复议") && case.has("行政诉讼"));
    assert!(office.founder.bytes(&format!("/applications/{no}/papers/decision.pdf")).await.starts_with(b"%PDF-"));
    office.app.settle().await;
    assert!(office.app.letters().iter().any(|l| l.text.contains("应当向遂宁市民政局申请")));
    office.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(409);
}

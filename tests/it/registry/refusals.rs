//! Refusal, withdrawal, and what nobody can change any more.
use super::{NAME, capital, complete, office, submitted};

#[actix_web::test]
async fn a_refusal_states_ground_reasons_and_remedies() {
    let office = office().await;
    let no = office.reviewed(NAME).await;
    let path = format!("/applications/{no}/decision");
    office.decider.post(&path, &[]).await.expect(422);
    office.decider.post(&path, &[("is_granted", "no"), ("ground", ""), ("text", "")]).await.expect(422);
    office.decider.post(&path, &[("is_granted", "no"), ("ground", "not_needed"), ("text", "理由")]).await.expect(422);
    assert_eq!(office.state(&no).await.0, "reviewed");
    let form = [("is_granted", "no"), ("ground", "persons"), ("text", "拟任负责人正在服刑，不符合条例第十一条。")];
    office.decider.post(&path, &form).await.expect(303);
    let case = office.founder.get(&format!("/applications/{no}")).await.expect(200);
    for words in ["不予登记", "不符合条例第十一条", "行政复议", "行政诉讼", "六十日", "六个月"]
    {
        assert!(case.has(words), "{words}: {}", case.outline());
    }
    assert!(office.founder.bytes(&format!("/applications/{no}/papers/decision.pdf")).await.starts_with(b"%PDF-"));
    office.app.settle().await;
    let letter = office.app.letters().into_iter().find(|l| l.text.contains("不符合条例第十一条")).expect("a letter");
    assert!(letter.text.contains("行政复议"), "{}", letter.text);
    assert!(!office.app.visitor().get("/orgs").await.expect(200).has(NAME));
    // The name is free again, and the founder may begin anew.
    submitted(&office.founder, NAME).await;
}

#[actix_web::test]
async fn after_the_decision_nothing_can_be_changed_by_anybody() {
    let office = office().await;
    let no = office.reviewed(NAME).await;
    office.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
    let before = office.state(&no).await;
    let refuse = [("is_granted", "no"), ("ground", "other"), ("text", "反悔")];
    office.decider.post(&format!("/applications/{no}/decision"), &refuse).await.expect(409);
    office.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(409);
    office.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(409);
    office.clerk.post(&format!("/applications/{no}/checks"), &[("charter", "ok")]).await.expect(409);
    let opinion = [("is_in_favour", "no"), ("text", "反悔")];
    office.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(409);
    office.founder.post(&format!("/applications/{no}/withdrawal"), &[]).await.expect(409);
    office.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    office.founder.post(&format!("/applications/{no}/tasks/capital"), &capital("9000")).await.expect(409);
    assert_eq!(office.state(&no).await, before);
    assert_eq!(office.app.visitor().get("/orgs.csv").await.expect(200).body.matches(NAME).count(), 1);
}

#[actix_web::test]
async fn a_founder_takes_an_application_back_until_it_is_decided_and_a_draft_is_thrown_away_whole() {
    let office = office().await;
    let no = office.accepted(NAME).await;
    office.founder.post(&format!("/applications/{no}/withdrawal"), &[]).await.expect(303);
    assert_eq!(office.state(&no).await.0, "withdrawn");
    assert!(office.founder.get(&format!("/applications/{no}")).await.expect(200).has("已撤回"));
    assert!(!office.clerk.get("/cases").await.expect(200).has(NAME));
    let opinion = [("is_in_favour", "yes"), ("text", "晚了")];
    office.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(409);

    let draft = complete(&office.founder, "遂宁市船山区晚晴养老服务中心").await;
    let gone = office.founder.post(&format!("/applications/{draft}/withdrawal"), &[]).await.expect(303);
    assert_eq!(gone.location, "/applications");
    assert!(!office.founder.get("/applications").await.expect(200).has("晚晴"));
    let (name, content) = office
        .app
        .make({
            let draft = draft.clone();
            move |tx| {
                use diesel::prelude::*;
                use shanzhi::{platform::db::Json, schema::applications as a};
                let row: (String, Json<serde_json::Value>) =
                    a::table.filter(a::no.eq(&draft)).select((a::name, a::content)).first(tx.conn)?;
                Ok((row.0, row.1.0.to_string()))
            }
        })
        .await;
    assert!(name.is_empty() && !content.contains("徐静") && !content.contains("13800000001"), "{content}");
}

//! Sent twice, done once: one after the other, and at the same instant.
use super::{NAME, complete, office};
use futures_util::future::join_all;

#[actix_web::test]
async fn a_form_sent_again_gets_the_first_result_again() {
    let office = office().await;
    let begin = [("kind", "service"), ("authority", "mz-510903"), ("once", "begin-once-0001")];
    let first = office.founder.post("/applications", &begin).await.expect(303);
    let second = office.founder.post("/applications", &begin).await.expect(303);
    assert_eq!(first.location, second.location);
    let other = [("kind", "association"), ("authority", "mz-510903"), ("once", "begin-once-0001")];
    office.founder.post("/applications", &other).await.expect(409);

    let no = complete(&office.founder, NAME).await;
    let submission = [("declared", "yes"), ("once", "submit-once-0001")];
    let path = format!("/applications/{no}/submission");
    let first = office.founder.post(&path, &submission).await.expect(303);
    let state = office.state(&no).await;
    assert_eq!(office.founder.post(&path, &submission).await.expect(303).location, first.location);
    assert_eq!(office.state(&no).await, state);
    office.founder.post(&path, &[("declared", "yes")]).await.expect(409);
}

#[actix_web::test]
async fn twenty_approvals_at_once_make_one_organization() {
    let office = office().await;
    let no = office.reviewed(NAME).await;
    let path = format!("/applications/{no}/decision");
    let same = [("is_granted", "yes"), ("once", "grant-once-00001")];
    let answers = join_all((0..10).map(|_| office.decider.post(&path, &same))).await;
    assert!(answers.iter().all(|a| a.status == 303), "{:?}", answers.iter().map(|a| a.status).collect::<Vec<_>>());
    let fresh = [("is_granted", "yes")];
    let answers = join_all((0..10).map(|_| office.decider.post(&path, &fresh))).await;
    assert!(answers.iter().all(|a| a.status == 409), "{:?}", answers.iter().map(|a| a.status).collect::<Vec<_>>());
    let rows = office.app.visitor().get("/orgs.csv").await.expect(200);
    assert_eq!(rows.body.matches(NAME).count(), 1);
    office.app.settle().await;
    let told = office.app.letters().into_iter().filter(|l| l.subject.contains("准予登记")).count();
    assert_eq!(told, 1);
}

#[actix_web::test]
async fn of_two_applications_for_one_name_the_second_cannot_be_granted_so_40() {
    let office = office().await;
    let other = office.app.person("other@example.org", "别人").await;
    let first = office.reviewed(NAME).await;
    let second = super::submitted(&other, NAME).await;
    office.clerk.post(&format!("/applications/{second}/acceptance"), &[]).await.expect(303);
    let opinion = [("is_in_favour", "yes"), ("text", "同意")];
    office.reviewer.post(&format!("/applications/{second}/opinion"), &opinion).await.expect(303);
    assert!(office.decider.get(&format!("/applications/{second}")).await.expect(200).has("SO-50"));
    let grant = [("is_granted", "yes")];
    office.decider.post(&format!("/applications/{first}/decision"), &grant).await.expect(303);
    let taken = office.decider.post(&format!("/applications/{second}/decision"), &grant).await.expect(409);
    assert!(taken.has("SO-40"), "{}", taken.outline());
    assert_eq!(office.state(&second).await.0, "reviewed");
}

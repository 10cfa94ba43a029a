//! Places and the waiting list.
use super::{crowd, nothing, notice, publish, stage};
use crate::support::Api;
use shanzhi::volunteer::activity::{self, SignupState};

async fn list(app: &crate::support::TestApp, no: &str) -> Vec<(i64, SignupState)> {
    let no = no.to_owned();
    app.make(move |tx| {
        let a = activity::by_no(tx.conn, &no)?;
        Ok(activity::roster(tx.conn, a.id)?.into_iter().map(|s| (s.place, s.state)).collect())
    })
    .await
}

#[actix_web::test]
async fn twenty_at_once_for_five_places_make_five_and_a_list_in_order() {
    let stage = stage().await;
    let no = publish(&stage.leader, &notice(&stage, "5")).await;
    let mut people: Vec<Api> = Vec::new();
    for email in crowd(&stage.app, 20).await {
        people.push(stage.app.api(&email).await);
    }
    let path = format!("/activities/{no}/signups");
    let all = futures_util::future::join_all(people.iter().map(|p| p.post(&path, nothing()))).await;
    assert!(all.iter().all(|(status, _)| *status == 201), "{all:?}");

    let listed = list(&stage.app, &no).await;
    assert_eq!(listed.iter().map(|l| l.0).collect::<Vec<_>>(), (1..=20).collect::<Vec<_>>());
    assert!(listed.iter().all(|(place, state)| (*state == SignupState::Confirmed) == (*place <= 5)), "{listed:?}");

    // Somebody with a place steps back: the first who waits moves up, and learns it by mail.
    let with_place = all.iter().position(|(_, body)| body["state"] == "confirmed").unwrap();
    let (status, body) = people[with_place].post(&format!("/activities/{no}/signups/mine/withdrawal"), nothing()).await;
    assert_eq!(status, 200, "{body}");
    let listed = list(&stage.app, &no).await;
    let confirmed: Vec<i64> = listed.iter().filter(|l| l.1 == SignupState::Confirmed).map(|l| l.0).collect();
    assert_eq!(confirmed.len(), 5);
    assert!(confirmed.contains(&6), "{confirmed:?}");
    stage.app.settle().await;
    assert!(stage.app.letters().iter().any(|l| l.subject.contains("您有名额了")));
}

#[actix_web::test]
async fn after_the_last_moment_nobody_signs_up() {
    let stage = stage().await;
    let no = publish(&stage.leader, &notice(&stage, "5")).await;
    let emails = crowd(&stage.app, 1).await;
    let late = stage.app.sign_in(&emails[0]).await;
    stage.app.set_clock("2026-11-27T10:00:01Z");
    let page = late.post(&format!("/activities/{no}/signup"), &[]).await.expect(409);
    assert!(page.has("现在不能报名"));
}

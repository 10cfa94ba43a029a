//! Certificates of service record.
use super::{notice, publish, signup_id, stage, volunteer};

#[actix_web::test]
async fn a_certificate_is_free_at_once_and_falls_with_its_record() {
    let stage = stage().await;
    let no = publish(&stage.leader, &notice(&stage, "24")).await;
    let me = volunteer(&stage.app, "xiaoman@example.org", "林小满", "小满").await;
    me.post("/volunteer/certificates", &[]).await.expect(409);
    me.post(&format!("/activities/{no}/signup"), &[]).await.expect(303);
    let signup = signup_id(&stage.app, &no, 1).await;
    stage.app.set_clock("2026-11-28T04:00:00Z");
    let times = [("signup", signup.as_str()), ("in_at", "2026-11-28T09:00"), ("out_at", "2026-11-28T11:30")];
    stage.leader.post(&format!("/activities/{no}/paper"), &times).await.expect(303);
    stage.officer.post(&format!("/activities/{no}/confirmations"), &[]).await.expect(303);

    me.post("/volunteer/certificates", &[]).await.expect(303);
    let mine = me.get("/volunteer").await.expect(200);
    let number =
        mine.body.split("/volunteer/certificates/").nth(1).and_then(|s| s.split(".pdf").next()).unwrap().to_owned();
    let pdf = me.bytes(&format!("/volunteer/certificates/{number}.pdf")).await;
    assert!(pdf.starts_with(b"%PDF-"));
    let other = volunteer(&stage.app, "other@example.org", "某某某", "别人").await;
    other.get(&format!("/volunteer/certificates/{number}.pdf")).await.expect(404);

    let verify = stage.app.visitor().get(&format!("/verify/{number}")).await.expect(200);
    assert!(!verify.has("林小满"), "the verify page masks the name");
    stage.officer.post(&format!("/hours/{no}-0001/voiding"), &[("reason", "当天未到场")]).await.expect(303);
    assert!(me.get("/volunteer").await.expect(200).has("作废"));
    let status = stage
        .app
        .make(move |tx| Ok(shanzhi::registry::certificate::find(tx.conn, &number)?.status.word().to_owned()))
        .await;
    assert_eq!(status, "withdrawn");
}

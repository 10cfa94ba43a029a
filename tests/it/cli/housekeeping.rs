//! What has served its time is forgotten; what is still spoken of stays.
use crate::support::TestApp;
use diesel::prelude::*;
use shanzhi::{
    platform::files::inspect::{Accepted, Format},
    schema::{replies, sessions},
};

#[actix_web::test]
async fn old_replies_ended_sessions_and_orphaned_files_go() {
    let app = TestApp::new().await;
    let browser = app.person("li@example.org", "李").await;
    browser.post("/sign-out", &[]).await.expect(303);
    app.person("wang@example.org", "王").await;
    let (kept, orphan) = (app.jx.files.put(&b"kept"[..]).await.unwrap(), app.jx.files.put(&b"left"[..]).await.unwrap());
    let row = kept.clone();
    app.make(move |tx| {
        let accepted = Accepted { name: "kept.txt".into(), format: Format::Txt, bytes: vec![], pages: None };
        let reply = (
            replies::account_id.eq(0i64),
            replies::once_key.eq("a-key-of-its-own"),
            replies::fingerprint.eq(""),
            replies::reply.eq("{}"),
            replies::created_at.eq(tx.now),
        );
        diesel::insert_into(replies::table).values(reply).execute(tx.conn)?;
        shanzhi::platform::files::row::insert(tx, &accepted, &row)
    })
    .await;
    app.settle().await;
    let left = || {
        app.jx.db.read(|c| {
            let replies: i64 = replies::table.filter(replies::account_id.eq(0)).count().get_result(c)?;
            Ok((replies, sessions::table.count().get_result::<i64>(c)?))
        })
    };
    assert_eq!(left().await.unwrap(), (1, 2), "nothing is old yet");

    // Later than any machine's clock, by which the file store dates its bytes; earlier than the open session ends.
    app.set_clock("2037-01-01T00:00:00Z");
    app.settle().await;
    assert_eq!(left().await.unwrap(), (0, 1), "the reply and the ended session are forgotten");
    assert!(app.jx.files.exists(&kept.sha256).await.unwrap());
    assert!(!app.jx.files.exists(&orphan.sha256).await.unwrap());
}

#[actix_web::test]
async fn an_ended_api_key_keeps_its_session_as_the_record_of_who_could_act() {
    let app = TestApp::new().await;
    let browser = app.person("li@example.org", "李").await;
    browser.post("/account/keys", &[("name", "export"), ("scopes", "*:read"), ("days", "30")]).await.expect(200);
    browser.post("/sign-out", &[]).await.expect(303);
    app.set_clock("2037-01-01T00:00:00Z");
    app.settle().await;
    let (keys, sessions) = app
        .jx
        .db
        .read(|c| {
            use shanzhi::schema::api_keys;
            Ok((api_keys::table.count().get_result::<i64>(c)?, sessions::table.count().get_result::<i64>(c)?))
        })
        .await
        .unwrap();
    assert_eq!((keys, sessions), (1, 1), "the key and its session stay, the browser's session is forgotten");
}

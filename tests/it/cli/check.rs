//! `shanzhi check` finds what is missing or altered.
use crate::support::{Operator, TestApp};
use diesel::prelude::*;
use shanzhi::{
    platform::{
        db::Event,
        files::inspect::{Accepted, Format},
    },
    schema::ledger_entries,
};

#[actix_web::test]
async fn a_missing_and_an_altered_file_are_found_by_name() {
    let app = TestApp::new().await;
    for name in ["kept.txt", "lost.txt", "altered.txt"] {
        let stored = app.jx.files.put(name.as_bytes().to_vec()).await.unwrap();
        let sha256 = stored.sha256.clone();
        app.make(move |tx| {
            let accepted = Accepted { name: name.into(), format: Format::Txt, bytes: vec![], pages: None };
            shanzhi::platform::files::row::insert(tx, &accepted, &stored)
        })
        .await;
        let path = app.dir.path().join("files").join(&sha256[..2]).join(&sha256[2..4]).join(&sha256);
        match name {
            "lost.txt" => std::fs::remove_file(path).unwrap(),
            "altered.txt" => std::fs::write(path, "altered.tXt").unwrap(),
            _ => {}
        }
    }
    app.settle().await;
    let said = Operator::of(&app).run(&["check"]).await.expect(1);
    assert!(said.out.contains("(lost.txt) is missing"), "{}", said.out);
    assert!(said.out.contains("(altered.txt) does not match its SHA-256"), "{}", said.out);
    assert!(said.out.contains("files: 1 rows have their bytes"), "{}", said.out);
}

#[actix_web::test]
async fn an_act_changed_behind_the_ledgers_back_is_found() {
    let app = TestApp::new().await;
    let id =
        app.make(|tx| tx.record(("tender", "T-1"), Event::public("market.tender.published").with("budget", 100))).await;
    app.settle().await;
    Operator::of(&app).run(&["check"]).await.expect(0);
    app.make(move |tx| {
        let body: String = ledger_entries::table.find(id).select(ledger_entries::body).first(tx.conn)?;
        let changed = ledger_entries::body.eq(body.replace("100", "900"));
        Ok(diesel::update(ledger_entries::table.find(id)).set(changed).execute(tx.conn)?)
    })
    .await;
    let said = Operator::of(&app).run(&["check"]).await.expect(1);
    assert!(said.out.contains("WRONG  ledger: "), "{}", said.out);
}

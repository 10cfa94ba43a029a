//! Receipts are verified by what their holder has, and tell no more than that.
use crate::market::contract::cast::{Cast, TENDER};
use crate::support::TestApp;
use diesel::prelude::*;
use shanzhi::schema::{application_documents as documents, applications as a, bids, files};

#[actix_web::test]
async fn a_bid_receipt_is_found_by_number_and_by_hash_and_names_neither_bidder_nor_tender() {
    let cast = Cast::new().await;
    let hash = "0123456789abcdef".repeat(4);
    let kept = hash.clone();
    cast.app
        .make(move |tx| {
            let row = (bids::technical_sha256.eq(&kept), bids::receipt_no.eq("TB-2345-6789-ABCD-EFGH"));
            diesel::update(bids::table).set(row).execute(tx.conn)?;
            Ok(())
        })
        .await;
    let visitor = cast.app.visitor();
    for what in [hash.clone(), hash.to_uppercase(), "tb-2345-6789-abcd-efgh".into()] {
        let page = visitor.get(&format!("/verify?q={what}")).await.expect(200);
        assert!(page.has("TB-2345-6789-ABCD-EFGH") && page.has("投标回执"), "{what}");
        let html = scraper::Html::parse_document(&page.body);
        let main = scraper::Selector::parse("main").unwrap();
        let words: String = html.select(&main).flat_map(|m| m.text()).collect();
        assert!(!words.contains(TENDER) && !words.contains("居家养老服务"), "nothing of the tender: {words}");
    }
    let other = "f".repeat(64);
    assert!(visitor.get(&format!("/verify?q={other}")).await.expect(200).has("没有这个编号"));
}

#[actix_web::test]
async fn an_application_received_is_found_by_its_number_and_by_a_document_of_its_receipt() {
    let app = TestApp::new().await;
    let authority = app.authority("mz", "registrar", "510900").await;
    let founder = app.account("li@example.org", "李").await;
    let hash = "fedcba9876543210".repeat(4);
    let kept = hash.clone();
    let make = move |state: &'static str, no: &'static str, received: bool| {
        let kept = kept.clone();
        app_row(authority, founder.0, state, no, received, kept)
    };
    for (state, no, received) in [("submitted", "510900-2026-SQ00001", true), ("draft", "510900-2026-SQ00002", false)] {
        app.make(make(state, no, received)).await;
    }
    let visitor = app.visitor();
    for what in [hash.as_str(), "510900-2026-SQ00001"] {
        let page = visitor.get(&format!("/verify?q={what}")).await.expect(200);
        assert!(page.has("收件凭证") || page.has("登记申请材料已按所列时间收到"), "{what}: {}", page.outline());
        assert!(!page.has("听荷"), "the name applied for is not told");
    }
    assert!(
        visitor.get("/verify?q=510900-2026-SQ00002").await.expect(200).has("没有这个编号"),
        "a draft is no receipt"
    );
}

type Make = Box<dyn FnMut(&mut shanzhi::platform::db::Tx) -> shanzhi::kernel::refusal::Result<()> + Send>;

fn app_row(authority: i64, founder: i64, state: &'static str, no: &'static str, received: bool, hash: String) -> Make {
    Box::new(move |tx| {
        let row = (
            a::no.eq(no),
            a::account_id.eq(founder),
            a::authority_id.eq(authority),
            a::kind.eq("service"),
            a::form.eq("legal_person"),
            a::state.eq(state),
            a::name.eq("听荷养老服务中心"),
            a::division.eq("510900"),
            a::content.eq("{}"),
            a::received_at.eq(received.then_some(tx.now)),
            a::is_deemed.eq(false),
            a::checks.eq("{}"),
            a::notices.eq("[]"),
            a::created_at.eq(tx.now),
            a::updated_at.eq(tx.now),
        );
        let case: i64 = diesel::insert_into(a::table).values(row).returning(a::id).get_result(tx.conn)?;
        let file = (
            files::sha256.eq(&hash),
            files::size.eq(1i64),
            files::name.eq("章程.pdf"),
            files::media_type.eq("application/pdf"),
            files::created_at.eq(tx.now),
        );
        let file: i64 = diesel::insert_into(files::table).values(file).returning(files::id).get_result(tx.conn)?;
        let document = (
            documents::application_id.eq(case),
            documents::key.eq("charter"),
            documents::file_id.eq(file),
            documents::is_current.eq(true),
            documents::created_at.eq(tx.now),
        );
        diesel::insert_into(documents::table).values(document).execute(tx.conn)?;
        Ok(())
    })
}

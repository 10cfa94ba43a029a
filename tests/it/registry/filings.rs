//! After registration: seal specimen and bank account are filed with the authority (`SO-74`).
use super::{NAME, files, office};
use serde_json::json;

#[actix_web::test]
async fn seal_and_bank_account_are_filed_returned_filed_again_and_acknowledged_so_74() {
    let office = office().await;
    let app = &office.app;
    let code = office.granted(NAME).await;
    let path = format!("/orgs/{code}/filings");
    let me = &office.founder;
    assert!(me.get("/workbench").await.expect(200).has(&path), "the duty waits on the workbench");
    assert!(me.get(&path).await.expect(200).has("尚未报备"));
    assert_eq!(app.visitor().get(&path).await.status, 303);
    let stranger = app.person("stranger@example.org", "路人").await;
    stranger.get(&path).await.expect(404);

    // The specimen: a picture, not a workbook.
    let seal = format!("{path}/seal");
    me.upload(&seal, &[], ("file.seal", "印章.xlsx", files::xlsx())).await.expect(422);
    me.upload(&seal, &[], ("file.seal", "印章.jpg", files::photo())).await.expect(303);
    me.upload(&seal, &[], ("file.seal", "印章.jpg", files::photo())).await.expect(409);
    // The account.
    let bank = format!("{path}/bank");
    let wrong = me.post(&bank, &[("bank", "遂宁银行"), ("number", "12ab")]).await.expect(422);
    assert!(wrong.has("12ab") && wrong.has("遂宁银行"), "what was typed stays");
    me.post(&bank, &[("bank", "遂宁银行"), ("number", "6200 0000 0000 0000 123")]).await.expect(303);

    // Only a clerk of the authority answers.
    let acknowledge = format!("{path}/bank/acknowledgement");
    me.post(&acknowledge, &[]).await.expect(403);
    office.decider.post(&acknowledge, &[]).await.expect(403);
    stranger.post(&acknowledge, &[]).await.expect(404);
    assert!(office.clerk.get("/workbench").await.expect(200).has(&path));
    assert!(office.clerk.get(&path).await.expect(200).has("6200000000000000123"));
    assert!(office.clerk.bytes(&format!("{seal}/file")).await.starts_with(&[0xFF, 0xD8]));
    stranger.get(&format!("{seal}/file")).await.expect(404);
    office.clerk.post(&acknowledge, &[]).await.expect(303);
    office.clerk.post(&acknowledge, &[]).await.expect(409);
    office.clerk.post(&format!("{path}/seal/return"), &[("reason", "")]).await.expect(422);
    office.clerk.post(&format!("{path}/seal/return"), &[("reason", "印文模糊，请重新拍摄。")]).await.expect(303);
    assert!(me.get(&path).await.expect(200).has("印文模糊，请重新拍摄。"));
    me.upload(&seal, &[], ("file.seal", "印章（清晰）.pdf", files::scan(700))).await.expect(303);
    office.clerk.post(&format!("{path}/seal/acknowledgement"), &[]).await.expect(303);
    assert!(!me.get("/workbench").await.expect(200).has(&path));

    // Nothing of it is public.
    let public = app.visitor().get(&format!("/orgs/{code}")).await.expect(200);
    assert!(!public.has("6200000000000000123") && !public.has("遂宁银行"));
}

#[actix_web::test]
async fn a_program_files_and_answers_with_described_bodies() {
    let office = office().await;
    let code = office.granted(NAME).await;
    let founder = office.app.api("founder@example.org").await;
    let at = format!("/organizations/{code}/filings");
    let account = json!({"bank": "遂宁银行", "number": "62000000000000"});
    assert_eq!(founder.post(&format!("{at}/bank"), account).await.0, 200);
    let (status, body) = founder.upload(&format!("{at}/seal"), "file.seal", "印章.jpg", files::photo()).await;
    assert_eq!((status, body["state"].as_str()), (200, Some("filed")), "{body}");
    let clerk = office.app.api("clerk@example.org").await;
    let back = clerk.post(&format!("{at}/seal/return"), json!({"reason": "模糊"})).await;
    assert_eq!((back.0, back.1["state"].as_str()), (200, Some("returned")));
    assert_eq!(clerk.post(&format!("{at}/bank/acknowledgement"), json!({})).await.0, 200);
    assert_eq!(clerk.post(&format!("{at}/nothing/acknowledgement"), json!({})).await.0, 404);
    let (_, list) = founder.get(&at).await;
    let states: Vec<_> = list["items"].as_array().unwrap().iter().map(|f| f["state"].as_str().unwrap()).collect();
    assert_eq!(states, ["acknowledged", "returned"], "{list}");
}

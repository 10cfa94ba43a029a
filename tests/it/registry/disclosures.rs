//! Contacts seen in full with a reason, the copy of one's own data, and what is forgotten in time (PI-05, PI-08, PI-11).
use super::{Office, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, NewOrganization, sample},
};
use std::io::Read;

const CODE: &str = "52510903XXXX00019L";
const PHONE: &str = "13800000013";

async fn contact(o: &Office) -> Browser {
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| {
            let new = sample::new_organization(CODE, "遂宁市船山区听荷养老服务中心", authority, tx.now);
            let (contact_phone, contact_email) = (PHONE.into(), "lotus@example.org".into());
            organization::register(tx, &NewOrganization { contact_phone, contact_email, ..new })
        })
        .await;
    o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await
}

#[actix_web::test]
async fn a_contact_is_masked_until_a_reason_is_kept_and_then_for_half_an_hour_pi_11() {
    let o = office().await;
    let officer = contact(&o).await;
    let at = format!("/orgs/{CODE}/contact");
    let page = o.clerk.get(&at).await.expect(200);
    assert!(page.has("138****0013") && page.has("l***@example.org") && !page.has(PHONE));
    assert!(o.clerk.get(&format!("/orgs/{CODE}")).await.expect(200).has(&at));
    assert!(!o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200).has(&at));
    o.founder.get(&at).await.expect(404);
    let reasons = [("reason", "电话核实<b>住所</b>变更"), ("case_no", "510903-20261123-BG01-00001")];
    o.founder.post(&at, &reasons).await.expect(404);
    officer.post(&at, &reasons).await.expect(403);
    o.clerk.post(&at, &[("reason", ""), ("case_no", "")]).await.expect(422);
    assert!(!o.clerk.get(&at).await.expect(200).has(PHONE), "a refused form shows nothing");

    o.clerk.post(&at, &reasons).await.expect(303);
    let page = o.clerk.get(&at).await.expect(200);
    assert!(page.has(PHONE) && page.has("完整显示到") && page.has("&lt;b&gt;住所"));
    assert!(!o.decider.get(&at).await.expect(200).has(PHONE), "each with a reason of one's own");
    o.app.set_clock("2026-11-23T01:31:00Z");
    assert!(!o.clerk.get(&at).await.expect(200).has(PHONE), "half an hour is over");

    // Those concerned and the auditor see who looked and why; nobody else does.
    let auditor = o.app.with_role("auditor@example.org", Role::Auditor, (BodyKind::City, 0)).await;
    for who in [&officer, &auditor, &o.decider] {
        let list = who.get("/disclosures").await.expect(200);
        assert!(list.has("510903-20261123-BG01-00001") && list.has("clerk"), "{}", list.outline());
    }
    assert!(!auditor.get(&at).await.expect(200).has(PHONE));
    assert!(o.founder.get("/disclosures").await.expect(200).has("还没有查看记录"));
    assert!(!o.app.visitor().get("/ledger").await.expect(200).has("BG01-00001"), "the ledger keeps it sealed");

    // By the API, once, and without leaving the number in the kept answer.
    let api = o.app.api("decider@example.org").await;
    let path = format!("/organizations/{CODE}/contact-disclosures");
    let body = json!({"reason": "核实", "case_no": "X-1"});
    let (status, seen) = api.post_once(&path, "one-and-the-same", body.clone()).await;
    assert_eq!((status, seen["phone"].as_str()), (201, Some(PHONE)));
    api.post_once(&path, "one-and-the-same", body).await;
    let (_, list) = api.get("/disclosures").await;
    assert_eq!(list["items"].as_array().map(Vec::len), Some(2), "{list}");
    assert_eq!(Api::visitor(&o.app.url).get("/disclosures").await.0, 401);

    // Three years on it is forgotten.
    o.app.set_clock("2029-11-24T02:00:00Z");
    o.app.settle().await;
    assert!(auditor.get("/disclosures").await.expect(200).has("还没有查看记录"));
}

#[actix_web::test]
async fn everybody_gets_a_copy_of_what_is_kept_about_them_and_of_nobody_else_pi_08() {
    let o = office().await;
    let officer = contact(&o).await;
    let no = super::begin(&o.founder).await;
    o.founder.post("/saved-searches", &[("address", "/orgs?q=养老")]).await.expect(303);
    let reasons = [("reason", "核实"), ("case_no", "X-1")];
    o.clerk.post(&format!("/orgs/{CODE}/contact"), &reasons).await.expect(303);

    let bytes = o.founder.bytes("/account/copy.zip").await;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut read = |name: &str| {
        let mut text = String::new();
        zip.by_name(name).expect("a file").read_to_string(&mut text).expect("text");
        text
    };
    assert!(read("account.json").contains("founder@example.org"));
    assert!(read("applications.json").contains(&no));
    assert!(read("saved-searches.json").contains("q=%E5%85%BB%E8%80%81"));
    assert!(read("README.txt").contains("本人数据副本") && read("disclosures.json").trim() == "[]");

    let api = o.app.api("officer@example.org").await;
    let (status, copy) = api.get("/account/copy").await;
    assert_eq!((status, copy["disclosures"][0]["case_no"].as_str()), (200, Some("X-1")), "{copy}");
    assert!(copy["applications"].as_array().is_some_and(Vec::is_empty), "somebody else's is not in it");
    assert!(officer.get("/account").await.expect(200).has("/account/copy.zip"));
    assert_eq!(o.app.visitor().get("/account/copy.zip").await.status, 303, "sign in first");
}

#[actix_web::test]
async fn an_imported_table_goes_when_its_time_is_over_and_what_it_did_stays_pi_05() {
    let o = office().await;
    let table = "credit_code,name,contact_phone\n52510903XXXX00019X,甲,13800000013\n".as_bytes().to_vec();
    let at = o.clerk.upload("/imports", &[], ("file", "x.csv", table)).await.expect(303).location;
    o.app.set_clock("2027-05-21T01:00:00Z");
    o.app.settle().await;
    o.clerk.bytes(&format!("{at}/file")).await;
    o.app.set_clock("2027-05-24T01:00:00Z");
    o.app.settle().await;
    o.clerk.get(&format!("{at}/file")).await.expect(404);
    let page = o.clerk.get(&at).await.expect(200);
    assert!(page.has("已按保存期限删除") && page.has("预检有错误"), "{}", page.outline());
    o.clerk.post(&format!("{at}/check"), &[]).await.expect(404);
}

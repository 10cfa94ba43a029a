//! Bulk import of a register through HTTP: dry run, errors by line, the second person, all or nothing.
use super::{Office, office};
use crate::support::{Api, Page};
use serde_json::json;
use shanzhi::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        credit_code::{CreditCode, Prefix},
    },
    registry::organization::{self, sample},
};

const KNOWN: &str = "52510903XXXX00019L";
const HEAD: &str = "统一社会信用代码,名称,类型,类别,行政区划,住所,法定代表人,资金（元）,业务范围,成立日期,业务主管单位";

fn code(n: u32) -> String {
    CreditCode::issue(Prefix::SERVICE, &"510903".parse().expect("a division"), n).expect("a code").as_str().to_owned()
}

fn row(n: u32, name: &str) -> String {
    format!(
        "{},{name},社会服务机构,城乡社区服务类,船山区,遂州路 {n} 号,徐静,\"30,000\",日间照料,2014-05-20,区民政局",
        code(n)
    )
}

fn csv(rows: &[String]) -> Vec<u8> {
    format!("{HEAD}\n{}\n", rows.join("\n")).into_bytes()
}

async fn upload(o: &Office, name: &str, bytes: Vec<u8>) -> Page {
    o.clerk.upload("/imports", &[], ("file", name, bytes)).await
}

async fn known(o: &Office) {
    let authority = AuthorityId(o.authority);
    o.app
        .make(move |tx| {
            organization::register(
                tx,
                &sample::new_organization(KNOWN, "遂宁市船山区听荷养老服务中心", authority, tx.now),
            )
        })
        .await;
}

async fn total(o: &Office) -> usize {
    let csv = o.app.visitor().get("/orgs.csv").await.expect(200);
    csv.body.lines().count() - 1
}

#[actix_web::test]
async fn a_register_is_checked_confirmed_by_another_person_and_found_at_once() {
    let o = office().await;
    known(&o).await;
    let changed = format!("{KNOWN},遂宁市船山区听荷养老服务中心,,,,遂州路 99 号,,,,,");
    let at =
        upload(&o, "登记册.csv", csv(&[row(301, "船山区𠮷祥养老服务中心"), row(302, "船山区清莲托老站"), changed]))
            .await
            .expect(303)
            .location;
    let page = o.clerk.get(&at).await.expect(200);
    assert!(page.has("预检通过") && page.has("登记册.csv"), "{}", page.outline());
    assert_eq!(total(&o).await, 1, "a dry run writes nothing");

    // The clerk cannot confirm, strangers see nothing, the decider can.
    o.clerk.post(&format!("{at}/confirmation"), &[]).await.expect(403);
    o.founder.get(&at).await.expect(404);
    o.founder.get("/imports").await.expect(403);
    o.founder.post(&format!("{at}/confirmation"), &[]).await.expect(404);
    assert!(o.decider.get("/workbench").await.expect(200).has("确认批量导入"));
    o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(303);
    o.app.settle().await;
    assert_eq!(total(&o).await, 3);
    assert!(o.app.visitor().get("/orgs?q=𠮷祥").await.expect(200).has("𠮷祥养老"), "the search index follows");
    assert!(o.app.visitor().get("/orgs").await.expect(200).has("共 3 家"), "the counts follow");
    let show = o.app.visitor().get(&format!("/orgs/{KNOWN}")).await.expect(200);
    assert!(show.has("遂州路 99 号"));
    let history = o.app.visitor().get(&format!("/orgs/{KNOWN}/history")).await.expect(200);
    assert!(history.has("遂州路 99 号") && history.has("1 Lotus Road"), "what was before is kept");
    assert!(o.app.visitor().get("/ledger").await.expect(200).has("批量导入登记册"));

    // Decided is decided; the same file again has nothing to write.
    o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(409);
    o.clerk.post(&format!("{at}/withdrawal"), &[]).await.expect(409);
    let file = o.clerk.bytes(&format!("{at}/file")).await;
    let again = upload(&o, "again.csv", file).await.expect(303).location;
    o.decider.post(&format!("{again}/confirmation"), &[]).await.expect(409);
    o.decider.post(&format!("{again}/return"), &[("reasons", "")]).await.expect(422);
    o.decider.post(&format!("{again}/return"), &[("reasons", "没有新内容。")]).await.expect(303);
    assert!(o.clerk.get(&again).await.expect(200).has("没有新内容"));
}

#[actix_web::test]
async fn one_wrong_line_keeps_every_line_out_and_each_error_is_named() {
    let o = office().await;
    let wrong = row(303, "船山区甲").replace("2014-05-20", "2014-02-31").replace("船山区,", "射洪市,");
    let twice = row(304, "船山区甲");
    let bad_code = row(305, "船山区乙").replace(&code(305), "52510903XXXX00019X");
    let at =
        upload(&o, "x.csv", csv(&[row(302, "船山区清莲托老站"), wrong, twice, bad_code])).await.expect(303).location;
    let page = o.clerk.get(&at).await.expect(200);
    for words in ["预检有错误", "不是有效的日期", "不归本机关管辖", "与第 3 行重复", "校验不对", "2014-02-31"]
    {
        assert!(page.has(words), "{words}: {}", page.outline());
    }
    let file = o.clerk.get(&format!("{at}/problems.csv")).await.expect(200);
    assert!(file.has("成立日期") && file.has("2014-02-31"));
    assert!(o.clerk.get("/workbench").await.expect(200).has("改正批量导入的错误"));
    o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(409);
    assert_eq!(total(&o).await, 0);
    o.clerk.post(&format!("{at}/withdrawal"), &[]).await.expect(303);

    // What is no table is said in the form, and what was chosen stays.
    for (name, bytes, words) in [
        ("x.csv", b"\xff\xff\xff\xff".to_vec(), "编码"),
        ("x.csv", "名称\n甲".as_bytes().to_vec(), "列名"),
        ("x.pdf", b"%PDF-1.4 x".to_vec(), "CSV"),
        ("x.xlsx", b"PK\x03\x04x".to_vec(), "XLSX"),
        ("x.csv", format!("{HEAD}\n").into_bytes(), "没有内容"),
    ] {
        let page = upload(&o, name, bytes).await.expect(422);
        assert!(page.has(words), "{words}: {}", page.outline());
    }
    o.clerk.post("/imports", &[]).await.expect(422);
    o.decider.upload("/imports", &[], ("file", "x.csv", csv(&[row(1, "甲")]))).await.expect(403);
}

#[actix_web::test]
async fn what_changed_after_the_dry_run_is_looked_at_again_before_anything_is_written() {
    let o = office().await;
    let at = upload(&o, "x.csv", csv(&[row(301, "船山区清莲托老站")])).await.expect(303).location;
    let authority = AuthorityId(o.authority);
    o.app
        .make(move |tx| {
            organization::register(tx, &sample::new_organization(KNOWN, "船山区清莲托老站", authority, tx.now))
        })
        .await;
    let refused = o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(409);
    assert!(refused.has("请重新预检"), "{}", refused.outline());
    o.clerk.post(&format!("{at}/check"), &[]).await.expect(303);
    assert!(o.clerk.get(&at).await.expect(200).has("名称已被"));
    assert_eq!(total(&o).await, 1);
}

#[actix_web::test]
async fn an_export_read_back_says_what_the_register_says_in_each_form_and_encoding() {
    let o = office().await;
    known(&o).await;
    let at = upload(&o, "x.csv", csv(&[row(301, "船山区=𠮷祥养老站"), row(302, "船山区清莲托老站")]))
        .await
        .expect(303)
        .location;
    o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(303);
    for name in ["register.csv", "register.xlsx"] {
        let bytes = o.clerk.bytes(&format!("/imports/{name}")).await;
        assert!(!bytes.windows(12).any(|w| w == b"0825-0000000"), "telephones stay");
        let back = upload(&o, name, bytes).await.expect(303).location;
        let api = o.app.api("clerk@example.org").await;
        let (_, body) = api.get(&format!("/imports/{}", back.rsplit('/').next().unwrap())).await;
        assert_eq!(
            (body["unchanged"].as_i64(), body["wrong"].as_i64(), body["updated"].as_i64()),
            (Some(3), Some(0), Some(0)),
            "{body}"
        );
    }
    // An office's own table: GB 18030, a title above the heading, columns in another order.
    let text = format!("船山区社会组织名单\n名称,统一社会信用代码,备注\n船山区清莲托老站（改）,{},旧册\n", code(302));
    let gb = encoding_rs::GB18030.encode(&text).0.into_owned();
    let at = upload(&o, "名单.csv", gb).await.expect(303).location;
    o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(303);
    assert!(o.app.visitor().get(&format!("/orgs/{}", code(302))).await.expect(200).has("清莲托老站（改）"));
    o.clerk.get("/imports/template.xlsx").await.expect(200);
    assert!(o.clerk.get("/imports/template.csv").await.expect(200).has("统一社会信用代码"));
    assert!(o.app.visitor().get("/imports/register.csv").await.status == 303, "sign in first");
}

#[actix_web::test]
async fn ten_thousand_rows_are_written_in_one_commit_and_twice_at_once_is_once() {
    let o = office().await;
    let rows: Vec<String> = (1..=10_000).map(|n| row(n, &format!("船山区第{n}服务站"))).collect();
    let at = upload(&o, "all.csv", csv(&rows)).await.expect(303).location;
    let no = at.rsplit('/').next().unwrap().to_owned();
    o.app.with_role("second@example.org", Role::Decider, (BodyKind::Authority, o.authority)).await;
    let (a, b) = (o.app.api("decider@example.org").await, o.app.api("decider@example.org").await);
    let path = format!("/imports/{no}/confirmation");
    let begun = std::time::Instant::now();
    let (first, second) =
        tokio::join!(a.post_once(&path, "the-same-key", json!({})), b.post_once(&path, "the-same-key", json!({})));
    println!("10,000 rows in {:?}", begun.elapsed());
    assert_eq!((first.0, second.0), (200, 200), "{first:?} {second:?}");
    assert_eq!(first.1["added"], 10_000);
    let (status, _) = Api::visitor(&o.app.url).get(&format!("/organizations/{}", code(9_999))).await;
    assert_eq!(status, 200);
    let (_, counts) = Api::visitor(&o.app.url).get("/organization-counts").await;
    assert_eq!(counts["total"]["organizations"], 10_000);
}

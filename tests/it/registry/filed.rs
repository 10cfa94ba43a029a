//! Filed community groups 备案社区社会组织: first check and publicity by the community, decision by street or township
//! (`SO-150`–`SO-154`).
use super::{Fields, files, link_of, office, resident, save};
use crate::support::{Browser, TestApp};
use diesel::prelude::*;
use serde_json::json;
use shanzhi::{
    kernel::actor::{BodyKind, OrganizationId, Role},
    registry::organization,
    schema::authorities as a,
};

/// The name the group here asks for.
pub const GROUP: &str = "船山区南津路街道荷塘社区晚晴合唱队";

/// A street, one community below it with its committee, a second one elsewhere, the county, and somebody who sings.
pub struct Street {
    pub app: TestApp,
    pub singer: Browser,
    pub committee: Browser,
    pub filer: Browser,
    pub elsewhere: Browser,
    pub clerk: Browser,
    pub reviewer: Browser,
    pub decider: Browser,
}

async fn body(
    app: &TestApp,
    code: &'static str,
    kind: &'static str,
    name: &'static str,
    division: &'static str,
) -> i64 {
    app.make(move |tx| {
        let row = (
            a::code.eq(code),
            a::kind.eq(kind),
            a::name.eq(name),
            a::name_en.eq("Nanjin Road"),
            a::division.eq(division),
            a::phone.eq("0825-1111111"),
            a::address.eq("南津路"),
            a::created_at.eq(tx.now),
        );
        Ok(diesel::insert_into(a::table).values(row).returning(a::id).get_result::<i64>(tx.conn)?)
    })
    .await
}

/// Monday 23 November 2026, 9:00 in Beijing.
pub async fn street() -> Street {
    let o = office().await;
    let app = o.app;
    let street = body(&app, "jd-1", "street", "船山区南津路街道办事处", "510903001").await;
    let here = body(&app, "jw-1", "committee", "荷塘社区居民委员会", "510903001").await;
    let there = body(&app, "jw-2", "committee", "翠屏社区居民委员会", "510903002").await;
    let at = |id| (BodyKind::Authority, id);
    let singer = app.person("singer@example.org", "徐静").await;
    let committee = app.with_role("committee@example.org", Role::Community, at(here)).await;
    let filer = app.with_role("filer@example.org", Role::Filer, at(street)).await;
    let elsewhere = app.with_role("elsewhere@example.org", Role::Community, at(there)).await;
    Street { app, singer, committee, filer, elsewhere, clerk: o.clerk, reviewer: o.reviewer, decider: o.decider }
}

fn group(name: &str) -> Fields<'_> {
    vec![
        ("name", name),
        ("category", "culture_sport"),
        ("form", "association"),
        ("division", "510903001"),
        ("community", "jw-1"),
        ("purpose", "邻里同乐，不以营利为目的。"),
        ("scope", "在荷塘社区排练、演出。"),
    ]
}

fn members(n: u32) -> String {
    (1..=n).map(|n| format!("张{n} {}\n", resident("19600101", n))).collect()
}

/// A draft with every answer and document.
pub async fn complete(singer: &Browser, name: &str) -> String {
    let begun = singer.post("/applications", &[("kind", "filed"), ("authority", "jd-1")]).await.expect(303);
    let no = begun.location.trim_start_matches("/applications/").to_owned();
    save(singer, &no, "organization", &group(name)).await;
    let number = resident("19600307", 500);
    let person = [
        ("people.0.name", "王小明"),
        ("people.0.parts", "representative"),
        ("people.0.number", number.as_str()),
        ("people.0.phone", "13800000001"),
        ("people.0.is_eligible", "yes"),
    ];
    save(singer, &no, "people", &person).await;
    save(singer, &no, "members", &[("individuals", &members(10))]).await;
    let place = [("address", "荷塘社区党群服务中心"), ("area", "60"), ("right", "lent")];
    save(singer, &no, "premises", &place).await;
    let mut charter: Fields = ["name_place", "purpose_scope", "members", "officers", "money", "termination"]
        .map(|item| ("items", item))
        .into();
    charter.push(("text", "第一条 本队的名称是晚晴合唱队。"));
    save(singer, &no, "charter", &charter).await;
    for key in ["application", "charter", "member_roster"] {
        let file = (format!("file.{key}"), format!("{key}.pdf"));
        let path = format!("/applications/{no}/documents");
        singer.upload(&path, &[], (&file.0, &file.1, files::scan(1000))).await.expect(303);
    }
    no
}

impl Street {
    pub async fn submitted(&self) -> String {
        let no = complete(&self.singer, GROUP).await;
        self.singer.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
        no
    }

    /// Received, public through Monday 30 November, opinion given on the day after.
    pub async fn reviewed(&self) -> String {
        let no = self.submitted().await;
        self.committee.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
        let notice = [("kind", "publicity"), ("reason", "拟备案，公示。"), ("expected_on", "2026-11-30")];
        self.committee.post(&format!("/applications/{no}/suspension"), &notice).await.expect(303);
        self.app.set_clock("2026-12-01T01:00:00Z");
        let over = [("record", "公示期满，没有异议。")];
        self.committee.post(&format!("/applications/{no}/resumption"), &over).await.expect(303);
        let opinion = [("is_in_favour", "yes"), ("text", "成员都是本社区居民，建议备案。")];
        self.committee.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
        no
    }

    /// Files the group; answers its code.
    pub async fn filed(&self) -> String {
        let no = self.reviewed().await;
        self.filer.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
        "B510903202600001".to_owned()
    }
}

#[actix_web::test]
async fn a_group_is_checked_and_made_public_by_its_community_and_filed_by_the_street_so_152_so_154() {
    let s = street().await;
    let guide = s.singer.get("/registration/filed").await.expect(200);
    assert!(
        guide.has("南津路街道办事处") && guide.has("工作人员 3 人以上") && guide.has("10 个以上"),
        "{}",
        guide.outline()
    );
    assert!(!guide.has("value=\"mz-510903\""), "a group turns to its street, not to the county");
    let no = s.submitted().await;
    assert_eq!(no, "510903-20261123-BA01-00001");
    let case = s.singer.get(&format!("/applications/{no}")).await.expect(200);
    assert!(case.has("待社区初审") && case.has("荷塘社区居民委员会") && case.has("活动场所"), "{}", case.outline());
    assert!(s.singer.bytes(&format!("/applications/{no}/papers/receipt.pdf")).await.starts_with(b"%PDF-"));

    // The committee: queue, workbench, first check, publicity.
    assert!(s.committee.get("/cases").await.expect(200).has(GROUP));
    assert!(s.committee.get("/workbench").await.expect(200).has("初审社区组织的备案材料"));
    assert!(!s.elsewhere.get("/cases").await.expect(200).has(GROUP), "another community has nothing to do with it");
    let desk = s.committee.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("逐项审查") && !desk.has("作出不予受理决定"), "{}", desk.outline());
    s.committee.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    let early = [("is_in_favour", "yes"), ("text", "建议备案。")];
    let told = s.committee.post(&format!("/applications/{no}/opinion"), &early).await.expect(409);
    assert!(told.has("还没有公示") && told.has("建议备案。"), "{}", told.outline());
    let notice = |day| [("kind", "publicity"), ("reason", "拟备案，公示。"), ("expected_on", day)];
    let short = s.committee.post(&format!("/applications/{no}/suspension"), &notice("2026-11-27")).await.expect(409);
    assert!(short.has("2026 年 11 月 30 日"), "five working days (SO-154): {}", short.outline());
    s.committee.post(&format!("/applications/{no}/suspension"), &notice("2026-11-30")).await.expect(303);

    // Everybody sees it, and no more of anybody than needed.
    let public = s.app.visitor().get("/filing-notices").await.expect(200);
    assert!(public.has(GROUP) && public.has("王*明") && public.has("0825-1111111"), "{}", public.outline());
    assert!(!public.has("王小明") && !public.has("13800000001"));
    let (status, listed) = s.app.api("singer@example.org").await.get("/filing-notices").await;
    assert_eq!((status, listed["items"][0]["until_on"].as_str()), (200, Some("2026-11-30")));
    let soon =
        s.committee.post(&format!("/applications/{no}/resumption"), &[("record", "没有异议。")]).await.expect(409);
    assert!(soon.has("还没有结束"), "{}", soon.outline());
    s.app.set_clock("2026-12-01T01:00:00Z");
    s.committee.post(&format!("/applications/{no}/resumption"), &[("record", "没有异议。")]).await.expect(303);
    assert!(!s.app.visitor().get("/filing-notices").await.expect(200).has(GROUP));
    s.committee.post(&format!("/applications/{no}/opinion"), &early).await.expect(303);

    // The street decides; the county is told.
    assert!(s.filer.get("/workbench").await.expect(200).has("决定社区组织的备案"));
    s.filer.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
    s.app.settle().await;
    let case = s.singer.get(&format!("/applications/{no}")).await.expect(200);
    assert!(case.has("遂船社备〔2026〕001号") && case.has("不取得法人资格"), "{}", case.outline());
    let page = s.app.visitor().get("/orgs/B510903202600001").await.expect(200);
    for item in [GROUP, "遂船社备〔2026〕001号", "不具有法人资格", "南津路街道办事处", "王小明", "社区组织备案成立"]
    {
        assert!(page.has(item), "{item}: {}", page.outline());
    }
    assert!(s.app.visitor().bytes("/orgs/B510903202600001/certificate.pdf").await.starts_with(b"%PDF-"));
    for number in ["B510903202600001", "遂船社备〔2026〕001号"] {
        assert!(s.app.visitor().get(&format!("/verify/{number}")).await.expect(200).has(GROUP), "{number}");
    }
    assert!(s.app.visitor().get("/orgs.atom").await.expect(200).has("备案公告"));
    assert!(s.app.visitor().get("/orgs?q=晚晴").await.expect(200).has(GROUP));
    let letters = s.app.letters();
    let county =
        letters.iter().find(|l| l.to.contains("clerk@example.org") && l.text.contains(GROUP)).expect("a letter");
    assert!(county.text.contains("遂船社备〔2026〕001号"), "{}", county.text);
    assert!(letters.iter().any(|l| l.to.contains("singer@") && l.subject.contains("准予备案")));
    assert!(!link_of(&county.text, "/orgs/").is_empty());
    let work = s.singer.get("/workbench").await.expect(200);
    assert!(!work.has("印章式样"), "a group without legal personality files no corporate seal (SO-153)");
    s.clerk.get(&format!("/applications/{no}")).await.expect(404);
}

#[actix_web::test]
async fn a_filed_group_signs_no_contract_of_its_own_so_153() {
    let s = street().await;
    let code = s.filed().await;
    let standing = s
        .app
        .make(move |tx| {
            let o = organization::find_by_code(tx.conn, &code)?;
            organization::standing(tx.conn, OrganizationId(o.id.0), tx.now)
        })
        .await;
    let told = standing.require().unwrap_err();
    assert!(told.has(shanzhi::kernel::refusal::Code::OrganizationFiled));
    let page = s.app.visitor().get("/orgs/B510903202600001").await.expect(200);
    assert!(page.has("没有法人资格，不能以自己的名义办理"), "{}", page.outline());
}

#[actix_web::test]
async fn only_the_own_community_checks_and_only_the_street_decides_so_152() {
    let s = street().await;
    let no = s.submitted().await;
    let path = |act: &str| format!("/applications/{no}/{act}");
    s.elsewhere.post(&path("acceptance"), &[]).await.expect(404);
    s.clerk.post(&path("acceptance"), &[]).await.expect(404);
    s.filer.post(&path("acceptance"), &[]).await.expect(403);
    let ground = [("ground", "not_community"), ("text", "这是业主委员会。")];
    s.committee.post(&path("non-acceptance"), &ground).await.expect(403);
    s.filer.post(&path("non-acceptance"), &[("ground", "not_needed"), ("text", "x")]).await.expect(422);
    let no = s.reviewed_of(no).await;
    s.committee.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(403);
    let wrong = [("is_granted", "no"), ("ground", "duplicate"), ("text", "重复。")];
    s.filer.post(&format!("/applications/{no}/decision"), &wrong).await.expect(422);
    let refuse = [("is_granted", "no"), ("ground", "not_community"), ("text", "收费演出，属于营利活动。")];
    s.filer.post(&format!("/applications/{no}/decision"), &refuse).await.expect(303);
    let case = s.singer.get(&format!("/applications/{no}")).await.expect(200);
    assert!(case.has("不予备案") && case.has("营利活动") && case.has("行政复议"), "{}", case.outline());
    s.filer.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(409);
}

impl Street {
    async fn reviewed_of(&self, no: String) -> String {
        self.committee.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
        let notice = [("kind", "publicity"), ("reason", "拟备案，公示。"), ("expected_on", "2026-11-30")];
        self.committee.post(&format!("/applications/{no}/suspension"), &notice).await.expect(303);
        self.app.set_clock("2026-12-01T01:00:00Z");
        self.committee.post(&format!("/applications/{no}/resumption"), &[("record", "没有异议。")]).await.expect(303);
        let opinion = [("is_in_favour", "yes"), ("text", "建议备案。")];
        self.committee.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
        no
    }
}

#[actix_web::test]
async fn what_a_group_lacks_is_named_at_once_and_one_member_counts_once_so_31_so_154() {
    let s = street().await;
    s.singer.post("/applications", &[("kind", "filed"), ("authority", "mz-510903")]).await.expect(422);
    s.singer.post("/applications", &[("kind", "service"), ("authority", "jd-1")]).await.expect(422);
    let begun = s.singer.post("/applications", &[("kind", "filed"), ("authority", "jd-1")]).await.expect(303);
    let no = begun.location.trim_start_matches("/applications/").to_owned();
    let path = format!("/applications/{no}/tasks/organization");
    let mut fields = group("遂宁市晚晴合唱队");
    fields[4] = ("community", "jw-2");
    let wrong = s.singer.post(&path, &fields).await.expect(422);
    assert!(wrong.has("遂宁市晚晴合唱队"), "what was typed stays");
    fields[4] = ("community", "jw-1");
    s.singer.post(&path, &fields).await.expect(303);
    let doubts = s.singer.get(&path).await.expect(200);
    assert!(doubts.has("应当写明所在社区：荷塘社区") && doubts.has("船山区南津路街道"), "{}", doubts.outline());
    let list = s.singer.get(&format!("/applications/{no}")).await.expect(200);
    assert!(!list.has("开办资金") && list.has("成员") && list.has("活动场所"), "{}", list.outline());
    // Nine, one of them twice.
    let twice = format!("{}张9 {}", members(9), resident("19600101", 9));
    save(&s.singer, &no, "members", &[("individuals", &twice)]).await;
    let told = s.singer.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(told.has("有 9 个，至少需要 10 个") && told.has("负责人应当是一位"), "{}", told.outline());
    fields[2] = ("form", "service_group");
    s.singer.post(&path, &fields).await.expect(303);
    let told = s.singer.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(!told.has("至少需要"), "three workers suffice for a service group: {}", told.outline());
}

#[actix_web::test]
async fn the_same_through_the_api_and_numbers_without_gaps_so_154() {
    let s = street().await;
    let kinds = s.app.api("singer@example.org").await.get("/organization-kinds").await.1;
    assert_eq!(kinds["streets"][0]["communities"][0]["key"], "jw-1", "{kinds}");
    let no = s.reviewed().await;
    let filer = s.app.api("filer@example.org").await;
    let decision = json!({ "is_granted": true });
    let (status, told) =
        filer.post_once(&format!("/applications/{no}/decision"), "key-0000-0001", decision.clone()).await;
    assert_eq!((status, told["credit_code"].as_str()), (200, Some("B510903202600001")), "{told}");
    let again = filer.post_once(&format!("/applications/{no}/decision"), "key-0000-0001", decision).await;
    assert_eq!(again.1, told, "the same key is the same decision");
    // A second group of the year gets the next number.
    let second = complete(&s.singer, "船山区南津路街道荷塘社区春芽读书社").await;
    let singer = s.app.api("singer@example.org").await;
    assert_eq!(singer.post(&format!("/applications/{second}/submission"), json!({ "declared": true })).await.0, 200);
    let committee = s.app.api("committee@example.org").await;
    let path = |act: &str| format!("/applications/{second}/{act}");
    assert_eq!(committee.post(&path("acceptance"), json!({})).await.0, 200);
    let notice = json!({ "kind": "publicity", "reason": "公示", "expected_on": "2026-12-08" });
    let (status, told) = committee.post(&path("suspension"), notice).await;
    assert_eq!(status, 200, "{told}");
    s.app.set_clock("2026-12-09T01:00:00Z");
    let (committee, filer) = (s.app.api("committee@example.org").await, s.app.api("filer@example.org").await);
    let singer = s.app.api("singer@example.org").await;
    assert_eq!(committee.post(&path("resumption"), json!({ "record": "没有异议。" })).await.0, 200);
    assert_eq!(committee.post(&path("opinion"), json!({ "is_in_favour": true, "text": "建议。" })).await.0, 200);
    let (_, told) = filer.post(&path("decision"), json!({ "is_granted": true })).await;
    assert_eq!(told["credit_code"], "B510903202600002", "{told}");
    let (_, page) = singer.get("/organizations/B510903202600002").await;
    assert_eq!(page["kind"], "filed", "{page}");
}

#[actix_web::test]
async fn a_group_nobody_looks_at_counts_as_taken_up_and_the_committee_is_told() {
    let s = street().await;
    let no = s.submitted().await;
    s.app.set_clock("2026-12-01T01:00:00Z");
    s.app.settle().await;
    assert!(s.committee.get(&format!("/applications/{no}")).await.expect(200).has("先公示"));
    let late = s.app.letters();
    assert!(late.iter().any(|l| l.to.contains("committee@") && l.text.contains(&no)), "the committee is told");
}

#[actix_web::test]
async fn a_filed_group_tells_its_year_changes_and_ends_by_its_street_so_155() {
    let s = street().await;
    let code = s.filed().await;
    let path = format!("/orgs/{code}/filing");
    assert!(s.singer.get(&format!("/orgs/{code}")).await.expect(200).has(&path));
    s.elsewhere.get(&path).await.expect(404);
    s.elsewhere.post(&path, &[("kind", "ending"), ("text", "x")]).await.expect(404);
    let half = s
        .singer
        .post(&path, &[("kind", "update"), ("members", "many"), ("text", "全年排练四十次。")])
        .await
        .expect(422);
    assert!(half.has("全年排练四十次。") && half.has("value=\"many\""), "what was typed stays: {}", half.outline());
    let year = [("kind", "update"), ("members", "12"), ("activities", "40"), ("text", "全年排练四十次。")];
    s.singer.post(&path, &year).await.expect(303);
    let twice = s.singer.post(&path, &[("kind", "ending"), ("text", "不再活动。")]).await.expect(409);
    assert!(twice.has("还有一件备案事项没有办完"), "{}", twice.outline());
    assert!(s.filer.get("/desk/filings").await.expect(200).has(GROUP));
    assert!(s.filer.get("/workbench").await.expect(200).has("办理社区组织的备案事项"));
    s.committee.get("/desk/filings").await.expect(404);
    let no = "510903-20261201-BG01-00001";
    s.singer.post(&format!("/upkeeps/{no}/answer"), &[("outcome", "grant")]).await.expect(403);
    s.clerk.post(&format!("/upkeeps/{no}/answer"), &[("outcome", "grant")]).await.expect(404);
    s.filer.post(&format!("/upkeeps/{no}/answer"), &[("outcome", "refuse")]).await.expect(422);
    s.filer.post(&format!("/upkeeps/{no}/answer"), &[("outcome", "grant")]).await.expect(303);
    let again = s.singer.post(&path, &year).await.expect(409);
    assert!(again.has("2026 年度的情况已经更新过了"), "{}", again.outline());
    s.app.settle().await;
    assert!(s.app.visitor().get(&format!("/orgs/{code}")).await.expect(200).has("备案组织年度更新"));
    assert!(s.app.letters().iter().any(|l| l.to.contains("singer@") && l.subject.contains("备案事项已办理")));

    // A change by the API: a new certificate, the same number, the old value kept.
    let singer = s.app.api("singer@example.org").await;
    let filer = s.app.api("filer@example.org").await;
    let same = json!({ "kind": "change", "items": { "legal_representative": "王小明" }, "text": "x" });
    let (status, told) = singer.post(&format!("/organizations/{code}/filing"), same).await;
    assert_eq!((status, told["code"].as_str()), (409, Some("change-nothing")), "{told}");
    let change = json!({ "kind": "change", "items": { "legal_representative": "𠮷文清" }, "text": "换届。" });
    let (status, told) = singer.post(&format!("/organizations/{code}/filing"), change).await;
    assert_eq!((status, told["items"]["legal_representative"].as_str()), (201, Some("𠮷文清")), "{told}");
    let asked = told["no"].as_str().unwrap().to_owned();
    assert_eq!(filer.post(&format!("/upkeeps/{asked}/answer"), json!({ "outcome": "grant" })).await.0, 200);
    let page = s.app.visitor().get(&format!("/orgs/{code}")).await.expect(200);
    assert!(page.has("𠮷文清") && page.has("遂船社备〔2026〕001号"), "{}", page.outline());
    let history = s.app.visitor().get(&format!("/orgs/{code}/history")).await.expect(200);
    assert!(history.has("王小明") && history.has("𠮷文清"), "{}", history.outline());

    // The ending: withdrawn once, then for good.
    let end = [("kind", "ending"), ("text", "成员搬迁，剩余音响交社区。")];
    s.singer.post(&path, &end).await.expect(303);
    s.singer.post("/upkeeps/510903-20261201-BG01-00003/withdrawal", &[]).await.expect(303);
    s.singer.post(&path, &end).await.expect(303);
    s.filer.post("/upkeeps/510903-20261201-BG01-00004/answer", &[("outcome", "grant")]).await.expect(303);
    s.app.settle().await;
    assert!(s.app.visitor().get(&format!("/orgs/{code}")).await.expect(200).has("已注销"));
    assert!(s.app.visitor().get("/orgs.atom").await.expect(200).has("终止备案公告"));
    let over = s.singer.post(&path, &year).await.expect(409);
    assert!(over.has("已经注销"), "{}", over.outline());
    s.singer
        .post(&format!("/orgs/{code}/upgrade"), &[("kind", "service"), ("authority", "mz-510903")])
        .await
        .expect(409);
}

#[actix_web::test]
async fn a_filed_group_is_registered_from_its_filing_and_both_pages_keep_the_history_so_155() {
    let s = street().await;
    let code = s.filed().await;
    let path = format!("/orgs/{code}/upgrade");
    let wish = [("kind", "service"), ("authority", "mz-510903")];
    s.elsewhere.post(&path, &wish).await.expect(404);
    s.filer.post(&path, &wish).await.expect(403);
    s.singer.post(&path, &[("kind", "filed"), ("authority", "jd-1")]).await.expect(422);
    let begun = s.singer.post(&path, &wish).await.expect(303);
    let no = begun.location.trim_start_matches("/applications/").to_owned();
    let twice = s.singer.post(&path, &wish).await.expect(409);
    assert!(twice.has(&no), "{}", twice.outline());
    let check = s.singer.get(&format!("/applications/{no}/check")).await.expect(200);
    for known in [GROUP, "邻里同乐", "荷塘社区党群服务中心", "王小明"] {
        assert!(check.has(known), "{known} is filled in from the filing: {}", check.outline());
    }
    let name = s.singer.get(&format!("/applications/{no}/tasks/organization")).await.expect(200);
    assert!(!name.has("已有同名的社会组织"), "its own name stands not in its way");
    let mut fields = super::organization(GROUP);
    fields[1] = ("name_en", "Evening Choir");
    save(&s.singer, &no, "organization", &fields).await;
    save(&s.singer, &no, "people", &super::persons("王小明", &super::numbers())).await;
    save(&s.singer, &no, "capital", &super::capital("3000")).await;
    save(&s.singer, &no, "charter", &super::charter()).await;
    super::papers(&s.singer, &no).await;
    s.singer.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
    s.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    let opinion = [("is_in_favour", "yes"), ("text", "达到登记条件。")];
    s.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
    s.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
    s.app.settle().await;
    let filing = s.app.visitor().get(&format!("/orgs/{code}")).await.expect(200);
    assert!(filing.has("已经转为登记") && filing.has("备案转登记"), "{}", filing.outline());
    let became = filing.body.split("href=\"/orgs/52").nth(1).map(|t| format!("52{}", &t[..16])).expect("a code");
    let new = s.app.visitor().get(&format!("/orgs/{became}")).await.expect(200);
    assert!(new.has(GROUP) && new.has("由备案转登记") && new.has(&code), "{}", new.outline());
    assert!(!new.has("不具有法人资格"));
    let verified = s.app.visitor().get("/verify/遂船社备〔2026〕001号").await.expect(200);
    assert!(!verified.has("记录真实有效"), "{}", verified.outline());
    s.singer.post(&path, &wish).await.expect(409);
}

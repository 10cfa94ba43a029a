//! Area of activity, competent authority, and who may not represent what is founded (`SO-20`, `SO-32`, `SO-33`, `SO-80`).
use super::{Fields, Office, files, numbers, office, persons, premises, resident, save};
use crate::support::Browser;
use serde_json::json;

const CHOIR: &str = "遂宁市船山区合唱协会";
const CHESS: &str = "遂宁市船山区围棋协会";

fn association<'a>(name: &'a str, category: &'a str) -> Fields<'a> {
    vec![
        ("name", name),
        ("category", category),
        ("form", "association"),
        ("division", "510903"),
        ("purpose", "团结同好。"),
        ("scope", "交流、培训、演出。"),
    ]
}

/// A draft of an association with everything but the organization itself.
async fn begun(founder: &Browser, numbers: &[String; 3]) -> String {
    let begun = founder.post("/applications", &[("kind", "association"), ("authority", "mz-510903")]).await.expect(303);
    let no = begun.location.trim_start_matches("/applications/").to_owned();
    save(founder, &no, "people", &persons("徐静", numbers)).await;
    let members: String = (1..=50).map(|n| format!("张{n} {}\n", resident("19700101", n))).collect();
    save(founder, &no, "members", &[("individuals", &members)]).await;
    save(founder, &no, "premises", &premises()).await;
    // The share of non-state assets is asked of service institutions alone.
    save(founder, &no, "capital", &[("amount", "30000"), ("source", "会员捐资")]).await;
    let items = [
        "name_domicile",
        "purpose_scope_area",
        "members",
        "governance",
        "officers",
        "assets",
        "amendment",
        "termination",
        "other",
    ];
    let mut charter: Fields = items.map(|item| ("items", item)).into();
    charter.push(("text", "第一条 本会的名称。"));
    save(founder, &no, "charter", &charter).await;
    for key in ["application", "capital_verification", "premises_proof", "sponsors_identity", "charter"] {
        attach(founder, &no, key).await;
    }
    no
}

async fn attach(founder: &Browser, no: &str, key: &str) {
    let file = (format!("file.{key}"), format!("{key}.pdf"));
    let path = format!("/applications/{no}/documents");
    founder.upload(&path, &[], (&file.0, &file.1, files::scan(1000))).await.expect(303);
}

async fn registered(o: &Office, no: &str) -> String {
    o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
    o.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    let opinion = [("is_in_favour", "yes"), ("text", "符合规定。")];
    o.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
    o.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
    o.code(no).await
}

#[actix_web::test]
async fn an_association_names_its_area_and_under_dual_management_its_competent_authority_so_20_so_80() {
    let o = office().await;
    let no = begun(&o.founder, &numbers()).await;
    save(&o.founder, &no, "organization", &association(CHOIR, "culture_sport")).await;
    let told = o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    for lack in ["请写明活动地域", "请写明业务主管单位", "业务主管单位的批准文件"] {
        assert!(told.has(lack), "{lack}: {}", told.outline());
    }
    let page = o.founder.get(&format!("/applications/{no}/tasks/organization")).await.expect(200);
    assert!(page.has("value=\"遂宁市船山区\""), "the area is proposed: {}", page.outline());
    let mut fields = association(CHOIR, "culture_sport");
    fields.extend([("area", "遂宁市船山区"), ("sponsor", "遂宁市船山区文化广播电视和旅游局")]);
    save(&o.founder, &no, "organization", &fields).await;
    attach(&o.founder, &no, "sponsor_approval").await;
    let code = registered(&o, &no).await;
    let page = o.app.visitor().get(&format!("/orgs/{code}")).await.expect(200);
    assert!(page.has("活动地域") && page.has("遂宁市船山区文化广播电视和旅游局"), "{}", page.outline());
    // The desk saw both before.
    let desk = o.clerk.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("活动地域") && desk.has("文化广播电视和旅游局"), "{}", desk.outline());
}

#[actix_web::test]
async fn nobody_represents_two_associations_and_the_refusal_names_the_way_out_so_32_id_11() {
    let o = office().await;
    let mut fields = association(CHOIR, "trade");
    fields.push(("area", "遂宁市船山区"));
    let first = begun(&o.founder, &numbers()).await;
    save(&o.founder, &first, "organization", &fields).await;
    // Two begin while neither is registered: the later one is stopped at the decision at the latest.
    let second = begun(&o.founder, &numbers()).await;
    fields[0] = ("name", CHESS);
    save(&o.founder, &second, "organization", &fields).await;
    o.founder.post(&format!("/applications/{second}/submission"), &[("declared", "yes")]).await.expect(303);
    let code = registered(&o, &first).await;
    let desk = o.clerk.get(&format!("/applications/{second}")).await.expect(200);
    assert!(desk.has("需要斟酌") && desk.has(&format!("href=\"/orgs/{code}\"")), "SO-24: {}", desk.outline());
    assert!(desk.has("任职限制") && desk.has("已经是遂宁市船山区合唱协会的法定代表人"), "{}", desk.outline());
    o.clerk.post(&format!("/applications/{second}/acceptance"), &[]).await.expect(303);
    let opinion = [("is_in_favour", "yes"), ("text", "符合规定。")];
    o.reviewer.post(&format!("/applications/{second}/opinion"), &opinion).await.expect(303);
    let told = o.decider.post(&format!("/applications/{second}/decision"), &[("is_granted", "yes")]).await.expect(409);
    assert!(told.has("请另选一位"), "{}", told.outline());

    // A third one is told in the task and cannot be handed in; another person can.
    let third = begun(&o.founder, &numbers()).await;
    fields[0] = ("name", "遂宁市船山区象棋协会");
    save(&o.founder, &third, "organization", &fields).await;
    let task = o.founder.get(&format!("/applications/{third}/tasks/people")).await.expect(200);
    assert!(task.has("请另选一位，或者先办理原组织的法定代表人变更"), "{}", task.outline());
    let api = o.app.api("founder@example.org").await;
    let (status, told) = api.post(&format!("/applications/{third}/submission"), json!({ "declared": true })).await;
    assert_eq!((status, told["code"].as_str()), (409, Some("representative-elsewhere")), "{told}");
    let other = [resident("19910308", 7), resident("19850612", 2), resident("19790228", 3)];
    save(&o.founder, &third, "people", &persons("何青", &other)).await;
    let (status, told) = api.post(&format!("/applications/{third}/submission"), json!({ "declared": true })).await;
    assert_eq!(status, 200, "{told}");

    // A service institution bars nobody (art. 12 speaks of associations), and the number is nowhere.
    let service = super::complete(&o.founder, super::NAME).await;
    o.founder.post(&format!("/applications/{service}/submission"), &[("declared", "yes")]).await.expect(303);
    assert!(!o.app.visitor().get(&format!("/orgs/{code}")).await.expect(200).has(&numbers()[0]));
}

#[actix_web::test]
async fn people_of_a_charity_declare_more_so_33() {
    let o = office().await;
    let no = begun(&o.founder, &numbers()).await;
    let mut fields = association("遂宁市船山区慈善促进会", "charity");
    fields.push(("area", "遂宁市船山区"));
    save(&o.founder, &no, "organization", &fields).await;
    let told = o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(told.has("徐静没有确认符合慈善组织负责人的条件"), "{}", told.outline());
    let page = o.founder.get(&format!("/applications/{no}/tasks/people")).await.expect(200);
    assert!(page.has("慈善法第十六条"), "{}", page.outline());
    let numbers = numbers();
    let mut people = persons("徐静", &numbers);
    for n in ["people.0.is_charity_eligible", "people.1.is_charity_eligible", "people.2.is_charity_eligible"] {
        people.push((n, "yes"));
    }
    save(&o.founder, &no, "people", &people).await;
    o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
}

//! Organs, people, terms and branches through HTTP (`domain.md` 2.11; 民法典 art. 91–93; 社会团体登记管理条例 art. 17).
use super::{Office, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, NewOrganization, OrganizationKind, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区荷花协会";

async fn registered(o: &Office, kind: OrganizationKind) -> Browser {
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| {
            let new = sample::new_organization(CODE, NAME, authority, tx.now);
            organization::register(tx, &NewOrganization { kind, ..new })
        })
        .await;
    o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await
}

fn term<'a>(number: &'a str, until: &'a str, people: &[(&'a str, &'a str)]) -> Vec<(String, &'a str)> {
    let mut all = vec![("number".to_owned(), number), ("from_on".into(), "2023-01-01"), ("until_on".into(), until)];
    for (n, (name, post)) in people.iter().enumerate() {
        all.push((format!("people.{n}.name"), *name));
        all.push((format!("people.{n}.post"), *post));
    }
    all
}

async fn declare(who: &Browser, organ: &str, fields: &[(String, &str)]) -> crate::support::Page {
    let fields: Vec<(&str, &str)> = fields.iter().map(|(n, v)| (n.as_str(), *v)).collect();
    who.post(&format!("/orgs/{CODE}/organs/{organ}"), &fields).await
}

const COUNCIL: [(&str, &str); 3] = [("何青𠮷", "chair"), ("徐静", "director"), ("龙木", "director")];

#[actix_web::test]
async fn officers_declare_three_organs_everybody_reads_posts_and_findings_are_told_to_the_parties() {
    let o = office().await;
    let me = registered(&o, OrganizationKind::Service).await;
    let at = format!("/orgs/{CODE}/organs");
    let empty = me.get(&at).await.expect(200);
    assert!(empty.has("监督机构还没有填报"), "{}", empty.outline());
    assert!(!o.app.visitor().get(&at).await.expect(200).has("还没有填报。法人"), "findings are for the parties");
    for who in [&o.clerk, &o.founder] {
        assert!([403, 404].contains(&declare(who, "decision", &term("1", "2027-12-31", &COUNCIL)).await.status));
    }
    let wrong = declare(&me, "decision", &term("1", "2022-12-31", &COUNCIL)).await.expect(422);
    assert!(wrong.has("何青𠮷") && wrong.has("届满日期要晚于开始日期"), "{}", wrong.outline());
    declare(&me, "decision", &term("1", "2027-12-31", &[("何青", "supervisor")])).await.expect(422);
    declare(&me, "decision", &term("1", "2027-12-31", &[])).await.expect(422);
    declare(&me, "board", &term("1", "2027-12-31", &COUNCIL)).await.expect(404);
    declare(&me, "decision", &term("1", "2027-12-31", &COUNCIL)).await.expect(303);
    declare(&me, "executive", &term("1", "2027-12-31", &[("周云", "manager")])).await.expect(303);
    declare(&me, "supervisory", &term("1", "2027-12-31", &[("徐静", "supervisor")])).await.expect(303);
    let page = o.clerk.get(&at).await.expect(200);
    assert!(page.has("何青𠮷") && page.has("有监事同时担任理事"), "{}", page.outline());
    let public = o.app.visitor().get(&at).await.expect(200);
    assert!(public.has("理事长") && !public.has("何青𠮷"), "names are masked for the public");
    assert!(me.get(&format!("{at}/decision")).await.expect(200).has("何青𠮷"), "what is declared stands in the form");
    declare(&me, "supervisory", &term("1", "2027-12-31", &[("秦岳", "supervisor")])).await.expect(303);
    assert!(me.get(&at).await.expect(200).has("没有发现与内部治理规则不符"));
}

#[actix_web::test]
async fn the_clock_reminds_before_a_term_ends_and_says_that_it_is_over_until_the_next_is_declared() {
    let o = office().await;
    let me = registered(&o, OrganizationKind::Service).await;
    declare(&me, "decision", &term("2", "2026-12-31", &COUNCIL)).await.expect(303);
    o.app.settle().await;
    let reminded = || o.app.letters().iter().filter(|l| l.subject.contains("任期")).count();
    assert_eq!(reminded(), 1, "within ninety days");
    o.app.settle().await;
    assert_eq!(reminded(), 1, "each reminder once");
    assert!(o.clerk.get("/desk/terms").await.expect(200).has(NAME));
    o.app.set_clock("2027-01-05T01:00:00Z");
    o.app.settle().await;
    assert_eq!(reminded(), 2);
    assert!(o.app.letters().iter().any(|l| l.subject.contains("任期已经届满")));
    let me = o.app.sign_in("officer@example.org").await;
    assert!(me.get("/workbench").await.expect(200).has(&format!("/orgs/{CODE}/organs")));
    let page = o.app.visitor().get(&format!("/orgs/{CODE}/organs")).await.expect(200);
    assert!(page.has("任期届满"), "everybody sees that it is over");
    let mut next = term("3", "2031-12-31", &COUNCIL);
    next[1].1 = "2027-01-05";
    declare(&me, "decision", &next).await.expect(303);
    assert!(!me.get("/workbench").await.expect(200).has(&format!("/orgs/{CODE}/organs")));
    assert!(me.get(&format!("/orgs/{CODE}/organs")).await.expect(200).has("第 3 届"));
}

#[actix_web::test]
async fn an_association_declares_branches_under_its_own_name_none_of_a_region_and_a_service_institution_none() {
    let o = office().await;
    let me = registered(&o, OrganizationKind::Association).await;
    let at = format!("/orgs/{CODE}/branches");
    let name = format!("{NAME}青年专业委员会");
    let fields = |name: &str| -> Vec<(String, String)> {
        [("kind", "branch"), ("name", name), ("head", "何青"), ("address", "荷塘路 1 号"), ("decided_on", "2026-11-02")]
            .map(|(k, v)| (k.to_owned(), v.to_owned()))
            .into()
    };
    let send = async |who: &Browser, name: &str| {
        let all = fields(name);
        let all: Vec<(&str, &str)> = all.iter().map(|(k, v)| (k.as_str(), v.as_str())).collect();
        who.post(&at, &all).await
    };
    assert!(send(&me, "青年专业委员会").await.expect(409).has("以本社会团体的名称开头"));
    assert!(send(&me, &format!("{NAME}蓬溪县分会")).await.expect(409).has("地域性"));
    send(&o.clerk, &name).await.expect(403);
    send(&me, &name).await.expect(303);
    let public = o.app.visitor().get(&format!("/orgs/{CODE}/organs")).await.expect(200);
    assert!(public.has(&name) && !public.has("何青"), "{}", public.outline());
    let (_, seen) = Api::visitor(&o.app.url).get(&format!("/organizations/{CODE}/organs")).await;
    let id = seen["branches"][0]["id"].as_i64().unwrap_or_default();
    o.clerk.post(&format!("{at}/{id}/ending"), &[]).await.expect(403);
    me.post(&format!("{at}/{id}/ending"), &[]).await.expect(303);
    me.post(&format!("{at}/{id}/ending"), &[]).await.expect(404);
    assert!(o.app.visitor().get(&format!("/orgs/{CODE}/organs")).await.expect(200).has("终止"));
}

#[actix_web::test]
async fn a_program_declares_organs_and_a_service_institution_has_no_branches() {
    let o = office().await;
    registered(&o, OrganizationKind::Service).await;
    let officer = o.app.api("officer@example.org").await;
    let at = format!("/organizations/{CODE}");
    let body = json!({"number": 1, "from_on": "2024-01-01", "until_on": "2028-12-31",
        "people": [{"name": "何青", "post": "chair"}, {"name": "徐静", "post": "director", "is_paid": true}, {"name": "龙木", "post": "director"}]});
    let (status, told) = officer.put(&format!("{at}/organs/decision"), body.clone()).await;
    assert_eq!(status, 200, "{told}");
    let (_, seen) = officer.get(&format!("{at}/organs")).await;
    assert_eq!(seen["organs"][0]["people"][0]["name"].as_str(), Some("何青"), "{seen}");
    let (_, public) = Api::visitor(&o.app.url).get(&format!("{at}/organs")).await;
    assert_ne!(public["organs"][0]["people"][0]["name"].as_str(), Some("何青"), "{public}");
    let branch = json!({"kind": "branch", "name": format!("{NAME}分会"), "head": "何青", "address": "x", "decided_on": "2026-11-02"});
    let (status, problem) = officer.post(&format!("{at}/branches"), branch).await;
    assert_eq!((status, problem["code"].as_str()), (409, Some("branch-not-here")));
    let clerk = o.app.api("clerk@example.org").await;
    assert_eq!(clerk.put(&format!("{at}/organs/decision"), body).await.0, 403);
}

//! Names: the rules of `domain.md` 2.7 and 12.5 (`SO-40`–`SO-52`), and characters few keyboards have.
use super::{NAME, begin, complete, numbers, office, organization, persons, save};

/// Twenty characters beyond the common sets: from extensions A to G and the compatibility planes.
const RARE: &str = "𠮷𡃁䶮𨭎𬭊𠀀𠃌㐂㙦𫖯𬀩𪩘𤭢𡈽𥖨𦈡𧒽𩽾𬜬𰻞";

#[actix_web::test]
async fn twenty_rare_characters_come_back_from_every_page_as_they_were_typed() {
    assert_eq!(RARE.chars().count(), 20);
    let office = office().await;
    let name = format!("遂宁市船山区{RARE}养老服务中心");
    let no = begin(&office.founder).await;
    save(&office.founder, &no, "organization", &organization(&name)).await;
    save(&office.founder, &no, "people", &persons("𠮷𡃁䶮", &numbers())).await;
    let draft = office.founder.get(&format!("/applications/{no}/tasks/organization")).await.expect(200);
    assert!(draft.has(&name), "{}", draft.outline());
    save(&office.founder, &no, "premises", &super::premises()).await;
    save(&office.founder, &no, "capital", &super::capital("3000")).await;
    save(&office.founder, &no, "charter", &super::charter()).await;
    super::papers(&office.founder, &no).await;
    office.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
    assert!(office.founder.bytes(&format!("/applications/{no}/papers/receipt.pdf")).await.starts_with(b"%PDF-"));
    office.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    let opinion = [("is_in_favour", "yes"), ("text", "同意")];
    office.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
    office.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
    office.app.settle().await;
    let code = office.code(&no).await;
    let visitor = office.app.visitor();
    let page = visitor.get(&format!("/orgs/{code}")).await.expect(200);
    assert!(page.has(&name) && page.has("𠮷𡃁䶮"));
    assert!(visitor.bytes(&format!("/orgs/{code}/certificate.pdf")).await.starts_with(b"%PDF-"));
    for words in ["𠮷𡃁", "䶮𨭎", "𬜬𰻞养老"] {
        assert!(visitor.get(&format!("/orgs?q={words}")).await.expect(200).has(&name), "{words}");
    }
    assert!(visitor.get("/orgs.csv").await.expect(200).has(&name));
    let (status, body) = office.app.api("founder@example.org").await.get(&format!("/organizations/{code}")).await;
    assert_eq!((status, body["name"].as_str()), (200, Some(name.as_str())));
    assert!(office.app.letters().iter().any(|l| l.subject.contains(&name)));
}

#[actix_web::test]
async fn a_doubtful_name_is_told_with_its_rule_and_only_few_faults_stop_it() {
    let office = office().await;
    let no = begin(&office.founder).await;
    let faults = async |name: &str| {
        save(&office.founder, &no, "organization", &organization(name)).await;
        office.founder.get(&format!("/applications/{no}/tasks/organization")).await.expect(200)
    };
    for (name, rule) in [
        ("射洪市听荷养老服务中心", "SO-44"),
        ("遂宁市船山区国际养老服务中心", "SO-45"),
        ("遂宁市船山区最高水平养老服务中心", "SO-46"),
        ("遂宁市船山区荷服务A中心", "SO-48"),
        ("遂宁市船山区听荷养老服务协会", "SO-49"),
        ("中华听荷养老服务中心", "SO-45"),
        ("遂宁市船山区听荷养老服务中心分中心", "SO-51"),
    ] {
        let page = faults(name).await;
        assert!(page.has(rule), "{name}: {rule}\n{}", page.outline());
    }
    let fine = faults(NAME).await;
    assert!(!fine.has("SO-4") && !fine.has("SO-5"), "{}", fine.outline());
    save(&office.founder, &no, "organization", &organization("遂宁市船山区 听荷 养老服务中心")).await;
    assert!(office.founder.get(&format!("/applications/{no}")).await.expect(200).has(NAME), "blanks are dropped");
    let too_long = "荷".repeat(61);
    let refused =
        office.founder.post(&format!("/applications/{no}/tasks/organization"), &organization(&too_long)).await;
    assert!(refused.expect(422).has(&too_long), "what was typed stays");
}

#[actix_web::test]
async fn a_blocked_name_cannot_be_submitted_and_the_name_of_an_organization_is_its_own_so_40() {
    let office = office().await;
    let blocked = complete(&office.founder, "中华听荷养老服务中心").await;
    let refused =
        office.founder.post(&format!("/applications/{blocked}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(refused.has("SO-45"), "{}", refused.outline());
    office.granted(NAME).await;
    let other = office.app.person("other@example.org", "别人").await;
    let again = complete(&other, NAME).await;
    let refused = other.post(&format!("/applications/{again}/submission"), &[("declared", "yes")]).await.expect(409);
    assert!(refused.has("SO-40"), "{}", refused.outline());
}

#[actix_web::test]
async fn the_name_of_an_ended_organization_rests_for_its_years_so_50() {
    use diesel::prelude::*;
    use shanzhi::schema::organizations as o;
    let office = office().await;
    let code = office.granted(NAME).await;
    office
        .app
        .make(move |tx| {
            let target = o::table.filter(o::credit_code.eq(&code));
            diesel::update(target).set((o::status.eq("cancelled"), o::updated_at.eq(tx.now))).execute(tx.conn)?;
            Ok(())
        })
        .await;
    let no = complete(&office.founder, NAME).await;
    let submission = format!("/applications/{no}/submission");
    office.app.set_clock("2027-11-23T02:00:00Z");
    let early = office.founder.post(&submission, &[("declared", "yes")]).await.expect(409);
    assert!(early.has("SO-50"), "{}", early.outline());
    office.app.set_clock("2027-11-24T02:00:00Z");
    office.founder.post(&submission, &[("declared", "yes")]).await.expect(303);
}

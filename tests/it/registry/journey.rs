//! An organization registers itself: from the founder's sign-up to the public page.
use super::{NAME, capital, charter, files, link_of, numbers, office, organization, persons, premises, save};
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode, decode_header, jwk::JwkSet};
use shanzhi::{
    kernel::{credit_code::CreditCode, time::Day},
    platform::ledger::{Trust, verify_proof},
};

#[actix_web::test]
async fn a_person_founds_a_service_institution_and_the_city_finds_it() {
    let office = office().await;
    let app = &office.app;

    // A person signs up and proves the address.
    let me = app.visitor();
    let form = [("name", "徐静"), ("email", "xu@example.org"), ("password", "river-lotus-2026"), ("consent", "1")];
    me.post("/sign-up", &form).await.expect(303);
    app.settle().await;
    let path = link_of(&app.letters()[0].text, "/verify-mail/");
    me.post(&path, &[]).await.expect(303);
    me.post("/sign-in", &[("email", "xu@example.org"), ("password", "river-lotus-2026")]).await.expect(303);

    // First visit: the guide, a draft, the organization itself.
    let guide = me.get("/registration/service").await.expect(200);
    assert!(guide.has("民办非企业单位登记管理暂行条例") && guide.has("章程草案") && guide.has("五个工作日"));
    let begun = me.post("/applications", &[("kind", "service"), ("authority", "mz-510903")]).await.expect(303);
    let no = begun.location.trim_start_matches("/applications/").to_owned();
    assert_eq!(no, "510903-20261123-SO01-00001");
    save(&me, &no, "organization", &organization(NAME)).await;
    let list = me.get(&format!("/applications/{no}")).await.expect(200);
    assert!(list.has("510903-20261123-SO01-00001") && list.has("直接登记") && !list.has(&format!("{no}/check\"")));
    let early = me.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(409);
    for missing in ["举办者", "拟任法定代表人", "章程草案", "验资报告"] {
        assert!(early.has(missing), "{missing}: {}", early.outline());
    }

    // The next day: people, premises, capital, charter.
    app.set_clock("2026-11-24T02:00:00Z");
    assert!(me.get("/applications").await.expect(200).has(NAME));
    save(&me, &no, "people", &persons("徐静", &numbers())).await;
    save(&me, &no, "premises", &premises()).await;
    save(&me, &no, "capital", &capital("3000")).await;
    save(&me, &no, "charter", &charter()).await;
    let people = me.get(&format!("/applications/{no}/tasks/people")).await.expect(200);
    assert!(people.has("510***********") && !people.has(&numbers()[0]), "a number is never shown again (ID-11)");

    // The third day: documents as people have them.
    app.set_clock("2026-11-25T02:00:00Z");
    let documents = format!("/applications/{no}/documents");
    for (key, name, bytes) in [
        ("application", "登记申请书（扫描件）.pdf", files::scan(8 << 20)),
        ("capital_verification", "验资报告.pdf", files::scan(40_000)),
        ("premises_proof", "租赁合同照片.JPG", files::photo()),
        ("officers_identity", "身份证明.jpeg", files::photo()),
        ("charter", "章程草案.docx", files::docx()),
        ("council_roster", "理事名单.xlsx", files::xlsx()),
    ] {
        me.upload(&documents, &[], (&format!("file.{key}"), name, bytes)).await.expect(303);
    }

    // Check the answers, submit, get a receipt.
    let check = me.get(&format!("/applications/{no}/check")).await.expect(200);
    for answer in [NAME, "遂宁市船山区荷塘路 1 号", "3,000", "理事名单.xlsx", "100%"] {
        assert!(check.has(answer), "{answer}: {}", check.outline());
    }
    me.post(&format!("/applications/{no}/submission"), &[]).await.expect(422);
    let sent = me.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
    assert_eq!(sent.location, format!("/applications/{no}/receipt"));
    let receipt = me.get(&sent.location).await.expect(200);
    assert!(receipt.has("2026 年 12 月 2 日") && receipt.has(&no), "{}", receipt.outline());
    assert!(me.bytes(&format!("/applications/{no}/papers/receipt.pdf")).await.starts_with(b"%PDF-"));
    app.settle().await;
    assert!(app.letters().iter().any(|l| l.to.contains("xu@example.org") && l.text.contains(&no)));

    // The office: queue, acceptance slip, opinion, decision by three people.
    let queue = office.clerk.get("/cases").await.expect(200);
    assert!(queue.has(NAME) && queue.has("待受理"), "{}", queue.outline());
    let desk = office.clerk.get(&format!("/applications/{no}")).await.expect(200);
    assert!(desk.has("章程草案") && desk.has("逐项审查"), "{}", desk.outline());
    office.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
    assert!(me.bytes(&format!("/applications/{no}/papers/acceptance.pdf")).await.starts_with(b"%PDF-"));
    let slip = me.get(&format!("/applications/{no}")).await.expect(200);
    // 60 calendar days by law (SO-63), 20 working days promised (SO-72).
    assert!(slip.has("2027 年 1 月 25 日"), "{}", slip.body);
    assert!(office.reviewer.get("/cases").await.expect(200).has("待审查"));
    let opinion = [("is_in_favour", "yes"), ("text", "材料齐全，符合条例第八条。")];
    office.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
    assert!(office.decider.get(&format!("/applications/{no}")).await.expect(200).has("符合条例第八条"));
    app.set_clock("2026-11-27T02:00:00Z");
    office.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
    app.settle().await;

    // Everything a registration brings about.
    let case = me.get(&format!("/applications/{no}")).await.expect(200);
    let code = case.body.split("href=\"/orgs/5").nth(1).map(|s| format!("5{}", &s[..17])).expect("a code");
    code.parse::<CreditCode>().expect("both check digits are right");
    assert!(code.starts_with("52510903"), "{code}");
    let visitor = app.visitor();
    let page = visitor.get(&format!("/orgs/{code}")).await.expect(200);
    for item in [NAME, "荷塘路 1 号", "徐静", "3,000", "直接登记", "2026 年 11 月 27 日", "2031 年 11 月 26 日"]
    {
        assert!(page.has(item), "{item}: {}", page.outline());
    }
    for private in ["13800000001", &numbers()[0], "何青"] {
        assert!(!page.has(private), "{private} is not public (2.16)");
    }
    for words in ["养老", "听荷", "tinghe", "thyl", &code, "听荷养老"] {
        let found = visitor.get(&format!("/orgs?q={words}")).await.expect(200);
        assert!(found.has(NAME), "{words} finds it in the directory");
        let found = visitor.get(&format!("/search?q={words}")).await;
        assert!(found.has(NAME) || found.location == format!("/orgs/{code}"), "{words} finds it");
    }
    assert!(visitor.get("/orgs?division=510903&kind=service").await.expect(200).has(NAME));
    assert!(visitor.get("/orgs.atom").await.expect(200).has(NAME), "announced");
    assert!(visitor.get("/orgs.csv").await.expect(200).has(&code));
    let letter = app.letters().into_iter().find(|l| l.text.contains(&code)).expect("a letter brings the code");
    assert!(letter.subject.contains("准予登记"), "{}", letter.subject);

    // The ledger entry is provable with the published key alone.
    let numbers = page.body.split("/ledger/").skip(1).map(|s| s.chars().take_while(char::is_ascii_digit).collect());
    let entry: String = numbers.into_iter().find(|n: &String| !n.is_empty()).expect("an entry");
    let key = visitor.get("/ledger/key").await.expect(200).body;
    let proof = visitor.get(&format!("/ledger/proof/{entry}")).await.expect(200).body;
    verify_proof(&proof, &Trust::in_log(key.trim()).unwrap()).expect("the proof holds");
    assert!(visitor.get(&format!("/ledger/{entry}")).await.expect(200).has(&code), "the entry names the organization");

    certificate_holds_offline(&office, &code).await;

    // The founder is the organization's officer now.
    assert!(me.get("/workbench").await.expect(200).has(NAME));
    assert_eq!("2026-11-27".parse::<Day>().unwrap(), app.clock.now().day());
}

/// Any JOSE library and the published keys are enough.
async fn certificate_holds_offline(office: &super::Office, code: &str) {
    let visitor = office.app.visitor();
    assert!(visitor.bytes(&format!("/orgs/{code}/certificate.pdf")).await.starts_with(b"%PDF-"));
    let wanted = code.to_owned();
    let certificate = office
        .app
        .make(move |tx| {
            let found = shanzhi::registry::certificate::latest(tx.conn, "registration", ("organization", &wanted))?;
            Ok(found.expect("a certificate"))
        })
        .await;
    let keys: JwkSet = serde_json::from_str(&visitor.get("/.well-known/jwks.json").await.expect(200).body).unwrap();
    let kid = decode_header(&certificate.token).unwrap().kid.expect("the token names its key");
    let key = DecodingKey::from_jwk(keys.find(&kid).expect("the key is published")).unwrap();
    let mut rules = Validation::new(Algorithm::EdDSA);
    rules.required_spec_claims.clear();
    rules.validate_exp = false;
    rules.validate_aud = false;
    let said = decode::<serde_json::Value>(&certificate.token, &key, &rules).expect("the signature holds").claims;
    assert_eq!((said["sub"].as_str(), said["name"].as_str()), (Some(code), Some(NAME)));
    for way in [certificate.no.clone(), certificate.token.clone(), code.to_owned()] {
        let verified = visitor.get(&format!("/verify/{way}")).await.expect(200);
        assert!(verified.has(NAME), "{way}: {}", verified.outline());
    }
    let mut forged = certificate.token.clone().into_bytes();
    let last = forged.len() - 5;
    forged[last] = if forged[last] == b'A' { b'B' } else { b'A' };
    let forged = visitor.get(&format!("/verify/{}", String::from_utf8(forged).unwrap())).await.expect(200);
    assert!(!forged.has(NAME), "a changed token proves nothing");
}

#[actix_web::test]
async fn the_same_pages_and_letters_speak_english_to_who_asks() {
    let office = office().await;
    let me = office.app.person("jane@example.org", "Jane").await;
    me.post("/account", &[("name", "Jane"), ("locale", "en")]).await.expect(303);
    let no = super::submitted(&me, NAME).await;
    let page = me.get(&format!("/applications/{no}?lang=en")).await.expect(200);
    assert!(page.has("<html lang=\"en\"") && page.has("Submitted"), "{}", page.outline());
    office.app.settle().await;
    let letter = office.app.letters().into_iter().find(|l| l.to.contains("jane@")).expect("a letter");
    assert!(letter.subject.is_ascii() || letter.subject.contains(NAME), "{}", letter.subject);
    let rest = letter.text.replace(NAME, "").replace("遂宁市mz-510903", "");
    assert!(!rest.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c)), "{rest}");
}

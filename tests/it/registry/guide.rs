//! Before an application: guides, the few questions, the check of a name.
use super::{NAME, office};
use serde_json::Value;
use shanzhi::{
    kernel::actor::AuthorityId,
    registry::organization::{self, sample::new_organization},
};

fn q(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}

#[actix_web::test]
async fn every_kind_has_a_guide_with_basis_conditions_documents_time_and_fee_cx_01() {
    let o = office().await;
    let visitor = o.app.visitor();
    let all = visitor.get("/registration").await.expect(200);
    for kind in ["association", "service", "foundation", "filed"] {
        assert!(all.has(&format!("/registration/{kind}\"")), "{kind}");
        let guide = visitor.get(&format!("/registration/{kind}")).await.expect(200);
        for part in ["依据", "条件", "登记方式", "材料", "章程要写明", "法定时限", "不收费", "救济"]
        {
            assert!(guide.has(part), "{kind}: {part}");
        }
    }
    let association = visitor.get("/registration/association").await.expect(200);
    assert!(association.has("全是个人的，50 个以上；全是单位的，30 个以上"), "{}", association.outline());
    assert!(association.has("双重管理") && association.has("直接登记"), "SO-20, SO-21");
    let foundation = visitor.get("/registration/foundation").await.expect(200);
    assert!(foundation.has("不受理基金会登记") && !foundation.has("action=\"/applications\""), "SO-13");
    visitor.get("/registration/club").await.expect(404);
    assert!(o.founder.get("/registration/service?lang=en").await.expect(200).has("action=\"/applications\""));
}

#[actix_web::test]
async fn a_few_questions_lead_to_the_kind_and_tell_what_lacks_so_21_so_30_so_152() {
    let o = office().await;
    let visitor = o.app.visitor();
    let first = visitor.get("/registration/finder").await.expect(200);
    assert!(first.has("?core=neighbours") && first.has("在本单位内部活动的团体"), "SO-02: {}", first.outline());
    let asked = "/registration/finder?core=members&category=trade&division=510903";
    let short = visitor.get(&format!("{asked}&individuals=38&units=")).await.expect(200);
    assert!(
        short.has("适合您的是：社会团体") && short.has("38") && short.has("先在街道或者乡镇备案"),
        "{}",
        short.outline()
    );
    let dual =
        visitor.get("/registration/finder?core=members&category=culture_sport&division=510903").await.expect(200);
    assert!(dual.has("要先取得业务主管单位的批准文件") && dual.has("业务主管单位的批准文件"));
    let wrong = visitor.get("/registration/finder?core=members&category=living&division=zz&individuals=many").await;
    assert_eq!(wrong.status, 422, "a field of another kind, no place, no number");
    assert!(wrong.has("value=\"many\""), "what was typed stays");
    visitor.get("/registration/finder?core=%F0%A0%80%80&category=x").await.expect(200);
}

#[actix_web::test]
async fn a_name_is_checked_against_the_rules_the_register_and_names_that_sound_alike_so_40_so_50() {
    let o = office().await;
    let authority = AuthorityId(o.authority);
    const LIKE: &str = "遂宁市船山区听河养老服务中心";
    o.app
        .make(move |tx| organization::register(tx, &new_organization("52510903XXXX00019L", LIKE, authority, tx.now)))
        .await;
    o.app.settle().await;
    let visitor = o.app.visitor();
    let ask = async |name: &str| {
        visitor.get(&format!("/registration/names?name={}&kind=service&authority=mz-510903", q(name))).await.expect(200)
    };
    let alike = ask(NAME).await;
    assert!(alike.has("没有发现问题") && alike.has(LIKE) && alike.has("读音相同"), "{}", alike.outline());
    assert!(
        !ask("遂宁市国际观音湖养老服务中心").await.has("读音相同"),
        "the city's name and qualifiers are nobody's own"
    );
    assert!(ask(LIKE).await.has("已有同名的社会组织"), "SO-40");
    assert!(ask("中华社工服务中心").await.has("不能以“中华”开头"), "SO-45");
    let empty = visitor.get("/registration/names?name=&kind=service&authority=mz-510903").await;
    assert_eq!(empty.status, 422);

    let api = format!("/api/v1/name-checks?name={}&kind=service&authority=mz-510903", q(LIKE));
    let told: Value = serde_json::from_str(&visitor.get(&api).await.expect(200).body).unwrap();
    assert_eq!((told["is_blocked"].as_bool(), told["faults"][0]["rule"].as_str()), (Some(true), Some("SO-40")));
    assert_eq!(told["similar"][0]["credit_code"], "52510903XXXX00019L");
    visitor.get("/api/v1/name-checks?name=x&kind=club&authority=nowhere").await.expect(422);
}

#[actix_web::test]
async fn a_name_asked_for_by_an_application_is_told_to_be_in_use_so_50() {
    let o = office().await;
    let no = super::complete(&o.founder, NAME).await;
    let visitor = o.app.visitor();
    let ask = format!("/registration/names?name={}&kind=service&authority=mz-510903", q(NAME));
    assert!(!visitor.get(&ask).await.expect(200).has("另有一份申请"), "a draft reserves nothing");
    o.founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
    assert!(visitor.get(&ask).await.expect(200).has("另有一份申请"));
}

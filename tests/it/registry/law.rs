//! What the law says of every kind, as the rulebook has it: rules that no journey meets by itself.
use super::office;
use crate::support::Api;
use shanzhi::{
    platform::rulebook::{RegistrationMode, Rulebook},
    registry::application::ApplicationState,
};
use std::collections::BTreeSet;

const KINDS: [&str; 3] = ["association", "service", "foundation"];

async fn book<T>(f: impl FnOnce(&Rulebook) -> T) -> T {
    let o = office().await;
    f(&o.app.jx.env.rulebook)
}

fn today() -> shanzhi::kernel::time::Day {
    "2026-11-23".parse().expect("a day")
}

#[actix_web::test]
async fn each_kind_stands_on_a_regulation_of_its_own_that_one_file_can_replace_so_01() {
    let bases: BTreeSet<String> =
        book(|book| KINDS.iter().map(|kind| book.kind(kind, today()).expect("a kind").source.basis.clone()).collect())
            .await;
    assert_eq!(bases.len(), 3, "{bases:?}");
    for order in ["250", "251", "400"] {
        assert!(bases.iter().any(|basis| basis.contains(order)), "{order}: {bases:?}");
    }
}

#[actix_web::test]
async fn every_charter_says_what_assets_are_for_and_where_they_go_at_the_end_so_03() {
    book(|book| {
        for kind in KINDS {
            let rules = book.kind(kind, today()).expect("a kind");
            let asked: BTreeSet<&str> = rules.charter.iter().map(|item| item.key.as_str()).collect();
            assert!(asked.contains("assets") && asked.contains("termination"), "{kind}: {asked:?}");
        }
    })
    .await;
}

#[actix_web::test]
async fn what_is_never_direct_asks_for_a_competent_authority_everywhere_so_22() {
    book(|book| {
        for kind in ["association", "service"] {
            let rules = book.kind(kind, today()).expect("a kind");
            let mut never = 0;
            for category in rules.categories.iter().filter(|c| c.never_direct) {
                never += 1;
                for division in ["510900", "510903", "510981"] {
                    let mode = rules.mode(&division.parse().expect("a division"), &category.key, today());
                    assert_eq!(mode, RegistrationMode::Dual, "{kind} {} in {division}", category.key);
                }
            }
            assert!(never >= 2, "{kind}: political and religious bodies at least");
        }
    })
    .await;
}

#[actix_web::test]
async fn names_of_associations_have_no_trade_name_and_those_of_institutions_and_foundations_do_so_41_so_43() {
    book(|book| {
        let parts = |kind: &str| {
            let rules = book.kind(kind, today()).expect("a kind");
            rules.name_rules.parts.iter().map(|part| format!("{part:?}")).collect::<Vec<_>>()
        };
        assert_eq!(parts("association"), ["Division", "Field", "Form"]);
        assert_eq!(parts("service"), ["Division", "TradeName", "Field", "Form"]);
        assert_eq!(parts("foundation"), parts("service"));
    })
    .await;
}

#[actix_web::test]
async fn the_registered_items_of_each_kind_are_those_of_its_regulation_so_80() {
    let of = |kind: &'static str, items: &'static [&'static str]| (kind, items);
    book(|book| {
        for (kind, items) in [
            of(
                "association",
                &["name", "domicile", "purpose", "scope", "area", "legal_representative", "capital", "sponsor"],
            ),
            of("service", &["name", "domicile", "purpose", "scope", "legal_representative", "capital", "sponsor"]),
            of("foundation", &["name", "domicile", "type", "purpose", "scope", "capital", "legal_representative"]),
        ] {
            let rules = book.kind(kind, today()).expect("a kind");
            let has: BTreeSet<&str> = rules.registered_items.iter().map(|item| item.key.as_str()).collect();
            assert_eq!(has, items.iter().copied().collect(), "{kind}");
        }
    })
    .await;
}

#[test]
fn no_application_passes_through_an_approval_to_prepare_so_73() {
    let words: Vec<String> = ApplicationState::ALL.iter().map(ToString::to_string).collect();
    assert!(words.iter().all(|word| !word.contains("prepar")), "{words:?}");
}

#[actix_web::test]
async fn registration_costs_nothing_and_every_guide_says_so_so_76() {
    let o = office().await;
    for kind in ["association", "service", "foundation", "filed"] {
        let guide = o.app.visitor().get(&format!("/registration/{kind}")).await.expect(200);
        assert!(guide.has("不收费"), "{kind}");
    }
}

#[actix_web::test]
async fn a_permit_is_given_at_the_decision_and_open_to_everybody_so_67_so_71_so_81_so_83() {
    let o = office().await;
    let code = o.granted(super::NAME).await;
    o.app.settle().await;
    let page = o.app.visitor().get(&format!("/orgs/{code}")).await.expect(200);
    for item in [super::NAME, &code, "徐静", "荷塘路", "居家养老服务"] {
        assert!(page.has(item), "{item}\n{}", page.outline());
    }
    let (_, body) = Api::visitor(&o.app.url).get(&format!("/organizations/{code}")).await;
    assert_eq!(body["valid_until"], "2031-11-22", "{body}");
    assert!(o.app.visitor().get("/ledger").await.expect(200).has(&code), "the act is public");
}

#[actix_web::test]
async fn filed_groups_serve_in_the_four_classes_of_the_province_so_151() {
    book(|book| {
        let filed = book.kind("filed", today()).expect("a kind");
        let classes: Vec<&str> = filed.categories.iter().map(|c| c.name.zh.as_str()).collect();
        for class in ["生活服务类", "社区事务类", "文体活动类", "公益慈善类"] {
            assert!(classes.contains(&class), "{class}: {classes:?}");
        }
    })
    .await;
}

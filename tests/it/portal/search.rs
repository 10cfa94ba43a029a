//! One search box over organizations, tenders, activities and teams.
use crate::{support::TestApp, volunteer};
use shanzhi::volunteer::team;

fn q(words: &str) -> String {
    url::form_urlencoded::byte_serialize(words.as_bytes()).collect()
}

#[actix_web::test]
async fn an_activity_and_a_team_are_found_by_two_characters_by_pinyin_by_place_and_by_number() {
    let stage = volunteer::stage().await;
    let no = volunteer::publish(&stage.officer, &volunteer::notice(&stage, "5")).await;
    team::jobs::reindex(&stage.app.jx).await.unwrap();
    stage.app.settle().await;
    let visitor = stage.app.visitor();
    let find = async |words: &str, more: &str| visitor.get(&format!("/search?q={}{more}", q(words))).await.expect(200);
    for words in ["陪伴", "zhouliu", "周六 市民中心"] {
        assert!(find(words, "").await.has(&format!("/activities/{no}")), "{words}");
    }
    for words in ["涪江", "wanqing", "独居老人"] {
        assert!(find(words, "").await.has("/teams/510903-T0007"), "{words}");
    }
    let page = find("陪伴", "&kind=activity").await;
    assert!(page.has("荷塘社区市民中心二楼") && page.has("when=weekend"), "place and time are told and can be chosen");
    assert!(!find("陪伴", "&kind=team").await.has(&format!("/activities/{no}")), "another kind");
    assert!(find("陪伴", "&place=510903").await.has(&format!("/activities/{no}")));
    assert!(!find("陪伴", "&place=510921").await.has(&format!("/activities/{no}")), "another county");
    assert_eq!(visitor.get(&format!("/search?q={no}")).await.expect(303).location, format!("/activities/{no}"));
    assert_eq!(visitor.get("/search?q=510903-T0007").await.expect(303).location, "/teams/510903-T0007");
}

#[actix_web::test]
async fn a_team_founded_now_is_found_at_once_and_a_draft_is_found_by_nobody() {
    let stage = volunteer::stage().await;
    let notice = volunteer::notice(&stage, "5");
    let fields: Vec<(&str, &str)> = notice.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let draft = stage.officer.post("/activities", &fields).await.expect(303).location;
    stage.app.settle().await;
    let found = stage.app.visitor().get(&format!("/search?q={}", q("陪伴"))).await.expect(200);
    assert!(!found.has(&draft), "a draft is nobody's business");
}

#[actix_web::test]
async fn an_index_that_was_begun_anew_is_filled_at_the_next_start() {
    let stage = volunteer::stage().await;
    let no = volunteer::publish(&stage.officer, &volunteer::notice(&stage, "5")).await;
    stage.app.settle().await;
    stage.app.jx.search.clear().await.unwrap();
    let visitor = stage.app.visitor();
    let find = async || {
        visitor.get(&format!("/search?q={}&n={}", q("陪伴"), shanzhi::kernel::random::token())).await.expect(200)
    };
    assert!(!find().await.has(&format!("/activities/{no}")));
    shanzhi::jobs::fill_empty_index(&stage.app.jx).await;
    stage.app.settle().await;
    assert!(find().await.has(&format!("/activities/{no}")));
}

#[actix_web::test]
async fn what_nothing_holds_is_found_by_its_sound_or_by_half_of_its_characters_and_the_page_says_so() {
    let stage = volunteer::stage().await;
    let no = volunteer::publish(&stage.officer, &volunteer::notice(&stage, "5")).await;
    stage.app.settle().await;
    let visitor = stage.app.visitor();
    let title = "周六陪伴日";
    let exact = visitor.get(&format!("/search?q={}", q(title))).await.expect(200);
    assert!(exact.has(&format!("/activities/{no}")) && !exact.has("读音或者字面相近"));
    for slip in ["周六培伴日", "六周陪伴日", "周六陪日"] {
        let near = visitor.get(&format!("/search?q={}", q(slip))).await.expect(200);
        assert!(near.has(&format!("/activities/{no}")) && near.has("读音或者字面相近"), "{slip}: {}", near.outline());
    }
    assert!(
        !visitor.get(&format!("/search?q={}", q("乒乓球训练营"))).await.expect(200).has("/activities/"),
        "nothing near"
    );
}

#[actix_web::test]
async fn while_the_engine_is_away_the_database_answers_and_the_page_says_so() {
    let app = TestApp::with("2026-11-23T01:00:00Z", &[("SHANZHI__SEARCH__ENGINE", "off")]).await;
    let page = app.visitor().get(&format!("/search?q={}&kind=team", q("涪江"))).await.expect(200);
    assert!(page.has("搜索服务暂时不可用"));
    app.visitor().get("/search?q=%25&page=500").await.expect(200);
}

//! The directory beyond its list: side by side, and by place.
use super::{Office, office};
use crate::support::Api;
use shanzhi::{
    kernel::{actor::AuthorityId, money::Money},
    registry::organization::{self, Grade, OrganizationKind, OrganizationStatus, sample},
};

const A: &str = "52510903XXXX00019L";
const B: &str = "52510903XXXX00027G";
const RARE: &str = "遂宁市船山区𠮷祥<b>养老</b>服务中心";

/// Two institutions in Chuanshan, one of them graded and listed, and one filed group in Anju.
async fn three() -> Office {
    let o = office().await;
    let authority = AuthorityId(o.authority);
    o.app
        .make(move |tx| {
            organization::register(
                tx,
                &sample::new_organization(A, "遂宁市船山区听荷养老服务中心", authority, tx.now),
            )?;
            let mut other = sample::new_organization(B, RARE, authority, tx.now);
            other.grade = Some(Grade::A3);
            other.status = OrganizationStatus::Abnormal;
            other.capital = Money::from_yuan(50_000);
            organization::register(tx, &other)?;
            let mut filed = sample::new_organization("B510904202600001", "安居区柔刚街道邻里互助队", authority, tx.now);
            filed.kind = OrganizationKind::Filed;
            filed.is_registered = false;
            filed.county = "510904".into();
            filed.division = "510904001".into();
            organization::register(tx, &filed)
        })
        .await;
    o.app.settle().await;
    o
}

#[actix_web::test]
async fn two_organizations_stand_side_by_side_and_what_differs_is_marked() {
    let o = three().await;
    let visitor = o.app.visitor();
    let page = visitor.get(&format!("/orgs/compare?code={A}&code={B}")).await.expect(200);
    for words in ["听荷养老", "𠮷祥&lt;b&gt;养老", "评估 3A", "活动异常", "50,000", "不同", "登记事项"]
    {
        assert!(page.has(words), "{words}");
    }
    assert!(!page.has("<b>养老"), "a name is never markup");
    let different = visitor.get(&format!("/orgs/compare?code={A}&code={B}&only=different")).await.expect(200);
    assert!(different.has("50,000") && !different.has("登记方式"), "what is the same is left out");
    let csv = visitor.get(&format!("/orgs/compare.csv?code={A}&code={B}")).await.expect(200);
    assert!(csv.has(A) && csv.has(B) && csv.has("50,000"));

    // Nothing, one, five, and codes of nobody: each page says how to go on.
    assert!(visitor.get("/orgs/compare").await.expect(200).has("勾选两到四家"));
    assert!(visitor.get(&format!("/orgs/compare?code={A}")).await.expect(200).has("再选一家"));
    let five = visitor.get(&format!("/orgs/compare?code={A},{B},X1,X2,X3")).await.expect(200);
    assert!(five.has("最多比较四家") && five.has("X1 X2") && !five.has("X2 X3"));
    visitor.get("/orgs/compare?code=%F0%9F%92%A5&code=%00&q=%27%25").await.expect(200);

    // Without a script: tick in the directory, or search here.
    assert!(visitor.get("/orgs").await.expect(200).has("action=\"/orgs/compare\""));
    assert!(visitor.get(&format!("/orgs/{A}")).await.expect(200).has(&format!("/orgs/compare?code={A}")));
    let offered = visitor.get(&format!("/orgs/compare?code={A}&q=𠮷祥")).await.expect(200);
    assert!(offered.has(&format!("/orgs/compare?code={A}&amp;code={B}")), "{}", offered.outline());
}

#[actix_web::test]
async fn a_program_compares_and_hears_what_is_wrong() {
    let o = three().await;
    let api = Api::visitor(&o.app.url);
    let (status, body) = api.get(&format!("/organization-comparisons?code={A}&code={B}&code=NOBODY")).await;
    assert_eq!(status, 200, "{body}");
    assert_eq!(body["items"][1]["organization"]["grade"], "3a");
    assert_eq!(
        (body["items"][0]["eligible"].as_bool(), body["items"][1]["eligible"].as_bool()),
        (Some(true), Some(false))
    );
    let different: Vec<_> = body["different"].as_array().unwrap().iter().filter_map(|k| k.as_str()).collect();
    assert!(different.contains(&"capital_fen") && !different.contains(&"domicile"), "{different:?}");
    assert_eq!(body["unknown"][0], "NOBODY");
    assert_eq!(api.get(&format!("/organization-comparisons?code={A}")).await.0, 422);
    assert_eq!(api.get("/organization-comparisons?code=1,2,3,4,5").await.0, 422);
}

#[actix_web::test]
async fn the_map_counts_every_district_by_the_chosen_facets_and_leads_into_the_list() {
    let o = three().await;
    let visitor = o.app.visitor();
    let page = visitor.get("/orgs/map").await.expect(200);
    for words in ["船山区", "安居区", "蓬溪县", "大英县", "射洪市", "市本级", "共 3 家，船山区最多，2 家"]
    {
        assert!(page.has(words), "{words}");
    }
    assert!(page.has("division=510903") && page.has("<svg"), "each place is a link");
    let filed = visitor.get("/orgs/map?kind=filed").await.expect(200);
    assert!(filed.has("共 1 家，安居区最多"));
    assert!(visitor.get("/orgs/map?kind=foundation&kind=%00").await.expect(200).has("没有符合条件"));
    let csv = visitor.get("/orgs/map.csv?kind=service").await.expect(200);
    assert!(csv.has("510903,船山区,2,2,0,0,2,0,0"), "{}", csv.body);

    let (status, body) = Api::visitor(&o.app.url).get("/organization-counts?status=abnormal").await;
    assert_eq!((status, body["total"]["organizations"].as_i64()), (200, Some(1)));
    assert_eq!(body["items"].as_array().unwrap().len(), 6, "five counties and the city's own level");
}

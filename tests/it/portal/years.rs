//! The register through the years through HTTP.
use crate::{registry::office, support::Api};
use shanzhi::{
    kernel::actor::AuthorityId,
    registry::organization::{self, NewOrganization, OrganizationKind, sample},
};

#[actix_web::test]
async fn every_year_shows_what_stood_was_founded_and_ended_and_the_file_says_the_same() {
    let o = office().await;
    let authority = AuthorityId(o.authority);
    o.app
        .make(move |tx| {
            for (code, founded, kind) in [
                ("52510903XXXX00019L", "2020-03-01", OrganizationKind::Service),
                ("51510903XXXX00027F", "2022-12-31", OrganizationKind::Association),
                ("B510903202600001", "2024-01-01", OrganizationKind::Filed),
            ] {
                let new = sample::new_organization(code, code, authority, tx.now);
                let is_registered = kind != OrganizationKind::Filed;
                let founded_on = founded.parse().expect("a day");
                organization::register(tx, &NewOrganization { kind, is_registered, founded_on, ..new })?;
            }
            Ok(())
        })
        .await;
    let visitor = o.app.visitor();
    let csv = visitor.get("/statistics/registry.csv").await.expect(200);
    assert!(
        csv.has("year,association,service,filed,total") && csv.has("2022,1,1,0,2") && csv.has("2026,1,1,1,3"),
        "{}",
        csv.body
    );
    let page = visitor.get("/statistics/registry?measure=standing&by=division").await.expect(200);
    assert!(page.has("年末存续 · 按区县") && page.has("船山区") && page.has("<svg"), "{}", page.outline());
    let founded = visitor.get("/statistics/registry.csv?measure=founded&by=kind&scope=registered").await.expect(200);
    assert!(founded.has("2020,0,1,1") && founded.has("2021,0,0,0") && !founded.has("filed"), "{}", founded.body);
    assert!(visitor.get("/statistics/registry?measure=ended&by=%00").await.expect(200).has("还没有记录"));
    assert!(visitor.get("/statistics").await.expect(200).has("/statistics/registry"));

    let (status, body) = Api::visitor(&o.app.url).get("/registry-statistics?by=category").await;
    assert_eq!((status, body["items"].as_array().map(Vec::len)), (200, Some(7)), "{body}");
    assert_eq!(
        (body["items"][6]["total"].as_i64(), body["names"]["community"].as_str()),
        (Some(3), Some("城乡社区服务类"))
    );
}

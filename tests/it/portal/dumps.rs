//! The nightly dump of the public register through HTTP.
use crate::{registry::office, support::Api};
use sha2::{Digest, Sha256};
use shanzhi::{
    kernel::actor::AuthorityId,
    registry::organization::{self, sample},
};
use std::io::Read;

#[actix_web::test]
async fn each_night_leaves_the_whole_register_with_its_hash_and_old_nights_go() {
    let o = office().await;
    let authority = AuthorityId(o.authority);
    o.app
        .make(move |tx| {
            organization::register(
                tx,
                &sample::new_organization("52510903XXXX00019L", "船山区𠮷祥养老站", authority, tx.now),
            )
        })
        .await;
    o.app.settle().await;
    o.app.set_clock("2026-11-23T17:30:00Z");
    o.app.settle().await;
    assert!(
        o.app.visitor().get("/open-data").await.expect(200).has("organizations-2026-11-23.csv.gz"),
        "made at the first start"
    );
    o.app.visitor().get("/open-data/dumps/organizations-2026-11-24.csv.gz").await.expect(404);

    o.app.set_clock("2026-11-23T18:30:00Z");
    o.app.settle().await;
    o.app.settle().await;
    let (_, list) = Api::visitor(&o.app.url).get("/dumps").await;
    let night: Vec<_> = list["items"].as_array().unwrap().iter().filter(|d| d["day"] == "2026-11-24").collect();
    assert_eq!(night.len(), 2, "each form once: {list}");
    let page = o.app.visitor().get("/open-data").await.expect(200);
    for d in night {
        let name = d["name"].as_str().unwrap();
        let bytes = o.app.visitor().bytes(&format!("/open-data/dumps/{name}")).await;
        let hash = hex::encode(Sha256::digest(&bytes));
        assert_eq!((d["sha256"].as_str(), d["size"].as_u64()), (Some(hash.as_str()), Some(bytes.len() as u64)));
        assert!(page.has(&hash) && page.has(name));
        let mut text = String::new();
        flate2::read::GzDecoder::new(bytes.as_slice()).read_to_string(&mut text).expect("it unpacks");
        assert!(text.contains("𠮷祥") && !text.contains("0825-0000000"), "{text}");
    }
    let newest = o.app.visitor().get("/open-data/dumps/organizations-latest.csv.gz").await.expect(303);
    assert!(newest.location.ends_with("organizations-2026-11-24.csv.gz"));
    for name in ["organizations-2020-01-01.csv.gz", "x", "..%2Fsecret", "organizations-latest.exe.gz"] {
        o.app.visitor().get(&format!("/open-data/dumps/{name}")).await.expect(404);
    }

    o.app.set_clock("2026-12-24T18:30:00Z");
    o.app.settle().await;
    o.app.visitor().get("/open-data/dumps/organizations-2026-11-24.csv.gz").await.expect(404);
    assert!(o.app.visitor().get("/open-data").await.expect(200).has("organizations-2026-12-25.csv.gz"));
}

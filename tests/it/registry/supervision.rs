//! Deciding and supervising body apart (`SO-15`), and supervision delegated to the body of the place (`SO-14`).
use crate::support::{Browser, TestApp};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const REPORT: &str = "2026-52510903XXXX00019L";

struct Apart {
    app: TestApp,
    /// An approval bureau that decides.
    bureau: i64,
    /// Civil affairs, which supervises.
    civil: i64,
    admin: Browser,
}

async fn apart() -> Apart {
    let app = TestApp::at("2027-01-08T01:00:00Z").await;
    let bureau = app.authority("sp-510903", "registrar", "510903").await;
    let civil = app.authority("mz-510903", "supervision", "510903").await;
    let admin = app.with_role("admin@example.org", Role::Admin, (BodyKind::City, 0)).await;
    Apart { app, bureau, civil, admin }
}

impl Apart {
    async fn role(&self, who: &str, role: Role, at: i64) -> Browser {
        self.app.with_role(&format!("{who}@example.org"), role, (BodyKind::Authority, at)).await
    }

    async fn set(&self, supervisor: &str) {
        let form = [
            ("name", "船山区行政审批局"),
            ("name_en", "Chuanshan Approval Bureau"),
            ("phone", "0825-1"),
            ("address", "船山区"),
            ("supervisor", supervisor),
        ];
        self.admin.post(&format!("/admin/offices/{}", self.bureau), &form).await.expect(303);
    }

    async fn register(&self) {
        let bureau = self.bureau;
        self.app
            .make(move |tx| {
                let new = sample::new_organization(CODE, "遂宁市船山区听荷养老服务中心", AuthorityId(bureau), tx.now);
                organization::register(tx, &new)
            })
            .await;
        self.app.settle().await;
    }
}

#[actix_web::test]
async fn so_15_where_an_approval_bureau_decides_civil_affairs_supervises_from_the_first_day_on() {
    let city = apart().await;
    city.set("mz-510903").await;
    city.register().await;
    let (decides, supervises) =
        (city.role("a", Role::Clerk, city.bureau).await, city.role("b", Role::Clerk, city.civil).await);
    let page = supervises.get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(page.has("监督管理机关") && page.has("列入"), "{}", page.outline());
    assert!(supervises.get(&format!("/orgs/{CODE}/listings/new")).await.status == 200);
    assert_ne!(decides.get(&format!("/orgs/{CODE}/listings/new")).await.status, 200, "who decides does not supervise");
    let rows = city.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(rows.has("监督管理机关"), "everybody reads who supervises");
    assert!(supervises.get(&format!("/reports/{REPORT}")).await.status == 200);
    assert_eq!(decides.get(&format!("/reports/{REPORT}")).await.status, 404);
}

#[actix_web::test]
async fn so_15_what_is_open_goes_along_when_deciding_and_supervising_are_parted_and_joined_again() {
    let city = apart().await;
    city.register().await;
    let (decides, supervises) =
        (city.role("a", Role::Clerk, city.bureau).await, city.role("b", Role::Clerk, city.civil).await);
    let report = format!("/reports/{REPORT}");
    assert_eq!((decides.get(&report).await.status, supervises.get(&report).await.status), (200, 404));
    city.set("mz-510903").await;
    assert_eq!((decides.get(&report).await.status, supervises.get(&report).await.status), (404, 200));
    city.set("").await;
    assert_eq!((decides.get(&report).await.status, supervises.get(&report).await.status), (200, 404));
}

#[actix_web::test]
async fn so_14_a_decider_delegates_supervision_to_the_authority_of_the_place_in_public() {
    let app = TestApp::at("2027-01-08T01:00:00Z").await;
    let city = app.authority("mz-510900", "registrar", "510900").await;
    let county = app.authority("mz-510903", "registrar", "510903").await;
    app.authority("mz-510904", "registrar", "510904").await;
    app.make(move |tx| {
        let new = sample::new_organization(CODE, "遂宁市听荷养老服务中心", AuthorityId(city), tx.now);
        organization::register(tx, &new)
    })
    .await;
    app.settle().await;
    let decider = app.with_role("decider@example.org", Role::Decider, (BodyKind::Authority, city)).await;
    let clerk = app.with_role("clerk@example.org", Role::Clerk, (BodyKind::Authority, county)).await;
    let path = format!("/orgs/{CODE}/supervision");
    clerk.get(&path).await.expect(404);
    app.visitor().get(&path).await.expect(303);
    let page = decider.get(&path).await.expect(200);
    assert!(page.body.contains("mz-510903") && !page.body.contains("mz-510904"), "only the body of its place");
    decider.post(&path, &[("supervisor", "mz-510904"), ("reason", "就近监督")]).await.expect(422);
    decider.post(&path, &[("supervisor", "mz-510903"), ("reason", "")]).await.expect(422);
    decider.post(&path, &[("supervisor", "mz-510903"), ("reason", "就近监督")]).await.expect(303);
    decider.post(&path, &[("supervisor", "mz-510903"), ("reason", "再来一次")]).await.expect(409);
    clerk.get(&path).await.expect(200);
    clerk.post(&path, &[("supervisor", "mz-510900"), ("reason", "收回")]).await.expect(403);
    clerk.get(&format!("/reports/{REPORT}")).await.expect(200);
    let shown = app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(shown.has("监督管理机关变更"), "{}", shown.outline());

    let api = app.api("decider@example.org").await;
    let address = format!("/organizations/{CODE}/supervision");
    let (status, body) = api.get(&address).await;
    assert_eq!((status, body["supervisor"].as_str()), (200, Some("mz-510903")));
    let (status, body) = api.post(&address, json!({ "supervisor": "mz-510900", "reason": "收回监督" })).await;
    assert_eq!((status, body["supervisor"].as_str()), (201, Some("mz-510900")), "taken back: {body}");
    clerk.get(&path).await.expect(404);
}

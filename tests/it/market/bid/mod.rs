//! A purchase with its box, openers, experts and bidders, ready for bids.
mod journey;
mod secrecy;

use crate::support::{Api, TestApp};
use age::secrecy::SecretString;
use diesel::prelude::*;
use serde_json::{Value, json};
use shanzhi::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        money::Money,
        time::Ts,
    },
    market::tender::{EnvelopeKind, Lock, Terms},
    platform::{
        db::Json,
        sealed::{LockA, committee},
    },
    registry::organization::{self, NewOrganization, sample},
    schema::{tender_criteria as items, tender_locks as locks, tender_openers as openers, tenders as t},
};

pub const NO: &str = "510903202600017";
pub const CLOSES: &str = "2026-11-23T06:30:00Z";
pub const AFTER: &str = "2026-11-23T06:31:00Z";

/// A tender in the open with three openers, five experts and `bidders` organizations.
pub struct Fair {
    pub app: TestApp,
}

const CODES: [&str; 6] = [
    "52510903XXXX00019L",
    "52510903XXXX00027F",
    "52510981XXXX00019K",
    "52510981XXXX00027E",
    "51510900XXXX00019C",
    "51510900XXXX000277",
];

impl Fair {
    pub async fn new(bidders: usize) -> Self {
        let app = TestApp::new().await;
        let department = app.authority("minzheng", "department", "510903").await;
        for (email, role) in [
            ("buyer@x.cn", Role::Buyer),
            ("approver@x.cn", Role::Approver),
            ("auditor@x.cn", Role::Auditor),
            ("admin@x.cn", Role::Admin),
        ] {
            let _ = app.with_role(email, role, (BodyKind::Authority, department)).await;
        }
        let mut seats = Vec::new();
        for n in 1..=3 {
            let email = format!("opener{n}@x.cn");
            let _ = app.with_role(&email, Role::Opener, (BodyKind::Authority, department)).await;
            seats.push(app.account(&email, "x").await);
        }
        for n in 1..=5 {
            let _ = app.with_role(&format!("expert{n}@x.cn"), Role::Expert, (BodyKind::City, 1)).await;
        }
        let (buyer, approver) = (app.account("buyer@x.cn", "x").await, app.account("approver@x.cn", "x").await);
        for (n, code) in CODES.iter().enumerate().take(bidders) {
            let new = organization_of(code, n, department);
            let id = app.make(move |tx| organization::register(tx, &new)).await;
            let _ = app.with_role(&format!("org{n}@x.cn"), Role::Officer, (BodyKind::Organization, id.0)).await;
        }
        app.make(move |tx| {
            let procedure = tx.env.rulebook.procedure("practice", tx.now.day()).expect("the practice procedure");
            let closes: Ts = CLOSES.parse().expect("an instant");
            let row = (
                t::no.eq(NO),
                t::authority_id.eq(department),
                t::title.eq("居家养老"),
                t::summary.eq("s"),
                t::need.eq("n"),
                t::division.eq("510903"),
                t::procedure_key.eq("practice"),
                t::profile.eq(Json((*procedure).clone())),
                t::terms.eq(Json(Terms::default())),
                t::budget.eq(Money::from_yuan(600_000)),
                t::price_weight_bp.eq(3000i64),
                t::is_simulated.eq(true),
                t::state.eq("open"),
                t::created_by.eq(buyer),
                t::approved_by.eq(Some(approver)),
                t::created_at.eq(tx.now),
                t::published_at.eq(Some(tx.now)),
                t::closes_at.eq(closes),
            );
            let tender: i64 = diesel::insert_into(t::table).values(row).returning(t::id).get_result(tx.conn)?;
            for (position, key, points, price, objective) in
                [(1i64, "c1", 5000i64, false, false), (2, "c2", 2000, false, true), (3, "price", 3000, true, false)]
            {
                let row = (
                    items::tender_id.eq(tender),
                    items::position.eq(position),
                    items::key.eq(key),
                    items::title.eq(key),
                    items::description.eq(key),
                    items::max_points.eq(points),
                    items::is_price.eq(price),
                    items::is_objective.eq(objective),
                );
                diesel::insert_into(items::table).values(row).execute(tx.conn)?;
            }
            let secrets: Vec<(u8, SecretString)> =
                (1u8..=3).map(|n| (n, SecretString::from(format!("passphrase-{n}")))).collect();
            let mut shares = Vec::new();
            for kind in [EnvelopeKind::Technical, EnvelopeKind::Price] {
                let formed = committee::form(&secrets, 2).expect("a committee");
                let a = LockA::make(&tx.env.keyring, &Lock::subject(NO, kind));
                let row = (
                    locks::tender_id.eq(tender),
                    locks::envelope.eq(kind),
                    locks::public_a.eq(a.lock.to_string()),
                    locks::sealed_secret_a.eq(a.sealed),
                    locks::public_b.eq(formed.lock.to_string()),
                    locks::made_at.eq(tx.now),
                );
                diesel::insert_into(locks::table).values(row).execute(tx.conn)?;
                shares.push(formed.shares);
            }
            for (n, account) in seats.iter().enumerate() {
                let row = (
                    openers::tender_id.eq(tender),
                    openers::account_id.eq(account),
                    openers::position.eq(n as i64 + 1),
                    openers::technical_share.eq(Some(shares[0][n].text.clone())),
                    openers::price_share.eq(Some(shares[1][n].text.clone())),
                );
                diesel::insert_into(openers::table).values(row).execute(tx.conn)?;
            }
            Ok(())
        })
        .await;
        Self { app }
    }

    pub async fn bidder(&self, n: usize) -> Api {
        self.app.api(&format!("org{n}@x.cn")).await
    }

    pub async fn bid(&self, n: usize, price: &str) -> Value {
        let (status, body) = self.bidder(n).await.post(&format!("/tenders/{NO}/bid"), bid_body(n, price)).await;
        assert_eq!(status, 201, "{body}");
        body
    }
}

/// A bid of bidder `n`, with words to look for.
pub fn bid_body(n: usize, price: &str) -> Value {
    json!({
        "plan": format!("PLAN-CANARY-{n}"), "answers": {"c1": format!("ANSWER-CANARY-{n}"), "c2": "20"},
        "contact_name": format!("NAME-CANARY-{n}"), "contact_phone": format!("0825-000000{n}"),
        "price": price, "states_no_breach": true
    })
}

fn organization_of(code: &str, n: usize, authority: i64) -> NewOrganization {
    NewOrganization {
        legal_representative: format!("负责人{n}"),
        certificate_no: format!("C-{n}"),
        contact_phone: String::new(),
        contact_email: format!("o{n}@example.org"),
        ..sample::new_organization(
            code,
            &format!("听荷养老服务中心{n}"),
            AuthorityId(authority),
            AFTER.parse().expect("an instant"),
        )
    }
}

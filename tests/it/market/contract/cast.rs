//! A department, a supplier with an award, and one person for every part.
use crate::support::{Api, TestApp};
use diesel::prelude::*;
use serde_json::{Value, json};
use shanzhi::{
    kernel::{
        actor::{AccountId, AuthorityId, BodyKind, OrganizationId, Role},
        money::Money,
        time::Ts,
    },
    platform::db::Tx,
    registry::organization::{self, sample},
    schema::{awards, bids, files, organizations, tenders},
};

pub const TENDER: &str = "510903202600017";
pub const CONTRACT: &str = "510903202600017-C1";

/// The city with an award of 100 yuan published at an instant.
pub struct Cast {
    pub app: TestApp,
    pub authority: i64,
    pub buyer: Api,
    pub approver: Api,
    pub acceptor: Api,
    pub finance: Api,
    pub payer: Api,
    pub supplier: Api,
}

impl Cast {
    pub async fn new() -> Self {
        let app = TestApp::new().await;
        let authority = app.authority("civil", "department", "510903").await;
        let supplier = organization(&app, authority).await;
        let body = (BodyKind::Authority, authority);
        let buyer = member(&app, "buyer@example.org", Role::Buyer, body).await;
        let approver = member(&app, "approver@example.org", Role::Approver, body).await;
        tender(&app, authority, supplier, buyer, approver).await;
        for (email, role) in [
            ("acceptor@example.org", Role::Acceptor),
            ("finance@example.org", Role::Finance),
            ("payer@example.org", Role::Payer),
        ] {
            member(&app, email, role, body).await;
        }
        member(&app, "supplier@example.org", Role::Officer, (BodyKind::Organization, supplier.0)).await;
        Self {
            buyer: app.api("buyer@example.org").await,
            approver: app.api("approver@example.org").await,
            acceptor: app.api("acceptor@example.org").await,
            finance: app.api("finance@example.org").await,
            payer: app.api("payer@example.org").await,
            supplier: app.api("supplier@example.org").await,
            authority,
            app,
        }
    }

    /// Signed and published, two stages of 60 and 40 yuan.
    pub async fn performing() -> Self {
        let cast = Self::new().await;
        ok(cast.buyer.post(&format!("/tenders/{TENDER}/contract"), draft()).await);
        ok(cast.buyer.post(&path("submission"), json!({})).await);
        ok(cast.approver.post(&path("approval"), json!({})).await);
        ok(cast.supplier.post(&path("signatures"), json!({})).await);
        ok(cast.buyer.post(&path("signatures"), json!({})).await);
        ok(cast.buyer.post(&path("publication"), json!({})).await);
        cast
    }

    /// The stage is reported and accepted with this value; answers the acceptance's number.
    pub async fn accept(&self, stage: i64, value: &str) -> String {
        ok(self.supplier.post(&path(&format!("milestones/{stage}/reports")), json!({"summary": "已服务四十户"})).await);
        let accepted = self.acceptor.post(&path(&format!("milestones/{stage}/acceptances")), verdict(value)).await;
        ok(accepted)["no"].as_str().expect("a number").to_owned()
    }
}

pub fn path(what: &str) -> String {
    format!("/contracts/{CONTRACT}/{what}")
}

pub fn ok((status, body): (u16, Value)) -> Value {
    assert!((200..300).contains(&status), "{status}: {body}");
    body
}

pub fn draft() -> Value {
    json!({"starts_on": "2026-12-01", "ends_on": "2027-11-30", "content": "入户照料", "payment": "按阶段支付",
        "duties": "各尽其责", "breach": "依法承担", "milestones": [
            {"title": "上半年", "due_on": "2027-05-31", "amount": "60.00"},
            {"title": "下半年", "due_on": "2027-11-30", "amount": "40.00"}]})
}

pub fn verdict(value: &str) -> Value {
    json!({"value": value, "findings": "逐项符合", "users_asked": 40, "users_satisfied": 38, "users_summary": "按时、耐心"})
}

async fn member(app: &TestApp, email: &str, role: Role, body: (BodyKind, i64)) -> AccountId {
    app.with_role(email, role, body).await;
    app.account(email, email).await
}

async fn organization(app: &TestApp, authority: i64) -> OrganizationId {
    app.make(move |tx| {
        let o = sample::organization();
        let new = organization::NewOrganization {
            name_en: o.name_en,
            former_names: o.former_names,
            ..sample::new_organization(&o.credit_code, &o.name, AuthorityId(authority), tx.now)
        };
        organization::insert_many(tx.conn, &[new])?;
        Ok(OrganizationId(organizations::table.select(organizations::id).first(tx.conn)?))
    })
    .await
}

async fn tender(app: &TestApp, authority: i64, supplier: OrganizationId, buyer: AccountId, approver: AccountId) {
    app.make(move |tx| {
        let day = tx.now.day();
        let profile = tx.env.rulebook.procedures(day).into_iter().find(|p| !p.simulated).expect("a procedure");
        let row = (
            (
                tenders::no.eq(TENDER),
                tenders::authority_id.eq(authority),
                tenders::title.eq("居家养老服务"),
                tenders::summary.eq("照料"),
                tenders::need.eq("照料四十户"),
                tenders::division.eq("510903"),
                tenders::procedure_key.eq(&profile.key),
                tenders::profile.eq(serde_json::to_string(&*profile).expect("json")),
                tenders::terms.eq("{}"),
                tenders::budget.eq(Money::from_yuan(120)),
            ),
            (
                tenders::price_weight_bp.eq(1000i64),
                tenders::is_simulated.eq(false),
                tenders::state.eq("result"),
                tenders::created_by.eq(buyer),
                tenders::approved_by.eq(Some(approver)),
                tenders::created_at.eq(tx.now),
                tenders::closes_at.eq(tx.now),
                tenders::result_at.eq(Some(tx.now)),
            ),
        );
        let tender: i64 = diesel::insert_into(tenders::table).values(row).returning(tenders::id).get_result(tx.conn)?;
        award(tx, tender, supplier, buyer)
    })
    .await;
}

fn award(tx: &mut Tx, tender: i64, supplier: OrganizationId, buyer: AccountId) -> shanzhi::kernel::refusal::Result<()> {
    let (now, day): (Ts, _) = (tx.now, tx.now.day());
    let file = (
        files::sha256.eq("00"),
        files::size.eq(1i64),
        files::name.eq("bid"),
        files::media_type.eq("application/octet-stream"),
        files::created_at.eq(now),
    );
    let file: i64 = diesel::insert_into(files::table).values(file).returning(files::id).get_result(tx.conn)?;
    let bid = (
        bids::owner.eq("o"),
        bids::content.eq("c"),
        bids::receipt_no.eq("R1"),
        bids::received_at.eq(now),
        bids::identity.eq(Vec::<u8>::new()),
        bids::technical_file_id.eq(file),
        bids::technical_sha256.eq("00"),
        bids::technical_size.eq(1i64),
        bids::state.eq("won"),
        bids::entry_id.eq(1i64),
        bids::tender_id.eq(Some(tender)),
        bids::organization_id.eq(Some(supplier.0)),
    );
    let bid: i64 = diesel::insert_into(bids::table).values(bid).returning(bids::id).get_result(tx.conn)?;
    let row = (
        awards::tender_id.eq(tender),
        awards::bid_id.eq(bid),
        awards::organization_id.eq(supplier),
        awards::amount.eq(Money::from_yuan(100)),
        awards::position.eq(1i64),
        awards::deviation_text.eq(""),
        awards::fixed_by.eq(buyer),
        awards::fixed_at.eq(now),
        awards::fix_by.eq(day),
        awards::publish_by.eq(day),
        awards::published_at.eq(Some(now)),
        awards::entry_id.eq(1i64),
    );
    diesel::insert_into(awards::table).values(row).execute(tx.conn)?;
    Ok(())
}

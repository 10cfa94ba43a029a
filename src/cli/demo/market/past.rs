//! Purchases of the past: plan line, tender, three opened bids, ranking, award.
use super::{CRITERIA, Past, Plan, past, profile, settle, texts};
use crate::{
    both,
    kernel::{actor::OrganizationId, money::Money, refusal::Result},
    market::{
        bid::{BidState, Signal},
        duties::{self, Duty},
        tender::{TenderId, TenderState, Terms},
    },
    platform::db::{Json, Tx},
    schema::{awards, bids, organizations, plan_lines, rankings, tender_criteria, tenders},
};
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// Writes purchases `from..to` with everything that came of them.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, plan: &Plan, from: usize, to: usize) -> Result<()> {
    let now = tx.now;
    let all: Vec<Past> = (from..to.min(plan.len())).filter_map(|n| past(plan, n, now)).collect();
    let ids = insert_tenders(tx, plan, &all)?;
    let awarded = insert_bids(tx, plan, &all, &ids)?;
    settle::insert_contracts(tx, plan, &all, &ids, &awarded)?;
    let shared = [
        (Duty::Buy, "buyer"),
        (Duty::Approve, "approver"),
        (Duty::Accept, "acceptor"),
        (Duty::Prepare, "finance"),
        (Duty::Pay, "payer"),
    ];
    let held: Vec<_> =
        ids.iter().flat_map(|id| shared.map(|(duty, who)| (id.0, duty, plan.cast.account(who)))).collect();
    duties::insert_many(tx, &held)
}

fn insert_tenders(tx: &mut Tx, plan: &Plan, all: &[Past]) -> Result<Vec<TenderId>> {
    let profile = Json(profile(tx, "competitive_consultation")?);
    let terms = Json(Terms { contract_months: 12, contact: "0825-0000000".into(), ..Terms::default() });
    let (buyer, approver) = (plan.cast.account("buyer"), plan.cast.account("approver"));
    let lines: Vec<_> = all
        .iter()
        .map(|p| {
            (
                plan_lines::no.eq(format!("{}-{}-{:05}", p.buyer.1, p.published.day().year(), p.n)),
                plan_lines::authority_id.eq(plan.cast.authority(p.buyer.0)),
                plan_lines::year.eq(i64::from(p.published.day().year())),
                plan_lines::catalogue_code.eq(p.service.0),
                plan_lines::title.eq(p.title()),
                plan_lines::budget.eq(p.amount.fen() / 100 * 112),
                plan_lines::need_asked.eq("在社区公告栏和平台公开征求意见"),
                plan_lines::status.eq("active"),
                plan_lines::created_by.eq(buyer.0),
                plan_lines::created_at.eq(p.day(-40)),
            )
        })
        .collect();
    let line_ids: Vec<i64> = both!(&mut *tx.conn, c => diesel::insert_into(plan_lines::table).values(&lines).returning(plan_lines::id).get_results(c))?;
    let rows: Vec<_> = all
        .iter()
        .zip(&line_ids)
        .map(|(p, line)| {
            let state = if p.is_over { TenderState::Archived } else { TenderState::Performing };
            (
                (
                    tenders::no.eq(p.no()),
                    tenders::plan_line_id.eq(Some(*line)),
                    tenders::authority_id.eq(plan.cast.authority(p.buyer.0)),
                    tenders::title.eq(p.title()),
                    tenders::summary.eq(p.service.2),
                    tenders::need.eq(format!("{}\n服务期一年，按季度验收，服务对象满意度不低于 90%。", p.service.2)),
                    tenders::division.eq(p.buyer.1),
                    tenders::procedure_key.eq("competitive_consultation"),
                    tenders::profile.eq(profile.clone()),
                    tenders::terms.eq(terms.clone()),
                    tenders::budget.eq(p.amount.fen() / 100 * 112),
                    tenders::price_weight_bp.eq(2000i64),
                ),
                (
                    tenders::is_simulated.eq(false),
                    tenders::state.eq(state),
                    tenders::created_by.eq(buyer.0),
                    tenders::approved_by.eq(Some(approver.0)),
                    tenders::created_at.eq(p.day(-5)),
                    tenders::published_at.eq(Some(p.published)),
                    tenders::closes_at.eq(p.day(14)),
                    tenders::opened_at.eq(Some(p.day(14) + TimeDelta::hours(1))),
                    tenders::scored_at.eq(Some(p.day(15))),
                    tenders::priced_at.eq(Some(p.day(15) + TimeDelta::hours(1))),
                    tenders::result_at.eq(Some(p.day(18))),
                ),
            )
        })
        .collect();
    let ids: Vec<TenderId> = both!(&mut *tx.conn, c => diesel::insert_into(tenders::table).values(&rows).returning(tenders::id).get_results(c))?;
    for id in &ids {
        insert_criteria(tx, *id)?;
    }
    Ok(ids)
}

/// The scoring items of a tender; the price counts 20 of 100.
pub fn insert_criteria(tx: &mut Tx, id: TenderId) -> Result<()> {
    let price = [("price", "价格", "（评标基准价 ÷ 报价）× 20", 2000)];
    let rows: Vec<_> = (1i64..)
        .zip(CRITERIA.iter().chain(&price))
        .map(|(position, (key, title, description, points))| {
            (
                tender_criteria::tender_id.eq(id),
                tender_criteria::position.eq(position),
                tender_criteria::key.eq(*key),
                tender_criteria::title.eq(*title),
                tender_criteria::description.eq(*description),
                tender_criteria::max_points.eq(*points),
                tender_criteria::is_price.eq(*key == "price"),
                tender_criteria::is_objective.eq(matches!(*key, "experience" | "price")),
            )
        })
        .collect();
    both!(&mut *tx.conn, c => diesel::insert_into(tender_criteria::table).values(&rows).execute(c))?;
    Ok(())
}

/// A receipt's number, the same on every machine.
fn receipt(mark: &str) -> String {
    let text = hex::encode_upper(Sha256::digest(mark));
    let part = |n: usize| text.get(n * 4..n * 4 + 4).unwrap_or_default();
    format!("TB-{}-{}-{}-{}", part(0), part(1), part(2), part(3))
}

/// Three opened bids each, their ranking, and the award to the first. Answers the awards' ids.
fn insert_bids(tx: &mut Tx, plan: &Plan, all: &[Past], ids: &[TenderId]) -> Result<Vec<i64>> {
    let entry = 0i64;
    let signals = Json(Vec::<Signal>::new());
    let facts: BTreeMap<i64, (String, String)> = organizations::table
        .filter(organizations::id.eq_any(all.iter().flat_map(|p| [p.winner.0, p.losers[0].0, p.losers[1].0])))
        .select((organizations::id, organizations::credit_code, organizations::name))
        .load::<(i64, String, String)>(tx.conn)?
        .into_iter()
        .map(|(id, code, name)| (id, (code, name)))
        .collect();
    let offers: Vec<(usize, OrganizationId, i64, Money)> = all
        .iter()
        .enumerate()
        .flat_map(|(n, p)| {
            let dearer = |percent: i64| Money::from_fen(p.amount.fen() / 100 * percent);
            [(n, p.winner, 1, p.amount), (n, p.losers[0], 2, dearer(104)), (n, p.losers[1], 3, dearer(109))]
        })
        .collect();
    let rows: Vec<_> = offers
        .iter()
        .filter_map(|(n, organization, position, price)| {
            let (p, id) = (all.get(*n)?, ids.get(*n)?);
            let mark = format!("demo-{}-{position}", p.no());
            let state = if *position == 1 { BidState::Won } else { BidState::Lost };
            let receipt = receipt(&mark);
            let (code, name) = facts.get(&organization.0)?;
            let content = texts::technical(&p.no(), p.service.1, (code, name), (&receipt, p.day(13)), *position);
            Some((
                (
                    bids::owner.eq(mark.clone()),
                    bids::content.eq(mark.clone()),
                    bids::receipt_no.eq(receipt),
                    bids::received_at.eq(p.day(13)),
                    bids::identity.eq(Vec::<u8>::new()),
                    bids::technical_file_id.eq(plan.file),
                    bids::technical_sha256.eq(hex::encode(Sha256::digest(&mark))),
                    bids::technical_size.eq(65_536i64),
                    bids::state.eq(state),
                    bids::entry_id.eq(entry),
                ),
                (
                    bids::tender_id.eq(Some(id.0)),
                    bids::organization_id.eq(Some(organization.0)),
                    bids::position.eq(Some(*position)),
                    bids::opened_at.eq(Some(p.day(14) + TimeDelta::hours(1))),
                    bids::technical.eq(Some(Json(content))),
                    bids::signals.eq(Some(signals.clone())),
                    bids::price.eq(Some(price.fen())),
                    bids::price_opened_at.eq(Some(p.day(15) + TimeDelta::hours(1))),
                ),
            ))
        })
        .collect();
    let bid_ids: Vec<i64> =
        both!(&mut *tx.conn, c => diesel::insert_into(bids::table).values(&rows).returning(bids::id).get_results(c))?;
    let ranked: Vec<_> = offers
        .iter()
        .zip(&bid_ids)
        .filter_map(|((n, organization, position, price), bid)| {
            let (p, id) = (all.get(*n)?, ids.get(*n)?);
            #[expect(clippy::cast_precision_loss, reason = "shown with two decimals")]
            let points = 20.0 * p.amount.fen() as f64 / price.fen() as f64;
            let quality = 74.0 - 3.0 * f64::from(i32::try_from(*position).ok()?);
            Some((
                rankings::tender_id.eq(id.0),
                rankings::bid_id.eq(*bid),
                rankings::organization_id.eq(organization.0),
                rankings::quality.eq(format!("{quality:.2}")),
                rankings::price_points.eq(format!("{points:.2}")),
                rankings::total.eq(format!("{:.2}", quality + points)),
                rankings::offered.eq(price.fen()),
                rankings::rank.eq(*position),
                rankings::position.eq(*position),
                rankings::is_low.eq(false),
            ))
        })
        .collect();
    both!(&mut *tx.conn, c => diesel::insert_into(rankings::table).values(&ranked).execute(c))?;
    let buyer = plan.cast.account("buyer");
    let won: Vec<_> = all
        .iter()
        .zip(ids)
        .zip(bid_ids.chunks(3))
        .map(|((p, id), bid)| {
            (
                awards::tender_id.eq(id.0),
                awards::bid_id.eq(bid.first().copied().unwrap_or_default()),
                awards::organization_id.eq(p.winner.0),
                awards::amount.eq(p.amount.fen()),
                awards::position.eq(1i64),
                awards::deviation_text.eq(""),
                awards::fixed_by.eq(buyer.0),
                awards::fixed_at.eq(p.day(17)),
                awards::fix_by.eq(p.day(20).day()),
                awards::publish_by.eq(p.day(19).day()),
                awards::published_by.eq(Some(buyer.0)),
                awards::published_at.eq(Some(p.day(18))),
                awards::entry_id.eq(entry),
            )
        })
        .collect();
    Ok(both!(&mut *tx.conn, c => diesel::insert_into(awards::table).values(&won).returning(awards::id).get_results(c))?)
}

//! From signed sheets and opened prices to the ranking; whoever has both computes the same.
use super::{
    draw,
    model::{CheckKind, Sheet},
    score::{Evaluated, Points, Standing, clearly_low, price_scores, ranks},
    store::{self, Ranked},
};
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, Result},
    },
    market::{
        bid::{self, Bid, BidId, BidState},
        tender::{self, Criterion, Tender},
    },
    platform::{
        db::{Conn, Tx},
        rulebook::AwardRule,
    },
};

/// The opened bids that passed both checks.
///
/// # Errors
/// A fault of the database.
pub fn eligible(c: &mut Conn, tender: &Tender) -> Result<Vec<Bid>> {
    let bids = bid::opened_of(c, tender.id)?;
    let ids: Vec<BidId> = bids.iter().map(|b| b.id).collect();
    let checks = store::checks_of(c, &ids)?;
    let passed = |bid: BidId, kind| checks.iter().any(|k| k.bid_id == bid && k.kind == kind && k.passed);
    let both = |b: &Bid| passed(b.id, CheckKind::Qualification) && passed(b.id, CheckKind::Compliance);
    Ok(bids.into_iter().filter(|b| b.state == BidState::Opened && both(b)).collect())
}

/// Ranks the eligible bids and writes the ranking. Answers how many there are.
///
/// # Errors
/// A fault, also when a bid has no price.
pub fn rank(tx: &mut Tx, tender: &Tender) -> Result<usize> {
    let bids = eligible(tx.conn, tender)?;
    let criteria = tender::criteria(tx.conn, tender.id)?;
    let sheets: Vec<Sheet> = store::sheets(tx.conn, tender.id)?.into_values().collect();
    let seed = store::committee(tx.conn, tender.id)?.map(|c| c.seed).unwrap_or_default();
    let offered: Vec<Money> = bids.iter().filter_map(|b| b.price).collect();
    if offered.len() != bids.len() {
        return Err(Error::Fault(anyhow::anyhow!("an eligible bid of {} has no price", tender.no)));
    }
    let standings = standings(&bids, &offered, &sheets, &criteria)?;
    let ranks = ranked(tender.profile().award, &standings);
    let low = clearly_low(&offered);
    let mut lines: Vec<Ranked> = Vec::with_capacity(bids.len());
    for (((bid, standing), rank), is_low) in bids.iter().zip(standings).zip(ranks).zip(low) {
        let organization = bid.organization_id.ok_or(Error::Missing)?;
        lines.push(Ranked { bid: bid.id, organization, standing, rank, position: 0, is_low });
    }
    // Equal ranks are put in order by lot, from the seed of the draw (PR-80).
    lines.sort_by_key(|l| (l.rank, draw::ticket(seed.as_bytes(), l.bid.0)));
    for (n, line) in lines.iter_mut().enumerate() {
        line.position = n + 1;
        store::insert_ranking(tx, tender.id, line)?;
    }
    Ok(lines.len())
}

fn standings(bids: &[Bid], offered: &[Money], sheets: &[Sheet], criteria: &[Criterion]) -> Result<Vec<Standing>> {
    let weight = criteria.iter().find(|c| c.is_price).map_or(0, |c| c.max_points);
    let prices: Vec<Evaluated> = offered.iter().copied().map(Evaluated::plain).collect();
    let price = if weight > 0 { price_scores(&prices, weight)? } else { vec![Points::ZERO; bids.len()] };
    let of = |((bid, price), offered): ((&Bid, Points), &Money)| {
        Ok(Standing::new(&sums(sheets, bid.id, criteria), price, *offered)?)
    };
    bids.iter().zip(price).zip(offered).map(of).collect()
}

/// Each member's sum over everything but the price.
fn sums(sheets: &[Sheet], bid: BidId, criteria: &[Criterion]) -> Vec<i64> {
    let scored = criteria.iter().filter(|c| !c.is_price);
    let sum = |s: &Sheet| scored.clone().filter_map(|c| s.scores.get(&(bid, c.id))).map(|p| p.points).sum();
    // A member who found the bid not to comply gave it no points and does not count in its mean.
    sheets.iter().filter(|s| s.verdicts.get(&bid).is_some_and(|v| v.passed)).map(sum).collect()
}

/// By the award rule: highest total, or lowest price among those that comply.
fn ranked(rule: AwardRule, standings: &[Standing]) -> Vec<usize> {
    match rule {
        AwardRule::HighestScore => ranks(standings),
        AwardRule::LowestEvaluatedPrice | AwardRule::LowestFinalOffer | AwardRule::AgreedPrice => {
            let below = |s: &Standing| standings.iter().filter(|other| other.offered < s.offered).count();
            standings.iter().map(|s| 1 + below(s)).collect()
        }
    }
}

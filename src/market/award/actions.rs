//! Verbs of the award.
use super::{
    jobs::TellResult,
    model::Award,
    rules::{self, Choice},
    store,
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    market::{
        bid::{self, BidEvent, BidState},
        duties::{self, Duty},
        review,
        tender::{self, Tender, TenderId},
    },
    platform::db::{Event, Tx},
    registry::organization,
};
use serde_json::Value;

/// Fixing the winner.
#[derive(Debug, Clone)]
pub struct Fix {
    /// The tender.
    pub tender: TenderId,
    /// Who, and why not the first.
    pub choice: Choice,
}

/// Fixes the winner in order of candidates (`PR-42`).
///
/// # Errors
/// Every reason of [`rules::may_fix`]; [`Code::SamePerson`].
pub fn fix(tx: &mut Tx, command: &Fix) -> Result<Award> {
    let tender = tender::find(tx.conn, command.tender)?;
    tx.official(Role::Buyer, (BodyKind::Authority, tender.authority_id.0))?;
    duties::check(tx, tender.id.0, Duty::Buy)?;
    let ranking = review::ranking(tx.conn, tender.id)?;
    let spent: Vec<i64> = store::all_for_tender(tx.conn, tender.id)?.into_iter().map(|a| a.position).collect();
    let wanted = ranking.iter().find(|r| r.position == command.choice.position);
    let reasons = match wanted {
        Some(r) => organization::standing(tx.conn, r.organization_id, tx.now)?.reasons,
        None => Vec::new(),
    };
    let winner = rules::may_fix(&tender, &ranking, &spent, &command.choice, &reasons)?.clone();
    let calendar = tx.env.rulebook.calendar();
    let fix_by = rules::fix_by(&tender, calendar).unwrap_or_else(|| tx.now.day());
    let publish_by = rules::publish_by(&tender, calendar, tx.now);
    let code = organization::find(tx.conn, winner.organization_id)?.credit_code;
    let event = Event::private("market.award.fixed")
        .with("organization", code)
        .with("amount", winner.offered.fen())
        .with("position", winner.position)
        .with("late", i64::from(tx.now.day() > fix_by));
    let entry = tx.record(("tender", &tender.no), event)?;
    store::insert(tx, tender.id, &winner, &command.choice, (fix_by, publish_by, entry))?;
    tender::mark_fixed(tx, &tender)?;
    store::find_for_tender(tx.conn, tender.id)?.ok_or(Error::Missing)
}

/// Sends the award notice and publishes the result, with the reviewers' names (`PR-43`, `PR-72`); every loser is told its
/// own score and rank or the reason (`PR-87`). Another person than the buyer does it.
///
/// # Errors
/// [`Code::SamePerson`], [`Code::WrongState`].
pub fn publish(tx: &mut Tx, tender: TenderId) -> Result<Award> {
    let tender = tender::find(tx.conn, tender)?;
    tx.official(Role::Approver, (BodyKind::Authority, tender.authority_id.0))?;
    duties::check(tx, tender.id.0, Duty::Approve)?;
    let award = store::find_for_tender(tx.conn, tender.id)?.ok_or(Code::NoAward)?;
    finish_bids(tx, &tender, &award)?;
    let winner = organization::find(tx.conn, award.organization_id)?;
    let event = Event::public("market.award.published")
        .with("organization", winner.credit_code)
        .with("amount", award.amount.fen())
        .with("bids", i64::try_from(bid::opened_of(tx.conn, tender.id)?.len()).unwrap_or(i64::MAX))
        .with("late", i64::from(tx.now.day() > award.publish_by));
    let entry = tx.record(("tender", &tender.no), event)?;
    store::published(tx, &award, entry)?;
    tender::mark_result(tx, &tender)?;
    tx.enqueue(&TellResult::new(tender.id))?;
    store::find_for_tender(tx.conn, tender.id)?.ok_or(Error::Missing)
}

fn finish_bids(tx: &mut Tx, tender: &Tender, award: &Award) -> Result<()> {
    for bid in bid::opened_of(tx.conn, tender.id)? {
        match bid.state {
            BidState::Opened | BidState::Lost if bid.id == award.bid_id => bid::finish(tx, &bid, BidEvent::Win, None)?,
            BidState::Opened => bid::finish(tx, &bid, BidEvent::Lose, None)?,
            _ => {}
        }
    }
    Ok(())
}

/// The winner does not sign or loses the award after the result (`PR-100`): the tender goes back to its ranking, and the
/// next candidate may be fixed. The contract feature calls this.
///
/// # Errors
/// [`Code::WrongState`] before the result and after the contract.
pub fn forfeit(tx: &mut Tx, tender: TenderId, reason: &str) -> Result<()> {
    let tender = tender::find(tx.conn, tender)?;
    let award = store::find_for_tender(tx.conn, tender.id)?.ok_or(Code::NoAward)?;
    let bids = bid::opened_of(tx.conn, tender.id)?;
    let bid = bids.iter().find(|b| b.id == award.bid_id).ok_or(Error::Missing)?;
    bid::finish(tx, bid, BidEvent::Forfeit, Some(reason))?;
    store::end(tx, &award, reason)?;
    let event = Event::public("market.award.ended").with("position", Value::from(award.position));
    tx.record(("tender", &tender.no), event)?;
    tender::mark_refixing(tx, &tender)?;
    Ok(())
}

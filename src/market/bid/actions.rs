//! Verbs of bidders. None of them leaves a trace that tells who bid before the opening.
use super::{
    identity,
    model::{Bid, BidEvent},
    rules::{self, Asking},
    seal::{SealedBid, Sender},
    store::{self, EnvelopeFiles},
};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{Code, Error, Result},
        time::Ts,
    },
    market::tender::{self, TenderId},
    platform::{
        db::Tx,
        ledger::{self, NewEntry},
    },
    registry::organization,
};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// A bid that is sealed and stored, about to be written.
#[derive(Clone)]
pub struct Submit {
    /// The tender.
    pub tender: TenderId,
    /// Who sends it.
    pub sender: Sender,
    /// What lies in the box.
    pub sealed: Arc<SealedBid>,
}

/// Puts a bid into the box, in place of an earlier one of the same bidder. The same thing sent again, also at the same
/// moment, is the same bid with the same receipt.
///
/// # Errors
/// Every reason of [`rules::may_submit`].
pub fn submit(tx: &mut Tx, command: &Submit) -> Result<Bid> {
    let tender = tender::find(tx.conn, command.tender)?;
    let standing = organization::standing(tx.conn, command.sender.organization, tx.now)?;
    let has_locks = !tender::locks(tx.conn, tender.id)?.is_empty();
    rules::may_submit(&Asking {
        actor: tx.actor,
        tender: &tender,
        organization: command.sender.organization,
        standing: &standing.reasons,
        has_locks,
        received_at: command.sender.received_at,
    })?;
    let sealed = &command.sealed;
    if let Some(before) = store::live(tx.conn, &sealed.owner)? {
        if before.content == sealed.content {
            return Ok(before);
        }
        leave(tx, &before, BidEvent::Replace, "market.bid.replaced")?;
    }
    let technical = store::insert_envelope(tx, &sealed.technical.sha256, sealed.technical.size)?;
    let price = match &sealed.price {
        Some(p) => Some(store::insert_envelope(tx, &p.sha256, p.size)?),
        None => None,
    };
    let mut facts = json!({ "received_at": sealed.received_at, "technical_sha256": sealed.technical.sha256 });
    if let (Some(price), Some(map)) = (&sealed.price, facts.as_object_mut()) {
        map.insert("price_sha256".to_owned(), price.sha256.as_str().into());
    }
    let entry = record(tx, "market.bid.sealed", &sealed.receipt_no, facts)?;
    store::insert(tx, sealed, EnvelopeFiles { technical, price }, entry)?;
    store::live(tx.conn, &sealed.owner)?.ok_or(Error::Missing)
}

/// What taking a bid out again needs.
#[derive(Debug, Clone)]
pub struct Withdraw {
    /// The tender.
    pub tender: TenderId,
    /// The bidder.
    pub organization: OrganizationId,
    /// When the request was read.
    pub received_at: Ts,
}

/// Takes the bid out of the box.
///
/// # Errors
/// [`Code::NoBid`] when there is none, and every reason of [`rules::may_withdraw`].
pub fn withdraw(tx: &mut Tx, command: &Withdraw) -> Result<Bid> {
    let tender = tender::find(tx.conn, command.tender)?;
    rules::may_withdraw(tx.actor, &tender, command.organization, command.received_at)?;
    let owner = identity::owner_of(&tx.env.keyring, tender.id, command.organization);
    let bid = store::live(tx.conn, &owner)?.ok_or(Code::NoBid)?;
    leave(tx, &bid, BidEvent::Withdraw, "market.bid.withdrawn")?;
    Ok(bid)
}

fn leave(tx: &mut Tx, bid: &Bid, event: BidEvent, kind: &'static str) -> Result<()> {
    store::leave(tx, bid, &rules::leave(bid.state, event)?)?;
    record(tx, kind, &bid.receipt_no, json!({}))?;
    Ok(())
}

/// A private entry under the receipt's random number; the actor is just “bidder”.
fn record(tx: &mut Tx, kind: &'static str, receipt_no: &str, facts: Value) -> Result<i64> {
    let facts = match facts {
        Value::Object(map) => map,
        _ => Map::new(),
    };
    let entry = NewEntry {
        kind,
        subject_kind: "bid",
        subject_ref: receipt_no,
        actor: "bidder".to_owned(),
        occurred_at: tx.now,
        is_public: false,
        facts,
    };
    Ok(ledger::append(tx.conn, &entry)?)
}

//! The two writing halves of an act of opening: the intent before lock A is released, and the record after.
use super::{
    jobs::TellBidders,
    model::{Price, Taken, Technical},
    rules::Seats,
    store::{self, NewOpening},
};
use crate::{
    kernel::{actor::OrganizationId, refusal::Result},
    market::{
        bid::{self, Bid, BidId, Opened, Signal, TechnicalContent},
        review,
        tender::{self, EnvelopeKind, Tender, TenderId, TenderState},
    },
    platform::{
        db::{Event, Tx},
        files::row,
    },
    registry::organization,
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// Writes the intent to release lock A, and closes the tender if the clock has not done it yet. Answers the entry.
///
/// # Errors
/// [`Error::Stale`] when somebody else moves the tender at this moment.
pub fn release(tx: &mut Tx, tender: TenderId, envelope: EnvelopeKind) -> Result<i64> {
    let mut tender = tender::find(tx.conn, tender)?;
    if envelope == EnvelopeKind::Technical && tender.state == TenderState::Open && tx.now >= tender.closes_at {
        tender = tender::close(tx, &tender)?;
    }
    let event = Event::public("market.tender.lock_a_released").with("envelope", envelope.word());
    tx.record(("tender", &tender.no), event)
}

/// What an act of opening leaves behind.
#[derive(Clone)]
pub struct Act {
    /// The tender.
    pub tender: TenderId,
    /// The two members.
    pub seats: Seats,
    /// Ledger entry of the intent.
    pub released_entry: i64,
    /// Lock B under the keyring, for the bundle.
    pub kept_lock_b: Vec<u8>,
}

/// Writes that too few bids came in: none is opened, all go back, the tender fails (`PR-83`).
///
/// # Errors
/// [`Error::Stale`] when the tender was opened by another act.
pub fn too_few(tx: &mut Tx, act: &Act, bids: &[(Bid, OrganizationId)]) -> Result<()> {
    let tender = tender::find(tx.conn, act.tender)?;
    for ((bid, organization), position) in bids.iter().zip(1..) {
        bid::returned(tx, bid, tender.id, *organization, position)?;
    }
    let ground = if bids.is_empty() { "no_bids" } else { "too_few_bids" };
    let event = Event::public("market.tender.failed").with("ground", ground).with("bids", count(bids.len()));
    let entry = tx.record(("tender", &tender.no), event)?;
    note(tx, act, EnvelopeKind::Technical, Some(ground), entry)?;
    tender::fail(tx, &tender, ground)?;
    tx.enqueue(&TellBidders::new(tender.id, EnvelopeKind::Technical))
}

/// Writes what the technical envelopes held, publishes the record and tells every bidder, in one commit.
///
/// # Errors
/// [`Error::Stale`] when the tender was opened by another act.
pub fn record_technical(tx: &mut Tx, act: &Act, found: &[Technical]) -> Result<()> {
    let tender = tender::find(tx.conn, act.tender)?;
    let signals = signals(tx, found)?;
    let mut lines = Vec::with_capacity(found.len());
    for ((one, signals), position) in found.iter().zip(signals).zip(1..) {
        lines.push(line(tx, one)?);
        match &one.content {
            Ok((content, taken)) => {
                let opened = Opened {
                    bid: one.bid.id,
                    organization: one.organization,
                    position,
                    content: content.clone(),
                    signals,
                };
                bid::mark_opened(tx, &one.bid, tender.id, &opened)?;
                attach(tx, one.bid.id, EnvelopeKind::Technical, taken)?;
            }
            Err(why) => bid::damaged(tx, &one.bid, tender.id, one.organization, position, *why)?,
        }
    }
    let entry = publish(tx, &tender, "market.tender.bids_opened", &lines)?;
    note(tx, act, EnvelopeKind::Technical, None, entry)?;
    let tender = tender::mark_opened(tx, &tender)?;
    let valid = found.iter().filter(|f| f.content.is_ok()).count();
    fail_below(tx, &tender, valid)?;
    tx.enqueue(&TellBidders::new(tender.id, EnvelopeKind::Technical))
}

/// Writes the prices, ranks the bids, publishes the record and tells every bidder, in one commit.
///
/// # Errors
/// [`Error::Stale`] when the prices were opened by another act.
pub fn record_prices(tx: &mut Tx, act: &Act, found: &[Price]) -> Result<()> {
    let tender = tender::find(tx.conn, act.tender)?;
    let mut lines = Vec::with_capacity(found.len());
    for one in found {
        let price = one.content.as_ref().map(|(amount, _)| *amount).map_err(|why| *why);
        lines.push(json!({
            "receipt": one.bid.receipt_no,
            "price": price.as_ref().map_or(0, |p| p.fen()),
            "problem": price.as_ref().err().map_or("", |why| why.word()),
        }));
        bid::mark_price(tx, &one.bid, price)?;
        if let Ok((_, taken)) = &one.content {
            attach(tx, one.bid.id, EnvelopeKind::Price, taken)?;
        }
    }
    let entry = publish(tx, &tender, "market.tender.prices_opened", &lines)?;
    note(tx, act, EnvelopeKind::Price, None, entry)?;
    let valid = found.iter().filter(|f| f.content.is_ok()).count();
    if !fail_below(tx, &tender, valid)? {
        review::rank(tx, &tender)?;
        tender::mark_priced(tx, &tender)?;
    }
    tx.enqueue(&TellBidders::new(tender.id, EnvelopeKind::Price))
}

fn line(tx: &mut Tx, one: &Technical) -> Result<Value> {
    let bidder = organization::find(tx.conn, one.organization)?;
    Ok(json!({
        "receipt": one.bid.receipt_no,
        "organization": bidder.credit_code,
        "received_at": one.bid.received_at,
        "technical_sha256": one.bid.technical_sha256,
        "price_sha256": one.bid.price_sha256.clone().unwrap_or_default(),
        "problem": one.content.as_ref().err().map_or("", |why| why.word()),
    }))
}

/// The record's fingerprint goes into the public ledger; the page shows the lines.
fn publish(tx: &mut Tx, tender: &Tender, kind: &'static str, lines: &[Value]) -> Result<i64> {
    let record = Value::Array(lines.to_vec()).to_string();
    let event =
        Event::public(kind).with("bids", count(lines.len())).with("record_sha256", hex::encode(Sha256::digest(record)));
    tx.record(("tender", &tender.no), event)
}

/// Fewer valid bids than the procedure asks: the tender fails (`PR-83`).
fn fail_below(tx: &mut Tx, tender: &Tender, valid: usize) -> Result<bool> {
    if valid >= tender.profile().bids.needed(true) as usize {
        return Ok(false);
    }
    let event = Event::public("market.tender.failed").with("ground", "too_few_valid").with("left", count(valid));
    tx.record(("tender", &tender.no), event)?;
    tender::fail(tx, tender, "too_few_valid")?;
    Ok(true)
}

fn note(tx: &mut Tx, act: &Act, envelope: EnvelopeKind, failed: Option<&str>, entry: i64) -> Result<()> {
    let new = NewOpening {
        tender: act.tender,
        envelope,
        second: act.seats.other.account_id,
        failed,
        sealed_lock_b: failed.is_none().then_some(act.kept_lock_b.as_slice()),
        released_entry: act.released_entry,
        entry,
    };
    store::insert(tx, &new)
}

/// Puts the files of an envelope beside the bid. Their rows name nobody: the bid does.
fn attach(tx: &mut Tx, bid: BidId, envelope: EnvelopeKind, taken: &[Taken]) -> Result<()> {
    for (file, position) in taken.iter().zip(1..) {
        let id = row::insert(tx, &file.accepted, &file.stored)?;
        store::forget_sender(tx, id)?;
        bid::add_file(tx, bid, envelope, position, id)?;
    }
    Ok(())
}

/// Signals for every bid, in order (`PR-07`, `PR-91`, `PR-94`).
fn signals(tx: &mut Tx, found: &[Technical]) -> Result<Vec<Vec<Signal>>> {
    let mut heads = Vec::with_capacity(found.len());
    let mut standing = Vec::with_capacity(found.len());
    for one in found {
        heads.push(organization::find(tx.conn, one.organization)?.legal_representative);
        standing.push(organization::standing(tx.conn, one.organization, tx.now)?.is_clean());
    }
    let content = |i: usize| found.get(i).and_then(|f| f.content.as_ref().ok());
    let mut all = Vec::with_capacity(found.len());
    for i in 0..found.len() {
        let others = || (0..found.len()).filter(|j| *j != i);
        let mut signals = Vec::new();
        if others().any(|j| heads.get(i) == heads.get(j)) {
            signals.push(Signal::SameHead);
        }
        if let Some(mine) = content(i) {
            if others().filter_map(content).any(|other| same_contact(&mine.0, &other.0)) {
                signals.push(Signal::SameContact);
            }
            if others().filter_map(content).any(|other| share_a_file(&mine.1, &other.1)) {
                signals.push(Signal::SameFile);
            }
        }
        if standing.get(i) == Some(&false) {
            signals.push(Signal::Standing);
        }
        all.push(signals);
    }
    Ok(all)
}

fn same_contact(a: &TechnicalContent, b: &TechnicalContent) -> bool {
    a.contact_phone == b.contact_phone
}

fn share_a_file(a: &[Taken], b: &[Taken]) -> bool {
    a.iter().any(|mine| b.iter().any(|other| mine.stored.sha256 == other.stored.sha256))
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

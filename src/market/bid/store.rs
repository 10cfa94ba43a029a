//! Statements of `bids`, `bid_files`. The one function that writes the state is [`step`].
use super::{
    model::{Bid, BidEvent, BidId, BidState, Opened, Problem, Signal},
    seal::SealedBid,
};
use crate::{
    kernel::{
        actor::OrganizationId,
        money::Money,
        refusal::{Error, Result},
        state::Step,
        time::Ts,
    },
    market::tender::{EnvelopeKind, TenderId},
    platform::{
        db::{Conn, Json, Tx},
        files::row::File,
    },
    schema::{bid_files, bids, files},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// Ids of the envelopes' rows in `files`.
#[derive(Debug, Clone, Copy)]
pub(super) struct EnvelopeFiles {
    pub technical: i64,
    pub price: Option<i64>,
}

/// Writes the row of an envelope: no account, no name, no type that tells more than its size class.
pub(super) fn insert_envelope(tx: &mut Tx, sha256: &str, size: u64) -> Result<i64> {
    let row = (
        files::sha256.eq(sha256),
        files::size.eq(i64::try_from(size).unwrap_or(i64::MAX)),
        files::name.eq("envelope.age"),
        files::media_type.eq("application/octet-stream"),
        files::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(files::table).values(row).returning(files::id).get_result(tx.conn)?)
}

/// Writes a sealed bid; a twin that committed first makes the action run again and find it.
pub(super) fn insert(tx: &mut Tx, bid: &SealedBid, files: EnvelopeFiles, entry: i64) -> Result<BidId> {
    let row = (
        bids::owner.eq(&bid.owner),
        bids::live.eq(&bid.owner),
        bids::content.eq(&bid.content),
        bids::receipt_no.eq(&bid.receipt_no),
        bids::received_at.eq(bid.received_at),
        bids::identity.eq(&bid.identity),
        bids::technical_file_id.eq(files.technical),
        bids::technical_sha256.eq(&bid.technical.sha256),
        bids::technical_size.eq(i64::try_from(bid.technical.size).unwrap_or(i64::MAX)),
        bids::price_file_id.eq(files.price),
        bids::price_sha256.eq(bid.price.as_ref().map(|p| p.sha256.clone())),
        bids::price_size.eq(bid.price.as_ref().map(|p| i64::try_from(p.size).unwrap_or(i64::MAX))),
        bids::state.eq(BidState::Sealed),
        bids::entry_id.eq(entry),
    );
    match diesel::insert_into(bids::table).values(row).returning(bids::id).get_result(tx.conn) {
        Ok(id) => Ok(id),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, info)) => {
            Err(DbError::DatabaseError(DatabaseErrorKind::SerializationFailure, info).into())
        }
        Err(e) => Err(e.into()),
    }
}

/// The bid that counts, of a bidder who can form the owner hash.
pub(super) fn live(c: &mut Conn, owner: &str) -> Result<Option<Bid>> {
    Ok(bids::table.filter(bids::live.eq(owner)).select(Bid::as_select()).first(c).optional()?)
}

/// Every bid of that bidder on that tender, the latest first.
pub(super) fn all_of(c: &mut Conn, owner: &str) -> Result<Vec<Bid>> {
    let all = bids::table.filter(bids::owner.eq(owner)).order(bids::id.desc()).limit(50);
    Ok(all.select(Bid::as_select()).load(c)?)
}

/// What a receipt proves and nothing more: its number, when the bid was received, the ledger entry. Found by that number
/// or by the SHA-256 of one of its envelopes, which only the receipt tells; never on which tender or by whom.
///
/// # Errors
/// A fault of the database.
pub fn of_receipt(c: &mut Conn, number_or_hash: &str) -> Result<Option<(String, Ts, i64)>> {
    let hit = bids::receipt_no
        .eq(number_or_hash)
        .or(bids::technical_sha256.eq(number_or_hash))
        .or(bids::price_sha256.assume_not_null().eq(number_or_hash));
    Ok(bids::table.filter(hit).select((bids::receipt_no, bids::received_at, bids::entry_id)).first(c).optional()?)
}

/// Ends a bid before the deadline. It leaves no history row: that would tell who came back.
pub(super) fn leave(tx: &mut Tx, bid: &Bid, step: &Step<BidState>) -> Result<()> {
    let target = bids::table.filter(bids::id.eq(bid.id)).filter(bids::state.eq(step.from()));
    let changed = diesel::update(target.filter(bids::version.eq(bid.version)))
        .set((
            bids::state.eq(step.to()),
            bids::live.eq(None::<String>),
            bids::ended_at.eq(Some(tx.now)),
            bids::version.eq(bids::version + 1),
        ))
        .execute(tx.conn)?;
    if changed == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Writes the state after the opening, with its history row.
fn step(tx: &mut Tx, bid: &Bid, event: BidEvent, note: Option<&str>) -> Result<()> {
    let step: Step<BidState> = Step::new(bid.state, event)?;
    let target = bids::table.filter(bids::id.eq(bid.id)).filter(bids::state.eq(step.from()));
    let changed = diesel::update(target.filter(bids::version.eq(bid.version)))
        .set((bids::state.eq(step.to()), bids::live.eq(None::<String>), bids::version.eq(bids::version + 1)))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    tx.history(bid.id.0, &step, note)
}

/// A sealed bid as the opening finds it.
#[derive(Debug, Clone)]
pub struct Found {
    /// The row.
    pub bid: Bid,
    /// SHA-256 of the technical envelope as stored.
    pub technical_stored: String,
    /// SHA-256 of the price envelope as stored.
    pub price_stored: Option<String>,
}

/// Every sealed bid of the whole house; which belong to a tender, only lock A tells.
///
/// # Errors
/// A fault of the database.
pub fn sealed_all(c: &mut Conn) -> Result<Vec<Found>> {
    let all: Vec<(Bid, i64, Option<i64>)> = bids::table
        .filter(bids::state.eq(BidState::Sealed))
        .order((bids::received_at, bids::id))
        .select((Bid::as_select(), bids::technical_file_id, bids::price_file_id))
        .load(c)?;
    all.into_iter().map(|(bid, technical, price)| with_files(c, bid, technical, price)).collect()
}

fn with_files(c: &mut Conn, bid: Bid, technical: i64, price: Option<i64>) -> Result<Found> {
    let mut sha = |id: i64| files::table.find(id).select(files::sha256).first::<String>(c);
    let technical_stored = sha(technical)?;
    let price_stored = price.map(&mut sha).transpose()?;
    Ok(Found { bid, technical_stored, price_stored })
}

/// The bids of a tender in the order of the opening record; none before the opening.
///
/// # Errors
/// A fault of the database.
pub fn opened_of(c: &mut Conn, tender: TenderId) -> Result<Vec<Bid>> {
    let all = bids::table.filter(bids::tender_id.eq(tender)).order((bids::position, bids::id));
    Ok(all.select(Bid::as_select()).load(c)?)
}

/// Writes what a technical envelope held.
///
/// # Errors
/// [`Error::Stale`] when somebody else opened it first.
pub fn mark_opened(tx: &mut Tx, bid: &Bid, tender: TenderId, opened: &Opened) -> Result<()> {
    name(tx, bid.id, tender, opened.organization, opened.position)?;
    diesel::update(bids::table.find(bid.id.0))
        .set((
            bids::opened_at.eq(Some(tx.now)),
            bids::technical.eq(Some(Json(opened.content.clone()))),
            bids::signals.eq(Some(Json(opened.signals.clone()))),
            bids::price.eq(opened.content.price),
        ))
        .execute(tx.conn)?;
    step(tx, bid, BidEvent::Open, None)
}

/// Writes that a technical envelope is invalid, and why.
///
/// # Errors
/// [`Error::Stale`].
pub fn damaged(
    tx: &mut Tx,
    bid: &Bid,
    tender: TenderId,
    organization: OrganizationId,
    position: i64,
    why: Problem,
) -> Result<()> {
    name(tx, bid.id, tender, organization, position)?;
    diesel::update(bids::table.find(bid.id.0))
        .set((bids::opened_at.eq(Some(tx.now)), bids::problem.eq(Some(why))))
        .execute(tx.conn)?;
    step(tx, bid, BidEvent::Damage, Some(why.word()))
}

/// Writes that a bid goes back unopened (`PR-83`).
///
/// # Errors
/// [`Error::Stale`].
pub fn returned(tx: &mut Tx, bid: &Bid, tender: TenderId, organization: OrganizationId, position: i64) -> Result<()> {
    name(tx, bid.id, tender, organization, position)?;
    step(tx, bid, BidEvent::Return, None)
}

/// From the opening on the row says whose it is.
fn name(tx: &mut Tx, bid: BidId, tender: TenderId, organization: OrganizationId, position: i64) -> Result<()> {
    diesel::update(bids::table.find(bid.0))
        .set((
            bids::tender_id.eq(Some(tender)),
            bids::organization_id.eq(Some(organization)),
            bids::position.eq(Some(position)),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Writes the signals reviewers should see.
///
/// # Errors
/// A fault of the database.
pub fn set_signals(tx: &mut Tx, bid: BidId, signals: &[Signal]) -> Result<()> {
    diesel::update(bids::table.find(bid.0)).set(bids::signals.eq(Some(Json(signals.to_vec())))).execute(tx.conn)?;
    Ok(())
}

/// Writes what a price envelope held, or why it is invalid; an invalid price ends the bid.
///
/// # Errors
/// [`Error::Stale`].
pub fn mark_price(tx: &mut Tx, bid: &Bid, price: std::result::Result<Money, Problem>) -> Result<()> {
    let (amount, problem) = (price.ok(), price.err());
    diesel::update(bids::table.find(bid.id.0))
        .set((bids::price.eq(amount), bids::price_problem.eq(problem), bids::price_opened_at.eq(Some(tx.now))))
        .execute(tx.conn)?;
    match problem {
        Some(why) => step(tx, bid, BidEvent::Reject, Some(why.word())),
        None => Ok(()),
    }
}

/// Moves an opened bid on: rejected, won, lost, forfeited.
///
/// # Errors
/// [`Code::WrongState`](crate::kernel::refusal::Code::WrongState), [`Error::Stale`].
pub fn finish(tx: &mut Tx, bid: &Bid, event: BidEvent, note: Option<&str>) -> Result<()> {
    step(tx, bid, event, note)
}

/// A file of an opened bid.
#[derive(Debug, Clone)]
pub struct BidFile {
    /// Which envelope it lay in.
    pub envelope: EnvelopeKind,
    /// Its place there, from 1.
    pub position: i64,
    /// The stored file.
    pub file: File,
}

/// Notes a file of an opened bid; its bytes lie in the store already.
///
/// # Errors
/// A fault of the database.
pub fn add_file(tx: &mut Tx, bid: BidId, envelope: EnvelopeKind, position: i64, file: i64) -> Result<()> {
    let row = (
        bid_files::bid_id.eq(bid),
        bid_files::envelope.eq(envelope),
        bid_files::position.eq(position),
        bid_files::file_id.eq(file),
    );
    diesel::insert_into(bid_files::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The files of an opened bid, technical ones first.
///
/// # Errors
/// A fault of the database.
pub fn files_of(c: &mut Conn, bid: BidId) -> Result<Vec<BidFile>> {
    let rows: Vec<(EnvelopeKind, i64, File)> = bid_files::table
        .inner_join(files::table)
        .filter(bid_files::bid_id.eq(bid))
        .order((bid_files::envelope.desc(), bid_files::position))
        .select((bid_files::envelope, bid_files::position, files::all_columns))
        .load(c)?;
    Ok(rows.into_iter().map(|(envelope, position, file)| BidFile { envelope, position, file }).collect())
}

//! Statements of `openings`.
use super::model::Opening;
use crate::{
    kernel::{actor::AccountId, refusal::Result},
    market::tender::{EnvelopeKind, TenderId},
    platform::db::{Conn, Tx},
    schema::{bids, files, openings},
};
use diesel::prelude::*;

/// The finished act for one kind of envelope.
///
/// # Errors
/// A fault of the database.
pub fn find(c: &mut Conn, tender: TenderId, envelope: EnvelopeKind) -> Result<Option<Opening>> {
    let one = openings::table.filter(openings::tender_id.eq(tender)).filter(openings::envelope.eq(envelope));
    Ok(one.select(Opening::as_select()).first(c).optional()?)
}

/// An act about to be written down.
pub(super) struct NewOpening<'a> {
    pub tender: TenderId,
    pub envelope: EnvelopeKind,
    pub second: AccountId,
    pub failed: Option<&'a str>,
    pub sealed_lock_b: Option<&'a [u8]>,
    pub released_entry: i64,
    pub entry: i64,
}

/// Writes an act down.
pub(super) fn insert(tx: &mut Tx, new: &NewOpening) -> Result<()> {
    let row = (
        openings::tender_id.eq(new.tender),
        openings::envelope.eq(new.envelope),
        openings::first_account_id.eq(tx.account()?),
        openings::second_account_id.eq(new.second),
        openings::opened_at.eq(tx.now),
        openings::failed.eq(new.failed),
        openings::sealed_lock_b.eq(new.sealed_lock_b),
        openings::released_entry_id.eq(new.released_entry),
        openings::entry_id.eq(new.entry),
    );
    diesel::insert_into(openings::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// SHA-256 of the stored bytes of a bid's envelopes: technical, price.
pub(crate) fn stored(c: &mut Conn, bid: i64) -> Result<(String, Option<String>)> {
    let (technical, price): (i64, Option<i64>) =
        bids::table.find(bid).select((bids::technical_file_id, bids::price_file_id)).first(c)?;
    let mut sha = |id: i64| files::table.find(id).select(files::sha256).first::<String>(c);
    Ok((sha(technical)?, price.map(&mut sha).transpose()?))
}

/// Takes the sender's account off a file row: what the bid says about its sender is enough.
pub(super) fn forget_sender(tx: &mut Tx, file: i64) -> Result<()> {
    diesel::update(files::table.find(file)).set(files::account_id.eq(None::<i64>)).execute(tx.conn)?;
    Ok(())
}

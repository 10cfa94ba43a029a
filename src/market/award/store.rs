//! Statements of `awards`.
use super::{model::Award, rules::Choice};
use crate::{
    kernel::{refusal::Result, time::Day},
    market::{review::Ranking, tender::TenderId},
    platform::db::{Conn, Tx},
    schema::awards,
};
use diesel::prelude::*;

/// The award of a tender that counts now; none before the fixing, or after the winner lost it.
///
/// # Errors
/// A fault of the database.
pub fn find_for_tender(c: &mut Conn, tender: TenderId) -> Result<Option<Award>> {
    let one = awards::table.filter(awards::tender_id.eq(tender)).filter(awards::ended_at.is_null());
    Ok(one.order(awards::id.desc()).select(Award::as_select()).first(c).optional()?)
}

/// Every award of a tender, also ended ones, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn all_for_tender(c: &mut Conn, tender: TenderId) -> Result<Vec<Award>> {
    Ok(awards::table.filter(awards::tender_id.eq(tender)).order(awards::id).select(Award::as_select()).load(c)?)
}

/// Writes an award.
pub(super) fn insert(
    tx: &mut Tx,
    tender: TenderId,
    winner: &Ranking,
    choice: &Choice,
    (fix_by, publish_by, entry): (Day, Day, i64),
) -> Result<()> {
    let row = (
        awards::tender_id.eq(tender),
        awards::bid_id.eq(winner.bid_id),
        awards::organization_id.eq(winner.organization_id),
        awards::amount.eq(winner.offered),
        awards::position.eq(winner.position),
        awards::deviation.eq(choice.deviation),
        awards::deviation_text.eq(&choice.text),
        awards::fixed_by.eq(tx.account()?),
        awards::fixed_at.eq(tx.now),
        awards::fix_by.eq(fix_by),
        awards::publish_by.eq(publish_by),
        awards::entry_id.eq(entry),
    );
    diesel::insert_into(awards::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// Notes the publication.
pub(super) fn published(tx: &mut Tx, award: &Award, entry: i64) -> Result<()> {
    diesel::update(awards::table.find(award.id))
        .set((
            awards::published_by.eq(Some(tx.account()?)),
            awards::published_at.eq(Some(tx.now)),
            awards::result_entry_id.eq(Some(entry)),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// Notes that the winner lost the award.
pub(super) fn end(tx: &mut Tx, award: &Award, reason: &str) -> Result<()> {
    diesel::update(awards::table.find(award.id))
        .set((awards::ended_at.eq(Some(tx.now)), awards::ended_reason.eq(Some(reason))))
        .execute(tx.conn)?;
    Ok(())
}

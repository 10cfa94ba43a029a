//! Who took part in a tender, known from the opening on and to nobody before it.
use crate::{
    kernel::{actor::OrganizationId, refusal::Result},
    market::tender::TenderId,
    platform::db::Conn,
    schema::bids,
};
use diesel::prelude::*;

/// Whether an organization's bid was opened in a tender. Before the opening no row names its tender, so the answer is no
/// for everybody.
///
/// # Errors
/// A fault of the database.
pub fn took_part(c: &mut Conn, tender: TenderId, organization: OrganizationId) -> Result<bool> {
    let mine = bids::table.filter(bids::tender_id.eq(tender.0)).filter(bids::organization_id.eq(organization.0));
    Ok(diesel::select(diesel::dsl::exists(mine)).get_result(c)?)
}

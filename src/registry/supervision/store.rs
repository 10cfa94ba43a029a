//! Statements of supervision.
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        refusal::Result,
    },
    platform::db::{Conn, Tx},
    schema::{authorities as a, organizations as o},
};
use diesel::prelude::*;

/// The kinds of bodies that supervise organizations.
const KINDS: [&str; 2] = ["registrar", "supervision"];

/// A body that may supervise.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Office {
    pub id: AuthorityId,
    pub code: String,
    pub kind: String,
    pub name: String,
    pub name_en: String,
    pub division: String,
    pub supervisor_id: Option<i64>,
}

impl Office {
    pub fn is_registrar_or_supervision(&self) -> bool {
        KINDS.contains(&self.kind.as_str())
    }
}

/// Every body that may supervise, by division.
pub(super) fn offices(c: &mut Conn) -> Result<Vec<Office>> {
    Ok(a::table
        .filter(a::kind.eq_any(KINDS))
        .order((a::division, a::id))
        .select((a::id, a::code, a::kind, a::name, a::name_en, a::division, a::supervisor_id))
        .load(c)?)
}

/// Says who supervises the organizations of a body; nobody else means itself.
pub(super) fn set_supervisor(tx: &mut Tx, of: AuthorityId, to: Option<AuthorityId>) -> Result<()> {
    diesel::update(a::table.find(of.0)).set(a::supervisor_id.eq(to.map(|to| to.0))).execute(tx.conn)?;
    Ok(())
}

/// The organizations that a body registered and that are supervised by another one, named or not, by ascending id.
pub(super) fn under(c: &mut Conn, authority: AuthorityId, supervisor: AuthorityId) -> Result<Vec<OrganizationId>> {
    Ok(o::table
        .filter(o::authority_id.eq(authority.0))
        .filter(o::supervisor_id.eq(supervisor.0))
        .order(o::id)
        .select(o::id)
        .load(c)?)
}

/// Puts all organizations of a body that one body supervises under another.
pub(super) fn put_all(tx: &mut Tx, authority: AuthorityId, from: AuthorityId, to: AuthorityId) -> Result<()> {
    let theirs = o::table.filter(o::authority_id.eq(authority.0)).filter(o::supervisor_id.eq(from.0));
    let set = (o::supervisor_id.eq(to.0), o::updated_at.eq(tx.now), o::version.eq(o::version + 1));
    diesel::update(theirs).set(set).execute(tx.conn)?;
    Ok(())
}

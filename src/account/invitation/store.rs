//! Statements of `invitations`.
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::Result,
        time::Ts,
    },
    platform::db::{Conn, Tx},
    schema::{accounts as a, authorities, invitations as i, memberships as m, organizations},
};
use diesel::prelude::*;

/// An invitation.
#[derive(Debug, Clone, Queryable)]
pub(in crate::account) struct Row {
    pub id: i64,
    pub email: String,
    pub role: Role,
    pub body_kind: BodyKind,
    pub body_id: i64,
    pub body_name: String,
    pub expires_at: Ts,
}

type Columns = (i::id, i::email, i::role, i::body_kind, i::body_id, i::body_name, i::expires_at);
const COLUMNS: Columns = (i::id, i::email, i::role, i::body_kind, i::body_id, i::body_name, i::expires_at);

/// Somebody with a role at a body.
#[derive(Debug, Clone, Queryable)]
pub(in crate::account) struct Member {
    pub id: i64,
    pub account_id: AccountId,
    pub role: Role,
    pub name: String,
    pub email: String,
    pub since: Ts,
}

/// A role about to be offered.
#[derive(Debug, Clone)]
pub(in crate::account) struct Offer {
    pub email: String,
    pub role: Role,
    pub body: (BodyKind, i64),
    pub body_name: String,
}

pub(super) fn insert(tx: &mut Tx, offer: &Offer, token_hash: &str, expires_at: Ts) -> Result<()> {
    let row = (
        i::email.eq(&offer.email),
        i::role.eq(offer.role),
        i::body_kind.eq(offer.body.0),
        i::body_id.eq(offer.body.1),
        i::body_name.eq(&offer.body_name),
        i::token_hash.eq(token_hash),
        i::invited_by.eq(tx.actor.account().map(|x| x.0)),
        i::expires_at.eq(expires_at),
        i::created_at.eq(tx.now),
    );
    diesel::insert_into(i::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The living invitation behind a token.
pub(super) fn by_token(c: &mut Conn, token_hash: &str, now: Ts) -> Result<Option<Row>> {
    Ok(i::table
        .filter(i::token_hash.eq(token_hash))
        .filter(i::accepted_at.is_null())
        .filter(i::withdrawn_at.is_null())
        .filter(i::expires_at.gt(now))
        .select(COLUMNS)
        .first(c)
        .optional()?)
}

/// Uses the invitation up; false when somebody was faster.
pub(super) fn accept(tx: &mut Tx, id: i64) -> Result<bool> {
    let one = i::table.filter(i::id.eq(id)).filter(i::accepted_at.is_null());
    Ok(diesel::update(one).set(i::accepted_at.eq(tx.now)).execute(tx.conn)? == 1)
}

/// Takes an invitation back; false when it is used already.
pub(super) fn withdraw(tx: &mut Tx, id: i64) -> Result<bool> {
    let one = i::table.filter(i::id.eq(id)).filter(i::accepted_at.is_null()).filter(i::withdrawn_at.is_null());
    Ok(diesel::update(one).set(i::withdrawn_at.eq(tx.now)).execute(tx.conn)? == 1)
}

/// An invitation by its row.
pub(super) fn find(c: &mut Conn, id: i64) -> Result<Row> {
    Ok(i::table.filter(i::id.eq(id)).select(COLUMNS).first(c)?)
}

/// Invitations nobody has answered yet; of one body, or of all.
pub(in crate::account) fn open(c: &mut Conn, body: Option<(BodyKind, i64)>, now: Ts) -> Result<Vec<Row>> {
    let mut query = i::table
        .filter(i::accepted_at.is_null())
        .filter(i::withdrawn_at.is_null())
        .filter(i::expires_at.gt(now))
        .order(i::id.desc())
        .limit(100)
        .select(COLUMNS)
        .into_boxed();
    if let Some((kind, id)) = body {
        query = query.filter(i::body_kind.eq(kind)).filter(i::body_id.eq(id));
    }
    Ok(query.load(c)?)
}

/// The people of a body, by name.
pub(in crate::account) fn members(c: &mut Conn, body: (BodyKind, i64)) -> Result<Vec<Member>> {
    Ok(m::table
        .inner_join(a::table)
        .filter(m::body_kind.eq(body.0))
        .filter(m::body_id.eq(body.1))
        .filter(m::ended_at.is_null())
        .order((a::name, m::id))
        .select((m::id, m::account_id, m::role, a::name, a::email, m::created_at))
        .load(c)?)
}

/// Gives an account that nobody has signed in to its name and password; the link has proven the address.
pub(super) fn take_over(tx: &mut Tx, account: AccountId, name: &str, password_hash: &str) -> Result<()> {
    let set = (a::name.eq(name), a::password_hash.eq(password_hash), a::verified_at.eq(tx.now));
    diesel::update(a::table.find(account.0)).set(set).execute(tx.conn)?;
    Ok(())
}

/// A role held now, and where.
pub(super) fn membership(c: &mut Conn, id: i64) -> Result<(AccountId, Role, BodyKind, i64)> {
    Ok(m::table
        .filter(m::id.eq(id))
        .filter(m::ended_at.is_null())
        .select((m::account_id, m::role, m::body_kind, m::body_id))
        .first(c)?)
}

/// Ends a role.
pub(super) fn end_membership(tx: &mut Tx, id: i64) -> Result<()> {
    diesel::update(m::table.find(id)).set(m::ended_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}

/// Name of an organization.
pub(super) fn organization_name(c: &mut Conn, id: i64) -> Result<String> {
    Ok(organizations::table.find(id).select(organizations::name).first(c)?)
}

/// Row and name of the organization with a credit code.
pub(in crate::account) fn organization_of(c: &mut Conn, code: &str) -> Result<Option<(i64, String)>> {
    Ok(organizations::table
        .filter(organizations::credit_code.eq(code))
        .select((organizations::id, organizations::name))
        .first(c)
        .optional()?)
}

/// Government bodies to choose from.
pub(in crate::account) fn authorities(c: &mut Conn) -> Result<Vec<(i64, String, String)>> {
    Ok(authorities::table
        .order((authorities::division, authorities::id))
        .limit(500)
        .select((authorities::id, authorities::name, authorities::name_en))
        .load(c)?)
}

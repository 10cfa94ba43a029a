//! Accounts of the demonstration.
use crate::{
    kernel::{actor::Role, refusal::Result},
    platform::db::Conn,
    schema::{accounts as a, memberships as m},
};
use diesel::prelude::*;

/// Address, name, role and body; a person without a role has none.
pub(super) type Person = (String, String, Option<Role>, Option<String>);

/// Every demonstration account.
pub(super) fn people(c: &mut Conn) -> Result<Vec<Person>> {
    Ok(a::table
        .left_join(m::table.on(m::account_id.eq(a::id).and(m::ended_at.is_null())))
        .filter(a::email.like("%@demo.shanzhi"))
        .filter(a::status.eq("active"))
        .order((a::id, m::id.asc()))
        .limit(200)
        .select((a::email, a::name, m::role.nullable(), m::body_name.nullable()))
        .load(c)?)
}

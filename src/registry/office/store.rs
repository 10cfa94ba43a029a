//! Statements of `authorities`.
use super::model::{NewOffice, Office, OfficeKind, Particulars};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind},
        refusal::Result,
    },
    platform::db::{Conn, Tx},
    schema::{authorities as a, memberships as m},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// Every office, by place and kind.
pub(super) fn all(c: &mut Conn) -> Result<Vec<Office>> {
    Ok(a::table
        .order((a::division, a::kind, a::id))
        .select((a::id, a::code, a::kind, a::name, a::name_en, a::division, a::phone, a::address, a::supervisor_id))
        .load(c)?)
}

/// How many people hold a role at each office.
pub(super) fn staff(c: &mut Conn) -> Result<Vec<(i64, i64)>> {
    Ok(m::table
        .filter(m::body_kind.eq(BodyKind::Authority))
        .filter(m::ended_at.is_null())
        .group_by(m::body_id)
        .select((m::body_id, diesel::dsl::count_star()))
        .load(c)?)
}

/// Enters an office; nothing when its code is taken, or its division has a registration authority already.
pub(super) fn insert(tx: &mut Tx, new: &NewOffice) -> Result<Option<AuthorityId>> {
    let same = a::table.filter(a::code.eq(&new.code)).into_boxed();
    let taken = match new.kind {
        OfficeKind::Registrar => {
            same.or_filter(a::kind.eq(OfficeKind::Registrar).and(a::division.eq(new.division.as_str())))
        }
        _ => same,
    };
    if taken.count().get_result::<i64>(tx.conn)? > 0 {
        return Ok(None);
    }
    let p = &new.particulars;
    let row = (
        a::code.eq(&new.code),
        a::kind.eq(new.kind),
        a::name.eq(&p.name),
        a::name_en.eq(&p.name_en),
        a::division.eq(new.division.as_str()),
        a::phone.eq(&p.phone),
        a::address.eq(&p.address),
        a::created_at.eq(tx.now),
    );
    match diesel::insert_into(a::table).values(row).returning(a::id).get_result::<i64>(tx.conn) {
        Ok(id) => Ok(Some(AuthorityId(id))),
        // Somebody entered the same at the same moment.
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

/// Writes what of an office may change, also where its name is kept beside roles.
pub(super) fn update(tx: &mut Tx, id: AuthorityId, p: &Particulars) -> Result<()> {
    let set = (a::name.eq(&p.name), a::name_en.eq(&p.name_en), a::phone.eq(&p.phone), a::address.eq(&p.address));
    diesel::update(a::table.find(id.0)).set(set).execute(tx.conn)?;
    let held = m::table.filter(m::body_kind.eq(BodyKind::Authority)).filter(m::body_id.eq(id.0));
    diesel::update(held).set(m::body_name.eq(&p.name)).execute(tx.conn)?;
    Ok(())
}

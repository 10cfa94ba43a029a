//! Statements of `volunteers` and `volunteer_consents`.
use super::model::{Consent, ConsentKind, NewConsent, NewVolunteer, Private, RollState, Volunteer, VolunteerId};
use crate::{
    both,
    kernel::{
        actor::AccountId,
        refusal::{Error, Result},
        state::Step,
    },
    platform::{
        crypto::Keyring,
        db::{Conn, Json, Tx},
    },
    schema::{service_records, volunteer_consents, volunteers},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};
use std::collections::HashMap;

/// Rows one statement carries; SQLite allows 32,766 values.
const BATCH: usize = 500;

/// Writes many rows at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(c: &mut Conn, rows: &[NewVolunteer]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(volunteers::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Writes many consents at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_consents(c: &mut Conn, rows: &[NewConsent]) -> Result<()> {
    for some in rows.chunks(BATCH) {
        both!(c, c => diesel::insert_into(volunteer_consents::table).values(some).execute(c))?;
    }
    Ok(())
}

/// Ids by volunteer number, for who inserts many.
///
/// # Errors
/// A fault of the database.
pub fn ids_by_no(c: &mut Conn) -> Result<HashMap<String, VolunteerId>> {
    Ok(volunteers::table
        .select((volunteers::no, volunteers::id))
        .load::<(String, VolunteerId)>(c)?
        .into_iter()
        .collect())
}

/// How many are on the roll.
///
/// # Errors
/// A fault of the database.
pub fn count(c: &mut Conn) -> Result<i64> {
    Ok(volunteers::table.filter(volunteers::state.eq(RollState::Active)).count().get_result(c)?)
}

/// The volunteer behind an account, if on the roll.
///
/// # Errors
/// A fault of the database.
pub fn of_account(c: &mut Conn, account: AccountId) -> Result<Option<Volunteer>> {
    Ok(volunteers::table
        .filter(volunteers::account_id.eq(account.0))
        .select(Volunteer::as_select())
        .first(c)
        .optional()?)
}

/// The volunteer number of an account, if on the roll.
///
/// # Errors
/// A fault of the database.
pub fn by_no_of_account(c: &mut Conn, account: AccountId) -> Result<Option<String>> {
    Ok(of_account(c, account)?.map(|v| v.no))
}

/// The volunteer with an id.
///
/// # Errors
/// [`Error::Missing`].
pub fn by_id(c: &mut Conn, id: VolunteerId) -> Result<Volunteer> {
    Ok(volunteers::table.find(id.0).select(Volunteer::as_select()).first(c)?)
}

/// The volunteer with a number.
///
/// # Errors
/// [`Error::Missing`].
pub fn by_no(c: &mut Conn, no: &str) -> Result<Volunteer> {
    Ok(volunteers::table.filter(volunteers::no.eq(no)).select(Volunteer::as_select()).first(c)?)
}

/// Number and public name by id; public pages take names from nowhere else (`VO-50`).
///
/// # Errors
/// A fault of the database.
pub fn names_of(c: &mut Conn, ids: &[VolunteerId]) -> Result<HashMap<VolunteerId, (String, String)>> {
    let mut out = HashMap::with_capacity(ids.len());
    for some in ids.chunks(BATCH) {
        let raw: Vec<i64> = some.iter().map(|v| v.0).collect();
        let rows = volunteers::table
            .filter(volunteers::id.eq_any(raw))
            .select((volunteers::id, volunteers::no, volunteers::nickname, volunteers::shown_name))
            .load::<(VolunteerId, String, String, Option<String>)>(c)?;
        out.extend(rows.into_iter().map(|(id, no, nick, shown)| (id, (no, shown.unwrap_or(nick)))));
    }
    Ok(out)
}

/// Effective minutes of a volunteer, and how many records they rest on.
///
/// # Errors
/// A fault of the database.
pub fn standing(c: &mut Conn, id: VolunteerId) -> Result<(i64, i64)> {
    let minutes = diesel::dsl::sql::<diesel::sql_types::BigInt>("CAST(COALESCE(SUM(minutes),0) AS BIGINT)");
    let n = diesel::dsl::sql::<diesel::sql_types::BigInt>("COUNT(*)");
    Ok(service_records::table
        .filter(service_records::volunteer_id.eq(id.0))
        .filter(service_records::state.eq("effective"))
        .select((minutes, n))
        .first(c)?)
}

pub(super) fn by_identity(c: &mut Conn, hash: &str) -> Result<Option<Volunteer>> {
    Ok(volunteers::table
        .filter(volunteers::identity_hash.eq(hash))
        .select(Volunteer::as_select())
        .first(c)
        .optional()?)
}

/// Writes one row; `None` when account or document is on the roll already.
pub(super) fn insert(tx: &mut Tx, row: &NewVolunteer) -> Result<Option<VolunteerId>> {
    let done = tx.attempt(|c| {
        diesel::insert_into(volunteers::table).values(row).returning(volunteers::id).get_result::<VolunteerId>(c)
    });
    match done {
        Ok(id) => Ok(Some(id)),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

pub(super) fn consent(tx: &mut Tx, id: VolunteerId, kind: ConsentKind) -> Result<()> {
    let row =
        NewConsent { volunteer_id: id, kind, text_version: super::model::CONSENT_VERSION.to_owned(), given_at: tx.now };
    diesel::insert_into(volunteer_consents::table).values(&row).execute(tx.conn)?;
    Ok(())
}

pub(super) fn withdraw_consent(tx: &mut Tx, id: VolunteerId, kind: Option<ConsentKind>) -> Result<()> {
    let all = volunteer_consents::table
        .filter(volunteer_consents::volunteer_id.eq(id.0))
        .filter(volunteer_consents::withdrawn_at.is_null());
    match kind {
        Some(kind) => diesel::update(all.filter(volunteer_consents::kind.eq(kind)))
            .set(volunteer_consents::withdrawn_at.eq(tx.now))
            .execute(tx.conn)?,
        None => diesel::update(all).set(volunteer_consents::withdrawn_at.eq(tx.now)).execute(tx.conn)?,
    };
    Ok(())
}

pub(super) fn consents(c: &mut Conn, id: VolunteerId) -> Result<Vec<Consent>> {
    Ok(volunteer_consents::table
        .filter(volunteer_consents::volunteer_id.eq(id.0))
        .order(volunteer_consents::id)
        .select((
            volunteer_consents::kind,
            volunteer_consents::text_version,
            volunteer_consents::given_at,
            volunteer_consents::withdrawn_at,
        ))
        .load(c)?)
}

/// Everything a profile may change, by compare-and-set.
pub(super) fn update_profile(
    tx: &mut Tx,
    was: &Volunteer,
    p: &super::Profile,
    sealed: Vec<u8>,
    shown: Option<&str>,
) -> Result<()> {
    let row = volunteers::table.filter(volunteers::id.eq(was.id.0)).filter(volunteers::version.eq(was.version));
    let n = diesel::update(row)
        .set((
            volunteers::nickname.eq(&p.nickname),
            volunteers::shown_name.eq(shown),
            volunteers::sealed.eq(sealed),
            volunteers::division.eq(&p.division),
            volunteers::skills.eq(Json(p.skills.clone())),
            volunteers::fields.eq(Json(p.fields.clone())),
            volunteers::free_time.eq(&p.free_time),
            volunteers::national_no.eq(&p.national_no),
            volunteers::version.eq(was.version + 1),
        ))
        .execute(tx.conn)?;
    if n == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Takes everything that points to the person out of the row (`VO-52`); `keep` leaves the keyed hash of the document,
/// so that the same person finds the same number again.
pub(super) fn forget(tx: &mut Tx, was: &Volunteer, step: &Step<RollState>, keep: bool) -> Result<()> {
    let row = volunteers::table
        .filter(volunteers::id.eq(was.id.0))
        .filter(volunteers::state.eq(step.from()))
        .filter(volunteers::version.eq(was.version));
    let n = diesel::update(row)
        .set((
            volunteers::state.eq(step.to()),
            volunteers::account_id.eq(None::<i64>),
            volunteers::nickname.eq(""),
            volunteers::shown_name.eq(None::<String>),
            volunteers::sealed.eq(None::<Vec<u8>>),
            volunteers::birth_month.eq(None::<crate::kernel::time::Day>),
            volunteers::skills.eq("[]"),
            volunteers::free_time.eq(""),
            volunteers::national_no.eq(None::<String>),
            volunteers::left_at.eq(tx.now),
            volunteers::version.eq(was.version + 1),
        ))
        .execute(tx.conn)?;
    if n == 0 {
        return Err(Error::Stale);
    }
    if !keep {
        diesel::update(volunteers::table.find(was.id.0))
            .set((volunteers::identity_hash.eq(None::<String>), volunteers::identity_kind.eq(None::<String>)))
            .execute(tx.conn)?;
    }
    tx.history(was.id.0, step, None)
}

/// Brings somebody who left back under the same number.
pub(super) fn revive(tx: &mut Tx, was: &Volunteer, step: &Step<RollState>, row: &NewVolunteer) -> Result<()> {
    let target = volunteers::table
        .filter(volunteers::id.eq(was.id.0))
        .filter(volunteers::state.eq(step.from()))
        .filter(volunteers::version.eq(was.version));
    let n = diesel::update(target)
        .set((
            volunteers::state.eq(step.to()),
            volunteers::account_id.eq(row.account_id),
            volunteers::nickname.eq(&row.nickname),
            volunteers::sealed.eq(&row.sealed),
            volunteers::birth_month.eq(row.birth_month),
            volunteers::division.eq(&row.division),
            volunteers::left_at.eq(None::<crate::kernel::time::Ts>),
            volunteers::version.eq(was.version + 1),
        ))
        .execute(tx.conn)?;
    if n == 0 {
        return Err(Error::Stale);
    }
    tx.history(was.id.0, step, None)
}

pub(super) fn set_entry(tx: &mut Tx, id: VolunteerId, entry: i64) -> Result<()> {
    diesel::update(volunteers::table.find(id.0)).set(volunteers::entry_id.eq(entry)).execute(tx.conn)?;
    Ok(())
}

const PURPOSE: &str = "volunteer";

impl Private {
    /// Seals the details for the row of a volunteer number.
    #[must_use]
    pub fn seal(&self, ring: &Keyring, no: &str) -> Vec<u8> {
        let plain = serde_json::to_vec(self).unwrap_or_default();
        ring.seal(PURPOSE, no.as_bytes(), &plain)
    }

    /// Opens the details of a volunteer; `None` after leaving.
    ///
    /// # Errors
    /// A fault when the bytes were changed or the key is another.
    pub fn open(ring: &Keyring, volunteer: &Volunteer) -> Result<Option<Self>> {
        let Some(sealed) = &volunteer.sealed else { return Ok(None) };
        let plain = ring.open(PURPOSE, volunteer.no.as_bytes(), sealed).map_err(|e| anyhow::anyhow!(e))?;
        Ok(Some(serde_json::from_slice(&plain)?))
    }
}

/// The keyed hash under which a document is found again (`ID-11`).
#[must_use]
pub fn identity_hash(ring: &Keyring, number: &crate::kernel::identity::DocumentNumber) -> String {
    ring.blind_index("volunteer-identity", &format!("{}:{}", number.kind().as_str(), number.expose()))
}

//! Statements of `accounts`, `memberships`, `sessions`, `account_links`.
use super::model::{NewAccount, Purpose, Secret};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, BodyKind, Role},
        refusal::{Code, Error, Result},
        time::Ts,
    },
    platform::db::{Conn, Tx},
    schema::{account_links, accounts, api_keys, authorities, memberships, sessions},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// Makes an account. `None` when the address is taken.
///
/// # Errors
/// A fault of the database.
pub fn create_account(tx: &mut Tx, new: &NewAccount) -> Result<Option<AccountId>> {
    let row = (
        accounts::email.eq(&new.email),
        accounts::name.eq(&new.name),
        accounts::password_hash.eq(&new.password_hash),
        accounts::locale.eq(&new.locale),
        accounts::verified_at.eq(new.verified_at),
        accounts::status.eq("active"),
        accounts::created_at.eq(tx.now),
    );
    match tx.attempt(|c| {
        diesel::insert_into(accounts::table).values(row).returning(accounts::id).get_result::<AccountId>(c)
    }) {
        Ok(id) => Ok(Some(id)),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

/// The account of an address.
///
/// # Errors
/// A fault of the database.
pub fn find_account_by_email(c: &mut Conn, email: &str) -> Result<Option<Secret>> {
    Ok(accounts::table
        .filter(accounts::email.eq(email))
        .select((
            accounts::id,
            accounts::password_hash,
            accounts::verified_at,
            accounts::totp_secret,
            accounts::totp_last_step,
            accounts::locked_until,
            accounts::status,
        ))
        .first(c)
        .optional()?)
}

/// Gives a role at a body; a role that excludes one already held is refused (`domain.md` 13).
///
/// # Errors
/// [`Code::RolesExclude`].
pub fn add_membership(
    tx: &mut Tx,
    account: AccountId,
    role: Role,
    body: (BodyKind, i64),
    body_name: &str,
) -> Result<()> {
    let held: Vec<Role> = memberships::table
        .filter(memberships::account_id.eq(account.0))
        .filter(memberships::ended_at.is_null())
        .select(memberships::role)
        .load(tx.conn)?;
    if held.iter().any(|&other| role.excludes(other)) {
        return Err(Code::RolesExclude.into());
    }
    let row = (
        memberships::account_id.eq(account.0),
        memberships::role.eq(role),
        memberships::body_kind.eq(body.0),
        memberships::body_id.eq(body.1),
        memberships::body_name.eq(body_name),
        memberships::created_at.eq(tx.now),
    );
    match tx.attempt(|c| diesel::insert_into(memberships::table).values(row).execute(c)) {
        Ok(_) => Ok(()),
        // Held already, or once held and ended: then it begins again.
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {
            let same = memberships::table
                .filter(memberships::account_id.eq(account.0))
                .filter(memberships::role.eq(role))
                .filter(memberships::body_kind.eq(body.0))
                .filter(memberships::body_id.eq(body.1))
                .filter(memberships::ended_at.is_not_null());
            let again = (memberships::ended_at.eq(None::<Ts>), memberships::created_at.eq(tx.now));
            diesel::update(same).set(again).execute(tx.conn)?;
            Ok(())
        }
        Err(e) => Err(e.into()),
    }
}

/// Takes a role at a body back.
///
/// # Errors
/// A fault of the database.
pub fn end_membership(tx: &mut Tx, account: AccountId, role: Role, body: (BodyKind, i64)) -> Result<()> {
    let held = memberships::table
        .filter(memberships::account_id.eq(account.0))
        .filter(memberships::role.eq(role))
        .filter(memberships::body_kind.eq(body.0))
        .filter(memberships::body_id.eq(body.1))
        .filter(memberships::ended_at.is_null());
    diesel::update(held).set(memberships::ended_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}

/// The government body of a code.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub fn authority_id(c: &mut Conn, code: &str) -> Result<AuthorityId> {
    authorities::table
        .filter(authorities::code.eq(code))
        .select(authorities::id)
        .first::<i64>(c)
        .map(AuthorityId)
        .map_err(Error::from)
}

/// Opens a session row and answers its id.
///
/// # Errors
/// A fault of the database.
pub(super) fn open_session(tx: &mut Tx, account: AccountId, opening: &Opening) -> Result<i64> {
    let row = (
        sessions::token_hash.eq(&opening.token_hash),
        sessions::account_id.eq(account.0),
        sessions::kind.eq(opening.kind),
        sessions::family.eq(&opening.family),
        sessions::device.eq(&opening.device),
        sessions::created_at.eq(tx.now),
        sessions::seen_at.eq(tx.now),
        sessions::expires_at.eq(opening.expires_at),
        sessions::strong_at.eq(opening.strong_at),
    );
    Ok(diesel::insert_into(sessions::table).values(row).returning(sessions::id).get_result(tx.conn)?)
}

/// What a session is opened with.
#[derive(Debug, Clone)]
pub struct Opening {
    /// SHA-256 of the token.
    pub token_hash: String,
    /// `browser`, `refresh` or `key`.
    pub kind: &'static str,
    /// Ties rotated tokens together, so that reuse of an old one ends all.
    pub family: String,
    /// What the device calls itself, shortened.
    pub device: String,
    /// Absolute end.
    pub expires_at: Ts,
    /// When the second factor was shown.
    pub strong_at: Option<Ts>,
}

pub(super) fn end_session(tx: &mut Tx, id: i64) -> Result<()> {
    diesel::update(sessions::table.find(id)).set(sessions::ended_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}

/// Ends every session of the account but one; API keys end only together with everything.
pub(super) fn end_sessions(tx: &mut Tx, account: AccountId, but: Option<i64>) -> Result<()> {
    let live = sessions::table.filter(sessions::account_id.eq(account.0)).filter(sessions::ended_at.is_null());
    match but {
        None => diesel::update(live).set(sessions::ended_at.eq(tx.now)).execute(tx.conn)?,
        Some(id) => diesel::update(live.filter(sessions::id.ne(id)).filter(sessions::kind.ne("key")))
            .set(sessions::ended_at.eq(tx.now))
            .execute(tx.conn)?,
    };
    Ok(())
}

/// A session opened for refreshing, whatever has become of it.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Refreshing {
    pub id: i64,
    pub account_id: AccountId,
    pub family: String,
    pub device: String,
    pub expires_at: Ts,
    pub strong_at: Option<Ts>,
    pub ended_at: Option<Ts>,
}

/// The session of a refresh token, live or not.
pub(super) fn find_refresh(tx: &mut Tx, token_hash: &str) -> Result<Option<Refreshing>> {
    Ok(sessions::table
        .filter(sessions::token_hash.eq(token_hash))
        .filter(sessions::kind.eq("refresh"))
        .select((
            sessions::id,
            sessions::account_id,
            sessions::family,
            sessions::device,
            sessions::expires_at,
            sessions::strong_at,
            sessions::ended_at,
        ))
        .first(tx.conn)
        .optional()?)
}

/// Ends a live session; false when somebody was faster.
pub(super) fn end_live(tx: &mut Tx, id: i64) -> Result<bool> {
    let live = sessions::table.filter(sessions::id.eq(id)).filter(sessions::ended_at.is_null());
    Ok(diesel::update(live).set(sessions::ended_at.eq(tx.now)).execute(tx.conn)? == 1)
}

/// Ends everything that came from one sign-in.
pub(super) fn end_family(tx: &mut Tx, family: &str) -> Result<()> {
    let live = sessions::table.filter(sessions::family.eq(family)).filter(sessions::ended_at.is_null());
    diesel::update(live).set(sessions::ended_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}

/// Counts a wrong password; the tenth in a row closes sign-in for fifteen minutes.
pub(super) fn failed(tx: &mut Tx, account: AccountId) -> Result<()> {
    let target = accounts::table.find(account.0);
    diesel::update(target).set(accounts::failed_sign_ins.eq(accounts::failed_sign_ins + 1)).execute(tx.conn)?;
    let locked = accounts::table.filter(accounts::id.eq(account.0)).filter(accounts::failed_sign_ins.ge(10));
    diesel::update(locked)
        .set((accounts::locked_until.eq(tx.now + chrono::TimeDelta::minutes(15)), accounts::failed_sign_ins.eq(0i64)))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn succeeded(tx: &mut Tx, account: AccountId, step: Option<i64>) -> Result<()> {
    let target = accounts::table.find(account.0);
    diesel::update(target).set(accounts::failed_sign_ins.eq(0i64)).execute(tx.conn)?;
    if let Some(step) = step {
        diesel::update(target).set(accounts::totp_last_step.eq(step)).execute(tx.conn)?;
    }
    Ok(())
}

/// Writes a one-purpose link.
pub(super) fn add_link(
    tx: &mut Tx,
    account: Option<AccountId>,
    purpose: Purpose,
    token_hash: &str,
    expires_at: Ts,
) -> Result<()> {
    let row = (
        account_links::account_id.eq(account.map(|a| a.0)),
        account_links::purpose.eq(purpose),
        account_links::token_hash.eq(token_hash),
        account_links::expires_at.eq(expires_at),
        account_links::created_at.eq(tx.now),
    );
    diesel::insert_into(account_links::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// Uses a link up; it works once.
pub(super) fn use_link(tx: &mut Tx, purpose: Purpose, token_hash: &str) -> Result<Option<AccountId>> {
    let live = account_links::table
        .filter(account_links::token_hash.eq(token_hash))
        .filter(account_links::purpose.eq(purpose))
        .filter(account_links::used_at.is_null())
        .filter(account_links::expires_at.gt(tx.now));
    let found: Option<(i64, Option<i64>)> =
        live.select((account_links::id, account_links::account_id)).first(tx.conn).optional()?;
    let Some((id, account)) = found else { return Err(Code::LinkInvalid.into()) };
    diesel::update(account_links::table.find(id)).set(account_links::used_at.eq(tx.now)).execute(tx.conn)?;
    Ok(account.map(AccountId))
}

pub(super) fn verify(tx: &mut Tx, account: AccountId) -> Result<()> {
    diesel::update(accounts::table.find(account.0)).set(accounts::verified_at.eq(tx.now)).execute(tx.conn)?;
    Ok(())
}

/// Forgets sessions and links that ended before an instant, at most some thousands of each; answers how many.
///
/// # Errors
/// A fault of the database.
pub fn forget(tx: &mut Tx, before: Ts) -> Result<usize> {
    let over = sessions::expires_at.lt(before).or(sessions::ended_at.is_not_null().and(sessions::ended_at.lt(before)));
    // The row of an API key speaks of its session and stays as the record of who could act.
    let keyed = api_keys::table.select(api_keys::session_id);
    let ended: Vec<i64> = sessions::table
        .filter(over)
        .filter(sessions::id.ne_all(keyed))
        .limit(5000)
        .select(sessions::id)
        .load(tx.conn)?;
    let links: Vec<i64> = account_links::table
        .filter(account_links::expires_at.lt(before))
        .limit(5000)
        .select(account_links::id)
        .load(tx.conn)?;
    let sessions = diesel::delete(sessions::table.filter(sessions::id.eq_any(ended))).execute(tx.conn)?;
    let links = diesel::delete(account_links::table.filter(account_links::id.eq_any(links))).execute(tx.conn)?;
    Ok(sessions + links)
}

/// The people who hold a role now: mail address, name, and whether the address is proven.
///
/// # Errors
/// A fault of the database.
pub fn holders(c: &mut Conn, role: Role) -> Result<Vec<(String, String, bool)>> {
    Ok(memberships::table
        .inner_join(accounts::table)
        .filter(memberships::role.eq(role))
        .filter(memberships::ended_at.is_null())
        .order(accounts::email)
        .select((accounts::email, accounts::name, accounts::verified_at.is_not_null()))
        .load(c)?)
}

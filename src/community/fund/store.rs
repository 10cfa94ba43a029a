//! Statements of `donations`, `provider_events`, `fund_grants`.
use super::model::{Donation, DonationEvent, DonationId, DonationState, Gift, NewDonation, NewGrant};
use crate::{
    kernel::{
        money::Money,
        random,
        refusal::{Code, Error, Result},
        state::Step,
        time::Ts,
    },
    platform::{
        db::{Conn, Json, Tx},
        numbers,
    },
    schema::{donations, fund_grants, organizations, provider_events},
    web::paging::{Cursor, Paged},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

diesel::allow_tables_to_appear_in_same_query!(provider_events, donations);

/// A donation by its row.
pub(super) fn find(c: &mut Conn, id: DonationId) -> Result<Donation> {
    Ok(donations::table.find(id.0).select(Donation::as_select()).first(c)?)
}

/// A donation by its number.
pub(super) fn find_by_no(c: &mut Conn, no: &str) -> Result<Donation> {
    Ok(donations::table.filter(donations::no.eq(no)).select(Donation::as_select()).first(c)?)
}

/// A donation by the secret of its giver's address.
pub(super) fn find_by_secret(c: &mut Conn, secret: &str) -> Result<Donation> {
    Ok(donations::table.filter(donations::secret.eq(secret)).select(Donation::as_select()).first(c)?)
}

/// The donation of a provider's payment.
pub(super) fn find_by_intent(c: &mut Conn, intent: &str) -> Result<Option<Donation>> {
    let found = donations::table.filter(donations::payment_intent.eq(intent));
    Ok(found.select(Donation::as_select()).first(c).optional()?)
}

/// Donations that are there, newest first.
pub(super) fn paid(c: &mut Conn, after: Option<&Cursor>, rows: i64) -> Result<Paged<Donation>> {
    let mut query = donations::table
        .filter(donations::state.eq_any([DonationState::Paid, DonationState::Refunding]))
        .order((donations::paid_at.desc(), donations::id.desc()))
        .limit(rows + 1)
        .select(Donation::as_select())
        .into_boxed();
    if let Some((at, id)) = after.and_then(|k| Some((k.sort.parse::<Ts>().ok()?, k.id))) {
        query = query.filter(donations::paid_at.lt(at).or(donations::paid_at.eq(at).and(donations::id.lt(id))));
    }
    let cursor =
        |d: &Donation| Cursor { sort: d.paid_at.map(|at| at.utc().to_rfc3339()).unwrap_or_default(), id: d.id.0 };
    Ok(Paged::cut(query.load(c)?, rows, cursor))
}

/// Donations that wait for somebody of finance, oldest first.
pub(super) fn waiting(c: &mut Conn) -> Result<Vec<Donation>> {
    Ok(donations::table
        .filter(donations::state.eq_any([DonationState::Recorded, DonationState::Refunding]))
        .order(donations::id)
        .limit(200)
        .select(Donation::as_select())
        .load(c)?)
}

/// A grant with the name of whom it went to.
#[derive(Debug, Clone, Queryable, serde::Serialize)]
pub struct Grant {
    /// Number.
    pub no: String,
    /// For what.
    pub title: String,
    /// How much.
    pub amount: Money,
    /// When.
    pub granted_on: crate::kernel::time::Day,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// To whom.
    pub organization: String,
    /// Its credit code.
    pub credit_code: String,
}

/// The newest grants.
pub(super) fn grants(c: &mut Conn, rows: i64) -> Result<Vec<Grant>> {
    Ok(fund_grants::table
        .inner_join(organizations::table)
        .order((fund_grants::granted_on.desc(), fund_grants::id.desc()))
        .limit(rows)
        .select((
            fund_grants::no,
            fund_grants::title,
            fund_grants::amount,
            fund_grants::granted_on,
            fund_grants::entry_id,
            organizations::name,
            organizations::credit_code,
        ))
        .load(c)?)
}

/// How a donation begins.
pub(super) struct Beginning<'a> {
    pub provider: &'static str,
    pub state: DonationState,
    pub voucher: Option<&'a str>,
}

pub(super) fn insert(tx: &mut Tx, gift: &Gift, how: &Beginning) -> Result<Donation> {
    let year = tx.now.day().format("%Y").to_string();
    let no = format!("F{year}{:06}", numbers::next(tx, &format!("donation-{year}"))?);
    let secret = random::token();
    let by = tx.actor.account().filter(|_| how.voucher.is_some());
    let row = (
        donations::no.eq(&no),
        donations::secret.eq(&secret),
        donations::amount.eq(gift.amount),
        donations::nickname.eq(gift.nickname.as_deref()),
        donations::message.eq(gift.message.as_deref()),
        donations::email.eq(gift.email.as_deref()),
        donations::provider.eq(how.provider),
        donations::state.eq(how.state),
        donations::voucher.eq(how.voucher),
        donations::prepared_by.eq(by),
        donations::created_at.eq(tx.now),
    );
    match tx.attempt(|c| diesel::insert_into(donations::table).values(row).execute(c)) {
        Ok(_) => find_by_no(tx.conn, &no),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Err(Code::VoucherUsed.into()),
        Err(e) => Err(e.into()),
    }
}

pub(super) fn set_checkout(tx: &mut Tx, id: DonationId, checkout: &str) -> Result<()> {
    diesel::update(donations::table.find(id.0)).set(donations::checkout.eq(Some(checkout))).execute(tx.conn)?;
    Ok(())
}

pub(super) fn set_intent(tx: &mut Tx, id: DonationId, intent: &str) -> Result<()> {
    diesel::update(donations::table.find(id.0)).set(donations::payment_intent.eq(Some(intent))).execute(tx.conn)?;
    Ok(())
}

pub(super) fn set_entry(tx: &mut Tx, id: DonationId, entry: i64) -> Result<()> {
    diesel::update(donations::table.find(id.0)).set(donations::entry_id.eq(Some(entry))).execute(tx.conn)?;
    Ok(())
}

/// The one place that writes a donation's state.
pub(super) fn step(tx: &mut Tx, old: &Donation, step: &Step<DonationState>, reason: Option<&str>) -> Result<Donation> {
    let target = donations::table
        .filter(donations::id.eq(old.id))
        .filter(donations::state.eq(step.from()))
        .filter(donations::version.eq(old.version));
    let set = (donations::state.eq(step.to()), donations::version.eq(donations::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    stamp(tx, old, step.event(), reason)?;
    tx.history(old.id.0, step, reason)?;
    find(tx.conn, old.id)
}

fn stamp(tx: &mut Tx, old: &Donation, event: DonationEvent, reason: Option<&str>) -> Result<()> {
    let (row, who) = (donations::table.find(old.id.0), tx.actor.account());
    match event {
        DonationEvent::Pay => diesel::update(row)
            .set((donations::paid_at.eq(Some(tx.now)), donations::confirmed_by.eq(who)))
            .execute(tx.conn)?,
        DonationEvent::AskRefund => diesel::update(row)
            .set((donations::refund_asked_by.eq(who), donations::reason.eq(reason)))
            .execute(tx.conn)?,
        DonationEvent::Refund => diesel::update(row)
            .set((donations::refunded.eq(donations::amount), donations::refund_confirmed_by.eq(who)))
            .execute(tx.conn)?,
        _ => 0,
    };
    Ok(())
}

/// A provider's message, kept once.
#[derive(Debug, Clone, Queryable)]
pub(super) struct Message {
    pub id: i64,
    pub kind: String,
    pub facts: Json<serde_json::Value>,
    pub applied_at: Option<Ts>,
}

/// Keeps a message; `None` when it was kept before.
pub(super) fn keep(tx: &mut Tx, event: &str, kind: &str, facts: serde_json::Value) -> Result<Option<i64>> {
    let row = (
        provider_events::provider.eq("stripe"),
        provider_events::event.eq(event),
        provider_events::kind.eq(kind),
        provider_events::facts.eq(Json(facts)),
        provider_events::received_at.eq(tx.now),
    );
    let insert = |c: &mut Conn| {
        diesel::insert_into(provider_events::table).values(row).returning(provider_events::id).get_result::<i64>(c)
    };
    match tx.attempt(insert) {
        Ok(id) => Ok(Some(id)),
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => Ok(None),
        Err(e) => Err(e.into()),
    }
}

pub(super) fn message(c: &mut Conn, id: i64) -> Result<Message> {
    let columns = (provider_events::id, provider_events::kind, provider_events::facts, provider_events::applied_at);
    Ok(provider_events::table.find(id).select(columns).first(c)?)
}

pub(super) fn applied(tx: &mut Tx, id: i64, outcome: &str) -> Result<()> {
    diesel::update(provider_events::table.find(id))
        .set((provider_events::applied_at.eq(Some(tx.now)), provider_events::outcome.eq(Some(outcome))))
        .execute(tx.conn)?;
    Ok(())
}

/// Writes many paid donations, for the demonstration.
///
/// # Errors
/// A fault of the database.
pub fn insert_donations(tx: &mut Tx, list: &[NewDonation]) -> Result<()> {
    for part in list.chunks(300) {
        let rows: Vec<_> = part
            .iter()
            .map(|d| {
                (
                    donations::no.eq(d.no.as_str()),
                    donations::secret.eq(random::token()),
                    donations::amount.eq(d.amount),
                    donations::nickname.eq(d.nickname.as_deref()),
                    donations::message.eq(d.message.as_deref()),
                    donations::provider.eq("voucher"),
                    donations::state.eq(DonationState::Paid),
                    donations::created_at.eq(d.paid_at),
                    donations::paid_at.eq(Some(d.paid_at)),
                    donations::entry_id.eq(d.entry_id),
                )
            })
            .collect();
        crate::both!(&mut *tx.conn, c => diesel::insert_into(donations::table).values(&rows).execute(c))?;
    }
    Ok(())
}

/// Writes many grants, for the demonstration.
///
/// # Errors
/// A fault of the database.
pub fn insert_grants(tx: &mut Tx, list: &[NewGrant]) -> Result<()> {
    let rows: Vec<_> = list
        .iter()
        .map(|g| {
            (
                fund_grants::no.eq(g.no.as_str()),
                fund_grants::organization_id.eq(g.organization_id),
                fund_grants::title.eq(g.title.as_str()),
                fund_grants::amount.eq(g.amount),
                fund_grants::granted_on.eq(g.granted_on),
                fund_grants::entry_id.eq(g.entry_id),
            )
        })
        .collect();
    crate::both!(&mut *tx.conn, c => diesel::insert_into(fund_grants::table).values(&rows).execute(c))?;
    Ok(())
}

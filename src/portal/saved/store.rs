//! Statements of `saved_searches`, and what is new under a question.
use super::{
    model::{News, Place, SavedSearch},
    rules,
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    market::tender,
    platform::{
        db::{Conn, Tx},
        postbox::Recipient,
    },
    registry::organization::{self, Filter},
    schema::{accounts, activities as a, saved_searches as s},
    volunteer::activity::ActivityState,
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};

/// The most news one look takes in.
const NEWS: i64 = 300;

/// What somebody keeps, the latest first.
///
/// # Errors
/// A fault of the database.
pub(super) fn of(c: &mut Conn, account: AccountId) -> Result<Vec<SavedSearch>> {
    Ok(s::table
        .filter(s::account_id.eq(account.0))
        .order(s::id.desc())
        .limit(500)
        .select(SavedSearch::as_select())
        .load(c)?)
}

/// One of somebody's own.
///
/// # Errors
/// [`Error::Missing`], also when it is somebody else's.
pub(super) fn own(c: &mut Conn, account: AccountId, id: i64) -> Result<SavedSearch> {
    Ok(s::table.filter(s::id.eq(id)).filter(s::account_id.eq(account.0)).select(SavedSearch::as_select()).first(c)?)
}

/// Keeps a question; the one kept before when it is the same.
pub(super) fn insert(tx: &mut Tx, account: AccountId, place: Place, query: &str) -> Result<SavedSearch> {
    let row = (
        s::account_id.eq(account.0),
        s::place.eq(place),
        s::query.eq(query),
        s::is_mailed.eq(true),
        s::seen_at.eq(tx.now),
        // The first letter may come tomorrow.
        s::looked_on.eq(tx.now.day()),
        s::created_at.eq(tx.now),
    );
    match tx.attempt(|c| diesel::insert_into(s::table).values(row).execute(c)) {
        Ok(_) | Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, _)) => {}
        Err(e) => return Err(e.into()),
    }
    find(tx.conn, account, place, query)?.ok_or(Error::Missing)
}

/// The same question, if it is kept already.
pub(super) fn find(c: &mut Conn, account: AccountId, place: Place, query: &str) -> Result<Option<SavedSearch>> {
    Ok(s::table
        .filter(s::account_id.eq(account.0))
        .filter(s::place.eq(place))
        .filter(s::query.eq(query))
        .select(SavedSearch::as_select())
        .first(c)
        .optional()?)
}

/// How many somebody keeps.
pub(super) fn count(c: &mut Conn, account: AccountId) -> Result<i64> {
    Ok(s::table.filter(s::account_id.eq(account.0)).count().get_result(c)?)
}

/// Switches letters of one question on or off; news begin now.
pub(super) fn set_mailed(tx: &mut Tx, account: AccountId, id: i64, is_mailed: bool) -> Result<()> {
    let target = s::table.filter(s::id.eq(id)).filter(s::account_id.eq(account.0));
    let set = (s::is_mailed.eq(is_mailed), s::seen_at.eq(tx.now), s::looked_on.eq(tx.now.day()));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 { Err(Error::Missing) } else { Ok(()) }
}

/// Switches every letter of an account off.
pub(super) fn silence(tx: &mut Tx, account: AccountId) -> Result<usize> {
    let target = s::table.filter(s::account_id.eq(account.0));
    Ok(diesel::update(target).set(s::is_mailed.eq(false)).execute(tx.conn)?)
}

/// Forgets a question.
pub(super) fn delete(tx: &mut Tx, account: AccountId, id: i64) -> Result<()> {
    let target = s::table.filter(s::id.eq(id)).filter(s::account_id.eq(account.0));
    if diesel::delete(target).execute(tx.conn)? == 0 { Err(Error::Missing) } else { Ok(()) }
}

/// Accounts with a question that was not looked at today, by ascending id.
pub(super) fn to_look_at(c: &mut Conn, today: Day, after: i64, rows: i64) -> Result<Vec<i64>> {
    Ok(s::table
        .filter(s::is_mailed.eq(true))
        .filter(s::looked_on.is_null().or(s::looked_on.lt(today)))
        .filter(s::account_id.gt(after))
        .select(s::account_id)
        .distinct()
        .order(s::account_id)
        .limit(rows)
        .load(c)?)
}

/// Who gets the letter: an open account with a verified address.
pub(super) fn recipient(c: &mut Conn, account: i64) -> Result<Option<Recipient>> {
    let found: Option<(String, String, String)> = accounts::table
        .filter(accounts::id.eq(account))
        .filter(accounts::status.eq("active"))
        .filter(accounts::verified_at.is_not_null())
        .select((accounts::name, accounts::email, accounts::locale))
        .first(c)
        .optional()?;
    Ok(found.map(|(name, email, locale)| Recipient { name, email, locale }))
}

/// Writes that news up to an instant were told; what changed meanwhile stays as it is.
pub(super) fn looked(tx: &mut Tx, searches: &[SavedSearch], until: Ts, today: Day) -> Result<()> {
    for x in searches {
        let target = s::table.filter(s::id.eq(x.id)).filter(s::seen_at.eq(x.seen_at));
        diesel::update(target).set((s::seen_at.eq(until), s::looked_on.eq(today))).execute(tx.conn)?;
    }
    Ok(())
}

/// What came under a question after it was last told of, until an instant.
pub(super) fn news(c: &mut Conn, x: &SavedSearch, until: Ts) -> Result<Vec<News>> {
    let words = rules::values(&x.query, "q").join(" ");
    let first = |key: &str| rules::values(&x.query, key).into_iter().next();
    let is_new = |at: Ts| at > x.seen_at && at <= until;
    match x.place {
        Place::Orgs => {
            let filter = Filter { q: String::new(), made: Some((x.seen_at, until)), ..Filter::parse(&x.query) };
            let page = organization::directory::page(c, &filter, NEWS)?;
            let found = page.items.into_iter().filter(|o| {
                let former = o.former_names.0.join(" ");
                let english = o.name_en.as_deref().unwrap_or_default();
                rules::holds(&words, &[&o.name, english, &former, &o.scope, &o.purpose, &o.domicile, &o.credit_code])
            });
            Ok(found
                .map(|o| News { title: o.name, href: format!("/orgs/{}", o.credit_code), at: o.created_at })
                .collect())
        }
        Place::Tenders => {
            let filter = tender::Filter {
                division: first("division"),
                procedure: first("method"),
                band: first("amount").and_then(|b| b.parse().ok()),
                authority: first("authority"),
                ..tender::Filter::default()
            };
            let page = tender::page(c, &filter, tender::Sort::Newest, None, NEWS)?;
            let found = page.items.into_iter().filter_map(|(t, _)| {
                let at = t.published_at.filter(|at| is_new(*at))?;
                let is_wanted = rules::holds(&words, &[&t.title, &t.no]);
                is_wanted.then(|| News { title: t.title, href: format!("/tenders/{}", t.no), at })
            });
            Ok(found.collect())
        }
        Place::Activities => activities(c, x, until, &words),
    }
}

type Row = (String, String, String, String, String, String, String, Option<Ts>);

fn activities(c: &mut Conn, x: &SavedSearch, until: Ts, words: &str) -> Result<Vec<News>> {
    let rows: Vec<Row> = a::table
        .filter(a::state.eq_any([ActivityState::Open, ActivityState::Running]))
        .filter(a::published_at.gt(x.seen_at))
        .filter(a::published_at.le(until))
        .order((a::published_at.desc(), a::id.desc()))
        .limit(NEWS)
        .select((a::no, a::title, a::summary, a::place, a::host_name, a::division, a::field, a::published_at))
        .load(c)?;
    let several = |key: &str| -> Vec<String> {
        rules::values(&x.query, key).iter().flat_map(|v| v.split(',').map(str::to_owned).collect::<Vec<_>>()).collect()
    };
    let (counties, fields) = (several("county"), several("field"));
    let found = rows.into_iter().filter_map(|(no, title, summary, place, host, division, field, at)| {
        let here = counties.is_empty() || counties.iter().any(|c| division.starts_with(c.as_str()));
        let fits = fields.is_empty() || fields.contains(&field);
        let is_wanted = here && fits && rules::holds(words, &[&title, &summary, &place, &host]);
        is_wanted.then(|| News { title, href: format!("/activities/{no}"), at: at.unwrap_or(until) })
    });
    Ok(found.collect())
}

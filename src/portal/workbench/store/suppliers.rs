//! Bids of one's own organizations, and challenges on either side.
use super::{MOST, bodies};
use crate::{
    kernel::{
        actor::{OrganizationId, Person, Role},
        refusal::Result,
        time::{Day, Ts},
    },
    market::{
        bid,
        challenge::ChallengeState,
        tender::{TenderId, TenderState},
    },
    platform::{crypto::Keyring, db::Conn},
    portal::workbench::model::{Due, Waiting},
    schema::{bids as b, challenges as ch, tenders as t},
};
use diesel::prelude::*;
use std::collections::BTreeMap;

pub(super) fn waiting(c: &mut Conn, person: &Person, keyring: &Keyring, now: Ts) -> Result<Vec<Waiting>> {
    let mut out = sealed(c, person, keyring, now)?;
    out.extend(challenges(c, person, now)?);
    Ok(out)
}

/// Sealed bids that may still be replaced or withdrawn. The box is asked with the hash that only an officer of the bidder
/// can form (`design.md` 7.1), so nobody else's bid can show here.
fn sealed(c: &mut Conn, person: &Person, keyring: &Keyring, now: Ts) -> Result<Vec<Waiting>> {
    let mine = bodies(person, Role::Officer);
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let open: Vec<(i64, String, String, Ts)> = t::table
        .filter(t::state.eq(TenderState::Open))
        .filter(t::closes_at.gt(now))
        .order(t::closes_at)
        .limit(MOST)
        .select((t::id, t::no, t::title, t::closes_at))
        .load(c)?;
    let mut tender_of = BTreeMap::new();
    for (n, (tender, ..)) in open.iter().enumerate() {
        for organization in &mine {
            tender_of.insert(bid::owner_of(keyring, TenderId(*tender), OrganizationId(*organization)), n);
        }
    }
    let owners: Vec<Option<String>> = tender_of.keys().cloned().map(Some).collect();
    let live: Vec<Option<String>> =
        b::table.filter(b::live.eq_any(owners).assume_not_null()).select(b::live).load(c)?;
    let one = |owner: String| {
        let (_, no, title, closes) = open.get(*tender_of.get(&owner)?)?.clone();
        let (href, who) = (format!("/tenders/{no}/bid"), Some(person.name.clone()));
        Some(Waiting { matter: "market", task: "keep-bid", title, no, href, who, due: Due::At(closes) })
    };
    Ok(live.into_iter().flatten().filter_map(one).collect())
}

/// Challenges to answer; overdue ones also wait for the supervisor.
fn challenges(c: &mut Conn, person: &Person, now: Ts) -> Result<Vec<Waiting>> {
    let buying = bodies(person, Role::Buyer);
    let supervises = person.seats.iter().any(|s| s.role == Role::Supervisor);
    if buying.is_empty() && !supervises {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String, Day, i64)> = ch::table
        .inner_join(t::table)
        .filter(ch::state.eq(ChallengeState::Lodged))
        .order((ch::reply_by, ch::id))
        .limit(MOST)
        .select((ch::no, t::title, ch::reply_by, t::authority_id))
        .load(c)?;
    let one = |(no, title, by, authority): (String, String, Day, i64)| {
        let task = match buying.contains(&authority) {
            true => "reply-challenge",
            false if supervises && by < now.day() => "urge-reply",
            false => return None,
        };
        let who = buying.contains(&authority).then(|| person.name.clone());
        Some(Waiting { matter: "market", task, title, href: format!("/challenges/{no}"), no, who, due: Due::By(by) })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

//! Statements of committees, sheets, checks and rankings. [`step`] is the one that writes a member's state.
use super::{
    draw::Tie,
    model::{
        Check, CheckKind, Committee, DeclaredTie, Member, MemberEvent, MemberId, MemberState, Ranking, Score, Sheet,
        Verdict,
    },
    score::{Points, Standing},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, OrganizationId, Role},
        money::Money,
        refusal::{Error, Result},
        state::Step,
        time::{Day, Ts},
    },
    market::{bid::BidId, tender::TenderId},
    platform::db::{Conn, Json, Tx},
    schema::{
        accounts, bid_checks, committee_members, committees, expert_ties, memberships, rankings, review_scores,
        review_verdicts,
    },
};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// The draw of a tender, if it has happened.
///
/// # Errors
/// A fault of the database.
pub fn committee(c: &mut Conn, tender: TenderId) -> Result<Option<Committee>> {
    let one = committees::table.filter(committees::tender_id.eq(tender));
    Ok(one.select(Committee::as_select()).first(c).optional()?)
}

/// Everybody drawn, also who withdrew, in the order of the draw.
///
/// # Errors
/// A fault of the database.
pub fn members(c: &mut Conn, tender: TenderId) -> Result<Vec<Member>> {
    let all = committee_members::table.filter(committee_members::tender_id.eq(tender));
    Ok(all.order(committee_members::position).select(Member::as_select()).load(c)?)
}

/// The seat of an account.
pub(super) fn member(c: &mut Conn, tender: TenderId, account: AccountId) -> Result<Option<Member>> {
    let one = committee_members::table
        .filter(committee_members::tender_id.eq(tender))
        .filter(committee_members::account_id.eq(account));
    Ok(one.select(Member::as_select()).first(c).optional()?)
}

/// Every active account that is an expert.
pub(super) fn experts(c: &mut Conn) -> Result<Vec<AccountId>> {
    let all = memberships::table
        .inner_join(accounts::table)
        .filter(memberships::role.eq(Role::Expert))
        .filter(memberships::ended_at.is_null())
        .filter(accounts::status.eq("active"));
    Ok(all.select(memberships::account_id).distinct().order(memberships::account_id).load(c)?)
}

/// What the house knows of the ties of these accounts: offices in organizations, and what they told before.
pub(super) fn ties(c: &mut Conn, accounts: &[AccountId]) -> Result<Vec<(AccountId, Tie)>> {
    let ids: Vec<i64> = accounts.iter().map(|a| a.0).collect();
    let offices: Vec<(AccountId, i64, Option<Ts>)> = memberships::table
        .filter(memberships::account_id.eq_any(&ids))
        .filter(memberships::body_kind.eq(BodyKind::Organization))
        .select((memberships::account_id, memberships::body_id, memberships::ended_at))
        .load(c)?;
    let told: Vec<(AccountId, OrganizationId, Option<Day>)> = expert_ties::table
        .filter(expert_ties::account_id.eq_any(&ids))
        .select((expert_ties::account_id, expert_ties::organization_id, expert_ties::until))
        .load(c)?;
    let offices = offices
        .into_iter()
        .map(|(a, body, ended)| (a, Tie { organization: OrganizationId(body), until: ended.map(Ts::day) }));
    Ok(offices.chain(told.into_iter().map(|(a, organization, until)| (a, Tie { organization, until }))).collect())
}

/// Writes the draw.
pub(super) fn insert_committee(
    tx: &mut Tx,
    tender: TenderId,
    seed: &str,
    pool: &[AccountId],
    seats: u32,
    entry: i64,
) -> Result<()> {
    let row = (
        committees::tender_id.eq(tender),
        committees::seed.eq(seed),
        committees::pool.eq(Json(pool.to_vec())),
        committees::seats.eq(i64::from(seats)),
        committees::drawn_by.eq(tx.account()?),
        committees::drawn_at.eq(tx.now),
        committees::entry_id.eq(entry),
    );
    diesel::insert_into(committees::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// Gives a seat.
pub(super) fn seat(tx: &mut Tx, tender: TenderId, account: AccountId, position: i64) -> Result<()> {
    let row = (
        committee_members::tender_id.eq(tender),
        committee_members::account_id.eq(account),
        committee_members::position.eq(position),
        committee_members::state.eq(MemberState::Drawn),
        committee_members::named_at.eq(tx.now),
    );
    diesel::insert_into(committee_members::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// Writes the state of a seat, with its history row.
pub(super) fn step(tx: &mut Tx, member: &Member, event: MemberEvent, note: Option<&str>) -> Result<()> {
    let step: Step<MemberState> = Step::new(member.state, event)?;
    let target = committee_members::table
        .filter(committee_members::id.eq(member.id))
        .filter(committee_members::state.eq(step.from()))
        .filter(committee_members::version.eq(member.version));
    let changed = diesel::update(target)
        .set((committee_members::state.eq(step.to()), committee_members::version.eq(committee_members::version + 1)))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    tx.history(member.id.0, &step, note)
}

/// Notes the declaration and every tie told.
pub(super) fn declare(tx: &mut Tx, member: &Member, ties: &[DeclaredTie], withdrawal: Option<&str>) -> Result<()> {
    for tie in ties {
        let row = (
            expert_ties::account_id.eq(member.account_id),
            expert_ties::organization_id.eq(tie.organization),
            expert_ties::kind.eq(tie.kind),
            expert_ties::until.eq(tie.until),
            expert_ties::told_at.eq(tx.now),
        );
        diesel::insert_into(expert_ties::table).values(row).execute(tx.conn)?;
    }
    diesel::update(committee_members::table.find(member.id.0))
        .set((committee_members::declared_at.eq(Some(tx.now)), committee_members::withdrawal.eq(withdrawal)))
        .execute(tx.conn)?;
    Ok(())
}

/// Notes a signature.
pub(super) fn sign(tx: &mut Tx, member: &Member, sha256: &str, dissent: Option<&str>, entry: i64) -> Result<()> {
    diesel::update(committee_members::table.find(member.id.0))
        .set((
            committee_members::sheet_sha256.eq(Some(sha256)),
            committee_members::dissent.eq(dissent),
            committee_members::locked_at.eq(Some(tx.now)),
            committee_members::entry_id.eq(Some(entry)),
        ))
        .execute(tx.conn)?;
    Ok(())
}

/// What a member wrote so far.
pub(super) fn sheet(c: &mut Conn, member: MemberId) -> Result<Sheet> {
    let verdicts: Vec<(BidId, bool, String)> = review_verdicts::table
        .filter(review_verdicts::member_id.eq(member))
        .select((review_verdicts::bid_id, review_verdicts::passed, review_verdicts::reason))
        .load(c)?;
    let scores: Vec<(BidId, i64, i64, String)> = review_scores::table
        .filter(review_scores::member_id.eq(member))
        .select((review_scores::bid_id, review_scores::criterion_id, review_scores::points, review_scores::note))
        .load(c)?;
    Ok(Sheet {
        verdicts: verdicts.into_iter().map(|(b, passed, reason)| (b, Verdict { passed, reason })).collect(),
        scores: scores.into_iter().map(|(b, i, points, note)| ((b, i), Score { points, note })).collect(),
    })
}

/// The sheets of everybody who signed, by place in the draw.
///
/// # Errors
/// A fault of the database.
pub fn sheets(c: &mut Conn, tender: TenderId) -> Result<BTreeMap<i64, Sheet>> {
    let signed = members(c, tender)?;
    let signed = signed.into_iter().filter(|m| m.state == MemberState::Locked);
    signed.map(|m| Ok((m.position, sheet(c, m.id)?))).collect()
}

/// Writes a draft in place of the one before.
pub(super) fn save_sheet(tx: &mut Tx, member: MemberId, sheet: &Sheet) -> Result<()> {
    diesel::delete(review_scores::table.filter(review_scores::member_id.eq(member))).execute(tx.conn)?;
    diesel::delete(review_verdicts::table.filter(review_verdicts::member_id.eq(member))).execute(tx.conn)?;
    for (bid, verdict) in &sheet.verdicts {
        let row = (
            review_verdicts::member_id.eq(member),
            review_verdicts::bid_id.eq(*bid),
            review_verdicts::passed.eq(verdict.passed),
            review_verdicts::reason.eq(&verdict.reason),
        );
        diesel::insert_into(review_verdicts::table).values(row).execute(tx.conn)?;
    }
    for ((bid, item), score) in &sheet.scores {
        let row = (
            review_scores::member_id.eq(member),
            review_scores::bid_id.eq(*bid),
            review_scores::criterion_id.eq(*item),
            review_scores::points.eq(score.points),
            review_scores::note.eq(&score.note),
        );
        diesel::insert_into(review_scores::table).values(row).execute(tx.conn)?;
    }
    Ok(())
}

/// The checks of these bids.
///
/// # Errors
/// A fault of the database.
pub fn checks_of(c: &mut Conn, bids: &[BidId]) -> Result<Vec<Check>> {
    let ids: Vec<i64> = bids.iter().map(|b| b.0).collect();
    let all = bid_checks::table.filter(bid_checks::bid_id.eq_any(ids)).order(bid_checks::id);
    Ok(all.select(Check::as_select()).load(c)?)
}

/// Writes the outcome of a check in place of the one before.
pub(super) fn save_check(tx: &mut Tx, bid: BidId, kind: CheckKind, passed: bool, reason: &str) -> Result<()> {
    let same = bid_checks::table.filter(bid_checks::bid_id.eq(bid)).filter(bid_checks::kind.eq(kind));
    diesel::delete(same).execute(tx.conn)?;
    let row = (
        bid_checks::bid_id.eq(bid),
        bid_checks::kind.eq(kind),
        bid_checks::passed.eq(passed),
        bid_checks::reason.eq(reason),
        bid_checks::account_id.eq(tx.actor.account()),
        bid_checks::checked_at.eq(tx.now),
    );
    diesel::insert_into(bid_checks::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// One line of the ranking about to be written.
pub(super) struct Ranked {
    pub bid: BidId,
    pub organization: OrganizationId,
    pub standing: Standing,
    pub rank: usize,
    pub position: usize,
    pub is_low: bool,
}

/// Writes one line of the ranking.
pub(super) fn insert_ranking(tx: &mut Tx, tender: TenderId, r: &Ranked) -> Result<()> {
    let row = (
        rankings::tender_id.eq(tender),
        rankings::bid_id.eq(r.bid),
        rankings::organization_id.eq(r.organization),
        rankings::quality.eq(String::from(r.standing.quality)),
        rankings::price_points.eq(String::from(r.standing.price)),
        rankings::total.eq(String::from(r.standing.total)),
        rankings::offered.eq(r.standing.offered),
        rankings::rank.eq(i64::try_from(r.rank).unwrap_or(i64::MAX)),
        rankings::position.eq(i64::try_from(r.position).unwrap_or(i64::MAX)),
        rankings::is_low.eq(r.is_low),
    );
    diesel::insert_into(rankings::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The ranking, best first; empty before the prices are open.
///
/// # Errors
/// A fault of the database.
pub fn ranking(c: &mut Conn, tender: TenderId) -> Result<Vec<Ranking>> {
    type Row = (BidId, OrganizationId, String, String, String, Money, i64, i64, bool);
    let all = rankings::table.filter(rankings::tender_id.eq(tender)).order(rankings::position);
    let rows: Vec<Row> = all
        .select((
            rankings::bid_id,
            rankings::organization_id,
            rankings::quality,
            rankings::price_points,
            rankings::total,
            rankings::offered,
            rankings::rank,
            rankings::position,
            rankings::is_low,
        ))
        .load(c)?;
    let read = |(bid_id, organization_id, quality, price, total, offered, rank, position, is_low): Row| {
        Ok(Ranking {
            bid_id,
            organization_id,
            quality: Points::try_from(quality)?,
            price_points: Points::try_from(price)?,
            total: Points::try_from(total)?,
            offered,
            rank,
            position,
            is_low,
        })
    };
    rows.into_iter().map(read).collect()
}

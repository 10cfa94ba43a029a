//! Verbs of the review.
use super::{
    draw::{self, binds},
    model::{CheckKind, DeclaredTie, Member, MemberEvent, MemberState, Sheet},
    rank, rules, sheet, store,
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, OrganizationId, Role},
        random,
        refusal::{Code, Error, Result},
    },
    market::{
        bid::{self, Bid, BidEvent, BidId, BidState, Signal},
        duties::{self, Duty},
        tender::{self, Tender, TenderId},
    },
    platform::db::{Event, Tx},
};
use serde_json::Value;

/// Who bid, of those whose envelope opened.
fn bidders(bids: &[Bid]) -> Vec<OrganizationId> {
    bids.iter().filter_map(|b| b.organization_id).collect()
}

/// Draws the committee 抽取专家 from everybody without a tie to a bidder; seed and pool are kept so that anyone may draw
/// again (`PR-72`). The names stay secret until the result.
///
/// # Errors
/// Every reason of [`rules::may_draw`].
pub fn draw(tx: &mut Tx, tender: TenderId) -> Result<()> {
    let tender = tender::find(tx.conn, tender)?;
    official(tx, &tender)?;
    let bidders = bidders(&bid::opened_of(tx.conn, tender.id)?);
    let pool = pool(tx, &tender, &bidders)?;
    let already = store::committee(tx.conn, tender.id)?.is_some();
    let seats = rules::may_draw(&tender, pool.len(), already)?;
    let seed = hex::encode(random::bytes::<32>());
    let order = draw::order(seed.as_bytes(), &pool);
    let event = Event::public("market.review.drawn")
        .with("seats", i64::from(seats))
        .with("pool", i64::try_from(pool.len()).unwrap_or(i64::MAX))
        .with("seed", seed.as_str());
    let entry = tx.record(("tender", &tender.no), event)?;
    store::insert_committee(tx, tender.id, &seed, &pool, seats, entry)?;
    for (account, position) in order.into_iter().take(seats as usize).zip(1..) {
        take_seat(tx, &tender, account, position)?;
    }
    Ok(())
}

fn take_seat(tx: &mut Tx, tender: &Tender, account: AccountId, position: i64) -> Result<()> {
    duties::record(tx, tender.id.0, Duty::Review, account)?;
    store::seat(tx, tender.id, account, position)
}

/// Buyer or approver of the department: the draw decides, not the person who starts it.
fn official(tx: &Tx, tender: &Tender) -> Result<AccountId> {
    let body = (BodyKind::Authority, tender.authority_id.0);
    tx.official(Role::Approver, body).or_else(|_| tx.official(Role::Buyer, body))
}

/// Experts without a tie to a bidder and without another part in this purchase.
fn pool(tx: &mut Tx, tender: &Tender, bidders: &[OrganizationId]) -> Result<Vec<AccountId>> {
    let experts = store::experts(tx.conn)?;
    let ties = store::ties(tx.conn, &experts)?;
    let years = tx.env.rulebook.count("proc.withdrawal_years", tx.now.day()).unwrap_or(3);
    let today = tx.now.day();
    let openers: Vec<AccountId> = tender::openers(tx.conn, tender.id)?.into_iter().map(|o| o.account_id).collect();
    let mut free = Vec::with_capacity(experts.len());
    for expert in experts {
        let tied = ties.iter().any(|(a, tie)| *a == expert && binds(*tie, bidders, today, years));
        let own_side = expert == tender.created_by || tender.approved_by == Some(expert) || openers.contains(&expert);
        if !tied && !own_side && duties::may(tx.conn, tender.id.0, Duty::Review, expert)? {
            free.push(expert);
        }
    }
    Ok(free)
}

/// What a member declares before seeing any bid.
#[derive(Debug, Clone)]
pub struct Declare {
    /// The tender.
    pub tender: TenderId,
    /// Ties with bidders, none of them if there are none.
    pub ties: Vec<DeclaredTie>,
    /// Why the member withdraws without a tie named, if so.
    pub withdrawal: Option<String>,
}

/// Declares ties 回避声明; whoever has one that binds withdraws at once, and the next of the draw takes the seat.
/// Answers whether the member stays.
///
/// # Errors
/// [`Code::NotOnCommittee`], [`Code::PoolTooSmall`] when nobody is left.
pub fn declare(tx: &mut Tx, command: &Declare) -> Result<bool> {
    let tender = tender::find(tx.conn, command.tender)?;
    let member = seat_of(tx, &tender)?;
    let bidders = bidders(&bid::opened_of(tx.conn, tender.id)?);
    let years = tx.env.rulebook.count("proc.withdrawal_years", tx.now.day()).unwrap_or(3);
    let bound = command
        .ties
        .iter()
        .any(|t| binds(draw::Tie { organization: t.organization, until: t.until }, &bidders, tx.now.day(), years));
    let stays = !bound && command.withdrawal.is_none();
    let word = if bound { Some("tie") } else { command.withdrawal.as_deref() };
    store::declare(tx, &member, &command.ties, word)?;
    let event = if stays { MemberEvent::Declare } else { MemberEvent::Withdraw };
    store::step(tx, &member, event, None)?;
    let fact = Event::private("market.review.declared").with("seat", member.position).with("stays", i64::from(stays));
    tx.record(("tender", &tender.no), fact)?;
    if !stays {
        replace(tx, &tender, &bidders)?;
    }
    Ok(stays)
}

/// Gives the free seat to the next of the draw who has no tie now.
fn replace(tx: &mut Tx, tender: &Tender, bidders: &[OrganizationId]) -> Result<()> {
    let committee = store::committee(tx.conn, tender.id)?.ok_or(Error::Missing)?;
    let free = pool(tx, tender, bidders)?;
    let seated: Vec<AccountId> = store::members(tx.conn, tender.id)?.into_iter().map(|m| m.account_id).collect();
    let order = draw::order(committee.seed.as_bytes(), &committee.pool.0);
    let next = order.into_iter().find(|a| !seated.contains(a) && free.contains(a));
    let position = i64::try_from(seated.len()).unwrap_or(i64::MAX - 1) + 1;
    let next = next.ok_or_else(|| {
        Error::from(crate::kernel::refusal::Reason::from(Code::PoolTooSmall).with("have", 0i64).with("need", 1i64))
    })?;
    take_seat(tx, tender, next, position)
}

/// The seat of whoever acts.
fn seat_of(tx: &mut Tx, tender: &Tender) -> Result<Member> {
    let account = tx.account()?;
    if !tx.actor.is(Role::Expert) {
        return Err(Code::NotOnCommittee.into());
    }
    let member = store::member(tx.conn, tender.id, account)?.ok_or(Code::NotOnCommittee)?;
    duties::check(tx, tender.id.0, Duty::Review)?;
    Ok(member)
}

/// A department's finding on whether a bidder is qualified.
#[derive(Debug, Clone)]
pub struct Qualify {
    /// The tender.
    pub tender: TenderId,
    /// By receipt: passed, and the reason.
    pub findings: Vec<(String, bool, String)>,
}

/// Checks qualification 资格审查: every bid passes or fails with a reason. A bid with a signal of the same head passes
/// with a reason only (`PR-91`).
///
/// # Errors
/// [`Code::ReasonNeeded`], [`Code::WrongState`].
pub fn qualify(tx: &mut Tx, command: &Qualify) -> Result<()> {
    let tender = tender::find(tx.conn, command.tender)?;
    tx.official(Role::Buyer, (BodyKind::Authority, tender.authority_id.0))?;
    duties::check(tx, tender.id.0, Duty::Buy)?;
    if tender.state != tender::TenderState::Opened {
        return Err(Code::ReviewClosed.into());
    }
    let bids = bid::opened_of(tx.conn, tender.id)?;
    for (receipt, passed, reason) in &command.findings {
        let bid =
            bids.iter().find(|b| b.receipt_no == *receipt && b.state == BidState::Opened).ok_or(Error::Missing)?;
        let same_head = bid.signals.as_ref().is_some_and(|s| s.0.contains(&Signal::SameHead));
        if reason.is_empty() && (!passed || same_head) {
            return Err(Code::ReasonNeeded.into());
        }
        store::save_check(tx, bid.id, CheckKind::Qualification, *passed, reason)?;
        if !passed {
            bid::finish(tx, bid, BidEvent::Reject, Some(reason))?;
        }
    }
    let event = Event::private("market.review.qualified").with("bids", command.findings.len() as i64);
    tx.record(("tender", &tender.no), event)?;
    fail_if_too_few(tx, &tender)?;
    Ok(())
}

/// Fails the tender when fewer bids than the rule asks are left (`PR-83`). Answers whether it did.
fn fail_if_too_few(tx: &mut Tx, tender: &Tender) -> Result<bool> {
    let left = bid::opened_of(tx.conn, tender.id)?.iter().filter(|b| b.state == BidState::Opened).count();
    let needed = tender.profile().bids.needed(true) as usize;
    if left >= needed {
        return Ok(false);
    }
    let event = Event::public("market.tender.failed").with("ground", "too_few_valid").with("left", left as i64);
    tx.record(("tender", &tender.no), event)?;
    tender::fail(tx, tender, "too_few_valid")?;
    Ok(true)
}

/// A draft of a sheet.
#[derive(Debug, Clone)]
pub struct Save {
    /// The tender.
    pub tender: TenderId,
    /// Everything written so far.
    pub sheet: Sheet,
}

/// Saves a member's draft 暂存; while correcting, only objective items may differ from what was signed.
///
/// # Errors
/// Every reason of [`rules::may_write`].
pub fn save(tx: &mut Tx, command: &Save) -> Result<Member> {
    let tender = tender::find(tx.conn, command.tender)?;
    let member = seat_of(tx, &tender)?;
    rules::may_write(&tender, &member)?;
    let sheet = if member.state == MemberState::Correcting {
        let items = tender::criteria(tx.conn, tender.id)?;
        let before = store::sheet(tx.conn, member.id)?;
        corrected(before, &command.sheet, |item| items.iter().any(|c| c.id == item && c.is_objective))
    } else {
        command.sheet.clone()
    };
    store::save_sheet(tx, member.id, &sheet)?;
    Ok(member)
}

fn corrected(mut before: Sheet, wanted: &Sheet, may: impl Fn(i64) -> bool) -> Sheet {
    for (key, score) in &wanted.scores {
        if may(key.1) {
            before.scores.insert(*key, score.clone());
        }
    }
    before
}

/// Locking a sheet.
#[derive(Debug, Clone)]
pub struct Lock {
    /// The tender.
    pub tender: TenderId,
    /// Dissent, with reasons; none counts as agreement (`PR-75`).
    pub dissent: Option<String>,
}

/// Signs and locks the member's sheet; the last one ends the review of quality. Objective items on which members differ
/// open the sheets again for correction (`PR-84`).
///
/// # Errors
/// What is missing on the sheet, field by field.
pub fn lock(tx: &mut Tx, command: &Lock) -> Result<Member> {
    let tender = tender::find(tx.conn, command.tender)?;
    let member = seat_of(tx, &tender)?;
    rules::may_write(&tender, &member)?;
    let bids = reviewable(tx, &tender)?;
    let criteria = tender::criteria(tx.conn, tender.id)?;
    let sheet = store::sheet(tx.conn, member.id)?;
    let missing = rules::missing(&sheet, &bids, &criteria);
    if !missing.is_empty() {
        return Err(Error::Invalid(missing));
    }
    let sha256 = sheet::digest(&tender.no, &sheet, &bids, &criteria);
    let event = Event::private("market.review.locked").with("seat", member.position).with("sha256", sha256.as_str());
    let entry = tx.record(("tender", &tender.no), event)?;
    store::step(tx, &member, MemberEvent::Lock, None)?;
    store::sign(tx, &member, &sha256, command.dissent.as_deref(), entry)?;
    conclude(tx, &tender, &bids)?;
    store::member(tx.conn, tender.id, member.account_id)?.ok_or(Error::Missing)
}

/// Bids that the committee reviews: opened, and not found unqualified.
///
/// # Errors
/// A fault of the database.
pub fn reviewable(tx: &mut Tx, tender: &Tender) -> Result<Vec<Bid>> {
    Ok(bid::opened_of(tx.conn, tender.id)?.into_iter().filter(|b| b.state == BidState::Opened).collect())
}

/// When every seat has signed and every bid was checked: compliance by majority, then scored.
fn conclude(tx: &mut Tx, tender: &Tender, bids: &[Bid]) -> Result<()> {
    let seated: Vec<Member> = store::members(tx.conn, tender.id)?;
    let seated: Vec<&Member> = seated.iter().filter(|m| m.state != MemberState::Withdrawn).collect();
    if seated.iter().any(|m| m.state != MemberState::Locked) {
        return Ok(());
    }
    let ids: Vec<BidId> = bids.iter().map(|b| b.id).collect();
    let qualified = store::checks_of(tx.conn, &ids)?;
    if ids.iter().any(|id| !qualified.iter().any(|k| k.bid_id == *id && k.kind == CheckKind::Qualification)) {
        return Err(Code::ChecksMissing.into());
    }
    let criteria = tender::criteria(tx.conn, tender.id)?;
    let sheets: Vec<Sheet> = store::sheets(tx.conn, tender.id)?.into_values().collect();
    if !rules::differing(&sheets, &ids, &criteria).is_empty() {
        for member in seated {
            store::step(tx, member, MemberEvent::Correct, None)?;
        }
        return Ok(());
    }
    for bid in bids {
        let passed = rules::complies(&sheets, bid.id);
        let reason = reasons_against(&sheets, bid.id);
        store::save_check(tx, bid.id, CheckKind::Compliance, passed, &reason)?;
        if !passed {
            bid::finish(tx, bid, BidEvent::Reject, Some(&reason))?;
        }
    }
    if fail_if_too_few(tx, tender)? {
        return Ok(());
    }
    scored(tx, tender)
}

fn reasons_against(sheets: &[Sheet], bid: BidId) -> String {
    let said = sheets.iter().filter_map(|s| s.verdicts.get(&bid)).filter(|v| !v.passed);
    said.map(|v| v.reason.as_str()).collect::<Vec<_>>().join("\n")
}

/// The quality is settled. Where the price lay in the same envelope, the ranking follows at once.
fn scored(tx: &mut Tx, tender: &Tender) -> Result<()> {
    let hashes: Vec<Value> = store::members(tx.conn, tender.id)?
        .into_iter()
        .filter(|m| m.state == MemberState::Locked)
        .filter_map(|m| m.sheet_sha256.map(Value::from))
        .collect();
    let event = Event::public("market.tender.scored").with("sheets", Value::Array(hashes));
    tx.record(("tender", &tender.no), event)?;
    let tender = tender::mark_scored(tx, tender)?;
    let own_envelope = tender::locks(tx.conn, tender.id)?.iter().any(|l| l.envelope == tender::EnvelopeKind::Price);
    if !own_envelope {
        rank::rank(tx, &tender)?;
        tender::mark_priced(tx, &tender)?;
    }
    Ok(())
}

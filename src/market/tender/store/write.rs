//! What writes a tender and its parts.
use super::{criteria, find};
use crate::market::tender::{
    committee::{Formed, FormedEnvelope},
    model::{Draft, DraftCriterion, EnvelopeKind, Tender, TenderEvent, TenderId, TenderState, Terms},
};
use crate::{
    both,
    kernel::{
        actor::{AccountId, AuthorityId},
        money::Money,
        refusal::{Error, Result},
        state::Step,
        time::Ts,
    },
    market::plan::{self, PlanLineId},
    platform::{
        db::{Conn, Json, Tx},
        rulebook::Procedure,
    },
    schema::{tender_criteria, tender_locks, tender_openers, tenders},
};
use diesel::prelude::*;

/// The one place that writes the state: compare-and-set on state and version, with its history row.
///
/// # Errors
/// [`Error::Stale`] when somebody else moved the tender first.
pub(in crate::market::tender) fn step(
    tx: &mut Tx,
    tender: &Tender,
    step: &Step<TenderState>,
    reason: Option<&str>,
) -> Result<Tender> {
    let target = tenders::table
        .filter(tenders::id.eq(tender.id))
        .filter(tenders::state.eq(step.from()))
        .filter(tenders::version.eq(tender.version));
    let changed = diesel::update(target)
        .set((tenders::state.eq(step.to()), tenders::reason.eq(reason), tenders::version.eq(tenders::version + 1)))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    stamp(tx, tender.id, step.event())?;
    tx.history(tender.id.0, step, reason)?;
    find(tx.conn, tender.id)
}

/// Writes down when a step of the opening happened.
fn stamp(tx: &mut Tx, id: TenderId, event: TenderEvent) -> Result<()> {
    let target = tenders::table.find(id.0);
    let now: Option<Ts> = Some(tx.now);
    match event {
        TenderEvent::Publish => diesel::update(target)
            .set((tenders::published_at.eq(now), tenders::approved_by.eq(tx.actor.account())))
            .execute(tx.conn)?,
        TenderEvent::OpenBids => diesel::update(target).set(tenders::opened_at.eq(now)).execute(tx.conn)?,
        TenderEvent::Score => diesel::update(target).set(tenders::scored_at.eq(now)).execute(tx.conn)?,
        TenderEvent::Price => diesel::update(target).set(tenders::priced_at.eq(now)).execute(tx.conn)?,
        TenderEvent::Announce => diesel::update(target).set(tenders::result_at.eq(now)).execute(tx.conn)?,
        _ => 0,
    };
    Ok(())
}

/// What a new tender is written with.
pub(in crate::market::tender) struct Fresh<'a> {
    pub no: &'a str,
    pub plan_line_id: Option<PlanLineId>,
    pub authority_id: AuthorityId,
    pub by: AccountId,
    pub draft: &'a Draft,
    pub profile: &'a Procedure,
}

pub(in crate::market::tender) fn insert(tx: &mut Tx, new: &Fresh) -> Result<TenderId> {
    let row = (
        tenders::no.eq(new.no),
        tenders::authority_id.eq(new.authority_id.0),
        tenders::created_by.eq(new.by.0),
        tenders::created_at.eq(tx.now),
        tenders::state.eq(TenderState::Draft),
        contents(new.plan_line_id, new.draft, new.profile),
    );
    let id: TenderId = diesel::insert_into(tenders::table).values(row).returning(tenders::id).get_result(tx.conn)?;
    write_criteria(tx, id, new.draft)?;
    Ok(id)
}

/// The columns a draft fills, for insert and update alike.
#[derive(Insertable, AsChangeset)]
#[diesel(table_name = tenders, treat_none_as_null = true)]
struct Contents {
    plan_line_id: Option<i64>,
    title: String,
    summary: String,
    need: String,
    division: String,
    procedure_key: String,
    profile: Json<Procedure>,
    terms: Json<Terms>,
    budget: Money,
    ceiling: Option<Money>,
    price_weight_bp: i64,
    is_simulated: bool,
    questions_until: Option<Ts>,
    closes_at: Ts,
}

fn contents(plan_line_id: Option<PlanLineId>, draft: &Draft, profile: &Procedure) -> Contents {
    Contents {
        plan_line_id: plan_line_id.map(|id| id.0),
        title: draft.title.clone(),
        summary: draft.summary.clone(),
        need: draft.need.clone(),
        division: draft.division.clone(),
        procedure_key: profile.key.clone(),
        profile: Json(profile.clone()),
        terms: Json(draft.terms.clone()),
        budget: draft.budget,
        ceiling: draft.ceiling,
        price_weight_bp: draft.price_points,
        is_simulated: profile.simulated,
        questions_until: draft.questions_until,
        closes_at: draft.closes_at,
    }
}

/// Rewrites a draft; only the state `draft` and the version seen allow it.
pub(in crate::market::tender) fn rewrite(
    tx: &mut Tx,
    tender: &Tender,
    plan_line_id: Option<PlanLineId>,
    draft: &Draft,
    profile: &Procedure,
) -> Result<()> {
    let target = tenders::table
        .filter(tenders::id.eq(tender.id))
        .filter(tenders::state.eq(TenderState::Draft))
        .filter(tenders::version.eq(tender.version));
    let set = (contents(plan_line_id, draft, profile), tenders::version.eq(tenders::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    diesel::delete(tender_criteria::table.filter(tender_criteria::tender_id.eq(tender.id))).execute(tx.conn)?;
    write_criteria(tx, tender.id, draft)
}

fn write_criteria(tx: &mut Tx, id: TenderId, draft: &Draft) -> Result<()> {
    let item = |n: usize, key: String, c: &DraftCriterion, is_price: bool| {
        (
            tender_criteria::tender_id.eq(id.0),
            tender_criteria::position.eq(i64::try_from(n).unwrap_or(i64::MAX)),
            tender_criteria::key.eq(key),
            tender_criteria::title.eq(c.title.clone()),
            tender_criteria::description.eq(c.description.clone()),
            tender_criteria::max_points.eq(c.max_points),
            tender_criteria::is_price.eq(is_price),
            tender_criteria::is_objective.eq(c.is_objective),
        )
    };
    let mut rows: Vec<_> =
        draft.criteria.iter().enumerate().map(|(n, c)| item(n + 1, format!("c{}", n + 1), c, false)).collect();
    let price = DraftCriterion {
        title: String::new(),
        description: String::new(),
        max_points: draft.price_points,
        is_objective: true,
    };
    rows.push(item(rows.len() + 1, "price".into(), &price, true));
    both!(tx.conn, c => diesel::insert_into(tender_criteria::table).values(rows.clone()).execute(c))?;
    Ok(())
}

/// The draft behind a tender, as the rules judge it.
pub(in crate::market::tender) fn draft_of(c: &mut Conn, tender: &Tender) -> Result<Draft> {
    let plan_line = match tender.plan_line_id {
        Some(id) => plan::find(c, id)?.no,
        None => String::new(),
    };
    let criteria = criteria(c, tender.id)?.into_iter().filter(|c| !c.is_price);
    Ok(Draft {
        plan_line,
        procedure: tender.procedure_key.clone(),
        title: tender.title.clone(),
        summary: tender.summary.clone(),
        need: tender.need.clone(),
        division: tender.division.clone(),
        budget: tender.budget,
        ceiling: tender.ceiling,
        questions_until: tender.questions_until,
        closes_at: tender.closes_at,
        terms: tender.terms.0.clone(),
        criteria: criteria
            .map(|c| DraftCriterion {
                title: c.title,
                description: c.description,
                max_points: c.max_points,
                is_objective: c.is_objective,
            })
            .collect(),
        price_points: tender.price_weight_bp,
    })
}

/// Keeps the procedure as it stands at publication, and the ledger entry.
pub(in crate::market::tender) fn seal_profile(
    tx: &mut Tx,
    id: TenderId,
    profile: &Procedure,
    entry: i64,
) -> Result<()> {
    let set = (tenders::profile.eq(Json(profile.clone())), tenders::entry_id.eq(entry));
    diesel::update(tenders::table.find(id.0)).set(set).execute(tx.conn)?;
    Ok(())
}

/// Moves the deadline of an open tender.
pub(in crate::market::tender) fn move_deadline(tx: &mut Tx, tender: &Tender, closes_at: Ts) -> Result<()> {
    let target = tenders::table
        .filter(tenders::id.eq(tender.id))
        .filter(tenders::state.eq(TenderState::Open))
        .filter(tenders::version.eq(tender.version));
    let set = (tenders::closes_at.eq(closes_at), tenders::version.eq(tenders::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Writes the committee and its locks in place of an earlier one.
pub(in crate::market::tender) fn write_committee(
    tx: &mut Tx,
    tender: &Tender,
    members: &[AccountId],
    formed: &Formed,
) -> Result<()> {
    let id = tender.id.0;
    diesel::delete(tender_openers::table.filter(tender_openers::tender_id.eq(id))).execute(tx.conn)?;
    diesel::delete(tender_locks::table.filter(tender_locks::tender_id.eq(id))).execute(tx.conn)?;
    for (n, account) in members.iter().enumerate() {
        let share = |e: &FormedEnvelope| e.shares.get(n).cloned();
        let row = (
            tender_openers::tender_id.eq(id),
            tender_openers::account_id.eq(account.0),
            tender_openers::position.eq(i64::try_from(n + 1).unwrap_or(i64::MAX)),
            tender_openers::technical_share.eq(share(&formed.technical)),
            tender_openers::price_share.eq(share(&formed.price)),
        );
        diesel::insert_into(tender_openers::table).values(row).execute(tx.conn)?;
    }
    for (envelope, made) in [(EnvelopeKind::Technical, &formed.technical), (EnvelopeKind::Price, &formed.price)] {
        let row = (
            tender_locks::tender_id.eq(id),
            tender_locks::envelope.eq(envelope),
            tender_locks::public_a.eq(&made.public_a),
            tender_locks::sealed_secret_a.eq(&made.sealed_secret_a),
            tender_locks::public_b.eq(&made.public_b),
            tender_locks::made_at.eq(tx.now),
        );
        diesel::insert_into(tender_locks::table).values(row).execute(tx.conn)?;
    }
    Ok(())
}

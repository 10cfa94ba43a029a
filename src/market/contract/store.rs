//! Statements of `contracts`, `milestones`, `supplements`.
use super::model::{
    Contract, ContractEvent, ContractId, ContractState, Draft, DraftMilestone, DraftSupplement, Milestone,
    MilestoneState, NewContract, Supplement, SupplementEvent, SupplementState,
};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        refusal::{Error, Result},
        state::Step,
        time::{Day, Ts},
    },
    market::{award::Award, tender::TenderId},
    platform::db::{Conn, Json, Tx},
    schema::{contracts, milestones, supplements},
    web::paging::{Cursor, Paged},
};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};

/// A contract by its row.
///
/// # Errors
/// [`Error::Missing`].
pub fn find(c: &mut Conn, id: ContractId) -> Result<Contract> {
    Ok(contracts::table.find(id.0).select(Contract::as_select()).first(c)?)
}

/// A contract by its number, in any state; who may see it is the caller's question.
///
/// # Errors
/// [`Error::Missing`].
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<Contract> {
    Ok(contracts::table.filter(contracts::no.eq(no)).select(Contract::as_select()).first(c)?)
}

/// Contracts of a tender, newest first: one in force, and those refused before it.
///
/// # Errors
/// A fault of the database.
pub fn of_tender(c: &mut Conn, tender: TenderId) -> Result<Vec<Contract>> {
    Ok(contracts::table
        .filter(contracts::tender_id.eq(tender.0))
        .order(contracts::id.desc())
        .select(Contract::as_select())
        .load(c)?)
}

/// Published contracts of an organization, newest first, at most a hundred.
///
/// # Errors
/// A fault of the database.
pub fn of_organization(c: &mut Conn, organization: OrganizationId) -> Result<Vec<Contract>> {
    Ok(contracts::table
        .filter(contracts::organization_id.eq(organization.0))
        .filter(contracts::published_at.is_not_null())
        .order((contracts::published_at.desc(), contracts::id.desc()))
        .limit(100)
        .select(Contract::as_select())
        .load(c)?)
}

/// Contracts that wait for somebody at one of the departments or organizations, oldest first.
///
/// # Errors
/// A fault of the database.
pub(super) fn waiting(
    c: &mut Conn,
    authorities: &[i64],
    organizations: &[i64],
    states: &[ContractState],
) -> Result<Vec<Contract>> {
    let mine = contracts::authority_id.eq_any(authorities).or(contracts::organization_id.eq_any(organizations));
    Ok(contracts::table
        .filter(contracts::state.eq_any(states))
        .filter(mine)
        .order(contracts::id)
        .limit(500)
        .select(Contract::as_select())
        .load(c)?)
}

/// Published contracts, newest first.
///
/// # Errors
/// A fault of the database.
pub fn published(c: &mut Conn, after: Option<&Cursor>, rows: i64) -> Result<Paged<Contract>> {
    let mut query = contracts::table
        .filter(contracts::published_at.is_not_null())
        .order((contracts::published_at.desc(), contracts::id.desc()))
        .limit(rows + 1)
        .select(Contract::as_select())
        .into_boxed();
    if let Some((at, id)) = after.and_then(|k| Some((k.sort.parse::<Ts>().ok()?, k.id))) {
        query =
            query.filter(contracts::published_at.lt(at).or(contracts::published_at.eq(at).and(contracts::id.lt(id))));
    }
    let cursor =
        |x: &Contract| Cursor { sort: x.published_at.map(|at| at.utc().to_rfc3339()).unwrap_or_default(), id: x.id.0 };
    Ok(Paged::cut(query.load(c)?, rows, cursor))
}

/// The stages of a contract in their order.
///
/// # Errors
/// A fault of the database.
pub fn milestones(c: &mut Conn, contract: ContractId) -> Result<Vec<Milestone>> {
    Ok(milestones::table
        .filter(milestones::contract_id.eq(contract.0))
        .order(milestones::position)
        .select(Milestone::as_select())
        .load(c)?)
}

/// One stage by its place.
///
/// # Errors
/// [`Error::Missing`].
pub fn milestone(c: &mut Conn, contract: ContractId, position: i64) -> Result<Milestone> {
    Ok(milestones::table
        .filter(milestones::contract_id.eq(contract.0))
        .filter(milestones::position.eq(position))
        .select(Milestone::as_select())
        .first(c)?)
}

/// Supplementary contracts in their order.
///
/// # Errors
/// A fault of the database.
pub fn find_supplements(c: &mut Conn, contract: ContractId) -> Result<Vec<Supplement>> {
    Ok(supplements::table
        .filter(supplements::contract_id.eq(contract.0))
        .order(supplements::position)
        .select(Supplement::as_select())
        .load(c)?)
}

/// What a new contract takes over from its tender and award.
pub(super) struct Frame<'a> {
    pub no: String,
    pub tender: TenderId,
    pub award: &'a Award,
    pub authority: AuthorityId,
    pub title: &'a str,
    pub is_public_service: bool,
    pub drafted_by: AccountId,
    pub awarded_at: Ts,
    pub sign_by: Day,
}

pub(super) fn insert(tx: &mut Tx, frame: &Frame, draft: &Draft) -> Result<Contract> {
    let row = (
        (
            contracts::no.eq(&frame.no),
            contracts::tender_id.eq(frame.tender.0),
            contracts::award_id.eq(frame.award.id),
            contracts::authority_id.eq(frame.authority),
            contracts::organization_id.eq(frame.award.organization_id),
            contracts::title.eq(frame.title),
            contracts::amount.eq(frame.award.amount),
            contracts::body.eq(Json(draft.body.clone())),
            contracts::starts_on.eq(draft.starts_on),
            contracts::ends_on.eq(draft.ends_on),
        ),
        (
            contracts::is_public_service.eq(frame.is_public_service),
            contracts::state.eq(ContractState::Draft),
            contracts::drafted_by.eq(frame.drafted_by),
            contracts::awarded_at.eq(frame.awarded_at),
            contracts::sign_by.eq(frame.sign_by),
            contracts::created_at.eq(tx.now),
        ),
    );
    let id: ContractId =
        diesel::insert_into(contracts::table).values(row).returning(contracts::id).get_result(tx.conn)?;
    put_milestones(tx, id, &draft.milestones)?;
    find(tx.conn, id)
}

pub(super) fn update(tx: &mut Tx, contract: &Contract, draft: &Draft) -> Result<()> {
    let target = contracts::table
        .filter(contracts::id.eq(contract.id))
        .filter(contracts::state.eq(ContractState::Draft))
        .filter(contracts::version.eq(contract.version));
    let changed = diesel::update(target)
        .set((
            contracts::body.eq(Json(draft.body.clone())),
            contracts::starts_on.eq(draft.starts_on),
            contracts::ends_on.eq(draft.ends_on),
            contracts::version.eq(contracts::version + 1),
        ))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    diesel::delete(milestones::table.filter(milestones::contract_id.eq(contract.id.0))).execute(tx.conn)?;
    put_milestones(tx, contract.id, &draft.milestones)
}

fn put_milestones(tx: &mut Tx, contract: ContractId, list: &[DraftMilestone]) -> Result<()> {
    for (position, m) in (1i64..).zip(list) {
        put_milestone(tx, contract, position, m)?;
    }
    Ok(())
}

fn put_milestone(tx: &mut Tx, contract: ContractId, position: i64, m: &DraftMilestone) -> Result<()> {
    let row = (
        milestones::contract_id.eq(contract),
        milestones::position.eq(position),
        milestones::title.eq(&m.title),
        milestones::due_on.eq(m.due_on),
        milestones::amount.eq(m.amount),
        milestones::state.eq(MilestoneState::Planned),
    );
    diesel::insert_into(milestones::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// The one place that writes a contract's state: compare-and-set on state and version, with its history row.
pub(super) fn step(tx: &mut Tx, old: &Contract, step: &Step<ContractState>, reason: Option<&str>) -> Result<Contract> {
    let target = contracts::table
        .filter(contracts::id.eq(old.id))
        .filter(contracts::state.eq(step.from()))
        .filter(contracts::version.eq(old.version));
    let changed = diesel::update(target)
        .set((
            contracts::state.eq(step.to()),
            contracts::reason.eq(reason),
            contracts::version.eq(contracts::version + 1),
        ))
        .execute(tx.conn)?;
    if changed == 0 {
        return Err(Error::Stale);
    }
    stamp(tx, old.id, step.event())?;
    tx.history(old.id.0, step, reason)?;
    find(tx.conn, old.id)
}

/// Writes down who took a step, and when.
fn stamp(tx: &mut Tx, id: ContractId, event: ContractEvent) -> Result<()> {
    let target = contracts::table.find(id.0);
    let (who, now) = (tx.actor.account(), Some(tx.now));
    match event {
        ContractEvent::Approve => diesel::update(target).set(contracts::reviewed_by.eq(who)).execute(tx.conn)?,
        ContractEvent::SupplierSign => diesel::update(target)
            .set((contracts::supplier_signed_by.eq(who), contracts::supplier_signed_at.eq(now)))
            .execute(tx.conn)?,
        ContractEvent::Sign => diesel::update(target)
            .set((contracts::buyer_signed_by.eq(who), contracts::signed_at.eq(now)))
            .execute(tx.conn)?,
        ContractEvent::Publish => diesel::update(target).set(contracts::published_at.eq(now)).execute(tx.conn)?,
        _ => 0,
    };
    Ok(())
}

/// What the signing fixes: whether it was late, the days that follow from it, and its ledger entry.
pub(super) fn seal(
    tx: &mut Tx,
    id: ContractId,
    is_late: bool,
    days: (Option<Day>, Option<Day>),
    entry: i64,
) -> Result<()> {
    diesel::update(contracts::table.find(id.0))
        .set((
            contracts::is_late.eq(is_late),
            contracts::publish_by.eq(days.0),
            contracts::file_by.eq(days.1),
            contracts::entry_id.eq(entry),
        ))
        .execute(tx.conn)?;
    Ok(())
}

pub(super) fn mark_filed(tx: &mut Tx, contract: &Contract) -> Result<()> {
    let target = contracts::table.filter(contracts::id.eq(contract.id)).filter(contracts::filed_at.is_null());
    if diesel::update(target).set(contracts::filed_at.eq(Some(tx.now))).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

macro_rules! marks {
    ($($(#[$meta:meta])* $name:ident $event:ident),+ $(,)?) => { $(
        $(#[$meta])*
        ///
        /// # Errors
        /// [`Code::WrongState`](crate::kernel::refusal::Code::WrongState), [`Error::Stale`].
        pub fn $name(tx: &mut Tx, contract: &Contract) -> Result<Contract> {
            step(tx, contract, &Step::new(contract.state, ContractEvent::$event)?, None)
        }
    )+ };
}

marks! {
    /// Performing to completed: the last milestone is accepted.
    mark_complete Complete,
    /// Completed to settled: everything accepted is paid.
    mark_settled Settle,
    /// Settled to evaluated (`PR-105`).
    mark_evaluated Evaluate,
}

/// The one place that writes a milestone's state.
///
/// # Errors
/// [`Error::Stale`] when somebody else moved it first.
pub fn move_milestone(tx: &mut Tx, old: &Milestone, step: &Step<MilestoneState>) -> Result<()> {
    let target = milestones::table
        .filter(milestones::id.eq(old.id))
        .filter(milestones::state.eq(step.from()))
        .filter(milestones::version.eq(old.version));
    let set = (milestones::state.eq(step.to()), milestones::version.eq(milestones::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    tx.history(old.id.0, step, None)
}

/// What open supplements, proposed and not yet signed, add up to.
pub(super) fn open_supplements(c: &mut Conn, contract: ContractId) -> Result<Money> {
    let open = [SupplementState::Proposed, SupplementState::Approved];
    let fen = supplements::table
        .filter(supplements::contract_id.eq(contract.0))
        .filter(supplements::state.eq_any(open))
        .select(sql::<BigInt>("CAST(COALESCE(SUM(amount),0) AS BIGINT)"))
        .first(c)?;
    Ok(Money::from_fen(fen))
}

pub(super) fn insert_supplement(
    tx: &mut Tx,
    contract: ContractId,
    by: AccountId,
    draft: &DraftSupplement,
) -> Result<i64> {
    let position = 1 + i64::try_from(find_supplements(tx.conn, contract)?.len()).unwrap_or(0);
    let row = (
        supplements::contract_id.eq(contract),
        supplements::position.eq(position),
        supplements::title.eq(&draft.title),
        supplements::reason.eq(&draft.reason),
        supplements::amount.eq(draft.amount),
        supplements::due_on.eq(draft.due_on),
        supplements::state.eq(SupplementState::Proposed),
        supplements::drafted_by.eq(by),
        supplements::created_at.eq(tx.now),
    );
    diesel::insert_into(supplements::table).values(row).execute(tx.conn)?;
    Ok(position)
}

/// The one place that writes a supplement's state.
pub(super) fn step_supplement(tx: &mut Tx, old: &Supplement, step: &Step<SupplementState>) -> Result<()> {
    let target = supplements::table
        .filter(supplements::id.eq(old.id))
        .filter(supplements::state.eq(step.from()))
        .filter(supplements::version.eq(old.version));
    let set = (supplements::state.eq(step.to()), supplements::version.eq(supplements::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    let (who, row) = (tx.actor.account(), supplements::table.find(old.id));
    match step.event() {
        SupplementEvent::Approve => {
            diesel::update(row).set(supplements::reviewed_by.eq(who)).execute(tx.conn)?;
        }
        SupplementEvent::Sign => {
            let signed = (supplements::signed_by.eq(who), supplements::signed_at.eq(Some(tx.now)));
            diesel::update(row).set(signed).execute(tx.conn)?;
        }
        SupplementEvent::Drop => {}
    }
    tx.history(old.id, step, None)
}

/// Takes a signed supplement into the contract: its sum and its stage.
pub(super) fn take_in(tx: &mut Tx, contract: &Contract, supplement: &Supplement, entry: i64) -> Result<()> {
    let last = milestones(tx.conn, contract.id)?.last().map_or(0, |m| m.position);
    let stage =
        DraftMilestone { title: supplement.title.clone(), due_on: supplement.due_on, amount: supplement.amount };
    put_milestone(tx, contract.id, last + 1, &stage)?;
    diesel::update(supplements::table.find(supplement.id)).set(supplements::entry_id.eq(entry)).execute(tx.conn)?;
    let target = contracts::table.filter(contracts::id.eq(contract.id)).filter(contracts::version.eq(contract.version));
    let sum = contract.supplemented.checked_add(supplement.amount).unwrap_or(contract.supplemented);
    let set = (contracts::supplemented.eq(sum), contracts::version.eq(contracts::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    Ok(())
}

/// Writes many signed contracts with their stages, for the demonstration; answers their rows in the given order.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(tx: &mut Tx, list: &[NewContract]) -> Result<Vec<ContractId>> {
    let mut ids = Vec::with_capacity(list.len());
    for part in list.chunks(200) {
        let rows: Vec<_> = part.iter().map(row_of).collect();
        let made: Vec<ContractId> = crate::both!(&mut *tx.conn, c => diesel::insert_into(contracts::table)
            .values(&rows).returning(contracts::id).get_results(c))?;
        let stages: Vec<_> = part.iter().zip(&made).flat_map(|(n, id)| stages_of(n, *id)).collect();
        for stages in stages.chunks(500) {
            crate::both!(&mut *tx.conn, c => diesel::insert_into(milestones::table).values(stages).execute(c))?;
        }
        ids.extend(made);
    }
    Ok(ids)
}

#[derive(Insertable)]
#[diesel(table_name = contracts)]
struct Row<'a> {
    no: &'a str,
    tender_id: TenderId,
    award_id: i64,
    authority_id: AuthorityId,
    organization_id: OrganizationId,
    title: &'a str,
    amount: Money,
    body: String,
    starts_on: Day,
    ends_on: Day,
    is_public_service: bool,
    state: ContractState,
    drafted_by: AccountId,
    reviewed_by: Option<AccountId>,
    supplier_signed_by: Option<AccountId>,
    supplier_signed_at: Option<Ts>,
    buyer_signed_by: Option<AccountId>,
    signed_at: Option<Ts>,
    awarded_at: Ts,
    sign_by: Day,
    is_late: bool,
    published_at: Option<Ts>,
    filed_at: Option<Ts>,
    entry_id: Option<i64>,
    created_at: Ts,
}

fn row_of(n: &NewContract) -> Row<'_> {
    let sign_by = n.awarded_at.day() + chrono::TimeDelta::days(30);
    Row {
        no: &n.no,
        tender_id: n.tender_id,
        award_id: n.award_id,
        authority_id: n.authority_id,
        organization_id: n.organization_id,
        title: &n.title,
        amount: n.amount,
        body: serde_json::to_string(&n.body).unwrap_or_default(),
        starts_on: n.starts_on,
        ends_on: n.ends_on,
        is_public_service: n.is_public_service,
        state: n.state,
        drafted_by: n.drafted_by,
        reviewed_by: Some(n.reviewed_by),
        supplier_signed_by: Some(n.supplier),
        supplier_signed_at: Some(n.signed_at),
        buyer_signed_by: Some(n.drafted_by),
        signed_at: Some(n.signed_at),
        awarded_at: n.awarded_at,
        sign_by,
        is_late: n.signed_at.day() > sign_by,
        published_at: Some(n.published_at),
        filed_at: Some(n.published_at),
        entry_id: n.entry_id,
        created_at: n.awarded_at,
    }
}

#[derive(Insertable)]
#[diesel(table_name = milestones)]
struct StageRow<'a> {
    contract_id: ContractId,
    position: i64,
    title: &'a str,
    due_on: Day,
    amount: Money,
    state: MilestoneState,
}

fn stages_of(n: &NewContract, contract_id: ContractId) -> impl Iterator<Item = StageRow<'_>> {
    (1i64..).zip(&n.milestones).map(move |(position, (m, state))| StageRow {
        contract_id,
        position,
        title: &m.title,
        due_on: m.due_on,
        amount: m.amount,
        state: *state,
    })
}

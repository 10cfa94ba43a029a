//! Statements of `milestone_reports`, `milestone_files`, `acceptances`, `evaluations`.
use super::model::{
    Acceptance, AcceptanceId, Evaluation, Evidence, NewAcceptance, PerformanceGrade, Points, Report, Verdict,
};
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        money::Money,
        refusal::{Code, Reason, Result},
        time::{Day, Ts},
    },
    market::contract::{Contract, ContractId, Milestone, MilestoneId},
    platform::db::{Conn, Tx},
    schema::{acceptances, contracts, evaluations, files, milestone_files, milestone_reports},
};
use diesel::{dsl::sql, prelude::*, sql_types::BigInt};

/// An acceptance by its row.
///
/// # Errors
/// [`Error::Missing`](crate::kernel::refusal::Error::Missing).
pub fn find(c: &mut Conn, id: AcceptanceId) -> Result<Acceptance> {
    Ok(acceptances::table.find(id.0).select(Acceptance::as_select()).first(c)?)
}

/// An acceptance by its number.
///
/// # Errors
/// [`Error::Missing`](crate::kernel::refusal::Error::Missing).
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<Acceptance> {
    Ok(acceptances::table.filter(acceptances::no.eq(no)).select(Acceptance::as_select()).first(c)?)
}

/// Acceptances of a contract, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn of_contract(c: &mut Conn, contract: ContractId) -> Result<Vec<Acceptance>> {
    Ok(acceptances::table
        .filter(acceptances::contract_id.eq(contract.0))
        .order(acceptances::id)
        .select(Acceptance::as_select())
        .load(c)?)
}

/// Acceptances of the departments with something left to ask for, by their last day for paying.
///
/// # Errors
/// A fault of the database.
pub fn to_pay(c: &mut Conn, authorities: &[i64]) -> Result<Vec<Acceptance>> {
    Ok(acceptances::table
        .inner_join(contracts::table)
        .filter(contracts::authority_id.eq_any(authorities))
        .filter(acceptances::claimed.lt(acceptances::accepted_value))
        .order((acceptances::pay_by, acceptances::id))
        .limit(300)
        .select(Acceptance::as_select())
        .load(c)?)
}

/// The sum of everything accepted of a contract.
///
/// # Errors
/// A fault of the database.
pub fn accepted_total(c: &mut Conn, contract: ContractId) -> Result<Money> {
    let sum = sql::<BigInt>("CAST(COALESCE(SUM(accepted_value),0) AS BIGINT)");
    Ok(Money::from_fen(acceptances::table.filter(acceptances::contract_id.eq(contract.0)).select(sum).first(c)?))
}

/// The newest report of a milestone.
///
/// # Errors
/// [`Error::Missing`](crate::kernel::refusal::Error::Missing) before the first.
pub fn latest_report(c: &mut Conn, milestone: MilestoneId) -> Result<Report> {
    Ok(milestone_reports::table
        .filter(milestone_reports::milestone_id.eq(milestone.0))
        .order(milestone_reports::position.desc())
        .select(Report::as_select())
        .first(c)?)
}

/// The files of a report in their order.
///
/// # Errors
/// A fault of the database.
pub fn evidence(c: &mut Conn, report: i64) -> Result<Vec<Evidence>> {
    Ok(milestone_files::table
        .inner_join(files::table)
        .filter(milestone_files::report_id.eq(report))
        .order(milestone_files::position)
        .select((files::id, files::name, files::size, files::pages, files::sha256, files::media_type))
        .load(c)?)
}

pub(super) fn insert_report(tx: &mut Tx, milestone: &Milestone, summary: &str, file_ids: &[i64]) -> Result<Report> {
    let by = tx.account()?;
    let before: i64 = milestone_reports::table
        .filter(milestone_reports::milestone_id.eq(milestone.id.0))
        .count()
        .get_result(tx.conn)?;
    let row = (
        milestone_reports::milestone_id.eq(milestone.id),
        milestone_reports::position.eq(before + 1),
        milestone_reports::summary.eq(summary),
        milestone_reports::reported_by.eq(by),
        milestone_reports::reported_at.eq(tx.now),
    );
    let id: i64 = diesel::insert_into(milestone_reports::table)
        .values(row)
        .returning(milestone_reports::id)
        .get_result(tx.conn)?;
    for (position, file) in (1i64..).zip(file_ids) {
        let row = (
            milestone_files::report_id.eq(id),
            milestone_files::file_id.eq(file),
            milestone_files::position.eq(position),
        );
        diesel::insert_into(milestone_files::table).values(row).execute(tx.conn)?;
    }
    latest_report(tx.conn, milestone.id)
}

pub(super) fn return_report(tx: &mut Tx, report: &Report, reason: &str) -> Result<()> {
    diesel::update(milestone_reports::table.find(report.id))
        .set((milestone_reports::returned_reason.eq(Some(reason)), milestone_reports::returned_at.eq(Some(tx.now))))
        .execute(tx.conn)?;
    Ok(())
}

/// What an acceptance is of, besides its verdict.
pub(super) struct Frame {
    pub no: String,
    pub contract: ContractId,
    pub milestone: MilestoneId,
    pub report: i64,
    pub by: AccountId,
    pub pay_by: Day,
}

pub(super) fn insert(tx: &mut Tx, frame: &Frame, verdict: &Verdict) -> Result<AcceptanceId> {
    let row = (
        acceptances::no.eq(&frame.no),
        acceptances::contract_id.eq(frame.contract),
        acceptances::milestone_id.eq(frame.milestone),
        acceptances::report_id.eq(frame.report),
        acceptances::accepted_value.eq(verdict.value),
        acceptances::findings.eq(&verdict.findings),
        acceptances::users_asked.eq(verdict.users_asked),
        acceptances::users_satisfied.eq(verdict.users_satisfied),
        acceptances::users_summary.eq(&verdict.users_summary),
        acceptances::accepted_by.eq(frame.by),
        acceptances::accepted_at.eq(tx.now),
        acceptances::pay_by.eq(frame.pay_by),
    );
    Ok(diesel::insert_into(acceptances::table).values(row).returning(acceptances::id).get_result(tx.conn)?)
}

pub(super) fn set_entry(tx: &mut Tx, id: AcceptanceId, entry: i64) -> Result<()> {
    diesel::update(acceptances::table.find(id.0)).set(acceptances::entry_id.eq(entry)).execute(tx.conn)?;
    Ok(())
}

/// Claims a part of the accepted value for one payment, by compare-and-set: whatever happens at once, the claims never add
/// up to more than was accepted (`PR-104`).
///
/// # Errors
/// [`Code::PaymentTooMuch`] with what is left.
pub fn claim(tx: &mut Tx, acceptance: &Acceptance, amount: Money) -> Result<()> {
    let target = acceptances::table
        .filter(acceptances::id.eq(acceptance.id))
        .filter((acceptances::claimed + amount.fen()).le(acceptances::accepted_value));
    let set = acceptances::claimed.eq(acceptances::claimed + amount.fen());
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        let left = find(tx.conn, acceptance.id)?.unclaimed();
        return Err(Reason::from(Code::PaymentTooMuch).with("left", left).into());
    }
    Ok(())
}

/// Gives a claim back when its payment is withdrawn.
///
/// # Errors
/// A fault of the database.
pub fn release(tx: &mut Tx, id: AcceptanceId, amount: Money) -> Result<()> {
    diesel::update(acceptances::table.find(id.0))
        .set(acceptances::claimed.eq(acceptances::claimed - amount.fen()))
        .execute(tx.conn)?;
    Ok(())
}

/// Counts a claim as paid.
///
/// # Errors
/// A fault when more would be paid than was claimed.
pub fn pay(tx: &mut Tx, id: AcceptanceId, amount: Money) -> Result<()> {
    let target = acceptances::table
        .filter(acceptances::id.eq(id))
        .filter((acceptances::paid + amount.fen()).le(acceptances::claimed));
    let set = acceptances::paid.eq(acceptances::paid + amount.fen());
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(anyhow::anyhow!("acceptance {} would be paid above its claims", id.0).into());
    }
    Ok(())
}

/// The evaluation of a contract, if it has one.
///
/// # Errors
/// A fault of the database.
pub fn evaluation(c: &mut Conn, contract: ContractId) -> Result<Option<Evaluation>> {
    let found = evaluations::table.filter(evaluations::contract_id.eq(contract.0));
    Ok(found.select(Evaluation::as_select()).first(c).optional()?)
}

/// Evaluations of an organization, newest first, for its credit page (`PR-17`).
///
/// # Errors
/// A fault of the database.
pub fn evaluations_of(c: &mut Conn, organization: OrganizationId) -> Result<Vec<Evaluation>> {
    Ok(evaluations::table
        .filter(evaluations::organization_id.eq(organization.0))
        .order(evaluations::evaluated_at.desc())
        .limit(50)
        .select(Evaluation::as_select())
        .load(c)?)
}

pub(super) fn insert_evaluation(
    tx: &mut Tx,
    of: &Contract,
    points: &Points,
    score: i64,
    grade: PerformanceGrade,
    entry: i64,
) -> Result<()> {
    let row = (
        evaluations::contract_id.eq(of.id),
        evaluations::organization_id.eq(of.organization_id),
        evaluations::output.eq(points.output),
        evaluations::benefit.eq(points.benefit),
        evaluations::satisfaction.eq(points.satisfaction),
        evaluations::score.eq(score),
        evaluations::grade.eq(grade),
        evaluations::comment.eq(&points.comment),
        evaluations::evaluated_by.eq(tx.account()?),
        evaluations::evaluated_at.eq(tx.now),
        evaluations::entry_id.eq(entry),
    );
    diesel::insert_into(evaluations::table).values(row).execute(tx.conn)?;
    Ok(())
}

/// Writes many acceptances with their reports, for the demonstration; answers their rows in the given order.
///
/// # Errors
/// A fault of the database.
pub fn insert_many(tx: &mut Tx, list: &[NewAcceptance]) -> Result<Vec<AcceptanceId>> {
    let mut ids = Vec::with_capacity(list.len());
    for part in list.chunks(300) {
        let reports: Vec<_> = part
            .iter()
            .map(|n| {
                (
                    milestone_reports::milestone_id.eq(n.milestone_id),
                    milestone_reports::position.eq(1i64),
                    milestone_reports::summary.eq(n.summary.as_str()),
                    milestone_reports::reported_by.eq(n.reported_by),
                    milestone_reports::reported_at.eq(n.reported_at),
                )
            })
            .collect();
        let made: Vec<i64> = crate::both!(&mut *tx.conn, c => diesel::insert_into(milestone_reports::table)
            .values(&reports).returning(milestone_reports::id).get_results(c))?;
        let rows: Vec<Row> = part.iter().zip(made).map(|(n, report)| row_of(n, report)).collect();
        let made: Vec<AcceptanceId> = crate::both!(&mut *tx.conn, c => diesel::insert_into(acceptances::table)
            .values(&rows).returning(acceptances::id).get_results(c))?;
        ids.extend(made);
    }
    Ok(ids)
}

/// Writes many evaluations, for the demonstration.
///
/// # Errors
/// A fault of the database.
pub fn insert_evaluations(tx: &mut Tx, by: AccountId, list: &[Evaluation]) -> Result<()> {
    for part in list.chunks(300) {
        let rows: Vec<_> = part
            .iter()
            .map(|e| {
                (
                    evaluations::contract_id.eq(e.contract_id),
                    evaluations::organization_id.eq(e.organization_id),
                    evaluations::output.eq(e.output),
                    evaluations::benefit.eq(e.benefit),
                    evaluations::satisfaction.eq(e.satisfaction),
                    evaluations::score.eq(e.score),
                    evaluations::grade.eq(e.grade),
                    evaluations::comment.eq(e.comment.as_str()),
                    evaluations::evaluated_by.eq(by),
                    evaluations::evaluated_at.eq(e.evaluated_at),
                    evaluations::entry_id.eq(e.entry_id),
                )
            })
            .collect();
        crate::both!(&mut *tx.conn, c => diesel::insert_into(evaluations::table).values(&rows).execute(c))?;
    }
    Ok(())
}

#[derive(Insertable)]
#[diesel(table_name = acceptances)]
struct Row<'a> {
    no: &'a str,
    contract_id: ContractId,
    milestone_id: MilestoneId,
    report_id: i64,
    accepted_value: Money,
    claimed: Money,
    paid: Money,
    findings: &'a str,
    users_asked: i64,
    users_satisfied: i64,
    users_summary: &'a str,
    accepted_by: AccountId,
    accepted_at: Ts,
    pay_by: Day,
    entry_id: Option<i64>,
}

fn row_of(n: &NewAcceptance, report_id: i64) -> Row<'_> {
    Row {
        no: &n.no,
        contract_id: n.contract_id,
        milestone_id: n.milestone_id,
        report_id,
        accepted_value: n.verdict.value,
        claimed: n.paid,
        paid: n.paid,
        findings: &n.verdict.findings,
        users_asked: n.verdict.users_asked,
        users_satisfied: n.verdict.users_satisfied,
        users_summary: &n.verdict.users_summary,
        accepted_by: n.accepted_by,
        accepted_at: n.accepted_at,
        pay_by: n.pay_by,
        entry_id: n.entry_id,
    }
}

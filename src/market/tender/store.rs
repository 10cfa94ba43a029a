//! Statements of `tenders` and its parts.
use super::{
    committee::{Formed, FormedEnvelope},
    model::{
        Criterion, DocumentRow, Draft, DraftCriterion, EnvelopeKind, Lock, NewAnswer, Opener, Question, Tender,
        TenderEvent, TenderId, TenderState, Terms,
    },
    rules::Others,
};
use crate::{
    both,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        refusal::{Code, Error, Result},
        state::Step,
        time::Ts,
    },
    market::plan::{self, PlanLine, PlanLineId},
    platform::{
        db::{Conn, Json, Tx},
        rulebook::Procedure,
    },
    schema::{plan_lines, tender_criteria, tender_documents, tender_locks, tender_openers, tender_questions, tenders},
};
use diesel::prelude::*;

/// A tender by its row.
///
/// # Errors
/// [`Error::Missing`].
pub fn find(c: &mut Conn, id: TenderId) -> Result<Tender> {
    Ok(tenders::table.find(id.0).select(Tender::as_select()).first(c)?)
}

/// A tender by its project number, in any state; who may see it is the caller's question.
///
/// # Errors
/// [`Error::Missing`].
pub fn find_by_no(c: &mut Conn, no: &str) -> Result<Tender> {
    Ok(tenders::table.filter(tenders::no.eq(no)).select(Tender::as_select()).first(c)?)
}

/// The scoring items in their order, the price last.
///
/// # Errors
/// A fault of the database.
pub fn criteria(c: &mut Conn, id: TenderId) -> Result<Vec<Criterion>> {
    Ok(tender_criteria::table
        .filter(tender_criteria::tender_id.eq(id.0))
        .order(tender_criteria::position)
        .select(Criterion::as_select())
        .load(c)?)
}

/// The three members of the opening committee in order of their shares; fewer when it is not named yet.
///
/// # Errors
/// A fault of the database.
pub fn openers(c: &mut Conn, id: TenderId) -> Result<Vec<Opener>> {
    Ok(tender_openers::table
        .filter(tender_openers::tender_id.eq(id.0))
        .order(tender_openers::position)
        .select(Opener::as_select())
        .load(c)?)
}

/// Both locks of every envelope kind; none before the committee has met.
///
/// # Errors
/// A fault of the database.
pub fn locks(c: &mut Conn, id: TenderId) -> Result<Vec<Lock>> {
    Ok(tender_locks::table
        .filter(tender_locks::tender_id.eq(id.0))
        .order(tender_locks::id)
        .select(Lock::as_select())
        .load(c)?)
}

/// Both locks of one envelope kind.
///
/// # Errors
/// [`Error::Missing`] before the committee has met.
pub fn lock(c: &mut Conn, id: TenderId, envelope: EnvelopeKind) -> Result<Lock> {
    Ok(tender_locks::table
        .filter(tender_locks::tender_id.eq(id.0))
        .filter(tender_locks::envelope.eq(envelope))
        .select(Lock::as_select())
        .first(c)?)
}

/// The documents in force, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn documents(c: &mut Conn, id: TenderId) -> Result<Vec<DocumentRow>> {
    Ok(tender_documents::table
        .filter(tender_documents::tender_id.eq(id.0))
        .filter(tender_documents::removed_at.is_null())
        .order(tender_documents::id)
        .select(DocumentRow::as_select())
        .load(c)?)
}

/// The one place that writes the state: compare-and-set on state and version, with its history row.
///
/// # Errors
/// [`Error::Stale`] when somebody else moved the tender first.
pub(super) fn step(tx: &mut Tx, tender: &Tender, step: &Step<TenderState>, reason: Option<&str>) -> Result<Tender> {
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
pub(super) struct Fresh<'a> {
    pub no: &'a str,
    pub plan_line_id: Option<PlanLineId>,
    pub authority_id: AuthorityId,
    pub by: AccountId,
    pub draft: &'a Draft,
    pub profile: &'a Procedure,
}

pub(super) fn insert(tx: &mut Tx, new: &Fresh) -> Result<TenderId> {
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
pub(super) fn rewrite(
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
pub(super) fn draft_of(c: &mut Conn, tender: &Tender) -> Result<Draft> {
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
pub(super) fn seal_profile(tx: &mut Tx, id: TenderId, profile: &Procedure, entry: i64) -> Result<()> {
    let set = (tenders::profile.eq(Json(profile.clone())), tenders::entry_id.eq(entry));
    diesel::update(tenders::table.find(id.0)).set(set).execute(tx.conn)?;
    Ok(())
}

/// Moves the deadline of an open tender.
pub(super) fn move_deadline(tx: &mut Tx, tender: &Tender, closes_at: Ts) -> Result<()> {
    let target = tenders::table
        .filter(tenders::id.eq(tender.id))
        .filter(tenders::state.eq(TenderState::Open))
        .filter(tenders::version.eq(tender.version));
    let set = (tenders::closes_at.eq(closes_at), tenders::version.eq(tenders::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 { Err(Error::Stale) } else { Ok(()) }
}

/// Writes the committee and its locks in place of an earlier one.
pub(super) fn write_committee(tx: &mut Tx, tender: &Tender, members: &[AccountId], formed: &Formed) -> Result<()> {
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

/// States in which a tender takes no budget.
const ENDED: [TenderState; 3] = [TenderState::Discarded, TenderState::Failed, TenderState::Stopped];

fn total() -> diesel::expression::SqlLiteral<diesel::sql_types::BigInt> {
    diesel::dsl::sql("CAST(COALESCE(SUM(tenders.budget), 0) AS BIGINT)")
}

/// How much of a plan line other live tenders have taken; drafts of others count too.
///
/// # Errors
/// A fault of the database.
pub fn committed(c: &mut Conn, line: PlanLineId, except: Option<TenderId>) -> Result<Others> {
    let (count, fen): (i64, i64) = tenders::table
        .filter(tenders::plan_line_id.eq(line.0))
        .filter(tenders::state.ne_all(ENDED))
        .filter(tenders::id.ne(except.map_or(0, |t| t.0)))
        .select((diesel::dsl::count_star(), total()))
        .first(c)?;
    Ok(Others { count, total: Money::from_fen(fen) })
}

/// Published or submitted non-open purchases of the same item by the same department in the same year (`PR-22`).
pub(super) fn similar(c: &mut Conn, line: &PlanLine, except: TenderId) -> Result<Others> {
    let (count, fen): (i64, i64) = tenders::table
        .inner_join(plan_lines::table)
        .filter(plan_lines::authority_id.eq(line.authority_id))
        .filter(plan_lines::year.eq(line.year))
        .filter(plan_lines::catalogue_code.eq(&line.catalogue_code))
        .filter(tenders::procedure_key.ne("open_tender"))
        .filter(tenders::is_simulated.eq(false))
        .filter(tenders::state.ne_all(ENDED))
        .filter(tenders::state.ne(TenderState::Draft))
        .filter(tenders::id.ne(except))
        .select((diesel::dsl::count_star(), total()))
        .first(c)?;
    Ok(Others { count, total: Money::from_fen(fen) })
}

/// Open tenders whose deadline has passed.
pub(super) fn due(c: &mut Conn, now: Ts) -> Result<Vec<TenderId>> {
    Ok(tenders::table
        .filter(tenders::state.eq(TenderState::Open))
        .filter(tenders::closes_at.le(now))
        .order(tenders::closes_at)
        .limit(200)
        .select(tenders::id)
        .load(c)?)
}

pub(super) fn ask(tx: &mut Tx, tender: TenderId, from: Option<(OrganizationId, AccountId)>, body: &str) -> Result<i64> {
    let row = (
        tender_questions::tender_id.eq(tender.0),
        tender_questions::organization_id.eq(from.map(|(o, _)| o.0)),
        tender_questions::asked_by.eq(from.map(|(_, a)| a.0)),
        tender_questions::asked_at.eq(tx.now),
        tender_questions::body.eq(body),
        tender_questions::changes_documents.eq(false),
    );
    Ok(diesel::insert_into(tender_questions::table).values(row).returning(tender_questions::id).get_result(tx.conn)?)
}

/// Writes an answer once.
pub(super) fn answer(tx: &mut Tx, id: i64, answer: &NewAnswer, moved_from: Option<Ts>, entry: i64) -> Result<()> {
    let target =
        tender_questions::table.filter(tender_questions::id.eq(id)).filter(tender_questions::answered_at.is_null());
    let set = (
        tender_questions::answer.eq(&answer.text),
        tender_questions::answered_by.eq(tx.actor.account().map(|a| a.0)),
        tender_questions::answered_at.eq(tx.now),
        tender_questions::changes_documents.eq(answer.changes_documents),
        tender_questions::closes_before.eq(moved_from),
        tender_questions::entry_id.eq(entry),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Code::AlreadyAnswered.into());
    }
    Ok(())
}

/// Questions of a tender, oldest first.
///
/// # Errors
/// A fault of the database.
pub fn questions(c: &mut Conn, id: TenderId) -> Result<Vec<Question>> {
    Ok(tender_questions::table
        .filter(tender_questions::tender_id.eq(id.0))
        .order(tender_questions::id)
        .select(Question::as_select())
        .load(c)?)
}

pub(super) fn question(c: &mut Conn, tender: TenderId, id: i64) -> Result<Question> {
    Ok(tender_questions::table
        .filter(tender_questions::tender_id.eq(tender.0))
        .filter(tender_questions::id.eq(id))
        .select(Question::as_select())
        .first(c)?)
}

/// When the documents last changed in a way that may affect bids; bids sealed before then need to be confirmed again.
///
/// # Errors
/// A fault of the database.
pub fn documents_changed_at(c: &mut Conn, id: TenderId) -> Result<Option<Ts>> {
    Ok(tender_questions::table
        .filter(tender_questions::tender_id.eq(id.0))
        .filter(tender_questions::changes_documents.eq(true))
        .order(tender_questions::answered_at.desc())
        .select(tender_questions::answered_at)
        .first::<Option<Ts>>(c)
        .optional()?
        .flatten())
}

/// Adds a file to the documents; one of the same title replaces the earlier revision.
pub(super) fn add_document(tx: &mut Tx, tender: TenderId, title: &str, file: i64, entry: Option<i64>) -> Result<i64> {
    let of_title = || {
        tender_documents::table
            .filter(tender_documents::tender_id.eq(tender.0))
            .filter(tender_documents::title.eq(title))
    };
    let last: Option<i64> = of_title().select(diesel::dsl::max(tender_documents::revision)).first(tx.conn)?;
    diesel::update(of_title().filter(tender_documents::removed_at.is_null()))
        .set(tender_documents::removed_at.eq(tx.now))
        .execute(tx.conn)?;
    let row = (
        tender_documents::tender_id.eq(tender.0),
        tender_documents::file_id.eq(file),
        tender_documents::title.eq(title),
        tender_documents::revision.eq(last.unwrap_or(0) + 1),
        tender_documents::added_by.eq(tx.account()?.0),
        tender_documents::added_at.eq(tx.now),
        tender_documents::entry_id.eq(entry),
    );
    Ok(diesel::insert_into(tender_documents::table).values(row).returning(tender_documents::id).get_result(tx.conn)?)
}

pub(super) fn remove_document(tx: &mut Tx, tender: TenderId, id: i64) -> Result<()> {
    let target = tender_documents::table
        .filter(tender_documents::tender_id.eq(tender.0))
        .filter(tender_documents::id.eq(id))
        .filter(tender_documents::removed_at.is_null());
    let gone = diesel::update(target).set(tender_documents::removed_at.eq(tx.now)).execute(tx.conn)?;
    if gone == 0 { Err(Error::Missing) } else { Ok(()) }
}

/// Any revision of a document with its file's row; earlier ones stay readable for comparison.
pub(super) fn document(c: &mut Conn, tender: TenderId, id: i64) -> Result<DocumentRow> {
    Ok(tender_documents::table
        .filter(tender_documents::tender_id.eq(tender.0))
        .filter(tender_documents::id.eq(id))
        .select(DocumentRow::as_select())
        .first(c)?)
}

/// Public tenders that are no practice, in order of their rows, with the name of the department.
pub(super) fn public_after(c: &mut Conn, after: i64, rows: i64) -> Result<Vec<(Tender, String)>> {
    use crate::schema::authorities;
    let hidden = [TenderState::Draft, TenderState::Submitted, TenderState::Discarded];
    Ok(tenders::table
        .inner_join(authorities::table)
        .filter(tenders::id.gt(after))
        .filter(tenders::state.ne_all(hidden))
        .filter(tenders::is_simulated.eq(false))
        .order(tenders::id)
        .limit(rows)
        .select((Tender::as_select(), authorities::name))
        .load(c)?)
}

//! Statements of `applications` and `application_documents`; those of lists and clocks stand in files of their own.
mod clock;
mod lists;
mod notices;

pub(super) use clock::{
    NewPause, ask_extension, close_pause, decide_extension, extension, move_limits, open, open_pause, pauses, staff,
};
pub use lists::{Line, Queue, of_founder, queue, queue_counts, urgency};
pub(super) use notices::{NoticeRow, in_publicity};

use super::{
    content::Content,
    doubts::Neighbour,
    model::{
        Application, ApplicationId, ApplicationState as State, Authority, Checks, Decision, Document, Notice, Opinion,
    },
    rules::Permit,
};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Conn, Json, Tx},
        rulebook,
    },
    registry::organization::{Category, Mode, OrganizationKind},
    schema::{
        application_documents as documents, application_ties as ties, applications, authorities, files, organizations,
    },
};
use diesel::prelude::*;

/// The application of a number.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Application> {
    Ok(applications::table.filter(applications::no.eq(no)).select(Application::as_select()).first(c)?)
}

/// The application of an id, for jobs.
pub(super) fn find_by_id(c: &mut Conn, id: ApplicationId) -> Result<Application> {
    Ok(applications::table.filter(applications::id.eq(id.0)).select(Application::as_select()).first(c)?)
}

/// An application about to be begun.
#[derive(Debug, Clone)]
pub(super) struct Begin {
    pub no: String,
    pub account: AccountId,
    pub authority: AuthorityId,
    pub division: String,
    pub kind: OrganizationKind,
    pub form: String,
}

pub(super) fn insert(tx: &mut Tx, new: &Begin) -> Result<ApplicationId> {
    let row = (
        (
            applications::no.eq(&new.no),
            applications::account_id.eq(new.account),
            applications::authority_id.eq(new.authority),
            applications::kind.eq(new.kind),
            applications::form.eq(&new.form),
            applications::state.eq(State::Draft),
            applications::name.eq(""),
            applications::division.eq(&new.division),
        ),
        (
            applications::content.eq(Json(Content::default())),
            applications::is_deemed.eq(false),
            applications::checks.eq(Json(Checks::default())),
            applications::notices.eq(Json(Vec::<Notice>::new())),
            applications::created_at.eq(tx.now),
            applications::updated_at.eq(tx.now),
        ),
    );
    let id: i64 =
        diesel::insert_into(applications::table).values(row).returning(applications::id).get_result(tx.conn)?;
    Ok(ApplicationId(id))
}

/// Columns drawn from the answers, so that lists can show them.
#[derive(Debug, Clone, AsChangeset)]
#[diesel(table_name = applications)]
pub(super) struct Drawn {
    pub name: String,
    pub category: Option<Category>,
    pub form: String,
    pub mode: Option<Mode>,
}

/// Saves the answers while the founder may change them.
pub(super) fn save(tx: &mut Tx, a: &Application, content: &Content, drawn: &Drawn) -> Result<()> {
    let target = applications::table
        .filter(applications::id.eq(a.id))
        .filter(applications::version.eq(a.version))
        .filter(applications::state.eq(a.state));
    let set = (
        applications::content.eq(Json(content.clone())),
        drawn.clone(),
        applications::updated_at.eq(tx.now),
        applications::version.eq(applications::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    tie(tx, a.id, content)
}

/// Keeps what lists ask for beside the answers: the committee that checks first, the filed group that is registered.
pub(super) fn tie(tx: &mut Tx, id: ApplicationId, content: &Content) -> Result<()> {
    let (committee, upgrades) = (content.committee.map(|c| c.0), content.upgrades.map(|o| o.0));
    if committee.is_none() && upgrades.is_none() {
        return Ok(());
    }
    let set = (ties::committee_id.eq(committee), ties::organization_id.eq(upgrades));
    if diesel::update(ties::table.filter(ties::application_id.eq(id.0))).set(set).execute(tx.conn)? == 0 {
        diesel::insert_into(ties::table).values((ties::application_id.eq(id.0), set)).execute(tx.conn)?;
    }
    Ok(())
}

/// The application for the registration of a filed group that is under way, by number (`SO-155`).
///
/// # Errors
/// A fault of the database.
pub fn upgrade_of(c: &mut Conn, id: OrganizationId) -> Result<Option<String>> {
    use State as S;
    let open = [S::Draft, S::Submitted, S::Correction, S::Accepted, S::Suspended, S::Reviewed];
    Ok(applications::table
        .inner_join(ties::table)
        .filter(ties::organization_id.eq(id.0))
        .filter(applications::state.eq_any(open))
        .order(applications::id)
        .select(applications::no)
        .first(c)
        .optional()?)
}

/// The application that an organization came of, if it came of one here.
pub(super) fn founding_of(c: &mut Conn, id: OrganizationId) -> Result<Option<Application>> {
    let found = applications::table.filter(applications::organization_id.eq(id.0)).order(applications::id);
    Ok(found.select(Application::as_select()).first(c).optional()?)
}

/// Saves the clerk's checklist.
pub(super) fn save_checks(tx: &mut Tx, a: &Application, checks: &Checks) -> Result<()> {
    let target = applications::table.filter(applications::id.eq(a.id)).filter(applications::version.eq(a.version));
    let set = (
        applications::checks.eq(Json(checks.clone())),
        applications::updated_at.eq(tx.now),
        applications::version.eq(applications::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)
}

fn one(rows: usize) -> Result<()> {
    if rows == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// What changes together with the state; what is `None` stays.
#[derive(Debug, Clone, Default, AsChangeset)]
#[diesel(table_name = applications)]
pub(super) struct Change {
    pub rules: Option<Json<rulebook::OrganizationKind>>,
    pub submitted_at: Option<Ts>,
    pub received_at: Option<Ts>,
    pub accepted_on: Option<Day>,
    pub is_deemed: Option<bool>,
    pub notice_due: Option<Day>,
    pub promised_due: Option<Day>,
    pub statutory_due: Option<Day>,
    pub due_on: Option<Option<Day>>,
    pub clerk_id: Option<AccountId>,
    pub reviewer_id: Option<AccountId>,
    pub decider_id: Option<AccountId>,
    pub checks: Option<Json<Checks>>,
    pub notices: Option<Json<Vec<Notice>>>,
    pub opinion: Option<Json<Opinion>>,
    pub decision: Option<Json<Decision>>,
    pub organization_id: Option<OrganizationId>,
}

/// The one place where the state changes: by compare-and-set on state and version, with a row of history.
pub(super) fn step(tx: &mut Tx, a: &Application, permit: &Permit, change: Change, note: Option<&str>) -> Result<()> {
    let step = permit.step();
    let target = applications::table
        .filter(applications::id.eq(a.id))
        .filter(applications::version.eq(a.version))
        .filter(applications::state.eq(step.from()));
    let set = (
        applications::state.eq(step.to()),
        change,
        applications::updated_at.eq(tx.now),
        applications::version.eq(applications::version + 1),
    );
    one(diesel::update(target).set(set).execute(tx.conn)?)?;
    tx.history(a.id.0, step, note)
}

/// The documents of an application as they stand.
pub(super) fn current(c: &mut Conn, id: ApplicationId) -> Result<Vec<Document>> {
    Ok(documents::table
        .inner_join(files::table)
        .filter(documents::application_id.eq(id))
        .filter(documents::is_current.eq(true))
        .order(documents::id)
        .select((
            documents::id,
            documents::key,
            files::id,
            files::name,
            files::size,
            files::sha256,
            files::media_type,
            files::pages,
            documents::created_at,
        ))
        .load(c)?)
}

/// Puts a file in a document's place; the one before stays on record.
pub(super) fn put_document(tx: &mut Tx, id: ApplicationId, key: &str, file: i64) -> Result<i64> {
    let before = documents::table
        .filter(documents::application_id.eq(id))
        .filter(documents::key.eq(key))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    diesel::update(before).set(end).execute(tx.conn)?;
    let row = (
        documents::application_id.eq(id),
        documents::key.eq(key),
        documents::file_id.eq(file),
        documents::is_current.eq(true),
        documents::created_at.eq(tx.now),
    );
    Ok(diesel::insert_into(documents::table).values(row).returning(documents::id).get_result(tx.conn)?)
}

/// Takes a document out; false when it is not there.
pub(super) fn remove_document(tx: &mut Tx, id: ApplicationId, document: i64) -> Result<bool> {
    let target = documents::table
        .filter(documents::application_id.eq(id))
        .filter(documents::id.eq(document))
        .filter(documents::is_current.eq(true));
    let end = (documents::is_current.eq(false), documents::ended_at.eq(tx.now));
    Ok(diesel::update(target).set(end).execute(tx.conn)? > 0)
}

/// Applications that the law has accepted meanwhile (`SO-61`).
pub(super) fn due_for_deeming(c: &mut Conn, today: Day, rows: i64) -> Result<Vec<String>> {
    Ok(applications::table
        .filter(applications::state.eq(State::Submitted))
        .filter(applications::notice_due.lt(today))
        .order(applications::id)
        .limit(rows)
        .select(applications::no)
        .load(c)?)
}

type AuthorityColumns = (
    authorities::id,
    authorities::code,
    authorities::name,
    authorities::name_en,
    authorities::division,
    authorities::phone,
    authorities::address,
);
const AUTHORITY: AuthorityColumns = (
    authorities::id,
    authorities::code,
    authorities::name,
    authorities::name_en,
    authorities::division,
    authorities::phone,
    authorities::address,
);

/// The kind of authority that registers organizations.
pub const REGISTRAR: &str = "registrar";

/// Every registration authority 登记管理机关, the city's first.
///
/// # Errors
/// A fault of the database.
pub fn authorities(c: &mut Conn) -> Result<Vec<Authority>> {
    Ok(authorities::table
        .filter(authorities::kind.eq(REGISTRAR))
        .order(authorities::division)
        .select(AUTHORITY)
        .load(c)?)
}

/// The kind of authority that files community groups: a street office or the government of a township.
const STREET: &str = "street";
/// The kind of body that checks and publishes them first: a residents' or villagers' committee.
const COMMITTEE: &str = "committee";

/// Every street office and township government 街道办事处、乡镇人民政府, by division.
///
/// # Errors
/// A fault of the database.
pub fn streets(c: &mut Conn) -> Result<Vec<Authority>> {
    of_kind(c, STREET)
}

/// Every committee 居（村）民委员会, by the division of its street or township.
///
/// # Errors
/// A fault of the database.
pub fn committees(c: &mut Conn) -> Result<Vec<Authority>> {
    of_kind(c, COMMITTEE)
}

fn of_kind(c: &mut Conn, kind: &str) -> Result<Vec<Authority>> {
    let all = authorities::table.filter(authorities::kind.eq(kind));
    Ok(all.order((authorities::division, authorities::code)).select(AUTHORITY).load(c)?)
}

/// The committees below a street or township.
pub(super) fn committees_in(c: &mut Conn, division: &str) -> Result<Vec<Authority>> {
    Ok(authorities::table
        .filter(authorities::kind.eq(COMMITTEE))
        .filter(authorities::division.eq(division))
        .order(authorities::code)
        .select(AUTHORITY)
        .load(c)?)
}

/// The committee of a code below a street or township.
pub(super) fn committee(c: &mut Conn, division: &str, code: &str) -> Result<Option<Authority>> {
    Ok(committees_in(c, division)?.into_iter().find(|a| a.code == code))
}

/// The registration authority of a county.
pub(super) fn registrar_of(c: &mut Conn, county: &str) -> Result<Option<AuthorityId>> {
    Ok(authorities::table
        .filter(authorities::kind.eq(REGISTRAR))
        .filter(authorities::division.eq(county))
        .select(authorities::id)
        .first::<i64>(c)
        .optional()?
        .map(AuthorityId))
}

/// One authority.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub fn authority(c: &mut Conn, id: AuthorityId) -> Result<Authority> {
    Ok(authorities::table.filter(authorities::id.eq(id.0)).select(AUTHORITY).first(c)?)
}

/// The registration authority of a division.
///
/// # Errors
/// A fault of the database.
pub fn authority_of(c: &mut Conn, division: &str) -> Result<Option<Authority>> {
    Ok(authorities::table
        .filter(authorities::kind.eq(REGISTRAR))
        .filter(authorities::division.eq(division))
        .order(authorities::id)
        .select(AUTHORITY)
        .first(c)
        .optional()?)
}

/// An organization that bears a name: which, its status, its last change.
pub(super) type Namesake = (OrganizationId, crate::registry::organization::OrganizationStatus, Ts);

/// Organizations that bear exactly this name (`SO-40`, `SO-50`).
pub(super) fn namesakes(c: &mut Conn, name: &str) -> Result<Vec<Namesake>> {
    Ok(organizations::table
        .filter(organizations::name.eq(name))
        .select((organizations::id, organizations::status, organizations::updated_at))
        .limit(10)
        .load(c)?)
}

/// Organizations in being of the same kind and field in the same county, for a look at what they do (`SO-24`).
pub(super) fn neighbours(
    c: &mut Conn,
    kind: OrganizationKind,
    category: Category,
    division: &str,
) -> Result<Vec<Neighbour>> {
    use crate::registry::organization::OrganizationStatus as Status;
    let rows: Vec<(String, String, String)> = organizations::table
        .filter(organizations::kind.eq(kind))
        .filter(organizations::category.eq(category))
        .filter(organizations::county.eq(division.get(..6).unwrap_or(division)))
        .filter(organizations::status.ne_all([Status::Cancelled, Status::Revoked]))
        .select((organizations::credit_code, organizations::name, organizations::scope))
        .order(organizations::id.desc())
        .limit(5000)
        .load(c)?;
    Ok(rows.into_iter().map(|(code, name, scope)| Neighbour { code, name, scope }).collect())
}

/// The day on which some other organization last gave this name up (`SO-50`).
pub(super) fn given_up(c: &mut Conn, name: &str, but: Option<OrganizationId>) -> Result<Option<Day>> {
    use crate::schema::organization_versions as v;
    // A version ends with every change: only where the organization is called otherwise now was the name given up.
    Ok(v::table
        .inner_join(organizations::table)
        .filter(v::name.eq(name))
        .filter(organizations::name.ne(name))
        .filter(v::organization_id.ne(but.map_or(0, |o| o.0)))
        .order(v::until_on.desc())
        .select(v::until_on)
        .first(c)
        .optional()?)
}

/// States in which an application that was handed in keeps its name for itself.
const HANDED_IN: [State; 5] = [State::Submitted, State::Correction, State::Accepted, State::Suspended, State::Reviewed];

/// Other applications and changes under way for the same name.
pub(super) fn rivals(c: &mut Conn, asked: &super::standard::NameAsked<'_>) -> Result<i64> {
    use crate::schema::cases as x;
    let applications: i64 = applications::table
        .filter(applications::name.eq(asked.name))
        .filter(applications::id.ne(asked.application.map_or(0, |a| a.0)))
        .filter(applications::state.eq_any(HANDED_IN))
        .count()
        .get_result(c)?;
    let changes: i64 = x::table
        .filter(x::name.eq(asked.name))
        .filter(x::organization_id.ne(asked.organization.map_or(0, |o| o.0)))
        .filter(x::is_open.eq(true))
        .filter(x::submitted_at.is_not_null())
        .count()
        .get_result(c)?;
    Ok(applications + changes)
}

/// What happened to a case: event, state reached, instant, note.
pub type Happening = (String, String, Ts, Option<String>);

/// The history of a case, latest first.
///
/// # Errors
/// A fault of the database.
pub fn history(c: &mut Conn, id: ApplicationId) -> Result<Vec<Happening>> {
    use crate::schema::histories as h;
    Ok(h::table
        .filter(h::subject_kind.eq("application"))
        .filter(h::subject_id.eq(id.0))
        .order(h::id.desc())
        .select((h::event, h::to_state, h::at, h::note))
        .load(c)?)
}

/// Names of the people who handle a case.
///
/// # Errors
/// A fault of the database.
pub fn names_of(c: &mut Conn, ids: &[i64]) -> Result<std::collections::HashMap<i64, String>> {
    use crate::schema::accounts as a;
    let rows: Vec<(i64, String)> = a::table.filter(a::id.eq_any(ids)).select((a::id, a::name)).load(c)?;
    Ok(rows.into_iter().collect())
}

/// Empties the answers of a thrown-away draft, so that nothing about people stays.
pub(super) fn forget(tx: &mut Tx, a: &Application, empty: &Content) -> Result<()> {
    let set = (applications::content.eq(Json(empty.clone())), applications::name.eq(""));
    diesel::update(applications::table.filter(applications::id.eq(a.id))).set(set).execute(tx.conn)?;
    Ok(())
}

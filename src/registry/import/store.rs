//! Statements of `imports` and `import_rows`.
use super::{
    model::{Import, ImportState, Problem, Tally},
    rules::{Deed, Register},
};
use crate::{
    both,
    kernel::{
        actor::{AccountId, AuthorityId},
        refusal::{Error, Result},
        state::Step,
        time::Ts,
    },
    platform::{
        db::{Conn, Json, Tx},
        files::{Stored, inspect::Accepted},
    },
    registry::organization,
    schema::{import_rows, imports},
    web::paging::{Cursor, Paged},
};
use diesel::prelude::*;

/// How many codes or names one statement asks for.
const PART: usize = 500;

/// An import by its number.
///
/// # Errors
/// [`Error::Missing`].
pub(super) fn find(c: &mut Conn, no: &str) -> Result<Import> {
    Ok(imports::table.filter(imports::no.eq(no)).select(Import::as_select()).first(c)?)
}

/// A page of the imports of some authorities, the latest first.
pub(super) fn list(c: &mut Conn, authorities: &[i64], cursor: Option<&Cursor>, rows: i64) -> Result<Paged<Import>> {
    let mut query = imports::table
        .filter(imports::authority_id.eq_any(authorities.to_vec()))
        .order(imports::id.desc())
        .limit(rows + 1)
        .select(Import::as_select())
        .into_boxed();
    if let Some(at) = cursor {
        query = query.filter(imports::id.lt(at.id));
    }
    Ok(Paged::cut(query.load(c)?, rows, |x| Cursor { sort: String::new(), id: x.id }))
}

/// Imports of some authorities in a state, the oldest first.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, authorities: &[i64], state: ImportState, rows: i64) -> Result<Vec<Import>> {
    Ok(imports::table
        .filter(imports::authority_id.eq_any(authorities.to_vec()))
        .filter(imports::state.eq(state))
        .order(imports::id)
        .limit(rows)
        .select(Import::as_select())
        .load(c)?)
}

/// What the register says of some codes and names.
pub(super) fn register(c: &mut Conn, codes: &[String], names: &[String]) -> Result<Register> {
    let mut out = Register::default();
    for part in codes.chunks(PART) {
        let found = organization::find_by_codes(c, part)?;
        out.by_code.extend(found.into_iter().map(|o| (o.credit_code.clone(), o)));
    }
    for part in names.chunks(PART) {
        for (name, code) in organization::living_by_name(c, part)? {
            out.by_name.entry(name).or_default().push(code);
        }
    }
    Ok(out)
}

/// A table as it is written.
pub(super) struct Written<'a> {
    pub no: &'a str,
    pub authority: AuthorityId,
    pub by: AccountId,
    pub accepted: &'a Accepted,
    pub stored: &'a Stored,
    pub state: ImportState,
    pub tally: Tally,
    pub problems: &'a [Problem],
}

pub(super) fn insert(tx: &mut Tx, new: &Written<'_>) -> Result<i64> {
    let row = (
        (
            imports::no.eq(new.no),
            imports::authority_id.eq(new.authority.0),
            imports::account_id.eq(new.by.0),
            imports::file_sha256.eq(&new.stored.sha256),
            imports::file_name.eq(&new.accepted.name),
            imports::media_type.eq(new.accepted.format.media_type()),
            imports::size.eq(i64::try_from(new.stored.size).unwrap_or(i64::MAX)),
            imports::state.eq(new.state),
        ),
        imports::lines.eq(new.tally.lines),
        imports::added.eq(new.tally.added),
        imports::updated.eq(new.tally.updated),
        imports::unchanged.eq(new.tally.unchanged),
        imports::wrong.eq(new.tally.wrong),
        imports::problems.eq(Json(new.problems.to_vec())),
        imports::created_at.eq(tx.now),
        imports::checked_at.eq(tx.now),
    );
    Ok(diesel::insert_into(imports::table).values(row).returning(imports::id).get_result(tx.conn)?)
}

/// What a step writes beside the state.
#[derive(Default)]
pub(super) struct Change<'a> {
    /// What a new check found.
    pub checked: Option<(Tally, &'a [Problem])>,
    pub decision: Option<&'a str>,
    pub entry: Option<i64>,
}

/// The one place that writes the state.
pub(super) fn step(tx: &mut Tx, x: &Import, step: &Step<ImportState>, change: &Change<'_>) -> Result<()> {
    let target = imports::table
        .filter(imports::id.eq(x.id))
        .filter(imports::state.eq(step.from()))
        .filter(imports::version.eq(x.version));
    let set = (imports::state.eq(step.to()), imports::version.eq(imports::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 0 {
        return Err(Error::Stale);
    }
    let row = imports::table.find(x.id);
    if let Some((tally, problems)) = change.checked {
        let set = (
            imports::lines.eq(tally.lines),
            imports::added.eq(tally.added),
            imports::updated.eq(tally.updated),
            imports::unchanged.eq(tally.unchanged),
            imports::wrong.eq(tally.wrong),
            imports::problems.eq(Json(problems.to_vec())),
            imports::checked_at.eq(tx.now),
        );
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    if !step.to().is_open() {
        let by = tx.actor.account().map(|a| a.0);
        let set = (
            imports::decision.eq(change.decision),
            imports::decided_by.eq(by),
            imports::decided_at.eq(tx.now),
            imports::entry_id.eq(change.entry),
        );
        diesel::update(row).set(set).execute(tx.conn)?;
    }
    tx.history(x.id, step, change.decision)
}

#[derive(Insertable, Clone)]
#[diesel(table_name = import_rows)]
struct NewRow {
    import_id: i64,
    line: i64,
    organization_id: i64,
    deed: &'static str,
}

/// Does what the rows say: new organizations, changed ones, and which row did which. Nothing of it stands before the
/// transaction commits.
pub(super) fn write(tx: &mut Tx, x: &Import, deeds: Vec<(i64, Deed)>, entry: i64) -> Result<()> {
    let (mut new, mut lines, mut done) = (Vec::new(), Vec::new(), Vec::new());
    let row = |line, organization_id, deed| NewRow { import_id: x.id, line, organization_id, deed };
    for (line, deed) in deeds {
        match deed {
            Deed::Add(mut o, others) => {
                o.entry_id = Some(entry);
                lines.push((line, o.credit_code.clone()));
                new.push((*o, others));
            }
            Deed::Update(before, after) => {
                organization::overwrite(tx, &before, &after, (&x.no, entry))?;
                done.push(row(line, before.id.0, "updated"));
            }
            Deed::Keep => {}
        }
    }
    let ids = organization::register_many(tx, &new)?;
    done.extend(lines.iter().filter_map(|(line, code)| ids.get(code).map(|id| row(*line, *id, "added"))));
    for part in done.chunks(PART) {
        let part = part.to_vec();
        both!(tx.conn, c => diesel::insert_into(import_rows::table).values(part).execute(c))?;
    }
    organization::recount(tx.conn)
}

/// The organizations an import wrote, by ascending row, after one.
pub(super) fn written(c: &mut Conn, import: i64, after: i64, rows: i64) -> Result<Vec<(i64, i64)>> {
    Ok(import_rows::table
        .filter(import_rows::import_id.eq(import))
        .filter(import_rows::id.gt(after))
        .order(import_rows::id)
        .limit(rows)
        .select((import_rows::id, import_rows::organization_id))
        .load(c)?)
}

/// Takes the files of tables handed in before an instant away, with the cells that their errors quote; what they did stays.
/// The bytes go with the next sweep.
pub(super) fn forget_files(tx: &mut Tx, before: Ts) -> Result<usize> {
    let old = imports::table.filter(imports::created_at.lt(before)).filter(imports::file_sha256.ne(""));
    let set = (imports::file_sha256.eq(""), imports::problems.eq(Json(Vec::<Problem>::new())));
    Ok(diesel::update(old).set(set).execute(tx.conn)?)
}

/// Names of the accounts that handed in and decided.
pub(super) fn names(c: &mut Conn, accounts: &[i64]) -> Result<Vec<(i64, String)>> {
    use crate::schema::accounts as a;
    Ok(a::table.filter(a::id.eq_any(accounts.to_vec())).select((a::id, a::name)).load(c)?)
}

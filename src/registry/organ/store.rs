//! Statements of `organ_terms`, `organ_posts` and `branches`.
use super::model::{Body, Branch, NewBranch, NewPost, NewTerm, Organ, Person, Term};
use crate::{
    both,
    kernel::{
        actor::OrganizationId,
        refusal::{Error, Result},
        time::Day,
    },
    platform::db::{Conn, Tx},
    registry::organization::Organization,
    schema::{branches, organ_posts as posts, organ_terms as terms, organizations},
};
use diesel::prelude::*;

/// The organs of an organization as they are, with their people.
pub(super) fn bodies(c: &mut Conn, id: OrganizationId) -> Result<Vec<Body>> {
    let all: Vec<Term> = terms::table
        .filter(terms::organization_id.eq(id.0))
        .filter(terms::is_current.eq(true))
        .order(terms::id)
        .select(Term::as_select())
        .load(c)?;
    let ids: Vec<i64> = all.iter().map(|t| t.id).collect();
    let people: Vec<Person> = posts::table
        .filter(posts::term_id.eq_any(ids))
        .order(posts::id)
        .limit(500)
        .select(Person::as_select())
        .load(c)?;
    let with = |term: Term| Body { people: people.iter().filter(|p| p.term_id == term.id).cloned().collect(), term };
    Ok(all.into_iter().map(with).collect())
}

/// A term about to be declared.
pub(super) struct Declared<'a> {
    pub organization: OrganizationId,
    pub organ: Organ,
    pub number: i64,
    pub days: (Day, Day),
    pub people: &'a [NewPost],
}

/// Writes a term: another number begins a new one and ends the current one, the same number corrects it.
pub(super) fn declare(tx: &mut Tx, new: &Declared<'_>) -> Result<()> {
    let current = terms::table
        .filter(terms::organization_id.eq(new.organization.0))
        .filter(terms::organ.eq(new.organ))
        .filter(terms::is_current.eq(true));
    let found: Option<Term> = current.select(Term::as_select()).first(tx.conn).optional()?;
    let id = match found {
        Some(t) if t.number == new.number => {
            let target = terms::table.filter(terms::id.eq(t.id)).filter(terms::version.eq(t.version));
            let set = (
                terms::from_on.eq(new.days.0),
                terms::until_on.eq(new.days.1),
                terms::reminded.eq(t.reminded.filter(|_| t.until_on == new.days.1)),
                terms::declared_at.eq(tx.now),
                terms::version.eq(terms::version + 1),
            );
            if diesel::update(target).set(set).execute(tx.conn)? == 0 {
                return Err(Error::Stale);
            }
            diesel::delete(posts::table.filter(posts::term_id.eq(t.id))).execute(tx.conn)?;
            t.id
        }
        found => {
            if let Some(t) = found {
                let target = terms::table.filter(terms::id.eq(t.id)).filter(terms::version.eq(t.version));
                let set = (terms::is_current.eq(false), terms::version.eq(terms::version + 1));
                if diesel::update(target).set(set).execute(tx.conn)? == 0 {
                    return Err(Error::Stale);
                }
            }
            let row = NewTerm {
                organization_id: new.organization,
                organ: new.organ,
                number: new.number,
                from_on: new.days.0,
                until_on: new.days.1,
                is_current: true,
                declared_at: tx.now,
            };
            let id: std::result::Result<i64, diesel::result::Error> =
                tx.attempt(|c| diesel::insert_into(terms::table).values(row).returning(terms::id).get_result(c));
            id.map_err(|e| match e {
                diesel::result::Error::DatabaseError(diesel::result::DatabaseErrorKind::UniqueViolation, _) => {
                    Error::Stale
                }
                other => other.into(),
            })?
        }
    };
    write_people(tx.conn, new.people.iter().map(|p| (id, p)))
}

fn write_people<'a>(c: &mut Conn, people: impl Iterator<Item = (i64, &'a NewPost)>) -> Result<()> {
    let rows: Vec<_> = people
        .map(|(term, p)| {
            (
                posts::term_id.eq(term),
                posts::post.eq(p.post),
                posts::name.eq(p.name.clone()),
                posts::is_paid.eq(p.is_paid),
                posts::is_related.eq(p.is_related),
            )
        })
        .collect();
    for part in rows.chunks(500) {
        let part = part.to_vec();
        both!(c, c => diesel::insert_into(posts::table).values(part).execute(c))?;
    }
    Ok(())
}

/// Writes many terms with their people at once, for the demonstration and for an imported register.
///
/// # Errors
/// A fault of the database.
pub fn insert_terms(c: &mut Conn, all: &[(NewTerm, Vec<NewPost>)]) -> Result<()> {
    for part in all.chunks(500) {
        let rows: Vec<NewTerm> = part.iter().map(|(t, _)| t.clone()).collect();
        both!(c, c => diesel::insert_into(terms::table).values(rows).execute(c))?;
    }
    let written: Vec<(i64, i64, Organ)> = terms::table
        .filter(terms::is_current.eq(true))
        .select((terms::id, terms::organization_id, terms::organ))
        .load(c)?;
    let ids: std::collections::HashMap<(i64, &str), i64> =
        written.iter().map(|(id, organization, organ)| ((*organization, organ.word()), *id)).collect();
    let id_of = |t: &NewTerm| ids.get(&(t.organization_id.0, t.organ.word())).copied();
    let people: Vec<(i64, &NewPost)> = all
        .iter()
        .filter_map(|(t, p)| Some((id_of(t)?, p)))
        .flat_map(|(id, p)| p.iter().map(move |x| (id, x)))
        .collect();
    write_people(c, people.into_iter())
}

/// Branches of an organization, those that ended last.
pub(super) fn branches_of(c: &mut Conn, id: OrganizationId) -> Result<Vec<Branch>> {
    Ok(branches::table
        .filter(branches::organization_id.eq(id.0))
        .order((branches::ended_on.is_not_null(), branches::id))
        .limit(200)
        .select(Branch::as_select())
        .load(c)?)
}

pub(super) fn insert_branch(tx: &mut Tx, new: NewBranch) -> Result<i64> {
    Ok(diesel::insert_into(branches::table).values(new).returning(branches::id).get_result(tx.conn)?)
}

/// Writes many branches at once.
///
/// # Errors
/// A fault of the database.
pub fn insert_branches(c: &mut Conn, rows: Vec<NewBranch>) -> Result<usize> {
    Ok(both!(c, c => diesel::insert_into(branches::table).values(rows).execute(c))?)
}

/// Ends a branch; false when it is not there or ended already.
pub(super) fn end_branch(tx: &mut Tx, organization: OrganizationId, id: i64) -> Result<bool> {
    let target = branches::table
        .filter(branches::id.eq(id))
        .filter(branches::organization_id.eq(organization.0))
        .filter(branches::ended_on.is_null());
    Ok(diesel::update(target).set(branches::ended_on.eq(tx.now.day())).execute(tx.conn)? > 0)
}

/// Current terms that end by a day, by ascending row.
pub(super) fn ending(c: &mut Conn, by: Day, after: i64, rows: i64) -> Result<Vec<Term>> {
    Ok(terms::table
        .filter(terms::is_current.eq(true))
        .filter(terms::until_on.le(by))
        .filter(terms::id.gt(after))
        .order(terms::id)
        .limit(rows)
        .select(Term::as_select())
        .load(c)?)
}

/// Notes that a reminder was given, by compare-and-set.
pub(super) fn remind(tx: &mut Tx, term: &Term, days: i64) -> Result<()> {
    let target = terms::table.filter(terms::id.eq(term.id)).filter(terms::version.eq(term.version));
    let set = (terms::reminded.eq(days), terms::version.eq(terms::version + 1));
    if diesel::update(target).set(set).execute(tx.conn)? == 1 { Ok(()) } else { Err(Error::Stale) }
}

/// Terms at some authorities that are over or end by a day, the oldest first, after a row of the page before.
pub(super) fn at_desk(
    c: &mut Conn,
    authorities: &[i64],
    by: Day,
    after: Option<(Day, i64)>,
    rows: i64,
) -> Result<Vec<(Term, Organization)>> {
    use crate::registry::organization::OrganizationStatus as Status;
    let mut all = terms::table
        .inner_join(organizations::table)
        .filter(organizations::supervisor_id.eq_any(authorities.to_vec()))
        .filter(organizations::status.ne_all([Status::Cancelled, Status::Revoked]))
        .filter(terms::is_current.eq(true))
        .filter(terms::until_on.le(by))
        .order((terms::until_on, terms::id))
        .limit(rows)
        .select((Term::as_select(), Organization::as_select()))
        .into_boxed();
    if let Some((day, id)) = after {
        all = all.filter(terms::until_on.gt(day).or(terms::until_on.eq(day).and(terms::id.gt(id))));
    }
    Ok(all.load(c)?)
}

/// Organizations of these with a term that is over: for the workbench of their officers.
///
/// # Errors
/// A fault of the database.
pub fn ending_of(c: &mut Conn, ids: &[i64], today: Day) -> Result<Vec<(Organization, Day)>> {
    Ok(terms::table
        .inner_join(organizations::table)
        .filter(terms::organization_id.eq_any(ids.to_vec()))
        .filter(terms::is_current.eq(true))
        .filter(terms::until_on.lt(today))
        .order((terms::until_on, terms::id))
        .limit(20)
        .select((Organization::as_select(), terms::until_on))
        .load(c)?)
}

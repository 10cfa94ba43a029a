//! Verbs of the organs: declared by officers, reminded by the clock.
use super::{
    jobs::Remind,
    model::{BranchKind, NewBranch, NewPost, Organ, Term},
    rules,
    store::{self, Declared},
};
use crate::{
    kernel::{
        refusal::{Code, Error, Result},
        time::Day,
    },
    platform::db::{Event, Tx},
    registry::{
        case::{Stand, organization_of},
        organization::Organization,
    },
};

/// A term as an officer declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declaration {
    /// Which organ.
    pub organ: Organ,
    /// 第几届.
    pub number: i64,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Day,
    /// Who sits in it.
    pub people: Vec<NewPost>,
}

/// A branch as an officer declares it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BranchForm {
    /// Kind.
    pub kind: BranchKind,
    /// Name.
    pub name: String,
    /// Who leads it.
    pub head: String,
    /// Where it is.
    pub address: String,
    /// Day of the council's decision.
    pub decided_on: Day,
}

/// The organization, for an officer of it.
fn own(tx: &mut Tx, code: &str) -> Result<Organization> {
    match organization_of(tx.conn, tx.actor, code)? {
        (o, Stand::Officer) => Ok(o),
        (_, Stand::Staff) => Err(Code::NotYourRole.into()),
    }
}

/// Declares an organ's term and people; the same number corrects, another begins a new term 换届.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::OrganizationEnded`], [`Code::OrganizationFiled`].
pub fn declare(tx: &mut Tx, code: &str, d: &Declaration) -> Result<()> {
    let o = own(tx, code)?;
    rules::may_declare(&o)?;
    let days = (d.from_on, d.until_on);
    store::declare(tx, &Declared { organization: o.id, organ: d.organ, number: d.number, days, people: &d.people })?;
    let event = Event::private("registry.organ.declared")
        .with("organ", d.organ.word())
        .with("number", d.number)
        .with("until", d.until_on.to_string())
        .with("people", d.people.len());
    tx.record(("organization", &o.credit_code), event).map(drop)
}

/// Declares a branch, which everybody sees on the organization's page.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::BranchNotHere`], [`Code::BranchName`], [`Code::BranchRegional`].
pub fn branch(tx: &mut Tx, code: &str, f: &BranchForm) -> Result<i64> {
    let o = own(tx, code)?;
    let divisions = tx.env.rulebook.divisions();
    let regions: Vec<String> =
        divisions.get(divisions.home()).into_iter().chain(divisions.counties()).map(|d| d.zh.clone()).collect();
    rules::may_branch(&o, &f.name, &regions)?;
    let new = NewBranch {
        organization_id: o.id,
        kind: f.kind,
        name: f.name.clone(),
        head: f.head.clone(),
        address: f.address.clone(),
        decided_on: f.decided_on,
        declared_at: tx.now,
    };
    let id = store::insert_branch(tx, new)?;
    let event = Event::public("registry.branch.declared").with("name", f.name.clone()).with("kind", f.kind.word());
    tx.record(("organization", &o.credit_code), event)?;
    Ok(id)
}

/// Ends a branch.
///
/// # Errors
/// [`Code::NotYourRole`], [`Error::Missing`].
pub fn end_branch(tx: &mut Tx, code: &str, id: i64) -> Result<()> {
    let o = own(tx, code)?;
    if !store::end_branch(tx, o.id, id)? {
        return Err(Error::Missing);
    }
    tx.record(("organization", &o.credit_code), Event::public("registry.branch.ended").with("id", id)).map(drop)
}

/// Gives the reminder of a term that is due, once.
///
/// # Errors
/// [`Error::Stale`] when another node gave it.
pub(super) fn remind(tx: &mut Tx, term: &Term) -> Result<()> {
    let today = tx.now.day();
    let Some(days) = rules::due(rules::reminders(&tx.env.rulebook, today)?, term, today) else { return Ok(()) };
    store::remind(tx, term, days)?;
    tx.enqueue(&Remind { organization: term.organization_id.0, organ: term.organ, until_on: term.until_on })
}

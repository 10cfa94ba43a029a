//! Verbs of name pre-registration (`SO-52`).
use super::{
    jobs::Tell,
    model::{Reservation, ReservationEvent as Event, ReservationState},
    rules,
    store::{self, Asked, Written},
};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, BodyKind, Role},
        refusal::{Code, Error, FieldError, Reason, Result},
        state::Step,
    },
    platform::{
        db::{Event as Act, Tx},
        numbers,
    },
    registry::{
        application::{self, NameAsked},
        organization::OrganizationKind,
        reservation::forms::Asking,
    },
};

/// Asks for a name to be kept. What the words and the register forbid is refused at once.
///
/// # Errors
/// [`Code::NameBlocked`], [`Code::NameReserved`], [`Code::KindNotOpen`]; a wrong authority is an error of its field.
pub fn ask(tx: &mut Tx, wish: &Asking) -> Result<Reservation> {
    let by = tx.account()?;
    let today = tx.now.day();
    let office = application::authorities(tx.conn)?.into_iter().find(|a| a.code == wish.authority);
    let office = office.ok_or_else(|| Error::Invalid(vec![FieldError::new("authority", "choice")]))?;
    lawful(tx, wish.kind, &wish.name, &office.division)?;
    if store::is_open(tx.conn, &wish.name)? {
        return Err(Code::NameReserved.into());
    }
    let head = format!("{}-{}-MC01", office.division, today.format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("reservation:{head}"))?);
    let due_on = tx.env.rulebook.period("name.prereg_promised", today)?.last_day(tx.env.rulebook.calendar(), today);
    let authority = AuthorityId(office.id);
    let (kind, name, purpose) = (wish.kind, wish.name.as_str(), wish.purpose.as_str());
    store::insert(tx, &Asked { no: &no, by, authority, kind, name, purpose, due_on })?;
    let event = Act::private("registry.name.asked").with("kind", kind.word()).with("due_on", due_on.to_string());
    tx.record(("name_reservation", &no), event)?;
    store::find(tx.conn, &no)
}

/// Nothing in the name's words or in the register forbids it (`SO-40`–`SO-51`).
fn lawful(tx: &mut Tx, kind: OrganizationKind, name: &str, division: &str) -> Result<()> {
    let today = tx.now.day();
    let rules = tx.env.rulebook.kind(kind.word(), today).filter(|k| k.enabled && k.legal_person);
    let rules = rules.ok_or(Code::KindNotOpen)?;
    let asked = NameAsked { name, division, application: None, organization: None };
    let faults = application::judge_name(tx.conn, &tx.env.rulebook, &rules, &asked, today)?;
    match faults.into_iter().find(|f| f.is_blocking) {
        Some(f) => Err(Reason::from(Code::NameBlocked).with("rule", f.rule).with("word", f.word).into()),
        None => Ok(()),
    }
}

/// Keeps the name from today on for the period of the rule.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::NameBlocked`], [`Code::WrongState`].
pub fn grant(tx: &mut Tx, no: &str, text: &str) -> Result<Reservation> {
    let (x, by) = decided_here(tx, no)?;
    let step = Step::new(x.state, Event::Grant)?;
    let office = application::authority(tx.conn, x.authority_id)?;
    lawful(tx, x.kind, &x.name, &office.division)?;
    let kept = tx.env.rulebook.period("name.prereg_valid", tx.now.day())?;
    let until_on = rules::until(tx.now.day(), kept);
    let mut event = Act::public("registry.name.reserved").with("name", x.name.clone());
    if let Some(day) = until_on {
        event = event.with("until_on", day.to_string());
    }
    tx.record(("name_reservation", no), event)?;
    store::step(tx, &x, &step, Written { until_on, ..answer(tx, by, text) })?;
    tx.enqueue(&Tell::new(x.id))?;
    store::find(tx.conn, no)
}

/// Does not keep it, with reasons.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn refuse(tx: &mut Tx, no: &str, text: &str) -> Result<Reservation> {
    let (x, by) = decided_here(tx, no)?;
    let step = Step::new(x.state, Event::Refuse)?;
    tx.record(("name_reservation", no), Act::private("registry.name.refused"))?;
    let written = answer(tx, by, text);
    store::step(tx, &x, &step, written)?;
    tx.enqueue(&Tell::new(x.id))?;
    store::find(tx.conn, no)
}

fn answer(tx: &Tx, by: AccountId, text: &str) -> Written {
    Written { decision: Some(text.to_owned()), decided_by: Some(by), decided_at: Some(tx.now), ..Written::default() }
}

/// Takes the wish back, or gives the name back.
///
/// # Errors
/// [`Error::Missing`] for everybody else, [`Code::WrongState`].
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Reservation> {
    let by = tx.account()?;
    let x = store::find(tx.conn, no)?;
    if x.account_id != by {
        let works = tx.actor.is_at(Role::Clerk, x.authority_id);
        return Err(if works { Code::NotYourRole.into() } else { Error::Missing });
    }
    let event = if x.state == ReservationState::Held { Event::Release } else { Event::Withdraw };
    let step = Step::new(x.state, event)?;
    store::step(tx, &x, &step, Written::default())?;
    tx.record(("name_reservation", no), Act::private("registry.name.given_back"))?;
    store::find(tx.conn, no)
}

/// Sets a name free whose last day has passed; nothing when it has not.
///
/// # Errors
/// A fault of the database.
pub fn release(tx: &mut Tx, no: &str) -> Result<bool> {
    let x = store::find(tx.conn, no)?;
    if !rules::is_over(&x, tx.now.day()) {
        return Ok(false);
    }
    let step = Step::new(x.state, Event::Release)?;
    store::step(tx, &x, &step, Written::default())?;
    tx.record(("name_reservation", no), Act::private("registry.name.released"))?;
    tx.enqueue(&Tell::new(x.id))?;
    Ok(true)
}

/// Takes up the name that is kept for somebody when the founding is handed in; nothing when none is.
///
/// # Errors
/// A fault of the database.
pub fn take_up(tx: &mut Tx, account: AccountId, name: &str, application: &str) -> Result<()> {
    let Some(x) = store::held(tx.conn, account, name)? else { return Ok(()) };
    if rules::is_over(&x, tx.now.day()) {
        return Ok(());
    }
    let step = Step::new(x.state, Event::Use)?;
    store::step(tx, &x, &step, Written { application_no: Some(application.to_owned()), ..Written::default() })?;
    tx.record(("name_reservation", &x.no), Act::private("registry.name.used").with("application", application))?;
    Ok(())
}

/// The reservation, for a clerk of its authority who did not ask for it.
fn decided_here(tx: &mut Tx, no: &str) -> Result<(Reservation, AccountId)> {
    let account = tx.account()?;
    let x = store::find(tx.conn, no)?;
    let by = match tx.official(Role::Clerk, (BodyKind::Authority, x.authority_id.0)) {
        Ok(by) => by,
        Err(Error::Refused(r)) if r.iter().any(|r| r.code == Code::NotYourRole) => {
            return Err(if x.account_id == account { Code::NotYourRole.into() } else { Error::Missing });
        }
        Err(e) => return Err(e),
    };
    if x.account_id == by { Err(Code::SamePerson.into()) } else { Ok((x, by)) }
}

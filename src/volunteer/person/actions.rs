//! Verbs of the roll; each runs in one transaction.
use super::{
    model::{ConsentKind, Join, NewVolunteer, Private, Profile, RollEvent, RollState, Volunteer, VolunteerId},
    rules::{self, AgeLimits},
    store,
};
use crate::{
    kernel::{
        refusal::{Code, Result},
        state::Step,
    },
    platform::{
        db::{Event, Json, Tx},
        numbers,
    },
    volunteer::{activity, team},
};
use chrono::Datelike;

/// Puts the person who asks on the roll and answers the volunteer number (`VO-01`–`VO-03`, `VO-20`, `VO-21`).
///
/// # Errors
/// Too young, guardian missing, or already on the roll by account or document.
pub fn join(tx: &mut Tx, command: &Join) -> Result<String> {
    let account = tx.account()?;
    let limits = AgeLimits::on(&tx.env.rulebook, tx.now.day())?;
    rules::may_join(command.born, tx.now.day(), command.guardian.is_some(), limits)?;
    if store::of_account(tx.conn, account)?.is_some() {
        return Err(Code::AlreadyOnRoll.into());
    }
    let hash = store::identity_hash(&tx.env.keyring, &command.identity);
    let former = store::by_identity(tx.conn, &hash)?;
    let no = match &former {
        Some(v) if v.state == RollState::Active => return Err(Code::IdentityOnRoll.into()),
        Some(v) => v.no.clone(),
        None => next_no(tx, command.division.county_or_above())?,
    };
    let row = row(tx, command, &no, account.0, hash);
    let id = match former {
        Some(was) => {
            store::revive(tx, &was, &Step::new(was.state, RollEvent::Return)?, &row)?;
            was.id
        }
        None => store::insert(tx, &row)?.ok_or(Code::AlreadyOnRoll)?,
    };
    store::consent(tx, id, ConsentKind::Roll)?;
    if command.guardian.is_some() {
        store::consent(tx, id, ConsentKind::Guardian)?;
    }
    let entry = tx.record(("volunteer", &no), Event::private("volunteer.person.joined"))?;
    store::set_entry(tx, id, entry)?;
    Ok(no)
}

fn row(tx: &Tx, command: &Join, no: &str, account: i64, hash: String) -> NewVolunteer {
    let private = Private {
        name: command.name.clone(),
        last_four: command.identity.last_four().to_owned(),
        phone: command.phone.clone(),
        guardian: command.guardian.clone(),
    };
    NewVolunteer {
        no: no.to_owned(),
        account_id: Some(account),
        nickname: command.nickname.clone(),
        shown_name: None,
        identity_kind: Some(command.identity.kind()),
        identity_hash: Some(hash),
        sealed: Some(private.seal(&tx.env.keyring, no)),
        birth_month: command.born.with_day(1),
        division: command.division.clone(),
        skills: Json(Vec::new()),
        fields: Json(Vec::new()),
        free_time: String::new(),
        national_no: None,
        state: RollState::Active,
        entry_id: None,
        joined_at: tx.now,
    }
}

/// `510903-2026-000318`: division, year, sequence, and no digit of an identity document inside (`domain.md` 3.6).
fn next_no(tx: &mut Tx, county: &str) -> Result<String> {
    let year = tx.now.day().year();
    let n = numbers::next(tx, &format!("volunteer-{county}-{year}"))?;
    Ok(format!("{county}-{year}-{n:06}"))
}

/// The volunteer who asks.
///
/// # Errors
/// Nobody signed in, or [`Code::NotOnRoll`].
pub fn myself(tx: &mut Tx) -> Result<Volunteer> {
    let account = tx.account()?;
    store::of_account(tx.conn, account)?.ok_or_else(|| Code::NotOnRoll.into())
}

/// Changes one's own details. Consent to show the real name is given and taken back here, at once (`VO-50`, `VO-52`).
///
/// # Errors
/// Not on the roll, or changed elsewhere meanwhile.
pub fn change_profile(tx: &mut Tx, command: &Profile) -> Result<String> {
    let was = myself(tx)?;
    let mut private = Private::open(&tx.env.keyring, &was)?.ok_or(Code::NotOnRoll)?;
    private.phone.clone_from(&command.phone);
    let sealed = private.seal(&tx.env.keyring, &was.no);
    let shown = command.shows_name.then_some(private.name.as_str());
    store::update_profile(tx, &was, command, sealed, shown)?;
    match (was.shown_name.is_some(), command.shows_name) {
        (false, true) => store::consent(tx, was.id, ConsentKind::RealName)?,
        (true, false) => store::withdraw_consent(tx, was.id, Some(ConsentKind::RealName))?,
        _ => {}
    }
    tx.record(("volunteer", &was.no), Event::private("volunteer.person.changed"))?;
    Ok(was.no)
}

/// Leaves the roll: contact and identity are deleted, hours stay under the number alone (`VO-52`).
///
/// # Errors
/// Not on the roll, or changed elsewhere meanwhile.
pub fn leave(tx: &mut Tx, keeps_number: bool) -> Result<VolunteerId> {
    let was = myself(tx)?;
    let step = Step::new(was.state, RollEvent::Leave)?;
    activity::release(tx, was.id)?;
    team::release(tx, was.id, was.account_id)?;
    store::forget(tx, &was, &step, keeps_number)?;
    store::withdraw_consent(tx, was.id, None)?;
    tx.record(("volunteer", &was.no), Event::private("volunteer.person.left"))?;
    Ok(was.id)
}

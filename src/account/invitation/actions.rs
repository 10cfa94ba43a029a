//! Verbs of invitations.
use super::{
    rules,
    store::{self, Offer},
};
use crate::{
    account::{
        jobs::SendLink,
        model::{NewAccount, Purpose},
        store as accounts,
    },
    kernel::{
        actor::{AccountId, BodyKind, Role},
        random,
        refusal::{Code, Error, Result},
        time::Ts,
    },
    platform::{
        crypto,
        db::{Event, Tx},
    },
    web::limits,
};
use chrono::TimeDelta;

/// Offers somebody a role and mails the link.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::RoleNotHere`], too many invitations in an hour.
pub(in crate::account) fn offer(tx: &mut Tx, offer: &Offer) -> Result<()> {
    rules::may_invite(tx.actor, offer.role, offer.body)?;
    if offer.role.is_staff() {
        tx.official(Role::Admin, (BodyKind::City, 0))?;
    }
    let by = tx.account()?;
    limits::count(tx, &format!("invite:{by}"), 50, TimeDelta::hours(1))?;
    let token = random::token();
    store::insert(tx, offer, &crypto::hash_token(&token), tx.now + TimeDelta::days(7))?;
    tx.enqueue(&SendLink::to(offer.email.clone(), Purpose::Invite, token))
}

/// A role the operator gives at once, by hand.
#[derive(Debug, Clone)]
pub struct Invitation {
    /// Mail address, lower-cased.
    pub email: String,
    /// The role to hold.
    pub role: Role,
    /// Where.
    pub body: (BodyKind, i64),
    /// The name of that body, to show.
    pub body_name: String,
    /// A hash nobody knows the password of, for an account that does not exist yet.
    pub closed_hash: String,
    /// How long the link lives.
    pub lives: TimeDelta,
}

/// What the operator hands over; the token is kept nowhere else.
#[derive(Debug, Clone)]
pub struct Invited {
    /// Whose account.
    pub account: AccountId,
    /// The secret in `/invitations/{token}`, where the person sets a name and a password.
    pub token: String,
    /// When the link ends.
    pub expires_at: Ts,
}

/// Gives the role to the account of the address, which is made when there is none, and answers a link that works once.
/// An account made here cannot sign in before its link was used: nobody knows its password and its address is unproven.
///
/// # Errors
/// [`Code::RolesExclude`] when the account holds a role that excludes this one.
pub fn invite(tx: &mut Tx, invitation: &Invitation) -> Result<Invited> {
    let new = NewAccount {
        email: invitation.email.clone(),
        name: invitation.email.split('@').next().unwrap_or_default().to_owned(),
        password_hash: invitation.closed_hash.clone(),
        locale: "zh-CN".into(),
        verified_at: None,
    };
    let account = match accounts::create_account(tx, &new)? {
        Some(made) => made,
        None => accounts::find_account_by_email(tx.conn, &invitation.email)?.ok_or(Error::Missing)?.id,
    };
    accounts::add_membership(tx, account, invitation.role, invitation.body, &invitation.body_name)?;
    let (token, expires_at) = (random::token(), tx.now + invitation.lives);
    let offer = Offer {
        email: invitation.email.clone(),
        role: invitation.role,
        body: invitation.body,
        body_name: invitation.body_name.clone(),
    };
    store::insert(tx, &offer, &crypto::hash_token(&token), expires_at)?;
    let event = Event::private("account.role.offered").with("role", invitation.role.word());
    tx.record(("account", &account.to_string()), event)?;
    Ok(Invited { account, token, expires_at })
}

/// What somebody without an account adds.
#[derive(Debug, Clone)]
pub(super) struct NewPerson {
    pub name: String,
    pub password_hash: String,
    pub locale: String,
}

/// Takes up an offered role. The link proves the address, so a new account is verified at once.
///
/// # Errors
/// [`Code::LinkInvalid`], [`Code::RolesExclude`], [`Code::AccountClosed`].
pub(super) fn accept(tx: &mut Tx, token: &str, person: Option<&NewPerson>) -> Result<()> {
    let offer = store::by_token(tx.conn, &crypto::hash_token(token), tx.now)?.ok_or(Code::LinkInvalid)?;
    if !store::accept(tx, offer.id)? {
        return Err(Code::LinkInvalid.into());
    }
    let account = account_of(tx, &offer.email, person)?;
    accounts::add_membership(tx, account, offer.role, (offer.body_kind, offer.body_id), &offer.body_name)?;
    let event = Event::private("account.membership.given")
        .with("role", offer.role.word())
        .with("body_kind", offer.body_kind.word())
        .with("body", offer.body_name);
    tx.record(("account", &account.to_string()), event)?;
    Ok(())
}

/// The account behind the address; one that nobody has signed in to yet gets its name and password here.
fn account_of(tx: &mut Tx, email: &str, person: Option<&NewPerson>) -> Result<AccountId> {
    let known = accounts::find_account_by_email(tx.conn, email)?;
    if let Some(known) = known {
        if known.status != "active" {
            return Err(Code::AccountClosed.into());
        }
        if known.verified_at.is_none() {
            let person = person.ok_or(Error::Missing)?;
            store::take_over(tx, known.id, &person.name, &person.password_hash)?;
        }
        return Ok(known.id);
    }
    let person = person.ok_or(Error::Missing)?;
    let new = NewAccount {
        email: email.to_owned(),
        name: person.name.clone(),
        password_hash: person.password_hash.clone(),
        locale: person.locale.clone(),
        verified_at: Some(tx.now),
    };
    accounts::create_account(tx, &new)?.ok_or(Error::Stale)
}

/// Takes an invitation back.
///
/// # Errors
/// [`Code::NotYourRole`], [`Error::Missing`], [`Code::LinkInvalid`] when it was used already.
pub(super) fn withdraw(tx: &mut Tx, id: i64) -> Result<()> {
    let offer = store::find(tx.conn, id)?;
    if !rules::looks_after(tx.actor, (offer.body_kind, offer.body_id)) {
        return Err(Code::NotYourRole.into());
    }
    if store::withdraw(tx, id)? { Ok(()) } else { Err(Code::LinkInvalid.into()) }
}

/// Ends a role. Nobody ends the own one: there would be nobody left to give it back.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Error::Missing`].
pub(super) fn end_membership(tx: &mut Tx, id: i64) -> Result<()> {
    let (account, role, kind, body) = store::membership(tx.conn, id)?;
    if !rules::looks_after(tx.actor, (kind, body)) {
        return Err(Code::NotYourRole.into());
    }
    if role.is_staff() {
        tx.official(Role::Admin, (BodyKind::City, 0))?;
    }
    if tx.account()? == account {
        return Err(Code::SamePerson.into());
    }
    store::end_membership(tx, id)?;
    let event = Event::private("account.membership.ended").with("role", role.word()).with("body_kind", kind.word());
    tx.record(("account", &account.to_string()), event)?;
    Ok(())
}

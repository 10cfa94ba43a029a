//! Inviting somebody to a role: the account, its role, and a link that works once.
use super::{
    model::{NewAccount, Purpose},
    store,
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        random,
        refusal::{Error, Result},
        time::Ts,
    },
    platform::{
        crypto,
        db::{Event, Tx},
    },
};
use chrono::TimeDelta;

/// Who is invited to what.
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

/// What the inviter hands over; the token is kept nowhere else.
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
/// [`crate::kernel::refusal::Code::RolesExclude`] when the account holds a role that excludes this one.
pub fn invite(tx: &mut Tx, invitation: &Invitation) -> Result<Invited> {
    let new = NewAccount {
        email: invitation.email.clone(),
        name: invitation.email.split('@').next().unwrap_or_default().to_owned(),
        password_hash: invitation.closed_hash.clone(),
        locale: "zh-CN".into(),
        verified_at: None,
    };
    let account = match store::create_account(tx, &new)? {
        Some(made) => made,
        None => store::find_account_by_email(tx.conn, &invitation.email)?.ok_or(Error::Missing)?.id,
    };
    store::add_membership(tx, account, invitation.role, invitation.body, &invitation.body_name)?;
    let (token, expires_at) = (random::token(), tx.now + invitation.lives);
    store::add_link(tx, Some(account), Purpose::Invite, &crypto::hash_token(&token), expires_at)?;
    let number = account.to_string();
    let event = Event::private("account.role.offered").with("role", invitation.role.word());
    tx.record(("account", &number), event)?;
    Ok(Invited { account, token, expires_at })
}

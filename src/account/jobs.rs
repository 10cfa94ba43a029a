//! Mail of accounts.
use super::model::Purpose;
use crate::{
    kernel::actor::AccountId,
    platform::{
        i18n::Locale,
        jobs::{Job, JobError, Jx, Lane},
        postbox,
    },
    schema::accounts,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// Mails a one-purpose link, or tells an address that it has an account already.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendLink {
    account: Option<AccountId>,
    email: Option<String>,
    purpose: Option<Purpose>,
    token: Option<String>,
}

impl SendLink {
    /// A link for an account.
    #[must_use]
    pub fn new(account: AccountId, purpose: Purpose, token: String) -> Self {
        Self { account: Some(account), email: None, purpose: Some(purpose), token: Some(token) }
    }

    /// A link for an address that may have no account yet.
    #[must_use]
    pub fn to(email: String, purpose: Purpose, token: String) -> Self {
        Self { account: None, email: Some(email), purpose: Some(purpose), token: Some(token) }
    }

    /// Tells somebody who signs up again.
    #[must_use]
    pub fn taken(email: String) -> Self {
        Self { account: None, email: Some(email), purpose: None, token: None }
    }
}

impl Job for SendLink {
    const KIND: &'static str = "account.send_link";
    const LANE: Lane = Lane::Link;

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let (account, email) = (self.account, self.email.clone());
        let (name, to, locale): (String, String, String) = jx
            .read(move |c| {
                let all = accounts::table.select((accounts::name, accounts::email, accounts::locale)).into_boxed();
                Ok(match (account, email) {
                    (Some(a), _) => all.filter(accounts::id.eq(a.0)).first(c)?,
                    (None, e) => {
                        let email = e.unwrap_or_default();
                        let known = all.filter(accounts::email.eq(email.clone())).first(c).optional()?;
                        known.unwrap_or_else(|| (String::new(), email, Locale::default().tag().to_owned()))
                    }
                })
            })
            .await?;
        let (template, path) = match (self.purpose, &self.token) {
            (Some(Purpose::Verify), Some(t)) => ("account_verify", format!("/verify-mail/{t}")),
            (Some(Purpose::Reset), Some(t)) => ("account_reset", format!("/reset/{t}")),
            (Some(Purpose::Invite), Some(t)) => ("account_invite", format!("/invitations/{t}")),
            _ => ("account_taken", "/sign-in".to_owned()),
        };
        let link = format!("{}{path}", jx.env.config.public_url());
        postbox::post(
            jx,
            template,
            &postbox::Recipient { name, email: to, locale },
            &serde_json::json!({ "link": link }),
        )
        .await?;
        Ok(())
    }
}

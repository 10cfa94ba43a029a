//! What happens after the commit: messages applied, money given back, thanks sent.
use super::{actions, model::DonationId, store};
use crate::{
    platform::{
        i18n::{self, Locale},
        jobs::{Job, JobError, Jx},
        pay::PayError,
        postbox::{self, Recipient},
    },
    schema::donations,
};
use anyhow::anyhow;
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Applies a kept message of the provider.
#[derive(Debug, Serialize, Deserialize)]
pub struct Apply {
    /// Row of the message.
    pub message: i64,
}

impl Job for Apply {
    const KIND: &'static str = "community.fund.apply";

    fn dedupe(&self) -> Option<String> {
        Some(self.message.to_string())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.message;
        if jx.write(move |tx| actions::apply(tx, id)).await? {
            return Err(JobError::Retry(anyhow!("message {id} came before the one it follows")));
        }
        Ok(())
    }
}

/// Gives a donation back through the provider; its id is the key, so that a repeat is the same refund.
#[derive(Debug, Serialize, Deserialize)]
pub struct GiveBack {
    /// Which.
    pub donation: DonationId,
}

impl Job for GiveBack {
    const KIND: &'static str = "community.fund.give_back";

    fn dedupe(&self) -> Option<String> {
        Some(self.donation.0.to_string())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.donation;
        let donation = jx.read(move |c| store::find(c, id)).await?;
        let intent =
            donation.payment_intent.ok_or_else(|| JobError::Fail(anyhow!("{} was not paid online", donation.no)))?;
        let key = format!("refund-{}", donation.no);
        match jx.pay.refund(&intent, donation.amount.fen(), &key).await {
            Ok(_) => Ok(()),
            Err(PayError::Unavailable(why)) => Err(JobError::Retry(anyhow!(why))),
            Err(e) => Err(JobError::Fail(e.into())),
        }
    }
}

/// Thanks a giver who left an address.
#[derive(Debug, Serialize, Deserialize)]
pub struct Thank {
    /// For which donation.
    pub donation: DonationId,
}

impl Job for Thank {
    const KIND: &'static str = "community.fund.thank";

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.donation;
        let (donation, email) = jx
            .read(move |c| {
                let email: Option<String> = donations::table.find(id.0).select(donations::email).first(c)?;
                Ok((store::find(c, id)?, email))
            })
            .await?;
        let Some(email) = email else { return Ok(()) };
        let v = json!({
            "no": donation.no,
            "amount": i18n::money(Locale::default(), donation.amount),
            "link": format!("{}/fund/thanks/{}", jx.env.config.public_url(), donation.secret),
        });
        let to = Recipient {
            name: donation.nickname.unwrap_or_default(),
            email,
            locale: Locale::default().tag().to_owned(),
        };
        postbox::post(jx, "fund_thanks", &to, &v).await
    }
}

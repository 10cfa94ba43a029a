//! Letters of contracts, acceptances and payments to the people of both sides.
use super::{model::ContractId, store};
use crate::{
    kernel::money::Money,
    platform::{
        i18n::{self, Locale},
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
    text_enum,
};
use serde::{Deserialize, Serialize};
use serde_json::json;

text_enum! {
    /// What is told to the supplier's officers.
    pub enum Letter {
        /// A contract or a supplement waits for the signature.
        ToSign = "contract_to_sign",
        /// The contract is published and the work may begin.
        Begun = "contract_begun",
        /// A milestone is accepted.
        Accepted = "milestone_accepted",
        /// A milestone came back with a reason.
        Returned = "milestone_returned",
        /// A payment was confirmed.
        Paid = "payment_confirmed",
    }
}

/// Tells every officer of the supplier.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    contract: ContractId,
    letter: Letter,
    /// Name of the stage, where the letter is about one.
    #[serde(default)]
    about: String,
    /// Amount, where the letter is about one.
    #[serde(default)]
    amount: Option<Money>,
}

impl Tell {
    /// A letter about the contract.
    #[must_use]
    pub fn new(contract: ContractId, letter: Letter) -> Self {
        Self { contract, letter, about: String::new(), amount: None }
    }

    /// A letter about a stage and a sum of it.
    #[must_use]
    pub fn about(contract: ContractId, letter: Letter, about: &str, amount: Option<Money>) -> Self {
        Self { contract, letter, about: about.to_owned(), amount }
    }
}

impl Job for Tell {
    const KIND: &'static str = "market.contract.tell";

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.contract;
        let (contract, officers) = jx
            .read(move |c| {
                let contract = store::find(c, id)?;
                let officers = organization::officers(c, contract.organization_id)?;
                Ok((contract, officers))
            })
            .await?;
        for officer in officers {
            let locale = Locale::from_tag(&officer.locale).unwrap_or_default();
            let v = json!({
                "no": contract.no,
                "title": contract.title,
                "stage": self.about,
                "amount": self.amount.map(|m| i18n::money(locale, m)),
                "sign_by": i18n::day(locale, contract.sign_by),
                "starts_on": i18n::day(locale, contract.starts_on),
                "link": format!("{}/contracts/{}", jx.env.config.public_url(), contract.no),
            });
            let to = Recipient { name: officer.name, email: officer.email, locale: officer.locale };
            postbox::post(jx, self.letter.word(), &to, &v).await?;
        }
        Ok(())
    }
}

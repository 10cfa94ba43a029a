//! Letters to volunteers.
use super::model::VolunteerId;
use crate::{
    platform::{
        jobs::{Job, JobError, Jx},
        postbox,
    },
    schema::{accounts, volunteers},
    text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

text_enum! {
    /// Which letter.
    pub enum Letter {
        /// Accepted into a team.
        Accepted = "volunteer_accepted",
        /// A place on the list of an activity.
        SignedUp = "volunteer_signed_up",
        /// A place became free 递补.
        Promoted = "volunteer_promoted",
        /// The activity does not take place.
        Cancelled = "volunteer_cancelled",
        /// Hours became effective.
        Effective = "volunteer_effective",
        /// Hours were voided.
        Voided = "volunteer_voided",
    }
}

/// Mails a letter to a volunteer who is still on the roll.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    volunteer: VolunteerId,
    letter: Letter,
    facts: serde_json::Value,
}

impl Tell {
    /// A letter with its facts; `path` in them becomes the link.
    #[must_use]
    pub fn new(volunteer: VolunteerId, letter: Letter, facts: serde_json::Value) -> Self {
        Self { volunteer, letter, facts }
    }
}

impl Job for Tell {
    const KIND: &'static str = "volunteer.tell";

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.volunteer;
        let found = jx
            .read(move |c| {
                Ok(volunteers::table
                    .inner_join(accounts::table)
                    .filter(volunteers::id.eq(id.0))
                    .select((volunteers::nickname, accounts::email, accounts::locale))
                    .first::<(String, String, String)>(c)
                    .optional()?)
            })
            .await?;
        // Who has left the roll since has no address any more.
        let Some((name, email, locale)) = found else { return Ok(()) };
        let mut facts = self.facts;
        let path = facts.get("path").and_then(|p| p.as_str()).unwrap_or("/volunteer").to_owned();
        if let Some(map) = facts.as_object_mut() {
            map.insert("link".into(), format!("{}{path}", jx.env.config.public_url()).into());
        }
        postbox::post(jx, self.letter.word(), &postbox::Recipient { name, email, locale }, &facts).await
    }
}

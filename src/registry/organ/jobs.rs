//! Reminders that a term of office ends.
use super::{actions, model::Organ, rules, store};
use crate::{
    kernel::{actor::OrganizationId, refusal::Error, time::Day},
    platform::{
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
};
use serde::{Deserialize, Serialize};

/// Reminds the officers of a term that ends, or is over.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remind {
    /// Whose.
    pub organization: i64,
    /// Which organ.
    pub organ: Organ,
    /// Its last day.
    pub until_on: Day,
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Name of the organization.
    pub organization: String,
    /// Which organ.
    pub organ: &'static str,
    /// Last day of the term.
    pub until_on: Day,
    /// Whether it is over.
    pub is_over: bool,
    /// Where to declare the next one.
    pub link: String,
}

impl Job for Remind {
    const KIND: &'static str = "registry.remind_term";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = OrganizationId(self.organization);
        let (o, to) = jx.read(move |c| Ok((organization::find(c, id)?, organization::officers(c, id)?))).await?;
        let facts = Facts {
            organization: o.name,
            organ: self.organ.word(),
            until_on: self.until_on,
            is_over: self.until_on < jx.now().day(),
            link: format!("{}/orgs/{}/organs", jx.env.config.public_url(), o.credit_code),
        };
        for p in to {
            let person = Recipient { name: p.name, email: p.email, locale: p.locale };
            postbox::post(jx, "term_reminder", &person, &facts).await?;
        }
        Ok(())
    }
}

/// Looks at every term that ends soon or is over and gives the reminders that are due, each once. Safe on several nodes:
/// a reminder is one compare-and-set.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let [first, ..] = rules::reminders(&jx.env.rulebook, today)?;
    let by = today + chrono::TimeDelta::days(first);
    let mut after = 0;
    loop {
        let page = jx.read(move |c| store::ending(c, by, after, 200)).await?;
        let Some(last) = page.last() else { return Ok(()) };
        after = last.id;
        let days = rules::reminders(&jx.env.rulebook, today)?;
        for term in page.into_iter().filter(|t| rules::due(days, t, today).is_some()) {
            match jx.write(move |tx| actions::remind(tx, &term)).await {
                Ok(()) | Err(Error::Stale) => {}
                Err(e) => return Err(e.into()),
            }
        }
    }
}

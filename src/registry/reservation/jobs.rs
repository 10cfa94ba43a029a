//! Letters about pre-registered names, and the clock that sets them free (`SO-52`).
use super::{actions, store};
use crate::{
    kernel::{refusal::Error, time::Day},
    platform::{
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
};
use serde::{Deserialize, Serialize};

/// Writes about what became of a name.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
}

impl Tell {
    /// A letter about this name.
    #[must_use]
    pub fn new(id: i64) -> Self {
        Self { id }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// The name.
    pub organization: String,
    /// `held`, `refused` or `released`.
    pub state: &'static str,
    /// Reasons.
    pub reasons: String,
    /// Last day on which it is kept.
    pub until_on: Option<Day>,
    /// Where to go.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_reservation";

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.id;
        let (x, to) = jx
            .read(move |c| {
                let x = store::find_by_id(c, id)?;
                let (name, email, locale) = store::holder(c, x.account_id)?;
                Ok((x, Recipient { name, email, locale }))
            })
            .await?;
        let facts = Facts {
            organization: x.name,
            state: x.state.word(),
            reasons: x.decision.unwrap_or_default(),
            until_on: x.until_on,
            link: format!("{}/name-reservations/{}", jx.env.config.public_url(), x.no),
        };
        postbox::post(jx, "reservation", &to, &facts).await?;
        Ok(())
    }
}

/// Sets names free whose last day has passed. Safe on several nodes: each is one compare-and-set.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> Result<(), JobError> {
    let today = jx.now().day();
    let over = jx.read(move |c| store::over(c, today, 200)).await?;
    for no in over {
        match jx.write(move |tx| actions::release(tx, &no)).await {
            Ok(_) | Err(Error::Stale) => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

//! Letters about the life of a filing.
use super::store;
use crate::{
    platform::{
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
};
use serde::{Deserialize, Serialize};

/// Writes about the answer to a wish.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
}

impl Tell {
    /// A letter about this wish.
    #[must_use]
    pub fn new(id: i64) -> Self {
        Self { id }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Name of the group.
    pub organization: String,
    /// `update`, `change` or `ending`.
    pub kind: &'static str,
    /// `granted` or `refused`.
    pub state: &'static str,
    /// Reasons.
    pub reasons: String,
    /// Where to go.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_upkeep";

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.id;
        let (x, o, to) = jx
            .read(move |c| {
                let x = store::find_by_id(c, id)?;
                let o = organization::find(c, x.organization_id)?;
                let to = organization::officers(c, o.id)?;
                Ok((x, o, to))
            })
            .await?;
        let facts = Facts {
            organization: o.name,
            kind: x.kind.word(),
            state: x.state.word(),
            reasons: x.decision.unwrap_or_default(),
            link: format!("{}/orgs/{}/filing", jx.env.config.public_url(), o.credit_code),
        };
        for p in to {
            let person = Recipient { name: p.name, email: p.email, locale: p.locale };
            postbox::post(jx, "upkeep", &person, &facts).await?;
        }
        Ok(())
    }
}

//! Letters about new certificates, and the reminders before one ends (`SO-82`).
use super::{actions, store};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{Error, Result},
        time::Day,
    },
    platform::{
        db::Conn,
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
    /// Name of the organization.
    pub organization: String,
    /// `renewal` or `reissue`.
    pub kind: String,
    /// `granted` or `refused`; empty in a reminder.
    pub state: &'static str,
    /// Reasons.
    pub reasons: String,
    /// Number of the new certificate.
    pub certificate_no: Option<String>,
    /// Last day of the certificate.
    pub valid_until: Option<Day>,
    /// Days left, in a reminder.
    pub days: i64,
    /// Where to go.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_renewal";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = self.id;
        let (x, o, to) = jx
            .read(move |c| {
                let x = store::find_by_id(c, id)?;
                let o = organization::find(c, x.organization_id)?;
                let to = officers(c, o.id)?;
                Ok((x, o, to))
            })
            .await?;
        let facts = Facts {
            organization: o.name,
            kind: x.kind.word().to_owned(),
            state: x.state.word(),
            reasons: x.decision.unwrap_or_default(),
            certificate_no: x.certificate_no,
            valid_until: x.valid_until,
            days: 0,
            link: format!("{}/orgs/{}/certificates", jx.env.config.public_url(), o.credit_code),
        };
        for person in &to {
            postbox::post(jx, "renewal", person, &facts).await?;
        }
        Ok(())
    }
}

/// Reminds the officers that a certificate ends.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remind {
    /// Whose.
    pub organization: OrganizationId,
    /// Which reminder: so many days before the end.
    pub days: i64,
    /// Last day of the certificate.
    pub last: Day,
}

impl Job for Remind {
    const KIND: &'static str = "registry.remind_certificate";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = self.organization;
        let (o, to) = jx.read(move |c| Ok((organization::find(c, id)?, officers(c, id)?))).await?;
        let facts = Facts {
            organization: o.name,
            kind: "renewal".into(),
            state: "",
            reasons: String::new(),
            certificate_no: Some(o.certificate_no),
            valid_until: Some(self.last),
            days: (self.last - jx.now().day()).num_days(),
            link: format!("{}/orgs/{}/certificates", jx.env.config.public_url(), o.credit_code),
        };
        for person in &to {
            postbox::post(jx, "certificate_reminder", person, &facts).await?;
        }
        Ok(())
    }
}

fn officers(c: &mut Conn, id: OrganizationId) -> Result<Vec<Recipient>> {
    let all = organization::officers(c, id)?;
    Ok(all.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect())
}

/// Looks at every certificate that ends soon and gives the reminders that are due, each once (`SO-82`). Safe on several
/// nodes: a reminder is one unique row.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let days = super::rules::reminders(&jx.env.rulebook, today)?;
    let to = today + chrono::TimeDelta::days(days.first().copied().unwrap_or(0));
    let mut after = 0;
    loop {
        let page = jx.read(move |c| store::ending(c, today, to, after, 200)).await?;
        let Some(&(last, _)) = page.last() else { return Ok(()) };
        for (id, day) in page {
            match jx.write(move |tx| actions::remind(tx, OrganizationId(id), day)).await {
                Ok(_) | Err(Error::Stale) => {}
                Err(e) => return Err(e.into()),
            }
        }
        after = last;
    }
}

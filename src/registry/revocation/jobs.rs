//! Letters about revocations.
use super::{model::Revocation, store};
use crate::{
    kernel::{actor::OrganizationId, refusal::Result, time::Day},
    platform::{
        db::Conn,
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::{credit, organization},
    text_enum,
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// The letters; the words stand in the messages `mail-revocation-subject-<word>` and `…-text-<word>`.
    #[schema(as = RevocationLetter)]
    pub enum Word {
        /// 事先告知书.
        Noticed = "noticed",
        /// 听证安排.
        Hearing = "hearing",
        /// 决定书.
        Revoked = "revoked",
        /// 不予撤销.
        Dropped = "dropped",
    }
}

/// Writes to everybody who acts for the organization.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
    word: Word,
}

impl Tell {
    /// A letter about this revocation.
    #[must_use]
    pub fn new(id: i64, word: Word) -> Self {
        Self { id, word }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Which letter.
    pub word: &'static str,
    /// Name of the organization.
    pub organization: String,
    /// Why.
    pub ground: &'static str,
    /// The facts.
    pub facts: String,
    /// Last day to answer.
    pub answer_by: Day,
    /// First day of the hearing.
    pub hearing_from: Option<Day>,
    /// Reasons of the decision.
    pub decision: String,
    /// Where it is.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_revocation";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = self.id;
        let (x, name, to) = jx.read(move |c| material(c, id)).await?;
        let facts = Facts {
            word: self.word.word(),
            organization: name,
            ground: x.ground.word(),
            facts: x.facts,
            answer_by: x.answer_by,
            hearing_from: x.hearing_from,
            decision: x.decision.unwrap_or_default(),
            link: format!("{}/revocations/{}", jx.env.config.public_url(), x.no),
        };
        for person in &to {
            postbox::post(jx, "revocation", person, &facts).await?;
        }
        Ok(())
    }
}

/// Gives notice, in the name of nobody, that whose registration was revoked is to be put on the serious list (`SO-125`
/// (7)). Doing it twice does nothing more.
#[derive(Debug, Serialize, Deserialize)]
pub struct List {
    pub(super) organization: i64,
}

impl Job for List {
    const KIND: &'static str = "registry.list_revoked";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = OrganizationId(self.organization);
        jx.write(move |tx| {
            let o = organization::find(tx.conn, id)?;
            let facts = "listing-facts-certificate-revoked";
            credit::notify_by_clock(tx, &o, credit::Ground::CertificateRevoked, facts).map(drop)
        })
        .await?;
        Ok(())
    }
}

fn material(c: &mut Conn, id: i64) -> Result<(Revocation, String, Vec<Recipient>)> {
    let x = store::find_by_id(c, id)?;
    let o = organization::find(c, x.organization_id)?;
    let officers = organization::officers(c, o.id)?;
    let to = officers.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect();
    Ok((x, o.name, to))
}

//! Letters about cancellations, and the schedule that hurries what the law does by itself.
use super::{actions, model::Cancellation, store};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::Conn,
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
    schema::{accounts, memberships},
    text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

text_enum! {
    /// The letters of a cancellation; the words stand in the messages `mail-cancellation-<word>-…`.
    pub enum Word {
        /// 清算公告已发布.
        Announced = "announced",
        /// 收件凭证.
        Submitted = "submitted",
        /// 一次性补正告知.
        Correction = "correction",
        /// 受理通知.
        Accepted = "accepted",
        /// 不予受理.
        NotAccepted = "not_accepted",
        /// 准予注销.
        Approved = "approved",
        /// 不予注销.
        Refused = "refused",
        /// To the office: the law has accepted a cancellation (`CX-04`).
        Deemed = "deemed",
    }
}

/// Writes about a cancellation as it stands.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
    word: Word,
}

impl Tell {
    /// A letter about this cancellation.
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
    /// Number of the cancellation.
    pub no: String,
    /// Name of the organization.
    pub organization: String,
    /// What must be put right.
    pub defects: Vec<String>,
    /// Reasons of a refusal.
    pub reasons: String,
    /// When the documents were received.
    pub received_at: Option<Ts>,
    /// Last day for the notice.
    pub notice_due: Option<Day>,
    /// Last day promised.
    pub promised_due: Option<Day>,
    /// Whether the answer is negative: remedies are told.
    pub is_negative: bool,
    /// Where the cancellation is.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_cancellation";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (id, word) = (self.id, self.word);
        let (x, name, to) = jx.read(move |c| material(c, id, word)).await?;
        let facts = Facts {
            word: word.word(),
            link: format!("{}/cancellations/{}", jx.env.config.public_url(), x.no),
            organization: name,
            defects: x.notices.0.last().map(|n| n.defects.iter().map(|d| d.text.clone()).collect()).unwrap_or_default(),
            reasons: x.decision.map(|d| d.0.text).unwrap_or_default(),
            received_at: x.received_at,
            notice_due: x.notice_due,
            promised_due: x.promised_due,
            is_negative: matches!(word, Word::Refused | Word::NotAccepted),
            no: x.no,
        };
        for person in &to {
            postbox::post(jx, "cancellation", person, &facts).await?;
        }
        Ok(())
    }
}

fn material(c: &mut Conn, id: i64, word: Word) -> Result<(Cancellation, String, Vec<Recipient>)> {
    let x = store::find_by_id(c, id)?;
    let o = organization::find(c, x.organization_id)?;
    let to = if word == Word::Deemed { staff(c, &x)? } else { officers(c, &x)? };
    Ok((x, o.name, to))
}

fn officers(c: &mut Conn, x: &Cancellation) -> Result<Vec<Recipient>> {
    let all = organization::officers(c, x.organization_id)?;
    Ok(all.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect())
}

fn staff(c: &mut Conn, x: &Cancellation) -> Result<Vec<Recipient>> {
    let rows: Vec<(String, String, String)> = memberships::table
        .inner_join(accounts::table)
        .filter(memberships::body_kind.eq(BodyKind::Authority))
        .filter(memberships::body_id.eq(x.authority_id.0))
        .filter(memberships::role.eq_any([Role::Clerk, Role::Decider]))
        .filter(memberships::ended_at.is_null())
        .select((accounts::name, accounts::email, accounts::locale))
        .load(c)?;
    Ok(rows.into_iter().map(|(name, email, locale)| Recipient { name, email, locale }).collect())
}

/// Writes down what the law has accepted meanwhile (`SO-61`, `CX-04`). Safe on several nodes: each case is one
/// compare-and-set, and a case that somebody else took is skipped.
///
/// # Errors
/// A fault of the database.
pub async fn deem_overdue(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let due = jx.read(move |c| store::due_for_deeming(c, today, 100)).await?;
    for no in due {
        match jx.write(move |tx| actions::deem(tx, &no)).await {
            Ok(_) | Err(Error::Stale) => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

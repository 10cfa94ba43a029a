//! Letters about cases, and the schedule that hurries what the law does by itself.
use super::{
    actions,
    matter::Matter,
    model::{Case, Extension, PauseRow},
    store,
};
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
use std::marker::PhantomData;

text_enum! {
    /// The letters of a case; the words stand in the messages `mail-change-text-<word>` and `mail-cancellation-…`.
    #[schema(as = CaseLetter)]
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
        /// 特别程序开始 (`SO-68`).
        Suspended = "suspended",
        /// 特别程序结束.
        Resumed = "resumed",
        /// 延期 (`CX-03`).
        Extended = "extended",
        /// 准予.
        Approved = "approved",
        /// 不予.
        Refused = "refused",
        /// To the office: the law has accepted a case (`CX-04`).
        Deemed = "deemed",
    }
}

/// Writes about a case as it stands.
#[derive(Debug, Serialize, Deserialize)]
#[serde(bound = "")]
pub struct Tell<C: Matter> {
    id: i64,
    word: Word,
    #[serde(skip)]
    of: PhantomData<C>,
}

impl<C: Matter> Tell<C> {
    /// A letter about this case.
    #[must_use]
    pub fn new(id: i64, word: Word) -> Self {
        Self { id, word, of: PhantomData }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// How the names of the messages begin: `mail-change`.
    pub letter: String,
    /// Which letter.
    pub word: &'static str,
    /// Number of the case.
    pub no: String,
    /// Name of the organization.
    pub organization: String,
    /// Items that change.
    pub items: Vec<&'static str>,
    /// What must be put right.
    pub defects: Vec<String>,
    /// Reasons of a refusal, of a special procedure, of an extension.
    pub reasons: String,
    /// The special procedure that has begun.
    pub procedure: Option<&'static str>,
    /// The day by which it is expected to end.
    pub expected_on: Option<Day>,
    /// When the documents were received.
    pub received_at: Option<Ts>,
    /// Last day for the notice.
    pub notice_due: Option<Day>,
    /// Last day promised.
    pub promised_due: Option<Day>,
    /// Whether the answer is negative: remedies are told.
    pub is_negative: bool,
    /// Where the case is.
    pub link: String,
}

struct Material<C: Matter> {
    x: Case<C>,
    name: String,
    pause: Option<PauseRow>,
    extension: Option<Extension>,
    to: Vec<Recipient>,
}

impl<C: Matter> Job for Tell<C> {
    const KIND: &'static str = C::KIND.letters();

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (id, word) = (self.id, self.word);
        let m: Material<C> = jx.read(move |c| material(c, id, word)).await?;
        let (x, pause) = (m.x, m.pause.filter(|_| word == Word::Suspended));
        let reasons = match word {
            Word::Suspended => pause.as_ref().map(|p| p.reason.clone()),
            Word::Extended => m.extension.and_then(|e| e.answer),
            _ => x.decision.map(|d| d.0.text),
        };
        let facts = Facts {
            letter: format!("mail-{}", C::KIND),
            word: word.word(),
            link: format!("{}{}/{}", jx.env.config.public_url(), C::KIND.root(), x.no),
            organization: m.name,
            items: x.content.0.items(),
            defects: x.notices.0.last().map(|n| n.defects.iter().map(|d| d.text.clone()).collect()).unwrap_or_default(),
            reasons: reasons.unwrap_or_default(),
            procedure: pause.as_ref().map(|p| p.kind.word()),
            expected_on: pause.map(|p| p.expected_on),
            received_at: x.received_at,
            notice_due: x.notice_due,
            promised_due: x.promised_due,
            is_negative: matches!(word, Word::Refused | Word::NotAccepted),
            no: x.no,
        };
        for person in &m.to {
            postbox::post(jx, "case", person, &facts).await?;
        }
        Ok(())
    }
}

fn material<C: Matter>(c: &mut Conn, id: i64, word: Word) -> Result<Material<C>> {
    let x: Case<C> = store::find_by_id(c, id)?;
    let o = organization::find(c, x.organization_id)?;
    let to = if word == Word::Deemed { staff(c, &x)? } else { officers(c, &x)? };
    Ok(Material { name: o.name, pause: store::pauses(c, id)?.pop(), extension: store::extension(c, id)?, to, x })
}

fn officers<C: Matter>(c: &mut Conn, x: &Case<C>) -> Result<Vec<Recipient>> {
    let all = organization::officers(c, x.organization_id)?;
    Ok(all.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect())
}

fn staff<C: Matter>(c: &mut Conn, x: &Case<C>) -> Result<Vec<Recipient>> {
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
pub async fn deem_overdue<C: Matter>(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let due = jx.read(move |c| store::due_for_deeming::<C>(c, today, 100)).await?;
    for no in due {
        match jx.write(move |tx| actions::deem::<C>(tx, &no)).await {
            Ok(_) | Err(Error::Stale) => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

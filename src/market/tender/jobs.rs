//! What happens to tenders after a commit, and what the clock does.
use super::{
    actions,
    model::{Tender, TenderId},
    store,
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Error},
    },
    platform::{
        jobs::{Job, JobError, Jx, Lane},
        postbox::{self, Recipient},
        search::{Doc, DocKind},
    },
    schema::{accounts, authorities, memberships},
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// The kind under which tenders are found.
pub const TENDER: DocKind = DocKind("tender");

/// Puts a tender into the search engine, or takes it out while it is not public.
#[derive(Debug, Serialize, Deserialize)]
pub struct IndexTender {
    tender: TenderId,
}

impl IndexTender {
    /// The job for a tender.
    #[must_use]
    pub fn new(tender: TenderId) -> Self {
        Self { tender }
    }
}

impl Job for IndexTender {
    const KIND: &'static str = "market.index_tender";
    const LANE: Lane = Lane::Index;

    fn dedupe(&self) -> Option<String> {
        Some(self.tender.to_string())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.tender;
        let (tender, authority): (Tender, String) = jx
            .read(move |c| {
                let tender = store::find(c, id)?;
                let name = authorities::table.find(tender.authority_id.0).select(authorities::name).first(c)?;
                Ok((tender, name))
            })
            .await?;
        let gone = !tender.state.is_public() || tender.is_simulated;
        let done = if gone {
            jx.search.delete(TENDER, id.0).await
        } else {
            jx.search.upsert(vec![doc(&tender, authority)]).await
        };
        done.map_err(|e| JobError::Retry(e.into()))
    }
}

/// The public words of a tender.
#[must_use]
pub fn doc(tender: &Tender, authority: String) -> Doc {
    let mut doc = Doc::new(TENDER, tender.id.0, &tender.title);
    doc.codes = vec![tender.no.clone()];
    doc.body = format!("{}\n{}\n{authority}", tender.summary, tender.need);
    doc.facets.insert("state", vec![tender.state.word().to_owned()]);
    doc.facets.insert("place", vec![tender.division.chars().take(6).collect()]);
    doc.at = tender.published_at.unwrap_or(tender.created_at).utc().timestamp();
    doc
}

/// Why somebody gets a letter about a tender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Word {
    /// A draft waits for approval.
    Submitted,
    /// It was sent back.
    Returned,
    /// It is published.
    Published,
    /// A question came in.
    Asked,
    /// The question was answered.
    Answered,
    /// A challenge came in.
    Challenged,
    /// The challenge was replied to.
    Replied,
}

/// Mails the people concerned with a step of a tender.
#[derive(Debug, Serialize, Deserialize)]
pub struct Notify {
    tender: TenderId,
    word: Word,
    question: Option<i64>,
    account: Option<AccountId>,
}

impl Notify {
    /// To the approvers of the department.
    #[must_use]
    pub fn approvers(tender: TenderId, word: Word) -> Self {
        Self { tender, word, question: None, account: None }
    }

    /// To the handler.
    #[must_use]
    pub fn buyer(tender: TenderId, word: Word) -> Self {
        Self { tender, word, question: None, account: None }
    }

    /// To whoever asked.
    #[must_use]
    pub fn asker(tender: TenderId, question: i64) -> Self {
        Self { tender, word: Word::Answered, question: Some(question), account: None }
    }

    /// To one account.
    #[must_use]
    pub fn account(tender: TenderId, word: Word, account: AccountId) -> Self {
        Self { tender, word, question: None, account: Some(account) }
    }

    fn recipients(&self, c: &mut crate::platform::db::Conn, tender: &Tender) -> Result<Vec<i64>, Error> {
        Ok(match (self.account, self.question, self.word) {
            (Some(account), _, _) => vec![account.0],
            (_, Some(question), _) => {
                store::question(c, tender.id, question)?.asked_by.map(|a| a.0).into_iter().collect()
            }
            (_, _, Word::Submitted) => memberships::table
                .filter(memberships::role.eq(Role::Approver))
                .filter(memberships::body_kind.eq(BodyKind::Authority))
                .filter(memberships::body_id.eq(tender.authority_id.0))
                .filter(memberships::ended_at.is_null())
                .select(memberships::account_id)
                .load(c)?,
            _ => vec![tender.created_by.0],
        })
    }
}

impl Job for Notify {
    const KIND: &'static str = "market.notify";

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.tender;
        let word = serde_json::to_value(self.word).map_err(|e| JobError::Fail(e.into()))?;
        let (tender, people) = jx
            .read(move |c| {
                let tender = store::find(c, id)?;
                let ids = self.recipients(c, &tender)?;
                let people: Vec<(String, String, String)> = accounts::table
                    .filter(accounts::id.eq_any(ids))
                    .select((accounts::name, accounts::email, accounts::locale))
                    .load(c)?;
                Ok((tender, people))
            })
            .await?;
        let link = format!("{}/tenders/{}", jx.env.config.public_url(), tender.no);
        let values = serde_json::json!({
            "word": word, "title": tender.title, "no": tender.no, "link": link, "reason": tender.reason,
        });
        for (name, email, locale) in people {
            postbox::post(jx, "tender_notice", &Recipient { name, email, locale }, &values).await?;
        }
        Ok(())
    }
}

/// Closes every tender whose deadline has passed. Several nodes may do this at once: the loser finds it closed.
///
/// # Errors
/// Faults of the database.
pub async fn close_due(jx: &Jx) -> Result<(), JobError> {
    let now = jx.now();
    for id in jx.read(move |c| store::due(c, now)).await? {
        match jx.write(move |tx| actions::close_due(tx, id)).await {
            Ok(_) | Err(Error::Stale) => {}
            Err(e) if e.has(Code::WrongState) || e.has(Code::DeadlineNotPassed) => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

/// Puts every public tender into the index, in batches.
///
/// # Errors
/// When the database or the index is away.
pub async fn reindex(jx: &Jx, told: &mut (dyn FnMut(&str, u64) + Send)) -> Result<(), JobError> {
    let (mut after, mut done) = (0, 0u64);
    loop {
        let rows = jx.read(move |c| store::public_after(c, after, 500)).await?;
        let Some((last, _)) = rows.last() else { return Ok(()) };
        after = last.id.0;
        done += rows.len() as u64;
        let docs = rows.into_iter().map(|(t, name)| doc(&t, name)).collect();
        jx.search.upsert(docs).await.map_err(|e| JobError::Retry(e.into()))?;
        told("tender", done);
    }
}

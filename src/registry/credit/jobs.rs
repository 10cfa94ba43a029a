//! Letters about the two lists, and the clock that begins and ends what the rule says.
use super::{actions, model::Listing, store};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::Conn,
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
    text_enum,
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// The letters; the word is the template's name.
    pub enum Word {
        /// 告知书: to be listed, with the days to object.
        Noticed = "listing_noticed",
        /// 列入决定.
        Entered = "listing_entered",
        /// 不予列入.
        Dropped = "listing_dropped",
        /// 移出决定.
        Removed = "listing_removed",
        /// 不予移出.
        Refused = "listing_refused",
    }
}

/// Writes to everybody who acts for the organization.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
    word: Word,
}

impl Tell {
    /// A letter about this entry.
    #[must_use]
    pub fn new(id: i64, word: Word) -> Self {
        Self { id, word }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Number of the entry.
    pub no: String,
    /// Name of the organization.
    pub organization: String,
    /// Which list.
    pub list: String,
    /// Why.
    pub ground: String,
    /// The facts.
    pub facts: String,
    /// Whether the facts are a sentence of ours.
    pub is_counted: bool,
    /// Last day to object.
    pub object_by: Day,
    /// Reasons of the decision.
    pub decision: String,
    /// Whether time alone decided.
    pub is_by_time: bool,
    /// When the notice was given.
    pub at: Ts,
    /// Where the entry is.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_listing";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = self.id;
        let (l, name, to) = jx.read(move |c| material(c, id)).await?;
        let facts = Facts {
            link: format!("{}/lists/{}", jx.env.config.public_url(), l.no),
            organization: name,
            list: l.list.word().into(),
            ground: l.ground.word().into(),
            is_counted: l.noticed_by.is_none() && l.facts.starts_with("listing-facts-"),
            facts: l.facts,
            object_by: l.object_by,
            is_by_time: l.decided_by.is_none() && l.decision.is_some(),
            decision: l.decision.unwrap_or_default(),
            at: l.noticed_at,
            no: l.no,
        };
        for person in &to {
            postbox::post(jx, self.word.word(), person, &facts).await?;
        }
        Ok(())
    }
}

fn material(c: &mut Conn, id: i64) -> Result<(Listing, String, Vec<Recipient>)> {
    let l = store::find(c, id)?;
    let o = organization::find(c, l.organization_id)?;
    let officers = organization::officers(c, o.id)?;
    let to = officers.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect();
    Ok((l, o.name, to))
}

/// Looks at every organization with something open: ends what time has ended, gives notice of what has added up
/// (`SO-124`, `SO-125`). Safe on several nodes: each step is one compare-and-set.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let mut after = 0;
    loop {
        let page = jx.read(move |c| store::to_look_at(c, after, 200)).await?;
        let Some(&last) = page.last() else { return Ok(()) };
        for id in page {
            match jx.write(move |tx| actions::by_clock(tx, OrganizationId(id))).await {
                Ok(()) | Err(Error::Stale) => {}
                Err(e) => return Err(e.into()),
            }
        }
        after = last;
    }
}

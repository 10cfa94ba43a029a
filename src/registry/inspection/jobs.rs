//! Letters about inspections, and the clock that looks at what must be put right.
use super::{actions, model::Inspection, store};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Day,
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
        /// 抽查结果.
        Published = "inspection_published",
        /// 责令整改.
        Ordered = "inspection_ordered",
    }
}

/// Writes to everybody who acts for the organization.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
    word: Word,
}

impl Tell {
    /// A letter about this inspection.
    #[must_use]
    pub fn new(id: i64, word: Word) -> Self {
        Self { id, word }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Name of the organization.
    pub organization: String,
    /// The result.
    pub finding: String,
    /// What was found.
    pub facts: String,
    /// What the officers answered last.
    pub note: String,
    /// Last day to put right.
    pub rectify_by: Option<Day>,
    /// Whether it is over.
    pub is_closed: bool,
    /// Where the inspection is.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_inspection";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = self.id;
        let (x, name, to) = jx.read(move |c| material(c, id)).await?;
        let facts = Facts {
            link: format!("{}/inspections/{}", jx.env.config.public_url(), x.no),
            organization: name,
            finding: x.finding.map(|f| f.word().to_owned()).unwrap_or_default(),
            facts: x.facts.unwrap_or_default(),
            note: x.note.unwrap_or_default(),
            rectify_by: x.rectify_by,
            is_closed: x.closed_at.is_some(),
        };
        for person in &to {
            postbox::post(jx, self.word.word(), person, &facts).await?;
        }
        Ok(())
    }
}

fn material(c: &mut Conn, id: i64) -> Result<(Inspection, String, Vec<Recipient>)> {
    let x = store::find(c, id)?;
    let o = organization::find(c, x.organization_id)?;
    let officers = organization::officers(c, o.id)?;
    let to = officers.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect();
    Ok((x, o.name, to))
}

/// Gives notice of what was not put right by its day (`SO-121`). Safe on several nodes and however often it runs.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let mut after = 0;
    loop {
        let page = jx.read(move |c| store::overdue(c, today, after, 200)).await?;
        let Some(&last) = page.last() else { return Ok(()) };
        for id in page {
            match jx.write(move |tx| actions::miss(tx, id)).await {
                Ok(()) | Err(Error::Stale) => {}
                Err(e) => return Err(e.into()),
            }
        }
        after = last;
    }
}

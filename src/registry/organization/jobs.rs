//! Keeps the search index in step with the directory.
use super::{model::Organization, store};
use crate::{
    kernel::{actor::OrganizationId, refusal::Error},
    platform::{
        jobs::{Job, JobError, Jx, Lane},
        search::{Doc, DocKind},
    },
};
use serde::{Deserialize, Serialize};

/// The kind of organizations in the search index.
pub const KIND: DocKind = DocKind("organization");

/// Indexes one organization as it is now; removes it when it is no more.
#[derive(Debug, Serialize, Deserialize)]
pub struct IndexOrganization {
    /// Which.
    pub id: OrganizationId,
}

impl Job for IndexOrganization {
    const KIND: &'static str = "registry.index_organization";
    const LANE: Lane = Lane::Index;

    fn dedupe(&self) -> Option<String> {
        Some(self.id.to_string())
    }

    async fn run(self, jx: &Jx) -> Result<(), JobError> {
        let id = self.id;
        match jx.read(move |c| store::find(c, id)).await {
            Ok(o) => jx.search.upsert(vec![doc(&o)]).await.map_err(|e| JobError::Retry(e.into())),
            Err(Error::Missing) => jx.search.delete(KIND, id.0).await.map_err(|e| JobError::Retry(e.into())),
            Err(e) => Err(e.into()),
        }
    }
}

/// What can be searched of an organization: public items only.
#[must_use]
pub fn doc(o: &Organization) -> Doc {
    let mut doc = Doc::new(KIND, o.id.0, o.name.clone());
    doc.aliases = o.former_names.0.iter().cloned().chain(o.name_en.clone()).collect();
    doc.codes = vec![o.credit_code.clone(), o.certificate_no.clone()];
    // People read out the end of a code.
    doc.codes.extend([6, 7, 8, 9].iter().filter_map(|n| end_of(&o.credit_code, *n)));
    doc.body = format!("{}\n{}\n{}\n{}", o.scope, o.purpose, o.domicile, o.legal_representative);
    doc.facets = [
        ("kind", vec![o.kind.word().to_owned()]),
        ("category", vec![o.category.word().to_owned()]),
        ("division", vec![o.county.clone()]),
        ("place", vec![o.county.clone()]),
        ("status", vec![o.status.word().to_owned()]),
        ("charity", o.is_charity.then(|| "yes".to_owned()).into_iter().collect()),
        ("grade", o.grade.map(|g| g.word().to_owned()).into_iter().collect()),
    ]
    .into();
    doc.at = o.founded_on.and_time(chrono::NaiveTime::MIN).and_utc().timestamp();
    doc
}

fn end_of(code: &str, characters: usize) -> Option<String> {
    code.len().checked_sub(characters).and_then(|from| code.get(from..)).map(str::to_owned)
}

/// Indexes every organization, a page at a time; `reindex` and the demonstration call it.
///
/// # Errors
/// When the database or the index is away.
pub async fn reindex(jx: &Jx) -> Result<usize, JobError> {
    let (mut after, mut done) = (0i64, 0usize);
    loop {
        let page = jx.read(move |c| store::page_by_id(c, after, 500)).await?;
        let Some(last) = page.last() else { return Ok(done) };
        after = last.id.0;
        done += page.len();
        jx.search.upsert(page.iter().map(doc).collect()).await.map_err(|e| JobError::Retry(e.into()))?;
    }
}

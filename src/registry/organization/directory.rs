//! The public directory 名录: what is asked for, and what it answers with.
use super::{
    jobs::KIND,
    model::{Category, Grade, Organization, OrganizationKind, OrganizationStatus},
    store::{self, Cell},
};
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::{
        db::Conn,
        search::{Hits, Query},
    },
    web::{
        Cx,
        paging::{Cursor, Paged},
    },
};
use std::str::FromStr;

/// The most pages of a search; nobody reads further.
const PAGES: usize = 50;

/// How the list is sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// Newest first.
    #[default]
    Newest,
    /// Oldest first.
    Oldest,
    /// By name.
    Name,
}

impl Sort {
    /// The word in addresses.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::Name => "name",
        }
    }
}

/// What somebody looks for. Several values of one facet mean any of them; facets together mean all of them.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Words, a code, pinyin.
    pub q: String,
    /// Kinds.
    pub kinds: Vec<OrganizationKind>,
    /// Fields.
    pub categories: Vec<Category>,
    /// Counties, six digits.
    pub counties: Vec<String>,
    /// Standing; empty means everything.
    pub statuses: Vec<OrganizationStatus>,
    /// Grades.
    pub grades: Vec<Grade>,
    /// Only charities.
    pub charity: bool,
    /// Order, where no words decide it.
    pub sort: Sort,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
    /// The page number of a search, whose order is by relevance.
    pub page: usize,
    /// Only what came into the register after the first instant and not after the second; not part of an address.
    pub made: Option<(Ts, Ts)>,
}

impl Filter {
    /// Words alone.
    #[must_use]
    pub fn of_words(q: &str) -> Self {
        Self { q: crate::kernel::text::tidy(q).chars().take(100).collect(), page: 1, ..Self::default() }
    }

    /// Reads a query string; unknown words are left out.
    #[must_use]
    pub fn parse(query: &str) -> Self {
        let mut f = Self { page: 1, ..Self::default() };
        for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "q" => f.q = crate::kernel::text::tidy(&value).chars().take(100).collect(),
                "kind" => add(&mut f.kinds, &value),
                "category" => add(&mut f.categories, &value),
                "status" => add(&mut f.statuses, &value),
                "grade" => add(&mut f.grades, &value),
                "charity" => f.charity = value == "yes",
                "division" if value.len() == 6 && value.chars().all(|c| c.is_ascii_digit()) => {
                    f.counties.push(value.into_owned())
                }
                "sort" => {
                    f.sort = [Sort::Oldest, Sort::Name].into_iter().find(|s| s.word() == value).unwrap_or_default()
                }
                "cursor" => match value.strip_prefix("page-").and_then(|n| n.parse::<usize>().ok()) {
                    Some(page) => f.page = page.clamp(1, PAGES),
                    None => f.cursor = Cursor::decode(&value),
                },
                "page" => f.page = value.parse().unwrap_or(1).clamp(1, PAGES),
                _ => {}
            }
        }
        f
    }

    /// The query string of this filter without `drop`, and without cursor and page.
    #[must_use]
    pub fn query(&self, drop: Option<(&str, &str)>) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        for (key, value) in self.pairs() {
            if drop != Some((key, &value)) {
                out.append_pair(key, &value);
            }
        }
        out.finish()
    }

    /// Every chosen value with the name of its field.
    #[must_use]
    pub fn pairs(&self) -> Vec<(&'static str, String)> {
        let mut out = Vec::new();
        if !self.q.is_empty() {
            out.push(("q", self.q.clone()));
        }
        out.extend(self.chosen());
        if self.sort != Sort::default() {
            out.push(("sort", self.sort.word().to_owned()));
        }
        out
    }

    /// The chosen facets alone.
    #[must_use]
    pub fn chosen(&self) -> Vec<(&'static str, String)> {
        let mut out: Vec<(&'static str, String)> = Vec::new();
        out.extend(self.counties.iter().map(|v| ("division", v.clone())));
        out.extend(self.kinds.iter().map(|v| ("kind", v.word().to_owned())));
        out.extend(self.categories.iter().map(|v| ("category", v.word().to_owned())));
        out.extend(self.grades.iter().map(|v| ("grade", v.word().to_owned())));
        out.extend(self.charity.then(|| ("charity", "yes".to_owned())));
        out.extend(self.statuses.iter().map(|v| ("status", v.word().to_owned())));
        out
    }

    /// What the search engine is asked.
    fn question(&self, rows: i64) -> Query {
        let mut query = Query::new(self.q.clone());
        query.kind = Some(KIND);
        query.page = self.page;
        query.limit = usize::try_from(rows).unwrap_or(20);
        for (name, value) in self.chosen() {
            query.filter.entry(name).or_default().push(value);
        }
        query
    }

    /// Whether a cell of the summary belongs to the answer, one facet left aside so that its own counts stay useful.
    #[must_use]
    pub fn takes(&self, cell: &Cell, aside: &str) -> bool {
        let any = |name: &str, holds: bool, none: bool| aside == name || none || holds;
        any("kind", self.kinds.iter().any(|k| k.word() == cell.kind), self.kinds.is_empty())
            && any("category", self.categories.iter().any(|k| k.word() == cell.category), self.categories.is_empty())
            && any("status", self.statuses.iter().any(|k| k.word() == cell.status), self.statuses.is_empty())
            && any("division", self.counties.contains(&cell.county), self.counties.is_empty())
    }
}

/// Where the next page begins.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Next {
    /// Behind a row of the database.
    Cursor(String),
    /// On a page of the search engine, whose order is by relevance.
    Page(usize),
}

impl Next {
    /// As it stands in the address of a page.
    #[must_use]
    pub fn query(&self) -> String {
        match self {
            Self::Cursor(cursor) => format!("cursor={cursor}"),
            Self::Page(page) => format!("page={page}"),
        }
    }

    /// As programs pass it on as `cursor`.
    #[must_use]
    pub fn cursor(&self) -> String {
        match self {
            Self::Cursor(cursor) => cursor.clone(),
            Self::Page(page) => format!("page-{page}"),
        }
    }
}

/// What a look into the directory found.
#[derive(Debug)]
pub struct Found {
    /// The organizations of the page.
    pub rows: Vec<Organization>,
    /// How many there are in all, where the engine counted them.
    pub total: Option<i64>,
    /// Where the next page begins.
    pub next: Option<Next>,
    /// Whether the database answered in place of the search engine.
    pub fallback: bool,
    /// Whether nothing held the words, and these are only near them.
    pub is_near: bool,
    /// Whether more held the words than the engine counts.
    pub is_more: bool,
}

/// Looks into the directory: words go to the search engine; everything else, and words while the engine is away, to the
/// database.
///
/// # Errors
/// A fault of the database.
pub async fn look(cx: &Cx, filter: &Filter, rows: i64) -> Result<Found> {
    let mut fallback = false;
    if !filter.q.is_empty() {
        match cx.app.search.query(filter.question(rows)).await {
            Ok(hits) => return found(cx, filter, rows, &hits).await,
            Err(e) => {
                tracing::warn!(error = %e, "the search engine is away; the database answers");
                fallback = true;
            }
        }
    }
    let wanted = filter.clone();
    let page = cx.read(move |c| page(c, &wanted, rows)).await?;
    let next = page.next.map(Next::Cursor);
    Ok(Found { rows: page.items, total: None, next, fallback, is_near: false, is_more: false })
}

async fn found(cx: &Cx, filter: &Filter, rows: i64, hits: &Hits) -> Result<Found> {
    let ids = hits.ids(KIND);
    let wanted = ids.clone();
    let mut found = cx.read(move |c| store::find_all(c, &wanted)).await?;
    found.sort_by_key(|o| ids.iter().position(|id| *id == o.id.0));
    let total = i64::try_from(hits.total).unwrap_or(i64::MAX);
    let seen = i64::try_from(filter.page).unwrap_or(i64::MAX).saturating_mul(rows);
    let next = (total > seen && filter.page < PAGES).then(|| Next::Page(filter.page + 1));
    let (is_near, is_more) = (hits.is_near, hits.is_more);
    Ok(Found { rows: found, total: Some(total), next, fallback: false, is_near, is_more })
}

fn add<T: FromStr>(into: &mut Vec<T>, value: &str) {
    if let Ok(v) = value.parse() {
        into.push(v);
    }
}

/// One page of the directory from the database.
///
/// # Errors
/// A fault of the database.
pub fn page(c: &mut Conn, filter: &Filter, rows: i64) -> Result<Paged<Organization>> {
    let found = store::list(c, filter, rows + 1)?;
    Ok(Paged::cut(found, rows, |o| Cursor {
        sort: match filter.sort {
            Sort::Name => o.name.clone(),
            _ => o.founded_on.to_string(),
        },
        id: o.id.0,
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_keeps_what_was_chosen_and_drops_one_choice() {
        let f = Filter::parse("q=养老&kind=service&division=510903&status=active&kind=nonsense&page=3");
        assert_eq!((f.kinds.len(), f.page), (1, 3));
        assert!(f.query(Some(("kind", "service"))).contains("division=510903"));
        assert!(!f.query(Some(("kind", "service"))).contains("kind"));
    }
}

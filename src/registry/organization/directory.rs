//! The public directory 名录: what is asked for, and what it answers with.
use super::{
    model::{Category, Grade, Organization, OrganizationKind, OrganizationStatus},
    store::{self, Cell},
};
use crate::{
    kernel::refusal::Result,
    platform::db::Conn,
    web::paging::{Cursor, Paged},
};
use std::str::FromStr;

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
    /// Order, where no words decide it.
    pub sort: Sort,
    /// Where the page begins.
    pub cursor: Option<Cursor>,
    /// The page number of a search, whose order is by relevance.
    pub page: usize,
}

impl Filter {
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
                "division" if value.len() == 6 && value.chars().all(|c| c.is_ascii_digit()) => {
                    f.counties.push(value.into_owned())
                }
                "sort" => {
                    f.sort = [Sort::Oldest, Sort::Name].into_iter().find(|s| s.word() == value).unwrap_or_default()
                }
                "cursor" => f.cursor = Cursor::decode(&value),
                "page" => f.page = value.parse().unwrap_or(1).clamp(1, 50),
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
        out.extend(self.statuses.iter().map(|v| ("status", v.word().to_owned())));
        out
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

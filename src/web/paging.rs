//! Keyset paging: a list never skips or repeats a row while others write.
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::{Deserialize, Serialize};

/// Rows a page of HTML shows.
pub const ROWS: i64 = 20;
/// The most rows one API answer carries.
pub const MOST: i64 = 100;

/// Where a page begins: after the row with this sort value and id.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cursor {
    /// The value of the sorting column of the last row seen, as text.
    pub sort: String,
    /// Its id.
    pub id: i64,
}

impl Cursor {
    /// The opaque text in addresses.
    #[must_use]
    pub fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(format!("{}\u{1f}{}", self.id, self.sort))
    }

    /// Reads the opaque text; nonsense is no cursor, which shows the first page.
    #[must_use]
    pub fn decode(text: &str) -> Option<Self> {
        let text = String::from_utf8(URL_SAFE_NO_PAD.decode(text).ok()?).ok()?;
        let (id, sort) = text.split_once('\u{1f}')?;
        Some(Self { sort: sort.to_owned(), id: id.parse().ok()? })
    }
}

/// One page of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Paged<T> {
    /// The rows.
    pub items: Vec<T>,
    /// Where the next page begins, if there is one.
    pub next: Option<String>,
}

impl<T> Paged<T> {
    /// Cuts a result of `rows + 1` rows to a page; the surplus row tells that there is a next one.
    #[must_use]
    pub fn cut(mut items: Vec<T>, rows: i64, cursor: impl Fn(&T) -> Cursor) -> Self {
        let rows = usize::try_from(rows).unwrap_or(usize::MAX);
        let more = items.len() > rows;
        items.truncate(rows);
        let next = if more { items.last().map(|t| cursor(t).encode()) } else { None };
        Self { items, next }
    }

    /// The same page of other things.
    #[must_use]
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Paged<U> {
        Paged { items: self.items.into_iter().map(f).collect(), next: self.next }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_survives_its_address_and_nonsense_is_none() {
        let c = Cursor { sort: "遂宁市\u{20000}".into(), id: 42 };
        assert_eq!(Cursor::decode(&c.encode()), Some(c));
        assert_eq!(Cursor::decode("💥"), None);
    }
}

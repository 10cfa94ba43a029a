//! Which organizations are compared, and what differs: pure.
use crate::kernel::text;

/// The fewest that make a comparison.
pub(super) const LEAST: usize = 2;
/// The most that stand side by side.
pub(super) const MOST: usize = 4;

/// What a reader asks: the chosen codes in their order, and words to find another one by.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    /// Codes, each once, at most [`MOST`].
    pub codes: Vec<String>,
    /// Whether there were more.
    pub is_cut: bool,
    /// Words to find one more by.
    pub q: String,
    /// Whether rows that are the same everywhere are left out.
    pub only_different: bool,
}

impl Asked {
    /// Reads a query string: `code` once or more often, also several codes in one.
    pub(super) fn parse(query: &str) -> Self {
        let mut asked = Self::default();
        for (key, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*key {
                "code" => value.split([',', '，', ' ', '、']).for_each(|code| asked.add(code)),
                "q" => asked.q = text::tidy(&value).chars().take(100).collect(),
                "only" => asked.only_different = value == "different",
                _ => {}
            }
        }
        asked
    }

    fn add(&mut self, code: &str) {
        let code: String = text::tidy(code).to_uppercase().chars().take(40).collect();
        if code.is_empty() || self.codes.contains(&code) {
            return;
        }
        if self.codes.len() < MOST {
            self.codes.push(code);
        } else {
            self.is_cut = true;
        }
    }

    /// The address of a comparison of some codes.
    pub(super) fn address<'a>(path: &str, codes: impl IntoIterator<Item = &'a str>, only_different: bool) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        codes.into_iter().for_each(|code| {
            out.append_pair("code", code);
        });
        if only_different {
            out.append_pair("only", "different");
        }
        let query = out.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// Whether the values of a row are not all the same.
pub(super) fn differs<T: PartialEq>(values: &[T]) -> bool {
    values.windows(2).any(|pair| matches!(pair, [a, b] if a != b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn four_codes_are_taken_each_once_however_they_are_written() {
        let asked = Asked::parse("code=a1&code=B2,a1&code=%20c3%20&code=&only=different&q=%E5%85%BB%E8%80%81");
        assert_eq!((asked.codes.as_slice(), asked.is_cut), (["A1", "B2", "C3"].map(str::to_owned).as_slice(), false));
        assert!(asked.only_different && asked.q == "养老");
        let many = Asked::parse("code=1,2,3,4,5,1");
        assert_eq!((many.codes.len(), many.is_cut), (4, true));
        assert_eq!(Asked::parse("code=💥&x=y").codes, ["💥"]);
        assert_eq!(
            Asked::address("/orgs/compare", ["A&B", "C"], true),
            "/orgs/compare?code=A%26B&code=C&only=different"
        );
        assert_eq!(Asked::address("/orgs/compare", [], false), "/orgs/compare");
    }

    #[test]
    fn a_row_differs_when_any_two_values_do() {
        assert!(differs(&[1, 1, 2]) && !differs(&[1, 1]) && !differs(&[1]) && !differs::<i64>(&[]));
    }
}

//! Headings and words of cells as people write them, in either language.
use super::model::Column;
use crate::{
    kernel::text,
    platform::i18n::{Locale, Words},
    registry::organization::{Category, Grade, Mode, OrganizationKind, OrganizationStatus},
};
use std::collections::HashMap;

/// Every word that a heading or a cell may be, and what it means.
pub(super) struct Lexicon {
    headings: HashMap<String, Column>,
    kinds: HashMap<String, OrganizationKind>,
    categories: HashMap<String, Category>,
    modes: HashMap<String, Mode>,
    statuses: HashMap<String, OrganizationStatus>,
    grades: HashMap<String, Grade>,
    answers: HashMap<String, bool>,
}

/// A word without spaces, marks of required columns and letter case.
fn plain(word: &str) -> String {
    text::tidy(word)
        .chars()
        .filter(|c| !c.is_whitespace() && *c != '*' && *c != '＊')
        .collect::<String>()
        .to_lowercase()
}

/// A word and its parts: with and without what stands in brackets, and without a closing 类.
fn forms(word: &str) -> Vec<String> {
    let word = plain(word);
    let mut out: Vec<String> =
        word.split(['（', '）', '(', ')']).map(str::to_owned).filter(|w| !w.is_empty()).collect();
    let short: Vec<String> = out.iter().filter_map(|w| w.strip_suffix('类')).map(str::to_owned).collect();
    out.extend(short);
    out.push(word);
    out
}

fn add<T: Copy>(map: &mut HashMap<String, T>, words: &Words, value: T, word: &str, key: &str) {
    map.entry(plain(word)).or_insert(value);
    for locale in Locale::ALL {
        for form in forms(&words.say(locale, &key.replace('_', "-"))) {
            map.entry(form).or_insert(value);
        }
    }
}

macro_rules! words_of {
    ($words:expr, $kind:ty, $prefix:literal) => {{
        let mut map = HashMap::new();
        for &value in <$kind>::ALL {
            add(&mut map, $words, value, value.word(), &format!(concat!($prefix, "-{}"), value.word()));
        }
        map
    }};
}

impl Lexicon {
    /// The words of this installation.
    pub(super) fn of(words: &Words) -> Self {
        let mut answers = HashMap::new();
        for (value, plain_words, key) in
            [(true, ["yes", "true", "1", "y"], "import-yes"), (false, ["no", "false", "0", "n"], "import-no")]
        {
            plain_words.iter().for_each(|w| {
                answers.insert((*w).to_owned(), value);
            });
            for locale in Locale::ALL {
                answers.insert(plain(&words.say(locale, key)), value);
            }
        }
        let mut grades = words_of!(words, Grade, "org-grade");
        for &grade in Grade::ALL {
            // 5A, AAAAA
            if let Some(n) = grade.word().chars().next().and_then(|c| c.to_digit(10)) {
                grades.insert("a".repeat(usize::try_from(n).unwrap_or(0)), grade);
            }
        }
        Self {
            headings: words_of!(words, Column, "import-column"),
            kinds: words_of!(words, OrganizationKind, "org-kind"),
            categories: words_of!(words, Category, "org-category"),
            modes: words_of!(words, Mode, "org-mode"),
            statuses: words_of!(words, OrganizationStatus, "org-status"),
            grades,
            answers,
        }
    }

    /// The column of a heading.
    pub(super) fn heading(&self, word: &str) -> Option<Column> {
        self.headings.get(&plain(word)).copied()
    }

    /// The kind of a cell.
    pub(super) fn kind(&self, word: &str) -> Option<OrganizationKind> {
        self.kinds.get(&plain(word)).copied()
    }

    /// The field of a cell.
    pub(super) fn category(&self, word: &str) -> Option<Category> {
        self.categories.get(&plain(word)).copied()
    }

    /// The way of registration of a cell.
    pub(super) fn mode(&self, word: &str) -> Option<Mode> {
        self.modes.get(&plain(word)).copied()
    }

    /// The standing of a cell.
    pub(super) fn status(&self, word: &str) -> Option<OrganizationStatus> {
        self.statuses.get(&plain(word)).copied()
    }

    /// The grade of a cell.
    pub(super) fn grade(&self, word: &str) -> Option<Grade> {
        self.grades.get(&plain(word)).copied()
    }

    /// Yes or no.
    pub(super) fn answer(&self, word: &str) -> Option<bool> {
        self.answers.get(&plain(word)).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_both_languages_and_of_programs_mean_the_same() {
        let lexicon = Lexicon::of(&Words::load().unwrap());
        for word in ["service", "社会服务机构", "民办非企业单位", " Foundation "] {
            assert!(lexicon.kind(word).is_some(), "{word}");
        }
        for word in ["credit_code", "统一社会信用代码", " Unified Social Credit Code * "] {
            assert_eq!(lexicon.heading(word), Some(Column::CreditCode), "{word}");
        }
        for word in ["城乡社区服务", "城乡社区服务类", "community", "Community service"] {
            assert_eq!(lexicon.category(word), Some(Category::Community), "{word}");
        }
        for word in ["5A", "AAAAA", "评估5A", "Grade 5A"] {
            assert_eq!(lexicon.grade(word), Some(Grade::A5), "{word}");
        }
        assert_eq!(
            (lexicon.answer("是"), lexicon.answer("No"), lexicon.answer("maybe")),
            (Some(true), Some(false), None)
        );
        for &column in Column::ALL {
            for locale in Locale::ALL {
                let heading =
                    Words::load().unwrap().say(locale, &format!("import-column-{}", column.word().replace('_', "-")));
                assert_eq!(lexicon.heading(&heading), Some(column), "{heading}");
            }
        }
    }
}

//! How text is cut: full-width forms folded, Han runs into characters and pairs, everything else into words.

/// A stretch of one script within a word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Run {
    /// Han characters without a break.
    Han(String),
    /// Letters and digits of any other script.
    Latin(String),
}

/// Whether a character belongs to a script written without spaces.
#[must_use]
pub fn is_han(c: char) -> bool {
    matches!(u32::from(c), 0x3005 | 0x3007 | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xF900..=0xFAFF | 0x20000..=0x3134F)
}

/// Full-width letters, digits, punctuation and spaces become the ordinary ones, capitals small.
#[must_use]
pub fn fold(text: &str) -> String {
    text.chars().flat_map(|c| half_width(c).to_lowercase()).collect()
}

fn half_width(c: char) -> char {
    match u32::from(c) {
        0x3000 => ' ',
        code @ 0xFF01..=0xFF5E => char::from_u32(code - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

/// The folded text without spaces and punctuation: what names and codes are compared by.
#[must_use]
pub fn key(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// The runs of a text in order. Punctuation and spaces only part them.
#[must_use]
pub fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = vec![];
    let mut joined = false;
    for c in fold(text).chars() {
        if !c.is_alphanumeric() {
            joined = false;
            continue;
        }
        match (runs.last_mut(), is_han(c), joined) {
            (Some(Run::Han(run)), true, true) | (Some(Run::Latin(run)), false, true) => run.push(c),
            (_, true, _) => runs.push(Run::Han(c.to_string())),
            (_, false, _) => runs.push(Run::Latin(c.to_string())),
        }
        joined = true;
    }
    runs
}

/// Only the words of other scripts.
#[must_use]
pub fn latin_words(text: &str) -> Vec<String> {
    let words = runs(text).into_iter();
    words.filter_map(|run| if let Run::Latin(word) = run { Some(word) } else { None }).collect()
}

/// The pairs of neighbouring characters of a Han run; empty for a single character.
#[must_use]
pub fn pairs(run: &str) -> Vec<String> {
    run.chars().zip(run.chars().skip(1)).map(|(a, b)| [a, b].iter().collect()).collect()
}

/// A piece of text and where it stands, in characters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Gram {
    /// The character, pair or word.
    pub text: String,
    /// The place of its first character; a pair stands where its first character stands.
    pub place: usize,
    /// The bytes it covers.
    pub bytes: std::ops::Range<usize>,
}

/// Single characters, pairs and words of a text that is already folded.
#[must_use]
pub fn grams(folded: &str) -> Vec<Gram> {
    let chars: Vec<(usize, char)> = folded.char_indices().collect();
    let end = |i: usize| chars.get(i + 1).map_or(folded.len(), |(at, _)| *at);
    let gram = |from: usize, to: usize, place: usize| Gram {
        text: folded.get(from..to).unwrap_or_default().to_owned(),
        place,
        bytes: from..to,
    };
    let mut grams = vec![];
    let mut word: Option<(usize, usize)> = None;
    for (i, (at, c)) in chars.iter().enumerate() {
        if c.is_alphanumeric() && !is_han(*c) {
            word.get_or_insert((*at, i));
            continue;
        }
        if let Some((from, place)) = word.take() {
            grams.push(gram(from, *at, place));
        }
        if is_han(*c) {
            grams.push(gram(*at, end(i), i));
            if chars.get(i + 1).is_some_and(|(_, next)| is_han(*next)) {
                grams.push(gram(*at, end(i + 1), i));
            }
        }
    }
    if let Some((from, place)) = word {
        grams.push(gram(from, folded.len(), place));
    }
    grams
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_input_is_the_same_as_ordinary_input() {
        assert_eq!(fold("ＡＢＣ　１２３（养老）"), "abc 123(养老)");
        assert_eq!(key("遂船社备〔２０２６〕０１８号"), "遂船社备2026018号");
    }

    #[test]
    fn runs_part_at_scripts_and_punctuation() {
        let expected = vec![
            Run::Han("遂宁市".into()),
            Run::Han("安居".into()),
            Run::Latin("a1".into()),
            Run::Han("级".into()),
            Run::Latin("ngo".into()),
        ];
        assert_eq!(runs("遂宁市（安居）A1级 NGO"), expected);
        assert_eq!(runs("！？ 。"), vec![]);
    }

    #[test]
    fn grams_keep_the_place_of_every_character_so_that_phrases_break_at_punctuation() {
        let found: Vec<(String, usize)> = grams("养老,院ab").into_iter().map(|g| (g.text, g.place)).collect();
        let expected = [("养", 0), ("养老", 0), ("老", 1), ("院", 3), ("ab", 4)];
        assert_eq!(found, expected.map(|(text, place)| (text.to_owned(), place)));
    }

    #[test]
    fn a_run_of_three_has_two_pairs_and_one_character_none() {
        assert_eq!(pairs("养老院"), ["养老", "老院"]);
        assert!(pairs("养").is_empty());
    }
}

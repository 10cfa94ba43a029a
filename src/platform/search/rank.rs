//! How good a match is: the same tiers for every engine, so that changing it changes no order people know.
use super::near;
use super::pinyin::{MAX_SPELLING, sound};
use super::text::Run;

/// Added when the whole text is the name.
pub const EXACT_NAME: f32 = 100.0;
/// Added when the name begins with the whole text.
pub const NAME_START: f32 = 50.0;
/// The word stands in the name.
pub const NAME: f32 = 500.0;
/// A word of the name begins with the word.
pub const NAME_PREFIX: f32 = 480.0;
/// The word stands in another name.
pub const ALIAS: f32 = 400.0;
/// A word of another name begins with the word.
pub const ALIAS_PREFIX: f32 = 380.0;
/// The word is a code.
pub const CODE: f32 = 300.0;
/// A code begins with the word.
pub const CODE_PREFIX: f32 = 290.0;
/// The word spells a part of a name.
pub const PINYIN: f32 = 200.0;
/// The word is the initials of a part of a name.
pub const INITIALS: f32 = 190.0;
/// A word of a name is one slip of the finger away.
pub const NAME_TYPO: f32 = 160.0;
/// The word spells a part of a name with one slip of the finger.
pub const PINYIN_TYPO: f32 = 150.0;
/// A name sounds as the word does; more than any share of its characters gives.
pub const SOUND: f32 = 1000.0;
/// Every pair of the word stands in a name, though not in a row.
pub const PAIRS: f32 = 100.0;
/// The word stands in the text.
pub const BODY: f32 = 60.0;
/// A word of the text begins with the word.
pub const BODY_PREFIX: f32 = 30.0;
/// Words shorter than this are never taken for a slip of the finger.
pub const MIN_TYPO: usize = 5;

/// Whether a word may be matched with one slip: long enough, and letters only, because digits are never "nearly" right.
#[must_use]
pub fn may_slip(word: &str) -> bool {
    word.chars().count() >= MIN_TYPO && word.chars().all(char::is_alphabetic)
}

/// The keys of a match that an engine returned, enough to grade it here.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Keys {
    /// The name without spaces and punctuation.
    pub name: String,
    /// The other names likewise.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Latin words of the name.
    #[serde(default)]
    pub name_words: Vec<String>,
    /// Latin words of the other names.
    #[serde(default)]
    pub alias_words: Vec<String>,
    /// Codes without spaces and punctuation.
    #[serde(default)]
    pub codes: Vec<String>,
    /// Spellings of the names.
    #[serde(default)]
    pub pinyin: Vec<String>,
    /// Initials of the names.
    #[serde(default)]
    pub initials: Vec<String>,
}

impl Keys {
    /// The score of a match for the runs of a query whose whole key is `whole`.
    #[must_use]
    pub fn score(&self, whole: &str, runs: &[Run]) -> f32 {
        let bonus = match () {
            () if self.name == whole => EXACT_NAME,
            () if self.name.starts_with(whole) => NAME_START,
            () => 0.0,
        };
        let graded: f32 = runs.iter().map(|run| self.tier(run)).sum();
        bonus + graded.max(if self.codes.iter().any(|code| code == whole) { CODE } else { 0.0 })
    }

    /// The score of a match that is only near the runs of a query; nothing when it is not even that.
    #[must_use]
    pub fn near(&self, runs: &[Run]) -> Option<f32> {
        let graded = runs.iter().map(|run| match run {
            Run::Han(han) if near::is_long(han) => self.near_tier(han),
            run => Some(self.tier(run)).filter(|tier| *tier > BODY),
        });
        graded.sum()
    }

    fn near_tier(&self, han: &str) -> Option<f32> {
        let spelling: String = sound(han).chars().take(MAX_SPELLING).collect();
        if self.pinyin.iter().any(|full| full.starts_with(&spelling)) {
            return Some(SOUND);
        }
        let shares = std::iter::once(&self.name).chain(&self.aliases).filter_map(|name| near::share(name, han));
        shares.reduce(f32::max).map(|share| share * PAIRS)
    }

    fn tier(&self, run: &Run) -> f32 {
        match run {
            Run::Han(han) if self.name.contains(han) => NAME,
            Run::Han(han) if self.aliases.iter().any(|alias| alias.contains(han)) => ALIAS,
            Run::Han(han) if self.codes.iter().any(|code| code.contains(han)) => CODE_PREFIX,
            Run::Han(_) => BODY,
            Run::Latin(word) => self.latin_tier(word),
        }
    }

    fn latin_tier(&self, word: &str) -> f32 {
        let is = |all: &[String]| all.iter().any(|other| other == word);
        let starts = |all: &[String]| all.iter().any(|other| other.starts_with(word));
        match () {
            () if is(&self.name_words) => NAME,
            () if starts(&self.name_words) => NAME_PREFIX,
            () if is(&self.alias_words) => ALIAS,
            () if starts(&self.alias_words) => ALIAS_PREFIX,
            () if is(&self.codes) => CODE,
            () if starts(&self.codes) => CODE_PREFIX,
            () if starts(&self.pinyin) => PINYIN,
            () if starts(&self.initials) => INITIALS,
            () => BODY,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::text::{key, runs};
    use super::*;

    fn keys(name: &str) -> Keys {
        Keys {
            name: key(name),
            codes: vec!["51510900xxxx00019c".into()],
            pinyin: vec!["yanglaoyuan".into()],
            ..Keys::default()
        }
    }

    #[test]
    fn an_exact_name_beats_its_beginning_beats_a_part_of_it_beats_code_and_pinyin() {
        let score = |name: &str, text: &str| keys(name).score(&key(text), &runs(text));
        let falling = [
            score("养老院", "养老院"),
            score("养老院北分院", "养老院"),
            score("城北养老院", "养老院"),
            score("城北", "51510900XXXX00019C"),
            score("城北", "yanglao"),
            score("城北", "清淤"),
        ];
        assert!(falling.is_sorted_by(|a, b| a > b), "{falling:?}");
    }
}

//! The ways a Han name can be typed in Latin letters: full pinyin and initials from any character on.
use pinyin::{ToPinyin, ToPinyinMulti};
use std::collections::BTreeSet;

use super::text::{is_han, key};

/// The longest spelling kept or asked for, in letters.
pub const MAX_SPELLING: usize = 32;
/// The longest row of initials kept, in letters.
pub const MAX_INITIALS: usize = 16;
/// How far from its start a spelling tries the second readings of its characters.
const READ_AHEAD: usize = 8;
/// How many spellings one starting character gives at most.
const MAX_VARIANTS: usize = 8;

/// Spellings and initials of a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Spellings {
    /// Full pinyin from every character on, with the other readings of characters that have several.
    pub full: BTreeSet<String>,
    /// First letters from every character on.
    pub initials: BTreeSet<String>,
}

/// How a name sounds: the usual reading of every character, one after the other.
#[must_use]
pub fn sound(name: &str) -> String {
    key(name).chars().map(|c| readings(c).into_iter().next().unwrap_or_default()).collect()
}

/// Every spelling of the names given; names without Han characters have none.
#[must_use]
pub fn spellings<'a>(names: impl IntoIterator<Item = &'a str>) -> Spellings {
    let mut all = Spellings::default();
    for name in names.into_iter().filter(|name| name.chars().any(is_han)) {
        let readings: Vec<Vec<String>> = key(name).chars().map(readings).collect();
        for start in 0..readings.len() {
            add_from(readings.get(start..).unwrap_or_default(), &mut all);
        }
    }
    all
}

fn add_from(readings: &[Vec<String>], all: &mut Spellings) {
    let mut variants = vec![first_readings(readings)];
    for (i, others) in readings.iter().enumerate().take(READ_AHEAD) {
        for other in others.iter().skip(1) {
            let mut variant = first_readings(readings);
            if let Some(syllable) = variant.get_mut(i) {
                *syllable = other;
            }
            variants.push(variant);
        }
    }
    for variant in variants.into_iter().take(MAX_VARIANTS) {
        all.full.insert(variant.concat().chars().take(MAX_SPELLING).collect());
        all.initials.insert(variant.iter().filter_map(|s| s.chars().next()).take(MAX_INITIALS).collect());
    }
}

fn first_readings(readings: &[Vec<String>]) -> Vec<&str> {
    readings.iter().filter_map(|all| all.first().map(String::as_str)).collect()
}

/// The readings of one character, the usual one first; a character without pinyin reads as itself.
fn readings(c: char) -> Vec<String> {
    let usual = c.to_pinyin().map(|p| p.plain());
    let others = c.to_pinyin_multi().into_iter().flatten().map(|p| p.plain());
    let mut all: Vec<String> = vec![];
    for reading in usual.into_iter().chain(others).flat_map(typed) {
        if !all.contains(&reading) {
            all.push(reading);
        }
    }
    if all.is_empty() {
        all.push(c.to_string());
    }
    all
}

/// What fingers type for a reading: `ü` has no key, so it is typed `v` or `u`.
fn typed(reading: &'static str) -> Vec<String> {
    if reading.contains('ü') {
        vec![reading.replace('ü', "v"), reading.replace('ü', "u")]
    } else {
        vec![reading.into()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_spelled_from_every_character_on() {
        let spelled = spellings(["遂宁养老"]);
        for full in ["suiningyanglao", "ningyanglao", "yanglao", "lao"] {
            assert!(spelled.full.contains(full), "{full}");
        }
        for initials in ["snyl", "nyl", "yl", "l"] {
            assert!(spelled.initials.contains(initials), "{initials}");
        }
    }

    #[test]
    fn names_that_sound_alike_have_one_sound() {
        assert_eq!(sound("听荷养老"), "tingheyanglao");
        assert_eq!(sound("听河养老"), sound("听荷养老"));
    }

    #[test]
    fn characters_with_several_readings_are_found_by_each_of_them() {
        let spelled = spellings(["重庆商会", "银行", "绿色"]);
        for full in ["chongqingshanghui", "zhongqingshanghui", "yinhang", "lvse", "luse"] {
            assert!(spelled.full.contains(full), "{full}");
        }
        assert!(spelled.initials.contains("cqsh"));
    }

    #[test]
    fn letters_and_digits_inside_a_name_are_typed_as_they_are_and_latin_names_are_not_spelled() {
        assert!(spellings(["第3养老院"]).full.contains("di3yanglaoyuan"));
        assert_eq!(spellings(["Green Home"]), Spellings::default());
    }
}

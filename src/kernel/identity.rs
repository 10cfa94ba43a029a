//! Identity documents of persons: the form of resident numbers (GB 11643), and showing as little as possible.
//!
//! A right form never means that a person exists (`ID-10`), and numbers are not stored (`ID-11`): keep a keyed hash
//! and the last four characters.
use crate::kernel::{column::text_column, input, time::Day};
use chrono::Datelike;
use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use serde::{Deserialize, Serialize};
use std::fmt;

const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/// Which document a person shows (`ID-13`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, AsExpression, FromSqlRow, Serialize, Deserialize)]
#[diesel(sql_type = Text)]
#[serde(rename_all = "snake_case")]
pub enum DocumentKind {
    /// Resident identity card 居民身份证.
    ResidentId,
    /// 港澳居民来往内地通行证.
    HongKongMacauPermit,
    /// 台湾居民来往大陆通行证.
    TaiwanPermit,
    /// 港澳台居民居住证.
    HkMoTwResidence,
    /// 外国人永久居留身份证.
    ForeignPermanentResident,
    /// Passport 护照.
    Passport,
}

/// A document number whose form is right. It shows itself masked only; ask [`DocumentNumber::expose`] to hash it.
#[derive(Clone, PartialEq, Eq)]
pub struct DocumentNumber {
    kind: DocumentKind,
    number: String,
}

/// Why a document number cannot be right.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum IdentityError {
    /// Nothing was typed.
    #[error("no number given")]
    Empty,
    /// Wrong length.
    #[error("the number has {0} characters, which is not right for this document")]
    Length(usize),
    /// A character that does not belong there.
    #[error("the number has a character that does not belong there")]
    Character,
    /// The first digits name no region.
    #[error("the number does not begin with a region")]
    Region,
    /// The digits of the birth date are no day, or a day yet to come.
    #[error("the birth date inside the number is no possible day")]
    BirthDate,
    /// The last character does not fit the others.
    #[error("the check character is wrong")]
    Check,
}

impl IdentityError {
    /// The word by which refusals and translations know this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "identity-empty",
            Self::Length(_) => "identity-length",
            Self::Character => "identity-character",
            Self::Region => "identity-region",
            Self::BirthDate => "identity-birth-date",
            Self::Check => "identity-check",
        }
    }
}

impl DocumentKind {
    /// Every kind, in the order of a choice list.
    pub const ALL: [Self; 6] = [
        Self::ResidentId,
        Self::HongKongMacauPermit,
        Self::TaiwanPermit,
        Self::HkMoTwResidence,
        Self::ForeignPermanentResident,
        Self::Passport,
    ];

    /// The word in the database, in forms and in translations.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ResidentId => "resident_id",
            Self::HongKongMacauPermit => "hong_kong_macau_permit",
            Self::TaiwanPermit => "taiwan_permit",
            Self::HkMoTwResidence => "hk_mo_tw_residence",
            Self::ForeignPermanentResident => "foreign_permanent_resident",
            Self::Passport => "passport",
        }
    }
}

impl std::str::FromStr for DocumentKind {
    type Err = String;
    fn from_str(text: &str) -> Result<Self, String> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or_else(|| format!("no document kind {text:?}"))
    }
}
text_column!(DocumentKind);

impl DocumentNumber {
    /// Reads a number as typed and checks its form; `today` bounds the birth date.
    pub fn parse(kind: DocumentKind, text: &str, today: Day) -> Result<Self, IdentityError> {
        let number = input::code(text);
        if number.is_empty() {
            return Err(IdentityError::Empty);
        }
        if !number.bytes().all(|c| c.is_ascii_alphanumeric()) {
            return Err(IdentityError::Character);
        }
        match kind {
            DocumentKind::ResidentId => resident(&number, today, |region| (11..=65).contains(&region))?,
            DocumentKind::HkMoTwResidence => resident(&number, today, |region| (81..=83).contains(&region))?,
            DocumentKind::HongKongMacauPermit => letters_then_digits(&number, 1, &[8, 10])?,
            DocumentKind::TaiwanPermit => letters_then_digits(&number, 0, &[8])?,
            DocumentKind::ForeignPermanentResident => foreign(&number, today)?,
            DocumentKind::Passport => length_within(&number, 5, 15)?,
        }
        Ok(Self { kind, number })
    }

    /// Which document it is.
    #[must_use]
    pub fn kind(&self) -> DocumentKind {
        self.kind
    }

    /// The number itself: for hashing, never for storing or showing (`ID-11`).
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.number
    }

    /// The last four characters, which may be stored beside the hash.
    #[must_use]
    pub fn last_four(&self) -> &str {
        self.number.get(self.number.len().saturating_sub(4)..).unwrap_or_default()
    }

    /// `510***********0013`; shorter numbers show their first character and their last two.
    #[must_use]
    pub fn masked(&self) -> String {
        if self.number.len() == 18 { mask(&self.number, 3, 4) } else { mask(&self.number, 1, 2) }
    }

    /// The birth date inside resident numbers: derive an age once, then drop the number (`ID-12`).
    #[must_use]
    pub fn birth_day(&self) -> Option<Day> {
        match self.kind {
            DocumentKind::ResidentId | DocumentKind::HkMoTwResidence => birth_day(&self.number),
            _ => None,
        }
    }
}

impl fmt::Debug for DocumentNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "DocumentNumber({})", self.masked())
    }
}

/// Whole years of age on a day; who was born on 29 February turns older on 1 March of a common year.
#[must_use]
pub fn age_on(born: Day, today: Day) -> u8 {
    let years = today.year() - born.year() - i32::from((today.month(), today.day()) < (born.month(), born.day()));
    u8::try_from(years.max(0)).unwrap_or(u8::MAX)
}

/// A name as public pages may show it: `王*明`, `李*`, `J*** S****`.
#[must_use]
pub fn mask_name(name: &str) -> String {
    let words: Vec<String> = name.split_whitespace().map(mask_word).collect();
    words.join(" ")
}

/// A telephone number as officers see it in lists: `138****0013`.
#[must_use]
pub fn mask_phone(phone: &str) -> String {
    mask(&input::code(phone), 3, 4)
}

fn mask_word(word: &str) -> String {
    let length = word.chars().count();
    let shows_last = !word.is_ascii() && length > 2;
    if length < 2 { "*".to_owned() } else { mask(word, 1, usize::from(shows_last)) }
}

/// Stars over everything but the ends; over everything when the ends would show it all.
fn mask(text: &str, head: usize, tail: usize) -> String {
    let length = text.chars().count();
    let hidden = |i: usize| length <= head + tail || (i >= head && i < length - tail);
    text.chars().enumerate().map(|(i, c)| if hidden(i) { '*' } else { c }).collect()
}

fn resident(number: &str, today: Day, region_known: impl Fn(u8) -> bool) -> Result<(), IdentityError> {
    if number.len() != 18 {
        return Err(IdentityError::Length(number.len()));
    }
    let (digits, check) = number.split_at(17);
    if !digits.bytes().all(|c| c.is_ascii_digit()) || !check.bytes().all(|c| c.is_ascii_digit() || c == b'X') {
        return Err(IdentityError::Character);
    }
    if !digits.get(..2).and_then(|region| region.parse().ok()).is_some_and(region_known) {
        return Err(IdentityError::Region);
    }
    if !birth_day(number).is_some_and(|born| born.year() >= 1850 && born <= today) {
        return Err(IdentityError::BirthDate);
    }
    if Some(check.as_bytes()) != check_character(digits).as_ref().map(std::slice::from_ref) {
        return Err(IdentityError::Check);
    }
    Ok(())
}

fn check_character(digits: &str) -> Option<u8> {
    let sum: u32 = digits.bytes().zip(WEIGHTS).map(|(c, weight)| u32::from(c.saturating_sub(b'0')) * weight).sum();
    b"10X98765432".get(usize::try_from(sum % 11).ok()?).copied()
}

fn birth_day(number: &str) -> Option<Day> {
    Day::parse_from_str(number.get(6..14)?, "%Y%m%d").ok()
}

/// Permanent residents: 18 digits beginning with 9 since 2023 (same check character), before that 15 characters
/// beginning with three letters.
fn foreign(number: &str, today: Day) -> Result<(), IdentityError> {
    match number.len() {
        18 => resident(number, today, |region| (90..=99).contains(&region)),
        15 => letters_then_digits(number, 3, &[12]),
        other => Err(IdentityError::Length(other)),
    }
}

fn letters_then_digits(number: &str, letters: usize, digits: &[usize]) -> Result<(), IdentityError> {
    if !digits.iter().any(|n| number.len() == letters + n) {
        return Err(IdentityError::Length(number.len()));
    }
    let (head, tail) = number.split_at(letters);
    let good = head.bytes().all(|c| c.is_ascii_uppercase()) && tail.bytes().all(|c| c.is_ascii_digit());
    if good { Ok(()) } else { Err(IdentityError::Character) }
}

fn length_within(number: &str, least: usize, most: usize) -> Result<(), IdentityError> {
    let good = (least..=most).contains(&number.len());
    if good { Ok(()) } else { Err(IdentityError::Length(number.len())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn read(kind: DocumentKind, number: &str) -> Result<DocumentNumber, IdentityError> {
        DocumentNumber::parse(kind, number, day("2026-11-23"))
    }

    #[test]
    fn the_specimens_of_the_standard_and_the_synthetic_numbers_pass() {
        for number in ["11010519491231002X", "440524188001010014", "510900199003070013", "510900201506150023"] {
            assert!(read(DocumentKind::ResidentId, number).is_ok(), "{number}");
        }
        assert!(read(DocumentKind::ResidentId, " 11010519491231002ｘ ").is_ok(), "full-width and lower case");
    }

    /// `ID-10`: only the form is judged.
    #[test]
    fn wrong_numbers_say_why() {
        use IdentityError as E;
        for (number, why) in [
            ("", E::Empty),
            ("1101051949123100", E::Length(16)),
            ("11010519491231002Y", E::Character),
            ("99010519491231002X", E::Region),
            ("110105194913310021", E::BirthDate),
            ("110105299912310021", E::BirthDate),
            ("110105194912310021", E::Check),
        ] {
            assert_eq!(read(DocumentKind::ResidentId, number).unwrap_err(), why, "{number}");
        }
    }

    /// `ID-11`: head and last four.
    #[test]
    fn a_number_shows_itself_masked_only() {
        let number = read(DocumentKind::ResidentId, "510900199003070013").unwrap();
        assert_eq!(number.masked(), "510***********0013");
        assert_eq!(format!("{number:?}"), "DocumentNumber(510***********0013)");
        assert_eq!(number.last_four(), "0013");
        assert_eq!(number.birth_day(), Some(day("1990-03-07")));
    }

    #[test]
    fn other_documents_have_their_own_forms() {
        use DocumentKind as K;
        for (kind, number, good) in [
            (K::HongKongMacauPermit, "H12345678", true),
            (K::HongKongMacauPermit, "12345678", false),
            (K::TaiwanPermit, "12345678", true),
            (K::TaiwanPermit, "1234567", false),
            (K::HkMoTwResidence, "510900199003070013", false),
            (K::ForeignPermanentResident, "USA123456789012", true),
            (K::Passport, "E12345678", true),
            (K::Passport, "E1", false),
            (K::Passport, "E1234;678", false),
        ] {
            assert_eq!(read(kind, number).is_ok(), good, "{kind:?} {number}");
        }
    }

    #[test]
    fn kinds_read_back_from_their_words() {
        for kind in DocumentKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(kind));
            assert_eq!(serde_json::to_value(kind).unwrap(), kind.as_str());
        }
    }

    #[test]
    fn names_and_telephones_are_masked() {
        for (name, shown) in
            [("王小明", "王*明"), ("李明", "李*"), ("欧阳小明", "欧**明"), ("王", "*"), ("Jane Smith", "J*** S****")]
        {
            assert_eq!(mask_name(name), shown);
        }
        assert_eq!(mask_phone("138 0000 0013"), "138****0013");
        assert_eq!(mask_phone("110"), "***");
    }

    #[test]
    fn age_changes_on_the_birthday() {
        assert_eq!(age_on(day("2012-11-24"), day("2026-11-23")), 13);
        assert_eq!(age_on(day("2012-11-23"), day("2026-11-23")), 14);
        assert_eq!(age_on(day("2008-02-29"), day("2026-02-28")), 17);
        assert_eq!(age_on(day("2008-02-29"), day("2026-03-01")), 18);
    }

    proptest! {
        #[test]
        fn no_text_makes_the_readers_panic(text in ".{0,24}", kind in 0usize..6) {
            let _ = read(DocumentKind::ALL[kind], &text);
            let _ = (mask_name(&text), mask_phone(&text));
        }

        #[test]
        fn one_changed_digit_is_noticed(at in 0usize..17, to in 0u8..10) {
            let mut bytes = *b"510900199003070013";
            prop_assume!(bytes[at] != b'0' + to);
            bytes[at] = b'0' + to;
            prop_assert!(read(DocumentKind::ResidentId, std::str::from_utf8(&bytes).unwrap()).is_err());
        }
    }
}

//! Unified social credit codes 统一社会信用代码 (GB 32100-2015) and the organization codes inside them (GB 11714-1997).
use crate::kernel::{column::text_column, division::DivisionCode, input};
use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use serde::{Deserialize, Serialize};
use std::fmt;

const ALPHABET: &[u8; 31] = b"0123456789ABCDEFGHJKLMNPQRTUWXY";
const WEIGHTS: [u32; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
const ORGANIZATION_WEIGHTS: [u32; 8] = [3, 7, 9, 10, 5, 8, 4, 2];
/// Bodies that begin so are not issued to anybody (`domain.md` 3.4).
const SYNTHETIC: &str = "XXXX";

/// A code whose form and both check characters are right: 18 characters, upper case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, Serialize, Deserialize)]
#[diesel(sql_type = Text)]
#[serde(try_from = "String", into = "String")]
pub struct CreditCode(String);

/// An organization code 组织机构代码: eight characters and their check character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, Serialize, Deserialize)]
#[diesel(sql_type = Text)]
#[serde(try_from = "String", into = "String")]
pub struct OrganizationCode(String);

/// The first two characters: registering department and kind of organization.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Prefix([u8; 2]);

/// Which of the tests of `ID-01` a code failed, in their order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum CreditCodeError {
    /// Nothing was typed.
    #[error("no code given")]
    Empty,
    /// Not as long as such a code is.
    #[error("{found} characters where {wanted} are needed")]
    Length {
        /// Characters found.
        found: usize,
        /// Characters needed.
        wanted: usize,
    },
    /// A character that such codes do not use, with what was probably meant (`ID-02`).
    #[error("character {position} ({found}) is not used in these codes")]
    Character {
        /// Position, counted from 1.
        position: usize,
        /// What stands there.
        found: char,
        /// The character it is often mistaken for.
        hint: Option<char>,
    },
    /// The first two characters name no registering department and kind.
    #[error("{0} is no known registering department and kind")]
    Prefix(String),
    /// Positions 3 to 8 are not six digits.
    #[error("positions 3 to 8 are not a division code")]
    Division,
    /// Position 17 does not belong to the organization code before it.
    #[error("the check character of the organization code is wrong")]
    OrganizationCheck,
    /// The last character does not belong to the code.
    #[error("the last check character is wrong")]
    Check,
}

impl CreditCodeError {
    /// The word by which refusals and translations know the failed test.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Empty => "credit-code-empty",
            Self::Length { .. } => "credit-code-length",
            Self::Character { hint: Some(_), .. } => "credit-code-mistaken-character",
            Self::Character { hint: None, .. } => "credit-code-character",
            Self::Prefix(_) => "credit-code-prefix",
            Self::Division => "credit-code-division",
            Self::OrganizationCheck => "credit-code-organization-check",
            Self::Check => "credit-code-check",
        }
    }
}

impl Prefix {
    /// Social association 社会团体.
    pub const ASSOCIATION: Self = Self(*b"51");
    /// Private non-enterprise unit, social service institution 民办非企业单位.
    pub const SERVICE: Self = Self(*b"52");
    /// Foundation 基金会.
    pub const FOUNDATION: Self = Self(*b"53");
    /// Other bodies registered by civil affairs.
    pub const OTHER_CIVIL: Self = Self(*b"59");
    /// State organ 机关.
    pub const STATE_ORGAN: Self = Self(*b"11");
    /// Public institution 事业单位.
    pub const INSTITUTION: Self = Self(*b"12");
    /// Enterprise 企业.
    pub const ENTERPRISE: Self = Self(*b"91");

    /// The two characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// True for bodies that civil affairs register as social organizations.
    #[must_use]
    pub fn is_social_organization(self) -> bool {
        matches!(&self.0, b"51" | b"52" | b"53" | b"59")
    }

    /// Kinds that each department gives out; 54 and 55 are accepted and not interpreted (3.1).
    fn is_known(department: u8, kind: u8) -> bool {
        let kinds: &[u8] = match department {
            b'1' => b"1239",
            b'3' | b'5' => b"123459",
            b'2' | b'4' | b'6' | b'7' => b"129",
            b'8' | b'A' => b"19",
            b'9' => b"123",
            b'N' => b"1239",
            b'Y' => b"1",
            _ => b"",
        };
        kinds.contains(&kind)
    }
}

impl CreditCode {
    /// Reads a code as typed or pasted (full-width, lower case, spaces) and says which test it fails (`ID-01`).
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code = input::code(text);
        check_form(&code, 18, |c| ALPHABET.contains(&c))?;
        let bytes = code.as_bytes();
        if let [department, kind, ..] = *bytes
            && !Prefix::is_known(department, kind)
        {
            return Err(CreditCodeError::Prefix(part(&code, 0, 2).to_owned()));
        }
        if !part(&code, 2, 8).bytes().all(|c| c.is_ascii_digit()) {
            return Err(CreditCodeError::Division);
        }
        OrganizationCode::parse(part(&code, 8, 17))?;
        if check_character(part(&code, 0, 17)) != bytes.last().copied() {
            return Err(CreditCodeError::Check);
        }
        Ok(Self(code))
    }

    /// The `serial`th synthetic code of a kind in a division, for demonstrations and tests: it can belong to nobody,
    /// as its body begins with `XXXX` (`ID-03`, 3.4). Nothing beyond 923,520.
    ///
    /// The four characters after `XXXX` are the serial as four decimal digits up to 9,999. From there on they are the
    /// strings of the 31-character alphabet that contain at least one letter: first those whose only letter is the
    /// last (`000A`, `000B` …), then those whose first letter is the third, the second, the first. So no serial
    /// meets another, and the first ten thousand read as numbers.
    #[must_use]
    pub fn issue(prefix: Prefix, division: &DivisionCode, serial: u32) -> Option<Self> {
        let body = format!("{SYNTHETIC}{}", synthetic_serial(serial)?);
        let organization = char::from(organization_check(&body)?);
        let code = format!("{}{}{body}{organization}", prefix.as_str(), division.county_or_above());
        let check = char::from(check_character(&code)?);
        Some(Self(format!("{code}{check}")))
    }

    /// The code as written.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Registering department and kind.
    #[must_use]
    pub fn prefix(&self) -> Prefix {
        match *self.0.as_bytes() {
            [department, kind, ..] => Prefix([department, kind]),
            _ => Prefix::OTHER_CIVIL,
        }
    }

    /// The division of the authority that issued the code, as issued: never "corrected" later (`DV-01`).
    #[must_use]
    pub fn division(&self) -> &str {
        part(&self.0, 2, 8)
    }

    /// The organization code inside.
    #[must_use]
    pub fn organization_code(&self) -> OrganizationCode {
        OrganizationCode(part(&self.0, 8, 17).to_owned())
    }

    /// True for codes that cannot belong to a real body.
    #[must_use]
    pub fn is_synthetic(&self) -> bool {
        part(&self.0, 8, 12) == SYNTHETIC
    }
}

impl OrganizationCode {
    /// Reads a code with or without the hyphen before its check character.
    pub fn parse(text: &str) -> Result<Self, CreditCodeError> {
        let code = input::code(text).replace('-', "");
        check_form(&code, 9, |c| c.is_ascii_digit() || c.is_ascii_uppercase())?;
        if organization_check(part(&code, 0, 8)) != code.bytes().last() {
            return Err(CreditCodeError::OrganizationCheck);
        }
        Ok(Self(code))
    }

    /// The nine characters.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// `domain.md` 3.1: length, then alphabet.
fn check_form(code: &str, wanted: usize, allowed: impl Fn(u8) -> bool) -> Result<(), CreditCodeError> {
    let found = code.chars().count();
    if found == 0 {
        return Err(CreditCodeError::Empty);
    }
    if found != wanted {
        return Err(CreditCodeError::Length { found, wanted });
    }
    let stranger = code.chars().enumerate().find(|(_, c)| !u8::try_from(*c).is_ok_and(&allowed));
    match stranger {
        Some((at, found)) => Err(CreditCodeError::Character { position: at + 1, found, hint: hint(found) }),
        None => Ok(()),
    }
}

/// What people mean when they type a letter that these codes leave out (`ID-02`).
const fn hint(found: char) -> Option<char> {
    match found {
        'O' => Some('0'),
        'I' => Some('1'),
        'S' => Some('5'),
        'Z' => Some('2'),
        'V' => Some('U'),
        _ => None,
    }
}

fn check_character(first_seventeen: &str) -> Option<u8> {
    let sum = weighted(first_seventeen, &WEIGHTS, |c| ALPHABET.iter().position(|a| *a == c))?;
    ALPHABET.get(usize::try_from((31 - sum % 31) % 31).ok()?).copied()
}

fn organization_check(first_eight: &str) -> Option<u8> {
    // GB 11714 counts letters without gaps: J is 19 here and 18 in GB 32100.
    let value = |c: u8| char::from(c).to_digit(36).and_then(|v| usize::try_from(v).ok());
    let sum = weighted(first_eight, &ORGANIZATION_WEIGHTS, value)?;
    b"0X987654321".get(usize::try_from(sum % 11).ok()?).copied()
}

fn weighted(text: &str, weights: &[u32], value: impl Fn(u8) -> Option<usize>) -> Option<u32> {
    text.bytes().zip(weights).try_fold(0, |sum, (c, weight)| Some(sum + u32::try_from(value(c)?).ok()? * weight))
}

fn part(code: &str, from: usize, to: usize) -> &str {
    code.get(from..to).unwrap_or_default()
}

/// See [`CreditCode::issue`].
fn synthetic_serial(serial: u32) -> Option<String> {
    const DIGITS: usize = 10;
    const LETTERS: usize = ALPHABET.len() - DIGITS;
    let mut left = usize::try_from(serial).ok()?;
    if left < 10_000 {
        return Some(format!("{left:04}"));
    }
    left -= 10_000;
    for digits_before in (0..4u32).rev() {
        let tails = ALPHABET.len().pow(3 - digits_before);
        let size = DIGITS.pow(digits_before) * LETTERS * tails;
        if left >= size {
            left -= size;
            continue;
        }
        let letter = char::from(*ALPHABET.get(DIGITS + left / tails % LETTERS)?);
        let number = left / (tails * LETTERS);
        let head = if digits_before == 0 { String::new() } else { format!("{number:0w$}", w = digits_before as usize) };
        return Some(format!("{head}{letter}{}", base_31(left % tails, 3 - digits_before)));
    }
    None
}

fn base_31(mut value: usize, width: u32) -> String {
    let mut out = Vec::new();
    for _ in 0..width {
        out.push(ALPHABET.get(value % ALPHABET.len()).copied().map_or('0', char::from));
        value /= ALPHABET.len();
    }
    out.iter().rev().collect()
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OrganizationCode {
    /// With the hyphen: `50001979-5`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", part(&self.0, 0, 8), part(&self.0, 8, 9))
    }
}

impl std::str::FromStr for CreditCode {
    type Err = CreditCodeError;
    fn from_str(text: &str) -> Result<Self, CreditCodeError> {
        Self::parse(text)
    }
}

impl std::str::FromStr for OrganizationCode {
    type Err = CreditCodeError;
    fn from_str(text: &str) -> Result<Self, CreditCodeError> {
        Self::parse(text)
    }
}

impl std::str::FromStr for Prefix {
    type Err = CreditCodeError;
    fn from_str(text: &str) -> Result<Self, CreditCodeError> {
        match *text.as_bytes() {
            [department, kind] if Self::is_known(department, kind) => Ok(Self([department, kind])),
            _ => Err(CreditCodeError::Prefix(text.to_owned())),
        }
    }
}

macro_rules! through_text {
    ($name:ty) => {
        impl TryFrom<String> for $name {
            type Error = CreditCodeError;
            fn try_from(text: String) -> Result<Self, CreditCodeError> {
                text.parse()
            }
        }
        impl From<$name> for String {
            fn from(code: $name) -> Self {
                code.as_str().to_owned()
            }
        }
    };
}
through_text!(CreditCode);
through_text!(OrganizationCode);
through_text!(Prefix);
text_column!(CreditCode);
text_column!(OrganizationCode);

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::HashSet;

    #[test]
    fn published_codes_pass_with_their_organization_codes() {
        for (code, organization) in [
            ("53100000500019795A", "50001979-5"),
            ("53100000500021676K", "50002167-6"),
            ("51100000500012681T", "50001268-1"),
            ("51100000500009247D", "50000924-7"),
            ("51100000500002862F", "50000286-2"),
            ("52440300MJL186084F", "MJL18608-4"),
            ("51440300MJL1712376", "MJL17123-7"),
        ] {
            let read = CreditCode::parse(code).unwrap();
            assert_eq!(read.to_string(), code);
            assert_eq!(read.organization_code().to_string(), organization);
            assert_eq!(OrganizationCode::parse(organization).unwrap(), read.organization_code());
            assert!(read.prefix().is_social_organization() && !read.is_synthetic());
        }
    }

    #[test]
    fn wrong_codes_name_the_test_they_fail() {
        use CreditCodeError as E;
        for (code, why) in [
            ("", E::Empty),
            ("531000005000074012", E::Check),
            ("53100000500020462H", E::Check),
            ("12100000400008888X", E::Check),
            ("53100000500019795B", E::Check),
            ("5310000050001979SA", E::Character { position: 17, found: 'S', hint: Some('5') }),
            ("53100000500019795", E::Length { found: 17, wanted: 18 }),
            ("53100000500019795AA", E::Length { found: 19, wanted: 18 }),
            ("56100000500019795A", E::Prefix("56".into())),
            ("53A00000500019795A", E::Division),
            ("53100000500019794A", E::OrganizationCheck),
            ("531000005000197九5A", E::Character { position: 16, found: '九', hint: None }),
        ] {
            assert_eq!(CreditCode::parse(code), Err(why), "{code}");
        }
    }

    #[test]
    fn an_identity_number_that_meets_the_last_check_fails_the_inner_one() {
        let number = "510900201506150023";
        assert_eq!(check_character(&number[..17]), Some(b'3'), "the last character does satisfy the formula");
        assert_eq!(OrganizationCode::parse(&number[8..17]), Err(CreditCodeError::OrganizationCheck));
        assert!(CreditCode::parse(number).is_err());
    }

    /// `ID-02`: a letter that these codes leave out is named with what was probably meant, never put right in silence.
    #[test]
    fn typed_codes_are_normalised_but_never_guessed() {
        let typed = " ５３１０００００ 500019795a ";
        assert_eq!(CreditCode::parse(typed).unwrap().as_str(), "53100000500019795A");
        assert!(CreditCode::parse("531OOOOO500019795A").is_err(), "letter O is reported, not replaced");
    }

    /// `ID-03`: no code here can belong to a real body.
    #[test]
    fn the_generator_makes_the_synthetic_codes_of_3_4() {
        for (prefix, division, serial, code) in [
            (Prefix::ASSOCIATION, "510900", 1, "51510900XXXX00019C"),
            (Prefix::ASSOCIATION, "510900", 2, "51510900XXXX000277"),
            (Prefix::SERVICE, "510903", 1, "52510903XXXX00019L"),
            (Prefix::SERVICE, "510903", 2, "52510903XXXX00027F"),
            (Prefix::SERVICE, "510981", 1, "52510981XXXX00019K"),
            (Prefix::SERVICE, "510981", 2, "52510981XXXX00027E"),
            (Prefix::FOUNDATION, "510000", 1, "53510000XXXX00019P"),
            (Prefix::FOUNDATION, "510000", 2, "53510000XXXX00027J"),
        ] {
            let made = CreditCode::issue(prefix, &division.parse().unwrap(), serial).unwrap();
            assert_eq!(made.as_str(), code);
            assert!(made.is_synthetic() && made.prefix() == prefix && made.division() == division);
        }
    }

    #[test]
    fn every_serial_is_its_own_and_there_are_enough() {
        let all: HashSet<String> = (0..31u32.pow(4)).filter_map(synthetic_serial).collect();
        assert_eq!(all.len(), 923_521);
        assert!(all.iter().all(|serial| serial.len() == 4));
        assert_eq!(synthetic_serial(31u32.pow(4)), None);
        assert_eq!(synthetic_serial(9_999).as_deref(), Some("9999"));
        assert_eq!(synthetic_serial(10_000).as_deref(), Some("000A"));
    }

    proptest! {
        #[test]
        fn issued_codes_pass_and_any_one_changed_character_is_noticed(
            serial in 0u32..923_521, at in 0usize..18, to in 0usize..31,
        ) {
            let code = CreditCode::issue(Prefix::SERVICE, &"510903".parse().unwrap(), serial).unwrap();
            prop_assert_eq!(CreditCode::parse(code.as_str()), Ok(code.clone()));
            let mut bytes = code.as_str().as_bytes().to_vec();
            prop_assume!(bytes[at] != ALPHABET[to]);
            bytes[at] = ALPHABET[to];
            prop_assert!(CreditCode::parse(std::str::from_utf8(&bytes).unwrap()).is_err());
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,24}") {
            let _ = CreditCode::parse(&text);
            let _ = OrganizationCode::parse(&text);
        }
    }
}

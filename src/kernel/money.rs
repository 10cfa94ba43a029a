//! Money 金额: whole fen, never a floating point number.
use crate::kernel::{input, ratio::Ratio};
use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    serialize::{self, Output, ToSql},
    sql_types::BigInt,
};
use serde::{Deserialize, Serialize};
use std::fmt;

const WAN_IN_FEN: i64 = 1_000_000;

/// An amount in fen 分. Stored as `BIGINT`, a whole number of fen in JSON.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, AsExpression, FromSqlRow, Serialize, Deserialize,
)]
#[diesel(sql_type = BigInt)]
#[serde(transparent)]
pub struct Money(i64);

/// Why a typed amount could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// Nothing was typed.
    #[error("no amount given")]
    Empty,
    /// Something other than one decimal number with an optional unit.
    #[error("not an amount")]
    NotANumber,
    /// Commas stand where no thousands (or ten thousands) separator belongs.
    #[error("misplaced comma in the amount")]
    Grouping,
    /// The amount is below zero.
    #[error("the amount is negative")]
    Negative,
    /// The amount has parts smaller than one fen.
    #[error("the amount has parts smaller than a fen")]
    TooPrecise,
    /// The amount does not fit.
    #[error("the amount is too large")]
    TooLarge,
}

impl MoneyError {
    /// The word by which refusals and translations know this error.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "money-empty",
            Self::NotANumber => "money-not-a-number",
            Self::Grouping => "money-grouping",
            Self::Negative => "money-negative",
            Self::TooPrecise => "money-too-precise",
            Self::TooLarge => "money-too-large",
        }
    }
}

impl Money {
    /// No money.
    pub const ZERO: Self = Self(0);

    /// This many fen.
    #[must_use]
    pub const fn from_fen(fen: i64) -> Self {
        Self(fen)
    }

    /// This many yuan; the largest amount there is when it does not fit.
    #[must_use]
    pub const fn from_yuan(yuan: i64) -> Self {
        Self(yuan.saturating_mul(100))
    }

    /// The amount in fen.
    #[must_use]
    pub const fn fen(self) -> i64 {
        self.0
    }

    /// True when above zero.
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    /// The sum, unless it does not fit.
    #[must_use]
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).map(Self)
    }

    /// The difference, unless it does not fit.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).map(Self)
    }

    /// The amount `times` over, unless it does not fit.
    #[must_use]
    pub fn checked_mul(self, times: i64) -> Option<Self> {
        self.0.checked_mul(times).map(Self)
    }

    /// The sum of many amounts, unless it does not fit.
    #[must_use]
    pub fn total(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// The share of this amount, rounded down to a fen, unless it does not fit.
    #[must_use]
    pub fn share(self, of: Ratio) -> Option<Self> {
        let (over, under) = of.parts();
        let fen = i128::from(self.0) * i128::from(over) / i128::from(under);
        i64::try_from(fen).ok().map(Self)
    }

    /// True when this amount is not more than `limit` of `whole`, computed exactly (deposits, bonds, supplements).
    #[must_use]
    pub fn is_within(self, limit: Ratio, whole: Self) -> bool {
        let (over, under) = limit.parts();
        i128::from(self.0) * i128::from(under) <= i128::from(whole.0) * i128::from(over)
    }

    /// Reads an amount as people type it: full-width digits, separators, spaces, `¥`, and 元, 万元 or 亿元.
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let plain: String = input::code(text);
        let plain = plain.trim_start_matches("人民币").trim_start_matches(['¥', '￥']);
        let (number, unit_in_fen) = split_unit(plain);
        match number.strip_prefix('-') {
            Some(rest) if !rest.is_empty() => Err(MoneyError::Negative),
            Some(_) => Err(MoneyError::NotANumber),
            None => decimal(number, unit_in_fen).map(Self),
        }
    }

    /// For people: `4,260,000.00`.
    #[must_use]
    pub fn grouped(self) -> String {
        let yuan = (self.0.unsigned_abs() / 100).to_string();
        let mut out = String::with_capacity(yuan.len() * 4 / 3 + 4);
        if self.0 < 0 {
            out.push('-');
        }
        for (i, digit) in yuan.chars().enumerate() {
            if i > 0 && (yuan.len() - i).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out + &format!(".{:02}", self.0.unsigned_abs() % 100)
    }

    /// The exact number of ten thousands 万 without trailing zeros: `426`, `0.3`, `32000.5`.
    #[must_use]
    pub fn in_wan(self) -> String {
        let fen = self.0.unsigned_abs();
        let unit = WAN_IN_FEN.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        let exact = format!("{sign}{}.{:06}", fen / unit, fen % unit);
        exact.trim_end_matches('0').trim_end_matches('.').to_owned()
    }
}

impl fmt::Display for Money {
    /// Plain decimal yuan, the same in every language: `1234.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let fen = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", fen / 100, fen % 100)
    }
}

impl std::str::FromStr for Money {
    type Err = MoneyError;
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        Self::parse(text)
    }
}

fn split_unit(text: &str) -> (&str, i64) {
    let text = text.strip_suffix('整').unwrap_or(text);
    let text = text.strip_suffix("RMB").or_else(|| text.strip_suffix("CNY")).unwrap_or(text);
    let text = text.strip_suffix('元').or_else(|| text.strip_suffix('圆')).unwrap_or(text);
    if let Some(number) = text.strip_suffix('万') {
        (number, WAN_IN_FEN)
    } else if let Some(number) = text.strip_suffix('亿') {
        (number, 10_000 * WAN_IN_FEN)
    } else {
        (text, 100)
    }
}

/// The fen in a decimal number of units, exactly.
fn decimal(text: &str, unit_in_fen: i64) -> Result<i64, MoneyError> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    if whole.is_empty() && fraction.is_empty() {
        return Err(if text.is_empty() { MoneyError::Empty } else { MoneyError::NotANumber });
    }
    let whole = ungroup(whole)?;
    if !whole.chars().chain(fraction.chars()).all(|c| c.is_ascii_digit()) {
        return Err(MoneyError::NotANumber);
    }
    let whole: i64 = if whole.is_empty() { 0 } else { whole.parse().map_err(|_| MoneyError::TooLarge)? };
    let mut fen = whole.checked_mul(unit_in_fen).ok_or(MoneyError::TooLarge)?;
    let mut place = unit_in_fen;
    for digit in fraction.trim_end_matches('0').chars() {
        if place % 10 != 0 {
            return Err(MoneyError::TooPrecise);
        }
        place /= 10;
        let value = i64::from(digit.to_digit(10).unwrap_or(0));
        fen = fen.checked_add(value * place).ok_or(MoneyError::TooLarge)?;
    }
    Ok(fen)
}

/// Takes separators out of a whole number when they stand every three (or, as some write, four) digits: a comma used
/// as a decimal point must never multiply an amount by a hundred.
fn ungroup(whole: &str) -> Result<String, MoneyError> {
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or("");
    let rest: Vec<&str> = groups.collect();
    let of = |n: usize| (1..=n).contains(&first.len()) && rest.iter().all(|g| g.len() == n);
    if rest.is_empty() || of(3) || of(4) { Ok(whole.replace(',', "")) } else { Err(MoneyError::Grouping) }
}

/// Serde for amounts written by people in rule files: decimal yuan in text (`"30000"`), not fen.
pub mod yuan_text {
    use super::Money;
    use serde::{Deserialize, Deserializer, Serializer, de::Error};

    /// Writes decimal yuan.
    pub fn serialize<S: Serializer>(amount: &Money, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(amount)
    }

    /// Reads decimal yuan.
    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Money, D::Error> {
        Money::parse(&String::deserialize(from)?).map_err(D::Error::custom)
    }

    /// The same for amounts that may be missing.
    pub mod option {
        use super::Money;
        use serde::{Deserialize, Deserializer, Serializer, de::Error};

        /// Writes decimal yuan or nothing.
        pub fn serialize<S: Serializer>(amount: &Option<Money>, to: S) -> Result<S::Ok, S::Error> {
            match amount {
                Some(amount) => to.collect_str(amount),
                None => to.serialize_none(),
            }
        }

        /// Reads decimal yuan or nothing.
        pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Option<Money>, D::Error> {
            let text = Option::<String>::deserialize(from)?;
            text.map(|t| Money::parse(&t).map_err(D::Error::custom)).transpose()
        }
    }
}

impl<DB> ToSql<BigInt, DB> for Money
where
    DB: Backend,
    i64: ToSql<BigInt, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> FromSql<BigInt, DB> for Money
where
    DB: Backend,
    i64: FromSql<BigInt, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        i64::from_sql(raw).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn amounts_are_read_as_people_type_them() {
        for (text, fen) in [
            ("3000", 300_000),
            (" ３，０００．５０ 元 ", 300_050),
            ("¥4,260,000.00", 426_000_000),
            ("￥1,234.5", 123_450),
            ("426万元", 426_000_000),
            ("0.3 万", 300_000),
            ("3.2亿元", 32_000_000_000),
            ("人民币 100 元整", 10_000),
            ("1,2345", 1_234_500),
            ("12.500", 1_250),
            (".5", 50),
        ] {
            assert_eq!(Money::parse(text), Ok(Money::from_fen(fen)), "{text}");
        }
    }

    #[test]
    fn what_is_not_an_amount_says_why() {
        for (text, why) in [
            ("", MoneyError::Empty),
            ("  元", MoneyError::Empty),
            ("-5", MoneyError::Negative),
            ("1.005", MoneyError::TooPrecise),
            ("1,50", MoneyError::Grouping),
            ("1.2.3", MoneyError::NotANumber),
            ("abc", MoneyError::NotANumber),
            ("1e3", MoneyError::NotANumber),
            ("三千元", MoneyError::NotANumber),
            ("99999999999999999999", MoneyError::TooLarge),
            ("99999999999999万元", MoneyError::TooLarge),
            ("92233720368547758.08", MoneyError::TooLarge),
        ] {
            assert_eq!(Money::parse(text), Err(why), "{text}");
        }
    }

    #[test]
    fn amounts_are_shown_in_three_ways() {
        let amount = Money::from_yuan(4_260_000);
        assert_eq!((amount.to_string().as_str(), amount.grouped().as_str()), ("4260000.00", "4,260,000.00"));
        assert_eq!(amount.in_wan(), "426");
        assert_eq!(Money::from_fen(300_050).in_wan(), "0.30005");
        assert_eq!(Money::from_fen(-123_450).grouped(), "-1,234.50");
        assert_eq!(Money::from_fen(i64::MIN).to_string(), "-92233720368547758.08");
    }

    #[test]
    fn a_deposit_of_two_percent_passes_and_a_yuan_more_does_not() {
        // domain.md 12, vector 11
        let (two, budget) = (Ratio::percent(2), Money::from_yuan(1_000_000));
        assert!(Money::from_yuan(20_000).is_within(two, budget));
        assert!(!Money::from_yuan(20_001).is_within(two, budget));
        let (ten, contract) = (Ratio::percent(10), Money::from_yuan(10_000));
        assert!(Money::from_yuan(1_000).is_within(ten, contract));
        assert!(!Money::from_yuan(1_001).is_within(ten, contract), "10.01 %");
    }

    proptest! {
        #[test]
        fn every_amount_reads_back_from_each_of_its_forms(fen in 0..=i64::MAX) {
            let amount = Money::from_fen(fen);
            prop_assert_eq!(Money::parse(&amount.to_string()), Ok(amount));
            prop_assert_eq!(Money::parse(&amount.grouped()), Ok(amount));
            prop_assert_eq!(Money::parse(&format!("{}万元", amount.in_wan())), Ok(amount));
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in ".{0,40}") {
            let _ = Money::parse(&text);
        }
    }
}

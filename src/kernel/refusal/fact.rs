//! Facts in the sentence of a refusal.
use crate::kernel::{
    money::Money,
    time::{Day, Ts},
};
use serde::Serialize;

/// Named facts for a sentence.
pub type Facts = Vec<(&'static str, Fact)>;

/// A fact in a sentence, formatted by the reader's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Fact {
    /// A count.
    Number(i64),
    /// Words.
    Text(String),
    /// An instant.
    At(Ts),
    /// A day.
    Day(Day),
    /// An amount in fen.
    Money(Money),
}

impl From<i64> for Fact {
    fn from(v: i64) -> Self {
        Self::Number(v)
    }
}

impl From<usize> for Fact {
    fn from(v: usize) -> Self {
        Self::Number(i64::try_from(v).unwrap_or(i64::MAX))
    }
}

impl From<&str> for Fact {
    fn from(v: &str) -> Self {
        Self::Text(v.to_owned())
    }
}

impl From<String> for Fact {
    fn from(v: String) -> Self {
        Self::Text(v)
    }
}

impl From<Ts> for Fact {
    fn from(v: Ts) -> Self {
        Self::At(v)
    }
}

impl From<Day> for Fact {
    fn from(v: Day) -> Self {
        Self::Day(v)
    }
}

impl From<Money> for Fact {
    fn from(v: Money) -> Self {
        Self::Money(v)
    }
}

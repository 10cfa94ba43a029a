//! Exact shares: two thirds, two percent, five hundredths of a percent.
use serde::{Deserialize, Serialize};
use std::fmt;

/// A share that is computed with exactly, written `2/3`, `2%` or `0.05%`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ratio {
    over: u32,
    under: u32,
}

/// A text that is no share.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a share such as 2/3 or 2%")]
pub struct RatioError(String);

impl Ratio {
    /// This many percent.
    #[must_use]
    pub const fn percent(n: u16) -> Self {
        Self { over: n as u32, under: 100 }
    }

    /// Numerator and denominator; the denominator is never zero.
    #[must_use]
    pub const fn parts(self) -> (u32, u32) {
        (self.over, self.under)
    }

    /// True when `part` is at least this share of `whole` (experts in a committee, `PR-70`).
    #[must_use]
    pub fn is_reached_by(self, part: u32, whole: u32) -> bool {
        u64::from(part) * u64::from(self.under) >= u64::from(whole) * u64::from(self.over)
    }

    /// True when `part` is not above this share of `whole`.
    #[must_use]
    pub fn covers(self, part: u32, whole: u32) -> bool {
        u64::from(part) * u64::from(self.under) <= u64::from(whole) * u64::from(self.over)
    }

    /// The smallest number of a `whole` that reaches this share.
    #[must_use]
    pub fn least_of(self, whole: u32) -> u32 {
        let least = (u64::from(whole) * u64::from(self.over)).div_ceil(u64::from(self.under));
        u32::try_from(least).unwrap_or(u32::MAX)
    }
}

impl fmt::Display for Ratio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.under {
            100 => write!(f, "{}%", self.over),
            10_000 => write!(f, "{}.{:02}%", self.over / 100, self.over % 100),
            under => write!(f, "{}/{under}", self.over),
        }
    }
}

impl From<Ratio> for String {
    fn from(ratio: Ratio) -> Self {
        ratio.to_string()
    }
}

impl TryFrom<String> for Ratio {
    type Error = RatioError;
    fn try_from(text: String) -> Result<Self, RatioError> {
        text.parse()
    }
}

impl std::str::FromStr for Ratio {
    type Err = RatioError;
    fn from_str(text: &str) -> Result<Self, RatioError> {
        read(text.trim()).ok_or_else(|| RatioError(text.to_owned()))
    }
}

fn read(text: &str) -> Option<Ratio> {
    if let Some((over, under)) = text.split_once('/') {
        let under: u32 = under.trim().parse().ok()?;
        return (under > 0).then_some(Ratio { over: over.trim().parse().ok()?, under });
    }
    let percent = text.strip_suffix('%')?.trim();
    let Some((whole, fraction)) = percent.split_once('.') else {
        return Some(Ratio { over: percent.parse().ok()?, under: 100 });
    };
    let hundredths = match fraction.len() {
        1 => fraction.parse::<u32>().ok()? * 10,
        2 => fraction.parse::<u32>().ok()?,
        _ => return None,
    };
    let over = whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(hundredths)?;
    Some(Ratio { over, under: 10_000 })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shares_read_back_as_written() {
        for text in ["2/3", "2%", "30%", "0.05%", "10.01%"] {
            assert_eq!(text.parse::<Ratio>().unwrap().to_string(), text);
        }
        for text in ["", "2", "1/0", "-1%", "a/b", "1.234%", "%"] {
            assert!(text.parse::<Ratio>().is_err(), "{text}");
        }
    }

    #[test]
    fn two_thirds_of_five_are_four() {
        let two_thirds: Ratio = "2/3".parse().unwrap();
        assert!(!two_thirds.is_reached_by(3, 5) && two_thirds.is_reached_by(4, 5));
        assert_eq!((two_thirds.least_of(5), two_thirds.least_of(6), two_thirds.least_of(7)), (4, 4, 5));
    }
}

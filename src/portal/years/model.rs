//! Nouns of the register through the years.
use crate::{kernel::time::Day, text_enum};

text_enum! {
    /// By what the register is parted.
    #[schema(as = YearsBy)]
    pub enum By {
        /// 按类型.
        Kind = "kind",
        /// 按类别.
        Category = "category",
        /// 按区县.
        Division = "division",
    }
}

text_enum! {
    /// What is counted.
    #[schema(as = YearsMeasure)]
    pub enum Measure {
        /// 年末存续.
        Standing = "standing",
        /// 当年成立.
        Founded = "founded",
        /// 当年终止.
        Ended = "ended",
    }
}

text_enum! {
    /// Of which organizations.
    #[schema(as = YearsScope)]
    pub enum Scope {
        /// 登记和备案.
        All = "all",
        /// 登记.
        Registered = "registered",
        /// 备案.
        Filed = "filed",
    }
}

/// A question.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Asked {
    /// By what.
    pub by: By,
    /// What is counted.
    pub measure: Measure,
    /// Of which.
    pub scope: Scope,
}

/// Organizations that are alike, counted.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Alike {
    pub founded_on: Day,
    /// When they ended; nothing while they are in being.
    pub ended_on: Option<Day>,
    pub kind: String,
    pub category: String,
    pub county: String,
    pub is_registered: bool,
    pub n: i64,
}

/// Years by parts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Table {
    /// Codes of the parts, in the order of the columns.
    pub codes: Vec<String>,
    /// Each year with a number a part, the earliest first.
    pub years: Vec<(i32, Vec<i64>)>,
}

impl Table {
    /// The sum of a year.
    pub(super) fn total(numbers: &[i64]) -> i64 {
        numbers.iter().sum()
    }
}

//! Figures without words: tables of numbers, each with what its rows and columns mean.
use crate::kernel::time::Ts;
use std::collections::BTreeMap;

/// What the figures are narrowed to.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filter {
    /// Only acts of this year; what stands at present is not narrowed by it.
    pub year: Option<i32>,
    /// Only this county, or the city's own level: six digits.
    pub county: Option<String>,
}

/// What a number of a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Measure {
    /// A count.
    Count,
    /// Money in fen.
    Fen,
    /// Time in minutes, shown as hours.
    Minutes,
    /// The share of one column in another, in hundredths of a percent; nothing where the other is zero.
    Share(usize, usize),
}

/// A column of a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its word.
    pub key: &'static str,
    /// What its numbers are.
    pub measure: Measure,
}

/// What the rows of a table are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dimension {
    /// Kinds of organizations.
    Kind,
    /// Fields of organizations.
    Category,
    /// Counties and the city's own level.
    Division,
    /// Years, `2026`.
    Year,
    /// Months, `2026-11`.
    Month,
    /// Procurement procedures.
    Procedure,
    /// Services of the guiding catalogue.
    Service,
    /// Departments that buy.
    Department,
}

impl Dimension {
    /// Its word.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Category => "category",
            Self::Division => "division",
            Self::Year => "year",
            Self::Month => "month",
            Self::Procedure => "procedure",
            Self::Service => "service",
            Self::Department => "department",
        }
    }

    /// Whether its rows follow their codes: time and places do, the rest goes by size.
    pub(super) fn is_ordered(self) -> bool {
        matches!(self, Self::Division | Self::Year | Self::Month)
    }
}

/// How a table is drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Drawing {
    /// Lying bars of one or two columns.
    Bars(&'static [usize]),
    /// Standing bars of one column.
    Columns(usize),
    /// A line of a share, with soft bars of a count behind it.
    Line(usize, usize),
}

/// One table of the city's figures as it is declared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Plan {
    /// Its word, also in addresses.
    pub key: &'static str,
    /// What its rows are.
    pub dimension: Dimension,
    /// Its columns.
    pub columns: &'static [Column],
    /// How it is drawn.
    pub drawing: Drawing,
}

const fn count(key: &'static str) -> Column {
    Column { key, measure: Measure::Count }
}

const STANDING: &[Column] = &[count("registered"), count("filed"), count("organizations")];
const BOUGHT: &[Column] = &[count("contracts"), Column { key: "amount", measure: Measure::Fen }];
const HOURS: Column = Column { key: "hours", measure: Measure::Minutes };

/// Every table, in the order of the page.
pub const PLANS: &[Plan] = &[
    Plan {
        key: "organizations-by-division",
        dimension: Dimension::Division,
        columns: STANDING,
        drawing: Drawing::Bars(&[0, 1]),
    },
    Plan {
        key: "organizations-by-kind",
        dimension: Dimension::Kind,
        columns: &[count("organizations")],
        drawing: Drawing::Bars(&[0]),
    },
    Plan {
        key: "organizations-by-category",
        dimension: Dimension::Category,
        columns: STANDING,
        drawing: Drawing::Bars(&[2]),
    },
    Plan { key: "organizations-by-year", dimension: Dimension::Year, columns: STANDING, drawing: Drawing::Columns(2) },
    Plan { key: "purchases-by-year", dimension: Dimension::Year, columns: BOUGHT, drawing: Drawing::Columns(1) },
    Plan { key: "purchases-by-service", dimension: Dimension::Service, columns: BOUGHT, drawing: Drawing::Bars(&[1]) },
    Plan {
        key: "purchases-by-procedure",
        dimension: Dimension::Procedure,
        columns: BOUGHT,
        drawing: Drawing::Bars(&[1]),
    },
    Plan {
        key: "purchases-by-department",
        dimension: Dimension::Department,
        columns: BOUGHT,
        drawing: Drawing::Bars(&[1]),
    },
    Plan {
        key: "decisions-by-month",
        dimension: Dimension::Month,
        columns: &[count("decided"), count("on_time"), Column { key: "rate", measure: Measure::Share(1, 0) }],
        drawing: Drawing::Line(2, 0),
    },
    Plan {
        key: "volunteers-by-division",
        dimension: Dimension::Division,
        columns: &[count("volunteers"), count("services"), HOURS],
        drawing: Drawing::Bars(&[0]),
    },
    Plan {
        key: "hours-by-month",
        dimension: Dimension::Month,
        columns: &[count("services"), HOURS],
        drawing: Drawing::Columns(1),
    },
    Plan {
        key: "fund-by-year",
        dimension: Dimension::Year,
        columns: &[
            count("gifts"),
            Column { key: "donated", measure: Measure::Fen },
            count("grants"),
            Column { key: "granted", measure: Measure::Fen },
        ],
        drawing: Drawing::Bars(&[1, 3]),
    },
];

/// One row of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Code of the kind, county, month…
    pub code: String,
    /// One number a column.
    pub values: Vec<Option<i64>>,
}

/// A counted table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// What it is.
    pub plan: &'static Plan,
    /// Its rows.
    pub lines: Vec<Line>,
    /// Its sums.
    pub total: Vec<Option<i64>>,
}

/// The main figures; each is the total of the tables of its kind.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figures {
    /// Registered organizations in being.
    pub registered: i64,
    /// Filed community organizations in being.
    pub filed: i64,
    /// Published contracts, without practice purchases.
    pub contracts: i64,
    /// What they are worth, in fen.
    pub amount: i64,
    /// Decisions on applications for registration.
    pub decided: i64,
    /// Those given by the promised day (`SO-72`).
    pub on_time: i64,
    /// Volunteers on the roll.
    pub volunteers: i64,
    /// Confirmed minutes of service.
    pub minutes: i64,
    /// Given to the development fund and not given back, in fen.
    pub donated: i64,
    /// Granted from it, in fen.
    pub granted: i64,
}

impl Figures {
    /// The on-time rate in hundredths of a percent; nothing before the first decision.
    #[must_use]
    pub fn rate(&self) -> Option<i64> {
        share(self.on_time, self.decided)
    }
}

/// One number in another, in hundredths of a percent, rounded to the nearest; nothing where the other is zero.
#[must_use]
pub fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 20_000 + whole) / (2 * whole))
}

/// Everything counted in one reading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Facts {
    /// What it is narrowed to.
    pub filter: Filter,
    /// The main figures.
    pub figures: Figures,
    /// The tables, in the order of [`PLANS`].
    pub tables: Vec<Table>,
    /// Names of departments by code, Chinese and English.
    pub departments: BTreeMap<String, (String, String)>,
    /// Years in which something happened, the newest first.
    pub years: Vec<i32>,
    /// When it was counted.
    pub counted_at: Ts,
}

impl Facts {
    /// A table by its word.
    #[must_use]
    pub fn table(&self, key: &str) -> Option<&Table> {
        self.tables.iter().find(|t| t.plan.key == key)
    }
}

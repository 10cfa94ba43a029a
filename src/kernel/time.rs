//! Instants and days. Instants are UTC with microseconds, as both databases keep them; days are Beijing days.
use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, SubsecRound, TimeDelta, Utc};
use diesel::{
    backend::Backend,
    deserialize::{self, FromSql, FromSqlRow},
    expression::AsExpression,
    serialize::{self, Output, ToSql},
    sql_types::Timestamp,
};
use serde::{Deserialize, Serialize};

/// A Beijing calendar day 日.
pub type Day = NaiveDate;

/// An instant in UTC, cut to microseconds. Stored as `TIMESTAMP`; written as RFC 3339 with `Z` in JSON.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, Serialize, Deserialize,
)]
#[diesel(sql_type = Timestamp)]
#[serde(from = "DateTime<Utc>", into = "DateTime<Utc>")]
pub struct Ts(NaiveDateTime);

impl From<DateTime<Utc>> for Ts {
    fn from(at: DateTime<Utc>) -> Self {
        Self::new(at)
    }
}

impl From<Ts> for DateTime<Utc> {
    fn from(at: Ts) -> Self {
        at.utc()
    }
}

/// Asia/Shanghai, eight hours ahead of UTC and without daylight saving (`domain.md` 10.8).
#[must_use]
#[expect(clippy::expect_used, reason = "a constant")]
pub fn beijing() -> FixedOffset {
    FixedOffset::east_opt(8 * 3600).expect("eight hours are a valid offset")
}

impl Ts {
    /// The instant, cut to microseconds.
    #[must_use]
    pub fn new(at: DateTime<Utc>) -> Self {
        Self(at.trunc_subsecs(6).naive_utc())
    }

    /// The same instant as chrono knows it.
    #[must_use]
    pub fn utc(self) -> DateTime<Utc> {
        self.0.and_utc()
    }

    /// The instant on Beijing clocks.
    #[must_use]
    pub fn local(self) -> DateTime<FixedOffset> {
        self.utc().with_timezone(&beijing())
    }

    /// The Beijing day this instant falls on.
    #[must_use]
    pub fn day(self) -> Day {
        self.local().date_naive()
    }

    /// Midnight at which the Beijing day begins.
    #[must_use]
    pub fn start_of(day: Day) -> Self {
        Self::from_local(day.and_time(chrono::NaiveTime::MIN))
    }

    /// The first instant after the Beijing day: a period that ends "on" a day ends before this (民法典 art. 203).
    #[must_use]
    pub fn end_of(day: Day) -> Self {
        Self::start_of(day.succ_opt().unwrap_or(day))
    }

    /// The instant at which Beijing clocks show `local`.
    #[must_use]
    pub fn from_local(local: NaiveDateTime) -> Self {
        Self::new((local - TimeDelta::hours(8)).and_utc())
    }

    /// RFC 3339 in Beijing time, as `<time datetime>` wants it.
    #[must_use]
    pub fn iso_local(self) -> String {
        self.local().format("%Y-%m-%dT%H:%M:%S%:z").to_string()
    }
}

impl std::ops::Add<TimeDelta> for Ts {
    type Output = Self;
    fn add(self, d: TimeDelta) -> Self {
        Self(self.0 + d)
    }
}

impl std::ops::Sub<TimeDelta> for Ts {
    type Output = Self;
    fn sub(self, d: TimeDelta) -> Self {
        Self(self.0 - d)
    }
}

impl std::ops::Sub for Ts {
    type Output = TimeDelta;
    fn sub(self, other: Self) -> TimeDelta {
        self.0 - other.0
    }
}

impl std::str::FromStr for Ts {
    type Err = chrono::ParseError;
    fn from_str(s: &str) -> Result<Self, Self::Err> {
        Ok(Self::new(DateTime::parse_from_rfc3339(s)?.with_timezone(&Utc)))
    }
}

impl<DB> ToSql<Timestamp, DB> for Ts
where
    DB: Backend,
    NaiveDateTime: ToSql<Timestamp, DB>,
{
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, DB>) -> serialize::Result {
        self.0.to_sql(out)
    }
}

impl<DB> FromSql<Timestamp, DB> for Ts
where
    DB: Backend,
    NaiveDateTime: FromSql<Timestamp, DB>,
{
    fn from_sql(raw: DB::RawValue<'_>) -> deserialize::Result<Self> {
        NaiveDateTime::from_sql(raw).map(|at| Self::new(at.and_utc()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beijing_day_begins_at_sixteen_hours_utc_of_the_day_before() {
        let day = Day::from_ymd_opt(2026, 11, 23).unwrap();
        assert_eq!(Ts::start_of(day), "2026-11-22T16:00:00Z".parse().unwrap());
        assert_eq!(Ts::end_of(day) - TimeDelta::microseconds(1), "2026-11-23T15:59:59.999999Z".parse().unwrap());
        assert_eq!(Ts::start_of(day).day(), day);
    }
}

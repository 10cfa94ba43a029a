//! Who may join, and how many stars hours make (`VO-20`, `VO-21`, `domain.md` 5.6).
use crate::{
    kernel::{
        identity::age_on,
        refusal::{Code, Reason, Reasons, Result},
        time::Day,
    },
    platform::rulebook::Rulebook,
};
use chrono::{Datelike, Months};

/// Ages the rulebook sets for a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AgeLimits {
    /// Youngest age on the roll.
    pub least: u8,
    /// Below this a guardian consents.
    pub guardian_below: u8,
    /// Youngest age for dangerous activity.
    pub dangerous: u8,
}

impl AgeLimits {
    /// The limits valid on a day.
    ///
    /// # Errors
    /// A fault when the rulebook lacks a parameter.
    pub fn on(rules: &Rulebook, day: Day) -> Result<Self> {
        let age = |key: &str| -> Result<u8> { Ok(u8::try_from(rules.count(key, day)?).unwrap_or(u8::MAX)) };
        Ok(Self {
            least: age("vol.min_age")?,
            guardian_below: age("vol.guardian_below")?,
            dangerous: age("vol.danger_min")?,
        })
    }
}

/// Whether somebody may join: old enough, and with a guardian's consent where the law asks for it (`VO-20`, `VO-21`).
///
/// # Errors
/// [`Code::VolunteerTooYoung`], [`Code::GuardianNeeded`].
pub(super) fn may_join(born: Day, today: Day, has_guardian: bool, limits: AgeLimits) -> Result<()> {
    let age = age_on(born, today);
    let mut no = Reasons::default();
    no.require(
        age >= limits.least,
        Reason::from(Code::VolunteerTooYoung).with("least", i64::from(limits.least)).with("age", i64::from(age)),
    );
    no.require(
        age >= limits.guardian_below || has_guardian,
        Reason::from(Code::GuardianNeeded).with("below", i64::from(limits.guardian_below)),
    );
    no.done()
}

/// Age on a day of somebody of whom only the birth month is kept: the younger of the two possible ages.
#[must_use]
pub fn age_in_month(birth_month: Day, day: Day) -> u8 {
    age_on(end_of_month(birth_month), day)
}

/// The last day of the month a day lies in.
pub(super) fn end_of_month(day: Day) -> Day {
    day.with_day(1).and_then(|d| d.checked_add_months(Months::new(1))).and_then(|d| d.pred_opt()).unwrap_or(day)
}

/// Stars that effective minutes make; the boundary is inclusive and nobody types stars in (`domain.md` 5.6).
#[must_use]
pub fn stars(minutes: i64, hours: &[u32]) -> usize {
    hours.iter().filter(|h| minutes >= i64::from(**h) * 60).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: AgeLimits = AgeLimits { least: 14, guardian_below: 18, dangerous: 18 };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn ninety_nine_and_a_half_hours_make_no_star_and_one_hundred_make_one() {
        let table = [100, 300, 600, 1000, 1500];
        assert_eq!(stars(99 * 60 + 30, &table), 0); // domain.md 12, 16
        assert_eq!(stars(100 * 60, &table), 1);
        assert_eq!(stars(1500 * 60, &table), 5);
    }

    #[test]
    fn thirteen_without_a_guardian_is_blocked_for_both_reasons() {
        let e = may_join(day("2013-01-01"), day("2026-11-23"), false, LIMITS).unwrap_err(); // domain.md 12, 16
        assert!(e.has(Code::VolunteerTooYoung) && e.has(Code::GuardianNeeded));
    }

    #[test]
    fn from_fourteen_with_a_guardian_and_from_eighteen_without() {
        let today = day("2026-11-23");
        assert!(may_join(day("2012-11-23"), today, true, LIMITS).is_ok());
        assert!(may_join(day("2012-11-24"), today, true, LIMITS).unwrap_err().has(Code::VolunteerTooYoung));
        assert!(may_join(day("2008-11-23"), today, false, LIMITS).is_ok());
        assert!(may_join(day("2008-11-24"), today, false, LIMITS).unwrap_err().has(Code::GuardianNeeded));
    }

    #[test]
    fn of_two_possible_ages_the_younger_counts() {
        assert_eq!(age_in_month(day("2008-11-01"), day("2026-11-23")), 17);
        assert_eq!(age_in_month(day("2008-11-01"), day("2026-11-30")), 18);
    }
}

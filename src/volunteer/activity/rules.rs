//! What an activity needs before it is published and before anybody is put to work (`VO-10`–`VO-12`).
use super::model::{Activity, ActivityState, Insurance, Notice};
use crate::{
    kernel::{
        refusal::{Code, Reason, Reasons, Result},
        time::{Day, Ts},
    },
    volunteer::person::{AgeLimits, age_in_month},
};
use chrono::TimeDelta;

/// The longest an activity may be; a longer one is several.
const LONGEST: TimeDelta = TimeDelta::hours(24);

/// Whether the times of a notice make sense and a dangerous activity is for adults only.
pub(super) fn may_write(notice: &Notice, now: Ts, ages: AgeLimits) -> Result<()> {
    let mut no = Reasons::default();
    no.require(notice.starts_at > now, Code::ActivityInPast);
    let length = notice.ends_at - notice.starts_at;
    no.require(length > TimeDelta::zero() && length <= LONGEST, Code::ActivityTimes);
    no.require(notice.sign_up_until <= notice.starts_at, Code::SignUpAfterStart);
    no.require(
        notice.min_age >= i64::from(ages.least),
        Reason::from(Code::AgeTooLow).with("least", i64::from(ages.least)),
    );
    no.require(
        !notice.is_dangerous || notice.min_age >= i64::from(ages.dangerous),
        Reason::from(Code::DangerNeedsAdults).with("least", i64::from(ages.dangerous)),
    );
    no.done()
}

/// Whether the accident insurance covers a day: a policy number, and a period around the day (`VO-12`).
#[must_use]
pub fn insurance_covers(insurance: &Insurance, day: Day) -> bool {
    !insurance.policy.is_empty()
        && insurance.from.is_some_and(|from| from <= day)
        && insurance.to.is_some_and(|to| day <= to)
}

/// Whether somebody may sign up now.
pub(super) fn may_sign_up(activity: &Activity, birth_month: Option<Day>, now: Ts) -> Result<()> {
    let mut no = Reasons::default();
    no.require(
        activity.state == ActivityState::Open && now <= activity.sign_up_until,
        Reason::from(Code::SignUpClosed).with("until", activity.sign_up_until),
    );
    let age = birth_month.map_or(0, |m| age_in_month(m, activity.starts_at.day()));
    no.require(i64::from(age) >= activity.min_age, Reason::from(Code::TooYoungForThis).with("least", activity.min_age));
    no.done()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn insurance_counts_with_a_policy_and_on_its_days_only() {
        let day = |t: &str| -> Day { t.parse().unwrap() };
        let good = Insurance { policy: "PA-1".into(), from: Some(day("2026-11-01")), to: Some(day("2026-11-30")) };
        assert!(insurance_covers(&good, day("2026-11-30")));
        assert!(!insurance_covers(&good, day("2026-12-01")));
        assert!(!insurance_covers(&Insurance { policy: String::new(), ..good.clone() }, day("2026-11-10")));
        assert!(!insurance_covers(&Insurance { to: None, ..good }, day("2026-11-10")));
    }
}

//! Decisions on acceptance and evaluation.
use super::model::{PerformanceGrade, Points, Verdict};
use crate::kernel::{
    calendar::Calendar,
    money::Money,
    period::Period,
    refusal::{Code, Reason, Reasons, Result},
    time::{Day, Ts},
};

/// Whether a verdict is whole: not above the milestone's sum, and with the opinion of service users where the public is
/// served (`PR-103`).
///
/// # Errors
/// Every reason at once.
pub fn check_verdict(verdict: &Verdict, milestone: Money, is_public_service: bool) -> Result<()> {
    let mut r = Reasons::default();
    r.require(verdict.value <= milestone, Reason::from(Code::AcceptedTooMuch).with("most", milestone));
    let heard = verdict.users_asked > 0 && !verdict.users_summary.is_empty();
    r.require(!is_public_service || heard, Code::UsersNotAsked);
    r.require((0..=verdict.users_asked).contains(&verdict.users_satisfied), Code::UsersMiscounted);
    r.done()
}

/// The last day for paying an accepted milestone (`PR-64`): ten working days by the procedure's period.
#[must_use]
pub fn pay_by(payment: Period, calendar: &Calendar, accepted: Ts) -> Day {
    payment.last_day(calendar, accepted.day())
}

/// Weights of output, benefit, satisfaction in percent, after 财预〔2020〕10号 without the share of budget execution.
pub const WEIGHTS: [i64; 3] = [60, 30, 10];

/// The score of an evaluation, rounded half up.
#[must_use]
pub fn score(points: &Points) -> i64 {
    let parts = [points.output, points.benefit, points.satisfaction];
    (parts.iter().zip(WEIGHTS).map(|(p, w)| p * w).sum::<i64>() + 50) / 100
}

/// The grade of a score by the least scores of 优, 良, 中 (`PR-105`).
#[must_use]
pub fn grade(score: i64, bands: &[u32]) -> PerformanceGrade {
    use PerformanceGrade::{Excellent, Fair, Good, Poor};
    let reached = |n: usize| bands.get(n).is_some_and(|least| score >= i64::from(*least));
    match () {
        () if reached(0) => Excellent,
        () if reached(1) => Good,
        () if reached(2) => Fair,
        () => Poor,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::rulebook::Rulebook;

    fn verdict(value: i64, asked: i64, satisfied: i64) -> Verdict {
        Verdict {
            value: Money::from_fen(value),
            findings: "合格".into(),
            users_asked: asked,
            users_satisfied: satisfied,
            users_summary: if asked > 0 { "普遍满意".into() } else { String::new() },
        }
    }

    #[test]
    fn a_public_service_is_not_accepted_without_its_users_pr_103() {
        let whole = Money::from_fen(100);
        assert!(check_verdict(&verdict(100, 0, 0), whole, true).unwrap_err().has(Code::UsersNotAsked));
        assert!(check_verdict(&verdict(100, 0, 0), whole, false).is_ok());
        assert!(check_verdict(&verdict(100, 20, 19), whole, true).is_ok());
        assert!(check_verdict(&verdict(100, 20, 21), whole, true).unwrap_err().has(Code::UsersMiscounted));
        assert!(check_verdict(&verdict(101, 20, 19), whole, true).unwrap_err().has(Code::AcceptedTooMuch));
    }

    #[test]
    fn grades_begin_where_pr_105_says() {
        let bands = [90, 80, 60];
        let grades = [90, 89, 80, 79, 60, 59].map(|s| grade(s, &bands).word());
        assert_eq!(grades, ["excellent", "good", "good", "fair", "fair", "poor"]);
        let points = Points { output: 92, benefit: 88, satisfaction: 86, comment: String::new() };
        assert_eq!(score(&points), 90, "60 % of 92, 30 % of 88, 10 % of 86 are 90.2");
    }

    #[test]
    fn ten_working_days_for_paying_pr_64() {
        let book = Rulebook::load(None).unwrap();
        let accepted: Ts = "2026-11-23T02:00:00Z".parse().unwrap();
        let period = book.period("proc.payment", accepted.day()).unwrap();
        assert_eq!(pay_by(period, book.calendar(), accepted).to_string(), "2026-12-07");
    }
}

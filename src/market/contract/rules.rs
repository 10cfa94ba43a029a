//! Decisions on contracts; nothing here reads a database or a clock.
use super::model::{Contract, Draft, DraftSupplement};
use crate::{
    kernel::{
        calendar::Calendar,
        money::Money,
        ratio::Ratio,
        refusal::{Code, Reason, Reasons, Result},
        time::{Day, Ts},
    },
    platform::rulebook::{ContractRule, Procedure},
};

/// The days by which a contract must be signed, published and filed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Timeline {
    /// Last day for signing (`PR-45`).
    pub sign_by: Day,
    /// Last day for publication, once signed (`PR-46`).
    pub publish_by: Option<Day>,
    /// Last day for the copy to finance, once signed (`PR-47`).
    pub file_by: Option<Day>,
}

/// Every limit of a contract, from the award notice and, once there is one, the signing.
#[must_use]
pub fn timeline(profile: &Procedure, calendar: &Calendar, awarded: Ts, signed: Option<Ts>) -> Timeline {
    let periods = &profile.periods;
    Timeline {
        sign_by: periods.contract_sign.last_day(calendar, awarded.day()),
        publish_by: signed.map(|at| periods.contract_publish.last_day(calendar, at.day())),
        file_by: signed.map(|at| periods.contract_file.last_day(calendar, at.day())),
    }
}

/// Whether a signing on this day breaks the limit (`PR-45`): the 31st day does.
#[must_use]
pub fn is_late(sign_by: Day, signed: Ts) -> bool {
    signed.day() > sign_by
}

/// What the plan allows a contract to be.
#[derive(Debug, Clone, Copy)]
pub struct Allowed<'a> {
    /// Usual and longest length.
    pub length: &'a ContractRule,
    /// Whether the item is stable and continuous with an assured budget, so that the longest applies.
    pub is_continuous: bool,
}

/// Whether a draft agrees with the award and the law: the milestones add up to the award (`PR-100`), lie within the period,
/// and the period is not too long (`PR-14`).
///
/// # Errors
/// Every reason at once.
pub fn check_draft(draft: &Draft, award: Money, allowed: Allowed) -> Result<()> {
    let mut r = Reasons::default();
    let limit = if allowed.is_continuous { allowed.length.longest } else { allowed.length.usual };
    r.require(draft.ends_on > draft.starts_on, Code::ContractDays);
    r.require(
        ContractRule::fits(limit, draft.starts_on, draft.ends_on),
        Reason::from(Code::ContractTooLong).with("limit", i64::from(limit.value)),
    );
    let sum = Money::total(draft.milestones.iter().map(|m| m.amount));
    r.require(
        sum == Some(award),
        Reason::from(Code::MilestonesSum).with("sum", sum.unwrap_or(Money::ZERO)).with("award", award),
    );
    let inside = |day: Day| day >= draft.starts_on && day <= draft.ends_on;
    r.require(draft.milestones.iter().all(|m| inside(m.due_on)), Code::MilestoneOutside);
    r.require(draft.milestones.is_sorted_by_key(|m| m.due_on), Code::MilestonesOrder);
    r.done()
}

/// Whether a supplement fits: all supplements together at most a tenth of the original (Law art. 49), within the period.
///
/// # Errors
/// Every reason at once.
pub fn check_supplement(contract: &Contract, open: Money, draft: &DraftSupplement, most: Ratio) -> Result<()> {
    let mut r = Reasons::default();
    let together = Money::total([contract.supplemented, open, draft.amount]);
    r.require(
        together.is_some_and(|sum| sum.is_within(most, contract.amount)),
        Reason::from(Code::SupplementsTooMuch).with("amount", contract.amount),
    );
    r.require(draft.due_on >= contract.starts_on && draft.due_on <= contract.ends_on, Code::MilestoneOutside);
    r.done()
}

#[cfg(test)]
mod tests {
    use super::super::model::{Body, DraftMilestone};
    use super::*;
    use crate::platform::rulebook::Rulebook;
    use proptest::prelude::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn draft(from: &str, to: &str, sums: &[i64]) -> Draft {
        let milestone =
            |&fen: &i64| DraftMilestone { title: "阶段".into(), due_on: day(to), amount: Money::from_fen(fen) };
        Draft {
            starts_on: day(from),
            ends_on: day(to),
            body: Body::default(),
            milestones: sums.iter().map(milestone).collect(),
        }
    }

    fn profile() -> std::sync::Arc<Procedure> {
        let book = Rulebook::load(None).unwrap();
        book.procedures(day("2026-11-23")).into_iter().find(|p| !p.simulated).unwrap()
    }

    #[test]
    fn a_contract_signed_on_the_thirty_first_day_is_flagged_12_12() {
        let book = Rulebook::load(None).unwrap();
        let profile = profile();
        let awarded: Ts = "2026-08-03T02:00:00Z".parse().unwrap();
        let t = timeline(&profile, book.calendar(), awarded, None);
        assert_eq!(t.sign_by, day("2026-09-02"), "PR-45: thirty days, the first not counted");
        assert!(!is_late(t.sign_by, "2026-09-02T15:59:59Z".parse().unwrap()));
        assert!(is_late(t.sign_by, "2026-09-02T16:00:00Z".parse().unwrap()), "Beijing's 3 September is the 31st day");
    }

    #[test]
    fn publication_and_filing_follow_the_signing_pr_46_pr_47() {
        let book = Rulebook::load(None).unwrap();
        let signed: Ts = "2026-11-20T03:00:00Z".parse().unwrap();
        let t = timeline(&profile(), book.calendar(), signed, Some(signed));
        assert_eq!(t.publish_by, Some(day("2026-11-24")), "Friday plus two working days");
        assert_eq!(t.file_by, Some(day("2026-12-01")));
    }

    #[test]
    fn thirty_seven_months_are_refused_even_where_three_years_are_allowed_12_12() {
        let profile = profile();
        let long = Allowed { length: &profile.contract, is_continuous: true };
        let usual = Allowed { length: &profile.contract, is_continuous: false };
        let award = Money::from_fen(100);
        let refused = |from, to, allowed| check_draft(&draft(from, to, &[100]), award, allowed).unwrap_err();
        assert!(refused("2027-01-01", "2030-01-31", long).has(Code::ContractTooLong));
        assert!(check_draft(&draft("2027-01-01", "2029-12-31", &[100]), award, long).is_ok());
        assert!(refused("2027-01-01", "2028-01-01", usual).has(Code::ContractTooLong), "a year and a day");
        assert!(check_draft(&draft("2027-01-01", "2027-12-31", &[100]), award, usual).is_ok());
    }

    proptest! {
        #[test]
        fn milestones_must_add_up_to_the_award_exactly(sums in prop::collection::vec(1i64..1_000_000_000, 1..12), off in -3i64..=3) {
            let profile = profile();
            let allowed = Allowed { length: &profile.contract, is_continuous: false };
            let award = Money::from_fen(sums.iter().sum::<i64>() + off);
            let checked = check_draft(&draft("2027-01-01", "2027-06-30", &sums), award, allowed);
            prop_assert_eq!(checked.is_ok(), off == 0);
        }
    }
}

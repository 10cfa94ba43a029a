//! The random draw of experts: anyone with the seed and the pool draws the same committee again (`PR-72`).
use crate::kernel::{
    actor::{AccountId, OrganizationId},
    time::Day,
};
use chrono::Months;
use sha2::{Digest, Sha256};

/// The pool in the order of the draw: by SHA-256 of seed and account, smallest first. Whoever withdraws is followed by
/// the next in this order.
#[must_use]
pub fn order(seed: &[u8], pool: &[AccountId]) -> Vec<AccountId> {
    let mut drawn: Vec<([u8; 32], AccountId)> =
        pool.iter().map(|account| (ticket(seed, account.0), *account)).collect();
    drawn.sort_unstable();
    drawn.dedup();
    drawn.into_iter().map(|(_, account)| account).collect()
}

/// The number that a seed gives to an id.
pub(crate) fn ticket(seed: &[u8], id: i64) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(b"shanzhi/draw/1\0");
    hash.update(seed);
    hash.update(id.to_be_bytes());
    hash.finalize().into()
}

/// What ties a person to an organization (`PR-90`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tie {
    /// The organization.
    pub organization: OrganizationId,
    /// The last day of the relation; nothing while it lasts.
    pub until: Option<Day>,
}

/// Whether the tie forces a reviewer to withdraw from a purchase on this day: it lasts, or ended within `years` before.
#[must_use]
pub fn binds(tie: Tie, bidders: &[OrganizationId], today: Day, years: u32) -> bool {
    let recent = |until: Day| until.checked_add_months(Months::new(years * 12)).is_none_or(|free| today <= free);
    bidders.contains(&tie.organization) && tie.until.is_none_or(recent)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    #[test]
    fn a_council_member_withdraws_for_three_years_and_not_a_day_longer() {
        // domain.md 12, vector 14
        let (today, org) = (day("2026-11-23"), OrganizationId(7));
        let until = |text| Tie { organization: org, until: Some(day(text)) };
        assert!(binds(until("2023-12-23"), &[org], today, 3), "2 years 11 months ago");
        assert!(binds(until("2023-11-23"), &[org], today, 3), "3 years ago to the day");
        assert!(!binds(until("2023-11-22"), &[org], today, 3), "3 years and 1 day ago");
        assert!(binds(Tie { organization: org, until: None }, &[org], today, 3));
        assert!(!binds(Tie { organization: org, until: None }, &[OrganizationId(8)], today, 3));
    }

    #[test]
    fn the_same_seed_draws_the_same_experts_whatever_the_order_of_the_pool() {
        let pool: Vec<AccountId> = (1..=9).map(AccountId).collect();
        let back: Vec<AccountId> = pool.iter().rev().copied().collect();
        let drawn = order(b"seed", &pool);
        assert_eq!(drawn, order(b"seed", &back));
        assert_eq!(drawn.len(), 9);
        assert_ne!(drawn, order(b"other", &pool));
    }

    #[test]
    fn every_expert_is_about_as_likely_to_be_drawn() {
        let pool: Vec<AccountId> = (1..=10).map(AccountId).collect();
        let mut first = [0; 10];
        for n in 0..2000u32 {
            let drawn = order(&n.to_be_bytes(), &pool);
            first[usize::try_from(drawn[0].0 - 1).unwrap()] += 1;
        }
        assert!(first.iter().all(|n| (120..=290).contains(n)), "{first:?}");
    }
}

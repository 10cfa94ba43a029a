//! Pure decisions about random inspection: the draw itself, which anyone can repeat, and its days.
use super::model::{Inspection, InspectionState};
use crate::kernel::{
    refusal::{Code, Reason, Result},
    time::Day,
};
use sha2::{Digest, Sha256};

/// SHA-256 of a text, in lower-case hexadecimal; `printf %s TEXT | sha256sum` says the same.
#[must_use]
pub fn digest(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

/// The digest of a list of codes: a line each, in order.
#[must_use]
pub fn digest_of(codes: &[String]) -> String {
    digest(&codes.iter().fold(String::new(), |all, code| all + code + "\n"))
}

/// The drawing number of an organization: `SHA-256(seed:code)`.
#[must_use]
pub fn lot(seed: &str, code: &str) -> String {
    digest(&format!("{seed}:{code}"))
}

/// The organizations drawn: those with the smallest drawing numbers, in that order.
#[must_use]
pub fn sample(seed: &str, codes: &[String], n: usize) -> Vec<String> {
    let mut all: Vec<(String, &String)> = codes.iter().map(|code| (lot(seed, code), code)).collect();
    all.sort();
    all.into_iter().take(n).map(|(_, code)| code.clone()).collect()
}

/// The two officers for an organization: those with the smallest `SHA-256(seed:code:number)` among the numbers of the
/// roster, from 1, that are not barred.
#[must_use]
pub fn officers(seed: &str, code: &str, roster: usize, barred: &[usize]) -> Option<(usize, usize)> {
    let numbers = (1..=roster).filter(|n| !barred.contains(n));
    let mut all: Vec<(String, usize)> = numbers.map(|n| (digest(&format!("{seed}:{code}:{n}")), n)).collect();
    all.sort();
    match all.as_slice() {
        [(_, first), (_, second), ..] => Some((*first, *second)),
        _ => None,
    }
}

/// Whether a draw may be announced: two officers at least, and no more organizations than there are.
pub(super) fn may_announce(roster: usize, population: usize, wanted: usize) -> Result<()> {
    if roster < 2 {
        return Err(Code::TwoOfficers.into());
    }
    if wanted > population {
        return Err(Reason::from(Code::SampleTooLarge).with("most", population).into());
    }
    Ok(())
}

/// Whether the day to put something right was missed.
pub(super) fn is_overdue(i: &Inspection, today: Day) -> bool {
    i.state == InspectionState::Rectifying && i.rectify_by.is_some_and(|day| today > day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn codes(n: usize) -> Vec<String> {
        (0..n).map(|i| format!("52510900XXXX{i:05}L")).collect()
    }

    #[test]
    fn the_same_seed_draws_the_same_and_the_numbers_are_those_of_sha256sum_so_118() {
        // printf %s a:b | sha256sum
        assert_eq!(lot("a", "b"), "6783a31eabf68ccc0660f935c0826282bdd2241f3a80a9f2d10d59aea9ebb5d8");
        assert_eq!(digest("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        let drawn = sample("lotus", &codes(50), 5);
        assert_eq!(drawn, sample("lotus", &codes(50), 5));
        let mut turned = codes(50);
        turned.reverse();
        assert_eq!(drawn, sample("lotus", &turned, 5), "the order of the list changes nothing");
        assert_ne!(drawn, sample("river", &codes(50), 5));
    }

    #[test]
    fn two_different_officers_are_drawn_and_a_barred_one_never() {
        assert_eq!(officers("s", "c", 1, &[]), None);
        assert_eq!(officers("s", "c", 2, &[1]), None);
        for code in codes(200) {
            let (a, b) = officers("s", &code, 4, &[3]).unwrap();
            assert!(a != b && a != 3 && b != 3 && (1..=4).contains(&a) && (1..=4).contains(&b));
        }
    }

    #[test]
    fn no_draw_without_two_officers_or_beyond_the_list() {
        assert!(may_announce(1, 10, 2).unwrap_err().has(Code::TwoOfficers));
        assert!(may_announce(2, 10, 11).unwrap_err().has(Code::SampleTooLarge));
        assert!(may_announce(2, 10, 10).is_ok());
    }

    proptest! {
        #[test]
        fn a_draw_takes_distinct_members_of_the_list(seed in ".{0,40}", all in 0usize..80, n in 0usize..100) {
            let list = codes(all);
            let drawn = sample(&seed, &list, n);
            prop_assert_eq!(drawn.len(), n.min(all));
            let distinct: std::collections::BTreeSet<_> = drawn.iter().collect();
            prop_assert_eq!(distinct.len(), drawn.len());
            prop_assert!(drawn.iter().all(|c| list.contains(c)));
        }
    }
}

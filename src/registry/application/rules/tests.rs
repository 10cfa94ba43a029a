//! Vectors of `domain.md` 12.1–12.4.
use super::*;
use crate::{
    kernel::{division::DivisionCode, money::Money},
    platform::rulebook::{Founding, Rulebook, ThresholdQuery},
};

fn book() -> Rulebook {
    Rulebook::load(None).unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn short_of(kind: &str, is_community: bool, check: impl Fn(&Thresholds) -> Option<ThresholdFault>) -> bool {
    let today = day("2026-11-23");
    let authority: DivisionCode = "510900".parse().unwrap();
    let rules = book().kind(kind, today).unwrap();
    let query = ThresholdQuery {
        authority: &authority,
        category: "community",
        form: "legal_person",
        community: is_community,
        day: today,
    };
    check(rules.thresholds(&query).unwrap()).is_some()
}

#[test]
fn members_of_an_association_are_counted_as_12_1_says() {
    let short = |individuals, units| short_of("association", false, |t| t.check_members(individuals, units));
    assert!(short(49, 0) && !short(50, 0));
    assert!(short(0, 29) && !short(0, 30));
    assert!(short(20, 29) && !short(21, 29));
}

#[test]
fn capital_thresholds_hold_to_the_yuan_12_2() {
    let short = |kind, community, yuan| short_of(kind, community, |t| t.check_capital(Money::from_yuan(yuan)));
    assert!(short("association", false, 29_999) && !short("association", false, 30_000));
    assert!(short("service", true, 2_999) && !short("service", true, 3_000));
}

#[test]
fn the_notice_is_due_on_the_fifth_working_day_12_3() {
    let book = book();
    let received: Ts = "2026-02-12T06:00:00Z".parse().unwrap();
    assert_eq!(notice_due(Period::working_days(5), book.calendar(), received), day("2026-02-26"));
}

#[test]
fn the_statutory_limit_runs_in_calendar_days_and_the_promise_never_passes_it_12_4() {
    let book = book();
    let rules = book.kind("service", day("2026-09-18")).unwrap();
    let limits = limits(&rules.decision_time(Founding::default()), book.calendar(), day("2026-09-18"));
    assert_eq!(limits.statutory, day("2026-11-17"));
    assert!(limits.promised <= limits.statutory);
}

#[test]
fn the_founding_of_a_charity_is_decided_in_thirty_days_and_with_the_ministry_in_sixty_more_so_65() {
    let book = book();
    let rules = book.kind("service", day("2026-09-18")).unwrap();
    let time = rules.decision_time(Founding { is_charity: true, is_by_statute: false });
    let of = |more| limits_with(&time, book.calendar(), day("2026-09-18"), &[], more);
    assert_eq!(of(None).statutory, day("2026-10-19"));
    let head = of(Some(More::Promised(Period::working_days(10))));
    assert_eq!(head, Limits { promised: day("2026-10-19"), statutory: day("2026-10-19") });
    let ministry = of(Some(More::ByLaw(Period::days(60))));
    assert_eq!(ministry, Limits { promised: day("2026-12-18"), statutory: day("2026-12-18") });
}

#[test]
fn a_legal_person_by_statute_gets_its_certificate_within_thirty_days_of_receipt_so_64() {
    let book = book();
    let rules = book.kind("association", day("2026-09-18")).unwrap();
    let time = rules.decision_time(Founding { is_charity: true, is_by_statute: true });
    assert!(time.is_from_receipt);
    assert_eq!(limits(&time, book.calendar(), day("2026-09-18")).statutory, day("2026-10-19"));
    // No other kind knows such bodies.
    let service = book.kind("service", day("2026-09-18")).unwrap();
    assert!(!service.decision_time(Founding { is_charity: false, is_by_statute: true }).is_from_receipt);
}

//! Vectors of `domain.md` 12 about tenders.
use super::*;
use crate::{
    market::tender::model::{DraftCriterion, Terms},
    platform::rulebook::Rulebook,
};
use std::sync::{Arc, LazyLock};

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::load(None).unwrap());

fn at(text: &str) -> Ts {
    Ts::from_local(format!("{text}T17:00:00").parse().unwrap())
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn procedure(key: &str) -> Arc<Procedure> {
    BOOK.procedure(key, day("2026-09-01")).unwrap()
}

fn draft(closes_at: Ts, price_points: i64) -> Draft {
    let one = DraftCriterion {
        title: "方案".into(),
        description: "响应时限每缩短一小时加一分".into(),
        max_points: WHOLE - price_points,
        is_objective: false,
    };
    Draft {
        plan_line: "p".into(),
        procedure: String::new(),
        title: "居家养老上门服务".into(),
        summary: "一句话".into(),
        need: "需求".into(),
        division: "510903".into(),
        budget: Money::from_yuan(1_000_000),
        ceiling: None,
        questions_until: None,
        closes_at,
        terms: Terms { ground: "service_purchase".into(), contract_months: 12, ..Terms::default() },
        criteria: vec![one],
        price_points,
    }
}

fn facts(profile: &Procedure, now: Ts) -> Facts<'_> {
    Facts {
        profile,
        calendar: BOOK.calendar(),
        now,
        open_tender_amount: Money::from_yuan(4_000_000),
        budget_left: Some(Money::from_yuan(10_000_000)),
        intention_on: Some(day("2026-01-05")),
        need_asked: "问卷 200 份",
        others: Others::default(),
    }
}

#[test]
fn twenty_days_from_documents_to_deadline_move_off_the_holiday_12_7() {
    let p = procedure("open_tender");
    let issued = at("2026-09-11");
    assert_eq!(earliest_deadline(&p, BOOK.calendar(), issued).day(), day("2026-10-08"));
    let refused = may_publish(&draft(at("2026-09-30"), 2000), &facts(&p, issued)).unwrap_err();
    assert!(refused.has(Code::DeadlineTooEarly));
    may_publish(&draft(at("2026-10-08"), 2000), &facts(&p, issued)).unwrap();
}

#[test]
fn a_clarification_near_the_deadline_moves_it_12_8() {
    let p = procedure("open_tender");
    let moved = |on: &str, closes: &str| deadline_after_change(&p, BOOK.calendar(), at(on), at(closes)).day();
    assert_eq!(moved("2026-09-01", "2026-09-12"), day("2026-09-16"));
    assert_eq!(moved("2026-09-21", "2026-09-30"), day("2026-10-08"));
    assert_eq!(moved("2026-09-01", "2026-09-16"), day("2026-09-16"), "enough time is left");
    let c = procedure("competitive_consultation");
    let moved = deadline_after_change(&c, BOOK.calendar(), at("2026-11-23"), at("2026-11-26"));
    assert_eq!(moved.day(), day("2026-11-30"), "five days end on Saturday (PR-38)");
}

#[test]
fn a_committee_of_five_needs_four_experts_12_9() {
    use crate::platform::rulebook::Stake;
    let rule = &procedure("open_tender").committee;
    let small = Stake { budget: Money::from_yuan(1_000_000), weighty: false };
    assert!(!rule.check(5, 3, small).is_empty());
    assert!(rule.check(5, 4, small).is_empty());
    assert!(!rule.check(6, 5, small).is_empty(), "even");
    assert!(!rule.check(5, 4, Stake { budget: Money::from_yuan(12_000_000), weighty: false }).is_empty());
}

#[test]
fn the_price_weight_has_a_floor_and_in_a_consultation_a_ceiling_12_10() {
    let tender = procedure("open_tender");
    let consultation = procedure("competitive_consultation");
    assert_eq!(price_weight(&tender, 900).unwrap_err().code, Code::PriceWeightTooLow);
    assert_eq!(price_weight(&tender, 999).unwrap_err().code, Code::PriceWeightTooLow);
    assert_eq!(price_weight(&consultation, 3500).unwrap_err().code, Code::PriceWeightTooHigh);
    assert_eq!(price_weight(&consultation, 3001).unwrap_err().code, Code::PriceWeightTooHigh);
    assert!(price_weight(&tender, 3500).unwrap().is_some(), "passes with a note");
    assert_eq!(price_weight(&tender, 2000), Ok(None));
}

#[test]
fn a_deposit_stays_within_two_percent_of_the_budget_12_11() {
    let p = procedure("open_tender");
    let now = at("2026-09-01");
    let mut d = draft(at("2026-10-08"), 2000);
    d.terms.deposit = 2_000_000;
    may_publish(&d, &facts(&p, now)).unwrap();
    d.terms.deposit = 2_000_100;
    assert!(may_publish(&d, &facts(&p, now)).unwrap_err().has(Code::DepositTooHigh));
}

#[test]
fn the_third_purchase_of_one_and_a_half_million_is_splitting_12_15() {
    let (each, limit) = (Money::from_yuan(1_500_000), Money::from_yuan(4_000_000));
    let others = |count: i64| Others { count, total: Money::from_yuan(1_500_000 * count) };
    assert!(!is_splitting("competitive_consultation", each, others(0), limit, false));
    assert!(!is_splitting("competitive_consultation", each, others(1), limit, false));
    assert!(is_splitting("competitive_consultation", each, others(2), limit, false));
    assert!(!is_splitting("competitive_consultation", each, others(2), limit, true), "approved");
    assert!(!is_splitting("open_tender", each, others(2), limit, false));
}

#[test]
fn everything_wrong_is_said_at_once() {
    let p = procedure("competitive_consultation");
    let now = at("2026-11-23");
    let mut d = draft(at("2026-11-24"), 3500);
    d.ceiling = Some(Money::from_yuan(2_000_000));
    d.terms.contract_months = 37;
    let f = Facts {
        intention_on: Some(day("2026-11-20")),
        budget_left: Some(Money::from_yuan(5)),
        need_asked: "",
        ..facts(&p, now)
    };
    let refused = may_publish(&d, &f).unwrap_err();
    for code in [
        Code::CeilingAboveBudget,
        Code::ContractPeriodTooLong,
        Code::DeadlineTooEarly,
        Code::IntentionTooRecent,
        Code::OverBudget,
        Code::PriceWeightTooHigh,
        Code::PublicNotAsked,
    ] {
        assert!(refused.has(code), "{code:?}");
    }
}

#[test]
fn practice_takes_minutes_and_needs_no_budget() {
    let p = procedure("practice");
    let now = at("2026-11-23");
    let mut d = draft(now + TimeDelta::minutes(3), 2000);
    d.terms.ground = String::new();
    let f = Facts { budget_left: None, intention_on: None, need_asked: "", ..facts(&p, now) };
    may_publish(&d, &f).unwrap();
}

#[test]
fn two_bids_suffice_for_a_consultation_on_services_pr_83() {
    assert!(too_few(&procedure("open_tender"), 2));
    assert!(!too_few(&procedure("open_tender"), 3));
    assert!(!too_few(&procedure("competitive_consultation"), 2));
    assert!(too_few(&procedure("competitive_consultation"), 1));
}

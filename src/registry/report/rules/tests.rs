use super::*;
use crate::registry::{organization::sample::organization, report::ReportState};
use std::sync::LazyLock;

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::load(None).unwrap());

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn terms() -> Terms {
    Terms::of(&BOOK, day("2026-02-01")).unwrap()
}

fn finance(closing: i64) -> Answers {
    let mut out: Answers =
        Section::Finance.items(OrganizationKind::Service).into_iter().map(|i| (i, Answer::Number(0))).collect();
    for (item, n) in [(Item::Opening, 1000), (Item::Donations, 500), (Item::Programme, 300), (Item::Salaries, 200)] {
        out.insert(item, Answer::Number(n));
    }
    out.insert(Item::Closing, Answer::Number(closing));
    out
}

#[test]
fn the_last_days_are_those_of_kind_and_mode_so_110_so_111_so_112_so_114() {
    let t = terms();
    assert_eq!(t.due_on(OrganizationKind::Association, 2025), Some(day("2026-05-31")));
    assert_eq!(t.due_on(OrganizationKind::Service, 2025), Some(day("2026-05-31")));
    assert_eq!(t.due_on(OrganizationKind::Foundation, 2025), Some(day("2026-03-31")));
    assert_eq!(t.sponsor_due_on(Mode::Dual, 2025), Some(day("2026-03-31")));
    assert_eq!(t.sponsor_due_on(Mode::Direct, 2025), None);
}

#[test]
fn a_season_opens_in_january_and_obliges_nobody_after_its_last_day() {
    let t = terms();
    assert_eq!(Terms::season(day("2026-01-01")), 2025);
    for (on, is) in [("2025-12-31", false), ("2026-01-01", true), ("2026-05-31", true), ("2026-06-01", false)] {
        assert_eq!(t.is_opening(day(on), 2025), is, "{on}");
    }
}

#[test]
fn who_was_registered_in_the_second_half_of_the_year_owes_no_report_so_116() {
    let (t, mut o) = (terms(), organization());
    for (founded, owes) in [("2024-04-18", true), ("2025-06-30", true), ("2025-07-01", false), ("2026-01-05", false)] {
        o.founded_on = day(founded);
        assert_eq!(t.owes(&o, 2025), owes, "{founded}");
    }
    o.founded_on = day("2024-04-18");
    o.status = OrganizationStatus::Serious;
    assert!(t.owes(&o, 2025), "a listed organization still reports");
    o.status = OrganizationStatus::Cancelled;
    assert!(!t.owes(&o, 2025));
    o.status = OrganizationStatus::Active;
    o.is_registered = false;
    assert!(!t.owes(&o, 2025), "a filed group has no annual report");
}

#[test]
fn the_accounts_must_balance_to_the_fen() {
    let of = |closing| {
        faults(Section::Finance, OrganizationKind::Service, Mode::Direct, &finance(closing), &[])
            .iter()
            .map(|r| r.code)
            .collect::<Vec<_>>()
    };
    assert_eq!(of(1200), []);
    assert_eq!(of(1201), [Code::ReportUnbalanced]);
    let mut answers = finance(1200);
    answers.insert(Item::Salaries, Answer::Number(301));
    let found = faults(Section::Finance, OrganizationKind::Service, Mode::Direct, &answers, &[]);
    assert_eq!(found.iter().map(|r| r.code).collect::<Vec<_>>(), [Code::SalariesTooHigh]);
}

#[test]
fn amounts_too_large_to_add_are_no_panic() {
    let mut answers = finance(0);
    answers.insert(Item::Donations, Answer::Number(i64::MAX));
    answers.insert(Item::Grants, Answer::Number(i64::MAX));
    assert_eq!(Totals::of(&answers), None);
    let found = faults(Section::Finance, OrganizationKind::Service, Mode::Direct, &answers, &[]);
    assert_eq!(found.first().map(|r| r.code), Some(Code::ReportIncomplete));
}

#[test]
fn everything_that_is_missing_is_told_at_once() {
    let refused = may_submit(OrganizationKind::Foundation, Mode::Dual, &Answers::new(), &[]).unwrap_err();
    let Error::Refused(reasons) = refused else { panic!("a rule says no") };
    let count = |code| reasons.iter().filter(|r| r.code == code).count();
    assert_eq!((count(Code::ReportIncomplete), count(Code::ReportPaperMissing)), (5, 3));
}

fn report(state: ReportState, due: &str, correct: Option<&str>) -> Report {
    Report { state, due_on: day(due), correct_by: correct.map(day), ..crate::registry::report::views::sample_report() }
}

#[test]
fn a_day_is_missed_the_day_after_it_and_a_returned_report_has_the_days_of_its_correction_so_121() {
    let draft = report(ReportState::Draft, "2026-05-31", None);
    assert!(!is_overdue(&draft, day("2026-05-31")));
    assert!(is_overdue(&draft, day("2026-06-01")));
    let returned = report(ReportState::Returned, "2026-05-31", Some("2026-06-12"));
    assert!(!is_overdue(&returned, day("2026-06-12")));
    assert!(!is_late(&returned, day("2026-06-12")), "what came in time stays in time");
    assert!(is_overdue(&returned, day("2026-06-13")) && is_late(&returned, day("2026-06-13")));
    assert!(!is_overdue(&report(ReportState::Submitted, "2026-05-31", None), day("2026-08-01")));
}

#[test]
fn the_examiner_is_shown_what_the_law_measures() {
    let t = terms();
    let mut answers = finance(1200);
    for (item, n) in [(Item::Directors, 3), (Item::Supervisors, 0), (Item::CouncilMeetings, 1), (Item::PartyMembers, 3)]
    {
        answers.insert(item, Answer::Number(n));
    }
    answers.insert(Item::HasParty, Answer::Flag(false));
    answers.insert(Item::Administration, Answer::Number(100));
    answers.insert(Item::TermEnds, Answer::Text("2026-01-01".into()));
    let found = remarks(&t, Some((5, 25)), OrganizationKind::Foundation, &answers, day("2026-02-01"));
    let codes: Vec<_> = found.iter().map(|r| r.code).collect();
    let all =
        ["directors-few", "no-supervisor", "meetings-few", "no-party-organization", "administration-high", "term-over"];
    assert_eq!(codes, all);
    let service = remarks(&t, Some((3, 25)), OrganizationKind::Service, &answers, day("2026-02-01"));
    assert!(!service.iter().any(|r| r.code == "meetings-few" || r.code == "administration-high"));
}

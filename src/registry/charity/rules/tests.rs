//! Charities against `domain.md` 2.15.
use super::*;
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::Ts,
    },
    platform::db::Json,
    registry::{
        charity::model::{Act, CharityEvent},
        credit::{List, ListingState},
    },
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn rules() -> (Rulebook, Terms) {
    let book = Rulebook::load(None).unwrap();
    let terms = Terms::of(&book, day("2026-11-23")).unwrap();
    (book, terms)
}

fn known() -> Known {
    Known {
        status: OrganizationStatus::Active,
        is_registered: true,
        is_charity: false,
        since: None,
        listings: Vec::new(),
    }
}

fn unmet(kind: CaseKind, known: &Known, content: &Content, on: &str) -> Vec<Point> {
    let (_, terms) = rules();
    let all = checks(&terms, kind, known, content, day(on));
    all.iter().filter(|c| c.is_met == Some(false)).map(|c| c.point).collect()
}

fn listing(ground: Ground, state: ListingState, listed: &str) -> Listing {
    Listing {
        id: 1,
        no: "510900-20261123-XY-00001".into(),
        organization_id: OrganizationId(1),
        authority_id: AuthorityId(1),
        list: List::Abnormal,
        ground,
        facts: "x".into(),
        state,
        noticed_at: Ts::start_of(day(listed)),
        noticed_by: None,
        object_by: day(listed),
        objection: None,
        objected_at: None,
        decision: None,
        decided_by: None,
        decided_at: None,
        listed_on: Some(day(listed)),
        duty_done: None,
        asked_at: None,
        verify_by: None,
        removed_on: None,
        entry_id: None,
        version: 0,
    }
}

fn case(state: State) -> Case {
    let at = Ts::start_of(day("2026-11-23"));
    Case {
        id: 1,
        no: "510903-20261123-CS-00001".into(),
        kind: CaseKind::Recognition,
        organization_id: OrganizationId(1),
        authority_id: AuthorityId(1),
        state,
        is_open: state.is_open(),
        content: Json(Content::default()),
        course: Json(Vec::new()),
        submitted_at: Some(at),
        accepted_on: Some(day("2026-11-23")),
        due_on: Some(day("2026-12-14")),
        decided_on: None,
        certificate_no: None,
        entry_id: None,
        created_at: at,
        updated_at: at,
        version: 0,
    }
}

#[test]
fn a_decision_falls_within_twenty_days_and_is_extended_once_by_sixty_at_most_so_140() {
    let (book, terms) = rules();
    // Day 20 is Sunday 2026-12-13: the period ends on the Monday after it.
    assert_eq!(terms.decide_by(book.calendar(), day("2026-11-23")), day("2026-12-14"));
    let mut x = case(State::Accepted);
    may_extend(&terms, book.calendar(), &x, day("2027-02-12")).unwrap();
    assert!(may_extend(&terms, book.calendar(), &x, day("2026-12-14")).unwrap_err().has(Code::CharityExtensionLong));
    assert!(may_extend(&terms, book.calendar(), &x, day("2027-03-14")).unwrap_err().has(Code::CharityExtensionLong));
    let extend = Act {
        event: CharityEvent::Extend,
        by: Some(AccountId(1)),
        at: x.created_at,
        text: "x".into(),
        in_favour: None,
    };
    x.course = Json(vec![extend]);
    assert!(may_extend(&terms, book.calendar(), &x, day("2027-01-12")).unwrap_err().has(Code::CharityExtendedOnce));
}

#[test]
fn a_list_and_a_penalty_within_two_years_bar_recognition_so_142() {
    let of = |known: &Known, on: &str| unmet(CaseKind::Recognition, known, &Content::default(), on);
    assert!(of(&known(), "2026-11-23").is_empty());
    let warned = listing(Ground::LightPenalty, ListingState::Removed, "2025-01-10");
    let penalized = Known { listings: vec![warned], ..known() };
    assert_eq!(of(&penalized, "2027-01-09"), [Point::Penalty]);
    assert!(of(&penalized, "2027-01-10").is_empty());
    let listed = Known { listings: vec![listing(Ground::Unreachable, ListingState::Asking, "2026-02-03")], ..known() };
    assert_eq!(of(&listed, "2026-11-23"), [Point::Lists]);
    assert_eq!(of(&Known { is_charity: true, ..known() }, "2026-11-23"), [Point::NotYet]);
    let filed = Known { is_registered: false, ..known() };
    assert_eq!(of(&filed, "2026-11-23"), [Point::Standing]);
}

#[test]
fn funds_are_raised_after_one_full_year_by_a_council_that_no_one_body_holds_so_143() {
    let charity = Known { is_charity: true, since: Some(day("2025-11-23")), ..known() };
    let content = |all, related| Content { directors: Some(all), related: Some(related), ..Content::default() };
    let of = |known: &Known, content: &Content, on: &str| unmet(CaseKind::FundRaising, known, content, on);
    assert_eq!(of(&charity, &content(9, 3), "2026-11-22"), [Point::Year]);
    assert!(of(&charity, &content(9, 3), "2026-11-23").is_empty());
    assert_eq!(of(&charity, &content(9, 4), "2026-11-23"), [Point::Directors]);
    assert_eq!(of(&known(), &content(9, 3), "2026-11-23"), [Point::Charity]);
}

#[test]
fn an_application_names_everything_that_is_missing_at_once() {
    let e = may_submit(CaseKind::Recognition, &Content::default(), &[]).unwrap_err();
    for code in [Code::CharityFieldsMissing, Code::CharityUndeclared, Code::CharityPapersMissing] {
        assert!(e.has(code));
    }
    let content = Content {
        text: "x".into(),
        directors: Some(9),
        related: Some(2),
        declared: CaseKind::FundRaising.declarations().iter().copied().collect(),
        ..Content::default()
    };
    may_submit(CaseKind::FundRaising, &content, CaseKind::FundRaising.papers()).unwrap();
}

#[test]
fn a_charity_publishes_every_year_and_while_it_raises_funds_every_quarter_so_144() {
    let (_, terms) = rules();
    let of = |on: &str, qualified| -> Vec<(DutyKind, String, String)> {
        terms.duties(day(on), 60, qualified).into_iter().map(|(k, p, d)| (k, p, d.to_string())).collect()
    };
    assert!(of("2026-11-23", false).is_empty());
    assert_eq!(of("2026-11-23", true), [(DutyKind::Raising, "2026-Q4".into(), "2026-12-31".into())]);
    assert_eq!(of("2027-04-15", false), [(DutyKind::Annual, "2026".into(), "2027-05-31".into())]);
    assert_eq!(of("2026-12-31", true).len(), 1, "through its last day");
}

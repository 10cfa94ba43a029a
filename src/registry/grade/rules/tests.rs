//! Grades against `domain.md` 2.14.
use super::*;
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        time::Ts,
    },
    platform::db::Json,
    registry::{
        credit::{List, ListingState},
        organization::OrganizationKind,
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
        founded_on: day("2020-03-02"),
        grade: None,
        reports: vec![(2025, true, Some(Judgement::Pass)), (2024, true, Some(Judgement::Pass))],
        listings: Vec::new(),
        inspections: Vec::new(),
    }
}

fn unmet(known: &Known, on: &str) -> Vec<Point> {
    let (_, terms) = rules();
    checks(&terms, known, day(on)).iter().filter(|c| c.is_met == Some(false)).map(|c| c.point).collect()
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

#[test]
fn a_certificate_must_be_two_full_years_old_so_130() {
    let young = Known { founded_on: day("2024-11-23"), ..known() };
    assert_eq!(unmet(&young, "2026-11-22"), [Point::Age]);
    assert!(unmet(&young, "2026-11-23").is_empty());
}

#[test]
fn a_graded_organization_comes_back_after_five_years_or_early_after_two_so_130_so_132() {
    let graded = |from: &str, until: &str| Known { grade: Some((day(from), day(until))), ..known() };
    assert_eq!(unmet(&graded("2025-05-06", "2030-05-05"), "2026-11-23"), [Point::Grade]);
    assert!(unmet(&graded("2024-11-22", "2029-11-21"), "2026-11-23").is_empty());
    let (_, terms) = rules();
    assert_eq!(terms.valid_until(day("2026-12-14")), Some(day("2031-12-13")));
}

#[test]
fn a_missing_or_failed_report_a_penalty_a_list_and_an_investigation_each_keep_it_out_so_131() {
    let late = Known { reports: vec![(2025, false, None)], ..known() };
    assert_eq!(unmet(&late, "2026-11-23"), [Point::LastReport]);
    let failed = Known { reports: vec![(2025, true, Some(Judgement::Fail))], ..known() };
    assert_eq!(unmet(&failed, "2026-11-23"), [Point::Results]);
    let basic = (2025, true, Some(Judgement::Basic));
    let twice = Known { reports: vec![basic, (2024, true, Some(Judgement::Basic))], ..known() };
    assert_eq!(unmet(&twice, "2026-11-23"), [Point::Results]);
    let once = Known { reports: vec![basic, (2024, true, Some(Judgement::Pass))], ..known() };
    assert!(unmet(&once, "2026-11-23").is_empty());

    let warned = listing(Ground::LightPenalty, ListingState::Removed, "2025-02-03");
    let penalized = Known { listings: vec![warned.clone()], ..known() };
    assert_eq!(unmet(&penalized, "2026-11-23"), [Point::Penalty]);
    assert!(unmet(&penalized, "2027-01-04").is_empty(), "the year before last");
    let listed = Known { listings: vec![listing(Ground::Unreachable, ListingState::Listed, "2026-02-03")], ..known() };
    assert_eq!(unmet(&listed, "2026-11-23"), [Point::Lists]);
    let looked_at = Known { inspections: vec![(InspectionState::Rectifying, Some(Finding::Rectify))], ..known() };
    assert_eq!(unmet(&looked_at, "2026-11-23"), [Point::Inspection]);
}

#[test]
fn what_the_register_does_not_know_is_for_the_officer_to_look_at() {
    let (_, terms) = rules();
    let found = checks(&terms, &Known { reports: Vec::new(), ..known() }, day("2026-11-23"));
    assert_eq!(found.iter().filter(|c| c.is_met.is_none()).count(), 2);
    may_admit(&found).unwrap();
    let filed = checks(&terms, &Known { is_registered: false, ..known() }, day("2026-11-23"));
    assert!(may_admit(&filed).unwrap_err().has(Code::GradeIneligible));
}

#[test]
fn the_bands_lead_from_scores_to_grades_so_134() {
    let (book, _) = rules();
    for kind in ["association", "service", "foundation"] {
        let standard = book.assessment(kind, day("2026-11-23")).unwrap();
        assert_eq!((standard.parts.len(), standard.total()), (4, 1000), "{kind}: SO-133");
        let of = |score| grade(&standard, score);
        assert_eq!(
            [of(951), of(950), of(901), of(851)],
            [Some(Grade::A5), Some(Grade::A4), Some(Grade::A4), Some(Grade::A3)]
        );
        assert_eq!([of(801), of(800), of(751)], [Some(Grade::A2), Some(Grade::A1), Some(Grade::A1)]);
        assert_eq!([of(750), of(0), of(-3)], [None, None, None]);
    }
}

#[test]
fn two_sheets_are_needed_and_their_mean_is_rounded_half_up_so_135() {
    let (_, terms) = rules();
    assert!(mean(&terms, &[900]).unwrap_err().has(Code::GradeSheetsFew));
    assert_eq!(mean(&terms, &[900, 901]).unwrap(), 901);
    assert_eq!(mean(&terms, &[900, 900, 901]).unwrap(), 900);
}

#[test]
fn the_publicity_runs_seven_working_days_and_objections_through_its_last_so_135() {
    let (book, terms) = rules();
    // Monday 2026-11-23 is day 0: the seventh working day is Wednesday 12-02.
    let last = terms.public_until(book.calendar(), day("2026-11-23"));
    assert_eq!(last, day("2026-12-02"));
    let x = Assessment { public_until: Some(last), ..assessment(State::Publicized) };
    may_object(&x, last).unwrap();
    assert!(may_confirm(&x, last).unwrap_err().has(Code::GradePublicityRuns));
    assert!(may_object(&x, day("2026-12-03")).unwrap_err().has(Code::GradeObjectionLate));
    may_confirm(&x, day("2026-12-03")).unwrap();
}

#[test]
fn a_grade_is_lowered_only_after_an_answer_or_the_days_for_one_so_135() {
    let x = Assessment { due_on: Some(day("2026-12-07")), ..assessment(State::Questioned) };
    assert!(may_resolve(&x, day("2026-12-07")).unwrap_err().has(Code::GradeAnswerRuns));
    may_resolve(&x, day("2026-12-08")).unwrap();
    may_resolve(&Assessment { state: State::Answered, ..x }, day("2026-11-24")).unwrap();
    assert!(is_below(Grade::A3, Grade::A4) && !is_below(Grade::A4, Grade::A4) && !is_below(Grade::A5, Grade::A4));
}

#[test]
fn whoever_admitted_or_scored_does_not_decide() {
    let act = |event, by| Act {
        event,
        by: Some(AccountId(by)),
        at: Ts::start_of(day("2026-11-23")),
        text: String::new(),
        grade: None,
    };
    let x = Assessment { course: Json(vec![act(Event::Admit, 7)]), ..assessment(State::Scored) };
    let events = [Event::Admit, Event::Complete];
    assert!(another(&x, &[], &events, AccountId(7)).unwrap_err().has(Code::SamePerson));
    assert!(another(&x, &[AccountId(8)], &events, AccountId(8)).unwrap_err().has(Code::SamePerson));
    another(&x, &[AccountId(8)], &events, AccountId(9)).unwrap();
}

#[test]
fn an_application_names_everything_that_is_missing_at_once_so_133() {
    let (book, _) = rules();
    let standard = book.assessment("service", day("2026-11-23")).unwrap();
    let e = may_submit(&standard, &Content::default(), &[]).unwrap_err();
    for code in [Code::GradeScoresMissing, Code::GradeNotesMissing, Code::GradeReportMissing] {
        assert!(e.has(code));
    }
    let content = Content {
        scores: standard.indicators().map(|i| (i.key.clone(), i64::from(i.most))).collect(),
        notes: standard.parts.iter().map(|p| (p.key.clone(), "x".into())).collect(),
    };
    assert_eq!(total(&content.scores), 1000);
    may_submit(&standard, &content, &[Paper::SelfReport]).unwrap();
}

fn assessment(state: State) -> Assessment {
    let at = Ts::start_of(day("2026-11-23"));
    Assessment {
        id: 1,
        no: "510903-20261123-PJ-00001".into(),
        round_id: 1,
        organization_id: OrganizationId(1),
        authority_id: AuthorityId(1),
        county: "510903".into(),
        kind: OrganizationKind::Service,
        state,
        is_open: state.is_open(),
        content: Json(Content::default()),
        course: Json(Vec::new()),
        submitted_at: None,
        score: None,
        grade: None,
        due_on: None,
        public_until: None,
        confirmed_on: None,
        valid_until: None,
        ended_on: None,
        certificate_no: None,
        reminded: None,
        entry_id: None,
        created_at: at,
        updated_at: at,
        version: 0,
    }
}

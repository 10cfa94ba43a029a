//! The two lists against `domain.md` 2.13.
use super::*;
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        time::Ts,
    },
    registry::organization::sample::organization,
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn entry(id: i64, ground: Ground, state: ListingState, listed: Option<&str>) -> Listing {
    Listing {
        id,
        no: format!("510900-20261123-XY-{id:05}"),
        organization_id: OrganizationId(1),
        authority_id: AuthorityId(1),
        list: ground.list(),
        ground,
        facts: "x".into(),
        state,
        noticed_at: Ts::start_of(listed.map_or_else(|| day("2026-11-23"), day)),
        noticed_by: None,
        object_by: day("2026-12-07"),
        objection: None,
        objected_at: None,
        decision: None,
        decided_by: None,
        decided_at: None,
        listed_on: listed.map(day),
        duty_done: None,
        asked_at: None,
        verify_by: None,
        removed_on: None,
        entry_id: None,
        version: 0,
    }
}

fn rules() -> (Rulebook, Periods) {
    let book = Rulebook::load(None).unwrap();
    let periods = Periods::of(&book, day("2026-11-23")).unwrap();
    (book, periods)
}

#[test]
fn nobody_is_listed_before_ten_working_days_or_an_objection_so_127() {
    let (book, periods) = rules();
    // Monday 2026-11-23 is day 0: ten working days end on Monday 12-07.
    assert_eq!(periods.object_by(book.calendar(), day("2026-11-23")), day("2026-12-07"));
    let mut l = entry(1, Ground::Unreachable, ListingState::Noticed, None);
    assert!(may_enter(&l, day("2026-12-07")).unwrap_err().has(Code::ObjectionStillOpen));
    may_enter(&l, day("2026-12-08")).unwrap();
    may_object(&l, day("2026-12-07")).unwrap();
    assert!(may_object(&l, day("2026-12-08")).unwrap_err().has(Code::ObjectionTooLate));
    l.state = ListingState::Objected;
    may_enter(&l, day("2026-11-24")).unwrap();
}

#[test]
fn one_ground_is_open_once_and_an_ended_organization_is_not_listed() {
    let open = entry(1, Ground::Unreachable, ListingState::Noticed, None);
    let mut o = organization();
    assert!(may_notify(&o, Ground::Unreachable, std::slice::from_ref(&open)).unwrap_err().has(Code::ListedAlready));
    may_notify(&o, Ground::ReportLate, std::slice::from_ref(&open)).unwrap();
    let dropped = Listing { state: ListingState::Dropped, ..open };
    may_notify(&o, Ground::Unreachable, &[dropped]).unwrap();
    o.status = OrganizationStatus::Revoked;
    assert!(may_notify(&o, Ground::ReportLate, &[]).unwrap_err().has(Code::OrganizationEnded));
    may_notify(&o, Ground::CertificateRevoked, &[]).unwrap();
}

#[test]
fn six_months_end_an_entry_with_nothing_to_put_right_and_a_new_trigger_begins_them_anew_so_123_so_124() {
    let (book, periods) = rules();
    let warned = entry(1, Ground::LightPenalty, ListingState::Listed, Some("2026-01-15"));
    let late = entry(2, Ground::ReportLate, ListingState::Listed, Some("2026-01-15"));
    let over = |live: &[Listing], on: &str| -> Vec<i64> {
        ended_by_time(&periods, book.calendar(), live, day(on)).iter().map(|l| l.id).collect()
    };
    assert_eq!(over(&[warned.clone(), late.clone()], "2026-07-14"), [0i64; 0]);
    // 2026-07-15 is the last day of six months; a late report never ends by itself.
    assert_eq!(over(&[warned.clone(), late.clone()], "2026-07-16"), [1]);
    let newer = Listing { listed_on: Some(day("2026-06-01")), ..late };
    assert_eq!(over(&[warned.clone(), newer.clone()], "2026-07-16"), [0i64; 0]);
    assert_eq!(over(&[warned, newer], "2026-12-02"), [1]);
}

#[test]
fn two_years_on_the_abnormal_list_lead_to_the_serious_one_so_125() {
    let (book, periods) = rules();
    let late = entry(1, Ground::ReportLate, ListingState::Listed, Some("2024-11-20"));
    let found = |all: &[Listing], on: &str| escalations(&periods, book.calendar(), all, day(on));
    assert_eq!(found(std::slice::from_ref(&late), "2026-11-20"), []);
    assert_eq!(found(std::slice::from_ref(&late), "2026-11-24"), [Ground::LongAbnormal]);
    let open = entry(2, Ground::LongAbnormal, ListingState::Noticed, None);
    assert_eq!(found(&[late.clone(), open], "2026-11-24"), []);
    let removed = Listing { state: ListingState::Removed, ..late };
    assert_eq!(found(&[removed], "2026-11-24"), []);
}

#[test]
fn two_light_penalties_within_three_years_lead_to_the_serious_list_once_so_125() {
    let (book, periods) = rules();
    let first = entry(1, Ground::LightPenalty, ListingState::Removed, Some("2024-03-01"));
    let second = entry(2, Ground::LightPenalty, ListingState::Listed, Some("2026-11-20"));
    let found = |all: &[Listing], on: &str| escalations(&periods, book.calendar(), all, day(on));
    assert_eq!(found(std::slice::from_ref(&first), "2026-11-23"), []);
    assert_eq!(found(&[first.clone(), second.clone()], "2026-11-23"), [Ground::RepeatedPenalty]);
    let told = entry(3, Ground::RepeatedPenalty, ListingState::Removed, Some("2026-11-23"));
    assert_eq!(found(&[first.clone(), second.clone(), told], "2026-11-24"), []);
    let old = Listing { listed_on: Some(day("2022-03-01")), ..first };
    assert_eq!(found(&[old, second], "2026-11-23"), []);
}

#[test]
fn the_serious_list_is_left_after_two_years_or_when_its_own_reason_is_gone_so_126() {
    let (book, periods) = rules();
    let mut o = organization();
    let ask = |l: &Listing, live: &[Listing], o: &Organization, on: &str| {
        may_ask(&periods, book.calendar(), l, live, o, day(on))
    };
    let fined = entry(1, Ground::HeavyFine, ListingState::Listed, Some("2024-12-02"));
    let live = [fined.clone()];
    assert!(ask(&fined, &live, &o, "2026-12-02").unwrap_err().has(Code::RemovalTooEarly));
    ask(&fined, &live, &o, "2026-12-03").unwrap();
    let newer = entry(2, Ground::OtherSerious, ListingState::Listed, Some("2026-01-05"));
    assert!(ask(&fined, &[fined.clone(), newer], &o, "2026-12-03").unwrap_err().has(Code::RemovalTooEarly));
    let long = entry(3, Ground::LongAbnormal, ListingState::Listed, Some("2026-11-20"));
    ask(&long, std::slice::from_ref(&long), &o, "2026-11-23").unwrap();
    let revoked = entry(4, Ground::CertificateRevoked, ListingState::Listed, Some("2020-01-01"));
    assert!(
        ask(&revoked, std::slice::from_ref(&revoked), &o, "2026-11-23").unwrap_err().has(Code::RemovalAfterCancelling)
    );
    o.status = OrganizationStatus::Cancelled;
    ask(&revoked, std::slice::from_ref(&revoked), &o, "2026-11-23").unwrap();
}

#[test]
fn the_standing_follows_from_what_is_in_force() {
    use OrganizationStatus as S;
    let abnormal = entry(1, Ground::ReportLate, ListingState::Listed, Some("2026-01-05"));
    let serious = entry(2, Ground::HeavyFine, ListingState::Asking, Some("2026-01-05"));
    let noticed = entry(3, Ground::HeavyFine, ListingState::Noticed, None);
    assert_eq!(status(S::Active, std::slice::from_ref(&noticed)), S::Active);
    assert_eq!(status(S::Active, &[abnormal.clone(), noticed]), S::Abnormal);
    assert_eq!(status(S::Abnormal, &[abnormal.clone(), serious]), S::Serious);
    assert_eq!(status(S::Serious, &[]), S::Active);
    assert_eq!(status(S::Cancelled, &[abnormal]), S::Cancelled);
}

//! Days and completeness of a cancellation (`SO-95`–`SO-100`).
use super::*;
use crate::{
    platform::rulebook::Rulebook,
    registry::{
        cancellation::content::EndingGround,
        case::may_begin,
        organization::{OrganizationStatus, sample::organization},
    },
};

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn content() -> Content {
    Content {
        ground: Some(EndingGround::Dissolved),
        ended_on: Some(day("2026-11-02")),
        group: vec!["x".into()],
        group_on: Some(day("2026-11-03")),
        contact: "x".into(),
        liquidated_on: Some(day("2026-12-21")),
        ..Content::default()
    }
}

#[test]
fn creditors_have_their_days_a_charity_its_thirty_and_the_application_fifteen_so_96_so_98() {
    let book = Rulebook::load(None).unwrap();
    let kind = book.kind("service", day("2026-11-23")).unwrap();
    let p = kind.cancellation.as_ref().unwrap();
    let at: Ts = "2026-11-03T02:00:00Z".parse().unwrap();
    let of = |c: &Content, is_charity| days(p, book.calendar(), c, Some(at), is_charity);
    let told = of(&content(), true);
    assert_eq!(told.group_by, Some(day("2026-12-02")));
    assert_eq!(told.open_until, Some(day("2026-12-18")));
    assert_eq!(told.apply_by, Some(day("2027-01-05")));
    assert_eq!(of(&content(), false).group_by, None, "no charity");
    let simple = of(&Content { is_simplified: true, ..content() }, true);
    assert_eq!((simple.group_by, simple.open_until, simple.apply_by), (None, Some(day("2026-11-23")), None));
}

#[test]
fn liquidation_is_announced_with_ground_group_and_contact_or_simply_where_that_is_open_so_95_so_100() {
    let lawful = ["dissolved".to_owned()];
    let codes = |c: &Content, open| -> Vec<Code> {
        unplanned(c, &lawful, open, day("2026-11-23")).iter().map(|r| r.code).collect()
    };
    assert_eq!(codes(&content(), false), []);
    assert_eq!(
        codes(&Content { ground: Some(EndingGround::Charter), ..content() }, true),
        [Code::CancellationGroundMissing]
    );
    let simple = Content { is_simplified: true, group: vec![], group_on: None, ..content() };
    assert_eq!(codes(&simple, true), []);
    assert_eq!(codes(&simple, false), [Code::CancellationNotSimplified]);
    assert_eq!(
        codes(&Content { ended_on: Some(day("2026-11-24")), ..content() }, true),
        [Code::CancellationDayMissing]
    );
}

#[test]
fn a_cancelled_organization_is_not_cancelled_again_and_a_revoked_one_is_so_126() {
    let mut o = organization();
    assert!(may_begin::<Content>(&o, None).is_ok());
    assert!(may_begin::<Content>(&o, Some("x")).unwrap_err().has(Code::CancellationOpen));
    o.status = OrganizationStatus::Revoked;
    assert!(may_begin::<Content>(&o, None).is_ok());
    o.status = OrganizationStatus::Cancelled;
    assert!(may_begin::<Content>(&o, None).unwrap_err().has(Code::OrganizationEnded));
}

#[test]
fn what_remains_of_a_charity_or_a_foundation_has_a_named_receiver_so_98_so_99() {
    let mut o = organization();
    o.is_charity = false;
    assert!(!must_pass_on(&o));
    o.is_charity = true;
    assert!(must_pass_on(&o));
    o.is_charity = false;
    o.kind = crate::registry::organization::OrganizationKind::Foundation;
    assert!(must_pass_on(&o));
}

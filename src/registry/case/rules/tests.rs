//! The one notice, acceptance by lapse, clocks and separation of duties (`SO-60`, `SO-61`, `SO-66`–`SO-72`).
use super::*;
use crate::{
    kernel::{
        period::{Pause, Period},
        time::Day,
    },
    platform::rulebook::Rulebook,
    registry::{
        application::PauseKind,
        cancellation,
        case::{Matter, model::Extension},
        change,
        organization::{Item, Items, sample::organization},
    },
};

fn at(text: &str) -> Ts {
    text.parse().unwrap()
}

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn sample(state: State) -> Case<change::Content> {
    let content =
        change::Content { items: Items::from([(Item::Name, "Lotus".to_owned())]), ..change::Content::default() };
    Case::sample(state, content, at("2026-11-23T01:00:00Z"))
}

#[test]
fn whoever_received_or_examined_a_case_does_not_decide_it() {
    let mut x = sample(State::Reviewed);
    let o = organization();
    x.content.0.before = x.content.0.replaced(&o);
    let [clerk, reviewer, decider] = [11, 12, 13].map(AccountId);
    (x.clerk_id, x.reviewer_id) = (Some(clerk), Some(reviewer));
    for who in [clerk, reviewer, x.account_id] {
        assert!(may_decide(&x, who, true, &o).unwrap_err().has(Code::SamePerson));
    }
    assert!(may_decide(&x, decider, true, &o).is_ok());
    assert!(may_decide(&x, decider, false, &o).is_ok());
    x.state = State::Accepted;
    assert!(may_review(&x, clerk).unwrap_err().has(Code::SamePerson));
    assert!(may_review(&x, reviewer).is_ok());
    assert!(may_decide(&x, decider, true, &o).unwrap_err().has(Code::WrongState));
}

#[test]
fn one_notice_in_time_and_after_it_the_law_has_accepted_so_60_so_61() {
    let mut x = sample(State::Submitted);
    x.notice_due = Some(day("2026-11-30"));
    let defect = |item: &str| Defect { item: item.into(), text: "x".into(), answer: None };
    let (last, over) = (at("2026-11-30T15:59:59Z"), at("2026-11-30T16:00:00Z"));
    assert!(may_notify(&x, &[defect("name")], last).is_ok());
    assert!(may_notify(&x, &[], last).unwrap_err().has(Code::NoticeEmpty));
    assert!(may_notify(&x, &[defect("name")], over).unwrap_err().has(Code::NoticeTooLate));
    assert!(may_deem(&x, last).is_err() && may_deem(&x, over).is_ok());
    assert!(may_decline(&x, over).unwrap_err().has(Code::NoticeTooLate));
    x.notices.0.push(Notice { at: last, defects: vec![defect("name")] });
    assert!(may_notify(&x, &[defect("scope")], last).unwrap_err().has(Code::SecondNotice));
    assert!(may_notify(&x, &[defect("name")], last).is_ok());
}

#[test]
fn a_change_is_handed_in_from_its_draft_and_a_cancellation_only_after_liquidation_so_95() {
    assert!(may_submit(&sample(State::Draft), vec![], &[]).is_ok());
    let ending = |state| Case::sample(state, cancellation::Content::default(), at("2026-11-23T01:00:00Z"));
    assert!(may_submit(&ending(State::Draft), vec![], &[]).unwrap_err().has(Code::WrongState));
    assert!(may_submit(&ending(State::Liquidating), vec![], &[]).is_ok());
    assert!(may_submit(&ending(State::Liquidating), vec![Code::LiquidationNotOver.into()], &[]).is_err());
}

#[test]
fn suspended_days_are_not_counted_and_an_extension_never_passes_the_law_so_66_so_68_so_72() {
    let book = Rulebook::load(None).unwrap();
    let kind = book.kind("service", day("2026-11-23")).unwrap();
    let p = change::Content::periods(&kind).unwrap();
    let of = |pauses: &[Pause], more: Option<Period>| limits(&p, book.calendar(), day("2026-11-23"), pauses, more);
    let (promised, statutory) = of(&[], None);
    assert!(promised <= statutory);
    let pause = Pause { from: day("2026-11-24"), until: Some(day("2026-12-01")) };
    let (later, last) = of(&[pause], None);
    assert!(later > promised && last > statutory);
    let more = book.period("licence.extension_max", day("2026-11-23")).unwrap();
    let (extended, law) = of(&[], Some(more));
    assert!(extended > promised && extended <= law && law == statutory);
}

#[test]
fn two_officers_check_on_the_spot_a_hearing_is_in_time_and_the_head_did_not_ask_so_69_so_70_cx_03() {
    let mut x = sample(State::Accepted);
    x.clerk_id = Some(AccountId(11));
    let (by, last) = (AccountId(12), day("2026-12-21"));
    let suspend = |kind, n, until: &str| may_suspend(&x, by, (kind, day(until)), n, last);
    assert!(suspend(PauseKind::Inspection, 1, "2026-11-30").unwrap_err().has(Code::TwoOfficers));
    assert!(suspend(PauseKind::Inspection, 2, "2026-11-30").is_ok());
    assert!(suspend(PauseKind::Hearing, 0, "2026-12-22").unwrap_err().has(Code::HearingTooLate));
    assert!(may_suspend(&x, AccountId(11), (PauseKind::Publicity, last), 0, last).unwrap_err().has(Code::SamePerson));
    let asked = Extension { reason: "x".into(), asked_by: by, is_granted: None, answer: None };
    assert!(may_ask_extension(&x, by, None).is_ok());
    assert!(may_ask_extension(&x, by, Some(&asked)).unwrap_err().has(Code::ExtensionOnce));
    assert!(may_extend(&x, by, Some(&asked)).unwrap_err().has(Code::SamePerson));
    assert!(may_extend(&x, AccountId(13), Some(&asked)).is_ok());
    assert!(may_extend(&x, AccountId(13), None).unwrap_err().has(Code::NoExtension));
    x.state = State::Suspended;
    assert!(may_resume(&x, AccountId(11)).unwrap_err().has(Code::SamePerson) && may_resume(&x, by).is_ok());
}

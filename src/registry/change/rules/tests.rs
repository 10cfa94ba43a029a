//! Periods, documents and separation of duties (`SO-90`–`SO-93`).
use super::*;
use crate::{
    kernel::refusal::Error,
    platform::rulebook::{OrganizationKind, Rulebook},
    registry::{
        change::views::sample_change,
        organization::{Item, Items, sample::organization},
    },
};
use std::sync::Arc;

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn book() -> Rulebook {
    Rulebook::load(None).unwrap()
}

fn kind(book: &Rulebook, key: &str) -> Arc<OrganizationKind> {
    book.kind(key, day("2026-11-23")).unwrap()
}

fn content(items: &[(Item, &str)], charter: bool) -> Content {
    Content {
        items: items.iter().map(|(i, v)| (*i, (*v).to_owned())).collect::<Items>(),
        charter: charter.then(|| "x".to_owned()),
        ..Content::default()
    }
}

fn codes(found: &[Reason]) -> Vec<Code> {
    found.iter().map(|r| r.code).collect()
}

#[test]
fn thirty_days_run_from_the_agreement_and_a_foundation_has_none_so_90_so_91_so_92() {
    let book = book();
    let named = content(&[(Item::Domicile, "x")], false);
    let by = |key: &str, c: &Content| {
        apply_by(kind(&book, key).change.as_ref().unwrap(), book.calendar(), c, Some(day("2026-10-20")))
    };
    assert_eq!(by("service", &named), Some(day("2026-11-19")));
    assert_eq!(by("association", &content(&[], true)), Some(day("2026-11-19")));
    assert_eq!(by("foundation", &named), None);
    assert_eq!(by("service", &Content::default()), None, "nothing changes yet");
}

#[test]
fn every_item_asks_for_its_documents_and_nothing_else_does_so_93() {
    let book = book();
    let rules = kind(&book, "service");
    let by = |mode| Standard {
        rules: rules.change.as_ref().unwrap(),
        mode,
        name: &[],
        today: day("2026-11-23"),
        language: "zh-CN",
    };
    let wanted = |c: &Content, mode| -> Vec<String> {
        missing(c, Some(day("2026-11-01")), &BTreeSet::new(), &by(mode))
            .iter()
            .flat_map(|r| r.facts.iter().map(|(_, f)| format!("{f:?}")))
            .collect()
    };
    let representative = content(&[(Item::LegalRepresentative, "x")], false);
    let direct = wanted(&representative, RegistrationMode::Direct).join(" ");
    assert!(direct.contains("离任财务审计报告") && direct.contains("决议") && !direct.contains("业务主管单位"));
    assert!(wanted(&representative, RegistrationMode::Dual).join(" ").contains("业务主管单位审查同意"));
    let purpose = content(&[(Item::Purpose, "x")], false);
    assert_eq!(wanted(&purpose, RegistrationMode::Direct).len(), 1, "the resolution alone");
    let all = BTreeSet::from(["resolution".to_owned()]);
    let fine = missing(&purpose, Some(day("2026-11-23")), &all, &by(RegistrationMode::Direct));
    assert!(fine.is_empty(), "{fine:?}");
}

#[test]
fn an_empty_change_and_a_resolution_of_tomorrow_are_told_at_once() {
    let book = book();
    let rules = kind(&book, "service");
    let blocking = NameFault { check: "taken", rule: "SO-40", word: "x".into(), is_blocking: true };
    let by = Standard {
        rules: rules.change.as_ref().unwrap(),
        mode: RegistrationMode::Direct,
        name: &[blocking],
        today: day("2026-11-23"),
        language: "zh-CN",
    };
    let found = missing(&Content::default(), Some(day("2026-11-24")), &BTreeSet::new(), &by);
    assert_eq!(codes(&found), [Code::ChangeNothing, Code::ChangeAgreedLater, Code::NameBlocked, Code::DocumentMissing]);
    let found = missing(&Content::default(), None, &BTreeSet::new(), &by);
    assert!(codes(&found).contains(&Code::ChangeAgreedMissing));
}

#[test]
fn whoever_received_or_examined_a_change_does_not_decide_it() {
    let mut x = sample_change(State::Reviewed);
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
fn what_changed_meanwhile_is_not_written_over() {
    let mut x = sample_change(State::Reviewed);
    let o = organization();
    x.content.0.before = x.content.0.replaced(&o);
    let moved = o.clone().with(&Items::from([(Item::Name, "elsewhere".to_owned())]));
    assert!(may_decide(&x, AccountId(13), true, &moved).unwrap_err().has(Code::ChangeOutdated));
    assert!(may_decide(&x, AccountId(13), false, &moved).is_ok(), "a refusal changes nothing");
}

#[test]
fn one_notice_in_time_and_after_it_the_law_has_accepted_so_60_so_61() {
    let mut x = sample_change(State::Submitted);
    x.notice_due = Some(day("2026-11-30"));
    let defect = |item: &str| Defect { item: item.into(), text: "x".into(), answer: None };
    let at = |text: &str| text.parse::<Ts>().unwrap();
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
fn an_ended_or_filed_organization_and_one_with_an_open_change_begin_none() {
    let mut o = organization();
    assert!(may_begin(&o, None).is_ok());
    assert!(may_begin(&o, Some("x")).unwrap_err().has(Code::ChangeOpen));
    o.is_registered = false;
    assert!(may_begin(&o, None).unwrap_err().has(Code::OrganizationFiled));
    o.status = OrganizationStatus::Cancelled;
    assert!(matches!(may_begin(&o, None), Err(Error::Refused(r)) if r.len() == 2));
}

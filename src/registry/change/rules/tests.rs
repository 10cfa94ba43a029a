//! Periods, documents and separation of duties (`SO-90`–`SO-93`).
use super::*;
use crate::{
    kernel::refusal::Error,
    platform::rulebook::{OrganizationKind, Rulebook},
    registry::{
        case::{Matter, may_begin},
        organization::{Item, Items, OrganizationStatus, sample::organization},
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
fn what_changed_meanwhile_is_not_written_over() {
    let o = organization();
    let mut asked = content(&[(Item::Name, "Lotus")], false);
    asked.before = asked.replaced(&o);
    let moved = o.clone().with(&Items::from([(Item::Name, "elsewhere".to_owned())]));
    assert!(asked.against_granting(&o).is_empty());
    assert_eq!(codes(&asked.against_granting(&moved)), [Code::ChangeOutdated]);
}

#[test]
fn an_ended_or_filed_organization_and_one_with_an_open_change_begin_none() {
    let mut o = organization();
    assert!(may_begin::<Content>(&o, None).is_ok());
    assert!(may_begin::<Content>(&o, Some("x")).unwrap_err().has(Code::ChangeOpen));
    o.is_registered = false;
    assert!(may_begin::<Content>(&o, None).unwrap_err().has(Code::OrganizationFiled));
    o.status = OrganizationStatus::Cancelled;
    assert!(matches!(may_begin::<Content>(&o, None), Err(Error::Refused(r)) if r.len() == 2));
}

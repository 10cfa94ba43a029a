//! Forms of the annual report.
use super::{
    answers::{Answer, Answers, Item, Section, Sort},
    model::{Defect, Judgement},
};
use crate::{
    kernel::{
        money::Money,
        refusal::{FieldError, Result},
        text,
        time::Ts,
    },
    registry::organization::OrganizationKind,
    web::{Fields, Submitted, form},
};

/// The most of anything an organization may count.
const MOST: i64 = 100_000_000;

/// Reads one section: every item of it, every wrong field at once.
///
/// # Errors
/// Every wrong field.
pub fn section(s: &Submitted, section: Section, kind: OrganizationKind) -> Result<Answers> {
    let mut f = Fields::of(s);
    let mut out = Answers::new();
    for item in section.items(kind) {
        if item.may_stay_empty() && f.optional(item.word()).is_none() {
            continue;
        }
        if let Some(answer) = read(&mut f, item) {
            out.insert(item, answer);
        }
    }
    f.done(Some(out))
}

fn read(f: &mut Fields<'_>, item: Item) -> Option<Answer> {
    let name = item.word();
    match item.sort() {
        Sort::Lines(most) => f.lines(name, most).map(Answer::Text),
        Sort::Count => f.number(name, 0, MOST).map(Answer::Number),
        Sort::YesNo => f.parsed(name, "choice", yes_or_no).map(Answer::Flag),
        Sort::Day => f.day(name).map(|d| Answer::Text(d.to_string())),
        Sort::Money => f.parsed(name, "money", |v| Money::parse(v).ok()).map(|m| Answer::Number(m.fen())),
        Sort::Balance => f.parsed(name, "money", balance).map(|m| Answer::Number(m.fen())),
    }
}

fn yes_or_no(v: &str) -> Option<bool> {
    match v {
        "yes" | "true" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    }
}

/// Money that may lie below zero, with any minus people type.
fn balance(v: &str) -> Option<Money> {
    let v = v.trim();
    match v.strip_prefix(['-', '−', '－', '–']) {
        Some(rest) => Money::ZERO.checked_sub(Money::parse(rest).ok()?),
        None => Money::parse(v).ok(),
    }
}

/// A submission as it was received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Submission {
    /// When the last byte came.
    pub received_at: Ts,
}

/// Reads the declaration.
///
/// # Errors
/// The declaration must be ticked.
pub fn submission(s: &Submitted) -> Result<Submission> {
    let mut f = Fields::of(s);
    f.must_tick("declared");
    f.done(Some(Submission { received_at: s.received_at }))
}

/// Reads what is to be put right: one text for each section, as `defects.SECTION`.
///
/// # Errors
/// At least one must be named.
pub fn defects(s: &Submitted) -> Result<Vec<Defect>> {
    let mut f = Fields::of(s);
    let mut out = Vec::new();
    for section in Section::ALL.iter().copied() {
        if let Some(text) = f.lines_or_none(&field_of(section), 1000) {
            out.push(Defect { section, text });
        }
    }
    let named = Section::ALL.iter().any(|x| s.raw(&field_of(*x)).is_some_and(|v| !text::tidy(v).is_empty()));
    if !named {
        f.error(FieldError::new(field_of(Section::Basics), "say-what"));
    }
    f.done(Some(out))
}

fn field_of(section: Section) -> String {
    format!("defects.{}", section.word())
}

/// A proposed result.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// 年检结论.
    pub outcome: Judgement,
    /// Why.
    pub reasons: String,
}

/// Reads a proposed result.
///
/// # Errors
/// Every wrong field.
pub fn proposal(s: &Submitted) -> Result<Proposal> {
    let mut f = Fields::of(s);
    let outcome = f.choice("outcome");
    let reasons = f.lines("reasons", 2000);
    let done = (|| Some(Proposal { outcome: outcome?, reasons: reasons? }))();
    f.done(done)
}

/// Reads a decision: nothing to say when it confirms, why when it sends back.
///
/// # Errors
/// Every wrong field.
pub fn decision(s: &Submitted) -> Result<Option<String>> {
    let mut f = Fields::of(s);
    let sends_back = f.parsed("decision", "choice", |v| match v {
        "confirm" => Some(false),
        "send_back" => Some(true),
        _ => None,
    });
    match sends_back {
        Some(true) => {
            let why = f.lines("why", 1000);
            f.done(why.map(Some))
        }
        Some(false) => f.done(Some(None)),
        None => f.done(None),
    }
}

/// An answer as a form shows it again.
#[must_use]
pub fn typed(item: Item, answer: &Answer) -> String {
    match answer {
        Answer::Flag(yes) => (if *yes { "yes" } else { "no" }).to_owned(),
        Answer::Number(n) if item.is_money() => Money::from_fen(*n).to_string(),
        Answer::Number(n) => n.to_string(),
        Answer::Text(text) => text.clone(),
    }
}

/// What a form of the answers shows: kept values by field.
#[must_use]
pub fn filled(answers: &Answers) -> form::Filled {
    let values: serde_json::Map<String, serde_json::Value> =
        answers.iter().map(|(item, a)| (item.word().to_owned(), typed(*item, a).into())).collect();
    form::Filled::with(&values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::refusal::Error;
    use serde_json::json;

    fn sent(body: &serde_json::Value) -> Submitted {
        Submitted::from_json(body, "2026-11-23T01:00:00Z".parse().unwrap())
    }

    #[test]
    fn net_assets_may_lie_below_zero_and_income_may_not() {
        for v in ["-1,200.50", "−1200.5", "－1200.50元"] {
            assert_eq!(balance(v), Some(Money::from_fen(-120_050)), "{v}");
        }
        let Err(Error::Invalid(errors)) =
            section(&sent(&json!({"opening": "-5", "donations": "-5"})), Section::Finance, OrganizationKind::Service)
        else {
            panic!("a donation below zero")
        };
        assert!(errors.iter().any(|e| e.field == "donations" && e.key == "money"));
        assert!(!errors.iter().any(|e| e.field == "opening"));
    }

    #[test]
    fn a_return_names_something_and_a_sent_back_proposal_says_why() {
        assert!(defects(&sent(&json!({"defects": {"basics": "  "}}))).is_err());
        let found = defects(&sent(&json!({"defects": {"finance": "补齐现金流量。"}}))).unwrap();
        assert_eq!(found.first().map(|d| d.section), Some(Section::Finance));
        assert!(decision(&sent(&json!({"decision": "send_back"}))).is_err());
        assert_eq!(decision(&sent(&json!({"decision": "confirm"}))).unwrap(), None);
    }

    #[test]
    fn what_was_kept_is_shown_again_as_it_would_be_typed() {
        assert_eq!(typed(Item::Opening, &Answer::Number(-120_050)), "-1200.50");
        assert_eq!(typed(Item::HasParty, &Answer::Flag(false)), "no");
    }
}

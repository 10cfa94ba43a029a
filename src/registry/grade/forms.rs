//! Forms of the grade assessment.
use super::model::{Content, Scores};
use crate::{
    kernel::{
        refusal::{FieldError, Result},
        time::{Day, Ts},
    },
    platform::rulebook::AssessmentStandard,
    registry::organization::{Grade, OrganizationKind},
    web::{Fields, Submitted, form},
};

/// A round as a clerk announces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Title.
    pub title: String,
    /// The notice.
    pub notice: String,
    /// Kinds that may apply.
    pub kinds: Vec<OrganizationKind>,
    /// First day to apply.
    pub opens_on: Day,
    /// Last day to apply.
    pub closes_on: Day,
}

/// Kinds that are assessed (`SO-133`).
pub(super) const KINDS: [OrganizationKind; 3] =
    [OrganizationKind::Association, OrganizationKind::Service, OrganizationKind::Foundation];

/// Reads a round: it opens today or later and closes after that.
///
/// # Errors
/// Every wrong field.
pub fn notice(s: &Submitted, today: Day) -> Result<Notice> {
    let mut f = Fields::of(s);
    let title = f.line("title", 80);
    let text = f.lines("notice", 4000);
    let kinds: Vec<OrganizationKind> =
        KINDS.into_iter().filter(|k| s.all("kinds").iter().any(|v| v == k.word())).collect();
    if kinds.is_empty() || s.all("kinds").len() != kinds.len() {
        f.error(FieldError::new("kinds", "choice"));
    }
    let (opens_on, closes_on) = (f.day("opens_on"), f.day("closes_on"));
    if opens_on.is_some_and(|d| d < today) {
        f.error(FieldError::new("opens_on", "grade-day-past"));
    }
    if opens_on.zip(closes_on).is_some_and(|(from, to)| to <= from) {
        f.error(FieldError::new("closes_on", "grade-day-order"));
    }
    let value = (|| Some(Notice { title: title?, notice: text?, kinds, opens_on: opens_on?, closes_on: closes_on? }))();
    f.done(value)
}

/// Reads the self-assessment by a score table. What is left empty stays open until the application is handed in.
///
/// # Errors
/// Every wrong field.
pub fn content(s: &Submitted, standard: &AssessmentStandard) -> Result<Content> {
    let mut f = Fields::of(s);
    let mut out = Content::default();
    for part in &standard.parts {
        for i in &part.indicators {
            let name = format!("score.{}", i.key);
            if f.optional(&name).is_some()
                && let Some(n) = f.number(&name, 0, i64::from(i.most))
            {
                out.scores.insert(i.key.clone(), n);
            }
        }
        if let Some(text) = f.lines_or_none(&format!("note.{}", part.key), 2000) {
            out.notes.insert(part.key.clone(), text);
        }
    }
    f.done(Some(out))
}

/// What a form of the self-assessment shows: kept values by field.
#[must_use]
pub fn filled(content: &Content) -> form::Filled {
    let scores = content.scores.iter().map(|(k, n)| (format!("score.{k}"), n.to_string().into()));
    let notes = content.notes.iter().map(|(k, t)| (format!("note.{k}"), t.clone().into()));
    let values: serde_json::Map<String, serde_json::Value> = scores.chain(notes).collect();
    form::Filled { values, ..form::Filled::default() }
}

/// A score sheet as an assessor fills it in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ScoreSheet {
    /// Points by indicator.
    pub scores: Scores,
    /// Day of the visit.
    pub visited_on: Day,
    /// What was seen.
    pub note: String,
}

/// Reads a score sheet: every indicator, on a day that has come.
///
/// # Errors
/// Every wrong field.
pub fn sheet(s: &Submitted, standard: &AssessmentStandard, today: Day) -> Result<ScoreSheet> {
    let mut f = Fields::of(s);
    let mut scores = Scores::new();
    for i in standard.indicators() {
        if let Some(n) = f.number(&format!("score.{}", i.key), 0, i64::from(i.most)) {
            scores.insert(i.key.clone(), n);
        }
    }
    let visited_on = f.day("visited_on");
    if visited_on.is_some_and(|d| d > today) {
        f.error(FieldError::new("visited_on", "day-future"));
    }
    let note = f.lines("note", 3000);
    let value = (|| Some(ScoreSheet { scores, visited_on: visited_on?, note: note? }))();
    f.done(value)
}

/// The verbs on one assessment, as the last part of the address names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Hands in.
    Submit,
    /// Takes back.
    Withdraw,
    /// Admits or excludes.
    Examine,
    /// Scores on the spot.
    Score,
    /// Closes the assessment on the spot.
    Complete,
    /// Publishes the grade or sends back.
    Decide,
    /// Objects to a published result.
    Object,
    /// The review committee decides.
    Settle,
    /// Confirms.
    Confirm,
    /// Tells that the grade is to be lowered or withdrawn.
    Question,
    /// The organization answers.
    Answer,
    /// Keeps, lowers or withdraws.
    Resolve,
}

/// What somebody wants done with one assessment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Hands in; when the last byte came.
    Submit(Ts),
    /// Takes the application back.
    Withdraw,
    /// Admits to the assessment, with a note.
    Admit(String),
    /// Excludes, with reasons.
    Exclude(String),
    /// Keeps a score sheet.
    Score(ScoreSheet),
    /// Closes the assessment on the spot with its summary.
    Complete(String),
    /// Publishes the grade of the score, with the decision's words.
    Publish(String),
    /// Sends back to the assessors, saying why.
    SendBack(String),
    /// Objects to the published result.
    Object(String),
    /// The review committee keeps or changes the grade, with reasons.
    Settle(Option<Grade>, String),
    /// Confirms, after the publicity.
    Confirm,
    /// Tells the organization why its grade is to be lowered or withdrawn.
    Question(String),
    /// Answers to that.
    Answer(String),
    /// Keeps the grade, with reasons.
    Keep(String),
    /// Lowers it, with reasons.
    Lower(Grade, String),
    /// Withdraws it, with reasons.
    Revoke(String),
}

/// Reads what a verb needs.
///
/// # Errors
/// Every wrong field.
pub fn command(s: &Submitted, verb: Verb, standard: Option<&AssessmentStandard>, today: Day) -> Result<Command> {
    let mut f = Fields::of(s);
    match verb {
        Verb::Submit => {
            f.must_tick("declared");
            f.done(Some(Command::Submit(s.received_at)))
        }
        Verb::Withdraw => Ok(Command::Withdraw),
        Verb::Confirm => Ok(Command::Confirm),
        Verb::Score => {
            let standard = standard.ok_or_else(|| anyhow::anyhow!("the round has no score table"))?;
            sheet(s, standard, today).map(Command::Score)
        }
        Verb::Examine => {
            let admits = one_of(&mut f, "outcome", ("admit", "exclude"));
            let text = match admits {
                Some(true) => f.lines_or_empty("reasons", 2000),
                _ => f.lines("reasons", 2000),
            };
            let value = admits.zip(text).map(|(yes, t)| if yes { Command::Admit(t) } else { Command::Exclude(t) });
            f.done(value)
        }
        Verb::Decide => {
            let publishes = one_of(&mut f, "outcome", ("publish", "send_back"));
            let text = f.lines("reasons", 2000);
            let value =
                publishes.zip(text).map(|(yes, t)| if yes { Command::Publish(t) } else { Command::SendBack(t) });
            f.done(value)
        }
        Verb::Settle => {
            let grade = f.parsed("grade", "choice", grade_or_none);
            let text = f.lines("reasons", 2000);
            let value = grade.zip(text).map(|(g, t)| Command::Settle(g, t));
            f.done(value)
        }
        Verb::Resolve => {
            let outcome = f.parsed("outcome", "choice", |v| ["keep", "lower", "revoke"].into_iter().find(|w| *w == v));
            let text = f.lines("reasons", 2000);
            let value = match outcome {
                Some("lower") => f.choice::<Grade>("grade").zip(text).map(|(g, t)| Command::Lower(g, t)),
                Some("revoke") => text.map(Command::Revoke),
                Some(_) => text.map(Command::Keep),
                None => None,
            };
            f.done(value)
        }
        Verb::Complete | Verb::Object | Verb::Question | Verb::Answer => {
            let value = f.lines("text", 3000).map(|t| match verb {
                Verb::Complete => Command::Complete(t),
                Verb::Object => Command::Object(t),
                Verb::Question => Command::Question(t),
                _ => Command::Answer(t),
            });
            f.done(value)
        }
    }
}

fn one_of(f: &mut Fields<'_>, field: &str, words: (&str, &str)) -> Option<bool> {
    f.parsed(field, "choice", |v| if v == words.0 { Some(true) } else { (v == words.1).then_some(false) })
}

/// A grade, or the word `none` for no grade.
fn grade_or_none(v: &str) -> Option<Option<Grade>> {
    if v == "none" { Some(None) } else { v.parse().ok().map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::refusal::Error;
    use serde_json::json;

    fn sent(body: &serde_json::Value) -> Submitted {
        Submitted::from_json(body, "2026-11-23T01:00:00Z".parse().unwrap())
    }

    fn today() -> Day {
        Day::from_ymd_opt(2026, 11, 23).unwrap()
    }

    #[test]
    fn a_round_names_kinds_and_closes_after_it_opens() {
        let body = json!({"title": "x", "notice": "y", "kinds": ["service", "filed"], "opens_on": "2026-11-22", "closes_on": "2026-11-22"});
        let Err(Error::Invalid(errors)) = notice(&sent(&body), today()) else { panic!("a wrong round") };
        let fields: Vec<_> = errors.iter().map(|e| (e.field.as_str(), e.key)).collect();
        assert_eq!(fields, [("kinds", "choice"), ("opens_on", "grade-day-past"), ("closes_on", "grade-day-order")]);
    }

    #[test]
    fn points_stay_within_their_indicator_and_a_draft_may_be_half_done() {
        let book = crate::platform::rulebook::Rulebook::load(None).unwrap();
        let standard = book.assessment("service", today()).unwrap();
        let half = content(&sent(&json!({"score": {"charter": "40"}, "note": {"basics": "x"}})), &standard).unwrap();
        assert_eq!((half.scores.len(), half.notes.len()), (1, 1));
        let Err(Error::Invalid(errors)) = content(&sent(&json!({"score": {"charter": "41"}})), &standard) else {
            panic!("too many points")
        };
        assert_eq!(errors.first().map(|e| e.key), Some("range"));
        let Err(Error::Invalid(errors)) = sheet(&sent(&json!({"visited_on": "2026-11-24"})), &standard, today()) else {
            panic!("an empty sheet")
        };
        assert_eq!(errors.len(), standard.indicators().count() + 2, "every indicator, the day and the note");
    }

    #[test]
    fn a_review_names_a_grade_or_none_and_a_lowering_its_grade() {
        let read = |verb, body: serde_json::Value| command(&sent(&body), verb, None, today());
        let kept = read(Verb::Settle, json!({"grade": "none", "reasons": "x"})).unwrap();
        assert_eq!(kept, Command::Settle(None, "x".into()));
        assert!(read(Verb::Settle, json!({"grade": "6a", "reasons": "x"})).is_err());
        assert!(read(Verb::Resolve, json!({"outcome": "lower", "reasons": "x"})).is_err());
        assert!(read(Verb::Examine, json!({"outcome": "exclude"})).is_err());
        assert_eq!(read(Verb::Examine, json!({"outcome": "admit"})).unwrap(), Command::Admit(String::new()));
    }
}

//! Forms of charities.
use super::model::{CaseKind, Content, Declaration};
use crate::{
    kernel::{
        money::Money,
        refusal::{FieldError, Result},
        time::{Day, Ts},
    },
    web::{Fields, Submitted, form},
};

/// Reads what the organization says. What is left empty stays open until it is handed in.
///
/// # Errors
/// Every wrong field.
pub fn content(s: &Submitted, kind: CaseKind) -> Result<Content> {
    let mut f = Fields::of(s);
    let mut out = Content { text: f.lines_or_none("text", 3000).unwrap_or_default(), ..Content::default() };
    let money = |f: &mut Fields<'_>, name: &str| {
        f.parsed_or_none(name, "money", |v| Money::parse(v).ok()).flatten().map(Money::fen)
    };
    match kind {
        CaseKind::Recognition => {
            out.spending = money(&mut f, "spending");
            out.total = money(&mut f, "total");
            out.administration = money(&mut f, "administration");
            let parts = out.spending.unwrap_or(0).saturating_add(out.administration.unwrap_or(0));
            if out.total.is_some_and(|t| parts > t) {
                f.error(FieldError::new("total", "charity-total"));
            }
        }
        CaseKind::FundRaising => {
            let number = |f: &mut Fields<'_>, name: &str| f.optional(name).and_then(|_| f.number(name, 0, 200));
            out.directors = number(&mut f, "directors");
            out.related = number(&mut f, "related");
            if out.related.zip(out.directors).is_some_and(|(related, all)| related > all) {
                f.error(FieldError::new("related", "charity-related"));
            }
        }
    }
    out.declared = s
        .all("declared")
        .iter()
        .filter_map(|v| v.parse::<Declaration>().ok())
        .filter(|d| kind.declarations().contains(d))
        .collect();
    f.done(Some(out))
}

/// What a form shows: kept values by field.
#[must_use]
pub fn filled(content: &Content) -> form::Filled {
    let money = |fen: Option<i64>| fen.map(|n| Money::from_fen(n).to_string().into());
    let number = |n: Option<i64>| n.map(|n| n.to_string().into());
    let values: [(&str, Option<serde_json::Value>); 7] = [
        ("text", Some(content.text.clone().into())),
        ("spending", money(content.spending)),
        ("total", money(content.total)),
        ("administration", money(content.administration)),
        ("directors", number(content.directors)),
        ("related", number(content.related)),
        ("declared", Some(content.declared.iter().map(|d| d.word()).collect::<Vec<_>>().into())),
    ];
    let values = values.into_iter().filter_map(|(k, v)| Some((k.to_owned(), v?))).collect();
    form::Filled { values, ..form::Filled::default() }
}

/// The verbs on one case, as the last part of the address names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verb {
    /// Hands in.
    Submit,
    /// Takes back.
    Withdraw,
    /// Returns to be completed.
    Return,
    /// Accepts.
    Accept,
    /// Gives the opinion.
    Propose,
    /// Extends the days to decide.
    Extend,
    /// Grants, refuses or sends back.
    Decide,
}

/// What somebody wants done with one case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Hands in; when the last byte came.
    Submit(Ts),
    /// Takes the application back.
    Withdraw,
    /// Returns it, saying what is missing.
    Return(String),
    /// Accepts it.
    Accept,
    /// Gives the opinion: in favour or not, with reasons.
    Propose(bool, String),
    /// Extends to a day, with the approval it rests on.
    Extend(Day, String),
    /// Grants, with reasons.
    Grant(String),
    /// Refuses, with reasons.
    Refuse(String),
    /// Sends back to the reviewer, saying why.
    SendBack(String),
}

/// Reads what a verb needs.
///
/// # Errors
/// Every wrong field.
pub fn command(s: &Submitted, verb: Verb) -> Result<Command> {
    let mut f = Fields::of(s);
    match verb {
        Verb::Submit => {
            f.must_tick("is_true");
            f.done(Some(Command::Submit(s.received_at)))
        }
        Verb::Withdraw => Ok(Command::Withdraw),
        Verb::Accept => Ok(Command::Accept),
        Verb::Return => {
            let text = f.lines("text", 2000);
            f.done(text.map(Command::Return))
        }
        Verb::Propose => {
            let yes = f.parsed("is_in_favour", "choice", |v| match v {
                "yes" | "true" => Some(true),
                "no" | "false" => Some(false),
                _ => None,
            });
            let text = f.lines("text", 3000);
            f.done(yes.zip(text).map(|(yes, text)| Command::Propose(yes, text)))
        }
        Verb::Extend => {
            let (to, text) = (f.day("to"), f.line("approval", 200));
            f.done(to.zip(text).map(|(to, text)| Command::Extend(to, text)))
        }
        Verb::Decide => {
            let words = ["grant", "refuse", "send_back"];
            let outcome = f.parsed("outcome", "choice", |v| words.into_iter().find(|w| *w == v));
            let text = f.lines("reasons", 3000);
            f.done(outcome.zip(text).map(|(outcome, text)| match outcome {
                "grant" => Command::Grant(text),
                "refuse" => Command::Refuse(text),
                _ => Command::SendBack(text),
            }))
        }
    }
}

/// Reads where something was published: an address people can open.
///
/// # Errors
/// The field is empty, too long or no address.
pub fn link(s: &Submitted) -> Result<String> {
    let mut f = Fields::of(s);
    let link = f.line("link", 400);
    if link.as_ref().is_some_and(|l| !is_address(l)) {
        f.error(FieldError::new("link", "charity-link"));
    }
    f.done(link)
}

fn is_address(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|u| matches!(u.scheme(), "http" | "https") && u.host_str().is_some())
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
    fn a_draft_may_be_half_done_and_its_numbers_fit_each_other() {
        let half = content(&sent(&json!({"text": "x", "declared": ["purpose", "secretary"]})), CaseKind::Recognition);
        assert_eq!(half.unwrap().declared.len(), 1, "only what this kind declares");
        let wrong = json!({"spending": "80", "administration": "30", "total": "100"});
        let Err(Error::Invalid(errors)) = content(&sent(&wrong), CaseKind::Recognition) else {
            panic!("too much spent")
        };
        assert_eq!(errors.first().map(|e| e.key), Some("charity-total"));
        let wrong = json!({"directors": "3", "related": "4"});
        let Err(Error::Invalid(errors)) = content(&sent(&wrong), CaseKind::FundRaising) else { panic!("too many") };
        assert_eq!(errors.first().map(|e| e.key), Some("charity-related"));
    }

    #[test]
    fn a_link_is_an_address_of_the_web() {
        for bad in ["", "慈善中国", "javascript:alert(1)", "ftp://example.org/x", "https://"] {
            assert!(link(&sent(&json!({"link": bad}))).is_err(), "{bad}");
        }
        assert!(link(&sent(&json!({"link": "https://example.org/report"}))).is_ok());
    }
}

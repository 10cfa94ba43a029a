//! Forms of tenders: text becomes drafts, answers, committees.
use super::{
    committee::Member,
    model::{Draft, DraftCriterion, NewAnswer, Terms},
};
use crate::{
    kernel::{
        actor::OrganizationId,
        division::DivisionCode,
        money::Money,
        refusal::{FieldError, Result},
        time::Ts,
    },
    web::{Fields, Submitted},
};
use age::secrecy::SecretString;

/// The most scoring items a tender may have besides the price.
pub const CRITERIA: usize = 20;
/// Characters a committee member's passphrase needs at least.
const PASSPHRASE: usize = 10;

/// Reads a tender; rows of criteria are `criteria.0.title`, empty rows are left out.
///
/// # Errors
/// Every wrong field.
pub fn draft(submitted: &Submitted) -> Result<Draft> {
    let mut f = Fields::of(submitted);
    let plan_line = f.optional("plan_line").unwrap_or_default();
    let (procedure, title) = (f.line("procedure", 60), f.line("title", 100));
    let (summary, need) = (f.line("summary", 200), f.lines("need", 10_000));
    let division = f.parsed("division", "division", |v| v.parse::<DivisionCode>().ok());
    let (budget, ceiling) = (f.money("budget"), money_or_none(&mut f, "ceiling"));
    let (closes_at, questions_until) = (f.instant("closes_at"), instant_or_none(&mut f, "questions_until"));
    let (terms, criteria) = (terms(&mut f), criteria(&mut f));
    let price_points = points(&mut f, "price_points");
    let draft = (|| {
        Some(Draft {
            plan_line,
            procedure: procedure?,
            title: title?,
            summary: summary?,
            need: need?,
            division: division?.as_str().to_owned(),
            budget: budget?,
            ceiling: ceiling?,
            questions_until: questions_until?,
            closes_at: closes_at?,
            terms: terms?,
            criteria: criteria?,
            price_points: price_points?,
        })
    })();
    f.done(draft)
}

fn terms(f: &mut Fields) -> Option<Terms> {
    let months = f.number("contract_months", 1, 120);
    let consortium = if f.optional("consortium_max").is_some() { f.number("consortium_max", 1, 10) } else { Some(1) };
    let deposit = money_or_none(f, "deposit");
    let qualification = f.lines_or_empty("qualification", 2000);
    let contact = f.line("contact", 200);
    let mut word = |name: &str, most: usize| f.optional(name).map_or(Some(String::new()), |_| f.line(name, most));
    let (ground, urgency, approval_no) = (word("ground", 60), word("urgency", 500), word("approval_no", 60));
    Some(Terms {
        ground: ground?,
        contract_months: months?,
        is_continuous: f.ticked("is_continuous"),
        deposit: deposit?.map_or(0, Money::fen),
        consortium_max: consortium?,
        qualification: qualification?,
        contact: contact?,
        urgency: urgency?,
        approval_no: approval_no?,
        is_weighty: f.ticked("is_weighty"),
    })
}

fn criteria(f: &mut Fields) -> Option<Vec<DraftCriterion>> {
    let rows = f.submitted().rows("criteria", CRITERIA);
    let mut out = Vec::new();
    let mut complete = true;
    for n in 0..rows {
        let name = |part: &str| format!("criteria.{n}.{part}");
        let is_empty = ["title", "description", "points"].iter().all(|p| f.optional(&name(p)).is_none());
        if is_empty {
            continue;
        }
        let (title, description) = (f.line(&name("title"), 60), f.lines(&name("description"), 1000));
        let max_points = points(f, &name("points"));
        let is_objective = f.ticked(&name("is_objective"));
        match (title, description, max_points) {
            (Some(title), Some(description), Some(max_points)) => {
                out.push(DraftCriterion { title, description, max_points, is_objective });
            }
            _ => complete = false,
        }
    }
    complete.then_some(out)
}

/// Points with at most two decimals, above zero and at most a hundred, in hundredths of a point.
fn points(f: &mut Fields, field: &str) -> Option<i64> {
    let value = f.parsed(field, "points", |v| Money::parse(v).ok())?.fen();
    if (1..=super::rules::WHOLE).contains(&value) {
        return Some(value);
    }
    f.error(FieldError::new(field, "points"));
    None
}

fn money_or_none(f: &mut Fields, field: &str) -> Option<Option<Money>> {
    match f.optional(field).as_deref() {
        None | Some("0") => Some(None),
        Some(_) => f.money(field).map(Some),
    }
}

fn instant_or_none(f: &mut Fields, field: &str) -> Option<Option<Ts>> {
    if f.optional(field).is_none() { Some(None) } else { f.instant(field).map(Some) }
}

/// Reads the three members with their passphrases, each at least ten characters and none like another.
///
/// # Errors
/// Every wrong field.
pub fn committee(submitted: &Submitted) -> Result<Vec<Member>> {
    let mut f = Fields::of(submitted);
    let mut members = Vec::new();
    for n in 0..3 {
        let email = f.email(&format!("openers.{n}.email"));
        let field = format!("openers.{n}.passphrase");
        let passphrase = submitted.raw(&field).unwrap_or_default();
        let again = (0..n).any(|m| submitted.raw(&format!("openers.{m}.passphrase")) == Some(passphrase));
        if passphrase.is_empty() {
            f.error(FieldError::new(&field, "required"));
        } else if passphrase.chars().count() < PASSPHRASE {
            f.error(FieldError::new(&field, "passphrase-short").with("least", PASSPHRASE));
        } else if again {
            f.error(FieldError::new(&field, "passphrase-same"));
        } else if let Some(email) = email {
            members.push(Member { email, passphrase: SecretString::from(passphrase) });
        }
    }
    f.done(Some(members))
}

/// A question and the organization that asks; without one the officer's first.
///
/// # Errors
/// Every wrong field.
pub fn question(submitted: &Submitted, mine: &[i64]) -> Result<(OrganizationId, String)> {
    let mut f = Fields::of(submitted);
    let body = f.lines("body", 1000);
    let organization = match f.optional("organization") {
        Some(_) => f.number("organization", 1, i64::MAX),
        None => mine.first().copied().or_else(|| {
            f.error(FieldError::new("organization", "required"));
            None
        }),
    };
    let value = (|| Some((OrganizationId(organization?), body?)))();
    f.done(value)
}

/// An answer.
///
/// # Errors
/// Every wrong field.
pub fn answer(submitted: &Submitted) -> Result<NewAnswer> {
    let mut f = Fields::of(submitted);
    let text = f.lines("answer", 2000);
    let changes_documents = f.ticked("changes_documents");
    f.done(text.map(|text| NewAnswer { text, changes_documents }))
}

/// A clarification of the buyer's own: its subject and the text.
///
/// # Errors
/// Every wrong field.
pub fn clarification(submitted: &Submitted) -> Result<(String, NewAnswer)> {
    let mut f = Fields::of(submitted);
    let (subject, text) = (f.line("subject", 200), f.lines("answer", 2000));
    let changes_documents = f.ticked("changes_documents");
    let value = (|| Some((subject?, NewAnswer { text: text?, changes_documents })))();
    f.done(value)
}

/// The reason of a return or a stop.
///
/// # Errors
/// The field, when it is empty or too long.
pub fn reason(submitted: &Submitted) -> Result<String> {
    let mut f = Fields::of(submitted);
    let reason = f.lines("reason", 1000);
    f.done(reason)
}

/// Title of a document that comes with its file.
///
/// # Errors
/// The fields that are wrong.
pub fn document(submitted: &Submitted) -> Result<String> {
    let mut f = Fields::of(submitted);
    let title = f.line("title", 100);
    if submitted.file("file").is_none() {
        f.error(FieldError::new("file", "required"));
    }
    f.done(title)
}

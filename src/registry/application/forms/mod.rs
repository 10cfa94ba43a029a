//! Forms of an application: text becomes commands, for pages and the API alike.
mod clock;

pub use clock::{Extending, Pausing, extending, extension, record, suspension};

use super::{
    content::{Capital, Charter, Organization, Part, Premises, Statute, Task},
    model::{Check, Checks, Ground},
};
use crate::{
    kernel::{
        credit_code::CreditCode,
        identity::{DocumentKind, DocumentNumber},
        refusal::{FieldError, Result},
        text,
        time::{Day, Ts},
    },
    registry::{application::actions::Answer, organization::OrganizationKind},
    web::{Fields, Submitted},
};

/// The most people one application names.
pub const PEOPLE: usize = 40;

/// What is wanted, and where.
#[derive(Debug, Clone)]
pub struct Begin {
    /// Kind.
    pub kind: OrganizationKind,
    /// Code of the registration authority.
    pub authority: String,
}

/// A person as typed. The number lives in memory only (`ID-11`).
#[derive(Debug, Clone)]
pub struct PersonForm {
    /// Name.
    pub name: String,
    /// What the person will be.
    pub parts: Vec<Part>,
    /// Which document.
    pub document: DocumentKind,
    /// Its number, when typed anew.
    pub number: Option<DocumentNumber>,
    /// The masked number of a row saved before.
    pub known: Option<String>,
    /// Telephone.
    pub phone: String,
    /// Declared free of bars.
    pub is_eligible: bool,
    /// Declared free of the bars of the Charity Law.
    pub is_charity_eligible: bool,
}

/// Members, one a line.
#[derive(Debug, Clone)]
pub struct MemberLines {
    /// Numbers of individuals.
    pub individuals: Vec<DocumentNumber>,
    /// Codes of units.
    pub units: Vec<CreditCode>,
}

/// Handing in.
#[derive(Debug, Clone)]
pub struct Submission {
    /// When the last byte was read.
    pub received_at: Ts,
    /// What was done about each point of the notice, in its order.
    pub answers: Vec<String>,
}

/// 不予受理.
#[derive(Debug, Clone)]
pub struct Refusal {
    /// Ground.
    pub ground: Ground,
    /// Reasons.
    pub text: String,
}

/// The reviewer's opinion.
#[derive(Debug, Clone)]
pub struct OpinionForm {
    /// For or against.
    pub is_in_favour: bool,
    /// Why.
    pub text: String,
}

/// The decision.
#[derive(Debug, Clone)]
pub struct DecisionForm {
    /// 准予 or 不予.
    pub is_granted: bool,
    /// Ground of a refusal.
    pub ground: Option<Ground>,
    /// The reasons; required for a refusal.
    pub text: String,
}

/// Reads where to begin.
///
/// # Errors
/// Every wrong field.
pub fn begin(s: &Submitted) -> Result<Begin> {
    let mut f = Fields::of(s);
    let (kind, authority) = (f.choice("kind"), f.line("authority", 60));
    let command = (|| Some(Begin { kind: kind?, authority: authority? }))();
    f.done(command)
}

/// Reads the answers of a task.
///
/// # Errors
/// Every wrong field.
pub fn answer(task: Task, s: &Submitted, today: Day) -> Result<Option<Answer>> {
    Ok(Some(match task {
        Task::Organization => Answer::Organization(Box::new(organization(s)?)),
        Task::People => Answer::People(people(s, today)?),
        Task::Members => Answer::Members(members(s, today)?),
        Task::Premises => Answer::Premises(premises(s)?),
        Task::Capital => Answer::Capital(capital(s)?),
        Task::Charter => Answer::Charter(charter(s)?),
        Task::Documents => return Ok(None),
    }))
}

fn organization(s: &Submitted) -> Result<Organization> {
    let mut f = Fields::of(s);
    let name = f.line("name", 60).map(|n| n.replace(' ', ""));
    let name_en = f.line_or_none("name_en", 160);
    let category = f.choice("category");
    let form = f.line("form", 40);
    let division = f.parsed("division", "choice", |v| {
        (matches!(v.len(), 6 | 9) && v.bytes().all(|b| b.is_ascii_digit())).then(|| v.to_owned())
    });
    let purpose = f.lines("purpose", 500);
    let scope = f.lines("scope", 1000);
    let is_community = f.ticked("is_community");
    let is_charity = f.ticked("is_charity");
    let statute = statute(&mut f);
    let community = f.line_or_none("community", 60);
    let (area, sponsor) = (f.line_or_none("area", 100), f.line_or_none("sponsor", 100));
    let done = (|| {
        Some(Organization {
            name: name?,
            name_en,
            category: category?,
            form: form?,
            division: division?,
            is_community,
            is_charity,
            statute: statute?,
            purpose: purpose?,
            scope: scope?,
            area,
            sponsor,
            community,
        })
    })();
    f.done(done)
}

/// By what law it is a legal person; nothing typed means that it is none by statute (`SO-64`).
fn statute(f: &mut Fields<'_>) -> Option<Option<Statute>> {
    let typed = ["statute.law", "statute.body", "statute.approved_on"].iter().any(|k| f.optional(k).is_some());
    if !typed {
        return Some(None);
    }
    let (law, body) = (f.line("statute.law", 120), f.line("statute.body", 100));
    let approved_on = f.day("statute.approved_on");
    Some(Some(Statute { law: law?, body: body?, approved_on: approved_on? }))
}

fn people(s: &Submitted, today: Day) -> Result<Vec<PersonForm>> {
    let mut f = Fields::of(s);
    let mut out = Vec::new();
    for n in 0..s.rows("people", PEOPLE) {
        // A row without a name, number and parts was left empty on purpose.
        let is_blank =
            ["name", "number", "known", "phone"].iter().all(|k| f.optional(&format!("people.{n}.{k}")).is_none());
        if is_blank || f.ticked(&format!("people.{n}.gone")) {
            continue;
        }
        out.push(person(&mut f, n, today));
    }
    let done: Option<Vec<PersonForm>> = out.into_iter().collect();
    f.done(done)
}

fn person(f: &mut Fields<'_>, n: usize, today: Day) -> Option<PersonForm> {
    let at = |k: &str| format!("people.{n}.{k}");
    let name = f.line(&at("name"), 60);
    let document = f.optional(&at("document")).map_or(Some(DocumentKind::ResidentId), |_| f.choice(&at("document")));
    let phone = f.phone(&at("phone"));
    let parts: Vec<Part> = f.submitted().all(&at("parts")).iter().filter_map(|v| v.parse().ok()).collect();
    if parts.is_empty() {
        f.error(FieldError::new(at("parts"), "required"));
    }
    let number = match (f.optional(&at("number")), document) {
        (Some(typed), Some(kind)) => match DocumentNumber::parse(kind, &typed, today) {
            Ok(number) => Some(number),
            Err(e) => {
                f.error(FieldError::new(at("number"), e.code()));
                None
            }
        },
        _ => None,
    };
    let known = f.optional(&at("known"));
    let is_eligible = f.ticked(&at("is_eligible"));
    let is_charity_eligible = f.ticked(&at("is_charity_eligible"));
    Some(PersonForm {
        name: name?,
        parts,
        document: document?,
        number,
        known,
        phone: phone?,
        is_eligible,
        is_charity_eligible,
    })
}

fn members(s: &Submitted, today: Day) -> Result<MemberLines> {
    let mut f = Fields::of(s);
    let lines = |field: &str| -> Vec<String> {
        s.all(field).iter().flat_map(|v| v.lines()).map(text::tidy).filter(|l| !l.is_empty()).take(3000).collect()
    };
    // The code or number stands at the end of the line, a name may stand before it.
    let last = |line: &str| line.rsplit([' ', ',', '，', '\t']).next().unwrap_or_default().to_owned();
    let mut individuals = Vec::new();
    for (n, line) in lines("individuals").iter().enumerate() {
        match DocumentNumber::parse(DocumentKind::ResidentId, &last(line), today) {
            Ok(number) => individuals.push(number),
            Err(_) => f.error(FieldError::new("individuals", "line").with("line", n + 1)),
        }
    }
    let mut units = Vec::new();
    for (n, line) in lines("units").iter().enumerate() {
        match CreditCode::parse(&last(line)) {
            Ok(code) => units.push(code),
            Err(_) => f.error(FieldError::new("units", "line").with("line", n + 1)),
        }
    }
    f.done(Some(MemberLines { individuals, units }))
}

fn premises(s: &Submitted) -> Result<Premises> {
    let mut f = Fields::of(s);
    let address = f.line("address", 200);
    let area = f.number("area", 1, 1_000_000);
    let right = f.choice("right");
    let until = f.parsed_or_none("until", "day", crate::web::form::parse_day);
    let done = (|| Some(Premises { address: address?, area: area?, right: right?, until: until? }))();
    f.done(done)
}

fn capital(s: &Submitted) -> Result<Capital> {
    let mut f = Fields::of(s);
    let amount = f.money("amount");
    // Asked of service institutions alone.
    let nonstate = match f.optional("nonstate") {
        None => Some(None),
        Some(_) => f.number("nonstate", 0, 100).map(Some),
    };
    let source = f.lines("source", 500);
    let done = (|| Some(Capital { amount: amount?, nonstate: nonstate?, source: source? }))();
    f.done(done)
}

fn charter(s: &Submitted) -> Result<Charter> {
    let mut f = Fields::of(s);
    let items = s.all("items").iter().map(|v| text::tidy(v)).filter(|v| !v.is_empty()).collect();
    let text = s.raw("text").map(text::tidy_lines).filter(|t| !t.is_empty());
    if text.as_ref().is_some_and(|t| text::length(t) > 40_000) {
        f.error(FieldError::new("text", "too-long").with("most", 40_000i64));
    }
    f.done(Some(Charter { items, text }))
}

/// Reads the declaration and the answers to a notice.
///
/// # Errors
/// The declaration must be ticked.
pub fn submission(s: &Submitted) -> Result<Submission> {
    let mut f = Fields::of(s);
    f.must_tick("declared");
    let answers = (0..s.rows("answers", 100))
        .map(|n| s.raw(&format!("answers.{n}.text")).map(text::tidy_lines).unwrap_or_default())
        .collect();
    f.done(Some(Submission { received_at: s.received_at, answers }))
}

/// Reads a checklist: `checks.N.item`, `checks.N.is_fine`, `checks.N.text` from the API; `ITEM`, `ITEM-text` from the page.
///
/// # Errors
/// An item that asks for correction must say what.
pub fn checks(s: &Submitted, items: &[String]) -> Result<Checks> {
    let mut f = Fields::of(s);
    let mut out = Checks::new();
    for n in 0..s.rows("checks", 100) {
        let at = |k: &str| format!("checks.{n}.{k}");
        let Some(item) = f.line(&at("item"), 80) else { continue };
        if !items.contains(&item) {
            f.error(FieldError::new(at("item"), "choice"));
        }
        let check = Check {
            is_fine: f.ticked(&at("is_fine")),
            text: s.raw(&at("text")).map(text::tidy_lines).unwrap_or_default(),
        };
        explain(&mut f, &at("text"), &check);
        out.insert(item, check);
    }
    for item in items {
        let verdict = match s.raw(item) {
            Some("ok") => true,
            Some("fix") => false,
            _ => continue,
        };
        let typed = s.raw(&format!("{item}-text")).map(text::tidy_lines).unwrap_or_default();
        let check = Check { is_fine: verdict, text: if verdict { String::new() } else { typed } };
        explain(&mut f, item, &check);
        out.insert(item.clone(), check);
    }
    f.done(Some(out))
}

fn explain(f: &mut Fields<'_>, field: &str, check: &Check) {
    if !check.is_fine && check.text.is_empty() {
        f.error(FieldError::new(field, "say-what"));
    } else if text::length(&check.text) > 1000 {
        f.error(FieldError::new(field, "too-long").with("most", 1000i64));
    }
}

/// Reads 不予受理.
///
/// # Errors
/// Every wrong field.
pub fn refusal(s: &Submitted) -> Result<Refusal> {
    refusal_on(s, &Ground::NOT_ACCEPTED)
}

/// Reads 不予受理 on one of these grounds.
///
/// # Errors
/// Every wrong field.
pub(super) fn refusal_on(s: &Submitted, lawful: &[Ground]) -> Result<Refusal> {
    let mut f = Fields::of(s);
    let ground = ground(&mut f, lawful);
    let text = f.lines("text", 2000);
    let done = (|| Some(Refusal { ground: ground?, text: text? }))();
    f.done(done)
}

/// Reads an opinion.
///
/// # Errors
/// Every wrong field.
pub fn opinion(s: &Submitted) -> Result<OpinionForm> {
    let mut f = Fields::of(s);
    let is_in_favour = yes_or_no(&mut f, "is_in_favour");
    let text = f.lines("text", 2000);
    let done = (|| Some(OpinionForm { is_in_favour: is_in_favour?, text: text? }))();
    f.done(done)
}

/// Reads a decision; a refusal names ground and reasons.
///
/// # Errors
/// Every wrong field.
pub fn decision(s: &Submitted) -> Result<DecisionForm> {
    decision_on(s, &Ground::REFUSED)
}

/// Reads a decision that may refuse on one of these grounds.
///
/// # Errors
/// Every wrong field.
pub(super) fn decision_on(s: &Submitted, lawful: &[Ground]) -> Result<DecisionForm> {
    let mut f = Fields::of(s);
    let Some(is_granted) = yes_or_no(&mut f, "is_granted") else { return f.done(None) };
    if is_granted {
        let text = f.lines_or_none("text", 2000).unwrap_or_default();
        return f.done(Some(DecisionForm { is_granted, ground: None, text }));
    }
    let ground = ground(&mut f, lawful);
    let text = f.lines("text", 2000);
    let done = (|| Some(DecisionForm { is_granted, ground: Some(ground?), text: text? }))();
    f.done(done)
}

/// One of the grounds the law knows for this act.
fn ground(f: &mut Fields<'_>, lawful: &[Ground]) -> Option<Ground> {
    let ground = f.choice::<Ground>("ground")?;
    if lawful.contains(&ground) {
        return Some(ground);
    }
    f.error(FieldError::new("ground", "choice"));
    None
}

fn yes_or_no(f: &mut Fields<'_>, field: &str) -> Option<bool> {
    f.parsed(field, "choice", |v| match v {
        "yes" | "true" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    })
}

/// The clerk confirms that everything else was looked at, before the one notice goes out.
///
/// # Errors
/// The box must be ticked.
pub fn seen(s: &Submitted) -> Result<()> {
    let mut f = Fields::of(s);
    f.must_tick("seen");
    f.done(Some(()))
}

//! The founder's draft: begun, answered task by task, documents put in and taken out.
use super::super::{
    access,
    content::{Capital, Charter, Content, Members, Organization, Person, Premises},
    forms::{Begin, MemberLines, PersonForm},
    model::Application,
    rules::mode_of,
    standard, store,
};
use crate::{
    kernel::{
        actor::AuthorityId,
        refusal::{Code, Error, FieldError, Result},
        state::Step,
    },
    platform::{
        db::Tx,
        files::{Stored, inspect::Accepted, row},
        numbers,
    },
    registry::organization::OrganizationKind,
};

/// Begins an application and gives it its number: `510900-20261123-SO01-00042`, for a filing `510903-20261123-BA01-00007`.
/// Filed groups turn to their street or township, all others to a registration authority (`SO-152`).
///
/// # Errors
/// [`Code::KindNotOpen`] where the kind is not registered, [`Error::Missing`] for an unknown authority.
pub fn begin(tx: &mut Tx, command: &Begin) -> Result<String> {
    let account = tx.account()?;
    let rules = tx.env.rulebook.kind(command.kind.word(), tx.now.day()).filter(|k| k.enabled);
    let rules = rules.ok_or(Code::KindNotOpen)?;
    let offices = if rules.legal_person { store::authorities(tx.conn)? } else { store::streets(tx.conn)? };
    let authority = offices
        .into_iter()
        .find(|a| a.code == command.authority)
        .ok_or_else(|| Error::Invalid(vec![FieldError::new("authority", "choice")]))?;
    let day = tx.now.day().format("%Y%m%d");
    let county: String = authority.division.chars().take(6).collect();
    let (item, counter) = if rules.legal_person { ("SO01", "application") } else { ("BA01", "filing") };
    let n = numbers::next(tx, &format!("{counter}:{county}:{day}"))?;
    let no = format!("{county}-{day}-{item}-{n:05}");
    let new = store::Begin {
        no: no.clone(),
        account,
        authority: AuthorityId(authority.id),
        division: authority.division,
        kind: command.kind,
        form: rules.legal_forms.first().map(|f| f.key.clone()).unwrap_or_default(),
    };
    store::insert(tx, &new)?;
    Ok(no)
}

/// The answers of one task.
#[derive(Debug, Clone)]
pub enum Answer {
    /// The organization itself.
    Organization(Box<Organization>),
    /// Founders and responsible persons.
    People(Vec<PersonForm>),
    /// Members.
    Members(MemberLines),
    /// Premises.
    Premises(Premises),
    /// Capital.
    Capital(Capital),
    /// Charter.
    Charter(Charter),
}

/// Saves one task; everything else stays as it is.
///
/// # Errors
/// [`Code::WrongState`] once the application is handed in, [`Error::Stale`].
pub fn save(tx: &mut Tx, no: &str, answer: &Answer) -> Result<()> {
    let a = editable(tx, no)?;
    let mut content = a.content.0.clone();
    match answer {
        Answer::Organization(o) => {
            let (placed, committee) = placed(tx, &a, o)?;
            content.organization = Some(placed);
            content.committee = committee;
        }
        Answer::People(people) => content.people = persons(tx, &a, people)?,
        Answer::Members(lines) => content.members = Some(members(tx, lines)),
        Answer::Premises(p) => content.premises = Some(p.clone()),
        Answer::Capital(c) => content.capital = Some(c.clone()),
        Answer::Charter(c) => content.charter = Some(c.clone()),
    }
    let drawn = drawn(tx, &a, &content)?;
    store::save(tx, &a, &content, &drawn)
}

/// A filed group lies where its community does: below the street or township it turns to (`SO-154`). Answers the
/// organization and the committee of the community.
fn placed(tx: &mut Tx, a: &Application, o: &Organization) -> Result<(Organization, Option<AuthorityId>)> {
    if !a.is_filing() {
        let area = o.area.clone().filter(|_| a.kind == OrganizationKind::Association);
        // What the kind does not know is not kept: a charity (SO-65), a legal person by statute (SO-64).
        let rules = standard::rules_of(&tx.env.rulebook, a, tx.now.day())?;
        let is_charity = o.is_charity && rules.charity.is_some();
        let statute = o.statute.clone().filter(|_| rules.statute.is_some());
        return Ok((Organization { community: None, area, is_charity, statute, ..o.clone() }, None));
    }
    let wrong = |word| Error::Invalid(vec![FieldError::new("community", word)]);
    let code = o.community.as_deref().ok_or_else(|| wrong("required"))?;
    let committee = store::committee(tx.conn, &a.division, code)?.ok_or_else(|| wrong("choice"))?;
    let placed = Organization {
        division: a.division.clone(),
        is_community: false,
        is_charity: false,
        statute: None,
        area: None,
        sponsor: None,
        ..o.clone()
    };
    Ok((placed, Some(AuthorityId(committee.id))))
}

pub(super) fn drawn(tx: &Tx, a: &Application, content: &Content) -> Result<store::Drawn> {
    let o = content.organization.as_ref();
    let rules = standard::rules_of(&tx.env.rulebook, a, tx.now.day())?;
    let mode = o.map(|_| mode_of(standard::mode(&rules, content, &a.division, tx.now.day())));
    Ok(store::Drawn {
        name: o.map(|o| o.name.clone()).unwrap_or_default(),
        category: o.map(|o| o.category),
        form: o.map_or_else(|| a.form.clone(), |o| o.form.clone()),
        mode,
    })
}

fn editable(tx: &mut Tx, no: &str) -> Result<Application> {
    let a = access::own(tx.conn, tx.actor, no)?;
    if a.state.is_editable() {
        return Ok(a);
    }
    // Not a step of its own; the table answers in the same words as for every other step that is not allowed.
    Step::new(a.state, super::super::model::ApplicationEvent::Submit)?;
    Ok(a)
}

/// Numbers become keyed hashes here and go no further (`ID-11`); a row without a number keeps the one it had.
fn persons(tx: &Tx, a: &Application, forms: &[PersonForm]) -> Result<Vec<Person>> {
    let before = &a.content.0.people;
    let mut errors = Vec::new();
    let mut out = Vec::new();
    for (n, form) in forms.iter().enumerate() {
        let (identity, masked) = match (&form.number, form.known.as_deref()) {
            (Some(number), _) => (identity(tx, number.expose()), number.masked()),
            (None, Some(masked)) => match before.iter().find(|p| p.masked == masked && p.document == form.document) {
                Some(p) => (p.identity.clone(), p.masked.clone()),
                None => {
                    errors.push(FieldError::new(format!("people.{n}.number"), "required"));
                    continue;
                }
            },
            (None, None) => {
                errors.push(FieldError::new(format!("people.{n}.number"), "required"));
                continue;
            }
        };
        out.push(Person {
            name: form.name.clone(),
            parts: form.parts.clone(),
            document: form.document,
            identity,
            masked,
            phone: form.phone.clone(),
            is_eligible: form.is_eligible,
            is_charity_eligible: form.is_charity_eligible,
        });
    }
    if errors.is_empty() { Ok(out) } else { Err(Error::Invalid(errors)) }
}

fn identity(tx: &Tx, number: &str) -> String {
    tx.env.keyring.blind_index("identity", number)
}

fn members(tx: &Tx, lines: &MemberLines) -> Members {
    Members {
        individuals: lines.individuals.iter().map(|n| identity(tx, n.expose())).collect(),
        units: lines.units.iter().map(|c| c.as_str().to_owned()).collect(),
    }
}

/// Puts an uploaded file in a document's place.
///
/// # Errors
/// [`Error::Invalid`] for a document the rules have no place for or a type they do not take; [`Code::WrongState`].
pub fn attach(tx: &mut Tx, no: &str, key: &str, accepted: &Accepted, stored: &Stored) -> Result<i64> {
    let a = editable(tx, no)?;
    let rules = standard::rules_of(&tx.env.rulebook, &a, tx.now.day())?;
    let mode = standard::mode(&rules, &a.content.0, &a.division, tx.now.day());
    let wrong = |word| Error::Invalid(vec![FieldError::new(format!("file.{key}"), word)]);
    let mut places = rules.documents_for(mode, a.content.0.founding());
    let (place, _) = places.find(|(d, _)| d.key == key).ok_or_else(|| wrong("choice"))?;
    if !place.accepts.iter().any(|t| t == accepted.format.media_type()) {
        return Err(wrong("file-type"));
    }
    let file = row::insert(tx, accepted, stored)?;
    store::put_document(tx, a.id, key, file)
}

/// Takes a document out.
///
/// # Errors
/// [`Error::Missing`], [`Code::WrongState`].
pub fn detach(tx: &mut Tx, no: &str, document: i64) -> Result<()> {
    let a = editable(tx, no)?;
    if store::remove_document(tx, a.id, document)? { Ok(()) } else { Err(Error::Missing) }
}

//! The officers' draft: begun, answered, liquidation announced, documents put in and taken out.
use super::{periods, rules_of};
use crate::{
    kernel::{
        refusal::{Code, Error, FieldError, Result},
        state::Step,
    },
    platform::{
        db::{Event, Json, Tx},
        files::{Stored, inspect::Accepted, row},
        numbers,
    },
    registry::{
        announcement, application,
        cancellation::{
            access::{self, Stand},
            content::Content,
            jobs::{Tell, Word},
            model::{Cancellation, CancellationEvent, CancellationState as State},
            rules,
            store::{self, Written},
        },
        change::mode_of,
        organization,
    },
};

/// Begins a cancellation and gives it its number: `510903-20261123-ZX01-00001` (`domain.md` 3.6).
///
/// # Errors
/// See [`rules::may_begin`]; [`Code::NotYourRole`] for staff, [`Error::Missing`] for everybody else.
pub fn begin(tx: &mut Tx, code: &str) -> Result<String> {
    let account = tx.account()?;
    let (o, stand) = access::organization(tx.conn, tx.actor, code)?;
    if stand != Stand::Officer {
        return Err(Code::NotYourRole.into());
    }
    let open = store::open_no(tx.conn, o.id)?;
    rules::may_begin(&o, open.as_deref())?;
    let office = application::authority(tx.conn, o.authority_id)?;
    let head = format!("{}-{}-ZX01", office.division, tx.now.day().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("cancellation:{head}"))?);
    store::insert(tx, &store::Begin { no: &no, organization: o.id, authority: o.authority_id, account })?;
    Ok(no)
}

/// Saves the answers. Once creditors were called, what they were told stays: only what liquidation brought can be added.
///
/// # Errors
/// [`Code::WrongState`] once the application is handed in, [`Error::Stale`].
pub fn save(tx: &mut Tx, no: &str, answers: &Content) -> Result<()> {
    let x = editable(tx, no)?;
    let told = &x.content.0;
    let content = if x.state == State::Draft {
        answers.clone()
    } else {
        Content {
            liquidated_on: answers.liquidated_on,
            report: answers.report.clone(),
            assets: answers.assets.clone(),
            ..told.clone()
        }
    };
    store::save(tx, &x, &content)
}

/// Calls the creditors: from now on everybody sees that the organization is in liquidation (`SO-95`), or, for the
/// simplified procedure, that it means to end (`SO-100`).
///
/// # Errors
/// See [`rules::may_announce`].
pub fn announce(tx: &mut Tx, no: &str) -> Result<Cancellation> {
    let x = access::own(tx.conn, tx.actor, no)?;
    let kind = rules_of(tx, &x)?;
    let simplified = tx.env.rulebook.count("cancel.simplified", tx.now.day())? > 0;
    let missing = rules::unplanned(&x.content.0, &periods(&kind)?.grounds, simplified, tx.now.day());
    let permit = rules::may_announce(&x, missing)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let content = &x.content.0;
    let days = rules::days(periods(&kind)?, tx.env.rulebook.calendar(), content, Some(tx.now), o.is_charity);
    let until = days.open_until.map(|d| d.to_string()).unwrap_or_default();
    let event = Event::public("registry.cancellation.announced")
        .with("case", no)
        .with("ground", content.ground.map_or("other", |g| g.word()))
        .with("simplified", content.is_simplified)
        .with("until", until.clone());
    let entry = tx.record(("organization", &o.credit_code), event)?;
    let facts = std::collections::BTreeMap::from([
        ("no".to_owned(), no.to_owned()),
        ("contact".to_owned(), content.contact.clone()),
        ("until".to_owned(), until),
    ]);
    announcement::publish(tx, "liquidating", ("organization", &o.credit_code), &o.name, &facts, entry)?;
    let written = Written { announced_at: Some(tx.now), rules: Some(Json((*kind).clone())), ..Written::default() };
    store::step(tx, &x, &permit, written, None)?;
    tx.enqueue(&Tell::new(x.id, Word::Announced))?;
    store::find(tx.conn, no)
}

fn editable(tx: &mut Tx, no: &str) -> Result<Cancellation> {
    let x = access::own(tx.conn, tx.actor, no)?;
    if !x.state.is_editable() {
        // Not a step of its own; the table answers in the same words as for every other step that is not allowed.
        Step::new(x.state, CancellationEvent::Submit)?;
    }
    Ok(x)
}

/// Puts an uploaded file in a document's place.
///
/// # Errors
/// [`Error::Invalid`] for a document the rules have no place for or a type they do not take; [`Code::WrongState`].
pub fn attach(tx: &mut Tx, no: &str, key: &str, accepted: &Accepted, stored: &Stored) -> Result<i64> {
    let x = editable(tx, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let kind = rules_of(tx, &x)?;
    let wrong = |word| Error::Invalid(vec![FieldError::new(format!("file.{key}"), word)]);
    let simple = x.content.0.is_simplified;
    let place = periods(&kind)?
        .documents
        .iter()
        .find(|d| d.document.key == key && (d.simplified || !simple) && d.document.is_offered(mode_of(o.mode)));
    let place = place.ok_or_else(|| wrong("choice"))?;
    if !place.document.accepts.iter().any(|t| t == accepted.format.media_type()) {
        return Err(wrong("file-type"));
    }
    let file = row::insert(tx, accepted, stored)?;
    store::put_document(tx, x.id, key, file)
}

/// Takes a document out.
///
/// # Errors
/// [`Error::Missing`], [`Code::WrongState`].
pub fn detach(tx: &mut Tx, no: &str, document: i64) -> Result<()> {
    let x = editable(tx, no)?;
    if store::remove_document(tx, x.id, document)? { Ok(()) } else { Err(Error::Missing) }
}

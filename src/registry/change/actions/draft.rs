//! The officers' draft: begun, answered, documents put in and taken out.
use crate::{
    kernel::{
        refusal::{Code, Error, FieldError, Result},
        state::Step,
    },
    platform::{
        db::Tx,
        files::{Stored, inspect::Accepted, row},
        numbers,
    },
    registry::{
        application,
        change::{
            access::{self, Stand},
            content::Content,
            forms::Answers,
            judge::Judge,
            model::{Change, ChangeEvent},
            rules, store,
        },
        organization::{self, Items},
    },
};

/// Begins a change and gives it its number: `510903-20261123-BG01-00001` (`domain.md` 3.6).
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
    let head = format!("{}-{}-BG01", office.division, tx.now.day().format("%Y%m%d"));
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("change:{head}"))?);
    store::insert(tx, &store::Begin { no: &no, organization: o.id, authority: o.authority_id, account })?;
    Ok(no)
}

/// Saves the answers. A value that equals the registered one changes nothing and is left out.
///
/// # Errors
/// [`Code::WrongState`] once the change is handed in, [`Error::Stale`].
pub fn save(tx: &mut Tx, no: &str, answers: &Answers) -> Result<()> {
    let x = editable(tx, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let judge = Judge::new(&tx.env.rulebook, &x, &o, tx.now)?;
    let known = |key: &str| judge.rules.registered_items.iter().any(|i| i.key == key);
    let items: Items = answers
        .items
        .iter()
        .filter(|(i, v)| known(i.word()) && o.item(**i) != **v)
        .map(|(i, v)| (*i, v.clone()))
        .collect();
    let content = Content {
        items,
        before: Items::new(),
        charter: answers.charter.clone(),
        name_en: answers.name_en.clone(),
        reason: answers.reason.clone(),
    };
    store::save(tx, &x, &content, answers.agreed_on)
}

fn editable(tx: &mut Tx, no: &str) -> Result<Change> {
    let x = access::own(tx.conn, tx.actor, no)?;
    if !x.state.is_editable() {
        // Not a step of its own; the table answers in the same words as for every other step that is not allowed.
        Step::new(x.state, ChangeEvent::Submit)?;
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
    let judge = Judge::new(&tx.env.rulebook, &x, &o, tx.now)?;
    let changed = x.content.0.changed();
    let wrong = |word| Error::Invalid(vec![FieldError::new(format!("file.{key}"), word)]);
    let place = judge.change()?.documents.iter().find(|d| d.document.key == key && d.is_offered(&changed, judge.mode));
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

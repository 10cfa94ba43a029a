//! The officers' draft: begun, documents put in and taken out.
use super::rules_of;
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
        case::{
            access::{self, Stand},
            matter::{Matter, mode_of},
            model::{Case, CaseEvent},
            rules, store,
        },
        organization,
    },
};

/// Begins a case and gives it its number: `510903-20261123-BG01-00001` (`domain.md` 3.6).
///
/// # Errors
/// See [`rules::may_begin`]; [`Code::NotYourRole`] for staff, [`Error::Missing`] for everybody else.
pub fn begin<C: Matter>(tx: &mut Tx, code: &str) -> Result<String> {
    let account = tx.account()?;
    let (o, stand) = access::organization_of(tx.conn, tx.actor, code)?;
    if stand != Stand::Officer {
        return Err(Code::NotYourRole.into());
    }
    let open = store::open_no::<C>(tx.conn, o.id)?;
    rules::may_begin::<C>(&o, open.as_deref())?;
    let office = application::authority(tx.conn, o.authority_id)?;
    let head = format!("{}-{}-{}", office.division, tx.now.day().format("%Y%m%d"), C::ITEM);
    let no = format!("{head}-{:05}", numbers::next(tx, &format!("{}:{head}", C::KIND))?);
    let new = store::Begin { no: &no, organization: o.id, authority: o.authority_id, account };
    store::insert::<C>(tx, &new)?;
    Ok(no)
}

/// The case, for an officer who changes its answers.
///
/// # Errors
/// [`Code::WrongState`] once it is handed in.
pub fn editable<C: Matter>(tx: &mut Tx, no: &str) -> Result<Case<C>> {
    let x = access::own::<C>(tx.conn, tx.actor, no)?;
    if !x.state.is_editable() {
        // Not a step of its own; the table answers in the same words as for every other step that is not allowed.
        Step::new(x.state, CaseEvent::Submit)?;
    }
    Ok(x)
}

/// Puts an uploaded file in a document's place.
///
/// # Errors
/// [`Error::Invalid`] for a document the rules have no place for or a type they do not take; [`Code::WrongState`].
pub fn attach<C: Matter>(tx: &mut Tx, no: &str, key: &str, accepted: &Accepted, stored: &Stored) -> Result<i64> {
    let x = editable::<C>(tx, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let rules = rules_of(tx, &x)?;
    let wrong = |word| Error::Invalid(vec![FieldError::new(format!("file.{key}"), word)]);
    let places = x.content.0.places(&rules, mode_of(o.mode));
    let place = places.into_iter().find(|p| p.document.key == key).ok_or_else(|| wrong("choice"))?;
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
pub fn detach<C: Matter>(tx: &mut Tx, no: &str, document: i64) -> Result<()> {
    let x = editable::<C>(tx, no)?;
    if store::remove_document(tx, x.id, document)? { Ok(()) } else { Err(Error::Missing) }
}

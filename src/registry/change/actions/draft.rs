//! The officers' side: answers, handing in, taking back.
use crate::{
    kernel::refusal::{Error, FieldError, Result},
    platform::db::{Event, Json, Tx},
    registry::{
        application::{self, forms::Submission},
        case,
        change::{Change, content::Content, forms::Answers, judge::Judge},
        organization::{self, Item, Items},
    },
};

/// Saves the answers. A value that equals the registered one changes nothing and is left out.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] once the change is handed in, [`crate::kernel::refusal::Error::Stale`].
pub fn save(tx: &mut Tx, no: &str, answers: &Answers) -> Result<()> {
    let x = case::actions::editable::<Content>(tx, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let rules = case::actions::rules_of(tx, &x)?;
    let known = |key: &str| rules.registered_items.iter().any(|i| i.key == key);
    let items: Items = answers
        .items
        .iter()
        .filter(|(i, v)| known(i.word()) && o.item(**i) != **v)
        .map(|(i, v)| (*i, v.clone()))
        .collect();
    let name = items.get(&Item::Name).cloned().unwrap_or_default();
    let county = answers.county.clone().filter(|county| items.contains_key(&Item::Domicile) && *county != o.county);
    if let Some(county) = &county
        && application::authority_of(tx.conn, county)?.is_none()
    {
        return Err(Error::Invalid(vec![FieldError::new("county", "choice")]));
    }
    let content = Content {
        items,
        before: Items::new(),
        charter: answers.charter.clone(),
        name_en: answers.name_en.clone(),
        county,
        county_before: None,
        reason: answers.reason.clone(),
    };
    case::save(tx, &x, &content, &name, answers.agreed_on)
}

/// Hands the change in, at first or after correction. The values it replaces are kept as they are now.
///
/// # Errors
/// Everything that is missing at once; [`crate::kernel::refusal::Code::WrongState`].
pub fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Change> {
    let mut x: Change = case::own(tx.conn, tx.actor, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let rules = case::actions::rules_of(tx, &x)?;
    let judge = Judge { book: &tx.env.rulebook, rules: &rules, mode: o.mode, today: tx.now.day() };
    let missing = judge.missing(tx.conn, &x, "zh-CN")?;
    let county_before = x.content.0.county.as_ref().map(|_| o.county.clone());
    x.content = Json(Content { before: x.content.0.replaced(&o), county_before, ..x.content.0 });
    case::actions::hand_in(tx, &x, (&rules, &o), missing, command)
}

/// Takes the change back 撤回申请, or throws a draft away.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] once it is decided.
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Change> {
    case::actions::withdraw(tx, no, |tx, x: &Change| {
        if x.submitted_at.is_some() {
            tx.record(("change", no), Event::private("registry.change.withdrawn"))?;
        }
        Ok(())
    })
}

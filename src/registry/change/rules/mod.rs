//! Pure decisions about changes that other cases do not know.
use super::content::Content;
use crate::{
    kernel::{
        calendar::Calendar,
        refusal::{Code, Reason, Reasons, Result},
        time::Day,
    },
    platform::rulebook::{ChangeRules, OrganizationKind, RegistrationMode},
    registry::application::NameFault,
};
use std::collections::BTreeSet;

/// The rules of changes of a kind of organization.
///
/// # Errors
/// [`Code::KindNotOpen`] for kinds without registration.
pub fn of_kind(rules: &OrganizationKind) -> Result<&ChangeRules> {
    rules.change.as_ref().ok_or_else(|| Code::KindNotOpen.into())
}

/// The last day to apply after the agreement or the resolution (`SO-90`, `SO-91`); nothing where the law counts no days
/// (`SO-92`). A late application is told so and handled all the same.
#[must_use]
pub fn apply_by(rules: &ChangeRules, calendar: &Calendar, content: &Content, agreed_on: Option<Day>) -> Option<Day> {
    let items = rules.apply_within.filter(|_| !content.items.is_empty());
    let charter = rules.charter_within.filter(|_| content.charter.is_some());
    let last = |p: crate::kernel::period::Period| agreed_on.map(|day| p.last_day(calendar, day));
    items.into_iter().chain(charter).filter_map(last).min()
}

/// What a change is judged by.
pub struct Standard<'a> {
    /// The kind's rules of changes.
    pub rules: &'a ChangeRules,
    /// Registration mode of the organization.
    pub mode: RegistrationMode,
    /// Judgement of a new name.
    pub name: &'a [NameFault],
    /// Day of judging.
    pub today: Day,
    /// Language tag for names of documents.
    pub language: &'a str,
}

/// Everything that is missing; nothing means it may be handed in.
#[must_use]
pub fn missing(
    content: &Content,
    agreed_on: Option<Day>,
    documents: &BTreeSet<String>,
    by: &Standard<'_>,
) -> Vec<Reason> {
    let mut r = Reasons::default();
    let changed = content.changed();
    r.require(!changed.is_empty(), Code::ChangeNothing);
    r.require(agreed_on.is_some(), Code::ChangeAgreedMissing);
    r.require(agreed_on.is_none_or(|day| day <= by.today), Code::ChangeAgreedLater);
    for fault in by.name.iter().filter(|f| f.is_blocking) {
        let reason = Reason::from(Code::NameBlocked).with("rule", fault.rule).with("word", fault.word.clone());
        r.require(false, reason);
    }
    for d in &by.rules.documents {
        let there = !d.is_required(&changed, by.mode) || documents.contains(&d.document.key);
        let name = d.document.label.in_language(by.language).to_owned();
        r.require(there, Reason::from(Code::DocumentMissing).with("document", name));
    }
    r.list().to_vec()
}

#[cfg(test)]
mod tests;

//! Pure decisions about cancellations that other cases do not know.
use super::{Cancellation, content::Content};
use crate::{
    kernel::{
        calendar::Calendar,
        refusal::{Code, Reason, Reasons, Result},
        time::{Day, Ts},
    },
    platform::rulebook::{CancellationRules, OrganizationKind, RegistrationMode},
    registry::organization::{self, Organization},
};
use std::collections::BTreeSet;

/// The rules of cancellation of a kind of organization.
///
/// # Errors
/// [`Code::KindNotOpen`] for kinds without registration.
pub fn of_kind(rules: &OrganizationKind) -> Result<&CancellationRules> {
    rules.cancellation.as_ref().ok_or_else(|| Code::KindNotOpen.into())
}

/// The days that run in a cancellation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Days {
    /// Last day of a charity to form the group (`SO-98`).
    pub group_by: Option<Day>,
    /// First day on which liquidation may have ended: creditors had their time, or the public notice was long enough.
    pub open_until: Option<Day>,
    /// Last day to apply (`SO-96`).
    pub apply_by: Option<Day>,
}

/// The days as they follow from the answers and the public notice.
#[must_use]
pub fn days(
    p: &CancellationRules,
    calendar: &Calendar,
    content: &Content,
    announced: Option<Ts>,
    is_charity: bool,
) -> Days {
    let notice = if content.is_simplified { p.simplified_notice } else { p.creditors_notice };
    Days {
        group_by: content
            .ended_on
            .filter(|_| is_charity && !content.is_simplified)
            .map(|d| p.charity_group_within.last_day(calendar, d)),
        open_until: announced.map(|at| notice.last_day(calendar, at.day())),
        apply_by: content
            .liquidated_on
            .filter(|_| !content.is_simplified)
            .map(|d| p.apply_within.last_day(calendar, d)),
    }
}

/// Everything that is missing before creditors are called and liquidation begins (`SO-95`).
#[must_use]
pub fn unplanned(content: &Content, lawful: &[String], simplified_is_open: bool, today: Day) -> Vec<Reason> {
    let mut r = Reasons::default();
    r.require(content.ground.is_some_and(|g| lawful.iter().any(|l| l == g.word())), Code::CancellationGroundMissing);
    r.require(content.ended_on.is_some_and(|d| d <= today), Code::CancellationDayMissing);
    r.require(!content.contact.is_empty(), Code::CancellationContactMissing);
    if content.is_simplified {
        r.require(simplified_is_open, Code::CancellationNotSimplified);
    } else {
        r.require(!content.group.is_empty(), Code::LiquidatorsMissing);
        r.require(content.group_on.is_some_and(|d| d <= today), Code::LiquidatorsMissing);
    }
    r.list().to_vec()
}

/// Whether what remains must go to a charity of the same or a similar purpose (`SO-98`), or stay with the public benefit
/// as a foundation's charter says (`SO-99`): then the receiver is named and announced.
#[must_use]
pub fn must_pass_on(o: &Organization) -> bool {
    o.is_charity || o.kind == organization::OrganizationKind::Foundation
}

/// Everything that is missing before the application: the days of the creditors are over, liquidation ended, its report
/// and the assets are told, the documents are there (`SO-96`, `SO-98`, `SO-99`).
#[must_use]
pub fn missing(
    x: &Cancellation,
    p: &CancellationRules,
    days: &Days,
    documents: &BTreeSet<String>,
    by: (RegistrationMode, Day, &str),
    must_pass_on: bool,
) -> Vec<Reason> {
    let (mode, today, language) = by;
    let content = &x.content.0;
    let mut r = Reasons::default();
    if let Some(last) = days.open_until {
        r.require(today > last, Reason::from(Code::CreditorsStillOpen).with("day", last));
    }
    if !content.is_simplified {
        let over = content.liquidated_on.is_some_and(|d| d <= today);
        r.require(over, Code::LiquidationNotOver);
        r.require(!content.report.is_empty(), Code::LiquidationReportMissing);
        r.require(!content.assets.is_empty(), Code::RemainingAssetsMissing);
        r.require(!must_pass_on || !content.recipient.is_empty(), Code::AssetsRecipientMissing);
    }
    for d in p.documents.iter().filter(|d| d.simplified || !content.is_simplified) {
        let there = !d.document.is_required(mode) || documents.contains(&d.document.key);
        let name = d.document.label.in_language(language).to_owned();
        r.require(there, Reason::from(Code::DocumentMissing).with("document", name));
    }
    r.list().to_vec()
}

#[cfg(test)]
mod tests;

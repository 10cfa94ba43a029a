//! Forms of random inspection.
use super::model::Finding;
use crate::{
    kernel::{
        refusal::{FieldError, Result},
        time::Day,
    },
    registry::organization::OrganizationKind,
    web::{Fields, Submitted},
};

/// A draw as a clerk announces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announcement {
    /// 抽查事项.
    pub title: String,
    /// 依据.
    pub basis: String,
    /// Only organizations of this kind.
    pub kind: Option<OrganizationKind>,
    /// How many are drawn.
    pub sample: i64,
}

/// Reads an announcement.
///
/// # Errors
/// Every wrong field.
pub fn announcement(s: &Submitted) -> Result<Announcement> {
    let mut f = Fields::of(s);
    let title = f.line("title", 80);
    let basis = f.lines("basis", 500);
    let kind = f.parsed_or_none("kind", "choice", |v| v.parse().ok().filter(|k| *k != OrganizationKind::Filed));
    let sample = f.number("sample", 1, 500);
    let done = (|| Some(Announcement { title: title?, basis: basis?, kind: kind?, sample: sample? }))();
    f.done(done)
}

/// The record of a visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record {
    /// 检查日期.
    pub visited_on: Day,
    /// 检查情况.
    pub facts: String,
    /// 抽查结果.
    pub finding: Finding,
    /// Last day to put right, where something must be.
    pub rectify_by: Option<Day>,
}

/// Reads the record of a visit: on a day that has come, with a later day where something must be put right.
///
/// # Errors
/// Every wrong field.
pub fn record(s: &Submitted, today: Day) -> Result<Record> {
    let mut f = Fields::of(s);
    let visited_on = f.day("visited_on");
    if visited_on.is_some_and(|d| d > today) {
        f.error(FieldError::new("visited_on", "day-future"));
    }
    let facts = f.lines("facts", 3000);
    let finding = f.choice::<Finding>("finding");
    let rectify_by = if finding == Some(Finding::Rectify) { ahead(&mut f, "rectify_by", today) } else { None };
    let done = (|| Some(Record { visited_on: visited_on?, facts: facts?, finding: finding?, rectify_by }))();
    f.done(done)
}

fn ahead(f: &mut Fields<'_>, field: &str, today: Day) -> Option<Day> {
    let day = f.day(field)?;
    let most = today + chrono::TimeDelta::days(365);
    if day <= today || day > most {
        f.error(FieldError::new(field, "day-ahead"));
        return None;
    }
    Some(day)
}

/// Reads the second officer's word: nothing to say when the record is right, why when it is not.
///
/// # Errors
/// Every wrong field.
pub fn confirmation(s: &Submitted) -> Result<Option<String>> {
    let mut f = Fields::of(s);
    let is_right = yes_or_no(&mut f, "is_right");
    match is_right {
        Some(false) => {
            let note = f.lines("note", 1000);
            f.done(note.map(Some))
        }
        Some(true) => f.done(Some(None)),
        None => f.done(None),
    }
}

/// Reads what was put right.
///
/// # Errors
/// It must say something.
pub fn reply(s: &Submitted) -> Result<String> {
    let mut f = Fields::of(s);
    let text = f.lines("reply", 3000);
    f.done(text)
}

/// What the officers found when they verified: done, or not, why, and by when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verification {
    /// Why it is not done, and the new last day.
    pub insists: Option<(String, Day)>,
}

/// Reads a verification.
///
/// # Errors
/// Every wrong field.
pub fn verification(s: &Submitted, today: Day) -> Result<Verification> {
    let mut f = Fields::of(s);
    match yes_or_no(&mut f, "is_done") {
        Some(true) => f.done(Some(Verification { insists: None })),
        Some(false) => {
            let (note, day) = (f.lines("note", 1000), ahead(&mut f, "rectify_by", today));
            f.done(note.zip(day).map(|insists| Verification { insists: Some(insists) }))
        }
        None => f.done(None),
    }
}

fn yes_or_no(f: &mut Fields<'_>, field: &str) -> Option<bool> {
    f.parsed(field, "choice", |v| match v {
        "yes" | "true" | "1" => Some(true),
        "no" | "false" | "0" => Some(false),
        _ => None,
    })
}

//! What an application is judged by: the rulebook of the day, or the snapshot it was submitted under.
use super::{
    content::{Content, Part, Task},
    model::{Application, ApplicationId},
    names::{self, NameFault},
    rules::{self, Standard},
    store,
};
use crate::{
    kernel::{
        actor::OrganizationId,
        division::{DivisionCode, Level},
        refusal::{Code, Reason, Result},
        time::{Day, Ts},
    },
    platform::{
        db::Conn,
        rulebook::{OrganizationKind, RegistrationMode, Rulebook, ThresholdQuery},
    },
    registry::{
        organization::{self, Organization, OrganizationKind as Kind, OrganizationStatus},
        reservation,
    },
};
use chrono::Months;
use std::{collections::BTreeSet, sync::Arc};

/// The rules of a case: its snapshot once it was submitted, those of the day before.
///
/// # Errors
/// [`Code::KindNotOpen`] when the rulebook has no such kind.
pub(super) fn rules_of(book: &Rulebook, a: &Application, today: Day) -> Result<Arc<OrganizationKind>> {
    match &a.rules {
        Some(rules) => Ok(Arc::new(rules.0.clone())),
        None => book.kind(a.kind.word(), today).ok_or_else(|| Code::KindNotOpen.into()),
    }
}

/// The mode the answers lead to; dual management until a field is chosen.
pub(super) fn mode(rules: &OrganizationKind, content: &Content, division: &str, today: Day) -> RegistrationMode {
    match (&content.organization, division.parse::<DivisionCode>()) {
        (Some(o), Ok(division)) => rules.mode(&division, o.category.word(), today),
        _ => RegistrationMode::Dual,
    }
}

/// A judge of one case.
pub(super) struct Judge<'a> {
    pub book: &'a Rulebook,
    pub rules: Arc<OrganizationKind>,
    pub mode: RegistrationMode,
    pub today: Day,
    division: Option<DivisionCode>,
    language: &'a str,
}

impl<'a> Judge<'a> {
    /// A judge of the case as it stands today.
    ///
    /// # Errors
    /// [`Code::KindNotOpen`].
    pub(super) fn new(book: &'a Rulebook, a: &Application, now: Ts, language: &'a str) -> Result<Self> {
        let today = now.day();
        let rules = rules_of(book, a, today)?;
        let mode = mode(&rules, &a.content.0, &a.division, today);
        Ok(Self { book, rules, mode, today, division: a.division.parse().ok(), language })
    }

    /// What is missing in a task.
    ///
    /// # Errors
    /// A fault of the rulebook.
    pub(super) fn faults(&self, task: Task, content: &Content, documents: &BTreeSet<String>) -> Result<Vec<Reason>> {
        let thresholds = match (&content.organization, &self.division) {
            // Who is a legal person by statute meets no conditions of founding (SO-64).
            (Some(o), Some(authority)) if o.statute.is_none() => self.rules.thresholds(&ThresholdQuery {
                authority,
                category: o.category.word(),
                form: &o.form,
                community: o.is_community,
                day: self.today,
            }),
            _ => None,
        };
        let by = Standard {
            rules: &self.rules,
            mode: self.mode,
            thresholds,
            nonstate: self.book.ratio("service.nonstate_share_min", self.today)?,
            today: self.today,
            language: self.language,
        };
        Ok(rules::faults(task, content, documents, &by))
    }

    /// Which organizations keep the proposed legal representative from becoming one here: for an association other
    /// associations, for a foundation every organization (`SO-32`). Found by the keyed hash of the number (`ID-11`).
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) fn bars(&self, c: &mut Conn, content: &Content) -> Result<Vec<Reason>> {
        let barring: fn(&Organization) -> bool = match self.rules.key.as_str() {
            "association" => |o| o.kind == Kind::Association,
            "foundation" => |_| true,
            _ => return Ok(Vec::new()),
        };
        let mut out = Vec::new();
        for person in content.people.iter().filter(|p| p.parts.contains(&Part::Representative)) {
            let held = organization::represented_by(c, &person.identity)?;
            out.extend(held.iter().filter(|o| barring(o)).map(|o| {
                Reason::from(Code::RepresentativeElsewhere)
                    .with("name", person.name.clone())
                    .with("organization", o.name.clone())
            }));
        }
        Ok(out)
    }

    /// The least capital that suffices, if there is a number.
    pub(super) fn capital_min(&self, content: &Content) -> Option<crate::kernel::money::Money> {
        let o = content.organization.as_ref().filter(|o| o.statute.is_none())?;
        let query = ThresholdQuery {
            authority: self.division.as_ref()?,
            category: o.category.word(),
            form: &o.form,
            community: o.is_community,
            day: self.today,
        };
        self.rules.thresholds(&query)?.capital_min
    }

    /// What is doubtful about the name, from its words, the register and other applications (`SO-40`–`SO-51`).
    ///
    /// # Errors
    /// A fault of the database.
    pub(super) fn name_faults(&self, c: &mut Conn, a: &Application) -> Result<Vec<NameFault>> {
        let Some(o) = &a.content.0.organization else { return Ok(Vec::new()) };
        // A filed group that is registered keeps its own name (SO-155).
        let own = a.upgrades();
        let asked = NameAsked { name: &o.name, division: &a.division, application: Some(a.id), organization: own };
        let mut out = judge_name(c, self.book, &self.rules, &asked, self.today)?;
        let community = match (a.is_filing(), &o.community) {
            (true, Some(code)) => store::committee(c, &a.division, code)?,
            _ => None,
        };
        let people = a.content.0.people.iter().map(|p| p.name.as_str());
        out.extend(names::named_after(&o.name, a.kind.word(), people));
        out.extend(community.and_then(|c| names::lacks_community(&o.name, &c.name)));
        Ok(out)
    }
}

/// A name somebody wants, and who.
#[derive(Debug, Clone, Copy)]
pub struct NameAsked<'a> {
    /// The name.
    pub name: &'a str,
    /// Division of the registration authority.
    pub division: &'a str,
    /// The application that asks for it.
    pub application: Option<ApplicationId>,
    /// The organization that asks for it: what it is and was called stands not in its own way.
    pub organization: Option<OrganizationId>,
}

/// What is doubtful about a name, from its words, the register and other cases under way (`SO-40`–`SO-51`): one judgement
/// for the check before founding, for founding and for change.
///
/// # Errors
/// A fault of the database.
pub fn judge_name(
    c: &mut Conn,
    book: &Rulebook,
    rules: &OrganizationKind,
    asked: &NameAsked<'_>,
    today: Day,
) -> Result<Vec<NameFault>> {
    let places: Vec<String> = book.divisions().all().map(|d| d.zh.clone()).collect();
    let starts = division_names(book, asked.division);
    let mut out = names::check(asked.name, &rules.name_rules, &starts, &places);
    out.extend(taken(c, book, asked, today)?);
    let own = match asked.application {
        Some(id) => Some(store::find_by_id(c, id)?.account_id),
        None => None,
    };
    if reservation::held_by_others(c, asked.name, own, today)? {
        let word = asked.name.to_owned();
        out.push(NameFault { check: "reserved", rule: "SO-52", word, is_blocking: true });
    }
    if store::rivals(c, asked)? > 0 {
        out.push(NameFault { check: "rival", rule: "SO-50", word: asked.name.to_owned(), is_blocking: false });
    }
    Ok(out)
}

/// The first reason in the register against a name: borne, or blocked since it ended or was given up.
fn taken(c: &mut Conn, book: &Rulebook, asked: &NameAsked<'_>, today: Day) -> Result<Option<NameFault>> {
    let blocked = |check, rule| Some(NameFault { check, rule, word: asked.name.to_owned(), is_blocking: true });
    let holds = |key: &str, since: Day| -> Result<bool> {
        let years = u32::from(book.period(key, today)?.value);
        Ok(since.checked_add_months(Months::new(12 * years)).is_some_and(|until| today <= until))
    };
    for (id, status, at) in store::namesakes(c, asked.name)? {
        if asked.organization == Some(id) {
            continue;
        }
        let key = match status {
            OrganizationStatus::Revoked => "name.block_revoked",
            OrganizationStatus::Cancelled => "name.block_cancelled",
            _ => return Ok(blocked("taken", "SO-40")),
        };
        if holds(key, at.day())? {
            return Ok(blocked("ended-recently", "SO-50"));
        }
    }
    let former = store::given_up(c, asked.name, asked.organization)?;
    match former {
        Some(day) if holds("name.block_cancelled", day)? => Ok(blocked("renamed-recently", "SO-50")),
        _ => Ok(None),
    }
}

/// What is a name's own 字号和领域: without the division of the city it begins with, words that only qualify, and the form
/// it ends with.
#[must_use]
pub fn own_part<'a>(book: &Rulebook, rules: &OrganizationKind, name: &'a str) -> &'a str {
    let divisions = division_names(book, book.divisions().home().as_str());
    let own = names::own_part(name, &rules.name_rules, &divisions);
    rules.name_rules.qualified_words.iter().find_map(|w| own.strip_prefix(w.as_str())).unwrap_or(own)
}

/// The lawful beginnings of a name at an authority: its division, alone and after the city's (`SO-44`), and the
/// counties below a city; at a street or township with its county.
#[must_use]
pub(super) fn division_names(book: &Rulebook, division: &str) -> Vec<String> {
    let Ok(code) = division.parse::<DivisionCode>() else { return Vec::new() };
    let all = book.divisions();
    if code.level() == Level::Township {
        // A filed group names county and street or township, after the city or not (SO-154).
        let path: Vec<&str> = all.path(&code).iter().map(|d| d.zh.as_str()).collect();
        let own = path.get(path.len().saturating_sub(2)..).unwrap_or_default().concat();
        let with_city = path.get(path.len().saturating_sub(3)..).unwrap_or_default().concat();
        return vec![own, with_city];
    }
    let city = all.get(all.home()).map(|d| d.zh.clone()).unwrap_or_default();
    let own = all.get(&code).map(|d| d.zh.clone());
    let below = all.children(&code).filter(|d| d.code.as_str().len() == 6).map(|d| d.zh.clone());
    let mut out: Vec<String> = own.into_iter().chain(below).collect();
    let with_city: Vec<String> = out.iter().filter(|d| **d != city).map(|d| format!("{city}{d}")).collect();
    out.extend(with_city);
    out
}

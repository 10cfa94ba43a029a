//! Puts page contexts together from a change, in the reader's language.
use crate::{
    kernel::{
        refusal::{Reason, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Env},
        files::inspect::Format,
        i18n::Locale,
        rulebook::{CHARTER, OrganizationKind as Rules, RegistrationMode},
    },
    registry::{
        application::{
            self, Authority, Defect, NameFault,
            views::{DecisionLine, DefectLine, FileLine, Happened, PaperLink},
        },
        change::{
            content::Content,
            judge::Judge,
            model::{Change, ChangeState as State, Document},
            rules, store,
            views::{Difference, Field, Head, Place},
        },
        organization::{self, Item, Organization, history::pages as history},
    },
    web::{Cx, Left, form},
};
use std::{collections::HashMap, sync::Arc};

/// A change with what its pages need.
pub(in super::super) struct Case {
    pub x: Change,
    pub o: Organization,
    pub documents: Vec<Document>,
    pub rules: Arc<Rules>,
    pub mode: RegistrationMode,
    pub office: Authority,
    pub history: Vec<(String, String, Ts)>,
    pub names: HashMap<i64, String>,
    pub name_faults: Vec<NameFault>,
    pub missing: Vec<Reason>,
}

impl Case {
    pub(in super::super) fn load(c: &mut Conn, env: &Env, x: Change, now: Ts, language: &str) -> Result<Self> {
        let o = organization::find(c, x.organization_id)?;
        let judge = Judge::new(&env.rulebook, &x, &o, now)?;
        let ids: Vec<i64> = [x.clerk_id, x.reviewer_id, x.decider_id].into_iter().flatten().map(|a| a.0).collect();
        Ok(Self {
            documents: store::current(c, x.id)?,
            office: application::authority(c, x.authority_id)?,
            history: store::history(c, x.id)?,
            names: application::names_of(c, &ids)?,
            name_faults: if x.state.is_open() { judge.name_faults(c, &x)? } else { Vec::new() },
            missing: if x.state.is_editable() { judge.missing(c, &x, language)? } else { Vec::new() },
            mode: judge.mode,
            rules: Arc::clone(&judge.rules),
            x,
            o,
        })
    }

    pub(super) fn name(&self, id: Option<crate::kernel::actor::AccountId>) -> Option<String> {
        id.and_then(|id| self.names.get(&id.0).cloned())
    }
}

/// The words of an item, the charter included.
pub(in super::super) fn item_word(cx: &Cx, rules: Option<&Rules>, key: &str) -> String {
    match key.parse::<Item>() {
        Ok(item) => history::label(cx, rules, item),
        Err(_) if key == CHARTER => cx.say("change-charter"),
        Err(_) => key.to_owned(),
    }
}

/// The words of everything that changes.
pub(in super::super) fn item_words(cx: &Cx, rules: Option<&Rules>, content: &Content) -> Vec<String> {
    content.changed().into_iter().map(|key| item_word(cx, rules, key)).collect()
}

pub(in super::super) fn head(cx: &Cx, case: &Case) -> Head {
    let (x, today) = (&case.x, cx.now().day());
    let calendar = cx.env().rulebook.calendar();
    let content = &x.content.0;
    let apply_by = case.rules.change.as_ref().and_then(|r| rules::apply_by(r, calendar, content, x.agreed_on));
    let came = x.submitted_at.map_or(today, Ts::day);
    Head {
        no: x.no.clone(),
        name: case.o.name.clone(),
        code: case.o.credit_code.clone(),
        state: x.state,
        items: item_words(cx, Some(&case.rules), content),
        authority: if cx.locale == Locale::Zh { case.office.name.clone() } else { case.office.name_en.clone() },
        phone: case.office.phone.clone(),
        reason: content.reason.clone(),
        agreed_on: x.agreed_on,
        is_dual: case.mode.needs_sponsor(),
        apply_by,
        is_late: apply_by.is_some_and(|day| came > day),
        received_at: x.received_at,
        deemed_on: x.accepted_on.filter(|_| x.is_deemed),
        statutory_due: x.statutory_due,
        left: x.due_on.map(|due| Left::by(calendar, today, due)),
    }
}

/// Item by item: what is or was registered, what shall be.
pub(in super::super) fn differences(cx: &Cx, case: &Case) -> Vec<Difference> {
    let content = &case.x.content.0;
    let announced = content.announced(&case.rules);
    let before = |item: &Item| content.before.get(item).cloned().unwrap_or_else(|| case.o.item(*item));
    let mut out: Vec<Difference> = content
        .items
        .iter()
        .map(|(item, after)| Difference {
            key: item.word(),
            label: history::label(cx, Some(&case.rules), *item),
            before: history::shown(cx, *item, &before(item)),
            after: history::shown(cx, *item, after),
            is_announced: announced.contains_key(item),
        })
        .collect();
    if let Some(text) = &content.charter {
        out.push(Difference {
            key: CHARTER,
            label: cx.say("change-charter"),
            before: cx.say("change-charter-before"),
            after: text.clone(),
            is_announced: false,
        });
    }
    out
}

/// The registered items as fields of a draft.
pub(super) fn fields(cx: &Cx, case: &Case) -> Vec<Field> {
    let field = |i: &crate::platform::rulebook::RegisteredItem| {
        let item: Item = i.key.parse().ok()?;
        Some(Field {
            key: item.word(),
            label: i.label.in_language(cx.locale.tag()).to_owned(),
            now: history::shown(cx, item, &case.o.item(item)),
            form: match item {
                Item::Capital => "money",
                Item::Purpose | Item::Scope => "lines",
                _ => "line",
            },
            is_announced: i.announced,
        })
    };
    case.rules.registered_items.iter().filter_map(field).collect()
}

pub(in super::super) fn file(no: &str, d: &Document, editable: bool) -> FileLine {
    let href = format!("/changes/{no}/documents/{}", d.id);
    FileLine {
        name: d.name.clone(),
        remove: editable.then(|| format!("{href}/removal")),
        href,
        size: d.size,
        pages: d.pages,
        sha256: d.sha256.clone(),
        at: d.created_at,
    }
}

/// The name of a document.
pub(in super::super) fn document(cx: &Cx, case: &Case, key: &str) -> String {
    let known = case.rules.change.iter().flat_map(|r| &r.documents).find(|d| d.document.key == key);
    known.map_or_else(|| key.to_owned(), |d| d.document.label.in_language(cx.locale.tag()).to_owned())
}

/// The places for documents that this change has.
pub(super) fn places(cx: &Cx, case: &Case) -> Vec<Place> {
    let changed = case.x.content.0.changed();
    if changed.is_empty() {
        return Vec::new();
    }
    let editable = case.x.state.is_editable();
    let wanted = case.rules.change.iter().flat_map(|r| &r.documents).filter(|d| d.is_offered(&changed, case.mode));
    let place = |d: &crate::platform::rulebook::ChangeDocument| Place {
        key: d.document.key.clone(),
        label: d.document.label.in_language(cx.locale.tag()).to_owned(),
        is_required: d.is_required(&changed, case.mode),
        types: d.document.accepts.iter().filter_map(|t| extension(t)).collect(),
        files: case
            .documents
            .iter()
            .filter(|x| x.key == d.document.key)
            .map(|x| file(&case.x.no, x, editable))
            .collect(),
    };
    wanted.map(place).collect()
}

fn extension(media_type: &str) -> Option<&'static str> {
    Format::ALL.into_iter().find(|f| f.media_type() == media_type).map(Format::extension)
}

/// Keys of the checklist: every item that changes, then every document that was brought.
pub(in super::super) fn checklist(x: &Change, documents: &[Document]) -> Vec<String> {
    let items = x.content.0.changed().into_iter().map(str::to_owned);
    items.chain(documents.iter().map(|d| format!("doc-{}", d.key))).collect()
}

/// The words of a key of the checklist.
pub(in super::super) fn check_word(cx: &Cx, case: &Case, key: &str) -> String {
    match key.strip_prefix("doc-") {
        Some(document_key) => document(cx, case, document_key),
        None => item_word(cx, Some(&case.rules), key),
    }
}

pub(in super::super) fn defects(cx: &Cx, case: &Case, defects: &[Defect]) -> Vec<DefectLine> {
    let line = |d: &Defect| DefectLine {
        label: check_word(cx, case, &d.item),
        text: d.text.clone(),
        answer: d.answer.clone(),
        href: match d.item.strip_prefix("doc-") {
            Some(key) => format!("#f-file.{key}"),
            None if d.item == CHARTER => "#f-charter".to_owned(),
            None => format!("#f-new.{}", d.item),
        },
    };
    defects.iter().map(line).collect()
}

pub(in super::super) fn events(cx: &Cx, case: &Case) -> Vec<Happened> {
    let entry = case.x.entry_id.or(case.x.decision.as_ref().map(|d| d.0.entry));
    let happened = |(n, (event, to, at)): (usize, &(String, String, Ts))| {
        let is_decided =
            to.parse::<State>().is_ok_and(|s| matches!(s, State::Approved | State::Refused | State::NotAccepted));
        Happened {
            title: cx.say(&format!("change-event-{event}")),
            state: (n == 0).then_some("now"),
            at: *at,
            entry: entry.filter(|_| is_decided),
        }
    };
    case.history.iter().enumerate().map(happened).collect()
}

pub(in super::super) fn papers(cx: &Cx, case: &Case) -> Vec<PaperLink> {
    let x = &case.x;
    let link =
        |name: &str, key: &str| PaperLink { label: cx.say(key), href: format!("/changes/{}/papers/{name}.pdf", x.no) };
    let mut out = Vec::new();
    if x.submitted_at.is_some() {
        out.push(link("receipt", "app-paper-receipt"));
    }
    if !x.notices.0.is_empty() {
        out.push(link("correction", "app-paper-correction"));
    }
    if x.accepted_on.is_some() {
        out.push(link("acceptance", "app-paper-acceptance"));
    }
    if x.decision.is_some() {
        out.push(link("decision", decision_title(x.state)));
    }
    out
}

/// The message that names the paper of a decision.
pub(in super::super) fn decision_title(state: State) -> &'static str {
    match state {
        State::Approved => "change-paper-granted",
        State::NotAccepted => "app-paper-decision-not-accepted",
        _ => "change-paper-refused",
    }
}

pub(in super::super) fn decision(cx: &Cx, x: &Change) -> Option<DecisionLine> {
    let d = &x.decision.as_ref()?.0;
    Some(DecisionLine {
        is_granted: d.is_granted,
        ground: d.ground.map(|g| cx.say(&format!("ground-{}", g.word().replace('_', "-")))),
        text: d.text.clone(),
        entry: x.entry_id.unwrap_or(d.entry),
    })
}

pub(in super::super) fn sentences(cx: &Cx, reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect()
}

//! Puts page contexts together from a cancellation, in the reader's language.
use crate::{
    kernel::{
        refusal::{Reason, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Env},
        files::inspect::Format,
        i18n::Locale,
        rulebook::{OrganizationKind as Rules, RegistrationMode},
    },
    registry::{
        application::{
            self, Authority, Defect,
            views::{DecisionLine, DefectLine, FileLine, Happened},
        },
        cancellation::{
            actions,
            content::Content,
            model::{Cancellation, CancellationState as State, Document},
            rules, store,
            views::{Head, Place},
        },
        change::mode_of,
        organization::{self, Organization},
    },
    web::{Cx, Left, form},
};
use std::{
    collections::{BTreeSet, HashMap},
    sync::Arc,
};

/// A cancellation with what its pages need.
pub(in super::super) struct Case {
    pub x: Cancellation,
    pub o: Organization,
    pub documents: Vec<Document>,
    pub rules: Arc<Rules>,
    pub mode: RegistrationMode,
    pub office: Authority,
    pub history: Vec<(String, String, Ts)>,
    pub names: HashMap<i64, String>,
    pub days: rules::Days,
    pub missing: Vec<Reason>,
}

impl Case {
    pub(in super::super) fn load(c: &mut Conn, env: &Env, x: Cancellation, now: Ts, language: &str) -> Result<Self> {
        let o = organization::find(c, x.organization_id)?;
        let (kind, today, mode) = (actions::rules_on(c, &env.rulebook, &x, now.day())?, now.day(), mode_of(o.mode));
        let documents = store::current(c, x.id)?;
        let p = actions::periods(&kind)?;
        let days = rules::days(p, env.rulebook.calendar(), &x.content.0, x.announced_at, o.is_charity);
        let keys: BTreeSet<String> = documents.iter().map(|d| d.key.clone()).collect();
        let missing = match x.state {
            State::Draft => {
                let simplified = env.rulebook.count("cancel.simplified", today)? > 0;
                rules::unplanned(&x.content.0, &p.grounds, simplified, today)
            }
            s if s.is_editable() => rules::missing(&x, p, &days, &keys, (mode, today, language)),
            _ => Vec::new(),
        };
        let ids: Vec<i64> = [x.clerk_id, x.reviewer_id, x.decider_id].into_iter().flatten().map(|a| a.0).collect();
        Ok(Self {
            office: application::authority(c, x.authority_id)?,
            history: store::history(c, x.id)?,
            names: application::names_of(c, &ids)?,
            rules: kind,
            documents,
            missing,
            mode,
            days,
            x,
            o,
        })
    }

    pub(super) fn name(&self, id: Option<crate::kernel::actor::AccountId>) -> Option<String> {
        id.and_then(|id| self.names.get(&id.0).cloned())
    }
}

/// The words of the ground, with the procedure.
pub(in super::super) fn ground_word(cx: &Cx, content: &Content) -> String {
    let ground = content.ground.map(|g| cx.say(&format!("cancellation-ground-{}", g.word())));
    let simple = content.is_simplified.then(|| cx.say("cancellation-simplified"));
    ground.into_iter().chain(simple).collect::<Vec<_>>().join(" · ")
}

pub(in super::super) fn head(cx: &Cx, case: &Case) -> Head {
    let (x, today) = (&case.x, cx.now().day());
    let calendar = cx.env().rulebook.calendar();
    let content = &x.content.0;
    let came = x.submitted_at.map_or(today, Ts::day);
    Head {
        no: x.no.clone(),
        name: case.o.name.clone(),
        code: case.o.credit_code.clone(),
        state: x.state,
        ground: ground_word(cx, content),
        facts: content.facts.clone(),
        ended_on: content.ended_on,
        is_simplified: content.is_simplified,
        group: content.group.join(if cx.locale == Locale::Zh { "、" } else { ", " }),
        group_on: content.group_on,
        is_group_late: case.days.group_by.is_some_and(|last| content.group_on.unwrap_or(today) > last),
        group_by: case.days.group_by,
        contact: content.contact.clone(),
        announced_at: x.announced_at,
        open_until: case.days.open_until,
        liquidated_on: content.liquidated_on,
        apply_by: case.days.apply_by,
        is_late: case.days.apply_by.is_some_and(|last| came > last),
        report: content.report.clone(),
        assets: content.assets.clone(),
        authority: if cx.locale == Locale::Zh { case.office.name.clone() } else { case.office.name_en.clone() },
        phone: case.office.phone.clone(),
        received_at: x.received_at,
        deemed_on: x.accepted_on.filter(|_| x.is_deemed),
        statutory_due: x.statutory_due,
        left: x.due_on.map(|due| Left::by(calendar, today, due)),
    }
}

pub(in super::super) fn file(no: &str, d: &Document, editable: bool) -> FileLine {
    let href = format!("/cancellations/{no}/documents/{}", d.id);
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
    let known = case.rules.cancellation.iter().flat_map(|r| &r.documents).find(|d| d.document.key == key);
    known.map_or_else(|| key.to_owned(), |d| d.document.label.in_language(cx.locale.tag()).to_owned())
}

/// The places for documents that this cancellation has.
pub(super) fn places(cx: &Cx, case: &Case) -> Vec<Place> {
    let simple = case.x.content.0.is_simplified;
    let all = case.rules.cancellation.iter().flat_map(|r| &r.documents);
    let wanted = all.filter(|d| (d.simplified || !simple) && d.document.is_offered(case.mode));
    let editable = case.x.state.is_editable();
    let place = |d: &crate::platform::rulebook::CancellationDocument| Place {
        key: d.document.key.clone(),
        label: d.document.label.in_language(cx.locale.tag()).to_owned(),
        is_required: d.document.is_required(case.mode),
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

/// Keys of the checklist: ground, report, assets, then every document that was brought.
pub(in super::super) fn checklist(documents: &[Document]) -> Vec<String> {
    let parts = ["ground", "report", "assets"].map(str::to_owned);
    parts.into_iter().chain(documents.iter().map(|d| format!("doc-{}", d.key))).collect()
}

/// The words of a key of the checklist.
pub(in super::super) fn check_word(cx: &Cx, case: &Case, key: &str) -> String {
    match key.strip_prefix("doc-") {
        Some(document_key) => document(cx, case, document_key),
        None => cx.say(&format!("cancellation-{key}")),
    }
}

pub(in super::super) fn defects(cx: &Cx, case: &Case, defects: &[Defect]) -> Vec<DefectLine> {
    let line = |d: &Defect| DefectLine {
        label: check_word(cx, case, &d.item),
        text: d.text.clone(),
        answer: d.answer.clone(),
        href: match d.item.strip_prefix("doc-") {
            Some(key) => format!("#f-file.{key}"),
            None => format!("#f-{}", d.item),
        },
    };
    defects.iter().map(line).collect()
}

pub(in super::super) fn events(cx: &Cx, case: &Case) -> Vec<Happened> {
    let entry = case.x.entry_id.or(case.x.decision.as_ref().map(|d| d.0.entry));
    let decided = |to: &str| {
        to.parse::<State>().is_ok_and(|s| matches!(s, State::Approved | State::Refused | State::NotAccepted))
    };
    let happened = |(n, (event, to, at)): (usize, &(String, String, Ts))| Happened {
        title: cx.say(&format!("cancellation-event-{event}")),
        state: (n == 0).then_some("now"),
        at: *at,
        entry: entry.filter(|_| decided(to)),
    };
    case.history.iter().enumerate().map(happened).collect()
}

pub(in super::super) fn decision(cx: &Cx, x: &Cancellation) -> Option<DecisionLine> {
    let d = &x.decision.as_ref()?.0;
    Some(DecisionLine {
        is_granted: d.is_granted,
        ground: d.ground.map(|g| cx.say(&format!("ground-{}", g.word().replace('_', "-")))),
        text: d.text.clone(),
        entry: d.entry,
    })
}

pub(in super::super) fn sentences(cx: &Cx, reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect()
}

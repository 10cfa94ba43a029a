//! Puts page contexts together from a dossier, in the reader's language.
use crate::{
    kernel::{
        actor::{AccountId, Actor, Role},
        refusal::{Reason, Result},
        time::{Day, Ts},
    },
    platform::{db::Conn, files::inspect::Format, i18n::Locale},
    registry::{
        application::{
            self, Defect, Ground, PauseKind,
            views::{
                Choice, DecisionLine, DefectLine, ExtensionLine, FileLine, Happened, PaperLink, PauseLine, Verdict,
            },
        },
        case::{
            access,
            dossier::Dossier,
            matter::Matter,
            model::{Case, CaseState as State, Document},
            papers::Paper,
            rules, store,
            views::{Course, DeskSide, DraftSide, Head, PlaceLine},
        },
    },
    web::{Cx, Left, form},
};

/// What every page of the case shows; `apply_by` is the kind's own last day to apply.
#[must_use]
pub fn head<C: Matter>(cx: &Cx, d: &Dossier<C>, apply_by: Option<Day>) -> Head {
    let (x, today) = (&d.x, cx.now().day());
    let came = x.submitted_at.map_or(today, Ts::day);
    Head {
        kind: C::KIND.word(),
        path: x.path(),
        queue: format!("/desk{}", C::KIND.root()),
        no: x.no.clone(),
        name: d.o.name.clone(),
        code: d.o.credit_code.clone(),
        state: x.state,
        title: x.content.0.title(cx, Some(&d.rules)),
        authority: if cx.locale == Locale::Zh { d.office.name.clone() } else { d.office.name_en.clone() },
        phone: d.office.phone.clone(),
        apply_by,
        is_late: apply_by.is_some_and(|last| came > last),
        received_at: x.received_at,
        deemed_on: x.accepted_on.filter(|_| x.is_deemed),
        statutory_due: x.statutory_due,
        left: x.due_on.map(|due| Left::by(cx.env().rulebook.calendar(), today, due)),
    }
}

fn file<C: Matter>(x: &Case<C>, d: &Document, editable: bool) -> FileLine {
    let href = format!("{}/documents/{}", x.path(), d.id);
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
pub(in super::super) fn document<C: Matter>(cx: &Cx, d: &Dossier<C>, key: &str) -> String {
    let places = d.x.content.0.places(&d.rules, d.mode);
    let known = places.iter().find(|p| p.document.key == key);
    known.map_or_else(|| key.to_owned(), |p| p.document.label.in_language(cx.locale.tag()).to_owned())
}

/// The words of a key of the checklist.
fn check_word<C: Matter>(cx: &Cx, d: &Dossier<C>, key: &str) -> String {
    match key.strip_prefix("doc-") {
        Some(key) => document(cx, d, key),
        None => C::part_word(cx, &d.rules, key),
    }
}

/// The points of a notice, each with the field where it is put right.
#[must_use]
pub fn defects<C: Matter>(cx: &Cx, d: &Dossier<C>, defects: &[Defect]) -> Vec<DefectLine> {
    let line = |x: &Defect| DefectLine {
        label: check_word(cx, d, &x.item),
        text: x.text.clone(),
        answer: x.answer.clone(),
        href: match x.item.strip_prefix("doc-") {
            Some(key) => format!("#f-file.{key}"),
            None => format!("#f-{}", C::part_field(&x.item)),
        },
    };
    defects.iter().map(line).collect()
}

/// What the page of a draft shows beside the kind's own fields.
#[must_use]
pub fn draft<C: Matter>(cx: &Cx, d: &Dossier<C>, missing: &[Reason]) -> DraftSide {
    let asked = d.x.notices.0.last().filter(|_| d.x.state == State::Correction);
    let place = |p: crate::registry::case::Place<'_>| PlaceLine {
        key: p.document.key.clone(),
        label: p.document.label.in_language(cx.locale.tag()).to_owned(),
        is_required: p.is_required,
        types: p.document.accepts.iter().filter_map(|t| extension(t)).collect(),
        files: d.documents.iter().filter(|f| f.key == p.document.key).map(|f| file(&d.x, f, true)).collect(),
    };
    DraftSide {
        documents: d.x.content.0.places(&d.rules, d.mode).into_iter().map(place).collect(),
        missing: sentences(cx, missing),
        defects: asked.map(|n| defects(cx, d, &n.defects)).unwrap_or_default(),
    }
}

fn extension(media_type: &str) -> Option<&'static str> {
    Format::ALL.into_iter().find(|f| f.media_type() == media_type).map(Format::extension)
}

/// The course of a case: for the office with every wish for more time, for its organization once that is granted.
#[must_use]
pub fn course<C: Matter>(cx: &Cx, d: &Dossier<C>, is_office: bool) -> Course {
    Course {
        files: d.documents.iter().map(|f| (document(cx, d, &f.key), file(&d.x, f, false))).collect(),
        events: events(cx, d),
        papers: papers(cx, &d.x),
        decision: decision(cx, &d.x),
        pauses: pauses(cx, d),
        extension: more_time(d).filter(|e| is_office || e.state == "granted"),
        may_withdraw: rules::may_withdraw(&d.x).is_ok(),
    }
}

fn events<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Vec<Happened> {
    let entry = d.x.entry_id.or(d.x.decision.as_ref().map(|d| d.0.entry));
    let happened = |(n, (event, to, at)): (usize, &(String, String, Ts))| Happened {
        title: cx.say(&format!("{}-event-{event}", C::KIND)),
        state: (n == 0).then_some("now"),
        at: *at,
        entry: entry.filter(|_| to.parse::<State>().is_ok_and(State::is_decided)),
    };
    d.history.iter().enumerate().map(happened).collect()
}

/// Papers that exist by now (`CX-02`).
fn papers<C: Matter>(cx: &Cx, x: &Case<C>) -> Vec<PaperLink> {
    let there = Paper::ALL.iter().filter(|p| p.exists(x));
    there.map(|p| PaperLink { label: cx.say(&p.title(x)), href: format!("{}/papers/{p}.pdf", x.path()) }).collect()
}

fn decision<C: Matter>(cx: &Cx, x: &Case<C>) -> Option<DecisionLine> {
    let d = &x.decision.as_ref()?.0;
    Some(DecisionLine {
        is_granted: d.is_granted,
        ground: d.ground.map(|g| cx.say(&format!("ground-{}", g.word().replace('_', "-")))),
        text: d.text.clone(),
        entry: x.entry_id.unwrap_or(d.entry),
    })
}

fn pauses<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Vec<PauseLine> {
    let line = |p: &crate::registry::case::model::PauseRow| PauseLine {
        kind: p.kind.word(),
        reason: p.reason.clone(),
        officers: p.officers.0.join(if cx.locale == Locale::Zh { "、" } else { ", " }),
        from_on: p.from_on,
        expected_on: p.expected_on,
        until_on: p.until_on,
        record: p.record.clone().unwrap_or_default(),
    };
    d.pauses.iter().rev().map(line).collect()
}

fn more_time<C: Matter>(d: &Dossier<C>) -> Option<ExtensionLine> {
    let e = d.extension.as_ref()?;
    let state = match e.is_granted {
        None => "asked",
        Some(true) => "granted",
        Some(false) => "refused",
    };
    Some(ExtensionLine { state, reason: e.reason.clone(), answer: e.answer.clone().unwrap_or_default(), days: None })
}

/// Reasons as sentences.
#[must_use]
pub fn sentences(cx: &Cx, reasons: &[Reason]) -> Vec<String> {
    reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect()
}

/// What the desk shows to this reader.
///
/// # Errors
/// A fault of the database.
pub async fn desk<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Result<DeskSide> {
    let x = &d.x;
    let part = part(&cx.actor, x);
    let (authority, examines) = (x.authority_id, part == "reviewer");
    let staff = cx.read(move |c| if examines { store::staff(c, authority) } else { Ok(Vec::new()) }).await?;
    let next = next_of(cx, x).await?;
    let verdict = |key: &String| Verdict {
        name: key.clone(),
        label: check_word(cx, d, key),
        value: x.checks.0.get(key).map_or("", |check| if check.is_fine { "ok" } else { "fix" }),
        note: None,
        text: x.checks.0.get(key).map(|check| check.text.clone()).unwrap_or_default(),
    };
    let opinion = x.opinion.as_ref().map(|o| DecisionLine {
        is_granted: o.0.is_in_favour,
        ground: None,
        text: o.0.text.clone(),
        entry: 0,
    });
    let grounds: &[Ground] = if x.state == State::Submitted { &Ground::NOT_ACCEPTED } else { C::REFUSED };
    let extends =
        |me: AccountId| is_free(&cx.actor, x, Role::Decider) && rules::may_extend(x, me, d.extension.as_ref()).is_ok();
    Ok(DeskSide {
        checks: d.checklist().iter().map(verdict).collect(),
        sent: x.notices.0.last().map(|n| defects(cx, d, &n.defects)).unwrap_or_default(),
        sent_at: x.notices.0.last().map(|n| n.at),
        opinion,
        handlers: [d.name(x.clerk_id), d.name(x.reviewer_id), d.name(x.decider_id)],
        part,
        extends: cx.actor.account().is_some_and(extends),
        is_over: rules::counts_as_accepted(x, cx.now()),
        grounds: grounds.iter().map(|g| g.word()).collect(),
        procedures: PauseKind::ALL.iter().map(|k| k.word()).collect(),
        staff: staff.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        next,
        has_queue: access::is_staff(&cx.actor, x.authority_id),
    })
}

fn is_free<C: Matter>(actor: &Actor, x: &Case<C>, role: Role) -> bool {
    actor.is_at(role, x.authority_id) && !actor.is_officer_of(x.organization_id)
}

fn part<C: Matter>(actor: &Actor, x: &Case<C>) -> &'static str {
    let me = actor.account();
    match x.state {
        State::Submitted if is_free(actor, x, Role::Clerk) => "clerk",
        State::Accepted if is_free(actor, x, Role::Reviewer) && x.clerk_id != me => "reviewer",
        State::Suspended if is_free(actor, x, Role::Reviewer) && x.clerk_id != me => "resumer",
        State::Reviewed if is_free(actor, x, Role::Decider) && x.clerk_id != me && x.reviewer_id != me => "decider",
        _ => "",
    }
}

/// The most urgent other case of the same stage: whoever has decided one goes on with it.
async fn next_of<C: Matter>(cx: &Cx, x: &Case<C>) -> Result<Option<String>> {
    let authorities = application::authorities_of(&cx.actor);
    if authorities.is_empty() {
        return Ok(None);
    }
    let roles = [(Role::Clerk, State::Submitted), (Role::Reviewer, State::Accepted), (Role::Decider, State::Reviewed)];
    let mine = roles.into_iter().find(|(role, _)| cx.actor.is_at(*role, x.authority_id)).map(|(_, state)| state);
    let (state, no) = (mine, x.no.clone());
    let q = store::Queue { authorities, state, after: None, rows: 2 };
    let found = cx.read(move |c: &mut Conn| store::queue::<C>(c, &q)).await?;
    Ok(found.into_iter().find(|l| l.no != no).map(|l| format!("{}/{}", C::KIND.root(), l.no)))
}

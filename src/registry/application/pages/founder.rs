//! Pages of the founder.
use super::build::{Case, Reader};
use crate::{
    kernel::{
        actor::Actor,
        identity::DocumentKind,
        refusal::{Error, Result},
        time::Ts,
    },
    platform::{db::Conn, i18n::Locale},
    registry::{
        application::{
            access::{self, Stand},
            actions,
            content::Task,
            forms,
            model::{Application, ApplicationState as State},
            standard::Judge,
            store,
            views::{
                CasePage, CheckPage, Choice, Contact, DocumentNeed, GuidePage, MinePage, MineRow, ReceiptPage,
                TaskLine, TaskPage, TasksPage, Term,
            },
        },
        organization::{self, OrganizationKind},
    },
    web::{
        Cx, Filled, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;

pub(super) fn reader(cx: &Cx) -> Reader {
    Reader { env: std::sync::Arc::clone(cx.env()), locale: cx.locale }
}

/// `GET /registration`: the service guide (`CX-01`).
pub async fn guide(cx: Cx) -> Outcome {
    let view = guide_of(&cx).await?;
    cx.page(&view)
}

async fn guide_of(cx: &Cx) -> Result<GuidePage> {
    let r = reader(cx);
    let today = cx.now().day();
    let offices = cx.read(store::authorities).await?;
    let zh = cx.locale == Locale::Zh;
    let book = &cx.env().rulebook;
    let kinds = book.kinds(today);
    let open = kinds.iter().filter(|k| k.legal_person).map(|k| Choice {
        hint: (!k.enabled).then(|| r.say("app-guide-closed")),
        disabled: !k.enabled,
        ..Choice::new(k.key.clone(), r.label(&k.name))
    });
    let kind = OrganizationKind::Service;
    let rules = book.kind(kind.word(), today).ok_or_else(|| anyhow::anyhow!("the rulebook has no kind service"))?;
    let mode = crate::platform::rulebook::RegistrationMode::Direct;
    let term = |p: crate::kernel::period::Period| Term { n: p.value, unit: p.unit.as_str().to_owned() };
    let name = |a: &super::super::model::Authority| if zh { a.name.clone() } else { a.name_en.clone() };
    Ok(GuidePage {
        kinds: open.collect(),
        authorities: offices.iter().map(|a| Choice::new(a.code.clone(), name(a))).collect(),
        kind,
        basis: rules.source.basis.clone(),
        documents: rules
            .documents_for(mode)
            .map(|d| DocumentNeed { label: r.label(&d.label).to_owned(), is_required: d.is_required(mode) })
            .collect(),
        capital: book.money("service.capital_min", today).ok(),
        statutory: term(rules.periods.decision_statutory),
        promised: term(rules.periods.decision_promised),
        contacts: offices
            .iter()
            .map(|a| Contact { name: name(a), phone: a.phone.clone(), address: a.address.clone() })
            .collect(),
        is_signed_in: cx.actor.account().is_some(),
    })
}

/// `POST /applications`: begins a draft.
pub async fn begin(cx: Cx, submitted: Submitted) -> Outcome {
    cx.person()?;
    let result = match forms::begin(&submitted) {
        Ok(command) => {
            cx.once(&submitted, move |tx| {
                let no = actions::begin(tx, &command)?;
                Ok(Reply::created(format!("/applications/{no}"), json!({ "no": no })).flash("flash-application-begun"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&guide_of(&cx).await?, &form)
        }
    }
}

/// Where a list begins.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// Cursor.
    #[serde(default)]
    pub(super) cursor: String,
}

/// `GET /applications`: what I have begun.
pub async fn mine(cx: Cx, from: Query<From>) -> Outcome {
    let account = cx.person()?.account;
    let before = Cursor::decode(&from.cursor).map(|c| c.id);
    let rows = cx.read(move |c| store::of_founder(c, account, before, ROWS + 1)).await?;
    let page = Paged::cut(rows, ROWS, |l| Cursor { sort: String::new(), id: l.id });
    let next = page.next.as_ref().map(|n| format!("/applications?cursor={n}"));
    let row =
        |l: store::Line| MineRow { no: l.no, name: l.name, kind: l.kind, state: l.state, updated_at: l.updated_at };
    cx.page(&MinePage { rows: page.items.into_iter().map(row).collect(), next })
}

/// `GET /applications/{no}`: task list, case or officer's desk, by state and reader.
pub async fn show(cx: Cx, no: Path<String>, query: Query<super::office::Desk>) -> Outcome {
    let (actor, no) = (cx.actor.clone(), no.into_inner());
    let wanted = no.clone();
    let (a, stand) = cx.read(move |c| access::visible(c, &actor, &wanted)).await?;
    match stand {
        Stand::Staff => super::office::desk(&cx, &no, &query, None).await,
        Stand::Founder if a.state.is_editable() => {
            let view = tasks_of(&cx, a).await?;
            cx.page(&view)
        }
        Stand::Founder => {
            let view = case_of(&cx, a).await?;
            cx.page(&view)
        }
    }
}

async fn own(cx: &Cx, no: &str) -> Result<Application> {
    let (actor, no) = (cx.actor.clone(), no.to_owned());
    cx.read(move |c| access::own(c, &actor, &no)).await
}

async fn tasks_of(cx: &Cx, a: Application) -> Result<TasksPage> {
    let (r, now) = (reader(cx), cx.now());
    cx.read(move |c| {
        let case = Case::load(c, &r.env, a, now)?;
        let states = states(&r, &case, now)?;
        let done = states.iter().filter(|(_, s)| *s == "done").count();
        let base = format!("/applications/{}", case.a.no);
        let line = |(task, state): &(Task, &'static str)| TaskLine {
            label: r.say(&format!("app-task-{}", task.word())),
            href: Some(format!("{base}/tasks/{}", task.word())),
            state,
            note: None,
        };
        let is_ready = states.iter().all(|(_, s)| matches!(*s, "done" | "wrong"));
        let finish = TaskLine {
            label: r.say("app-tasks-check"),
            href: is_ready.then(|| format!("{base}/check")),
            state: if is_ready { "todo" } else { "blocked" },
            note: (!is_ready).then(|| r.say("app-tasks-check-blocked")),
        };
        let asked = case.a.notices.0.last().filter(|_| case.a.state == State::Correction);
        Ok(TasksPage {
            tasks: states.iter().map(line).collect(),
            finish: vec![finish],
            done,
            total: states.len(),
            defects: asked.map(|n| r.defects(&case, &n.defects)).unwrap_or_default(),
            notice_at: asked.map(|n| n.at),
            a: r.head(&case, now.day()),
        })
    })
    .await
}

/// How far each task is. In correction the tasks that the notice names are marked until the answers are sent.
fn states(r: &Reader, case: &Case, now: Ts) -> Result<Vec<(Task, &'static str)>> {
    let judge = Judge::new(&r.env.rulebook, &case.a, now, r.locale.tag())?;
    let documents: BTreeSet<String> = case.documents.iter().map(|d| d.key.clone()).collect();
    let content = &case.a.content.0;
    let named = |task: Task| {
        case.a.state == State::Correction
            && case.a.notices.0.last().is_some_and(|n| n.defects.iter().any(|d| belongs(&d.item, task)))
    };
    Task::of(case.a.kind)
        .into_iter()
        .map(|task| {
            let faults = judge.faults(task, content, &documents)?;
            let begun = match task {
                Task::Organization => content.organization.is_some(),
                Task::People => !content.people.is_empty(),
                Task::Members => content.members.is_some(),
                Task::Premises => content.premises.is_some(),
                Task::Capital => content.capital.is_some(),
                Task::Charter => content.charter.is_some(),
                Task::Documents => !documents.is_empty(),
            };
            let state = match (named(task), faults.is_empty(), begun) {
                (true, true, _) => "wrong",
                (_, true, _) => "done",
                (_, false, true) => "doing",
                (_, false, false) => "todo",
            };
            Ok((task, state))
        })
        .collect()
}

fn belongs(item: &str, task: Task) -> bool {
    item == task.word() || (task == Task::Documents && item.starts_with("doc-"))
}

async fn case_of(cx: &Cx, a: Application) -> Result<CasePage> {
    let (r, now) = (reader(cx), cx.now());
    cx.read(move |c| {
        let case = Case::load(c, &r.env, a, now)?;
        let credit_code = match case.a.organization_id {
            Some(id) => Some(organization::find(c, id)?.credit_code),
            None => None,
        };
        Ok(CasePage {
            events: r.events(&case),
            blocks: r.blocks(&case),
            papers: r.papers(&case),
            decision: r.decision(&case.a),
            pauses: r.pauses(&case),
            extension: r.extension(&case).filter(|e| e.state == "granted"),
            credit_code,
            may_withdraw: !case.a.state.is_over(),
            a: r.head(&case, now.day()),
        })
    })
    .await
}

/// Where a task was opened from.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    /// `check` returns to the check page.
    #[serde(default)]
    back: String,
}

impl Back {
    fn word(text: &str) -> &'static str {
        if text == "check" { "check" } else { "" }
    }
}

/// `GET /applications/{no}/tasks/{task}`
pub async fn task(cx: Cx, path: Path<(String, Task)>, back: Query<Back>) -> Outcome {
    let (no, task) = path.into_inner();
    let a = own(&cx, &no).await?;
    let form = filled(task, &a);
    let view = task_of(&cx, a, task, Back::word(&back.back), 1).await?;
    cx.form(&view, &form)
}

pub(super) async fn task_of(cx: &Cx, a: Application, task: Task, back: &'static str, blank: usize) -> Result<TaskPage> {
    let (r, now) = (reader(cx), cx.now());
    cx.read(move |c| build_task(c, &r, a, task, back, blank, now)).await
}

fn build_task(
    c: &mut Conn,
    r: &Reader,
    a: Application,
    task: Task,
    back: &'static str,
    blank: usize,
    now: Ts,
) -> Result<TaskPage> {
    let case = Case::load(c, &r.env, a, now)?;
    let judge = Judge::new(&r.env.rulebook, &case.a, now, r.locale.tag())?;
    let documents: BTreeSet<String> = case.documents.iter().map(|d| d.key.clone()).collect();
    let content = &case.a.content.0;
    let faults = judge.faults(task, content, &documents)?;
    let untouched = matches!(faults.as_slice(), [f] if f.code == crate::kernel::refusal::Code::ApplicationIncomplete)
        || (task == Task::People && content.people.is_empty())
        || (task == Task::Documents && documents.is_empty());
    let asked = case.a.notices.0.last().filter(|_| case.a.state == State::Correction);
    let asked = asked.iter().flat_map(|n| n.defects.iter()).filter(|d| belongs(&d.item, task));
    let mut people: Vec<String> = content.people.iter().map(|p| p.masked.clone()).collect();
    people.extend(std::iter::repeat_n(String::new(), if people.is_empty() { blank.max(1) } else { blank }));
    Ok(TaskPage {
        task,
        back,
        categories: r.categories(&case.rules),
        forms: case.rules.legal_forms.iter().map(|f| Choice::new(f.key.clone(), r.label(&f.name))).collect(),
        divisions: r.divisions(&case.a.division),
        identity_kinds: DocumentKind::ALL.into_iter().map(DocumentKind::as_str).collect(),
        people,
        members: content.members.as_ref().map(|m| (m.individuals.len(), m.units.len())),
        capital_min: judge.capital_min(content),
        charter: case.rules.charter.iter().map(|i| Choice::new(i.key.clone(), r.label(&i.label))).collect(),
        name_faults: if task == Task::Organization { judge.name_faults(c, &case.a)? } else { Vec::new() },
        is_name_checked: content.organization.is_some(),
        missing: if untouched { Vec::new() } else { r.sentences(&faults) },
        documents: if task == Task::Documents { r.places(&case, true) } else { Vec::new() },
        defects: asked.map(|d| d.text.clone()).collect(),
        a: r.head(&case, now.day()),
    })
}

/// The saved answers as form values.
fn filled(task: Task, a: &Application) -> Filled {
    let content = &a.content.0;
    match task {
        Task::Organization => content.organization.as_ref().map_or_else(
            || Filled::with(&json!({ "form": a.form })),
            |o| {
                let mut values = serde_json::to_value(o).unwrap_or_default();
                if !o.is_community
                    && let Some(map) = values.as_object_mut()
                {
                    map.remove("is_community");
                }
                Filled::with(&values)
            },
        ),
        Task::People => {
            let rows: Vec<_> = content
                .people
                .iter()
                .map(|p| {
                    json!({ "name": p.name, "parts": p.parts, "document": p.document.as_str(), "known": p.masked,
                        "phone": p.phone, "is_eligible": if p.is_eligible { "yes" } else { "" } })
                })
                .collect();
            Filled::with(&json!({ "people": rows }))
        }
        Task::Premises => content.premises.as_ref().map(Filled::with).unwrap_or_default(),
        Task::Capital => content.capital.as_ref().map_or_else(Filled::default, |c| {
            Filled::with(&json!({ "amount": c.amount.grouped(), "nonstate": c.nonstate, "source": c.source }))
        }),
        Task::Charter => content.charter.as_ref().map(Filled::with).unwrap_or_default(),
        Task::Members | Task::Documents => Filled::default(),
    }
}

/// `POST /applications/{no}/tasks/{task}`: saves one task.
pub async fn save(cx: Cx, path: Path<(String, Task)>, submitted: Submitted) -> Outcome {
    let (no, task) = path.into_inner();
    let back = Back::word(submitted.raw("back").unwrap_or_default());
    let again = submitted.raw("again").is_some();
    let to = match (back, again) {
        (_, true) => format!("/applications/{no}/tasks/{}", task.word()),
        ("check", _) => format!("/applications/{no}/check"),
        // The name check and the hints about what is missing are shown after saving.
        _ if task == Task::Organization && submitted.raw("stay").is_some() => {
            format!("/applications/{no}/tasks/organization")
        }
        _ => format!("/applications/{no}"),
    };
    let number = no.clone();
    let result = match forms::answer(task, &submitted, cx.now().day()) {
        Ok(Some(answer)) => {
            cx.once(&submitted, move |tx| {
                actions::save(tx, &number, &answer)?;
                Ok(Reply::done(to.clone(), json!({})).flash("flash-application-saved"))
            })
            .await
        }
        Ok(None) => Err(Error::Missing),
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let a = own(&cx, &no).await?;
            let form = cx.filled(&submitted, e)?;
            let rows = submitted.rows("people", forms::PEOPLE).saturating_sub(a.content.0.people.len());
            let view = task_of(&cx, a, task, back, rows).await?;
            cx.form(&view, &form)
        }
    }
}

/// `GET /applications/{no}/check`
pub async fn check(cx: Cx, no: Path<String>) -> Outcome {
    let a = own(&cx, &no).await?;
    let view = check_of(&cx, a).await?;
    cx.page(&view)
}

async fn check_of(cx: &Cx, a: Application) -> Result<CheckPage> {
    let (r, now) = (reader(cx), cx.now());
    cx.read(move |c| {
        let missing = actions::missing(c, &r.env.rulebook, &a, now, r.locale.tag())?;
        let case = Case::load(c, &r.env, a, now)?;
        let asked = case.a.notices.0.last().filter(|_| case.a.state == State::Correction);
        Ok(CheckPage {
            blocks: r.blocks(&case),
            missing: if case.a.state.is_editable() { r.sentences(&missing) } else { Vec::new() },
            defects: asked.map(|n| r.defects(&case, &n.defects)).unwrap_or_default(),
            a: r.head(&case, now.day()),
        })
    })
    .await
}

/// `POST /applications/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let number = no.clone();
    let result = match forms::submission(&submitted) {
        Ok(command) => {
            cx.once(&submitted, move |tx| {
                let a = actions::submit(tx, &number, &command)?;
                Ok(Reply::done(format!("/applications/{}/receipt", a.no), json!({ "no": a.no, "state": a.state })))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let a = own(&cx, &no).await?;
            let form = cx.filled(&submitted, e)?;
            let view = check_of(&cx, a).await?;
            cx.form(&view, &form)
        }
    }
}

/// `GET /applications/{no}/receipt`
pub async fn receipt(cx: Cx, no: Path<String>) -> Outcome {
    let a = own(&cx, &no).await?;
    if a.submitted_at.is_none() {
        return Err(Error::Missing.into());
    }
    let (r, now) = (reader(&cx), cx.now());
    let view = cx
        .read(move |c| {
            let case = Case::load(c, &r.env, a, now)?;
            Ok(ReceiptPage { a: r.head(&case, now.day()) })
        })
        .await?;
    cx.page(&view)
}

/// `POST /applications/{no}/withdrawal`: takes it back, or throws a draft away.
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            let a = actions::withdraw(tx, &no)?;
            let is_draft = a.state == State::Discarded;
            let to = if is_draft { "/applications".to_owned() } else { format!("/applications/{}", a.no) };
            let word = if is_draft { "flash-application-discarded" } else { "flash-application-withdrawn" };
            Ok(Reply::done(to, json!({ "no": a.no, "state": a.state })).flash(word))
        })
        .await?;
    cx.answer(&reply)
}

pub(super) fn may_see(c: &mut Conn, actor: &Actor, no: &str) -> Result<Application> {
    access::visible(c, actor, no).map(|(a, _)| a)
}

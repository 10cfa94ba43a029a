//! The tasks of the list, a form each.
use super::build::{Case, Reader};
use super::founder::{belongs, own, reader};
use crate::{
    kernel::{
        identity::DocumentKind,
        refusal::{Error, Result},
        time::Ts,
    },
    platform::db::Conn,
    registry::application::{
        actions,
        content::Task,
        forms,
        model::{Application, ApplicationState as State},
        standard::Judge,
        store,
        views::{Apart, Choice, TaskPage},
    },
    web::{Cx, Filled, Outcome, Reply, Submitted},
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::json;
use std::collections::BTreeSet;

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
    let communities = match case.a.is_filing() {
        true => store::committees_in(c, &case.a.division)?,
        false => Vec::new(),
    };
    let content = &case.a.content.0;
    let mut faults = judge.faults(task, content, &documents)?;
    if task == Task::People {
        faults.extend(case.bars.iter().cloned());
    }
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
        is_charity: content.is_charitable(),
        apart: Apart::of(&case.rules),
        area: area_of(r, &case),
        communities: communities.iter().map(|x| Choice::new(x.code.clone(), r.office(x))).collect(),
        identity_kinds: DocumentKind::ALL.into_iter().map(DocumentKind::as_str).collect(),
        people,
        members: content.members.as_ref().map(|m| (m.individuals.len(), m.units.len())),
        capital_min: judge.capital_min(content),
        charter: case
            .rules
            .charter_for(content.founding())
            .map(|i| Choice::new(i.key.clone(), r.label(&i.label)))
            .collect(),
        name_faults: if task == Task::Organization { judge.name_faults(c, &case.a)? } else { Vec::new() },
        is_name_checked: content.organization.is_some(),
        missing: if untouched { Vec::new() } else { r.sentences(&faults) },
        documents: if task == Task::Documents { r.places(&case, true) } else { Vec::new() },
        defects: asked.map(|d| d.text.clone()).collect(),
        a: r.head(&case, now.day()),
    })
}

/// The area of activity to propose: the division of the authority, where the kind registers one.
fn area_of(r: &Reader, case: &Case) -> Option<String> {
    let asked = case.rules.registered_items.iter().any(|i| i.key == "area");
    asked.then(|| r.place(&case.a.division))
}

/// The saved answers as form values.
fn filled(task: Task, a: &Application) -> Filled {
    let content = &a.content.0;
    match task {
        Task::Organization => content.organization.as_ref().map_or_else(
            || Filled::with(&json!({ "form": a.form })),
            |o| {
                let mut values = serde_json::to_value(o).unwrap_or_default();
                if let Some(map) = values.as_object_mut() {
                    // A box that is not ticked is not there.
                    map.retain(|_, v| v != false);
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
                        "phone": p.phone, "is_eligible": if p.is_eligible { "yes" } else { "" },
                        "is_charity_eligible": if p.is_charity_eligible { "yes" } else { "" } })
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

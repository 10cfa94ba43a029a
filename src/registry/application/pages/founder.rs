//! Pages of the founder: the cases, one case.
use super::build::{Case, Reader};
use crate::{
    kernel::{refusal::Result, time::Ts},
    registry::{
        application::{
            access::{self, Stand},
            content::Task,
            model::{Application, ApplicationState as State},
            standard::Judge,
            store,
            views::{CasePage, MinePage, MineRow, TaskLine, TasksPage, Wording},
        },
        organization,
    },
    web::{
        Cx, Outcome,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use std::collections::BTreeSet;

pub(super) fn reader(cx: &Cx) -> Reader {
    Reader { env: std::sync::Arc::clone(cx.env()), locale: cx.locale }
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
    let row = |l: store::Line| MineRow {
        words: Wording::of(l.kind),
        no: l.no,
        name: l.name,
        kind: l.kind,
        state: l.state,
        updated_at: l.updated_at,
    };
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

pub(super) async fn own(cx: &Cx, no: &str) -> Result<Application> {
    let (actor, no) = (cx.actor.clone(), no.to_owned());
    cx.read(move |c| access::own(c, &actor, &no)).await
}

pub(super) async fn tasks_of(cx: &Cx, a: Application) -> Result<TasksPage> {
    let (r, now) = (reader(cx), cx.now());
    cx.read(move |c| {
        let case = Case::load(c, &r.env, a, now)?;
        let states = states(&r, &case, now)?;
        let done = states.iter().filter(|(_, s)| *s == "done").count();
        let base = format!("/applications/{}", case.a.no);
        let line = |(task, state): &(Task, &'static str)| TaskLine {
            label: r.say(&format!("{}-{}", Wording::of(case.a.kind).task, task.word())),
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
pub(super) fn states(r: &Reader, case: &Case, now: Ts) -> Result<Vec<(Task, &'static str)>> {
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
            let mut faults = judge.faults(task, content, &documents)?;
            if task == Task::People {
                faults.extend(case.bars.iter().cloned());
            }
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

pub(super) fn belongs(item: &str, task: Task) -> bool {
    item == task.word() || (task == Task::Documents && item.starts_with("doc-"))
}

pub(super) async fn case_of(cx: &Cx, a: Application) -> Result<CasePage> {
    let (r, now) = (reader(cx), cx.now());
    cx.read(move |c| {
        let case = Case::load(c, &r.env, a, now)?;
        let became = match case.a.organization_id {
            Some(id) => Some(organization::find(c, id)?),
            None => None,
        };
        let filing_no = became.as_ref().filter(|o| !o.is_registered).map(|o| o.certificate_no.clone());
        let credit_code = became.map(|o| o.credit_code);
        Ok(CasePage {
            filing_no,
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

//! Pages of the registration authority: queue and desk. A clean change takes one key press a hand: focus stands on what
//! is done next, opinion and decision are chosen already.
use super::{
    build::{self, Case},
    officer,
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Error, Result},
    },
    platform::db::{Conn, Tx},
    registry::{
        application::{
            self, Ground, authorities_of, forms as founding,
            views::{DecisionLine, Group, QueueChoice, QueueRow, Verdict},
        },
        change::{
            access, actions,
            model::{Change, ChangeState as State},
            rules, store,
            views::{QueuePage, ReviewPage},
        },
    },
    web::{
        Cx, Filled, Left, Outcome, Reply, Submitted,
        paging::{Cursor, Paged},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;

/// Rows a page of the queue shows.
const ROWS: i64 = 50;
/// Grounds on which a change is refused.
const REFUSED: [Ground; 4] = [Ground::Purpose, Ground::Persons, Ground::Fraud, Ground::Other];

/// Which part of the queue.
#[derive(Debug, Default, Deserialize)]
pub struct Wanted {
    /// One state.
    #[serde(default)]
    stage: String,
    /// Cursor.
    #[serde(default)]
    cursor: String,
}

/// `GET /desk/changes`: what the office must do about changes, the most urgent first.
pub async fn queue(cx: Cx, wanted: Query<Wanted>) -> Outcome {
    cx.person()?;
    let authorities = authorities_of(&cx.actor);
    if authorities.is_empty() {
        return Err(Error::Missing.into());
    }
    let all = [State::Submitted, State::Accepted, State::Reviewed];
    let stage = wanted.stage.parse::<State>().ok().filter(|s| all.contains(s));
    let after = Cursor::decode(&wanted.cursor).and_then(|c| Some((c.sort.parse().ok()?, c.id)));
    let q = store::Queue { authorities, state: stage, after, rows: ROWS + 1 };
    let today = cx.now().day();
    let (page, names, counts) = cx.read(move |c| rows_of(c, &q, today)).await?;
    let mut groups: Vec<Group> = ["over", "today", "week", "later"]
        .into_iter()
        .zip(counts)
        .map(|(code, count)| Group { code, count, rows: Vec::new() })
        .collect();
    for line in &page.items {
        let Some(due) = line.due_on else { continue };
        let code = application::urgency(today, due);
        if let Some(group) = groups.iter_mut().find(|g| g.code == code) {
            group.rows.push(row(&cx, line, &names, Left::by(cx.env().rulebook.calendar(), today, due)));
        }
    }
    groups.retain(|g| !g.rows.is_empty());
    let word = stage.map_or("", |s| s.word());
    let view = |state: Option<State>| QueueChoice {
        label: state.map_or_else(|| cx.say("app-queue-all"), |s| cx.say(&format!("app-queue-stage-{}", s.word()))),
        href: state.map_or_else(|| "/desk/changes".to_owned(), |s| format!("/desk/changes?stage={}", s.word())),
        on: stage == state,
    };
    let choices = [None, Some(State::Submitted), Some(State::Accepted), Some(State::Reviewed)].map(view).into();
    cx.page(&QueuePage { groups, choices, next: page.next.map(|n| format!("/desk/changes?stage={word}&cursor={n}")) })
}

type Rows = (Paged<store::Line>, HashMap<i64, String>, [i64; 4]);

fn rows_of(c: &mut Conn, q: &store::Queue, today: crate::kernel::time::Day) -> Result<Rows> {
    let lines = store::queue(c, q)?;
    let page =
        Paged::cut(lines, ROWS, |l| Cursor { sort: l.due_on.map(|d| d.to_string()).unwrap_or_default(), id: l.id });
    let people: Vec<i64> = page.items.iter().flat_map(|l| [l.clerk_id, l.reviewer_id]).flatten().collect();
    Ok((page, application::names_of(c, &people)?, store::queue_counts(c, q, today)?))
}

fn row(cx: &Cx, line: &store::Line, names: &HashMap<i64, String>, left: Left) -> QueueRow {
    QueueRow {
        href: format!("/changes/{}", line.no),
        title: line.name.clone(),
        sub: format!("{} ", build::item_words(cx, None, &line.content.0).join(" · ")),
        no: line.no.clone(),
        stage: cx.say(&format!("app-queue-stage-{}", line.state.word())),
        who: line.reviewer_id.or(line.clerk_id).and_then(|id| names.get(&id).cloned()),
        left: Some(left),
    }
}

/// The change on the officer's desk.
pub(super) async fn desk(cx: &Cx, x: Change, form: Option<Filled>) -> Outcome {
    let case = officer::case(cx, x).await?;
    let part = part(cx, &case.x);
    let next = next_of(cx, &case.x).await?;
    let view = desk_of(cx, &case, part, next);
    match form {
        Some(form) => cx.form(&view, &form),
        None => cx.page(&view),
    }
}

/// The most urgent other change of the same stage: whoever has decided one goes on with it.
async fn next_of(cx: &Cx, x: &Change) -> Result<Option<String>> {
    let authorities = authorities_of(&cx.actor);
    if authorities.is_empty() {
        return Ok(None);
    }
    let roles = [(Role::Clerk, State::Submitted), (Role::Reviewer, State::Accepted), (Role::Decider, State::Reviewed)];
    let mine = roles.into_iter().find(|(role, _)| cx.actor.is_at(*role, x.authority_id)).map(|(_, state)| state);
    let (state, no) = (mine, x.no.clone());
    let found = cx.read(move |c| store::queue(c, &store::Queue { authorities, state, after: None, rows: 2 })).await?;
    Ok(found.into_iter().find(|l| l.no != no).map(|l| format!("/changes/{}", l.no)))
}

fn desk_of(cx: &Cx, case: &Case, part: &'static str, next: Option<String>) -> ReviewPage {
    let x = &case.x;
    let value = |key: &String| match x.checks.0.get(key) {
        Some(check) if check.is_fine => "ok",
        Some(_) => "fix",
        None => "",
    };
    let verdict = |key: &String| Verdict {
        name: key.clone(),
        label: build::check_word(cx, case, key),
        value: value(key),
        note: None,
        text: x.checks.0.get(key).map(|check| check.text.clone()).unwrap_or_default(),
    };
    let opinion = x.opinion.as_ref().map(|o| DecisionLine {
        is_granted: o.0.is_in_favour,
        ground: None,
        text: o.0.text.clone(),
        entry: 0,
    });
    let grounds: &[Ground] = if x.state == State::Submitted { &Ground::NOT_ACCEPTED } else { &REFUSED };
    ReviewPage {
        a: build::head(cx, case),
        differences: build::differences(cx, case),
        files: case
            .documents
            .iter()
            .map(|d| (build::document(cx, case, &d.key), build::file(&x.no, d, false)))
            .collect(),
        name_faults: case.name_faults.clone(),
        checks: build::checklist(x, &case.documents).iter().map(verdict).collect(),
        sent: x.notices.0.last().map(|n| build::defects(cx, case, &n.defects)).unwrap_or_default(),
        sent_at: x.notices.0.last().map(|n| n.at),
        opinion,
        decision: build::decision(cx, x),
        handlers: [case.name(x.clerk_id), case.name(x.reviewer_id), case.name(x.decider_id)],
        part,
        is_over: rules::counts_as_accepted(x, cx.now()),
        grounds: grounds.iter().map(|g| g.word()).collect(),
        events: build::events(cx, case),
        papers: build::papers(cx, case),
        next,
        has_queue: access::is_staff(&cx.actor, x.authority_id),
    }
}

fn part(cx: &Cx, x: &Change) -> &'static str {
    let me = cx.actor.account();
    let is = |role| cx.actor.is_at(role, x.authority_id) && !cx.actor.is_officer_of(x.organization_id);
    match x.state {
        State::Submitted if is(Role::Clerk) => "clerk",
        State::Accepted if is(Role::Reviewer) && x.clerk_id != me => "reviewer",
        State::Reviewed if is(Role::Decider) && x.clerk_id != me && x.reviewer_id != me => "decider",
        _ => "",
    }
}

/// The keys of the checklist of a change somebody may see, for reading a form.
pub(in super::super) async fn items_of(cx: &Cx, no: &str) -> Result<Vec<String>> {
    let (actor, no) = (cx.actor.clone(), no.to_owned());
    cx.read(move |c| {
        let (x, _) = access::visible(c, &actor, &no)?;
        let documents = store::current(c, x.id)?;
        Ok(build::checklist(&x, &documents))
    })
    .await
}

async fn act<T: Send + Sync + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: Result<T>,
    flash: &'static str,
    act: impl Fn(&mut Tx, &str, &T) -> Result<Change> + Send + Sync + 'static,
) -> Outcome {
    let (actor, wanted) = (cx.actor.clone(), no.clone());
    let (x, _) = cx.read(move |c| access::visible(c, &actor, &wanted)).await?;
    let result = match command {
        Ok(command) => {
            cx.once(submitted, move |tx| {
                act(tx, &no, &command)?;
                Ok(Reply::done(format!("/changes/{no}"), json!({})).flash(flash))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            desk(cx, x, Some(form)).await
        }
    }
}

/// `POST /changes/{no}/correction-notice`
pub async fn notify(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let items = items_of(&cx, &no).await?;
    let command = founding::checks(&submitted, &items);
    act(&cx, no.into_inner(), &submitted, command, "flash-change-notified", actions::notify).await
}

/// `POST /changes/{no}/acceptance`
pub async fn accept(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    act(&cx, no.into_inner(), &submitted, Ok(()), "flash-change-accepted", |tx, no, ()| actions::accept(tx, no)).await
}

/// `POST /changes/{no}/non-acceptance`
pub async fn decline(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::refusal(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-change-declined", actions::decline).await
}

/// `POST /changes/{no}/opinion`
pub async fn review(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::opinion(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-change-reviewed", actions::review).await
}

/// `POST /changes/{no}/decision`
pub async fn decide(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::decision(&submitted);
    let flash = match &command {
        Ok(d) if d.is_granted => "flash-change-granted",
        _ => "flash-change-refused",
    };
    act(&cx, no.into_inner(), &submitted, command, flash, actions::decide).await
}

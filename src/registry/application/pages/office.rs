//! Pages of the registration authority: queue and desk.
use super::{
    build::{Case, Reader},
    founder::reader,
};
use crate::{
    kernel::{
        actor::Actor,
        refusal::{Error, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Tx},
        i18n,
    },
    registry::{
        application::{
            access::{self, Desks, Hand},
            actions,
            content::Task,
            doubts, forms,
            model::{Application, ApplicationState as State, Defect, Ground, PauseKind},
            rules,
            standard::Judge,
            store::{self, Line},
            views::{
                Choice, DecisionLine, FileLine, Group, QueueChoice, QueuePage, QueueRow, ReviewPage, Shown, Tab,
                Verdict,
            },
        },
        organization,
    },
    web::{
        Cx, Filled, Left, Outcome, Reply, Submitted,
        paging::{Cursor, Paged},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::json;

/// Rows a page of the queue shows.
const ROWS: i64 = 50;

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

/// `GET /cases`: what the office must do, the most urgent first.
pub async fn queue(cx: Cx, wanted: Query<Wanted>) -> Outcome {
    cx.person()?;
    let desks = Desks::of(&cx.actor);
    if desks.is_empty() {
        return Err(Error::Missing.into());
    }
    let has_desks = !access::authorities_of(&cx.actor).is_empty();
    let stage = wanted.stage.parse::<State>().ok().filter(|s| s.is_with_authority());
    let after = Cursor::decode(&wanted.cursor).and_then(|c| Some((c.sort.parse().ok()?, c.id)));
    let q = store::Queue { desks, state: stage, kind: None, after, rows: ROWS + 1 };
    let (r, now) = (reader(&cx), cx.now());
    let view = cx.read(move |c| queue_of(c, &r, &q, now)).await?;
    cx.page(&QueuePage { has_desks, ..view })
}

fn queue_of(c: &mut Conn, r: &Reader, q: &store::Queue, now: Ts) -> Result<QueuePage> {
    let today = now.day();
    let lines = store::queue(c, q)?;
    let page =
        Paged::cut(lines, ROWS, |l| Cursor { sort: l.due_on.map(|d| d.to_string()).unwrap_or_default(), id: l.id });
    let people: Vec<i64> = page.items.iter().filter_map(|l| l.clerk_id).collect();
    let names = store::names_of(c, &people)?;
    let counts = store::queue_counts(c, q, today)?;
    let mut groups: Vec<Group> = ["over", "today", "week", "later"]
        .into_iter()
        .zip(counts)
        .map(|(code, count)| Group { code, count, rows: Vec::new() })
        .collect();
    for line in &page.items {
        let Some(due) = line.due_on else { continue };
        let code = store::urgency(today, due);
        let who = line.clerk_id.and_then(|id| names.get(&id).cloned());
        if let Some(group) = groups.iter_mut().find(|g| g.code == code) {
            group.rows.push(row(r, line, who, Left::by(r.env.rulebook.calendar(), today, due)));
        }
    }
    groups.retain(|g| !g.rows.is_empty());
    let stage = q.state.map_or("", |s| s.word());
    let view = |state: Option<State>| QueueChoice {
        label: state.map_or_else(|| r.say("app-queue-all"), |s| r.say(&format!("app-queue-stage-{}", s.word()))),
        href: state.map_or_else(|| "/cases".to_owned(), |s| format!("/cases?stage={}", s.word())),
        on: q.state == state,
    };
    let stages = [None, Some(State::Submitted), Some(State::Accepted), Some(State::Suspended), Some(State::Reviewed)];
    let choices = stages.map(view).into();
    Ok(QueuePage {
        groups,
        choices,
        has_desks: true,
        next: page.next.map(|n| format!("/cases?stage={stage}&cursor={n}")),
    })
}

fn row(r: &Reader, line: &Line, who: Option<String>, left: Left) -> QueueRow {
    let category = line.category.map(|c| r.say(&format!("org-category-{}", c.word().replace('_', "-"))));
    let kind = r.say(&format!("org-kind-{}", line.kind.word()));
    QueueRow {
        href: format!("/applications/{}", line.no),
        title: line.name.clone(),
        sub: category.map_or(kind.clone(), |c| format!("{kind} · {c} ")),
        no: line.no.clone(),
        stage: r.say(&format!("app-queue-stage-{}", line.state.word())),
        who,
        left: Some(left),
    }
}

/// What the viewer shows.
#[derive(Debug, Default, Deserialize)]
pub struct Desk {
    /// A document's id, `charter`, or nothing for the answers.
    #[serde(default)]
    show: String,
}

/// The case on the officer's desk.
pub(super) async fn desk(cx: &Cx, no: &str, query: &Desk, form: Option<Filled>) -> Outcome {
    let (r, now, actor) = (reader(cx), cx.now(), cx.actor.clone());
    let (no, show) = (no.to_owned(), query.show.clone());
    let view = cx
        .read(move |c| {
            let (a, _) = access::visible(c, &actor, &no)?;
            desk_of(c, &r, &actor, a, &show, now)
        })
        .await?;
    match form {
        Some(form) => cx.form(&view, &form),
        None => cx.page(&view),
    }
}

/// The items of the checklist: every task, then every document that was brought.
pub(in super::super) fn items(case: &Case) -> Vec<String> {
    let tasks = Task::of(case.a.kind).into_iter().filter(|t| *t != Task::Documents).map(|t| t.word().to_owned());
    tasks.chain(case.documents.iter().map(|d| format!("doc-{}", d.key))).collect()
}

fn desk_of(c: &mut Conn, r: &Reader, actor: &Actor, a: Application, show: &str, now: Ts) -> Result<ReviewPage> {
    let judge = Judge::new(&r.env.rulebook, &a, now, r.locale.tag())?;
    let name_faults = judge.name_faults(c, &a)?;
    let doubts = doubts::of(c, &r.env.rulebook, &judge.rules, &a, judge.mode)?;
    let credit_code = match a.organization_id {
        Some(id) => Some(organization::find(c, id)?.credit_code),
        None => None,
    };
    let ids: Vec<i64> = [a.clerk_id, a.reviewer_id, a.decider_id].into_iter().flatten().map(|id| id.0).collect();
    let names = store::names_of(c, &ids)?;
    let name = |id: Option<crate::kernel::actor::AccountId>| id.and_then(|id| names.get(&id.0).cloned());
    let case = Case::load(c, &r.env, a, now)?;
    let a = &case.a;
    let asks = |item: &str| a.checks.0.get(item).is_some_and(|check| !check.is_fine);
    let notice: Vec<Defect> = a
        .checks
        .0
        .iter()
        .filter(|(_, check)| !check.is_fine)
        .map(|(item, check)| Defect { item: item.clone(), text: check.text.clone(), answer: None })
        .collect();
    let shown = case
        .documents
        .iter()
        .find(|d| d.id.to_string() == show)
        .map(|d| Shown { is_picture: d.media_type.starts_with("image/"), file: FileLine::of(&a.no, d, false) });
    let charter = a.content.0.charter.as_ref().and_then(|ch| ch.text.as_deref()).filter(|_| show == "charter");
    let charter: Vec<String> = charter.map(|t| t.lines().map(str::to_owned).collect()).unwrap_or_default();
    let verdict = |item: &String| Verdict {
        name: item.clone(),
        label: r.item(&case.rules, item),
        value: a.checks.0.get(item).map_or("", |check| if check.is_fine { "ok" } else { "fix" }),
        note: note(r, &case, item),
        text: a.checks.0.get(item).map(|check| check.text.clone()).unwrap_or_default(),
    };
    let opinion = a.opinion.as_ref().map(|o| DecisionLine {
        is_granted: o.0.is_in_favour,
        ground: None,
        text: o.0.text.clone(),
        entry: 0,
    });
    let grounds = if a.state == State::Submitted { Ground::not_accepted(a.kind) } else { Ground::refused(a.kind) };
    let staff = store::staff(c, a.committee().unwrap_or(a.authority_id))?;
    let extends = actor
        .account()
        .is_some_and(|me| Hand::Decide.is_of(actor, a) && rules::may_extend(a, me, case.extension.as_ref()).is_ok());
    let part = part(actor, a);
    Ok(ReviewPage {
        bars: r.sentences(&case.bars),
        doubts,
        pauses: r.pauses(&case),
        extension: r.extension(&case),
        charity_more: case.rules.as_charity(a.content.0.founding()).map(|c| c.extension_max.into()),
        staff: staff.into_iter().map(|(id, name)| Choice::new(id.to_string(), name)).collect(),
        procedures: PauseKind::ALL.iter().map(|k| k.word()).collect(),
        extends,
        tabs: tabs(r, &case, show, asks),
        blocks: if shown.is_none() && charter.is_empty() { r.blocks(&case) } else { Vec::new() },
        shown,
        charter,
        checks: items(&case).iter().map(verdict).collect(),
        notice: r.defects(&case, &notice),
        sent: a.notices.0.last().map(|n| r.defects(&case, &n.defects)).unwrap_or_default(),
        sent_at: a.notices.0.last().map(|n| n.at),
        name_faults,
        opinion,
        decision: r.decision(a),
        credit_code,
        handlers: [name(a.clerk_id), name(a.reviewer_id), name(a.decider_id)],
        has_queue: access::works_on(actor, a),
        public_until: case
            .rules
            .periods
            .publicity
            .filter(|_| part == "reviewer" && a.is_filing() && !case.was_public())
            .map(|p| p.last_day(r.env.rulebook.calendar(), now.day())),
        part,
        is_over: rules::counts_as_accepted(a, now),
        grounds: grounds.iter().map(|g| g.word()).collect(),
        events: r.events(&case),
        papers: r.papers(&case),
        a: r.head(&case, now.day()),
    })
}

fn part(actor: &Actor, a: &Application) -> &'static str {
    let me = actor.account();
    let is = |hand: Hand| hand.is_of(actor, a) && me != Some(a.account_id);
    let examines = is(Hand::Examine) && (a.is_filing() || a.clerk_id != me);
    match a.state {
        State::Submitted if is(Hand::Receive) => "clerk",
        State::Submitted if is(Hand::Decline) => "decline",
        State::Accepted if examines => "reviewer",
        State::Suspended if examines => "resume",
        State::Reviewed if is(Hand::Decide) && a.clerk_id != me && a.reviewer_id != me => "decider",
        _ => "",
    }
}

fn note(r: &Reader, case: &Case, item: &str) -> Option<String> {
    let content = &case.a.content.0;
    match item {
        "capital" => content.capital.as_ref().map(|c| match c.nonstate {
            Some(share) => {
                let facts = vec![("amount", c.amount.into()), ("share", share.into())];
                r.env.words.say_with(r.locale, "app-review-capital", &facts)
            }
            None => i18n::money(r.locale, c.amount),
        }),
        "organization" => content.organization.as_ref().map(|o| o.name.clone()),
        "premises" => content.premises.as_ref().map(|p| p.address.clone()),
        _ => None,
    }
}

fn tabs(r: &Reader, case: &Case, show: &str, asks: impl Fn(&str) -> bool) -> Vec<Tab> {
    let base = format!("/applications/{}", case.a.no);
    let mut out = vec![Tab {
        label: r.say("app-review-answers"),
        href: base.clone(),
        current: show.is_empty(),
        wrong: asks("organization"),
    }];
    if case.a.content.0.charter.as_ref().is_some_and(|c| c.text.is_some()) {
        out.push(Tab {
            label: r.say("app-task-charter"),
            href: format!("{base}?show=charter"),
            current: show == "charter",
            wrong: asks("charter"),
        });
    }
    out.extend(case.documents.iter().map(|d| Tab {
        label: r.item(&case.rules, &format!("doc-{}", d.key)),
        href: format!("{base}?show={}", d.id),
        current: show == d.id.to_string(),
        wrong: asks(&format!("doc-{}", d.key)),
    }));
    out
}

/// Which items the case's checklist has, for reading a form.
pub(in super::super) async fn items_of(cx: &Cx, no: &str) -> Result<Vec<String>> {
    let (actor, no, env, now) = (cx.actor.clone(), no.to_owned(), std::sync::Arc::clone(cx.env()), cx.now());
    cx.read(move |c| {
        let (a, _) = access::visible(c, &actor, &no)?;
        Ok(items(&Case::load(c, &env, a, now)?))
    })
    .await
}

pub(super) async fn act<T: Send + Sync + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: Result<T>,
    flash: &'static str,
    act: impl Fn(&mut Tx, &str, &T) -> Result<()> + Send + Sync + 'static,
) -> Outcome {
    let number = no.clone();
    let result = match command {
        Ok(command) => {
            cx.once(submitted, move |tx| {
                act(tx, &number, &command)?;
                Ok(Reply::done(format!("/applications/{number}"), json!({})).flash(flash))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            desk(cx, &no, &Desk::default(), Some(form)).await
        }
    }
}

/// `POST /applications/{no}/checks`: saves the checklist.
pub async fn checks(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::checks(&submitted, &items_of(&cx, &no).await?);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-checked", actions::check).await
}

/// `POST /applications/{no}/correction-notice`
pub async fn notify(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let items = items_of(&cx, &no).await?;
    let command = forms::seen(&submitted).and_then(|()| forms::checks(&submitted, &items));
    act(&cx, no.into_inner(), &submitted, command, "flash-application-notified", |tx, no, checks| {
        actions::notify(tx, no, checks).map(drop)
    })
    .await
}

/// `POST /applications/{no}/acceptance`
pub async fn accept(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    act(&cx, no.into_inner(), &submitted, Ok(()), "flash-application-accepted", |tx, no, ()| {
        actions::accept(tx, no).map(drop)
    })
    .await
}

/// `POST /applications/{no}/non-acceptance`
pub async fn decline(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::refusal_on(&submitted, Ground::ALL);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-declined", |tx, no, refusal| {
        actions::decline(tx, no, refusal).map(drop)
    })
    .await
}

/// `POST /applications/{no}/opinion`
pub async fn review(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::opinion(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-reviewed", |tx, no, opinion| {
        actions::review(tx, no, opinion).map(drop)
    })
    .await
}

/// `POST /applications/{no}/decision`
pub async fn decide(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::decision_on(&submitted, Ground::ALL);
    let flash = match &command {
        Ok(d) if d.is_granted => "flash-application-granted",
        _ => "flash-application-refused",
    };
    act(&cx, no.into_inner(), &submitted, command, flash, |tx, no, d| actions::decide(tx, no, d).map(drop)).await
}

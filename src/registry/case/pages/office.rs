//! Pages of the registration authority: queue and desk. A clean case takes one key press a hand: focus stands on what is
//! done next, opinion and decision are chosen already.
use super::Desk;
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Day,
    },
    platform::db::{Conn, Tx},
    registry::{
        application::{
            self, authorities_of, forms as founding,
            views::{Group, QueueChoice, QueueRow},
        },
        case::{
            access, actions,
            dossier::Dossier,
            model::{Case, CaseState as State},
            store,
            views::QueuePage,
        },
    },
    web::{
        Cx, Left, Outcome, Reply, Submitted,
        paging::{Cursor, Paged},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::json;
use std::collections::HashMap;

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

/// `GET /desk/changes` and the like: what the office must do, the most urgent first.
pub async fn queue<C: Desk>(cx: Cx, wanted: Query<Wanted>) -> Outcome {
    cx.person()?;
    let authorities = authorities_of(&cx.actor);
    if authorities.is_empty() {
        return Err(Error::Missing.into());
    }
    let root = format!("/desk{}", C::KIND.root());
    let stage = wanted.stage.parse::<State>().ok().filter(|s| State::WITH_AUTHORITY.contains(s));
    let after = Cursor::decode(&wanted.cursor).and_then(|c| Some((c.sort.parse().ok()?, c.id)));
    let q = store::Queue { authorities, state: stage, after, rows: ROWS + 1 };
    let today = cx.now().day();
    let (page, names, counts) = cx.read(move |c| rows_of::<C>(c, &q, today)).await?;
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
        href: state.map_or_else(|| root.clone(), |s| format!("{root}?stage={}", s.word())),
        on: stage == state,
    };
    let states = [None].into_iter().chain(State::WITH_AUTHORITY.map(Some));
    cx.page(&QueuePage {
        kind: C::KIND.word(),
        groups,
        choices: states.map(view).collect(),
        next: page.next.map(|n| format!("{root}?stage={word}&cursor={n}")),
    })
}

type Rows<C> = (Paged<store::Line<C>>, HashMap<i64, String>, [i64; 4]);

fn rows_of<C: Desk>(c: &mut Conn, q: &store::Queue, today: Day) -> Result<Rows<C>> {
    let lines = store::queue::<C>(c, q)?;
    let page =
        Paged::cut(lines, ROWS, |l| Cursor { sort: l.due_on.map(|d| d.to_string()).unwrap_or_default(), id: l.id });
    let people: Vec<i64> = page.items.iter().flat_map(|l| [l.clerk_id, l.reviewer_id]).flatten().collect();
    Ok((page, application::names_of(c, &people)?, store::queue_counts::<C>(c, q, today)?))
}

fn row<C: Desk>(cx: &Cx, line: &store::Line<C>, names: &HashMap<i64, String>, left: Left) -> QueueRow {
    QueueRow {
        href: format!("{}/{}", C::KIND.root(), line.no),
        title: line.name.clone(),
        sub: format!("{} ", line.content.0.title(cx, None)),
        no: line.no.clone(),
        stage: cx.say(&format!("app-queue-stage-{}", line.state.word())),
        who: line.reviewer_id.or(line.clerk_id).and_then(|id| names.get(&id).cloned()),
        left: Some(left),
    }
}

/// The keys of the checklist of a case somebody may see, for reading a form.
///
/// # Errors
/// [`Error::SignIn`], [`Error::Missing`].
pub async fn items_of<C: Desk>(cx: &Cx, no: &str) -> Result<Vec<String>> {
    let (actor, no, env, now) = (cx.actor.clone(), no.to_owned(), std::sync::Arc::clone(cx.env()), cx.now());
    cx.read(move |c| {
        let (x, _) = access::visible::<C>(c, &actor, &no)?;
        Ok(Dossier::load(c, &env, x, now)?.checklist())
    })
    .await
}

/// One act of the office; a refused one shows the desk again.
pub(super) async fn act<C: Desk, T: Send + Sync + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: Result<T>,
    flash: &str,
    act: impl Fn(&mut Tx, &str, &T) -> Result<Case<C>> + Send + Sync + 'static,
) -> Outcome {
    let (actor, wanted, flash) = (cx.actor.clone(), no.clone(), flash.to_owned());
    let (x, _) = cx.read(move |c| access::visible::<C>(c, &actor, &wanted)).await?;
    let result = match command {
        Ok(command) => {
            cx.once(submitted, move |tx| {
                act(tx, &no, &command)?;
                Ok(Reply::done(format!("{}/{no}", C::KIND.root()), json!({})).flash(&flash))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            C::desk(cx, x, Some(form)).await
        }
    }
}

/// `POST …/{no}/correction-notice`
pub async fn notify<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let items = items_of::<C>(&cx, &no).await?;
    let command = founding::checks(&submitted, &items);
    act(&cx, no.into_inner(), &submitted, command, "flash-case-notified", actions::notify::<C>).await
}

/// `POST …/{no}/acceptance`
pub async fn accept<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    act(&cx, no.into_inner(), &submitted, Ok(()), "flash-case-accepted", |tx, no, ()| actions::accept::<C>(tx, no))
        .await
}

/// `POST …/{no}/non-acceptance`
pub async fn decline<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::refusal(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-case-declined", actions::decline::<C>).await
}

/// `POST …/{no}/opinion`
pub async fn review<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::opinion(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-case-reviewed", actions::review::<C>).await
}

/// `POST …/{no}/decision`
pub async fn decide<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::decision(&submitted);
    let is_granted = command.as_ref().is_ok_and(|d| d.is_granted);
    let flash = format!("flash-{}-{}", C::KIND, if is_granted { "granted" } else { "refused" });
    act(&cx, no.into_inner(), &submitted, command, &flash, C::decide).await
}

//! Pages of the organization: its cancellations, the draft, liquidation, the course of one application.
use super::{
    build::{self, Case},
    office,
};
use crate::{
    kernel::{
        refusal::{Error, Result},
        text,
    },
    platform::db::Tx,
    registry::{
        application::forms as founding,
        cancellation::{
            access::{self, Stand},
            actions, forms,
            model::{Cancellation, CancellationState as State},
            rules, store,
            views::{EditPage, ListPage, Row, ShowPage},
        },
    },
    web::{
        Cx, Filled, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::json;

/// Where a list begins.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// Cursor.
    #[serde(default)]
    cursor: String,
}

/// `GET /orgs/{code}/cancellations`: for officers of the organization and its authority.
pub async fn list(cx: Cx, code: Path<String>, from: Query<From>) -> Outcome {
    let view = list_of(&cx, &code, &from.cursor).await?;
    cx.page(&view)
}

async fn list_of(cx: &Cx, code: &str, cursor: &str) -> Result<ListPage> {
    cx.person()?;
    let (actor, code) = (cx.actor.clone(), text::tidy(code).to_uppercase());
    let before = Cursor::decode(cursor).map(|c| c.id);
    let (o, stand, rows, open) = cx
        .read(move |c| {
            let (o, stand) = access::organization(c, &actor, &code)?;
            let rows = store::of_organization(c, o.id, before, ROWS + 1)?;
            let open = store::open_no(c, o.id)?;
            Ok((o, stand, rows, open))
        })
        .await?;
    let page = Paged::cut(rows, ROWS, |l| Cursor { sort: String::new(), id: l.id });
    let next = page.next.as_ref().map(|n| format!("/orgs/{}/cancellations?cursor={n}", o.credit_code));
    let shown = page.items.into_iter().filter(|l| stand == Stand::Officer || l.state != State::Draft);
    let row = |l: store::Line| Row {
        ground: build::ground_word(cx, &l.content.0),
        no: l.no,
        state: l.state,
        updated_at: l.updated_at,
    };
    let reasons = match rules::may_begin(&o, open.as_deref()) {
        Err(Error::Refused(reasons)) if stand == Stand::Officer => build::sentences(cx, &reasons),
        _ => Vec::new(),
    };
    Ok(ListPage {
        may_begin: stand == Stand::Officer && reasons.is_empty(),
        reasons,
        rows: shown.map(row).collect(),
        next,
        name: o.name,
        code: o.credit_code,
    })
}

/// `POST /orgs/{code}/cancellations`: begins a draft.
pub async fn begin(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let wanted = text::tidy(&code).to_uppercase();
    let result = cx
        .once(&submitted, move |tx| {
            let no = actions::begin(tx, &wanted)?;
            Ok(Reply::created(format!("/cancellations/{no}"), json!({ "no": no })))
        })
        .await;
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = list_of(&cx, &code, "").await?;
            cx.form(&view, &form)
        }
    }
}

pub(super) async fn case(cx: &Cx, x: Cancellation) -> Result<Case> {
    let (env, now, language) = (std::sync::Arc::clone(cx.env()), cx.now(), cx.locale.tag());
    cx.read(move |c| Case::load(c, &env, x, now, language)).await
}

/// `GET /cancellations/{no}`: draft, course or desk, by state and reader.
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (actor, no) = (cx.actor.clone(), no.into_inner());
    let (x, stand) = cx.read(move |c| access::visible(c, &actor, &no)).await?;
    match stand {
        Stand::Staff => office::desk(&cx, x, None).await,
        Stand::Officer if x.state.is_editable() => {
            let form = filled(&x);
            let view = edit_of(&cx, x).await?;
            cx.form(&view, &form)
        }
        Stand::Officer => {
            let view = show_of(&cx, x).await?;
            cx.page(&view)
        }
    }
}

/// The saved answers as form values.
fn filled(x: &Cancellation) -> Filled {
    let c = &x.content.0;
    let day = |d: Option<crate::kernel::time::Day>| d.map(|d| d.to_string());
    Filled::with(&json!({
        "ground": c.ground,
        "facts": c.facts,
        "ended_on": day(c.ended_on),
        "is_simplified": if c.is_simplified { "yes" } else { "" },
        "group": c.group.join("\n"),
        "group_on": day(c.group_on),
        "contact": c.contact,
        "liquidated_on": day(c.liquidated_on),
        "report": c.report,
        "assets": c.assets,
    }))
}

/// What another form of the page has not sent stays as it was saved.
fn with_saved(mut form: Filled, x: &Cancellation) -> Filled {
    for (name, value) in filled(x).values {
        form.values.entry(name).or_insert(value);
    }
    form
}

async fn edit_of(cx: &Cx, x: Cancellation) -> Result<EditPage> {
    let case = case(cx, x).await?;
    let asked = case.x.notices.0.last().filter(|_| case.x.state == State::Correction);
    let is_draft = case.x.state == State::Draft;
    Ok(EditPage {
        a: build::head(cx, &case),
        grounds: case.rules.cancellation.as_ref().map(|r| r.grounds.clone()).unwrap_or_default(),
        may_simplify: cx.env().rulebook.count("cancel.simplified", cx.now().day())? > 0,
        documents: if is_draft { Vec::new() } else { build::places(cx, &case) },
        missing: build::sentences(cx, &case.missing),
        defects: asked.map(|n| build::defects(cx, &case, &n.defects)).unwrap_or_default(),
    })
}

async fn show_of(cx: &Cx, x: Cancellation) -> Result<ShowPage> {
    let case = case(cx, x).await?;
    Ok(ShowPage {
        a: build::head(cx, &case),
        files: case.documents.iter().map(|d| build::file(&case.x.no, d, false)).collect(),
        events: build::events(cx, &case),
        decision: build::decision(cx, &case.x),
        may_withdraw: rules::may_withdraw(&case.x).is_ok(),
    })
}

pub(super) async fn own(cx: &Cx, no: &str) -> Result<Cancellation> {
    let (actor, no) = (cx.actor.clone(), no.to_owned());
    cx.read(move |c| access::own(c, &actor, &no)).await
}

/// The page again, with what was typed and why it was refused.
pub(super) async fn again(cx: &Cx, no: &str, submitted: &Submitted, error: Error) -> Outcome {
    let x = own(cx, no).await?;
    if !x.state.is_editable() {
        return Err(error.into());
    }
    let form = with_saved(cx.filled(submitted, error)?, &x);
    let view = edit_of(cx, x).await?;
    cx.form(&view, &form)
}

async fn act<T: Send + Sync + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: Result<T>,
    flash: &'static str,
    act: impl Fn(&mut Tx, &str, &T) -> Result<()> + Send + Sync + 'static,
) -> Outcome {
    own(cx, &no).await?;
    let number = no.clone();
    let result = match command {
        Ok(command) => {
            cx.once(submitted, move |tx| {
                act(tx, &number, &command)?;
                Ok(Reply::done(format!("/cancellations/{number}"), json!({})).flash(flash))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => again(cx, &no, submitted, e).await,
    }
}

/// `POST /cancellations/{no}`: saves the answers.
pub async fn save(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::answers(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-cancellation-saved", actions::save).await
}

/// `POST /cancellations/{no}/announcement`: calls the creditors.
pub async fn announce(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    act(&cx, no.into_inner(), &submitted, Ok(()), "flash-cancellation-announced", |tx, no, ()| {
        actions::announce(tx, no).map(drop)
    })
    .await
}

/// `POST /cancellations/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::submission(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-cancellation-submitted", |tx, no, command| {
        actions::submit(tx, no, command).map(drop)
    })
    .await
}

/// `POST /cancellations/{no}/withdrawal`: takes it back, or throws a draft away.
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            let x = actions::withdraw(tx, &no)?;
            let o = crate::registry::organization::find(tx.conn, x.organization_id)?;
            let is_draft = x.state == State::Discarded;
            let to = if is_draft {
                format!("/orgs/{}/cancellations", o.credit_code)
            } else {
                format!("/cancellations/{}", x.no)
            };
            let word = if is_draft { "flash-cancellation-discarded" } else { "flash-cancellation-withdrawn" };
            Ok(Reply::done(to, json!({ "no": x.no, "state": x.state })).flash(word))
        })
        .await?;
    cx.answer(&reply)
}

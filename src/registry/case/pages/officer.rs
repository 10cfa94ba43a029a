//! Pages of the organization: its cases, the draft, the course of one.
use super::{Desk, build};
use crate::{
    kernel::{
        refusal::{Error, Result},
        text,
    },
    platform::db::Tx,
    registry::{
        application::forms as founding,
        case::{
            access::{self, Stand},
            actions,
            model::{Case, CaseState as State},
            rules, store,
            views::{ListPage, Row},
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

/// `GET /orgs/{code}/changes` and the like: an organization's cases, for its officers and its authority.
pub async fn list<C: Desk>(cx: Cx, code: Path<String>, from: Query<From>) -> Outcome {
    let view = list_of::<C>(&cx, &code, &from.cursor).await?;
    cx.page(&view)
}

async fn list_of<C: Desk>(cx: &Cx, code: &str, cursor: &str) -> Result<ListPage> {
    cx.person()?;
    let (actor, code) = (cx.actor.clone(), text::tidy(code).to_uppercase());
    let before = Cursor::decode(cursor).map(|c| c.id);
    let (o, stand, rows, open) = cx
        .read(move |c| {
            let (o, stand) = access::organization_of(c, &actor, &code)?;
            let rows = store::of_organization::<C>(c, o.id, before, ROWS + 1)?;
            let open = store::open_no::<C>(c, o.id)?;
            Ok((o, stand, rows, open))
        })
        .await?;
    let rules = cx.env().rulebook.kind(o.kind.word(), cx.now().day());
    let page = Paged::cut(rows, ROWS, |l| Cursor { sort: String::new(), id: l.id });
    let path = format!("/orgs/{}{}", o.credit_code, C::KIND.root());
    // Staff see a case from the day it is submitted.
    let shown = page.items.into_iter().filter(|l| stand == Stand::Officer || l.state != State::Draft);
    let row = |l: store::Line<C>| Row {
        path: format!("{}/{}", C::KIND.root(), l.no),
        title: l.content.0.title(cx, rules.as_deref()),
        no: l.no,
        state: l.state,
        updated_at: l.updated_at,
    };
    let reasons = match rules::may_begin::<C>(&o, open.as_deref()) {
        Err(Error::Refused(reasons)) if stand == Stand::Officer => build::sentences(cx, &reasons),
        _ => Vec::new(),
    };
    Ok(ListPage {
        kind: C::KIND.word(),
        may_begin: stand == Stand::Officer && reasons.is_empty(),
        reasons,
        rows: shown.map(row).collect(),
        next: page.next.as_ref().map(|n| format!("{path}?cursor={n}")),
        path,
        name: o.name,
        code: o.credit_code,
    })
}

/// `POST /orgs/{code}/changes` and the like: begins a draft.
pub async fn begin<C: Desk>(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let wanted = text::tidy(&code).to_uppercase();
    let result = cx
        .once(&submitted, move |tx| {
            let no = actions::begin::<C>(tx, &wanted)?;
            Ok(Reply::created(format!("{}/{no}", C::KIND.root()), json!({ "no": no })))
        })
        .await;
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = list_of::<C>(&cx, &code, "").await?;
            cx.form(&view, &form)
        }
    }
}

/// `GET /changes/{no}` and the like: draft, course or desk, by state and reader.
pub async fn show<C: Desk>(cx: Cx, no: Path<String>) -> Outcome {
    let (actor, no) = (cx.actor.clone(), no.into_inner());
    let (x, stand) = cx.read(move |c| access::visible::<C>(c, &actor, &no)).await?;
    match stand {
        Stand::Staff => C::desk(&cx, x, None).await,
        Stand::Officer if x.state.is_editable() => {
            let form = C::saved(&x);
            C::draft(&cx, x, &form).await
        }
        Stand::Officer => C::course(&cx, x).await,
    }
}

/// What another form of the page has not sent stays as it was saved.
fn with_saved<C: Desk>(mut form: Filled, x: &Case<C>) -> Filled {
    for (name, value) in C::saved(x).values {
        form.values.entry(name).or_insert(value);
    }
    form
}

pub(super) async fn own<C: Desk>(cx: &Cx, no: &str) -> Result<Case<C>> {
    let (actor, no) = (cx.actor.clone(), no.to_owned());
    cx.read(move |c| access::own(c, &actor, &no)).await
}

/// The draft again, with what was typed and why it was refused.
pub(super) async fn again<C: Desk>(cx: &Cx, no: &str, submitted: &Submitted, error: Error) -> Outcome {
    let x = own::<C>(cx, no).await?;
    if !x.state.is_editable() {
        return Err(error.into());
    }
    let form = with_saved(cx.filled(submitted, error)?, &x);
    C::draft(cx, x, &form).await
}

/// One act of an officer on a case of the organization's own; a refused one shows the draft again.
///
/// # Errors
/// Faults, and refusals of who may not see the case.
pub async fn act_as_officer<C: Desk, T: Send + Sync + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: Result<T>,
    flash: &'static str,
    act: impl Fn(&mut Tx, &str, &T) -> Result<()> + Send + Sync + 'static,
) -> Outcome {
    own::<C>(cx, &no).await?;
    let number = no.clone();
    let result = match command {
        Ok(command) => {
            cx.once(submitted, move |tx| {
                act(tx, &number, &command)?;
                Ok(Reply::done(format!("{}/{number}", C::KIND.root()), json!({})).flash(flash))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => again::<C>(cx, &no, submitted, e).await,
    }
}

/// `POST /changes/{no}/submission` and the like.
pub async fn submit<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = founding::submission(&submitted);
    act_as_officer::<C, _>(&cx, no.into_inner(), &submitted, command, "flash-case-submitted", |tx, no, command| {
        C::submit(tx, no, command).map(drop)
    })
    .await
}

/// `POST /changes/{no}/withdrawal` and the like: takes it back, or throws a draft away.
pub async fn withdraw<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            let x = C::withdraw(tx, &no)?;
            let o = crate::registry::organization::find(tx.conn, x.organization_id)?;
            let is_draft = x.state == State::Discarded;
            let to = if is_draft { format!("/orgs/{}{}", o.credit_code, C::KIND.root()) } else { x.path() };
            let word = if is_draft { "flash-case-discarded" } else { "flash-case-withdrawn" };
            Ok(Reply::done(to, json!({ "no": x.no, "state": x.state })).flash(word))
        })
        .await?;
    cx.answer(&reply)
}

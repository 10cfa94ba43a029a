//! Pages of the organization: its changes, the draft, the course of one change.
use super::{
    build::{self, Case},
    office,
};
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, Result},
        text,
    },
    platform::rulebook::CHARTER,
    registry::{
        application::forms as founding,
        change::{
            access::{self, Stand},
            actions, forms,
            model::{Change, ChangeState as State},
            rules, store,
            views::{EditPage, ListPage, Row, ShowPage},
        },
        organization::Item,
    },
    web::{
        Cx, Filled, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::{Map, json};

/// Where a list begins.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// Cursor.
    #[serde(default)]
    cursor: String,
}

/// `GET /orgs/{code}/changes`: an organization's changes, for its officers and its authority.
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
    let kind = cx.env().rulebook.kind(o.kind.word(), cx.now().day());
    let page = Paged::cut(rows, ROWS, |l| Cursor { sort: String::new(), id: l.id });
    let next = page.next.as_ref().map(|n| format!("/orgs/{}/changes?cursor={n}", o.credit_code));
    // Staff see a change from the day it is submitted.
    let shown = page.items.into_iter().filter(|l| stand == Stand::Officer || l.state != State::Draft);
    let row = |l: store::Line| Row {
        items: build::item_words(cx, kind.as_deref(), &l.content.0),
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

/// `POST /orgs/{code}/changes`: begins a draft.
pub async fn begin(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let wanted = text::tidy(&code).to_uppercase();
    let result = cx
        .once(&submitted, move |tx| {
            let no = actions::begin(tx, &wanted)?;
            Ok(Reply::created(format!("/changes/{no}"), json!({ "no": no })))
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

pub(super) async fn case(cx: &Cx, x: Change) -> Result<Case> {
    let (env, now, language) = (std::sync::Arc::clone(cx.env()), cx.now(), cx.locale.tag());
    cx.read(move |c| Case::load(c, &env, x, now, language)).await
}

/// `GET /changes/{no}`: draft, course or desk, by state and reader.
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
fn filled(x: &Change) -> Filled {
    let content = &x.content.0;
    let shown = |(item, value): (&Item, &String)| {
        let value = match (item, value.parse()) {
            (Item::Capital, Ok(fen)) => Money::from_fen(fen).grouped(),
            _ => value.clone(),
        };
        (item.word().to_owned(), json!(value))
    };
    let items: Map<String, serde_json::Value> = content.items.iter().map(shown).collect();
    Filled::with(&json!({
        "new": items,
        CHARTER: content.charter,
        "name_en": content.name_en,
        "agreed_on": x.agreed_on.map(|d| d.to_string()),
        "reason": content.reason,
    }))
}

/// What another form of the page has not sent stays as it was saved.
fn with_saved(mut form: Filled, x: &Change) -> Filled {
    for (name, value) in filled(x).values {
        form.values.entry(name).or_insert(value);
    }
    form
}

pub(super) async fn edit_of(cx: &Cx, x: Change) -> Result<EditPage> {
    let case = case(cx, x).await?;
    let asked = case.x.notices.0.last().filter(|_| case.x.state == State::Correction);
    let within = case.rules.change.as_ref().and_then(|r| r.apply_within);
    Ok(EditPage {
        a: build::head(cx, &case),
        fields: build::fields(cx, &case),
        documents: build::places(cx, &case),
        missing: build::sentences(cx, &case.missing),
        defects: asked.map(|n| build::defects(cx, &case, &n.defects)).unwrap_or_default(),
        within: within.map(|p| (p.value, p.unit.as_str().to_owned())),
        name_faults: case.name_faults,
    })
}

async fn show_of(cx: &Cx, x: Change) -> Result<ShowPage> {
    let case = case(cx, x).await?;
    Ok(ShowPage {
        a: build::head(cx, &case),
        differences: build::differences(cx, &case),
        files: case.documents.iter().map(|d| build::file(&case.x.no, d, false)).collect(),
        events: build::events(cx, &case),
        papers: build::papers(cx, &case),
        decision: build::decision(cx, &case.x),
        may_withdraw: rules::may_withdraw(&case.x).is_ok(),
    })
}

pub(super) async fn own(cx: &Cx, no: &str) -> Result<Change> {
    let (actor, no) = (cx.actor.clone(), no.to_owned());
    cx.read(move |c| access::own(c, &actor, &no)).await
}

/// Draft again, with what was typed and why it was refused.
pub(super) async fn again(cx: &Cx, no: &str, submitted: &Submitted, error: Error) -> Outcome {
    let x = own(cx, no).await?;
    if !x.state.is_editable() {
        return Err(error.into());
    }
    let form = with_saved(cx.filled(submitted, error)?, &x);
    let view = edit_of(cx, x).await?;
    cx.form(&view, &form)
}

/// `POST /changes/{no}`: saves the answers.
pub async fn save(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    own(&cx, &no).await?;
    let number = no.clone();
    let result = match forms::answers(&submitted) {
        Ok(answers) => {
            cx.once(&submitted, move |tx| {
                actions::save(tx, &number, &answers)?;
                Ok(Reply::done(format!("/changes/{number}"), json!({})).flash("flash-change-saved"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => again(&cx, &no, &submitted, e).await,
    }
}

/// `POST /changes/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let x = own(&cx, &no).await?;
    let number = no.clone();
    let result = match founding::submission(&submitted) {
        Ok(command) => {
            cx.once(&submitted, move |tx| {
                let x = actions::submit(tx, &number, &command)?;
                let body = json!({ "no": x.no, "state": x.state });
                Ok(Reply::done(format!("/changes/{number}"), body).flash("flash-change-submitted"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) if x.state.is_editable() => {
            let form = with_saved(cx.filled(&submitted, e)?, &x);
            let view = edit_of(&cx, x).await?;
            cx.form(&view, &form)
        }
        Err(e) => Err(e.into()),
    }
}

/// `POST /changes/{no}/withdrawal`: takes it back, or throws a draft away.
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            let x = actions::withdraw(tx, &no)?;
            let o = crate::registry::organization::find(tx.conn, x.organization_id)?;
            let is_draft = x.state == State::Discarded;
            let to = if is_draft { format!("/orgs/{}/changes", o.credit_code) } else { format!("/changes/{}", x.no) };
            let word = if is_draft { "flash-change-discarded" } else { "flash-change-withdrawn" };
            Ok(Reply::done(to, json!({ "no": x.no, "state": x.state })).flash(word))
        })
        .await?;
    cx.answer(&reply)
}

//! How a cancellation looks; the handlers are those of every case.
mod build;

pub(super) use build::Sheet;

use super::{
    Cancellation, actions,
    content::Content,
    forms,
    views::{EditPage, ReviewPage, ShowPage},
};
use crate::{
    kernel::{refusal::Result, time::Day},
    platform::db::Tx,
    registry::{
        application::forms::{DecisionForm, Submission},
        case::{
            CaseState as State,
            pages::{Desk, act_as_officer, build as shared},
        },
    },
    web::{Cx, Filled, Outcome, Submitted},
};
use actix_web::web::Path;
use serde_json::json;

impl Desk for Content {
    fn saved(x: &Cancellation) -> Filled {
        let c = &x.content.0;
        let day = |d: Option<Day>| d.map(|d| d.to_string());
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
            "recipient": c.recipient,
        }))
    }

    async fn draft(cx: &Cx, x: Cancellation, form: &Filled) -> Outcome {
        let s = Sheet::of(cx, x).await?;
        let mut side = shared::draft(cx, &s.d, &s.missing);
        if s.d.x.state == State::Draft {
            side.documents.clear();
        }
        let view = EditPage {
            a: s.head(cx),
            b: s.told(cx),
            grounds: s.d.rules.cancellation.as_ref().map(|r| r.grounds.clone()).unwrap_or_default(),
            may_simplify: cx.env().rulebook.count("cancel.simplified", cx.now().day())? > 0,
            side,
        };
        cx.form(&view, form)
    }

    async fn course(cx: &Cx, x: Cancellation) -> Outcome {
        let s = Sheet::of(cx, x).await?;
        let course = shared::course(cx, &s.d, false);
        cx.page(&ShowPage { a: s.head(cx), b: s.told(cx), course })
    }

    async fn desk(cx: &Cx, x: Cancellation, form: Option<Filled>) -> Outcome {
        let s = Sheet::of(cx, x).await?;
        let view = ReviewPage {
            a: s.head(cx),
            b: s.told(cx),
            side: shared::desk(cx, &s.d).await?,
            course: shared::course(cx, &s.d, true),
        };
        match form {
            Some(form) => cx.form(&view, &form),
            None => cx.page(&view),
        }
    }

    fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Cancellation> {
        actions::submit(tx, no, command)
    }

    fn withdraw(tx: &mut Tx, no: &str) -> Result<Cancellation> {
        actions::withdraw(tx, no)
    }

    fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Cancellation> {
        actions::decide(tx, no, form)
    }
}

/// `POST /cancellations/{no}`: saves the answers.
pub async fn save(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::answers(&submitted);
    act_as_officer::<Content, _>(&cx, no.into_inner(), &submitted, command, "flash-case-saved", actions::save).await
}

/// `POST /cancellations/{no}/announcement`: calls the creditors.
pub async fn announce(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let flash = "flash-cancellation-announced";
    act_as_officer::<Content, _>(&cx, no.into_inner(), &submitted, Ok(()), flash, |tx, no, ()| {
        actions::announce(tx, no).map(drop)
    })
    .await
}

//! How a change looks; the handlers are those of every case.
mod build;

pub(super) use build::{Sheet, differences, item_word};

use super::{
    Change, actions,
    content::Content,
    forms,
    views::{EditPage, ReviewPage, ShowPage},
};
use crate::{
    kernel::{money::Money, refusal::Result},
    platform::{db::Tx, rulebook::CHARTER},
    registry::{
        application::forms::{DecisionForm, Submission},
        case::pages::{Desk, act_as_officer, build as shared},
        organization::Item,
    },
    web::{Cx, Filled, Outcome, Submitted},
};
use actix_web::web::Path;
use serde_json::{Map, json};

impl Desk for Content {
    fn saved(x: &Change) -> Filled {
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
            "county": content.county,
            "agreed_on": x.agreed_on.map(|d| d.to_string()),
            "reason": content.reason,
        }))
    }

    async fn draft(cx: &Cx, x: Change, form: &Filled) -> Outcome {
        let s = Sheet::of(cx, x).await?;
        let within = s.d.rules.change.as_ref().and_then(|r| r.apply_within);
        let view = EditPage {
            a: s.head(cx),
            b: s.asked(),
            fields: build::fields(cx, &s.d),
            counties: build::counties(cx),
            side: shared::draft(cx, &s.d, &s.missing),
            within: within.map(|p| (p.value, p.unit.as_str().to_owned())),
            name_faults: s.name_faults,
        };
        cx.form(&view, form)
    }

    async fn course(cx: &Cx, x: Change) -> Outcome {
        let s = Sheet::of(cx, x).await?;
        let course = shared::course(cx, &s.d, false);
        cx.page(&ShowPage { a: s.head(cx), b: s.asked(), differences: s.differences(cx), course })
    }

    async fn desk(cx: &Cx, x: Change, form: Option<Filled>) -> Outcome {
        let s = Sheet::of(cx, x).await?;
        let view = ReviewPage {
            a: s.head(cx),
            b: s.asked(),
            differences: s.differences(cx),
            side: shared::desk(cx, &s.d).await?,
            course: shared::course(cx, &s.d, true),
            name_faults: s.name_faults,
        };
        match form {
            Some(form) => cx.form(&view, &form),
            None => cx.page(&view),
        }
    }

    fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Change> {
        actions::submit(tx, no, command)
    }

    fn withdraw(tx: &mut Tx, no: &str) -> Result<Change> {
        actions::withdraw(tx, no)
    }

    fn decide(tx: &mut Tx, no: &str, form: &DecisionForm) -> Result<Change> {
        actions::decide(tx, no, form)
    }
}

/// `POST /changes/{no}`: saves the answers.
pub async fn save(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::answers(&submitted);
    act_as_officer::<Content, _>(&cx, no.into_inner(), &submitted, command, "flash-case-saved", actions::save).await
}

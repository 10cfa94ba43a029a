//! `/account/keys`
use super::{
    actions::{self, NewKey},
    store,
    views::{KeyRow, KeysPage},
};
use crate::{
    kernel::refusal::{FieldError, Result},
    web::{Cx, Fields, Outcome, Submitted},
};
use actix_web::web::Path;

/// What a key can be allowed: the noun behind `/api/v1/`, and whether it may change anything.
pub const SCOPES: [&str; 7] = [
    "*:read",
    "organizations:write",
    "applications:write",
    "tenders:write",
    "contracts:write",
    "activities:write",
    "*:write",
];

async fn view(cx: &Cx, made: Option<String>) -> Result<KeysPage> {
    let (account, now) = (cx.person()?.account, cx.now());
    let rows = cx.read(move |c| store::live(c, account, now)).await?;
    let keys = rows
        .into_iter()
        .map(|r| KeyRow {
            id: r.id,
            name: r.name,
            head: r.head,
            scopes: r.scopes.0,
            seen_at: r.seen_at,
            expires_at: r.expires_at,
        })
        .collect();
    Ok(KeysPage { keys, made, scopes: SCOPES.to_vec() })
}

/// `GET /account/keys`
pub async fn list(cx: Cx) -> Outcome {
    let view = view(&cx, None).await?;
    cx.page(&view)
}

fn parse(submitted: &Submitted) -> Result<NewKey> {
    let mut f = Fields::of(submitted);
    let (name, days) = (f.line("name", 60), f.number("days", 1, 366));
    let scopes: Vec<String> =
        submitted.all("scopes").iter().filter(|s| SCOPES.contains(&s.as_str())).cloned().collect();
    if scopes.is_empty() {
        f.error(FieldError::new("scopes", "choice"));
    }
    let command = (|| Some(NewKey { name: name?, days: days?, scopes }))();
    f.done(command)
}

/// `POST /account/keys`: the answer shows the key, this once.
pub async fn create(cx: Cx, submitted: Submitted) -> Outcome {
    let made = match parse(&submitted) {
        Ok(new) => cx.write(move |tx| actions::create(tx, &new)).await,
        Err(e) => Err(e),
    };
    match made {
        Ok(key) => {
            let view = view(&cx, Some(key)).await?;
            cx.page(&view)
        }
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = view(&cx, None).await?;
            cx.form(&view, &form)
        }
    }
}

/// `POST /account/keys/{id}/end`
pub async fn end(cx: Cx, id: Path<i64>, _: Submitted) -> Outcome {
    let id = id.into_inner();
    cx.write(move |tx| actions::end(tx, id)).await?;
    Ok(cx.see_other("/account/keys", Some("flash-key-ended")))
}

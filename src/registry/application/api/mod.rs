//! The JSON face of an application: the same actions, the same refusals.
mod bodies;
mod clock;
mod founder;
mod notices;
mod office;
mod read;

pub use bodies::*;
pub use clock::*;
pub use founder::*;
pub use notices::*;
pub use office::*;
pub use read::*;

use super::model::Application;
use crate::{
    kernel::refusal::Result,
    platform::db::Tx,
    web::{Cx, Outcome, Reply, Submitted},
};
use serde_json::json;

fn place(no: &str) -> String {
    format!("/applications/{no}")
}

fn told(a: &Application) -> Reply {
    Reply::done(
        place(&a.no),
        json!({ "no": a.no, "state": a.state, "notice_due": a.notice_due, "accepted_on": a.accepted_on,
        "promised_due": a.promised_due, "statutory_due": a.statutory_due, "is_deemed": a.is_deemed }),
    )
}

async fn run<T: Send + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: T,
    act: impl Fn(&mut Tx, &str, &T) -> Result<Application> + Send + 'static,
) -> Outcome {
    let reply = cx.once(submitted, move |tx| Ok(told(&act(tx, &no, &command)?))).await?;
    cx.answer_json(&reply)
}

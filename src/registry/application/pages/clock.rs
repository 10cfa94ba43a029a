//! The office's pages of the clock: special procedures and the extension.
use super::office::act;
use crate::{
    registry::application::{actions, forms},
    web::{Cx, Outcome, Submitted},
};
use actix_web::web::Path;

/// `POST /applications/{no}/suspension`: a special procedure begins, the clock stops.
pub async fn suspend(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::suspension(&submitted, cx.now().day());
    act(&cx, no.into_inner(), &submitted, command, "flash-application-suspended", |tx, no, form| {
        actions::suspend(tx, no, form).map(drop)
    })
    .await
}

/// `POST /applications/{no}/resumption`: it ends with its record, the clock runs.
pub async fn resume(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::record(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-resumed", |tx, no, record| {
        actions::resume(tx, no, record).map(drop)
    })
    .await
}

/// `POST /applications/{no}/extension-request`: the reviewer asks for more time.
pub async fn ask_extension(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::extension(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-extension-asked", |tx, no, reason| {
        actions::ask_extension(tx, no, reason).map(drop)
    })
    .await
}

/// `POST /applications/{no}/extension`: the head answers.
pub async fn extend(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::extending(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-extended", |tx, no, form| {
        actions::extend(tx, no, form).map(drop)
    })
    .await
}

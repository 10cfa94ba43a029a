//! The office's pages of the clock: special procedures and the extension.
use super::{Desk, office::act};
use crate::{
    registry::{application::forms, case::actions},
    web::{Cx, Outcome, Submitted},
};
use actix_web::web::Path;

/// `POST …/{no}/suspension`: a special procedure begins, the clock stops.
pub async fn suspend<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::suspension(&submitted, cx.now().day());
    act(&cx, no.into_inner(), &submitted, command, "flash-application-suspended", actions::suspend::<C>).await
}

/// `POST …/{no}/resumption`: it ends with its record, the clock runs.
pub async fn resume<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::record(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-resumed", |tx, no, record: &String| {
        actions::resume::<C>(tx, no, record)
    })
    .await
}

/// `POST …/{no}/extension-request`: the reviewer asks for more time.
pub async fn ask_extension<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::extension(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-extension-asked", |tx, no, reason: &String| {
        actions::ask_extension::<C>(tx, no, reason)
    })
    .await
}

/// `POST …/{no}/extension`: the head answers.
pub async fn extend<C: Desk>(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let command = forms::extending(&submitted);
    act(&cx, no.into_inner(), &submitted, command, "flash-application-extended", actions::extend::<C>).await
}

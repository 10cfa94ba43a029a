//! `/forgot` and `/reset/{token}`
use super::{
    actions,
    views::{ForgotPage, ResetPage},
};
use crate::{
    account::{self, forms, password},
    web::{Cx, Fields, Outcome, Submitted},
};
use actix_web::web::Path;

/// `GET /forgot`
pub async fn forgot_form(cx: Cx) -> Outcome {
    cx.page(&ForgotPage {})
}

/// `POST /forgot`: the same answer for known and unknown addresses.
pub async fn forgot(cx: Cx, submitted: Submitted) -> Outcome {
    cx.try_from_here()?;
    let mut f = Fields::of(&submitted);
    let email = f.email("email");
    let email = match f.done(email) {
        Ok(email) => email,
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            return cx.form(&ForgotPage {}, &form);
        }
    };
    let asked = email.clone();
    cx.write(move |tx| actions::ask(tx, &asked)).await?;
    account::pages::sent(&cx, &email)
}

/// `GET /reset/{token}`
pub async fn reset_form(cx: Cx) -> Outcome {
    cx.page(&ResetPage {})
}

/// `POST /reset/{token}`
pub async fn reset(cx: Cx, token: Path<String>, submitted: Submitted) -> Outcome {
    cx.try_from_here()?;
    let mut f = Fields::of(&submitted);
    let typed = forms::password(&mut f, "password");
    let typed = match f.done(typed) {
        Ok(typed) => typed,
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            return cx.form(&ResetPage {}, &form);
        }
    };
    let hash = password::hash(cx.env(), typed).await?;
    let token = token.into_inner();
    cx.write(move |tx| actions::set(tx, &token, &hash)).await?;
    Ok(cx.see_other("/sign-in", Some("flash-password-changed")))
}

//! HTML handlers of accounts.
use super::{
    actions::{self, Credentials, SignIn},
    forms, password,
    views::{CheckMailPage, Kept, ResumePage, SignInPage, SignUpPage},
};
use crate::{
    kernel::refusal::{Code, Error},
    web::{Cx, Outcome, Submitted, session},
};
use actix_web::{
    HttpRequest,
    cookie::Cookie,
    http::header,
    web::{Path, Query},
};
use serde::Deserialize;

/// Where to go after sign-in.
#[derive(Debug, Default, Deserialize)]
pub struct Next {
    /// A path of this site.
    #[serde(default)]
    next: String,
    /// Where a form was to go that was sent after the session had ended; its words are in the body.
    #[serde(default)]
    form: String,
}

impl Next {
    /// Only paths of this site; anything else leads to the workbench.
    fn safe(&self) -> String {
        if is_local(&self.next) { self.next.clone() } else { "/workbench".into() }
    }
}

fn is_local(path: &str) -> bool {
    path.starts_with('/') && !path.starts_with("//") && !path.contains('\\')
}

/// Before the names of fields that only pass through the sign-in form.
const KEPT: &str = "kept.";

/// The form that waits behind the sign-in form, if any.
fn kept(submitted: &Submitted) -> Kept {
    let action = submitted.raw("form").filter(|a| is_local(a)).unwrap_or_default().to_owned();
    let words = if action.is_empty() { Vec::new() } else { submitted.words() };
    let fields = words.into_iter().filter_map(|(k, v)| Some((k.strip_prefix(KEPT)?.to_owned(), v))).collect();
    Kept { action, fields }
}

/// `GET /sign-in`
pub async fn sign_in_form(cx: Cx, next: Query<Next>) -> Outcome {
    cx.page(&SignInPage { next: next.safe(), needs_code: false, kept: Kept::default() })
}

/// `POST /sign-in`
pub async fn sign_in(cx: Cx, req: HttpRequest, left: Query<Next>, submitted: Submitted) -> Outcome {
    if is_local(&left.form) {
        let kept = Kept { action: left.form.clone(), fields: submitted.words() };
        return cx.page(&SignInPage { next: left.safe(), needs_code: false, kept });
    }
    cx.try_from_here()?;
    let next = Next { next: submitted.raw("next").unwrap_or_default().to_owned(), ..Next::default() }.safe();
    let kept = kept(&submitted);
    match open(&cx, &req, &submitted, "browser").await {
        Ok(opened) => {
            let mut response = if kept.action.is_empty() {
                cx.see_other(&next, None)
            } else {
                let csrf = cx.env().keyring.sign_token("csrf", &opened.session.to_be_bytes());
                cx.page(&ResumePage { next, csrf, kept })?
            };
            let cookie = session::cookie(&opened.token, cx.env().config.is_https());
            response.add_cookie(&cookie).map_err(|e| anyhow::anyhow!("{e}"))?;
            Ok(response)
        }
        Err(e) => {
            let needs_code = e.has(Code::NeedsSecondFactor) || e.has(Code::WrongCode);
            let form = cx.filled(&submitted, e)?;
            cx.form(&SignInPage { next, needs_code, kept }, &form)
        }
    }
}

/// Checks credentials and opens a session; shared with the API.
pub(super) async fn open(
    cx: &Cx,
    req: &HttpRequest,
    submitted: &Submitted,
    kind: &'static str,
) -> Result<actions::Opened, Error> {
    let (email, typed, code) = forms::sign_in(submitted)?;
    let wanted = email.clone();
    let hash = cx.read(move |c| Ok(super::store::find_account_by_email(c, &wanted)?.map(|a| a.password_hash))).await?;
    let password_holds = password::holds(cx.env(), hash, typed).await?;
    let shown = Credentials { email, password_holds, code };
    let device = req.headers().get(header::USER_AGENT).and_then(|v| v.to_str().ok()).unwrap_or("unknown").to_owned();
    match cx.write(move |tx| actions::sign_in(tx, &shown, kind, &device)).await? {
        SignIn::Opened(opened) => Ok(opened),
        SignIn::Refused(e) => Err(e),
    }
}

/// `POST /sign-out`
pub async fn sign_out(cx: Cx, _: Submitted) -> Outcome {
    if let Some(s) = &cx.session {
        let id = s.id;
        cx.write(move |tx| actions::sign_out(tx, id)).await?;
    }
    let mut response = cx.see_other("/", Some("flash-signed-out"));
    let mut gone = Cookie::new(session::cookie_name(cx.env().config.is_https()), "");
    gone.set_path("/");
    gone.make_removal();
    response.add_cookie(&gone).map_err(|e| anyhow::anyhow!("{e}"))?;
    response
        .headers_mut()
        .insert(header::HeaderName::from_static("clear-site-data"), header::HeaderValue::from_static("\"cache\""));
    Ok(response)
}

/// `GET /sign-up`
pub async fn sign_up_form(cx: Cx) -> Outcome {
    cx.page(&SignUpPage {})
}

/// `POST /sign-up`
pub async fn sign_up(cx: Cx, submitted: Submitted) -> Outcome {
    cx.try_from_here()?;
    let command = match forms::sign_up(&submitted) {
        Ok(command) => command,
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            return cx.form(&SignUpPage {}, &form);
        }
    };
    let email = command.email.clone();
    let hash = password::hash(cx.env(), command.password.clone()).await?;
    let locale = cx.locale.tag();
    cx.write(move |tx| actions::sign_up(tx, &command, &hash, locale)).await?;
    cx.page(&CheckMailPage { email })
}

/// `GET /verify-mail/{token}`: a link in a mail must not act by being fetched, so it shows a button.
pub async fn verify_form(cx: Cx, token: Path<String>) -> Outcome {
    cx.page(&super::views::VerifyMailPage { token: token.into_inner() })
}

/// `POST /verify-mail/{token}`
pub async fn verify(cx: Cx, token: Path<String>, _: Submitted) -> Outcome {
    cx.try_from_here()?;
    let token = token.into_inner();
    cx.write(move |tx| actions::verify(tx, &token)).await?;
    Ok(cx.see_other("/sign-in", Some("flash-mail-verified")))
}

/// `POST /preferences`: theme and mode of this browser.
pub async fn preferences(cx: Cx, submitted: Submitted) -> Outcome {
    let back = Next { next: submitted.raw("back").unwrap_or("/").to_owned(), ..Next::default() };
    let to = if back.next.starts_with('/') { back.safe() } else { "/".into() };
    let mut response = cx.see_other(&to, None);
    for (name, allowed) in [("mode", ["standard", "elder", ""]), ("theme", ["auto", "light", "dark"])] {
        if let Some(value) = submitted.raw(name).filter(|v| allowed.contains(v)) {
            let year = actix_web::cookie::time::Duration::days(365);
            let cookie = Cookie::build(name, value.to_owned()).path("/").http_only(true).max_age(year).finish();
            response.add_cookie(&cookie).map_err(|e| anyhow::anyhow!("{e}"))?;
        }
    }
    Ok(response)
}

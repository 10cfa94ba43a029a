//! HTML handlers of accounts.
use super::{
    actions::{self, Credentials, SignIn},
    forms, password,
    views::{CheckMailPage, SignInPage, SignUpPage},
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
}

impl Next {
    /// Only paths of this site; anything else leads to the workbench.
    fn safe(&self) -> String {
        let local = self.next.starts_with('/') && !self.next.starts_with("//") && !self.next.contains('\\');
        if local { self.next.clone() } else { "/workbench".into() }
    }
}

/// `GET /sign-in`
pub async fn sign_in_form(cx: Cx, next: Query<Next>) -> Outcome {
    cx.page(&SignInPage { next: next.safe(), needs_code: false })
}

/// `POST /sign-in`
pub async fn sign_in(cx: Cx, req: HttpRequest, submitted: Submitted) -> Outcome {
    cx.try_from_here()?;
    let next = Next { next: submitted.raw("next").unwrap_or_default().to_owned() }.safe();
    match open(&cx, &req, &submitted, "browser").await {
        Ok(opened) => {
            let mut response = cx.see_other(&next, None);
            let cookie = session::cookie(&opened.token, cx.env().config.is_https());
            response.add_cookie(&cookie).map_err(|e| anyhow::anyhow!("{e}"))?;
            Ok(response)
        }
        Err(e) => {
            let needs_code = e.has(Code::NeedsSecondFactor) || e.has(Code::WrongCode);
            let form = cx.filled(&submitted, e)?;
            cx.form(&SignInPage { next, needs_code }, &form)
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
    sent(&cx, &email)
}

/// Leads to the page that says a letter is on its way. The address travels in a cookie of ten minutes, for addresses
/// of pages end up in logs and histories.
///
/// # Errors
/// A fault when the cookie cannot be written.
pub fn sent(cx: &Cx, email: &str) -> Outcome {
    let mut response = cx.see_other("/check-mail", None);
    let value: String = url::form_urlencoded::byte_serialize(email.as_bytes()).collect();
    let minutes = actix_web::cookie::time::Duration::minutes(10);
    let cookie = Cookie::build("sent_to", value).path("/check-mail").http_only(true).max_age(minutes).finish();
    response.add_cookie(&cookie).map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(response)
}

/// `GET /check-mail`: a letter is on its way, whoever asked for it.
pub async fn check_mail(cx: Cx, req: HttpRequest) -> Outcome {
    let email = req.cookie("sent_to").and_then(|c| {
        let (email, _) = url::form_urlencoded::parse(c.value().as_bytes()).next()?;
        Some(email.chars().take(254).collect())
    });
    cx.page(&CheckMailPage { email: email.unwrap_or_default() })
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
    let back = Next { next: submitted.raw("back").unwrap_or("/").to_owned() };
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

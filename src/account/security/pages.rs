//! `/account/security`, `/account/sessions/…`, `/account/totp`
use super::{
    actions, rules, store,
    views::{CodesPage, Qr, SecurityPage, SessionRow, TotpPage},
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Code, Error, FieldError, Result},
    },
    platform::document::qr_path,
    web::{Cx, Filled, Outcome, Submitted},
};
use actix_web::web::Path;

/// `GET /account/security`
pub async fn show(cx: Cx) -> Outcome {
    let (account, now) = (cx.person()?.account, cx.now());
    let mine = cx.session.as_ref().map(|s| s.id);
    let (rows, has_totp, codes_left) = cx
        .read(move |c| {
            Ok((store::live(c, account, now)?, store::has_totp(c, account)?, store::codes_left(c, account)?))
        })
        .await?;
    let sessions = rows
        .into_iter()
        .map(|r| SessionRow {
            is_current: Some(r.id) == mine,
            id: r.id,
            device: device(&r.device),
            is_program: r.kind != "browser",
            opened_at: r.created_at,
            seen_at: r.seen_at,
        })
        .collect();
    cx.page(&SecurityPage { has_totp, codes_left, sessions })
}

/// Browser and system out of the long text a browser sends.
fn device(text: &str) -> String {
    let find =
        |names: &[(&str, &'static str)]| names.iter().find(|(mark, _)| text.contains(mark)).map(|(_, name)| *name);
    let browser = find(&[
        ("MicroMessenger", "WeChat"),
        ("Edg/", "Edge"),
        ("Firefox/", "Firefox"),
        ("Chrome/", "Chrome"),
        ("Safari/", "Safari"),
    ]);
    let system = find(&[
        ("Android", "Android"),
        ("HarmonyOS", "HarmonyOS"),
        ("iPhone", "iPhone"),
        ("iPad", "iPad"),
        ("Windows", "Windows"),
        ("Mac OS", "macOS"),
        ("Linux", "Linux"),
    ]);
    match (browser, system) {
        (Some(b), Some(s)) => format!("{b} \u{b7} {s}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => text.chars().take(40).collect(),
    }
}

/// `POST /account/sessions/{id}/end`
pub async fn end_one(cx: Cx, id: Path<i64>, _: Submitted) -> Outcome {
    let id = id.into_inner();
    cx.write(move |tx| actions::end_one(tx, id)).await?;
    Ok(cx.see_other("/account/security", Some("flash-session-ended")))
}

/// `POST /account/sessions/end-others`
pub async fn end_others(cx: Cx, _: Submitted) -> Outcome {
    let session = cx.session.as_ref().ok_or(Error::SignIn)?.id;
    cx.write(move |tx| actions::end_others(tx, session)).await?;
    Ok(cx.see_other("/account/security", Some("flash-session-ended")))
}

/// `GET /account/totp`
pub async fn totp_form(cx: Cx) -> Outcome {
    let person = cx.person()?;
    let view = setup(&cx, person.account, &rules::new_secret())?;
    cx.page(&view)
}

fn setup(cx: &Cx, account: AccountId, secret: &[u8]) -> Result<TotpPage> {
    let totp = rules::totp(cx.env(), &cx.person()?.email, secret)?;
    let uri = totp.to_url().map_err(|e| anyhow::anyhow!("{e:?}"))?;
    let (size, path) = qr_path(&uri)?;
    Ok(TotpPage {
        secret: totp.secret().to_base32(),
        qr: Qr { size: i64::try_from(size).unwrap_or_default(), path },
        uri,
        setup: actions::seal_waiting(cx.env(), account, secret),
    })
}

/// `POST /account/totp`: the first code proves that the authenticator has the secret.
pub async fn totp(cx: Cx, submitted: Submitted) -> Outcome {
    let account = cx.person()?.account;
    let session = cx.session.as_ref().ok_or(Error::SignIn)?.id;
    let secret = submitted.raw("setup").and_then(|s| actions::open_waiting(cx.env(), account, s));
    let Some(secret) = secret else { return Err(Error::from(Code::ForeignForm).into()) };
    let code = submitted.raw("code").unwrap_or_default().to_owned();
    let view = setup(&cx, account, &secret)?;
    match cx.write(move |tx| actions::turn_on(tx, session, &secret, &code)).await {
        Ok(codes) => cx.page(&CodesPage { codes }),
        Err(e) if e.has(Code::WrongCode) => {
            let wrong = Error::Invalid(vec![FieldError::new("code", "code")]);
            let form: Filled = cx.filled(&submitted, wrong)?;
            cx.form(&view, &form)
        }
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&view, &form)
        }
    }
}

/// `POST /account/totp/removal`
pub async fn totp_off(cx: Cx, _: Submitted) -> Outcome {
    cx.write(actions::turn_off).await?;
    Ok(cx.see_other("/account/security", Some("flash-totp-off")))
}

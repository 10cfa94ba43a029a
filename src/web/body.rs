//! Reading a body whole: form, multipart or JSON, within limits, with the instant of its last byte.
use super::{
    cx::{App, Cx},
    errors::Failure,
    form::{Submitted, Upload},
};
use crate::kernel::refusal::{Code, Error, FieldError, Result};
use actix_multipart::Multipart;
use actix_web::{
    FromRequest, HttpRequest,
    dev::Payload,
    http::header,
    web::{BytesMut, Data},
};
use futures_util::{StreamExt, TryStreamExt};
use std::{future::Future, pin::Pin, time::Duration};

/// The most fields one form may have.
const FIELDS: usize = 2000;

impl FromRequest for Submitted {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Self, Failure>>>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move { Ok(in_time(&req, read(&req, payload)).await?) })
    }
}

/// Gives the sender `server.body_seconds` to finish, so that nobody holds a connection by dripping.
///
/// # Errors
/// [`Code::TooSlow`], or what the reading answers.
pub(super) async fn in_time<T>(req: &HttpRequest, reading: impl Future<Output = Result<T>>) -> Result<T> {
    let seconds = req.app_data::<Data<App>>().map_or(120, |app| app.env.config.server.body_seconds);
    tokio::time::timeout(Duration::from_secs(seconds.max(1)), reading).await.map_err(|_| Error::from(Code::TooSlow))?
}

async fn read(req: &HttpRequest, payload: Payload) -> Result<Submitted> {
    let app =
        req.app_data::<Data<App>>().ok_or_else(|| anyhow::anyhow!("the program's parts are not mounted"))?.clone();
    let limit = app.env.config.server.body_limit;
    let kind =
        req.headers().get(header::CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default().to_ascii_lowercase();
    let mut submitted = Submitted::new(app.now());
    if kind.starts_with("multipart/form-data") {
        multipart(req, payload, &mut submitted, limit).await?;
    } else {
        let bytes = whole(payload, limit).await?;
        if kind.starts_with("application/json") {
            if !bytes.is_empty() {
                let value = serde_json::from_slice(&bytes).map_err(|_| invalid("body", "json"))?;
                submitted = Submitted::from_json(&value, app.now());
            }
        } else {
            for (k, v) in url::form_urlencoded::parse(&bytes).take(FIELDS) {
                submitted.push(&k, &v);
            }
        }
    }
    submitted.received_at = app.now();
    if !req.method().is_safe() {
        let cx = Cx::extract(req).await.map_err(|f| f.0)?;
        if !cx.csrf_holds(
            submitted.raw("csrf").or_else(|| req.headers().get("x-csrf-token").and_then(|v| v.to_str().ok())),
        ) {
            return Err(Code::ForeignForm.into());
        }
        super::kept::remember(req, &cx, &submitted);
    }
    Ok(submitted)
}

fn invalid(field: &str, key: &'static str) -> Error {
    Error::Invalid(vec![FieldError::new(field, key)])
}

/// Reads a body to its end; the limit guards memory.
async fn whole(mut payload: Payload, limit: usize) -> Result<bytes::Bytes> {
    let mut out = BytesMut::new();
    while let Some(chunk) = payload.next().await {
        let chunk = chunk.map_err(|_| invalid("body", "incomplete"))?;
        if out.len() + chunk.len() > limit {
            return Err(invalid("body", "body-too-large"));
        }
        out.extend_from_slice(&chunk);
    }
    Ok(out.freeze())
}

async fn multipart(req: &HttpRequest, payload: Payload, into: &mut Submitted, limit: usize) -> Result<()> {
    let incomplete = |_| invalid("body", "incomplete");
    let mut parts = Multipart::new(req.headers(), payload);
    let (mut total, mut count) = (0usize, 0usize);
    while let Some(mut part) = parts.try_next().await.map_err(incomplete)? {
        count += 1;
        if count > FIELDS {
            return Err(invalid("body", "body-too-large"));
        }
        let disposition = part.content_disposition().cloned();
        let Some(name) = disposition.as_ref().and_then(|d| d.get_name()).map(ToOwned::to_owned) else { continue };
        let file = disposition.as_ref().and_then(|d| d.get_filename()).map(ToOwned::to_owned);
        let mut bytes = BytesMut::new();
        while let Some(chunk) = part.try_next().await.map_err(incomplete)? {
            total += chunk.len();
            if total > limit {
                return Err(invalid(&name, "body-too-large"));
            }
            bytes.extend_from_slice(&chunk);
        }
        match file {
            Some(file) => into.files.push(Upload { field: name, name: file, bytes: bytes.freeze() }),
            None => into.push(&name, &String::from_utf8_lossy(&bytes)),
        }
    }
    Ok(())
}

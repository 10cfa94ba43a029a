//! How a "no" and a fault look: a page or problem+json (RFC 9457), in the reader's language.
use super::{
    cx::{Cx, RequestId},
    form,
};
use crate::kernel::refusal::Error;
use actix_web::{
    Error as ActixError, HttpMessage, HttpResponse, ResponseError,
    body::{BoxBody, MessageBody},
    cookie::Cookie,
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
};
use serde_json::{Map, Value, json};
use std::fmt;

/// A refused or failed request on its way to the edge.
#[derive(Debug)]
pub struct Failure(pub Error);

/// What every handler answers.
pub type Outcome = Result<HttpResponse, Failure>;

impl<E: Into<Error>> From<E> for Failure {
    fn from(e: E) -> Self {
        Self(e.into())
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "answered with {}", self.0.status())
    }
}

impl ResponseError for Failure {
    fn status_code(&self) -> StatusCode {
        StatusCode::from_u16(self.0.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
    }

    fn error_response(&self) -> HttpResponse {
        HttpResponse::new(self.status_code())
    }
}

/// The outermost layer: gives every request an id, and turns every failure into a page or a problem document.
///
/// # Errors
/// Never by itself; actix asks for the signature.
pub async fn edge(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let id = RequestId::new();
    req.extensions_mut().insert(id.clone());
    let begun = std::time::Instant::now();
    // Routing needs the request to itself: it may be shared only once the answer is there. Every "no" comes as an answer.
    let answered = next.call(req).await?.map_into_boxed_body();
    let request = answered.request().clone();
    let failed = answered.response().error().map(told);
    let bare = answered.status().is_client_error() && answered.headers().get(header::CONTENT_TYPE).is_none();
    let mut response = match failed {
        Some(told) => ServiceResponse::new(request.clone(), show(&request, &id, told).await),
        None if bare => {
            let told = Told::Status(answered.status());
            ServiceResponse::new(request.clone(), show(&request, &id, told).await)
        }
        None => answered,
    };
    harden(&mut response, &id);
    keep_language(&request, &mut response);
    count(&request, response.status(), begun);
    Ok(response)
}

/// What a failure says, taken out of actix's box.
enum Told {
    Ours { status: StatusCode, code: &'static str, sentences: Vec<Sentence>, wait: Option<u64> },
    Status(StatusCode),
    SignIn,
}

enum Sentence {
    Reason(crate::kernel::refusal::Reason),
    Field(crate::kernel::refusal::FieldError),
}

fn told(e: &ActixError) -> Told {
    let Some(Failure(error)) = e.as_error::<Failure>() else {
        return Told::Status(e.as_response_error().status_code());
    };
    let status = StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let ours = |code, sentences, wait| Told::Ours { status, code, sentences, wait };
    match error {
        Error::SignIn => Told::SignIn,
        Error::Refused(reasons) => {
            let code = reasons.first().map_or("refused", |r| r.code.word());
            ours(code, reasons.iter().cloned().map(Sentence::Reason).collect(), None)
        }
        Error::Invalid(fields) => ours("invalid", fields.iter().cloned().map(Sentence::Field).collect(), None),
        Error::Missing => ours("missing", Vec::new(), None),
        Error::Stale => ours("stale", Vec::new(), None),
        Error::Slow(seconds) => ours("slow", Vec::new(), Some(*seconds)),
        Error::Fault(fault) => {
            tracing::error!(error = format!("{fault:#}"), "a fault");
            ours("fault", Vec::new(), None)
        }
    }
}

async fn show(req: &actix_web::HttpRequest, id: &RequestId, told: Told) -> HttpResponse {
    let cx = match <Cx as actix_web::FromRequest>::extract(req).await {
        Ok(cx) => cx,
        // Not even the context could be built: the database is away. Say so without it.
        Err(_) => {
            return HttpResponse::ServiceUnavailable()
                .insert_header(("Retry-After", "10"))
                .content_type("text/plain; charset=utf-8")
                .body(format!("503 {}", id.0));
        }
    };
    let is_api = req.path().starts_with("/api/") || wants_json(req);
    let (status, code, sentences, wait) = match told {
        Told::SignIn if !is_api => return to_sign_in(req, &cx).await,
        Told::SignIn => (StatusCode::UNAUTHORIZED, "sign-in", Vec::new(), None),
        Told::Status(status) => (status, "status", Vec::new(), None),
        Told::Ours { status, code, sentences, wait } => (status, code, sentences, wait),
    };
    if status.is_server_error() {
        tracing::error!(request = &*id.0, path = req.path(), status = status.as_u16(), "answered with a fault");
    }
    let mut response =
        if is_api { problem(&cx, status, code, &sentences) } else { page(&cx, status, code, &sentences, wait) };
    if let Some(seconds) = wait
        && let Ok(value) = header::HeaderValue::from_str(&seconds.to_string())
    {
        response.headers_mut().insert(header::RETRY_AFTER, value);
    }
    response
}

fn wants_json(req: &actix_web::HttpRequest) -> bool {
    req.headers()
        .get(header::ACCEPT)
        .and_then(|a| a.to_str().ok())
        .is_some_and(|a| a.starts_with("application/") && a.contains("json"))
}

/// A visitor who must sign in is led there and back; what was sent into an ended session waits behind the door.
async fn to_sign_in(req: &actix_web::HttpRequest, cx: &Cx) -> HttpResponse {
    let kept = super::kept::keep(req, cx).await.unwrap_or_else(|e| {
        tracing::warn!(error = ?e, "a form could not be kept");
        None
    });
    let flash = kept.is_some().then_some("flash-form-kept");
    let back = match kept {
        Some(kept) => kept,
        None if req.method() == Method::GET => cx.path.to_string(),
        None => req
            .headers()
            .get(header::REFERER)
            .and_then(|r| r.to_str().ok())
            .and_then(|r| url::Url::parse(r).ok())
            .map_or_else(|| "/".into(), |u| u.path().to_owned()),
    };
    let to =
        format!("/sign-in?next={}", percent_encoding::utf8_percent_encode(&back, percent_encoding::NON_ALPHANUMERIC));
    cx.see_other(&to, flash)
}

fn problem(cx: &Cx, status: StatusCode, code: &str, sentences: &[Sentence]) -> HttpResponse {
    let words = &cx.env().words;
    let mut body = Map::new();
    body.insert("type".into(), json!(format!("/problems/{code}")));
    body.insert("code".into(), json!(code));
    body.insert("status".into(), json!(status.as_u16()));
    body.insert("title".into(), json!(title(cx, status, code)));
    body.insert("request".into(), json!(&*cx.request));
    let mut details = Vec::new();
    let mut fields = Vec::new();
    for s in sentences {
        match s {
            Sentence::Reason(r) => {
                details.push(form::sentence(words, cx.locale, r));
                let facts: Map<String, Value> = r.facts.iter().map(|(k, v)| ((*k).to_owned(), json!(v))).collect();
                fields.push(json!({"code": r.code.word(), "facts": facts}));
            }
            Sentence::Field(e) => {
                let shown = form::show(words, cx.locale, e);
                details.push(shown.text.clone());
                fields.push(json!({"field": shown.field, "pointer": format!("/{}", shown.field.replace('.', "/")), "code": e.key, "detail": shown.text}));
            }
        }
    }
    body.insert("detail".into(), json!(if details.is_empty() { explain(cx, status, code) } else { details.join(" ") }));
    body.insert("errors".into(), Value::Array(fields));
    HttpResponse::build(status).content_type("application/problem+json").body(Value::Object(body).to_string())
}

fn page(cx: &Cx, status: StatusCode, code: &str, sentences: &[Sentence], wait: Option<u64>) -> HttpResponse {
    let words = &cx.env().words;
    let reasons: Vec<String> = sentences
        .iter()
        .map(|s| match s {
            Sentence::Reason(r) => form::sentence(words, cx.locale, r),
            Sentence::Field(e) => form::show(words, cx.locale, e).text,
        })
        .collect();
    let mut context = tera::Context::new();
    context.insert(
        "v",
        &json!({"status": status.as_u16(), "code": code, "title": title(cx, status, code), "text": explain(cx, status, code), "reasons": reasons,
            "seconds": wait}),
    );
    match cx.respond(status, "web/error.html", "home", false, context) {
        Ok(response) => response,
        Err(Failure(e)) => {
            tracing::error!(error = ?e, "the error page cannot be rendered");
            HttpResponse::build(status).content_type("text/plain; charset=utf-8").body(title(cx, status, code))
        }
    }
}

/// Statuses that have words of their own; others use their class.
fn family(status: StatusCode) -> u16 {
    match status.as_u16() {
        s @ (400 | 401 | 403 | 404 | 405 | 409 | 410 | 413 | 422 | 429 | 503) => s,
        400..=499 => 400,
        _ => 500,
    }
}

/// A rule that says no with 409 reads like any other refusal; only what moved on meanwhile reads as a change.
fn words_of(status: StatusCode, code: &str) -> u16 {
    let is_rule = status == StatusCode::CONFLICT && !matches!(code, "stale" | "wrong-state");
    if is_rule { 422 } else { family(status) }
}

fn title(cx: &Cx, status: StatusCode, code: &str) -> String {
    cx.say(&format!("error-{}-title", words_of(status, code)))
}

fn explain(cx: &Cx, status: StatusCode, code: &str) -> String {
    cx.say(&format!("error-{}-text", words_of(status, code)))
}

/// Headers every answer carries (`experience.md` C.4).
fn harden(response: &mut ServiceResponse<BoxBody>, id: &RequestId) {
    const CSP: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self' https://checkout.stripe.com; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";
    let headers = response.headers_mut();
    let mut put = |name: &'static str, value: &'static str| {
        let name = header::HeaderName::from_static(name);
        if !headers.contains_key(&name) {
            headers.insert(name, header::HeaderValue::from_static(value));
        }
    };
    put("content-security-policy", CSP);
    put("x-content-type-options", "nosniff");
    put("referrer-policy", "same-origin");
    put("cross-origin-opener-policy", "same-origin");
    put("cross-origin-resource-policy", "same-origin");
    put("permissions-policy", "camera=(), microphone=(), geolocation=()");
    if let Ok(value) = header::HeaderValue::from_str(&id.0) {
        headers.insert(header::HeaderName::from_static("x-request-id"), value);
    }
}

/// A language chosen by `?lang=` stays chosen.
fn keep_language(req: &actix_web::HttpRequest, response: &mut ServiceResponse<BoxBody>) {
    let chosen = req
        .query_string()
        .split('&')
        .find_map(|p| p.strip_prefix("lang="))
        .and_then(crate::platform::i18n::Locale::from_tag);
    if let Some(locale) = chosen {
        let cookie = Cookie::build("lang", locale.tag())
            .path("/")
            .http_only(true)
            .max_age(actix_web::cookie::time::Duration::days(365))
            .finish();
        let _ = response.response_mut().add_cookie(&cookie);
    }
}

/// Refuses state-changing requests that another site made a browser send: fetch metadata where the browser tells it,
/// the origin otherwise. Programs send neither and carry a token instead of a cookie.
///
/// # Errors
/// [`Code::ForeignForm`](crate::kernel::refusal::Code::ForeignForm).
pub async fn same_site(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let header = |name: &str| req.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let (site, origin) = (header("sec-fetch-site"), header("origin"));
    let from_here = match site {
        "" => origin.is_empty() || origin.split_once("://").is_some_and(|(_, host)| host == header("host")),
        site => matches!(site, "same-origin" | "none"),
    };
    if !req.method().is_safe() && !from_here && !req.path().starts_with("/webhooks/") {
        return Ok(req.error_response(Failure(crate::kernel::refusal::Code::ForeignForm.into())));
    }
    Ok(next.call(req).await?.map_into_boxed_body())
}

/// Counts a request under its route's pattern, so that no number of a case becomes a label. Addresses whose use is
/// itself a secret are not counted at all, neither here nor in the sum of all: how many bids came in would show.
fn count(req: &actix_web::HttpRequest, status: StatusCode, begun: std::time::Instant) {
    if req.match_pattern().is_some_and(|p| is_secret(&p)) {
        return;
    }
    let class = match status.as_u16() / 100 {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    };
    let route = req.match_pattern().unwrap_or_else(|| "unmatched".into());
    let method = req.method().as_str();
    super::health::REQUESTS.with_label_values(&[method, &route, class]).inc();
    super::health::SECONDS.with_label_values(&[method, class]).observe(begun.elapsed().as_secs_f64());
}

/// Whether nobody may learn how often this address is asked for (`design.md` 7.1): everything under `…/bid`.
fn is_secret(pattern: &str) -> bool {
    pattern.split('/').any(|part| part == "bid")
}

//! Pages as visitors see them, drawn once: most who come are not signed in and ask for the same few pages.
//!
//! A page is given again while this program has written nothing since it was drawn, and never for longer than [`AGE`] (what
//! another node wrote, a clock that moved on). Whoever sends any cookie but a preference gets a page of their own, so
//! nothing about a person is ever kept here. The request's id and the form's key are put in anew each time.
use super::{cx, cx::App, cx::RequestId};
use crate::{
    kernel::{random, time::Ts},
    platform::i18n::Locale,
};
use actix_web::{
    Error as ActixError, HttpMessage, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceRequest, ServiceResponse},
    http::{Method, StatusCode, header},
    middleware::Next,
    web::{Bytes, BytesMut, Data},
};
use chrono::TimeDelta;
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// How old a page may be.
const AGE: TimeDelta = TimeDelta::seconds(2);
/// The most pages that are kept, and the most bytes of one.
const MOST: usize = 150;
const LARGEST: usize = 128 * 1024;

/// What a drawn page tells this layer about itself: the key its forms carry.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    pub(super) once: String,
}

/// Everything a visitor's page depends on, besides the data.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
struct Wish {
    path: String,
    locale: Locale,
    mode: &'static str,
    theme: &'static str,
}

impl Wish {
    /// The wish of a visitor; `None` for everybody else, and for what is no page.
    fn of(req: &ServiceRequest) -> Option<Self> {
        let cookies = req.cookies().ok()?;
        let is_visitor = cookies.iter().all(|c| matches!(c.name(), "lang" | "mode" | "theme"))
            && !req.headers().contains_key(header::AUTHORIZATION);
        let is_page = req.method() == Method::GET && !req.path().starts_with("/assets/");
        drop(cookies);
        (is_visitor && is_page).then(|| Self {
            path: req.uri().path_and_query().map_or("/", |p| p.as_str()).to_owned(),
            locale: cx::locale(req.request(), None),
            mode: cx::mode(req.request()),
            theme: cx::theme(req.request()),
        })
    }
}

/// What stands between two pieces of a page.
#[derive(Debug, Clone, Copy)]
enum Gap {
    Request,
    Once,
}

struct Page {
    written: u64,
    at: Ts,
    kind: header::HeaderValue,
    pieces: Vec<(Bytes, Option<Gap>)>,
}

/// The pages that are kept.
#[derive(Default)]
pub struct Drawn(Mutex<HashMap<Wish, Arc<Page>>>);

impl Drawn {
    fn get(&self, wish: &Wish, written: u64, now: Ts) -> Option<Arc<Page>> {
        let pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.get(wish).filter(|p| p.is_fresh(written, now)).cloned()
    }

    fn put(&self, wish: Wish, page: Page, now: Ts) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if pages.len() >= MOST {
            pages.retain(|_, p| p.is_fresh(page.written, now));
        }
        if pages.len() < MOST {
            pages.insert(wish, Arc::new(page));
        }
    }
}

impl Page {
    fn is_fresh(&self, written: u64, now: Ts) -> bool {
        self.written == written && now >= self.at && now - self.at <= AGE
    }

    fn answer(&self, request: &str) -> HttpResponse {
        let mut html = BytesMut::with_capacity(self.pieces.iter().map(|(bytes, _)| bytes.len() + 64).sum());
        for (bytes, gap) in &self.pieces {
            html.extend_from_slice(bytes);
            match gap {
                Some(Gap::Request) => html.extend_from_slice(request.as_bytes()),
                Some(Gap::Once) => html.extend_from_slice(random::token().as_bytes()),
                None => {}
            }
        }
        HttpResponse::Ok().insert_header((header::CONTENT_TYPE, self.kind.clone())).body(html.freeze())
    }
}

/// The layer itself: a page that is kept and fresh is given, any other is drawn.
///
/// # Errors
/// Never by itself; actix asks for the signature.
pub async fn layer(
    req: ServiceRequest,
    next: Next<impl MessageBody + 'static>,
) -> Result<ServiceResponse<BoxBody>, ActixError> {
    let (Some(app), Some(drawn)) = (req.app_data::<Data<App>>().cloned(), req.app_data::<Data<Drawn>>().cloned())
    else {
        return Ok(next.call(req).await?.map_into_boxed_body());
    };
    let Some(wish) = Wish::of(&req) else { return Ok(next.call(req).await?.map_into_boxed_body()) };
    let request = req.extensions().get::<RequestId>().map(|r| Arc::clone(&r.0)).unwrap_or_default();
    // Asked before drawing: what is written meanwhile makes the page old, never a newer page too new.
    let (written, at) = (app.db.written(), app.now());
    if let Some(page) = drawn.get(&wish, written, at) {
        return Ok(req.into_response(page.answer(&request)));
    }
    let answered = next.call(req).await?.map_into_boxed_body();
    let Some((mark, kind)) = may_be_kept(answered.response()) else { return Ok(answered) };
    let (request_again, response) = answered.into_parts();
    let (head, body) = response.into_parts();
    Ok(match body.try_into_bytes() {
        Ok(html) => {
            if html.len() <= LARGEST && !request.is_empty() {
                let pieces = pieces(&html, &request, &mark.once);
                drawn.put(wish, Page { written, at, kind, pieces }, app.now());
            }
            ServiceResponse::new(request_again, head.set_body(BoxBody::new(html)))
        }
        Err(body) => ServiceResponse::new(request_again, head.set_body(body)),
    })
}

/// A whole page for everybody: drawn by a view, answered with 200, saying nothing to the browser alone.
fn may_be_kept(response: &HttpResponse) -> Option<(Mark, header::HeaderValue)> {
    let headers = response.headers();
    let is_for_all = response.status() == StatusCode::OK
        && !headers.contains_key(header::SET_COOKIE)
        && !headers.contains_key(header::CACHE_CONTROL);
    let mark = response.extensions().get::<Mark>().cloned()?;
    is_for_all.then(|| Some((mark, headers.get(header::CONTENT_TYPE)?.clone())))?
}

/// Cuts a page where what belongs to one request stands.
fn pieces(html: &Bytes, request: &str, once: &str) -> Vec<(Bytes, Option<Gap>)> {
    let text = String::from_utf8_lossy(html);
    let mut cuts: Vec<(usize, usize, Gap)> = [(request, Gap::Request), (once, Gap::Once)]
        .into_iter()
        .flat_map(|(what, gap)| text.match_indices(what).map(move |(at, _)| (at, what.len(), gap)))
        .collect();
    cuts.sort_by_key(|(at, ..)| *at);
    let mut from = 0;
    let mut out = Vec::with_capacity(cuts.len() + 1);
    for (at, length, gap) in cuts {
        out.push((html.slice(from..at), Some(gap)));
        from = at + length;
    }
    out.push((html.slice(from..), None));
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(written: u64, at: &str) -> Page {
        let html = Bytes::from_static(b"<i value=\"KEY-1\"></i><p>abc</p><i value=\"KEY-1\"></i>");
        let pieces = pieces(&html, "abc", "KEY-1");
        Page { written, at: at.parse().unwrap(), kind: header::HeaderValue::from_static("text/html"), pieces }
    }

    #[test]
    fn a_page_given_again_carries_this_requests_id_and_a_new_key() {
        let page = page(1, "2026-11-23T02:42:00Z");
        let body = page.answer("xyz").into_body().try_into_bytes().unwrap();
        let text = String::from_utf8(body.to_vec()).unwrap();
        assert!(text.contains("<p>xyz</p>") && !text.contains("abc") && !text.contains("KEY-1"));
        assert!(text.starts_with("<i value=\"") && text.ends_with("\"></i>"));
    }

    #[test]
    fn a_page_is_old_after_a_write_after_two_seconds_and_when_the_clock_was_set_back() {
        let page = page(7, "2026-11-23T02:42:00Z");
        let at = |s: &str| s.parse::<Ts>().unwrap();
        assert!(page.is_fresh(7, at("2026-11-23T02:42:02Z")));
        assert!(!page.is_fresh(8, at("2026-11-23T02:42:00Z")));
        assert!(!page.is_fresh(7, at("2026-11-23T02:42:03Z")));
        assert!(!page.is_fresh(7, at("2026-11-23T02:41:59Z")));
    }

    #[test]
    fn no_more_pages_are_kept_than_agreed_and_old_ones_make_room() {
        let drawn = Drawn::default();
        let wish = |n: usize| Wish { path: format!("/{n}"), locale: Locale::Zh, mode: "standard", theme: "auto" };
        let at = "2026-11-23T02:42:00Z";
        let now: Ts = at.parse().unwrap();
        (0..=MOST).for_each(|n| drawn.put(wish(n), page(1, at), now));
        assert!(drawn.get(&wish(0), 1, now).is_some() && drawn.get(&wish(MOST), 1, now).is_none());
        drawn.put(wish(MOST), page(2, at), now);
        assert!(drawn.get(&wish(MOST), 2, now).is_some() && drawn.get(&wish(0), 1, now).is_none());
    }
}

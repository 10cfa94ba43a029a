//! `GET /about/{page}` and the wings to come.
use super::views::{AboutPage, ComingPage, PAGES, WINGS};
use crate::{
    kernel::refusal::Error,
    web::{Cx, Outcome},
};
use actix_web::web::Path;

/// `GET /about/{page}`
pub async fn about(cx: Cx, page: Path<String>) -> Outcome {
    let page = PAGES.into_iter().find(|p| *p == page.as_str()).ok_or(Error::Missing)?;
    cx.page(&AboutPage { page })
}

/// `GET /communities`, `/training`, `/matters` and their like, until their wing is there.
pub async fn coming(cx: Cx) -> Outcome {
    let wing = WINGS.into_iter().find(|w| cx.route.trim_start_matches('/') == *w).ok_or(Error::Missing)?;
    cx.page(&ComingPage { wing })
}

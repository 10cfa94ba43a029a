//! `GET /api/docs`
use super::{read, views::DocsPage};
use crate::web::{Cx, Outcome};
use actix_web::web::Data;

/// The OpenAPI description, handed in by the routes that know every handler.
#[derive(Debug, Clone)]
pub struct Description(pub serde_json::Value);

/// `GET /api/docs`
pub async fn show(cx: Cx, doc: Data<Description>) -> Outcome {
    let base = cx.env().config.public_url();
    cx.page(&DocsPage { parts: read::parts(&doc.0, &base), base })
}

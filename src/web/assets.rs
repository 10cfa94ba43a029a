//! Stylesheets, scripts, icons and fonts, served from the program with a name that changes with their content.
use crate::platform::embedded::Assets;
use actix_web::{HttpRequest, HttpResponse, http::header, web::Path};

/// `GET /assets/{path}`. A matching `v` in the query may be kept for a year.
pub async fn show(path: Path<String>, req: HttpRequest) -> HttpResponse {
    let public = ["css/", "js/", "icons/"].iter().any(|p| path.starts_with(p));
    let Some(file) = Assets::get(&path).filter(|_| public) else { return HttpResponse::NotFound().finish() };
    let tag = format!("\"{}\"", hex::encode(file.metadata.sha256_hash().get(..8).unwrap_or_default()));
    if req.headers().get(header::IF_NONE_MATCH).is_some_and(|v| v.as_bytes() == tag.as_bytes()) {
        return HttpResponse::NotModified().finish();
    }
    let kind = match path.rsplit('.').next() {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        _ => "application/octet-stream",
    };
    let keep = if req.query_string().starts_with("v=") {
        "public, max-age=31536000, immutable"
    } else {
        "public, max-age=300"
    };
    HttpResponse::Ok()
        .insert_header((header::ETAG, tag))
        .insert_header((header::CACHE_CONTROL, keep))
        .content_type(kind)
        .body(file.data.into_owned())
}

//! Whether the program lives, whether it can work, and what it counts.
use super::{cx::App, errors::Outcome};
use crate::platform::{jobs, upkeep};
use actix_web::{HttpResponse, web::Data};
use prometheus::{
    Encoder, HistogramVec, IntCounterVec, IntGauge, IntGaugeVec, TextEncoder, register_histogram_vec,
    register_int_counter_vec, register_int_gauge, register_int_gauge_vec,
};
use serde_json::json;
use std::sync::LazyLock;

/// Requests by method, route pattern and status class.
#[expect(clippy::expect_used, reason = "declared once, checked by every start")]
pub static REQUESTS: LazyLock<IntCounterVec> = LazyLock::new(|| {
    register_int_counter_vec!(
        "shanzhi_requests_total",
        "Requests by method, route and status class",
        &["method", "route", "class"]
    )
    .expect("the metric is declared once")
});
/// Seconds a request took, by method and class.
#[expect(clippy::expect_used, reason = "declared once, checked by every start")]
pub static SECONDS: LazyLock<HistogramVec> = LazyLock::new(|| {
    register_histogram_vec!("shanzhi_request_seconds", "Seconds from head to answer", &["method", "class"])
        .expect("the metric is declared once")
});
#[expect(clippy::expect_used, reason = "declared once, checked by every start")]
static JOBS: LazyLock<IntGaugeVec> = LazyLock::new(|| {
    register_int_gauge_vec!("shanzhi_jobs", "Jobs of the outbox by state", &["state"])
        .expect("the metric is declared once")
});
#[expect(clippy::expect_used, reason = "declared once, checked by every start")]
static BACKUP: LazyLock<IntGauge> = LazyLock::new(|| {
    register_int_gauge!("shanzhi_backup_age_seconds", "Seconds since the last backup; -1 when there never was one")
        .expect("the metric is declared once")
});

/// `GET /livez`: the process answers.
pub async fn live() -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok")
}

/// `GET /readyz`: each dependency by name; 503 when the database is away, for without it nothing works.
pub async fn ready(app: Data<App>) -> HttpResponse {
    let database = app.db.read(|c| Ok(jobs::counts(c)?)).await;
    let search = app.search.healthy().await;
    let files = app.files.healthy().await;
    let body = json!({
        "database": database.is_ok(),
        "search": search,
        "files": files,
        "jobs": database.as_ref().ok(),
    });
    if database.is_ok() {
        HttpResponse::Ok().json(body)
    } else {
        HttpResponse::ServiceUnavailable().insert_header(("Retry-After", "5")).json(body)
    }
}

/// `GET /metrics`: Prometheus text. Nothing in it tells of a single tender or person.
pub async fn metrics(app: Data<App>) -> Outcome {
    let counts = app.db.read(|c| Ok(jobs::counts(c)?)).await?;
    for (state, n) in [("waiting", counts.waiting), ("running", counts.running), ("dead", counts.dead)] {
        JOBS.with_label_values(&[state]).set(n);
    }
    let last = upkeep::last_backup(&app.env.config.data.dir);
    BACKUP.set(last.map_or(-1, |last| (app.now() - last.at).num_seconds()));
    let mut out = Vec::new();
    TextEncoder::new().encode(&prometheus::gather(), &mut out).map_err(|e| anyhow::anyhow!(e))?;
    Ok(HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(out))
}

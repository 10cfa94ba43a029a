//! Nightly dumps as JSON.
use super::{
    model::{Dump, Form},
    store,
};
use crate::{
    kernel::time::{Day, Ts},
    web::{Cx, Outcome},
};
use actix_web::HttpResponse;
use serde::Serialize;
use utoipa::ToSchema;

/// One file of one night.
#[derive(Debug, Serialize, ToSchema)]
pub struct DumpBody {
    /// Its name.
    name: String,
    /// Where it is.
    url: String,
    /// What it holds.
    dataset: String,
    /// Its form, compressed by gzip.
    form: Form,
    /// The day it was made on.
    #[schema(value_type = String, format = Date)]
    day: Day,
    /// SHA-256 of the compressed file.
    sha256: String,
    /// Its bytes.
    size: i64,
    /// Records in it.
    records: i64,
    /// Entries of the ledger's checkpoint when it was made.
    checkpoint: i64,
    /// When it was made.
    #[schema(value_type = String, format = DateTime)]
    created_at: Ts,
}

/// The files that are kept.
#[derive(Debug, Serialize, ToSchema)]
pub struct DumpList {
    /// The latest day first.
    items: Vec<DumpBody>,
}

fn body(site: &str, d: Dump) -> DumpBody {
    let name = d.name();
    DumpBody {
        url: format!("{site}/open-data/dumps/{name}"),
        name,
        dataset: d.dataset,
        form: d.form,
        day: d.day,
        sha256: d.file_sha256,
        size: d.size,
        records: d.records,
        checkpoint: d.checkpoint,
        created_at: d.created_at,
    }
}

/// The nightly files of the public register that are kept, with size and hash.
#[utoipa::path(get, operation_id = "dump_index", path = "/api/v1/dumps", tag = "portal", responses((status = 200, body = DumpList)))]
pub async fn index(cx: Cx) -> Outcome {
    let all = cx.read(|c| store::latest(c, 400)).await?;
    let site = cx.env().config.public_url();
    Ok(HttpResponse::Ok().json(DumpList { items: all.into_iter().map(|d| body(&site, d)).collect() }))
}

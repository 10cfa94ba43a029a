//! `GET /account/copy.zip` and `GET /api/v1/account/copy`
use super::store;
use crate::{
    kernel::refusal::Result,
    web::{Cx, Outcome},
};
use actix_web::{HttpResponse, http::header};
use serde_json::{Map, Value};
use std::{
    io::{Cursor, Write},
    sync::Arc,
};
use zip::{ZipWriter, write::SimpleFileOptions};

async fn everything(cx: &Cx) -> Result<Vec<(&'static str, Value)>> {
    let account = cx.person()?.account;
    let (env, actor) = (Arc::clone(cx.env()), cx.actor.clone());
    cx.read(move |c| store::everything(c, &env.keyring, &actor, account)).await
}

fn archive(files: &[(&'static str, Value)], note: &str) -> anyhow::Result<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default();
    zip.start_file("README.txt", options)?;
    zip.write_all(note.as_bytes())?;
    for (name, value) in files {
        zip.start_file(*name, options)?;
        zip.write_all(serde_json::to_string_pretty(value)?.as_bytes())?;
    }
    Ok(zip.finish()?.into_inner())
}

/// Everything the program keeps about the reader, a file a subject.
pub async fn zip(cx: Cx) -> Outcome {
    let files = everything(&cx).await?;
    let note = format!("{}\n\n{}\n", cx.say("copy-title"), cx.say("copy-note"));
    let bytes = archive(&files, &note)?;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"my-data.zip\""))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// Everything the program keeps about the caller, by subject.
#[utoipa::path(get, operation_id = "copy_show", path = "/api/v1/account/copy", tag = "portal",
    responses((status = 200, description = "By subject: account, applications, volunteer, saved-searches, uploads, disclosures"), (status = 401, description = "Nobody is signed in")))]
pub async fn json(cx: Cx) -> Outcome {
    let files = everything(&cx).await?;
    let named = files.into_iter().map(|(name, value)| (name.trim_end_matches(".json").to_owned(), value));
    let all: Map<String, Value> = named.collect();
    Ok(HttpResponse::Ok().insert_header((header::CACHE_CONTROL, "private, no-store")).json(all))
}

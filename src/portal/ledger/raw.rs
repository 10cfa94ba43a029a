//! The ledger as plain files: checkpoint, tiles, proofs, and the key to check them with.
use crate::{
    kernel::refusal::Error,
    platform::ledger::{self, Disclosure},
    web::{Cx, Outcome},
};
use actix_web::{
    HttpResponse,
    http::header::{CACHE_CONTROL, CONTENT_DISPOSITION},
    web::Path,
};

const TEXT: &str = "text/plain; charset=utf-8";

/// `GET /ledger/checkpoint`
pub async fn checkpoint(cx: Cx) -> Outcome {
    let text = cx.read(|c| Ok(ledger::checkpoint_text(c)?)).await?.ok_or(Error::Missing)?;
    Ok(HttpResponse::Ok().content_type(TEXT).insert_header((CACHE_CONTROL, "no-cache")).body(text))
}

/// `GET /ledger/key`: the log's verifier key.
pub async fn key(cx: Cx) -> Outcome {
    let key = ledger::log_key(cx.env())?.vkey();
    Ok(HttpResponse::Ok().content_type(TEXT).body(format!("{key}\n")))
}

/// `GET /ledger/tile/…`: a full tile never changes again.
pub async fn tile(cx: Cx, path: Path<String>) -> Outcome {
    let path = format!("tile/{path}");
    let lasting = if path.contains(".p/") { "public, max-age=60" } else { "public, max-age=31536000, immutable" };
    let bytes = cx.read(move |c| Ok(ledger::tile_bytes(c, &path)?)).await?.ok_or(Error::Missing)?;
    Ok(HttpResponse::Ok().content_type("application/octet-stream").insert_header((CACHE_CONTROL, lasting)).body(bytes))
}

/// `GET /ledger/proof/{id}`: a `.tlog-proof` file that checks offline.
pub async fn proof(cx: Cx, id: Path<i64>) -> Outcome {
    let id = id.into_inner();
    let proof = cx.read(move |c| Ok(ledger::inclusion(c, id, Disclosure::Public)?)).await?.ok_or(Error::Missing)?;
    Ok(HttpResponse::Ok()
        .content_type(TEXT)
        .insert_header((CONTENT_DISPOSITION, format!("attachment; filename=\"entry-{id}.tlog-proof\"")))
        .body(proof.to_text()))
}

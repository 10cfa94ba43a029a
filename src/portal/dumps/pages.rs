//! `GET /open-data/dumps/{name}`
use super::{
    model::{Dump, Form},
    store,
};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Day,
    },
    web::{Cx, Outcome},
};
use actix_web::{HttpRequest, HttpResponse, http::header, web::Path};

/// The dataset, the day and the form of a name.
fn parts(name: &str) -> Option<(&str, Day, Form)> {
    let rest = name.strip_suffix(".gz")?;
    let (rest, form) = rest.rsplit_once('.')?;
    let (dataset, day) = rest.split_at_checked(rest.len().checked_sub(10)?)?;
    Some((dataset.strip_suffix('-')?, day.parse().ok()?, form.parse().ok()?))
}

/// The row behind a name; `latest` in the place of the day is the newest.
async fn found(cx: &Cx, name: &str) -> Result<Dump> {
    if let Some(form) = name.strip_prefix("organizations-latest.").and_then(|f| f.strip_suffix(".gz")) {
        let form: Form = form.parse().map_err(|_| Error::Missing)?;
        let all = cx.read(|c| store::latest(c, 2)).await?;
        return all.into_iter().find(|d| d.form == form).ok_or(Error::Missing);
    }
    let (dataset, day, form) = parts(name).ok_or(Error::Missing)?;
    let dataset = dataset.to_owned();
    cx.read(move |c| store::find(c, &dataset, day, form)).await
}

/// A file of a night, such as `organizations-2026-11-23.csv.gz`; `organizations-latest.csv.gz` leads to the newest.
pub async fn file(cx: Cx, name: Path<String>, req: HttpRequest) -> Outcome {
    let dump = found(&cx, &name).await?;
    if *name != dump.name() {
        return Ok(cx.see_other(&format!("/open-data/dumps/{}", dump.name()), None));
    }
    let tag = format!("\"{}\"", dump.file_sha256);
    let known = req.headers().get(header::IF_NONE_MATCH).and_then(|v| v.to_str().ok());
    if known.is_some_and(|k| k == tag) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let bytes = cx.app.files.get(&dump.file_sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/gzip"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}\"", dump.name())))
        .insert_header((header::ETAG, tag))
        // The file is compressed already, and its hash is that of these bytes.
        .insert_header((header::CONTENT_ENCODING, "identity"))
        .body(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_what_when_and_in_which_form() {
        let day: Day = "2026-11-23".parse().unwrap();
        assert_eq!(parts("organizations-2026-11-23.csv.gz"), Some(("organizations", day, Form::Csv)));
        for name in [
            "",
            ".gz",
            "x.csv.gz",
            "organizations-2026-13-23.csv.gz",
            "organizations2026-11-23.csv.gz",
            "../x",
            "记录-2026-11-2.csv.gz",
        ] {
            assert_eq!(parts(name), None, "{name}");
        }
    }
}

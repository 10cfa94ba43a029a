//! What people type about acceptance, as commands.
use super::{
    actions::Kept,
    model::{Points, Verdict},
};
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, FieldError, Result},
    },
    platform::files::inspect::{Limits, inspect},
    web::{Cx, Fields, Submitted},
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// The most files of one report.
const FILES: usize = 10;

/// The summary of a report.
///
/// # Errors
/// When it is empty or too long.
pub fn report(submitted: &Submitted) -> Result<String> {
    let mut f = Fields::of(submitted);
    let summary = f.lines("summary", 3000);
    f.done(summary)
}

/// Uploads of the form, or of a program `evidence.N.name` with base64 in `evidence.N.content`.
fn uploads(submitted: &Submitted) -> Result<Vec<(String, Vec<u8>)>> {
    let sent = submitted.files.iter().filter(|f| f.field == "evidence" && !f.bytes.is_empty());
    let mut found: Vec<_> = sent.map(|f| (f.name.clone(), f.bytes.to_vec())).collect();
    for n in 0..submitted.rows("evidence", FILES + 1) {
        let Some(name) = submitted.raw(&format!("evidence.{n}.name")) else { continue };
        let field = format!("evidence.{n}.content");
        let bytes = STANDARD
            .decode(submitted.raw(&field).unwrap_or_default().trim())
            .map_err(|_| Error::Invalid(vec![FieldError::new(field, "base64")]))?;
        found.push((name.to_owned(), bytes));
    }
    Ok(found)
}

/// Looks at the evidence and puts it into the store, before any transaction.
///
/// # Errors
/// A field error when a file is not acceptable or there are too many.
pub async fn evidence(cx: &Cx, submitted: &Submitted) -> Result<Vec<Kept>> {
    let files = uploads(submitted)?;
    if files.len() > FILES {
        return Err(Error::Invalid(vec![FieldError::new("evidence", "evidence-too-many").with("most", FILES)]));
    }
    let mut kept = Vec::with_capacity(files.len());
    for (name, bytes) in files {
        let looked = actix_web::web::block(move || inspect(&name, bytes, &Limits::default()))
            .await
            .map_err(|e| anyhow::anyhow!("{e}"))?;
        let refused = |_| Error::Invalid(vec![FieldError::new("evidence", "evidence-refused")]);
        let accepted = looked.map_err(refused)?;
        let stored = cx.app.files.put(accepted.bytes.clone()).await.map_err(|e| anyhow::anyhow!("{e}"))?;
        kept.push((accepted, stored));
    }
    Ok(kept)
}

/// A verdict. The value may be zero: then everything goes back to the budget.
///
/// # Errors
/// Every field that is wrong.
pub fn verdict(submitted: &Submitted) -> Result<Verdict> {
    let mut f = Fields::of(submitted);
    let value = f.parsed("value", "money", |v| Money::parse(v).ok().filter(|m| m.fen() >= 0));
    let findings = f.lines("findings", 5000);
    let asked = f.parsed_or_none("users_asked", "number", |v| v.parse().ok().filter(|n| (0..=1_000_000).contains(n)));
    let glad =
        f.parsed_or_none("users_satisfied", "number", |v| v.parse().ok().filter(|n| (0..=1_000_000).contains(n)));
    let summary = f.lines_or_empty("users_summary", 2000);
    let verdict = match (value, findings, asked, glad, summary) {
        (Some(value), Some(findings), Some(asked), Some(glad), Some(users_summary)) => Some(Verdict {
            value,
            findings,
            users_asked: asked.unwrap_or(0),
            users_satisfied: glad.unwrap_or(0),
            users_summary,
        }),
        _ => None,
    };
    f.done(verdict)
}

/// Points of an evaluation.
///
/// # Errors
/// Every field that is wrong.
pub fn points(submitted: &Submitted) -> Result<Points> {
    let mut f = Fields::of(submitted);
    let read = (
        f.number("output", 0, 100),
        f.number("benefit", 0, 100),
        f.number("satisfaction", 0, 100),
        f.lines("comment", 2000),
    );
    let points = match read {
        (Some(output), Some(benefit), Some(satisfaction), Some(comment)) => {
            Some(Points { output, benefit, satisfaction, comment })
        }
        _ => None,
    };
    f.done(points)
}

//! The bid form: a multipart form or a JSON body becomes [`Content`], in memory only.
use super::model::{Answer, Content, RawFile};
use crate::{
    kernel::{
        money::Money,
        refusal::{FieldError, Result},
    },
    market::tender::Criterion,
    web::{Fields, Submitted},
};
use base64::{Engine, engine::general_purpose::STANDARD};

/// Most files of the technical package.
const FILES: usize = 20;

/// Reads a bid: plan, an answer to every scoring item, contact, price not above `limit`, statement, files.
///
/// # Errors
/// Every wrong field.
pub fn bid(submitted: &Submitted, criteria: &[Criterion], limit: Money) -> Result<Content> {
    let mut f = Fields::of(submitted);
    let plan = f.lines("plan", 20_000);
    let answers: Vec<Option<Answer>> = criteria
        .iter()
        .filter(|c| !c.is_price)
        .map(|c| f.lines(&format!("answers.{}", c.key), 5000).map(|text| Answer { key: c.key.clone(), text }))
        .collect();
    let partners = f.lines_or_empty("partners", 2000);
    let (name, phone) = (f.line("contact_name", 60), f.phone("contact_phone"));
    let price = price(&mut f, limit);
    f.must_tick("states_no_breach");
    let files = files(&mut f, "files", FILES);
    let list = files_one(&mut f, "price_list");
    let content = (|| {
        Some(Content {
            plan: plan?,
            answers: answers.into_iter().collect::<Option<_>>()?,
            partners: partners?,
            contact_name: name?,
            contact_phone: phone?,
            price: price?,
            files,
            price_list: list,
        })
    })();
    f.done(content)
}

fn price(f: &mut Fields, limit: Money) -> Option<Money> {
    let price = f.money("price")?;
    if price <= limit {
        return Some(price);
    }
    f.error(FieldError::new("price", "over-ceiling").with("price", price).with("limit", limit));
    None
}

fn files_one(f: &mut Fields, field: &str) -> Option<RawFile> {
    let mut found = files(f, field, 1);
    found.pop()
}

/// Uploads of a form, or `field.0.name` with base64 in `field.0.content`, or `field.name` with `field.content`.
fn files(f: &mut Fields, field: &str, most: usize) -> Vec<RawFile> {
    let submitted = f.submitted();
    let uploads = submitted.files.iter().filter(|u| u.field == field && !u.bytes.is_empty());
    let mut found: Vec<RawFile> =
        uploads.map(|u| RawFile { field: field.to_owned(), name: u.name.clone(), bytes: u.bytes.to_vec() }).collect();
    let rows = (0..submitted.rows(field, most + 1)).map(|n| format!("{field}.{n}"));
    for at in rows.chain(std::iter::once(field.to_owned())) {
        let Some(name) = submitted.raw(&format!("{at}.name")) else { continue };
        match STANDARD.decode(submitted.raw(&format!("{at}.content")).unwrap_or_default().trim()) {
            Ok(bytes) => found.push(RawFile { field: field.to_owned(), name: name.to_owned(), bytes }),
            Err(_) => f.error(FieldError::new(format!("{at}.content"), "base64")),
        }
    }
    if found.len() > most {
        f.error(FieldError::new(field, "too-many-files").with("most", most));
    }
    found
}

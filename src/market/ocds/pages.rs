//! `/ocds/releases.json` and `/ocds/records/{ocid}.json`.
#![allow(clippy::indexing_slicing, reason = "a JSON object: a missing key reads as null, and one is made when set")]
use super::{PREFIX, build, store};
use crate::{
    kernel::refusal::{Error, Result},
    platform::db::{Conn, Env},
    web::{Cx, Outcome, paging::MOST},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, btree_map::Entry};

/// Where a page of releases begins.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Place in the ledger of the last release seen.
    cursor: Option<i64>,
    /// Releases on a page.
    limit: Option<i64>,
}

fn package(cx: &Cx, own: &str) -> Value {
    let site = cx.env().config.public_url();
    let city = &cx.env().config.city;
    json!({
        "uri": format!("{site}{own}"),
        "version": "1.1",
        "publishedDate": cx.now().iso_local(),
        "publisher": { "name": if city.organiser.is_empty() { &city.name } else { &city.organiser }, "uri": site },
        "license": "https://creativecommons.org/licenses/by/4.0/",
    })
}

/// `GET /ocds/releases.json`: public acts in the order of the ledger; `links.next` goes on, and leads to no empty page.
pub async fn releases(cx: Cx, asked: Query<Asked>) -> Outcome {
    let (after, rows) = (asked.cursor.unwrap_or(-1), asked.limit.unwrap_or(MOST).clamp(1, MOST));
    let (env, site) = (std::sync::Arc::clone(cx.env()), cx.env().config.public_url());
    let mut made = cx.read(move |c| made_after(c, &env, &site, after, rows + 1)).await?;
    let more = made.len() as i64 > rows;
    made.truncate(usize::try_from(rows).unwrap_or_default());
    let last = made.last().map(|m| m.0).filter(|_| more);
    let mut out = package(&cx, &format!("/ocds/releases.json?cursor={after}&limit={rows}"));
    out["releases"] = made.into_iter().map(|m| m.1).collect();
    if let Some(last) = last {
        let next = format!("{}/ocds/releases.json?cursor={last}&limit={rows}", cx.env().config.public_url());
        out["links"] = json!({ "next": next });
    }
    Ok(HttpResponse::Ok().json(out))
}

/// Releases after a place in the ledger, at most `rows`, each with its own place; practice is passed over.
fn made_after(c: &mut Conn, env: &Env, site: &str, mut after: i64, rows: i64) -> Result<Vec<(i64, Value)>> {
    let (mut made, mut known) = (Vec::new(), BTreeMap::new());
    loop {
        let acts = store::acts_after(c, after, MOST)?;
        for act in &acts {
            let process = match known.entry(store::project(act).to_owned()) {
                Entry::Occupied(there) => there.into_mut(),
                Entry::Vacant(free) => {
                    let read = store::process(c, free.key())?;
                    free.insert(read)
                }
            };
            if !process.tender.is_simulated {
                made.push((act.0, build::release(process, act, &env.rulebook, site)));
            }
            if made.len() as i64 == rows {
                return Ok(made);
            }
        }
        match acts.last() {
            Some(last) if acts.len() as i64 == MOST => after = last.0,
            _ => return Ok(made),
        }
    }
}

/// `GET /ocds/records/{ocid}.json`: every release of one process, and what they add up to.
pub async fn record(cx: Cx, ocid: Path<String>) -> Outcome {
    let ocid = ocid.into_inner();
    let no = number(&ocid)?;
    let (env, site) = (std::sync::Arc::clone(cx.env()), cx.env().config.public_url());
    let found = cx
        .read(move |c| {
            let process = store::process(c, &no)?;
            let acts = store::acts_of(c, &no)?;
            if process.tender.is_simulated || !process.tender.state.is_public() {
                return Err(Error::Missing);
            }
            let releases: Vec<Value> =
                acts.iter().map(|act| build::release(&process, act, &env.rulebook, &site)).collect();
            let compiled = build::compiled(&process, &acts, &env.rulebook, &site).ok_or(Error::Missing)?;
            Ok((releases, compiled))
        })
        .await?;
    let mut out = package(&cx, &format!("/ocds/records/{ocid}.json"));
    out["records"] = json!([{ "ocid": ocid, "releases": found.0, "compiledRelease": found.1 }]);
    Ok(HttpResponse::Ok().json(out))
}

fn number(ocid: &str) -> Result<String> {
    ocid.strip_prefix(PREFIX).and_then(|rest| rest.strip_prefix('-')).map(str::to_owned).ok_or(Error::Missing)
}

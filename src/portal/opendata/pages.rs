//! `GET /open-data`
use super::{
    store,
    views::{Dataset, Figures, Form, Nightly, OpenDataPage},
};
use crate::{
    market::ocds,
    portal::dumps,
    portal::statistics::{self, Cache, Filter},
    web::{Cx, Outcome},
};
use actix_web::web::Data;

/// Every dataset beside the statistics, in the order of the page.
pub const SETS: &[&str] =
    &["organizations", "tenders", "ocds", "contracts", "activities", "teams", "ledger", "keys", "donations", "api"];

/// Files of nights that the page shows: a week.
const SHOWN: i64 = 14;

/// `GET /open-data`
pub async fn show(cx: Cx, cache: Data<Cache>) -> Outcome {
    let facts = statistics::facts(&cx, &cache, Filter::default()).await?;
    let (sizes, nightly) = cx.read(|c| Ok((store::sizes(c)?, dumps::latest(c, SHOWN)?))).await?;
    let kept = cx.env().rulebook.count("dump.kept_days", cx.now().day()).map_err(|e| anyhow::anyhow!("{e}"))?;
    let records = |code: &str| match code {
        "organizations" => Some(facts.figures.registered + facts.figures.filed),
        "tenders" | "ocds" => Some(sizes.tenders),
        "contracts" => Some(sizes.contracts),
        "activities" => Some(sizes.activities),
        "teams" => Some(sizes.teams),
        "ledger" => Some(sizes.entries),
        "donations" => Some(sizes.donations),
        _ => None,
    };
    let set = |&code: &&'static str| Dataset { code, forms: forms(code, &sizes), records: records(code) };
    cx.page(&OpenDataPage {
        days: i64::from(kept),
        dumps: nightly.into_iter().map(Nightly::of).collect(),
        sets: SETS.iter().map(set).collect(),
        tables: statistics::pages::downloads(&cx, &facts)
            .into_iter()
            .map(|(title, key, fields, rows)| Figures {
                title,
                csv: format!("/statistics/{key}.csv"),
                json: format!("/api/v1/statistics/{key}"),
                fields,
                rows,
            })
            .collect(),
    })
}

fn forms(code: &str, sizes: &store::Sizes) -> Vec<Form> {
    let form = |label: &str, href: &str| Form { label: label.into(), href: href.into() };
    match code {
        "organizations" => {
            vec![form("CSV", "/orgs.csv"), form("JSON", "/api/v1/organizations"), form("Atom", "/orgs.atom")]
        }
        "tenders" => vec![
            form("JSON", "/api/v1/tenders"),
            form("Atom", "/tenders/feed.atom"),
            form("iCal", "/tenders/calendar.ics"),
        ],
        "ocds" => {
            let mut out = vec![form("releases.json", "/ocds/releases.json")];
            let record = |no: &String| form("records/….json", &format!("/ocds/records/{}-{no}.json", ocds::PREFIX));
            out.extend(sizes.example.iter().map(record));
            out
        }
        "contracts" => vec![form("JSON", "/api/v1/contracts")],
        "activities" => vec![form("JSON", "/api/v1/activities"), form("iCal", "/activities.ics")],
        "teams" => vec![form("JSON", "/api/v1/teams")],
        "ledger" if sizes.entries > 0 => {
            // A full tile has 256 hashes; the last one says how many it has.
            let first = if sizes.entries < 256 { format!("000.p/{}", sizes.entries) } else { "000".into() };
            vec![
                form("checkpoint", "/ledger/checkpoint"),
                form("tile/0/000", &format!("/ledger/tile/0/{first}")),
                form("tile/entries/000", &format!("/ledger/tile/entries/{first}")),
                form("key", "/ledger/key"),
            ]
        }
        "ledger" => vec![form("key", "/ledger/key")],
        "keys" => vec![form("JWKS", "/.well-known/jwks.json")],
        "donations" => vec![form("JSON", "/api/v1/fund/donations")],
        _ => vec![form("OpenAPI 3.1", "/api/openapi.json"), form("HTML", "/api/docs")],
    }
}

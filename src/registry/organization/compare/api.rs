//! A comparison as JSON.
use super::{
    pages::read,
    rules::{Asked, LEAST, MOST, differs},
    store::Compared,
};
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, FieldError},
    },
    registry::organization::api::{OrganizationBody, body},
    web::{Cx, Outcome},
};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// One of the organizations with what the comparison adds.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparedBody {
    /// Its public items.
    organization: OrganizationBody,
    /// Whether it may take on public services now.
    eligible: bool,
    /// Published purchases won.
    purchases: i64,
    /// What they are worth, in fen.
    purchased_fen: i64,
    /// Year of the latest published annual report.
    report_year: Option<i64>,
    /// Its result.
    report_outcome: Option<String>,
    /// Income of that year, in fen.
    income_fen: Option<i64>,
    /// Expenditure of that year, in fen.
    expenditure_fen: Option<i64>,
    /// Closing net assets of that year, in fen.
    net_assets_fen: Option<i64>,
    /// Public acts in the ledger.
    ledger_entries: i64,
}

/// Two to four organizations side by side.
#[derive(Debug, Serialize, ToSchema)]
pub struct ComparisonBody {
    /// The organizations, in the order asked for.
    items: Vec<ComparedBody>,
    /// Fields whose values are not all the same.
    different: Vec<String>,
    /// Codes that no organization has.
    unknown: Vec<String>,
}

fn compared(x: Compared) -> ComparedBody {
    let fen = |m: Option<Money>| m.map(Money::fen);
    let (year, outcome, income, expenditure, net_assets) = match x.report {
        Some((_, year, outcome, income, expenditure, net)) => {
            (Some(year), outcome, fen(income), fen(expenditure), fen(net))
        }
        None => (None, None, None, None, None),
    };
    ComparedBody {
        eligible: x.standing.is_clean(),
        organization: body(x.o, x.grade_until),
        purchases: x.purchases,
        purchased_fen: x.purchased.fen(),
        report_year: year,
        report_outcome: outcome,
        income_fen: income,
        expenditure_fen: expenditure,
        net_assets_fen: net_assets,
        ledger_entries: x.entries,
    }
}

/// The fields in which the values are not all the same, those of the organization itself without their prefix.
fn different(items: &[ComparedBody]) -> Result<Vec<String>, serde_json::Error> {
    let rows: Vec<serde_json::Map<String, serde_json::Value>> = items
        .iter()
        .map(|item| {
            let mut row = match serde_json::to_value(item)? {
                serde_json::Value::Object(row) => row,
                _ => serde_json::Map::new(),
            };
            if let Some(serde_json::Value::Object(own)) = row.remove("organization") {
                row.extend(own);
            }
            Ok(row)
        })
        .collect::<Result<_, serde_json::Error>>()?;
    let keys = rows.first().map(|r| r.keys().cloned().collect::<Vec<_>>()).unwrap_or_default();
    Ok(keys.into_iter().filter(|k| differs(&rows.iter().map(|r| r.get(k)).collect::<Vec<_>>())).collect())
}

/// Two to four organizations side by side, and in which fields they differ.
#[utoipa::path(get, operation_id = "organization_compare", path = "/api/v1/organization-comparisons", tag = "registry",
    params(("code" = Vec<String>, Query, description = "Two to four codes: `code=…&code=…`, or separated by commas")),
    responses((status = 200, body = ComparisonBody), (status = 422, description = "Fewer than two codes, or more than four")))]
pub async fn show(cx: Cx, req: HttpRequest) -> Outcome {
    let asked = Asked::parse(req.query_string());
    if asked.codes.len() < LEAST || asked.is_cut {
        let wrong = FieldError::new("code", "between").with("least", LEAST).with("most", MOST);
        return Err(Error::Invalid(vec![wrong]).into());
    }
    let (found, unknown) = read(&cx, &asked).await?;
    let items: Vec<ComparedBody> = found.into_iter().map(compared).collect();
    let different = different(&items).map_err(anyhow::Error::from)?;
    Ok(HttpResponse::Ok().json(ComparisonBody { items, different, unknown }))
}

//! JSON of the public directory.
use super::{
    directory::{self, Filter},
    history,
    model::Organization,
    rules, store,
};
use crate::{
    kernel::{
        refusal::Error,
        time::{Day, Ts},
    },
    web::{Cx, Outcome, form, paging::MOST},
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Path, Query},
};
use serde::Serialize;
use utoipa::ToSchema;

/// A registered or filed organization, public items only.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationBody {
    /// 统一社会信用代码, or the filing number of a filed group.
    credit_code: String,
    /// Registered name.
    name: String,
    /// English name.
    name_en: Option<String>,
    /// Former names.
    former_names: Vec<String>,
    /// Kind.
    kind: &'static str,
    /// Field.
    category: &'static str,
    /// Standing.
    status: &'static str,
    /// Grade in force.
    grade: Option<&'static str>,
    /// Last day of the grade.
    #[schema(value_type = Option<String>, format = Date)]
    grade_valid_until: Option<Day>,
    /// Division, GB/T 2260.
    division: String,
    /// 住所.
    domicile: String,
    /// 业务范围.
    scope: String,
    /// 宗旨.
    purpose: String,
    /// 活动地域; empty where none is registered.
    area: String,
    /// 业务主管单位; empty for direct registration.
    sponsor: String,
    /// 法定代表人.
    legal_representative: String,
    /// Capital in fen.
    capital_fen: i64,
    /// 成立日期.
    #[schema(value_type = String, format = Date)]
    founded_on: Day,
    /// Last day of the certificate.
    #[schema(value_type = Option<String>, format = Date)]
    valid_until: Option<Day>,
    /// Whether it may take on public services now; `null` in lists.
    #[serde(skip_serializing_if = "Option::is_none")]
    eligible: Option<bool>,
    /// Every reason against it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    reasons: Vec<String>,
    /// When last changed.
    #[schema(value_type = String, format = DateTime)]
    updated_at: Ts,
}

/// A page of organizations.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganizationList {
    /// The organizations.
    items: Vec<OrganizationBody>,
    /// Pass it as `cursor` for the next page.
    next: Option<String>,
}

/// The public items of an organization, as lists give them; with the last day of its grade.
#[must_use]
pub fn body(o: Organization, grade_valid_until: Option<Day>) -> OrganizationBody {
    OrganizationBody {
        credit_code: o.credit_code,
        name: o.name,
        name_en: o.name_en,
        former_names: o.former_names.0,
        kind: o.kind.word(),
        category: o.category.word(),
        status: o.status.word(),
        grade: o.grade.map(|g| g.word()),
        grade_valid_until,
        division: o.division,
        domicile: o.domicile,
        scope: o.scope,
        purpose: o.purpose,
        area: o.others.0.area,
        sponsor: o.others.0.sponsor,
        legal_representative: o.legal_representative,
        capital_fen: o.capital.fen(),
        founded_on: o.founded_on,
        valid_until: o.valid_until,
        eligible: None,
        reasons: Vec::new(),
        updated_at: o.updated_at,
    }
}

/// The directory, filtered as the page is. Words find names, old names, pinyin, initials, codes, legal representatives and
/// scopes of business, best first.
#[utoipa::path(get, operation_id = "organization_index", path = "/api/v1/organizations", tag = "registry",
    params(("q" = Option<String>, Query, description = "Words, pinyin, initials or a code"), ("kind" = Option<String>, Query), ("category" = Option<String>, Query),
        ("division" = Option<String>, Query, description = "Six digits"), ("grade" = Option<String>, Query), ("status" = Option<String>, Query), ("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query, minimum = 1, maximum = 100)),
    responses((status = 200, body = OrganizationList)))]
pub async fn index(cx: Cx, req: HttpRequest) -> Outcome {
    let filter = Filter::parse(req.query_string());
    let limit = req
        .query_string()
        .split('&')
        .find_map(|p| p.strip_prefix("limit=")?.parse::<i64>().ok())
        .unwrap_or(20)
        .clamp(1, MOST);
    let found = directory::look(&cx, &filter, limit).await?;
    let next = found.next.map(|next| next.cursor());
    let graded: Vec<i64> = found.rows.iter().filter(|o| o.grade.is_some()).map(|o| o.id.0).collect();
    let terms = cx.read(move |c| store::grade_terms(c, &graded)).await?;
    let items = found
        .rows
        .into_iter()
        .map(|o| {
            let last = terms.get(&o.id.0).copied();
            body(o, last)
        })
        .collect();
    Ok(HttpResponse::Ok().json(OrganizationList { items, next }))
}

/// One organization, with what speaks against its taking on public services; with `on` its registered items as they were
/// on that day.
#[utoipa::path(get, operation_id = "organization_show", path = "/api/v1/organizations/{code}", tag = "registry",
    params(("code" = String, Path), ("on" = Option<String>, Query, description = "A day, such as 2026-11-23")),
    responses((status = 200, body = OrganizationBody), (status = 404, description = "No such organization, or not registered on that day")))]
pub async fn show(cx: Cx, code: Path<String>, asked: Query<history::pages::Asked>) -> Outcome {
    let code = code.to_uppercase();
    let now = cx.now();
    let (o, past, since, terms) = cx
        .read(move |c| {
            let o = store::find_by_code(c, &code)?;
            let past = history::versions(c, o.id)?;
            let since = store::liquidation(c, o.id)?;
            let terms = store::grade_terms(c, &[o.id.0])?;
            Ok((o, past, since, terms))
        })
        .await?;
    let standing = rules::standing(&o, now, since.is_some());
    let o = match asked.day() {
        Some(day) => {
            let items = history::on(&o, &past, day).ok_or(Error::Missing)?;
            o.with(&items)
        }
        None => o,
    };
    let words = &cx.env().words;
    let reasons = standing.reasons.iter().map(|r| form::sentence(words, cx.locale, r)).collect();
    let last = terms.get(&o.id.0).copied();
    Ok(HttpResponse::Ok().json(OrganizationBody { eligible: Some(standing.is_clean()), reasons, ..body(o, last) }))
}

//! JSON: the check of a name.
use super::{forms, names};
use crate::web::{Cx, Outcome};
use actix_web::{HttpRequest, HttpResponse};
use serde::Serialize;
use utoipa::ToSchema;

/// What is wrong or doubtful with a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct FaultBody {
    /// Which check.
    check: String,
    /// The rule's id.
    rule: String,
    /// The word it is about.
    word: String,
    /// True when the name cannot be registered so.
    is_blocking: bool,
}

/// An organization whose name is like the one asked about.
#[derive(Debug, Serialize, ToSchema)]
pub struct SimilarBody {
    /// Its credit code.
    credit_code: String,
    /// Its name.
    name: String,
    /// Whether the trade name and field sound the same.
    is_same_sound: bool,
}

/// What was found out about a name.
#[derive(Debug, Serialize, ToSchema)]
pub struct NameCheckBody {
    /// The name as it was looked at.
    name: String,
    /// Whether anything forbids it.
    is_blocked: bool,
    /// What is wrong or doubtful.
    faults: Vec<FaultBody>,
    /// Names like it, the likest first.
    similar: Vec<SimilarBody>,
    /// False while the search engine is away: similar names were not looked for.
    is_complete: bool,
}

/// Checks a name before an application: its words, the register, and names like it.
#[utoipa::path(get, operation_id = "name_check", path = "/api/v1/name-checks", tag = "registry",
    params(("name" = String, Query), ("kind" = String, Query), ("authority" = String, Query)),
    responses((status = 200, body = NameCheckBody), (status = 422, body = crate::web::describe::Problem)))]
pub async fn check(cx: Cx, req: HttpRequest) -> Outcome {
    let wanted = forms::name(&forms::of_query(req.query_string(), cx.now()))?;
    let found = names::check(&cx, &wanted).await?;
    let fault = |f: crate::registry::application::NameFault| FaultBody {
        check: f.check.to_owned(),
        rule: f.rule.to_owned(),
        word: f.word,
        is_blocking: f.is_blocking,
    };
    Ok(HttpResponse::Ok().json(NameCheckBody {
        name: wanted.name,
        is_blocked: found.faults.iter().any(|f| f.is_blocking),
        faults: found.faults.into_iter().map(fault).collect(),
        similar: found
            .similar
            .into_iter()
            .map(|(o, is_same_sound)| SimilarBody { credit_code: o.credit_code, name: o.name, is_same_sound })
            .collect(),
        is_complete: found.is_complete,
    }))
}

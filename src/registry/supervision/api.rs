//! Supervision over JSON.
use super::pages;
use crate::web::{Cx, Outcome, api::Body};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// To whom, and why.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupervisionAskBody {
    /// Code of the body that is to supervise.
    supervisor: String,
    /// Why; it is public.
    reason: String,
}

/// Who decides and who supervises (`SO-14`, `SO-15`).
#[derive(Debug, Serialize, ToSchema)]
pub struct SupervisionBody {
    /// Code of the organization.
    organization: String,
    /// Code of the body that registers it 登记管理机关.
    registrar: String,
    /// Code of the body that supervises it 监督管理机关.
    supervisor: String,
}

async fn body(cx: &Cx, code: &str) -> crate::kernel::refusal::Result<SupervisionBody> {
    let (o, all) = pages::known(cx, code).await?;
    let name = |id| all.iter().find(|office| office.id == id).map(|office| office.code.clone()).unwrap_or_default();
    Ok(SupervisionBody {
        registrar: name(o.authority_id),
        supervisor: name(o.supervisor_id),
        organization: o.credit_code,
    })
}

/// Who registers and who supervises an organization, for those who work with it.
#[utoipa::path(get, operation_id = "supervision_show", path = "/api/v1/organizations/{code}/supervision", tag = "registry", params(("code" = String, Path)),
    responses((status = 200, body = SupervisionBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    Ok(HttpResponse::Ok().json(body(&cx, &code).await?))
}

/// Delegates supervision of an organization to the body of its place, or takes it back.
#[utoipa::path(post, operation_id = "supervision_move", path = "/api/v1/organizations/{code}/supervision", tag = "registry", params(("code" = String, Path)), request_body = SupervisionAskBody,
    responses((status = 201, body = SupervisionBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of its registration authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "It supervises already, or the organization has ended"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, code: Path<String>, submitted: Body<SupervisionAskBody>) -> Outcome {
    pages::moved(&cx, &code, &submitted.submitted).await?;
    Ok(HttpResponse::Created().json(body(&cx, &code).await?))
}

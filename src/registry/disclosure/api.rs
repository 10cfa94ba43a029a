//! Seeing in full over JSON.
use super::{
    pages::{self, Asked},
    store::{self, Seen},
};
use crate::{
    kernel::time::Ts,
    web::{Cx, Outcome, api::Body, paging::MOST},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Why, and for which case.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DisclosureAskBody {
    /// Why.
    reason: String,
    /// Number of the case it is for.
    case_no: String,
}

/// The contact in full.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContactBody {
    /// Telephone.
    phone: String,
    /// Mail.
    email: String,
}

/// One look.
#[derive(Debug, Serialize, ToSchema)]
pub struct DisclosureBody {
    /// Code of the organization.
    organization: String,
    /// Who looked.
    who: String,
    /// Why.
    reason: String,
    /// For which case.
    case_no: String,
    /// When.
    #[schema(value_type = String, format = DateTime)]
    seen_at: Ts,
}

/// A page of looks.
#[derive(Debug, Serialize, ToSchema)]
pub struct DisclosureList {
    /// The latest first.
    items: Vec<DisclosureBody>,
    /// Where the next page begins.
    next: Option<String>,
}

fn body((d, o, who): Seen) -> DisclosureBody {
    DisclosureBody { organization: o.credit_code, who, reason: d.reason, case_no: d.case_no, seen_at: d.seen_at }
}

/// Looks at contacts: all for auditors, those of one's authority for its staff, those at one's own organization for
/// officers.
#[utoipa::path(get, operation_id = "disclosure_index", path = "/api/v1/disclosures", tag = "registry", params(("cursor" = Option<String>, Query)),
    responses((status = 200, body = DisclosureList), (status = 401, description = "Nobody is signed in")))]
pub async fn index(cx: Cx, asked: Query<Asked>) -> Outcome {
    let (whose, cursor) = (pages::whose(&cx)?, asked.cursor());
    let page = cx.read(move |c| store::list(c, &whose, cursor.as_ref(), MOST)).await?.map(body);
    Ok(HttpResponse::Ok().json(DisclosureList { items: page.items, next: page.next }))
}

/// Sees the contact of an organization in full; that it was seen is kept first.
#[utoipa::path(post, operation_id = "disclosure_create", path = "/api/v1/organizations/{code}/contact-disclosures", tag = "registry", params(("code" = String, Path)), request_body = DisclosureAskBody,
    responses((status = 201, body = ContactBody), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not at its authority"),
        (status = 404, description = "There is none for you"), (status = 422, description = "A field is wrong")))]
pub async fn create(cx: Cx, code: Path<String>, body: Body<DisclosureAskBody>) -> Outcome {
    pages::seen(&cx, &code, &body.submitted).await?;
    let o = pages::known(&cx, &code).await?;
    Ok(HttpResponse::Created().json(ContactBody { phone: o.contact_phone, email: o.contact_email }))
}

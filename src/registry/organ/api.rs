//! Organs and branches over JSON.
use super::{
    model::{BranchKind, Organ, Post},
    pages,
};
use crate::{
    kernel::{identity::mask_name, time::Day},
    registry::application::api::EmptyBody,
    web::{Cx, Outcome, api::Body},
};
use actix_web::{HttpResponse, web::Path};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Somebody in an organ.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganPerson {
    /// Name; masked for everybody but the parties.
    name: String,
    /// The post.
    post: Post,
    /// Whether it is paid.
    #[serde(default)]
    is_paid: bool,
    /// Whether a near relative sits in the same organ.
    #[serde(default)]
    is_related: bool,
}

/// A term of an organ as programs declare it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganTermBody {
    /// Which term it is.
    number: i64,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from_on: Day,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    until_on: Day,
    /// Who sits in it.
    people: Vec<OrganPerson>,
}

/// A branch as programs declare it.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BranchBody {
    /// Kind.
    kind: BranchKind,
    /// Name: begins with that of the association.
    name: String,
    /// Who leads it.
    head: String,
    /// Where it is.
    address: String,
    /// Day of the council's decision.
    #[schema(value_type = String, format = Date)]
    decided_on: Day,
}

/// An organ as it is.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrganOut {
    /// Which.
    organ: Organ,
    /// Which term it is.
    number: i64,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from_on: Day,
    /// Last day.
    #[schema(value_type = String, format = Date)]
    until_on: Day,
    /// Its people.
    people: Vec<OrganPerson>,
}

/// A branch.
#[derive(Debug, Serialize, ToSchema)]
pub struct BranchOut {
    /// Which.
    id: i64,
    /// Kind.
    kind: BranchKind,
    /// Name.
    name: String,
    /// Where it is.
    address: String,
    /// Day of the decision.
    #[schema(value_type = String, format = Date)]
    decided_on: Day,
    /// Day on which it ended.
    #[schema(value_type = Option<String>, format = Date)]
    ended_on: Option<Day>,
}

/// Organs and branches of an organization.
#[derive(Debug, Serialize, ToSchema)]
pub struct OrgansOut {
    /// The organs.
    organs: Vec<OrganOut>,
    /// Branches.
    branches: Vec<BranchOut>,
    /// What speaks against the rules; for the parties.
    findings: Vec<String>,
}

/// Organs, people and branches of a registered organization.
#[utoipa::path(get, operation_id = "organs_show", path = "/api/v1/organizations/{code}/organs", tag = "registry", params(("code" = String, Path)),
    responses((status = 200, body = OrgansOut), (status = 404, description = "No such registered organization")))]
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    let s = pages::seen(&cx, &code).await?;
    let is_party = s.is_party;
    let person = |p: super::model::Person| OrganPerson {
        name: if is_party { p.name } else { mask_name(&p.name) },
        post: p.post,
        is_paid: p.is_paid && is_party,
        is_related: p.is_related && is_party,
    };
    let organ = |b: super::model::Body| OrganOut {
        organ: b.term.organ,
        number: b.term.number,
        from_on: b.term.from_on,
        until_on: b.term.until_on,
        people: b.people.into_iter().map(person).collect(),
    };
    let branch = |b: super::model::Branch| BranchOut {
        id: b.id,
        kind: b.kind,
        name: b.name,
        address: b.address,
        decided_on: b.decided_on,
        ended_on: b.ended_on,
    };
    let findings = s.findings.iter().filter(|_| is_party).map(|f| pages::sentence(&cx, f)).collect();
    Ok(HttpResponse::Ok().json(OrgansOut {
        organs: s.bodies.into_iter().map(organ).collect(),
        branches: s.branches.into_iter().map(branch).collect(),
        findings,
    }))
}

/// Declares the term and the people of an organ.
#[utoipa::path(put, operation_id = "organ_declare", path = "/api/v1/organizations/{code}/organs/{organ}", tag = "registry", params(("code" = String, Path), ("organ" = String, Path)), request_body = OrganTermBody,
    responses((status = 200, description = "Declared"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Ended or filed"), (status = 422, description = "A field is wrong")))]
pub async fn declare(cx: Cx, path: Path<(String, Organ)>, body: Body<OrganTermBody>) -> Outcome {
    let (code, organ) = path.into_inner();
    cx.answer_json(&pages::declared(&cx, &code, organ, &body.submitted).await?)
}

/// Declares a branch of an association.
#[utoipa::path(post, operation_id = "branch_declare", path = "/api/v1/organizations/{code}/branches", tag = "registry", params(("code" = String, Path)), request_body = BranchBody,
    responses((status = 200, description = "Declared"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not an association, another name, or a branch of a region"), (status = 422, description = "A field is wrong")))]
pub async fn branch(cx: Cx, code: Path<String>, body: Body<BranchBody>) -> Outcome {
    cx.answer_json(&pages::branched(&cx, &code, &body.submitted).await?)
}

/// Ends a branch.
#[utoipa::path(post, operation_id = "branch_end", path = "/api/v1/organizations/{code}/branches/{id}/ending", tag = "registry", params(("code" = String, Path), ("id" = i64, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Ended"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Staff of the authority"),
        (status = 404, description = "There is none for you")))]
pub async fn end_branch(cx: Cx, path: Path<(String, i64)>, body: Body<EmptyBody>) -> Outcome {
    cx.answer_json(&pages::ended(&cx, path.into_inner(), &body.submitted).await?)
}

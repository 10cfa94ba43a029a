//! JSON over the same actions: contracts.
use super::{
    actions, forms,
    model::{Contract, ContractState},
    pages::{case, on_supplement, reply},
    store,
    views::{Head, Viewer},
};
use crate::{
    kernel::{
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::Tx,
    web::{
        Cx, Outcome, Reply,
        api::Body,
        paging::{Cursor, MOST},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::market::tender::api::{EmptyBody as Nothing, ReasonBody};

/// One milestone of a draft.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MilestoneBody {
    /// What is done by then.
    title: String,
    /// By when, such as `2027-06-30`.
    due_on: String,
    /// Yuan, such as `120000.00`.
    amount: String,
}

/// A contract draft.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ContractBody {
    /// First day.
    starts_on: String,
    /// Last day.
    ends_on: String,
    /// Content, quantity and quality.
    content: String,
    /// How and when is paid.
    payment: String,
    /// Rights and duties.
    duties: String,
    /// Liability for breach.
    breach: String,
    /// Parts that may be subcontracted.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    subcontracting: String,
    /// Stages; their sums add up to the award.
    milestones: Vec<MilestoneBody>,
}

/// A supplementary contract.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SupplementBody {
    /// What is added.
    title: String,
    /// Why.
    reason: String,
    /// Yuan.
    amount: String,
    /// By when.
    due_on: String,
}

/// A contract in lists.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContractItem {
    /// Number.
    no: String,
    /// Name.
    title: String,
    /// Number of the purchase.
    tender: String,
    /// Buyer.
    buyer: String,
    /// Supplier.
    supplier: String,
    /// The supplier's unified social credit code.
    credit_code: String,
    /// Sum with supplements, in fen.
    amount: i64,
    /// Where it stands.
    state: ContractState,
    /// First day.
    #[schema(value_type = String)]
    starts_on: Day,
    /// Last day.
    #[schema(value_type = String)]
    ends_on: Day,
    /// When it was published.
    #[schema(value_type = Option<String>)]
    published_at: Option<Ts>,
    /// Signed later than thirty days after the award notice.
    signed_late: bool,
}

impl From<Head> for ContractItem {
    fn from(h: Head) -> Self {
        Self {
            no: h.no,
            title: h.title,
            tender: h.tender,
            buyer: h.buyer,
            supplier: h.supplier,
            credit_code: h.credit_code,
            amount: h.total.fen(),
            state: h.state,
            starts_on: h.starts_on,
            ends_on: h.ends_on,
            published_at: h.published_at,
            signed_late: h.is_late,
        }
    }
}

/// A page of contracts.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContractList {
    /// Contracts, newest first.
    items: Vec<ContractItem>,
    /// Where the next page begins.
    next: Option<String>,
}

/// A stage of a contract.
#[derive(Debug, Serialize, ToSchema)]
pub struct MilestoneItem {
    /// Place.
    position: i64,
    /// What is done by then.
    title: String,
    /// By when.
    #[schema(value_type = String)]
    due_on: Day,
    /// Sum in fen.
    amount: i64,
    /// Where it stands.
    state: super::model::MilestoneState,
    /// Number of the acceptance.
    acceptance: Option<String>,
    /// What was accepted, in fen.
    accepted: i64,
    /// What was paid, in fen.
    paid: i64,
}

/// A contract with its stages.
#[derive(Debug, Serialize, ToSchema)]
pub struct ContractDetail {
    /// The contract.
    contract: ContractItem,
    /// Its stages.
    milestones: Vec<MilestoneItem>,
}

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct Paging {
    /// Opaque.
    cursor: Option<String>,
    /// How many, at most 100.
    limit: Option<i64>,
}

/// Published contracts, newest first.
#[utoipa::path(get, operation_id = "contract_list", path = "/api/v1/contracts", tag = "contracts",
    params(("cursor" = Option<String>, Query, description = "Opaque"), ("limit" = Option<i64>, Query, description = "At most 100")),
    responses((status = 200, body = ContractList)))]
pub async fn list(cx: Cx, paging: Query<Paging>) -> Outcome {
    let viewer = Viewer::of(&cx);
    let after = paging.cursor.as_deref().and_then(Cursor::decode);
    let rows = paging.limit.unwrap_or(20).clamp(1, MOST);
    let list = cx
        .read(move |c| {
            let page = store::published(c, after.as_ref(), rows)?;
            let items = page.items.iter().map(|x| Ok(Head::of(c, &viewer, x)?.into())).collect::<Result<Vec<_>>>()?;
            Ok(ContractList { items, next: page.next })
        })
        .await?;
    Ok(HttpResponse::Ok().json(list))
}

/// One contract; before its publication only for both sides and supervision.
#[utoipa::path(get, operation_id = "contract_show", path = "/api/v1/contracts/{no}", tag = "contracts", params(("no" = String, Path)),
    responses((status = 200, body = ContractDetail), (status = 404, description = "None, or not for this person")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = case(&cx, no.into_inner()).await?;
    let stage = |s: super::views::StageView| MilestoneItem {
        position: s.position,
        title: s.title,
        due_on: s.due_on,
        amount: s.amount.fen(),
        state: s.state,
        accepted: s.acceptance.as_ref().map_or(0, |a| a.value.fen()),
        paid: s.acceptance.as_ref().map_or(0, |a| a.paid.fen()),
        acceptance: s.acceptance.map(|a| a.no),
    };
    let milestones = view.stages.into_iter().map(stage).collect();
    Ok(HttpResponse::Ok().json(ContractDetail { contract: view.head.into(), milestones }))
}

/// Drafts the contract of a tender from its published award.
#[utoipa::path(post, operation_id = "contract_create", path = "/api/v1/tenders/{no}/contract", tag = "contracts", params(("no" = String, Path)),
    request_body = ContractBody, security(("bearer" = [])),
    responses((status = 201, description = "Drafted"), (status = 401, description = "Sign in"), (status = 403, description = "Not the buyer of this department, or another part in this purchase"), (status = 404, description = "No such tender"), (status = 409, description = "No published award, or a contract exists"), (status = 422, description = "A field or the sums are wrong")))]
pub async fn create(cx: Cx, no: Path<String>, body: Body<ContractBody>) -> Outcome {
    cx.person()?;
    let (no, draft) = (no.into_inner(), forms::draft(&body.submitted)?);
    let done = cx
        .once(&body.submitted, move |tx| reply(actions::draft(tx, &no, &draft), "flash-contract-drafted", 201))
        .await?;
    cx.answer_json(&done)
}

/// Writes a draft anew.
#[utoipa::path(post, operation_id = "contract_redraft", path = "/api/v1/contracts/{no}/draft", tag = "contracts", params(("no" = String, Path)),
    request_body = ContractBody, security(("bearer" = [])),
    responses((status = 200, description = "Saved"), (status = 401, description = "Sign in"), (status = 403, description = "Not the buyer"), (status = 404, description = "No such contract"), (status = 409, description = "No draft any more"), (status = 422, description = "A field or the sums are wrong")))]
pub async fn redraft(cx: Cx, no: Path<String>, body: Body<ContractBody>) -> Outcome {
    cx.person()?;
    let (no, draft) = (no.into_inner(), forms::draft(&body.submitted)?);
    let done = cx
        .once(&body.submitted, move |tx| reply(actions::redraft(tx, &no, &draft), "flash-contract-saved", 200))
        .await?;
    cx.answer_json(&done)
}

async fn run<T: Send + 'static>(
    cx: &Cx,
    body: &Body<T>,
    no: Path<String>,
    act: fn(&mut Tx, &str) -> Result<Contract>,
) -> Outcome {
    cx.person()?;
    let no = no.into_inner();
    let done: Reply = cx.once(&body.submitted, move |tx| reply(act(tx, &no), "saved", 200)).await?;
    cx.answer_json(&done)
}

macro_rules! acts {
    ($($(#[$meta:meta])* $name:ident $path:literal $action:ident),+ $(,)?) => { $(
        $(#[$meta])*
        #[utoipa::path(post, operation_id = concat!("contract_", stringify!($name)), path = $path, tag = "contracts", params(("no" = String, Path)), request_body = Nothing,
            security(("bearer" = [])),
            responses((status = 200, description = "Done"), (status = 401, description = "Sign in"), (status = 403, description = "Not this person's part"), (status = 404, description = "No such contract"), (status = 409, description = "Its state does not allow it"), (status = 422, description = "The body is not empty")))]
        pub async fn $name(cx: Cx, no: Path<String>, body: Body<Nothing>) -> Outcome {
            run(&cx, &body, no, actions::$action).await
        }
    )+ };
}

acts! {
    /// Sends the draft to the approver.
    submit "/api/v1/contracts/{no}/submission" submit,
    /// Approves the draft.
    approve "/api/v1/contracts/{no}/approval" approve,
    /// Signs for the side the person acts for.
    sign "/api/v1/contracts/{no}/signatures" sign,
    /// Publishes the signed contract.
    publish "/api/v1/contracts/{no}/publication" publish,
    /// Notes that finance has the copy.
    file "/api/v1/contracts/{no}/filing" file,
}

/// Returns the draft to the buyer.
#[utoipa::path(post, operation_id = "contract_give_back", path = "/api/v1/contracts/{no}/return", tag = "contracts", params(("no" = String, Path)),
    request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Returned"), (status = 401, description = "Sign in"), (status = 403, description = "Not the approver"), (status = 404, description = "No such contract"), (status = 409, description = "Not submitted"), (status = 422, description = "No reason")))]
pub async fn give_back(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    cx.person()?;
    let (no, reason) = (no.into_inner(), forms::reason(&body.submitted)?);
    let done = cx.once(&body.submitted, move |tx| reply(actions::give_back(tx, &no, &reason), "saved", 200)).await?;
    cx.answer_json(&done)
}

/// Records that the winner does not sign; the next candidate is considered.
#[utoipa::path(post, operation_id = "contract_refuse", path = "/api/v1/contracts/{no}/refusal", tag = "contracts", params(("no" = String, Path)),
    request_body = ReasonBody, security(("bearer" = [])),
    responses((status = 200, description = "Recorded"), (status = 401, description = "Sign in"), (status = 403, description = "Neither side"), (status = 404, description = "No such contract"), (status = 409, description = "The supplier may still sign"), (status = 422, description = "No reason")))]
pub async fn refuse(cx: Cx, no: Path<String>, body: Body<ReasonBody>) -> Outcome {
    cx.person()?;
    let (no, reason) = (no.into_inner(), forms::reason(&body.submitted)?);
    let done = cx.once(&body.submitted, move |tx| reply(actions::refuse(tx, &no, &reason), "saved", 200)).await?;
    cx.answer_json(&done)
}

/// Proposes a supplementary contract.
#[utoipa::path(post, operation_id = "contract_propose", path = "/api/v1/contracts/{no}/supplements", tag = "contracts", params(("no" = String, Path)),
    request_body = SupplementBody, security(("bearer" = [])),
    responses((status = 201, description = "Proposed"), (status = 401, description = "Sign in"), (status = 403, description = "Not the buyer"), (status = 404, description = "No such contract"), (status = 409, description = "The contract is not performed now"), (status = 422, description = "Above a tenth of the original, or a field is wrong")))]
pub async fn propose(cx: Cx, no: Path<String>, body: Body<SupplementBody>) -> Outcome {
    cx.person()?;
    let (no, draft) = (no.into_inner(), forms::supplement(&body.submitted)?);
    let done = cx
        .once(&body.submitted, move |tx| {
            let n = actions::propose(tx, &no, &draft)?;
            Ok(Reply::created(format!("/contracts/{no}"), serde_json::json!({"no": no, "supplement": n})))
        })
        .await?;
    cx.answer_json(&done)
}

/// Approves, signs or withdraws a supplement.
#[utoipa::path(post, operation_id = "contract_supplement_act", path = "/api/v1/contracts/{no}/supplements/{n}/{act}", tag = "contracts",
    params(("no" = String, Path), ("n" = i64, Path), ("act" = String, Path, description = "`approval`, `signature` or `withdrawal`")),
    request_body = Nothing, security(("bearer" = [])),
    responses((status = 200, description = "Done"), (status = 401, description = "Sign in"), (status = 403, description = "Not this person's part"), (status = 404, description = "No such supplement or act"), (status = 409, description = "Its state does not allow it"), (status = 422, description = "The body is not empty")))]
pub async fn supplement_act(cx: Cx, path: Path<(String, i64, String)>, body: Body<Nothing>) -> Outcome {
    cx.person()?;
    let (no, n, what) = path.into_inner();
    let done = cx.once(&body.submitted, move |tx| on_supplement(tx, &no, n, &what)).await?;
    cx.answer_json(&done)
}

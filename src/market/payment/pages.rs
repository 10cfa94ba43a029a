//! HTML handlers of payments.
use super::{
    actions, forms, store,
    views::{Choice, PaymentPage, PreparePage, VouchersPage},
    vouchers::{self, Difference},
};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
    },
    market::{
        acceptance,
        contract::{
            self,
            views::{AcceptanceView, Head, PaymentView, Viewer},
        },
        duties::{self, Duty},
        money::{self, Purse},
        payment::PaymentState,
    },
    web::{Cx, Fields, Outcome, Reply, Submitted},
};
use actix_web::web::Path;
use serde_json::json;

async fn prepare_page(cx: &Cx, no: String) -> Result<PreparePage> {
    cx.person()?;
    let viewer = Viewer::of(cx);
    cx.read(move |c| {
        let a = acceptance::find_by_no(c, &no)?;
        let contract = contract::find(c, a.contract_id)?;
        if !viewer.actor.is_at(Role::Finance, contract.authority_id) {
            return Err(Code::NotYourRole.into());
        }
        Ok(PreparePage {
            head: Head::of(c, &viewer, &contract)?,
            acceptance: AcceptanceView::of(&viewer, &a),
            committed: money::balance(c, &Purse::Committed(contract.id.0))?,
            payable: money::balance(c, &Purse::Payable(contract.id.0))?,
        })
    })
    .await
}

/// `GET /acceptances/{no}/payment`
pub async fn prepare_form(cx: Cx, no: Path<String>) -> Outcome {
    cx.page(&prepare_page(&cx, no.into_inner()).await?)
}

/// Asks for a payment; shared with the API.
///
/// # Errors
/// Field errors and what the action answers.
pub(super) async fn prepare_it(cx: &Cx, submitted: &Submitted, no: &str) -> Result<Reply> {
    let request = forms::request(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let p = actions::prepare(tx, &no, &request)?;
        let body = json!({"no": p.no, "acceptance": no, "amount": p.amount, "state": p.state, "pay_by": p.pay_by});
        Ok(Reply::created(format!("/payments/{}", p.no), body).flash("flash-payment-prepared"))
    })
    .await
}

/// `POST /acceptances/{no}/payments`
pub async fn prepare(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match prepare_it(&cx, &submitted, &no).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&prepare_page(&cx, no).await?, &form)
        }
    }
}

async fn payment_page(cx: &Cx, no: String) -> Result<PaymentPage> {
    let viewer = Viewer::of(cx);
    cx.read(move |c| {
        let p = store::find_by_no(c, &no)?;
        let contract = contract::find(c, p.contract_id)?;
        let open = p.state == PaymentState::Confirmed && viewer.sees(&contract);
        if !open && !viewer.is_inside(&contract) {
            return Err(Error::Missing);
        }
        let account = viewer.actor.account();
        let mut has = |role, duty| -> Result<bool> {
            let Some(account) = account else { return Ok(false) };
            Ok(viewer.actor.is_at(role, contract.authority_id) && duties::may(c, contract.tender_id.0, duty, account)?)
        };
        let waits = p.state == PaymentState::Prepared;
        let (payer, finance) = (waits && has(Role::Payer, Duty::Pay)?, waits && has(Role::Finance, Duty::Prepare)?);
        let a = acceptance::find(c, p.acceptance_id)?;
        Ok(PaymentPage {
            head: Head::of(c, &viewer, &contract)?,
            acceptance: AcceptanceView::of(&viewer, &a),
            payment: PaymentView::of(&viewer, &p),
            may_confirm: payer,
            may_withdraw: payer || finance,
        })
    })
    .await
}

/// `GET /payments/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    cx.page(&payment_page(&cx, no.into_inner()).await?)
}

/// Confirms a payment; shared with the API.
///
/// # Errors
/// Field errors and what the action answers.
pub(super) async fn confirm_it(cx: &Cx, submitted: &Submitted, no: &str) -> Result<Reply> {
    let voucher = forms::voucher(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let p = actions::confirm(tx, &no, &voucher)?;
        let body = json!({"no": p.no, "amount": p.amount, "state": p.state, "voucher": p.voucher});
        Ok(Reply::done(format!("/payments/{}", p.no), body).flash("flash-payment-confirmed"))
    })
    .await
}

/// Withdraws a payment; shared with the API.
///
/// # Errors
/// Field errors and what the action answers.
pub(super) async fn withdraw_it(cx: &Cx, submitted: &Submitted, no: &str) -> Result<Reply> {
    let reason = contract::forms::reason(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let p = actions::withdraw(tx, &no, &reason)?;
        let body = json!({"no": p.no, "state": p.state});
        Ok(Reply::done(format!("/payments/{}", p.no), body).flash("flash-payment-withdrawn"))
    })
    .await
}

async fn answer(cx: &Cx, submitted: &Submitted, no: String, done: Result<Reply>) -> Outcome {
    match done {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            cx.form(&payment_page(cx, no).await?, &form)
        }
    }
}

/// `POST /payments/{no}/confirmation`
pub async fn confirm(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let done = confirm_it(&cx, &submitted, &no).await;
    answer(&cx, &submitted, no, done).await
}

/// `POST /payments/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let done = withdraw_it(&cx, &submitted, &no).await;
    answer(&cx, &submitted, no, done).await
}

async fn bodies(cx: &Cx) -> Result<Vec<Choice>> {
    cx.person()?;
    let viewer = Viewer::of(cx);
    let mut ids = viewer.actor.bodies(Role::Finance, BodyKind::Authority);
    ids.extend(viewer.actor.bodies(Role::Payer, BodyKind::Authority));
    ids.dedup();
    if ids.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    cx.read(move |c| {
        ids.into_iter()
            .map(|value| Ok(Choice { label: viewer.authority(c, value)?, value }))
            .collect::<Result<Vec<_>>>()
    })
    .await
}

/// `GET /workbench/vouchers`
pub async fn vouchers_form(cx: Cx) -> Outcome {
    cx.page(&VouchersPage { bodies: bodies(&cx).await?, rows: Vec::new(), different: 0 })
}

/// `POST /workbench/vouchers`: compares and changes nothing.
pub async fn vouchers(cx: Cx, submitted: Submitted) -> Outcome {
    let bodies = bodies(&cx).await?;
    let mut f = Fields::of(&submitted);
    let body = f.parsed("body", "choice", |v| v.parse::<i64>().ok().filter(|id| bodies.iter().any(|b| b.value == *id)));
    let list = submitted.file("list").map(|u| u.bytes.clone());
    if list.is_none() {
        f.error(FieldError::new("list", "required"));
    }
    let compared = match f.done(body.zip(list)) {
        Ok((body, list)) => cx.read(move |c| vouchers::compare(c, AuthorityId(body), &list)).await,
        Err(e) => Err(e),
    };
    match compared {
        Ok(rows) => {
            let different = rows.iter().filter(|r| r.difference != Difference::Same).count();
            cx.page(&VouchersPage { bodies, rows, different })
        }
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&VouchersPage { bodies, rows: Vec::new(), different: 0 }, &form)
        }
    }
}

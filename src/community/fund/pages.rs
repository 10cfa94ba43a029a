//! HTML handlers of the fund, and the address that hears the payment service.
use super::{
    actions, forms,
    model::{Donation, Gift},
    store,
    views::{BooksPage, FundPage, Row, ThanksPage},
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Code, Error, Result},
    },
    market::{
        contract,
        money::{self, Purse},
    },
    platform::{
        db::Tx,
        pay::{CheckoutRequest, Gateway, WebhookError, verify_webhook},
    },
    web::{
        Cx, Outcome, Reply, Submitted,
        cx::App,
        paging::{Cursor, ROWS},
    },
};
use actix_web::{
    HttpRequest, HttpResponse,
    web::{Bytes, Data, Path, Query},
};
use serde::Deserialize;
use serde_json::json;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct After {
    /// Opaque.
    #[serde(default)]
    cursor: String,
}

fn is_online(cx: &Cx) -> bool {
    matches!(&*cx.app.pay, Gateway::Stripe(_))
}

async fn fund(cx: &Cx, cursor: String) -> Result<FundPage> {
    let (online, finance) = (is_online(cx), cx.actor.is(Role::Finance) || cx.actor.is(Role::Payer));
    cx.read(move |c| {
        let after = Cursor::decode(&cursor);
        let page = store::paid(c, after.as_ref(), ROWS)?;
        Ok(FundPage {
            balance: money::balance(c, &Purse::Fund)?,
            grants: store::grants(c, 20)?,
            donations: page.items.into_iter().map(Row::from).collect(),
            next: page.next.map(|n| format!("/fund?cursor={n}")),
            online,
            finance,
        })
    })
    .await
}

/// `GET /fund`
pub async fn show(cx: Cx, after: Query<After>) -> Outcome {
    cx.page(&fund(&cx, after.into_inner().cursor).await?)
}

/// `POST /fund/donations`: the row first, then the provider's page under its number as the key.
pub async fn donate(cx: Cx, submitted: Submitted) -> Outcome {
    let begun = match forms::gift(&submitted) {
        Ok(gift) => begin(&cx, &submitted, gift).await,
        Err(e) => Err(e),
    };
    match begun {
        Ok((_, url)) => Ok(cx.see_other(&url, None)),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&fund(&cx, String::new()).await?, &form)
        }
    }
}

/// Begins a donation and answers it with the address of the payment page; shared with the API.
///
/// # Errors
/// [`Code::OnlinePaymentOff`], [`Code::PaymentServiceAway`], and what the action answers.
pub(super) async fn begin(cx: &Cx, submitted: &Submitted, gift: Gift) -> Result<(Donation, String)> {
    if !is_online(cx) {
        return Err(Code::OnlinePaymentOff.into());
    }
    let ip = cx.ip.to_string();
    let reply = cx
        .once(submitted, move |tx| {
            let d = actions::begin(tx, &gift, &ip)?;
            Ok(Reply::created(format!("/fund/thanks/{}", d.secret), json!({"no": d.no})))
        })
        .await?;
    let no = reply.body.get("no").and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let donation = cx.read(move |c| store::find_by_no(c, &no)).await?;
    let site = cx.env().config.public_url();
    let request = CheckoutRequest {
        our_id: donation.no.clone(),
        amount: donation.amount.fen(),
        description: cx.say("fund-checkout"),
        success_url: format!("{site}/fund/thanks/{}", donation.secret),
        cancel_url: format!("{site}/fund"),
        customer_email: None,
    };
    let checkout = cx.app.pay.create_checkout(&request).await.map_err(|e| {
        tracing::warn!(%e, "a payment page could not be opened");
        Error::from(Code::PaymentServiceAway)
    })?;
    let (found, id) = (donation.clone(), checkout.id);
    cx.write(move |tx| actions::opened(tx, &found, &id)).await?;
    Ok((donation, checkout.url))
}

/// `GET /fund/thanks/{secret}`: only the giver knows the address.
pub async fn thanks(cx: Cx, secret: Path<String>) -> Outcome {
    let secret = secret.into_inner();
    let donation = cx.read(move |c| store::find_by_secret(c, &secret)).await?.into();
    cx.page(&ThanksPage { donation })
}

/// `POST /webhooks/stripe`: believed by its signature alone, kept once, applied by a job.
pub async fn webhook(app: Data<App>, req: HttpRequest, body: Bytes) -> Outcome {
    let header = req.headers().get("stripe-signature").and_then(|v| v.to_str().ok()).unwrap_or_default();
    let event = match verify_webhook(&body, header, &app.env.config.pay.webhook_secret, app.now()) {
        Ok(event) => event,
        Err(e) => {
            tracing::warn!(%e, "a payment message is not believed");
            return Ok(match e {
                WebhookError::Unreadable(_) => HttpResponse::UnprocessableEntity().finish(),
                _ => HttpResponse::BadRequest().finish(),
            });
        }
    };
    app.write(move |tx| actions::receive(tx, &event)).await?;
    Ok(HttpResponse::Ok().finish())
}

async fn books_page(cx: &Cx) -> Result<BooksPage> {
    cx.person()?;
    if !cx.actor.is(Role::Finance) && !cx.actor.is(Role::Payer) && !cx.actor.is(Role::Auditor) {
        return Err(Code::NotYourRole.into());
    }
    cx.read(move |c| {
        Ok(BooksPage {
            waiting: store::waiting(c)?.into_iter().map(Row::from).collect(),
            paid: store::paid(c, None, 50)?.items.into_iter().map(Row::from).collect(),
        })
    })
    .await
}

/// `GET /workbench/fund`
pub async fn books(cx: Cx) -> Outcome {
    cx.page(&books_page(&cx).await?)
}

async fn on_books(cx: &Cx, submitted: &Submitted, done: Result<Reply>) -> Outcome {
    match done {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            cx.form(&books_page(cx).await?, &form)
        }
    }
}

/// `POST /workbench/fund/transfers`
pub async fn record(cx: Cx, submitted: Submitted) -> Outcome {
    let done = match forms::transfer(&submitted) {
        Ok(t) => cx.once(&submitted, move |tx| reply(actions::record(tx, &t), "flash-fund-recorded")).await,
        Err(e) => Err(e),
    };
    on_books(&cx, &submitted, done).await
}

fn reply(done: Result<Donation>, flash: &str) -> Result<Reply> {
    let d = done?;
    Ok(Reply::done("/workbench/fund", json!({"no": d.no, "state": d.state})).flash(flash))
}

/// `POST /workbench/fund/{no}/{act}` with `confirmation`, `withdrawal` or `refund-confirmation`.
pub async fn act(cx: Cx, path: Path<(String, String)>, submitted: Submitted) -> Outcome {
    let (no, what) = path.into_inner();
    let done = cx
        .once(&submitted, move |tx: &mut Tx| match what.as_str() {
            "confirmation" => reply(actions::confirm(tx, &no), "flash-fund-confirmed"),
            "withdrawal" => reply(actions::drop_it(tx, &no), "flash-fund-dropped"),
            "refund-confirmation" => reply(actions::confirm_refund(tx, &no), "flash-fund-refunded"),
            _ => Err(Error::Missing),
        })
        .await;
    on_books(&cx, &submitted, done).await
}

/// `POST /workbench/fund/refunds`
pub async fn ask_refund(cx: Cx, submitted: Submitted) -> Outcome {
    let no = submitted.raw("no").unwrap_or_default().trim().to_uppercase();
    let done = match contract::forms::reason(&submitted) {
        Ok(reason) => {
            cx.once(&submitted, move |tx| reply(actions::ask_refund(tx, &no, &reason), "flash-fund-refund-asked")).await
        }
        Err(e) => Err(e),
    };
    on_books(&cx, &submitted, done).await
}

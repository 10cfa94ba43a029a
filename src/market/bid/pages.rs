//! HTML handlers of bids. A person sees the own organization's bid and nothing about any other.
use super::{
    actions::{self, Submit, Withdraw},
    forms, identity,
    model::{Bid, BidState},
    receipt, rules,
    seal::{self, Sender},
    store,
    views::{BidPage, Bidder, Item, Receipt},
};
use crate::{
    kernel::{
        actor::{BodyKind, OrganizationId, Role},
        refusal::{Code, Error, Result},
    },
    market::tender::{self, Criterion, Tender},
    registry::organization::{self, Standing},
    web::{Cx, Left, Outcome, Submitted, form},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use anyhow::anyhow;
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Which of one's organizations.
#[derive(Debug, Default, Deserialize)]
pub struct Which {
    /// Its credit code; the first one's when left out.
    #[serde(default)]
    pub org: Option<String>,
}

/// How many bids are sealed at once: each is several times in memory while it is.
static PLACES: Semaphore = Semaphore::const_new(4);

/// Everything a bid page or a submission needs to know.
pub(super) struct Desk {
    pub tender: Tender,
    pub criteria: Vec<Criterion>,
    pub locks: Vec<tender::Lock>,
    pub standing: Option<Standing>,
    pub others: Vec<Bidder>,
    pub bids: Vec<Bid>,
}

/// Reads the desk of whoever asks.
///
/// # Errors
/// [`Error::Missing`] for a tender the public cannot see.
pub(super) async fn desk(cx: &Cx, no: String, which: Option<String>) -> Result<Desk> {
    let mine = cx.actor.bodies(Role::Officer, BodyKind::Organization);
    let (env, now) = (cx.env().clone(), cx.now());
    cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        if !tender.state.is_public() {
            return Err(Error::Missing);
        }
        let own = organization::find_all(c, &mine)?;
        let chosen = match &which {
            Some(code) => own.iter().find(|o| o.credit_code == *code),
            None => own.first(),
        };
        if which.is_some() && chosen.is_none() {
            return Err(Code::NotAnOfficer.into());
        }
        let (mut standing, mut bids) = (None, Vec::new());
        if let Some(o) = chosen {
            standing = Some(organization::standing(c, o.id, now)?);
            bids = store::all_of(c, &identity::owner_of(&env.keyring, tender.id, o.id))?;
        }
        let others = own.iter().filter(|o| chosen.is_none_or(|c| c.id != o.id));
        let others = others.map(|o| Bidder { name: o.name.clone(), code: o.credit_code.clone() }).collect();
        let criteria = tender::criteria(c, tender.id)?;
        let locks = tender::locks(c, tender.id)?;
        Ok(Desk { tender, criteria, locks, standing, others, bids })
    })
    .await
}

fn view(cx: &Cx, desk: &Desk) -> BidPage {
    let tender = &desk.tender;
    let is_receiving = tender.is_receiving(cx.now());
    let reasons = desk.standing.iter().flat_map(|s| &s.reasons);
    let words = |r| form::sentence(&cx.env().words, cx.locale, r);
    let item = |c: &Criterion| Item {
        key: c.key.clone(),
        title: c.title.clone(),
        description: c.description.clone(),
        points: points(c.max_points),
    };
    let counts = |b: &&Bid| !matches!(b.state, BidState::Replaced | BidState::Withdrawn);
    BidPage {
        no: tender.no.clone(),
        title: tender.title.clone(),
        simulated: tender.is_simulated,
        limit: rules::price_limit(tender),
        left: is_receiving.then(|| Left::count(cx.now(), tender.closes_at)),
        is_receiving,
        organization: desk.standing.as_ref().map(|s| Bidder { name: s.name.clone(), code: s.credit_code.clone() }),
        others: desk.others.clone(),
        reasons: reasons.map(words).collect(),
        criteria: desk.criteria.iter().filter(|c| !c.is_price).map(item).collect(),
        live: desk.bids.iter().find(counts).map(Receipt::from),
        earlier: desk.bids.iter().filter(|b| !counts(b)).map(Receipt::from).collect(),
    }
}

/// Hundredths of a point as people write them.
fn points(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// `GET /tenders/{no}/bid`
pub async fn show(cx: Cx, no: Path<String>, which: Query<Which>) -> Outcome {
    cx.person()?;
    let desk = desk(&cx, no.into_inner(), which.into_inner().org).await?;
    cx.page(&view(&cx, &desk))
}

/// `POST /tenders/{no}/bid`
pub async fn create(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let desk = desk(&cx, no.into_inner(), submitted.raw("org").map(ToOwned::to_owned)).await?;
    match submit(&cx, &desk, &submitted).await {
        Ok(_) => {
            let to = format!("/tenders/{}/bid?org={}", desk.tender.no, code_of(&desk));
            Ok(cx.see_other(&to, Some("flash-bid-sealed")))
        }
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&view(&cx, &desk), &form)
        }
    }
}

fn code_of(desk: &Desk) -> &str {
    desk.standing.as_ref().map_or("", |s| s.credit_code.as_str())
}

/// Checks, seals in memory, stores ciphertext, writes. It keeps no idempotency record: that would name account and
/// tender; a keyed hash of the content in the bid's own row does the same.
///
/// # Errors
/// Every wrong field and every reason against the bid.
pub(super) async fn submit(cx: &Cx, desk: &Desk, submitted: &Submitted) -> Result<Bid> {
    let standing = desk.standing.as_ref().ok_or(Code::NotAnOfficer)?;
    let asking = rules::Asking {
        actor: &cx.actor,
        tender: &desk.tender,
        organization: standing.organization,
        standing: &standing.reasons,
        has_locks: !desk.locks.is_empty(),
        received_at: submitted.received_at,
    };
    rules::may_submit(&asking)?;
    let content = forms::bid(submitted, &desk.criteria, rules::price_limit(&desk.tender))?;
    let sender = Sender {
        organization: standing.organization,
        credit_code: standing.credit_code.clone(),
        name: standing.name.clone(),
        account: cx.person()?.account,
        received_at: submitted.received_at,
    };
    // Kept until the bid is written, so that a twin that waited finds it and seals nothing.
    let _place = PLACES.acquire().await.map_err(|e| anyhow!(e))?;
    let (app, tender, locks, who) = (cx.app.clone(), desk.tender.clone(), desk.locks.clone(), sender.clone());
    let sealed = actix_web::web::block(move || {
        let keyring = &app.env.keyring;
        let owner = identity::owner_of(keyring, tender.id, who.organization);
        let print = seal::fingerprint(keyring, &owner, &content);
        match app.db.read_now(|c| store::live(c, &owner))?.filter(|bid| bid.content == print) {
            Some(same) => Ok(Err(same)),
            None => seal::seal(keyring, &tender, &locks, &who, content).map(Ok),
        }
    });
    let sealed = match sealed.await.map_err(|e| anyhow!(e))?? {
        Ok(sealed) => Arc::new(sealed),
        Err(same) => return Ok(same),
    };
    let files = &cx.app.files;
    files.put(sealed.technical.bytes.clone()).await.map_err(|e| anyhow!(e))?;
    if let Some(price) = &sealed.price {
        files.put(price.bytes.clone()).await.map_err(|e| anyhow!(e))?;
    }
    let command = Submit { tender: desk.tender.id, sender, sealed };
    cx.write(move |tx| actions::submit(tx, &command)).await
}

/// `POST /tenders/{no}/bid/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let desk = desk(&cx, no.into_inner(), submitted.raw("org").map(ToOwned::to_owned)).await?;
    take_out(&cx, &desk, &submitted).await?;
    let to = format!("/tenders/{}/bid?org={}", desk.tender.no, code_of(&desk));
    Ok(cx.see_other(&to, Some("flash-bid-withdrawn")))
}

/// Takes the bid out of the box.
///
/// # Errors
/// Every reason against it.
pub(super) async fn take_out(cx: &Cx, desk: &Desk, submitted: &Submitted) -> Result<Bid> {
    let organization: OrganizationId = desk.standing.as_ref().ok_or(Code::NotAnOfficer)?.organization;
    let command = Withdraw { tender: desk.tender.id, organization, received_at: submitted.received_at };
    cx.write(move |tx| actions::withdraw(tx, &command)).await
}

/// `GET /tenders/{no}/bid/receipt.pdf`
pub async fn receipt_pdf(cx: Cx, no: Path<String>, which: Query<Which>) -> Outcome {
    cx.person()?;
    let desk = desk(&cx, no.into_inner(), which.into_inner().org).await?;
    let bid = own_live(&desk)?.clone();
    let standing = desk.standing.as_ref().ok_or(Error::Missing)?;
    let paper = receipt::Paper {
        no: desk.tender.no.clone(),
        name: standing.name.clone(),
        code: standing.credit_code.clone(),
        locale: cx.locale,
    };
    let (env, name) = (cx.env().clone(), bid.receipt_no.clone());
    let pdf = actix_web::web::block(move || receipt::pdf(&env, &bid, &paper)).await.map_err(|e| anyhow!(e))??;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}.pdf\"")))
        .body(pdf))
}

/// The bid that counts, of one's own.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub(super) fn own_live(desk: &Desk) -> Result<&Bid> {
    let gone = |b: &&Bid| !matches!(b.state, BidState::Replaced | BidState::Withdrawn);
    desk.bids.iter().find(gone).ok_or(Error::Missing)
}

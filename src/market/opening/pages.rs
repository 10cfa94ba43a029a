//! HTML handlers of the opening, and the act itself, shared with the API.
use super::{
    actions::{self, Act},
    bundle, forms, keys,
    model::Keys,
    read::{self, Locks},
    rules, store,
    views::{self, Line, RecordPage, SeatChoice},
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Error, Result},
    },
    market::{
        bid, review,
        tender::{self, EnvelopeKind, Opener, Tender, TenderState},
    },
    platform::{db::Conn, sealed::SecretLock},
    registry::organization,
    web::{Cx, Outcome, Submitted},
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use anyhow::anyhow;
use serde::Deserialize;
use std::sync::Arc;

/// What the record page shows to this reader.
///
/// # Errors
/// [`Error::Missing`] for a tender the public cannot see.
pub(super) async fn view(cx: &Cx, no: String) -> Result<RecordPage> {
    let (actor, now, env, locale) = (cx.actor.clone(), cx.now(), cx.env().clone(), cx.locale);
    cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        if !tender.state.is_public() {
            return Err(Error::Missing);
        }
        let openers = tender::openers(c, tender.id)?;
        let own =
            actor.account().filter(|_| actor.is(Role::Opener)).and_then(|a| openers.iter().find(|o| o.account_id == a));
        let form = own.and_then(|_| due(&tender, now >= tender.closes_at));
        let seat = |o: &Opener| SeatChoice {
            value: o.position,
            label: env.words.say_with(locale, "opening-seat", &vec![("n", o.position.into())]),
        };
        let others = openers.iter().filter(|o| own.is_some_and(|me| me.id != o.id));
        let act = |o: &super::Opening| views::Act {
            opened_at: o.opened_at,
            entry: o.entry_id,
            released_entry: o.released_entry_id,
        };
        let technical = store::find(c, tender.id, EnvelopeKind::Technical)?;
        let price = store::find(c, tender.id, EnvelopeKind::Price)?;
        let may_bundle = bundle::may_take(&actor).is_ok();
        let bundles = [(&technical, EnvelopeKind::Technical), (&price, EnvelopeKind::Price)];
        let bundles =
            bundles.into_iter().filter(|(o, _)| may_bundle && o.as_ref().is_some_and(|o| o.sealed_lock_b.is_some()));
        Ok(RecordPage {
            no: tender.no.clone(),
            title: tender.title.clone(),
            closes_at: tender.closes_at,
            is_past: now >= tender.closes_at,
            failed: tender.reason.clone().filter(|_| tender.state == TenderState::Failed),
            lines: lines(c, &tender)?,
            form,
            seats: others.map(seat).collect(),
            bundles: bundles.map(|(_, kind)| kind).collect(),
            technical: technical.as_ref().map(act),
            price: price.as_ref().map(act),
        })
    })
    .await
}

/// Which act is due.
fn due(tender: &Tender, is_past: bool) -> Option<&'static str> {
    match tender.state {
        TenderState::Open | TenderState::Closed if is_past => Some("opening"),
        TenderState::Scored => Some("price-opening"),
        _ => None,
    }
}

fn lines(c: &mut Conn, tender: &Tender) -> Result<Vec<Line>> {
    let mut out = Vec::new();
    for bid in bid::opened_of(c, tender.id)? {
        let Some(id) = bid.organization_id else { continue };
        let bidder = organization::find(c, id)?;
        out.push(Line {
            position: bid.position.unwrap_or_default(),
            organization: bidder.name,
            code: bidder.credit_code,
            receipt_no: bid.receipt_no,
            received_at: bid.received_at,
            technical_sha256: bid.technical_sha256,
            price_sha256: bid.price_sha256,
            state: bid.state,
            problem: bid.problem,
            price: bid.price.filter(|_| tender.priced_at.is_some() || tender.scored_at.is_some()),
            price_problem: bid.price_problem,
        });
    }
    Ok(out)
}

/// `GET /tenders/{no}/opening`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = view(&cx, no.into_inner()).await?;
    cx.page(&view)
}

/// `POST /tenders/{no}/opening`
pub async fn open_technical(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    answer(cx, no.into_inner(), submitted, EnvelopeKind::Technical).await
}

/// `POST /tenders/{no}/price-opening`
pub async fn open_prices(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    answer(cx, no.into_inner(), submitted, EnvelopeKind::Price).await
}

async fn answer(cx: Cx, no: String, submitted: Submitted, envelope: EnvelopeKind) -> Outcome {
    match act(&cx, &no, &submitted, envelope).await {
        Ok(()) => Ok(cx.see_other(&format!("/tenders/{no}/opening"), Some("flash-opened"))),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = view(&cx, no).await?;
            cx.form(&view, &form)
        }
    }
}

/// The act: checks, lock B in memory, intent, lock A, envelopes, record.
///
/// # Errors
/// Every reason against it; the field of a wrong passphrase.
pub(super) async fn act(cx: &Cx, no: &str, submitted: &Submitted, envelope: EnvelopeKind) -> Result<()> {
    cx.person()?;
    cx.try_from_here()?;
    let keys = forms::keys(submitted)?;
    let wanted = no.to_owned();
    let found = cx.read(move |c| {
        let tender = tender::find_by_no(c, &wanted)?;
        if !tender.state.is_public() {
            return Err(Error::Missing);
        }
        Ok((tender::openers(c, tender.id)?, tender::lock(c, tender.id, envelope)?, tender))
    });
    let (openers, lock, tender) = found.await?;
    let seats = rules::may_open(&cx.actor, &tender, &openers, (envelope, keys.other, cx.now()))?;
    let b = lock_b(&seats, &lock, keys).await?;
    let id = tender.id;
    let released_entry = cx.write(move |tx| actions::release(tx, id, envelope)).await?;
    let a = Arc::new(keys::lock_a(&cx.env().keyring, &tender, &lock)?);
    let kept_lock_b = keys::keep(&cx.env().keyring, &tender, envelope, &b);
    let act = Act { tender: id, seats, released_entry, kept_lock_b };
    let locks = Locks { a, b };
    match envelope {
        EnvelopeKind::Technical => technical(cx, &tender, locks, act).await,
        EnvelopeKind::Price => prices(cx, &tender, locks, act).await,
    }
}

async fn lock_b(seats: &rules::Seats, lock: &tender::Lock, keys: Keys) -> Result<Arc<SecretLock>> {
    let (seats, lock) = (seats.clone(), lock.clone());
    let opened = actix_web::web::block(move || keys::lock_b(&seats, &lock, &keys));
    Ok(Arc::new(opened.await.map_err(|e| anyhow!(e))??))
}

async fn technical(cx: &Cx, tender: &Tender, locks: Locks, act: Act) -> Result<()> {
    let all = cx.read(bid::sealed_all).await?;
    let (of, a) = (tender.clone(), Arc::clone(&locks.a));
    let mine = actix_web::web::block(move || read::of_tender(all, &of, &a)).await.map_err(|e| anyhow!(e))?;
    if mine.len() < tender.profile().bids.needed(true) as usize {
        let back: Vec<_> = mine.into_iter().map(|(found, who)| (found.bid, who.organization)).collect();
        return cx.write(move |tx| actions::too_few(tx, &act, &back)).await;
    }
    let mut found = Vec::with_capacity(mine.len());
    for one in mine {
        found.push(read::technical(&cx.app.files, tender, &locks, one).await?);
    }
    cx.write(move |tx| actions::record_technical(tx, &act, &found)).await
}

async fn prices(cx: &Cx, tender: &Tender, locks: Locks, act: Act) -> Result<()> {
    let of = tender.clone();
    let eligible = cx.read(move |c| {
        let bids = review::eligible(c, &of)?;
        bids.into_iter()
            .map(|b| store::stored(c, b.id.0).map(|(_, price)| (b, price.unwrap_or_default())))
            .collect::<Result<Vec<_>>>()
    });
    let mut found = Vec::new();
    for one in eligible.await? {
        found.push(read::price(&cx.app.files, tender, &locks, one).await?);
    }
    cx.write(move |tx| actions::record_prices(tx, &act, &found)).await
}

/// Which bundle.
#[derive(Debug, Deserialize)]
pub struct Which {
    /// Which envelopes.
    #[serde(default = "technical_envelope")]
    envelope: EnvelopeKind,
}

fn technical_envelope() -> EnvelopeKind {
    EnvelopeKind::Technical
}

/// `GET /tenders/{no}/bundle.zip`
pub async fn bundle_zip(cx: Cx, no: Path<String>, which: Query<Which>) -> Outcome {
    cx.person()?;
    bundle::may_take(&cx.actor)?;
    let (no, envelope) = (no.into_inner(), which.envelope);
    let found = cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        Ok((bundle::part(c, &tender, envelope)?, tender))
    });
    let (part, tender) = found.await?;
    let name = format!("{}-{}.zip", tender.no, envelope.word());
    let zip = bundle::make(cx.env(), &cx.app.files, tender, part).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Content-Disposition", format!("attachment; filename=\"{name}\"")))
        .body(zip))
}

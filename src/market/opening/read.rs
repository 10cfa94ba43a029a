//! Reading envelopes: hash against receipt, both layers, package against bid. Nothing is written here.
use super::model::{Price, Taken, Technical};
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, Result},
    },
    market::{
        bid::{self, Bid, Found, Identity, PriceContent, Problem, TechnicalContent},
        tender::Tender,
    },
    platform::{
        files::{
            FileError, FileStore,
            inspect::{Accepted, Format},
        },
        sealed::{self, SecretLock, package::PackFile},
    },
};
use anyhow::anyhow;
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Both locks of one kind of envelope.
#[derive(Clone)]
pub struct Locks {
    /// Lock A.
    pub a: Arc<SecretLock>,
    /// Lock B.
    pub b: Arc<SecretLock>,
}

/// The sealed bids of a tender, found by trying lock A on every sealed note of the house.
#[must_use]
pub fn of_tender(all: Vec<Found>, tender: &Tender, a: &SecretLock) -> Vec<(Found, Identity)> {
    let mine = all.into_iter().filter_map(|found| {
        let who = Identity::open(&found.bid.identity, a)?;
        (who.tender == tender.id && who.receipt_no == found.bid.receipt_no).then_some((found, who))
    });
    mine.collect()
}

/// Opens the technical envelope of a bid and stores its files.
///
/// # Errors
/// A fault of the file store, so that a store that is away never spoils a bid.
pub async fn technical(
    files: &FileStore,
    tender: &Tender,
    locks: &Locks,
    (found, who): (Found, Identity),
) -> Result<Technical> {
    let bid = found.bid;
    let content = match open(files, &found.technical_stored, &bid.technical_sha256, locks).await? {
        Ok(payload) => match bid::read_technical(&payload, &tender.no, &bid.receipt_no) {
            Ok((content, packed)) => Ok((content, keep(files, packed).await?)),
            Err(problem) => Err(problem),
        },
        Err(problem) => Err(problem),
    };
    Ok(Technical { bid, organization: who.organization, content: content.and_then(|c| within(c, tender)) })
}

/// A price in the technical package must keep to the ceiling as well.
fn within(
    content: (TechnicalContent, Vec<Taken>),
    tender: &Tender,
) -> std::result::Result<(TechnicalContent, Vec<Taken>), Problem> {
    if content.0.price.is_some_and(|p| p > limit(tender)) { Err(Problem::OverCeiling) } else { Ok(content) }
}

/// Opens the price envelope of a bid and stores its files.
///
/// # Errors
/// A fault of the file store.
pub async fn price(files: &FileStore, tender: &Tender, locks: &Locks, found: (Bid, String)) -> Result<Price> {
    let (bid, stored) = found;
    let receipt = bid.price_sha256.clone().unwrap_or_default();
    let content = match open(files, &stored, &receipt, locks).await? {
        Ok(payload) => match bid::read_price(&payload, &tender.no, &bid.receipt_no) {
            Ok((says, packed)) => match priced(&says, &bid, tender) {
                Ok(amount) => Ok((amount, keep(files, packed).await?)),
                Err(problem) => Err(problem),
            },
            Err(problem) => Err(problem),
        },
        Err(problem) => Err(problem),
    };
    Ok(Price { bid, content })
}

fn priced(says: &PriceContent, bid: &Bid, tender: &Tender) -> std::result::Result<Money, Problem> {
    let same = bid.technical.as_ref().is_some_and(|t| t.0.organization == says.organization);
    if !same {
        Err(Problem::OtherBid)
    } else if says.price > limit(tender) {
        Err(Problem::OverCeiling)
    } else {
        Ok(says.price)
    }
}

/// The ceiling price, or the budget where none is set (`PR-24`).
fn limit(tender: &Tender) -> Money {
    tender.ceiling.unwrap_or(tender.budget)
}

async fn open(
    files: &FileStore,
    stored: &str,
    receipt: &str,
    locks: &Locks,
) -> Result<std::result::Result<Vec<u8>, Problem>> {
    let bytes = match files.get(stored).await {
        Ok(bytes) => bytes,
        Err(FileError::Missing(_) | FileError::BadName(_)) => return Ok(Err(Problem::Missing)),
        Err(FileError::Damaged(_)) => return Ok(Err(Problem::HashDiffers)),
        Err(e @ FileError::Unavailable(_)) => return Err(Error::Fault(e.into())),
    };
    let (locks, receipt) = (locks.clone(), receipt.to_owned());
    let opened = actix_web::web::block(move || {
        if hex::encode(Sha256::digest(&bytes)) != receipt {
            return Err(Problem::HashDiffers);
        }
        sealed::open(&bytes, &locks.a, &locks.b).map_err(|_| Problem::DoesNotOpen)
    });
    Ok(opened.await.map_err(|e| anyhow!(e))?)
}

async fn keep(files: &FileStore, packed: Vec<PackFile>) -> Result<Vec<Taken>> {
    let mut taken = Vec::with_capacity(packed.len());
    for file in packed {
        let extension = file.name.rsplit_once('.').map(|(_, e)| e).unwrap_or_default();
        // Files were looked at before sealing; a name without a known extension cannot be handed out and is left sealed.
        let Some(format) = Format::of_extension(extension) else { continue };
        let stored = files.put(file.bytes.clone()).await.map_err(|e| anyhow!(e))?;
        let accepted = Accepted { name: file.name, format, bytes: Vec::new(), pages: None };
        taken.push(Taken { accepted, stored });
    }
    Ok(taken)
}

//! What an auditor takes away: every opened envelope, both locks, and no need of our code (`design.md` 7.1).
use super::{keys, store};
use crate::{
    kernel::{
        actor::{Actor, Role},
        refusal::{Code, Error, Result},
    },
    market::{
        bid::{self, Bid, BidState},
        tender::{self, EnvelopeKind, Lock, Tender},
    },
    platform::{
        db::{Conn, Env},
        files::FileStore,
        sealed::bundle::{Keys, Sealed, export_bundle},
    },
};
use anyhow::anyhow;
use std::{collections::BTreeMap, sync::Arc};

/// Whether this person may take the bundle: auditors and supervisors.
///
/// # Errors
/// [`Code::NotYourRole`].
pub fn may_take(actor: &Actor) -> Result<()> {
    let may = actor.is(Role::Auditor) || actor.is(Role::Supervisor);
    if may { Ok(()) } else { Err(Code::NotYourRole.into()) }
}

/// One kind of envelope with its opened locks and what they opened.
pub struct Part {
    lock: Lock,
    sealed_b: Vec<u8>,
    /// Name in the bundle, and SHA-256 of the stored bytes.
    envelopes: Vec<(String, String)>,
}

/// What was opened of a tender; only that goes into the bundle.
///
/// # Errors
/// [`Error::Missing`] before the opening.
pub fn part(c: &mut Conn, tender: &Tender, envelope: EnvelopeKind) -> Result<Part> {
    let lock = tender::lock(c, tender.id, envelope)?;
    let sealed_b = store::find(c, tender.id, envelope)?.and_then(|o| o.sealed_lock_b).ok_or(Error::Missing)?;
    let mut envelopes = Vec::new();
    for bid in bid::opened_of(c, tender.id)?.iter().filter(|b| was_opened(b, envelope)) {
        let (technical, price) = store::stored(c, bid.id.0)?;
        let stored = if envelope == EnvelopeKind::Price { price } else { Some(technical) };
        envelopes.extend(stored.map(|sha| (format!("{}-{}", bid.receipt_no, envelope.word()), sha)));
    }
    Ok(Part { lock, sealed_b, envelopes })
}

fn was_opened(bid: &Bid, envelope: EnvelopeKind) -> bool {
    match envelope {
        EnvelopeKind::Technical => bid.opened_at.is_some() && bid.state != BidState::Damaged,
        EnvelopeKind::Price => bid.price_opened_at.is_some() && bid.price.is_some(),
    }
}

/// Puts the bundle together: one zip that the stock `age` tool opens.
///
/// # Errors
/// A fault of the store or the keyring.
pub async fn make(env: &Arc<Env>, files: &FileStore, tender: Tender, part: Part) -> Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(part.envelopes.len());
    for (name, sha256) in &part.envelopes {
        bytes.push((name.clone(), files.get(sha256).await.map_err(|e| anyhow!(e))?));
    }
    let env = Arc::clone(env);
    let zip = actix_web::web::block(move || {
        let kind = part.lock.envelope;
        let a = keys::lock_a(&env.keyring, &tender, &part.lock)?;
        let b = keys::kept(&env.keyring, &tender, kind, &part.sealed_b)?;
        let sealed: Vec<Sealed> = bytes.iter().map(|(name, bytes)| Sealed { name, bytes, lock: kind.word() }).collect();
        let keys = Keys { outer: &a, inner: BTreeMap::from([(kind.word(), &b)]) };
        Ok(export_bundle(&tender.no, &sealed, &keys).map_err(|e| anyhow!(e))?)
    });
    zip.await.map_err(|e| anyhow!(e))?
}

//! Sealing: packages and identity go into the box in memory, before anything touches disk, log or queue.
use super::{
    identity::{self, Identity},
    model::Content,
    package::{self, About},
};
use crate::{
    kernel::{
        actor::{AccountId, OrganizationId},
        refusal::Result,
        time::Ts,
    },
    market::tender::{EnvelopeKind, Lock, Tender},
    platform::{
        crypto::Keyring,
        sealed::{self, Envelope, PublicLock},
    },
};
use anyhow::anyhow;
use sha2::{Digest, Sha256};

/// A bid in the box.
pub struct SealedBid {
    /// Keyed hash of tender and organization.
    pub owner: String,
    /// Keyed hash of what was submitted.
    pub content: String,
    /// The receipt's number.
    pub receipt_no: String,
    /// When its last byte was read.
    pub received_at: Ts,
    /// Who and for what, sealed to lock A.
    pub identity: Vec<u8>,
    /// The technical envelope.
    pub technical: Envelope,
    /// The price envelope.
    pub price: Option<Envelope>,
}

/// Who sends the bid, and when.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The bidder.
    pub organization: OrganizationId,
    /// Its credit code.
    pub credit_code: String,
    /// Its name.
    pub name: String,
    /// The officer.
    pub account: AccountId,
    /// When the last byte was read.
    pub received_at: Ts,
}

/// Looks at the files, packs and seals. Takes time in proportion to the size: call it where blocking is allowed.
///
/// # Errors
/// Every file that is not taken; a fault when a lock is no key.
pub fn seal(
    keyring: &Keyring,
    tender: &Tender,
    locks: &[Lock],
    sender: &Sender,
    content: Content,
) -> Result<SealedBid> {
    let owner = identity::owner_of(keyring, tender.id, sender.organization);
    let fingerprint = fingerprint(keyring, &owner, &content);
    let receipt_no = identity::receipt_of_sealing();
    let lock = |kind| locks.iter().find(|l| l.envelope == kind);
    let technical_lock = lock(EnvelopeKind::Technical).ok_or_else(|| anyhow!("a tender in the open has no lock"))?;
    let about = About {
        tender: tender.no.clone(),
        organization: sender.credit_code.clone(),
        name: sender.name.clone(),
        receipt_no: receipt_no.clone(),
        received_at: sender.received_at,
    };
    let price_lock = lock(EnvelopeKind::Price);
    let (technical, price) = package::build(&about, content, price_lock.is_some())?;
    let who = Identity {
        tender: tender.id,
        organization: sender.organization,
        account: sender.account,
        receipt_no: receipt_no.clone(),
    };
    let price = match (price, price_lock) {
        (Some(payload), Some(lock)) => Some(into_box(&payload, lock)?),
        _ => None,
    };
    Ok(SealedBid {
        owner,
        content: fingerprint,
        receipt_no,
        received_at: sender.received_at,
        identity: who.seal(&public(&technical_lock.public_a)?).map_err(|e| anyhow!(e))?,
        technical: into_box(&technical, technical_lock)?,
        price,
    })
}

fn public(text: &str) -> Result<PublicLock> {
    Ok(text.parse::<PublicLock>().map_err(|e| anyhow!(e))?)
}

fn into_box(payload: &[u8], lock: &Lock) -> Result<Envelope> {
    Ok(sealed::seal(payload, &public(&lock.public_b)?, &public(&lock.public_a)?).map_err(|e| anyhow!(e))?)
}

/// A keyed hash over everything sent, so that the same thing sent twice is known without keeping any of it.
pub fn fingerprint(keyring: &Keyring, owner: &str, content: &Content) -> String {
    let mut hash = Sha256::new();
    let mut add = |bytes: &[u8]| {
        hash.update((bytes.len() as u64).to_be_bytes());
        hash.update(bytes);
    };
    add(owner.as_bytes());
    for text in [&content.plan, &content.partners, &content.contact_name, &content.contact_phone] {
        add(text.as_bytes());
    }
    for answer in &content.answers {
        add(answer.key.as_bytes());
        add(answer.text.as_bytes());
    }
    add(&content.price.fen().to_be_bytes());
    for file in content.files.iter().chain(&content.price_list) {
        add(file.field.as_bytes());
        add(file.name.as_bytes());
        add(&Sha256::digest(&file.bytes));
    }
    keyring.blind_index("bid-content", &hex::encode(hash.finalize()))
}

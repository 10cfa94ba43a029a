//! Envelopes: a payload padded to its size class, sealed to lock B and around that to lock A.
use super::{BoxFault, PublicLock, SecretLock, padding};
use age::{Encryptor, Recipient, stream::StreamWriter};
use sha2::{Digest, Sha256};
use std::{
    cell::Cell,
    io::{self, Write},
};

/// A sealed envelope as it is stored: nothing in it, not even its length, tells more than the size class.
#[derive(Debug, Clone)]
pub struct Envelope {
    /// The `age` file to lock A that holds the `age` file to lock B.
    pub bytes: Vec<u8>,
    /// SHA-256 of `bytes` in hex, as the receipt states it.
    pub sha256: String,
    /// Length of `bytes`: exactly that of the size class.
    pub size: u64,
}

/// Header lengths at which the chunk tags allow no exact padding are rare; other headers are drawn then.
const TRIES: usize = 64;

/// Seals a payload to lock B and around that to lock A, in memory only.
pub fn seal(payload: &[u8], inner: &PublicLock, outer: &PublicLock) -> Result<Envelope, BoxFault> {
    let class = padding::class_of(payload.len() as u64).ok_or(BoxFault::TooLarge(most()))?;
    let (inner, outer) = (inner.recipient()?, outer.recipient()?);
    for _ in 0..TRIES {
        if let Some(bytes) = seal_into(payload, class, &inner, &outer)? {
            return Ok(Envelope { sha256: hex::encode(Sha256::digest(&bytes)), size: bytes.len() as u64, bytes });
        }
    }
    Err(BoxFault::Damaged)
}

/// The largest payload an envelope holds, in bytes.
#[must_use]
pub fn most() -> u64 {
    padding::CLASSES.last().map_or(0, |class| padding::capacity(*class))
}

/// Takes the outer layer off with lock A; what remains is still shut by lock B.
pub fn open_outer(envelope: &[u8], a: &SecretLock) -> Result<Vec<u8>, BoxFault> {
    a.decrypt(envelope)
}

/// Takes the inner layer off with lock B; what remains is the padded payload.
pub fn open_inner(inner: &[u8], b: &SecretLock) -> Result<Vec<u8>, BoxFault> {
    b.decrypt(inner)
}

/// Takes the padding off: 8 bytes of length (big-endian), payload, zeros.
pub fn unpad(padded: &[u8]) -> Result<Vec<u8>, BoxFault> {
    let (length, rest) = padded.split_first_chunk::<8>().ok_or(BoxFault::Damaged)?;
    let length = usize::try_from(u64::from_be_bytes(*length)).map_err(|_| BoxFault::Damaged)?;
    let (payload, zeros) = rest.split_at_checked(length).ok_or(BoxFault::Damaged)?;
    if zeros.iter().any(|b| *b != 0) {
        return Err(BoxFault::Damaged);
    }
    Ok(payload.to_vec())
}

/// Opens both layers and takes the padding off.
pub fn open(envelope: &[u8], a: &SecretLock, b: &SecretLock) -> Result<Vec<u8>, BoxFault> {
    unpad(&open_inner(&open_outer(envelope, a)?, b)?)
}

/// One attempt: writes both headers first, then as much padding as they leave room for.
fn seal_into(
    payload: &[u8],
    class: u64,
    inner: &dyn Recipient,
    outer: &dyn Recipient,
) -> Result<Option<Vec<u8>>, BoxFault> {
    let capacity = usize::try_from(class).map_err(|_| BoxFault::TooLarge(most()))?;
    let (outer_len, inner_len) = (Cell::new(0), Cell::new(0));
    let counted = Counted { to: Vec::with_capacity(capacity), count: &outer_len };
    let outer = layer(outer, counted)?;
    let outer_header = outer_len.get();
    let mut inner = layer(inner, Counted { to: outer, count: &inner_len })?;
    let Some(padded) = padding::padded_len(class, outer_header, inner_len.get()) else { return Ok(None) };
    let written = inner.write_all(&(payload.len() as u64).to_be_bytes()).and_then(|()| inner.write_all(payload));
    let zeros = padded.checked_sub(padding::LENGTH + payload.len() as u64).ok_or(BoxFault::Damaged)?;
    written
        .and_then(|()| io::copy(&mut io::Read::take(io::repeat(0), zeros), &mut inner))
        .and_then(|_| inner.finish()?.to.finish())
        .map(|whole| Some(whole.to))
        .map_err(|_| BoxFault::Damaged)
}

fn layer<W: Write>(recipient: &dyn Recipient, to: W) -> Result<StreamWriter<W>, BoxFault> {
    let encryptor = Encryptor::with_recipients(std::iter::once(recipient)).map_err(|_| BoxFault::NotAKey)?;
    encryptor.wrap_output(to).map_err(|_| BoxFault::Damaged)
}

/// Counts what passes, so that the length of a header is known once it is written.
struct Counted<'a, W> {
    to: W,
    count: &'a Cell<u64>,
}

impl<W: Write> Write for Counted<'_, W> {
    fn write(&mut self, buf: &[u8]) -> io::Result<usize> {
        let n = self.to.write(buf)?;
        self.count.set(self.count.get() + n as u64);
        Ok(n)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CANARY: &[u8] = b"CANARY-1,234,500.00-YUAN";

    #[test]
    fn both_locks_are_needed() {
        let (a, b) = (SecretLock::generate(), SecretLock::generate());
        let sealed = seal(CANARY, &b.public(), &a.public()).unwrap();
        assert_eq!(open(&sealed.bytes, &a, &b).unwrap(), CANARY);
        assert_eq!(open(&sealed.bytes, &b, &a).unwrap_err(), BoxFault::WrongLock);
        assert_eq!(open(&sealed.bytes, &a, &a).unwrap_err(), BoxFault::WrongLock);
        assert_eq!(open_inner(&sealed.bytes, &b).unwrap_err(), BoxFault::WrongLock);
    }

    #[test]
    fn an_envelope_shows_no_content_and_only_its_size_class() {
        let (a, b) = (SecretLock::generate(), SecretLock::generate());
        for (payload, class) in [(0, 65_536), (24, 65_536), (64_000, 65_536), (65_536, 262_144)] {
            let text: Vec<u8> = CANARY.iter().copied().cycle().take(payload).collect();
            let sealed = seal(&text, &b.public(), &a.public()).unwrap();
            assert_eq!((sealed.size, sealed.bytes.len()), (class, class as usize), "{payload}");
            assert!(!sealed.bytes.windows(CANARY.len()).any(|w| w == CANARY));
            assert_eq!(open(&sealed.bytes, &a, &b).unwrap(), text);
        }
    }

    #[test]
    fn the_same_payload_never_looks_the_same_twice() {
        let (a, b) = (SecretLock::generate().public(), SecretLock::generate().public());
        assert_ne!(seal(CANARY, &b, &a).unwrap().sha256, seal(CANARY, &b, &a).unwrap().sha256);
    }

    #[test]
    fn a_flipped_bit_anywhere_keeps_the_box_shut() {
        let (a, b) = (SecretLock::generate(), SecretLock::generate());
        let sealed = seal(CANARY, &b.public(), &a.public()).unwrap();
        let end = sealed.bytes.len();
        let steps = (0..900).step_by(11).chain((900..end).step_by(8191)).chain([end - 1]);
        for at in steps {
            let mut bent = sealed.bytes.clone();
            bent[at] ^= 1 << (at % 8);
            assert!(open(&bent, &a, &b).is_err(), "byte {at}");
        }
        assert_eq!(open(&sealed.bytes[..65_000], &a, &b).unwrap_err(), BoxFault::Damaged);
    }

    #[test]
    fn what_is_too_large_is_refused_before_anything_is_sealed() {
        assert!(most() > 127 << 20);
        let huge = vec![0; most() as usize + 1];
        let lock = SecretLock::generate().public();
        assert_eq!(seal(&huge, &lock, &lock).unwrap_err(), BoxFault::TooLarge(most()));
    }

    #[test]
    fn padding_that_is_not_zero_is_damage() {
        let mut padded = 3u64.to_be_bytes().to_vec();
        padded.extend(b"abc\0\0");
        assert_eq!(unpad(&padded).unwrap(), b"abc");
        *padded.last_mut().unwrap() = 1;
        assert_eq!(unpad(&padded), Err(BoxFault::Damaged));
        assert_eq!(unpad(&u64::MAX.to_be_bytes()), Err(BoxFault::Damaged));
    }
}

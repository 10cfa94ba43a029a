//! Size classes: how much padding makes every envelope of a class exactly as long as the others.

/// Lengths an envelope can have, in bytes: 64 KiB, 256 KiB, 1, 4, 16, 32, 64 and 128 MiB.
pub(super) const CLASSES: [u64; 8] = [1 << 16, 1 << 18, 1 << 20, 1 << 22, 1 << 24, 1 << 25, 1 << 26, 1 << 27];

/// Bytes before the payload that hold its length.
pub(super) const LENGTH: u64 = 8;

/// More than an `age` header with one X25519 recipient, one grease stanza and the nonce ever takes (about 400).
const HEADER: u64 = 512;

/// `age` cuts its stream into chunks of 64 KiB and adds 16 bytes to each.
const CHUNK: u64 = 1 << 16;
const TAG: u64 = 16;

/// The smallest class that surely holds a payload of this length, or `None` above the largest.
pub(super) fn class_of(payload: u64) -> Option<u64> {
    CLASSES.into_iter().find(|class| payload <= capacity(*class))
}

/// The largest payload of a class.
pub(super) fn capacity(class: u64) -> u64 {
    let two_layers = plain_len(class - HEADER).and_then(|inner| plain_len(inner - HEADER));
    // A length that no stream can have lies one tag below the next possible one.
    two_layers
        .or_else(|| plain_len(class - HEADER - TAG).and_then(|inner| plain_len(inner - HEADER - TAG)))
        .map_or(0, |plain| plain - LENGTH)
}

/// How many bytes must stand inside both layers so that the whole has the length of the class, given the two headers.
///
/// `None` where the chunk tags leave no such number; other headers will do.
pub(super) fn padded_len(class: u64, outer_header: u64, inner_header: u64) -> Option<u64> {
    let inner = plain_len(class.checked_sub(outer_header)?)?;
    plain_len(inner.checked_sub(inner_header)?)
}

/// The plaintext length whose encrypted stream has this length.
fn plain_len(stream: u64) -> Option<u64> {
    let chunks = stream.div_ceil(CHUNK + TAG).max(1);
    let plain = stream.checked_sub(chunks * TAG)?;
    (plain.div_ceil(CHUNK).max(1) == chunks).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn stream_len(plain: u64) -> u64 {
        plain + TAG * plain.div_ceil(CHUNK).max(1)
    }

    #[test]
    fn every_class_has_room_close_to_its_length() {
        for class in CLASSES {
            let room = capacity(class);
            assert!(room > class - class / 1024 - 2048, "{class} holds {room}");
            assert_eq!(class_of(room), Some(class));
        }
        assert_eq!(class_of(0), Some(1 << 16));
        assert_eq!(class_of(1 << 27), None);
    }

    proptest! {
        #[test]
        fn padding_fills_a_class_to_the_byte(class in prop::sample::select(&CLASSES[..]), a in 200u64..512, b in 200u64..512) {
            if let Some(plain) = padded_len(class, a, b) {
                prop_assert_eq!(a + stream_len(b + stream_len(plain)), class);
                prop_assert!(plain >= capacity(class) + LENGTH);
            }
        }
    }
}

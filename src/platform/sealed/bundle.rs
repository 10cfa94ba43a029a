//! What an auditor gets after the opening: every envelope, both locks and instructions for the stock `age` tool.
use super::{BoxFault, SecretLock, envelope, package};
use age::secrecy::ExposeSecret;
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, fmt::Write};

const README: &str = include_str!("../../../assets/bundle/README.txt");

/// An envelope for the bundle, exactly as it was received.
#[derive(Debug, Clone, Copy)]
pub struct Sealed<'a> {
    /// A plain name for its file, such as the receipt number; only letters, digits, `-` and `_`.
    pub name: &'a str,
    /// The envelope.
    pub bytes: &'a [u8],
    /// Which lock B it was sealed to, as named in [`Keys::inner`].
    pub lock: &'a str,
}

/// The opened locks of one subject.
#[derive(Debug)]
pub struct Keys<'a> {
    /// Lock A.
    pub outer: &'a SecretLock,
    /// Locks B by plain name: one, or one for each envelope of the two-envelope procedure.
    pub inner: BTreeMap<&'a str, &'a SecretLock>,
}

/// A zip with README.txt, SHA256SUMS, list.tsv, the key files and every envelope; opens each one to state its exact length.
///
/// Envelopes whose lock is not among the keys are listed and included, with `-` for their length.
pub fn export_bundle(subject: &str, envelopes: &[Sealed<'_>], keys: &Keys<'_>) -> Result<Vec<u8>, BoxFault> {
    let mut files = BTreeMap::from([("lockA.txt".to_owned(), key_file("A", keys.outer))]);
    for (name, lock) in &keys.inner {
        files.insert(format!("lockB-{}.txt", plain(name)?), key_file("B", lock));
    }
    let (mut sums, mut list) = (String::new(), String::from("file\tlock\tpayload_bytes\tsha256\n"));
    for sealed in envelopes {
        let path = format!("envelopes/{}.age", plain(sealed.name)?);
        let sha256 = hex::encode(Sha256::digest(sealed.bytes));
        let length = match keys.inner.get(sealed.lock) {
            Some(lock) => envelope::open(sealed.bytes, keys.outer, lock)?.len().to_string(),
            None => "-".to_owned(),
        };
        let _ = writeln!(sums, "{sha256}  {path}");
        let _ = writeln!(list, "{path}\tlockB-{}.txt\t{length}\t{sha256}", plain(sealed.lock)?);
        if files.insert(path, sealed.bytes.to_vec()).is_some() {
            return Err(BoxFault::Package("names"));
        }
    }
    files.insert("README.txt".to_owned(), README.replace("{subject}", subject).into_bytes());
    files.insert("SHA256SUMS".to_owned(), sums.into_bytes());
    files.insert("list.tsv".to_owned(), list.into_bytes());
    package::write_zip(files.iter().map(|(n, b)| (n.as_str(), &b[..]))).map_err(|_| BoxFault::Package("zip"))
}

fn key_file(name: &str, lock: &SecretLock) -> Vec<u8> {
    format!("# lock {name}\n# public key: {}\n{}\n", lock.public(), lock.text().expose_secret()).into_bytes()
}

/// A name that is safe in a file name and on a command line.
fn plain(name: &str) -> Result<&str, BoxFault> {
    let safe = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    if name.is_empty() || name.len() > 100 || !name.chars().all(safe) || name.starts_with('-') {
        return Err(BoxFault::Package("names"));
    }
    Ok(name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::sealed::{package::PackFile, seal};
    use serde_json::json;
    use std::io::Read;

    #[test]
    fn a_bundle_holds_envelopes_sums_keys_and_the_exact_length_of_each_payload() {
        let (a, b) = (SecretLock::generate(), SecretLock::generate());
        let files = [PackFile { name: "offer.txt".into(), bytes: b"1,234,500.00".to_vec() }];
        let payload = package::build(&json!({"tender": "T-1"}), &files).unwrap();
        let sealed = seal(&payload, &b.public(), &a.public()).unwrap();
        let entry = |name, lock| Sealed { name, bytes: &sealed.bytes, lock };
        let keys = Keys { outer: &a, inner: BTreeMap::from([("main", &b)]) };
        let bundle = export_bundle("T-1", &[entry("r1", "main"), entry("r2", "price")], &keys).unwrap();
        let mut zip = zip::ZipArchive::new(std::io::Cursor::new(&bundle)).unwrap();
        let mut text = |name: &str| {
            let mut out = String::new();
            zip.by_name(name).unwrap().read_to_string(&mut out).unwrap();
            out
        };
        assert!(text("list.tsv").contains(&format!("envelopes/r1.age\tlockB-main.txt\t{}\t", payload.len())));
        assert!(text("list.tsv").contains("envelopes/r2.age\tlockB-price.txt\t-\t"));
        assert!(text("SHA256SUMS").contains(&format!("{}  envelopes/r1.age", sealed.sha256)));
        assert!(text("lockA.txt").contains("AGE-SECRET-KEY-1") && text("lockB-main.txt").contains("AGE-SECRET-KEY-1"));
        assert!(text("README.txt").contains("T-1"));
    }

    #[test]
    fn names_that_could_do_harm_on_a_command_line_are_refused() {
        let lock = SecretLock::generate();
        let keys = Keys { outer: &lock, inner: BTreeMap::new() };
        for name in ["../x", "-rf", "a b", "$(id)", ""] {
            let fault = export_bundle("T", &[Sealed { name, bytes: b"", lock: "main" }], &keys).unwrap_err();
            assert_eq!(fault, BoxFault::Package("names"), "{name}");
        }
    }
}

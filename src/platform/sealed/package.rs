//! The package inside an envelope: a zip with `manifest.json`, which lists every file with size and SHA-256.
use super::BoxFault;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::{
    collections::BTreeSet,
    io::{Cursor, Read, Write},
};
use zip::{CompressionMethod, DateTime, ZipArchive, ZipWriter, write::SimpleFileOptions};

const FORMAT: &str = "shanzhi-package/1";
const MANIFEST: &str = "manifest.json";
/// Most files in a package, the manifest not counted.
pub const MOST_FILES: usize = 200;
/// Most bytes of all files together, unpacked.
pub const MOST_BYTES: u64 = 120 << 20;
const MOST_MANIFEST: u64 = 4 << 20;
const MOST_RATIO: u64 = 100;
const MOST_NAME: usize = 200;

/// A file of a package.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackFile {
    /// A plain name without folders.
    pub name: String,
    /// The content.
    pub bytes: Vec<u8>,
}

/// A package taken apart and checked against its manifest.
#[derive(Debug, Clone, PartialEq)]
pub struct Package {
    /// What the feature that made the package says about it.
    pub about: Value,
    /// The files in the order of the manifest.
    pub files: Vec<PackFile>,
}

#[derive(Serialize, Deserialize)]
struct Manifest {
    format: String,
    about: Value,
    files: Vec<Entry>,
}

#[derive(Serialize, Deserialize)]
struct Entry {
    name: String,
    size: u64,
    sha256: String,
}

/// Packs `about` and the files; the same content always gives the same bytes, and [`parse`] accepts whatever this makes.
///
/// Files are stored as they are: the sealed size class hides their length, and nothing can turn out too well compressed.
pub fn build(about: &impl Serialize, files: &[PackFile]) -> Result<Vec<u8>, BoxFault> {
    check_names(files.iter().map(|f| f.name.as_str()))?;
    if files.iter().map(|f| f.bytes.len() as u64).sum::<u64>() > MOST_BYTES {
        return Err(BoxFault::TooLarge(MOST_BYTES));
    }
    let manifest = Manifest {
        format: FORMAT.to_owned(),
        about: serde_json::to_value(about).map_err(|_| BoxFault::Package("manifest"))?,
        files: files.iter().map(entry_of).collect(),
    };
    let manifest = serde_json::to_vec_pretty(&manifest).map_err(|_| BoxFault::Package("manifest"))?;
    if manifest.len() as u64 > MOST_MANIFEST {
        return Err(BoxFault::Package("manifest"));
    }
    write_zip(std::iter::once((MANIFEST, &manifest[..])).chain(files.iter().map(|f| (f.name.as_str(), &f.bytes[..]))))
        .map_err(|_| BoxFault::Package("zip"))
}

/// Takes a package apart within the limits and checks every file against the manifest.
pub fn parse(bytes: &[u8]) -> Result<Package, BoxFault> {
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| BoxFault::Package("zip"))?;
    if zip.len() > MOST_FILES + 1 {
        return Err(BoxFault::Package("entries"));
    }
    if zip.has_duplicate_names() {
        return Err(BoxFault::Package("names"));
    }
    let manifest = read_entry(&mut zip, MANIFEST, MOST_MANIFEST)?;
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|_| BoxFault::Package("manifest"))?;
    if manifest.format != FORMAT || manifest.files.len() + 1 != zip.len() {
        return Err(BoxFault::Package("manifest"));
    }
    check_names(manifest.files.iter().map(|f| f.name.as_str()))?;
    let mut left = MOST_BYTES;
    let mut files = Vec::with_capacity(manifest.files.len());
    for entry in &manifest.files {
        let file = PackFile { name: entry.name.clone(), bytes: read_entry(&mut zip, &entry.name, left)? };
        left = left.saturating_sub(file.bytes.len() as u64);
        if entry_of(&file).sha256 != entry.sha256 || file.bytes.len() as u64 != entry.size {
            return Err(BoxFault::Package("hash"));
        }
        files.push(file);
    }
    Ok(Package { about: manifest.about, files })
}

fn entry_of(file: &PackFile) -> Entry {
    Entry { name: file.name.clone(), size: file.bytes.len() as u64, sha256: hex::encode(Sha256::digest(&file.bytes)) }
}

/// Names are plain, short and different from each other even where capital letters do not count.
fn check_names<'a>(names: impl Iterator<Item = &'a str>) -> Result<(), BoxFault> {
    let mut seen = BTreeSet::from([MANIFEST.to_owned()]);
    for name in names {
        let plain = !name.is_empty()
            && name.len() <= MOST_NAME
            && !name.starts_with('.')
            && !name.contains(|c: char| c.is_control() || "/\\:*?\"<>|".contains(c));
        if !plain || !seen.insert(name.to_lowercase()) {
            return Err(BoxFault::Package("names"));
        }
    }
    if seen.len() > MOST_FILES + 1 { Err(BoxFault::Package("entries")) } else { Ok(()) }
}

fn read_entry(zip: &mut ZipArchive<Cursor<&[u8]>>, name: &str, most: u64) -> Result<Vec<u8>, BoxFault> {
    let file = zip.by_name(name).map_err(|_| BoxFault::Package("missing file"))?;
    let (packed, size) = (file.compressed_size(), file.size());
    if size > most {
        return Err(BoxFault::TooLarge(MOST_BYTES));
    }
    if size > packed.max(1024).saturating_mul(MOST_RATIO) {
        return Err(BoxFault::Package("ratio"));
    }
    let mut out = Vec::new();
    // The stated size may lie; one byte more than allowed is enough to notice.
    file.take(size + 1).read_to_end(&mut out).map_err(|_| BoxFault::Package("zip"))?;
    if out.len() as u64 == size { Ok(out) } else { Err(BoxFault::Package("size")) }
}

/// A zip of stored entries without dates.
pub(super) fn write_zip<'a>(entries: impl Iterator<Item = (&'a str, &'a [u8])>) -> zip::result::ZipResult<Vec<u8>> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(DateTime::DEFAULT)
        .unix_permissions(0o644);
    for (name, bytes) in entries {
        zip.start_file(name, options)?;
        zip.write_all(bytes)?;
    }
    Ok(zip.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn file(name: &str, bytes: &[u8]) -> PackFile {
        PackFile { name: name.to_owned(), bytes: bytes.to_vec() }
    }

    #[test]
    fn a_package_comes_back_as_it_was_packed() {
        let files = [file("报价表.pdf", b"%PDF-"), file("plan.docx", &[0; 5000]), file("empty.txt", b"")];
        let about = json!({"tender": "510903202600001", "lot": 1});
        let packed = build(&about, &files).unwrap();
        assert_eq!(parse(&packed).unwrap(), Package { about: about.clone(), files: files.to_vec() });
        assert_eq!(build(&about, &files).unwrap(), packed);
    }

    #[test]
    fn names_that_leave_the_folder_or_repeat_are_refused() {
        for name in
            ["../x", "/etc/passwd", "a\\b", "", ".hidden", "manifest.json", "MANIFEST.JSON", "a\nb", &"x".repeat(201)]
        {
            assert_eq!(build(&json!({}), &[file(name, b"x")]), Err(BoxFault::Package("names")), "{name:?}");
        }
        let twice = [file("A.pdf", b"1"), file("a.pdf", b"2")];
        assert_eq!(build(&json!({}), &twice), Err(BoxFault::Package("names")));
    }

    #[test]
    fn more_than_two_hundred_files_are_refused() {
        let files: Vec<PackFile> = (0..201).map(|i| file(&format!("{i}.txt"), b"x")).collect();
        assert_eq!(build(&json!({}), &files), Err(BoxFault::Package("entries")));
        assert!(build(&json!({}), &files[..200]).is_ok_and(|b| parse(&b).is_ok()));
    }

    #[test]
    fn a_file_changed_after_packing_is_noticed() {
        let packed = build(&json!({}), &[file("a.txt", b"price 100")]).unwrap();
        let at = packed.windows(9).position(|w| w == b"price 100").unwrap();
        let mut bent = packed.clone();
        bent[at + 6] = b'2';
        assert!(parse(&bent).is_err());
        assert!(parse(&packed[..packed.len() - 30]).is_err());
    }

    #[test]
    fn a_zip_bomb_is_refused_before_it_unpacks() {
        let manifest = serde_json::to_vec(
            &json!({"format": FORMAT, "about": {}, "files": [{"name": "b", "size": 9 << 20, "sha256": ""}]}),
        );
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
        zip.start_file(MANIFEST, options).unwrap();
        zip.write_all(&manifest.unwrap()).unwrap();
        zip.start_file("b", options).unwrap();
        zip.write_all(&vec![0; 9 << 20]).unwrap();
        let bomb = zip.finish().unwrap().into_inner();
        assert!(bomb.len() < 1 << 20);
        assert_eq!(parse(&bomb), Err(BoxFault::Package("ratio")));
    }

    #[test]
    fn a_file_the_manifest_does_not_list_is_refused() {
        let manifest = serde_json::to_vec(&json!({"format": FORMAT, "about": {}, "files": []})).unwrap();
        let zip = write_zip([(MANIFEST, &manifest[..]), ("extra", b"x")].into_iter()).unwrap();
        assert_eq!(parse(&zip), Err(BoxFault::Package("manifest")));
    }
}

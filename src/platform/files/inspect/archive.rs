//! Office and OFD files are archives: what they hold decides what they are, and they must not unpack to too much.
use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::{Format, Limits, Refused};

/// Archives below this unpacked size are never bombs, however well they are packed.
const HARMLESS: u64 = 1 << 20;

/// Whether the content began as some archive.
#[must_use]
pub fn begins(found: Option<&str>) -> bool {
    matches!(found, Some("zip" | "docx" | "xlsx" | "pptx" | "odt" | "ods" | "epub" | "jar"))
}

/// Reads the archive to its end within the limits, and checks that it is of the format.
pub fn check(bytes: &[u8], format: Format, limits: &Limits) -> Result<(), Refused> {
    let damaged = Refused::Damaged { format };
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged.clone())?;
    bomb("entries", archive.len() as u64, limits.entries as u64)?;
    let names: Vec<String> =
        (0..archive.len()).filter_map(|i| Some(archive.name_for_index(i)?.ok()?.to_string())).collect();
    is_of(&names, format)?;
    let allowed = limits.unpacked.min((bytes.len() as u64).saturating_mul(limits.ratio).max(HARMLESS));
    let (mut unpacked, mut packed) = (0u64, 0u64);
    for i in 0..archive.len() {
        let entry = archive.by_index(i).map_err(|_| damaged.clone())?;
        packed = packed.saturating_add(entry.compressed_size());
        // Entries that overlap make more out of the file than is in it.
        bomb("bytes", packed, bytes.len() as u64)?;
        let mut rest = entry.take(allowed.saturating_sub(unpacked).saturating_add(1));
        unpacked += std::io::copy(&mut rest, &mut std::io::sink()).map_err(|_| damaged.clone())?;
        if unpacked > allowed {
            return Err(too_much(unpacked, bytes.len() as u64, limits));
        }
    }
    Ok(())
}

fn too_much(unpacked: u64, size: u64, limits: &Limits) -> Refused {
    if unpacked > limits.unpacked {
        Refused::Bomb { what: "bytes", found: unpacked, limit: limits.unpacked }
    } else {
        Refused::Bomb { what: "times", found: unpacked.div_ceil(size.max(1)), limit: limits.ratio }
    }
}

fn bomb(what: &'static str, found: u64, limit: u64) -> Result<(), Refused> {
    if found > limit { Err(Refused::Bomb { what, found, limit }) } else { Ok(()) }
}

fn is_of(names: &[String], format: Format) -> Result<(), Refused> {
    let has = |name: &str| names.iter().any(|other| other == name);
    let below = |folder: &str| names.iter().any(|name| name.starts_with(folder));
    let found = match () {
        () if has("OFD.xml") => "ofd",
        () if has("[Content_Types].xml") && below("word/") => "docx",
        () if has("[Content_Types].xml") && below("xl/") => "xlsx",
        () => "zip",
    };
    if found != format.extension() {
        return Err(Refused::Mismatch { named: format.extension(), found: found.into() });
    }
    if names.iter().any(|name| name.to_ascii_lowercase().ends_with("vbaproject.bin")) {
        return Err(Refused::Macro);
    }
    Ok(())
}

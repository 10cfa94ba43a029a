//! What an uploaded file really is: its content decides, its name must agree, and pictures leave without their traces.
mod archive;
mod name;
mod pdf;
mod picture;

pub use name::clean_name;

/// The kinds of files that are taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Format {
    /// Portable Document Format.
    Pdf,
    /// Word document.
    Docx,
    /// Excel workbook.
    Xlsx,
    /// JPEG picture.
    Jpg,
    /// PNG picture.
    Png,
    /// Open Fixed-layout Document, GB/T 33190.
    Ofd,
    /// Plain text.
    Txt,
    /// Table as comma-separated text.
    Csv,
}

impl Format {
    /// Every format, in the order in which people are told.
    pub const ALL: [Self; 8] =
        [Self::Pdf, Self::Docx, Self::Xlsx, Self::Jpg, Self::Png, Self::Ofd, Self::Txt, Self::Csv];

    /// The extension it is kept with.
    #[must_use]
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Jpg => "jpg",
            Self::Png => "png",
            Self::Ofd => "ofd",
            Self::Txt => "txt",
            Self::Csv => "csv",
        }
    }

    /// The media type it is handed out with.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Jpg => "image/jpeg",
            Self::Png => "image/png",
            Self::Ofd => "application/ofd",
            Self::Txt => "text/plain",
            Self::Csv => "text/csv",
        }
    }

    /// The format an extension promises, `jpeg` being `jpg`.
    #[must_use]
    pub fn of_extension(extension: &str) -> Option<Self> {
        let lower = extension.to_ascii_lowercase();
        if lower == "jpeg" {
            return Some(Self::Jpg);
        }
        Self::ALL.into_iter().find(|format| format.extension() == lower)
    }
}

/// How much is taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Entries of an archive (docx, xlsx, ofd are archives).
    pub entries: usize,
    /// How many times its size an archive may unpack to.
    pub ratio: u64,
    /// Bytes an archive may unpack to.
    pub unpacked: u64,
    /// Pixels of a picture.
    pub pixels: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 20 << 20, entries: 1000, ratio: 100, unpacked: 200 << 20, pixels: 50_000_000 }
    }
}

/// A file that is taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Accepted {
    /// Its name, safe to show and to save under, with the extension of its format.
    pub name: String,
    /// What it is.
    pub format: Format,
    /// Its bytes; those of a picture are encoded anew.
    pub bytes: Vec<u8>,
    /// Pages of a PDF, if they can be counted without reading all of it.
    pub pages: Option<u32>,
}

/// Why a file is not taken.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refused {
    /// There is nothing in it.
    #[error("the file is empty")]
    Empty,
    /// It has more bytes than are taken.
    #[error("the file has {size} bytes, {limit} are taken")]
    TooLarge {
        /// Its bytes.
        size: usize,
        /// The bytes taken.
        limit: usize,
    },
    /// Files with this extension are not taken.
    #[error("files of type {extension:?} are not taken")]
    NotAllowed {
        /// The extension, lower-case; empty if there is none.
        extension: String,
    },
    /// The content is not what the extension says.
    #[error("the file is named {named} but is {found}")]
    Mismatch {
        /// What the extension says.
        named: &'static str,
        /// What the content is, as an extension; empty if unknown.
        found: String,
    },
    /// It would unpack to far more than it is, or holds too many entries or pixels.
    #[error("the file unpacks to too much: {found} {what}, {limit} are taken")]
    Bomb {
        /// `entries`, `times`, `bytes` or `pixels`.
        what: &'static str,
        /// How many there are.
        found: u64,
        /// How many are taken.
        limit: u64,
    },
    /// It is of the right kind but cannot be read to the end, or is locked with a password.
    #[error("the file {} cannot be read", format.extension())]
    Damaged {
        /// What it is.
        format: Format,
    },
    /// An office file that carries a program.
    #[error("the file carries a macro")]
    Macro,
}

/// Looks at an uploaded file. Takes time in proportion to its size: call it where blocking is allowed.
pub fn inspect(name: &str, bytes: Vec<u8>, limits: &Limits) -> Result<Accepted, Refused> {
    let extension = name::extension(name);
    let format = Format::of_extension(&extension).ok_or(Refused::NotAllowed { extension })?;
    if bytes.is_empty() {
        return Err(Refused::Empty);
    }
    if bytes.len() > limits.bytes {
        return Err(Refused::TooLarge { size: bytes.len(), limit: limits.bytes });
    }
    let found = detect(&bytes);
    if !agrees(format, found) {
        let found = found.unwrap_or_default().to_owned();
        return Err(Refused::Mismatch { named: format.extension(), found });
    }
    let name = name::with_extension(name, format);
    let (mut pages, mut bytes) = (None, bytes);
    match format {
        Format::Pdf => pages = pdf::check(&bytes)?,
        Format::Docx | Format::Xlsx | Format::Ofd => archive::check(&bytes, format, limits)?,
        Format::Jpg | Format::Png => bytes = picture::clean(&bytes, format, limits)?,
        Format::Txt | Format::Csv => check_text(&bytes, format)?,
    }
    Ok(Accepted { name, format, bytes, pages })
}

/// The type by content, as an extension; nothing for what looks like text.
fn detect(bytes: &[u8]) -> Option<&'static str> {
    if pdf::begins(bytes) {
        return Some("pdf");
    }
    infer::get(bytes).map(|found| found.extension())
}

fn agrees(format: Format, found: Option<&str>) -> bool {
    match format {
        Format::Docx | Format::Xlsx | Format::Ofd => archive::begins(found),
        Format::Txt | Format::Csv => found.is_none(),
        Format::Pdf | Format::Jpg | Format::Png => found == Some(format.extension()),
    }
}

/// Text has no control characters but line breaks and tabs; its encoding is left as it is.
fn check_text(bytes: &[u8], format: Format) -> Result<(), Refused> {
    let control = |b: &u8| *b < 0x20 && !matches!(b, b'\t' | b'\n' | b'\r' | 0x0C);
    if bytes.iter().any(control) {
        return Err(Refused::Mismatch { named: format.extension(), found: String::new() });
    }
    Ok(())
}

#[cfg(test)]
mod tests;

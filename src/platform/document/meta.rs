//! What every paper carries: its description for the file, its QR code and its foot.
use crate::kernel::time::Ts;

/// The description a PDF reader shows, and the language a screen reader speaks.
#[derive(Debug, Clone)]
pub struct Meta {
    /// Title of the file.
    pub title: String,
    /// The body that issues the paper.
    pub author: String,
    /// `zh-CN` or `en`.
    pub language: String,
    /// The moment of issue; the only time in the file, so that the same paper has the same bytes.
    pub issued: Ts,
}

impl Meta {
    /// How far the first line of a paragraph is set in, in em: two characters in Chinese, nothing elsewhere.
    pub(super) fn indent(&self) -> f32 {
        if self.language.starts_with("zh") { 2.0 } else { 0.0 }
    }
}

/// A QR code with the words under it.
#[derive(Debug, Clone)]
pub struct Qr {
    /// What it says to a scanner: an address, with the token of the certificate.
    pub text: String,
    /// What it says to people, who may not scan.
    pub caption: String,
}

/// The last line of every page.
#[derive(Debug, Clone, Default)]
pub struct Footer {
    /// Where the paper can be checked, with its number.
    pub verify: String,
    /// The page count in words, with `{page}` and `{pages}`.
    pub page_of: String,
}

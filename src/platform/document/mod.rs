//! Paper: certificates, letters and QR codes as PDF, with Han type embedded and the same bytes for the same input.
//!
//! [`certificate_sheet`] draws the face of a certificate, [`letter`] every notice, slip and receipt (受理通知书,
//! 一次性告知书, 验收书, 回执). All words come from the caller. Nothing here is round, red or starred: the paper never
//! imitates a state seal, and prints the sentence that says so (`CX-13`).
mod canvas;
mod flow;
mod font;
mod letter;
mod meta;
mod qr;
mod sheet;
mod table;
mod text;

pub use font::Fonts;
pub use letter::{Letter, Part, letter};
pub use meta::{Footer, Meta, Qr};
pub use qr::{qr_path, qr_svg};
pub use sheet::{Orientation, Sheet, certificate_sheet};

#[cfg(test)]
mod tests;

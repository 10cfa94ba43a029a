//! Letters: notices, slips and receipts on upright A4.
use super::{
    canvas::{A4, BRAND, Canvas, INK, INK_2, INK_3, LINE, Style},
    flow::{Align, Flow},
    font::Fonts,
    meta::{Footer, Meta, Qr},
};
use anyhow::Result;
use krilla::tagging::Tag;
use std::num::NonZeroU16;

/// A letter; every word is the caller's. Empty texts and lists are left out.
#[derive(Debug, Clone)]
pub struct Letter {
    /// Description of the file.
    pub meta: Meta,
    /// The body that writes, above the title.
    pub office: String,
    /// Title, such as 受理通知书.
    pub title: String,
    /// Number of the letter, under the title.
    pub number: String,
    /// To whom, with its colon.
    pub addressee: String,
    /// The text.
    pub body: Vec<Part>,
    /// Who signs, a line each, at the right.
    pub signature: Vec<String>,
    /// Day of the letter as words, under the signature.
    pub date: String,
    /// Small print after the signature: remedies, where to ask.
    pub notes: Vec<String>,
    /// The sentence that says what the mark is and is not (`CX-13`).
    pub statement: String,
    /// Code to check the letter with.
    pub qr: Option<Qr>,
    /// Foot of every page.
    pub footer: Footer,
}

/// A part of a letter's text.
#[derive(Debug, Clone)]
pub enum Part {
    /// A paragraph, its first line set in by two characters.
    Paragraph(String),
    /// A small heading.
    Heading(String),
    /// A marker such as `一、` and its text, hanging.
    Item(String, String),
    /// Labels and values.
    Facts(Vec<(String, String)>),
    /// A table: head, rows, and shares of the width.
    Table {
        /// Column titles.
        head: Vec<String>,
        /// Cells by row.
        rows: Vec<Vec<String>>,
        /// One share for each column.
        widths: Vec<f32>,
    },
}

const MARGIN: f32 = 74.0;
const TEXT: Style = Style { size: 12.0, ink: INK, strong: false };
const SMALL: Style = Style { size: 9.0, ink: INK_3, strong: false };
const LEADING: f32 = 1.85;
const QR: f32 = 92.0;

/// The letter as PDF; the same letter always gives the same bytes.
pub fn letter(letter: &Letter, fonts: &Fonts) -> Result<Vec<u8>> {
    let canvas = Canvas::new(fonts, A4);
    let mut flow = Flow::new(canvas, MARGIN, (78.0, A4.1 - 84.0), decorate);
    head(&mut flow, letter);
    for part in &letter.body {
        write(&mut flow, part, letter.meta.indent());
    }
    sign(&mut flow, letter)?;
    flow.foot(&letter.footer, A4.1 - 48.0);
    flow.canvas.finish(&letter.meta)
}

/// A double hairline at the head of every page, a single one above the foot.
fn decorate(canvas: &mut Canvas<'_>) {
    let right = A4.0 - MARGIN;
    canvas.rule((MARGIN, 52.0), (right, 52.0), 0.9, BRAND);
    canvas.rule((MARGIN, 55.0), (right, 55.0), 0.35, BRAND);
    canvas.rule((MARGIN, A4.1 - 64.0), (right, A4.1 - 64.0), 0.4, LINE);
}

fn head(flow: &mut Flow<'_>, letter: &Letter) {
    let centred = |flow: &mut Flow<'_>, text: &str, style: Style, leading: f32, after: f32| {
        if !text.is_empty() {
            flow.paragraph(text, style, Align::Centre, 0.0, leading, Tag::P);
            flow.space(after);
        }
    };
    centred(flow, &letter.office, Style { size: 11.0, ink: INK_2, strong: false }, 1.6, 6.0);
    let title = Style { size: 21.0, ink: INK, strong: true };
    flow.paragraph(&letter.title, title, Align::Centre, 0.0, 1.5, Tag::Hn(NonZeroU16::MIN, None));
    flow.space(4.0);
    centred(flow, &letter.number, Style { size: 10.0, ink: INK_3, strong: false }, 1.6, 0.0);
    flow.space(18.0);
    if !letter.addressee.is_empty() {
        flow.paragraph(&letter.addressee, TEXT, Align::Full, 0.0, LEADING, Tag::P);
        flow.space(2.0);
    }
}

fn write(flow: &mut Flow<'_>, part: &Part, indent: f32) {
    match part {
        Part::Paragraph(text) => {
            flow.paragraph(text, TEXT, Align::Full, indent, LEADING, Tag::P);
            // Where nothing is set in, white space tells the paragraphs apart.
            flow.space(if indent > 0.0 { 0.0 } else { 8.0 });
        }
        Part::Heading(text) => {
            flow.space(8.0);
            flow.ensure(70.0);
            let heading = Style { size: 12.5, ink: INK, strong: true };
            flow.paragraph(text, heading, Align::Full, 0.0, LEADING, Tag::Hn(NonZeroU16::MIN.saturating_add(1), None));
        }
        Part::Item(marker, text) => flow.item(marker, text, TEXT, LEADING),
        Part::Facts(rows) => {
            flow.space(6.0);
            flow.facts(rows, 118.0, 11.0, 5.5);
            flow.space(6.0);
        }
        Part::Table { head, rows, widths } => {
            flow.space(6.0);
            flow.table(head, rows, widths, 10.0);
            flow.space(8.0);
        }
    }
}

/// Code at the left, signature at the right, kept together; then the small print.
fn sign(flow: &mut Flow<'_>, letter: &Letter) -> Result<()> {
    flow.space(26.0);
    let signature = (letter.signature.len() + 1) as f32 * TEXT.size * LEADING;
    let code = if letter.qr.is_some() { QR + 30.0 } else { 0.0 };
    flow.ensure(signature.max(code));
    let top = flow.y;
    let edges = flow.edges;
    if let Some(qr) = &letter.qr {
        let part = flow.canvas.part(Tag::Figure(Some(qr.caption.clone())), None);
        // The quiet zone hangs over the margin, so that the dark corner stands on the edge of the text.
        flow.canvas.qr((edges.0 - 6.0, top), QR, &qr.text, part)?;
        flow.y = top + QR + 1.0;
        flow.edges = (edges.0, edges.0 + 190.0);
        flow.paragraph(&qr.caption, Style { size: 8.0, ..SMALL }, Align::Full, 0.0, 1.5, Tag::Caption);
    }
    let below = flow.y;
    flow.edges = (edges.0 + 200.0, edges.1);
    flow.y = top + if letter.qr.is_some() { 14.0 } else { 0.0 };
    for line in letter.signature.iter().chain(std::iter::once(&letter.date)).filter(|l| !l.is_empty()) {
        flow.paragraph(line, TEXT, Align::Right, 0.0, LEADING, Tag::P);
    }
    flow.edges = edges;
    flow.y = flow.y.max(below) + 16.0;
    for note in letter.notes.iter().chain(std::iter::once(&letter.statement)).filter(|n| !n.is_empty()) {
        flow.paragraph(note, SMALL, Align::Full, 0.0, 1.65, Tag::P);
    }
    Ok(())
}

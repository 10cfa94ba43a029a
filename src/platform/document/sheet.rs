//! Certificate sheets: one framed page, lying or upright, with facts, code, issuer and day.
use super::{
    canvas::{A4, BRAND, BRAND_LINE, Canvas, INK, INK_2, INK_3, Style},
    flow::{Align, Flow},
    font::Fonts,
    meta::{Footer, Meta, Qr},
};
use anyhow::Result;
use krilla::tagging::Tag;
use std::num::NonZeroU16;

/// How the sheet lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Orientation {
    /// 297 mm wide: registration and awards.
    Landscape,
    /// 210 mm wide: service records with many rows.
    Portrait,
}

/// The face of a certificate; every word is the caller's. Empty texts and lists are left out.
#[derive(Debug, Clone)]
pub struct Sheet {
    /// Description of the file.
    pub meta: Meta,
    /// How it lies.
    pub orientation: Orientation,
    /// Name of the certificate.
    pub title: String,
    /// Under the title: 正本, 副本, or the number with its label.
    pub subtitle: String,
    /// A sentence before the facts, such as 兹证明……
    pub lead: String,
    /// Labels and values in the order of the face (`SO-81`, `VO-41`).
    pub rows: Vec<(String, String)>,
    /// Small print under the facts.
    pub notes: Vec<String>,
    /// Who issues, with its label, and further lines at the right.
    pub issuer: Vec<String>,
    /// Day of issue as words.
    pub date: String,
    /// The sentence that says what the mark is and is not (`CX-13`).
    pub statement: String,
    /// Signed token and verify address.
    pub qr: Option<Qr>,
    /// Foot of every page.
    pub footer: Footer,
}

/// Sizes that grow smaller until the facts fit: text, padding of a row.
const FITS: [(f32, f32); 4] = [(12.5, 7.0), (11.5, 5.5), (10.5, 4.0), (9.5, 3.0)];
/// The size where one page cannot hold the facts at any size.
const COMFORTABLE: (f32, f32) = (11.0, 5.0);
const OUTER: f32 = 28.0;
const CODE: f32 = 124.0;
const SIGNED: Style = Style { size: 12.0, ink: INK, strong: false };
const SMALL: Style = Style { size: 8.5, ink: INK_3, strong: false };

/// The certificate as PDF; the same sheet always gives the same bytes.
pub fn certificate_sheet(sheet: &Sheet, fonts: &Fonts) -> Result<Vec<u8>> {
    for fit in FITS {
        let flow = lay_out(sheet, fonts, fit)?;
        if flow.canvas.pages() == 1 {
            return flow.canvas.finish(&sheet.meta);
        }
    }
    lay_out(sheet, fonts, COMFORTABLE)?.canvas.finish(&sheet.meta)
}

fn lay_out<'f>(sheet: &Sheet, fonts: &'f Fonts, (size, pad): (f32, f32)) -> Result<Flow<'f>> {
    let lying = sheet.orientation == Orientation::Landscape;
    let (page, margin) = if lying { ((A4.1, A4.0), 92.0) } else { (A4, 74.0) };
    let mut flow =
        Flow::new(Canvas::new(fonts, page), margin, (if lying { 70.0 } else { 92.0 }, page.1 - 72.0), frames);
    head(&mut flow, sheet);
    let whole = flow.edges;
    let top = flow.y;
    let beside = lying && sheet.qr.is_some();
    if beside {
        flow.edges.1 -= CODE + 44.0;
    }
    if !sheet.lead.is_empty() {
        let style = Style { size: size + 0.5, ink: INK, strong: false };
        flow.paragraph(&sheet.lead, style, Align::Full, sheet.meta.indent(), 1.8, Tag::P);
        flow.space(8.0);
    }
    flow.facts(&sheet.rows, if lying { 112.0 } else { 118.0 }, size, pad);
    let facts_end = flow.y;
    flow.edges = whole;
    if beside && flow.canvas.pages() == 1 {
        flow.y = code(&mut flow, sheet, (whole.1 - CODE, top + 4.0))?.max(facts_end);
    }
    close(&mut flow, sheet, beside)?;
    flow.foot(&sheet.footer, page.1 - 48.0);
    Ok(flow)
}

/// The double hairline around the page.
fn frames(canvas: &mut Canvas<'_>) {
    let (w, h) = canvas.size;
    canvas.frame((OUTER, OUTER), (w - 2.0 * OUTER, h - 2.0 * OUTER), 1.1, BRAND);
    let inner = OUTER + 4.5;
    canvas.frame((inner, inner), (w - 2.0 * inner, h - 2.0 * inner), 0.35, BRAND);
}

fn head(flow: &mut Flow<'_>, sheet: &Sheet) {
    let title = Style { size: 28.0, ink: INK, strong: true };
    flow.paragraph(&sheet.title, title, Align::Centre, 0.0, 1.4, Tag::Hn(NonZeroU16::MIN, None));
    if !sheet.subtitle.is_empty() {
        flow.space(2.0);
        let style = Style { size: 11.0, ink: INK_2, strong: false };
        flow.paragraph(&sheet.subtitle, style, Align::Centre, 0.0, 1.6, Tag::P);
    }
    let middle = f32::midpoint(flow.edges.0, flow.edges.1);
    flow.space(9.0);
    let y = flow.y;
    flow.canvas.rule((middle - 42.0, y), (middle + 42.0, y), 0.7, BRAND_LINE);
    flow.space(15.0);
}

/// Draws the code and its caption at a place; gives the height where it ends.
fn code(flow: &mut Flow<'_>, sheet: &Sheet, (x, y): (f32, f32)) -> Result<f32> {
    let Some(qr) = &sheet.qr else { return Ok(y) };
    let part = flow.canvas.part(Tag::Figure(Some(qr.caption.clone())), None);
    flow.canvas.qr((x, y), CODE, &qr.text, part)?;
    let (edges, before) = (flow.edges, flow.y);
    (flow.edges, flow.y) = ((x - 8.0, x + CODE + 8.0), y + CODE + 2.0);
    flow.paragraph(&qr.caption, SMALL, Align::Centre, 0.0, 1.5, Tag::Caption);
    let end = flow.y;
    (flow.edges, flow.y) = (edges, before);
    Ok(end)
}

/// Issuer and day at the right, the code at the left where it is not beside the facts, small print below; all of it stands
/// on the foot of the page.
fn close(flow: &mut Flow<'_>, sheet: &Sheet, beside: bool) -> Result<()> {
    let lines = sheet.issuer.len() + usize::from(!sheet.date.is_empty());
    let captions = sheet.qr.as_ref().map_or(0, |qr| qr.caption.split('\n').count()) as f32;
    let code_below = sheet.qr.is_some() && !beside;
    let signed = lines as f32 * SIGNED.size * 1.75;
    let block = signed.max(if code_below { CODE + captions * SMALL.size * 1.5 } else { 0.0 });
    let notes = flow.lines_of(sheet.notes.iter().chain(std::iter::once(&sheet.statement)), SMALL) * SMALL.size * 1.6;
    flow.space(10.0);
    flow.ensure(block + notes + 12.0);
    let edges = flow.edges;
    flow.y = flow.y.max(flow.reach.1 - notes - block - 12.0);
    let top = flow.y;
    if code_below {
        code(flow, sheet, (edges.0 - 8.0, top))?;
    }
    flow.edges.0 = edges.0 + CODE + 30.0;
    flow.y = top + (block - signed).max(0.0) * 0.5;
    for line in sheet.issuer.iter().chain(std::iter::once(&sheet.date)).filter(|l| !l.is_empty()) {
        flow.paragraph(line, SIGNED, Align::Right, 0.0, 1.75, Tag::P);
    }
    flow.edges = edges;
    flow.y = top + block + 12.0;
    for note in sheet.notes.iter().chain(std::iter::once(&sheet.statement)).filter(|n| !n.is_empty()) {
        flow.paragraph(note, SMALL, Align::Full, 0.0, 1.6, Tag::P);
    }
    Ok(())
}

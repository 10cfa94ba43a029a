//! The drawing board: pages of text, lines and QR codes, written as a tagged PDF at the end.
use super::{
    font::{Fonts, Loaded},
    meta::Meta,
    qr,
    text::Atom,
};
use anyhow::{Result, anyhow};
use chrono::{Datelike, Timelike};
use krilla::{
    Document, SerializeSettings,
    color::rgb,
    geom::{Path, PathBuilder, Point, Rect},
    metadata::{DateTime, Metadata},
    page::PageSettings,
    paint::{Fill, Stroke},
    surface::Surface,
    tagging::{Artifact, ArtifactType, ContentTag, Identifier, SpanTag, TagGroup, TagKind, TagTree},
    text::{GlyphId, KrillaGlyph},
};
use std::sync::Arc;

/// Width of A4 in points.
pub(super) const A4: (f32, f32) = (595.28, 841.89);

/// A colour of the house.
#[derive(Clone, Copy)]
pub(super) struct Ink(u8, u8, u8);
pub(super) const INK: Ink = Ink(0x14, 0x21, 0x1f);
pub(super) const INK_2: Ink = Ink(0x42, 0x51, 0x4e);
pub(super) const INK_3: Ink = Ink(0x5b, 0x69, 0x66);
pub(super) const BRAND: Ink = Ink(0x0b, 0x5d, 0x57);
pub(super) const BRAND_LINE: Ink = Ink(0xa9, 0xce, 0xc7);
pub(super) const LINE: Ink = Ink(0xc2, 0xce, 0xcb);
const BLACK: Ink = Ink(0, 0, 0);

/// How text looks.
#[derive(Clone, Copy)]
pub(super) struct Style {
    pub(super) size: f32,
    pub(super) ink: Ink,
    /// Drawn with a thin edge of the same colour: the one weight of the font made heavier.
    pub(super) strong: bool,
}

/// Which part of the document's structure a mark belongs to; `None` is decoration that screen readers skip.
pub(super) type Part = Option<usize>;

enum Op {
    Text { x: f32, y: f32, style: Style, atoms: Vec<Atom>, gap: f32, part: Part },
    Line { from: (f32, f32), to: (f32, f32), width: f32, ink: Ink },
    Frame { at: (f32, f32), size: (f32, f32), width: f32, ink: Ink },
    Qr { x: f32, y: f32, size: f32, modules: qr::Modules, part: Part },
}

struct Structure {
    kind: TagKind,
    parent: Option<usize>,
}

/// Pages that grow until they are written.
pub(super) struct Canvas<'f> {
    pub(super) fonts: &'f Fonts,
    /// Width and height of every page in points.
    pub(super) size: (f32, f32),
    pages: Vec<Vec<Op>>,
    parts: Vec<Structure>,
}

impl<'f> Canvas<'f> {
    pub(super) fn new(fonts: &'f Fonts, size: (f32, f32)) -> Self {
        Self { fonts, size, pages: vec![Vec::new()], parts: Vec::new() }
    }

    pub(super) fn pages(&self) -> usize {
        self.pages.len()
    }

    pub(super) fn add_page(&mut self) {
        self.pages.push(Vec::new());
    }

    /// Opens a structure element, such as a paragraph, and gives its number.
    pub(super) fn part(&mut self, kind: impl Into<TagKind>, parent: Part) -> Part {
        self.parts.push(Structure { kind: kind.into(), parent });
        Some(self.parts.len() - 1)
    }

    /// Draws one line of atoms with its baseline at `y`, widening every gap by `gap` em.
    pub(super) fn line_of(&mut self, (x, y): (f32, f32), style: Style, atoms: Vec<Atom>, gap: f32, part: Part) {
        self.push(Op::Text { x, y, style, atoms, gap, part });
    }

    pub(super) fn rule(&mut self, from: (f32, f32), to: (f32, f32), width: f32, ink: Ink) {
        self.push(Op::Line { from, to, width, ink });
    }

    pub(super) fn frame(&mut self, at: (f32, f32), size: (f32, f32), width: f32, ink: Ink) {
        self.push(Op::Frame { at, size, width, ink });
    }

    /// Draws a QR code into a square, quiet zone included.
    pub(super) fn qr(&mut self, (x, y): (f32, f32), size: f32, text: &str, part: Part) -> Result<()> {
        let modules = qr::modules(text)?;
        self.push(Op::Qr { x, y, size, modules, part });
        Ok(())
    }

    /// Draws on a page that was begun earlier.
    pub(super) fn line_on_page(&mut self, page: usize, at: (f32, f32), style: Style, atoms: Vec<Atom>) {
        if let Some(ops) = self.pages.get_mut(page) {
            ops.push(Op::Text { x: at.0, y: at.1, style, atoms, gap: 0.0, part: None });
        }
    }

    fn push(&mut self, op: Op) {
        if let Some(page) = self.pages.last_mut() {
            page.push(op);
        }
    }

    /// Writes the PDF; the same pages and description always give the same bytes.
    pub(super) fn finish(self, meta: &Meta) -> Result<Vec<u8>> {
        let mut document = Document::new_with(SerializeSettings::default());
        let mut marks: Vec<Vec<Identifier>> = self.parts.iter().map(|_| Vec::new()).collect();
        for ops in &self.pages {
            let settings = PageSettings::from_wh(self.size.0, self.size.1).ok_or_else(|| anyhow!("page size"))?;
            let mut page = document.start_page_with(settings);
            let mut surface = page.surface();
            for op in ops {
                let part = op.part();
                let id = surface.start_tagged(tag_of(part));
                draw(&mut surface, self.fonts, op);
                surface.end_tagged();
                if let Some(list) = part.and_then(|p| marks.get_mut(p)) {
                    list.push(id);
                }
            }
            surface.finish();
            page.finish();
        }
        document.set_tag_tree(tree(self.parts, marks, &meta.language));
        document.set_metadata(metadata(meta));
        document.finish().map_err(|e| anyhow!("cannot write the PDF: {e:?}"))
    }
}

impl Op {
    fn part(&self) -> Part {
        match self {
            Self::Text { part, .. } | Self::Qr { part, .. } => *part,
            Self::Line { .. } | Self::Frame { .. } => None,
        }
    }
}

fn tag_of(part: Part) -> ContentTag<'static> {
    match part {
        Some(_) => ContentTag::Span(SpanTag::empty()),
        None => ContentTag::Artifact(Artifact::with_kind(ArtifactType::Layout)),
    }
}

/// Builds the structure from the last element to the first: children come after their parents.
fn tree(parts: Vec<Structure>, marks: Vec<Vec<Identifier>>, language: &str) -> TagTree {
    let mut groups: Vec<Option<TagGroup>> = Vec::with_capacity(parts.len());
    let parents: Vec<Option<usize>> = parts.iter().map(|p| p.parent).collect();
    for (part, marks) in parts.into_iter().zip(marks) {
        let mut group = TagGroup::new(part.kind);
        marks.into_iter().for_each(|id| group.push(id));
        groups.push(Some(group));
    }
    let mut children: Vec<Vec<TagGroup>> = parents.iter().map(|_| Vec::new()).collect();
    let mut roots = Vec::new();
    for at in (0..groups.len()).rev() {
        let Some(mut group) = groups.get_mut(at).and_then(Option::take) else { continue };
        let below = children.get_mut(at).map(std::mem::take).unwrap_or_default();
        below.into_iter().rev().for_each(|child| group.push(child));
        match parents.get(at).copied().flatten().and_then(|p| children.get_mut(p)) {
            Some(siblings) => siblings.push(group),
            None => roots.push(group),
        }
    }
    let mut tree = TagTree::new().with_lang(Some(language.to_owned()));
    roots.into_iter().rev().for_each(|group| tree.push(group));
    tree
}

fn metadata(meta: &Meta) -> Metadata {
    let local = meta.issued.local();
    let part = |n: u32| u8::try_from(n).unwrap_or_default();
    let date = DateTime::new(u16::try_from(local.year()).unwrap_or_default())
        .month(part(local.month()))
        .day(part(local.day()))
        .hour(part(local.hour()))
        .minute(part(local.minute()))
        .second(part(local.second()))
        .utc_offset_hour(8)
        .utc_offset_minute(0);
    Metadata::new()
        .title(meta.title.clone())
        .authors(vec![meta.author.clone()])
        .language(meta.language.clone())
        .creator("Shanzhi".to_owned())
        .producer("Shanzhi".to_owned())
        .creation_date(date)
}

fn draw(surface: &mut Surface<'_>, fonts: &Fonts, op: &Op) {
    match op {
        Op::Text { x, y, style, atoms, gap, .. } => draw_text(surface, fonts, (*x, *y), *style, atoms, *gap),
        Op::Line { from, to, width, ink } => {
            let mut path = PathBuilder::new();
            path.move_to(from.0, from.1);
            path.line_to(to.0, to.1);
            stroke(surface, path.finish(), *width, *ink);
        }
        Op::Frame { at, size, width, ink } => {
            let mut path = PathBuilder::new();
            if let Some(rect) = Rect::from_xywh(at.0, at.1, size.0, size.1) {
                path.push_rect(rect);
            }
            stroke(surface, path.finish(), *width, *ink);
        }
        Op::Qr { x, y, size, modules, .. } => draw_qr(surface, (*x, *y), *size, modules),
    }
}

fn stroke(surface: &mut Surface<'_>, path: Option<Path>, width: f32, ink: Ink) {
    surface.set_fill(None);
    surface.set_stroke(Some(Stroke { paint: color(ink).into(), width, ..Stroke::default() }));
    if let Some(path) = path {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
}

fn draw_qr(surface: &mut Surface<'_>, (x, y): (f32, f32), size: f32, modules: &qr::Modules) {
    let unit = size / (modules.side + 2 * qr::QUIET) as f32;
    let mut path = PathBuilder::new();
    for (column, row, length) in &modules.runs {
        let at = |n: usize| (n + qr::QUIET) as f32 * unit;
        if let Some(rect) = Rect::from_xywh(x + at(*column), y + at(*row), *length as f32 * unit, unit) {
            path.push_rect(rect);
        }
    }
    surface.set_fill(Some(fill(BLACK)));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// Draws atoms from left to right; a run of characters of one font is one piece of text in the file.
fn draw_text(surface: &mut Surface<'_>, fonts: &Fonts, (x, y): (f32, f32), style: Style, atoms: &[Atom], gap: f32) {
    surface.set_fill(Some(fill(style.ink)));
    let edge = Stroke { paint: color(style.ink).into(), width: style.size * 0.022, ..Stroke::default() };
    surface.set_stroke(style.strong.then_some(edge));
    let mut at = x;
    let mut run = Run::default();
    for (i, atom) in atoms.iter().enumerate() {
        let last = i + 1 == atoms.len();
        for c in atom.text.chars() {
            if let Some(glyph) = fonts.glyph(c) {
                if run.face.as_ref().is_some_and(|f| !Arc::ptr_eq(f, &glyph.face)) {
                    at += run.draw(surface, (at, y), style.size);
                }
                run.face.get_or_insert(glyph.face);
                run.push(c, u32::from(glyph.id), glyph.advance);
            }
        }
        if !last {
            match fonts.glyph(' ').filter(|g| atom.blank > 0.0 && run.is_of(&g.face)) {
                Some(blank) => run.push(' ', u32::from(blank.id), atom.blank + gap),
                None => run.widen(atom.blank + gap),
            }
        }
    }
    run.draw(surface, (at, y), style.size);
    surface.set_stroke(None);
}

#[derive(Default)]
struct Run {
    face: Option<Arc<Loaded>>,
    text: String,
    glyphs: Vec<KrillaGlyph>,
}

impl Run {
    fn is_of(&self, face: &Arc<Loaded>) -> bool {
        self.face.as_ref().is_some_and(|f| Arc::ptr_eq(f, face))
    }

    fn push(&mut self, c: char, id: u32, advance: f32) {
        let from = self.text.len();
        self.text.push(c);
        let range = from..self.text.len();
        self.glyphs.push(KrillaGlyph::new(GlyphId::new(id), advance, 0.0, 0.0, 0.0, range, None));
    }

    /// Leaves more room behind the last character.
    fn widen(&mut self, by: f32) {
        if let Some(glyph) = self.glyphs.last_mut() {
            glyph.x_advance += by;
        }
    }

    /// Draws and empties the run; gives its width in points.
    fn draw(&mut self, surface: &mut Surface<'_>, (x, y): (f32, f32), size: f32) -> f32 {
        let run = std::mem::take(self);
        let width: f32 = run.glyphs.iter().map(|g| g.x_advance).sum::<f32>() * size;
        if let Some(face) = run.face.filter(|_| !run.glyphs.is_empty()) {
            surface.draw_glyphs(Point::from_xy(x, y), &run.glyphs, face.font.clone(), &run.text, size, false);
        }
        width
    }
}

fn color(ink: Ink) -> rgb::Color {
    rgb::Color::new(ink.0, ink.1, ink.2)
}

fn fill(ink: Ink) -> Fill {
    Fill { paint: color(ink).into(), ..Fill::default() }
}

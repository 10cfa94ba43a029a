//! Flow: blocks one under the other, over as many pages as they need.
use super::{
    canvas::{Canvas, INK_3, Part, Style},
    meta::Footer,
    text::{Atom, line_width, lines, width},
};
use krilla::tagging::{Tag, TagKind};

/// Where a line stands between its edges.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Align {
    /// From the left edge, last line ragged, others to the right edge where gaps stay small.
    Full,
    Centre,
    Right,
}

/// A wider gap than this between characters would read as a blank.
const MOST_GAP: f32 = 0.08;

pub(super) struct Flow<'f> {
    pub(super) canvas: Canvas<'f>,
    /// Left and right edge in points.
    pub(super) edges: (f32, f32),
    /// First and last usable height of a page in points.
    pub(super) reach: (f32, f32),
    /// Where the next block begins.
    pub(super) y: f32,
    /// Drawn on every page first.
    decorate: fn(&mut Canvas<'f>),
}

impl<'f> Flow<'f> {
    pub(super) fn new(mut canvas: Canvas<'f>, margin: f32, reach: (f32, f32), decorate: fn(&mut Canvas<'f>)) -> Self {
        let edges = (margin, canvas.size.0 - margin);
        decorate(&mut canvas);
        Self { canvas, edges, reach, y: reach.0, decorate }
    }

    pub(super) fn space(&mut self, points: f32) {
        self.y += points;
    }

    pub(super) fn room(&self) -> f32 {
        self.reach.1 - self.y
    }

    /// Begins a new page where less than this height is left.
    pub(super) fn ensure(&mut self, height: f32) -> bool {
        let full = self.room() < height && self.y > self.reach.0;
        if full {
            self.canvas.add_page();
            (self.decorate)(&mut self.canvas);
            self.y = self.reach.0;
        }
        full
    }

    /// Where the letters of a line stand that begins at the present height.
    pub(super) fn baseline(&self, size: f32, leading: f32) -> f32 {
        self.y + size * (leading - 1.0) / 2.0 + size * 0.88
    }

    /// A paragraph of one or several lines; `indent` in em before its first line.
    pub(super) fn paragraph(
        &mut self,
        text: &str,
        style: Style,
        align: Align,
        indent: f32,
        leading: f32,
        kind: impl Into<TagKind>,
    ) {
        let part = self.canvas.part(kind, None);
        let column = (self.edges.0, self.edges.1);
        for block in text.split('\n') {
            self.block(block, style, align, (column, indent), leading, part);
        }
    }

    /// A numbered item: the marker hangs before the text.
    pub(super) fn item(&mut self, marker: &str, text: &str, style: Style, leading: f32) {
        let part = self.canvas.part(Tag::P, None);
        self.ensure(style.size * leading);
        let marker = lines(self.canvas.fonts, marker, 99.0, 99.0).into_iter().next().unwrap_or_default();
        let hang = (line_width(&marker) + 0.4).max(2.0) * style.size;
        let baseline = self.baseline(style.size, leading);
        self.canvas.line_of((self.edges.0, baseline), style, marker, 0.0, part);
        let column = (self.edges.0 + hang, self.edges.1);
        self.block(text, style, Align::Full, (column, 0.0), leading, part);
    }

    fn block(
        &mut self,
        text: &str,
        style: Style,
        align: Align,
        (column, indent): ((f32, f32), f32),
        leading: f32,
        part: Part,
    ) {
        let em = (column.1 - column.0) / style.size;
        let broken = lines(self.canvas.fonts, text, em - indent, em);
        let count = broken.len();
        for (i, line) in broken.into_iter().enumerate() {
            // Two lines stay together at the foot and at the head of a page.
            let keep = if i == 0 && count > 1 || i + 2 == count { 2.0 } else { 1.0 };
            self.ensure(style.size * leading * keep);
            let baseline = self.baseline(style.size, leading);
            let (room, before) = if i == 0 { (em - indent, indent) } else { (em, 0.0) };
            let (shift, gap) = place(&line, room, align, i + 1 == count);
            self.canvas.line_of((column.0 + (before + shift) * style.size, baseline), style, line, gap, part);
            self.y += style.size * leading;
        }
    }

    /// How many lines these paragraphs take, empty ones not counted.
    pub(super) fn lines_of<'t>(&self, texts: impl Iterator<Item = &'t String>, style: Style) -> f32 {
        let em = (self.edges.1 - self.edges.0) / style.size;
        let count = |t: &str| t.split('\n').map(|b| lines(self.canvas.fonts, b, em, em).len()).sum::<usize>();
        texts.filter(|t| !t.is_empty()).map(|t| count(t)).sum::<usize>() as f32
    }

    /// Writes address and page number at the foot of every page, once their number is known.
    pub(super) fn foot(&mut self, footer: &Footer, y: f32) {
        let style = Style { size: 8.0, ink: INK_3, strong: false };
        let pages = self.canvas.pages();
        for page in 0..pages {
            let number =
                footer.page_of.replace("{page}", &(page + 1).to_string()).replace("{pages}", &pages.to_string());
            let right = self.edges.1 - width(self.canvas.fonts, &number) * style.size;
            for (x, text) in [(self.edges.0, &footer.verify), (right, &number)] {
                let line = lines(self.canvas.fonts, text, 999.0, 999.0).into_iter().next().unwrap_or_default();
                self.canvas.line_on_page(page, (x, y), style, line);
            }
        }
    }
}

/// How far a line is moved and its gaps are widened, both in em.
fn place(line: &[Atom], room: f32, align: Align, last: bool) -> (f32, f32) {
    let free = room - line_width(line);
    match align {
        Align::Centre => (free / 2.0, 0.0),
        Align::Right => (free, 0.0),
        Align::Full if last || line.len() < 2 => (0.0, 0.0),
        Align::Full => {
            let gap = free / (line.len() - 1) as f32;
            (0.0, if gap <= MOST_GAP { gap.max(0.0) } else { 0.0 })
        }
    }
}

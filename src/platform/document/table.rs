//! Tables: facts in two columns, and rows under a head that every page repeats.
use super::{
    canvas::{INK, INK_2, INK_3, Ink, LINE, Part, Style},
    flow::Flow,
    text::{Atom, line_width, lines},
};
use krilla::tagging::{TableHeaderScope, Tag, TagKind};

/// Line height of a cell, as a multiple of its size.
const LEADING: f32 = 1.5;
/// Points kept free at the right of every cell.
const GUTTER: f32 = 12.0;
/// Points above and below the text of a table's row.
const PAD: f32 = 5.0;

/// One cell of a row.
struct Cell<'a> {
    text: &'a str,
    /// Width of its column in points.
    points: f32,
    style: Style,
    /// Numbers stand at the right.
    right: bool,
    kind: TagKind,
}

impl Flow<'_> {
    /// Two columns, label and value, with hairlines between the rows; `label` is the width of the first in points.
    pub(super) fn facts(&mut self, rows: &[(String, String)], label: f32, size: f32, pad: f32) {
        let table = self.canvas.part(Tag::Table, None);
        let value = self.edges.1 - self.edges.0 - label;
        for (i, (name, text)) in rows.iter().enumerate() {
            let name = Cell {
                text: name,
                points: label,
                style: plain(size, INK_3),
                right: false,
                kind: Tag::TH(TableHeaderScope::Row).into(),
            };
            let text = Cell { text, points: value, style: plain(size, INK), right: false, kind: Tag::TD.into() };
            self.row(&[name, text], pad, table);
            if i + 1 < rows.len() {
                self.hairline(0.4, LINE);
            }
        }
    }

    /// A table whose head is repeated on every page; `widths` are shares of the whole width.
    pub(super) fn table(&mut self, head: &[String], rows: &[Vec<String>], widths: &[f32], size: f32) {
        let table = self.canvas.part(Tag::Table, None);
        let unit = (self.edges.1 - self.edges.0) / widths.iter().sum::<f32>().max(0.01);
        let columns: Vec<(f32, bool)> =
            widths.iter().enumerate().map(|(i, w)| (w * unit, is_numeric(rows, i))).collect();
        self.ensure(size * 6.0);
        self.head(head, &columns, size, table);
        for texts in rows {
            let cells: Vec<Cell<'_>> = texts
                .iter()
                .zip(&columns)
                .map(|(text, (points, right))| Cell {
                    text,
                    points: *points,
                    style: plain(size, INK),
                    right: *right,
                    kind: Tag::TD.into(),
                })
                .collect();
            if self.ensure(self.height(&cells, PAD)) {
                self.head(head, &columns, size, None);
            }
            self.row(&cells, PAD, table);
            self.hairline(0.4, LINE);
        }
    }

    fn head(&mut self, head: &[String], columns: &[(f32, bool)], size: f32, table: Part) {
        let style = Style { strong: true, ..plain(size, INK_2) };
        let cells: Vec<Cell<'_>> = head
            .iter()
            .zip(columns)
            .map(|(text, (points, right))| Cell {
                text,
                points: *points,
                style,
                right: *right,
                kind: Tag::TH(TableHeaderScope::Column).into(),
            })
            .collect();
        self.row(&cells, PAD, table);
        self.hairline(0.8, INK_2);
    }

    fn hairline(&mut self, width: f32, ink: Ink) {
        let (edges, y) = (self.edges, self.y);
        self.canvas.rule((edges.0, y), (edges.1, y), width, ink);
    }

    fn height(&self, cells: &[Cell<'_>], pad: f32) -> f32 {
        let of = |c: &Cell<'_>| self.broken(c).len() as f32 * c.style.size * LEADING;
        cells.iter().map(of).fold(0.0, f32::max) + 2.0 * pad
    }

    fn broken(&self, cell: &Cell<'_>) -> Vec<Vec<Atom>> {
        let em = (cell.points - GUTTER) / cell.style.size;
        cell.text.split('\n').flat_map(|t| lines(self.canvas.fonts, t, em, em)).collect()
    }

    /// Draws a row line by line, so that one longer than a page goes on over the next.
    fn row(&mut self, cells: &[Cell<'_>], pad: f32, table: Part) {
        self.ensure(self.height(cells, pad).min(self.reach.1 - self.reach.0));
        self.space(pad);
        let row = table.and_then(|_| self.canvas.part(Tag::TR, table));
        let parts: Vec<Part> = cells.iter().map(|c| row.and_then(|_| self.canvas.part(c.kind.clone(), row))).collect();
        let mut columns: Vec<_> = cells.iter().map(|c| self.broken(c).into_iter()).collect();
        let step = cells.iter().map(|c| c.style.size).fold(0.0, f32::max) * LEADING;
        for _ in 0..columns.iter().map(ExactSizeIterator::len).max().unwrap_or(0) {
            self.ensure(step);
            let mut x = self.edges.0;
            for ((cell, part), column) in cells.iter().zip(&parts).zip(&mut columns) {
                if let Some(line) = column.next() {
                    let free = cell.points - GUTTER - line_width(&line) * cell.style.size;
                    let at = (x + if cell.right { free } else { 0.0 }, self.baseline(cell.style.size, LEADING));
                    self.canvas.line_of(at, cell.style, line, 0.0, *part);
                }
                x += cell.points;
            }
            self.space(step);
        }
        self.space(pad);
    }
}

fn plain(size: f32, ink: Ink) -> Style {
    Style { size, ink, strong: false }
}

/// Whether a column holds numbers only.
fn is_numeric(rows: &[Vec<String>], column: usize) -> bool {
    let number = |t: &String| t.is_empty() || t.chars().all(|c| c.is_ascii_digit() || ",.%-".contains(c));
    let mut cells = rows.iter().filter_map(|r| r.get(column)).peekable();
    cells.peek().is_some() && cells.all(number)
}

//! From bytes to cells: CSV in UTF-8 or GB 18030, and the first sheet of an XLSX workbook.
use super::{columns::Lexicon, model::Column};
use crate::platform::files::inspect::Format;
use calamine::{DataRef, Reader};
use std::{collections::BTreeMap, io::Cursor};

/// The most rows of one table.
pub(super) const MOST_ROWS: usize = 50_000;
/// The most columns that are looked at.
const MOST_COLUMNS: usize = 200;

/// One row: its line in the file, and a cell for each column of the table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Row {
    pub line: i64,
    pub cells: Vec<String>,
}

/// A table with known headings.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Table {
    /// What each column is; nothing for one that is not ours, which is left out.
    pub columns: Vec<Option<Column>>,
    /// Headings nobody knows.
    pub unknown: Vec<String>,
    /// Headings that stand twice.
    pub twice: Vec<Column>,
    pub rows: Vec<Row>,
}

/// Why there is no table at all: the field error `import-…`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unreadable {
    /// Neither UTF-8 nor GB 18030.
    Encoding,
    /// A workbook or text that cannot be read to its end.
    Broken,
    /// No row under the heading.
    Empty,
    /// Too many rows.
    TooLong,
    /// No heading with code and name.
    NoHeading,
}

impl Unreadable {
    /// The key of the field error.
    pub(super) const fn key(self) -> &'static str {
        match self {
            Self::Encoding => "import-encoding",
            Self::Broken => "import-broken",
            Self::Empty => "import-empty",
            Self::TooLong => "import-too-long",
            Self::NoHeading => "import-no-heading",
        }
    }
}

/// Reads a table; takes time in proportion to its size.
pub(super) fn table(bytes: &[u8], format: Format, lexicon: &Lexicon) -> Result<Table, Unreadable> {
    let mut rows = match format {
        Format::Xlsx => sheet(bytes)?,
        _ => text(bytes)?,
    }
    .into_iter();
    // A title above the heading is common in offices' own tables.
    let head = rows.by_ref().take(10).find(|row| is_heading(row, lexicon)).ok_or(Unreadable::NoHeading)?;
    let mut table = headings(&head.cells, lexicon);
    for row in rows {
        if row.cells.iter().all(|c| c.trim().is_empty()) {
            continue;
        }
        if table.rows.len() >= MOST_ROWS {
            return Err(Unreadable::TooLong);
        }
        table.rows.push(row);
    }
    if table.rows.is_empty() { Err(Unreadable::Empty) } else { Ok(table) }
}

fn is_heading(row: &Row, lexicon: &Lexicon) -> bool {
    let has = |column| row.cells.iter().any(|c| lexicon.heading(c) == Some(column));
    has(Column::CreditCode) && has(Column::Name)
}

fn headings(cells: &[String], lexicon: &Lexicon) -> Table {
    let mut table = Table { columns: Vec::new(), unknown: Vec::new(), twice: Vec::new(), rows: Vec::new() };
    for cell in cells.iter().take(MOST_COLUMNS) {
        let column = lexicon.heading(cell);
        match column {
            Some(known) if table.columns.contains(&column) => table.twice.push(known),
            None if !cell.trim().is_empty() => table.unknown.push(cell.chars().take(40).collect()),
            _ => {}
        }
        table.columns.push(column);
    }
    table
}

/// UTF-8 with or without its mark, else GB 18030, which spreadsheets of Chinese systems still write.
fn decode(bytes: &[u8]) -> Result<String, Unreadable> {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let text = encoding_rs::GB18030.decode_without_bom_handling_and_without_replacement(bytes);
    text.map(std::borrow::Cow::into_owned).ok_or(Unreadable::Encoding)
}

fn text(bytes: &[u8]) -> Result<Vec<Row>, Unreadable> {
    let text = decode(bytes)?;
    let first = text.lines().take(10).collect::<String>();
    let count = |c: char| first.matches(c).count();
    let delimiter = [',', '\t', ';'].into_iter().max_by_key(|c| count(*c)).unwrap_or(',');
    let delimiter = u8::try_from(delimiter).unwrap_or(b',');
    let mut reader =
        csv::ReaderBuilder::new().has_headers(false).flexible(true).delimiter(delimiter).from_reader(text.as_bytes());
    let mut out = Vec::new();
    // The reader counts empty lines to the row after them: where a row begins is counted here.
    let (bytes, mut at, mut line) = (text.as_bytes(), 0, 1i64);
    for record in reader.records() {
        let record = record.map_err(|_| Unreadable::Broken)?;
        let from = record.position().map_or(at, |p| usize::try_from(p.byte()).unwrap_or(at));
        let empty = bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count());
        let breaks = bytes.get(at..from + empty).map_or(0, |part| part.iter().filter(|b| **b == b'\n').count());
        line += i64::try_from(breaks).unwrap_or(0);
        at = from + empty;
        if out.len() > MOST_ROWS + 10 {
            return Err(Unreadable::TooLong);
        }
        out.push(Row { line, cells: record.iter().take(MOST_COLUMNS).map(bare).collect() });
    }
    Ok(out)
}

/// A cell without the mark that keeps spreadsheets from taking it for a formula, as exports write it.
fn bare(cell: &str) -> String {
    let rest = cell.strip_prefix('\'').filter(|rest| rest.starts_with(['=', '+', '-', '@', '\t']));
    rest.unwrap_or(cell).to_owned()
}

/// Cell by cell, so that one cell at the far end of a sheet costs no more than any other.
fn sheet(bytes: &[u8]) -> Result<Vec<Row>, Unreadable> {
    let mut book = calamine::Xlsx::new(Cursor::new(bytes)).map_err(|_| Unreadable::Broken)?;
    let name = book.sheet_names().first().cloned().ok_or(Unreadable::Empty)?;
    let mut reader = book.worksheet_cells_reader(&name).map_err(|_| Unreadable::Broken)?;
    let mut out: BTreeMap<i64, Vec<String>> = BTreeMap::new();
    while let Some(found) = reader.next_cell().map_err(|_| Unreadable::Broken)? {
        let ((row, column), text) = (found.get_position(), cell(found.get_value()));
        let Some(column) = usize::try_from(column).ok().filter(|n| *n < MOST_COLUMNS && !text.is_empty()) else {
            continue;
        };
        let cells = out.entry(i64::from(row) + 1).or_default();
        if cells.len() <= column {
            cells.resize(column + 1, String::new());
        }
        if let Some(place) = cells.get_mut(column) {
            *place = text;
        }
        if out.len() > MOST_ROWS + 10 {
            return Err(Unreadable::TooLong);
        }
    }
    Ok(out.into_iter().map(|(line, cells)| Row { line, cells }).collect())
}

/// A cell as a person reads it: days as days, whole numbers without a fraction.
fn cell(data: &DataRef<'_>) -> String {
    match data {
        DataRef::DateTime(at) => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.chars().take(10).collect(),
        DataRef::String(text) => text.clone(),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Int(n) => n.to_string(),
        DataRef::Float(n) => n.to_string(),
        DataRef::Bool(yes) => yes.to_string(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::i18n::Words;

    fn read(bytes: &[u8], format: Format) -> Result<Table, Unreadable> {
        table(bytes, format, &Lexicon::of(&Words::load().unwrap()))
    }

    const TEXT: &str =
        "全市社会组织清单\n统一社会信用代码,名称,备注\n52510903XXXX00019L,\"遂宁市\n听荷\",x\n\n,,\n\nB,乙,\n";

    #[test]
    fn utf_8_and_gb_18030_give_the_same_rows_with_their_lines() {
        let utf8 = read(TEXT.as_bytes(), Format::Csv).unwrap();
        assert_eq!(utf8.columns, [Some(Column::CreditCode), Some(Column::Name), None]);
        assert_eq!(utf8.unknown, ["备注"]);
        assert_eq!(utf8.rows.iter().map(|r| r.line).collect::<Vec<_>>(), [3, 8]);
        let gb = encoding_rs::GB18030.encode(TEXT).0;
        assert_eq!(read(&gb, Format::Csv).unwrap(), utf8);
        let tabs = TEXT.replace(',', "\t");
        assert_eq!(read(tabs.as_bytes(), Format::Csv).unwrap().columns, utf8.columns);
    }

    #[test]
    fn what_is_no_table_is_told_apart() {
        assert_eq!(read(b"\xff\xff\xff", Format::Csv), Err(Unreadable::Encoding));
        assert_eq!(read("名称\n甲".as_bytes(), Format::Csv), Err(Unreadable::NoHeading));
        assert_eq!(read("credit_code,name\n,\n".as_bytes(), Format::Csv), Err(Unreadable::Empty));
        assert_eq!(read(b"PK\x03\x04nonsense", Format::Xlsx), Err(Unreadable::Broken));
        let long = format!("credit_code,name\n{}", "A,B\n".repeat(MOST_ROWS + 1));
        assert_eq!(read(long.as_bytes(), Format::Csv), Err(Unreadable::TooLong));
    }

    #[test]
    fn a_workbook_gives_days_as_days_and_numbers_without_a_fraction() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2024, 4, 18).unwrap();
        let format = rust_xlsxwriter::Format::new().set_num_format("yyyy-mm-dd");
        for (n, head) in ["credit_code", "name", "founded_on", "capital"].into_iter().enumerate() {
            sheet.write(0, u16::try_from(n).unwrap(), head).unwrap();
        }
        sheet.write(2, 0, "52510903XXXX00019L").unwrap();
        sheet.write(2, 1, "𠮷祥").unwrap();
        sheet.write_with_format(2, 2, &day, &format).unwrap();
        sheet.write(2, 3, 30_000).unwrap();
        let table = read(&book.save_to_buffer().unwrap(), Format::Xlsx).unwrap();
        assert_eq!(
            table.rows,
            [Row {
                line: 3, cells: ["52510903XXXX00019L", "𠮷祥", "2024-04-18", "30000"].map(str::to_owned).to_vec()
            }]
        );
    }
}

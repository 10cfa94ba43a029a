//! The register as a table with the columns an import takes, and the empty table to begin with.
use super::model::Column;
use crate::{
    kernel::refusal::Result,
    registry::organization::{Organization, pages::safe},
    web::Cx,
};
use rust_xlsxwriter::{Format, Workbook};

/// The forms a table comes in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    Csv,
    Xlsx,
}

impl Form {
    /// Its media type.
    pub(super) const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Its extension.
    pub(super) const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Xlsx => "xlsx",
        }
    }
}

/// The columns of the empty table: all; of an export: those that may travel.
pub(super) fn columns(is_template: bool) -> Vec<Column> {
    Column::ALL.iter().copied().filter(|c| is_template || !c.is_internal()).collect()
}

/// The heading of a column in the reader's language.
pub(super) fn heading(cx: &Cx, column: Column) -> String {
    cx.say(&format!("import-column-{}", column.word().replace('_', "-")))
}

/// The cell of an organization: words of programs for what is a choice, so that a table read back says the same.
fn cell(o: &Organization, column: Column) -> String {
    match column {
        Column::CreditCode => o.credit_code.clone(),
        Column::Name => o.name.clone(),
        Column::NameEn => o.name_en.clone().unwrap_or_default(),
        Column::Kind => o.kind.word().into(),
        Column::Form => o.form.clone(),
        Column::Category => o.category.word().into(),
        Column::Mode => o.mode.word().into(),
        Column::Status => o.status.word().into(),
        Column::Grade => o.grade.map(|g| g.word().to_owned()).unwrap_or_default(),
        Column::IsCharity => if o.is_charity { "yes" } else { "no" }.into(),
        Column::Division => o.division.clone(),
        Column::Domicile => o.domicile.clone(),
        Column::LegalRepresentative => o.legal_representative.clone(),
        Column::Capital => format!("{}.{:02}", o.capital.fen() / 100, o.capital.fen() % 100),
        Column::Purpose => o.purpose.clone(),
        Column::Scope => o.scope.clone(),
        Column::Area => o.others.0.area.clone(),
        Column::Sponsor => o.others.0.sponsor.clone(),
        Column::FoundedOn => o.founded_on.to_string(),
        Column::CertificateNo => o.certificate_no.clone(),
        Column::ValidUntil => o.valid_until.map(|d| d.to_string()).unwrap_or_default(),
        Column::ContactPhone => o.contact_phone.clone(),
        Column::ContactEmail => o.contact_email.clone(),
    }
}

/// A file with a heading and a row for each organization.
pub(super) fn file(form: Form, headings: &[String], columns: &[Column], rows: &[Organization]) -> Result<Vec<u8>> {
    match form {
        Form::Csv => {
            let fault = |e: csv::Error| anyhow::anyhow!(e);
            let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
            out.write_record(headings).map_err(fault)?;
            for o in rows {
                out.write_record(columns.iter().map(|c| safe(&cell(o, *c)))).map_err(fault)?;
            }
            Ok(out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?)
        }
        Form::Xlsx => Ok(workbook(headings, columns, rows).map_err(|e| anyhow::anyhow!(e))?),
    }
}

/// Every cell is text, so that no spreadsheet turns a code into a number or a name into a formula.
fn workbook(
    headings: &[String],
    columns: &[Column],
    rows: &[Organization],
) -> std::result::Result<Vec<u8>, rust_xlsxwriter::XlsxError> {
    let mut book = Workbook::new();
    let bold = Format::new().set_bold();
    let text = Format::new().set_num_format("@");
    let sheet = book.add_worksheet();
    sheet.set_freeze_panes(1, 0)?;
    for (n, heading) in (0u16..).zip(headings) {
        sheet.set_column_format(n, &text)?;
        sheet.set_column_width(n, 18)?;
        sheet.write_string_with_format(0, n, heading, &bold)?;
    }
    for (line, o) in (1u32..).zip(rows) {
        for (n, column) in (0u16..).zip(columns) {
            sheet.write_string(line, n, cell(o, *column))?;
        }
    }
    book.save_to_buffer()
}

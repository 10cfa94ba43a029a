//! Page contexts of the annual report.
mod lists;
mod one;

pub use lists::{
    Chart, Choice, DeskPage, Key, Mark, OrganizationReportsPage, ResultRow, SeasonPage, Stat, Table, Task, Year,
};
#[cfg(test)]
pub(super) use one::sample_report;
pub use one::{
    Block, CheckPage, DefectLine, FieldLine, FigureLine, FileLine, Head, Line, Place, ReceiptPage, ReportPage,
    SectionPage, TaskLine,
};

//! Page contexts of the annual report.
mod check;
mod lists;
mod parts;
mod receipt;
mod report;
mod section;

pub use check::CheckPage;
pub use lists::{
    Chart, Choice, DeskPage, Key, Mark, OrganizationReportsPage, ResultRow, SeasonPage, Stat, Table, Task, Year,
};
#[cfg(test)]
pub(super) use parts::sample_report;
pub use parts::{Block, DefectLine, FigureLine, FileLine, Head, Line, Place, TaskLine};
pub use receipt::ReceiptPage;
pub use report::ReportPage;
pub use section::{FieldLine, SectionPage};

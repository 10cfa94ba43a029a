//! Page contexts of the grade assessment.
mod case;
mod lists;

pub use case::{ActLine, CheckLine, EditPage, FileLine, Head, IndicatorLine, PartLine, Place, SheetLine, ShowPage};
pub use lists::{
    CaseLine, Choice, DeskPage, GradesPage, NewPage, Office, OrganizationGradesPage, RoundLine, RoundPage, RoundsPage,
    Row, Table, Task,
};

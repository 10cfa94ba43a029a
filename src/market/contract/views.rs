//! Page contexts of contracts.
mod case;
mod lists;
mod may;
mod parts;
mod viewer;

pub use case::CasePage;
pub use lists::{DeskPage, DraftPage, ListPage, SidePage, Task};
pub use may::May;
pub use parts::{AcceptanceView, EvaluationView, FileView, PaymentView, ReportView, StageView, SupplementView};
pub use viewer::{Head, Viewer};

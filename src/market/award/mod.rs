//! Award 定标: the buyer fixes the winner in order of candidates, another person publishes the result.
//!
//! ```text
//! priced --fix (PR-42, 5 working days)--> fixed --publish (PR-43, 2 working days)--> result --> contract
//! result --winner does not sign (PR-100)--> priced: the next candidate may be fixed
//! ```
pub mod actions;
pub mod api;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
pub(crate) mod rules;
mod store;
pub mod views;

pub use actions::forfeit;
pub use model::{Award, Deviation};
pub use rules::fix_by;
pub use store::{all_for_tender, find_for_tender};

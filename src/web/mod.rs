//! The HTTP edge: who asks, what they sent, and how they are answered. It names no feature.
pub mod api;
pub mod assets;
pub mod body;
pub mod cx;
pub mod describe;
pub mod drawn;
pub mod errors;
pub mod form;
pub mod health;
pub mod kept;
pub mod left;
pub mod limits;
pub mod once;
pub mod page;
pub mod paging;
pub mod session;
mod summary;

pub use cx::{App, Cx};
pub use errors::{Failure, Outcome};
pub use form::{Fields, Filled, Submitted};
pub use left::Left;
pub use once::Reply;
pub use page::View;

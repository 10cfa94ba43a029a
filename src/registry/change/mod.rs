//! Change of registered items 变更登记 and approval of an amended charter 章程核准, from an officer's draft to the new
//! certificate (`SO-90`–`SO-93`, `SO-75`, `SO-82`; 行政许可法 art. 32, 38, 42, 49). Its course is that of every
//! [`case`](super::case); an approval writes register, certificate and announcement.
pub mod actions;
pub mod api;
mod content;
pub mod forms;
mod judge;
mod matter;
pub mod pages;
mod rules;
pub mod views;

pub use content::Content;

/// A change as its row has it.
pub type Change = super::case::Case<Content>;

//! Cancellation 注销登记: from the ending event through liquidation to the struck-off entry (`SO-94`–`SO-100`;
//! 社会团体登记管理条例 art. 19–23; 民办非企业单位登记管理暂行条例 art. 16–18; 慈善法 art. 18). Its course is that of every
//! [`case`](super::case): creditors are called before it is handed in, and there is no activity but liquidation
//! meanwhile (`SO-95`); an approval strikes the organization off, withdraws its certificate and announces it.
pub mod actions;
pub mod api;
mod content;
pub mod forms;
mod matter;
pub mod pages;
mod rules;
pub mod views;

pub use content::{Content, EndingGround};

/// A cancellation as its row has it.
pub type Cancellation = super::case::Case<Content>;

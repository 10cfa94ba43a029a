//! What an administrator sees 系统管理: people and roles, work that failed, limits. No business decision (`domain.md` 13).
pub mod pages;
mod store;
pub mod views;

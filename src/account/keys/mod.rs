//! API keys 接口密钥: long-lived, scoped, shown once and kept as a hash. A key is a session of its own kind.
mod actions;
pub mod pages;
mod store;
pub mod views;

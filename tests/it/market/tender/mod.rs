//! Tenders through HTTP.
mod publish;

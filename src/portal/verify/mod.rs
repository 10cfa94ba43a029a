//! Verification 核验: whether a certificate, a receipt or a credit code is genuine and still holds (`CX-13`, `CX-14`).
mod lookup;
pub mod pages;
mod store;
pub mod views;

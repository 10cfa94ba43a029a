//! Payments 支付: asked for by finance against accepted value, confirmed by another person with the treasury's voucher
//! 国库支付凭证 (`PR-64`, `PR-104`). What is paid never exceeds what was accepted: claims are compare-and-set on the
//! acceptance, a CHECK of the table holds them, and the double entries of [`crate::market::money`] hold them again.
//!
//! ```text
//! prepared --confirm--> confirmed        prepared --withdraw--> withdrawn
//! ```
pub mod actions;
pub mod api;
pub mod forms;
mod model;
pub mod pages;
mod store;
pub mod views;
pub mod vouchers;

pub use model::{NewPayment, Payment, PaymentEvent, PaymentId, PaymentState, Request};
pub use store::{find_by_no, insert_many, of_contract, of_organization, paid_total, prepared};

//! From the award to the last payment, by everybody who has a part in it.
pub mod cast;
mod journey;
mod payment;

//! Pure words of the house: no I/O, no HTTP, no SQL statements.
pub mod actor;
pub mod calendar;
pub mod column;
pub mod credit_code;
pub mod division;
pub mod identity;
pub mod input;
pub mod money;
pub mod period;
pub mod random;
pub mod ratio;
pub mod refusal;
pub mod state;
pub mod text;
pub mod time;

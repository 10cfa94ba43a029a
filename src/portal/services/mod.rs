//! What one can do here 办事, by who one is: with its limit, what to have at hand, and the way into the journey.
pub mod pages;
pub mod views;

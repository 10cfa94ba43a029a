//! Pages that stand still: about this place, and wings that are still to come.
pub mod pages;
pub mod views;

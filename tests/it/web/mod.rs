//! The HTTP edge.
mod drawn;
mod slow;

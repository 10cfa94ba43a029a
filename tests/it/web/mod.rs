//! The HTTP edge.
mod slow;

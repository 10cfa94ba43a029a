//! Vectors of `domain.md` 12.1–12.4 and 13.

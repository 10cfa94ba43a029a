//! Communities 社区: where organizations land, and the fund that helps them (`domain.md` 2.19, 2.20).
pub mod fund;

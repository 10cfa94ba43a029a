//! Registry 登记: organizations apply, are registered, and stand in the public directory.
pub mod organization;

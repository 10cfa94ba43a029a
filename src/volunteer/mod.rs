//! Volunteering 志愿服务: the roll, teams, activities, and hours that no single account can invent (`design.md` 7.4).
//!
//! ```text
//! join the roll --> sign up --> sign in --> sign out --> a second person confirms --> the hour counts --> certificate
//! ```
pub mod activity;
pub mod hours;
pub mod person;
pub mod team;

/// An instant for samples of pages.
pub(crate) fn sample_instant() -> crate::kernel::time::Ts {
    crate::kernel::time::Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_785)
}

//! Registry 登记: organizations apply, are registered, and stand in the public directory.
pub mod announcement;
pub mod application;
pub mod cancellation;
pub mod certificate;
pub mod change;
pub mod credit;
pub mod disclosure;
pub mod filing;
pub mod grade;
pub mod guide;
pub mod import;
pub mod inspection;
pub mod organization;
pub mod reconcile;
pub mod renewal;
pub mod report;

//! Charities 慈善组织 (`SO-140`–`SO-145`; 慈善法 2023 art. 10, 22, 72, 76–79; 慈善组织认定办法, 民政部令第73号; 慈善组织公开募捐管理办法,
//! 民政部令第74号): an organization asks to be recognized as a charity and, after a full year as one, for the qualification
//! to raise funds from the public; a clerk accepts, a reviewer gives the opinion, a decider decides within twenty days,
//! with every reason told. What a charity must publish stands in its calendar, of which the clock reminds.
//!
//! ```text
//! draft --submit--> submitted --accept--> accepted --propose--> proposed --grant--> granted
//!   ^------return-----+                    ^ (extend)  |  ^--send_back--/   \------refuse--> refused
//!                                          +-----------+     until accepted: --withdraw--> withdrawn
//! ```
mod actions;
pub mod api;
mod forms;
pub mod jobs;
mod model;
pub mod pages;
pub mod paper;
mod rules;
mod store;
pub mod views;

pub use actions::{act, begin, founded, save};
pub use forms::Command;
pub use model::{
    Act, Case, CaseKind, CharityEvent, CharityState, Content, Declaration, Duty, DutyKind, NewCase, NewDuty, Paper,
};
pub use store::{Line, insert_duties, insert_many, put_file, waiting};

//! Grade assessment 等级评估 (`SO-130`–`SO-136`; 社会组织评估管理办法, 民政部令第39号): an authority announces a round with
//! the score table it will use; organizations assess themselves and apply; a clerk checks who may be assessed; several
//! people score on the spot; a decider lets the grade of the score be published; whoever disagrees asks the review
//! committee; what is confirmed holds for five years, which the clock keeps.
//!
//! ```text
//! draft --submit--> submitted --admit--> admitted --complete--> scored --publish--> publicized
//!   |                 |    \--exclude--> excluded   ^--send_back--/                   |  |  \--object--> disputed
//!   +----withdraw-----+--> withdrawn                                                  |  |        --settle--> reviewed
//!                                       confirmed <--confirm-- (publicized, reviewed) +--+--close--> ungraded
//! confirmed --question--> questioned --answer--> answered    (both: keep, lower --> confirmed; revoke --> revoked)
//! confirmed --expire--> expired     confirmed --replace--> replaced
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

pub use actions::{act, begin, publish, save};
pub use forms::{Command, Notice, ScoreSheet};
pub use model::{
    Act, Assessment, AssessmentEvent, AssessmentState, Content, NewAssessment, NewRound, Paper, Round, Scores,
};
pub use store::{Line, insert_many, insert_rounds, put_file, waiting};

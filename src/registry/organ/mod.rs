//! Organs and people 内部治理: the decision, executive and supervisory organs 决策、执行、监督机构 of an organization with
//! their posts and terms of office 任期, and the branches 分支机构 of an association (`domain.md` 2.11; 民法典 art. 92–93;
//! 基金会管理条例 art. 20–23; 社会团体登记管理条例 art. 17). The officer declares them 备案, everybody reads them; what speaks
//! against the rules is shown as findings, never refused: the register tells how it is. A job reminds before a term ends.
pub mod actions;
pub mod api;
pub mod forms;
pub mod jobs;
mod model;
pub mod pages;
mod rules;
mod store;
pub mod views;

pub use model::{BranchKind, NewBranch, NewPost, NewTerm, Organ, Post};
pub use store::{ending_of, insert_branches, insert_terms};

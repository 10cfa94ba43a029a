//! Forms of the organs, for pages and the API alike.
use super::{
    actions::{BranchForm, Declaration},
    model::{NewPost, Organ, Post},
};
use crate::{
    kernel::{
        refusal::{FieldError, Result},
        time::Day,
    },
    web::{Fields, Submitted},
};

/// The most people one organ names.
pub const PEOPLE: usize = 60;

/// Reads a term with its people: `people.N.name`, `.post`, `.is_paid`, `.is_related`; empty rows are left out.
///
/// # Errors
/// Every wrong field.
pub fn declaration(s: &Submitted, organ: Organ) -> Result<Declaration> {
    let mut f = Fields::of(s);
    let number = f.number("number", 1, 99);
    let (from, until) = (f.day("from_on"), f.day("until_on"));
    if let (Some(from), Some(until)) = (from, until)
        && until <= from
    {
        f.error(FieldError::new("until_on", "day-order"));
    }
    let mut people = Vec::new();
    for n in 0..s.rows("people", PEOPLE) {
        let at = |k: &str| format!("people.{n}.{k}");
        if f.optional(&at("name")).is_none() {
            continue;
        }
        let (name, post) = (f.line(&at("name"), 60), f.choice::<Post>(&at("post")));
        if post.is_some_and(|p| !Post::of(organ).contains(&p)) {
            f.error(FieldError::new(at("post"), "choice"));
        }
        let (is_paid, is_related) = (f.ticked(&at("is_paid")), f.ticked(&at("is_related")));
        if let (Some(name), Some(post)) = (name, post) {
            people.push(NewPost { post, name, is_paid, is_related });
        }
    }
    if people.is_empty() {
        f.error(FieldError::new("people.0.name", "required"));
    }
    let done = (|| Some(Declaration { organ, number: number?, from_on: from?, until_on: until?, people }))();
    f.done(done)
}

/// Reads a branch; the decision lies not in the future.
///
/// # Errors
/// Every wrong field.
pub fn branch(s: &Submitted, today: Day) -> Result<BranchForm> {
    let mut f = Fields::of(s);
    let (kind, name) = (f.choice("kind"), f.line("name", 80).map(|n| n.replace(' ', "")));
    let (head, address, decided_on) = (f.line("head", 60), f.line("address", 200), f.day("decided_on"));
    if decided_on.is_some_and(|d| d > today) {
        f.error(FieldError::new("decided_on", "day-future"));
    }
    let done =
        (|| Some(BranchForm { kind: kind?, name: name?, head: head?, address: address?, decided_on: decided_on? }))();
    f.done(done)
}

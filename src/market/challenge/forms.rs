//! Forms of challenges.
use super::model::{Against, Consequence, NewChallenge, NewReply};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{FieldError, Result},
    },
    web::{Fields, Submitted},
};

/// Reads a challenge; without an organization the officer's first.
///
/// # Errors
/// Every wrong field.
pub fn challenge(submitted: &Submitted, mine: &[i64]) -> Result<NewChallenge> {
    let mut f = Fields::of(submitted);
    let organization = match f.optional("organization") {
        Some(_) => f.number("organization", 1, i64::MAX),
        None => mine.first().copied().or_else(|| {
            f.error(FieldError::new("organization", "required"));
            None
        }),
    };
    let (against, known_on) = (f.choice::<Against>("against"), f.day("known_on"));
    let (facts, request) = (f.lines("facts", 5000), f.lines("request", 1000));
    let value = (|| {
        Some(NewChallenge {
            organization: OrganizationId(organization?),
            against: against?,
            known_on: known_on?,
            facts: facts?,
            request: request?,
        })
    })();
    f.done(value)
}

/// Reads a reply: `outcome` is `rejected` or one of the consequences.
///
/// # Errors
/// Every wrong field.
pub fn reply(submitted: &Submitted) -> Result<NewReply> {
    let mut f = Fields::of(submitted);
    let consequence = f.parsed("outcome", "choice", |v| match v {
        "rejected" => Some(None),
        other => other.parse::<Consequence>().ok().map(Some),
    });
    let text = f.lines("reply", 5000);
    let value = (|| Some(NewReply { consequence: consequence?, text: text? }))();
    f.done(value)
}

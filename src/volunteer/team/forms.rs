//! Forms of teams.
use super::model::Found;
use crate::{
    kernel::{actor::OrganizationId, division::DivisionCode, refusal::Result},
    volunteer::person::forms::several,
    web::{Fields, Submitted},
};

/// Reads the form of founding.
///
/// # Errors
/// Every wrong field.
pub fn found(submitted: &Submitted) -> Result<Found> {
    let mut f = Fields::of(submitted);
    let name = f.line("name", 60);
    let organization = f.number("organization", 1, i64::MAX).map(OrganizationId);
    let division = f.parsed("division", "choice", |v| v.parse::<DivisionCode>().ok());
    let community = f.line("community", 60);
    let fields = several(&mut f, "fields");
    let intro = f.lines("intro", 600);
    let leader_no = f.line("leader_no", 30);
    let deputy_no = f.line_or_none("deputy_no", 30);
    let command = (|| {
        Some(Found {
            name: name?,
            organization: organization?,
            division: division?,
            community: community?,
            fields: fields?,
            intro: intro?,
            leader_no: leader_no?,
            deputy_no,
        })
    })();
    f.done(command)
}

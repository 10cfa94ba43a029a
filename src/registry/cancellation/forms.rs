//! Forms of a cancellation: text becomes commands, for pages and the API alike.
use super::content::Content;
use crate::{
    kernel::{refusal::Result, text},
    web::{Fields, Submitted, form::parse_day},
};

/// The most members a liquidation group names.
const MOST: usize = 30;

/// Reads the answers of either stage; what a stage does not ask for stays empty.
///
/// # Errors
/// Every wrong field.
pub fn answers(s: &Submitted) -> Result<Content> {
    let mut f = Fields::of(s);
    let ground = match f.optional("ground") {
        Some(_) => f.choice("ground").map(Some),
        None => Some(None),
    };
    let facts = f.lines_or_empty("facts", 1000);
    let mut day = |field: &str| f.parsed_or_none(field, "day", parse_day);
    let (ended_on, group_on, liquidated_on) = (day("ended_on"), day("group_on"), day("liquidated_on"));
    let names = s.all("group").iter().flat_map(|t| t.lines()).map(text::tidy).filter(|n| !n.is_empty());
    let group = names.map(|n| n.chars().take(60).collect()).take(MOST).collect();
    let contact = f.lines_or_empty("contact", 300);
    let (report, assets) = (f.lines_or_empty("report", 5000), f.lines_or_empty("assets", 2000));
    let recipient = f.lines_or_empty("recipient", 100);
    let is_simplified = f.ticked("is_simplified");
    let done = (|| {
        Some(Content {
            ground: ground?,
            facts: facts?,
            ended_on: ended_on?,
            is_simplified,
            group,
            group_on: group_on?,
            contact: contact?,
            liquidated_on: liquidated_on?,
            report: report?,
            assets: assets?,
            recipient: recipient?,
        })
    })();
    f.done(done)
}

//! Forms of the review: declaration, qualification, sheet, signature.
use super::{
    actions::{Declare, Lock, Qualify, Save},
    model::{DeclaredTie, Score, Sheet, TieKind, Verdict},
};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{FieldError, Result},
    },
    market::{
        bid::Bid,
        tender::{Criterion, TenderId},
    },
    web::{Fields, Submitted},
};

/// Reads the declaration: none, a tie with one bidder, or another reason to withdraw.
///
/// # Errors
/// Every wrong field.
pub fn declaration(submitted: &Submitted, tender: TenderId) -> Result<Declare> {
    let mut f = Fields::of(submitted);
    let statement = f.parsed("statement", "choice", |v| ["none", "tie", "withdraw"].contains(&v).then(|| v.to_owned()));
    let mut ties = Vec::new();
    if statement.as_deref() == Some("tie") {
        let organization = f.number("organization", 1, i64::MAX).map(OrganizationId);
        let kind = f.choice::<TieKind>("kind");
        let until = if f.optional("until").is_some() { f.day("until").map(Some) } else { Some(None) };
        ties.extend((|| Some(DeclaredTie { organization: organization?, kind: kind?, until: until? }))());
    }
    let command = statement.map(|s| Declare { tender, ties, withdrawal: (s == "withdraw").then_some(s) });
    f.done(command)
}

/// Reads the qualification check: `checks.RECEIPT.passed` and `checks.RECEIPT.reason`; bids without a choice are left out.
///
/// # Errors
/// Every wrong field.
pub fn qualification(submitted: &Submitted, tender: TenderId, bids: &[Bid]) -> Result<Qualify> {
    let mut f = Fields::of(submitted);
    let mut findings = Vec::new();
    for bid in bids {
        let at = format!("checks.{}", bid.receipt_no);
        let Some(passed) = yes_or_no(&mut f, &format!("{at}.passed")) else { continue };
        if let Some(reason) = f.lines_or_empty(&format!("{at}.reason"), 1000) {
            findings.push((bid.receipt_no.clone(), passed, reason));
        }
    }
    if findings.is_empty() {
        let first = bids.first().map_or_else(|| "checks".to_owned(), |b| format!("checks.{}.passed", b.receipt_no));
        f.error(FieldError::new(first, "required"));
    }
    f.done(Some(Qualify { tender, findings }))
}

fn yes_or_no(f: &mut Fields, field: &str) -> Option<bool> {
    match f.optional(field)?.as_str() {
        "yes" | "true" => Some(true),
        "no" | "false" => Some(false),
        _ => {
            f.error(FieldError::new(field, "choice"));
            None
        }
    }
}

/// Reads a sheet: `bids.RECEIPT.complies`, `bids.RECEIPT.reason`, and `bids.RECEIPT.KEY` in points with two decimals.
/// Empty fields are left out, so that a draft can be saved at any time.
///
/// # Errors
/// Every score outside its range.
pub fn sheet(submitted: &Submitted, tender: TenderId, bids: &[Bid], criteria: &[Criterion]) -> Result<Save> {
    let mut f = Fields::of(submitted);
    let mut sheet = Sheet::default();
    for bid in bids {
        let at = format!("bids.{}", bid.receipt_no);
        let reason = f.lines_or_empty(&format!("{at}.reason"), 1000).unwrap_or_default();
        if let Some(passed) = yes_or_no(&mut f, &format!("{at}.complies")) {
            sheet.verdicts.insert(bid.id, Verdict { passed, reason });
        }
        for item in criteria.iter().filter(|c| !c.is_price) {
            let field = format!("{at}.{}", item.key);
            let Some(text) = f.optional(&field) else { continue };
            match hundredths(&text).filter(|p| (0..=item.max_points).contains(p)) {
                Some(points) => {
                    sheet.scores.insert((bid.id, item.id), Score { points, note: String::new() });
                }
                None => {
                    let most = points(item.max_points);
                    f.error(FieldError::new(field, "points-range").with("most", most));
                }
            }
        }
    }
    f.done(Some(Save { tender, sheet }))
}

/// Reads the signature's dissent.
///
/// # Errors
/// A text that is too long.
pub fn lock(submitted: &Submitted, tender: TenderId) -> Result<Lock> {
    let mut f = Fields::of(submitted);
    let dissent = f.lines_or_empty("dissent", 4000);
    f.done(dissent.map(|d| Lock { tender, dissent: Some(d).filter(|d| !d.is_empty()) }))
}

/// `12.5` as 1250; nothing for more than two decimals or anything else.
pub fn hundredths(text: &str) -> Option<i64> {
    let plain = crate::kernel::input::code(text);
    let (whole, fraction) = plain.split_once('.').unwrap_or((&plain, ""));
    let digits = |s: &str| s.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || whole.len() > 6 || fraction.len() > 2 || !digits(whole) || !digits(fraction) {
        return None;
    }
    let fraction = format!("{fraction:0<2}");
    Some(whole.parse::<i64>().ok()? * 100 + fraction.parse::<i64>().ok()?)
}

/// Hundredths of a point as people write them.
#[must_use]
pub fn points(hundredths: i64) -> String {
    let text = format!("{}.{:02}", hundredths / 100, hundredths % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_are_read_exactly_and_out_of_range_is_impossible() {
        assert_eq!(hundredths("12.5"), Some(1250));
        assert_eq!(hundredths("１２"), Some(1200));
        assert_eq!(hundredths("0.05"), Some(5));
        for wrong in ["-1", "1.234", "", "a", "1e3", "9999999"] {
            assert_eq!(hundredths(wrong), None, "{wrong}");
        }
        assert_eq!(points(1250), "12.5");
        assert_eq!(points(3500), "35");
    }
}

//! Pure decisions about the plan.
use super::model::NewLine;
use crate::{
    kernel::{
        refusal::{Code, FieldError, Reasons, Result},
        time::Day,
    },
    platform::rulebook::Rulebook,
};

/// Whether a line may be entered today: its item stands in the guiding catalogue (`PR-12`), its year is this one or the
/// next, and the intention did not become public in the future.
///
/// # Errors
/// Every reason at once.
pub fn may_enter(line: &NewLine, book: &Rulebook, today: Day) -> Result<()> {
    let mut reasons = Reasons::default();
    reasons.require(book.catalogue().item(&line.catalogue_code).is_some(), Code::NotInCatalogue);
    reasons.done()?;
    if line.intention_on.is_some_and(|day| day > today) {
        return Err(crate::kernel::refusal::Error::Invalid(vec![FieldError::new("intention_on", "day-future")]));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::{money::Money, refusal::Error};

    #[test]
    fn only_items_of_the_catalogue_are_bought_pr_12() {
        let book = Rulebook::load(None).unwrap();
        let today: Day = "2026-11-23".parse().unwrap();
        let mut line = NewLine {
            authority: String::new(),
            year: 2026,
            catalogue_code: "A0401".into(),
            title: "居家养老".into(),
            budget: Money::from_yuan(1),
            intention_on: Some(today),
            need_asked: "问卷".into(),
        };
        may_enter(&line, &book, today).unwrap();
        line.intention_on = today.succ_opt();
        assert!(matches!(may_enter(&line, &book, today), Err(Error::Invalid(_))));
        line.catalogue_code = "Z9999".into();
        assert!(may_enter(&line, &book, today).unwrap_err().has(Code::NotInCatalogue));
    }
}

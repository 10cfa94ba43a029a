//! Pure decisions about new certificates.
use super::model::RenewalKind;
use crate::{
    kernel::{
        refusal::{Code, Error, Reason, Reasons, Result},
        time::Day,
    },
    platform::rulebook::Rulebook,
    registry::organization::{Organization, OrganizationStatus, last_day},
};
use chrono::TimeDelta;

/// Days before the end on which the organization is reminded, the earliest first (`SO-82`).
///
/// # Errors
/// A fault of the rulebook.
pub(super) fn reminders(book: &Rulebook, day: Day) -> Result<Vec<i64>> {
    let known = book.list("cert_reminder_days", day).map_err(Error::Fault)?;
    let mut days: Vec<i64> = known.iter().map(|d| i64::from(*d)).collect();
    days.sort_unstable_by(|a, b| b.cmp(a));
    Ok(days)
}

/// Whether a new certificate may be asked for: the organization exists and is registered, nothing is open, and for a
/// renewal the last days of the certificate have begun.
///
/// # Errors
/// [`Code::OrganizationEnded`], [`Code::OrganizationFiled`], [`Code::RenewalOpen`], [`Code::RenewalTooEarly`],
/// [`Code::RenewalEndless`].
pub(super) fn may_ask(o: &Organization, kind: RenewalKind, open: Option<&str>, days: &[i64], today: Day) -> Result<()> {
    let mut r = Reasons::default();
    let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    r.require(!ended, Code::OrganizationEnded);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.require(open.is_none(), Reason::from(Code::RenewalOpen).with("no", open.unwrap_or_default()));
    if kind == RenewalKind::Renewal {
        match o.valid_until {
            None => r.require(false, Code::RenewalEndless),
            Some(last) => {
                let from = last - TimeDelta::days(days.first().copied().unwrap_or(0));
                r.require(today >= from, Reason::from(Code::RenewalTooEarly).with("day", from));
            }
        }
    }
    r.done()
}

/// The last day of the new certificate: a renewal follows on the old one, or begins today when that has ended; a reissue
/// ends when the lost one would have.
pub(super) fn valid_until(
    o: &Organization,
    kind: RenewalKind,
    validity: crate::kernel::period::Period,
    today: Day,
) -> Option<Day> {
    match (kind, o.valid_until) {
        (RenewalKind::Reissue, last) => last,
        (RenewalKind::Renewal, Some(last)) if last >= today => last_day(last.succ_opt()?, validity),
        (RenewalKind::Renewal, _) => last_day(today, validity),
    }
}

/// The reminder that is due: the one nearest to the end that has been reached and was not given (`SO-82`). `given` are
/// those of this certificate.
pub(super) fn reminder(last: Day, days: &[i64], given: &[i64], today: Day) -> Option<i64> {
    let left = (last - today).num_days();
    if left < 0 {
        return None;
    }
    let reached = days.iter().copied().filter(|d| left <= *d).min()?;
    given.iter().all(|g| *g > reached).then_some(reached)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::period::{Period, Unit},
        registry::organization::sample::organization,
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    const FIVE: Period = Period { value: 5, unit: Unit::Years };
    const DAYS: [i64; 3] = [90, 60, 30];

    #[test]
    fn each_reminder_is_given_once_and_a_late_one_stands_for_those_before_so_82() {
        let last = day("2027-03-01");
        let due = |given: &[i64], today: &str| reminder(last, &DAYS, given, day(today));
        assert_eq!(due(&[], "2026-11-30"), None);
        assert_eq!(due(&[], "2026-12-01"), Some(90));
        assert_eq!(due(&[90], "2026-12-02"), None);
        assert_eq!(due(&[90], "2026-12-31"), Some(60));
        assert_eq!(due(&[], "2027-02-20"), Some(30), "the earlier two are past");
        assert_eq!(due(&[90, 60, 30], "2027-03-01"), None);
        assert_eq!(due(&[], "2027-03-02"), None, "it has ended");
    }

    #[test]
    fn a_renewal_begins_when_the_reminders_do_and_follows_on_the_old_one() {
        let mut o = organization();
        o.valid_until = Some(day("2027-03-01"));
        let ask = |o: &Organization, kind, today: &str| may_ask(o, kind, None, &DAYS, day(today));
        assert!(ask(&o, RenewalKind::Renewal, "2026-11-30").unwrap_err().has(Code::RenewalTooEarly));
        assert!(ask(&o, RenewalKind::Renewal, "2026-12-01").is_ok());
        assert!(ask(&o, RenewalKind::Reissue, "2026-11-30").is_ok());
        assert_eq!(valid_until(&o, RenewalKind::Renewal, FIVE, day("2026-12-01")), Some(day("2032-03-01")));
        assert_eq!(valid_until(&o, RenewalKind::Renewal, FIVE, day("2027-05-10")), Some(day("2032-05-09")));
        assert_eq!(valid_until(&o, RenewalKind::Reissue, FIVE, day("2026-12-01")), o.valid_until);
        o.valid_until = None;
        assert!(ask(&o, RenewalKind::Renewal, "2026-12-01").unwrap_err().has(Code::RenewalEndless));
        o.status = OrganizationStatus::Cancelled;
        assert!(ask(&o, RenewalKind::Reissue, "2026-12-01").unwrap_err().has(Code::OrganizationEnded));
    }
}

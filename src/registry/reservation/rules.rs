//! Pure decisions about pre-registered names.
use super::model::{Reservation, ReservationState as State};
use crate::kernel::{period::Period, time::Day};

/// Through which day a name granted on a day is kept (`SO-52`).
#[must_use]
pub(super) fn until(granted: Day, kept: Period) -> Option<Day> {
    granted.checked_add_months(chrono::Months::new(u32::from(kept.value)))?.pred_opt()
}

/// Whether a name is kept no longer: its last day has passed.
#[must_use]
pub(super) fn is_over(x: &Reservation, today: Day) -> bool {
    x.state == State::Held && x.until_on.is_some_and(|last| last < today)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::period::Unit;

    #[test]
    fn a_name_is_kept_through_the_day_before_the_same_day_of_the_sixth_month_so_52() {
        let day = |t: &str| t.parse::<Day>().unwrap();
        let kept = Period { value: 6, unit: Unit::Months };
        assert_eq!(until(day("2026-11-23"), kept), Some(day("2027-05-22")));
        assert_eq!(until(day("2026-08-31"), kept), Some(day("2027-02-27")));
    }
}

//! Pure decisions about the two lists.
use super::model::{Ground, List, Listing, ListingState};
use crate::{
    kernel::{
        calendar::Calendar,
        period::Period,
        refusal::{Code, Error, Reason, Reasons, Result},
        time::Day,
    },
    platform::rulebook::Rulebook,
    registry::organization::{Organization, OrganizationStatus},
};

/// The periods of the lists as they stand on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Periods {
    objection: Period,
    verify: Period,
    by_time: Period,
    to_serious: Period,
    window: Period,
    serious_least: Period,
}

impl Periods {
    /// Read from the parameters `credit.*`.
    pub(super) fn of(book: &Rulebook, day: Day) -> Result<Self> {
        let read = |key: &str| book.period(key, day).map_err(|e| Error::Fault(anyhow::anyhow!("{e}")));
        Ok(Self {
            objection: read("credit.objection")?,
            verify: read("credit.removal_verify")?,
            by_time: read("credit.abnormal_auto_removal")?,
            to_serious: read("credit.abnormal_to_serious")?,
            window: read("credit.repeat_window")?,
            serious_least: read("credit.serious_min_term")?,
        })
    }

    /// Last day to object to a notice (`SO-127`).
    pub(super) fn object_by(&self, calendar: &Calendar, noticed: Day) -> Day {
        self.objection.last_day(calendar, noticed)
    }

    /// Last day to decide on a removal (`SO-124`).
    pub(super) fn verify_by(&self, calendar: &Calendar, asked: Day) -> Day {
        self.verify.last_day(calendar, asked)
    }
}

/// Whether a notice may be given: the organization exists, the ground is not one the clock counts, and the same ground is
/// not open already. An organization whose certificate was revoked may still be listed for it (`SO-125` (7)).
pub(super) fn may_notify(o: &Organization, ground: Ground, open: &[Listing]) -> Result<()> {
    let mut r = Reasons::default();
    let revoked = o.status == OrganizationStatus::Revoked && ground == Ground::CertificateRevoked;
    let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    r.require(!ended || revoked, Code::OrganizationEnded);
    let same = open.iter().find(|l| l.ground == ground && is_open(l.state));
    r.require(same.is_none(), Reason::from(Code::ListedAlready).with("no", same.map_or("", |l| l.no.as_str())));
    r.done()
}

fn is_open(state: ListingState) -> bool {
    !matches!(state, ListingState::Removed | ListingState::Dropped)
}

/// Whether an objection is still in time: through the last day (`SO-127`).
pub(super) fn may_object(l: &Listing, today: Day) -> Result<()> {
    if today <= l.object_by {
        return Ok(());
    }
    Err(Reason::from(Code::ObjectionTooLate).with("last", l.object_by).into())
}

/// Whether the decision may fall: after the objection came, or after the days for it are over (`SO-127`).
pub(super) fn may_enter(l: &Listing, today: Day) -> Result<()> {
    if l.state == ListingState::Objected || today > l.object_by {
        return Ok(());
    }
    Err(Reason::from(Code::ObjectionStillOpen).with("last", l.object_by).into())
}

/// Whether removal may be asked for. From the abnormal list whenever the duty is done (`SO-124`). From the serious list
/// after two years without a new trigger; where the ground was two years on the abnormal list, as soon as the duty is
/// done; where the certificate was revoked, after cancellation (`SO-126`). `live` are the entries in force.
pub(super) fn may_ask(
    p: &Periods,
    calendar: &Calendar,
    l: &Listing,
    live: &[Listing],
    o: &Organization,
    today: Day,
) -> Result<()> {
    match (l.list, l.ground) {
        (List::Abnormal, _) | (List::Serious, Ground::LongAbnormal) => Ok(()),
        (List::Serious, Ground::CertificateRevoked) => {
            if o.status == OrganizationStatus::Cancelled {
                Ok(())
            } else {
                Err(Code::RemovalAfterCancelling.into())
            }
        }
        (List::Serious, _) => {
            let Some(first) = restarted(l, live) else { return Err(Code::WrongState.into()) };
            let due = p.serious_least.last_day(calendar, first);
            if today > due { Ok(()) } else { Err(Reason::from(Code::RemovalTooEarly).with("last", due).into()) }
        }
    }
}

/// The day from which a period of a list runs: the latest entry in force in the same list, for a new trigger begins it
/// anew (`SO-123`).
fn restarted(l: &Listing, live: &[Listing]) -> Option<Day> {
    live.iter().filter(|x| x.list == l.list).filter_map(|x| x.listed_on).chain(l.listed_on).max()
}

/// Entries in the abnormal list that time alone has ended (`SO-124`): nothing to put right, and six months without a new
/// trigger.
pub(super) fn ended_by_time<'a>(p: &Periods, calendar: &Calendar, live: &'a [Listing], today: Day) -> Vec<&'a Listing> {
    live.iter()
        .filter(|l| l.ground.ends_by_time())
        .filter(|l| restarted(l, live).is_some_and(|from| today > p.by_time.last_day(calendar, from)))
        .collect()
}

/// What the clock must give notice of (`SO-125`): two years on the abnormal list without a break; two light penalties
/// within three years. `all` is the whole history of one organization; `covered` are grounds with an open entry.
pub(super) fn escalations(p: &Periods, calendar: &Calendar, all: &[Listing], today: Day) -> Vec<Ground> {
    let mut out = Vec::new();
    let open = |g: Ground| all.iter().any(|l| l.ground == g && is_open(l.state));
    let abnormal: Vec<&Listing> = all.iter().filter(|l| l.list == List::Abnormal && l.state.is_in_force()).collect();
    let oldest = abnormal.iter().filter_map(|l| l.listed_on).min();
    if oldest.is_some_and(|d| today > p.to_serious.last_day(calendar, d)) && !open(Ground::LongAbnormal) {
        out.push(Ground::LongAbnormal);
    }
    let light: Vec<Day> = all.iter().filter(|l| l.ground == Ground::LightPenalty).filter_map(|l| l.listed_on).collect();
    let last_repeat = all.iter().filter(|l| l.ground == Ground::RepeatedPenalty).map(|l| l.noticed_at.day()).max();
    // What has led to a notice once does not lead to a second one: at least one penalty must be newer than it.
    let counted = light.iter().filter(|d| p.window.last_day(calendar, **d) >= today).count();
    let is_new = light.iter().any(|d| last_repeat.is_none_or(|at| *d > at));
    if counted >= 2 && is_new && !open(Ground::RepeatedPenalty) {
        out.push(Ground::RepeatedPenalty);
    }
    out
}

/// The standing that follows from the entries in force; an ended organization stays ended.
pub(super) fn status(now: OrganizationStatus, live: &[Listing]) -> OrganizationStatus {
    if matches!(now, OrganizationStatus::Cancelled | OrganizationStatus::Revoked) {
        return now;
    }
    let on = |list: List| live.iter().any(|l| l.list == list && l.state.is_in_force());
    if on(List::Serious) {
        OrganizationStatus::Serious
    } else if on(List::Abnormal) {
        OrganizationStatus::Abnormal
    } else {
        OrganizationStatus::Active
    }
}

#[cfg(test)]
mod tests;

//! Pure decisions about hours: windows, minutes, caps, and the second person (`VO-30`–`VO-35`, `design.md` 7.4).
use super::model::{Act, HourRecord};
use crate::{
    kernel::{
        actor::AccountId,
        calendar::Calendar,
        period::Period,
        refusal::{Code, Reason, Reasons, Result},
        time::{Day, Ts},
    },
    platform::{crypto::Keyring, rulebook::Rulebook},
    volunteer::activity::{Activity, ActivityState, SignupState, insurance_covers},
};
use chrono::TimeDelta;

/// How early somebody may sign in.
const EARLY: TimeDelta = TimeDelta::minutes(60);
/// How long after the end somebody may still sign out on the spot.
const AFTER: TimeDelta = TimeDelta::minutes(120);
/// Seconds one check-in code is shown.
pub(super) const CODE_SECONDS: i64 = 30;
/// How many turns a code is taken for: the scan, opening the page, pressing the button.
const CODE_TURNS: i64 = 3;

/// What the rulebook says about counting, on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Counting {
    /// Most minutes one person is credited a day.
    pub(super) day_cap: i64,
    /// Minutes are counted in steps of this.
    pub(super) precision: i64,
    /// Entries after this period need a reason.
    pub(super) late: Period,
}

impl Counting {
    pub(super) fn on(rules: &Rulebook, day: Day) -> Result<Self> {
        Ok(Self {
            day_cap: i64::from(rules.minutes("vol.day_cap", day)?),
            precision: i64::from(rules.minutes("vol.precision", day)?).max(1),
            late: rules.period("vol.late_entry", day)?,
        })
    }
}

/// Minutes that count between two marks: only inside the activity's own time, without its rest, rounded down.
pub(super) fn minutes(activity: &Activity, in_at: Ts, out_at: Ts, precision: i64) -> i64 {
    let (from, to) = (in_at.max(activity.starts_at), out_at.min(activity.ends_at));
    let whole = to.utc().timestamp().div_euclid(60) - from.utc().timestamp().div_euclid(60) - activity.break_minutes;
    (whole.max(0) / precision) * precision
}

/// Minutes that attending from beginning to end makes.
///
/// # Errors
/// A fault when the rulebook lacks a parameter.
pub fn whole_minutes(activity: &Activity, rules: &Rulebook) -> Result<i64> {
    let counting = Counting::on(rules, activity.starts_at.day())?;
    Ok(minutes(activity, activity.starts_at, activity.ends_at, counting.precision).min(counting.day_cap))
}

/// Whether a mark may be made on the spot now: on the list, in the window, insured where it is dangerous (`VO-12`).
pub(super) fn may_mark(activity: &Activity, signup: SignupState, act: Act, now: Ts) -> Result<()> {
    let mut no = ready(activity, signup);
    let (opens, closes) = window(activity, act);
    no.require(
        opens <= now && now <= closes,
        Reason::from(Code::OutsideWindow).with("opens", opens).with("closes", closes),
    );
    no.done()
}

fn ready(activity: &Activity, signup: SignupState) -> Reasons {
    let mut no = Reasons::default();
    no.require(
        matches!(activity.state, ActivityState::Open | ActivityState::Running | ActivityState::Done),
        Reason::from(Code::WrongState).with("state", activity.state.word()).with("event", "sign_in"),
    );
    no.require(signup == SignupState::Confirmed, Code::NotSignedUp);
    no.require(
        !activity.is_dangerous || insurance_covers(&activity.details.0.insurance, activity.starts_at.day()),
        Code::InsuranceMissing,
    );
    no
}

/// When marks of a kind may be made on the spot.
pub(super) fn window(activity: &Activity, act: Act) -> (Ts, Ts) {
    match act {
        Act::In => (activity.starts_at - EARLY, activity.ends_at),
        Act::Out => (activity.starts_at, activity.ends_at + AFTER),
    }
}

/// Whether times from paper fit the activity; `true` when they come late and the reason is there (`VO-33`).
pub(super) fn may_enter(
    activity: &Activity,
    signup: SignupState,
    (in_at, out_at): (Ts, Ts),
    reason: Option<&str>,
    (now, calendar, counting): (Ts, &Calendar, &Counting),
) -> Result<bool> {
    let mut no = ready(activity, signup);
    let (opens, _) = window(activity, Act::In);
    let (_, closes) = window(activity, Act::Out);
    no.require(
        opens <= in_at && in_at < out_at && out_at <= closes,
        Reason::from(Code::OutsideWindow).with("opens", opens).with("closes", closes),
    );
    no.require(out_at <= now, Code::TimesInFuture);
    let last = counting.late.last_day(calendar, activity.starts_at.day());
    let late = now.day() > last;
    no.require(!late || reason.is_some(), Reason::from(Code::LateNeedsReason).with("last", last));
    no.done()?;
    Ok(late)
}

/// Whether the interval is free of the person's other records, and under the cap of the day (`VO-33`).
pub(super) fn may_add(
    (in_at, out_at): (Ts, Ts),
    minutes: i64,
    others: &[(Ts, Option<Ts>, i64)],
    day_cap: i64,
) -> Result<()> {
    let mut no = Reasons::default();
    let clash = others.iter().find(|(from, to, _)| *from < out_at && to.is_none_or(|to| in_at < to));
    if let Some((from, _, _)) = clash {
        no.require(false, Reason::from(Code::HoursOverlap).with("from", *from));
    }
    let already: i64 = others.iter().map(|(_, _, m)| m).sum();
    no.require(already + minutes <= day_cap, Reason::from(Code::DayCap).with("hours", day_cap / 60));
    no.done()
}

/// Proof that a second person stands behind a record. Only [`may_confirm`] makes one, and the store writes `effective`
/// for nothing else.
#[derive(Debug)]
pub(super) struct SecondPerson(AccountId);

impl SecondPerson {
    /// Who it is.
    pub(super) fn account(&self) -> AccountId {
        self.0
    }
}

/// Whether this account may confirm: it runs the activity, is not the volunteer, and wrote none of the times.
pub(super) fn may_confirm(
    record: &HourRecord,
    volunteer: Option<i64>,
    account: AccountId,
    runs: bool,
) -> Result<SecondPerson> {
    let mut no = Reasons::default();
    no.require(runs, Code::NotYourRole);
    let hands = [volunteer, record.in_by, record.out_by, record.changed_by];
    no.require(!hands.contains(&Some(account.0)), Code::SamePerson);
    no.done()?;
    Ok(SecondPerson(account))
}

/// The code a leader's screen shows for one turn: who shows it, for which activity and mark, and when.
pub(super) fn code(ring: &Keyring, activity: &str, act: Act, presenter: AccountId, now: Ts) -> String {
    let turn = now.utc().timestamp() / CODE_SECONDS;
    sign(ring, activity, act, presenter.0, turn)
}

fn sign(ring: &Keyring, activity: &str, act: Act, presenter: i64, turn: i64) -> String {
    let mac = ring.sign_token("check-in", format!("{activity}|{act}|{presenter}|{turn}").as_bytes());
    format!("{act}-{presenter}-{turn}-{mac}")
}

/// Reads a scanned code: the mark and the account whose screen showed it; nothing when it is old, foreign or altered.
pub(super) fn read_code(ring: &Keyring, activity: &str, code: &str, now: Ts) -> Result<(Act, AccountId)> {
    let mut parts = code.splitn(4, '-');
    let act = parts.next().and_then(|p| p.parse::<Act>().ok());
    let presenter = parts.next().and_then(|p| p.parse::<i64>().ok());
    let turn = parts.next().and_then(|p| p.parse::<i64>().ok());
    let (Some(act), Some(presenter), Some(turn), Some(mac)) = (act, presenter, turn, parts.next()) else {
        return Err(Code::CheckInCodeInvalid.into());
    };
    let age = now.utc().timestamp() / CODE_SECONDS - turn;
    let signed = format!("{activity}|{act}|{presenter}|{turn}");
    if !(0..CODE_TURNS).contains(&age) || !ring.verify_token("check-in", signed.as_bytes(), mac) {
        return Err(Code::CheckInCodeInvalid.into());
    }
    Ok((act, AccountId(presenter)))
}

//! Records of service: signed in by one, confirmed by another, some waiting, some disputed.
use super::{Event, Host, activities::Taking};
use crate::{
    cli::demo::dice::Dice,
    kernel::{refusal::Result, time::Ts},
    platform::db::{Json, Tx},
    schema::{service_records, volunteers},
    volunteer::{
        activity::{ActivityId, ActivityState},
        hours::{self, How, NewNote, NewRecord, NoteKind, RecordId, RecordState, Times},
        team::TeamId,
    },
};
use chrono::TimeDelta;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Writes the records of one activity's sign-ups.
pub(super) fn insert(
    tx: &mut Tx,
    e: &Event,
    id: ActivityId,
    (team_id, host): (Option<TeamId>, &Host),
    taking: &[Taking],
) -> Result<()> {
    if !matches!(e.state, ActivityState::Done | ActivityState::Running) {
        return Ok(());
    }
    let now = tx.now;
    let step = i64::from(tx.env.rulebook.minutes("vol.precision", e.starts.day())?).max(1);
    let mut rows = Vec::with_capacity(taking.len());
    let mut notes: Vec<(String, NewNote)> = Vec::new();
    // A leader who serves scans the code like everybody, and the deputy confirms: nobody vouches for the own hours
    // (`VO-32`, design 7.4).
    let own: Vec<i64> =
        volunteers::table.filter(volunteers::account_id.eq(host.confirms.0)).select(volunteers::id).load(tx.conn)?;
    for t in taking {
        let is_own = own.contains(&t.volunteer.0);
        let mut d = Dice::new(200_000 + (e.n * 1_000 + t.place) as u64);
        if d.chance(6) {
            continue;
        }
        let no = format!("{}-{:04}", e.no(), t.row);
        let state = if e.state == ActivityState::Running { RecordState::SignedIn } else { state(&mut d, e, t, now) };
        let late = if d.chance(9) { 35 } else { -d.within(2, 25) };
        let early = if d.chance(7) { 32 } else { -d.within(0, 12) };
        let in_at = (e.starts + TimeDelta::minutes(late)).min(now);
        let out_at = e.ends - TimeDelta::minutes(early);
        let span = out_at.min(e.ends) - in_at.max(e.starts);
        let minutes = (span.num_minutes() - e.kind().rest).max(0) / step * step;
        let is_open = state == RecordState::SignedIn;
        let is_paper = !is_open && !is_own && d.chance(8);
        let entered_at = if is_paper { out_at + TimeDelta::days(d.within(1, 12)) } else { out_at };
        let is_effective = state == RecordState::Effective;
        let how = if is_own {
            How::Code
        } else if is_paper {
            How::Paper
        } else {
            *d.pick(&[How::Code, How::Code, How::List])
        };
        let (writes, confirms) = if is_own { (host.confirms, host.writes) } else { (host.writes, host.confirms) };
        let by = Some(writes.0).filter(|id| *id > 0);
        let is_late = is_paper && entered_at - out_at > TimeDelta::days(10);
        notes.extend(said(state, no.clone(), in_at, out_at, minutes, host).filter(|_| !is_open));
        rows.push(NewRecord {
            no,
            signup_id: t.signup,
            activity_id: id,
            volunteer_id: t.volunteer,
            organization_id: host.organization,
            team_id,
            served_on: e.starts.day(),
            in_at,
            in_how: how,
            in_by: by,
            out_at: (!is_open).then_some(out_at),
            out_how: (!is_open).then_some(how),
            out_by: by.filter(|_| !is_open),
            minutes: if is_open { 0 } else { minutes },
            state,
            is_back_dated: is_paper,
            is_late,
            reason: is_late.then(|| "活动点无网络，纸质签到表晚交".into()),
            confirmed_by: is_effective.then_some(confirms.0),
            confirmed_at: is_effective.then(|| (entered_at + TimeDelta::hours(d.within(3, 40))).min(now)),
            entered_at: entered_at.min(now),
            entry_id: None,
        });
    }
    hours::insert_many(tx.conn, &rows)?;
    remember(tx, notes)
}

/// Old records are confirmed nearly all; of the last ten days many wait, and some are disputed.
fn state(d: &mut Dice, e: &Event, t: &Taking, now: Ts) -> RecordState {
    let is_recent = now - e.ends < TimeDelta::days(10);
    match (d.below(100), is_recent) {
        // What the demonstration's `volunteer` served lately waits, one of it disputed.
        (_, true) if t.place == 1 && e.n.is_multiple_of(2) => RecordState::Objected,
        (_, true) if t.place == 1 => RecordState::Entered,
        (_, false) if t.place == 1 => RecordState::Effective,
        (0..=1, false) => RecordState::Voided,
        (_, false) => RecordState::Effective,
        (0..=44, true) => RecordState::Effective,
        (45..=51, true) => RecordState::Objected,
        (52..=56, true) => RecordState::Corrected,
        (57, true) => RecordState::Voided,
        (_, true) => RecordState::Entered,
    }
}

/// What was said about a record that is not simply entered or confirmed.
fn said(
    state: RecordState,
    no: String,
    in_at: Ts,
    out_at: Ts,
    minutes: i64,
    host: &Host,
) -> impl Iterator<Item = (String, NewNote)> + use<> {
    let (kind, reason, by) = match state {
        RecordState::Objected => (NoteKind::Objection, "我一直服务到活动结束，签退时间记早了。", None),
        RecordState::Corrected => (NoteKind::Correction, "核对签到表后更正签退时间。", Some(host.writes.0)),
        RecordState::Voided => (NoteKind::Voiding, "重复登记，作废。", Some(host.writes.0)),
        _ => return None.into_iter(),
    };
    let times = |minutes| Json(Times { in_at, out_at: Some(out_at), minutes });
    let before = Json(Times { in_at, out_at: Some(out_at - TimeDelta::minutes(60)), minutes: (minutes - 60).max(0) });
    let note = NewNote {
        record_id: RecordId(0),
        kind,
        reason: reason.into(),
        old: Some(if kind == NoteKind::Correction { before } else { times(minutes) }),
        new: (kind == NoteKind::Correction).then(|| times(minutes)),
        account_id: by.filter(|id| *id > 0),
        entry_id: None,
        at: out_at + TimeDelta::hours(5),
    };
    Some((no, note)).into_iter()
}

fn remember(tx: &mut Tx, notes: Vec<(String, NewNote)>) -> Result<()> {
    if notes.is_empty() {
        return Ok(());
    }
    let now = tx.now;
    let nos: Vec<&str> = notes.iter().map(|(no, _)| no.as_str()).collect();
    let ids: BTreeMap<String, RecordId> = service_records::table
        .filter(service_records::no.eq_any(nos))
        .select((service_records::no, service_records::id))
        .load::<(String, RecordId)>(tx.conn)?
        .into_iter()
        .collect();
    let rows: Vec<NewNote> = notes
        .into_iter()
        .filter_map(|(no, note)| Some(NewNote { record_id: *ids.get(&no)?, at: note.at.min(now), ..note }))
        .collect();
    hours::insert_notes(tx.conn, &rows)
}

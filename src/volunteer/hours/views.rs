//! Page contexts of hours.
use super::model::{Act, How, NoteKind, RecordState, Times};
use crate::{
    kernel::time::{Day, Ts},
    volunteer::activity::ActivityState,
    web::View,
};
use serde::Serialize;

/// One line of the list on the day.
#[derive(Debug, Clone, Serialize)]
pub struct AttendanceRow {
    /// Sign-up.
    pub signup: i64,
    /// Place on the list.
    pub place: i64,
    /// Public name.
    pub name: String,
    /// Volunteer number.
    pub volunteer: String,
    /// `confirmed` or `waiting`.
    pub listed: String,
    /// Record's number, once signed in.
    pub record: Option<String>,
    /// Record's state.
    pub state: Option<RecordState>,
    /// Signed in at.
    pub in_at: Option<Ts>,
    /// Signed out at.
    pub out_at: Option<Ts>,
    /// Hours as text.
    pub hours: String,
    /// Whether this reader may confirm.
    pub may_confirm: bool,
    /// Whether this line is the reader's own.
    pub is_me: bool,
}

/// The day of an activity: signing in and out, confirming.
#[derive(Debug, Clone, Serialize)]
pub struct AttendancePage {
    /// Activity.
    pub no: String,
    /// Title.
    pub title: String,
    /// State.
    pub state: ActivityState,
    /// Begins.
    pub starts_at: Ts,
    /// Ends.
    pub ends_at: Ts,
    /// When signing in opens.
    pub opens_at: Ts,
    /// When signing out closes.
    pub closes_at: Ts,
    /// Whether marks on the spot are possible now.
    pub is_open: bool,
    /// Whether it has begun, so that people can be signed out.
    pub may_sign_out: bool,
    /// Insurance missing for a dangerous activity.
    pub lacks_insurance: bool,
    /// Lines.
    pub rows: Vec<AttendanceRow>,
    /// How many this reader may confirm.
    pub to_confirm: i64,
    /// Beginning and end as a form writes them.
    pub from: String,
    /// End as a form writes it.
    pub to: String,
}

impl View for AttendancePage {
    const TEMPLATE: &'static str = "volunteer/hours/attendance.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let at = crate::volunteer::sample_instant();
        let row = |place: i64, state: Option<RecordState>| AttendanceRow {
            signup: place,
            place,
            name: if place == 3 { String::new() } else { "小满".into() },
            volunteer: "510903-2026-000318".into(),
            listed: if place == 9 { "waiting".into() } else { "confirmed".into() },
            record: state.map(|_| "510903-2026-A00042-0001".into()),
            state,
            in_at: state.map(|_| at),
            out_at: state.filter(|s| *s != RecordState::SignedIn).map(|_| at),
            hours: "2.5".into(),
            may_confirm: state == Some(RecordState::Entered),
            is_me: place == 2,
        };
        let mut rows = vec![row(1, None), row(2, None), row(9, None)];
        rows.extend((3..).zip(RecordState::ALL).map(|(n, s)| row(n, Some(*s))));
        let full = Self {
            no: "510903-2026-A00042".into(),
            title: "周六陪伴日".into(),
            state: ActivityState::Running,
            starts_at: at,
            ends_at: at,
            opens_at: at,
            closes_at: at,
            is_open: true,
            may_sign_out: true,
            lacks_insurance: false,
            rows,
            to_confirm: 1,
            from: "2026-11-28T09:00".into(),
            to: "2026-11-28T11:30".into(),
        };
        let empty = Self { rows: vec![], to_confirm: 0, is_open: false, lacks_insurance: true, ..full.clone() };
        vec![full, empty]
    }
}

/// The changing code on the leader's screen.
#[derive(Debug, Clone, Serialize)]
pub struct CodePage {
    /// Activity.
    pub no: String,
    /// Title.
    pub title: String,
    /// Which mark.
    pub act: Act,
    /// Drawing of the code.
    pub svg: String,
    /// Seconds until the next one.
    pub seconds: i64,
    /// How many have signed in.
    pub signed_in: i64,
    /// How many are on the list.
    pub listed: i64,
}

impl View for CodePage {
    const TEMPLATE: &'static str = "volunteer/hours/code.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let at = |act: Act| Self {
            no: "510903-2026-A00042".into(),
            title: "周六陪伴日".into(),
            act,
            svg: "<svg viewBox=\"0 0 9 9\"></svg>".into(),
            seconds: 17,
            signed_in: 12,
            listed: 17,
        };
        vec![at(Act::In), at(Act::Out)]
    }
}

/// What a scanned code opens on the volunteer's telephone.
#[derive(Debug, Clone, Serialize)]
pub struct CheckInPage {
    /// Activity.
    pub no: String,
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// The code.
    pub code: String,
    /// Which mark, when the code still holds.
    pub act: Option<Act>,
}

impl View for CheckInPage {
    const TEMPLATE: &'static str = "volunteer/hours/check_in.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let of = |act: Option<Act>| Self {
            no: "510903-2026-A00042".into(),
            title: "周六陪伴日".into(),
            place: "荷塘社区".into(),
            code: "in-1-2-abc".into(),
            act,
        };
        vec![of(Some(Act::In)), of(Some(Act::Out)), of(None)]
    }
}

/// Something said or done about a record.
#[derive(Debug, Clone, Serialize)]
pub struct NoteRow {
    /// What.
    pub kind: NoteKind,
    /// Why.
    pub reason: String,
    /// Hours before, as text.
    pub old: Option<String>,
    /// Hours after, as text.
    pub new: Option<String>,
    /// Times before.
    pub old_times: Option<Times>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// When.
    pub at: Ts,
}

/// A record with its evidence, for the volunteer and for who runs the activity.
#[derive(Debug, Clone, Serialize)]
pub struct RecordPage {
    /// Number.
    pub no: String,
    /// Activity's number.
    pub activity: String,
    /// Activity's title.
    pub title: String,
    /// Place.
    pub place: String,
    /// Organizer.
    pub host: String,
    /// Public name of the volunteer.
    pub name: String,
    /// Day.
    pub day: Day,
    /// Signed in at.
    pub in_at: Ts,
    /// How.
    pub in_how: How,
    /// Signed out at.
    pub out_at: Option<Ts>,
    /// How.
    pub out_how: Option<How>,
    /// Hours as text.
    pub hours: String,
    /// State.
    pub state: RecordState,
    /// Entered from paper.
    pub is_back_dated: bool,
    /// Later than allowed without a reason.
    pub is_late: bool,
    /// The reason.
    pub reason: Option<String>,
    /// When confirmed.
    pub confirmed_at: Option<Ts>,
    /// Ledger entry of the confirmation.
    pub entry: Option<i64>,
    /// Notes, newest first.
    pub notes: Vec<NoteRow>,
    /// Whether the reader is the volunteer.
    pub is_mine: bool,
    /// Whether the reader runs the activity and is somebody else.
    pub handles: bool,
    /// Whether the reader may confirm.
    pub may_confirm: bool,
    /// Beginning as a form writes it.
    pub from: String,
    /// End as a form writes it.
    pub to: String,
}

impl View for RecordPage {
    const TEMPLATE: &'static str = "volunteer/hours/record.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let at = crate::volunteer::sample_instant();
        let note = |kind: NoteKind| NoteRow {
            kind,
            reason: "名单抄错一行".into(),
            old: Some("2.5".into()),
            new: (kind == NoteKind::Correction).then(|| "3".into()),
            old_times: None,
            entry: Some(12),
            at,
        };
        let of = |state: RecordState| Self {
            no: "510903-2026-A00042-0007".into(),
            activity: "510903-2026-A00042".into(),
            title: "周六陪伴日".into(),
            place: "荷塘社区".into(),
            host: "遂宁市船山区听荷养老服务中心".into(),
            name: "小满".into(),
            day: at.day(),
            in_at: at,
            in_how: How::Code,
            out_at: (state != RecordState::SignedIn).then_some(at),
            out_how: (state != RecordState::SignedIn).then_some(How::Paper),
            hours: "2.5".into(),
            state,
            is_back_dated: state == RecordState::Entered,
            is_late: state == RecordState::Entered,
            reason: (state == RecordState::Entered).then(|| "现场停电".into()),
            confirmed_at: (state == RecordState::Effective).then_some(at),
            entry: (state == RecordState::Effective).then_some(418),
            notes: NoteKind::ALL.iter().map(|k| note(*k)).collect(),
            is_mine: state == RecordState::Effective,
            handles: state != RecordState::Effective,
            may_confirm: state == RecordState::Corrected,
            from: "2026-11-28T09:00".into(),
            to: "2026-11-28T11:30".into(),
        };
        RecordState::ALL.iter().map(|s| of(*s)).collect()
    }
}

/// A record that waits.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingRow {
    /// Number.
    pub no: String,
    /// Activity's number.
    pub activity: String,
    /// Activity's title.
    pub title: String,
    /// Public name.
    pub name: String,
    /// Day.
    pub day: Day,
    /// Hours as text.
    pub hours: String,
    /// State.
    pub state: RecordState,
    /// Entered from paper.
    pub is_back_dated: bool,
    /// Whether this reader may confirm.
    pub may_confirm: bool,
}

/// Records that wait for this person.
#[derive(Debug, Clone, Serialize)]
pub struct WaitingPage {
    /// Rows, oldest first.
    pub items: Vec<WaitingRow>,
}

impl View for WaitingPage {
    const TEMPLATE: &'static str = "volunteer/hours/waiting.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let row = |state: RecordState| WaitingRow {
            no: "510903-2026-A00042-0007".into(),
            activity: "510903-2026-A00042".into(),
            title: "周六陪伴日".into(),
            name: "小满".into(),
            day: crate::volunteer::sample_instant().day(),
            hours: "2.5".into(),
            state,
            is_back_dated: true,
            may_confirm: state == RecordState::Entered,
        };
        vec![Self { items: vec![row(RecordState::Entered), row(RecordState::Objected)] }, Self { items: vec![] }]
    }
}

//! Page contexts of the roll.
use super::model::{Consent, ConsentKind, ServiceField, Skill};
use crate::{
    kernel::time::{Day, Ts},
    volunteer::hours::RecordState,
    web::View,
};
use serde::Serialize;

/// One choice of a list, in the reader's language.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
}

impl Choice {
    /// A choice.
    #[must_use]
    pub fn new(value: impl Into<String>, label: impl Into<String>) -> Self {
        Self { value: value.into(), label: label.into() }
    }
}

/// Joining the roll 志愿者注册.
#[derive(Debug, Clone, Serialize)]
pub struct JoinPage {
    /// The account's name, to start with.
    pub name: String,
    /// Divisions to choose from.
    pub divisions: Vec<Choice>,
    /// Kinds of identity document.
    pub kinds: Vec<String>,
    /// Youngest age.
    pub least: i64,
    /// Below this a guardian consents.
    pub guardian_below: i64,
    /// Version of the text agreed to.
    pub consent: &'static str,
    /// Where to go afterwards.
    pub next: String,
}

impl View for JoinPage {
    const TEMPLATE: &'static str = "volunteer/person/join.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        vec![Self {
            name: "林小满".into(),
            divisions: vec![Choice::new("510903", "船山区")],
            kinds: vec!["resident_id".into(), "passport".into()],
            least: 14,
            guardian_below: 18,
            consent: super::model::CONSENT_VERSION,
            next: "/volunteer".into(),
        }]
    }
}

/// A record in the volunteer's own log.
#[derive(Debug, Clone, Serialize)]
pub struct RecordRow {
    /// Number.
    pub no: String,
    /// Day.
    pub day: Day,
    /// Activity.
    pub title: String,
    /// Place.
    pub place: String,
    /// Organizer.
    pub host: String,
    /// Hours as text.
    pub hours: String,
    /// State.
    pub state: RecordState,
    /// Entered from paper.
    pub is_back_dated: bool,
    /// Ledger entry of the confirmation.
    pub entry: Option<i64>,
}

/// A sign-up to come.
#[derive(Debug, Clone, Serialize)]
pub struct ComingRow {
    /// Activity.
    pub no: String,
    /// Title.
    pub title: String,
    /// Place.
    pub place: String,
    /// Begins.
    pub starts_at: Ts,
    /// `confirmed` or `waiting`.
    pub state: String,
}

/// A team of the volunteer.
#[derive(Debug, Clone, Serialize)]
pub struct TeamRow {
    /// Number.
    pub no: String,
    /// Name.
    pub name: String,
    /// Role in it.
    pub role: String,
    /// `asked` or `member`.
    pub state: String,
}

/// A certificate of the volunteer.
#[derive(Debug, Clone, Serialize)]
pub struct CertificateRow {
    /// Number.
    pub no: String,
    /// Hours as text.
    pub hours: String,
    /// Issued.
    pub issued_at: Ts,
    /// Whether it holds.
    pub is_valid: bool,
}

/// My volunteering 我的志愿服务.
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    /// Volunteer number.
    pub no: String,
    /// Nickname.
    pub nickname: String,
    /// Effective hours as text.
    pub hours: String,
    /// Stars earned.
    pub stars: usize,
    /// Hours of the next star, if there is one.
    pub next_star: Option<i64>,
    /// Effective records.
    pub records_count: i64,
    /// Minutes waiting for a second person, as hours.
    pub waiting_hours: String,
    /// Coming activities.
    pub coming: Vec<ComingRow>,
    /// Records, newest first.
    pub records: Vec<RecordRow>,
    /// Next page of records.
    pub next: Option<String>,
    /// Teams.
    pub teams: Vec<TeamRow>,
    /// Certificates.
    pub certificates: Vec<CertificateRow>,
    /// Teams and organizations this person may run activities for.
    pub runs: bool,
}

impl View for MinePage {
    const TEMPLATE: &'static str = "volunteer/person/mine.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let at: Ts = crate::volunteer::sample_instant();
        let empty = Self {
            no: "510903-2026-000318".into(),
            nickname: "小满".into(),
            hours: "0".into(),
            stars: 0,
            next_star: Some(100),
            records_count: 0,
            waiting_hours: "0".into(),
            coming: vec![],
            records: vec![],
            next: None,
            teams: vec![],
            certificates: vec![],
            runs: false,
        };
        let full = Self {
            hours: "128.5".into(),
            stars: 1,
            next_star: Some(300),
            records_count: 42,
            waiting_hours: "2.5".into(),
            coming: vec![ComingRow {
                no: "510903-2026-A00042".into(),
                title: "周六陪伴日：听老人讲涪江的故事".into(),
                place: "荷塘社区市民中心二楼".into(),
                starts_at: at,
                state: "waiting".into(),
            }],
            records: RecordState::ALL
                .iter()
                .map(|&state| RecordRow {
                    no: "510903-2026-A00042-0007".into(),
                    day: at.day(),
                    title: "周六陪伴日".into(),
                    place: "荷塘社区".into(),
                    host: "遂宁市船山区听荷养老服务中心".into(),
                    hours: "2.5".into(),
                    state,
                    is_back_dated: state == RecordState::Entered,
                    entry: (state == RecordState::Effective).then_some(418),
                })
                .collect(),
            next: Some("abc".into()),
            teams: vec![TeamRow {
                no: "510903-T0007".into(),
                name: "涪江晚晴志愿服务队".into(),
                role: "deputy".into(),
                state: "member".into(),
            }],
            certificates: vec![
                CertificateRow {
                    no: "C-510903-2026-000417-7".into(),
                    hours: "128.5".into(),
                    issued_at: at,
                    is_valid: true,
                },
                CertificateRow {
                    no: "C-510903-2026-000400-K".into(),
                    hours: "130".into(),
                    issued_at: at,
                    is_valid: false,
                },
            ],
            runs: true,
            ..empty.clone()
        };
        vec![full, empty]
    }
}

/// Not on the roll yet: what joining means and brings.
#[derive(Debug, Clone, Serialize)]
pub struct WelcomePage {
    /// How many are on the roll.
    pub volunteers: i64,
    /// Effective hours of the city, as text.
    pub hours: String,
}

impl View for WelcomePage {
    const TEMPLATE: &'static str = "volunteer/person/welcome.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        vec![Self { volunteers: 10_318, hours: "128,406".into() }]
    }
}

/// One's own details, consents, export, leaving.
#[derive(Debug, Clone, Serialize)]
pub struct ProfilePage {
    /// Volunteer number.
    pub no: String,
    /// Real name, for the person alone.
    pub name: String,
    /// Document, masked.
    pub identity: String,
    /// Divisions.
    pub divisions: Vec<Choice>,
    /// Skills to choose from.
    pub skills: Vec<&'static str>,
    /// Fields to choose from.
    pub fields: Vec<&'static str>,
    /// Consents given and taken back.
    pub consents: Vec<Consent>,
}

impl View for ProfilePage {
    const TEMPLATE: &'static str = "volunteer/person/profile.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let at = crate::volunteer::sample_instant();
        let consent = |kind, withdrawn_at| Consent {
            kind,
            text_version: super::model::CONSENT_VERSION.into(),
            given_at: at,
            withdrawn_at,
        };
        vec![Self {
            no: "510903-2026-000318".into(),
            name: "林小满".into(),
            identity: "**************0013".into(),
            divisions: vec![Choice::new("510903", "船山区")],
            skills: Skill::ALL.iter().map(|s| s.word()).collect(),
            fields: ServiceField::ALL.iter().map(|f| f.word()).collect(),
            consents: vec![consent(ConsentKind::Roll, None), consent(ConsentKind::RealName, Some(at))],
        }]
    }
}

/// Leaving the roll: what happens then.
#[derive(Debug, Clone, Serialize)]
pub struct LeavePage {
    /// Volunteer number.
    pub no: String,
    /// Effective hours as text.
    pub hours: String,
}

impl View for LeavePage {
    const TEMPLATE: &'static str = "volunteer/person/leave.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        vec![Self { no: "510903-2026-000318".into(), hours: "128.5".into() }]
    }
}

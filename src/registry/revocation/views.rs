//! Page contexts of revocations.
use super::model::{Ground, Revocation, RevocationState};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    registry::application::views::{Choice, Happened, PaperLink},
    web::{Left, View},
};
use serde::Serialize;

/// A revocation at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Its number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Why.
    pub ground: &'static str,
    /// Where it stands.
    pub state: RevocationState,
    /// What is left of the days to answer.
    pub left: Option<Left>,
}

/// What waits at the desk.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// Open revocations, the oldest first.
    pub rows: Vec<Task>,
}

/// Giving notice.
#[derive(Debug, Clone, Serialize)]
pub struct NewPage {
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// Last day to answer, if the notice is given today.
    pub answer_by: Day,
    /// Grounds to choose from.
    pub grounds: Vec<Choice>,
}

/// One revocation.
#[derive(Debug, Clone, Serialize)]
#[allow(clippy::struct_excessive_bools, reason = "each is one offer of the page")]
pub struct ShowPage {
    /// Its number.
    pub no: String,
    /// Name of the organization.
    pub name: String,
    /// Its code.
    pub code: String,
    /// The office, in the reader's language.
    pub authority: String,
    /// Where to ask.
    pub phone: String,
    /// Why.
    pub ground: &'static str,
    /// What it takes away.
    pub measure: &'static str,
    /// Where it stands.
    pub state: RevocationState,
    /// The facts.
    pub facts: String,
    /// When the notice was given.
    pub noticed_at: Ts,
    /// Last day to answer.
    pub answer_by: Day,
    /// What is left of it.
    pub left: Option<Left>,
    /// What the organization says; for the parties only.
    pub statement: Option<String>,
    /// First day of the hearing.
    pub hearing_from: Option<Day>,
    /// Day of the hearing.
    pub heard_on: Option<Day>,
    /// Its record; for the parties only.
    pub record: Option<String>,
    /// Reasons of the decision.
    pub decision: Option<String>,
    /// When it fell.
    pub decided_at: Option<Ts>,
    /// Ledger entry.
    pub entry: Option<i64>,
    /// Its course.
    pub events: Vec<Happened>,
    /// Papers.
    pub papers: Vec<PaperLink>,
    /// Whether the reader may state the organization's case now.
    pub may_state: bool,
    /// Whether the reader may ask for a hearing now.
    pub may_ask: bool,
    /// Whether the reader may write the record of the hearing now.
    pub may_hold: bool,
    /// Whether the reader may drop the matter now.
    pub may_decide: bool,
    /// Whether the reader may revoke now.
    pub may_revoke: bool,
    /// Whether the reader works at the authority.
    pub is_staff: bool,
}

fn day() -> Day {
    Day::from_ymd_opt(2026, 11, 23).unwrap_or_default()
}

/// A revocation that cannot exist, for tests and samples.
#[must_use]
pub fn sample_revocation(state: RevocationState) -> Revocation {
    Revocation {
        id: 1,
        no: "510903-20261123-CX-00001".into(),
        organization_id: OrganizationId(1),
        authority_id: AuthorityId(1),
        ground: Ground::Idle,
        facts: "x".into(),
        state,
        noticed_at: Ts::start_of(day()),
        noticed_by: AccountId(1),
        answer_by: day(),
        statement: None,
        stated_at: None,
        hearing_from: None,
        heard_on: None,
        record: None,
        heard_by: None,
        decision: None,
        decided_by: None,
        decided_at: None,
        entry_id: None,
        version: 0,
    }
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "registry/revocation/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let task = |state: &RevocationState| Task {
            no: "510903-20261123-CX-00001".into(),
            name: "Lotus".into(),
            ground: "idle",
            state: *state,
            left: (*state == RevocationState::Noticed).then(Left::sample),
        };
        vec![Self { rows: RevocationState::ALL.iter().map(task).collect() }, Self { rows: vec![] }]
    }
}

impl View for NewPage {
    const TEMPLATE: &'static str = "registry/revocation/new.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let grounds = vec![Choice::new("idle", "x"), Choice::new("fraud", "y")];
        vec![Self { name: "Lotus".into(), code: "x".into(), answer_by: day(), grounds }]
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "registry/revocation/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let of = |state: RevocationState| {
            let decided = !state.is_open();
            let heard = state == RevocationState::Heard || decided;
            Self {
                no: "510903-20261123-CX-00001".into(),
                name: "Lotus".into(),
                code: "x".into(),
                authority: "Suining Civil Affairs".into(),
                phone: "0825-0000000".into(),
                ground: "idle",
                measure: "registration",
                state,
                facts: "x".into(),
                noticed_at: Ts::start_of(day()),
                answer_by: day(),
                left: (state == RevocationState::Noticed).then(Left::sample),
                statement: heard.then(|| "x".into()),
                hearing_from: heard.then(day),
                heard_on: heard.then(day),
                record: heard.then(|| "x".into()),
                decision: decided.then(|| "x".into()),
                decided_at: decided.then(|| Ts::start_of(day())),
                entry: (state == RevocationState::Revoked).then_some(3),
                events: vec![Happened { title: "x".into(), state: Some("now"), at: Ts::start_of(day()), entry: None }],
                papers: vec![PaperLink { label: "Notice".into(), href: "/x".into() }],
                may_state: state == RevocationState::Noticed,
                may_ask: state == RevocationState::Stated,
                may_hold: state == RevocationState::Hearing,
                may_decide: state == RevocationState::Heard,
                may_revoke: state == RevocationState::Heard,
                is_staff: state == RevocationState::Hearing,
            }
        };
        let waiting = Self { may_revoke: false, ..of(RevocationState::Heard) };
        RevocationState::ALL.iter().map(|s| of(*s)).chain([waiting]).collect()
    }
}

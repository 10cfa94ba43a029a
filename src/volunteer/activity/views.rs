//! Page contexts of activities.
use super::model::{Activity, ActivityState, Details, Insurance};
use crate::{
    kernel::time::Ts,
    volunteer::person::{ServiceField, Skill, views::Choice},
    web::View,
};
use serde::Serialize;

/// One activity on the board.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Number.
    pub no: String,
    /// Title.
    pub title: String,
    /// Summary.
    pub summary: String,
    /// Field.
    pub field: ServiceField,
    /// Begins.
    pub starts_at: Ts,
    /// Place.
    pub place: String,
    /// County, in the reader's language.
    pub county: String,
    /// Organizer.
    pub host: String,
    /// Places left.
    pub left: i64,
    /// Places.
    pub capacity: i64,
    /// State.
    pub state: ActivityState,
}

/// A filter of the board.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// Parameter.
    pub name: &'static str,
    /// Words.
    pub label: String,
    /// Choices.
    pub options: Vec<FacetOption>,
}

/// One box of a filter.
#[derive(Debug, Clone, Serialize)]
pub struct FacetOption {
    /// What is sent.
    pub value: String,
    /// What is shown.
    pub label: String,
    /// Ticked or not.
    pub on: bool,
}

/// A link that chooses when.
#[derive(Debug, Clone, Serialize)]
pub struct WhenLink {
    /// Words.
    pub label: String,
    /// Where it leads.
    pub href: String,
    /// Chosen or not.
    pub on: bool,
}

/// The board 志愿活动.
#[derive(Debug, Clone, Serialize)]
pub struct BoardPage {
    /// Words searched.
    pub q: String,
    /// Times to choose from.
    pub whens: Vec<WhenLink>,
    /// Filters.
    pub facets: Vec<Facet>,
    /// How many filters are on.
    pub chosen: i64,
    /// Parameters kept by the filters' form.
    pub when: String,
    /// Rows.
    pub items: Vec<Card>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Whether search is away.
    pub degraded: bool,
    /// Query for the calendar feed.
    pub feed: String,
    /// Whether this person runs activities.
    pub runs: bool,
}

pub(super) fn sample_card() -> Card {
    Card {
        no: "510903-2026-A00042".into(),
        title: "周六陪伴日：听老人讲涪江的故事".into(),
        summary: "陪十二位独居老人聊一个上午。".into(),
        field: ServiceField::Elder,
        starts_at: crate::volunteer::sample_instant(),
        place: "荷塘社区市民中心二楼".into(),
        county: "船山区 广德街道".into(),
        host: "涪江晚晴志愿服务队".into(),
        left: 7,
        capacity: 24,
        state: ActivityState::Open,
    }
}

impl View for BoardPage {
    const TEMPLATE: &'static str = "volunteer/activity/board.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let empty = Self {
            q: "潜水".into(),
            whens: vec![WhenLink { label: "本周末".into(), href: "/activities?when=weekend".into(), on: true }],
            facets: vec![Facet {
                name: "county",
                label: "地区".into(),
                options: vec![FacetOption { value: "510903".into(), label: "船山区".into(), on: true }],
            }],
            chosen: 1,
            when: "weekend".into(),
            items: vec![],
            next: None,
            degraded: true,
            feed: "/activities.ics".into(),
            runs: false,
        };
        let full_up = Card { left: 0, ..sample_card() };
        let full = Self {
            items: vec![sample_card(), full_up],
            next: Some("/activities?cursor=x".into()),
            degraded: false,
            runs: true,
            ..empty.clone()
        };
        vec![full, empty]
    }
}

/// A volunteer on a list, by public name.
#[derive(Debug, Clone, Serialize)]
pub struct RosterRow {
    /// Sign-up.
    pub id: i64,
    /// Place on the list.
    pub place: i64,
    /// Nickname; empty after leaving the roll.
    pub name: String,
    /// Volunteer number.
    pub volunteer: String,
    /// Telephone, only for the leader's list.
    pub phone: String,
    /// Guardian's telephone for minors.
    pub guardian: String,
    /// `confirmed` or `waiting`.
    pub state: String,
}

/// An activity's page.
#[derive(Debug, Clone, Serialize)]
pub struct ShowPage {
    /// What the board shows.
    pub card: Card,
    /// Ends.
    pub ends_at: Ts,
    /// Last moment to sign up.
    pub sign_up_until: Ts,
    /// Whether sign-up is open now.
    pub is_open: bool,
    /// Hours as text that a whole attendance makes.
    pub hours: String,
    /// Confirmed places.
    pub taken: i64,
    /// Waiting.
    pub waiting: i64,
    /// Youngest age.
    pub min_age: i64,
    /// Below this a guardian consents.
    pub guardian_below: i64,
    /// Dangerous or not.
    pub is_dangerous: bool,
    /// Whether insurance covers the day.
    pub is_insured: bool,
    /// The rest of the notice.
    pub plan: Vec<String>,
    /// Skills wanted.
    pub skills: Vec<Skill>,
    /// Training.
    pub training: String,
    /// What to bring.
    pub bring: String,
    /// Cost.
    pub cost: String,
    /// Risks.
    pub risk: String,
    /// Whom to ask.
    pub contact: String,
    /// Credit code of the organization.
    pub host_code: String,
    /// Name of the organization.
    pub host_name: String,
    /// Team's number and name.
    pub team: Option<Choice>,
    /// Effective hours of the team.
    pub team_hours: i64,
    /// Ledger entry of the publication.
    pub entry: Option<i64>,
    /// `visitor`, `not-on-roll`, `none`, `confirmed`, `waiting`.
    pub mine: String,
    /// Place in the waiting list.
    pub my_place: i64,
    /// Titles of other sign-ups at the same time.
    pub clashes: Vec<String>,
    /// Number of this reader's record of this activity.
    pub record: Option<String>,
    /// Whether this reader runs it.
    pub runs: bool,
}

pub(super) fn sample_show() -> ShowPage {
    ShowPage {
        card: sample_card(),
        ends_at: crate::volunteer::sample_instant() + chrono::TimeDelta::minutes(150),
        sign_up_until: crate::volunteer::sample_instant(),
        is_open: true,
        hours: "2.5".into(),
        taken: 17,
        waiting: 0,
        min_age: 14,
        guardian_below: 18,
        is_dangerous: false,
        is_insured: true,
        plan: vec!["8:45 签到".into(), "9:00 结对".into()],
        skills: vec![Skill::Photo],
        training: "行前一小时".into(),
        bring: "手机或纸笔".into(),
        cost: String::new(),
        risk: "室内活动，风险低".into(),
        contact: "0825-0000000".into(),
        host_code: "53510900MJQ0000000".into(),
        host_name: "遂宁市船山区听荷养老服务中心".into(),
        team: Some(Choice::new("510903-T0007", "涪江晚晴志愿服务队")),
        team_hours: 3_164,
        entry: Some(9),
        mine: "visitor".into(),
        my_place: 0,
        clashes: vec![],
        record: None,
        runs: false,
    }
}

impl View for ShowPage {
    const TEMPLATE: &'static str = "volunteer/activity/show.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let one = sample_show();
        let state = |state: ActivityState| Self {
            card: Card { state, ..one.card.clone() },
            is_open: false,
            runs: true,
            ..one.clone()
        };
        vec![
            one.clone(),
            Self { mine: "none".into(), clashes: vec!["清河净滩".into()], ..one.clone() },
            Self {
                mine: "waiting".into(),
                my_place: 3,
                waiting: 4,
                card: Card { left: 0, ..one.card.clone() },
                ..one.clone()
            },
            Self {
                mine: "confirmed".into(),
                record: Some("510903-2026-A00042-0007".into()),
                runs: true,
                ..one.clone()
            },
            Self { mine: "not-on-roll".into(), is_dangerous: true, is_insured: false, team: None, ..one.clone() },
            state(ActivityState::Draft),
            state(ActivityState::Running),
            state(ActivityState::Done),
            state(ActivityState::Cancelled),
        ]
    }
}

/// Writing a notice, new or again.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// Number, when it exists already.
    pub no: Option<String>,
    /// Who may organize: organizations `o1` and teams `t1`.
    pub hosts: Vec<Choice>,
    /// Divisions.
    pub divisions: Vec<Choice>,
    /// Fields.
    pub fields: Vec<&'static str>,
    /// Skills.
    pub skills: Vec<&'static str>,
    /// Youngest age for dangerous activity.
    pub danger_min: i64,
}

impl View for EditPage {
    const TEMPLATE: &'static str = "volunteer/activity/edit.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let new = Self {
            no: None,
            hosts: vec![Choice::new("t7", "涪江晚晴志愿服务队")],
            divisions: vec![Choice::new("510903", "船山区")],
            fields: ServiceField::ALL.iter().map(|f| f.word()).collect(),
            skills: Skill::ALL.iter().map(|s| s.word()).collect(),
            danger_min: 18,
        };
        vec![Self { no: Some("510903-2026-A00042".into()), ..new.clone() }, new]
    }
}

/// Activities this person runs.
#[derive(Debug, Clone, Serialize)]
pub struct RunPage {
    /// Rows.
    pub items: Vec<Card>,
    /// Records that wait for a second person.
    pub waiting: i64,
}

impl View for RunPage {
    const TEMPLATE: &'static str = "volunteer/activity/run.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let draft = Card { state: ActivityState::Draft, ..sample_card() };
        vec![Self { items: vec![sample_card(), draft], waiting: 12 }, Self { items: vec![], waiting: 0 }]
    }
}

/// The printed list 签到名单.
#[derive(Debug, Clone, Serialize)]
pub struct RosterPage {
    /// The activity.
    pub card: Card,
    /// Ends.
    pub ends_at: Ts,
    /// Rows.
    pub rows: Vec<RosterRow>,
}

impl View for RosterPage {
    const TEMPLATE: &'static str = "volunteer/activity/roster.html";
    const NAV: &'static str = "desk";
    fn samples() -> Vec<Self> {
        let row = |place: i64, state: &str| RosterRow {
            id: place,
            place,
            name: "小满".into(),
            volunteer: "510903-2026-000318".into(),
            phone: "138****0013".into(),
            guardian: String::new(),
            state: state.into(),
        };
        let ends_at = crate::volunteer::sample_instant();
        let rows = vec![row(1, "confirmed"), row(2, "waiting")];
        vec![Self { card: sample_card(), ends_at, rows }, Self { card: sample_card(), ends_at, rows: vec![] }]
    }
}

/// What the form of an existing notice is filled with: the names of the form.
#[must_use]
pub fn form_values(a: &Activity) -> serde_json::Value {
    let Details { plan, skills, training, bring, cost, risk, contact, insurance } = &a.details.0;
    let Insurance { policy, from, to } = insurance;
    let local = |at: Ts| at.local().format("%Y-%m-%dT%H:%M").to_string();
    let host = a.team_id.map_or(format!("o{}", a.organization_id), |t| format!("t{t}"));
    serde_json::json!({
        "host": host, "title": a.title, "summary": a.summary, "field": a.field, "division": a.division,
        "place": a.place, "starts_at": local(a.starts_at), "ends_at": local(a.ends_at),
        "sign_up_until": local(a.sign_up_until), "break_minutes": a.break_minutes, "capacity": a.capacity,
        "min_age": a.min_age, "is_dangerous": a.is_dangerous.then_some("yes"), "plan": plan, "skills": skills,
        "training": training, "bring": bring, "cost": cost, "risk": risk, "contact": contact, "policy": policy,
        "insured_from": from, "insured_to": to,
    })
}

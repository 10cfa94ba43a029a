//! Page contexts of teams.
use crate::{
    kernel::time::{Day, Ts},
    volunteer::person::{ServiceField, views::Choice},
    web::View,
};
use serde::Serialize;

/// A team in the public list.
#[derive(Debug, Clone, Serialize)]
pub struct TeamCard {
    /// Number.
    pub no: String,
    /// Name.
    pub name: String,
    /// Organization above it.
    pub host: String,
    /// County, in the reader's language.
    pub county: String,
    /// Fields.
    pub fields: Vec<ServiceField>,
    /// Members.
    pub members: i64,
    /// Effective hours.
    pub hours: i64,
}

/// The public list of teams 志愿服务队.
#[derive(Debug, Clone, Serialize)]
pub struct TeamsPage {
    /// What was searched.
    pub q: String,
    /// Chosen county.
    pub county: String,
    /// Chosen field.
    pub field: String,
    /// Counties.
    pub counties: Vec<Choice>,
    /// Fields.
    pub fields: Vec<&'static str>,
    /// How many teams there are.
    pub total: i64,
    /// Rows.
    pub items: Vec<TeamCard>,
    /// Address of the next page.
    pub next: Option<String>,
    /// Whether this person may found one.
    pub may_found: bool,
}

fn card() -> TeamCard {
    TeamCard {
        no: "510903-T0007".into(),
        name: "涪江晚晴志愿服务队".into(),
        host: "遂宁市船山区听荷养老服务中心".into(),
        county: "船山区".into(),
        fields: vec![ServiceField::Elder, ServiceField::Culture],
        members: 218,
        hours: 3_164,
    }
}

impl View for TeamsPage {
    const TEMPLATE: &'static str = "volunteer/team/list.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let empty = Self {
            q: "无".into(),
            county: String::new(),
            field: String::new(),
            counties: vec![Choice::new("510903", "船山区")],
            fields: ServiceField::ALL.iter().map(|f| f.word()).collect(),
            total: 0,
            items: vec![],
            next: None,
            may_found: true,
        };
        let full = Self {
            total: 10,
            items: vec![card()],
            next: Some("/teams?cursor=x".into()),
            county: "510903".into(),
            field: "elder".into(),
            ..empty.clone()
        };
        vec![full, empty]
    }
}

/// Somebody in a team, by public name.
#[derive(Debug, Clone, Serialize)]
pub struct MemberRow {
    /// Row, for decisions.
    pub id: i64,
    /// Nickname; empty after leaving the roll.
    pub name: String,
    /// Role.
    pub role: String,
    /// When asked.
    pub asked_at: Ts,
}

/// An activity of the team.
#[derive(Debug, Clone, Serialize)]
pub struct TeamActivity {
    /// Number.
    pub no: String,
    /// Title.
    pub title: String,
    /// Begins.
    pub starts_at: Ts,
    /// State.
    pub state: String,
}

/// A team's public page.
#[derive(Debug, Clone, Serialize)]
pub struct TeamPage {
    /// The team.
    pub team: TeamCard,
    /// Credit code of the organization above it.
    pub host_code: String,
    /// Who they are.
    pub intro: String,
    /// Community served.
    pub community: String,
    /// Founded on.
    pub founded_on: Day,
    /// Members with a record in twelve months.
    pub active: i64,
    /// Activities held.
    pub held: i64,
    /// Leaders and deputies.
    pub leaders: Vec<MemberRow>,
    /// Some of the members.
    pub members: Vec<MemberRow>,
    /// Activities.
    pub activities: Vec<TeamActivity>,
    /// Ledger entry of the founding.
    pub entry: Option<i64>,
    /// What this reader is in the team: `none`, `asked`, `member`, `visitor`, `not-on-roll`.
    pub mine: String,
    /// Requests waiting, for who leads the team.
    pub requests: Vec<MemberRow>,
    /// Whether this reader leads it.
    pub leads: bool,
}

impl View for TeamPage {
    const TEMPLATE: &'static str = "volunteer/team/show.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        let at = crate::volunteer::sample_instant();
        let row = |name: &str, role: &str| MemberRow { id: 7, name: name.into(), role: role.into(), asked_at: at };
        let full = Self {
            team: card(),
            host_code: "53510900MJQ0000000".into(),
            intro: "陪独居老人聊天，记下老码头与老手艺。".into(),
            community: "荷塘社区".into(),
            founded_on: at.day(),
            active: 96,
            held: 48,
            leaders: vec![row("阿涪", "leader"), row("小满", "deputy")],
            members: vec![row("小荷", "member"), row("", "member")],
            activities: vec![TeamActivity {
                no: "510903-2026-A00042".into(),
                title: "周六陪伴日".into(),
                starts_at: at,
                state: "open".into(),
            }],
            entry: Some(5),
            mine: "none".into(),
            requests: vec![row("新来的", "member")],
            leads: true,
        };
        let bare =
            Self { members: vec![], activities: vec![], requests: vec![], leads: false, entry: None, ..full.clone() };
        let faces = ["asked", "member", "visitor", "not-on-roll"];
        let mut all = vec![full];
        all.extend(faces.iter().map(|f| Self { mine: (*f).into(), ..bare.clone() }));
        all
    }
}

/// Founding a team.
#[derive(Debug, Clone, Serialize)]
pub struct FoundPage {
    /// Organizations this person speaks for.
    pub organizations: Vec<Choice>,
    /// Divisions.
    pub divisions: Vec<Choice>,
    /// Fields.
    pub fields: Vec<&'static str>,
}

impl View for FoundPage {
    const TEMPLATE: &'static str = "volunteer/team/new.html";
    const NAV: &'static str = "activities";
    fn samples() -> Vec<Self> {
        vec![Self {
            organizations: vec![Choice::new("1", "遂宁市船山区听荷养老服务中心")],
            divisions: vec![Choice::new("510903", "船山区")],
            fields: ServiceField::ALL.iter().map(|f| f.word()).collect(),
        }]
    }
}

//! Page contexts of the administrator.
use crate::{account::invitation::views::OpenRow, kernel::time::Ts, web::View};
use serde::Serialize;

/// A failed job.
#[derive(Debug, Clone, Serialize)]
pub struct DeadRow {
    /// Row.
    pub id: i64,
    /// What it was to do.
    pub kind: String,
    /// Why it failed.
    pub error: String,
}

/// How one limit is used.
#[derive(Debug, Clone, Serialize)]
pub struct LimitRow {
    /// What it counts.
    pub kind: String,
    /// The most one person used of it.
    pub used: i64,
}

/// The administrator's first page.
#[derive(Debug, Clone, Serialize)]
pub struct AdminPage {
    /// Waiting jobs.
    pub waiting: i64,
    /// Running jobs.
    pub running: i64,
    /// Failed jobs.
    pub dead: Vec<DeadRow>,
    /// Accounts in use.
    pub accounts: i64,
    /// Live sessions.
    pub sessions: i64,
    /// Limits used within the last hour.
    pub limits: Vec<LimitRow>,
    /// `sqlite` or `postgres`.
    pub engine: &'static str,
    /// Whether the search engine answers.
    pub search: bool,
    /// Version of the program.
    pub version: &'static str,
    /// SHA-256 of the rules in force.
    pub rules: String,
}

impl View for AdminPage {
    const TEMPLATE: &'static str = "account/admin.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let calm = Self {
            waiting: 0,
            running: 0,
            dead: vec![],
            accounts: 3,
            sessions: 1,
            limits: vec![],
            engine: "sqlite",
            search: true,
            version: "0.1.0",
            rules: "ab".repeat(32),
        };
        let busy = Self {
            dead: vec![DeadRow { id: 1, kind: "account.send_link".into(), error: "no".into() }],
            limits: vec![LimitRow { kind: "reset".into(), used: 3 }],
            search: false,
            ..calm.clone()
        };
        vec![calm, busy]
    }
}

/// A role of somebody.
#[derive(Debug, Clone, Serialize)]
pub struct SeatRow {
    /// The membership's row.
    pub id: i64,
    /// The role's word.
    pub role: String,
    /// Where.
    pub body_name: String,
}

/// An account.
#[derive(Debug, Clone, Serialize)]
pub struct AccountRow {
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// `active` or `closed`.
    pub status: String,
    /// Whether there is a second factor.
    pub has_totp: bool,
    /// Since when.
    pub since: Ts,
    /// Roles.
    pub seats: Vec<SeatRow>,
    /// Whether it is the reader.
    pub is_me: bool,
}

/// One choice of a select.
#[derive(Debug, Clone, Serialize)]
pub struct BodyChoice {
    /// What the form sends.
    pub value: String,
    /// Words.
    pub label: String,
}

/// People and roles.
#[derive(Debug, Clone, Serialize)]
pub struct AdminPeoplePage {
    /// What was searched.
    pub q: String,
    /// Accounts.
    pub accounts: Vec<AccountRow>,
    /// The next page.
    pub next: Option<String>,
    /// Open invitations.
    pub invitations: Vec<OpenRow>,
    /// Roles to give.
    pub roles: Vec<&'static str>,
    /// Bodies to choose from.
    pub bodies: Vec<BodyChoice>,
}

impl View for AdminPeoplePage {
    const TEMPLATE: &'static str = "account/admin_people.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let row = AccountRow {
            name: "x".into(),
            email: "x@example.org".into(),
            status: "active".into(),
            has_totp: true,
            since: at,
            seats: vec![SeatRow { id: 1, role: "clerk".into(), body_name: "y".into() }],
            is_me: false,
        };
        let open =
            OpenRow { id: 1, email: "y@example.org".into(), role: "clerk".into(), body_name: "x".into(), until: at };
        let full = Self {
            q: String::new(),
            accounts: vec![row],
            next: None,
            invitations: vec![open],
            roles: vec!["clerk"],
            bodies: vec![BodyChoice { value: "city:0".into(), label: "city".into() }],
        };
        vec![Self { accounts: vec![], invitations: vec![], q: "z".into(), ..full.clone() }, full]
    }
}

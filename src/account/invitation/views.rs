//! Page contexts of invitations.
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// What an invitation offers.
#[derive(Debug, Clone, Serialize)]
pub struct InvitationPage {
    /// To whom.
    pub email: String,
    /// The role's word.
    pub role: String,
    /// Where.
    pub body_name: String,
    /// Whether the address has an account already.
    pub has_account: bool,
}

impl View for InvitationPage {
    const TEMPLATE: &'static str = "account/invitation.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let new =
            Self { email: "li@example.org".into(), role: "officer".into(), body_name: "x".into(), has_account: false };
        vec![Self { has_account: true, ..new.clone() }, new]
    }
}

/// Somebody with a role.
#[derive(Debug, Clone, Serialize)]
pub struct MemberRow {
    /// The membership's row.
    pub id: i64,
    /// Name.
    pub name: String,
    /// Address.
    pub email: String,
    /// The role's word.
    pub role: String,
    /// Since when.
    pub since: Ts,
    /// Whether it is the reader.
    pub is_me: bool,
}

/// An invitation nobody has answered yet.
#[derive(Debug, Clone, Serialize)]
pub struct OpenRow {
    /// Row.
    pub id: i64,
    /// To whom.
    pub email: String,
    /// The role's word.
    pub role: String,
    /// Where.
    pub body_name: String,
    /// Until when.
    pub until: Ts,
}

/// The people of an organization, as its officers see them.
#[derive(Debug, Clone, Serialize)]
pub struct PeoplePage {
    /// The organization's row.
    pub id: i64,
    /// Its name.
    pub name: String,
    /// Officers.
    pub members: Vec<MemberRow>,
    /// Open invitations.
    pub invitations: Vec<OpenRow>,
}

impl View for PeoplePage {
    const TEMPLATE: &'static str = "account/people.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let me = MemberRow {
            id: 1,
            name: "x".into(),
            email: "x@example.org".into(),
            role: "officer".into(),
            since: at,
            is_me: true,
        };
        let other = MemberRow { id: 2, is_me: false, ..me.clone() };
        let open =
            OpenRow { id: 1, email: "y@example.org".into(), role: "officer".into(), body_name: "x".into(), until: at };
        vec![
            Self { id: 1, name: "x".into(), members: vec![me, other], invitations: vec![open] },
            Self { id: 1, name: "x".into(), members: vec![], invitations: vec![] },
        ]
    }
}

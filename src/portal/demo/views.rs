//! Page contexts of the demonstration.
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// Somebody to sign in as.
#[derive(Debug, Clone, Serialize)]
pub struct PersonRow {
    /// Address.
    pub email: String,
    /// Name.
    pub name: String,
    /// Roles.
    pub roles: Vec<&'static str>,
    /// Where.
    pub body: Option<String>,
}

/// People who work on the same things.
#[derive(Debug, Clone, Serialize)]
pub struct PeopleGroup {
    /// Words.
    pub label: String,
    /// Who.
    pub people: Vec<PersonRow>,
}

/// Who can sign in.
#[derive(Debug, Clone, Serialize)]
pub struct DemoPage {
    /// Groups.
    pub groups: Vec<PeopleGroup>,
    /// Everybody's password.
    pub password: &'static str,
}

impl View for DemoPage {
    const TEMPLATE: &'static str = "portal/demo.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let person = PersonRow {
            email: "clerk@demo.shanzhi".into(),
            name: "x".into(),
            roles: vec!["clerk"],
            body: Some("y".into()),
        };
        let plain = PersonRow { roles: vec![], body: None, ..person.clone() };
        vec![Self {
            groups: vec![PeopleGroup { label: "z".into(), people: vec![person, plain] }],
            password: super::pages::PASSWORD,
        }]
    }
}

/// A letter in the list.
#[derive(Debug, Clone, Serialize)]
pub struct MailRow {
    /// Its name in the folder.
    pub id: String,
    /// When.
    pub at: Ts,
    /// To whom.
    pub to: String,
    /// About what.
    pub subject: String,
}

/// A letter opened.
#[derive(Debug, Clone, Serialize)]
pub struct OpenMail {
    /// When.
    pub at: Ts,
    /// To whom.
    pub to: String,
    /// From whom.
    pub from: String,
    /// About what.
    pub subject: String,
    /// Before, between and in the links of the text.
    pub parts: Vec<Part>,
}

/// A piece of a letter: plain words, or an address of this site.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// The words.
    pub text: String,
    /// Where they lead.
    pub href: Option<String>,
}

/// Letters of the demonstration.
#[derive(Debug, Clone, Serialize)]
pub struct DemoMailPage {
    /// The newest.
    pub mails: Vec<MailRow>,
    /// The one opened.
    pub open: Option<OpenMail>,
}

impl View for DemoMailPage {
    const TEMPLATE: &'static str = "portal/demo_mail.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let row = MailRow { id: "a".into(), at, to: "x@demo.shanzhi".into(), subject: "s".into() };
        let open = OpenMail {
            at,
            to: "x@demo.shanzhi".into(),
            from: "y".into(),
            subject: "s".into(),
            parts: vec![Part { text: "t".into(), href: Some("/sign-in".into()) }],
        };
        vec![Self { mails: vec![], open: None }, Self { mails: vec![row], open: Some(open) }]
    }
}

//! Page context of the API's documentation.
use crate::web::View;
use serde::Serialize;

/// A field of a body, or a parameter of an address.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Its name; nested ones with dots.
    pub name: String,
    /// Its type in short.
    pub kind: String,
    /// Whether it must be there.
    pub required: bool,
    /// What it is.
    pub text: String,
}

/// An answer.
#[derive(Debug, Clone, Serialize)]
pub struct Answer {
    /// HTTP status.
    pub status: String,
    /// When.
    pub text: String,
}

/// One thing a program can do.
#[derive(Debug, Clone, Serialize)]
pub struct Endpoint {
    /// Anchor.
    pub id: String,
    /// `GET`, `POST` and so on.
    pub method: String,
    /// Address.
    pub path: String,
    /// What it does.
    pub summary: String,
    /// Whether a token is needed.
    pub needs_token: bool,
    /// Parameters of the address.
    pub parameters: Vec<Field>,
    /// Fields of the body.
    pub body: Vec<Field>,
    /// Answers.
    pub answers: Vec<Answer>,
    /// A command to try.
    pub curl: String,
}

/// Endpoints of one part.
#[derive(Debug, Clone, Serialize)]
pub struct Part {
    /// Its name.
    pub name: String,
    /// What it offers.
    pub endpoints: Vec<Endpoint>,
}

/// The documentation.
#[derive(Debug, Clone, Serialize)]
pub struct DocsPage {
    /// Address of this installation.
    pub base: String,
    /// Parts.
    pub parts: Vec<Part>,
}

impl View for DocsPage {
    const TEMPLATE: &'static str = "portal/api_docs.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let field = Field { name: "email".into(), kind: "string".into(), required: true, text: "Address".into() };
        let one = Endpoint {
            id: "post-api-v1-session".into(),
            method: "POST".into(),
            path: "/api/v1/session".into(),
            summary: "Signs in".into(),
            needs_token: false,
            parameters: vec![],
            body: vec![field.clone()],
            answers: vec![Answer { status: "200".into(), text: "Tokens".into() }],
            curl: "curl x".into(),
        };
        let two = Endpoint { parameters: vec![field], body: vec![], needs_token: true, ..one.clone() };
        vec![Self {
            base: "http://127.0.0.1:8080".into(),
            parts: vec![Part { name: "account".into(), endpoints: vec![one, two] }],
        }]
    }
}

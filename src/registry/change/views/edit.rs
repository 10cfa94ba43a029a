//! A draft of a change, or one to correct.
use super::{Asked, faults};
use crate::{
    registry::{
        application::{NameFault, views::Choice},
        case::{
            CaseState,
            views::{DraftSide, Head},
        },
    },
    web::View,
};
use serde::Serialize;

/// A field of the draft.
#[derive(Debug, Clone, Serialize)]
pub struct Field {
    /// Its key.
    pub key: &'static str,
    /// Its name.
    pub label: String,
    /// What is registered now.
    pub now: String,
    /// `line`, `lines` or `money`.
    pub form: &'static str,
    /// Whether the change is announced (`SO-75`).
    pub is_announced: bool,
}

/// A draft, or a change to correct.
#[derive(Debug, Clone, Serialize)]
pub struct EditPage {
    /// The case.
    pub a: Head,
    /// What is asked for.
    pub b: Asked,
    /// Registered items.
    pub fields: Vec<Field>,
    /// Counties of the city, for a new domicile.
    pub counties: Vec<Choice>,
    /// What is doubtful about the new name.
    pub name_faults: Vec<NameFault>,
    /// Documents, what is missing, points to answer.
    #[serde(flatten)]
    pub side: DraftSide,
    /// Days to apply, as the rule has them.
    pub within: Option<(u16, String)>,
}

impl View for EditPage {
    const TEMPLATE: &'static str = "registry/change/edit.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let field = |key, form| Field { key, label: "Name".into(), now: "Lotus".into(), form, is_announced: true };
        let of = |state| Self {
            a: Head::sample("change", state),
            b: Asked::sample(),
            fields: vec![
                field("name", "line"),
                Field { now: String::new(), is_announced: false, ..field("scope", "lines") },
                field("domicile", "line"),
                field("capital", "money"),
            ],
            counties: vec![Choice::new("510921", "Pengxi")],
            name_faults: faults(),
            side: DraftSide::sample(state),
            within: Some((30, "days".into())),
        };
        let draft = of(CaseState::Draft);
        let bare = Self {
            name_faults: vec![],
            side: DraftSide { documents: vec![], ..DraftSide::sample(CaseState::Draft) },
            within: None,
            a: Head { apply_by: None, ..draft.a.clone() },
            b: Asked { is_empty: true, agreed_on: None, is_dual: false, ..Asked::sample() },
            ..draft.clone()
        };
        vec![draft, of(CaseState::Correction), bare]
    }
}

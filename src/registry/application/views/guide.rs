//! What stands before an application: the guide.
use super::Choice;
use crate::{registry::organization::OrganizationKind, web::View};
use serde::Serialize;

/// A period as words need it.
#[derive(Debug, Clone, Serialize)]
pub struct Term {
    /// How many.
    pub n: u16,
    /// Of what: `wd`, `d`, `months`, `years`, `min`.
    pub unit: String,
}

/// 办事指南: everything to know before beginning (`CX-01`).
#[derive(Debug, Clone, Serialize)]
pub struct GuidePage {
    /// Kinds registered here.
    pub kinds: Vec<Choice>,
    /// Registration authorities.
    pub authorities: Vec<Choice>,
    /// The kind described.
    pub kind: OrganizationKind,
    /// Legal basis.
    pub basis: String,
    /// Documents with whether they are required.
    pub documents: Vec<DocumentNeed>,
    /// Least capital of this kind.
    pub capital: Option<crate::kernel::money::Money>,
    /// By law.
    pub statutory: Term,
    /// Promised.
    pub promised: Term,
    /// Where to ask.
    pub contacts: Vec<Contact>,
    /// Whether the reader is signed in.
    pub is_signed_in: bool,
}

/// A document of the guide.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentNeed {
    /// Its name.
    pub label: String,
    /// Whether an application needs it.
    pub is_required: bool,
}

/// Where to ask.
#[derive(Debug, Clone, Serialize)]
pub struct Contact {
    /// The office.
    pub name: String,
    /// Telephone.
    pub phone: String,
    /// Address.
    pub address: String,
}

impl View for GuidePage {
    const TEMPLATE: &'static str = "registry/application/guide.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let page = Self {
            kinds: Choice::sample(),
            authorities: vec![Choice::new("mz-510900", "Suining Civil Affairs")],
            kind: OrganizationKind::Service,
            basis: "Order 251".into(),
            documents: vec![DocumentNeed { label: "Application".into(), is_required: true }],
            capital: Some(crate::kernel::money::Money::from_yuan(30_000)),
            statutory: Term { n: 60, unit: "d".into() },
            promised: Term { n: 20, unit: "wd".into() },
            contacts: vec![Contact { name: "Suining".into(), phone: "0825-0000000".into(), address: "1 Road".into() }],
            is_signed_in: true,
        };
        vec![Self { is_signed_in: false, ..page.clone() }, page]
    }
}

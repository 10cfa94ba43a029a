//! Groups whose filing is public before it is decided on.
use super::sample_day;
use crate::{kernel::time::Day, registry::organization::Category, web::View};
use serde::Serialize;

/// A group made public 公示: what neighbours need to know, and where to say something (`SO-154`).
#[derive(Debug, Clone, Serialize)]
pub struct NoticeLine {
    /// Name.
    pub name: String,
    /// Service class (`SO-151`).
    pub category: Option<Category>,
    /// Its form, in the reader's language.
    pub form: String,
    /// Purpose.
    pub purpose: String,
    /// Scope.
    pub scope: String,
    /// Place of activity.
    pub place: String,
    /// Responsible person, as lists show people: `王*明`.
    pub person: String,
    /// The committee that makes it public.
    pub committee: String,
    /// Its telephone.
    pub phone: String,
    /// The street or township that decides.
    pub street: String,
    /// First day.
    pub from_on: Day,
    /// Last day.
    pub until_on: Day,
}

/// `/filing-notices`
#[derive(Debug, Clone, Serialize)]
pub struct NoticesPage {
    /// Groups, the latest first.
    pub rows: Vec<NoticeLine>,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl View for NoticesPage {
    const TEMPLATE: &'static str = "registry/application/notices.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let row = NoticeLine {
            name: "Lotus Community Choir".into(),
            category: Some(Category::CultureSport),
            form: "Association type".into(),
            purpose: "To sing together".into(),
            scope: "Singing".into(),
            place: "1 Lotus Road".into(),
            person: "X*g".into(),
            committee: "Lotus Community Committee".into(),
            phone: "0825-0000000".into(),
            street: "Nanjin Road Subdistrict Office".into(),
            from_on: sample_day(),
            until_on: sample_day(),
        };
        vec![Self { rows: vec![], next: None }, Self { rows: vec![row], next: Some("/x".into()) }]
    }
}

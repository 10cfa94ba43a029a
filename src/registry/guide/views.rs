//! Page contexts of what stands before an application.
use super::model::Core;
use crate::{
    kernel::money::Money,
    platform::rulebook::{Needed, RegistrationMode},
    registry::{
        application::{
            NameFault,
            views::{Apart, Choice, Term},
        },
        organization::OrganizationKind as Kind,
    },
    web::View,
};
use serde::Serialize;

/// A kind on the page of all kinds.
#[derive(Debug, Clone, Serialize)]
pub struct Card {
    /// Which.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Whether it is registered here.
    pub is_open: bool,
    /// Promised time.
    pub promised: Term,
    /// Least capital, where there is a number.
    pub capital: Option<Money>,
}

/// `/registration`: the kinds, side by side.
#[derive(Debug, Clone, Serialize)]
pub struct KindsPage {
    /// Every kind.
    pub kinds: Vec<Card>,
    /// Whether the reader is signed in.
    pub is_signed_in: bool,
}

impl View for KindsPage {
    const TEMPLATE: &'static str = "registry/guide/kinds.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let card = |kind, is_open, capital| Card {
            kind,
            name: "Service institution".into(),
            is_open,
            promised: term(),
            capital,
        };
        let kinds = vec![
            card(Kind::Service, true, Some(Money::from_yuan(30_000))),
            card(Kind::Filed, true, None),
            card(Kind::Foundation, false, None),
        ];
        vec![Self { kinds: kinds.clone(), is_signed_in: false }, Self { kinds, is_signed_in: true }]
    }
}

fn term() -> Term {
    Term { n: 20, unit: "wd".into() }
}

/// Fields that are registered in one way.
#[derive(Debug, Clone, Serialize)]
pub struct ModeLine {
    /// The way.
    pub mode: RegistrationMode,
    /// Names of the fields; all of them where nothing is told apart.
    pub categories: Vec<String>,
    /// Its basis.
    pub basis: String,
    /// Whether local rules should be asked (tag D).
    pub is_local: bool,
}

/// What it takes.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Condition {
    /// Individuals, when all members are.
    pub individuals: Option<u32>,
    /// Units, when all members are.
    pub units: Option<u32>,
    /// Both together.
    pub mixed: Option<u32>,
    /// Workers of a filed group.
    pub workers: Option<u32>,
    /// Least capital.
    pub capital: Option<Money>,
    /// Whether it counts for community organizations of public benefit (`SO-30`).
    pub is_community: bool,
    /// Whether local rules should be asked (tag D).
    pub is_local: bool,
}

/// A document of the guide.
#[derive(Debug, Clone, Serialize)]
pub struct DocumentNeed {
    /// Its name.
    pub label: String,
    /// When it is asked for.
    pub needed: Needed,
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

/// 办事指南 of one kind: everything to know before beginning (`CX-01`).
#[derive(Debug, Clone, Serialize)]
pub struct GuidePage {
    /// The kind described.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// Whether it is registered here.
    pub is_open: bool,
    /// What to know of it before anything else.
    pub caution: Option<String>,
    /// Legal basis.
    pub basis: String,
    /// Ways of registration.
    pub modes: Vec<ModeLine>,
    /// What it takes.
    pub conditions: Vec<Condition>,
    /// Documents.
    pub documents: Vec<DocumentNeed>,
    /// What the charter treats.
    pub charter: Vec<String>,
    /// The papers it gets, one a legal form.
    pub certificates: Vec<String>,
    /// How long they hold.
    pub validity: Term,
    /// By law.
    pub statutory: Term,
    /// Promised.
    pub promised: Term,
    /// How long it is made public before the decision (`SO-154`).
    pub publicity: Option<Term>,
    /// Founding otherwise than usual.
    pub apart: Apart,
    /// What the charter of a charity treats beside the points of the kind (`SO-65`).
    pub charity_charter: Vec<String>,
    /// What a legal person by statute hands in (`SO-64`).
    pub statute_documents: Vec<String>,
    /// Authorities to choose from.
    pub authorities: Vec<Choice>,
    /// Where to ask.
    pub contacts: Vec<Contact>,
    /// Whether the reader is signed in.
    pub is_signed_in: bool,
}

impl View for GuidePage {
    const TEMPLATE: &'static str = "registry/guide/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let members = Condition {
            individuals: Some(50),
            units: Some(30),
            mixed: Some(50),
            capital: Some(Money::from_yuan(30_000)),
            ..Condition::default()
        };
        let community = Condition {
            capital: Some(Money::from_yuan(3000)),
            is_community: true,
            is_local: true,
            ..Condition::default()
        };
        let workers = Condition { workers: Some(3), is_local: true, ..Condition::default() };
        let mode = |mode, categories| ModeLine { mode, categories, basis: "Order 251".into(), is_local: true };
        let page = Self {
            kind: Kind::Association,
            name: "Association".into(),
            is_open: true,
            caution: None,
            basis: "Order 250".into(),
            modes: vec![
                mode(RegistrationMode::Direct, vec!["Trade".into(), "Science".into()]),
                mode(RegistrationMode::Dual, vec!["Culture".into()]),
            ],
            conditions: vec![members, community],
            documents: vec![
                DocumentNeed { label: "Application".into(), needed: Needed::Always },
                DocumentNeed { label: "Approval".into(), needed: Needed::DualOnly },
                DocumentNeed { label: "Licence".into(), needed: Needed::IfLicensed },
                DocumentNeed { label: "Roster".into(), needed: Needed::Optional },
            ],
            charter: vec!["Name and domicile".into()],
            certificates: vec!["Certificate of an association".into()],
            validity: Term { n: 5, unit: "years".into() },
            statutory: Term { n: 60, unit: "d".into() },
            promised: term(),
            publicity: None,
            apart: Apart::sample(),
            charity_charter: vec!["Internal supervision".into()],
            statute_documents: vec!["Approval of the founding".into()],
            authorities: vec![Choice::new("mz-510900", "Suining Civil Affairs")],
            contacts: vec![Contact { name: "Suining".into(), phone: "0825-0000000".into(), address: "1 Road".into() }],
            is_signed_in: true,
        };
        let filed = Self {
            kind: Kind::Filed,
            caution: Some("No legal personality".into()),
            modes: vec![mode(RegistrationMode::Filing, vec![])],
            conditions: vec![workers],
            publicity: Some(Term { n: 7, unit: "d".into() }),
            apart: Apart::default(),
            charity_charter: vec![],
            statute_documents: vec![],
            is_signed_in: false,
            ..page.clone()
        };
        let closed = Self { kind: Kind::Foundation, is_open: false, conditions: vec![], ..page.clone() };
        vec![page, filed, closed]
    }
}

/// What is advised, in words.
#[derive(Debug, Clone, Serialize)]
pub struct AdviceView {
    /// The kind that fits.
    pub kind: Kind,
    /// Its name.
    pub name: String,
    /// How it is registered.
    pub mode: RegistrationMode,
    /// Whether it is registered here.
    pub is_open: bool,
    /// What it takes.
    pub condition: Option<Condition>,
    /// What lacks, as sentences.
    pub short: Vec<String>,
    /// Another kind within reach.
    pub instead: Option<Kind>,
    /// Promised time.
    pub promised: Term,
    /// Documents that are needed.
    pub documents: Vec<String>,
}

/// `/registration/finder`: which kind fits 我该登记哪一类.
#[derive(Debug, Clone, Serialize)]
pub struct FinderPage {
    /// The first answer.
    pub core: Option<Core>,
    /// Every first answer.
    pub cores: &'static [Core],
    /// Fields of the kind that fits it.
    pub categories: Vec<Choice>,
    /// Where.
    pub divisions: Vec<Choice>,
    /// Whether members are asked about.
    pub asks_members: bool,
    /// Whether capital is asked about.
    pub asks_capital: bool,
    /// What is advised.
    pub advice: Option<AdviceView>,
}

impl View for FinderPage {
    const TEMPLATE: &'static str = "registry/guide/finder.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let first = Self {
            core: None,
            cores: Core::ALL,
            categories: vec![],
            divisions: vec![],
            asks_members: false,
            asks_capital: false,
            advice: None,
        };
        let second = Self {
            core: Some(Core::Members),
            categories: vec![Choice::new("trade", "Trade")],
            divisions: vec![Choice::new("510903", "Chuanshan")],
            asks_members: true,
            asks_capital: true,
            ..first.clone()
        };
        let advice = AdviceView {
            kind: Kind::Association,
            name: "Association".into(),
            mode: RegistrationMode::Direct,
            is_open: true,
            condition: Some(Condition { individuals: Some(50), ..Condition::default() }),
            short: vec!["38 members, 50 are needed".into()],
            instead: Some(Kind::Filed),
            promised: term(),
            documents: vec!["Charter".into()],
        };
        let fine = AdviceView { short: vec![], instead: None, mode: RegistrationMode::Dual, ..advice.clone() };
        let closed = AdviceView {
            kind: Kind::Foundation,
            is_open: false,
            instead: Some(Kind::Service),
            condition: None,
            ..fine.clone()
        };
        let with = |advice| Self { advice: Some(advice), ..second.clone() };
        vec![first, second.clone(), with(advice), with(fine), with(closed)]
    }
}

/// An organization whose name is like the one wanted.
#[derive(Debug, Clone, Serialize)]
pub struct SimilarLine {
    /// Its name.
    pub name: String,
    /// Where it is.
    pub href: String,
    /// Its standing.
    pub status: crate::registry::organization::OrganizationStatus,
    /// Whether it sounds the same.
    pub is_same_sound: bool,
}

/// `/registration/names`: the check of a name 名称查询.
#[derive(Debug, Clone, Serialize)]
pub struct NamesPage {
    /// Kinds to choose from.
    pub kinds: Vec<Choice>,
    /// Authorities to choose from.
    pub authorities: Vec<Choice>,
    /// The name that was looked at.
    pub name: Option<String>,
    /// What is wrong or doubtful.
    pub faults: Vec<NameFault>,
    /// Whether anything forbids it.
    pub is_blocked: bool,
    /// Kind and authority it was looked at for, where it can be pre-registered (`SO-52`).
    pub wanted: Option<(Kind, String)>,
    /// Whether the reader is signed in.
    pub is_signed_in: bool,
    /// Names like it.
    pub similar: Vec<SimilarLine>,
    /// False while similar names could not be looked for.
    pub is_complete: bool,
}

impl View for NamesPage {
    const TEMPLATE: &'static str = "registry/guide/names.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let form = Self {
            kinds: vec![Choice::new("service", "Service institution")],
            authorities: vec![Choice::new("mz-510900", "Suining Civil Affairs")],
            name: None,
            faults: vec![],
            is_blocked: false,
            wanted: None,
            is_signed_in: false,
            similar: vec![],
            is_complete: true,
        };
        let fault = |check, is_blocking| NameFault { check, rule: "SO-45", word: "国际".into(), is_blocking };
        let line = |is_same_sound| SimilarLine {
            name: "Lotus Centre".into(),
            href: "/orgs/52510903XXXX00019L".into(),
            status: crate::registry::organization::OrganizationStatus::Active,
            is_same_sound,
        };
        let bad = Self {
            name: Some("Lotus".into()),
            faults: vec![fault("qualified", false), fault("forbidden-start", true)],
            is_blocked: true,
            similar: vec![line(true), line(false)],
            ..form.clone()
        };
        let fine = Self { name: Some("Lotus".into()), is_complete: false, ..form.clone() };
        let wanted = Some((Kind::Service, "mz-510900".to_owned()));
        let mine = Self { is_signed_in: true, wanted: wanted.clone(), ..fine.clone() };
        vec![form, bad, Self { wanted, ..fine }, mine]
    }
}

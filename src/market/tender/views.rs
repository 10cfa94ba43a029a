//! Page contexts of tenders. Nothing here names or counts bidders before the opening.
use super::{board::Standing, model::TenderState};
use crate::{
    kernel::{
        money::Money,
        time::{Day, Ts},
    },
    web::{Left, View},
};
use serde::Serialize;

/// A choice of a select, a chip or a facet.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Choice {
    /// Value sent.
    pub value: String,
    /// Words.
    pub label: String,
    /// A line below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
    /// Whether it is chosen.
    pub on: bool,
    /// Address, of a chip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub href: Option<String>,
    /// How many, of a chip.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub n: Option<i64>,
}

/// One facet of the board.
#[derive(Debug, Clone, Serialize)]
pub struct Facet {
    /// Field.
    pub name: &'static str,
    /// Words.
    pub label: String,
    /// What can be chosen.
    pub options: Vec<Choice>,
}

/// One tender of a list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Project number.
    pub no: String,
    /// Name.
    pub title: String,
    /// One sentence.
    pub summary: String,
    /// Its department.
    pub authority: String,
    /// Place of service.
    pub division: String,
    /// Name of the procedure.
    pub procedure: String,
    /// Budget.
    pub budget: Money,
    /// State.
    pub state: TenderState,
    /// Deadline.
    pub closes_at: Ts,
    /// When it was published.
    pub published_at: Option<Ts>,
    /// Time left, while bids are received.
    pub left: Option<Left>,
    /// Practice.
    pub is_simulated: bool,
    /// Where it leads.
    pub href: String,
}

/// The public board `/tenders`.
#[derive(Debug, Clone, Serialize)]
pub struct BoardPage {
    /// What was searched for.
    pub q: String,
    /// Groups of states with their numbers.
    pub groups: Vec<Choice>,
    /// Orders.
    pub sorts: Vec<Choice>,
    /// Filters.
    pub facets: Vec<Facet>,
    /// Values to keep when filters change.
    pub keep: Vec<Kept>,
    /// How many filters are on.
    pub chosen: usize,
    /// The tenders.
    pub rows: Vec<Row>,
    /// The next page.
    pub next: Option<String>,
    /// True while the search engine is away and the database answers.
    pub is_degraded: bool,
    /// Whether practice is shown.
    pub is_practice: bool,
    /// Whether this person may begin a tender.
    pub may_create: bool,
}

/// A value to keep.
#[derive(Debug, Clone, Serialize)]
pub struct Kept {
    /// Field.
    pub name: &'static str,
    /// Value.
    pub value: String,
}

/// A stage of the project's course.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Stage {
    /// Words.
    pub title: String,
    /// `done`, `now` or `next`.
    pub state: &'static str,
    /// Its instant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<Ts>,
    /// Its day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub day: Option<Day>,
    /// Words instead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
}

/// A scoring item.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Name; empty for the price.
    pub title: String,
    /// Indicator.
    pub description: String,
    /// Points as written.
    pub points: String,
    /// Points in hundredths.
    pub value: i64,
    /// The price item.
    pub is_price: bool,
    /// Every member must give the same.
    pub is_objective: bool,
}

/// A document to download.
#[derive(Debug, Clone, Serialize)]
pub struct Doc {
    /// Its name with the extension.
    pub name: String,
    /// Where.
    pub href: String,
    /// Bytes.
    pub size: i64,
    /// Pages.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages: Option<i64>,
    /// Shortened hash.
    pub sha256: String,
    /// When it was added.
    pub at: Ts,
    /// Ledger entry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub entry: Option<i64>,
    /// Where to take it away.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub remove: Option<String>,
}

/// A public question.
#[derive(Debug, Clone, Serialize)]
pub struct Asked {
    /// Row.
    pub id: i64,
    /// The question, or the subject of a clarification.
    pub body: String,
    /// When.
    pub asked_at: Ts,
    /// The answer.
    pub answer: Option<String>,
    /// When it was answered.
    pub answered_at: Option<Ts>,
    /// It changed the documents.
    pub changes_documents: bool,
    /// The deadline before it.
    pub closes_before: Option<Ts>,
    /// A clarification nobody asked for.
    pub is_own: bool,
    /// Ledger entry of the answer.
    pub entry: Option<i64>,
}

/// A challenge as the public sees it: no name.
#[derive(Debug, Clone, Serialize)]
pub struct Challenged {
    /// Its number.
    pub no: String,
    /// Against what.
    pub against: String,
    /// Where it stands.
    pub state: String,
    /// When it was lodged.
    pub lodged_at: Ts,
    /// The reply.
    pub reply: Option<String>,
    /// Ledger entry of the reply.
    pub entry: Option<i64>,
}

/// What this person may do on the page.
#[derive(Debug, Clone, Copy, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "each is one button")]
pub struct May {
    /// Prepare a bid.
    pub bid: bool,
    /// Ask a question.
    pub ask: bool,
    /// Lodge a challenge.
    pub challenge: bool,
    /// Work on it at the desk.
    pub desk: bool,
    /// Edit the draft, form the committee, submit.
    pub edit: bool,
    /// Approve or send back.
    pub approve: bool,
    /// Answer questions, issue clarifications.
    pub answer: bool,
    /// Stop it.
    pub stop: bool,
    /// Begin another like it.
    pub copy: bool,
}

/// Everything about one tender, for its public page and its desk page alike.
#[derive(Debug, Clone, Serialize)]
pub struct Sheet {
    /// The row of lists.
    pub row: Row,
    /// Group of the state.
    pub standing: Option<Standing>,
    /// Paragraphs of the need.
    pub need: Vec<String>,
    /// Ceiling price.
    pub ceiling: Option<Money>,
    /// Path in the catalogue.
    pub catalogue: String,
    /// Number of the plan line.
    pub plan_line: String,
    /// Ground of the procedure.
    pub ground: String,
    /// Deposit; zero for none.
    pub deposit: Money,
    /// Most members of a consortium.
    pub consortium_max: i64,
    /// Further conditions.
    pub qualification: String,
    /// Whom to ask.
    pub contact: String,
    /// Telephone of the department.
    pub phone: String,
    /// Months of the contract.
    pub contract_months: i64,
    /// Why the intention was public for less than usual.
    pub urgency: String,
    /// Scoring.
    pub items: Vec<Item>,
    /// Highest points of one item, for the bars.
    pub most: i64,
    /// Points of the price.
    pub price_points: String,
    /// The price has an envelope of its own.
    pub has_price_envelope: bool,
    /// Fewest bids for an opening.
    pub least_bids: i64,
    /// Documents.
    pub docs: Vec<Doc>,
    /// Questions.
    pub questions: Vec<Asked>,
    /// Until when questions are taken.
    pub questions_until: Ts,
    /// Course of the project.
    pub stages: Vec<Stage>,
    /// Until the deadline.
    pub left: Left,
    /// Bids are received now.
    pub is_receiving: bool,
    /// After the opening there is a record to read.
    pub is_opened: bool,
    /// From the result on there is a result to read.
    pub has_result: bool,
    /// From the contract on there is one to read.
    pub has_contract: bool,
    /// The committee has met.
    pub has_locks: bool,
    /// Why it was returned, failed or stopped.
    pub reason: String,
    /// Ledger entry of the publication.
    pub entry: Option<i64>,
    /// Challenges.
    pub challenges: Vec<Challenged>,
    /// Working days for a challenge and its reply, and for a complaint.
    pub remedy: Remedy,
    /// What this person may do.
    pub may: May,
    /// Counts changes.
    pub version: i64,
}

/// The times of remedies, as the procedure says.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct Remedy {
    /// For lodging a challenge.
    pub challenge: i64,
    /// For the reply.
    pub reply: i64,
    /// For a complaint.
    pub complaint: i64,
}

macro_rules! sheet_view {
    ($($(#[$meta:meta])* $name:ident $template:literal $nav:literal $desk:literal { $($(#[$fmeta:meta])* $field:ident : $kind:ty = $sample:expr),* $(,)? })+) => { $(
        $(#[$meta])*
        #[derive(Debug, Clone, Serialize)]
        pub struct $name {
            /// The tender.
            pub t: Sheet,
            $($(#[$fmeta])* pub $field: $kind),*
        }
        impl View for $name {
            const TEMPLATE: &'static str = $template;
            const NAV: &'static str = $nav;
            const DESK: bool = $desk;
            fn samples() -> Vec<Self> {
                samples::sheets().into_iter().map(|t| Self { t, $($field: $sample),* }).collect()
            }
        }
    )+ };
}

sheet_view! {
    /// A tender as everybody sees it.
    ShowPage "market/tender/show.html" "tenders" false {}
    /// A tender as its department works on it.
    DeskPage "market/tender/desk.html" "desk" true {
        /// What stands against publication, in words.
        problems: Vec<String> = vec!["x".into()],
        /// What is lawful but unusual.
        notes: Vec<&'static str> = vec!["unusually_high"],
    }
    /// Asking a question.
    AskPage "market/tender/ask.html" "tenders" false {
        /// Organizations the person acts for.
        organizations: Vec<Choice> = vec![samples::choice()],
    }
    /// The committee meets.
    CommitteePage "market/tender/committee.html" "desk" true {}
}

/// The form of a tender.
#[derive(Debug, Clone, Serialize)]
pub struct FormPage {
    /// Project number; empty for a new one.
    pub no: String,
    /// Where it is sent.
    pub action: String,
    /// Lines of the plan with money left.
    pub lines: Vec<Choice>,
    /// Procedures with their earliest deadline.
    pub procedures: Vec<Choice>,
    /// Lawful grounds.
    pub grounds: Vec<Choice>,
    /// Places.
    pub divisions: Vec<Choice>,
    /// Rows of criteria to show.
    pub rows: Vec<usize>,
    /// Tenders to copy from.
    pub copies: Vec<Choice>,
    /// Whether it is practice.
    pub is_practice: bool,
}

impl View for FormPage {
    const TEMPLATE: &'static str = "market/tender/form.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let one = || vec![samples::choice()];
        let page = Self {
            no: String::new(),
            action: "/tenders".into(),
            lines: one(),
            procedures: one(),
            grounds: one(),
            divisions: one(),
            rows: vec![0, 1, 2],
            copies: one(),
            is_practice: false,
        };
        let practice = Self { no: "510903202600017".into(), is_practice: true, copies: vec![], ..page.clone() };
        vec![page, practice]
    }
}

/// The department's own list.
#[derive(Debug, Clone, Serialize)]
pub struct MinePage {
    /// Lists by work.
    pub groups: Vec<Group>,
    /// Whether this person may begin a tender.
    pub may_create: bool,
}

/// One list of the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// `draft`, `submitted`, `open`, `review`, `awarded`, `ended`.
    pub code: &'static str,
    /// Its tenders.
    pub rows: Vec<Row>,
}

impl View for MinePage {
    const TEMPLATE: &'static str = "market/tender/mine.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;
    fn samples() -> Vec<Self> {
        let group = Group { code: "open", rows: vec![samples::row()] };
        vec![Self { groups: vec![group], may_create: true }, Self { groups: vec![], may_create: false }]
    }
}

impl View for BoardPage {
    const TEMPLATE: &'static str = "market/tender/board.html";
    const NAV: &'static str = "tenders";
    fn samples() -> Vec<Self> {
        let one = || vec![samples::choice()];
        let facet = Facet { name: "procedure", label: "x".into(), options: one() };
        let full = Self {
            q: "养老".into(),
            groups: one(),
            sorts: one(),
            facets: vec![facet],
            keep: vec![Kept { name: "q", value: "养老".into() }],
            chosen: 1,
            rows: vec![samples::row()],
            next: Some("/tenders?cursor=x".into()),
            is_degraded: true,
            is_practice: false,
            may_create: true,
        };
        let empty = Self { rows: vec![], next: None, is_degraded: false, is_practice: true, ..full.clone() };
        vec![full, empty]
    }
}

mod samples;
pub(in crate::market) use samples::sheet as sample_sheet;

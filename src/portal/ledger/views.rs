//! Page contexts of the ledger.
use crate::{kernel::time::Ts, portal::home::views::Checkpoint, web::View};
use serde::Serialize;

/// One entry in the list.
#[derive(Debug, Clone, Serialize)]
pub struct Row {
    /// Id, for its address.
    pub id: i64,
    /// Place in the tree, once it has one.
    pub index: Option<u64>,
    /// When it happened; private acts do not tell.
    pub at: Option<Ts>,
    /// What was done, in words.
    pub kind: String,
    /// The number of the thing acted on; empty for private acts.
    pub subject: String,
    /// The page of that thing.
    pub href: Option<String>,
}

/// One choice of a filter.
#[derive(Debug, Clone, Serialize)]
pub struct Choice {
    /// Words.
    pub label: String,
    /// Address.
    pub href: String,
    /// Whether it is the one in force.
    pub on: bool,
}

/// The list of entries.
#[derive(Debug, Clone, Serialize)]
pub struct LedgerPage {
    /// The newest head.
    pub checkpoint: Option<Checkpoint>,
    /// Kinds to choose from.
    pub kinds: Vec<Choice>,
    /// The chosen beginning of the kind.
    pub kind: String,
    /// The chosen subject.
    pub subject: String,
    /// The entries.
    pub entries: Vec<Row>,
    /// The next page.
    pub next: Option<String>,
    /// The log's verifier key.
    pub vkey: String,
}

impl View for LedgerPage {
    const TEMPLATE: &'static str = "portal/ledger.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let row = Row {
            id: 7,
            index: Some(6),
            at: Some(at),
            kind: "published".into(),
            subject: "510903202600017".into(),
            href: Some("/tenders/510903202600017".into()),
        };
        let sealed = Row { at: None, href: None, subject: String::new(), index: None, ..row.clone() };
        let full = Self {
            checkpoint: Some(Checkpoint { size: 7, at, root: "cm9vdA==".into(), witness: "none".into() }),
            kinds: vec![Choice { label: "all".into(), href: "/ledger".into(), on: true }],
            kind: String::new(),
            subject: String::new(),
            entries: vec![row, sealed],
            next: Some("/ledger?before=3".into()),
            vkey: "example+00000000+AQ==".into(),
        };
        let empty = Self { checkpoint: None, entries: vec![], next: None, ..full.clone() };
        let last = Self { next: None, ..full.clone() };
        vec![full, last, empty]
    }
}

/// A fact of an act.
#[derive(Debug, Clone, Serialize)]
pub struct FactRow {
    /// What.
    pub label: String,
    /// The value as the ledger holds it.
    pub value: String,
}

/// The proof of one entry, as the page shows it.
#[derive(Debug, Clone, Serialize)]
pub struct ProofShown {
    /// Entries of the ledger it is proven in.
    pub size: u64,
    /// Root hash.
    pub root: String,
    /// Hashes on the way to the root.
    pub path: Vec<String>,
    /// Where the proof can be downloaded.
    pub href: String,
}

/// One entry.
#[derive(Debug, Clone, Serialize)]
pub struct EntryPage {
    /// Id.
    pub id: i64,
    /// Place in the tree, once it has one.
    pub index: Option<u64>,
    /// Whether only the seal is public.
    pub is_sealed: bool,
    /// When it happened.
    pub at: Option<Ts>,
    /// What was done, in words.
    pub kind: String,
    /// What was done, as the ledger writes it.
    pub kind_code: String,
    /// Who acted: a role, never a person.
    pub actor: String,
    /// The number of the thing acted on.
    pub subject: String,
    /// Its page.
    pub href: Option<String>,
    /// The leaf hash in hexadecimal.
    pub hash: String,
    /// Facts of the act.
    pub facts: Vec<FactRow>,
    /// The exact bytes of the leaf.
    pub body: String,
    /// The proof, once the sequencer has placed the entry.
    pub proof: Option<ProofShown>,
    /// The log's verifier key.
    pub vkey: String,
}

impl View for EntryPage {
    const TEMPLATE: &'static str = "portal/ledger_entry.html";
    const NAV: &'static str = "home";
    fn samples() -> Vec<Self> {
        let full = Self {
            id: 7,
            index: Some(6),
            is_sealed: false,
            at: Some(Ts::new(chrono::DateTime::UNIX_EPOCH)),
            kind: "published".into(),
            kind_code: "market.tender.published".into(),
            actor: "approver".into(),
            subject: "510903202600017".into(),
            href: Some("/tenders/510903202600017".into()),
            hash: "ab".repeat(32),
            facts: vec![FactRow { label: "budget".into(), value: "12".into() }],
            body: "{}".into(),
            proof: Some(ProofShown {
                size: 9,
                root: "cm9vdA==".into(),
                path: vec!["aGFzaA==".into()],
                href: "/ledger/proof/7".into(),
            }),
            vkey: "example+00000000+AQ==".into(),
        };
        let sealed =
            Self { is_sealed: true, at: None, href: None, facts: vec![], proof: None, index: None, ..full.clone() };
        vec![full, sealed]
    }
}

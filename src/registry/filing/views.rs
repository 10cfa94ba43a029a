//! The page of filings.
use super::model::{Account, FilingKind, FilingState};
use crate::{kernel::time::Ts, web::View};
use serde::Serialize;

/// One filing, or the place for it.
#[derive(Debug, Clone, Serialize)]
pub struct FilingLine {
    /// What.
    pub kind: FilingKind,
    /// State; nothing before the first time.
    pub state: Option<FilingState>,
    /// When it was filed last.
    pub filed_at: Option<Ts>,
    /// Why it was returned.
    pub note: Option<String>,
    /// Name of the specimen's file.
    pub file: Option<String>,
    /// The account.
    pub account: Option<Account>,
    /// Whether this reader may file now.
    pub may_file: bool,
    /// Whether this reader may answer now.
    pub may_answer: bool,
}

/// Seal and bank account of an organization.
#[derive(Debug, Clone, Serialize)]
pub struct FilingsPage {
    /// Credit code.
    pub code: String,
    /// Name.
    pub name: String,
    /// The two filings.
    pub filings: Vec<FilingLine>,
}

impl View for FilingsPage {
    const TEMPLATE: &'static str = "registry/filing/show.html";
    const NAV: &'static str = "orgs";
    fn samples() -> Vec<Self> {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_780);
        let empty = |kind| FilingLine {
            kind,
            state: None,
            filed_at: None,
            note: None,
            file: None,
            account: None,
            may_file: true,
            may_answer: false,
        };
        let page = |filings| Self { code: "52510903XXXX00019L".into(), name: "Lotus".into(), filings };
        let account = Account { bank: "Suining Bank".into(), number: "6200000000000000".into() };
        let full = [FilingState::Filed, FilingState::Returned, FilingState::Acknowledged].map(|state| {
            page(vec![
                FilingLine {
                    state: Some(state),
                    filed_at: Some(at),
                    file: Some("seal.png".into()),
                    note: Some("Not legible".into()),
                    may_answer: true,
                    ..empty(FilingKind::Seal)
                },
                FilingLine {
                    state: Some(state),
                    filed_at: Some(at),
                    account: Some(account.clone()),
                    may_answer: true,
                    may_file: false,
                    ..empty(FilingKind::Bank)
                },
            ])
        });
        let mut all = vec![page(FilingKind::ALL.iter().copied().map(empty).collect())];
        all.extend(full);
        all
    }
}

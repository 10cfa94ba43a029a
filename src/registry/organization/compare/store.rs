//! What a comparison reads of each organization.
use crate::{
    kernel::{
        money::Money,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::{db::Conn, ledger},
    registry::organization::{
        Organization, Standing, rules,
        store::{self, Reported},
    },
};

/// Everything shown of one organization.
pub(super) struct Compared {
    pub o: Organization,
    pub standing: Standing,
    /// Name of its authority, Chinese and English.
    pub authority: (String, String),
    /// Purchases won and published: how many.
    pub purchases: i64,
    /// What they are worth.
    pub purchased: Money,
    /// The latest published annual report.
    pub report: Option<Reported>,
    /// Last day of the grade.
    pub grade_until: Option<Day>,
    /// Public acts in the ledger.
    pub entries: i64,
}

/// The organizations of some codes in the order asked for, and the codes that nobody has.
///
/// # Errors
/// A fault of the database.
pub(super) fn compared(c: &mut Conn, codes: &[String], now: Ts) -> Result<(Vec<Compared>, Vec<String>)> {
    let mut found = store::find_by_codes(c, codes)?;
    found.sort_by_key(|o| codes.iter().position(|code| *code == o.credit_code));
    let lost = codes.iter().filter(|code| !found.iter().any(|o| o.credit_code == **code)).cloned().collect();
    let mut out = Vec::new();
    for o in found {
        let since = store::liquidation(c, o.id)?;
        let won = store::purchases(c, o.id, 10_000)?;
        let entries = ledger::entries_of(c, "organization", &o.credit_code, 200)?;
        out.push(Compared {
            standing: rules::standing(&o, now, since.is_some()),
            authority: store::authority_name(c, &o)?,
            purchases: i64::try_from(won.len()).unwrap_or(i64::MAX),
            purchased: Money::from_fen(won.iter().map(|w| w.2).sum()),
            report: store::reports(c, o.id, 1)?.pop(),
            grade_until: store::grade_terms(c, &[o.id.0])?.remove(&o.id.0),
            entries: i64::try_from(entries.len()).unwrap_or(i64::MAX),
            o,
        });
    }
    Ok((out, lost))
}

//! Forms of the life of a filing.
use super::model::{Account, ITEMS, UpkeepKind};
use crate::{
    kernel::refusal::Result,
    registry::organization::{Item, Items},
    web::{Fields, Submitted},
};

pub use crate::registry::renewal::forms::{Answer, answer};

/// What is told or asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asking {
    /// Update, change or ending.
    pub kind: UpkeepKind,
    /// The account of it.
    pub account: Account,
}

/// Reads what is told or asked for: `kind`, and the fields of that kind.
///
/// # Errors
/// Every wrong field.
pub fn asking(s: &Submitted) -> Result<Asking> {
    let mut f = Fields::of(s);
    let Some(kind) = f.choice::<UpkeepKind>("kind") else { return f.done(None) };
    let account = match kind {
        UpkeepKind::Update => {
            let (members, activities) = (f.number("members", 0, 100_000), f.number("activities", 0, 100_000));
            let text = f.lines("text", 2000);
            (|| Some(Account { members: members?, activities: activities?, text: text?, ..Account::default() }))()
        }
        UpkeepKind::Change => {
            let items = items(&mut f);
            let text = f.lines("text", 2000);
            (|| Some(Account { items, text: text?, ..Account::default() }))()
        }
        UpkeepKind::Ending => f.lines("text", 2000).map(|text| Account { text, ..Account::default() }),
    };
    f.done(account.map(|account| Asking { kind, account }))
}

/// Items whose field says something; an empty one stays as it is.
fn items(f: &mut Fields<'_>) -> Items {
    let mut out = Items::new();
    for item in ITEMS {
        let field = format!("items.{}", item.word());
        if f.optional(&field).is_none() {
            continue;
        }
        let value = match item {
            Item::Purpose | Item::Scope => f.lines(&field, 1000),
            Item::Name => f.line(&field, 60).map(|n| n.replace(' ', "")),
            _ => f.line(&field, 200),
        };
        if let Some(value) = value {
            out.insert(item, value);
        }
    }
    out
}

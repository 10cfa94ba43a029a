//! Reconciliation 对账: the treasury's list of vouchers beside our payments, row by row. It changes nothing.
use super::{forms::read_voucher, model::Payment, store};
use crate::{
    kernel::{
        actor::AuthorityId,
        money::Money,
        refusal::{Error, FieldError, Result},
        time::Day,
    },
    platform::db::Conn,
    text_enum,
    web::form::parse_day,
};
use serde::Serialize;
use std::collections::{HashMap, HashSet};

text_enum! {
    /// How a row of the list stands to our payments.
    pub enum Difference {
        /// Same voucher, same amount.
        Same = "same",
        /// Same voucher, another amount.
        Amount = "amount",
        /// We have no payment with this voucher.
        Unknown = "unknown",
        /// The list has the voucher twice.
        Twice = "twice",
        /// The row cannot be read.
        Unreadable = "unreadable",
    }
}

/// One row of the list with what was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Row {
    /// Line in the file.
    pub line: u64,
    /// The voucher, or the row as it stands when it cannot be read.
    pub voucher: String,
    /// The treasury's day.
    pub day: Option<Day>,
    /// The treasury's amount.
    pub amount: Option<Money>,
    /// Our amount.
    pub ours: Option<Money>,
    /// Number of our payment.
    pub payment: Option<String>,
    /// How they stand to each other.
    pub difference: Difference,
}

struct Read {
    line: u64,
    voucher: String,
    day: Option<Day>,
    amount: Option<Money>,
}

/// The most rows of one list.
const ROWS: usize = 5000;

/// Reads the treasury's CSV (voucher, day, amount; a head line is passed over) without looking at the database.
fn read(bytes: &[u8]) -> Result<Vec<Read>> {
    let invalid = |key| Error::Invalid(vec![FieldError::new("list", key)]);
    let text = std::str::from_utf8(bytes).map_err(|_| invalid("voucher-list"))?;
    let text = text.trim_start_matches('\u{feff}');
    let mut lines = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut out = Vec::new();
    for record in lines.records() {
        let record = record.map_err(|_| invalid("voucher-list"))?;
        let line = record.position().map_or(0, csv::Position::line);
        let field = |n: usize| record.get(n).unwrap_or_default().trim();
        let (day, amount) = (parse_day(field(1)), Money::parse(field(2)).ok());
        if line == 1 && day.is_none() && amount.is_none() {
            continue;
        }
        let voucher = read_voucher(field(0)).unwrap_or_else(|| record.iter().collect::<Vec<_>>().join(", "));
        out.push(Read { line, voucher, day, amount });
        if out.len() > ROWS {
            return Err(invalid("voucher-list-long"));
        }
    }
    if out.is_empty() { Err(invalid("voucher-list")) } else { Ok(out) }
}

/// Every row of the treasury's list with its difference.
///
/// # Errors
/// A field error when the file is no such list.
pub fn compare(c: &mut Conn, authority: AuthorityId, bytes: &[u8]) -> Result<Vec<Row>> {
    let rows = read(bytes)?;
    let vouchers: Vec<String> = rows.iter().map(|r| r.voucher.clone()).collect();
    let mut ours = HashMap::new();
    for part in vouchers.chunks(500) {
        for payment in store::by_vouchers(c, authority, part)? {
            ours.insert(payment.voucher.clone().unwrap_or_default(), payment);
        }
    }
    Ok(judge(rows, &ours))
}

fn judge(rows: Vec<Read>, ours: &HashMap<String, Payment>) -> Vec<Row> {
    let mut seen = HashSet::new();
    rows.into_iter()
        .map(|r| {
            let found = ours.get(&r.voucher);
            let difference = match (r.amount, found) {
                (None, _) => Difference::Unreadable,
                _ if !seen.insert(r.voucher.clone()) => Difference::Twice,
                (_, None) => Difference::Unknown,
                (Some(theirs), Some(p)) if theirs == p.amount => Difference::Same,
                _ => Difference::Amount,
            };
            Row {
                line: r.line,
                day: r.day,
                amount: r.amount,
                ours: found.map(|p| p.amount),
                payment: found.map(|p| p.no.clone()),
                voucher: r.voucher,
                difference,
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::super::model::{PaymentId, PaymentState};
    use super::*;
    use crate::kernel::{
        actor::{AccountId, OrganizationId},
        time::Ts,
    };

    fn payment(voucher: &str, yuan: i64) -> (String, Payment) {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        let payment = Payment {
            id: PaymentId(1),
            no: format!("P-{voucher}"),
            contract_id: crate::market::contract::ContractId(1),
            acceptance_id: crate::market::acceptance::AcceptanceId(1),
            authority_id: AuthorityId(1),
            organization_id: OrganizationId(1),
            amount: Money::from_yuan(yuan),
            invoice_no: "1".into(),
            state: PaymentState::Confirmed,
            prepared_by: AccountId(1),
            prepared_at: at,
            pay_by: at.day(),
            confirmed_at: Some(at),
            voucher: Some(voucher.into()),
            reason: None,
            entry_id: None,
            version: 0,
        };
        (voucher.to_owned(), payment)
    }

    #[test]
    fn every_row_of_the_treasurys_list_says_how_it_differs() {
        let list = "\u{feff}凭证号,日期,金额\nGK-0001,2026-11-20,\"1,000.00\"\nGK-0002,2026-11-20,999\nGK-0003,2026-11-20,5\nGK-0001,2026-11-20,1000\n??,,x\n";
        let ours = HashMap::from([payment("GK-0001", 1000), payment("GK-0002", 1000)]);
        let found: Vec<_> = judge(read(list.as_bytes()).unwrap(), &ours).iter().map(|r| r.difference.word()).collect();
        assert_eq!(found, ["same", "amount", "unknown", "twice", "unreadable"]);
    }

    #[test]
    fn a_file_that_is_no_list_is_said_to_be_none() {
        assert!(matches!(read(b""), Err(Error::Invalid(_))));
        assert!(matches!(read(&[0xff, 0xfe, 0x00]), Err(Error::Invalid(_))));
    }
}

//! Certificates of every kind: number, signed token, and whether they still hold (`design.md` 7.3, `CX-14`).
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        certificate::{Certificates, Statement, with_check},
        db::{Conn, Json, Tx},
        numbers,
    },
    schema::certificates,
    text_enum,
};
use diesel::prelude::*;
use serde::Serialize;
use std::collections::{BTreeMap, HashMap};

text_enum! {
    /// Whether a certificate holds.
    pub enum CertificateStatus {
        /// 有效.
        Valid = "valid",
        /// 已收回、已注销.
        Withdrawn = "withdrawn",
        /// Replaced by a newer one.
        Replaced = "replaced",
    }
}

/// A certificate as its row has it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable, Serialize)]
#[diesel(table_name = certificates)]
pub struct Certificate {
    /// Which.
    pub id: i64,
    /// The printed number with its check character.
    pub no: String,
    /// `registration`, `hours`, `award`, `acceptance`.
    pub kind: String,
    /// Kind of the thing it is about, as in the ledger.
    pub subject_kind: String,
    /// Its public number.
    pub subject_ref: String,
    /// What stands on its face.
    #[serde(skip)]
    pub facts: Json<BTreeMap<String, String>>,
    /// The signed token.
    pub token: String,
    /// Whether it holds.
    pub status: CertificateStatus,
    /// Ledger entry of its issue.
    pub entry_id: i64,
    /// When issued.
    pub issued_at: Ts,
    /// When it ended.
    pub withdrawn_at: Option<Ts>,
    /// Why.
    pub withdrawn_reason: Option<String>,
}

/// A certificate about to be issued. The act is recorded first, so that the token can name its entry.
#[derive(Debug, Clone)]
pub struct NewCertificate {
    /// `registration`, `hours`, `award`, `acceptance`.
    pub kind: &'static str,
    /// Number from [`next_no`].
    pub no: String,
    /// Kind and public number of the thing it is about.
    pub subject: (&'static str, String),
    /// Name of the one it is about.
    pub name: String,
    /// Last day, if it ends.
    pub valid_to: Option<Day>,
    /// What stands on its face; nothing personal beyond it.
    pub facts: BTreeMap<String, String>,
    /// Ledger entry of the issue.
    pub entry: i64,
}

/// The next certificate number of a division and year: `C-510903-2026-000417-7`.
///
/// # Errors
/// A fault of the database.
pub fn next_no(tx: &mut Tx, division: &str) -> Result<String> {
    let year = tx.now.day().format("%Y").to_string();
    let n = numbers::next(tx, &format!("certificate:{division}:{year}"))?;
    Ok(with_check(&format!("C-{division}-{year}-{n:06}")))
}

/// Signs and keeps a certificate; the answer is its token.
///
/// # Errors
/// A fault of the key or the database.
pub fn issue(tx: &mut Tx, new: &NewCertificate) -> Result<String> {
    let statement = Statement {
        kind: new.kind.to_owned(),
        no: new.no.clone(),
        sub: new.subject.1.clone(),
        name: new.name.clone(),
        iat: tx.now.utc().timestamp(),
        valid_to: new.valid_to,
        facts: new.facts.clone(),
        entry: Some(new.entry.to_string()),
    };
    let token = Certificates::new(&tx.env.keyring, tx.env.config.public_url())?.sign(&statement)?;
    let row = (
        certificates::no.eq(&new.no),
        certificates::kind.eq(new.kind),
        certificates::subject_kind.eq(new.subject.0),
        certificates::subject_ref.eq(&new.subject.1),
        certificates::facts.eq(Json(new.facts.clone())),
        certificates::token.eq(&token),
        certificates::status.eq(CertificateStatus::Valid),
        certificates::entry_id.eq(new.entry),
        certificates::issued_at.eq(tx.now),
    );
    diesel::insert_into(certificates::table).values(row).execute(tx.conn)?;
    Ok(token)
}

/// The certificate of a printed number.
///
/// # Errors
/// [`Error::Missing`] when there is none.
pub fn find(c: &mut Conn, no: &str) -> Result<Certificate> {
    Ok(certificates::table.filter(certificates::no.eq(no)).select(Certificate::as_select()).first(c)?)
}

/// The latest certificate of a kind about a thing.
///
/// # Errors
/// A fault of the database.
pub fn latest(c: &mut Conn, kind: &str, subject: (&str, &str)) -> Result<Option<Certificate>> {
    Ok(certificates::table
        .filter(certificates::subject_kind.eq(subject.0))
        .filter(certificates::subject_ref.eq(subject.1))
        .filter(certificates::kind.eq(kind))
        .order(certificates::id.desc())
        .select(Certificate::as_select())
        .first(c)
        .optional()?)
}

/// The days on which the latest valid certificates of a kind were issued, by the public numbers of what they are about.
///
/// # Errors
/// A fault of the database.
pub fn issued_on(c: &mut Conn, kind: &str, subject: &str, numbers: &[String]) -> Result<HashMap<String, Day>> {
    let mut out = HashMap::new();
    for part in numbers.chunks(500) {
        let rows: Vec<(String, Ts)> = certificates::table
            .filter(certificates::subject_kind.eq(subject))
            .filter(certificates::subject_ref.eq_any(part.to_vec()))
            .filter(certificates::kind.eq(kind))
            .filter(certificates::status.eq(CertificateStatus::Valid))
            .order(certificates::id)
            .select((certificates::subject_ref, certificates::issued_at))
            .load(c)?;
        out.extend(rows.into_iter().map(|(number, at)| (number, at.day())));
    }
    Ok(out)
}

/// Ends a valid certificate; its token keeps verifying, the page says that it no longer holds.
///
/// # Errors
/// [`Error::Stale`] when it does not hold any more.
pub fn withdraw(tx: &mut Tx, no: &str, status: CertificateStatus, reason: &str) -> Result<()> {
    let target =
        certificates::table.filter(certificates::no.eq(no)).filter(certificates::status.eq(CertificateStatus::Valid));
    let set = (
        certificates::status.eq(status),
        certificates::withdrawn_at.eq(tx.now),
        certificates::withdrawn_reason.eq(reason),
    );
    if diesel::update(target).set(set).execute(tx.conn)? == 1 { Ok(()) } else { Err(Error::Stale) }
}

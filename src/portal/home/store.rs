//! What the home page asks the database; every statement is answered by an index.
use super::views::{HomeActivity, HomeTender};
use crate::{
    kernel::{refusal::Result, time::Ts},
    market::tender::{Tender, TenderState},
    platform::db::Conn,
    schema::tenders,
    volunteer::activity::{self, Activity},
    web::Left,
};
use diesel::prelude::*;

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
pub(super) fn activities(c: &mut Conn, now: Ts, most: usize) -> Result<(Vec<HomeActivity>, i64)> {
    // Those under way come first in the same order and are left out here.
    let coming = activity::soonest(c, now, 40)?.into_iter().filter(|(a, _)| a.starts_at > now).take(most);
    let shown = |(a, left): (Activity, i64)| HomeActivity {
        href: format!("/activities/{}", a.no),
        title: a.title,
        starts_at: a.starts_at,
        place: a.place,
        places: Some(left),
    };
    Ok((coming.map(shown).collect(), activity::count_open(c, now)?))
}

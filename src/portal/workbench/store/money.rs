//! Contracts, acceptances and payments, as their own wing counts them; gifts to the fund that need a second person.
use super::MOST;
use crate::{
    community::fund::DonationState,
    kernel::{
        actor::{Person, Role},
        refusal::Result,
    },
    market::contract::{desk, views::Viewer},
    platform::db::Conn,
    portal::workbench::model::{Due, Waiting},
    schema::donations as d,
};
use diesel::prelude::*;

pub(super) fn waiting(c: &mut Conn, person: &Person, viewer: &Viewer) -> Result<Vec<Waiting>> {
    let mut out: Vec<Waiting> = desk::waiting(c, viewer)?
        .into_iter()
        .map(|t| Waiting {
            matter: "money",
            task: t.task,
            title: t.title,
            no: t.no,
            href: t.href,
            who: Some(person.name.clone()),
            due: Due::from(t.due_on),
        })
        .collect();
    if person.seats.iter().any(|s| matches!(s.role, Role::Finance | Role::Payer)) {
        out.extend(gifts(c, person)?);
    }
    Ok(out)
}

/// Transfers to confirm and refunds to give, never one's own.
fn gifts(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let rows: Vec<(String, DonationState, Option<i64>, Option<i64>)> = d::table
        .filter(d::state.eq_any([DonationState::Recorded, DonationState::Refunding]))
        .order(d::id)
        .limit(MOST)
        .select((d::no, d::state, d::prepared_by, d::refund_asked_by))
        .load(c)?;
    let one = |(no, state, prepared, asked): (String, DonationState, Option<i64>, Option<i64>)| {
        let (task, first) = match state {
            DonationState::Recorded => ("confirm-donation", prepared),
            _ => ("confirm-refund", asked),
        };
        (first != Some(person.account.0)).then(|| Waiting {
            matter: "fund",
            task,
            title: no.clone(),
            no,
            href: "/workbench/fund".into(),
            who: None,
            due: Due::Never,
        })
    };
    Ok(rows.into_iter().filter_map(one).collect())
}

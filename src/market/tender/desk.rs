//! What waits for a person of a department: drafts, approvals, questions, openings.
use super::{
    board,
    model::{Tender, TenderState},
};
use crate::{
    kernel::{
        actor::{Actor, BodyKind, Role},
        refusal::Result,
        time::Ts,
    },
    platform::db::Conn,
    schema::{tender_questions, tenders},
};
use diesel::prelude::*;

/// One thing that waits, for the workbench.
#[derive(Debug, Clone)]
pub struct Waiting {
    /// Where to do it.
    pub href: String,
    /// Name of the project.
    pub title: String,
    /// Its number.
    pub no: String,
    /// Which work: `draft`, `approve`, `question`, `open`; words `tender-waiting-…`.
    pub work: &'static str,
    /// By when.
    pub due: Option<Ts>,
}

fn waiting_for(t: &Tender, work: &'static str, due: Option<Ts>) -> Waiting {
    let href = format!("/tenders/{}/desk", t.no);
    Waiting { href, title: t.title.clone(), no: t.no.clone(), work, due }
}

/// Everything about tenders that waits for this person, in no order.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, actor: &Actor) -> Result<Vec<Waiting>> {
    let mut out = Vec::new();
    let buying = actor.bodies(Role::Buyer, BodyKind::Authority);
    let approving = actor.bodies(Role::Approver, BodyKind::Authority);
    if !buying.is_empty() {
        let drafts = in_state(c, &buying, TenderState::Draft)?;
        out.extend(drafts.iter().map(|t| waiting_for(t, "draft", None)));
        out.extend(unanswered(c, &buying)?.iter().map(|t| waiting_for(t, "question", Some(t.closes_at))));
    }
    if !approving.is_empty() {
        let submitted = in_state(c, &approving, TenderState::Submitted)?;
        out.extend(submitted.iter().map(|t| waiting_for(t, "approve", Some(t.closes_at))));
    }
    if let (true, Some(account)) = (actor.is(Role::Opener), actor.account()) {
        let mine = board::of_opener(c, account.0)?;
        let shut = mine.iter().filter(|t| t.state != TenderState::Open);
        out.extend(shut.map(|t| Waiting {
            href: format!("/tenders/{}/opening", t.no),
            ..waiting_for(t, "open", Some(t.closes_at))
        }));
    }
    Ok(out)
}

fn in_state(c: &mut Conn, authorities: &[i64], state: TenderState) -> Result<Vec<Tender>> {
    Ok(tenders::table
        .filter(tenders::authority_id.eq_any(authorities))
        .filter(tenders::state.eq(state))
        .order(tenders::id)
        .limit(100)
        .select(Tender::as_select())
        .load(c)?)
}

fn unanswered(c: &mut Conn, authorities: &[i64]) -> Result<Vec<Tender>> {
    let open =
        tender_questions::table.filter(tender_questions::answered_at.is_null()).select(tender_questions::tender_id);
    Ok(tenders::table
        .filter(tenders::authority_id.eq_any(authorities))
        .filter(tenders::state.eq(TenderState::Open))
        .filter(tenders::id.eq_any(open))
        .order(tenders::closes_at)
        .limit(100)
        .select(Tender::as_select())
        .load(c)?)
}

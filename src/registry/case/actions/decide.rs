//! Opinion and decision.
use crate::{
    kernel::{actor::Role, refusal::Result},
    platform::db::{Event, Json, Tx},
    registry::{
        application::{
            Decision, Opinion,
            forms::{DecisionForm, OpinionForm},
        },
        case::{
            access,
            jobs::{Tell, Word},
            matter::Matter,
            model::Case,
            rules,
            store::{self, Written},
        },
        organization::{self, Organization},
    },
};

/// Gives the reviewer's opinion 审查意见.
///
/// # Errors
/// See [`rules::may_review`].
pub fn review<C: Matter>(tx: &mut Tx, no: &str, form: &OpinionForm) -> Result<Case<C>> {
    let (x, reviewer) = access::official::<C>(tx, Role::Reviewer, no)?;
    let permit = rules::may_review(&x, reviewer)?;
    let opinion = Opinion { is_in_favour: form.is_in_favour, text: form.text.clone(), at: tx.now };
    let written = Written { reviewer_id: Some(reviewer), opinion: Some(Json(opinion)), ..Written::default() };
    store::step(tx, &x, &permit, written, None)?;
    let event = Event::private(C::ACTS.reviewed).with("in_favour", form.is_in_favour);
    tx.record((C::KIND.word(), no), event)?;
    store::find(tx.conn, no)
}

/// Decides 准予 or 不予 (`SO-66`, `SO-71`). `effect` writes everything an approval brings about and answers its ledger
/// entry.
///
/// # Errors
/// See [`rules::may_decide`]; what `effect` refuses.
pub fn decide<C: Matter>(
    tx: &mut Tx,
    no: &str,
    form: &DecisionForm,
    effect: impl FnOnce(&mut Tx, &Case<C>, &Organization) -> Result<i64>,
) -> Result<Case<C>> {
    let (x, decider) = access::official::<C>(tx, Role::Decider, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let permit = rules::may_decide(&x, decider, form.is_granted, &o)?;
    let entry = if form.is_granted {
        effect(tx, &x, &o)?
    } else {
        let ground = form.ground.map_or("other", |g| g.word());
        tx.record((C::KIND.word(), no), Event::private(C::ACTS.refused).with("ground", ground))?
    };
    let decision =
        Decision { is_granted: form.is_granted, ground: form.ground, text: form.text.clone(), at: tx.now, entry };
    let written = Written {
        decider_id: Some(decider),
        due_on: Some(None),
        decision: Some(Json(decision)),
        entry_id: form.is_granted.then_some(entry),
        ..Written::default()
    };
    store::step(tx, &x, &permit, written, None)?;
    tx.enqueue(&Tell::<C>::new(x.id, if form.is_granted { Word::Approved } else { Word::Refused }))?;
    store::find(tx.conn, no)
}

//! The officers' side: answers, creditors called, handing in, taking back.
use crate::{
    kernel::refusal::Result,
    platform::db::{Event, Json, Tx},
    registry::{
        announcement,
        application::forms::Submission,
        cancellation::{Cancellation, content::Content, rules},
        case::{
            self, CaseState as State, Written,
            jobs::{Tell, Word},
            mode_of,
        },
        organization,
    },
};
use std::collections::{BTreeMap, BTreeSet};

/// Saves the answers. Once creditors were called, what they were told stays: only what liquidation brought can be added.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] once it is handed in, [`crate::kernel::refusal::Error::Stale`].
pub fn save(tx: &mut Tx, no: &str, answers: &Content) -> Result<()> {
    let x: Cancellation = case::actions::editable(tx, no)?;
    let told = &x.content.0;
    let content = if x.state == State::Draft {
        answers.clone()
    } else {
        Content {
            liquidated_on: answers.liquidated_on,
            report: answers.report.clone(),
            assets: answers.assets.clone(),
            recipient: answers.recipient.clone(),
            ..told.clone()
        }
    };
    case::save(tx, &x, &content, "", None)
}

/// Calls the creditors: from now on everybody sees that the organization is in liquidation (`SO-95`), or, for the
/// simplified procedure, that it means to end (`SO-100`).
///
/// # Errors
/// See [`case::may_announce`].
pub fn announce(tx: &mut Tx, no: &str) -> Result<Cancellation> {
    let x: Cancellation = case::own(tx.conn, tx.actor, no)?;
    let kind = case::actions::rules_of(tx, &x)?;
    let p = rules::of_kind(&kind)?;
    let simplified = tx.env.rulebook.count("cancel.simplified", tx.now.day())? > 0;
    let permit = case::may_announce(&x, rules::unplanned(&x.content.0, &p.grounds, simplified, tx.now.day()))?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let content = &x.content.0;
    let days = rules::days(p, tx.env.rulebook.calendar(), content, Some(tx.now), o.is_charity);
    let until = days.open_until.map(|d| d.to_string()).unwrap_or_default();
    let event = Event::public("registry.cancellation.announced")
        .with("case", no)
        .with("ground", content.ground.map_or("other", |g| g.word()))
        .with("simplified", content.is_simplified)
        .with("until", until.clone());
    let entry = tx.record(("organization", &o.credit_code), event)?;
    let facts = BTreeMap::from([
        ("no".to_owned(), no.to_owned()),
        ("contact".to_owned(), content.contact.clone()),
        ("until".to_owned(), until),
    ]);
    announcement::publish(tx, "liquidating", ("organization", &o.credit_code), &o.name, &facts, entry)?;
    let written = Written { announced_at: Some(tx.now), rules: Some(Json((*kind).clone())), ..Written::default() };
    case::step(tx, &x, &permit, written, None)?;
    tx.enqueue(&Tell::<Content>::new(x.id, Word::Announced))?;
    case::find(tx.conn, no)
}

/// Hands the application in, at first or after correction.
///
/// # Errors
/// Everything that is missing at once; [`crate::kernel::refusal::Code::WrongState`].
pub fn submit(tx: &mut Tx, no: &str, command: &Submission) -> Result<Cancellation> {
    let x: Cancellation = case::own(tx.conn, tx.actor, no)?;
    let o = organization::find(tx.conn, x.organization_id)?;
    let kind = case::actions::rules_of(tx, &x)?;
    let p = rules::of_kind(&kind)?;
    let documents: BTreeSet<String> = case::current(tx.conn, x.id)?.into_iter().map(|d| d.key).collect();
    let days = rules::days(p, tx.env.rulebook.calendar(), &x.content.0, x.announced_at, o.is_charity);
    let missing =
        rules::missing(&x, p, &days, &documents, (mode_of(o.mode), tx.now.day(), "zh-CN"), rules::must_pass_on(&o));
    case::actions::hand_in(tx, &x, (&kind, &o), missing, command)
}

/// Takes the application back 撤回申请, or throws a draft away. Who was announced as in liquidation is so no more.
///
/// # Errors
/// [`crate::kernel::refusal::Code::WrongState`] once it is decided.
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Cancellation> {
    case::actions::withdraw(tx, no, |tx, x: &Cancellation| {
        if x.announced_at.is_some() {
            let code = organization::find(tx.conn, x.organization_id)?.credit_code;
            let event = Event::public("registry.cancellation.withdrawn").with("case", x.no.clone());
            tx.record(("organization", &code), event)?;
        }
        Ok(())
    })
}

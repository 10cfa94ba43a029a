//! Verbs of challenges.
use super::{
    model::{Against, Challenge, ChallengeEvent, Consequence, NewChallenge, NewReply},
    rules, store,
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Code, Error, FieldError, Result},
        state::Step,
    },
    market::tender::{
        self, Tender,
        jobs::{Notify, Word},
    },
    platform::{
        db::{Event, Tx},
        numbers,
    },
    registry::organization,
};

/// Lodges a challenge (`PR-51`). The documents may be challenged by every registered organization that could bid; the
/// process and the result by those who did.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::ChallengeTooEarly`], [`Code::ChallengeTooLate`], [`Code::NotABidder`].
pub fn lodge(tx: &mut Tx, no: &str, command: &NewChallenge) -> Result<Challenge> {
    tx.account()?;
    if !tx.actor.is_officer_of(command.organization) {
        return Err(Code::NotYourRole.into());
    }
    let tender = tender::find_by_no(tx.conn, no)?;
    if !tender.state.is_public() {
        return Err(Error::Missing);
    }
    organization::find(tx.conn, command.organization)?;
    rules::may_lodge(&tender, command.against, tx.env.rulebook.calendar(), tx.now)?;
    if command.known_on > tx.now.day() {
        return Err(Error::Invalid(vec![FieldError::new("known_on", "day-future")]));
    }
    if command.against != Against::Documents && !is_bidder(tx, &tender, command)? {
        return Err(Code::NotABidder.into());
    }
    let head = format!("{}-{}-ZY", tender.no.get(..6).unwrap_or_default(), tx.now.local().format("%Y%m%d"));
    let number = format!("{head}-{:05}", numbers::next(tx, &format!("challenge-{head}"))?);
    let reply_by = rules::reply_by(&tender, tx.env.rulebook.calendar(), tx.now);
    let id = store::insert(tx, &number, tender.id, command, reply_by)?;
    let event = Event::public("market.challenge.lodged")
        .with("tender", tender.no.as_str())
        .with("against", command.against.word())
        .with("reply_by", reply_by.to_string());
    let entry = tx.record(("challenge", &number), event)?;
    store::set_entry(tx, id, entry)?;
    tx.enqueue(&Notify::buyer(tender.id, Word::Challenged))?;
    store::find_by_no(tx.conn, &number)
}

fn is_bidder(tx: &mut Tx, tender: &Tender, command: &NewChallenge) -> Result<bool> {
    crate::market::bidders::took_part(tx.conn, tender.id, command.organization)
}

/// Replies to a challenge; an upheld one may stop the tender or send it back to the candidates (94号 art. 16).
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn reply(tx: &mut Tx, no: &str, command: &NewReply) -> Result<Challenge> {
    tx.account()?;
    let challenge = store::find_by_no(tx.conn, no)?;
    let tender = tender::find(tx.conn, challenge.tender_id)?;
    tender::must_be(tx.actor, &[Role::Buyer, Role::Approver], tender.authority_id)?;
    let event = if command.consequence.is_some() { ChallengeEvent::Uphold } else { ChallengeEvent::Reject };
    let step = Step::new(challenge.state, event)?;
    if let Some(consequence) = command.consequence {
        rules::may_follow(&tender, consequence)?;
    }
    let told = Event::public("market.challenge.replied")
        .with("tender", tender.no.as_str())
        .with("outcome", step.to().word())
        .with("consequence", command.consequence.map_or("none", Consequence::word));
    let entry = tx.record(("challenge", no), told)?;
    store::step(tx, &challenge, &step, Some((command, entry)))?;
    match command.consequence {
        Some(Consequence::Stopped) => {
            tender::actions::ended(tx, &tender, "tender-reason-challenge")?;
        }
        Some(Consequence::Refixed) => {
            tender::mark_refixing(tx, &tender)?;
        }
        Some(Consequence::Changed) | None => {}
    }
    tx.enqueue(&Notify::account(tender.id, Word::Replied, challenge.lodged_by))?;
    store::find_by_no(tx.conn, no)
}

/// Takes a challenge back before the reply.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn withdraw(tx: &mut Tx, no: &str) -> Result<Challenge> {
    tx.account()?;
    let challenge = store::find_by_no(tx.conn, no)?;
    if !tx.actor.is_officer_of(challenge.organization_id) {
        return Err(Code::NotYourRole.into());
    }
    let step = Step::new(challenge.state, ChallengeEvent::Withdraw)?;
    store::step(tx, &challenge, &step, None)?;
    tx.record(("challenge", no), Event::public("market.challenge.withdrawn"))?;
    store::find_by_no(tx.conn, no)
}

//! Verbs of the fund; each runs in one transaction.
use super::{
    jobs::{Apply, GiveBack, Thank},
    model::{Donation, DonationEvent, DonationState, Gift, TransferIn},
    rules::{self, Effect},
    store::{self, Beginning},
};
use crate::{
    kernel::{
        actor::{AccountId, Role},
        refusal::{Code, Error, Result},
        state::Step,
    },
    market::money::{self, Purse, Transfer},
    platform::{
        db::{Event, Tx},
        pay,
    },
    web::limits,
};
use serde_json::json;

/// Begins a donation online: the row is there before anything is asked of the provider.
///
/// # Errors
/// [`Error::Slow`] after too many from one address.
pub fn begin(tx: &mut Tx, gift: &Gift, address: &str) -> Result<Donation> {
    limits::count(tx, &format!("donate:{address}"), 20, chrono::TimeDelta::hours(1))?;
    store::insert(tx, gift, &Beginning { provider: "stripe", state: DonationState::Pending, voucher: None })
}

/// Keeps the provider's id of the payment page.
///
/// # Errors
/// A fault of the database.
pub fn opened(tx: &mut Tx, donation: &Donation, checkout: &str) -> Result<()> {
    store::set_checkout(tx, donation.id, checkout)
}

/// Keeps a provider's message once and has it applied; a repeat is nothing.
///
/// # Errors
/// A fault of the database.
pub fn receive(tx: &mut Tx, event: &pay::Event) -> Result<()> {
    use pay::EventKind as K;
    let (kind, facts) = match &event.kind {
        K::CheckoutCompleted { session, our_id, payment_intent, amount } => {
            ("paid", json!({"session": session, "our_id": our_id, "intent": payment_intent, "amount": amount}))
        }
        K::CheckoutFailed { session, our_id } => ("failed", json!({"session": session, "our_id": our_id})),
        K::Refunded { payment_intent, total_refunded } => {
            ("refunded", json!({"intent": payment_intent, "total": total_refunded}))
        }
        K::Other { name } => ("other", json!({"name": name})),
    };
    match store::keep(tx, &event.provider_event_id, kind, facts)? {
        Some(id) if kind != "other" => tx.enqueue(&Apply { message: id }),
        Some(id) => store::applied(tx, id, "unused"),
        None => Ok(()),
    }
}

/// Applies a kept message exactly once, whatever came before it. Answers whether it must wait for another message.
///
/// # Errors
/// A fault of the database.
pub fn apply(tx: &mut Tx, message: i64) -> Result<bool> {
    let message = store::message(tx.conn, message)?;
    if message.applied_at.is_some() {
        return Ok(false);
    }
    let facts = &message.facts.0;
    let text = |name: &str| facts.get(name).and_then(serde_json::Value::as_str).unwrap_or_default().to_owned();
    let number = |name: &str| facts.get(name).and_then(serde_json::Value::as_i64).unwrap_or_default();
    let donation = match message.kind.as_str() {
        "refunded" => store::find_by_intent(tx.conn, &text("intent"))?,
        _ => known(store::find_by_no(tx.conn, &text("our_id")))?,
    };
    let effect = match (message.kind.as_str(), &donation) {
        ("refunded", d) => rules::on_refunded(d.as_ref(), number("total")),
        ("paid", Some(d)) => rules::on_paid(d, number("amount")),
        ("failed", Some(d)) => rules::on_failed(d),
        _ => Effect::Look,
    };
    let outcome = match (effect, donation) {
        (Effect::Wait, _) => return Ok(true),
        (Effect::Pay, Some(d)) => {
            store::set_intent(tx, d.id, &text("intent"))?;
            arrive(tx, &d)?;
            "applied"
        }
        (Effect::Fail, Some(d)) => {
            store::step(tx, &d, &Step::new(d.state, DonationEvent::Fail)?, None)?;
            "applied"
        }
        (Effect::Refund, Some(d)) => {
            went_back(tx, &d)?;
            "applied"
        }
        (Effect::Look, _) => "look",
        _ => "nothing",
    };
    if outcome == "look" {
        tracing::warn!(message = message.id, "a payment message contradicts the books");
    }
    store::applied(tx, message.id, outcome)?;
    Ok(false)
}

fn known(found: Result<Donation>) -> Result<Option<Donation>> {
    match found {
        Ok(d) => Ok(Some(d)),
        Err(Error::Missing) => Ok(None),
        Err(e) => Err(e),
    }
}

/// The money is there: state, ledger entry, double entry and thanks in one commit.
fn arrive(tx: &mut Tx, donation: &Donation) -> Result<()> {
    let paid = store::step(tx, donation, &Step::new(donation.state, DonationEvent::Pay)?, None)?;
    let event = Event::public("community.fund.donated")
        .with("amount", paid.amount.fen())
        .with("provider", paid.provider.as_str());
    let entry = tx.record(("donation", &paid.no), event)?;
    store::set_entry(tx, paid.id, entry)?;
    transfer(tx, "donated", (Purse::Donor, Purse::Fund), &paid)?;
    tx.enqueue(&Thank { donation: paid.id })
}

fn went_back(tx: &mut Tx, donation: &Donation) -> Result<()> {
    store::step(tx, donation, &Step::new(donation.state, DonationEvent::Refund)?, None)?;
    let event = Event::public("community.fund.refunded").with("amount", donation.amount.fen());
    tx.record(("donation", &donation.no), event)?;
    transfer(tx, "refunded", (Purse::Fund, Purse::Donor), donation)
}

fn transfer(tx: &mut Tx, kind: &'static str, (from, to): (Purse, Purse), donation: &Donation) -> Result<()> {
    money::post(tx, &Transfer { kind, subject: donation.no.clone(), from, to, amount: donation.amount })
}

/// Records a transfer that arrived; another person confirms it.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::VoucherUsed`].
pub fn record(tx: &mut Tx, transfer: &TransferIn) -> Result<Donation> {
    official(tx, &[Role::Finance])?;
    let how =
        Beginning { provider: "voucher", state: DonationState::Recorded, voucher: Some(transfer.voucher.as_str()) };
    store::insert(tx, &transfer.gift, &how)
}

/// Confirms a recorded transfer: the second person has seen the voucher.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn confirm(tx: &mut Tx, no: &str) -> Result<Donation> {
    let second = official(tx, &[Role::Finance, Role::Payer])?;
    let donation = store::find_by_no(tx.conn, no)?;
    rules::check_second(donation.prepared_by, second)?;
    if donation.state != DonationState::Recorded {
        return Err(Code::WrongState.into());
    }
    arrive(tx, &donation)?;
    store::find(tx.conn, donation.id)
}

/// Strikes a recorded transfer out before it is confirmed.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`].
pub fn drop_it(tx: &mut Tx, no: &str) -> Result<Donation> {
    official(tx, &[Role::Finance, Role::Payer])?;
    let donation = store::find_by_no(tx.conn, no)?;
    store::step(tx, &donation, &Step::new(donation.state, DonationEvent::Drop)?, None)
}

/// Asks for a refund, with the reason.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::WrongState`], [`Code::RefundTooMuch`] when the fund no longer holds it.
pub fn ask_refund(tx: &mut Tx, no: &str, reason: &str) -> Result<Donation> {
    official(tx, &[Role::Finance])?;
    let donation = store::find_by_no(tx.conn, no)?;
    if money::balance(tx.conn, &Purse::Fund)? < donation.amount {
        return Err(Code::RefundTooMuch.into());
    }
    let asked = store::step(tx, &donation, &Step::new(donation.state, DonationEvent::AskRefund)?, Some(reason))?;
    tx.record(("donation", no), Event::private("community.fund.refund_asked"))?;
    Ok(asked)
}

/// Confirms a refund: a transfer is booked at once, an online payment goes back through the provider, whose message books it.
///
/// # Errors
/// [`Code::NotYourRole`], [`Code::SamePerson`], [`Code::WrongState`].
pub fn confirm_refund(tx: &mut Tx, no: &str) -> Result<Donation> {
    let second = official(tx, &[Role::Finance, Role::Payer])?;
    let donation = store::find_by_no(tx.conn, no)?;
    rules::check_second(donation.refund_asked_by, second)?;
    if donation.state != DonationState::Refunding {
        return Err(Code::WrongState.into());
    }
    if donation.payment_intent.is_some() {
        tx.record(("donation", no), Event::private("community.fund.refund_confirmed"))?;
        tx.enqueue(&GiveBack { donation: donation.id })?;
    } else {
        went_back(tx, &donation)?;
    }
    store::find(tx.conn, donation.id)
}

/// Finance of any body of the city keeps the fund's books.
fn official(tx: &mut Tx, roles: &[Role]) -> Result<AccountId> {
    let account = tx.account()?;
    let seat = tx.actor.seats().iter().find(|s| roles.contains(&s.role)).cloned().ok_or(Code::NotYourRole)?;
    tx.official(seat.role, (seat.body_kind, seat.body_id))?;
    Ok(account)
}

//! Decisions on donations and refunds.
use super::model::{Donation, DonationState};
use crate::kernel::{
    actor::AccountId,
    refusal::{Code, Reasons, Result},
};

/// The most one donation may be online, in fen: a hundred thousand yuan; more comes by transfer.
pub const MOST: i64 = 10_000_000;

/// Whether the second person may confirm a recorded transfer or a refund: another one than whoever began it.
///
/// # Errors
/// [`Code::SamePerson`].
pub fn check_second(first: Option<AccountId>, second: AccountId) -> Result<()> {
    let mut r = Reasons::default();
    r.require(first.is_some_and(|first| first != second), Code::SamePerson);
    r.done()
}

/// What a provider's message means for a donation as it stands now. Messages repeat and overtake each other, so what has
/// happened already, and what a later message has made meaningless, is nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Effect {
    /// The money is there.
    Pay,
    /// The page was left.
    Fail,
    /// All of it went back.
    Refund,
    /// Nothing to do.
    Nothing,
    /// Not possible yet: the message that must come first is still on its way.
    Wait,
    /// It contradicts our books and a person must look.
    Look,
}

/// The effect of "paid" with the provider's amount in fen.
#[must_use]
pub fn on_paid(d: &Donation, amount: i64) -> Effect {
    match d.state {
        DonationState::Pending | DonationState::Failed if amount == d.amount.fen() => Effect::Pay,
        DonationState::Pending | DonationState::Failed => Effect::Look,
        _ => Effect::Nothing,
    }
}

/// The effect of "left unpaid".
#[must_use]
pub fn on_failed(d: &Donation) -> Effect {
    if d.state == DonationState::Pending { Effect::Fail } else { Effect::Nothing }
}

/// The effect of "given back so far" in fen.
#[must_use]
pub fn on_refunded(d: Option<&Donation>, total: i64) -> Effect {
    match d {
        None => Effect::Wait,
        Some(d) if d.state == DonationState::Refunded => Effect::Nothing,
        Some(d) if total >= d.amount.fen() && matches!(d.state, DonationState::Paid | DonationState::Refunding) => {
            Effect::Refund
        }
        Some(_) => Effect::Look,
    }
}

#[cfg(test)]
mod tests {
    use super::super::model::DonationId;
    use super::*;
    use crate::kernel::{money::Money, time::Ts};

    fn donation(state: DonationState) -> Donation {
        Donation {
            id: DonationId(1),
            no: "D1".into(),
            secret: "s".into(),
            amount: Money::from_yuan(100),
            refunded: Money::ZERO,
            nickname: None,
            message: None,
            provider: "stripe".into(),
            state,
            checkout: None,
            payment_intent: None,
            voucher: None,
            prepared_by: None,
            refund_asked_by: None,
            created_at: Ts::new(chrono::DateTime::UNIX_EPOCH),
            paid_at: None,
            entry_id: None,
            version: 0,
        }
    }

    #[test]
    fn whatever_the_order_of_messages_a_paid_donation_stays_paid_r9() {
        use DonationState::{Failed, Paid, Pending, Refunded};
        assert_eq!(on_paid(&donation(Pending), 10_000), Effect::Pay);
        assert_eq!(on_paid(&donation(Failed), 10_000), Effect::Pay, "expired, then paid after all");
        assert_eq!(on_failed(&donation(Paid)), Effect::Nothing, "expired overtaken by paid");
        assert_eq!(on_paid(&donation(Paid), 10_000), Effect::Nothing, "a replay");
        assert_eq!(on_paid(&donation(Refunded), 10_000), Effect::Nothing, "paid again after the refund");
    }

    #[test]
    fn a_refund_waits_for_its_payment_and_other_amounts_are_looked_at() {
        assert_eq!(on_refunded(None, 10_000), Effect::Wait);
        assert_eq!(on_refunded(Some(&donation(DonationState::Paid)), 10_000), Effect::Refund);
        assert_eq!(on_refunded(Some(&donation(DonationState::Paid)), 3_000), Effect::Look);
        assert_eq!(on_paid(&donation(DonationState::Pending), 9_999), Effect::Look);
    }

    #[test]
    fn nobody_confirms_what_they_began() {
        assert!(check_second(Some(AccountId(1)), AccountId(1)).unwrap_err().has(Code::SamePerson));
        assert!(check_second(None, AccountId(1)).is_err());
        assert!(check_second(Some(AccountId(1)), AccountId(2)).is_ok());
    }
}

//! Purchases under way: each is walked by the verbs of the house, with sealed bids, real locks, an opening by two of
//! three, a drawn committee and signed sheets, up to the stage at which somebody has to do something now.
mod awarding;
mod bidding;
mod scoring;

use crate::{
    cli::demo::{
        before,
        people::{self, Cast},
    },
    kernel::{actor::Actor, refusal::Result, time::Ts},
    market::tender::{self, EnvelopeKind, TenderId},
    platform::{db::Tx, jobs::Jx},
};
use chrono::TimeDelta;
use std::collections::BTreeMap;

/// How far a purchase came.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// The buyer finishes the draft.
    Draft,
    /// The approver publishes.
    Submitted,
    /// The openers open.
    Closed,
    /// The department draws the committee.
    Opened,
    /// The experts declare.
    Drawn,
    /// The experts score.
    Declared,
    /// The openers open the prices.
    Scored,
    /// The buyer fixes the winner.
    Priced,
    /// The approver announces.
    Fixed,
    /// The buyer drafts the contract; the result may be challenged.
    Result,
    /// The approver reviews the contract.
    Contract,
    /// The supplier signs.
    ToSign,
    /// The buyer signs.
    Signed,
}

/// Stage, place in the list of services, days since the deadline, experts who must be drawn.
pub const WISHES: &[(Stage, usize, i64, &[u8])] = &[
    (Stage::Draft, 4, 0, &[]),
    (Stage::Draft, 8, 0, &[]),
    (Stage::Submitted, 2, 0, &[]),
    (Stage::Submitted, 7, 0, &[]),
    (Stage::Closed, 1, 1, &[]),
    (Stage::Closed, 5, 2, &[]),
    (Stage::Opened, 9, 2, &[]),
    (Stage::Drawn, 3, 3, &[1, 2, 3]),
    (Stage::Declared, 0, 4, &[4, 5, 6]),
    (Stage::Declared, 6, 4, &[7, 1, 2]),
    (Stage::Scored, 2, 6, &[]),
    (Stage::Priced, 9, 7, &[]),
    (Stage::Fixed, 1, 9, &[]),
    (Stage::Result, 4, 12, &[]),
    (Stage::Result, 8, 14, &[]),
    (Stage::Contract, 3, 16, &[]),
    (Stage::ToSign, 5, 18, &[]),
    (Stage::Signed, 7, 20, &[]),
];

/// Everybody who acts.
struct Hands(BTreeMap<String, Actor>);

impl Hands {
    fn of(&self, who: &str) -> Actor {
        self.0.get(who).cloned().unwrap_or(Actor::Visitor)
    }
}

/// One purchase on its way.
struct Walk<'a> {
    jx: &'a Jx,
    hands: Hands,
    n: usize,
    id: TenderId,
    no: String,
    closes: Ts,
    bidders: [String; 3],
}

/// Walks the `n`-th of [`WISHES`].
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub async fn walk(jx: &Jx, cast: &Cast, n: usize) -> Result<()> {
    let Some(&(stage, service, ago, experts)) = WISHES.get(n) else { return Ok(()) };
    let who = cast.clone();
    let hands = jx.read(move |c| {
        let all = people::PEOPLE.iter().map(|p| Ok((p.0.to_owned(), people::actor(c, &who, p.0)?)));
        Ok(Hands(all.collect::<Result<_>>()?))
    });
    let closes = match stage {
        Stage::Draft | Stage::Submitted => before(jx.now(), -24 - i64::try_from(n).unwrap_or_default(), 17),
        _ => before(jx.now(), ago, 9) + TimeDelta::minutes(30),
    };
    let mut w = Walk {
        hands: hands.await?,
        jx,
        n,
        id: TenderId(0),
        no: String::new(),
        closes,
        bidders: [n % 5, (n + 1) % 5, (n + 2) % 5].map(|k| format!("org{}", k + 1)),
    };
    w.publish(stage, service).await?;
    if stage <= Stage::Submitted {
        return Ok(());
    }
    w.bid().await?;
    let id = w.id;
    w.by("clock", w.closes + TimeDelta::seconds(20), move |tx| tender::actions::close_due(tx, id)).await?;
    if stage == Stage::Closed {
        return Ok(());
    }
    w.open(EnvelopeKind::Technical, w.closes + TimeDelta::hours(1)).await?;
    if stage == Stage::Opened {
        return Ok(());
    }
    w.review(stage, experts).await?;
    if stage <= Stage::Scored {
        return Ok(());
    }
    w.open(EnvelopeKind::Price, w.closes + TimeDelta::hours(27)).await?;
    if stage == Stage::Priced {
        return Ok(());
    }
    w.award(stage).await?;
    if stage > Stage::Result { w.contract(stage).await } else { Ok(()) }
}

impl Walk<'_> {
    /// One verb of one person at an instant, in a transaction of its own.
    pub(super) async fn by<T: Send + 'static>(
        &self,
        who: &str,
        at: Ts,
        mut f: impl FnMut(&mut Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let actor = if who == "clock" { Actor::System("clock") } else { self.hands.of(who) };
        let at = at.min(self.jx.now());
        self.jx.write(move |tx| tx.acting(&actor, at, |tx| f(tx))).await
    }
}

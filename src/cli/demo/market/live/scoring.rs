//! The committee: drawn by lot, declared, its sheets signed.
use super::{Stage, Walk};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::Ts,
    },
    market::{
        bid::{self},
        review::{
            self, Score, Sheet, Verdict,
            actions::{Declare, Lock, Qualify, Save},
        },
        tender::{self, TenderId},
    },
    platform::db::Tx,
};
use anyhow::anyhow;
use chrono::TimeDelta;

/// How often the lot is drawn before it gives up to bring up the wanted experts.
const DRAWS: u32 = 2_000;

impl Walk<'_> {
    /// Qualification, the drawn committee, declarations, sheets.
    pub(super) async fn review(&self, stage: Stage, wanted: &[u8]) -> Result<()> {
        let (id, at) = (self.id, self.closes + TimeDelta::hours(2));
        let members = self.draw(wanted, at).await?;
        self.by("buyer", at, move |tx| {
            let bids = bid::opened_of(tx.conn, id)?;
            let reason = "营业范围、信用记录和人员证明符合资格条件".to_owned();
            let findings = bids.iter().map(|b| (b.receipt_no.clone(), true, reason.clone())).collect();
            review::actions::qualify(tx, &Qualify { tender: id, findings })
        })
        .await?;
        if stage == Stage::Drawn {
            return Ok(());
        }
        for who in &members {
            let declare = Declare { tender: id, ties: Vec::new(), withdrawal: None };
            self.by(who, at + TimeDelta::minutes(20), move |tx| review::actions::declare(tx, &declare)).await?;
        }
        let signing = if stage == Stage::Declared { 1 } else { members.len() };
        for (m, who) in (0i64..).zip(members.iter().take(signing)) {
            self.by(who, at + TimeDelta::hours(2), move |tx| {
                let sheet = sheet(tx, id, m)?;
                review::actions::save(tx, &Save { tender: id, sheet })?;
                review::actions::lock(tx, &Lock { tender: id, dissent: None })
            })
            .await?;
        }
        Ok(())
    }

    /// Draws until the wanted experts come up, so that every one of the demonstration's experts has something to do;
    /// answers who sits.
    async fn draw(&self, wanted: &[u8], at: Ts) -> Result<Vec<String>> {
        let accounts: Vec<(i64, String)> = (1..=7u8)
            .map(|n| format!("expert{n}"))
            .filter_map(|who| Some((self.hands.of(&who).account()?.0, who)))
            .collect();
        let needed: Vec<i64> =
            wanted.iter().filter_map(|n| accounts.get(usize::from(*n) - 1)).map(|(id, _)| *id).collect();
        let id = self.id;
        for _ in 0..DRAWS {
            let needed = needed.clone();
            let drawn = self.by("approver", at, move |tx| {
                review::actions::draw(tx, id)?;
                let members: Vec<i64> = review::members(tx.conn, id)?.into_iter().map(|m| m.account_id.0).collect();
                // An answer that is an error leaves nothing behind.
                if needed.iter().all(|n| members.contains(n)) { Ok(members) } else { Err(Error::Stale) }
            });
            match drawn.await {
                Ok(members) => {
                    let name = |id: i64| accounts.iter().find(|a| a.0 == id).map(|a| a.1.clone());
                    return Ok(members.into_iter().filter_map(name).collect());
                }
                Err(Error::Stale) => {}
                Err(e) => return Err(e),
            }
        }
        Err(anyhow!("the lot never fell on experts {wanted:?}").into())
    }
}

/// A sheet of the `m`-th member: the first bidder leads, objective items are the same for everybody.
fn sheet(tx: &mut Tx, id: TenderId, m: i64) -> Result<Sheet> {
    let items = tender::criteria(tx.conn, id)?;
    let mut bids = bid::opened_of(tx.conn, id)?;
    // Whoever offers least was received first.
    bids.sort_by_key(|b| b.received_at);
    let mut out = Sheet::default();
    for (k, bid) in (0i64..).zip(&bids) {
        out.verdicts.insert(bid.id, Verdict { passed: true, reason: String::new() });
        for item in items.iter().filter(|c| !c.is_price) {
            let off = if item.is_objective { 6 * k } else { 5 * k + 2 * m + 4 };
            let points = item.max_points * (100 - off) / 10_000 * 100;
            let note = if item.is_objective { String::new() } else { "方案具体，可操作性较好。".into() };
            out.scores.insert((bid.id, item.id), Score { points, note });
        }
    }
    Ok(out)
}

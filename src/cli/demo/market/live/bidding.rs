//! From the draft to the opened envelopes.
use super::super::{
    CRITERIA, SERVICES,
    open::{WORK, openers},
    questions::organization_of,
    texts,
};
use super::{Stage, Walk};
use crate::{
    cli::demo::PASSWORD,
    kernel::{
        money::Money,
        refusal::{Code, Error, Result},
        time::Ts,
    },
    market::{
        bid::{
            self, Answer, Content,
            seal::{SealedBid, Sender, seal},
        },
        opening::{
            self,
            actions::Act,
            keys,
            model::{Keys, Price, Technical},
            read::{self, Locks},
            rules::Seats,
            store,
        },
        plan::{self, NewLine},
        review::{self},
        tender::{self, Draft, DraftCriterion, EnvelopeKind, Terms, committee},
    },
    registry::organization,
};
use age::secrecy::SecretString;
use anyhow::anyhow;
use chrono::{Datelike, TimeDelta};
use std::sync::Arc;

impl Walk<'_> {
    /// Plan line, draft, committee of openers, approval, publication.
    pub(super) async fn publish(&mut self, stage: Stage, service: usize) -> Result<()> {
        let (code, title, need) = *SERVICES.get(service).ok_or_else(|| anyhow!("no such service"))?;
        let budget = Money::from_yuan(360_000 + 45_000 * i64::try_from(self.n).unwrap_or_default());
        let out = match stage {
            Stage::Draft | Stage::Submitted => self.jx.now() - TimeDelta::hours(26),
            _ => self.closes - TimeDelta::days(20) + TimeDelta::hours(1),
        };
        let year = i64::from(out.day().year());
        let title = format!("遂宁市{title}（{year} 年度第二批）");
        let line = NewLine {
            authority: "cg-510900".into(),
            year,
            catalogue_code: code.into(),
            title: title.clone(),
            budget,
            intention_on: Some((out - TimeDelta::days(45)).day()),
            need_asked: "在社区公告栏和平台公开征求意见，收到居民意见 37 条".into(),
        };
        let line = self.by("buyer", out - TimeDelta::days(46) + TimeDelta::hours(1), move |tx| {
            // The intention becomes public the day after.
            let line = NewLine { intention_on: Some(tx.now.day()), ..line.clone() };
            plan::actions::enter(tx, &line)
        });
        let draft = Draft {
            plan_line: line.await?.no,
            procedure: "competitive_consultation".into(),
            title,
            summary: need.into(),
            need: format!("{need}\n服务期一年，按季度验收，服务对象满意度不低于 90%。"),
            division: "510900".into(),
            budget,
            ceiling: None,
            questions_until: None,
            closes_at: self.closes,
            terms: Terms {
                ground: "service_purchase".into(),
                contract_months: 12,
                contact: "0825-0000000".into(),
                approval_no: "演采〔2026〕18 号".into(),
                ..Terms::default()
            },
            criteria: CRITERIA
                .iter()
                .map(|(key, title, description, points)| DraftCriterion {
                    title: (*title).into(),
                    description: (*description).into(),
                    max_points: *points,
                    is_objective: *key == "experience",
                })
                .collect(),
            price_points: 2_000,
        };
        let made = self.by("buyer", out - TimeDelta::hours(20), move |tx| {
            let made = tender::actions::create(tx, &draft, "")?;
            let formed = committee::form(&tx.env.keyring, &made.no, &openers(), WORK).map_err(|e| anyhow!(e))?;
            tender::actions::form_committee(tx, &made.no, &openers(), &formed)?;
            if stage > Stage::Draft { tender::actions::submit(tx, &made.no) } else { Ok(made) }
        });
        let made = made.await?;
        (self.id, self.no) = (made.id, made.no);
        if stage > Stage::Submitted {
            let no = self.no.clone();
            self.by("approver", out, move |tx| tender::actions::publish(tx, &no)).await?;
        }
        Ok(())
    }

    /// Three sealed bids.
    pub(super) async fn bid(&self) -> Result<()> {
        let id = self.id;
        let (tender, locks) = self.jx.read(move |c| Ok((tender::find(c, id)?, tender::locks(c, id)?))).await?;
        for (k, who) in (0i64..).zip(&self.bidders) {
            let actor = self.hands.of(who);
            let organization = organization_of(&actor).ok_or(Code::NotAnOfficer)?;
            let found = self.jx.read(move |c| organization::find(c, organization)).await?;
            let received_at = self.closes - TimeDelta::hours(30 - 9 * k);
            let sender = Sender {
                organization,
                credit_code: found.credit_code,
                name: found.name,
                account: actor.account().ok_or(Error::SignIn)?,
                received_at,
            };
            let answers = (1..)
                .zip(CRITERIA)
                .map(|(c, (key, ..))| Answer { key: format!("c{c}"), text: texts::answer(key, &tender.title, k + 1) });
            let content = Content {
                plan: texts::plan(&tender.title, k + 1),
                answers: answers.collect(),
                partners: String::new(),
                contact_name: format!("项目负责人 {}", k + 1),
                contact_phone: format!("0825-000000{}", k + 1),
                price: Money::from_fen(tender.budget.fen() / 100 * (91 + 3 * k)),
                files: Vec::new(),
                price_list: None,
            };
            let sealed: Arc<SealedBid> = Arc::new(seal(&self.jx.env.keyring, &tender, &locks, &sender, content)?);
            let envelopes = [Some(&sealed.technical), sealed.price.as_ref()];
            for envelope in envelopes.into_iter().flatten() {
                self.jx.files.put(envelope.bytes.clone()).await.map_err(|e| anyhow!(e))?;
            }
            let command = bid::actions::Submit { tender: id, sender, sealed };
            self.by(who, received_at, move |tx| bid::actions::submit(tx, &command)).await?;
        }
        Ok(())
    }

    /// Two of the three openers open one kind of envelope.
    pub(super) async fn open(&self, envelope: EnvelopeKind, at: Ts) -> Result<()> {
        let id = self.id;
        let found =
            self.jx.read(move |c| Ok((tender::openers(c, id)?, tender::lock(c, id, envelope)?, tender::find(c, id)?)));
        let (seats, lock, tender) = found.await?;
        let mut seats = seats.into_iter();
        let (Some(own), Some(other)) = (seats.next(), seats.next()) else { return Err(Code::TwoOpeners.into()) };
        let seats = Seats { own, other };
        let word = |m: u8| SecretString::from(format!("{PASSWORD}-{m}"));
        let b = keys::lock_b(&seats, &lock, &Keys { own: word(1), other: 2, others: word(2) })?;
        let released_entry = self.by("opener1", at, move |tx| opening::actions::release(tx, id, envelope)).await?;
        let keyring = &self.jx.env.keyring;
        let a = keys::lock_a(keyring, &tender, &lock)?;
        let kept_lock_b = keys::keep(keyring, &tender, envelope, &b);
        let act = Act { tender: id, seats, released_entry, kept_lock_b };
        let locks = Locks { a: Arc::new(a), b: Arc::new(b) };
        match envelope {
            EnvelopeKind::Technical => {
                let all = self.jx.read(bid::sealed_all).await?;
                let mut found: Vec<Technical> = Vec::new();
                for one in read::of_tender(all, &tender, &locks.a) {
                    found.push(read::technical(&self.jx.files, &tender, &locks, one).await?);
                }
                self.by("opener1", at, move |tx| opening::actions::record_technical(tx, &act, &found)).await
            }
            EnvelopeKind::Price => {
                let of = tender.clone();
                let eligible = self.jx.read(move |c| {
                    let bids = review::eligible(c, &of)?;
                    bids.into_iter()
                        .map(|b| store::stored(c, b.id.0).map(|(_, price)| (b, price.unwrap_or_default())))
                        .collect::<Result<Vec<_>>>()
                });
                let mut found: Vec<Price> = Vec::new();
                for one in eligible.await? {
                    found.push(read::price(&self.jx.files, &tender, &locks, one).await?);
                }
                self.by("opener1", at, move |tx| opening::actions::record_prices(tx, &act, &found)).await
            }
        }
    }
}

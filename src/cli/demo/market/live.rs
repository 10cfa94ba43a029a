//! Purchases under way: each is walked by the verbs of the house, with sealed bids, real locks, an opening by two of
//! three, a drawn committee and signed sheets, up to the stage at which somebody has to do something now.
use super::{
    CRITERIA, SERVICES,
    open::{WORK, openers},
    questions::organization_of,
    texts,
};
use crate::{
    cli::demo::{
        PASSWORD, before,
        people::{self, Cast},
    },
    kernel::{
        actor::Actor,
        money::Money,
        refusal::{Code, Error, Result},
        time::Ts,
    },
    market::{
        award,
        bid::{
            self, Answer, Content,
            seal::{SealedBid, Sender, seal},
        },
        challenge::{self, Against, NewChallenge},
        contract::{self, Body, DraftMilestone},
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
        review::{
            self, Score, Sheet, Verdict,
            actions::{Declare, Lock, Qualify, Save},
        },
        tender::{self, Draft, DraftCriterion, EnvelopeKind, TenderId, Terms, committee},
    },
    platform::{db::Tx, jobs::Jx},
    registry::organization,
};
use age::secrecy::SecretString;
use anyhow::anyhow;
use chrono::{Datelike, TimeDelta};
use std::{collections::BTreeMap, sync::Arc};

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

/// How often the lot is drawn before it gives up to bring up the wanted experts.
const DRAWS: u32 = 2_000;

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
    async fn by<T: Send + 'static>(
        &self,
        who: &str,
        at: Ts,
        mut f: impl FnMut(&mut Tx) -> Result<T> + Send + 'static,
    ) -> Result<T> {
        let actor = if who == "clock" { Actor::System("clock") } else { self.hands.of(who) };
        let at = at.min(self.jx.now());
        self.jx.write(move |tx| tx.acting(&actor, at, |tx| f(tx))).await
    }

    /// Plan line, draft, committee of openers, approval, publication.
    async fn publish(&mut self, stage: Stage, service: usize) -> Result<()> {
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
    async fn bid(&self) -> Result<()> {
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
    async fn open(&self, envelope: EnvelopeKind, at: Ts) -> Result<()> {
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

    /// Qualification, the drawn committee, declarations, sheets.
    async fn review(&self, stage: Stage, wanted: &[u8]) -> Result<()> {
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

    /// Winner fixed, result announced, perhaps challenged.
    async fn award(&self, stage: Stage) -> Result<()> {
        let (id, at) = (self.id, self.closes + TimeDelta::days(2));
        let choice = award::rules::Choice { position: 1, deviation: None, text: String::new() };
        let fix = award::actions::Fix { tender: id, choice };
        self.by("buyer", at, move |tx| award::actions::fix(tx, &fix)).await?;
        if stage == Stage::Fixed {
            return Ok(());
        }
        self.by("approver", at + TimeDelta::hours(22), move |tx| award::actions::publish(tx, id)).await?;
        if stage == Stage::Result && self.n.is_multiple_of(2) {
            let loser = self.bidders.get(2).cloned().unwrap_or_default();
            let organization = organization_of(&self.hands.of(&loser)).ok_or(Code::NotAnOfficer)?;
            let command = NewChallenge {
                organization,
                against: Against::Result,
                known_on: (at + TimeDelta::days(1)).day(),
                facts: "中标组织公示的同类项目中，有一项在我单位所在社区并未实施。".into(),
                request: "请求核实同类项目证明并重新评审该项得分。".into(),
            };
            let no = self.no.clone();
            self.by(&loser, at + TimeDelta::days(2), move |tx| challenge::actions::lodge(tx, &no, &command)).await?;
        }
        Ok(())
    }

    /// Contract up to the wanted signature.
    async fn contract(&self, stage: Stage) -> Result<()> {
        let (id, no, at) = (self.id, self.no.clone(), self.closes + TimeDelta::days(6));
        let starts_on = (self.jx.now() + TimeDelta::days(9)).day();
        let made = self.by("buyer", at, move |tx| {
            let award = award::find_for_tender(tx.conn, id)?.ok_or(Error::Missing)?;
            let third = Money::from_fen(award.amount.fen() / 300 * 100);
            let last = Money::from_fen(award.amount.fen() - 2 * third.fen());
            let stages =
                [("第一阶段服务", third, 120), ("第二阶段服务", third, 240), ("第三阶段服务与总结", last, 350)];
            let draft = contract::Draft {
                starts_on,
                ends_on: starts_on + TimeDelta::days(364),
                body: Body {
                    content: "按采购文件和响应文件提供服务，服务清单见附件。".into(),
                    payment: "每阶段验收合格、收到发票后十个工作日内支付。".into(),
                    duties: "乙方配备专职人员并每月报告；甲方提供场地和服务对象名单。".into(),
                    breach: "未达到服务标准的，按合同约定扣减服务费。".into(),
                    subcontracting: "不得转包。".into(),
                },
                milestones: stages
                    .into_iter()
                    .map(|(title, amount, after)| DraftMilestone {
                        title: title.into(),
                        due_on: starts_on + TimeDelta::days(after),
                        amount,
                    })
                    .collect(),
            };
            let made = contract::actions::draft(tx, &no, &draft)?;
            contract::actions::submit(tx, &made.no)
        });
        let no = made.await?.no;
        if stage == Stage::Contract {
            return Ok(());
        }
        let of = no.clone();
        self.by("approver", at + TimeDelta::hours(20), move |tx| contract::actions::approve(tx, &of)).await?;
        if stage == Stage::ToSign {
            return Ok(());
        }
        let winner = self.bidders.first().cloned().unwrap_or_default();
        self.by(&winner, at + TimeDelta::hours(44), move |tx| contract::actions::sign(tx, &no)).await?;
        Ok(())
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

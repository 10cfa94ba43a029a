//! Purchases that add up to the 320 million yuan of the report, in every state of their life, and tenders open today.
use super::{before, dice::Dice, people::Cast};
use crate::{
    both,
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    market::{
        acceptance::{self, Evaluation, NewAcceptance, PerformanceGrade, Verdict},
        contract::{self, Body, ContractId, ContractState, DraftMilestone, MilestoneId, MilestoneState, NewContract},
        money::{self, Purse, Transfer},
        payment::{self, NewPayment},
        tender::{TenderId, TenderState, Terms},
    },
    platform::{
        db::{Json, Tx},
        rulebook::Procedure,
    },
    registry::organization::OrganizationStatus,
    schema::{awards, bids, files, milestones, organizations, plan_lines, rankings, tender_criteria, tenders},
};
use anyhow::anyhow;
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;

/// Contracts, and what they add up to in yuan (`domain.md` 0.2: over 320 million).
const CONTRACTS: usize = 400;
const TOTAL: i64 = 320_600_000;

/// Department, division, words before a title.
const BUYERS: &[(&str, &str, &str)] = &[
    ("cg-510900", "510900", "遂宁市"),
    ("sq-510903", "510903", "船山区"),
    ("yl-510904", "510904", "安居区"),
    ("gy-510921", "510921", "蓬溪县"),
    ("sz-510981", "510981", "射洪市"),
];

/// Catalogue code, title, need.
const SERVICES: &[(&str, &str, &str)] = &[
    ("A0401", "居家养老上门服务", "为辖区内高龄、独居和失能老年人提供助餐、助浴、助洁、助医和精神慰藉服务。"),
    ("A0402", "社区日间照料中心运营", "运营社区日间照料中心，提供日间托养、配餐和文化活动。"),
    ("A0404", "残疾人居家照护服务", "为重度残疾人提供居家照护、康复指导和辅具适配服务。"),
    ("A0405", "困境儿童关爱陪伴服务", "为困境儿童和留守儿童提供课后陪伴、心理支持和家庭教育指导。"),
    ("A0502", "社区心理健康服务", "在社区开展心理健康知识普及、个案辅导和危机转介。"),
    ("A0101", "公园绿地园林绿化养护", "公园、游园和道路绿地的修剪、浇灌、病虫害防治和补植。"),
    ("A0102", "城区道路环卫保洁", "城区主次干道和背街小巷的清扫保洁、垃圾收运和公厕管护。"),
    ("A0103", "市政设施巡查维护", "路灯、人行道、排水设施的日常巡查、小修和应急处置。"),
    ("A0201", "社区老年教育课程", "在社区市民中心开设老年教育课程并组织学习团队。"),
    ("A0701", "社会工作站运营", "配备专职社会工作者，运营街道社会工作站，开展个案、小组和社区工作。"),
];

/// Scoring items besides the price: key, title, description, centipoints.
const CRITERIA: &[(&str, &str, &str, i64)] = &[
    ("plan", "服务方案", "方案完整、针对本项目、可落地执行", 3000),
    ("team", "服务团队", "专职人员数量、专业资质与分工", 2500),
    ("experience", "同类项目经验", "近三年同类公共服务项目，每个 3 分", 1500),
    ("quality", "质量与安全保障", "质量控制、应急预案和服务对象权益保护", 1000),
];

/// What the purchases of one batch need to know.
#[derive(Clone)]
pub struct Plan {
    cast: Cast,
    suppliers: Vec<i64>,
    amounts: Vec<i64>,
    file: i64,
}

/// Looks up suppliers and shares the total out.
///
/// # Errors
/// A fault of the database.
pub fn plan(tx: &mut Tx, cast: &Cast, scale: u32) -> Result<Plan> {
    let suppliers = organizations::table
        .filter(organizations::status.eq(OrganizationStatus::Active))
        .filter(organizations::is_registered.eq(true))
        .order(organizations::id)
        .limit(260)
        .select(organizations::id)
        .load(tx.conn)?;
    let mut d = Dice::new(320);
    let count = CONTRACTS * scale as usize;
    let weights: Vec<i64> = (0..count).map(|_| d.within(15, 160)).collect();
    let sum: i64 = weights.iter().sum();
    let total = TOTAL * i64::from(scale);
    let amounts = weights.iter().map(|w| total * w / sum / 100 * 100 + 100).collect();
    // The envelopes of past purchases are gone; their rows point to one small file that says so.
    let row = (
        files::sha256.eq("0".repeat(64)),
        files::size.eq(0i64),
        files::name.eq("archived.age"),
        files::media_type.eq("application/octet-stream"),
        files::created_at.eq(tx.now),
    );
    let file = diesel::insert_into(files::table).values(row).returning(files::id).get_result(tx.conn)?;
    Ok(Plan { cast: cast.clone(), suppliers, amounts, file })
}

impl Plan {
    /// How many purchases there are.
    pub fn len(&self) -> usize {
        self.amounts.len()
    }

    fn supplier(&self, n: usize) -> OrganizationId {
        OrganizationId(self.suppliers.get(n % self.suppliers.len().max(1)).copied().unwrap_or(1))
    }
}

/// One purchase of the past.
struct Past {
    n: usize,
    buyer: (&'static str, &'static str, &'static str),
    service: (&'static str, &'static str, &'static str),
    amount: Money,
    published: Ts,
    winner: OrganizationId,
    losers: [OrganizationId; 2],
    is_over: bool,
}

impl Past {
    fn title(&self) -> String {
        format!("{}{}（{} 年度）", self.buyer.2, self.service.1, self.published.day().year())
    }

    fn no(&self) -> String {
        format!("{}{}{:05}", self.buyer.1, self.published.day().year(), 10_000 + self.n)
    }

    fn day(&self, after: i64) -> Ts {
        self.published + TimeDelta::days(after)
    }
}

fn past(plan: &Plan, n: usize, now: Ts) -> Option<Past> {
    let mut d = Dice::new(7_000 + n as u64);
    let age = 60 + i64::try_from((n * 37) % 1900).ok()?;
    Some(Past {
        n,
        buyer: *d.pick(BUYERS),
        service: *d.pick(SERVICES),
        amount: Money::from_yuan(*plan.amounts.get(n)?),
        published: before(now, age, 9),
        winner: plan.supplier(n * 7),
        losers: [plan.supplier(n * 7 + 1), plan.supplier(n * 7 + 2)],
        is_over: age > 60 + 365,
    })
}

/// Writes purchases `from..to` with everything that came of them.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, plan: &Plan, from: usize, to: usize) -> Result<()> {
    let now = tx.now;
    let all: Vec<Past> = (from..to.min(plan.len())).filter_map(|n| past(plan, n, now)).collect();
    let ids = insert_tenders(tx, plan, &all)?;
    let awarded = insert_bids(tx, plan, &all, &ids)?;
    insert_contracts(tx, plan, &all, &ids, &awarded)
}

fn profile(tx: &Tx, key: &str) -> Result<Procedure> {
    let found =
        tx.env.rulebook.procedure(key, tx.now.day()).ok_or_else(|| Error::Fault(anyhow!("no procedure {key}")))?;
    Ok((*found).clone())
}

fn insert_tenders(tx: &mut Tx, plan: &Plan, all: &[Past]) -> Result<Vec<TenderId>> {
    let profile = Json(profile(tx, "competitive_consultation")?);
    let terms = Json(Terms { contract_months: 12, contact: "0825-0000000".into(), ..Terms::default() });
    let (buyer, approver) = (plan.cast.account("buyer"), plan.cast.account("approver"));
    let lines: Vec<_> = all
        .iter()
        .map(|p| {
            (
                plan_lines::no.eq(format!("{}-{}-{:05}", p.buyer.1, p.published.day().year(), p.n)),
                plan_lines::authority_id.eq(plan.cast.authority(p.buyer.0)),
                plan_lines::year.eq(i64::from(p.published.day().year())),
                plan_lines::catalogue_code.eq(p.service.0),
                plan_lines::title.eq(p.title()),
                plan_lines::budget.eq(p.amount.fen() / 100 * 112),
                plan_lines::need_asked.eq("在社区公告栏和平台公开征求意见"),
                plan_lines::status.eq("active"),
                plan_lines::created_by.eq(buyer.0),
                plan_lines::created_at.eq(p.day(-40)),
            )
        })
        .collect();
    let line_ids: Vec<i64> = both!(&mut *tx.conn, c => diesel::insert_into(plan_lines::table).values(&lines).returning(plan_lines::id).get_results(c))?;
    let rows: Vec<_> = all
        .iter()
        .zip(&line_ids)
        .map(|(p, line)| {
            let state = if p.is_over { TenderState::Archived } else { TenderState::Performing };
            (
                (
                    tenders::no.eq(p.no()),
                    tenders::plan_line_id.eq(Some(*line)),
                    tenders::authority_id.eq(plan.cast.authority(p.buyer.0)),
                    tenders::title.eq(p.title()),
                    tenders::summary.eq(p.service.2),
                    tenders::need.eq(format!("{}\n服务期一年，按季度验收，服务对象满意度不低于 90%。", p.service.2)),
                    tenders::division.eq(p.buyer.1),
                    tenders::procedure_key.eq("competitive_consultation"),
                    tenders::profile.eq(profile.clone()),
                    tenders::terms.eq(terms.clone()),
                    tenders::budget.eq(p.amount.fen() / 100 * 112),
                    tenders::price_weight_bp.eq(2000i64),
                ),
                (
                    tenders::is_simulated.eq(false),
                    tenders::state.eq(state),
                    tenders::created_by.eq(buyer.0),
                    tenders::approved_by.eq(Some(approver.0)),
                    tenders::created_at.eq(p.day(-5)),
                    tenders::published_at.eq(Some(p.published)),
                    tenders::closes_at.eq(p.day(14)),
                    tenders::opened_at.eq(Some(p.day(14) + TimeDelta::hours(1))),
                    tenders::scored_at.eq(Some(p.day(15))),
                    tenders::priced_at.eq(Some(p.day(15) + TimeDelta::hours(1))),
                    tenders::result_at.eq(Some(p.day(18))),
                ),
            )
        })
        .collect();
    let ids: Vec<TenderId> = both!(&mut *tx.conn, c => diesel::insert_into(tenders::table).values(&rows).returning(tenders::id).get_results(c))?;
    for id in &ids {
        insert_criteria(tx, *id)?;
    }
    Ok(ids)
}

/// The scoring items of a tender; the price counts 20 of 100.
pub fn insert_criteria(tx: &mut Tx, id: TenderId) -> Result<()> {
    let price = [("price", "价格", "（评标基准价 ÷ 报价）× 20", 2000)];
    let rows: Vec<_> = (1i64..)
        .zip(CRITERIA.iter().chain(&price))
        .map(|(position, (key, title, description, points))| {
            (
                tender_criteria::tender_id.eq(id),
                tender_criteria::position.eq(position),
                tender_criteria::key.eq(*key),
                tender_criteria::title.eq(*title),
                tender_criteria::description.eq(*description),
                tender_criteria::max_points.eq(*points),
                tender_criteria::is_price.eq(*key == "price"),
                tender_criteria::is_objective.eq(matches!(*key, "experience" | "price")),
            )
        })
        .collect();
    both!(&mut *tx.conn, c => diesel::insert_into(tender_criteria::table).values(&rows).execute(c))?;
    Ok(())
}

/// Three opened bids each, their ranking, and the award to the first. Answers the awards' ids.
fn insert_bids(tx: &mut Tx, plan: &Plan, all: &[Past], ids: &[TenderId]) -> Result<Vec<i64>> {
    let entry = 0i64;
    let offers: Vec<(usize, OrganizationId, i64, Money)> = all
        .iter()
        .enumerate()
        .flat_map(|(n, p)| {
            let dearer = |percent: i64| Money::from_fen(p.amount.fen() / 100 * percent);
            [(n, p.winner, 1, p.amount), (n, p.losers[0], 2, dearer(104)), (n, p.losers[1], 3, dearer(109))]
        })
        .collect();
    let rows: Vec<_> = offers
        .iter()
        .filter_map(|(n, organization, position, price)| {
            let (p, id) = (all.get(*n)?, ids.get(*n)?);
            let mark = format!("demo-{}-{position}", p.no());
            Some((
                (
                    bids::owner.eq(mark.clone()),
                    bids::content.eq(mark.clone()),
                    bids::receipt_no.eq(format!("R{}{position}", p.no())),
                    bids::received_at.eq(p.day(13)),
                    bids::identity.eq(Vec::<u8>::new()),
                    bids::technical_file_id.eq(plan.file),
                    bids::technical_sha256.eq("0".repeat(64)),
                    bids::technical_size.eq(65_536i64),
                    bids::state.eq("opened"),
                    bids::entry_id.eq(entry),
                ),
                (
                    bids::tender_id.eq(Some(id.0)),
                    bids::organization_id.eq(Some(organization.0)),
                    bids::position.eq(Some(*position)),
                    bids::opened_at.eq(Some(p.day(14) + TimeDelta::hours(1))),
                    bids::price.eq(Some(price.fen())),
                    bids::price_opened_at.eq(Some(p.day(15) + TimeDelta::hours(1))),
                ),
            ))
        })
        .collect();
    let bid_ids: Vec<i64> =
        both!(&mut *tx.conn, c => diesel::insert_into(bids::table).values(&rows).returning(bids::id).get_results(c))?;
    let ranked: Vec<_> = offers
        .iter()
        .zip(&bid_ids)
        .filter_map(|((n, organization, position, price), bid)| {
            let (p, id) = (all.get(*n)?, ids.get(*n)?);
            #[expect(clippy::cast_precision_loss, reason = "shown with two decimals")]
            let points = 20.0 * p.amount.fen() as f64 / price.fen() as f64;
            let quality = 74.0 - 3.0 * f64::from(i32::try_from(*position).ok()?);
            Some((
                rankings::tender_id.eq(id.0),
                rankings::bid_id.eq(*bid),
                rankings::organization_id.eq(organization.0),
                rankings::quality.eq(format!("{quality:.2}")),
                rankings::price_points.eq(format!("{points:.2}")),
                rankings::total.eq(format!("{:.2}", quality + points)),
                rankings::offered.eq(price.fen()),
                rankings::rank.eq(*position),
                rankings::position.eq(*position),
                rankings::is_low.eq(false),
            ))
        })
        .collect();
    both!(&mut *tx.conn, c => diesel::insert_into(rankings::table).values(&ranked).execute(c))?;
    let buyer = plan.cast.account("buyer");
    let won: Vec<_> = all
        .iter()
        .zip(ids)
        .zip(bid_ids.chunks(3))
        .map(|((p, id), bid)| {
            (
                awards::tender_id.eq(id.0),
                awards::bid_id.eq(bid.first().copied().unwrap_or_default()),
                awards::organization_id.eq(p.winner.0),
                awards::amount.eq(p.amount.fen()),
                awards::position.eq(1i64),
                awards::deviation_text.eq(""),
                awards::fixed_by.eq(buyer.0),
                awards::fixed_at.eq(p.day(17)),
                awards::fix_by.eq(p.day(20).day()),
                awards::publish_by.eq(p.day(19).day()),
                awards::published_by.eq(Some(buyer.0)),
                awards::published_at.eq(Some(p.day(18))),
                awards::entry_id.eq(entry),
            )
        })
        .collect();
    Ok(both!(&mut *tx.conn, c => diesel::insert_into(awards::table).values(&won).returning(awards::id).get_results(c))?)
}

fn insert_contracts(tx: &mut Tx, plan: &Plan, all: &[Past], ids: &[TenderId], awarded: &[i64]) -> Result<()> {
    let now = tx.now;
    let (buyer, approver, org) = (plan.cast.account("buyer"), plan.cast.account("approver"), plan.cast.account("org1"));
    let list: Vec<NewContract> = all
        .iter()
        .zip(ids)
        .zip(awarded)
        .map(|((p, id), award)| NewContract {
            no: format!("{}-HT", p.no()),
            tender_id: *id,
            award_id: *award,
            authority_id: AuthorityId(plan.cast.authority(p.buyer.0)),
            organization_id: p.winner,
            title: p.title(),
            amount: p.amount,
            body: Body {
                content: p.service.2.into(),
                payment: "按季度验收合格后支付".into(),
                duties: "按采购文件和响应文件履行".into(),
                breach: "未达到服务标准的，按合同约定扣减服务费".into(),
                subcontracting: String::new(),
            },
            starts_on: p.day(30).day(),
            ends_on: p.day(394).day(),
            is_public_service: true,
            state: if p.is_over { ContractState::Evaluated } else { ContractState::Performing },
            drafted_by: buyer,
            reviewed_by: approver,
            supplier: org,
            awarded_at: p.day(18),
            signed_at: p.day(26),
            published_at: p.day(27),
            entry_id: None,
            milestones: stages(p, now),
        })
        .collect();
    let contracts = contract::insert_many(tx, &list)?;
    settle(tx, plan, all, &list, &contracts)
}

/// Three milestones: 30, 40 and 30 per cent; those past are paid, the next is planned.
fn stages(p: &Past, now: Ts) -> Vec<(DraftMilestone, MilestoneState)> {
    let first = Money::from_fen(p.amount.fen() / 10_000 * 3_000);
    let second = Money::from_fen(p.amount.fen() / 10_000 * 4_000);
    let third = Money::from_fen(p.amount.fen() - first.fen() - second.fen());
    [("第一阶段服务", first, 120), ("第二阶段服务", second, 250), ("第三阶段服务与总结", third, 390)]
        .into_iter()
        .map(|(title, amount, after)| {
            let due_on = p.day(after).day();
            let state = if p.day(after) < now { MilestoneState::Accepted } else { MilestoneState::Planned };
            (DraftMilestone { title: title.into(), due_on, amount }, state)
        })
        .collect()
}

/// Acceptances, payments, evaluations and the double entries behind them.
fn settle(tx: &mut Tx, plan: &Plan, all: &[Past], list: &[NewContract], contracts: &[ContractId]) -> Result<()> {
    let mut accepted = Vec::new();
    let mut who: Vec<(ContractId, AuthorityId, OrganizationId, Money, Ts)> = Vec::new();
    let mut moves: Vec<(Transfer, Ts)> = Vec::new();
    let mut grades = Vec::new();
    for ((p, new), id) in all.iter().zip(list).zip(contracts) {
        let purse = (
            Purse::Budget(new.authority_id.0),
            Purse::Committed(id.0),
            Purse::Payable(id.0),
            Purse::Supplier(new.organization_id.0),
        );
        moves.push((transfer("signed", &new.no, purse.0, purse.1.clone(), new.amount), new.signed_at));
        let stage_ids: Vec<MilestoneId> = milestones::table
            .filter(milestones::contract_id.eq(id.0))
            .order(milestones::position)
            .select(milestones::id)
            .load(tx.conn)?;
        let mut d = Dice::new(9_000 + p.n as u64);
        let asked = d.within(40, 260);
        for ((k, (stage, state)), milestone) in new.milestones.iter().enumerate().zip(&stage_ids) {
            if *state != MilestoneState::Accepted {
                continue;
            }
            let at = Ts::start_of(stage.due_on) + TimeDelta::hours(10);
            let no = format!("{}-YS{}", new.no, k + 1);
            accepted.push(NewAcceptance {
                no: no.clone(),
                contract_id: *id,
                milestone_id: *milestone,
                summary: "本阶段服务已按方案完成，附服务记录与照片。".into(),
                reported_by: plan.cast.account("org1"),
                reported_at: at - TimeDelta::days(5),
                verdict: Verdict {
                    value: stage.amount,
                    findings: "数量、质量和时限均符合合同约定。".into(),
                    users_asked: asked,
                    users_satisfied: asked * d.within(90, 99) / 100,
                    users_summary: "服务对象普遍满意，建议增加上门频次。".into(),
                },
                paid: stage.amount,
                accepted_by: plan.cast.account("acceptor"),
                accepted_at: at,
                pay_by: stage.due_on + TimeDelta::days(14),
                entry_id: None,
            });
            who.push((*id, new.authority_id, new.organization_id, stage.amount, at));
            moves.push((transfer("accepted", &no, purse.1.clone(), purse.2.clone(), stage.amount), at));
            moves.push((
                transfer("paid", &format!("{no}-FK"), purse.2.clone(), purse.3.clone(), stage.amount),
                at + TimeDelta::days(6),
            ));
        }
        if p.is_over {
            grades.push(evaluation(p, *id, new.organization_id, &mut d));
        }
    }
    let numbers: Vec<String> = accepted.iter().map(|a| a.no.clone()).collect();
    let acceptances = acceptance::insert_many(tx, &accepted)?;
    let payments: Vec<NewPayment> = who
        .iter()
        .zip(acceptances)
        .zip(&numbers)
        .map(|(((contract_id, authority_id, organization_id, amount, at), acceptance_id), no)| NewPayment {
            no: format!("{no}-FK"),
            contract_id: *contract_id,
            acceptance_id,
            authority_id: *authority_id,
            organization_id: *organization_id,
            amount: *amount,
            invoice_no: format!("演{}", no.replace(['-', 'H', 'T', 'Y', 'S'], "")),
            prepared_by: plan.cast.account("finance"),
            prepared_at: *at + TimeDelta::days(4),
            pay_by: (*at + TimeDelta::days(14)).day(),
            confirmed_by: plan.cast.account("payer"),
            confirmed_at: *at + TimeDelta::days(6),
            voucher: format!("PZ-{no}"),
            entry_id: None,
        })
        .collect();
    payment::insert_many(tx, &payments)?;
    money::insert_many(tx, &moves)?;
    acceptance::insert_evaluations(tx, plan.cast.account("acceptor"), &grades)
}

fn transfer(kind: &'static str, subject: &str, from: Purse, to: Purse, amount: Money) -> Transfer {
    Transfer { kind, subject: subject.to_owned(), from, to, amount }
}

fn evaluation(p: &Past, contract_id: ContractId, organization_id: OrganizationId, d: &mut Dice) -> Evaluation {
    let (output, benefit, satisfaction) = (d.within(78, 98), d.within(75, 97), d.within(85, 99));
    let score = (output + benefit + satisfaction) / 3;
    let grade = match score {
        90.. => PerformanceGrade::Excellent,
        80..90 => PerformanceGrade::Good,
        _ => PerformanceGrade::Fair,
    };
    let comment = "目标基本达成，服务对象满意度较高。".into();
    Evaluation {
        contract_id,
        organization_id,
        output,
        benefit,
        satisfaction,
        score,
        grade,
        comment,
        evaluated_at: p.day(410),
        entry_id: None,
    }
}

/// Tenders open today, with locks and a committee of openers, at different distances from their deadline.
///
/// # Errors
/// A fault of the database.
pub fn open_today(tx: &mut Tx, plan: &Plan, locks: &[Locks]) -> Result<()> {
    let now = tx.now;
    let profile = Json(profile(tx, "competitive_consultation")?);
    let terms = Json(Terms { contract_months: 12, contact: "0825-0000000".into(), ..Terms::default() });
    for (n, made) in locks.iter().enumerate() {
        let mut d = Dice::new(11_000 + n as u64);
        let buyer =
            BUYERS.get(if n < 6 { 0 } else { n % BUYERS.len() }).copied().unwrap_or(("cg-510900", "510900", "遂宁市"));
        let service = SERVICES.get((n * 3) % SERVICES.len()).copied().unwrap_or(("A0401", "居家养老上门服务", ""));
        let published = before(now, d.within(2, 9), 9);
        let closes = Ts::start_of(now.day() + TimeDelta::days(2 + i64::try_from(n).unwrap_or(0) * 2))
            + TimeDelta::hours(if n % 2 == 0 { 17 } else { 10 });
        let budget = Money::from_yuan(d.within(28, 430) * 10_000);
        let year = now.day().year();
        let title = format!("{}{}（{} 年度）", buyer.2, service.1, year + 1);
        let line = (
            plan_lines::no.eq(format!("{}-{}-9{:04}", buyer.1, year, n)),
            plan_lines::authority_id.eq(plan.cast.authority(buyer.0)),
            plan_lines::year.eq(i64::from(year + 1)),
            plan_lines::catalogue_code.eq(service.0),
            plan_lines::title.eq(&title),
            plan_lines::budget.eq(budget.fen()),
            plan_lines::need_asked.eq("在社区公告栏和平台公开征求意见"),
            plan_lines::status.eq("active"),
            plan_lines::created_by.eq(plan.cast.account("buyer").0),
            plan_lines::created_at.eq(published - TimeDelta::days(40)),
        );
        let line: i64 =
            diesel::insert_into(plan_lines::table).values(line).returning(plan_lines::id).get_result(tx.conn)?;
        let row = (
            (
                tenders::no.eq(&made.no),
                tenders::plan_line_id.eq(Some(line)),
                tenders::authority_id.eq(plan.cast.authority(buyer.0)),
                tenders::title.eq(title),
                tenders::summary.eq(service.2),
                tenders::need.eq(format!("{}\n服务期一年，按季度验收，服务对象满意度不低于 90%。", service.2)),
                tenders::division.eq(buyer.1),
                tenders::procedure_key.eq("competitive_consultation"),
                tenders::profile.eq(profile.clone()),
                tenders::terms.eq(terms.clone()),
                tenders::budget.eq(budget.fen()),
                tenders::price_weight_bp.eq(2000i64),
            ),
            (
                tenders::is_simulated.eq(false),
                tenders::state.eq(TenderState::Open),
                tenders::created_by.eq(plan.cast.account("buyer").0),
                tenders::approved_by.eq(Some(plan.cast.account("approver").0)),
                tenders::created_at.eq(published - TimeDelta::days(3)),
                tenders::published_at.eq(Some(published)),
                tenders::questions_until.eq(Some(closes - TimeDelta::days(1))),
                tenders::closes_at.eq(closes),
                tenders::next_check_at.eq(Some(closes)),
            ),
        );
        let id: TenderId =
            diesel::insert_into(tenders::table).values(row).returning(tenders::id).get_result(tx.conn)?;
        insert_criteria(tx, id)?;
        made.write(tx, id, plan)?;
        let event = crate::platform::db::Event::public("market.tender.published").with("budget_fen", budget.fen());
        let entry = tx.record(("tender", &made.no), event)?;
        diesel::update(tenders::table.find(id)).set(tenders::entry_id.eq(Some(entry))).execute(tx.conn)?;
    }
    Ok(())
}

/// Both locks of one tender with the openers' shares, made outside the transaction because it takes work.
#[derive(Clone)]
pub struct Locks {
    no: String,
    kinds: Vec<(crate::market::tender::EnvelopeKind, String, Vec<u8>, String, Vec<String>)>,
}

impl Locks {
    /// Locks for the `n`-th open tender; each opener's passphrase is the demonstration's password with `-1`, `-2` or `-3`.
    ///
    /// # Errors
    /// When the box cannot be made.
    pub fn make(keyring: &crate::platform::crypto::Keyring, n: usize, day: Day) -> anyhow::Result<Self> {
        use crate::{
            market::tender::{EnvelopeKind, Lock},
            platform::sealed::{LockA, committee},
        };
        use age::secrecy::SecretString;
        let division = if n < 6 { "510900" } else { BUYERS.get(n % BUYERS.len()).map_or("510900", |b| b.1) };
        let no = format!("{division}{}{:05}", day.year(), 90_001 + n);
        let mut kinds = Vec::new();
        for kind in [EnvelopeKind::Technical, EnvelopeKind::Price] {
            let a = LockA::make(keyring, &Lock::subject(&no, kind));
            let members: Vec<(u8, SecretString)> =
                (1..=3).map(|m| (m, SecretString::from(format!("{}-{m}", super::PASSWORD)))).collect();
            let formed = committee::form(&members, 4)?;
            let shares = formed.shares.iter().map(|s| s.text.clone()).collect();
            kinds.push((kind, a.lock.as_str().to_owned(), a.sealed, formed.lock.as_str().to_owned(), shares));
        }
        Ok(Self { no, kinds })
    }

    fn write(&self, tx: &mut Tx, id: TenderId, plan: &Plan) -> Result<()> {
        use crate::schema::{tender_locks, tender_openers};
        let openers: [AccountId; 3] =
            [plan.cast.account("opener1"), plan.cast.account("opener2"), plan.cast.account("opener3")];
        for (n, account) in openers.iter().enumerate() {
            let share = |k: usize| self.kinds.get(k).and_then(|kind| kind.4.get(n).cloned());
            let row = (
                tender_openers::tender_id.eq(id.0),
                tender_openers::account_id.eq(account.0),
                tender_openers::position.eq(i64::try_from(n + 1).unwrap_or(1)),
                tender_openers::technical_share.eq(share(0)),
                tender_openers::price_share.eq(share(1)),
            );
            diesel::insert_into(tender_openers::table).values(row).execute(tx.conn)?;
        }
        for (kind, public_a, sealed, public_b, _) in &self.kinds {
            let row = (
                tender_locks::tender_id.eq(id.0),
                tender_locks::envelope.eq(*kind),
                tender_locks::public_a.eq(public_a),
                tender_locks::sealed_secret_a.eq(sealed),
                tender_locks::public_b.eq(public_b),
                tender_locks::made_at.eq(tx.now),
            );
            diesel::insert_into(tender_locks::table).values(row).execute(tx.conn)?;
        }
        Ok(())
    }
}

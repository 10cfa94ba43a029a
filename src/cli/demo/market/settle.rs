//! What came of past purchases: contract, milestones, acceptances, payments, evaluations, double entries.
use super::{Past, Plan};
use crate::{
    cli::demo::dice::Dice,
    kernel::{
        actor::{AuthorityId, OrganizationId},
        money::Money,
        refusal::Result,
        time::Ts,
    },
    market::{
        acceptance::{self, Evaluation, NewAcceptance, PerformanceGrade, Verdict},
        contract::{self, Body, ContractId, ContractState, DraftMilestone, MilestoneId, MilestoneState, NewContract},
        money::{self, Purse, Transfer},
        payment::{self, NewPayment},
        tender::TenderId,
    },
    platform::db::Tx,
    schema::milestones,
};
use chrono::TimeDelta;
use diesel::prelude::*;

/// Signed contracts with everything that followed.
pub(super) fn insert_contracts(
    tx: &mut Tx,
    plan: &Plan,
    all: &[Past],
    ids: &[TenderId],
    awarded: &[i64],
) -> Result<()> {
    let now = tx.now;
    let (buyer, approver, org) = (plan.cast.account("buyer"), plan.cast.account("approver"), plan.cast.account("org1"));
    let list: Vec<NewContract> = all
        .iter()
        .zip(ids)
        .zip(awarded)
        .map(|((p, id), award)| NewContract {
            no: format!("{}-C1", p.no()),
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

/// A stage whose day came longer ago is accepted and paid.
const PAID_AFTER: TimeDelta = TimeDelta::days(8);

/// Three milestones: 30, 40 and 30 per cent; those past are paid, the next is planned.
fn stages(p: &Past, now: Ts) -> Vec<(DraftMilestone, MilestoneState)> {
    let first = Money::from_fen(p.amount.fen() / 10_000 * 3_000);
    let second = Money::from_fen(p.amount.fen() / 10_000 * 4_000);
    let third = Money::from_fen(p.amount.fen() - first.fen() - second.fen());
    [("第一阶段服务", first, 120), ("第二阶段服务", second, 250), ("第三阶段服务与总结", third, 390)]
        .into_iter()
        .map(|(title, amount, after)| {
            let due_on = p.day(after).day();
            let state =
                if p.day(after) + PAID_AFTER < now { MilestoneState::Accepted } else { MilestoneState::Planned };
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
            let no = format!("{}-Y{}", new.no, k + 1);
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
                transfer("paid", &format!("{}-P{}", new.no, k + 1), purse.2.clone(), purse.3.clone(), stage.amount),
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
            no: no.replacen("-Y", "-P", 1),
            contract_id: *contract_id,
            acceptance_id,
            authority_id: *authority_id,
            organization_id: *organization_id,
            amount: *amount,
            invoice_no: format!("演{}", no.replace(['-', 'C', 'Y'], "")),
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

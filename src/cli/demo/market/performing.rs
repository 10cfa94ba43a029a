//! Work on running contracts: stages reported, returned, accepted, payments asked for and confirmed, so that suppliers,
//! acceptors, finance and payers have something in hand.
use super::questions::organization_of;
use crate::{
    cli::demo::{
        before,
        papers::Papers,
        people::{self, Cast},
    },
    kernel::{money::Money, refusal::Result},
    market::{
        acceptance::{self, Verdict},
        contract::{ContractState, MilestoneState},
        payment::{self, Request},
    },
    platform::db::Tx,
    schema::{contracts, milestones},
};
use diesel::prelude::*;

/// Running contracts of the demonstration's officers, the next stage of each, taken a different way each.
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub fn work(tx: &mut Tx, cast: &Cast, papers: &Papers) -> Result<()> {
    let mut officers = Vec::new();
    for who in ["org1", "org2", "org3", "org4", "org5"] {
        let actor = people::actor(tx.conn, cast, who)?;
        officers.extend(organization_of(&actor).map(|id| (id.0, actor)));
    }
    let acceptor = people::actor(tx.conn, cast, "acceptor")?;
    let finance = people::actor(tx.conn, cast, "finance")?;
    let payer = people::actor(tx.conn, cast, "payer")?;
    let running: Vec<(String, i64, i64)> = contracts::table
        .filter(contracts::authority_id.eq(cast.authority("cg-510900")))
        .filter(contracts::state.eq(ContractState::Performing))
        .filter(contracts::organization_id.eq_any(officers.iter().map(|o| o.0).collect::<Vec<_>>()))
        .order(contracts::id)
        .limit(15)
        .select((contracts::no, contracts::id, contracts::organization_id))
        .load(tx.conn)?;
    let evidence: Vec<_> = papers.get("report").cloned().into_iter().collect();
    let now = tx.now;
    for (n, (no, id, organization)) in running.iter().enumerate() {
        let stage: Option<(i64, Money)> = milestones::table
            .filter(milestones::contract_id.eq(id))
            .filter(milestones::state.eq(MilestoneState::Planned))
            .order(milestones::position)
            .select((milestones::position, milestones::amount))
            .first(tx.conn)
            .optional()?;
        let officer = officers.iter().find(|o| o.0 == *organization).map(|o| &o.1);
        let (Some((position, amount)), Some(officer)) = (stage, officer) else { continue };
        let step = n % 7;
        if step == 0 {
            continue;
        }
        let summary = "本阶段服务已完成：入户 412 人次、活动 26 场，附服务台账、照片和满意度回访记录。";
        tx.acting(officer, before(now, 6, 15), |tx| acceptance::actions::report(tx, no, position, summary, &evidence))?;
        if step <= 2 {
            continue;
        }
        if step == 3 {
            let reason = "台账缺少第 6 周的签到表，请补充后重新提交。";
            tx.acting(&acceptor, before(now, 4, 10), |tx| acceptance::actions::give_back(tx, no, position, reason))?;
            continue;
        }
        let verdict = Verdict {
            value: amount,
            findings: "数量、质量和时限均符合合同约定，抽查入户记录 40 份，未发现不符。".into(),
            users_asked: 60 + 5 * i64::try_from(n).unwrap_or_default(),
            users_satisfied: 56 + 5 * i64::try_from(n).unwrap_or_default(),
            users_summary: "服务对象普遍满意，希望周末也能安排上门。".into(),
        };
        let accepted =
            tx.acting(&acceptor, before(now, 3, 10), |tx| acceptance::actions::accept(tx, no, position, &verdict))?;
        if step == 4 {
            continue;
        }
        let request = Request { amount, invoice_no: format!("演{}", accepted.no.replace(['-', 'C', 'Y'], "")) };
        let paid =
            tx.acting(&finance, before(now, 2, 10), |tx| payment::actions::prepare(tx, &accepted.no, &request))?;
        if step == 6 {
            let voucher = format!("PZ-{}", paid.no);
            tx.acting(&payer, before(now, 1, 10), |tx| payment::actions::confirm(tx, &paid.no, &voucher))?;
        }
    }
    Ok(())
}

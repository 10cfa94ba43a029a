//! What waits for a person in contracts, acceptances and payments: the workbench and its own page ask here.
use super::{
    model::{Contract, ContractState, Milestone, MilestoneState},
    store,
    views::{Task, Viewer},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        money::Money,
        refusal::Result,
        time::Day,
    },
    market::{
        acceptance,
        duties::{self, Duty},
        payment,
    },
    platform::db::Conn,
};

/// Every task there is, as words.
pub const WORDS: &[&str] =
    &["finish", "review", "sign", "countersign", "publish", "file", "perform", "accept", "evaluate", "prepare", "pay"];

/// What waits for the viewer, by due date; what has no day comes last.
///
/// # Errors
/// A fault of the database.
pub fn waiting(c: &mut Conn, viewer: &Viewer) -> Result<Vec<Task>> {
    let mut tasks = contracts(c, viewer)?;
    tasks.extend(to_prepare(c, viewer)?);
    tasks.extend(to_pay(c, viewer)?);
    tasks.sort_by_key(|t| (t.due_on.is_none(), t.due_on, t.no.clone()));
    Ok(tasks)
}

fn contracts(c: &mut Conn, viewer: &Viewer) -> Result<Vec<Task>> {
    use ContractState as S;
    let at = |role| viewer.actor.bodies(role, BodyKind::Authority);
    let mut bodies = at(Role::Buyer);
    bodies.extend(at(Role::Approver));
    bodies.extend(at(Role::Acceptor));
    let mine = viewer.actor.bodies(Role::Officer, BodyKind::Organization);
    let states = [S::Draft, S::Submitted, S::Approved, S::Countersign, S::Signed, S::Performing, S::Settled];
    let mut tasks = Vec::new();
    for contract in store::waiting(c, &bodies, &mine, &states)? {
        tasks.extend(of_contract(c, viewer, &contract)?);
    }
    Ok(tasks)
}

fn of_contract(c: &mut Conn, viewer: &Viewer, contract: &Contract) -> Result<Vec<Task>> {
    use ContractState as S;
    let at = |role| viewer.actor.is_at(role, contract.authority_id);
    let supplier = viewer.actor.is_officer_of(contract.organization_id);
    let one = |wanted: bool, word, due_on| if wanted { vec![task(viewer, contract, word, due_on)] } else { vec![] };
    let mut tasks = match contract.state {
        S::Draft => one(holds(c, viewer, contract, Role::Buyer, Duty::Buy)?, "finish", Some(contract.sign_by)),
        S::Submitted => {
            one(holds(c, viewer, contract, Role::Approver, Duty::Approve)?, "review", Some(contract.sign_by))
        }
        S::Approved => one(supplier, "sign", Some(contract.sign_by)),
        S::Countersign => one(at(Role::Buyer), "countersign", Some(contract.sign_by)),
        S::Signed => one(at(Role::Buyer), "publish", contract.publish_by),
        S::Settled => one(holds(c, viewer, contract, Role::Acceptor, Duty::Accept)?, "evaluate", None),
        S::Performing => stages(c, viewer, contract)?,
        _ => Vec::new(),
    };
    if at(Role::Buyer) && contract.signed_at.is_some() && contract.filed_at.is_none() {
        tasks.push(task(viewer, contract, "file", contract.file_by));
    }
    Ok(tasks)
}

/// Reported stages wait for the acceptor; the next planned one for the supplier.
fn stages(c: &mut Conn, viewer: &Viewer, contract: &Contract) -> Result<Vec<Task>> {
    let acceptor = holds(c, viewer, contract, Role::Acceptor, Duty::Accept)?;
    let supplier = viewer.actor.is_officer_of(contract.organization_id);
    let all = store::milestones(c, contract.id)?;
    let reported = all.iter().filter(|m| acceptor && m.state == MilestoneState::Reported);
    let planned = all.iter().find(|m| supplier && m.state == MilestoneState::Planned);
    let of = |m: &Milestone, word, page: &str| Task {
        href: format!("/contracts/{}/milestones/{}/{page}", contract.no, m.position),
        amount: m.amount,
        ..task(viewer, contract, word, Some(m.due_on))
    };
    let mut tasks: Vec<Task> = reported.map(|m| of(m, "accept", "acceptance")).collect();
    tasks.extend(planned.map(|m| of(m, "perform", "report")));
    Ok(tasks)
}

fn to_prepare(c: &mut Conn, viewer: &Viewer) -> Result<Vec<Task>> {
    let bodies = viewer.actor.bodies(Role::Finance, BodyKind::Authority);
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for a in acceptance::to_pay(c, &bodies)? {
        let contract = store::find(c, a.contract_id)?;
        if holds(c, viewer, &contract, Role::Finance, Duty::Prepare)? {
            let href = format!("/acceptances/{}/payment", a.no);
            tasks.push(money_task(viewer, &contract, ("prepare", href, &a.no), a.unclaimed(), a.pay_by));
        }
    }
    Ok(tasks)
}

fn to_pay(c: &mut Conn, viewer: &Viewer) -> Result<Vec<Task>> {
    let bodies = viewer.actor.bodies(Role::Payer, BodyKind::Authority);
    if bodies.is_empty() {
        return Ok(Vec::new());
    }
    let mut tasks = Vec::new();
    for p in payment::prepared(c, &bodies)? {
        let contract = store::find(c, p.contract_id)?;
        if holds(c, viewer, &contract, Role::Payer, Duty::Pay)? {
            tasks.push(money_task(
                viewer,
                &contract,
                ("pay", format!("/payments/{}", p.no), &p.no),
                p.amount,
                p.pay_by,
            ));
        }
    }
    Ok(tasks)
}

fn holds(c: &mut Conn, viewer: &Viewer, contract: &Contract, role: Role, duty: Duty) -> Result<bool> {
    let Some(account) = viewer.actor.account() else { return Ok(false) };
    Ok(viewer.actor.is_at(role, contract.authority_id) && duties::may(c, contract.tender_id.0, duty, account)?)
}

fn task(viewer: &Viewer, contract: &Contract, task: &'static str, due_on: Option<Day>) -> Task {
    Task {
        href: format!("/contracts/{}", contract.no),
        title: contract.title.clone(),
        task,
        no: contract.no.clone(),
        amount: contract.total(),
        due_on,
        left: due_on.map(|day| viewer.left(day)),
    }
}

fn money_task(
    viewer: &Viewer,
    contract: &Contract,
    (word, href, no): (&'static str, String, &str),
    amount: Money,
    due: Day,
) -> Task {
    Task { href, no: no.to_owned(), amount, ..task(viewer, contract, word, Some(due)) }
}

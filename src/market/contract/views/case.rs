//! The page of one contract.
use super::{
    AcceptanceView, EvaluationView, FileView, Head, May, PaymentView, ReportView, StageView, SupplementView, Viewer,
    parts::{evaluation_view, supplement_view},
};
use crate::{
    kernel::{
        money::Money,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    market::{
        acceptance::{self, Acceptance, Evidence, PerformanceGrade},
        contract::{
            model::{Body, Contract, ContractState, Milestone, MilestoneState, SupplementState},
            store,
        },
        payment::{self, Payment, PaymentState},
    },
    platform::db::Conn,
    web::{Left, View},
};
use serde::Serialize;

/// A contract with everything that happens under it.
#[derive(Debug, Clone, Serialize)]
pub struct CasePage {
    /// Head.
    pub head: Head,
    /// Terms.
    pub body: Body,
    /// Last day for signing.
    pub sign_by: Day,
    /// What is left of it, before the signing.
    pub sign_left: Option<Left>,
    /// What is left for the publication.
    pub publish_left: Option<Left>,
    /// What is left for the copy to finance.
    pub file_left: Option<Left>,
    /// When it was signed.
    pub signed_at: Option<Ts>,
    /// Why it was returned or refused.
    pub reason: Option<String>,
    /// Sum as awarded.
    pub amount: Money,
    /// Sum of supplements.
    pub supplemented: Money,
    /// Accepted so far.
    pub accepted: Money,
    /// Paid so far.
    pub paid: Money,
    /// Gone back to the budget.
    pub returned: Money,
    /// Stages.
    pub stages: Vec<StageView>,
    /// Supplements.
    pub supplements: Vec<SupplementView>,
    /// Payments; those that wait only for people inside.
    pub payments: Vec<PaymentView>,
    /// Evaluation.
    pub evaluation: Option<EvaluationView>,
    /// What the viewer may do.
    pub may: May,
}

impl CasePage {
    /// Reads everything about a contract that the viewer may see.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn read(c: &mut Conn, viewer: &Viewer, contract: &Contract) -> Result<Self> {
        let inside = viewer.is_inside(contract);
        let acceptances = acceptance::of_contract(c, contract.id)?;
        let sum = |f: fn(&Acceptance) -> Money| Money::total(acceptances.iter().map(f)).unwrap_or_default();
        let (accepted, paid) = (sum(|a| a.accepted_value), sum(|a| a.paid));
        let mut judged = Money::ZERO;
        let mut stages = Vec::new();
        for m in store::milestones(c, contract.id)? {
            let acceptance = acceptances.iter().find(|a| a.milestone_id == m.id);
            if acceptance.is_some() {
                judged = judged.checked_add(m.amount).unwrap_or(judged);
            }
            stages.push(stage(c, viewer, (contract, &m), acceptance, inside)?);
        }
        let shown = |p: &Payment| inside || p.state == PaymentState::Confirmed;
        let payments = payment::of_contract(c, contract.id)?;
        let signing = matches!(contract.state, ContractState::Approved | ContractState::Countersign);
        let open = |day: Option<Day>, done: bool| day.filter(|_| !done && inside).map(|day| viewer.left(day));
        Ok(Self {
            head: Head::of(c, viewer, contract)?,
            body: contract.body.0.clone(),
            sign_by: contract.sign_by,
            sign_left: signing.then(|| viewer.days_left(contract.sign_by)),
            publish_left: open(contract.publish_by, contract.published_at.is_some()),
            file_left: open(contract.file_by, contract.filed_at.is_some()),
            signed_at: contract.signed_at,
            reason: contract.reason.clone(),
            amount: contract.amount,
            supplemented: contract.supplemented,
            accepted,
            paid,
            returned: judged.checked_sub(accepted).unwrap_or_default(),
            stages,
            supplements: store::find_supplements(c, contract.id)?.into_iter().map(supplement_view).collect(),
            payments: payments.iter().filter(|p| shown(p)).map(|p| PaymentView::of(viewer, p)).collect(),
            evaluation: acceptance::evaluation(c, contract.id)?.map(evaluation_view),
            may: May::of(c, viewer, contract)?,
        })
    }
}

fn stage(
    c: &mut Conn,
    viewer: &Viewer,
    (contract, m): (&Contract, &Milestone),
    acceptance: Option<&Acceptance>,
    inside: bool,
) -> Result<StageView> {
    let report = match acceptance::latest_report(c, m.id) {
        Ok(r) if inside || acceptance.is_some() => Some(ReportView {
            files: if inside { files(acceptance::evidence(c, r.id)?, contract, m) } else { Vec::new() },
            summary: r.summary,
            reported_at: r.reported_at,
            returned_reason: r.returned_reason.filter(|_| inside),
        }),
        Ok(_) | Err(Error::Missing) => None,
        Err(e) => return Err(e),
    };
    Ok(StageView {
        position: m.position,
        title: m.title.clone(),
        due_on: m.due_on,
        amount: m.amount,
        state: m.state,
        left: (m.state != MilestoneState::Accepted && contract.state.is_public()).then(|| viewer.days_left(m.due_on)),
        report,
        acceptance: acceptance.map(|a| AcceptanceView::of(viewer, a)),
    })
}

fn files(list: Vec<Evidence>, contract: &Contract, m: &Milestone) -> Vec<FileView> {
    list.into_iter()
        .map(|f| FileView {
            href: format!("/contracts/{}/milestones/{}/files/{}", contract.no, m.position, f.id),
            name: f.name,
            size: f.size,
            pages: f.pages,
        })
        .collect()
}

impl View for CasePage {
    const TEMPLATE: &'static str = "market/contract/show.html";
    const NAV: &'static str = "tenders";

    fn samples() -> Vec<Self> {
        let head = Head::sample();
        let day = head.starts_on;
        let stage = |position, state, acceptance| StageView {
            position,
            title: "First half year".into(),
            due_on: day,
            amount: Money::from_yuan(100_000),
            state,
            left: Some(Left::sample()),
            report: Some(ReportView {
                summary: "Twelve rounds in 40 homes".into(),
                reported_at: Ts::start_of(day),
                returned_reason: Some("Two rounds lack signatures".into()),
                files: vec![FileView { name: "rounds.pdf".into(), href: "/x".into(), size: 90_000, pages: Some(3) }],
            }),
            acceptance,
        };
        let full = Self {
            head: head.clone(),
            body: Body {
                content: "Visits".into(),
                payment: "By stage".into(),
                duties: "Both sides".into(),
                breach: "As the law says".into(),
                subcontracting: "None".into(),
            },
            sign_by: day,
            sign_left: Some(Left::sample()),
            publish_left: Some(Left::sample()),
            file_left: Some(Left::sample()),
            signed_at: Some(Ts::start_of(day)),
            reason: Some("Please correct the second day".into()),
            amount: Money::from_yuan(400_000),
            supplemented: Money::from_yuan(26_000),
            accepted: Money::from_yuan(100_000),
            paid: Money::from_yuan(60_000),
            returned: Money::from_yuan(1_000),
            stages: vec![
                stage(1, MilestoneState::Accepted, Some(AcceptanceView::sample())),
                stage(2, MilestoneState::Reported, None),
                stage(3, MilestoneState::Planned, None),
            ],
            supplements: [SupplementState::Proposed, SupplementState::Approved, SupplementState::Signed]
                .map(|state| SupplementView {
                    position: 1,
                    title: "Meals at the weekend".into(),
                    reason: "Families asked for it".into(),
                    amount: Money::from_yuan(26_000),
                    due_on: day,
                    state,
                    entry: Some(3),
                })
                .to_vec(),
            payments: vec![PaymentView::sample()],
            evaluation: Some(EvaluationView {
                output: 92,
                benefit: 88,
                satisfaction: 95,
                score: 91,
                grade: PerformanceGrade::Excellent,
                comment: "On time and kind".into(),
                evaluated_at: Ts::start_of(day),
                entry: Some(12),
            }),
            may: May {
                draft: true,
                review: true,
                sign: true,
                refuse: true,
                publish: true,
                file: true,
                supplement: true,
                review_supplement: true,
                sign_supplement: true,
                report: true,
                accept: true,
                evaluate: true,
                prepare: true,
                pay: true,
            },
        };
        let plain = Self {
            head: Head { is_late: false, entry: None, state: ContractState::Draft, ..head },
            sign_left: None,
            publish_left: None,
            file_left: None,
            signed_at: None,
            reason: None,
            supplemented: Money::ZERO,
            stages: Vec::new(),
            supplements: Vec::new(),
            payments: Vec::new(),
            evaluation: None,
            may: May::default(),
            ..full.clone()
        };
        vec![full, plain]
    }
}

//! Page contexts of contracts.
use super::{
    model::{Body, Contract, ContractState, Milestone, MilestoneState, Supplement, SupplementState},
    store,
};
use crate::{
    kernel::{
        actor::{Actor, Role},
        money::Money,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    market::{
        acceptance::{self, Acceptance, Evaluation, Evidence, PerformanceGrade},
        duties::{self, Duty},
        payment::{self, Payment, PaymentState},
        tender,
    },
    platform::{
        db::{Conn, Env},
        i18n::Locale,
    },
    registry::organization,
    schema::authorities,
    web::{Cx, Left, View},
};
use diesel::prelude::*;
use serde::Serialize;
use std::sync::Arc;

/// Who looks, when and in which language.
#[derive(Clone)]
pub struct Viewer {
    /// Who.
    pub actor: Actor,
    /// Language.
    pub locale: Locale,
    /// When.
    pub now: Ts,
    /// Rules and calendar.
    pub env: Arc<Env>,
}

impl Viewer {
    /// The viewer of a request.
    #[must_use]
    pub fn of(cx: &Cx) -> Self {
        Self { actor: cx.actor.clone(), locale: cx.locale, now: cx.now(), env: Arc::clone(cx.env()) }
    }

    /// What is left until a day.
    #[must_use]
    pub fn left(&self, day: Day) -> Left {
        Left::by(self.env.rulebook.calendar(), self.now.day(), day)
    }

    fn serves(&self, contract: &Contract) -> bool {
        let roles = [Role::Buyer, Role::Approver, Role::Acceptor, Role::Finance, Role::Payer];
        roles.iter().any(|r| self.actor.is_at(*r, contract.authority_id))
            || self.actor.is(Role::Supervisor)
            || self.actor.is(Role::Auditor)
    }

    /// Whether the contract may be seen: by everybody once published, before that by both sides and supervision.
    #[must_use]
    pub fn sees(&self, contract: &Contract) -> bool {
        let asked = !matches!(contract.state, ContractState::Draft | ContractState::Submitted);
        contract.state.is_public()
            || self.serves(contract)
            || (asked && self.actor.is_officer_of(contract.organization_id))
    }

    /// Whether evidence and prepared payments may be seen too.
    #[must_use]
    pub fn is_inside(&self, contract: &Contract) -> bool {
        self.serves(contract) || self.actor.is_officer_of(contract.organization_id)
    }

    /// The contract, when it may be seen.
    ///
    /// # Errors
    /// [`Error::Missing`], also when it may not be seen.
    pub fn contract(&self, c: &mut Conn, no: &str) -> Result<Contract> {
        let contract = store::find_by_no(c, no)?;
        if self.sees(&contract) { Ok(contract) } else { Err(Error::Missing) }
    }

    /// The name of a department in the viewer's language.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn authority(&self, c: &mut Conn, id: i64) -> Result<String> {
        let (zh, en): (String, String) =
            authorities::table.find(id).select((authorities::name, authorities::name_en)).first(c)?;
        Ok(if self.locale == Locale::En && !en.is_empty() { en } else { zh })
    }
}

/// A contract in lists and at the head of every page about it.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number.
    pub no: String,
    /// Name.
    pub title: String,
    /// Number of the purchase.
    pub tender: String,
    /// Buyer.
    pub buyer: String,
    /// Supplier.
    pub supplier: String,
    /// The supplier's credit code.
    pub credit_code: String,
    /// Sum with supplements.
    pub total: Money,
    /// Where it stands.
    pub state: ContractState,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// When it was published.
    pub published_at: Option<Ts>,
    /// Signed too late (`PR-45`).
    pub is_late: bool,
    /// Ledger entry of the signing.
    pub entry: Option<i64>,
}

impl Head {
    /// The head of a contract.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn of(c: &mut Conn, viewer: &Viewer, contract: &Contract) -> Result<Self> {
        let supplier = organization::find(c, contract.organization_id)?;
        Ok(Self {
            no: contract.no.clone(),
            title: contract.title.clone(),
            tender: tender::find(c, contract.tender_id)?.no,
            buyer: viewer.authority(c, contract.authority_id.0)?,
            supplier: supplier.name,
            credit_code: supplier.credit_code,
            total: contract.total(),
            state: contract.state,
            starts_on: contract.starts_on,
            ends_on: contract.ends_on,
            published_at: contract.published_at,
            is_late: contract.is_late,
            entry: contract.entry_id,
        })
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let day = Day::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        Self {
            no: "510903202600017-C1".into(),
            title: "Home care for the aged".into(),
            tender: "510903202600017".into(),
            buyer: "Civil Affairs Bureau".into(),
            supplier: "Lotus Elder-care Centre".into(),
            credit_code: "52510903XXXX00019L".into(),
            total: Money::from_yuan(426_000),
            state: ContractState::Performing,
            starts_on: day,
            ends_on: day,
            published_at: Some(Ts::start_of(day)),
            is_late: true,
            entry: Some(7),
        }
    }
}

/// A supplier's report on a stage.
#[derive(Debug, Clone, Serialize)]
pub struct ReportView {
    /// What was done.
    pub summary: String,
    /// When it was reported.
    pub reported_at: Ts,
    /// Why it was returned.
    pub returned_reason: Option<String>,
    /// Evidence, for those inside.
    pub files: Vec<FileView>,
}

/// A file to download.
#[derive(Debug, Clone, Serialize)]
pub struct FileView {
    /// Name.
    pub name: String,
    /// Address.
    pub href: String,
    /// Bytes.
    pub size: i64,
    /// Pages.
    pub pages: Option<i64>,
}

/// An acceptance as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct AcceptanceView {
    /// Number.
    pub no: String,
    /// What was accepted.
    pub value: Money,
    /// What has been paid of it.
    pub paid: Money,
    /// What may still be asked for.
    pub unclaimed: Money,
    /// Finding.
    pub findings: String,
    /// Users asked.
    pub users_asked: i64,
    /// Satisfied, in whole percent.
    pub satisfied_percent: Option<i64>,
    /// What they said.
    pub users_summary: String,
    /// When.
    pub accepted_at: Ts,
    /// Last day for paying.
    pub pay_by: Day,
    /// What is left of it while something is unpaid.
    pub left: Option<Left>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

impl AcceptanceView {
    /// An acceptance at an instant.
    #[must_use]
    pub fn of(viewer: &Viewer, a: &Acceptance) -> Self {
        Self {
            no: a.no.clone(),
            value: a.accepted_value,
            paid: a.paid,
            unclaimed: a.unclaimed(),
            findings: a.findings.clone(),
            users_asked: a.users_asked,
            satisfied_percent: a.satisfaction_bp().map(|bp| bp / 100),
            users_summary: a.users_summary.clone(),
            accepted_at: a.accepted_at,
            pay_by: a.pay_by,
            left: (a.paid < a.accepted_value).then(|| viewer.left(a.pay_by)),
            entry: a.entry_id,
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        Self {
            no: "510903202600017-C1-Y1".into(),
            value: Money::from_yuan(100_000),
            paid: Money::ZERO,
            unclaimed: Money::from_yuan(100_000),
            findings: "As agreed".into(),
            users_asked: 40,
            satisfied_percent: Some(95),
            users_summary: "Friendly and on time".into(),
            accepted_at: at,
            pay_by: at.day(),
            left: Some(Left::sample()),
            entry: Some(9),
        }
    }
}

/// A stage as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct StageView {
    /// Place.
    pub position: i64,
    /// Name.
    pub title: String,
    /// Day.
    pub due_on: Day,
    /// Sum.
    pub amount: Money,
    /// Where it stands.
    pub state: MilestoneState,
    /// What is left, until it is accepted.
    pub left: Option<Left>,
    /// The newest report.
    pub report: Option<ReportView>,
    /// The acceptance.
    pub acceptance: Option<AcceptanceView>,
}

/// A payment as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct PaymentView {
    /// Number.
    pub no: String,
    /// Amount.
    pub amount: Money,
    /// Where it stands.
    pub state: PaymentState,
    /// Invoice.
    pub invoice_no: String,
    /// Voucher.
    pub voucher: Option<String>,
    /// When it was prepared.
    pub prepared_at: Ts,
    /// When it was confirmed.
    pub confirmed_at: Option<Ts>,
    /// Last day.
    pub pay_by: Day,
    /// What is left of it while it waits.
    pub left: Option<Left>,
    /// Ledger entry.
    pub entry: Option<i64>,
}

impl PaymentView {
    /// A payment at an instant.
    #[must_use]
    pub fn of(viewer: &Viewer, p: &Payment) -> Self {
        Self {
            no: p.no.clone(),
            amount: p.amount,
            state: p.state,
            invoice_no: p.invoice_no.clone(),
            voucher: p.voucher.clone(),
            prepared_at: p.prepared_at,
            confirmed_at: p.confirmed_at,
            pay_by: p.pay_by,
            left: (p.state == PaymentState::Prepared).then(|| viewer.left(p.pay_by)),
            entry: p.entry_id,
        }
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let at = Ts::new(chrono::DateTime::UNIX_EPOCH);
        Self {
            no: "510903202600017-C1-P1".into(),
            amount: Money::from_yuan(60_000),
            state: PaymentState::Prepared,
            invoice_no: "25512000000012345678".into(),
            voucher: None,
            prepared_at: at,
            confirmed_at: None,
            pay_by: at.day(),
            left: Some(Left::sample()),
            entry: None,
        }
    }
}

/// A supplement as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct SupplementView {
    /// Number in the contract.
    pub position: i64,
    /// What is added.
    pub title: String,
    /// Why.
    pub reason: String,
    /// How much more.
    pub amount: Money,
    /// By when.
    pub due_on: Day,
    /// Where it stands.
    pub state: SupplementState,
    /// Ledger entry.
    pub entry: Option<i64>,
}

fn supplement_view(s: Supplement) -> SupplementView {
    SupplementView {
        position: s.position,
        title: s.title,
        reason: s.reason,
        amount: s.amount,
        due_on: s.due_on,
        state: s.state,
        entry: s.entry_id,
    }
}

/// An evaluation as pages show it.
#[derive(Debug, Clone, Serialize)]
pub struct EvaluationView {
    /// 产出.
    pub output: i64,
    /// 效益.
    pub benefit: i64,
    /// 满意度.
    pub satisfaction: i64,
    /// All together.
    pub score: i64,
    /// Grade.
    pub grade: PerformanceGrade,
    /// In words.
    pub comment: String,
    /// When.
    pub evaluated_at: Ts,
    /// Ledger entry.
    pub entry: Option<i64>,
}

fn evaluation_view(e: Evaluation) -> EvaluationView {
    EvaluationView {
        output: e.output,
        benefit: e.benefit,
        satisfaction: e.satisfaction,
        score: e.score,
        grade: e.grade,
        comment: e.comment,
        evaluated_at: e.evaluated_at,
        entry: e.entry_id,
    }
}

/// What the viewer may do now; the actions check again.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one switch for each button of the page")]
pub struct May {
    /// Edit and submit the draft.
    pub draft: bool,
    /// Approve or return it.
    pub review: bool,
    /// Sign for the supplier or the buyer.
    pub sign: bool,
    /// Record that it is not signed.
    pub refuse: bool,
    /// Publish it.
    pub publish: bool,
    /// Note that finance has the copy.
    pub file: bool,
    /// Propose a supplement.
    pub supplement: bool,
    /// Approve a supplement.
    pub review_supplement: bool,
    /// Sign a supplement.
    pub sign_supplement: bool,
    /// Report stages done.
    pub report: bool,
    /// Accept or return stages.
    pub accept: bool,
    /// Evaluate.
    pub evaluate: bool,
    /// Ask for payments.
    pub prepare: bool,
    /// Confirm payments.
    pub pay: bool,
}

impl May {
    fn of(c: &mut Conn, viewer: &Viewer, contract: &Contract) -> Result<Self> {
        use ContractState as S;
        let Some(account) = viewer.actor.account() else { return Ok(Self::default()) };
        let mut has = |role: Role, duty: Duty| -> Result<bool> {
            Ok(viewer.actor.is_at(role, contract.authority_id) && duties::may(c, contract.tender_id.0, duty, account)?)
        };
        let (buyer, approver) = (has(Role::Buyer, Duty::Buy)?, has(Role::Approver, Duty::Approve)?);
        let acceptor = has(Role::Acceptor, Duty::Accept)?;
        let (finance, payer) = (has(Role::Finance, Duty::Prepare)?, has(Role::Payer, Duty::Pay)?);
        let supplier = viewer.actor.is_officer_of(contract.organization_id);
        let (state, performing) = (contract.state, contract.state == S::Performing);
        let over = viewer.now.day() > contract.sign_by;
        Ok(Self {
            draft: buyer && state == S::Draft,
            review: approver && state == S::Submitted,
            sign: (supplier && state == S::Approved) || (buyer && state == S::Countersign),
            refuse: state == S::Approved && (supplier || (buyer && over)),
            publish: buyer && state == S::Signed,
            file: buyer && contract.signed_at.is_some() && contract.filed_at.is_none(),
            supplement: buyer && performing,
            review_supplement: approver && performing,
            sign_supplement: supplier && performing,
            report: supplier && performing,
            accept: acceptor && performing,
            evaluate: acceptor && state == S::Settled,
            prepare: finance && matches!(state, S::Performing | S::Completed),
            pay: payer,
        })
    }
}

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
            sign_left: signing.then(|| viewer.left(contract.sign_by)),
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
        left: (m.state != MilestoneState::Accepted && contract.state.is_public()).then(|| viewer.left(m.due_on)),
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

/// Published contracts 合同公告.
#[derive(Debug, Clone, Serialize)]
pub struct ListPage {
    /// Rows.
    pub rows: Vec<Head>,
    /// Where the next page begins.
    pub next: Option<String>,
}

impl View for ListPage {
    const TEMPLATE: &'static str = "market/contract/list.html";
    const NAV: &'static str = "tenders";

    fn samples() -> Vec<Self> {
        vec![
            Self { rows: vec![Head::sample()], next: Some("/contracts?cursor=x".into()) },
            Self { rows: vec![], next: None },
        ]
    }
}

/// The form of a draft.
#[derive(Debug, Clone, Serialize)]
pub struct DraftPage {
    /// The project.
    pub title: String,
    /// Number of the purchase.
    pub tender: String,
    /// Number of the contract, when it exists.
    pub no: Option<String>,
    /// Where the form goes.
    pub action: String,
    /// What the milestones must add up to.
    pub amount: Money,
    /// Supplier.
    pub supplier: String,
    /// Last day for signing.
    pub sign_by: Option<Day>,
    /// Most months.
    pub years: i64,
    /// Rows for stages.
    pub rows: Vec<usize>,
}

impl View for DraftPage {
    const TEMPLATE: &'static str = "market/contract/draft.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        let head = Head::sample();
        vec![Self {
            title: head.title,
            tender: head.tender,
            no: None,
            action: "/tenders/510903202600017/contract".into(),
            amount: head.total,
            supplier: head.supplier,
            sign_by: Some(head.starts_on),
            years: 1,
            rows: vec![0, 1, 2],
        }]
    }
}

/// The form of a supplement, of a return, of a refusal: one head, one template by `kind`.
#[derive(Debug, Clone, Serialize)]
pub struct SidePage {
    /// `supplement`, `return` or `refusal`.
    pub kind: &'static str,
    /// The contract.
    pub head: Head,
    /// Where the form goes.
    pub action: String,
}

impl View for SidePage {
    const TEMPLATE: &'static str = "market/contract/side.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        ["supplement", "return", "refusal"]
            .map(|kind| Self { kind, head: Head::sample(), action: "/x".into() })
            .to_vec()
    }
}

/// One row of the desk.
#[derive(Debug, Clone, Serialize)]
pub struct Task {
    /// Where to do it.
    pub href: String,
    /// Name of the contract.
    pub title: String,
    /// What is to be done, as a word: `contract-task-…`.
    pub task: &'static str,
    /// Number of the thing.
    pub no: String,
    /// The sum in question.
    pub amount: Money,
    /// Until when.
    pub due_on: Option<Day>,
    /// What is left.
    pub left: Option<Left>,
}

/// What waits for me in contracts, acceptances and payments, by due date.
#[derive(Debug, Clone, Serialize)]
pub struct DeskPage {
    /// Overdue first, then by day.
    pub tasks: Vec<Task>,
    /// Whether the viewer reconciles vouchers.
    pub vouchers: bool,
}

impl View for DeskPage {
    const TEMPLATE: &'static str = "market/contract/desk.html";
    const NAV: &'static str = "desk";
    const DESK: bool = true;

    fn samples() -> Vec<Self> {
        let head = Head::sample();
        let task = |task| Task {
            href: "/contracts/1".into(),
            title: head.title.clone(),
            task,
            no: head.no.clone(),
            amount: head.total,
            due_on: Some(head.starts_on),
            left: Some(Left::sample()),
        };
        let tasks = super::desk::WORDS.iter().map(|w| task(w)).collect();
        vec![Self { tasks, vouchers: true }, Self { tasks: vec![], vouchers: false }]
    }
}

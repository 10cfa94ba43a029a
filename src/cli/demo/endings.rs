//! Organizations that end, in every state, and certificates to renew or reissue.
use super::{
    applications::Office,
    before,
    papers::Papers,
    people::{self, Cast},
};
use crate::{
    account,
    kernel::{
        actor::{Actor, BodyKind, Role},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{db::Tx, rulebook::Rulebook},
    registry::{
        application::{
            Check, Checks, Ground,
            forms::{DecisionForm, OpinionForm, Submission},
        },
        cancellation::{Content, EndingGround, actions},
        case::{self, CaseState as State},
        organization::{Organization, OrganizationKind, OrganizationStatus as Status},
        renewal::{self, RenewalKind},
    },
    schema::organizations as o,
};
use anyhow::anyhow;
use chrono::TimeDelta;
use diesel::prelude::*;

/// What a cancellation came to, and whether it is simplified.
const COURSES: &[(State, bool)] = &[
    (State::Draft, false),
    (State::Liquidating, false),
    (State::Liquidating, true),
    (State::Submitted, false),
    (State::Submitted, true),
    (State::Correction, false),
    (State::Accepted, false),
    (State::Reviewed, false),
    (State::Refused, false),
    (State::Withdrawn, true),
    (State::Approved, false),
];
/// How many of them are struck off.
pub const STRUCK_OFF: u32 = 1;

/// Keys and titles of every document a cancellation may need.
#[must_use]
pub fn documents(book: &Rulebook, day: Day) -> Vec<(String, String)> {
    let rules = book.kind(OrganizationKind::Service.word(), day);
    let all = rules.iter().filter_map(|r| r.cancellation.as_ref()).flat_map(|c| &c.documents);
    all.map(|d| (d.document.key.clone(), d.document.label.zh.clone())).collect()
}

/// Walks every cancellation, and asks for new certificates, at the city's office.
///
/// # Errors
/// A fault of the database, or a verb that refuses what the demonstration does.
pub fn under_way(tx: &mut Tx, cast: &Cast, offices: &[Office], papers: &Papers) -> Result<()> {
    let office = offices.first().ok_or_else(|| anyhow!("no office"))?;
    let hash = people::password(tx)?;
    // From the end of the register, where nothing else is under way.
    let whose: Vec<Organization> = o::table
        .filter(o::county.eq(&office.division))
        .filter(o::is_registered.eq(true))
        .filter(o::is_charity.eq(false))
        .filter(o::status.eq(Status::Active))
        .filter(o::kind.eq(OrganizationKind::Service))
        .filter(o::valid_until.gt(before(tx.now, -200, 0).day()))
        .filter(o::founded_on.lt(before(tx.now, 500, 0).day()))
        .order(o::id.desc())
        .limit(40)
        .select(Organization::as_select())
        .load(tx.conn)?;
    let mut free = whose.into_iter().skip(3);
    for (n, (to, is_simplified)) in COURSES.iter().enumerate() {
        let whose = free.next().ok_or_else(|| anyhow!("no organization is left to end"))?;
        let officer = officer(tx, &hash, &format!("ending-{n:02}"), &whose)?;
        let case = Case { n, to: *to, is_simplified: *is_simplified, whose, officer, office, papers };
        case.walk(tx).map_err(|e| match e {
            Error::Fault(fault) => Error::Fault(fault),
            other => Error::Fault(anyhow!("cancellation {n} to {to}: {other:?}")),
        })?;
    }
    let lost = free.next().ok_or_else(|| anyhow!("no organization is left"))?;
    certificates(tx, cast, &hash, office, &lost)
}

fn officer(tx: &mut Tx, hash: &str, who: &str, whose: &Organization) -> Result<Actor> {
    let account = people::other(tx, hash, who)?;
    account::add_membership(tx, account, Role::Officer, (BodyKind::Organization, whose.id.0), &whose.name)?;
    people::actor_of(tx.conn, account)
}

/// One reissued, one to reissue, one to renew.
fn certificates(tx: &mut Tx, _: &Cast, hash: &str, office: &Office, lost: &Organization) -> Result<()> {
    let ending: Organization = o::table
        .filter(o::county.eq(&office.division))
        .filter(o::is_registered.eq(true))
        .filter(o::status.eq(Status::Active))
        .filter(o::valid_until.between(tx.now.day(), before(tx.now, -80, 0).day()))
        .order(o::id)
        .select(Organization::as_select())
        .first(tx.conn)?;
    let me = officer(tx, hash, "certificate-00", &ending)?;
    let asked = before(tx.now, 2, 10);
    tx.acting(&me, asked, |tx| renewal::actions::ask(tx, &ending.credit_code, RenewalKind::Renewal, "").map(|_| ()))?;
    let me = officer(tx, hash, "certificate-01", lost)?;
    let ask = |tx: &mut Tx, text: &str| {
        renewal::actions::ask(tx, &lost.credit_code, RenewalKind::Reissue, text).map(|x| x.no)
    };
    let no = tx.acting(&me, before(tx.now, 40, 10), |tx| ask(tx, "搬迁办公地点时遗失登记证书正本。"))?;
    tx.acting(office.decider(), before(tx.now, 36, 15), |tx| renewal::actions::grant(tx, &no, "").map(|_| ()))?;
    tx.acting(&me, before(tx.now, 1, 10), |tx| ask(tx, "登记证书被水浸损毁，无法辨认。").map(|_| ()))
}

struct Case<'a> {
    n: usize,
    to: State,
    is_simplified: bool,
    whose: Organization,
    officer: Actor,
    office: &'a Office,
    papers: &'a Papers,
}

impl Case<'_> {
    fn at(&self, tx: &Tx, days: i64, hour: i64) -> Ts {
        before(tx.now, days, hour).min(tx.now - TimeDelta::minutes(30 - hour))
    }

    fn plan(&self, ended: Day) -> Content {
        Content {
            ground: Some(if self.n.is_multiple_of(3) { EndingGround::Merged } else { EndingGround::Dissolved }),
            facts: "服务项目已经结束，理事会表决终止。".into(),
            ended_on: Some(ended),
            is_simplified: self.is_simplified,
            group: if self.is_simplified { Vec::new() } else { vec!["张秀英".into(), "王立新".into()] },
            group_on: (!self.is_simplified).then_some(ended + TimeDelta::days(2)),
            contact: "清算组，0825-0000000（演示）".into(),
            ..Content::default()
        }
    }

    fn walk(&self, tx: &mut Tx) -> Result<()> {
        // Creditors are still being told in what is only in liquidation; elsewhere their days are over.
        let told = if self.to == State::Liquidating { 9 } else { 80 };
        let code = self.whose.credit_code.clone();
        let begun = self.at(tx, told + 1, 9);
        let no = tx.acting(&self.officer, begun, |tx| case::actions::begin::<Content>(tx, &code))?;
        let plan = self.plan(begun.day() - TimeDelta::days(6));
        tx.acting(&self.officer, begun + TimeDelta::minutes(20), |tx| actions::save(tx, &no, &plan))?;
        if self.to == State::Draft {
            return Ok(());
        }
        let at = self.at(tx, told, 10);
        tx.acting(&self.officer, at, |tx| actions::announce(tx, &no).map(|_| ()))?;
        if self.to == State::Liquidating {
            return Ok(());
        }
        let handed = self.at(tx, if self.to == State::Submitted { 2 } else { 12 }, 10);
        self.hand_in(tx, &no, &plan, handed)?;
        match self.to {
            State::Submitted => Ok(()),
            State::Withdrawn => {
                let at = self.at(tx, 11, 11);
                tx.acting(&self.officer, at, |tx| actions::withdraw(tx, &no).map(|_| ()))
            }
            State::Correction => {
                let text = "清算报告缺少清算组成员签名，请补签后重新上传。".into();
                let checks = Checks::from([("doc-liquidation_report".to_owned(), Check { is_fine: false, text })]);
                let at = self.at(tx, 11, 14);
                tx.acting(self.office.clerk(), at, |tx| case::actions::notify::<Content>(tx, &no, &checks).map(|_| ()))
            }
            _ => self.handle(tx, &no),
        }
    }

    fn hand_in(&self, tx: &mut Tx, no: &str, plan: &Content, at: Ts) -> Result<()> {
        let told = Content {
            liquidated_on: (!self.is_simplified).then(|| at.day() - TimeDelta::days(5)),
            report: "资产与负债已经核清，债务全部清偿，没有未了结的合同。".into(),
            assets: "剩余财产转给宗旨相近的社会服务机构，用于社区服务。".into(),
            recipient: "遂宁市荷塘慈善服务中心（演示）".into(),
            ..plan.clone()
        };
        let command = Submission { received_at: at, answers: Vec::new() };
        tx.acting(&self.officer, at, |tx| {
            actions::save(tx, no, &told)?;
            for (key, _) in documents(&tx.env.rulebook, at.day()) {
                // The simplified procedure has no place for some.
                if let Some((accepted, stored)) = self.papers.get(&key) {
                    match case::actions::attach::<Content>(tx, no, &key, accepted, stored) {
                        Ok(_) | Err(Error::Invalid(_)) => {}
                        Err(e) => return Err(e),
                    }
                }
            }
            actions::submit(tx, no, &command).map(|_| ())
        })
    }

    /// Acceptance, opinion and decision, as far as the case came.
    fn handle(&self, tx: &mut Tx, no: &str) -> Result<()> {
        let at = [self.at(tx, 11, 14), self.at(tx, 8, 15), self.at(tx, 7, 16)];
        let [accepted, reviewed, decided] = at;
        tx.acting(self.office.clerk(), accepted, |tx| case::actions::accept::<Content>(tx, no).map(|_| ()))?;
        if self.to == State::Accepted {
            return Ok(());
        }
        let is_granted = self.to != State::Refused;
        let text = if is_granted {
            "清算程序完备，建议准予。"
        } else {
            "尚有未了结的诉讼，建议不予注销。"
        };
        let opinion = OpinionForm { is_in_favour: is_granted, text: text.into() };
        tx.acting(self.office.reviewer(), reviewed, |tx| {
            case::actions::review::<Content>(tx, no, &opinion).map(|_| ())
        })?;
        if self.to == State::Reviewed {
            return Ok(());
        }
        let text = if is_granted { "" } else { "尚有未了结的诉讼，清算没有结束。" };
        let ground = (!is_granted).then_some(Ground::Other);
        let decision = DecisionForm { is_granted, ground, text: text.into() };
        tx.acting(self.office.decider(), decided, |tx| actions::decide(tx, no, &decision).map(|_| ()))
    }
}

//! Questions in public on the tenders open today, some answered, and one challenge against the documents.
use crate::{
    cli::demo::people::{self, Cast},
    kernel::{
        actor::{Actor, OrganizationId, Role},
        refusal::Result,
        time::Ts,
    },
    market::{
        challenge::{self, Against, NewChallenge},
        tender::{self, NewAnswer, TenderState},
    },
    platform::db::Tx,
    schema::tenders,
};
use chrono::TimeDelta;
use diesel::prelude::*;

const ASKED: &[(&str, Option<&str>)] = &[
    ("服务点必须设在本街道内吗？相邻街道的场地是否可以？", Some("可以设在相邻街道，但须在 15 分钟步行范围内。")),
    ("专职人员的社保缴纳证明需要提供几个月？", Some("提供投标截止前连续三个月的证明。")),
    ("同类项目经验是否包括街道一级委托的项目？", None),
    ("服务对象满意度由谁组织调查？", Some("由采购人委托第三方，费用不计入合同。")),
    ("价格是否包含服务人员的意外伤害保险？", None),
    ("联合两家备案社区社会组织参与服务，需要在响应文件中怎样写明？", None),
];

/// Asks and answers.
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub fn ask(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let open: Vec<(String, Option<Ts>)> = tenders::table
        .filter(tenders::state.eq(TenderState::Open))
        .filter(tenders::authority_id.eq(cast.authority("cg-510900")))
        .order(tenders::closes_at)
        .limit(6)
        .select((tenders::no, tenders::published_at))
        .load(tx.conn)?;
    let buyer = people::actor(tx.conn, cast, "buyer")?;
    for (n, (no, published)) in open.iter().enumerate() {
        let Some(published) = *published else { continue };
        let asker = people::actor(tx.conn, cast, &format!("org{}", n % 5 + 1))?;
        let Some(organization) = organization_of(&asker) else { continue };
        for (k, (question, answer)) in ASKED.iter().skip(n % 3).step_by(2).take(2).enumerate() {
            let at = published + TimeDelta::hours(5 + i64::try_from(k).unwrap_or_default());
            let id = tx.acting(&asker, at, |tx| tender::actions::ask(tx, no, organization, question))?;
            if let Some(text) = answer {
                let answer = NewAnswer { text: (*text).to_owned(), changes_documents: false };
                tx.acting(&buyer, at + TimeDelta::hours(19), |tx| tender::actions::answer(tx, no, id, &answer))?;
            }
        }
    }
    if let Some((no, Some(published))) = open.last() {
        let asker = people::actor(tx.conn, cast, "org4")?;
        let Some(organization) = organization_of(&asker) else { return Ok(()) };
        let command = NewChallenge {
            organization,
            against: Against::Documents,
            known_on: published.day(),
            facts: "评分项“同类项目经验”只计算本市项目，对外地组织形成差别待遇。".into(),
            request: "请求修改该评分项，外地同类项目同等计分。".into(),
        };
        tx.acting(&asker, *published + TimeDelta::hours(26), |tx| challenge::actions::lodge(tx, no, &command))?;
    }
    Ok(())
}

/// The organization an officer works for.
pub(super) fn organization_of(actor: &Actor) -> Option<OrganizationId> {
    actor.seats().iter().find(|s| s.role == Role::Officer).map(|s| OrganizationId(s.body_id))
}

//! Revocations in every state at the city's office: one just told, one that states its case, one that waits for its
//! hearing, one that was heard and revoked.
use super::{applications::Office, before, people};
use crate::{
    account,
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Error, Result},
    },
    platform::db::Tx,
    registry::{
        organization::{Organization, OrganizationKind, OrganizationStatus as Status},
        revocation::{Ground, RevocationState as State, actions},
    },
    schema::organizations as o,
};
use anyhow::anyhow;
use diesel::prelude::*;

/// What came of it, and how many days ago the notice was given.
#[rustfmt::skip]
const COURSES: &[(State, Ground, i64, &str)] = &[
    (State::Noticed, Ground::Idle, 2, "自取得登记证书之日起至今无活动记录，两年年度工作报告均为零活动，实地核查住所无人办公。"),
    (State::Stated, Ground::OffCharter, 4, "以组织名义举办与业务范围无关的收费评比，共三次，经责令改正后仍未停止。"),
    (State::Hearing, Ground::Misuse, 12, "将登记证书副本和印章出借给某公司用于招揽业务，合同复印件三份。"),
    (State::Revoked, Ground::Idle, 45, "自取得登记证书之日起一年未开展活动，住所无法联系，两次专用信函均被退回。"),
];
/// How many of them are revoked.
pub const REVOKED: u32 = 1;

/// Walks every revocation.
///
/// # Errors
/// A fault of the database, or a verb that refuses what the demonstration does.
pub fn under_way(tx: &mut Tx, offices: &[Office]) -> Result<()> {
    let office = offices.first().ok_or_else(|| anyhow!("no office"))?;
    let hash = people::password(tx)?;
    let whose: Vec<Organization> = o::table
        .filter(o::county.eq(&office.division))
        .filter(o::is_registered.eq(true))
        .filter(o::is_charity.eq(false))
        .filter(o::status.eq(Status::Active))
        .filter(o::kind.eq(OrganizationKind::Association))
        .filter(o::founded_on.lt(before(tx.now, 900, 0).day()))
        .order(o::id.desc())
        .limit(i64::try_from(COURSES.len()).unwrap_or_default())
        .select(Organization::as_select())
        .load(tx.conn)?;
    for (n, (course, whose)) in COURSES.iter().zip(&whose).enumerate() {
        walk(tx, office, &hash, (n, course), whose).map_err(|e| match e {
            Error::Fault(fault) => Error::Fault(fault),
            other => Error::Fault(anyhow!("revocation {n} to {}: {other:?}", course.0)),
        })?;
    }
    Ok(())
}

fn walk(
    tx: &mut Tx,
    office: &Office,
    hash: &str,
    (n, course): (usize, &(State, Ground, i64, &str)),
    whose: &Organization,
) -> Result<()> {
    let (to, ground, ago, facts) = *course;
    let account = people::other(tx, hash, &format!("revoked-{n:02}"))?;
    account::add_membership(tx, account, Role::Officer, (BodyKind::Organization, whose.id.0), &whose.name)?;
    let officer = people::actor_of(tx.conn, account)?;
    let told = before(tx.now, ago, 9);
    let x = tx.acting(office.clerk(), told, |tx| actions::notify(tx, &whose.credit_code, ground, facts))?;
    let at = |days: i64, hour: i64| before(tx.now, ago - days, hour);
    let [stated, asked, heard, decided] = [at(1, 10), at(2, 11), at(12, 14), at(15, 16)];
    if to == State::Noticed {
        return Ok(());
    }
    let text = "收费系承办单位自行收取，本会已终止合作并全额退还，附退款凭证。恳请从轻处理。";
    tx.acting(&officer, stated, |tx| actions::state(tx, &x.no, text))?;
    if to == State::Stated {
        return Ok(());
    }
    tx.acting(&officer, asked, |tx| actions::ask(tx, &x.no))?;
    if to == State::Hearing {
        return Ok(());
    }
    let record = "主持人宣布纪律，调查人员陈述事实和证据，当事人代表申辩并质证，无新证据。笔录经双方核对签字。";
    tx.acting(office.reviewer(), heard, |tx| actions::hold(tx, &x.no, record))?;
    let reasons =
        "事实清楚，证据确凿，听证中没有提出足以推翻的证据。依据《社会团体登记管理条例》第二十九条，决定撤销登记。";
    tx.acting(office.decider(), decided, |tx| actions::revoke(tx, &x.no, reasons)).map(drop)
}

//! The two lists 活动异常名录 and 严重违法失信名单: an entry for every organization that is not in good standing, entries
//! removed long ago, notices whose days to object still run, and one objection that waits for a decision.
use super::{
    before,
    dice::Dice,
    people::{self, Cast},
};
use crate::{
    kernel::{
        actor::{Actor, AuthorityId, BodyKind, OrganizationId},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::Tx,
    registry::{
        credit::{self, Ground, ListingState, NewListing, actions},
        organization::OrganizationStatus as Status,
    },
    schema::organizations as o,
};
use chrono::TimeDelta;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Grounds of the abnormal list with their facts, the common ones more than once.
const ABNORMAL: &[(Ground, &str)] = &[
    (Ground::ReportLate, "未在规定期限内报送上一年度工作报告，经书面催报后仍未报送。"),
    (Ground::ReportLate, "连续催报两次，至期限届满仍未报送上一年度工作报告。"),
    (Ground::ReportLate, "所报上一年度工作报告缺少财务会计报告，逾期未补齐。"),
    (Ground::Unreachable, "向登记住所两次寄送挂号信，均因查无此单位退回。"),
    (Ground::RectificationLate, "责令改正的事项（财务公开）逾期未完成整改。"),
    (Ground::PartyOrganization, "有正式党员三名以上，未按要求设立党组织。"),
    (Ground::LightPenalty, "未按规定办理变更登记，受到警告。"),
];

/// Grounds of the list of serious violations.
const SERIOUS: &[(Ground, &str)] = &[
    (Ground::LongAbnormal, "被列入活动异常名录满二年，未履行相关义务。"),
    (Ground::LongAbnormal, "被列入活动异常名录满二年，仍无法通过登记的住所取得联系。"),
    (Ground::HeavyFine, "私分、挪用资产，受到五万元以上罚款的行政处罚。"),
    (Ground::ActivitySuspended, "超出章程规定的业务范围开展活动，受到限期停止活动的行政处罚。"),
    (Ground::CourtDefaulter, "被人民法院纳入失信被执行人名单。"),
];

/// The county of the organization that objects.
pub const OBJECTS_IN: &str = "510903";

/// Writes the entries. The standing of the organizations is there already, and fits them.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx) -> Result<()> {
    type Row = (i64, String, i64, Day, Status);
    let rows: Vec<Row> = o::table
        .filter(o::status.eq_any([Status::Active, Status::Abnormal, Status::Serious]))
        .filter(o::is_registered.eq(true))
        .order(o::id)
        .select((o::id, o::county, o::authority_id, o::founded_on, o::status))
        .load(tx.conn)?;
    let mut book = Book { now: tx.now, used: BTreeMap::new() };
    let mut out = Vec::new();
    for (id, county, authority, founded, status) in rows {
        let mut d = Dice::new(7_000_000 + u64::try_from(id).unwrap_or_default());
        let whose = (id, county.as_str(), authority);
        let mut of = |ground: &(Ground, &str), ago: i64, to: Option<i64>| out.push(book.entry(whose, ground, ago, to));
        let age = (tx.now.day() - founded).num_days();
        match status {
            // Two years on the list lead to the other one; a warning ends by itself after six months.
            Status::Abnormal => {
                let ground = d.pick(ABNORMAL);
                let most = if ground.0.ends_by_time() { 170 } else { 690 };
                of(ground, d.within(3, most.min(age - 30).max(3)), None);
            }
            Status::Serious => {
                let ground = d.pick(SERIOUS);
                if ground.0 == Ground::LongAbnormal && age > 900 {
                    let ago = d.within(10, 120);
                    of(d.pick(ABNORMAL.get(..4).unwrap_or(ABNORMAL)), ago + 760, None);
                    of(ground, ago, None);
                } else {
                    of(SERIOUS.get(2).unwrap_or(ground), d.within(10, 400.min(age - 30).max(10)), None);
                }
            }
            _ if id > 5 && age > 500 && d.chance(2) => {
                let ago = d.within(200, age - 100);
                of(d.pick(ABNORMAL.get(..5).unwrap_or(ABNORMAL)), ago, Some(ago - d.within(30, 150)));
            }
            // Told three days ago, when nobody may be listed yet, or so long ago that a decider should decide.
            _ if id > 5 && d.below(200) == 0 => {
                let ago = *d.pick(&[3, 26]);
                out.push(book.told(whose, d.pick(ABNORMAL), before(tx.now, ago, 10)));
            }
            _ => {}
        }
    }
    credit::insert_many(tx.conn, &out)?;
    Ok(())
}

/// A notice to the organization of `org5`, which objects; a decider has to answer.
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub fn objection(tx: &mut Tx, cast: &Cast, clerk: &Actor) -> Result<()> {
    let org = people::actor(tx.conn, cast, "org5")?;
    let seat = org.seats().iter().find(|s| s.body_kind == BodyKind::Organization).ok_or(Error::Missing)?;
    let code: String = o::table.find(seat.body_id).select(o::credit_code).first(tx.conn)?;
    let facts = "检查发现网站未公开上一年度工作报告摘要，责令十个工作日内改正，逾期未收到整改情况。";
    let told = before(tx.now, 4, 10);
    let l = tx.acting(clerk, told, |tx| actions::notify(tx, &code, Ground::RectificationLate, facts))?;
    let text = "整改材料已于期限内以挂号信寄出，附回执；摘要现已在网站首页公开。请予核实。";
    tx.acting(&org, told + TimeDelta::days(2), |tx| actions::object(tx, &l.no, text))?;
    Ok(())
}

/// Numbers entries by division and day, as the verbs do.
struct Book {
    now: Ts,
    used: BTreeMap<String, u32>,
}

impl Book {
    fn entry(&mut self, of: (i64, &str, i64), ground: &(Ground, &str), ago: i64, removed: Option<i64>) -> NewListing {
        let day = |ago: i64| before(self.now, ago, 0).day();
        let listed = day(ago);
        let decision = if removed.is_some() {
            "已履行相关义务，经核实移出名录。"
        } else {
            "事实清楚，依据充分，予以列入。"
        };
        NewListing {
            listed_on: Some(listed),
            removed_on: removed.map(day),
            state: if removed.is_some() { ListingState::Removed } else { ListingState::Listed },
            decision: Some(decision.into()),
            ..self.told(of, ground, before(self.now, ago + 24, 10))
        }
    }

    fn told(&mut self, (id, county, authority): (i64, &str, i64), ground: &(Ground, &str), at: Ts) -> NewListing {
        let head = format!("{county:0<6}-{}-XY", at.local().format("%Y%m%d"));
        let serial = self.used.entry(head.clone()).or_default();
        *serial += 1;
        NewListing {
            no: format!("{head}-{serial:05}"),
            organization_id: OrganizationId(id),
            authority_id: AuthorityId(authority),
            list: ground.0.list(),
            ground: ground.0,
            facts: ground.1.into(),
            state: ListingState::Noticed,
            noticed_at: at,
            object_by: at.day() + TimeDelta::days(14),
            listed_on: None,
            removed_on: None,
            decision: None,
        }
    }
}

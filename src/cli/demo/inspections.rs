//! Random inspections 双随机抽查: one draw at the city with inspections in every state, one announced and not drawn yet, and
//! one in Chuanshan. The seeds are real ones, so what is drawn differs from machine to machine; that it can be repeated
//! does not.
use super::{applications::Office, before, people};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::Tx,
    registry::{
        inspection::{self, Announcement, Finding, Record},
        organization::OrganizationKind,
    },
    schema::{inspection_draws as d, inspections as i},
};
use chrono::TimeDelta;
use diesel::prelude::*;

/// The office where a second draw is held.
const COUNTY: &str = "510903";

/// How far an inspection of the demonstration is.
#[derive(Clone, Copy)]
enum Far {
    Assigned,
    Recorded(Finding),
    Published(Finding),
}

const CITY: [Far; 6] = [
    Far::Published(Finding::Clean),
    Far::Published(Finding::Rectify),
    Far::Published(Finding::Clean),
    Far::Published(Finding::Unreachable),
    Far::Recorded(Finding::Rectify),
    Far::Assigned,
];
const HERE: [Far; 3] = [Far::Published(Finding::Clean), Far::Published(Finding::Rectify), Far::Assigned];

/// Makes the draws and their inspections.
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub fn insert(tx: &mut Tx, offices: &[Office]) -> Result<()> {
    for office in offices {
        match office.division.as_str() {
            "510900" => {
                hold(tx, office, ("社会组织财务公开情况抽查", None), 34, &CITY)?;
                announce(tx, office, ("行业协会商会收费情况抽查", Some(OrganizationKind::Association)), 2, 8)?;
            }
            COUNTY => hold(tx, office, ("社会服务机构活动场所安全抽查", Some(OrganizationKind::Service)), 20, &HERE)?,
            _ => {}
        }
    }
    Ok(())
}

type What = (&'static str, Option<OrganizationKind>);

fn announce(tx: &mut Tx, office: &Office, what: What, ago: i64, sample: i64) -> Result<String> {
    use crate::schema::authorities as a;
    let at: i64 = a::table.filter(a::code.eq(&office.code)).select(a::id).first(tx.conn)?;
    let new = Announcement {
        title: what.0.into(),
        basis: "《关于改革社会组织管理制度促进社会组织健康有序发展的意见》；社会组织“双随机、一公开”监督抽查工作安排。"
            .into(),
        kind: what.1,
        sample,
    };
    let then = before(tx.now, ago, 9);
    Ok(tx.acting(office.clerk(), then, |tx| inspection::announce(tx, at, &new))?.no)
}

fn hold(tx: &mut Tx, office: &Office, what: What, ago: i64, far: &[Far]) -> Result<()> {
    let no = announce(tx, office, what, ago, i64::try_from(far.len()).unwrap_or(1))?;
    let then = before(tx.now, ago - 1, 10);
    tx.acting(office.decider(), then, |tx| inspection::draw(tx, &no))?;
    let drawn: Vec<(String, i64, i64)> = i::table
        .inner_join(d::table)
        .filter(d::no.eq(&no))
        .order(i::place)
        .select((i::no, i::first_id, i::second_id))
        .load(tx.conn)?;
    for ((no, first, second), far) in drawn.iter().zip(far) {
        let (finding, is_published) = match far {
            Far::Assigned => continue,
            Far::Recorded(finding) => (*finding, false),
            Far::Published(finding) => (*finding, true),
        };
        let day = ago / 2;
        let at: Ts = before(tx.now, day, 16);
        let record = record(finding, at.day(), tx.now.day() + TimeDelta::days(12));
        let who = people::actor_of(tx.conn, AccountId(*first))?;
        tx.acting(&who, at, |tx| inspection::record(tx, no, &record))?;
        if is_published {
            let who = people::actor_of(tx.conn, AccountId(*second))?;
            tx.acting(&who, at + TimeDelta::hours(18), |tx| inspection::confirm(tx, no, None))?;
        }
    }
    Ok(())
}

fn record(finding: Finding, visited_on: Day, by: Day) -> Record {
    let facts = match finding {
        Finding::Clean => "现场查看公示栏和网站，年度财务报告、捐赠收支已公开，与账目一致。",
        Finding::Rectify => "网站未公开上一年度财务报告附注；志愿者意外保险已过期。责令限期公开并续保。",
        Finding::Unreachable => "两次到登记住所检查，均无人办公；登记电话无法接通。",
        Finding::HandedOver => "现场发现超出业务范围开展经营活动的线索，已移交调查。",
    };
    Record { visited_on, facts: facts.into(), finding, rectify_by: (finding == Finding::Rectify).then_some(by) }
}

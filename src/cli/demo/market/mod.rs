//! Purchases that add up to the 320 million yuan of the report, in every state of their life, and tenders open today.
mod live;
mod open;
mod past;
mod performing;
mod questions;
mod settle;
mod texts;

pub use live::{WISHES, walk};
pub use open::{Locks, open_today};
pub use past::{insert, insert_criteria};
pub use performing::work;
pub use questions::ask;

use super::{before, dice::Dice, people::Cast};
use crate::{
    kernel::{
        actor::OrganizationId,
        money::Money,
        refusal::{Error, Result},
        time::Ts,
    },
    platform::{db::Tx, files::Stored, rulebook::Procedure},
    registry::organization::{Category, OrganizationKind, OrganizationStatus},
    schema::{files, organizations},
};
use anyhow::anyhow;
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;

/// Contracts, and what they add up to in yuan (`domain.md` 0.2: over 320 million).
const CONTRACTS: usize = 400;
const TOTAL: i64 = 320_600_000;
/// The oldest purchase was published less than so many days ago.
pub const OLDEST: i64 = 1_960;

/// Department, division, words before a title.
const BUYERS: &[(&str, &str, &str)] = &[
    ("cg-510900", "510900", "遂宁市"),
    ("sq-510903", "510903", "船山区"),
    ("yl-510904", "510904", "安居区"),
    ("gy-510921", "510921", "蓬溪县"),
    ("sz-510981", "510981", "射洪市"),
];

/// Catalogue code, title, need.
const SERVICES: &[(&str, &str, &str)] = &[
    ("A0401", "居家养老上门服务", "为辖区内高龄、独居和失能老年人提供助餐、助浴、助洁、助医和精神慰藉服务。"),
    ("A0402", "社区日间照料中心运营", "运营社区日间照料中心，提供日间托养、配餐和文化活动。"),
    ("A0404", "残疾人居家照护服务", "为重度残疾人提供居家照护、康复指导和辅具适配服务。"),
    ("A0405", "困境儿童关爱陪伴服务", "为困境儿童和留守儿童提供课后陪伴、心理支持和家庭教育指导。"),
    ("A0502", "社区心理健康服务", "在社区开展心理健康知识普及、个案辅导和危机转介。"),
    ("A1101", "公园绿地园林绿化养护", "公园、游园和道路绿地的修剪、浇灌、病虫害防治和补植。"),
    ("A1102", "城区道路环卫保洁", "城区主次干道和背街小巷的清扫保洁、垃圾收运和公厕管护。"),
    ("A1103", "市政设施巡查维护", "路灯、人行道、排水设施的日常巡查、小修和应急处置。"),
    ("A0201", "社区老年教育课程", "在社区市民中心开设老年教育课程并组织学习团队。"),
    ("A1001", "社会工作站运营", "配备专职社会工作者，运营街道社会工作站，开展个案、小组和社区工作。"),
];

/// Scoring items besides the price: key, title, description, centipoints.
const CRITERIA: &[(&str, &str, &str, i64)] = &[
    ("plan", "服务方案", "方案完整、针对本项目、可落地执行", 3000),
    ("team", "服务团队", "专职人员数量、专业资质与分工", 2500),
    ("experience", "同类项目经验", "近三年同类公共服务项目，每个 3 分", 1500),
    ("quality", "质量与安全保障", "质量控制、应急预案和服务对象权益保护", 1000),
];

/// What the purchases of one batch need to know.
#[derive(Clone)]
pub struct Plan {
    cast: Cast,
    suppliers: Vec<i64>,
    amounts: Vec<i64>,
    file: i64,
}

/// Looks up suppliers and shares the total out.
///
/// # Errors
/// A fault of the database.
pub fn plan(tx: &mut Tx, cast: &Cast, scale: u32, archive: &Stored) -> Result<Plan> {
    let suppliers = organizations::table
        .filter(organizations::status.eq(OrganizationStatus::Active))
        .filter(organizations::is_registered.eq(true))
        .filter(organizations::kind.eq(OrganizationKind::Service))
        .filter(organizations::category.eq_any([Category::Community, Category::Charity]))
        .filter(organizations::founded_on.lt(before(tx.now, OLDEST, 0).day()))
        .order(organizations::id)
        .limit(260)
        .select(organizations::id)
        .load(tx.conn)?;
    let mut d = Dice::new(320);
    let count = CONTRACTS * scale as usize;
    let weights: Vec<i64> = (0..count).map(|_| d.within(15, 160)).collect();
    let sum: i64 = weights.iter().sum();
    let total = TOTAL * i64::from(scale);
    let amounts = weights.iter().map(|w| total * w / sum / 100 * 100 + 100).collect();
    // The envelopes of past purchases are gone; their rows point to one small file that says so.
    let row = (
        files::sha256.eq(&archive.sha256),
        files::size.eq(i64::try_from(archive.size).unwrap_or_default()),
        files::name.eq("archived.txt"),
        files::media_type.eq("text/plain"),
        files::created_at.eq(tx.now),
    );
    let file = diesel::insert_into(files::table).values(row).returning(files::id).get_result(tx.conn)?;
    Ok(Plan { cast: cast.clone(), suppliers, amounts, file })
}

impl Plan {
    /// How many purchases there are.
    pub fn len(&self) -> usize {
        self.amounts.len()
    }

    fn supplier(&self, n: usize) -> OrganizationId {
        OrganizationId(self.suppliers.get(n % self.suppliers.len().max(1)).copied().unwrap_or(1))
    }
}

/// One purchase of the past.
struct Past {
    n: usize,
    buyer: (&'static str, &'static str, &'static str),
    service: (&'static str, &'static str, &'static str),
    amount: Money,
    published: Ts,
    winner: OrganizationId,
    losers: [OrganizationId; 2],
    is_over: bool,
}

impl Past {
    fn title(&self) -> String {
        format!("{}{}（{} 年度）", self.buyer.2, self.service.1, self.published.day().year())
    }

    fn no(&self) -> String {
        format!("{}{}{:05}", self.buyer.1, self.published.day().year(), 10_000 + self.n)
    }

    fn day(&self, after: i64) -> Ts {
        self.published + TimeDelta::days(after)
    }
}

fn past(plan: &Plan, n: usize, now: Ts) -> Option<Past> {
    let mut d = Dice::new(7_000 + n as u64);
    let age = 60 + i64::try_from((n * 37) % 1900).ok()?;
    let buyer = *d.pick(BUYERS);
    // The demonstration's officers win some of what the demonstration's department buys, so that they have work.
    let is_over = age > 60 + 365;
    let first = if buyer.0 == "cg-510900" && (!is_over || n.is_multiple_of(3)) { n % 5 } else { n * 7 };
    Some(Past {
        n,
        buyer,
        service: *d.pick(SERVICES),
        amount: Money::from_yuan(*plan.amounts.get(n)?),
        published: before(now, age, 9),
        winner: plan.supplier(first),
        losers: [plan.supplier(first + 5 + n % 90), plan.supplier(first + 101 + n % 70)],
        is_over,
    })
}

fn profile(tx: &Tx, key: &str) -> Result<Procedure> {
    let found =
        tx.env.rulebook.procedure(key, tx.now.day()).ok_or_else(|| Error::Fault(anyhow!("no procedure {key}")))?;
    Ok((*found).clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{cli::demo::people::AUTHORITIES, platform::rulebook::Rulebook};

    #[test]
    fn everything_bought_is_in_the_catalogue_and_every_buyer_is_a_department() {
        let book = Rulebook::load(None).unwrap();
        for service in SERVICES {
            assert!(book.catalogue().item(service.0).is_some(), "{} {}", service.0, service.1);
        }
        for buyer in BUYERS {
            assert!(AUTHORITIES.iter().any(|a| a.0 == buyer.0 && a.1 == "department"), "{}", buyer.0);
        }
    }
}

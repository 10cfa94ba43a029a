//! The development fund 社会组织发展基金: who gave, and what it was given for.
use super::{before, dice::Dice};
use crate::{
    community::fund::{self, NewDonation, NewGrant},
    kernel::{actor::OrganizationId, money::Money, refusal::Result, time::Ts},
    market::money::{self, Purse, Transfer},
    platform::{db::Tx, numbers},
    registry::organization::OrganizationStatus,
    schema::organizations,
};
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;
use std::collections::BTreeMap;

const DONATIONS: usize = 260;
const GRANTS: usize = 26;

const NICKNAMES: &[&str] = &[
    "一位老师",
    "涪江边的居民",
    "早餐店老板",
    "八零后夫妻",
    "退休工人",
    "返乡青年",
    "小区业主群",
    "热心企业",
    "社区合唱队",
];
const MESSAGES: &[&str] =
    &["给社区里的老人", "愿孩子们都有书读", "支持家乡的社会组织", "一点心意", "请用在残疾朋友身上"];
const PURPOSES: &[&str] = &[
    "社区助餐点起步资助",
    "留守儿童周末课堂",
    "残疾人就业实训",
    "社工人才培养",
    "备案社区社会组织孵化",
    "社区花园共建",
];

/// Donations and grants of three years, with the double entries behind them.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, scale: u32) -> Result<()> {
    let now = tx.now;
    let mut times: Vec<Ts> = (0..DONATIONS * scale as usize)
        .map(|n| {
            let mut d = Dice::new(500_000 + n as u64);
            before(now, d.within(1, 1_090), d.within(8, 21)) + TimeDelta::minutes(d.within(0, 59))
        })
        .collect();
    times.sort_unstable();
    let mut serials: BTreeMap<i32, i64> = BTreeMap::new();
    let mut moves = Vec::new();
    let mut donations = Vec::with_capacity(times.len());
    for (n, paid_at) in times.into_iter().enumerate() {
        let mut d = Dice::new(520_000 + n as u64);
        let serial = serials.entry(paid_at.day().year()).or_default();
        *serial += 1;
        let amount = Money::from_yuan(*d.pick(&[20, 50, 50, 100, 100, 200, 500, 1_000, 2_000, 5_000, 20_000, 50_000]));
        let no = format!("F{}{serial:06}", paid_at.day().year());
        moves.push((
            Transfer { kind: "donated", subject: no.clone(), from: Purse::Donor, to: Purse::Fund, amount },
            paid_at,
        ));
        donations.push(NewDonation {
            no,
            amount,
            nickname: d.chance(70).then(|| (*d.pick(NICKNAMES)).to_owned()),
            message: d.chance(45).then(|| (*d.pick(MESSAGES)).to_owned()),
            paid_at,
            entry_id: None,
        });
    }
    fund::insert_donations(tx, &donations)?;
    for (year, serial) in serials {
        numbers::reach(tx, &format!("donation-{year}"), serial)?;
    }
    let given: i64 = donations.iter().map(|d| d.amount.fen()).sum();
    grants(tx, GRANTS * scale as usize, given, &mut moves)?;
    money::insert_many(tx, &moves)
}

/// Grants of two thirds of what was given, to community organizations in being.
fn grants(tx: &mut Tx, count: usize, given: i64, moves: &mut Vec<(Transfer, Ts)>) -> Result<()> {
    let to: Vec<OrganizationId> = organizations::table
        .filter(organizations::status.eq(OrganizationStatus::Active))
        .filter(organizations::is_registered.eq(true))
        .filter(organizations::category.eq("community"))
        .order(organizations::id)
        .limit(200)
        .select(organizations::id)
        .load(tx.conn)?;
    let each = Money::from_fen(given * 2 / 3 / i64::try_from(count.max(1)).unwrap_or(1) / 10_000 * 10_000);
    let now = tx.now;
    let list: Vec<NewGrant> = (0..count)
        .filter_map(|n| {
            let mut d = Dice::new(540_000 + n as u64);
            let granted_on = before(now, d.within(4, 700), 10).day();
            Some(NewGrant {
                no: format!("G{}{:05}", granted_on.year(), n + 1),
                organization_id: *to.get(n * 3 % to.len().max(1))?,
                title: (*d.pick(PURPOSES)).to_owned(),
                amount: each,
                granted_on,
                entry_id: None,
            })
        })
        .collect();
    for g in &list {
        let transfer = Transfer {
            kind: "granted",
            subject: g.no.clone(),
            from: Purse::Fund,
            to: Purse::Supplier(g.organization_id.0),
            amount: g.amount,
        };
        moves.push((transfer, Ts::start_of(g.granted_on) + TimeDelta::hours(10)));
    }
    fund::insert_grants(tx, &list)
}

//! The 1,357 registered and 1,046 filed organizations of the report, in every state the directory can show.
use super::{
    before,
    dice::Dice,
    people::{AUTHORITIES, Cast},
    words,
};
use crate::{
    account,
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        credit_code::{CreditCode, Prefix},
        division::DivisionCode,
        money::Money,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::{Json, Tx},
    registry::organization::{self, Category, Grade, Mode, NewOrganization, OrganizationKind, OrganizationStatus},
};
use anyhow::anyhow;
use chrono::TimeDelta;
use std::collections::HashSet;

/// Registered 登记 and filed 备案 organizations of the report; those that the demonstration's applications bring are
/// among them, those it strikes off are not.
const REGISTERED: u32 = 1357 + super::endings::STRUCK_OFF + super::revocations::REVOKED - super::applications::GRANTED;
const FILED: u32 = 1046 - super::applications::FILED;
/// Organizations that came to an end, beside those the report counts.
const ENDED: u32 = 64;
/// Rows in one transaction.
const BATCH: usize = 2500;
/// Counties with their registrar, the city itself first and more often.
const PLACES: &[(&str, &str, &str)] = &[
    ("510900", "遂宁市", "Suining"),
    ("510903", "遂宁市船山区", "Chuanshan"),
    ("510904", "遂宁市安居区", "Anju"),
    ("510921", "蓬溪县", "Pengxi"),
    ("510923", "大英县", "Daying"),
    ("510981", "射洪市", "Shehong"),
];

/// Some organizations, ready to insert.
pub struct Batch {
    /// The number of the first.
    pub first: usize,
    /// The organizations.
    pub rows: Vec<NewOrganization>,
}

/// Every organization of the city, cut into transactions.
pub fn batches(cast: &Cast, scale: u32, now: Ts) -> Vec<Batch> {
    let mut names = HashSet::new();
    let registered = (0..(REGISTERED + ENDED) * scale).filter_map(|n| registered(n, scale, cast, now, &mut names));
    let mut all: Vec<NewOrganization> = registered.collect();
    let mut names = HashSet::new();
    all.extend((0..FILED * scale).map(|n| filed(n, cast, now, &mut names)));
    let mut first = 1;
    let mut out = Vec::new();
    while !all.is_empty() {
        let rest = all.split_off(all.len().min(BATCH));
        let rows = std::mem::replace(&mut all, rest);
        let count = rows.len();
        out.push(Batch { first, rows });
        first += count;
    }
    out
}

/// Inserts one batch.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, batch: &Batch) -> Result<()> {
    organization::insert_many(tx.conn, &batch.rows).map(|_| ())
}

/// Gives the demonstration's officers their organizations.
///
/// # Errors
/// A fault of the database.
pub fn staff(tx: &mut Tx, cast: &Cast) -> Result<()> {
    organization::recount(tx.conn)?;
    for (n, who) in ["org1", "org2", "org3", "org4", "org5"].iter().enumerate() {
        let o = organization::find_by_code(tx.conn, &first_codes(n)?)?;
        account::add_membership(tx, cast.account(who), Role::Officer, (BodyKind::Organization, o.id.0), &o.name)?;
    }
    Ok(())
}

/// The organizations of `org1` to `org5`: the first five service institutions, all in good standing.
fn first_codes(n: usize) -> Result<String> {
    code(Prefix::SERVICE, "510903", u32::try_from(n).unwrap_or_default() + 1)
}

fn code(prefix: Prefix, division: &str, serial: u32) -> Result<String> {
    let division: DivisionCode = division.parse().map_err(|e| Error::Fault(anyhow!("{e:?}")))?;
    let code = CreditCode::issue(prefix, &division, serial)
        .ok_or_else(|| Error::Fault(anyhow!("no code {serial} is left")))?;
    Ok(code.as_str().to_owned())
}

fn person(d: &mut Dice) -> String {
    format!("{}{}", d.pick(words::SURNAMES), d.pick(words::GIVEN))
}

/// A name not used before: `make` is asked for its first, second… proposal until one is free.
fn unused(names: &mut HashSet<String>, make: impl Fn(usize) -> String) -> String {
    for n in 0.. {
        let name = make(n);
        if names.insert(name.clone()) {
            return name;
        }
    }
    String::new()
}

/// Nothing the first time, after that a second trade name, and a number in Han digits when a large scale runs out of both.
fn second(n: usize) -> String {
    let count = words::TRADE.len();
    let word = n.checked_sub(1).and_then(|n| words::TRADE.get(n % count)).map_or("", |(word, _)| *word);
    if n > count { format!("{word}{}", han(n / count)) } else { word.to_owned() }
}

fn han(n: usize) -> String {
    n.to_string().chars().filter_map(|c| "〇一二三四五六七八九".chars().nth(c.to_digit(10)? as usize)).collect()
}

fn registered(n: u32, scale: u32, cast: &Cast, now: Ts, names: &mut HashSet<String>) -> Option<NewOrganization> {
    let mut d = Dice::new(u64::from(n) + 1);
    // The first five are the ones the demonstration's officers work for.
    let first_five = n < 5;
    let place = if first_five { PLACES.get(1)? } else { d.pick(PLACES) };
    let is_service = first_five || d.chance(55);
    let (trade, trade_en) = d.pick(words::TRADE);
    let (name, name_en, category, purpose) = if is_service {
        let field = if first_five {
            words::SERVICE.get(*[0usize, 1, 13, 14, 15].get(n as usize)?)?
        } else {
            d.pick(words::SERVICE)
        };
        let name = unused(names, |n| format!("{}{trade}{}{}{}", place.1, second(n), field.0, field.3));
        (
            name,
            format!("{} {trade_en} {} {}", place.2, field.1, if field.3.is_empty() { "" } else { "Centre" }),
            field.2,
            field.4.to_owned(),
        )
    } else {
        let field = d.pick(words::ASSOCIATION);
        let name = unused(names, |n| match n.checked_sub(1) {
            None => format!("{}{}{}", place.1, field.0, field.3),
            Some(n) => format!("{}{trade}{}{}{}", place.1, second(n), field.0, field.3),
        });
        (
            name,
            format!("{} {} Association", place.2, field.1),
            field.2,
            format!("团结本地{}从业者，服务会员，规范行业", field.0),
        )
    };
    let (kind, prefix) = if is_service {
        (OrganizationKind::Service, Prefix::SERVICE)
    } else {
        (OrganizationKind::Association, Prefix::ASSOCIATION)
    };
    let least = if first_five { super::market::OLDEST + 90 } else { 40 };
    let founded = before(now, d.within(least, 4200), 9).day();
    let status = match n {
        0..5 => OrganizationStatus::Active,
        n if n >= REGISTERED * scale => {
            if d.chance(85) {
                OrganizationStatus::Cancelled
            } else {
                OrganizationStatus::Revoked
            }
        }
        _ => status(&mut d),
    };
    // A certificate of two full years and a round after them (`SO-130`).
    let is_grown = (now.day() - founded).num_days() > super::grades::GROWN && n < REGISTERED * scale;
    let grade = (!first_five || n < 3).then(|| grade(&mut d)).flatten().filter(|_| is_grown);
    let category: Category = category.parse().ok()?;
    Some(NewOrganization {
        credit_code: code(prefix, place.0, n + 1).ok()?,
        kind,
        form: if is_service { "legal_person".into() } else { "association".into() },
        mode: Mode::Direct,
        category,
        name_en: Some(name_en.trim().to_owned()),
        former_names: Json(if d.chance(6) {
            vec![format!("{}{}服务站", place.1, d.pick(words::TRADE).0)]
        } else {
            Vec::new()
        }),
        name,
        authority_id: AuthorityId(cast.authority(&format!("mz-{}", place.0))),
        division: place.0.to_owned(),
        county: place.0.to_owned(),
        domicile: format!("{}{}路{}号（虚构）", place.1, d.pick(words::TRADE).0, d.within(1, 300)),
        scope: purpose.clone(),
        purpose,
        legal_representative: person(&mut d),
        capital: Money::from_yuan(*d.pick(&[3_000, 3_000, 10_000, 30_000, 30_000, 50_000, 100_000, 500_000])),
        founded_on: founded,
        certificate_no: format!("演-{}-{:06}", place.0, n + 1),
        valid_until: valid_until(founded, now, first_five),
        status,
        is_registered: true,
        is_charity: category == Category::Charity && d.chance(40),
        grade,
        contact_phone: "0825-0000000".into(),
        contact_email: format!("office{n}@organization.invalid"),
        entry_id: None,
        created_at: Ts::start_of(founded),
        updated_at: Ts::start_of(founded),
    })
}

/// The end of the certificate; those of the demonstration's officers do not run out while it is shown.
fn valid_until(founded: Day, now: Ts, is_shown: bool) -> Option<Day> {
    let until = five_years(founded, now)?;
    let is_short = is_shown && until < now.day() + TimeDelta::days(200);
    if is_short { until.checked_add_months(chrono::Months::new(60)) } else { Some(until) }
}

/// Five years from founding, renewed until it reaches past today, a few left to run out.
fn five_years(founded: Day, now: Ts) -> Option<Day> {
    let mut until = founded;
    while until == founded || until < now.day() - TimeDelta::days(60) {
        until = until.checked_add_months(chrono::Months::new(60))?;
    }
    Some(until)
}

fn status(d: &mut Dice) -> OrganizationStatus {
    match d.below(100) {
        0..=3 => OrganizationStatus::Abnormal,
        4 => OrganizationStatus::Serious,
        _ => OrganizationStatus::Active,
    }
}

fn grade(d: &mut Dice) -> Option<Grade> {
    match d.below(100) {
        0..=1 => Some(Grade::A5),
        2..=6 => Some(Grade::A4),
        7..=15 => Some(Grade::A3),
        16..=18 => Some(Grade::A2),
        _ => None,
    }
}

fn filed(n: u32, cast: &Cast, now: Ts, names: &mut HashSet<String>) -> NewOrganization {
    let mut d = Dice::new(u64::from(n) + 5_000_000);
    let place = d.pick(PLACES.get(1..).unwrap_or(PLACES));
    let (what, what_en, category) = d.pick(words::FILED);
    let (trade, trade_en) = d.pick(words::TRADE);
    let name = unused(names, |n| match n {
        0 => format!("{}{trade}社区{what}", place.1),
        n => format!("{}{trade}社区第{}{what}", place.1, han(n + 1)),
    });
    let founded = before(now, d.within(30, 3000), 9).day();
    let streets: Vec<_> = AUTHORITIES.iter().filter(|a| a.1 == "street" && a.4.starts_with(place.0)).collect();
    let street = streets.get(n as usize % streets.len().max(1)).map_or("", |a| a.0);
    let short = place.1.chars().rev().nth(2).unwrap_or('遂');
    NewOrganization {
        credit_code: format!("BA{}{:06}", place.0, n + 1),
        kind: OrganizationKind::Filed,
        form: "filed".into(),
        mode: Mode::Filing,
        category: category.parse().unwrap_or(Category::Community),
        name_en: Some(format!("{} {trade_en} {what_en}", place.2)),
        former_names: Json(Vec::new()),
        name,
        authority_id: AuthorityId(cast.authority(street)),
        division: place.0.to_owned(),
        county: place.0.to_owned(),
        domicile: format!("{}{trade}社区（虚构）", place.1),
        purpose: format!("丰富居民生活，开展{what}活动"),
        scope: format!("社区{what}活动"),
        legal_representative: person(&mut d),
        capital: Money::from_yuan(0),
        founded_on: founded,
        certificate_no: format!("遂{short}社备〔{}〕{:03}号（演）", founded.format("%Y"), n + 1),
        valid_until: None,
        status: OrganizationStatus::Active,
        is_registered: false,
        is_charity: false,
        grade: None,
        contact_phone: "0825-0000000".into(),
        contact_email: format!("filed{n}@organization.invalid"),
        entry_id: None,
        created_at: Ts::start_of(founded),
        updated_at: Ts::start_of(founded),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_place_has_its_registrar() {
        for place in PLACES {
            assert!(AUTHORITIES.iter().any(|a| a.0 == format!("mz-{}", place.0)), "{}", place.1);
        }
    }
}

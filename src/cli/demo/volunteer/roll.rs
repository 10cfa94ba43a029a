//! The roll: people who do not exist, with numbers of identity documents that no office issues.
use super::words;
use crate::{
    cli::demo::{
        before,
        dice::Dice,
        people::{self, Cast},
        words as names,
    },
    kernel::{
        division::DivisionCode,
        identity::DocumentNumber,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::{Json, Tx},
    schema::volunteers,
    volunteer::person::{
        self, AgeLimits, CONSENT_VERSION, ConsentKind, Guardian, NewConsent, NewVolunteer, Private, RollState,
        ServiceField, Skill, VolunteerId, age_in_month,
    },
};
use anyhow::anyhow;
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Counties by how many of a hundred volunteers live there.
const COUNTIES: &[(&str, usize)] = &[("510903", 36), ("510904", 15), ("510921", 15), ("510923", 12), ("510981", 22)];
/// Accounts of the demonstration that are on the roll, the first of all.
pub(super) const KNOWN: [&str; 3] = ["leader", "volunteer", "volunteer2"];

/// One place on the roll.
#[derive(Debug, Clone)]
pub struct Entry {
    /// Order among all, from 0.
    pub n: usize,
    /// County, six digits.
    pub county: &'static str,
    /// When joined.
    pub joined: Ts,
    /// Serial within county and year.
    pub serial: i64,
    /// Day of birth.
    pub born: Day,
}

impl Entry {
    /// Year of the number.
    #[must_use]
    pub fn year(&self) -> i32 {
        self.joined.day().year()
    }

    fn no(&self) -> String {
        format!("{}-{}-{:06}", self.county, self.year(), self.serial)
    }
}

/// Draws the whole roll, in the order of joining; the first three are those of [`KNOWN`].
pub(super) fn draw(count: usize, now: Ts) -> Vec<Entry> {
    let mut all: Vec<Entry> = (0..count).map(|n| entry(n, now)).collect();
    all.sort_by_key(|e| (e.joined, e.n));
    let mut serials: BTreeMap<(&str, i32), i64> = BTreeMap::new();
    for e in &mut all {
        let serial = serials.entry((e.county, e.joined.day().year())).or_default();
        *serial += 1;
        e.serial = *serial;
    }
    all
}

fn entry(n: usize, now: Ts) -> Entry {
    let mut d = Dice::new(40_000 + n as u64);
    let mut at = d.below(100);
    let county = COUNTIES.iter().find(|(_, share)| {
        let here = at < *share;
        at = at.saturating_sub(*share);
        here
    });
    let known = n < KNOWN.len();
    let county = if known { "510903" } else { county.map_or("510903", |c| c.0) };
    // The known ones joined long ago, before every activity of the calendar.
    let days = if known { 1_700 - i64::try_from(n).unwrap_or_default() } else { d.within(3, 1_690) };
    let age = if known { 34 } else { d.within(0, 99) };
    // Of a hundred, six are minors, and most are between 20 and 60.
    let years = match age {
        0..=5 => 15 + age % 3,
        6..=30 => 18 + (age - 6) / 3,
        31..=80 => 26 + (age - 31) * 2 / 3,
        _ => 60 + (age - 81) * 3 / 4,
    };
    let born = now.day() - TimeDelta::days(years * 365 + d.within(20, 360));
    let joined = before(now, days, d.within(8, 20)) + TimeDelta::minutes(d.within(0, 59));
    Entry { n, county, joined, serial: 0, born }
}

/// Writes part of the roll with its consents.
pub(super) fn insert(tx: &mut Tx, cast: &Cast, part: &[Entry]) -> Result<()> {
    let limits = AgeLimits::on(&tx.env.rulebook, tx.now.day())?;
    let mut rows = Vec::with_capacity(part.len());
    let mut kinds = Vec::with_capacity(part.len());
    for e in part {
        let (row, consents) = row(tx, cast, e, limits)?;
        rows.push(row);
        kinds.push((e.no(), consents, e.joined));
    }
    person::insert_many(tx.conn, &rows)?;
    let nos: Vec<&str> = kinds.iter().map(|k| k.0.as_str()).collect();
    let mut ids: BTreeMap<String, VolunteerId> = BTreeMap::new();
    for some in nos.chunks(500) {
        let found = volunteers::table.filter(volunteers::no.eq_any(some)).select((volunteers::no, volunteers::id));
        ids.extend(found.load::<(String, VolunteerId)>(tx.conn)?);
    }
    let consents: Vec<NewConsent> = kinds
        .iter()
        .filter_map(|(no, kinds, at)| Some((*ids.get(no)?, kinds, *at)))
        .flat_map(|(volunteer_id, kinds, given_at)| {
            kinds.iter().map(move |kind| NewConsent {
                volunteer_id,
                kind: *kind,
                text_version: CONSENT_VERSION.into(),
                given_at,
            })
        })
        .collect();
    person::insert_consents(tx.conn, &consents)
}

fn row(tx: &Tx, cast: &Cast, e: &Entry, limits: AgeLimits) -> Result<(NewVolunteer, Vec<ConsentKind>)> {
    let mut d = Dice::new(60_000 + e.n as u64);
    let known = KNOWN.get(e.n);
    let invented = name(&mut d);
    let name = known.map_or(invented, |who| people::name_of(who).to_owned());
    let number = document(e, tx.now.day())?;
    let is_minor = age_in_month(e.born, tx.now.day()) < limits.guardian_below;
    let guardian = is_minor.then(|| Guardian { name: self::name(&mut d), phone: "0825-0000000".into() });
    let shows_name = !is_minor && d.chance(8);
    let private = Private {
        name: name.clone(),
        last_four: number.last_four().to_owned(),
        phone: "0825-0000000".into(),
        guardian,
    };
    let no = e.no();
    let mut consents = vec![ConsentKind::Roll];
    consents.extend(is_minor.then_some(ConsentKind::Guardian));
    consents.extend(shows_name.then_some(ConsentKind::RealName));
    let county = e.county.parse::<DivisionCode>().map_err(|fault| anyhow!("{fault}"))?;
    let township = d.below(tx.env.rulebook.divisions().children(&county).count().max(1));
    let township = tx.env.rulebook.divisions().children(&county).nth(township).map(|t| t.code.clone());
    let row = NewVolunteer {
        account_id: known.map(|who| cast.account(who).0),
        nickname: nickname(&mut d),
        shown_name: shows_name.then_some(name),
        identity_kind: Some(number.kind()),
        identity_hash: Some(person::identity_hash(&tx.env.keyring, &number)),
        sealed: Some(private.seal(&tx.env.keyring, &no)),
        birth_month: e.born.with_day(1),
        division: if d.chance(80) { township.unwrap_or(county) } else { county },
        skills: Json(some(&mut d, Skill::ALL, 2)),
        fields: Json(some(&mut d, ServiceField::ALL, 3)),
        free_time: (*d.pick(words::FREE)).into(),
        national_no: None,
        state: RollState::Active,
        entry_id: None,
        joined_at: e.joined,
        no,
    };
    Ok((row, consents))
}

fn name(d: &mut Dice) -> String {
    let surname = d.pick(names::SURNAMES);
    let first = d.pick(words::GIVEN);
    if d.chance(25) { format!("{surname}{first}") } else { format!("{surname}{first}{}", d.pick(words::GIVEN)) }
}

fn nickname(d: &mut Dice) -> String {
    format!("{}{}", d.pick(words::NICK_OF), d.pick(words::NICK))
}

fn some<T: Copy + PartialEq>(d: &mut Dice, of: &[T], most: usize) -> Vec<T> {
    let mut out = Vec::new();
    for _ in 0..d.below(most + 1) {
        let one = *d.pick(of);
        if !out.contains(&one) {
            out.push(one);
        }
    }
    out
}

/// A number with a right check character in a region that no county has: 518000 and above.
fn document(e: &Entry, today: Day) -> Result<DocumentNumber> {
    let digits = format!("51{:04}{}{:03}", 8000 + e.n / 1000 % 2000, e.born.format("%Y%m%d"), e.n % 1000);
    people::document(&digits, today)
}

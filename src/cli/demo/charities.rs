//! Charities 慈善组织: every charity of the register with the day it became one, half of the older ones with the
//! qualification to raise funds, what they published and did not; applications in every state, one of them refused.
use super::{
    applications::Office,
    before,
    dice::Dice,
    papers::Papers,
    people::{self, Cast},
};
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        refusal::Result,
        time::{Day, Ts},
    },
    platform::{
        db::{Json, Tx},
        files::row,
    },
    registry::{
        charity::{
            self, Act, CaseKind, CharityEvent as Event, CharityState as State, Command, Content, DutyKind, NewCase,
            NewDuty,
        },
        organization::OrganizationStatus as Status,
    },
    schema::{authorities as a, charity_cases as x, listings, organizations as o},
};
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;
use std::collections::BTreeSet;

/// The offices where applications run today.
const HERE: [&str; 2] = ["510900", "510903"];

/// The papers of an application.
#[must_use]
pub fn wanted() -> Vec<(String, String)> {
    [
        ("charity_application", "申请书"),
        ("charity_resolution", "理事会决议"),
        ("charity_charter", "章程"),
        ("charity_audit", "上年度财务审计报告"),
    ]
    .map(|(key, title)| (key.to_owned(), title.to_owned()))
    .into()
}

/// Writes since when each charity is one, who may raise funds, and what was published.
///
/// # Errors
/// A fault of the database.
pub fn past(tx: &mut Tx) -> Result<()> {
    let rows: Vec<(i64, String, i64, Day)> = o::table
        .filter(o::is_charity.eq(true))
        .filter(o::status.eq_any([Status::Active, Status::Abnormal, Status::Serious]))
        .order(o::id)
        .select((o::id, o::county, o::authority_id, o::founded_on))
        .load(tx.conn)?;
    let (now, today) = (tx.now, tx.now.day());
    let (mut cases, mut duties) = (Vec::new(), Vec::new());
    for (id, county, authority, founded) in rows {
        let mut d = Dice::new(8_000_000 + u64::try_from(id).unwrap_or_default());
        let age = (today - founded).num_days();
        let ago = d.within(5, (age - 30).clamp(6, 2200));
        let case = |kind, ago: i64, serial: i64| {
            let decided = before(now, ago, 15);
            let accepted = decided - TimeDelta::days(14);
            NewCase {
                no: format!("{county:0<6}-{}-CS-{serial:05}", (accepted - TimeDelta::days(3)).local().format("%Y%m%d")),
                kind,
                organization_id: OrganizationId(id),
                authority_id: AuthorityId(authority),
                state: State::Granted,
                is_open: false,
                content: Json(Content::default()),
                course: Json(vec![
                    act(Event::Submit, accepted - TimeDelta::days(3), ""),
                    act(Event::Accept, accepted, ""),
                    act(Event::Propose, accepted + TimeDelta::days(9), "材料齐全，符合条件，建议准予。"),
                    act(Event::Grant, decided, "经审查，符合规定条件，予以准予。"),
                ]),
                submitted_at: Some(accepted - TimeDelta::days(3)),
                accepted_on: Some(accepted.day()),
                due_on: Some(accepted.day() + TimeDelta::days(20)),
                decided_on: Some(decided.day()),
                created_at: accepted - TimeDelta::days(5),
                updated_at: decided,
            }
        };
        cases.push(case(CaseKind::Recognition, ago, 10_000 + id));
        let is_qualified = ago > 420 && d.chance(50);
        if is_qualified {
            cases.push(case(CaseKind::FundRaising, d.within(20, ago - 380), 20_000 + id));
        }
        duties.extend(published(now, (id, ago), is_qualified, &mut d));
    }
    charity::insert_many(tx.conn, &cases)?;
    charity::insert_duties(tx.conn, &duties)?;
    Ok(())
}

fn act(event: Event, at: Ts, text: &str) -> Act {
    Act { event, by: None, at, text: text.to_owned(), in_favour: (event == Event::Propose).then_some(true) }
}

/// Reports of the past three years and quarters of the past year, most of them in time.
fn published(now: Ts, (id, ago): (i64, i64), is_qualified: bool, d: &mut Dice) -> Vec<NewDuty> {
    let today = now.day();
    let mut all: Vec<(DutyKind, String, Day)> = Vec::new();
    for year in today.year() - 2..=today.year() {
        all.extend(Day::from_ymd_opt(year, 5, 31).map(|due| (DutyKind::Annual, (year - 1).to_string(), due)));
    }
    for (year, quarter) in [(today.year() - 1, 4), (today.year(), 1), (today.year(), 2), (today.year(), 3)] {
        let end = Day::from_ymd_opt(year, quarter * 3, if quarter == 1 || quarter == 4 { 31 } else { 30 });
        all.extend(end.filter(|_| is_qualified).map(|due| (DutyKind::Raising, format!("{year}-Q{quarter}"), due)));
    }
    all.retain(|(_, _, due)| *due < today && (today - *due).num_days() < ago);
    let duty = |(kind, period, due): (DutyKind, String, Day)| {
        let off = if d.chance(6) { d.within(2, 20) } else { -d.within(0, 40) };
        let is_missing = (today - due).num_days() < 200 && d.chance(4);
        let done = Some(due + TimeDelta::days(off)).filter(|day| !is_missing && *day <= today);
        NewDuty {
            organization_id: OrganizationId(id),
            kind,
            link: done.map(|_| format!("https://charity.invalid/{id}/{}/{period}", kind.word())),
            period,
            due_on: due,
            done_on: done,
            created_at: Ts::start_of(due - TimeDelta::days(60)),
        }
    };
    all.into_iter().map(duty).collect()
}

/// How far a case of today's demonstration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    Submitted,
    Returned,
    Accepted,
    Proposed,
    Granted,
    Refused,
}

const CASES: [(CaseKind, Far); 8] = [
    (CaseKind::Recognition, Far::Submitted),
    (CaseKind::Recognition, Far::Accepted),
    (CaseKind::Recognition, Far::Proposed),
    (CaseKind::Recognition, Far::Refused),
    (CaseKind::Recognition, Far::Returned),
    (CaseKind::Recognition, Far::Granted),
    (CaseKind::FundRaising, Far::Accepted),
    (CaseKind::FundRaising, Far::Granted),
];

/// Applications of today, by the verbs.
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub fn under_way(tx: &mut Tx, cast: &Cast, offices: &[Office], papers: &Papers) -> Result<()> {
    for office in offices.iter().filter(|o| HERE.contains(&o.division.as_str())) {
        let at: i64 = a::table.filter(a::code.eq(&office.code)).select(a::id).first(tx.conn)?;
        let (mut plain, mut older) = (free(tx, at, false)?.into_iter(), free(tx, at, true)?.into_iter());
        for (kind, far) in CASES {
            let next = if kind == CaseKind::Recognition { plain.next() } else { older.next() };
            let Some((id, county)) = next else { continue };
            case(tx, office, papers, (at, id, &county), (kind, far))?;
        }
    }
    draft(tx, cast)
}

/// Organizations of an authority without a case, on no list ever: charities of more than a year, or none yet.
fn free(tx: &mut Tx, authority: i64, is_charity: bool) -> Result<Vec<(i64, String)>> {
    let listed = listings::table.filter(listings::organization_id.eq(o::id));
    let kind = if is_charity { CaseKind::FundRaising } else { CaseKind::Recognition };
    let asked = x::table.filter(x::organization_id.eq(o::id)).filter(x::kind.eq(kind));
    let grown = tx.now.day() - TimeDelta::days(500);
    let young = x::table
        .filter(x::organization_id.eq(o::id))
        .filter(x::kind.eq(CaseKind::Recognition))
        .filter(x::decided_on.ge(grown));
    Ok(o::table
        .filter(o::authority_id.eq(authority))
        .filter(o::status.eq(Status::Active))
        .filter(o::is_registered.eq(true))
        .filter(o::is_charity.eq(is_charity))
        .filter(o::id.gt(60))
        .filter(diesel::dsl::not(diesel::dsl::exists(listed)))
        .filter(diesel::dsl::not(diesel::dsl::exists(asked)))
        .filter(diesel::dsl::not(diesel::dsl::exists(young)))
        .order(o::id)
        .limit(8)
        .select((o::id, o::county))
        .load(tx.conn)?)
}

fn content(kind: CaseKind) -> Content {
    let declared = kind.declarations().iter().copied().collect();
    match kind {
        CaseKind::Recognition => Content {
            text: "面向困境儿童、高龄独居老人开展免费陪伴、助餐和康复服务，上年度服务三千余人次。".into(),
            spending: Some(72_000_000),
            administration: Some(6_800_000),
            total: Some(90_500_000),
            declared,
            ..Content::default()
        },
        CaseKind::FundRaising => Content {
            text: "为困境儿童助学和独居老人助餐募集资金，设立专门账户，每三个月公开募捐情况。".into(),
            directors: Some(9),
            related: Some(2),
            declared,
            ..Content::default()
        },
    }
}

fn case(
    tx: &mut Tx,
    office: &Office,
    papers: &Papers,
    (authority, id, county): (i64, i64, &str),
    (kind, far): (CaseKind, Far),
) -> Result<()> {
    let handed = before(tx.now, if far == Far::Submitted { 2 } else { 26 }, 10);
    let no = format!("{county:0<6}-{}-CS-{:05}", handed.local().format("%Y%m%d"), 30_000 + id);
    let row = NewCase {
        no: no.clone(),
        kind,
        organization_id: OrganizationId(id),
        authority_id: AuthorityId(authority),
        state: State::Submitted,
        is_open: true,
        content: Json(content(kind)),
        course: Json(vec![act(Event::Submit, handed, "")]),
        submitted_at: Some(handed),
        accepted_on: None,
        due_on: None,
        decided_on: None,
        created_at: handed - TimeDelta::days(2),
        updated_at: handed,
    };
    charity::insert_many(tx.conn, &[row])?;
    let case: i64 = x::table.filter(x::no.eq(&no)).select(x::id).first(tx.conn)?;
    attach(tx, papers, case, kind)?;
    walk(tx, office, &no, far)
}

fn attach(tx: &mut Tx, papers: &Papers, case: i64, kind: CaseKind) -> Result<()> {
    for paper in kind.papers().iter().copied() {
        let Some((accepted, stored)) = papers.get(&format!("charity_{}", paper.word())) else { continue };
        let file = row::insert(tx, accepted, stored)?;
        charity::put_file(tx, case, paper, file)?;
    }
    Ok(())
}

fn walk(tx: &mut Tx, office: &Office, no: &str, far: Far) -> Result<()> {
    let mut does = |who: &crate::kernel::actor::Actor, ago: i64, command: Command| -> Result<()> {
        let then = before(tx.now, ago, 14);
        tx.acting(who, then, |tx| charity::act(tx, no, &command)).map(|_| ())
    };
    match far {
        Far::Submitted => return Ok(()),
        Far::Returned => {
            let text = "理事会决议缺少参会理事签字；审计报告未附报表附注。请一并补齐。".to_owned();
            return does(office.clerk(), 20, Command::Return(text));
        }
        Far::Accepted | Far::Proposed | Far::Granted | Far::Refused => {}
    }
    does(office.clerk(), if far == Far::Accepted { 8 } else { 18 }, Command::Accept)?;
    if far == Far::Accepted {
        return Ok(());
    }
    let in_favour = far != Far::Refused;
    let opinion = if in_favour {
        "材料齐全，慈善活动支出比例符合要求，建议准予。"
    } else {
        "章程没有约定剩余财产转给宗旨相近的慈善组织，建议不予。"
    };
    does(office.reviewer(), 7, Command::Propose(in_favour, opinion.to_owned()))?;
    match far {
        Far::Granted => does(office.decider(), 3, Command::Grant("经审查，符合规定条件，予以准予。".into())),
        Far::Refused => {
            let why = "章程第四十二条规定剩余财产返还举办者，不符合《慈善组织认定办法》的规定。修改章程并核准后可以重新申请。";
            does(office.decider(), 3, Command::Refuse(why.into()))
        }
        _ => Ok(()),
    }
}

/// The application that the officer of `org2` is writing, where the organization is no charity yet.
fn draft(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let officer = people::actor(tx.conn, cast, "org2")?;
    let Some(seat) = officer.seats().first() else { return Ok(()) };
    let (code, is_charity): (String, bool) =
        o::table.find(seat.body_id).select((o::credit_code, o::is_charity)).first(tx.conn)?;
    if is_charity {
        return Ok(());
    }
    let then = before(tx.now, 3, 9);
    let half = Content { declared: BTreeSet::new(), total: None, ..content(CaseKind::Recognition) };
    tx.acting(&officer, then, |tx| {
        let begun = charity::begin(tx, &code, CaseKind::Recognition)?;
        charity::save(tx, &begun.no, &half)
    })?;
    Ok(())
}

//! Changes of registered items: those of past years, which make the history of some organizations, and those under way,
//! walked into every state by the verbs of the house.
use super::{
    applications::Office,
    before,
    dice::Dice,
    papers::Papers,
    people::{self, Cast},
    words,
};
use crate::{
    account,
    kernel::{
        actor::{AccountId, Actor, BodyKind, OrganizationId, Role},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Json, Tx},
        rulebook::Rulebook,
    },
    registry::{
        application::{
            Check, Checks, Decision, Ground, PauseKind,
            forms::{DecisionForm, OpinionForm, Pausing, Refusal, Submission},
        },
        case::{self, CaseKind, CaseState as State, NewCase},
        change::{Content, actions, forms::Answers},
        organization::{self, Item, Items, NewVersion, Organization, OrganizationKind, OrganizationStatus as Status},
    },
    schema::organizations as o,
};
use anyhow::anyhow;
use chrono::TimeDelta;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Changes of past years: each ended a version, which is kept beside what is registered now.
///
/// # Errors
/// A fault of the database.
pub fn past(tx: &mut Tx) -> Result<()> {
    let hash = people::password(tx)?;
    let archive = people::other(tx, &hash, "archive-of-changes")?;
    let all: Vec<Organization> = o::table
        .filter(o::is_registered.eq(true))
        .filter(o::status.eq_any([Status::Active, Status::Abnormal]))
        .order(o::id)
        .select(Organization::as_select())
        .load(tx.conn)?;
    let mut book = Book { now: tx.now, by: archive, used: BTreeMap::new(), changes: Vec::new(), versions: Vec::new() };
    for organization in &all {
        let mut d = Dice::new(8_000_000 + u64::try_from(organization.id.0).unwrap_or_default());
        let age = (tx.now.day() - organization.founded_on).num_days();
        let renamed = !organization.former_names.0.is_empty();
        let is_shown = organization.id.0 <= 3;
        if age > 300 && (renamed || is_shown || d.chance(5)) {
            book.tell(organization, &mut d, age);
        }
    }
    case::insert_many(tx.conn, &book.changes)?;
    organization::insert_versions(tx.conn, &book.versions)?;
    Ok(())
}

struct Book {
    now: Ts,
    by: AccountId,
    used: BTreeMap<String, u32>,
    changes: Vec<NewCase<Content>>,
    versions: Vec<NewVersion>,
}

impl Book {
    /// One to three changes, told backwards from what is registered now.
    fn tell(&mut self, whose: &Organization, d: &mut Dice, age: i64) {
        let count = d.within(1, 3);
        let mut days: Vec<i64> = (0..count).map(|_| d.within(100, age - 100)).collect();
        days.sort_unstable();
        days.dedup();
        let mut told: Vec<(Day, Items, Items)> = Vec::new();
        let mut after = whose.clone();
        for (n, ago) in days.iter().enumerate() {
            let items = earlier(&after, d, n == 0);
            let prior = after.clone().with(&items);
            let news: Items = items.keys().map(|&i| (i, after.item(i))).collect();
            told.push((before(self.now, *ago, 0).day(), news, prior.items()));
            after = prior;
        }
        let mut from = whose.founded_on;
        for (day, news, prior) in told.into_iter().rev() {
            let no = self.no(&whose.county, day);
            self.versions.push(NewVersion {
                organization_id: whose.id,
                from_on: from,
                until_on: day,
                name: prior.get(&Item::Name).cloned().unwrap_or_default(),
                items: Json(prior.clone()),
                case_no: no.clone(),
                created_at: Ts::start_of(day),
            });
            let old = news.keys().filter_map(|i| Some((*i, prior.get(i)?.clone()))).collect();
            self.changes.push(self.approved(whose, no, day, news, old));
            from = day;
        }
    }

    fn no(&mut self, county: &str, day: Day) -> String {
        let head = format!("{county:0<6}-{}-BG01", day.format("%Y%m%d"));
        let serial = self.used.entry(head.clone()).or_default();
        *serial += 1;
        format!("{head}-{serial:05}")
    }

    fn approved(&self, whose: &Organization, no: String, day: Day, items: Items, old: Items) -> NewCase<Content> {
        let at = Ts::start_of(day) + TimeDelta::hours(15);
        let (received, accepted) = (at - TimeDelta::days(9), day - TimeDelta::days(7));
        let decision = Decision { is_granted: true, ground: None, text: String::new(), at, entry: 0 };
        NewCase {
            kind: CaseKind::Change,
            no,
            organization_id: whose.id,
            authority_id: whose.authority_id,
            account_id: self.by,
            state: State::Approved,
            is_open: false,
            name: items.get(&Item::Name).cloned().unwrap_or_default(),
            content: Json(Content { items, before: old, reason: "经理事会决议。".into(), ..Content::default() }),
            agreed_on: Some(day - TimeDelta::days(20)),
            announced_at: None,
            submitted_at: Some(received),
            received_at: Some(received),
            accepted_on: Some(accepted),
            is_deemed: false,
            promised_due: Some(accepted + TimeDelta::days(14)),
            statutory_due: Some(accepted + TimeDelta::days(28)),
            checks: Json::default(),
            notices: Json::default(),
            decision: Some(Json(decision)),
            created_at: received,
            updated_at: at,
        }
    }
}

/// What one or two items were before.
fn earlier(now: &Organization, d: &mut Dice, is_latest: bool) -> Items {
    let mut items = Items::new();
    match now.former_names.0.first() {
        Some(name) if is_latest && *name != now.name => {
            items.insert(Item::Name, name.clone());
        }
        _ => {}
    }
    match d.below(5) {
        0 | 1 => items.insert(Item::LegalRepresentative, person(d)),
        2 => items.insert(Item::Domicile, format!("{}路{}号（虚构）", d.pick(words::TRADE).0, d.within(1, 300))),
        3 => items.insert(Item::Capital, (now.capital.fen() / 2).max(300_000).to_string()),
        _ => items.insert(Item::Scope, format!("{}（试运行）", now.scope.trim_end_matches("（试运行）"))),
    };
    items.retain(|item, value| now.item(*item) != *value);
    if items.is_empty() {
        items.insert(Item::LegalRepresentative, format!("{}明", d.pick(words::SURNAMES)));
    }
    items
}

fn person(d: &mut Dice) -> String {
    format!("{}{}", d.pick(words::SURNAMES), d.pick(words::GIVEN))
}

/// Area of activity of associations, which the bulk of organizations does not carry.
///
/// # Errors
/// A fault of the database.
pub fn areas(tx: &mut Tx) -> Result<()> {
    for (county, area) in [
        ("510900", "遂宁市"),
        ("510903", "遂宁市船山区"),
        ("510904", "遂宁市安居区"),
        ("510921", "蓬溪县"),
        ("510923", "大英县"),
        ("510981", "射洪市"),
    ] {
        let target = o::table.filter(o::county.eq(county)).filter(o::kind.eq(OrganizationKind::Association));
        let others = organization::Others { area: area.to_owned(), ..organization::Others::default() };
        diesel::update(target).set(o::others.eq(Json(others))).execute(tx.conn)?;
    }
    Ok(())
}

/// A change under way: at which office (0 is the city), the officer's account if the demonstration's own, the items, the
/// state it came to, and how many working days ago it was handed in.
type Course = (usize, &'static str, &'static [Item], State, u16);

/// Every state; the city's queue has work for each hand.
#[rustfmt::skip]
const COURSES: &[Course] = &[
    (1, "org1", &[Item::Domicile], State::Draft, 1),
    (1, "org2", &[Item::LegalRepresentative], State::Correction, 3),
    (1, "org3", &[Item::Name], State::Submitted, 1),
    (1, "org4", &[Item::Scope, Item::Purpose], State::Accepted, 4),
    (1, "org5", &[Item::Capital], State::Reviewed, 6),
    (0, "", &[Item::Domicile], State::Submitted, 0), (0, "", &[Item::LegalRepresentative], State::Submitted, 1),
    (0, "", &[Item::Name, Item::Domicile], State::Submitted, 2), (0, "", &[Item::Scope], State::Submitted, 4),
    (0, "", &[Item::Capital], State::Accepted, 3), (0, "", &[Item::LegalRepresentative], State::Accepted, 5),
    (0, "", &[Item::Domicile], State::Accepted, 7), (0, "", &[], State::Accepted, 4),
    (0, "", &[Item::Name], State::Reviewed, 6), (0, "", &[Item::LegalRepresentative, Item::Domicile], State::Reviewed, 8),
    (0, "", &[], State::Reviewed, 7), (0, "", &[Item::Scope], State::Correction, 5),
    (0, "", &[Item::Name], State::Approved, 15), (0, "", &[Item::Domicile], State::Approved, 22), (0, "", &[], State::Approved, 18),
    (0, "", &[Item::LegalRepresentative], State::Refused, 30), (0, "", &[Item::Capital], State::NotAccepted, 12),
    (0, "", &[Item::Domicile], State::Withdrawn, 9),
    (2, "", &[Item::LegalRepresentative], State::Submitted, 2), (3, "", &[Item::Domicile], State::Reviewed, 9),
    (4, "", &[Item::Scope], State::Accepted, 6), (5, "", &[Item::Name], State::Submitted, 3),
    (0, "", &[Item::Domicile], State::Suspended, 5),
];

/// Keys and titles of every document a change may need.
#[must_use]
pub fn documents(book: &Rulebook, day: Day) -> Vec<(String, String)> {
    let rules = book.kind(OrganizationKind::Service.word(), day);
    let all = rules.iter().filter_map(|r| r.change.as_ref()).flat_map(|c| &c.documents);
    all.map(|d| (d.document.key.clone(), d.document.label.zh.clone())).collect()
}

/// Walks every change.
///
/// # Errors
/// A fault of the database, or a verb that refuses what the demonstration does.
pub fn under_way(tx: &mut Tx, cast: &Cast, offices: &[Office], papers: &Papers) -> Result<()> {
    let hash = people::password(tx)?;
    for (n, course) in COURSES.iter().enumerate() {
        let office = offices.get(course.0).ok_or_else(|| anyhow!("no office {}", course.0))?;
        let (whose, account) = applicant(tx, cast, &hash, n, course, office)?;
        let officer = people::actor_of(tx.conn, account)?;
        let mut case = Case { n, course: *course, office, whose, officer, papers, no: String::new() };
        case.walk(tx).map_err(|e| match e {
            Error::Fault(fault) => Error::Fault(fault),
            other => Error::Fault(anyhow!("change {n} to {}: {other:?}", course.3)),
        })?;
    }
    Ok(())
}

/// An organization of the office and somebody who acts for it.
fn applicant(
    tx: &mut Tx,
    cast: &Cast,
    hash: &str,
    n: usize,
    course: &Course,
    office: &Office,
) -> Result<(Organization, AccountId)> {
    if !course.1.is_empty() {
        let account = cast.account(course.1);
        let actor = people::actor_of(tx.conn, account)?;
        let seat = actor.seats().iter().find(|s| s.body_kind == BodyKind::Organization).ok_or(Error::Missing)?;
        return Ok((organization::find(tx.conn, OrganizationId(seat.body_id))?, account));
    }
    let whose: Organization = o::table
        .filter(o::county.eq(&office.division))
        .filter(o::is_registered.eq(true))
        .filter(o::status.eq(Status::Active))
        .filter(o::kind.eq(OrganizationKind::Service))
        .filter(o::founded_on.lt(before(tx.now, 400, 0).day()))
        .order(o::id)
        .offset(i64::try_from(n).unwrap_or_default() + 10)
        .select(Organization::as_select())
        .first(tx.conn)?;
    let account = people::other(tx, hash, &format!("officer-{:02}", n + 1))?;
    account::add_membership(tx, account, Role::Officer, (BodyKind::Organization, whose.id.0), &whose.name)?;
    Ok((whose, account))
}

struct Case<'a> {
    n: usize,
    course: Course,
    office: &'a Office,
    whose: Organization,
    officer: Actor,
    papers: &'a Papers,
    no: String,
}

impl Case<'_> {
    /// An hour of a working day so many working days ago, never in the future.
    fn at(&self, tx: &Tx, ago: u16, hour: i64) -> Ts {
        let calendar = tx.env.rulebook.calendar();
        let mut day = tx.now.day();
        let mut left = ago;
        while left > 0 {
            day -= TimeDelta::days(1);
            left -= u16::from(calendar.is_working_day(day));
        }
        let minute = i64::try_from(self.n * 11 % 50).unwrap_or_default();
        let at = Ts::start_of(day) + TimeDelta::hours(hour) + TimeDelta::minutes(minute);
        at.min(tx.now - TimeDelta::minutes(30 - hour))
    }

    fn answers(&self, agreed_on: Day) -> Answers {
        let mut d = Dice::new(400_000 + self.n as u64);
        let mut items = Items::new();
        for item in self.course.2 {
            let value = match item {
                Item::Name => format!(
                    "{}{}{}社会服务中心",
                    self.office.place,
                    d.pick(&["听荷", "云帆", "知秋", "望江", "青禾"]),
                    d.pick(&["助老", "助学", "助残", "环保", "文化"])
                ),
                Item::Domicile => {
                    format!("{}{}路{}号（虚构）", self.office.place, d.pick(words::TRADE).0, d.within(301, 600))
                }
                Item::LegalRepresentative => person(&mut d),
                Item::Capital => (self.whose.capital.fen() * 2).to_string(),
                Item::Scope => format!("{}；志愿服务组织与培训。", self.whose.scope),
                Item::Purpose => format!("{}，服务社区居民", self.whose.purpose),
                Item::Area | Item::Sponsor => continue,
            };
            items.insert(*item, value);
        }
        let charter = self.course.2.is_empty() || self.course.2.contains(&Item::Scope);
        let charter = charter.then(|| "修改第六条业务范围、第二十一条理事会任期，其余条款不变。".to_owned());
        // One moves into another county, whose authority takes it over (SO-14).
        let county = (self.course.0 == 3).then(|| "510903".to_owned());
        let reason = "经理事会表决通过。".into();
        Answers { items, charter, name_en: None, county, agreed_on: Some(agreed_on), reason }
    }

    fn walk(&mut self, tx: &mut Tx) -> Result<()> {
        let ago = self.course.4;
        self.draft(tx, self.at(tx, ago + 1, 9))?;
        match self.course.3 {
            State::Draft => return Ok(()),
            State::Submitted => return self.submit(tx, self.at(tx, ago, 10)),
            _ => self.submit(tx, self.at(tx, ago, 10))?,
        }
        match self.course.3 {
            State::Correction => {
                let text = "会议纪要缺少参会理事签名，请补签后重新上传。".into();
                let checks = Checks::from([("doc-resolution".to_owned(), Check { is_fine: false, text })]);
                self.by(tx, Role::Clerk, ago - 1, |tx, no| {
                    case::actions::notify::<Content>(tx, no, &checks).map(|_| ())
                })
            }
            State::Withdrawn => {
                let at = self.at(tx, ago - 1, 11);
                tx.acting(&self.officer, at, |tx| actions::withdraw(tx, &self.no).map(|_| ()))
            }
            State::NotAccepted => {
                let text = "注册资金以验资报告为准，所附报告显示数额没有变化，不需要变更登记。".into();
                let refusal = Refusal { ground: Ground::NotNeeded, text };
                self.by(tx, Role::Clerk, ago - 2, |tx, no| {
                    case::actions::decline::<Content>(tx, no, &refusal).map(|_| ())
                })
            }
            to => self.handle(tx, to),
        }
    }

    /// Acceptance, opinion and decision, as far as the case came.
    fn handle(&self, tx: &mut Tx, to: State) -> Result<()> {
        let accepted = self.course.4 - 1;
        self.by(tx, Role::Clerk, accepted, |tx, no| case::actions::accept::<Content>(tx, no).map(|_| ()))?;
        if to == State::Accepted {
            return Ok(());
        }
        if to == State::Suspended {
            let form = Pausing {
                kind: PauseKind::Consultation,
                reason: "新住所位于拟征收范围，向街道办事处征求意见。".into(),
                expected_on: tx.now.day() + TimeDelta::days(6),
                officers: Vec::new(),
            };
            return self.by(tx, Role::Reviewer, accepted - 1, |tx, no| {
                case::actions::suspend::<Content>(tx, no, &form).map(|_| ())
            });
        }
        let is_granted = to != State::Refused;
        let text = if is_granted {
            "材料齐全，内部程序完备，变更内容符合规定，建议准予。"
        } else {
            "离任财务审计报告显示账目未清，建议不予变更。"
        };
        let opinion = OpinionForm { is_in_favour: is_granted, text: text.into() };
        self.by(tx, Role::Reviewer, accepted - 1, |tx, no| {
            case::actions::review::<Content>(tx, no, &opinion).map(|_| ())
        })?;
        if to == State::Reviewed {
            return Ok(());
        }
        let decision = DecisionForm {
            is_granted,
            ground: (!is_granted).then_some(Ground::Persons),
            text: if is_granted {
                String::new()
            } else {
                "原法定代表人离任财务审计没有完成，请完成后再申请。".into()
            },
        };
        self.by(tx, Role::Decider, accepted - 2, |tx, no| actions::decide(tx, no, &decision).map(|_| ()))
    }

    fn draft(&mut self, tx: &mut Tx, at: Ts) -> Result<()> {
        let code = self.whose.credit_code.clone();
        self.no = tx.acting(&self.officer, at, |tx| case::actions::begin::<Content>(tx, &code))?;
        // One in nine resolved so long ago that the application is late (SO-90).
        let days = if self.n % 9 == 8 { 45 } else { 12 };
        let answers = self.answers(at.day() - TimeDelta::days(days));
        let is_draft = self.course.3 == State::Draft;
        let papers = self.papers;
        tx.acting(&self.officer, at + TimeDelta::minutes(12), |tx| {
            actions::save(tx, &self.no, &answers)?;
            let day = tx.now.day();
            for (key, _) in documents(&tx.env.rulebook, day).iter().take(if is_draft { 1 } else { usize::MAX }) {
                // Papers of other items have no place here.
                if let Some((accepted, stored)) = papers.get(key) {
                    match case::actions::attach::<Content>(tx, &self.no, key, accepted, stored) {
                        Ok(_) | Err(Error::Invalid(_)) => {}
                        Err(e) => return Err(e),
                    }
                }
            }
            Ok(())
        })
    }

    fn submit(&self, tx: &mut Tx, at: Ts) -> Result<()> {
        let command = Submission { received_at: at, answers: Vec::new() };
        tx.acting(&self.officer, at, |tx| actions::submit(tx, &self.no, &command).map(|_| ()))
    }

    fn by(&self, tx: &mut Tx, role: Role, ago: u16, f: impl FnOnce(&mut Tx, &str) -> Result<()>) -> Result<()> {
        let (hour, actor) = match role {
            Role::Clerk => (14, self.office.clerk()),
            Role::Reviewer => (15, self.office.reviewer()),
            _ => (16, self.office.decider()),
        };
        let at = self.at(tx, ago, hour);
        tx.acting(actor, at, |tx| f(tx, &self.no))
    }
}

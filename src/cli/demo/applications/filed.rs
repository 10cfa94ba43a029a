//! Groups on their way to a filing, in every state: the committee of their community receives, publishes and gives its
//! opinion, the street or township decides (`SO-152`–`SO-154`).
use super::documents_of;
use crate::{
    account,
    cli::demo::{
        before,
        dice::Dice,
        papers::Papers,
        people::{self, AUTHORITIES, Cast},
        words,
    },
    kernel::{
        actor::{AccountId, Actor, BodyKind, OrganizationId, Role},
        identity::DocumentKind,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::Tx,
    registry::{
        application::{
            ApplicationState as State, Charter, Check, Checks, Ground, Organization, Part, PauseKind, Premises, Right,
            actions::{self, Answer},
            forms::{Begin, DecisionForm, MemberLines, OpinionForm, Pausing, PersonForm, Submission},
        },
        organization::{Category, Item, OrganizationKind},
        upkeep::{self, Account, UpkeepKind},
    },
};
use anyhow::anyhow;
use chrono::TimeDelta;
use diesel::prelude::*;

/// Groups that the demonstration's applications file; the report's count holds them too.
pub const FILED: u32 = 5;

/// Committee, name of its own, kind of group (a row of [`words::FILED`]), what became of it, working days ago.
#[rustfmt::skip]
const COURSES: &[(&str, &str, usize, State, u16)] = &[
    ("jw-510903001-01", "晚晴", 1, State::Draft, 1), ("jw-510903001-01", "清风", 6, State::Submitted, 0),
    ("jw-510903001-01", "巧手", 8, State::Submitted, 2), ("jw-510903001-01", "和睦", 5, State::Correction, 4),
    ("jw-510903001-01", "朝霞", 0, State::Accepted, 3), ("jw-510903001-01", "银铃", 7, State::Suspended, 4),
    ("jw-510903001-02", "墨香", 2, State::Suspended, 5), ("jw-510903001-02", "向日葵", 9, State::Submitted, 1),
    ("jw-510903001-01", "暖阳", 11, State::Reviewed, 12), ("jw-510903001-02", "春芽", 12, State::Reviewed, 13),
    ("jw-510903001-01", "花语", 12, State::Issued, 40), ("jw-510903002-01", "康乐", 3, State::Issued, 33),
    ("jw-510903100-01", "乡音", 1, State::Issued, 30), ("jw-510903001-01", "乐邻", 4, State::Issued, 24),
    ("jw-510903002-01", "同心", 5, State::Suspended, 6), ("jw-510903100-01", "稻花", 0, State::Refused, 36),
    ("jw-510904001-01", "柳笛", 2, State::Accepted, 2), ("jw-510904001-01", "常青", 11, State::Issued, 28),
    ("jw-510921001-01", "书声", 9, State::Reviewed, 14), ("jw-510921001-01", "山水", 12, State::Withdrawn, 10),
];

struct Group<'a> {
    n: usize,
    own: &'static str,
    what: (&'static str, &'static str),
    to: State,
    ago: u16,
    applicant: Actor,
    committee: (&'static str, &'static str, Actor),
    street: (&'static str, &'static str, Actor),
    papers: &'a Papers,
    no: String,
}

/// Walks every group.
///
/// # Errors
/// A fault of the database, or a verb that refuses what the demonstration does.
pub fn insert(tx: &mut Tx, cast: &Cast, papers: &Papers) -> Result<()> {
    let hash = people::password(tx)?;
    let staff = staff(tx, cast, &hash)?;
    for (n, &(code, own, what, to, ago)) in COURSES.iter().enumerate() {
        let missing = || Error::Fault(anyhow!("no committee {code}"));
        let committee = staff.iter().find(|s| s.0 == code).cloned().ok_or_else(missing)?;
        let below = AUTHORITIES.iter().find(|a| a.0 == code).map_or("", |a| a.4);
        let at = AUTHORITIES.iter().find(|a| a.1 == "street" && a.4 == below).ok_or_else(missing)?;
        let street = staff.iter().find(|s| s.0 == at.0).cloned().ok_or_else(missing)?;
        let applicant = match n {
            0 => cast.account("founder"),
            _ => people::other(tx, &hash, &format!("group-{n:02}"))?,
        };
        let applicant = people::actor_of(tx.conn, applicant)?;
        let what = words::FILED.get(what).map(|w| (w.0, w.2)).ok_or_else(missing)?;
        let mut group = Group { n, own, what, to, ago, applicant, committee, street, papers, no: String::new() };
        group.walk(tx).map_err(|e| match e {
            Error::Fault(fault) => Error::Fault(fault),
            other => Error::Fault(anyhow!("filing {n} to {to}: {other:?}")),
        })?;
    }
    lives(tx, cast)
}

/// What groups that are filed told and asked for since: the year, a change, an ending, a registration under way.
fn lives(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let filer = people::actor_of(tx.conn, cast.account("filer"))?;
    let told =
        |members, activities, text: &str| Account { members, activities, text: text.into(), ..Account::default() };
    let year = told(14, 46, "每周排练，重阳节、国庆节演出各一场，新增两名成员。");
    let moved = Account {
        items: [(Item::Domicile, "船山区南津路街道荷塘社区文化活动室（虚构）".to_owned())].into(),
        ..told(0, 0, "社区调整了活动场所。")
    };
    for (own, kind, account, is_answered) in [
        ("乐邻", UpkeepKind::Update, &year, true),
        ("乐邻", UpkeepKind::Change, &moved, false),
        ("花语", UpkeepKind::Update, &year, false),
    ] {
        let Some((code, officer)) = group_of(tx, own)? else { continue };
        let asked = before(tx.now, 3, 10);
        let x = tx.acting(&officer, asked, |tx| upkeep::actions::ask(tx, &code, kind, account))?;
        if is_answered {
            let at = before(tx.now, 2, 15);
            tx.acting(&filer, at, |tx| upkeep::actions::grant(tx, &x.no, "").map(drop))?;
        }
    }
    let Some((code, officer)) = group_of(tx, "花语")? else { return Ok(()) };
    let begin = Begin { kind: OrganizationKind::Service, authority: "mz-510903".into() };
    tx.acting(&officer, tx.now - TimeDelta::hours(3), |tx| actions::upgrade(tx, &code, &begin).map(drop))
}

/// Code and officer of a group by a word of its name.
fn group_of(tx: &mut Tx, own: &str) -> Result<Option<(String, Actor)>> {
    use crate::schema::organizations as o;
    let like = o::name.like(format!("船山区南津路街道%{own}%"));
    let found: Option<(i64, String)> =
        o::table.filter(like).select((o::id, o::credit_code)).first(tx.conn).optional()?;
    let Some((id, code)) = found else { return Ok(None) };
    let officers = crate::registry::organization::officers(tx.conn, OrganizationId(id))?;
    let Some(officer) = officers.first() else { return Ok(None) };
    Ok(Some((code, people::actor_of(tx.conn, AccountId(officer.account))?)))
}

type Body = (&'static str, &'static str, Actor);

/// Code, name and somebody of every street and committee; the demonstration's own people where it has some.
fn staff(tx: &mut Tx, cast: &Cast, hash: &str) -> Result<Vec<Body>> {
    let mut out = Vec::new();
    for (code, kind, name, _, _) in AUTHORITIES {
        let (role, own) = match *kind {
            "street" => (Role::Filer, (*code == "jd-510903001").then_some("filer")),
            "committee" => (Role::Community, (*code == "jw-510903001-01").then_some("community")),
            _ => continue,
        };
        let id = match own {
            Some(who) => cast.account(who),
            None => {
                let id = people::other(tx, hash, &format!("staff-{code}"))?;
                account::add_membership(tx, id, role, (BodyKind::Authority, cast.authority(code)), name)?;
                id
            }
        };
        out.push((*code, *name, people::actor_of(tx.conn, id)?));
    }
    Ok(out)
}

impl Group<'_> {
    /// The hour of a working day so many working days ago, never in the future.
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

    fn walk(&mut self, tx: &mut Tx) -> Result<()> {
        self.draft(tx)?;
        if self.to == State::Draft {
            return Ok(());
        }
        let at = self.at(tx, self.ago, 10);
        let command = Submission { received_at: at, answers: Vec::new() };
        self.by_applicant(tx, at, |tx, no| actions::submit(tx, no, &command).map(drop))?;
        match self.to {
            State::Submitted => Ok(()),
            State::Correction => {
                let text = "名册缺少三名成员的住址，请补充后重新上传。".into();
                let checks = Checks::from([("doc-member_roster".to_owned(), Check { is_fine: false, text })]);
                self.by(tx, &self.committee.2, self.ago - 1, 15, |tx, no| actions::notify(tx, no, &checks).map(drop))
            }
            State::Withdrawn => {
                let at = self.at(tx, self.ago - 1, 11);
                self.by_applicant(tx, at, |tx, no| actions::withdraw(tx, no).map(drop))
            }
            to => self.handle(tx, to),
        }
    }

    /// First check, publicity, opinion and decision, as far as the group came.
    fn handle(&self, tx: &mut Tx, to: State) -> Result<()> {
        let (ago, committee) = (self.ago, &self.committee.2);
        self.by(tx, committee, ago - 1, 11, |tx, no| actions::accept(tx, no).map(drop))?;
        if to == State::Accepted {
            return Ok(());
        }
        self.by(tx, committee, ago - 2, 9, |tx, no| {
            let period = tx.env.rulebook.period("filing.publicity", tx.now.day())?;
            let form = Pausing {
                kind: PauseKind::Publicity,
                reason: "拟备案社区社会组织，公示征求居民意见。".into(),
                expected_on: period.last_day(tx.env.rulebook.calendar(), tx.now.day()),
                officers: Vec::new(),
            };
            actions::suspend(tx, no, &form).map(drop)
        })?;
        if to == State::Suspended {
            return Ok(());
        }
        let record = "公示期满，没有居民提出异议。";
        self.by(tx, committee, ago - 8, 9, |tx, no| actions::resume(tx, no, record).map(drop))?;
        let is_granted = to != State::Refused;
        let opinion = OpinionForm {
            is_in_favour: true, text: "成员为本社区居民，公示无异议，建议准予备案。".into()
        };
        self.by(tx, committee, ago - 8, 15, |tx, no| actions::review(tx, no, &opinion).map(drop))?;
        if to == State::Reviewed {
            return Ok(());
        }
        let decision = DecisionForm {
            is_granted,
            ground: (!is_granted).then_some(Ground::NotCommunity),
            text: if is_granted {
                String::new()
            } else {
                "收费开展商业演出，不属于社区社会组织。".into()
            },
        };
        self.by(tx, &self.street.2, ago - 9, 16, |tx, no| actions::decide(tx, no, &decision).map(drop))
    }

    fn draft(&mut self, tx: &mut Tx) -> Result<()> {
        let at = self.at(tx, self.ago + 1, 9);
        let begin = Begin { kind: OrganizationKind::Filed, authority: self.street.0.to_owned() };
        self.no = tx.acting(&self.applicant, at, |tx| actions::begin(tx, &begin))?;
        let is_half = self.to == State::Draft;
        let mut given = self.answers(tx)?;
        if is_half {
            given.truncate(2);
        }
        self.by_applicant(tx, at + TimeDelta::minutes(7), |tx, no| {
            given.iter().try_for_each(|answer| actions::save(tx, no, answer))?;
            let wanted = documents_of(&tx.env.rulebook, OrganizationKind::Filed, tx.now.day());
            for (key, _) in wanted.iter().take(if is_half { 1 } else { usize::MAX }) {
                if let Some((accepted, stored)) = self.papers.get(key) {
                    actions::attach(tx, no, key, accepted, stored)?;
                }
            }
            Ok(())
        })
    }

    fn answers(&self, tx: &Tx) -> Result<Vec<Answer>> {
        let mut d = Dice::new(700_000 + self.n as u64);
        let today = tx.now.day();
        let rules =
            tx.env.rulebook.kind(OrganizationKind::Filed.word(), today).ok_or_else(|| anyhow!("no such kind"))?;
        let community = self.committee.1.trim_end_matches("居民委员会").trim_end_matches("村民委员会");
        let street = self.street.1.trim_end_matches("办事处").trim_end_matches("人民政府");
        let division = AUTHORITIES.iter().find(|a| a.0 == self.street.0).map_or("", |a| a.4);
        let is_service = matches!(self.what.1, "living" | "affairs");
        let individuals: Result<Vec<_>> = (0..if is_service { 4 } else { 14 }).map(|k| self.number(k, today)).collect();
        Ok(vec![
            Answer::Organization(Box::new(Organization {
                name: format!("{street}{community}{}{}", self.own, self.what.0),
                name_en: None,
                category: self.what.1.parse().unwrap_or(Category::CommunityAffairs),
                form: if is_service { "service_group" } else { "association" }.into(),
                division: division.to_owned(),
                is_community: false,
                is_charity: false,
                statute: None,
                purpose: format!("丰富{community}居民生活，邻里互助，不以营利为目的。"),
                scope: format!("在{community}开展{}活动。", self.what.0),
                area: None,
                sponsor: None,
                community: Some(self.committee.0.to_owned()),
            })),
            Answer::People(vec![PersonForm {
                name: format!("{}{}", d.pick(words::SURNAMES), d.pick(words::GIVEN)),
                parts: vec![Part::Representative, Part::Founder],
                document: DocumentKind::ResidentId,
                number: Some(self.number(90, today)?),
                known: None,
                phone: "0825-0000000".into(),
                is_eligible: true,
                is_charity_eligible: true,
            }]),
            Answer::Members(MemberLines { individuals: individuals?, units: Vec::new() }),
            Answer::Premises(Premises {
                address: format!("{street}{community}党群服务中心（虚构）"),
                area: d.within(30, 120),
                right: Right::Lent,
                until: None,
            }),
            Answer::Charter(Charter { items: rules.charter.iter().map(|item| item.key.clone()).collect(), text: None }),
        ])
    }

    /// A number of a region no county has.
    fn number(&self, k: usize, today: Day) -> Result<crate::kernel::identity::DocumentNumber> {
        people::document(&format!("518{:03}19{:02}0{}1{}{:03}", self.n, 50 + k % 45, 1 + k % 9, k % 10, 200 + k), today)
    }

    fn by_applicant(&self, tx: &mut Tx, at: Ts, f: impl FnOnce(&mut Tx, &str) -> Result<()>) -> Result<()> {
        tx.acting(&self.applicant, at, |tx| f(tx, &self.no))
    }

    fn by(
        &self,
        tx: &mut Tx,
        who: &Actor,
        ago: u16,
        hour: i64,
        f: impl FnOnce(&mut Tx, &str) -> Result<()>,
    ) -> Result<()> {
        let at = self.at(tx, ago, hour);
        tx.acting(who, at, |tx| f(tx, &self.no))
    }
}

//! Grade assessments 等级评估: a round of every year at every authority with the grades it gave, some of them ended, and a
//! round that runs now with a case in every state.
use super::{
    applications::Office,
    before,
    dice::Dice,
    papers::Papers,
    people::{self, Cast},
};
use crate::{
    kernel::{
        actor::{Actor, AuthorityId, BodyKind, OrganizationId},
        period::{Period, Unit},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Json, Tx},
        files::row,
        rulebook::AssessmentStandard,
    },
    registry::{
        grade::{
            self, Act, AssessmentEvent as Event, AssessmentState as State, Command, Content, NewAssessment, NewRound,
            Notice, Paper, ScoreSheet, Scores,
        },
        organization::{Grade, OrganizationKind as Kind, OrganizationStatus as Status, last_day},
    },
    schema::{
        annual_reports as r, authorities as a, grade_assessments as g, grade_rounds, inspections, listings,
        organizations as o,
    },
};
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;
use std::collections::BTreeMap;

/// How old an organization must be for the demonstration to give it a grade: two full years, and a round after them.
pub const GROWN: i64 = 1250;
/// The offices where a round runs today.
const HERE: [&str; 2] = ["510900", "510903"];
/// The age of a certificate and the validity of a grade, as the demonstration's past had them (`SO-130`, `SO-132`).
const TWO_YEARS: Period = Period { value: 2, unit: Unit::Years };
const FIVE_YEARS: Period = Period { value: 5, unit: Unit::Years };
const KINDS: [Kind; 3] = [Kind::Association, Kind::Service, Kind::Foundation];

/// The paper every application brings.
#[must_use]
pub fn wanted() -> Vec<(String, String)> {
    vec![("self_report".to_owned(), "社会组织评估自评报告".to_owned())]
}

type Graded = (i64, String, Kind, i64, Day, Option<Grade>);

/// Writes the rounds of the past years with the grades that hold, and some that ended.
///
/// # Errors
/// A fault of the database.
pub fn past(tx: &mut Tx) -> Result<()> {
    let today = tx.now.day();
    let rows: Vec<Graded> = o::table
        .filter(o::status.eq_any([Status::Active, Status::Abnormal, Status::Serious]))
        .filter(o::is_registered.eq(true))
        .order(o::id)
        .select((o::id, o::county, o::kind, o::authority_id, o::founded_on, o::grade))
        .load(tx.conn)?;
    let mut rounds = rounds(tx)?;
    let env = tx.env;
    let calendar = env.rulebook.calendar();
    let mut used: BTreeMap<String, u32> = BTreeMap::new();
    let mut out = Vec::new();
    for (id, county, kind, authority, founded, held) in rows {
        let mut d = Dice::new(9_000_000 + u64::try_from(id).unwrap_or_default());
        let grown = last_day(founded, TWO_YEARS);
        let (years, state) = if held.is_some() {
            (today.year() - 5..=today.year(), State::Confirmed)
        } else if d.chance(4) {
            (today.year() - 8..=today.year() - 5, State::Expired)
        } else {
            continue;
        };
        let mut days = years
            .filter_map(|y| Day::from_ymd_opt(y, 9, 1))
            .map(|day| calendar.next_working_day(day + TimeDelta::days(d.within(0, 60))));
        let fits = |day: &Day| {
            let until = last_day(*day, FIVE_YEARS);
            let holds = until.is_some_and(|last| last >= today);
            grown.is_some_and(|g| *day > g + TimeDelta::days(60))
                && *day < today - TimeDelta::days(10)
                && holds == (state == State::Confirmed)
        };
        let Some(confirmed) = days.find(fits) else { continue };
        let Some(round) = rounds.get_mut(&(authority, confirmed.year())).copied() else { continue };
        let head = format!("{county:0<6}-{}-PJ", (confirmed - TimeDelta::days(100)).format("%Y%m%d"));
        let serial = used.entry(head.clone()).or_default();
        *serial += 1;
        let grade = held.unwrap_or(*d.pick(&[Grade::A3, Grade::A3, Grade::A4, Grade::A2]));
        out.push(one(
            (id, authority, county, kind),
            (round, format!("{head}-{serial:05}")),
            grade,
            confirmed,
            state,
            &mut d,
        ));
    }
    grade::insert_many(tx.conn, &out)?;
    Ok(())
}

/// One round a year at every authority, by authority and year.
fn rounds(tx: &mut Tx) -> Result<BTreeMap<(i64, i32), i64>> {
    let offices: Vec<(i64, String)> =
        a::table.filter(a::kind.eq("registrar")).order(a::id).select((a::id, a::division)).load(tx.conn)?;
    let this = tx.now.day().year();
    let (mut keys, mut new) = (Vec::new(), Vec::new());
    for year in this - 8..=this {
        for (id, division) in &offices {
            let Some(opens) = Day::from_ymd_opt(year, 4, 10).filter(|d| *d < tx.now.day() - TimeDelta::days(150))
            else {
                continue;
            };
            let standards = KINDS.iter().filter_map(|k| tx.env.rulebook.assessment(k.word(), opens));
            keys.push((*id, year));
            new.push(NewRound {
                no: format!("{division}-{}-PG-00001", opens.format("%Y%m%d")),
                authority_id: AuthorityId(*id),
                title: format!("{year} 年度社会组织等级评估"),
                notice: notice(year),
                kinds: Json(KINDS.to_vec()),
                standards: Json(standards.map(|s| (*s).clone()).collect()),
                opens_on: opens,
                closes_on: opens + TimeDelta::days(30),
                published_at: Ts::start_of(opens) + TimeDelta::hours(9),
                published_by: None,
                entry_id: None,
            });
        }
    }
    Ok(keys.into_iter().zip(grade::insert_rounds(tx.conn, &new)?).collect())
}

fn notice(year: i32) -> String {
    format!(
        "现开展 {year} 年度社会组织等级评估。取得登记证书满两个年度、未参加过评估或者等级期满的社会团体、社会服务机构均可在线自评并申报。\n\
         程序：自评申报、资格审核、实地评估、评估委员会审定、公示、复核、确定等级并公告。\n请对照评分表如实打分，上传盖章的自评报告和佐证材料。"
    )
}

/// Points of the standard that add up to about a score.
fn points(standard: &AssessmentStandard, score: i64, d: &mut Dice) -> Scores {
    let mut less = i64::from(standard.total()) - score;
    let mut out: Scores = standard.indicators().map(|i| (i.key.clone(), i64::from(i.most))).collect();
    let keys: Vec<(String, i64)> = standard.indicators().map(|i| (i.key.clone(), i64::from(i.most))).collect();
    while less > 0 {
        let (key, most) = d.pick(&keys);
        if let Some(n) = out.get_mut(key) {
            let cut = less.min(d.within(1, 6)).min((*n - most / 2).max(0));
            *n -= cut;
            less -= cut;
        }
    }
    out
}

fn score_of(grade: Grade, d: &mut Dice) -> i64 {
    match grade {
        Grade::A5 => d.within(952, 980),
        Grade::A4 => d.within(903, 948),
        Grade::A3 => d.within(853, 898),
        Grade::A2 => d.within(803, 848),
        Grade::A1 => d.within(753, 798),
    }
}

fn act(event: Event, at: Ts, text: &str, grade: Option<Grade>) -> Act {
    Act { event, by: None, at, text: text.to_owned(), grade }
}

fn one(
    (id, authority, county, kind): (i64, i64, String, Kind),
    (round, no): (i64, String),
    grade: Grade,
    confirmed: Day,
    state: State,
    d: &mut Dice,
) -> NewAssessment {
    let at = |ago: i64, hour: i64| Ts::start_of(confirmed - TimeDelta::days(ago)) + TimeDelta::hours(hour);
    let until = last_day(confirmed, FIVE_YEARS);
    let mut course = vec![
        act(Event::Submit, at(95, 10), "", None),
        act(Event::Admit, at(88, 11), "符合参评条件。", None),
        act(Event::Complete, at(45, 16), "制度较为健全，业务活动规范，信息公开及时。", None),
        act(Event::Publish, at(20, 15), "经评估委员会审议，同意评估意见。", Some(grade)),
        act(Event::Confirm, at(0, 10), "", Some(grade)),
    ];
    let ended_on = until.filter(|_| state == State::Expired);
    if let Some(last) = ended_on {
        course.push(act(Event::Expire, Ts::end_of(last), "", None));
    }
    NewAssessment {
        no,
        round_id: round,
        organization_id: OrganizationId(id),
        authority_id: AuthorityId(authority),
        county,
        kind,
        state,
        is_open: false,
        content: Json(Content::default()),
        submitted_at: Some(at(95, 10)),
        score: Some(score_of(grade, d)),
        grade: Some(grade),
        public_until: Some(confirmed - TimeDelta::days(9)),
        confirmed_on: Some(confirmed),
        valid_until: until,
        ended_on,
        created_at: at(100, 10),
        updated_at: course.last().map_or_else(|| at(0, 10), |a| a.at),
        course: Json(course),
    }
}

/// How far a case of today's demonstration is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Far {
    Submitted,
    Excluded,
    Admitted,
    Scored,
    Publicized,
    Disputed,
    Reviewed,
    Confirmed,
    Ungraded,
}

/// Cases of the round that runs, with the score the assessors give.
const NOW: [(Far, i64); 4] = [(Far::Submitted, 880), (Far::Submitted, 930), (Far::Excluded, 860), (Far::Admitted, 910)];
/// Cases of the round before it.
const EARLIER: [(Far, i64); 6] = [
    (Far::Scored, 925),
    (Far::Publicized, 962),
    (Far::Disputed, 846),
    (Far::Reviewed, 897),
    (Far::Confirmed, 915),
    (Far::Ungraded, 720),
];

/// The rounds of today and their cases, by the verbs; and one grade that is questioned.
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub fn under_way(tx: &mut Tx, cast: &Cast, offices: &[Office], papers: &Papers) -> Result<()> {
    for office in offices.iter().filter(|o| HERE.contains(&o.division.as_str())) {
        let at: i64 = a::table.filter(a::code.eq(&office.code)).select(a::id).first(tx.conn)?;
        let (earlier, _) = round(tx, office, at, "社会组织等级评估（秋季批次）", (120, -80))?;
        let (open, open_no) = round(tx, office, at, "社会组织等级评估（冬季批次）", (6, 24))?;
        let mut free = free(tx, at)?.into_iter();
        for (round, cases) in [(earlier, EARLIER.as_slice()), (open, NOW.as_slice())] {
            for (far, score) in cases {
                let Some(whose) = free.next() else { break };
                case(tx, cast, office, papers, (round, at), whose, (*far, *score))?;
            }
        }
        question(tx, office, at)?;
        if office.division == "510903" {
            draft(tx, cast, &open_no)?;
        }
    }
    Ok(())
}

/// A round as its clerk announced it: first day so many days ago, last day so many days from now.
fn round(
    tx: &mut Tx,
    office: &Office,
    authority: i64,
    title: &str,
    (ago, closes): (i64, i64),
) -> Result<(i64, String)> {
    let then = before(tx.now, ago, 9);
    let new = Notice {
        title: format!("{} 年度{title}", then.day().year()),
        notice: notice(then.day().year()),
        kinds: KINDS.to_vec(),
        opens_on: then.day(),
        closes_on: tx.now.day() + TimeDelta::days(closes),
    };
    let made = tx.acting(office.clerk(), then, |tx| grade::publish(tx, authority, &new))?;
    Ok((made.id, made.no))
}

type Whose = (i64, String, Kind);

/// Organizations of an authority against which the register knows nothing, and that have no case yet.
fn free(tx: &mut Tx, authority: i64) -> Result<Vec<Whose>> {
    let grown = tx.now.day() - TimeDelta::days(GROWN);
    let due = r::table
        .filter(r::organization_id.eq(o::id))
        .filter(r::due_on.lt(tx.now.day()))
        .filter(r::submitted_at.is_null().or(r::outcome.is_null()).or(r::outcome.ne("pass")));
    let listed = listings::table.filter(listings::organization_id.eq(o::id));
    let inspected = inspections::table.filter(inspections::organization_id.eq(o::id));
    let assessed = g::table.filter(g::organization_id.eq(o::id));
    Ok(o::table
        .filter(o::authority_id.eq(authority))
        .filter(o::status.eq(Status::Active))
        .filter(o::is_registered.eq(true))
        .filter(o::id.gt(5))
        .filter(o::founded_on.lt(grown))
        .filter(diesel::dsl::not(diesel::dsl::exists(due)))
        .filter(diesel::dsl::not(diesel::dsl::exists(listed)))
        .filter(diesel::dsl::not(diesel::dsl::exists(inspected)))
        .filter(diesel::dsl::not(diesel::dsl::exists(assessed)))
        .order(o::id)
        .limit(20)
        .select((o::id, o::county, o::kind))
        .load(tx.conn)?)
}

/// One case, handed in and walked as far as it goes.
fn case(
    tx: &mut Tx,
    cast: &Cast,
    office: &Office,
    papers: &Papers,
    (round, authority): (i64, i64),
    (id, county, kind): Whose,
    (far, score): (Far, i64),
) -> Result<()> {
    let mut d = Dice::new(9_500_000 + u64::try_from(id).unwrap_or_default());
    let is_open = matches!(far, Far::Submitted | Far::Excluded | Far::Admitted);
    let handed = before(tx.now, if is_open { 4 } else { 90 }, 10);
    let standard = tx.env.rulebook.assessment(kind.word(), handed.day()).ok_or(Error::Missing)?;
    let content = Content {
        scores: points(&standard, (score + 25).min(990), &mut d),
        notes: standard
            .parts
            .iter()
            .map(|p| (p.key.clone(), "制度、台账和佐证材料见附件，数据截至上年度末。".into()))
            .collect(),
    };
    let no = format!("{county:0<6}-{}-PJ-{:05}", handed.local().format("%Y%m%d"), 900 + id % 1000);
    let row = NewAssessment {
        no: no.clone(),
        round_id: round,
        organization_id: OrganizationId(id),
        authority_id: AuthorityId(authority),
        county,
        kind,
        state: State::Submitted,
        is_open: true,
        content: Json(content),
        course: Json(vec![act(Event::Submit, handed, "", None)]),
        submitted_at: Some(handed),
        score: None,
        grade: None,
        public_until: None,
        confirmed_on: None,
        valid_until: None,
        ended_on: None,
        created_at: handed - TimeDelta::days(1),
        updated_at: handed,
    };
    grade::insert_many(tx.conn, &[row])?;
    if let Some((accepted, stored)) = papers.get("self_report") {
        let file = row::insert(tx, accepted, stored)?;
        let case: i64 = g::table.filter(g::no.eq(&no)).select(g::id).first(tx.conn)?;
        grade::put_file(tx, case, Paper::SelfReport, file)?;
    }
    walk(tx, cast, office, &no, &standard, (far, score), &mut d)
}

fn walk(
    tx: &mut Tx,
    cast: &Cast,
    office: &Office,
    no: &str,
    standard: &AssessmentStandard,
    (far, score): (Far, i64),
    d: &mut Dice,
) -> Result<()> {
    let does = |tx: &mut Tx, who: &Actor, at: Ts, command: Command| -> Result<()> {
        tx.acting(who, at, |tx| grade::act(tx, no, &command)).map(|_| ())
    };
    let (clerk, decider) = (office.clerk().clone(), office.decider().clone());
    if far == Far::Submitted {
        return Ok(());
    }
    if far == Far::Excluded {
        let why = "上年度因未按章程换届被责令改正，整改尚未完成，不符合参评条件。".to_owned();
        return does(tx, &clerk, before(tx.now, 2, 10), Command::Exclude(why));
    }
    let visited = before(tx.now, if far == Far::Admitted { 1 } else { 65 }, 15);
    does(tx, &clerk, visited - TimeDelta::days(1), Command::Admit("符合参评条件。".into()))?;
    let experts = if far == Far::Admitted { 1 } else { 3 };
    for (n, who) in ["expert1", "expert2", "expert3"].iter().take(experts).enumerate() {
        let expert = people::actor(tx.conn, cast, who)?;
        let off = [0i64, 4, -4].get(n).copied().unwrap_or(0);
        let sheet = ScoreSheet {
            scores: points(standard, score + off, d),
            visited_on: visited.day(),
            note: "现场查看办公场所、会议记录和财务凭证，与自评基本一致；志愿者管理台账有待完善。".into(),
        };
        does(tx, &expert, visited + TimeDelta::hours(1), Command::Score(sheet))?;
    }
    if far == Far::Admitted {
        return Ok(());
    }
    does(tx, &clerk, before(tx.now, 60, 16), Command::Complete("四个部分总体规范，扣分主要在内部治理。".into()))?;
    if far == Far::Scored {
        return Ok(());
    }
    let published = before(tx.now, if far == Far::Publicized { 2 } else { 45 }, 15);
    let published = if far == Far::Disputed { before(tx.now, 3, 15) } else { published };
    does(tx, &decider, published, Command::Publish("经评估委员会审议，同意评估意见。".into()))?;
    if matches!(far, Far::Disputed | Far::Reviewed) {
        let resident = people::actor(tx.conn, cast, "founder")?;
        let text = "该组织公示的服务项目与实际开展情况不完全一致，请复核业务活动部分的得分。".to_owned();
        does(tx, &resident, published + TimeDelta::days(1), Command::Object(text))?;
    }
    if far == Far::Reviewed {
        let text = "复核委员会听取了异议和评估人员的说明，查阅了项目档案，维持原等级。".to_owned();
        does(tx, office.reviewer(), before(tx.now, 12, 15), Command::Settle(Some(Grade::A3), text))?;
    }
    if matches!(far, Far::Confirmed | Far::Ungraded) {
        does(tx, &decider, before(tx.now, 9, 10), Command::Confirm)?;
    }
    Ok(())
}

/// A grade of an earlier year that is questioned.
fn question(tx: &mut Tx, office: &Office, authority: i64) -> Result<()> {
    let found: Option<String> = g::table
        .inner_join(grade_rounds::table)
        .filter(g::authority_id.eq(authority))
        .filter(g::state.eq(State::Confirmed))
        .filter(g::organization_id.gt(5))
        .order(g::id)
        .select(g::no)
        .first(tx.conn)
        .optional()?;
    let Some(no) = found else { return Ok(()) };
    let text = "抽查发现，申报材料中两个服务项目的受益人数与台账不符，拟降低评估等级。".to_owned();
    let then = before(tx.now, 3, 10);
    tx.acting(office.clerk(), then, |tx| grade::act(tx, &no, &Command::Question(text)))?;
    Ok(())
}

/// The application that the officer of `org4` is writing.
fn draft(tx: &mut Tx, cast: &Cast, round: &str) -> Result<()> {
    let officer = people::actor(tx.conn, cast, "org4")?;
    let seat = officer.seats().iter().find(|s| s.body_kind == BodyKind::Organization).ok_or(Error::Missing)?;
    let (code, kind): (String, Kind) = o::table.find(seat.body_id).select((o::credit_code, o::kind)).first(tx.conn)?;
    let then = before(tx.now, 2, 9);
    let standard = tx.env.rulebook.assessment(kind.word(), then.day()).ok_or(Error::Missing)?;
    let mut d = Dice::new(9_700_000);
    let mut scores = points(&standard, 930, &mut d);
    scores.retain(|key, _| key != "public_view" && key != "authority_view");
    let note = |key: &str| (key.to_owned(), "章程经会员大会表决通过并核准，年度报告按时报送。".to_owned());
    let content = Content { scores, notes: standard.parts.iter().take(2).map(|p| note(&p.key)).collect() };
    tx.acting(&officer, then, |tx| {
        let x = grade::begin(tx, round, &code)?;
        grade::save(tx, &x.no, &content)
    })?;
    Ok(())
}

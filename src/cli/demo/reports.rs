//! Annual reports 年度工作报告: two seasons that are over and the running one, in every state, each year's opening net
//! assets last year's closing ones.
use super::{before, dice::Dice, papers::Papers, people::Cast};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        money::Money,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::{
        db::{Json, Tx},
        files::row,
    },
    registry::{
        credit::{Ground, ListingState},
        organization::{self, Organization, OrganizationKind, OrganizationStatus as Status},
        report::{
            self, Answer, Answers, Defect, Item, Judgement, NewReport, Paper, ReportState, Section, Terms, Totals,
        },
    },
    schema::{annual_reports as r, listings, organizations as o},
};
use chrono::TimeDelta;
use diesel::prelude::*;
use std::collections::BTreeMap;

/// Seasons that are over.
const PAST: i64 = 2;

/// Papers by key and title.
#[must_use]
pub fn wanted() -> Vec<(String, String)> {
    [("financial_report", "财务会计报告"), ("first_review", "业务主管单位初审意见")]
        .map(|(key, title)| (key.to_owned(), title.to_owned()))
        .into()
}

/// Writes the reports; the entries of the lists are there already.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx, cast: &Cast, papers: &Papers) -> Result<()> {
    let ids: Vec<i64> = o::table
        .filter(o::is_registered.eq(true))
        .filter(o::status.eq_any([Status::Active, Status::Abnormal, Status::Serious]))
        .order(o::id)
        .select(o::id)
        .load(tx.conn)?;
    let late: BTreeMap<i64, String> = listings::table
        .filter(listings::ground.eq(Ground::ReportLate))
        .filter(listings::state.eq_any([ListingState::Noticed, ListingState::Objected, ListingState::Listed]))
        .select((listings::organization_id, listings::no))
        .load::<(i64, String)>(tx.conn)?
        .into_iter()
        .collect();
    let terms = Terms::of(&tx.env.rulebook, tx.now.day())?;
    let season = Terms::season(tx.now.day());
    let mut book = Book { now: tx.now, terms, season, clerk: cast.account("clerk"), city: 0, used: BTreeMap::new() };
    book.city = cast.authority("mz-510900");
    for part in ids.chunks(500) {
        let mut rows = Vec::with_capacity(part.len() * 3);
        for organization in organization::find_all(tx.conn, part)? {
            book.all_of(tx, &organization, late.get(&organization.id.0), &mut rows);
        }
        rows.sort_by(|a, b| a.no.cmp(&b.no));
        report::insert_many(tx.conn, &rows)?;
    }
    attach(tx, papers)
}

/// Papers for the reports somebody works on.
fn attach(tx: &mut Tx, papers: &Papers) -> Result<()> {
    let open = [ReportState::Submitted, ReportState::Proposed, ReportState::Returned];
    let rows: Vec<(i64, organization::Mode)> = r::table
        .inner_join(o::table)
        .filter(r::state.eq_any(open))
        .order(r::id)
        .select((r::id, o::mode))
        .load(tx.conn)?;
    for paper in [Paper::FinancialReport, Paper::FirstReview] {
        let Some((accepted, stored)) = papers.get(paper.word()) else { continue };
        let file = row::insert(tx, accepted, stored)?;
        for (id, mode) in &rows {
            if paper.is_required(OrganizationKind::Service, *mode) {
                report::put_file(tx, *id, paper, file)?;
            }
        }
    }
    Ok(())
}

/// What a season's report of one organization becomes.
#[derive(Clone, Copy)]
enum Fate {
    /// Handed in so many days ago, and published.
    Published(i64, Judgement),
    /// Handed in so many days ago, and at the desk.
    AtDesk(i64, ReportState),
    /// Not handed in.
    Open(ReportState),
}

struct Book {
    now: Ts,
    terms: Terms,
    season: i64,
    clerk: AccountId,
    city: i64,
    used: BTreeMap<String, u32>,
}

impl Book {
    fn all_of(&mut self, tx: &Tx, organization: &Organization, listed: Option<&String>, out: &mut Vec<NewReport>) {
        let mut opening = organization.capital;
        for year in self.season - PAST..=self.season {
            if !self.terms.owes(organization, year) {
                continue;
            }
            let Some(blank) = NewReport::blank(organization, year, &self.terms) else { continue };
            let seed = 9_000_000 + organization.id.0 * 100 + year % 100;
            let mut d = Dice::new(u64::try_from(seed).unwrap_or_default());
            let answers = answers(&mut d, organization, year, opening);
            let Some(totals) = Totals::of(&answers) else { continue };
            opening = totals.closing;
            let fate = self.fate(&mut d, organization.id, year, blank.due_on, listed.is_some());
            let mut report = self.report(tx, blank, answers, totals, fate);
            if year == self.season && report.due_on < self.now.day() && !matches!(fate, Fate::Published(..)) {
                report.listing_no = listed.cloned();
            }
            out.push(report);
        }
    }

    fn fate(&self, d: &mut Dice, id: OrganizationId, year: i64, due: Day, is_listed: bool) -> Fate {
        let outcome = match d.below(100) {
            0..93 => Judgement::Pass,
            93..98 => Judgement::Basic,
            _ => Judgement::Fail,
        };
        let since_due = (self.now.day() - due).num_days();
        // Most come in the last weeks; some after the last day.
        let early = d.within(1, 35) + if d.chance(40) { d.within(0, 40) } else { 0 };
        let ago = since_due + if d.chance(4) { -d.within(1, 40) } else { early };
        if year < self.season {
            return Fate::Published(ago, outcome);
        }
        match id.0 {
            1 => return Fate::AtDesk(20, ReportState::Returned),
            2 => return Fate::Open(ReportState::Draft),
            3 => return Fate::AtDesk(2, ReportState::Submitted),
            4 if since_due > 60 => return Fate::Published(since_due + 20, Judgement::Pass),
            5 if since_due > 60 => return Fate::Published(since_due + 9, Judgement::Basic),
            _ => {}
        }
        if is_listed && since_due > 0 {
            return match d.below(10) {
                0..6 => Fate::Open(ReportState::Due),
                6..8 => Fate::Open(ReportState::Draft),
                _ => Fate::AtDesk(d.within(1, 9), ReportState::Submitted),
            };
        }
        if d.chance(4) {
            let states = [ReportState::Submitted, ReportState::Submitted, ReportState::Proposed, ReportState::Returned];
            return Fate::AtDesk(d.within(2, 16), *d.pick(&states));
        }
        match ago {
            30.. => Fate::Published(ago, outcome),
            1..30 => Fate::AtDesk(ago, if ago > 15 { ReportState::Proposed } else { ReportState::Submitted }),
            -20..1 if since_due < 0 => Fate::Open(ReportState::Draft),
            _ if since_due < 0 => Fate::Open(ReportState::Due),
            _ => Fate::Published(since_due.max(30), outcome),
        }
    }

    fn report(&mut self, tx: &Tx, blank: NewReport, answers: Answers, totals: Totals, fate: Fate) -> NewReport {
        let calendar = tx.env.rulebook.calendar();
        let (ago, state) = match fate {
            Fate::Open(ReportState::Due) => return blank,
            Fate::Open(state) => {
                let begun =
                    answers.into_iter().filter(|(i, _)| !matches!(i.section(), Section::People | Section::Finance));
                return NewReport { state, answers: Json(begun.collect()), ..blank };
            }
            Fate::AtDesk(ago, state) => (ago, state),
            Fate::Published(ago, _) => (ago, ReportState::Concluded),
        };
        let at = before(self.now, ago.max(1), 9) + TimeDelta::minutes(ago * 37 % 480);
        let mut report = NewReport {
            state,
            is_late: at.day() > blank.due_on,
            receipt_no: Some(self.receipt(&blank.county, at)),
            submitted_at: Some(at),
            examine_by: Some(self.terms.examine_by(calendar, at.day())),
            income: Some(totals.income),
            expenditure: Some(totals.expenditure),
            net_assets: Some(totals.closing),
            answers: Json(answers),
            ..blank
        };
        if state == ReportState::Returned {
            let returned = before(self.now, (ago - 1).clamp(0, 3), 15);
            report.returned_at = Some(returned);
            report.correct_by = Some(self.terms.correct_by(calendar, returned.day()));
            report.defects = Json(vec![
                Defect {
                    section: Section::Finance, text: "管理费用与财务会计报告附注不一致，请核对后更正。".into()
                },
                Defect {
                    section: Section::Papers, text: "财务会计报告缺少现金流量表，请补齐后重新上传。".into()
                },
            ]);
        }
        if let Fate::Published(_, outcome) = fate {
            self.judge(&mut report, outcome, at);
            report.decided_at = Some((at + TimeDelta::days(12 + ago % 9)).min(before(self.now, 0, 1)));
        } else if state == ReportState::Proposed {
            let outcome = if ago % 4 == 0 { Judgement::Basic } else { Judgement::Pass };
            self.judge(&mut report, outcome, at);
        }
        report
    }

    fn judge(&self, report: &mut NewReport, outcome: Judgement, at: Ts) {
        let reasons = match outcome {
            Judgement::Pass => "按时报送，内容完整，活动符合章程，财务收支清楚。",
            Judgement::Basic => "内容基本完整；内部治理记录不全，已提醒改进。",
            Judgement::Fail => "财务会计报告与填报数据多处不符，且未按章程召开理事会。",
        };
        report.outcome = Some(outcome);
        report.reasons = Some(reasons.into());
        report.proposed_by = (report.authority_id == AuthorityId(self.city)).then_some(self.clerk);
        report.proposed_at = Some((at + TimeDelta::days(6)).min(before(self.now, 0, 0)));
    }

    fn receipt(&mut self, county: &str, at: Ts) -> String {
        let head = format!("{county:0<6}-{}-NB", at.local().format("%Y%m%d"));
        let serial = self.used.entry(head.clone()).or_default();
        *serial += 1;
        format!("{head}-{serial:05}")
    }
}

/// A year's answers: larger organizations have more of everything.
fn answers(d: &mut Dice, of: &Organization, year: i64, opening: Money) -> Answers {
    let size = d.within(1, 6) * if of.kind == OrganizationKind::Service { 2 } else { 1 };
    let activities = size * d.within(2, 6);
    let mut out = Answers::new();
    let mut say = |item, text: String| out.insert(item, Answer::Text(text));
    say(Item::Law, "遵守法律法规和国家政策，没有受到行政处罚。".into());
    say(Item::Formalities, "登记事项没有变动。".into());
    let area = of.scope.split(['、', '，', '。']).next().unwrap_or("服务");
    say(
        Item::Activities,
        format!("{year}年围绕{area}开展活动{activities}次，通过社区公告和微信群发布信息，活动记录和签到表已归档。"),
    );
    say(Item::Plan, format!("继续做好{area}，完善志愿者培训，公开服务情况。"));
    say(Item::TermEnds, format!("{}-12-31", year + 1 + size % 3));
    say(Item::Changes, if d.chance(20) { "改选理事一名，已按规定备案。" } else { "无变动。" }.into());
    let has_party = d.chance(45);
    say(
        Item::PartyNote,
        if has_party {
            "每月开展主题党日。"
        } else {
            "正式党员不足三人，参加社区联合党支部活动。"
        }
        .into(),
    );
    out.insert(Item::HasParty, Answer::Flag(has_party));
    out.insert(Item::DomicileSame, Answer::Flag(!d.chance(3)));
    let mut count = |item, n: i64| out.insert(item, Answer::Number(n));
    count(Item::ActivityCount, activities);
    count(Item::Beneficiaries, activities * d.within(20, 60));
    count(Item::Directors, d.within(3, 9));
    count(Item::Supervisors, d.within(1, 3));
    count(Item::CouncilMeetings, d.within(2, 4));
    if of.kind == OrganizationKind::Association {
        count(Item::Members, 50 + size * d.within(3, 20));
        count(Item::Assemblies, d.within(1, 2));
    }
    count(Item::PartyMembers, if has_party { d.within(3, 8) } else { d.within(0, 2) });
    count(Item::StaffFull, size + d.within(0, 3));
    count(Item::StaffPart, d.within(0, 5));
    count(Item::Volunteers, size * d.within(0, 12));
    accounts(d, of.kind, size, opening, &mut out);
    out
}

/// Accounts that balance: what the year leaves is what the next one begins with.
fn accounts(d: &mut Dice, kind: OrganizationKind, size: i64, opening: Money, out: &mut Answers) {
    let is_service = kind == OrganizationKind::Service;
    let mut yuan = |least: i64, most: i64| d.within(least, most) * size * 100_000;
    let donations = yuan(2, 12);
    let grants = yuan(0, 8);
    let services = if is_service { yuan(10, 40) } else { yuan(0, 6) };
    let purchases = if is_service { yuan(0, 25) } else { 0 };
    let fees = if is_service { 0 } else { yuan(8, 30) };
    let other = yuan(0, 1);
    let income = donations + grants + services + purchases + fees + other;
    let programme = income * d.within(68, 86) / 100;
    let administration = income * d.within(6, 11) / 100;
    let rest = income * d.within(0, 4) / 100;
    let salaries = (programme + administration) * d.within(35, 60) / 100;
    let closing = opening.fen() + income - programme - administration - rest;
    let figures = [
        (Item::Opening, opening.fen()),
        (Item::Donations, donations),
        (Item::Grants, grants),
        (Item::ServiceIncome, services),
        (Item::Purchases, purchases),
        (Item::Fees, fees),
        (Item::OtherIncome, other),
        (Item::Programme, programme),
        (Item::Administration, administration),
        (Item::OtherExpense, rest),
        (Item::Salaries, salaries),
        (Item::Closing, closing),
    ];
    out.extend(figures.map(|(item, fen)| (item, Answer::Number(fen))));
}

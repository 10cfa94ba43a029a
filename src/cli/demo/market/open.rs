//! Tenders open today, with locks and a committee of openers.
use super::{BUYERS, Plan, SERVICES, insert_criteria, profile};
use crate::{
    cli::demo::{PASSWORD, before, dice::Dice},
    kernel::{
        actor::AccountId,
        money::Money,
        refusal::Result,
        time::{Day, Ts},
    },
    market::tender::{
        EnvelopeKind, TenderId, TenderState, Terms,
        committee::{self, Formed, FormedEnvelope, Member},
    },
    platform::{
        crypto::Keyring,
        db::{Event, Json, Tx},
    },
    schema::{plan_lines, tender_locks, tender_openers, tenders},
};
use age::secrecy::SecretString;
use chrono::{Datelike, TimeDelta};
use diesel::prelude::*;

/// Tenders open today, with locks and a committee of openers, at different distances from their deadline.
///
/// # Errors
/// A fault of the database.
pub fn open_today(tx: &mut Tx, plan: &Plan, locks: &[Locks]) -> Result<()> {
    let now = tx.now;
    let profile = Json(profile(tx, "competitive_consultation")?);
    let terms = Json(Terms { contract_months: 12, contact: "0825-0000000".into(), ..Terms::default() });
    for (n, made) in locks.iter().enumerate() {
        let mut d = Dice::new(11_000 + n as u64);
        let buyer =
            BUYERS.get(if n < 6 { 0 } else { n % BUYERS.len() }).copied().unwrap_or(("cg-510900", "510900", "遂宁市"));
        let service = SERVICES.get((n * 3) % SERVICES.len()).copied().unwrap_or(("A0401", "居家养老上门服务", ""));
        let published = before(now, d.within(2, 9), 9);
        let closes = Ts::start_of(now.day() + TimeDelta::days(2 + i64::try_from(n).unwrap_or(0) * 2))
            + TimeDelta::hours(if n % 2 == 0 { 17 } else { 10 });
        let budget = Money::from_yuan(d.within(28, 430) * 10_000);
        let year = now.day().year();
        let title = format!("{}{}（{} 年度）", buyer.2, service.1, year + 1);
        let line = (
            plan_lines::no.eq(format!("{}-{}-9{:04}", buyer.1, year, n)),
            plan_lines::authority_id.eq(plan.cast.authority(buyer.0)),
            plan_lines::year.eq(i64::from(year + 1)),
            plan_lines::catalogue_code.eq(service.0),
            plan_lines::title.eq(&title),
            plan_lines::budget.eq(budget.fen()),
            plan_lines::need_asked.eq("在社区公告栏和平台公开征求意见"),
            plan_lines::status.eq("active"),
            plan_lines::created_by.eq(plan.cast.account("buyer").0),
            plan_lines::created_at.eq(published - TimeDelta::days(40)),
        );
        let line: i64 =
            diesel::insert_into(plan_lines::table).values(line).returning(plan_lines::id).get_result(tx.conn)?;
        let row = (
            (
                tenders::no.eq(&made.no),
                tenders::plan_line_id.eq(Some(line)),
                tenders::authority_id.eq(plan.cast.authority(buyer.0)),
                tenders::title.eq(&title),
                tenders::summary.eq(service.2),
                tenders::need.eq(format!("{}\n服务期一年，按季度验收，服务对象满意度不低于 90%。", service.2)),
                tenders::division.eq(buyer.1),
                tenders::procedure_key.eq("competitive_consultation"),
                tenders::profile.eq(profile.clone()),
                tenders::terms.eq(terms.clone()),
                tenders::budget.eq(budget.fen()),
                tenders::price_weight_bp.eq(2000i64),
            ),
            (
                tenders::is_simulated.eq(false),
                tenders::state.eq(TenderState::Open),
                tenders::created_by.eq(plan.cast.account("buyer").0),
                tenders::approved_by.eq(Some(plan.cast.account("approver").0)),
                tenders::created_at.eq(published - TimeDelta::days(3)),
                tenders::published_at.eq(Some(published)),
                tenders::questions_until.eq(Some(closes - TimeDelta::days(1))),
                tenders::closes_at.eq(closes),
                tenders::next_check_at.eq(Some(closes)),
            ),
        );
        let id: TenderId =
            diesel::insert_into(tenders::table).values(row).returning(tenders::id).get_result(tx.conn)?;
        insert_criteria(tx, id)?;
        made.write(tx, id, plan)?;
        let event = Event::public("market.tender.published")
            .with("title", title.as_str())
            .with("procedure", "competitive_consultation")
            .with("budget_fen", budget.fen())
            .with("closes_at", closes.iso_local())
            .with("simulated", false);
        let entry = tx.record(("tender", &made.no), event)?;
        diesel::update(tenders::table.find(id)).set(tenders::entry_id.eq(Some(entry))).execute(tx.conn)?;
    }
    Ok(())
}

/// Both locks of one tender with the openers' shares, made outside the transaction because it takes work.
#[derive(Debug, Clone)]
pub struct Locks {
    no: String,
    formed: Formed,
}

/// The three openers; each one's passphrase is the demonstration's password with `-1`, `-2` or `-3`.
pub(super) fn openers() -> Vec<Member> {
    (1..=3)
        .map(|m| Member {
            email: format!("opener{m}@{}", crate::cli::demo::DOMAIN),
            passphrase: SecretString::from(format!("{PASSWORD}-{m}")),
        })
        .collect()
}

/// How hard a share is to guess: little, because everybody knows the demonstration's passphrases.
pub(super) const WORK: u8 = 4;

impl Locks {
    /// Locks for the `n`-th open tender.
    ///
    /// # Errors
    /// When the box cannot be made.
    pub fn make(keyring: &Keyring, n: usize, day: Day) -> anyhow::Result<Self> {
        let division = if n < 6 { "510900" } else { BUYERS.get(n % BUYERS.len()).map_or("510900", |b| b.1) };
        let no = format!("{division}{}{:05}", day.year(), 90_001 + n);
        let formed = committee::form(keyring, &no, &openers(), WORK)?;
        Ok(Self { no, formed })
    }

    fn write(&self, tx: &mut Tx, id: TenderId, plan: &Plan) -> Result<()> {
        let both = [(EnvelopeKind::Technical, &self.formed.technical), (EnvelopeKind::Price, &self.formed.price)];
        let openers: [AccountId; 3] =
            [plan.cast.account("opener1"), plan.cast.account("opener2"), plan.cast.account("opener3")];
        for (n, account) in openers.iter().enumerate() {
            let share = |e: &FormedEnvelope| e.shares.get(n).cloned();
            let row = (
                tender_openers::tender_id.eq(id.0),
                tender_openers::account_id.eq(account.0),
                tender_openers::position.eq(i64::try_from(n + 1).unwrap_or(1)),
                tender_openers::technical_share.eq(share(&self.formed.technical)),
                tender_openers::price_share.eq(share(&self.formed.price)),
            );
            diesel::insert_into(tender_openers::table).values(row).execute(tx.conn)?;
        }
        for (kind, made) in both {
            let row = (
                tender_locks::tender_id.eq(id.0),
                tender_locks::envelope.eq(kind),
                tender_locks::public_a.eq(&made.public_a),
                tender_locks::sealed_secret_a.eq(&made.sealed_secret_a),
                tender_locks::public_b.eq(&made.public_b),
                tender_locks::made_at.eq(tx.now),
            );
            diesel::insert_into(tender_locks::table).values(row).execute(tx.conn)?;
        }
        Ok(())
    }
}

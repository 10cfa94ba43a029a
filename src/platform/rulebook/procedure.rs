//! Procurement procedures 采购方式 as typed data: periods, committees, scoring, money limits (`domain.md` 4).
use super::{
    Label, Source,
    dated::Profile,
    review::{CommitteeRule, PriceWeight},
};
use crate::kernel::{
    period::{self, Period},
    ratio::Ratio,
    time::Day,
};
use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

/// One procedure, as `config/procedures/*.toml` describes it. A tender keeps the one it started under.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Procedure {
    /// `open_tender`, `competitive_consultation`, …
    pub key: String,
    /// Its name.
    pub name: Label,
    /// Place in lists.
    pub order: u8,
    /// False where it is not offered.
    pub enabled: bool,
    /// 模拟: periods are minutes and nothing it leads to has legal effect; every page and paper says so.
    #[serde(default)]
    pub simulated: bool,
    /// When it is used.
    pub help: Label,
    /// What to know before relying on it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub caution: Option<Label>,
    /// Which rules it follows.
    pub regime: Regime,
    /// The first day on which this description is valid.
    pub valid_from: Day,
    /// Where it comes from.
    pub source: Source,
    /// Who may bid.
    pub invitation: Invitation,
    /// Lawful grounds to choose from; none for the main method.
    #[serde(default)]
    pub grounds: Vec<Ground>,
    /// At the open-tender amount, approval of the finance department comes first (`PR-21`).
    pub approval_at_open_tender_amount: bool,
    /// Every period.
    pub periods: ProcedurePeriods,
    /// Bids.
    pub bids: BidRule,
    /// The review committee.
    pub committee: CommitteeRule,
    /// How the winner is found.
    pub award: AwardRule,
    /// Other award rules the documents may choose.
    #[serde(default)]
    pub award_alternatives: Vec<AwardRule>,
    /// Weight of the price, where bids are scored.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub price_weight: Option<PriceWeight>,
    /// Deposits, bonds, supplements.
    pub money: MoneyLimits,
    /// The contract.
    pub contract: ContractRule,
}

/// Which rules a procedure follows (`domain.md` 4.2).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// The Procurement Law.
    Statutory,
    /// The buyer's own rule, below the limit.
    Internal,
    /// None: practice only.
    Practice,
}

/// Who may bid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Invitation {
    /// Everybody who qualifies, by public notice.
    Public,
    /// Suppliers drawn at random from those qualified.
    Drawn,
    /// One named supplier.
    Single,
}

/// A lawful ground for choosing the procedure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ground {
    /// Its key.
    pub key: String,
    /// What it is.
    pub label: Label,
    /// Publicity comes first at the open-tender amount (`PR-61`).
    #[serde(default)]
    pub publicity: bool,
}

/// Every period of a procedure; whether it is a minimum (“not before”) or a maximum (“within”) is said at each.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProcedurePeriods {
    /// Minimum from the public intention 采购意向公开 to the start (`PR-30`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub intention: Option<Period>,
    /// Publicity of the notice 公告期限 (`PR-32`).
    pub notice_publicity: Period,
    /// Minimum during which documents are on offer (`PR-33`).
    pub documents_on_offer: Period,
    /// Minimum from the issue of documents to the deadline (`PR-34`, `PR-37`, `PR-39`).
    pub documents_to_deadline: Period,
    /// Minimum from a clarification that may affect bids to the deadline, else it moves (`PR-35`, `PR-38`, `PR-39`).
    pub clarification: Period,
    /// Publicity of a single source (`PR-61`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_source_publicity: Option<Period>,
    /// Maximum for the argument after an objection to it (`PR-62`).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub single_source_argument: Option<Period>,
    /// Experts are drawn no earlier than this before the review (`PR-40`).
    pub expert_draw_before: Period,
    /// Maximum for the review report to reach the buyer (`PR-41`).
    pub report_to_buyer: Period,
    /// Maximum for the buyer to fix the winner (`PR-42`).
    pub fix_winner: Period,
    /// Maximum for the award notice and the result's publication (`PR-43`).
    pub award_notice: Period,
    /// Publicity of the result (`PR-44`).
    pub result_publicity: Period,
    /// Minimum between award notice and contract, where the documents or a rule ask for one; the law does not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub standstill: Option<Period>,
    /// Maximum for lodging a challenge 质疑 (`PR-51`).
    pub challenge: Period,
    /// Maximum for the reply to a challenge (`PR-53`).
    pub challenge_reply: Period,
    /// Maximum for a complaint 投诉 after the reply period (`PR-54`).
    pub complaint: Period,
    /// Maximum for the reply to an enquiry 询问 (`PR-50`).
    pub enquiry_reply: Period,
    /// Maximum for signing the contract after the award notice (`PR-45`).
    pub contract_sign: Period,
    /// Maximum for publishing the contract (`PR-46`).
    pub contract_publish: Period,
    /// Maximum for filing the contract with finance (`PR-47`).
    pub contract_file: Period,
    /// Maximum for returning deposits to losers after the award notice (`PR-48`).
    pub deposit_return_losers: Period,
    /// Maximum for returning the winner's deposit after the contract (`PR-49`).
    pub deposit_return_winner: Period,
    /// Maximum for payment after invoice and conditions met (`PR-64`).
    pub payment: Period,
}

/// What holds for bids.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BidRule {
    /// Fewer valid bids fail the procedure (`PR-83`).
    pub min_valid: u32,
    /// The same for purchases of services, where a smaller number suffices (财库〔2015〕124号).
    pub min_valid_service: u32,
    /// Quality is reviewed before the price envelope is opened.
    pub separate_price_envelope: bool,
    /// Final offers follow the talks; the opened price is not the last word.
    pub final_offers: bool,
    /// How many candidates the committee ranks at most.
    pub candidates: u32,
}

impl BidRule {
    /// How many valid bids are needed.
    #[must_use]
    pub fn needed(&self, service_purchase: bool) -> u32 {
        if service_purchase { self.min_valid_service } else { self.min_valid }
    }
}

/// How the winner is found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AwardRule {
    /// 综合评分法: highest total score.
    HighestScore,
    /// 最低评标价法: lowest evaluated price.
    LowestEvaluatedPrice,
    /// Lowest final offer of those that meet the needs equally.
    LowestFinalOffer,
    /// A reasonable price agreed with the one supplier.
    AgreedPrice,
}

/// Limits in money, as shares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct MoneyLimits {
    /// Bid deposit of the budget (Reg. art. 33).
    pub bid_deposit_max: Ratio,
    /// Performance bond of the contract amount (Reg. art. 48).
    pub performance_bond_max: Ratio,
    /// All supplements of the original contract (Law art. 49).
    pub supplement_max: Ratio,
}

/// How long contracts may last (`PR-14`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContractRule {
    /// Generally.
    pub usual: Period,
    /// For stable, continuous items with an assured budget.
    pub longest: Period,
}

impl ContractRule {
    /// True when a contract from one day to another, both included, is no longer than `limit`.
    #[must_use]
    pub fn fits(limit: Period, first: Day, last: Day) -> bool {
        let months = match limit.unit {
            period::Unit::Years => u32::from(limit.value) * 12,
            period::Unit::Months => limit.value.into(),
            _ => return (last - first).num_days() < i64::from(limit.value),
        };
        first.checked_add_months(chrono::Months::new(months)).is_some_and(|end| last < end)
    }
}

impl Profile for Procedure {
    fn key(&self) -> &str {
        &self.key
    }

    fn check(&self) -> Result<()> {
        let minutes = |period: Period| period.unit == period::Unit::Minutes;
        let practice = self.regime == Regime::Practice;
        ensure!(self.simulated == practice, "simulated: must be true for the regime \"practice\" and for no other");
        let periods = &self.periods;
        let least = [
            periods.notice_publicity,
            periods.documents_on_offer,
            periods.documents_to_deadline,
            periods.clarification,
            periods.result_publicity,
        ];
        ensure!(practice || !least.into_iter().any(minutes), "periods: minutes are for practice only");
        ensure!(self.bids.min_valid >= 1, "bids.min_valid: at least one");
        ensure!(self.bids.min_valid_service <= self.bids.min_valid, "bids.min_valid_service: not above min_valid");
        ensure!(self.committee.large_min >= self.committee.min, "committee.large_min: not below min");
        let scored =
            self.award == AwardRule::HighestScore || self.award_alternatives.contains(&AwardRule::HighestScore);
        ensure!(scored == self.price_weight.is_some(), "price_weight: needed where bids are scored, and only there");
        ensure!(
            self.invitation != Invitation::Single || self.bids.min_valid == 1,
            "bids.min_valid: one for a single source"
        );
        Ok(())
    }
}

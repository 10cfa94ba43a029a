//! Nouns of the grade assessment.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId, OrganizationId},
        time::{Day, Ts},
    },
    platform::{db::Json, rulebook::AssessmentStandard},
    registry::organization::{Grade, OrganizationKind},
    schema::{grade_assessments, grade_rounds},
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

state_table! {
    /// Life of an assessment 参评, from the draft of the application to the end of the grade.
    pub enum AssessmentState by AssessmentEvent as "grade_assessment" {
        /// 自评填报中.
        Draft = "draft" { Submit => Submitted, Withdraw => Withdrawn },
        /// 待资格审核.
        Submitted = "submitted" { Admit => Admitted, Exclude => Excluded, Withdraw => Withdrawn },
        /// 实地评估中: each assessor keeps a score sheet.
        Admitted = "admitted" { Complete => Scored },
        /// 待评估委员会审定.
        Scored = "scored" { SendBack => Admitted, Publish => Publicized },
        /// 公示中.
        Publicized = "publicized" { Object => Disputed, Confirm => Confirmed, Close => Ungraded },
        /// 复核中: whoever else objects in time is heard with the first.
        Disputed = "disputed" { Object => Disputed, Settle => Reviewed },
        /// 已复核: the review is final.
        Reviewed = "reviewed" { Confirm => Confirmed, Close => Ungraded },
        /// 等级有效.
        Confirmed = "confirmed" { Question => Questioned, Expire => Expired, Replace => Replaced },
        /// 拟降低或者取消等级, told to the organization.
        Questioned = "questioned" {
            Answer => Answered, Keep => Confirmed, Lower => Confirmed, Revoke => Revoked, Expire => Expired,
            Replace => Replaced,
        },
        /// 已陈述申辩.
        Answered = "answered" {
            Keep => Confirmed, Lower => Confirmed, Revoke => Revoked, Expire => Expired, Replace => Replaced,
        },
        /// 不符合参评条件.
        Excluded = "excluded" {},
        /// 已撤回.
        Withdrawn = "withdrawn" {},
        /// 未获等级.
        Ungraded = "ungraded" {},
        /// 有效期届满.
        Expired = "expired" {},
        /// 已重新评估.
        Replaced = "replaced" {},
        /// 已取消等级.
        Revoked = "revoked" {},
    } events {
        Submit = "submit", Withdraw = "withdraw", Admit = "admit", Exclude = "exclude", Complete = "complete",
        SendBack = "send_back", Publish = "publish", Object = "object", Settle = "settle", Confirm = "confirm",
        Close = "close", Question = "question", Answer = "answer", Keep = "keep", Lower = "lower", Revoke = "revoke",
        Expire = "expire", Replace = "replace",
    }
}

impl AssessmentState {
    /// Whether the case still runs towards a grade; an organization has one such case at most.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(
            self,
            Self::Draft
                | Self::Submitted
                | Self::Admitted
                | Self::Scored
                | Self::Publicized
                | Self::Disputed
                | Self::Reviewed
        )
    }

    /// Whether the grade holds now.
    #[must_use]
    pub const fn is_in_force(self) -> bool {
        matches!(self, Self::Confirmed | Self::Questioned | Self::Answered)
    }

    /// Whether everybody may read it: from the publicity on.
    #[must_use]
    pub const fn is_public(self) -> bool {
        !matches!(
            self,
            Self::Draft | Self::Submitted | Self::Admitted | Self::Scored | Self::Excluded | Self::Withdrawn
        )
    }

    /// The state as everybody sees it: that a grade is questioned stays between the parties until it is decided.
    #[must_use]
    pub const fn shown(self, is_party: bool) -> Self {
        match self {
            Self::Questioned | Self::Answered if !is_party => Self::Confirmed,
            other => other,
        }
    }
}

/// Points by indicator.
pub type Scores = BTreeMap<String, i64>;

/// What the organization says of itself 自评.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// Its own points by indicator.
    pub scores: Scores,
    /// What speaks for them, by part.
    pub notes: BTreeMap<String, String>,
}

/// One act in the course of a case: who, when, and with which words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Act {
    /// What was done.
    pub event: AssessmentEvent,
    /// By whom; nobody when the clock did it.
    pub by: Option<AccountId>,
    /// When.
    pub at: Ts,
    /// Reasons, objection, facts.
    pub text: String,
    /// The grade it gave, where it gave one.
    pub grade: Option<Grade>,
}

text_enum! {
    /// 参评材料.
    #[schema(as = GradePaper)]
    pub enum Paper {
        /// 自评报告.
        SelfReport = "self_report",
        /// 佐证材料.
        Evidence = "evidence",
    }
}

/// A round of assessment 评估通知.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = grade_rounds)]
pub struct Round {
    /// Row.
    pub id: i64,
    /// Its number, such as `510900-20261123-PG-00001`.
    pub no: String,
    /// Who assesses.
    pub authority_id: AuthorityId,
    /// Title.
    pub title: String,
    /// The notice.
    pub notice: String,
    /// Kinds that may apply.
    pub kinds: Json<Vec<OrganizationKind>>,
    /// The score tables as they stood at the announcement.
    pub standards: Json<Vec<AssessmentStandard>>,
    /// First day to apply.
    pub opens_on: Day,
    /// Last day to apply.
    pub closes_on: Day,
    /// When it was announced.
    pub published_at: Ts,
    /// By whom.
    pub published_by: Option<AccountId>,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}

impl Round {
    /// `upcoming`, `open` or `closed`.
    #[must_use]
    pub fn phase(&self, today: Day) -> &'static str {
        if today < self.opens_on {
            "upcoming"
        } else if today <= self.closes_on {
            "open"
        } else {
            "closed"
        }
    }

    /// The score table of a kind.
    #[must_use]
    pub fn standard(&self, kind: OrganizationKind) -> Option<&AssessmentStandard> {
        self.standards.0.iter().find(|s| s.key == kind.word())
    }
}

/// A round about to be written.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = grade_rounds)]
pub struct NewRound {
    /// Its number.
    pub no: String,
    /// Who assesses.
    pub authority_id: AuthorityId,
    /// Title.
    pub title: String,
    /// The notice.
    pub notice: String,
    /// Kinds that may apply.
    pub kinds: Json<Vec<OrganizationKind>>,
    /// The score tables.
    pub standards: Json<Vec<AssessmentStandard>>,
    /// First day to apply.
    pub opens_on: Day,
    /// Last day to apply.
    pub closes_on: Day,
    /// When it was announced.
    pub published_at: Ts,
    /// By whom.
    pub published_by: Option<AccountId>,
    /// Ledger entry.
    pub entry_id: Option<i64>,
}

/// The assessment of one organization.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = grade_assessments)]
pub struct Assessment {
    /// Row.
    pub id: i64,
    /// Its number, such as `510900-20261123-PJ-00001`.
    pub no: String,
    /// The round.
    pub round_id: i64,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Who assesses.
    pub authority_id: AuthorityId,
    /// The county the organization belonged to.
    pub county: String,
    /// Its kind, which chooses the score table.
    pub kind: OrganizationKind,
    /// Where it stands.
    pub state: AssessmentState,
    /// Whether the case runs towards a grade.
    pub is_open: bool,
    /// What the organization says of itself.
    pub content: Json<Content>,
    /// Every act, in order.
    pub course: Json<Vec<Act>>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// Mean of the score sheets.
    pub score: Option<i64>,
    /// The grade: of the score, of the review, in force.
    pub grade: Option<Grade>,
    /// Last day for what comes next.
    pub due_on: Option<Day>,
    /// Last day of the publicity.
    pub public_until: Option<Day>,
    /// 等级确定日期.
    pub confirmed_on: Option<Day>,
    /// Last day of the grade.
    pub valid_until: Option<Day>,
    /// When the grade ended before or at its last day.
    pub ended_on: Option<Day>,
    /// Number of the certificate.
    pub certificate_no: Option<String>,
    /// The latest reminder: so many days before the last one.
    pub reminded: Option<i64>,
    /// Ledger entry of the latest public act.
    pub entry_id: Option<i64>,
    /// When begun.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
    /// Counts changes.
    pub version: i64,
}

impl Assessment {
    /// The latest act of a kind.
    #[must_use]
    pub fn act(&self, event: AssessmentEvent) -> Option<&Act> {
        self.course.0.iter().rev().find(|a| a.event == event)
    }

    /// Whether the account did any of the acts.
    #[must_use]
    pub fn was_by(&self, account: AccountId) -> bool {
        self.course.0.iter().any(|a| a.by == Some(account))
    }
}

/// An assessment written in bulk, for the demonstration and for an imported register.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = grade_assessments)]
pub struct NewAssessment {
    /// Its number.
    pub no: String,
    /// The round.
    pub round_id: i64,
    /// Whose.
    pub organization_id: OrganizationId,
    /// Who assesses.
    pub authority_id: AuthorityId,
    /// County.
    pub county: String,
    /// Kind.
    pub kind: OrganizationKind,
    /// Where it stands.
    pub state: AssessmentState,
    /// Whether the case runs towards a grade.
    pub is_open: bool,
    /// What the organization said of itself.
    pub content: Json<Content>,
    /// Every act, in order.
    pub course: Json<Vec<Act>>,
    /// When it was handed in.
    pub submitted_at: Option<Ts>,
    /// Mean of the score sheets.
    pub score: Option<i64>,
    /// The grade.
    pub grade: Option<Grade>,
    /// Last day of the publicity.
    pub public_until: Option<Day>,
    /// 等级确定日期.
    pub confirmed_on: Option<Day>,
    /// Last day of the grade.
    pub valid_until: Option<Day>,
    /// When it ended.
    pub ended_on: Option<Day>,
    /// When begun.
    pub created_at: Ts,
    /// When last changed.
    pub updated_at: Ts,
}

/// A score sheet 评分表 of one assessor.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct Sheet {
    /// Row.
    pub id: i64,
    /// Who scored.
    pub account_id: AccountId,
    /// Points by indicator.
    pub scores: Json<Scores>,
    /// Their sum.
    pub total: i64,
    /// Day of the visit.
    pub visited_on: Day,
    /// What was seen.
    pub note: String,
    /// When it was kept.
    pub at: Ts,
    /// The assessor's name.
    pub name: String,
}

/// A file of an assessment.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub struct GradeFile {
    /// Row.
    pub id: i64,
    /// What it is.
    pub paper: Paper,
    /// Name.
    pub name: String,
    /// Bytes.
    pub size: i64,
    /// SHA-256.
    pub sha256: String,
    /// Type.
    pub media_type: String,
    /// Pages.
    pub pages: Option<i64>,
    /// When it was brought.
    pub at: Ts,
}

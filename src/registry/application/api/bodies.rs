//! What programs send.
use crate::{
    kernel::time::Day,
    registry::{
        application::{
            content::{Part, Right},
            model::Ground,
        },
        organization::{Category, OrganizationKind},
    },
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What is wanted, and where.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginBody {
    /// Kind of organization.
    kind: OrganizationKind,
    /// Code of the registration authority; for a filing, of the street office or township government.
    #[schema(example = "mz-510903")]
    authority: String,
}

/// The organization itself.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationTask {
    /// Full name: division, trade name, field, form.
    name: String,
    /// English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name_en: Option<String>,
    /// Field.
    category: Category,
    /// Legal form, a key of the rulebook.
    #[schema(example = "legal_person")]
    form: String,
    /// Division of the domicile, 6 or 9 digits.
    #[schema(example = "510903")]
    division: String,
    /// Community public-benefit organization.
    #[serde(default)]
    is_community: bool,
    /// 设立时登记为慈善组织: founded as a charity at once.
    #[serde(default)]
    is_charity: bool,
    /// By what it is a legal person already; of an association approved under a law that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    statute: Option<StatuteBody>,
    /// Purpose.
    purpose: String,
    /// Scope of business.
    scope: String,
    /// 活动地域: area of activity, of an association.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    area: Option<String>,
    /// 业务主管单位: competent authority, under dual management.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    sponsor: Option<String>,
    /// Code of the community's committee, of a filed group; its division is that of the street then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    community: Option<String>,
}

/// By what a body is a legal person from the day of its approval.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct StatuteBody {
    /// The law, and its article.
    law: String,
    /// Who approved the founding.
    body: String,
    /// The day of approval.
    #[schema(value_type = String, format = Date)]
    approved_on: Day,
}

/// A founder or proposed responsible person.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonBody {
    /// Name.
    name: String,
    /// Posts.
    parts: Vec<Part>,
    /// Identity document, `resident_id` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// Its number; only a keyed digest and the last characters are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// The masked number of a person saved before, instead of the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known: Option<String>,
    /// Telephone.
    phone: String,
    /// Declares to be free of the legal bars.
    #[serde(default)]
    is_eligible: bool,
    /// Declares to be free of the bars of the Charity Law; asked for charities.
    #[serde(default)]
    is_charity_eligible: bool,
}

/// Everybody behind the organization.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleTask {
    /// One entry a person.
    people: Vec<PersonBody>,
}

/// Members of an association.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembersTask {
    /// Resident identity numbers, names may stand before them.
    #[serde(default)]
    individuals: Vec<String>,
    /// Credit codes of units.
    #[serde(default)]
    units: Vec<String>,
}

/// Where it will be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PremisesTask {
    /// Address.
    address: String,
    /// Square metres.
    area: i64,
    /// By what right.
    right: Right,
    /// Last day of the right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
}

/// What it starts with.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CapitalTask {
    /// Yuan, with at most two decimals.
    #[schema(example = "3000.00")]
    amount: String,
    /// Percent that does not come from the state; asked of service institutions alone.
    #[serde(default)]
    nonstate: Option<i64>,
    /// Who gives it.
    source: String,
}

/// The draft charter.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharterTask {
    /// Points it treats, keys of the rulebook.
    items: Vec<String>,
    /// Its text, unless a document was uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// What was done about a point of the notice.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// In words.
    text: String,
}

/// Handing in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmissionBody {
    /// The declaration that everything is true and complete.
    declared: bool,
    /// One answer for each point of the notice, in its order.
    #[serde(default)]
    answers: Vec<AnswerBody>,
}

/// An item of the checklist.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckBody {
    /// A task (`charter`) or a document (`doc-premises_proof`).
    item: String,
    /// Whether it is as it should be.
    is_fine: bool,
    /// What to put right.
    #[serde(default)]
    text: String,
}

/// The one notice.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeBody {
    /// The checklist; items that are not fine make the notice.
    checks: Vec<CheckBody>,
}

/// Nothing to say.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

/// 不予受理.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalBody {
    /// Ground.
    ground: Ground,
    /// Reasons.
    text: String,
}

/// The reviewer's opinion.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionBody {
    /// For or against.
    is_in_favour: bool,
    /// Why.
    text: String,
}

/// The decision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    /// 准予 or 不予.
    is_granted: bool,
    /// Ground of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
    /// Reasons; required for a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

//! Nouns of the roll: volunteer, private details, consents.
use crate::{
    id_type,
    kernel::{
        division::DivisionCode,
        identity::{DocumentKind, DocumentNumber},
        time::{Day, Ts},
    },
    platform::db::Json,
    schema::{volunteer_consents, volunteers},
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

/// Version of the text a person agrees to when joining; a new text takes a new version (`VO-02`).
pub const CONSENT_VERSION: &str = "2026-11";

id_type! {
    /// A volunteer 志愿者.
    VolunteerId,
}

state_table! {
    /// Life of a place on the roll.
    pub enum RollState by RollEvent as "volunteer" {
        Active = "active" { Leave => Left },
        Left = "left" { Return => Active },
    } events { Leave = "leave", Return = "return" }
}

text_enum! {
    /// What a volunteer serves 服务类别.
    pub enum ServiceField {
        /// 为老服务
        Elder = "elder",
        /// 青少年
        Youth = "youth",
        /// 助残
        Disability = "disability",
        /// 社区服务
        Community = "community",
        /// 生态环保
        Environment = "environment",
        /// 文化文明
        Culture = "culture",
        /// 支教助学
        Education = "education",
        /// 卫生健康
        Health = "health",
        /// 应急救援
        Emergency = "emergency",
        /// 交通文明
        Traffic = "traffic",
        /// 法律与心理
        Law = "law",
        /// 赛会服务
        Event = "event",
    }
}

text_enum! {
    /// What a volunteer can do 服务技能.
    pub enum Skill {
        /// 照护
        Care = "care",
        /// 急救
        FirstAid = "first_aid",
        /// 教学
        Teaching = "teaching",
        /// 心理
        Psychology = "psychology",
        /// 法律
        Law = "law",
        /// 医护
        Medicine = "medicine",
        /// 外语与方言
        Language = "language",
        /// 文艺
        Arts = "arts",
        /// 计算机
        Computer = "computer",
        /// 驾驶
        Driving = "driving",
        /// 维修
        Repair = "repair",
        /// 摄影与记录
        Photo = "photo",
    }
}

text_enum! {
    /// What somebody agreed to, each on its own (个人信息保护法 art. 14, 25, 31).
    pub enum ConsentKind {
        /// The roll itself.
        Roll = "roll",
        /// Showing the real name: separate consent 单独同意 (`VO-50`).
        RealName = "real_name",
        /// The guardian's consent 监护人同意 (`VO-20`).
        Guardian = "guardian",
    }
}

/// A guardian 监护人 of somebody under eighteen.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Guardian {
    /// Name.
    pub name: String,
    /// Telephone.
    pub phone: String,
}

/// What is sealed in the row: nothing of it can be read without the installation's key.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Private {
    /// Real name.
    pub name: String,
    /// The last four characters of the document, never the number (`ID-11`).
    pub last_four: String,
    /// Telephone.
    pub phone: String,
    /// The guardian, where the law asks for one.
    pub guardian: Option<Guardian>,
}

/// A volunteer as stored.
#[derive(Debug, Clone, Queryable, Selectable)]
#[diesel(table_name = volunteers)]
pub struct Volunteer {
    /// Row.
    pub id: VolunteerId,
    /// Volunteer number 志愿者编号, such as `510903-2026-000318`.
    pub no: String,
    /// The account; none after leaving.
    pub account_id: Option<i64>,
    /// What public pages show.
    pub nickname: String,
    /// The real name, only with separate consent.
    pub shown_name: Option<String>,
    /// Which document was shown.
    pub identity_kind: Option<DocumentKind>,
    /// Sealed [`Private`].
    pub sealed: Option<Vec<u8>>,
    /// First day of the month of birth.
    pub birth_month: Option<Day>,
    /// Where the volunteer lives.
    pub division: DivisionCode,
    /// Skills.
    pub skills: Json<Vec<Skill>>,
    /// Fields of service.
    pub fields: Json<Vec<ServiceField>>,
    /// When the volunteer has time, in words.
    pub free_time: String,
    /// Number in the Ministry's system, if the volunteer has one (`VO-01`).
    pub national_no: Option<String>,
    /// On the roll or not.
    pub state: RollState,
    /// Ledger entry of the joining.
    pub entry_id: Option<i64>,
    /// When.
    pub joined_at: Ts,
    /// When the volunteer left.
    pub left_at: Option<Ts>,
    /// For compare-and-set.
    pub version: i64,
}

impl Volunteer {
    /// What public pages call this person: the nickname, or the real name where that was agreed to (`VO-50`). Empty
    /// after leaving.
    #[must_use]
    pub fn public_name(&self) -> &str {
        self.shown_name.as_deref().unwrap_or(&self.nickname)
    }
}

/// What somebody types to join.
#[derive(Debug, Clone)]
pub struct Join {
    /// Real name.
    pub name: String,
    /// Public nickname.
    pub nickname: String,
    /// Identity document.
    pub identity: DocumentNumber,
    /// Exact birthday where the number has one, else the last day of the month told.
    pub born: Day,
    /// Telephone.
    pub phone: String,
    /// Where the person lives.
    pub division: DivisionCode,
    /// Guardian, for minors.
    pub guardian: Option<Guardian>,
}

/// What a volunteer may change at any time.
#[derive(Debug, Clone)]
pub struct Profile {
    /// Public nickname.
    pub nickname: String,
    /// Telephone.
    pub phone: String,
    /// Where the volunteer lives.
    pub division: DivisionCode,
    /// Skills.
    pub skills: Vec<Skill>,
    /// Fields of service.
    pub fields: Vec<ServiceField>,
    /// When there is time.
    pub free_time: String,
    /// Number in the Ministry's system.
    pub national_no: Option<String>,
    /// Separate consent to show the real name; taking it back works at once (`VO-52`).
    pub shows_name: bool,
}

/// A row of the roll about to be written; the demonstration's generator writes many.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = volunteers)]
pub struct NewVolunteer {
    /// Volunteer number.
    pub no: String,
    /// Account, if any.
    pub account_id: Option<i64>,
    /// Nickname.
    pub nickname: String,
    /// Real name with separate consent.
    pub shown_name: Option<String>,
    /// Document.
    pub identity_kind: Option<DocumentKind>,
    /// Keyed hash of the document number.
    pub identity_hash: Option<String>,
    /// Sealed [`Private`].
    pub sealed: Option<Vec<u8>>,
    /// First day of the birth month.
    pub birth_month: Option<Day>,
    /// Division.
    pub division: DivisionCode,
    /// Skills.
    pub skills: Json<Vec<Skill>>,
    /// Fields.
    pub fields: Json<Vec<ServiceField>>,
    /// When there is time.
    pub free_time: String,
    /// Number in the Ministry's system.
    pub national_no: Option<String>,
    /// State.
    pub state: RollState,
    /// Ledger entry.
    pub entry_id: Option<i64>,
    /// When.
    pub joined_at: Ts,
}

/// A consent about to be kept: which text, when.
#[derive(Debug, Clone, Insertable)]
#[diesel(table_name = volunteer_consents)]
pub struct NewConsent {
    /// Whose.
    pub volunteer_id: VolunteerId,
    /// To what.
    pub kind: ConsentKind,
    /// Version of the text.
    pub text_version: String,
    /// When.
    pub given_at: Ts,
}

/// A consent as kept.
#[derive(Debug, Clone, Queryable, Serialize)]
pub struct Consent {
    /// To what.
    pub kind: ConsentKind,
    /// Version of the text.
    pub text_version: String,
    /// When given.
    pub given_at: Ts,
    /// When taken back.
    pub withdrawn_at: Option<Ts>,
}

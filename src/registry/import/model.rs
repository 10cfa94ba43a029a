//! Nouns of a bulk import.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId},
        time::Ts,
    },
    platform::db::Json,
    schema::imports,
    state_table, text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

state_table! {
    /// Life of a table handed in.
    pub enum ImportState by ImportEvent as "import" {
        /// 预检通过, waits for the second person.
        Checked = "checked" { Pass => Checked, Fail => Faulty, Confirm => Taken, Return => Returned, Drop => Dropped },
        /// 预检有误: nothing can be written from it.
        Faulty = "faulty" { Pass => Checked, Fail => Faulty, Drop => Dropped },
        /// 已导入: every row at once.
        Taken = "taken" {},
        /// 已退回.
        Returned = "returned" {},
        /// 已撤回.
        Dropped = "dropped" {},
    } events {
        Pass = "pass",
        Fail = "fail",
        Confirm = "confirm",
        Return = "return",
        Drop = "drop",
    }
}

impl ImportState {
    /// Whether something may still come of it.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Checked | Self::Faulty)
    }
}

text_enum! {
    /// The columns of a table; headings are these words or the messages `import-column-…` of either language.
    #[schema(as = ImportColumn)]
    pub enum Column {
        /// 统一社会信用代码, or the filing number.
        CreditCode = "credit_code",
        /// 名称.
        Name = "name",
        /// 英文名称.
        NameEn = "name_en",
        /// 类型.
        Kind = "kind",
        /// 法律形式, a key of the rulebook.
        Form = "form",
        /// 类别.
        Category = "category",
        /// 登记方式.
        Mode = "mode",
        /// 状态.
        Status = "status",
        /// 评估等级.
        Grade = "grade",
        /// 是否慈善组织.
        IsCharity = "is_charity",
        /// 行政区划.
        Division = "division",
        /// 住所.
        Domicile = "domicile",
        /// 法定代表人.
        LegalRepresentative = "legal_representative",
        /// 资金（元）.
        Capital = "capital",
        /// 宗旨.
        Purpose = "purpose",
        /// 业务范围.
        Scope = "scope",
        /// 活动地域.
        Area = "area",
        /// 业务主管单位.
        Sponsor = "sponsor",
        /// 成立日期.
        FoundedOn = "founded_on",
        /// 证书编号.
        CertificateNo = "certificate_no",
        /// 证书有效期至.
        ValidUntil = "valid_until",
        /// 联系电话, internal.
        ContactPhone = "contact_phone",
        /// 联系邮箱, internal.
        ContactEmail = "contact_email",
    }
}

impl Column {
    /// Whether a new organization cannot be written without it.
    #[must_use]
    pub const fn is_required(self) -> bool {
        matches!(
            self,
            Self::CreditCode
                | Self::Name
                | Self::Kind
                | Self::Category
                | Self::Division
                | Self::Domicile
                | Self::LegalRepresentative
                | Self::Scope
                | Self::FoundedOn
        )
    }

    /// Whether an export leaves it out: telephone and mail are for the authority's own work, not for files that travel.
    #[must_use]
    pub const fn is_internal(self) -> bool {
        matches!(self, Self::ContactPhone | Self::ContactEmail)
    }
}

/// What is wrong with one cell. The words are the message `import-fault-<key>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Problem {
    /// The line of the file, the heading being 1.
    pub line: i64,
    /// Which column; nothing for the row as a whole.
    pub column: Option<String>,
    /// What is wrong.
    pub key: String,
    /// What stands there, shortened.
    pub value: String,
    /// What the sentence needs besides: a line, a limit, a name.
    pub detail: String,
}

/// What a table would do, counted.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    /// Rows read.
    pub lines: i64,
    /// Organizations that would be new.
    pub added: i64,
    /// Organizations of which something would change.
    pub updated: i64,
    /// Rows that say what the register says.
    pub unchanged: i64,
    /// Errors, also those beyond the kept ones.
    pub wrong: i64,
}

/// A table handed in, and what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = imports)]
pub struct Import {
    /// Row.
    pub id: i64,
    /// Its number, such as `510900-20261123-DR-00001`.
    pub no: String,
    /// The registration authority whose register it is.
    pub authority_id: AuthorityId,
    /// Who handed it in.
    pub account_id: AccountId,
    /// SHA-256 of the file.
    pub file_sha256: String,
    /// Its name.
    pub file_name: String,
    /// Its type.
    pub media_type: String,
    /// Its bytes.
    pub size: i64,
    /// Where it stands.
    pub state: ImportState,
    /// For compare-and-set.
    pub version: i64,
    /// Rows read.
    pub lines: i64,
    /// Organizations that are new.
    pub added: i64,
    /// Organizations of which something changes.
    pub updated: i64,
    /// Rows that change nothing.
    pub unchanged: i64,
    /// Errors.
    pub wrong: i64,
    /// The first of them.
    pub problems: Json<Vec<Problem>>,
    /// When handed in.
    pub created_at: Ts,
    /// When last checked.
    pub checked_at: Ts,
    /// Reasons of the decision.
    pub decision: Option<String>,
    /// Who decided.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Ts>,
    /// Ledger entry of the taking over.
    pub entry_id: Option<i64>,
}

impl Import {
    /// What it would do, or did.
    #[must_use]
    pub fn tally(&self) -> Tally {
        Tally {
            lines: self.lines,
            added: self.added,
            updated: self.updated,
            unchanged: self.unchanged,
            wrong: self.wrong,
        }
    }
}

//! An organization that cannot exist, for samples of pages and for tests.
use super::model::{Category, Grade, Mode, NewOrganization, Organization, OrganizationKind, OrganizationStatus};
use crate::{
    kernel::{
        actor::{AuthorityId, OrganizationId},
        money::Money,
        time::{Day, Ts},
    },
    platform::db::Json,
};
use chrono::DateTime;

/// A service institution in Chuanshan with a code that is never issued (`domain.md` 3.4).
#[must_use]
pub fn organization() -> Organization {
    let at = Ts::new(DateTime::UNIX_EPOCH) + chrono::TimeDelta::days(20_000);
    Organization {
        id: OrganizationId(1),
        credit_code: "52510903XXXX00019L".into(),
        kind: OrganizationKind::Service,
        form: "legal_person".into(),
        mode: Mode::Direct,
        category: Category::Community,
        name: "Lotus Elder-care Centre".into(),
        name_en: Some("Lotus Elder-care Centre".into()),
        former_names: Json(vec!["Lotus Care Station".into()]),
        authority_id: AuthorityId(1),
        division: "510903001".into(),
        county: "510903".into(),
        domicile: "1 Lotus Road".into(),
        purpose: "To help the aged live well at home".into(),
        scope: "Home care, day care, meals".into(),
        legal_representative: "Xu Jing".into(),
        capital: Money::from_yuan(3000),
        founded_on: Day::from_ymd_opt(2024, 4, 18).unwrap_or_default(),
        certificate_no: "C-510903-2024-000417-7".into(),
        valid_until: Day::from_ymd_opt(2029, 4, 17),
        status: OrganizationStatus::Active,
        is_registered: true,
        is_charity: true,
        grade: Some(Grade::A4),
        contact_phone: "0825-0000000".into(),
        contact_email: "lotus@example.org".into(),
        entry_id: Some(1),
        created_at: at,
        updated_at: at,
        version: 0,
        others: Json::default(),
        supervisor_id: AuthorityId(1),
    }
}

/// The same as it is written first, under another code, name and authority: active, registered, certificate without an
/// end, and on no list.
#[must_use]
pub fn new_organization(code: &str, name: &str, authority: AuthorityId, now: Ts) -> NewOrganization {
    let o = organization();
    NewOrganization {
        credit_code: code.to_owned(),
        kind: o.kind,
        form: o.form,
        mode: o.mode,
        category: o.category,
        name: name.to_owned(),
        name_en: None,
        former_names: Json(Vec::new()),
        authority_id: authority,
        division: o.division,
        county: o.county,
        domicile: o.domicile,
        purpose: o.purpose,
        scope: o.scope,
        legal_representative: o.legal_representative,
        capital: o.capital,
        founded_on: o.founded_on,
        certificate_no: o.certificate_no,
        valid_until: None,
        status: OrganizationStatus::Active,
        is_registered: true,
        is_charity: false,
        grade: None,
        contact_phone: o.contact_phone,
        contact_email: o.contact_email,
        entry_id: None,
        created_at: now,
        updated_at: now,
    }
}

//! Pure decisions about organizations.
use super::model::{Organization, OrganizationStatus as Status, Standing};
use crate::kernel::{
    refusal::{Code, Reasons},
    time::Ts,
};

/// What an organization may do now: active, not in liquidation, registered, on no list, certificate in force (`PR-07`, `PR-20`, `SO-128`).
#[must_use]
pub fn standing(o: &Organization, now: Ts, is_liquidating: bool) -> Standing {
    let mut r = Reasons::default();
    r.require(!matches!(o.status, Status::Cancelled | Status::Revoked), Code::OrganizationEnded);
    r.require(!is_liquidating, Code::OrganizationLiquidating);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.require(o.status != Status::Abnormal, Code::OrganizationAbnormal);
    r.require(o.status != Status::Serious, Code::OrganizationSerious);
    let ended = o.valid_until.filter(|day| o.is_registered && *day < now.day());
    if let Some(day) = ended {
        r.require(false, crate::kernel::refusal::Reason::from(Code::CertificateEnded).with("day", day));
    }
    Standing {
        organization: o.id,
        credit_code: o.credit_code.clone(),
        name: o.name.clone(),
        status: o.status,
        is_registered: o.is_registered,
        reasons: r.list().to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::registry::organization::sample::organization;

    fn now() -> Ts {
        "2026-11-23T01:00:00Z".parse().unwrap()
    }

    #[test]
    fn an_active_registered_organization_has_a_clean_standing() {
        assert!(standing(&organization(), now(), false).require().is_ok());
    }

    #[test]
    fn an_organization_in_liquidation_does_nothing_else_so_95() {
        let told = standing(&organization(), now(), true).require().unwrap_err();
        assert!(told.has(Code::OrganizationLiquidating));
    }

    #[test]
    fn a_filed_group_is_no_supplier_pr_20() {
        let mut o = organization();
        o.is_registered = false;
        assert!(standing(&o, now(), false).require().unwrap_err().has(Code::OrganizationFiled));
    }

    #[test]
    fn every_reason_is_named_at_once() {
        let mut o = organization();
        o.is_registered = false;
        // SO-128: what a list means for those who buy.
        o.status = Status::Serious;
        let codes: Vec<Code> = standing(&o, now(), false).reasons.iter().map(|r| r.code).collect();
        assert_eq!(codes, [Code::OrganizationFiled, Code::OrganizationSerious]);
    }

    #[test]
    fn a_certificate_holds_through_its_last_day_and_no_longer() {
        let mut o = organization();
        o.valid_until = Some(now().day());
        assert!(standing(&o, now(), false).is_clean());
        o.valid_until = now().day().pred_opt();
        assert!(standing(&o, now(), false).require().unwrap_err().has(Code::CertificateEnded));
    }
}

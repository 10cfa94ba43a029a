//! What an office must be.
use super::model::{NewOffice, OfficeKind};
use crate::kernel::{
    division::{Divisions, Level},
    refusal::{Error, FieldError, Result},
};

/// The longest code, in characters.
pub(super) const CODE: usize = 32;

/// Small letters, digits and hyphens: the code stands in addresses and data.
#[must_use]
pub(super) fn code(text: &str) -> Option<String> {
    let fits = text.len() <= CODE
        && text.chars().next().is_some_and(|c| c.is_ascii_alphanumeric())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
    fits.then(|| text.to_owned())
}

/// The place must be of this city and as high as the kind of office wants it; only a registration authority is supervised
/// by another office.
pub(super) fn check(new: &NewOffice, divisions: &Divisions) -> Result<()> {
    let mut wrong = vec![];
    let fits = match new.division.level() {
        Level::City | Level::County => !new.kind.is_local(),
        Level::Township => new.kind.is_local(),
        _ => false,
    };
    if !fits || divisions.get(&new.division).is_none() || !divisions.home().contains(&new.division) {
        wrong.push(FieldError::new("division", "office-division"));
    }
    if new.particulars.supervisor.is_some() && new.kind != OfficeKind::Registrar {
        wrong.push(FieldError::new("supervisor", "office-supervisor"));
    }
    if wrong.is_empty() { Ok(()) } else { Err(Error::Invalid(wrong)) }
}

#[cfg(test)]
mod tests {
    use super::super::model::Particulars;
    use super::*;
    use crate::platform::rulebook::Rulebook;

    fn office(kind: OfficeKind, division: &str) -> NewOffice {
        let particulars = Particulars {
            name: String::new(),
            name_en: String::new(),
            phone: String::new(),
            address: String::new(),
            supervisor: None,
        };
        NewOffice { code: "x".into(), kind, division: division.parse().unwrap(), particulars }
    }

    #[test]
    fn an_office_stands_where_its_kind_belongs_and_in_this_city() {
        let book = Rulebook::load(None).unwrap();
        let ok = |kind, division| check(&office(kind, division), book.divisions()).is_ok();
        assert!(ok(OfficeKind::Registrar, "510900") && ok(OfficeKind::Registrar, "510903"));
        assert!(ok(OfficeKind::Street, "510903001") && ok(OfficeKind::Committee, "510903001"));
        assert!(!ok(OfficeKind::Street, "510903") && !ok(OfficeKind::Registrar, "510903001"));
        assert!(!ok(OfficeKind::Registrar, "510100"), "another city");
    }

    #[test]
    fn only_a_registration_authority_is_supervised_by_another_office() {
        let book = Rulebook::load(None).unwrap();
        let mut street = office(OfficeKind::Street, "510903001");
        street.particulars.supervisor = Some("mz-510903".into());
        assert!(check(&street, book.divisions()).is_err());
    }

    #[test]
    fn codes_are_plain() {
        assert_eq!(code("mz-510903"), Some("mz-510903".into()));
        for bad in ["", "-x", "MZ", "民政", "a b", &"x".repeat(33)] {
            assert_eq!(code(bad), None, "{bad}");
        }
    }
}

//! Forms of offices.
use super::{
    model::{NewOffice, OfficeKind, Particulars},
    rules,
};
use crate::{
    kernel::{division::DivisionCode, refusal::Result},
    web::{Fields, Submitted},
};

fn particulars_of(f: &mut Fields<'_>) -> Option<Particulars> {
    let (name, name_en) = (f.line("name", 60), f.line("name_en", 100));
    let (phone, address) = (f.line("phone", 40), f.line("address", 120));
    let supervisor = f.line_or_none("supervisor", rules::CODE);
    Some(Particulars { name: name?, name_en: name_en?, phone: phone?, address: address?, supervisor })
}

/// What of an office may change.
pub(super) fn particulars(submitted: &Submitted) -> Result<Particulars> {
    let mut f = Fields::of(submitted);
    let typed = particulars_of(&mut f);
    f.done(typed)
}

/// A new office.
pub(super) fn office(submitted: &Submitted) -> Result<NewOffice> {
    let mut f = Fields::of(submitted);
    let (code, kind) = (f.parsed("office_code", "office-code", rules::code), f.choice::<OfficeKind>("kind"));
    let division = f.parsed("division", "office-division", |v| v.parse::<DivisionCode>().ok());
    let particulars = particulars_of(&mut f);
    let typed = (|| Some(NewOffice { code: code?, kind: kind?, division: division?, particulars: particulars? }))();
    f.done(typed)
}

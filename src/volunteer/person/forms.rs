//! Forms of the roll: text becomes commands.
use super::model::{Guardian, Join, Profile, ServiceField, Skill};
use crate::{
    kernel::{
        division::DivisionCode,
        identity::{DocumentKind, DocumentNumber},
        refusal::{FieldError, Result},
        time::Day,
    },
    web::{Fields, Submitted},
};

/// Reads the form of joining; `today` bounds birth dates.
///
/// # Errors
/// Every wrong field.
pub fn join(submitted: &Submitted, today: Day) -> Result<Join> {
    let mut f = Fields::of(submitted);
    let name = f.line("name", 60);
    let nickname = nickname(&mut f, name.as_deref());
    let identity = identity(&mut f, today);
    let born = identity
        .as_ref()
        .and_then(DocumentNumber::birth_day)
        .or_else(|| identity.is_some().then(|| f.parsed("birth_month", "volunteer-month", month)).flatten());
    let (phone, division) = (f.phone("phone"), division(&mut f));
    let guardian = guardian(&mut f);
    f.must_tick("consent");
    let command = (|| {
        Some(Join {
            name: name?,
            nickname: nickname?,
            identity: identity?,
            born: born?,
            phone: phone?,
            division: division?,
            guardian: guardian?,
        })
    })();
    f.done(command)
}

/// A nickname stands on public pages, so it must not be the real name by accident (`VO-50`).
fn nickname(f: &mut Fields, name: Option<&str>) -> Option<String> {
    let nickname = f.line("nickname", 20)?;
    if name == Some(nickname.as_str()) {
        f.error(FieldError::new("nickname", "volunteer-nickname"));
        return None;
    }
    Some(nickname)
}

fn identity(f: &mut Fields, today: Day) -> Option<DocumentNumber> {
    let kind = match f.optional("identity_kind") {
        None => Some(DocumentKind::ResidentId),
        Some(_) => f.choice::<DocumentKind>("identity_kind"),
    }?;
    f.parsed("identity_number", "volunteer-identity", |v| DocumentNumber::parse(kind, v, today).ok())
}

/// `2008-11` as its last day: of two possible ages the younger counts.
fn month(v: &str) -> Option<Day> {
    let first = v.get(..7).filter(|_| v.len() <= 10)?;
    Some(super::rules::end_of_month(format!("{first}-01").parse().ok()?))
}

fn division(f: &mut Fields) -> Option<DivisionCode> {
    f.parsed("division", "choice", |v| v.parse::<DivisionCode>().ok().filter(|d| d.as_str().starts_with("51")))
}

fn guardian(f: &mut Fields) -> Option<Option<Guardian>> {
    if f.optional("guardian_name").is_none() && f.optional("guardian_phone").is_none() {
        return Some(None);
    }
    let (name, phone) = (f.line("guardian_name", 60), f.phone("guardian_phone"));
    f.must_tick("guardian_consent");
    Some(Some(Guardian { name: name?, phone: phone? }))
}

/// Reads the form of one's own details.
///
/// # Errors
/// Every wrong field.
pub fn profile(submitted: &Submitted) -> Result<Profile> {
    let mut f = Fields::of(submitted);
    let nickname = f.line("nickname", 20);
    let (phone, division) = (f.phone("phone"), division(&mut f));
    let skills: Option<Vec<Skill>> = several(&mut f, "skills");
    let fields: Option<Vec<ServiceField>> = several(&mut f, "fields");
    let free_time = f.lines_or_empty("free_time", 200);
    let national_no = f.optional("national_no").map(|n| n.chars().take(40).collect());
    let shows_name = f.ticked("shows_name");
    let command = (|| {
        Some(Profile {
            nickname: nickname?,
            phone: phone?,
            division: division?,
            skills: skills?,
            fields: fields?,
            free_time: free_time?,
            national_no,
            shows_name,
        })
    })();
    f.done(command)
}

/// Every ticked word of a list, each once.
pub(crate) fn several<T: std::str::FromStr + PartialEq>(f: &mut Fields, field: &str) -> Option<Vec<T>> {
    let mut out = Vec::new();
    for word in f.submitted().all(field) {
        match word.parse::<T>() {
            Ok(value) if out.contains(&value) => {}
            Ok(value) => out.push(value),
            Err(_) => {
                f.error(FieldError::new(field, "choice"));
                return None;
            }
        }
    }
    Some(out)
}

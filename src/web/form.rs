//! What people typed: read once into types, every error at once, nothing lost. Forms and JSON bodies share it.
use crate::{
    kernel::{
        money::Money,
        refusal::{Code, Error, FieldError, Reason, Result},
        text,
        time::{Day, Ts},
    },
    platform::i18n::{Locale, Words},
};
use serde::Serialize;
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// An uploaded file as it came: name, declared type, bytes.
#[derive(Debug, Clone)]
pub struct Upload {
    /// The field's name.
    pub field: String,
    /// The file's name on the sender's machine.
    pub name: String,
    /// The bytes.
    pub bytes: bytes::Bytes,
}

/// A complete submission: a form, or a JSON body flattened to the same names (`criteria.0.weight`).
#[derive(Debug, Clone)]
pub struct Submitted {
    /// Values by field.
    pub values: BTreeMap<String, Vec<String>>,
    /// Files.
    pub files: Vec<Upload>,
    /// When its last byte was read (`experience.md` B.4.2): the instant deadlines look at.
    pub received_at: Ts,
}

impl Submitted {
    /// An empty submission.
    #[must_use]
    pub fn new(received_at: Ts) -> Self {
        Self { values: BTreeMap::new(), files: Vec::new(), received_at }
    }

    /// Flattens a JSON value: objects by `.name`, lists by `.0`; a list of plain values becomes one field with several values.
    #[must_use]
    pub fn from_json(body: &Value, received_at: Ts) -> Self {
        let mut out = Self::new(received_at);
        out.flatten("", body);
        out
    }

    fn flatten(&mut self, at: &str, value: &Value) {
        let join = |name: &str| if at.is_empty() { name.to_owned() } else { format!("{at}.{name}") };
        match value {
            Value::Null => {}
            Value::Object(map) => map.iter().for_each(|(k, v)| self.flatten(&join(k), v)),
            Value::Array(items) if items.iter().all(|i| !i.is_object() && !i.is_array()) => {
                items.iter().for_each(|i| self.flatten(at, i));
            }
            Value::Array(items) => items.iter().enumerate().for_each(|(n, v)| self.flatten(&join(&n.to_string()), v)),
            Value::String(s) => self.push(at, s),
            other => self.push(at, &other.to_string()),
        }
    }

    /// Adds a value.
    pub fn push(&mut self, field: &str, value: &str) {
        self.values.entry(field.to_owned()).or_default().push(value.to_owned());
    }

    /// The first value of a field, as typed.
    #[must_use]
    pub fn raw(&self, field: &str) -> Option<&str> {
        self.values.get(field)?.first().map(String::as_str)
    }

    /// Every value of a field, as typed.
    #[must_use]
    pub fn all(&self, field: &str) -> &[String] {
        self.values.get(field).map_or(&[], Vec::as_slice)
    }

    /// The file of a field, if one was chosen.
    #[must_use]
    pub fn file(&self, field: &str) -> Option<&Upload> {
        self.files.iter().find(|f| f.field == field && !f.bytes.is_empty())
    }

    /// How many rows `name.0.…`, `name.1.…` there are: the highest index plus one, at most `most`.
    #[must_use]
    pub fn rows(&self, name: &str, most: usize) -> usize {
        let prefix = format!("{name}.");
        self.values
            .keys()
            .filter_map(|k| k.strip_prefix(&prefix)?.split('.').next()?.parse::<usize>().ok())
            .map(|n| n + 1)
            .max()
            .unwrap_or(0)
            .min(most)
    }
}

/// Reads fields one by one and collects every error.
pub struct Fields<'a> {
    submitted: &'a Submitted,
    errors: Vec<FieldError>,
}

impl<'a> Fields<'a> {
    /// A reader over a submission.
    #[must_use]
    pub fn of(submitted: &'a Submitted) -> Self {
        Self { submitted, errors: Vec::new() }
    }

    /// The submission behind.
    #[must_use]
    pub fn submitted(&self) -> &'a Submitted {
        self.submitted
    }

    /// Adds an error found by the caller.
    pub fn error(&mut self, error: FieldError) {
        self.errors.push(error);
    }

    /// `Ok` with the value when no field was wrong; every error otherwise.
    ///
    /// # Errors
    /// [`Error::Invalid`].
    pub fn done<T>(self, value: Option<T>) -> Result<T> {
        match value {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(Error::Invalid(self.errors)),
        }
    }

    /// One tidy line, or nothing when the field is empty.
    #[must_use]
    pub fn optional(&self, field: &str) -> Option<String> {
        self.submitted.raw(field).map(text::tidy).filter(|t| !t.is_empty())
    }

    /// One tidy line of at most `most` characters; required.
    pub fn line(&mut self, field: &str, most: usize) -> Option<String> {
        let value = self.optional(field);
        self.sized(field, value, most)
    }

    /// One tidy line of at most `most` characters, or nothing.
    pub fn line_or_none(&mut self, field: &str, most: usize) -> Option<String> {
        self.optional(field).and_then(|v| self.sized(field, Some(v), most))
    }

    /// Several tidy lines of at most `most` characters; required.
    pub fn lines(&mut self, field: &str, most: usize) -> Option<String> {
        let value = self.submitted.raw(field).map(text::tidy_lines).filter(|t| !t.is_empty());
        self.sized(field, value, most)
    }

    /// Several tidy lines of at most `most` characters, or the empty string.
    pub fn lines_or_empty(&mut self, field: &str, most: usize) -> Option<String> {
        match self.submitted.raw(field).map(text::tidy_lines).filter(|t| !t.is_empty()) {
            None => Some(String::new()),
            value => self.sized(field, value, most),
        }
    }

    /// Several tidy lines of at most `most` characters, or nothing.
    pub fn lines_or_none(&mut self, field: &str, most: usize) -> Option<String> {
        let value = self.submitted.raw(field).map(text::tidy_lines).filter(|t| !t.is_empty())?;
        self.sized(field, Some(value), most)
    }

    fn sized(&mut self, field: &str, value: Option<String>, most: usize) -> Option<String> {
        let Some(value) = value else {
            self.errors.push(FieldError::new(field, "required"));
            return None;
        };
        if text::length(&value) > most {
            self.errors.push(FieldError::new(field, "too-long").with("most", most));
            return None;
        }
        Some(value)
    }

    /// Anything with a parser of its own; `key` is the error when it does not parse.
    pub fn parsed<T>(&mut self, field: &str, key: &'static str, parse: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = self.line(field, 2000)?;
        let parsed = parse(&value);
        if parsed.is_none() {
            self.errors.push(FieldError::new(field, key));
        }
        parsed
    }

    /// The same for a field that may be empty: `Some(None)` then.
    pub fn parsed_or_none<T>(
        &mut self,
        field: &str,
        key: &'static str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Option<Option<T>> {
        if self.optional(field).is_none() { Some(None) } else { self.parsed(field, key, parse).map(Some) }
    }

    /// One word of an enum.
    pub fn choice<T: std::str::FromStr>(&mut self, field: &str) -> Option<T> {
        self.parsed(field, "choice", |v| v.parse().ok())
    }

    /// A whole number within bounds.
    pub fn number(&mut self, field: &str, least: i64, most: i64) -> Option<i64> {
        let value = self.parsed(field, "number", |v| v.replace([',', ' '], "").parse::<i64>().ok())?;
        if (least..=most).contains(&value) {
            return Some(value);
        }
        self.errors.push(FieldError::new(field, "range").with("least", least).with("most", most));
        None
    }

    /// An amount above zero.
    pub fn money(&mut self, field: &str) -> Option<Money> {
        let value = self.parsed(field, "money", |v| Money::parse(v).ok())?;
        if value.fen() > 0 {
            return Some(value);
        }
        self.errors.push(FieldError::new(field, "money-positive"));
        None
    }

    /// A day: `2026-11-23`, `2026/11/23`, `2026年11月23日`, `20261123`.
    pub fn day(&mut self, field: &str) -> Option<Day> {
        self.parsed(field, "day", parse_day)
    }

    /// An instant: RFC 3339, or `2026-11-23T17:00` on Beijing clocks as a form sends it.
    pub fn instant(&mut self, field: &str) -> Option<Ts> {
        self.parsed(field, "instant", parse_instant)
    }

    /// Whether a box was ticked.
    #[must_use]
    pub fn ticked(&self, field: &str) -> bool {
        self.submitted.raw(field).is_some_and(|v| matches!(v, "1" | "on" | "true" | "yes"))
    }

    /// A box that must be ticked.
    pub fn must_tick(&mut self, field: &str) -> bool {
        let ticked = self.ticked(field);
        if !ticked {
            self.errors.push(FieldError::new(field, "must-tick"));
        }
        ticked
    }

    /// A mail address, lower-cased.
    pub fn email(&mut self, field: &str) -> Option<String> {
        self.parsed(field, "email", |v| {
            let v = v.replace(' ', "").to_lowercase();
            let (local, domain) = v.split_once('@')?;
            let plain = |s: &str| {
                !s.is_empty() && s.len() <= 190 && s.chars().all(|c| c.is_alphanumeric() || "._-+".contains(c))
            };
            (plain(local)
                && plain(domain)
                && domain.contains('.')
                && !domain.starts_with('.')
                && !domain.ends_with('.'))
            .then_some(v)
        })
    }

    /// A telephone number, digits with an optional leading plus.
    pub fn phone(&mut self, field: &str) -> Option<String> {
        self.parsed(field, "phone", |v| {
            let v: String = v.chars().filter(|c| !" -()".contains(*c)).collect();
            let digits = v.strip_prefix('+').unwrap_or(&v);
            ((7..=15).contains(&digits.len()) && digits.chars().all(|c| c.is_ascii_digit())).then_some(v)
        })
    }
}

/// Reads a day in the ways people write one.
#[must_use]
pub fn parse_day(v: &str) -> Option<Day> {
    let v = v.replace(['/', '.', '年', '月'], "-").replace(['日', ' '], "");
    v.parse().or_else(|_| Day::parse_from_str(&v, "%Y%m%d")).ok()
}

/// Reads an instant: RFC 3339, or Beijing clock time without a zone.
#[must_use]
pub fn parse_instant(v: &str) -> Option<Ts> {
    if let Ok(at) = v.parse::<Ts>() {
        return Some(at);
    }
    let v = v.replace(' ', "T").replace('/', "-");
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|f| chrono::NaiveDateTime::parse_from_str(&v, f).ok())
        .map(Ts::from_local)
}

/// A form as a template shows it: what was typed and what is wrong with it.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Filled {
    /// By field: one value as text, several as a list.
    pub values: Map<String, Value>,
    /// What is wrong, in the reader's language, in the order of the form. A reason that belongs to no field has an empty one.
    pub errors: Vec<Shown>,
    /// Whether the person may not do this at all, which answers 403 instead of 409.
    #[serde(skip)]
    pub is_forbidden: bool,
}

/// One error of a form.
#[derive(Debug, Clone, Serialize)]
pub struct Shown {
    /// The field.
    pub field: String,
    /// The sentence.
    pub text: String,
}

/// Fields that are never echoed, whatever they are part of; a one-time `code` is one, a `credit_code` is not.
const SECRET: &[&str] = &["password", "passphrase", "other_passphrase", "code", "csrf", "once"];

impl Filled {
    /// A form with values of an existing thing; `entity` is serialised and flattened like a JSON body.
    #[must_use]
    pub fn with(entity: &impl Serialize) -> Self {
        let json = serde_json::to_value(entity).unwrap_or(Value::Null);
        Self {
            values: values_of(&Submitted::from_json(&json, Ts::new(chrono::DateTime::UNIX_EPOCH))),
            ..Self::default()
        }
    }

    /// The form as it was sent, with what is wrong; secrets are left out. Faults and the like come back as they are.
    ///
    /// # Errors
    /// The error itself, when it is not one a form can show.
    pub fn back(words: &Words, locale: Locale, submitted: &Submitted, error: Error) -> Result<Self> {
        let mut form = Self { values: values_of(submitted), ..Self::default() };
        match error {
            Error::Invalid(errors) => form.errors = errors.iter().map(|e| show(words, locale, e)).collect(),
            Error::Refused(reasons) => {
                form.is_forbidden = reasons.iter().any(|r| matches!(r.code, Code::SamePerson | Code::NotYourRole));
                form.errors =
                    reasons.iter().map(|r| Shown { field: String::new(), text: sentence(words, locale, r) }).collect();
            }
            other => return Err(other),
        }
        Ok(form)
    }
}

fn values_of(submitted: &Submitted) -> Map<String, Value> {
    let is_secret = |field: &str| SECRET.contains(&field.rsplit('.').next().unwrap_or(field));
    let shown = submitted.values.iter().filter(|(k, _)| !is_secret(k));
    shown
        .map(|(k, v)| match v.as_slice() {
            [one] => (k.clone(), Value::String(one.clone())),
            many => (k.clone(), many.iter().cloned().map(Value::String).collect()),
        })
        .collect()
}

/// The sentence of a field error.
#[must_use]
pub fn show(words: &Words, locale: Locale, e: &FieldError) -> Shown {
    Shown { field: e.field.clone(), text: words.say_with(locale, &format!("field-error-{}", e.key), &e.facts) }
}

/// The sentence of a reason.
#[must_use]
pub fn sentence(words: &Words, locale: Locale, r: &Reason) -> String {
    words.say_with(locale, &format!("refusal-{}", r.code.word()), &r.facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn at() -> Ts {
        "2026-11-23T01:00:00Z".parse().unwrap()
    }

    #[test]
    fn a_json_body_and_a_form_have_the_same_names() {
        let s = Submitted::from_json(
            &json!({"title":"甲","criteria":[{"weight":10},{"weight":90}],"roles":["a","b"]}),
            at(),
        );
        assert_eq!(s.raw("criteria.1.weight"), Some("90"));
        assert_eq!(s.rows("criteria", 50), 2);
        assert_eq!(s.all("roles"), ["a", "b"]);
    }

    #[test]
    fn every_wrong_field_is_told_at_once_and_secrets_are_not_echoed() {
        let s = Submitted::from_json(&json!({"email":"no","amount":"-3","password":"secret"}), at());
        let mut f = Fields::of(&s);
        let _ = (f.email("email"), f.money("amount"), f.day("on"));
        let Err(Error::Invalid(errors)) = f.done(None::<()>) else { panic!("three fields are wrong") };
        assert_eq!(errors.len(), 3);
        assert!(!values_of(&s).contains_key("password"));
    }

    #[test]
    fn days_and_instants_are_read_as_people_write_them() {
        let day = Day::from_ymd_opt(2026, 11, 3);
        for v in ["2026-11-03", "2026/11/3", "2026年11月3日", "20261103"] {
            assert_eq!(parse_day(v), day, "{v}");
        }
        assert_eq!(parse_instant("2026-11-23T17:00"), "2026-11-23T09:00:00Z".parse().ok());
    }
}

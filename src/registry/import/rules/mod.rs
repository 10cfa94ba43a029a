//! What a table would do to the register, row by row, with every error: pure.
use super::{
    columns::Lexicon,
    model::{Column, Import, Problem, Tally},
    read::{Row, Table},
};
use crate::{
    kernel::{
        actor::AuthorityId,
        credit_code::{CreditCode, Prefix},
        division::DivisionCode,
        input,
        money::Money,
        refusal::{Code, Result},
        text,
        time::{Day, Ts},
    },
    platform::{db::Json, i18n::Words, rulebook::Rulebook},
    registry::organization::{Mode, NewOrganization, Organization, OrganizationKind, OrganizationStatus, Others},
    web::form::parse_day,
};
use std::collections::{BTreeMap, HashMap};

/// How many errors are kept; the count goes on.
pub(super) const KEPT: usize = 500;
/// Fewest and most characters of a filing number.
const FILING: std::ops::RangeInclusive<usize> = 8..=30;

/// What one row does.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Deed {
    /// A new organization.
    Add(Box<NewOrganization>, Others),
    /// Before, and after.
    Update(Box<Organization>, Box<Organization>),
    /// Nothing: the register says the same.
    Keep,
}

/// Everything a table would do.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Checked {
    /// Line and deed of every good row.
    pub deeds: Vec<(i64, Deed)>,
    /// The first errors, by line.
    pub problems: Vec<Problem>,
    /// What it comes to.
    pub tally: Tally,
}

/// What the register says of the rows of a table.
#[derive(Debug, Default)]
pub(super) struct Register {
    /// Organizations by code.
    pub by_code: HashMap<String, Organization>,
    /// Codes of living organizations by name.
    pub by_name: HashMap<String, Vec<String>>,
}

/// Where and when a table is read.
pub(super) struct Place<'a> {
    pub authority: AuthorityId,
    /// The division of the authority.
    pub division: &'a str,
    pub book: &'a Rulebook,
    pub lexicon: &'a Lexicon,
    pub now: Ts,
}

/// The codes and the names a table speaks of, for reading the register once.
pub(super) fn asked(table: &Table) -> (Vec<String>, Vec<String>) {
    let of = |column: Column| -> Vec<String> {
        let Some(at) = table.columns.iter().position(|c| *c == Some(column)) else { return Vec::new() };
        let cells = table.rows.iter().filter_map(|r| r.cells.get(at));
        let read = |cell: &String| if column == Column::CreditCode { input::code(cell) } else { name(cell) };
        cells.map(read).filter(|c| !c.is_empty()).collect()
    };
    (of(Column::CreditCode), of(Column::Name))
}

fn name(cell: &str) -> String {
    text::tidy(cell).replace(' ', "")
}

/// Holds every row against the register.
pub(super) fn check(table: &Table, register: &Register, place: &Place<'_>) -> Checked {
    let mut out = Checked { tally: Tally { lines: count(table.rows.len()), ..Tally::default() }, ..Checked::default() };
    for column in &table.twice {
        out.wrong(Problem::at(1, Some(*column), "column-twice", "", ""));
    }
    let mut seen = Seen::default();
    let mut lacking: BTreeMap<Column, i64> = BTreeMap::new();
    for row in &table.rows {
        let mut reader = Reader { table, row, place, problems: Vec::new() };
        let deed = reader.row(register, &mut seen, &mut lacking);
        for problem in std::mem::take(&mut reader.problems) {
            out.wrong(problem);
        }
        if let Some(deed) = deed {
            *match &deed {
                Deed::Add(..) => &mut out.tally.added,
                Deed::Update(..) => &mut out.tally.updated,
                Deed::Keep => &mut out.tally.unchanged,
            } += 1;
            out.deeds.push((row.line, deed));
        }
    }
    // A column that is not there is told once, not on every line.
    for (column, n) in lacking {
        out.wrong(Problem::at(1, Some(column), "column-missing", "", &n.to_string()));
    }
    out.problems.sort();
    out
}

fn count(n: usize) -> i64 {
    i64::try_from(n).unwrap_or(i64::MAX)
}

impl Checked {
    fn wrong(&mut self, problem: Problem) {
        self.tally.wrong += 1;
        if self.problems.len() < KEPT {
            self.problems.push(problem);
        }
    }
}

impl Problem {
    fn at(line: i64, column: Option<Column>, key: &str, value: &str, detail: &str) -> Self {
        Self {
            line,
            column: column.map(|c| c.word().to_owned()),
            key: key.to_owned(),
            value: value.chars().take(60).collect(),
            detail: detail.chars().take(120).collect(),
        }
    }
}

/// Codes and names that stood in the table already, with their line.
#[derive(Default)]
struct Seen {
    codes: HashMap<String, i64>,
    names: HashMap<String, i64>,
}

struct Reader<'a> {
    table: &'a Table,
    row: &'a Row,
    place: &'a Place<'a>,
    problems: Vec<Problem>,
}

impl Reader<'_> {
    fn wrong(&mut self, column: Column, key: &str, value: &str, detail: &str) {
        self.problems.push(Problem::at(self.row.line, Some(column), key, value, detail));
    }

    /// The cell as typed; nothing where the table has no such column.
    fn raw(&self, column: Column) -> Option<&str> {
        let at = self.table.columns.iter().position(|c| *c == Some(column))?;
        Some(self.row.cells.get(at).map_or("", String::as_str))
    }

    /// One tidy line within its length. An empty cell is an empty line, an absent column is nothing.
    fn line(&mut self, column: Column, most: usize) -> Option<String> {
        let value = text::tidy_lines(self.raw(column)?).replace('\n', " ");
        if text::length(&value) > most {
            self.wrong(column, "too-long", &value, &most.to_string());
            return None;
        }
        Some(value)
    }

    /// A cell by its own reading; an empty cell says nothing.
    fn read<T>(&mut self, column: Column, key: &str, f: impl FnOnce(&str) -> Option<T>) -> Option<T> {
        let value = text::tidy(self.raw(column)?);
        if value.is_empty() {
            return None;
        }
        let read = f(&value);
        if read.is_none() {
            self.wrong(column, key, &value, "");
        }
        read
    }

    /// The same for what may be taken away: an empty cell empties it.
    fn read_or_empty<T>(&mut self, column: Column, key: &str, f: impl FnOnce(&str) -> Option<T>) -> Option<Option<T>> {
        let is_empty = text::tidy(self.raw(column)?).is_empty();
        if is_empty { Some(None) } else { self.read(column, key, f).map(Some) }
    }

    fn row(&mut self, register: &Register, seen: &mut Seen, lacking: &mut BTreeMap<Column, i64>) -> Option<Deed> {
        let code = input::code(self.raw(Column::CreditCode).unwrap_or_default());
        if code.is_empty() {
            self.wrong(Column::CreditCode, "required", "", "");
            return None;
        }
        if let Some(line) = seen.codes.insert(code.clone(), self.row.line) {
            self.wrong(Column::CreditCode, "twice", &code, &line.to_string());
        }
        let known = register.by_code.get(&code);
        let values = self.values(&code, known);
        if let Some(name) = &values.name {
            if let Some(line) = seen.names.insert(name.clone(), self.row.line) {
                self.wrong(Column::Name, "twice", name, &line.to_string());
            }
            if let Some(other) = register.by_name.get(name).and_then(|all| all.iter().find(|c| **c != code)) {
                self.wrong(Column::Name, "name-taken", name, other);
            }
        }
        let deed = match known {
            Some(o) => self.update(o, values),
            None => self.add(code, values, lacking),
        };
        if self.problems.is_empty() { deed } else { None }
    }

    fn values(&mut self, code: &str, known: Option<&Organization>) -> Values {
        let lexicon = self.place.lexicon;
        let kind = self.read(Column::Kind, "kind", |v| lexicon.kind(v));
        self.code(code, kind.or(known.map(|o| o.kind)));
        let today = self.place.now.day();
        let form = self.line(Column::Form, 40).filter(|f| !f.is_empty());
        if let (Some(form), Some(kind)) = (&form, kind.or(known.map(|o| o.kind)))
            && known.is_none_or(|o| o.form != *form)
            && !self.forms(kind).contains(form)
        {
            self.wrong(Column::Form, "form", form, &self.forms(kind).join(" "));
        }
        let founded_on = self.read(Column::FoundedOn, "day", parse_day);
        if let Some(day) = founded_on.filter(|d| *d > today) {
            self.wrong(Column::FoundedOn, "day-ahead", &day.to_string(), "");
        }
        let valid_until = self.read_or_empty(Column::ValidUntil, "day", parse_day);
        if let (Some(from), Some(Some(until))) = (founded_on.or(known.map(|o| o.founded_on)), valid_until)
            && until < from
        {
            self.wrong(Column::ValidUntil, "day-before", &until.to_string(), &from.to_string());
        }
        Values {
            name: self.line(Column::Name, 60).map(|n| name(&n)).filter(|n| !n.is_empty()),
            name_en: self.line(Column::NameEn, 160),
            kind,
            form,
            category: self.read(Column::Category, "category", |v| lexicon.category(v)),
            mode: self.read(Column::Mode, "mode", |v| lexicon.mode(v)),
            status: self.read(Column::Status, "status", |v| lexicon.status(v)),
            grade: self.read_or_empty(Column::Grade, "grade", |v| lexicon.grade(v)),
            is_charity: self.read(Column::IsCharity, "yes-no", |v| lexicon.answer(v)),
            division: self.division(),
            domicile: self.line(Column::Domicile, 200),
            legal_representative: self.line(Column::LegalRepresentative, 60),
            capital: self.read(Column::Capital, "money", |v| Money::parse(v).ok()),
            purpose: self.line(Column::Purpose, 500),
            scope: self.line(Column::Scope, 1000),
            area: self.line(Column::Area, 100),
            sponsor: self.line(Column::Sponsor, 100),
            founded_on,
            certificate_no: self.line(Column::CertificateNo, 60),
            valid_until,
            contact_phone: self.line(Column::ContactPhone, 40),
            contact_email: self.line(Column::ContactEmail, 190),
        }
    }

    /// The legal forms of a kind, the usual one first.
    fn forms(&self, kind: OrganizationKind) -> Vec<String> {
        let rules = self.place.book.kind(kind.word(), self.place.now.day());
        rules.map(|r| r.legal_forms.iter().map(|f| f.key.clone()).collect()).unwrap_or_default()
    }

    /// Both check characters and the prefix of the kind (`ID-01`); a filed group has a filing number instead.
    fn code(&mut self, code: &str, kind: Option<OrganizationKind>) {
        let is_filing_number = kind == Some(OrganizationKind::Filed);
        if is_filing_number {
            let good = FILING.contains(&code.len())
                && code.starts_with('B')
                && code.bytes().all(|b| b.is_ascii_alphanumeric());
            if !good {
                self.wrong(Column::CreditCode, "filing-number", code, "");
            }
            return;
        }
        match CreditCode::parse(code) {
            Err(e) => self.wrong(Column::CreditCode, e.code(), code, ""),
            Ok(_) => {
                let prefix = match kind {
                    Some(OrganizationKind::Association) => Some(Prefix::ASSOCIATION),
                    Some(OrganizationKind::Service) => Some(Prefix::SERVICE),
                    Some(OrganizationKind::Foundation) => Some(Prefix::FOUNDATION),
                    _ => None,
                };
                if let Some(prefix) = prefix.filter(|p| !code.starts_with(p.as_str())) {
                    self.wrong(Column::CreditCode, "code-of-kind", code, prefix.as_str());
                }
            }
        }
    }

    /// A code of six or nine digits, or a county's name, within the authority's own division; the code as issued stays.
    fn division(&mut self) -> Option<(String, String)> {
        let place = self.place;
        let value = text::tidy(self.raw(Column::Division)?);
        if value.is_empty() {
            return None;
        }
        let by_name =
            place.book.divisions().counties().find(|d| d.zh == value || d.en == value).map(|d| d.code.clone());
        let code = by_name.or_else(|| value.parse::<DivisionCode>().ok());
        let current = code.as_ref().and_then(|c| place.book.divisions().current(c));
        let Some((code, current)) = code.zip(current) else {
            self.wrong(Column::Division, "division", &value, "");
            return None;
        };
        let is_ours = place.division.parse::<DivisionCode>().is_ok_and(|own| own.contains(&current.code));
        if !is_ours {
            self.wrong(Column::Division, "division-elsewhere", &value, "");
            return None;
        }
        Some((code.to_string(), current.code.county_or_above().to_owned()))
    }

    fn update(&mut self, o: &Organization, values: Values) -> Option<Deed> {
        if o.authority_id != self.place.authority {
            self.wrong(Column::CreditCode, "elsewhere", &o.credit_code, "");
            return None;
        }
        if let Some(kind) = values.kind.filter(|k| *k != o.kind) {
            self.wrong(Column::Kind, "kind-fixed", kind.word(), "");
        }
        if let Some(status) = values.status.filter(|s| *s != o.status) {
            self.wrong(Column::Status, "status-fixed", status.word(), "");
        }
        if let Some(grade) = values.grade.filter(|g| *g != o.grade) {
            self.wrong(Column::Grade, "grade-fixed", grade.map_or("", |g| g.word()), "");
        }
        let after = values.over(o.clone());
        if after == *o {
            return Some(Deed::Keep);
        }
        if matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked) {
            self.wrong(Column::CreditCode, "ended", &o.credit_code, "");
        }
        Some(Deed::Update(Box::new(o.clone()), Box::new(after)))
    }

    fn add(&mut self, code: String, v: Values, lacking: &mut BTreeMap<Column, i64>) -> Option<Deed> {
        for &column in Column::ALL.iter().filter(|c| c.is_required()) {
            match self.raw(column).map(|cell| text::tidy(cell).is_empty()) {
                None => *lacking.entry(column).or_insert(0) += 1,
                Some(true) => self.wrong(column, "required", "", ""),
                Some(false) => {}
            }
        }
        let status = v.status.unwrap_or(OrganizationStatus::Active);
        if matches!(status, OrganizationStatus::Abnormal | OrganizationStatus::Serious) {
            self.wrong(Column::Status, "status-by-list", status.word(), "");
        }
        let kind = v.kind?;
        let sponsor = v.sponsor.unwrap_or_default();
        let usual = match kind {
            OrganizationKind::Filed => Mode::Filing,
            _ if sponsor.is_empty() => Mode::Direct,
            _ => Mode::Dual,
        };
        let form = v.form.or_else(|| self.forms(kind).into_iter().next()).unwrap_or_else(|| kind.word().to_owned());
        let (division, county) = v.division?;
        let new = NewOrganization {
            credit_code: code,
            kind,
            form,
            mode: v.mode.unwrap_or(usual),
            category: v.category?,
            name: v.name?,
            name_en: v.name_en.filter(|n| !n.is_empty()),
            former_names: Json(Vec::new()),
            authority_id: self.place.authority,
            division,
            county,
            domicile: v.domicile?,
            purpose: v.purpose.unwrap_or_default(),
            scope: v.scope?,
            legal_representative: v.legal_representative?,
            capital: v.capital.unwrap_or_else(|| Money::from_fen(0)),
            founded_on: v.founded_on?,
            certificate_no: v.certificate_no.unwrap_or_default(),
            valid_until: v.valid_until.flatten(),
            status,
            is_registered: kind != OrganizationKind::Filed,
            is_charity: v.is_charity.unwrap_or(false),
            grade: v.grade.flatten(),
            contact_phone: v.contact_phone.unwrap_or_default(),
            contact_email: v.contact_email.unwrap_or_default(),
            entry_id: None,
            created_at: self.place.now,
            updated_at: self.place.now,
        };
        Some(Deed::Add(Box::new(new), Others { area: v.area.unwrap_or_default(), sponsor, ..Others::default() }))
    }
}

/// The cells of a row as values; nothing where the table has no such column or the cell says nothing.
struct Values {
    name: Option<String>,
    name_en: Option<String>,
    kind: Option<OrganizationKind>,
    form: Option<String>,
    category: Option<crate::registry::organization::Category>,
    mode: Option<Mode>,
    status: Option<OrganizationStatus>,
    grade: Option<Option<crate::registry::organization::Grade>>,
    is_charity: Option<bool>,
    division: Option<(String, String)>,
    domicile: Option<String>,
    legal_representative: Option<String>,
    capital: Option<Money>,
    purpose: Option<String>,
    scope: Option<String>,
    area: Option<String>,
    sponsor: Option<String>,
    founded_on: Option<Day>,
    certificate_no: Option<String>,
    valid_until: Option<Option<Day>>,
    contact_phone: Option<String>,
    contact_email: Option<String>,
}

impl Values {
    /// The organization with these values in the place of its own; what must not be empty is never emptied.
    fn over(self, mut o: Organization) -> Organization {
        fn put<T>(place: &mut T, value: Option<T>) {
            if let Some(value) = value {
                *place = value;
            }
        }
        let filled = |v: Option<String>| v.filter(|text| !text.is_empty());
        put(&mut o.name, self.name);
        if let Some(english) = self.name_en {
            o.name_en = Some(english).filter(|n| !n.is_empty());
        }
        put(&mut o.form, self.form);
        put(&mut o.category, self.category);
        put(&mut o.mode, self.mode);
        put(&mut o.grade, self.grade);
        put(&mut o.is_charity, self.is_charity);
        if let Some((division, county)) = self.division {
            (o.division, o.county) = (division, county);
        }
        put(&mut o.domicile, filled(self.domicile));
        put(&mut o.legal_representative, filled(self.legal_representative));
        put(&mut o.capital, self.capital);
        put(&mut o.purpose, filled(self.purpose));
        put(&mut o.scope, filled(self.scope));
        put(&mut o.others.0.area, self.area);
        put(&mut o.others.0.sponsor, self.sponsor);
        put(&mut o.founded_on, self.founded_on);
        put(&mut o.certificate_no, filled(self.certificate_no));
        put(&mut o.valid_until, self.valid_until);
        put(&mut o.contact_phone, filled(self.contact_phone));
        put(&mut o.contact_email, filled(self.contact_email));
        o
    }
}

/// Whether a table may be written: what it does now is what the second person saw, and it does something.
pub(super) fn may_confirm(x: &Import, now: &Checked) -> Result<()> {
    if now.tally != x.tally() {
        return Err(Code::ImportChanged.into());
    }
    if now.tally.added + now.tally.updated == 0 {
        return Err(Code::ImportEmpty.into());
    }
    Ok(())
}

/// The sentence of an error in the reader's language.
pub(super) fn sentence(words: &Words, locale: crate::platform::i18n::Locale, p: &Problem) -> String {
    let facts = vec![("value", p.value.as_str().into()), ("detail", p.detail.as_str().into())];
    words.say_with(locale, &format!("import-fault-{}", p.key), &facts)
}

#[cfg(test)]
mod tests;

//! Administrative divisions 行政区划: codes of GB/T 2260 and the statistical codes below the county (`domain.md` 1).
use crate::kernel::{column::text_column, input};
use diesel::{deserialize::FromSqlRow, expression::AsExpression, sql_types::Text};
use serde::{Deserialize, Serialize};
use std::{collections::BTreeMap, fmt};

/// A division code as issued: 6 digits to the county, 9 to the township or street, 12 to the village or community.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, Serialize, Deserialize)]
#[diesel(sql_type = Text)]
#[serde(try_from = "String", into = "String")]
pub struct DivisionCode(String);

/// A text that is no division code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a division code of 6, 9 or 12 digits")]
pub struct DivisionCodeError(String);

/// How far down a code reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Level {
    /// The state as a whole: the Ministry registers under `100000`.
    Nation,
    /// Province 省级.
    Province,
    /// Prefecture 地市级.
    City,
    /// County 县级: county, district, county-level city.
    County,
    /// Township, town or street 乡镇、街道.
    Township,
    /// Village or residents' community 村、社区.
    Community,
}

impl DivisionCode {
    /// The digits.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How far down the code reaches.
    #[must_use]
    pub fn level(&self) -> Level {
        match self.0.len() {
            12 => Level::Community,
            9 => Level::Township,
            _ if self.0 == "100000" => Level::Nation,
            _ if self.0.ends_with("0000") => Level::Province,
            _ if self.0.ends_with("00") => Level::City,
            _ => Level::County,
        }
    }

    /// The six digits that identifiers carry.
    #[must_use]
    pub fn county_or_above(&self) -> &str {
        self.0.get(..6).unwrap_or(&self.0)
    }

    /// The division one level up, if there is one.
    #[must_use]
    pub fn parent(&self) -> Option<Self> {
        let head = |n: usize, tail: &str| self.0.get(..n).map(|head| Self(format!("{head}{tail}")));
        match self.level() {
            Level::Nation => None,
            Level::Province => Some(Self("100000".to_owned())),
            Level::City => head(2, "0000"),
            Level::County => head(4, "00"),
            Level::Township => head(6, ""),
            Level::Community => head(9, ""),
        }
    }

    /// This division and all above it, nearest first.
    pub fn with_ancestors(&self) -> impl Iterator<Item = Self> {
        std::iter::successors(Some(self.clone()), Self::parent)
    }

    /// True when `other` is this division or lies in it.
    #[must_use]
    pub fn contains(&self, other: &Self) -> bool {
        other.with_ancestors().any(|code| code == *self)
    }
}

impl fmt::Display for DivisionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::str::FromStr for DivisionCode {
    type Err = DivisionCodeError;
    fn from_str(text: &str) -> Result<Self, DivisionCodeError> {
        let code = input::code(text);
        let good =
            matches!(code.len(), 6 | 9 | 12) && code.bytes().all(|c| c.is_ascii_digit()) && !code.starts_with('0');
        if good { Ok(Self(code)) } else { Err(DivisionCodeError(text.to_owned())) }
    }
}

impl TryFrom<String> for DivisionCode {
    type Error = DivisionCodeError;
    fn try_from(text: String) -> Result<Self, DivisionCodeError> {
        text.parse()
    }
}

impl From<DivisionCode> for String {
    fn from(code: DivisionCode) -> Self {
        code.0
    }
}
text_column!(DivisionCode);

/// One division of the table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Division {
    /// Its code.
    pub code: DivisionCode,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
}

/// A code that was replaced by another (`DV-01`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Renamed {
    /// The code as once issued.
    pub from: DivisionCode,
    /// The code now in use.
    pub to: DivisionCode,
    /// The old Chinese name.
    pub zh: String,
    /// The old English name.
    pub en: String,
    /// The year of the change.
    pub year: i32,
}

/// Where a division lies on the schematic map of the city: an outline in a drawing of 400 by 360 units, not to scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Shape {
    /// Which division.
    pub code: DivisionCode,
    /// The outline as an SVG path.
    pub outline: String,
    /// The middle of its words, from the left.
    pub x: i64,
    /// The middle of its words, from above.
    pub y: i64,
}

/// `config/divisions.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DivisionFile {
    /// Where the table comes from.
    pub source: String,
    /// The city the installation serves.
    pub home: DivisionCode,
    /// Divisions in use.
    #[serde(rename = "division")]
    pub divisions: Vec<Division>,
    /// Codes no longer in use.
    #[serde(default)]
    pub renamed: Vec<Renamed>,
    /// The schematic map.
    #[serde(default, rename = "shape")]
    pub shapes: Vec<Shape>,
}

/// Why a file makes no table.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum DivisionError {
    /// The same code twice.
    #[error("division {0} is listed twice")]
    Double(DivisionCode),
    /// A division whose parent is missing.
    #[error("division {0} lies in no listed division")]
    Orphan(DivisionCode),
    /// A code that is mapped to one that does not exist, or is still in use.
    #[error("renamed code {0} must be out of use and lead to a listed division")]
    Renamed(DivisionCode),
}

/// The divisions an installation knows, and the codes they once had.
#[derive(Debug, Clone)]
pub struct Divisions {
    home: DivisionCode,
    table: BTreeMap<DivisionCode, Division>,
    renamed: BTreeMap<DivisionCode, Renamed>,
    shapes: BTreeMap<DivisionCode, Shape>,
}

impl Divisions {
    /// The table a file makes.
    pub fn new(file: DivisionFile) -> Result<Self, DivisionError> {
        let mut table = BTreeMap::new();
        for division in file.divisions {
            let code = division.code.clone();
            if table.insert(code.clone(), division).is_some() {
                return Err(DivisionError::Double(code));
            }
        }
        let lost = |code: &&DivisionCode| {
            code.level() > Level::Province && !code.parent().is_some_and(|p| table.contains_key(&p))
        };
        if let Some(code) = table.keys().find(lost) {
            return Err(DivisionError::Orphan(code.clone()));
        }
        if !table.contains_key(&file.home) {
            return Err(DivisionError::Orphan(file.home));
        }
        let stale = |r: &&Renamed| table.contains_key(&r.from) || !table.contains_key(&r.to);
        if let Some(renamed) = file.renamed.iter().find(stale) {
            return Err(DivisionError::Renamed(renamed.from.clone()));
        }
        if let Some(shape) = file.shapes.iter().find(|s| !table.contains_key(&s.code)) {
            return Err(DivisionError::Orphan(shape.code.clone()));
        }
        let renamed = file.renamed.into_iter().map(|r| (r.from.clone(), r)).collect();
        let shapes = file.shapes.into_iter().map(|s| (s.code.clone(), s)).collect();
        Ok(Self { home: file.home, table, renamed, shapes })
    }

    /// The city the installation serves.
    #[must_use]
    pub fn home(&self) -> &DivisionCode {
        &self.home
    }

    /// A division in use.
    #[must_use]
    pub fn get(&self, code: &DivisionCode) -> Option<&Division> {
        self.table.get(code)
    }

    /// The division a code stands for today: itself, or what replaced it (`DV-01`). The code itself stays as issued.
    #[must_use]
    pub fn current(&self, code: &DivisionCode) -> Option<&Division> {
        self.get(code).or_else(|| self.get(&self.renamed.get(code)?.to))
    }

    /// Where a division lies on the schematic map, if it is drawn there.
    #[must_use]
    pub fn shape(&self, code: &DivisionCode) -> Option<&Shape> {
        self.shapes.get(code)
    }

    /// Codes no longer in use.
    pub fn renamed(&self) -> impl Iterator<Item = &Renamed> {
        self.renamed.values()
    }

    /// All divisions in the order of their codes.
    pub fn all(&self) -> impl Iterator<Item = &Division> {
        self.table.values()
    }

    /// The divisions directly below one.
    pub fn children<'a>(&'a self, of: &'a DivisionCode) -> impl Iterator<Item = &'a Division> {
        self.table.values().filter(move |division| division.code.parent().as_ref() == Some(of))
    }

    /// The counties, districts and county-level cities of the home city.
    pub fn counties(&self) -> impl Iterator<Item = &Division> {
        self.children(&self.home)
    }

    /// The division and those above it that are listed, the largest first: for addresses.
    #[must_use]
    pub fn path(&self, code: &DivisionCode) -> Vec<&Division> {
        let mut path: Vec<_> = code.with_ancestors().filter_map(|code| self.get(&code)).collect();
        path.reverse();
        path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(text: &str) -> DivisionCode {
        text.parse().unwrap()
    }

    fn file() -> DivisionFile {
        toml::from_str(include_str!("../../config/divisions.toml")).unwrap()
    }

    #[test]
    fn the_shipped_table_has_five_counties_and_all_townships() {
        let divisions = Divisions::new(file()).unwrap();
        let townships = |county: &str| divisions.children(&code(county)).count();
        let counted: Vec<_> = divisions.counties().map(|d| (d.zh.as_str(), townships(d.code.as_str()))).collect();
        assert_eq!(counted, [("船山区", 24), ("安居区", 18), ("蓬溪县", 20), ("大英县", 10), ("射洪市", 23)]);
        assert_eq!(divisions.home(), &code("510900"));
        assert!(divisions.counties().all(|d| divisions.shape(&d.code).is_some()), "every county is on the map");
        let english = |division: &Division| division.en.is_ascii() && division.en.len() > 4;
        assert!(divisions.all().all(english), "every name has an English form");
    }

    #[test]
    fn an_old_code_leads_to_the_new_division_and_stays_what_it_is() {
        let divisions = Divisions::new(file()).unwrap();
        assert_eq!(divisions.current(&code("510922")).unwrap().zh, "射洪市");
        assert!(divisions.get(&code("510922")).is_none());
    }

    #[test]
    fn codes_know_their_level_and_what_they_lie_in() {
        for (text, level) in [
            ("100000", Level::Nation),
            ("510000", Level::Province),
            ("510900", Level::City),
            ("510903", Level::County),
            ("510903001", Level::Township),
            ("510903001001", Level::Community),
        ] {
            assert_eq!(code(text).level(), level, "{text}");
        }
        assert!(code("510900").contains(&code("510903001")) && !code("510903").contains(&code("510904")));
        let names: Vec<_> =
            Divisions::new(file()).unwrap().path(&code("510903001")).iter().map(|d| d.zh.clone()).collect();
        assert_eq!(names, ["四川省", "遂宁市", "船山区", "南津路街道"]);
        for text in ["", "51090", "5109031", "51090a", "010903"] {
            assert!(text.parse::<DivisionCode>().is_err(), "{text}");
        }
    }

    #[test]
    fn a_broken_table_is_refused_by_the_code_at_fault() {
        let mut double = file();
        double.divisions.push(double.divisions[3].clone());
        assert!(matches!(Divisions::new(double), Err(DivisionError::Double(_))));
        let mut orphan = file();
        orphan.divisions.retain(|d| d.code != code("510903"));
        assert_eq!(Divisions::new(orphan).unwrap_err(), DivisionError::Orphan(code("510903001")));
        let mut drawn = file();
        drawn.shapes[0].code = code("510922");
        assert_eq!(Divisions::new(drawn).unwrap_err(), DivisionError::Orphan(code("510922")));
    }
}

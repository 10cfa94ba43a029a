//! What an officer weighs and no program decides: others who do the same in the same place already (`SO-24`), a
//! competent authority of another level (`SO-12`), an area of activity that reaches across (`SO-11`), and an approval that
//! was handed in late (`SO-64`).
use super::{content::Content, model::Application, store};
use crate::{
    kernel::{
        calendar::Calendar,
        division::{DivisionCode, Divisions},
        refusal::Result,
    },
    platform::{
        db::Conn,
        rulebook::{OrganizationKind, RegistrationMode, Rulebook},
    },
};
use serde::Serialize;
use std::collections::HashSet;

/// A doubt for the officer. Its words are the message `app-doubt-<check>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Doubt {
    /// What is doubted: `alike`, `level`, `area` or `late`.
    pub check: &'static str,
    /// The rule's id.
    pub rule: &'static str,
    /// Whom it is about.
    pub word: String,
    /// Where to read on, if anywhere.
    pub href: Option<String>,
}

/// An organization that might do the same.
#[derive(Debug, Clone)]
pub(super) struct Neighbour {
    pub code: String,
    pub name: String,
    pub scope: String,
}

/// From which share of common words two scopes of business 业务范围 count as similar; a local authority may see it otherwise
/// and is only helped to look.
const ALIKE: f64 = 0.5;
/// How many similar ones are shown, the most similar first.
const SHOWN: usize = 5;

/// Everything the officer should weigh about a case.
///
/// # Errors
/// A fault of the database.
pub(super) fn of(
    c: &mut Conn,
    book: &Rulebook,
    rules: &OrganizationKind,
    a: &Application,
    mode: RegistrationMode,
) -> Result<Vec<Doubt>> {
    let divisions = book.divisions();
    let Content { organization: Some(o), .. } = &a.content.0 else { return Ok(Vec::new()) };
    if a.is_filing() {
        return Ok(Vec::new());
    }
    let late =
        late(rules, book.calendar(), a).map(|last| Doubt { check: "late", rule: "SO-64", word: last, href: None });
    let sponsor = o.sponsor.as_deref().filter(|_| mode == RegistrationMode::Dual);
    let division = a.division.parse::<DivisionCode>().ok();
    let level = sponsor.zip(division.as_ref()).filter(|(s, d)| !is_of_level(s, d, divisions)).map(|(s, _)| Doubt {
        check: "level",
        rule: "SO-12",
        word: s.to_owned(),
        href: None,
    });
    let area = division
        .as_ref()
        .zip(o.area.as_deref())
        .and_then(|(d, area)| beyond(area, d, divisions))
        .map(|word| Doubt { check: "area", rule: "SO-11", word: word.to_owned(), href: None });
    let neighbours = store::neighbours(c, a.kind, o.category, &o.division)?;
    let alike = alike(&o.scope, &neighbours).into_iter().map(|n| Doubt {
        check: "alike",
        rule: "SO-24",
        word: n.name.clone(),
        href: Some(format!("/orgs/{}", n.code)),
    });
    Ok(late.into_iter().chain(level).chain(area).chain(alike).collect())
}

/// The last day for handing in the approval of a legal person by statute, when it is over or was missed.
fn late(rules: &OrganizationKind, calendar: &Calendar, a: &Application) -> Option<String> {
    let statute = rules.by_statute(a.content.0.founding())?;
    let approved_on = a.content.0.organization.as_ref()?.statute.as_ref()?.approved_on;
    let last = statute.submit_within.last_day(calendar, approved_on);
    a.submitted_at.is_some_and(|at| at.day() > last).then(|| last.to_string())
}

/// Whether a body's name begins with the division of the registration authority, alone or after that of the city; a name
/// that begins with no division of the city says nothing about its level.
fn is_of_level(body: &str, division: &DivisionCode, divisions: &Divisions) -> bool {
    let home = divisions.home();
    let city = divisions.get(home).map_or("", |d| d.zh.as_str());
    let below = body.strip_prefix(city).unwrap_or(body);
    let county = divisions.children(home).find(|d| below.starts_with(d.zh.as_str()));
    match county {
        Some(county) => county.code == *division,
        None if body.starts_with(city) => home == division,
        None => true,
    }
}

/// The division of the city, the largest first, that an area of activity names and the authority's own does not hold.
fn beyond<'a>(area: &str, division: &DivisionCode, divisions: &'a Divisions) -> Option<&'a str> {
    let home = divisions.home();
    let city = divisions.get(home)?;
    let counties = divisions.children(home).filter(|d| area.contains(d.zh.as_str()));
    let named: Vec<_> = counties.collect();
    let outside = named.iter().find(|d| !division.contains(&d.code));
    match outside {
        Some(county) => Some(&county.zh),
        // The whole city, and no county of it.
        None if named.is_empty() && area.contains(city.zh.as_str()) && !division.contains(home) => Some(&city.zh),
        None => None,
    }
}

/// The organizations whose scope has most in common with this one, by pairs of characters.
fn alike<'a>(scope: &str, all: &'a [Neighbour]) -> Vec<&'a Neighbour> {
    let own = pairs(scope);
    let mut near: Vec<(f64, &Neighbour)> = all.iter().map(|n| (share(&own, &pairs(&n.scope)), n)).collect();
    near.retain(|(share, _)| *share >= ALIKE);
    near.sort_by(|(a, m), (b, n)| b.total_cmp(a).then_with(|| m.code.cmp(&n.code)));
    near.into_iter().take(SHOWN).map(|(_, n)| n).collect()
}

/// Pairs of neighbouring letters; marks between them part words.
fn pairs(text: &str) -> HashSet<(char, char)> {
    let mut out = HashSet::new();
    for word in text.split(|c: char| !c.is_alphanumeric()) {
        out.extend(word.chars().zip(word.chars().skip(1)));
    }
    out
}

/// What two scopes have in common, of the shorter one: a wide scope that contains a narrow one is similar to it.
fn share(a: &HashSet<(char, char)>, b: &HashSet<(char, char)>) -> f64 {
    let shorter = a.len().min(b.len());
    if shorter == 0 {
        return 0.0;
    }
    // Scopes have at most some thousand characters.
    #[expect(clippy::cast_precision_loss, reason = "counts below 2^52")]
    let share = a.intersection(b).count() as f64 / shorter as f64;
    share
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::rulebook::Rulebook;

    fn neighbour(code: &str, scope: &str) -> Neighbour {
        Neighbour { code: code.into(), name: code.into(), scope: scope.into() }
    }

    #[test]
    fn who_does_the_same_is_shown_to_the_officer_nearest_first_and_never_stops_anything_so_24() {
        let all = [
            neighbour("a", "为老年人提供日间照料、助餐、康复护理服务"),
            neighbour("b", "承接道路保洁和垃圾分类服务"),
            neighbour("c", "日间照料、助餐"),
            neighbour("d", ""),
        ];
        let found: Vec<&str> = alike("日间照料、助餐。", &all).iter().map(|n| n.code.as_str()).collect();
        assert_eq!(found, ["a", "c"]);
        assert_eq!(alike("𠀀", &all).len(), 0, "one character is no scope");
    }

    #[test]
    fn an_area_that_reaches_across_counties_is_for_the_city_so_11() {
        let book = Rulebook::load(None).unwrap();
        let all = book.divisions();
        let at = |area: &str, code: &str| beyond(area, &code.parse().unwrap(), all).map(str::to_owned);
        assert_eq!(at("遂宁市船山区", "510903"), None);
        assert_eq!(at("船山区、安居区", "510903"), Some("安居区".into()));
        assert_eq!(at("遂宁市", "510903"), Some("遂宁市".into()));
        assert_eq!(at("遂宁市", "510900"), None);
        assert_eq!(at("船山区、安居区", "510900"), None);
        assert_eq!(at("荷塘社区", "510903"), None);
    }

    #[test]
    fn a_competent_authority_is_of_the_level_of_the_registering_office_so_12() {
        let book = Rulebook::load(None).unwrap();
        let all = book.divisions();
        let at = |code: &str| code.parse::<DivisionCode>().unwrap();
        for (body, division, fits) in [
            ("遂宁市船山区民政局", "510903", true),
            ("船山区教育和体育局", "510903", true),
            ("遂宁市教育和体育局", "510903", false),
            ("遂宁市教育和体育局", "510900", true),
            ("射洪市教育和体育局", "510900", false),
            ("安居区卫生健康局", "510903", false),
            ("铁路工会", "510903", true),
        ] {
            assert_eq!(is_of_level(body, &at(division), all), fits, "{body} at {division}");
        }
    }
}

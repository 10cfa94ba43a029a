//! Counting by year: pure.
use super::model::{Alike, Asked, By, Measure, Scope, Table};
use crate::registry::organization::OrganizationKind;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// The table of a question, from the first year of the register to this one, each year with a row.
pub(super) fn table(all: &[Alike], asked: Asked, this_year: i32) -> Table {
    let wanted: Vec<&Alike> = all
        .iter()
        .filter(|a| match asked.scope {
            Scope::All => true,
            Scope::Registered => a.is_registered,
            Scope::Filed => !a.is_registered,
        })
        .filter(|a| a.founded_on.year() <= this_year)
        .collect();
    let code = |a: &Alike| match asked.by {
        By::Kind => a.kind.clone(),
        By::Category => a.category.clone(),
        By::Division => a.county.clone(),
    };
    let mut numbers: BTreeMap<(i32, String), i64> = BTreeMap::new();
    let mut codes = BTreeSet::new();
    for a in &wanted {
        let code = code(a);
        codes.insert(code.clone());
        let mut add = |year: i32, n: i64| *numbers.entry((year, code.clone())).or_insert(0) += n;
        let ended = a.ended_on.map(|d| d.year());
        match asked.measure {
            Measure::Founded => add(a.founded_on.year(), a.n),
            Measure::Ended => ended.into_iter().for_each(|year| add(year, a.n)),
            Measure::Standing => (a.founded_on.year()..=this_year)
                .filter(|year| ended.is_none_or(|e| *year < e))
                .for_each(|year| add(year, a.n)),
        }
    }
    let Some(first) = numbers.keys().map(|(year, _)| *year).min() else { return Table::default() };
    let codes = ordered(codes, asked.by, &numbers);
    let row = |year: i32| {
        let of = |code: &String| numbers.get(&(year, code.clone())).copied().unwrap_or(0);
        (year, codes.iter().map(of).collect())
    };
    Table { years: (first..=this_year).map(row).collect(), codes }
}

/// Kinds and districts in their own order, fields by size.
fn ordered(codes: BTreeSet<String>, by: By, numbers: &BTreeMap<(i32, String), i64>) -> Vec<String> {
    let mut out: Vec<String> = codes.into_iter().collect();
    match by {
        By::Division => {}
        By::Kind => out.sort_by_key(|c| OrganizationKind::ALL.iter().position(|k| k.word() == c)),
        By::Category => {
            let size = |code: &String| numbers.iter().filter(|((_, c), _)| c == code).map(|(_, n)| n).sum::<i64>();
            out.sort_by_key(|c| (std::cmp::Reverse(size(c)), c.clone()));
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn alike(founded: &str, ended: Option<&str>, kind: &str, n: i64) -> Alike {
        Alike {
            founded_on: founded.parse().unwrap(),
            ended_on: ended.map(|d| d.parse().unwrap()),
            kind: kind.into(),
            category: "community".into(),
            county: "510903".into(),
            is_registered: kind != "filed",
            n,
        }
    }

    fn asked(measure: Measure, scope: Scope) -> Asked {
        Asked { by: By::Kind, measure, scope }
    }

    #[test]
    fn each_year_ends_with_what_was_founded_and_has_not_ended() {
        let all = [
            alike("2019-04-01", None, "service", 5),
            alike("2019-05-01", Some("2021-12-31"), "association", 2),
            alike("2021-01-01", None, "filed", 3),
        ];
        let standing = table(&all, asked(Measure::Standing, Scope::All), 2022);
        assert_eq!(standing.codes, ["association", "service", "filed"]);
        let sums: Vec<_> = standing.years.iter().map(|(y, n)| (*y, Table::total(n))).collect();
        assert_eq!(sums, [(2019, 7), (2020, 7), (2021, 8), (2022, 8)]);
        let founded = table(&all, asked(Measure::Founded, Scope::All), 2022);
        assert_eq!(founded.years.iter().map(|(_, n)| Table::total(n)).sum::<i64>(), 10);
        let ended = table(&all, asked(Measure::Ended, Scope::All), 2022);
        assert_eq!(ended.years[0].0, 2021);
        // Founded less ended is standing, in every year.
        let sum = |t: &Table, y: i32| {
            t.years.iter().filter(|(year, _)| *year <= y).map(|(_, n)| Table::total(n)).sum::<i64>()
        };
        for (year, n) in &standing.years {
            assert_eq!(sum(&founded, *year) - sum(&ended, *year), Table::total(n), "{year}");
        }
        let filed = table(&all, asked(Measure::Standing, Scope::Filed), 2022);
        assert_eq!((filed.codes.len(), filed.years.len()), (1, 2));
    }

    #[test]
    fn nothing_gives_an_empty_table_and_a_day_to_come_is_not_counted() {
        assert_eq!(table(&[], asked(Measure::Standing, Scope::All), 2026), Table::default());
        let ahead = [alike("2030-01-01", None, "service", 1)];
        assert_eq!(table(&ahead, asked(Measure::Founded, Scope::All), 2026), Table::default());
    }
}

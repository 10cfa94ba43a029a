//! From what was read to tables that add up.
use super::{
    model::{Facts, Figures, Filter, Line, Measure, PLANS, Plan, Table, share},
    store::Raw,
};
use crate::kernel::time::{Day, Ts};
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};

/// Sums by table, code and column.
#[derive(Default)]
struct Sums(BTreeMap<&'static str, BTreeMap<String, Vec<i64>>>);

impl Sums {
    fn add(&mut self, table: &'static str, code: &str, numbers: &[i64]) {
        let line = self.0.entry(table).or_default().entry(code.to_owned()).or_insert_with(|| vec![0; numbers.len()]);
        for (sum, n) in line.iter_mut().zip(numbers) {
            *sum += n;
        }
    }

    fn table(&mut self, plan: &'static Plan) -> Table {
        let lines = self.0.remove(plan.key).unwrap_or_default();
        let mut total = vec![0; plan.columns.len()];
        for numbers in lines.values() {
            for (sum, n) in total.iter_mut().zip(numbers) {
                *sum += n;
            }
        }
        let mut lines: Vec<Line> =
            lines.into_iter().map(|(code, numbers)| Line { code, values: shown(plan, &numbers) }).collect();
        if !plan.dimension.is_ordered() {
            let by = plan.columns.len() - 1;
            lines.sort_by_key(|l| (std::cmp::Reverse(l.values.get(by).copied().flatten()), l.code.clone()));
        }
        Table { plan, lines, total: shown(plan, &total) }
    }
}

/// The numbers of a row, with shares computed from the others.
fn shown(plan: &Plan, numbers: &[i64]) -> Vec<Option<i64>> {
    let at = |i: usize| numbers.get(i).copied().unwrap_or(0);
    let one = |(i, column): (usize, &super::model::Column)| match column.measure {
        Measure::Share(part, whole) => share(at(part), at(whole)),
        _ => Some(at(i)),
    };
    plan.columns.iter().enumerate().map(one).collect()
}

fn six(division: &str) -> &str {
    division.get(..6).unwrap_or(division)
}

fn month(day: Day) -> String {
    day.format("%Y-%m").to_string()
}

/// Tables and figures; every figure is the total of its tables.
pub(super) fn facts(raw: &Raw, filter: &Filter, now: Ts) -> Facts {
    let here = |division: &str| filter.county.as_deref().is_none_or(|c| six(division) == c);
    let then = |day: Day| filter.year.is_none_or(|y| day.year() == y);
    let mut sums = Sums::default();
    let mut years = BTreeSet::new();
    organizations(raw, &here, &mut sums);
    for b in raw.bought.iter().filter(|b| here(&b.division)) {
        let (Some(at), amount) = (b.signed_at, b.amount + b.supplemented) else { continue };
        let day = at.day();
        years.insert(day.year());
        sums.add("purchases-by-year", &day.year().to_string(), &[1, amount]);
        if then(day) {
            let service = b.plan_line.and_then(|id| raw.services.get(&id)).map_or("other", String::as_str);
            let department = raw.departments.get(&b.authority_id).map_or("other", |d| d.0.as_str());
            sums.add("purchases-by-service", service, &[1, amount]);
            sums.add("purchases-by-procedure", &b.procedure, &[1, amount]);
            sums.add("purchases-by-department", department, &[1, amount]);
        }
    }
    for d in raw.decided.iter().filter(|d| here(&d.division)) {
        years.insert(d.on.year());
        if then(d.on) {
            let on_time = i64::from(d.due.is_none_or(|due| d.on <= due));
            sums.add("decisions-by-month", &month(d.on), &[1, on_time, 0]);
        }
    }
    volunteers(raw, &here, &mut sums, &mut years);
    if filter.county.is_none() {
        fund(raw, &mut sums, &mut years);
    }
    let tables: Vec<Table> = PLANS.iter().map(|plan| sums.table(plan)).collect();
    Facts {
        filter: filter.clone(),
        figures: figures(&tables, filter),
        tables,
        departments: raw.departments.values().map(|(code, zh, en)| (code.clone(), (zh.clone(), en.clone()))).collect(),
        years: years.into_iter().rev().collect(),
        counted_at: now,
    }
}

fn organizations(raw: &Raw, here: &impl Fn(&str) -> bool, sums: &mut Sums) {
    let living = |status: &str| !matches!(status, "cancelled" | "revoked");
    for cell in raw.cells.iter().filter(|x| living(&x.status) && here(&x.county)) {
        let (registered, filed) = if cell.is_registered { (cell.total, 0) } else { (0, cell.total) };
        sums.add("organizations-by-division", &cell.county, &[registered, filed, cell.total]);
        sums.add("organizations-by-kind", &cell.kind, &[cell.total]);
        sums.add("organizations-by-category", &cell.category, &[registered, filed, cell.total]);
    }
    for (day, is_registered, n) in &raw.founded {
        let (registered, filed) = if *is_registered { (*n, 0) } else { (0, *n) };
        sums.add("organizations-by-year", &day.year().to_string(), &[registered, filed, *n]);
    }
}

fn volunteers(raw: &Raw, here: &impl Fn(&str) -> bool, sums: &mut Sums, years: &mut BTreeSet<i32>) {
    for (division, n) in raw.roll.iter().filter(|(division, _)| here(division)) {
        sums.add("volunteers-by-division", six(division), &[*n, 0, 0]);
    }
    for (division, services, minutes) in raw.places.iter().filter(|(division, ..)| here(division)) {
        sums.add("volunteers-by-division", six(division), &[0, *services, *minutes]);
    }
    for (day, services, minutes) in &raw.served {
        years.insert(day.year());
        sums.add("hours-by-month", &month(*day), &[*services, *minutes]);
    }
}

/// The fund is the whole city's.
fn fund(raw: &Raw, sums: &mut Sums, years: &mut BTreeSet<i32>) {
    for (at, amount, refunded) in &raw.donated {
        let Some(at) = at else { continue };
        years.insert(at.day().year());
        let net = amount - refunded;
        sums.add("fund-by-year", &at.day().year().to_string(), &[i64::from(net > 0), net, 0, 0]);
    }
    for (day, amount) in &raw.granted {
        years.insert(day.year());
        sums.add("fund-by-year", &day.year().to_string(), &[0, 0, 1, *amount]);
    }
}

fn figures(tables: &[Table], filter: &Filter) -> Figures {
    let table = |key: &str| tables.iter().find(|t| t.plan.key == key);
    let total =
        |key: &str, column: usize| table(key).and_then(|t| t.total.get(column).copied().flatten()).unwrap_or_default();
    let of_year = |key: &str, column: usize| match filter.year {
        None => total(key, column),
        Some(year) => {
            let line = table(key).and_then(|t| t.lines.iter().find(|l| l.code == year.to_string()));
            line.and_then(|l| l.values.get(column).copied().flatten()).unwrap_or_default()
        }
    };
    Figures {
        registered: total("organizations-by-division", 0),
        filed: total("organizations-by-division", 1),
        contracts: total("purchases-by-procedure", 0),
        amount: total("purchases-by-procedure", 1),
        decided: total("decisions-by-month", 0),
        on_time: total("decisions-by-month", 1),
        volunteers: total("volunteers-by-division", 0),
        minutes: total("hours-by-month", 1),
        donated: of_year("fund-by-year", 1),
        granted: of_year("fund-by-year", 3),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        portal::statistics::store::{Bought, Decided},
        registry::organization::Cell,
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn cell(kind: &str, county: &str, status: &str, is_registered: bool, total: i64) -> Cell {
        let (category, county, status) = ("community".into(), county.into(), status.into());
        Cell { kind: kind.into(), category, county, status, is_registered, total }
    }

    fn raw() -> Raw {
        let bought = |at: &str, amount, division: &str| Bought {
            signed_at: Some(at.parse().unwrap()),
            amount,
            supplemented: 5,
            authority_id: 1,
            procedure: "open".into(),
            division: division.into(),
            plan_line: None,
        };
        Raw {
            cells: vec![
                cell("service", "510903", "active", true, 7),
                cell("filed", "510903", "abnormal", false, 3),
                cell("service", "510904", "active", true, 2),
                cell("service", "510904", "cancelled", true, 90),
            ],
            founded: vec![(day("2019-04-01"), true, 9), (day("2020-01-01"), false, 3)],
            bought: vec![
                // On New Year's Eve in London it is 2026 in Suining.
                bought("2025-12-31T20:00:00Z", 95, "510903"),
                bought("2025-06-01T00:00:00Z", 195, "510904"),
            ],
            services: BTreeMap::new(),
            departments: BTreeMap::from([(1, ("mz".into(), "民政".into(), "Civil affairs".into()))]),
            decided: vec![
                Decided { on: day("2026-03-02"), due: Some(day("2026-03-02")), division: "510903".into() },
                Decided { on: day("2026-03-03"), due: Some(day("2026-03-02")), division: "510903".into() },
            ],
            roll: vec![("510903001".into(), 6), ("510904".into(), 4)],
            served: vec![(day("2026-03-05"), 2, 150), (day("2026-03-06"), 1, 30)],
            places: vec![("510903".into(), 3, 180)],
            donated: vec![(Some("2026-01-05T00:00:00Z".parse().unwrap()), 1000, 400)],
            granted: vec![(day("2026-02-01"), 300)],
        }
    }

    fn now() -> Ts {
        "2026-11-23T01:00:00Z".parse().unwrap()
    }

    #[test]
    fn every_figure_is_the_total_of_each_of_its_tables() {
        let facts = facts(&raw(), &Filter::default(), now());
        let total = |key: &str, i: usize| facts.table(key).unwrap().total[i].unwrap();
        assert_eq!((facts.figures.registered, facts.figures.filed), (9, 3));
        for key in ["organizations-by-division", "organizations-by-category", "organizations-by-year"] {
            assert_eq!((total(key, 0), total(key, 1), total(key, 2)), (9, 3, 12), "{key}");
        }
        for key in ["purchases-by-year", "purchases-by-service", "purchases-by-procedure", "purchases-by-department"] {
            assert_eq!((total(key, 0), total(key, 1)), (2, 300), "{key}");
        }
        assert_eq!((total("hours-by-month", 1), total("volunteers-by-division", 2)), (180, 180));
        assert_eq!((facts.figures.volunteers, facts.figures.minutes, facts.figures.rate()), (10, 180, Some(5000)));
        assert_eq!((facts.figures.donated, facts.figures.granted), (600, 300));
    }

    #[test]
    fn a_year_and_a_county_narrow_every_table_they_can() {
        let filter = Filter { year: Some(2026), county: Some("510903".into()) };
        let facts = facts(&raw(), &filter, now());
        assert_eq!((facts.figures.registered, facts.figures.contracts, facts.figures.amount), (7, 1, 100));
        assert_eq!(facts.figures.volunteers, 6);
        assert_eq!(facts.figures.donated, 0, "the fund belongs to no county");
        let years: Vec<&str> =
            facts.table("purchases-by-year").unwrap().lines.iter().map(|l| l.code.as_str()).collect();
        assert_eq!(years, ["2026"], "years are not narrowed by the year, places are");
    }

    #[test]
    fn nothing_at_all_gives_empty_tables_and_no_rate() {
        let empty = Raw {
            cells: vec![],
            founded: vec![],
            bought: vec![],
            decided: vec![],
            roll: vec![],
            served: vec![],
            places: vec![],
            donated: vec![],
            granted: vec![],
            ..raw()
        };
        let facts = facts(&empty, &Filter::default(), now());
        assert_eq!((facts.figures, facts.figures.rate()), (Figures::default(), None));
        assert!(facts.tables.iter().all(|t| t.lines.is_empty()) && facts.tables.len() == PLANS.len());
    }
}

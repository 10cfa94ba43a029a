//! Years as standing bars of several parts, one upon another: pure, in the units of the drawing.
use super::model::Table;
use crate::{
    platform::i18n,
    portal::statistics::views::{Chart, Key, Mark},
};

/// The most years a chart shows: the latest.
const YEARS: usize = 15;
/// The most parts with a colour of their own.
const COLOURS: usize = 4;

/// The parts that get a colour: all of them, or the largest with the rest together as the last one (`None`).
fn parts(table: &Table) -> Vec<(Option<usize>, Vec<usize>)> {
    if table.codes.len() <= COLOURS {
        return (0..table.codes.len()).map(|i| (Some(i), vec![i])).collect();
    }
    let size = |i: usize| table.years.iter().filter_map(|(_, n)| n.get(i)).sum::<i64>();
    let mut order: Vec<usize> = (0..table.codes.len()).collect();
    order.sort_by_key(|i| std::cmp::Reverse(size(*i)));
    let rest = order.split_off(COLOURS - 1);
    order.into_iter().map(|i| (Some(i), vec![i])).chain(std::iter::once((None, rest))).collect()
}

/// The chart without title and table; `name` gives the words of a part, `rest` those of the others.
pub(super) fn stacked(table: &Table, name: &impl Fn(&str) -> String, rest: String) -> Chart {
    const BASE: i64 = 220;
    const WIDTH: i64 = 900;
    let parts = parts(table);
    let years = table.years.get(table.years.len().saturating_sub(YEARS)..).unwrap_or(&table.years);
    let most = years.iter().map(|(_, n)| Table::total(n)).max().unwrap_or(0).max(1);
    let count = i64::try_from(years.len()).unwrap_or(1).max(1);
    let step = (WIDTH - 8) / count;
    let w = (step * 3 / 5).clamp(8, 56);
    let mut points = Vec::new();
    for (n, (year, numbers)) in (0i64..).zip(years) {
        let x = 4 + n * step + (step - w) / 2;
        let total = Table::total(numbers);
        let mut below = 0;
        for (series, (_, members)) in (1i64..).zip(&parts) {
            let value: i64 = members.iter().filter_map(|i| numbers.get(*i)).sum();
            // Heights come from the running sum, so that rounding leaves no gap and no overlap.
            let (from, to) = (below * 180 / most, (below + value) * 180 / most);
            below += value;
            let label = if series == 1 { year.to_string() } else { String::new() };
            let is_top = below == total && value > 0;
            let value = if is_top { i18n::number(total) } else { String::new() };
            points.push(Mark { label, value, x, y: BASE - to, w, h: to - from, series, strong: false });
        }
    }
    let key = |(series, (part, _)): (i64, &(Option<usize>, Vec<usize>))| Key {
        series,
        label: part.and_then(|i| table.codes.get(i)).map_or_else(|| rest.clone(), |code| name(code)),
    };
    let key = if parts.len() > 1 { (1i64..).zip(&parts).map(key).collect() } else { Vec::new() };
    Chart { width: WIDTH, height: BASE + 24, base: Some(BASE), key, points, ..Chart::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_a_year_stand_upon_each_other_and_inside_the_drawing() {
        let codes: Vec<String> = (0..7).map(|n| n.to_string()).collect();
        let years = (2000..2026).map(|y| (y, (0..7).map(|n| i64::from(y % 7) * n + 1).collect())).collect();
        let chart = stacked(&Table { codes, years }, &|c: &str| c.to_owned(), "rest".into());
        assert_eq!((chart.key.len(), chart.key[3].label.as_str()), (4, "rest"));
        assert_eq!(chart.points.len(), YEARS * 4);
        for year in chart.points.chunks(4) {
            assert!(year.windows(2).all(|p| p[1].y + p[1].h == p[0].y), "no gap, no overlap");
            assert!(year.iter().all(|p| p.h >= 0 && p.y >= 30 && p.x + p.w <= chart.width));
            assert_eq!(year.iter().filter(|p| !p.value.is_empty()).count(), 1, "one sum a year");
        }
        assert!(stacked(&Table::default(), &|c: &str| c.to_owned(), String::new()).points.is_empty());
    }
}

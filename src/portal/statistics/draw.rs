//! Charts as geometry: pure, in the units of the drawing (12 px text).
use super::views::{Chart, Key, Mark, Rule};

/// The most rows a chart of lying bars shows; the table has them all.
pub(super) const BARS: usize = 12;
/// The most columns a chart shows: the latest.
pub(super) const COLUMNS: usize = 20;

/// A row to draw: its words, and for each series the number and its words.
pub(super) struct Item {
    pub label: String,
    pub values: Vec<(i64, String)>,
}

/// Width of a text in units: Han characters are as wide as they are high.
fn width(text: &str) -> i64 {
    text.chars().map(|c| if (c as u32) < 0x2e80 { 76 } else { 140 }).sum::<i64>() / 10
}

/// A label cut to a width, with an ellipsis where something is missing.
fn cut(text: &str, most: i64) -> String {
    if width(text) <= most {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if width(&out) + 28 > most {
            break;
        }
        out.push(c);
    }
    format!("{}…", out.trim_end())
}

/// Lying bars, one or two a row.
pub(super) fn bars(items: &[Item], key: Vec<Key>) -> Chart {
    const WIDTH: i64 = 440;
    const LABEL: i64 = 168;
    let items = items.get(..BARS).unwrap_or(items);
    let left = items.iter().map(|i| width(&i.label)).max().unwrap_or(0).min(LABEL) + 12;
    let most = items.iter().flat_map(|i| i.values.iter().map(|v| v.0)).max().unwrap_or(0).max(1);
    let room = WIDTH - left - 68;
    let (mut points, mut y) = (Vec::new(), 8);
    for item in items {
        let several = item.values.len() > 1;
        let h = if several { 13 } else { 24 };
        for (series, (n, value)) in (1i64..).zip(&item.values) {
            let label = if series == 1 { cut(&item.label, LABEL) } else { String::new() };
            let w = (n.max(&0) * room + most - 1) / most;
            points.push(Mark { label, value: value.clone(), x: left, y, w, h, series, strong: false });
            y += h + 3;
        }
        y += if several { 14 } else { 16 };
    }
    Chart { width: WIDTH, height: y, left: Some(left), key, points, ..Chart::default() }
}

/// Standing bars of the latest rows.
pub(super) fn columns(items: &[Item]) -> Chart {
    const BASE: i64 = 220;
    let items = items.get(items.len().saturating_sub(COLUMNS)..).unwrap_or(items);
    let count = i64::try_from(items.len()).unwrap_or(1).max(1);
    let whole = if count <= 6 { 440 } else { 900 };
    let step = (whole - 8) / count;
    let w = (step * 3 / 5).clamp(8, 56);
    let most = items.iter().filter_map(|i| i.values.first()).map(|v| v.0).max().unwrap_or(0).max(1);
    let one = |(i, item): (i64, &Item)| {
        let (n, value) = item.values.first().cloned().unwrap_or_default();
        let h = (n.max(0) * 180 + most - 1) / most;
        let x = 4 + i * step + (step - w) / 2;
        Mark { label: item.label.clone(), value, x, y: BASE - h, w, h, series: 1, strong: false }
    };
    let points = (0i64..).zip(items).map(one).collect();
    Chart { width: whole, height: BASE + 24, base: Some(BASE), points, ..Chart::default() }
}

/// A line of shares (hundredths of a percent, the first value of an item) over soft bars (the second value).
pub(super) fn line(items: &[Item]) -> Chart {
    const BASE: i64 = 244;
    let items = items.get(items.len().saturating_sub(COLUMNS)..).unwrap_or(items);
    let value = |item: &Item, i: usize| item.values.get(i).cloned().unwrap_or_default();
    let lowest = items.iter().map(|i| value(i, 0).0).min().unwrap_or(0);
    // The scale begins at a round ten percent below the lowest point, so that small changes are seen and none is hidden.
    let floor = ((lowest - 1).max(0) / 1000) * 1000;
    let y_of = |share: i64| 40 + (10_000 - share) * 150 / (10_000 - floor).max(1);
    let most = items.iter().map(|i| value(i, 1).0).max().unwrap_or(0).max(1);
    let count = i64::try_from(items.len()).unwrap_or(1);
    let step = if count > 1 { 770 / (count - 1) } else { 0 };
    let at = |i: i64| if count > 1 { 84 + i * step } else { 470 };
    let point = |(i, item): (i64, &Item)| {
        let (n, words) = value(item, 0);
        Mark { label: item.label.clone(), value: words, x: at(i), y: y_of(n), ..Mark::default() }
    };
    let bar = |(i, item): (i64, &Item)| {
        let (n, words) = value(item, 1);
        let h = (n.max(0) * 44 + most - 1) / most;
        Mark { value: words, x: at(i) - 14, y: BASE - h, w: 28, h, series: 1, ..Mark::default() }
    };
    let grid = [10_000, 10_000 - (10_000 - floor) / 2, floor];
    let grid = grid.into_iter().map(|s| Rule { y: y_of(s), label: format!("{}%", s / 100) }).collect();
    let points = (0i64..).zip(items).map(point).collect();
    let bars = (0i64..).zip(items).map(bar).collect();
    Chart { width: 900, height: 270, points, bars, grid, ..Chart::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn items(values: &[i64]) -> Vec<Item> {
        values
            .iter()
            .map(|n| Item { label: "船山区".into(), values: vec![(*n, n.to_string()), (*n, String::new())] })
            .collect()
    }

    #[test]
    fn bars_and_columns_stay_inside_their_drawing_whatever_the_numbers() {
        for values in [vec![], vec![0], vec![1, 0, 5], (0..100).collect::<Vec<i64>>(), vec![i64::from(u32::MAX) * 1000]]
        {
            let drawn = bars(&items(&values), vec![]);
            assert!(
                drawn.points.iter().all(|p| p.w >= 0 && p.x + p.w <= drawn.width - 60 && p.y + p.h <= drawn.height)
            );
            let drawn = columns(&items(&values));
            assert!(drawn.points.iter().all(|p| p.h >= 0 && p.y >= 30 && p.x + p.w <= drawn.width));
        }
    }

    #[test]
    fn a_line_of_shares_keeps_the_lowest_point_above_its_floor() {
        for values in [vec![], vec![10_000], vec![0, 10_000], vec![9_380, 9_600]] {
            let drawn = line(&items(&values));
            assert!(drawn.points.iter().all(|p| (40..=190).contains(&p.y) && p.x <= 860), "{values:?}");
        }
    }

    #[test]
    fn a_long_label_is_cut_and_its_bar_still_has_room() {
        let long = vec![Item {
            label: "Department of housing and urban-rural development".into(),
            values: vec![(1, "1".into())],
        }];
        let drawn = bars(&long, vec![]);
        assert!(drawn.points[0].label.ends_with('…') && drawn.points[0].w > 100);
    }
}

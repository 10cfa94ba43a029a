//! Counting by division and shading: pure.
use crate::registry::organization::{Cell, Filter, OrganizationKind, OrganizationStatus as Status};

/// How many organizations a division has.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Count {
    /// Six digits.
    pub code: String,
    /// Altogether.
    pub total: i64,
    /// Registered.
    pub registered: i64,
    /// Filed.
    pub filed: i64,
    /// By kind, in the order of [`OrganizationKind::ALL`].
    pub kinds: Vec<i64>,
}

/// Reads the facets a summary cell knows. Without a standing chosen, those in being are counted: an organization that
/// has ended is nowhere any more.
pub(super) fn filter(query: &str) -> Filter {
    let asked = Filter::parse(query);
    Filter {
        kinds: asked.kinds,
        categories: asked.categories,
        statuses: if asked.statuses.is_empty() { living() } else { asked.statuses },
        ..Filter::default()
    }
}

/// Every standing of an organization that exists.
pub(super) fn living() -> Vec<Status> {
    Status::ALL.iter().copied().filter(|s| !matches!(s, Status::Cancelled | Status::Revoked)).collect()
}

/// Counts per division in the order of `codes`; every division has a row, also with nothing in it.
pub(super) fn counts(cells: &[Cell], filter: &Filter, codes: &[String]) -> Vec<Count> {
    let one = |code: &String| {
        let mut out = Count { code: code.clone(), kinds: vec![0; OrganizationKind::ALL.len()], ..Count::default() };
        for cell in cells.iter().filter(|c| c.county == *code && filter.takes(c, "division")) {
            out.total += cell.total;
            *(if cell.is_registered { &mut out.registered } else { &mut out.filed }) += cell.total;
            for (sum, kind) in out.kinds.iter_mut().zip(OrganizationKind::ALL) {
                if kind.word() == cell.kind {
                    *sum += cell.total;
                }
            }
        }
        out
    };
    codes.iter().map(one).collect()
}

/// The sum of all rows.
pub(super) fn total(counts: &[Count]) -> Count {
    let mut out = Count { kinds: vec![0; OrganizationKind::ALL.len()], ..Count::default() };
    for c in counts {
        out.total += c.total;
        out.registered += c.registered;
        out.filed += c.filed;
        for (sum, n) in out.kinds.iter_mut().zip(&c.kinds) {
            *sum += n;
        }
    }
    out
}

/// How dark a division is drawn, in percent: from 8 for nothing to 50 for the most, so that words stay readable on it.
pub(super) fn shade(n: i64, most: i64) -> i64 {
    if most <= 0 { 8 } else { 8 + n.clamp(0, most) * 42 / most }
}

/// A share in tenths of a percent; nothing where there is no whole.
pub(super) fn share(part: i64, whole: i64) -> Option<i64> {
    (whole > 0).then(|| (part * 2000 + whole) / (2 * whole))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cell(kind: &str, county: &str, status: &str, total: i64) -> Cell {
        Cell {
            kind: kind.into(),
            category: "community".into(),
            county: county.into(),
            status: status.into(),
            is_registered: kind != "filed",
            total,
        }
    }

    #[test]
    fn every_division_has_a_row_and_the_total_is_their_sum() {
        let cells = [
            cell("service", "510903", "active", 7),
            cell("filed", "510903", "abnormal", 3),
            cell("association", "510904", "active", 2),
            cell("service", "510904", "cancelled", 90),
        ];
        let codes = ["510903", "510904", "510921"].map(str::to_owned);
        let all = counts(&cells, &filter(""), &codes);
        assert_eq!(all.iter().map(|c| c.total).collect::<Vec<_>>(), [10, 2, 0]);
        let sum = total(&all);
        assert_eq!((sum.total, sum.registered, sum.filed), (12, 9, 3));
        assert_eq!(sum.kinds.iter().sum::<i64>(), 12);
        let ended = counts(&cells, &filter("status=cancelled&division=510903"), &codes);
        assert_eq!(ended.iter().map(|c| c.total).collect::<Vec<_>>(), [0, 90, 0], "the map shows every division");
        assert_eq!(counts(&cells, &filter("kind=service&kind=nonsense"), &codes)[0].total, 7);
    }

    #[test]
    fn shades_stay_readable_and_shares_are_rounded() {
        assert_eq!((shade(0, 0), shade(0, 9), shade(9, 9), shade(99, 9), shade(-1, 9)), (8, 8, 50, 50, 8));
        assert_eq!((share(1, 3), share(2, 3), share(0, 0)), (Some(333), Some(667), None));
    }
}

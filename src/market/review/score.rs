//! Scores as exact fractions: rank on the unrounded value, show two decimals (`PR-78`, `PR-80`).
use crate::kernel::money::Money;
use serde::{Deserialize, Serialize};
use std::{cmp::Ordering, fmt};

/// A number of points, kept as an exact fraction of hundredths of a point.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Points {
    over: i128,
    under: i128,
}

/// Sums that no lawful purchase reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a score left the range of exact arithmetic")]
pub struct TooLarge;

impl Points {
    /// No points.
    pub const ZERO: Self = Self { over: 0, under: 1 };

    /// This many hundredths of a point.
    #[must_use]
    pub fn hundredths(n: i64) -> Self {
        Self { over: n.into(), under: 1 }
    }

    fn new(over: i128, under: i128) -> Result<Self, TooLarge> {
        if under <= 0 {
            return Err(TooLarge);
        }
        let by = gcd(over.unsigned_abs(), under.unsigned_abs());
        let by = i128::try_from(by).map_err(|_| TooLarge)?.max(1);
        Ok(Self { over: over / by, under: under / by })
    }

    /// The mean of whole numbers of hundredths; of nobody it is zero.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn mean(of: &[i64]) -> Result<Self, TooLarge> {
        let count = i128::try_from(of.len()).map_err(|_| TooLarge)?;
        if count == 0 { Ok(Self::ZERO) } else { Self::new(of.iter().map(|n| i128::from(*n)).sum(), count) }
    }

    /// The sum.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn plus(self, other: Self) -> Result<Self, TooLarge> {
        let left = self.over.checked_mul(other.under).ok_or(TooLarge)?;
        let right = other.over.checked_mul(self.under).ok_or(TooLarge)?;
        let under = self.under.checked_mul(other.under).ok_or(TooLarge)?;
        Self::new(left.checked_add(right).ok_or(TooLarge)?, under)
    }

    /// Hundredths of a point, halves up: for showing, never for ranking.
    #[must_use]
    pub fn rounded(self) -> i64 {
        let twice = self.over.saturating_mul(2).saturating_add(self.under);
        i64::try_from(twice.div_euclid(self.under.saturating_mul(2))).unwrap_or(i64::MAX)
    }
}

/// Compares without multiplying large numbers: whole parts first, then the rest by continued fractions.
fn compare(a: (i128, i128), b: (i128, i128)) -> Ordering {
    let (mut a, mut b, mut turned) = (a, b, false);
    loop {
        let (whole_a, whole_b) = (a.0.div_euclid(a.1), b.0.div_euclid(b.1));
        let (rest_a, rest_b) = (a.0.rem_euclid(a.1), b.0.rem_euclid(b.1));
        let found = match whole_a.cmp(&whole_b) {
            Ordering::Equal => match (rest_a, rest_b) {
                (0, 0) => Ordering::Equal,
                (0, _) => Ordering::Less,
                (_, 0) => Ordering::Greater,
                _ => {
                    (a, b, turned) = ((a.1, rest_a), (b.1, rest_b), !turned);
                    continue;
                }
            },
            other => other,
        };
        return if turned { found.reverse() } else { found };
    }
}

impl Ord for Points {
    fn cmp(&self, other: &Self) -> Ordering {
        compare((self.over, self.under), (other.over, other.under))
    }
}

impl PartialOrd for Points {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Points {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Points {}

impl fmt::Display for Points {
    /// Two decimals, as people see it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let n = self.rounded();
        write!(f, "{}{}.{:02}", if n < 0 { "-" } else { "" }, n.unsigned_abs() / 100, n.unsigned_abs() % 100)
    }
}

impl From<Points> for String {
    /// The exact fraction, `3750/4`, for storing and recomputing.
    fn from(p: Points) -> Self {
        format!("{}/{}", p.over, p.under)
    }
}

impl TryFrom<String> for Points {
    type Error = TooLarge;
    /// Reads the exact fraction; of purchases brought in from elsewhere only two decimals are known, `71.00`.
    fn try_from(text: String) -> Result<Self, TooLarge> {
        let Some((over, under)) = text.split_once('/') else {
            return Money::parse(&text).map(|known| Self::hundredths(known.fen())).map_err(|_| TooLarge);
        };
        Self::new(over.parse().map_err(|_| TooLarge)?, under.parse().map_err(|_| TooLarge)?)
    }
}

fn gcd(a: u128, b: u128) -> u128 {
    if b == 0 { a } else { gcd(b, a % b) }
}

/// A price as it is compared: the amount offered less the policy deduction (`PR-88`); the contract keeps the amount.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Evaluated {
    /// What was offered.
    pub offered: Money,
    /// Deduction in percent; zero for social organizations, which are no enterprises.
    pub deduction: u8,
}

impl Evaluated {
    /// The offered amount itself.
    #[must_use]
    pub fn plain(offered: Money) -> Self {
        Self { offered, deduction: 0 }
    }

    /// Hundredths of a fen, so that percents stay whole.
    fn exact(self) -> i128 {
        i128::from(self.offered.fen()) * i128::from(100 - self.deduction.min(100))
    }
}

/// The price score of every bid, in order: lowest evaluated price ÷ this one × weight (`PR-78`). `weight` is in
/// hundredths of a point.
///
/// # Errors
/// [`TooLarge`], also when a price is not above zero.
pub fn price_scores(prices: &[Evaluated], weight: i64) -> Result<Vec<Points>, TooLarge> {
    let Some(benchmark) = prices.iter().map(|p| p.exact()).min() else { return Ok(Vec::new()) };
    if benchmark <= 0 {
        return Err(TooLarge);
    }
    let score = |p: &Evaluated| {
        let over = benchmark.checked_mul(weight.into()).ok_or(TooLarge)?;
        Points::new(over, p.exact())
    };
    prices.iter().map(score).collect()
}

/// A bid as it stands in the ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// Everything but the price: the mean of the members' sums.
    pub quality: Points,
    /// The price score.
    pub price: Points,
    /// The amount offered.
    pub offered: Money,
    /// Quality and price together.
    pub total: Points,
}

impl Standing {
    /// Puts a bid's parts together; `sums` are the members' sums in hundredths of a point.
    ///
    /// # Errors
    /// [`TooLarge`].
    pub fn new(sums: &[i64], price: Points, offered: Money) -> Result<Self, TooLarge> {
        let quality = Points::mean(sums)?;
        Ok(Self { quality, price, offered, total: quality.plus(price)? })
    }
}

/// The rank of every bid, 1 for the best: total first, then the lower price; what is still equal shares a rank (`PR-80`).
#[must_use]
pub fn ranks(standings: &[Standing]) -> Vec<usize> {
    let before = |a: &Standing, b: &Standing| match a.total.cmp(&b.total) {
        Ordering::Equal => a.offered < b.offered,
        other => other == Ordering::Greater,
    };
    standings.iter().map(|s| 1 + standings.iter().filter(|other| before(other, s)).count()).collect()
}

/// Bids clearly below the others (`PR-82`): less than half of the mean of the other prices. A signal, no verdict.
#[must_use]
pub fn clearly_low(prices: &[Money]) -> Vec<bool> {
    let all: i128 = prices.iter().map(|p| i128::from(p.fen())).sum();
    let others = i128::try_from(prices.len()).unwrap_or(i128::MAX) - 1;
    prices
        .iter()
        .map(|p| {
            let own = i128::from(p.fen());
            others > 0 && own * 2 * others < all - own
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn yuan(n: i64) -> Evaluated {
        Evaluated::plain(Money::from_yuan(n))
    }

    #[test]
    fn points_are_read_as_fractions_and_as_two_decimals() {
        let read = |text: &str| Points::try_from(text.to_owned());
        assert_eq!(read("71.00"), read("7100/1"));
        assert!(read("much").is_err() && read("1/0").is_err());
    }

    fn shown(points: &[Points]) -> Vec<String> {
        points.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn worked_price_scores_of_the_domain_reference_come_out_exactly() {
        // domain.md 4.4: weight 10 points
        let bids = [yuan(480_000), yuan(500_000), yuan(600_000)];
        assert_eq!(shown(&price_scores(&bids, 1000).unwrap()), ["10.00", "9.60", "8.00"]);
        assert_eq!(shown(&price_scores(&bids, 10_000).unwrap()), ["100.00", "96.00", "80.00"]);
        // PR-88: ten percent for the second bidder, whose contract price stays 500,000
        let helped = [bids[0], Evaluated { deduction: 10, ..bids[1] }, bids[2]];
        assert_eq!(shown(&price_scores(&helped, 1000).unwrap()), ["9.38", "10.00", "7.50"]);
        assert_eq!(shown(&price_scores(&helped, 10_000).unwrap()), ["93.75", "100.00", "75.00"]);
        assert_eq!(helped[1].offered, Money::from_yuan(500_000));
    }

    #[test]
    fn ranking_looks_at_the_unrounded_value() {
        // 90.004 and 90.0033… both show 90.00
        let third = Standing::new(&[9000, 9000, 9001], Points::ZERO, Money::from_yuan(1)).unwrap();
        let fifth = Standing::new(&[9000, 9000, 9000, 9001, 9001], Points::ZERO, Money::from_yuan(2)).unwrap();
        assert_eq!(third.total.to_string(), fifth.total.to_string());
        assert_eq!(ranks(&[third, fifth]), [2, 1]);
    }

    #[test]
    fn equal_totals_go_by_the_lower_price_and_then_share_a_rank() {
        // PR-80
        let of = |yuan| Standing::new(&[8000], Points::hundredths(500), Money::from_yuan(yuan)).unwrap();
        assert_eq!(ranks(&[of(300), of(200), of(200), of(400)]), [3, 1, 1, 4]);
    }

    #[test]
    fn nobody_scores_without_a_price_and_halves_are_rounded_up() {
        assert!(price_scores(&[yuan(0)], 1000).is_err());
        assert_eq!(price_scores(&[], 1000).unwrap(), []);
        assert_eq!(Points::new(1875, 2).unwrap().to_string(), "9.38");
        assert_eq!(Points::hundredths(5).to_string(), "0.05");
    }

    #[test]
    fn a_price_below_half_of_the_others_is_a_signal() {
        let m = |n| Money::from_yuan(n);
        assert_eq!(clearly_low(&[m(100), m(240), m(260)]), [true, false, false]);
        assert_eq!(clearly_low(&[m(150), m(240), m(260)]), [false, false, false]);
        assert_eq!(clearly_low(&[m(1)]), [false]);
    }

    fn prices() -> impl Strategy<Value = Vec<i64>> {
        prop::collection::vec(1i64..1_000_000_000_000_000, 1..8)
    }

    proptest! {
        #[test]
        fn the_lowest_price_gets_the_whole_weight_and_nobody_gets_more(fen in prices(), weight in 1i64..10_000) {
            let bids: Vec<Evaluated> = fen.iter().map(|f| Evaluated::plain(Money::from_fen(*f))).collect();
            let scores = price_scores(&bids, weight).unwrap();
            let lowest = fen.iter().min().unwrap();
            for (f, s) in fen.iter().zip(&scores) {
                prop_assert_eq!(f == lowest, *s == Points::hundredths(weight));
                prop_assert!(*s > Points::ZERO && *s <= Points::hundredths(weight));
            }
        }

        #[test]
        fn a_lower_price_never_ranks_below_a_higher_one_of_the_same_quality(fen in prices(), sums in prop::collection::vec(0i64..9000, 1..9)) {
            let bids: Vec<Evaluated> = fen.iter().map(|f| Evaluated::plain(Money::from_fen(*f))).collect();
            let scores = price_scores(&bids, 1000).unwrap();
            let all: Vec<Standing> = bids.iter().zip(scores).map(|(b, s)| Standing::new(&sums, s, b.offered).unwrap()).collect();
            let ranks = ranks(&all);
            for (i, a) in fen.iter().enumerate() {
                for (j, b) in fen.iter().enumerate() {
                    prop_assert_eq!(a < b, ranks[i] < ranks[j]);
                }
            }
            prop_assert!(ranks.contains(&1));
        }

        #[test]
        fn a_stored_score_reads_back_as_the_same_number(over in 0i64..i64::MAX, under in 1i64..1_000_000) {
            let p = Points::new(over.into(), under.into()).unwrap();
            prop_assert_eq!(Points::try_from(String::from(p)).unwrap(), p);
        }

        #[test]
        fn comparing_agrees_with_multiplying_across(a in 0i128..1_000_000_000, b in 1i128..1_000_000_000, c in 0i128..1_000_000_000, d in 1i128..1_000_000_000) {
            prop_assert_eq!(compare((a, b), (c, d)), (a * d).cmp(&(c * b)));
        }
    }
}

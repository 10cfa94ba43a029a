//! What is nearly right. A name typed with a wrong, a swapped or a missing character is found by what is left of it: by its
//! sound, or by half of its pairs. Asked only when nothing holds the words as they stand, so that a slip costs nobody a
//! good match.
use super::text::{Run, pairs, runs};

/// Han runs shorter than this are taken as they stand.
const MIN: usize = 3;

/// Whether a Han run is long enough to be nearly right.
#[must_use]
pub fn is_long(han: &str) -> bool {
    han.chars().count() >= MIN
}

/// Whether a text has anything that may be nearly right.
#[must_use]
pub fn may_be(text: &str) -> bool {
    runs(text).iter().any(|run| matches!(run, Run::Han(han) if is_long(han)))
}

/// How many of its pairs a name must share.
#[must_use]
pub fn needed(pairs: usize) -> usize {
    pairs.div_ceil(2)
}

/// The share of a run's pairs that a name holds, when it holds enough of them.
#[must_use]
pub fn share(name: &str, han: &str) -> Option<f32> {
    let grams = pairs(han);
    let held = grams.iter().filter(|gram| name.contains(gram.as_str())).count();
    let of = f32::from(u16::try_from(grams.len()).ok()?);
    (held > 0 && held >= needed(grams.len())).then(|| f32::from(u16::try_from(held).unwrap_or(u16::MAX)) / of)
}

/// Three characters in a row from every place of a run: what an engine without a count of pairs can be asked for.
#[must_use]
pub fn pieces(han: &str) -> Vec<String> {
    let chars: Vec<char> = han.chars().collect();
    chars.windows(MIN).map(|three| three.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wrong_a_swapped_and_a_missing_character_leave_half_of_the_pairs() {
        let name = "大英县和美养老服务中心";
        for slip in ["大英县和每养老服务中心", "大英县和养美老服务中心", "大英和美养老服务中心"]
        {
            assert!(share(name, slip).is_some(), "{slip}");
        }
        assert!(share(name, "大英县乒乓球运动协会").is_none());
    }

    #[test]
    fn two_characters_are_taken_as_they_stand() {
        assert!(!may_be("养老 sw") && may_be("养老院"));
        assert_eq!(pieces("养老服务"), ["养老服", "老服务"]);
    }
}

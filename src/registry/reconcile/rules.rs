//! How near a name is to an organization. Pure.
use crate::{platform::search::near_share, registry::organization::Organization};

/// A full score: name, former name or code is the same.
pub const FULL: f32 = 100.0;
/// The most that a name which is only alike can have.
const ALIKE: f32 = 90.0;

/// The score of an organization for a name, 0 to 100; `known` are its other properties as told, and cost ten points each
/// when they differ.
#[must_use]
pub fn score(o: &Organization, name: &str, known: &[(&str, &str)]) -> f32 {
    let wanted = bare(name);
    let names = std::iter::once(&o.name).chain(&o.former_names.0).chain(&o.name_en);
    let is_same = names.clone().any(|n| bare(n) == wanted) || o.credit_code.eq_ignore_ascii_case(name.trim());
    let alike = names.map(|n| alike(&bare(n), &wanted)).fold(0.0, f32::max);
    let differ = known.iter().filter(|(pid, v)| value(o, pid).is_some_and(|own| bare(&own) != bare(v))).count();
    let start = if is_same { FULL } else { alike * ALIKE };
    (start - 10.0 * f32::from(u8::try_from(differ).unwrap_or(u8::MAX))).max(0.0)
}

/// The share of pairs both names hold, from both sides, so that a short name inside a long one is not taken for it.
fn alike(a: &str, b: &str) -> f32 {
    let one = near_share(a, b).unwrap_or(0.0);
    let other = near_share(b, a).unwrap_or(0.0);
    one.min(other)
}

fn bare(text: &str) -> String {
    crate::platform::search::key(text)
}

/// The properties that may be told and asked for.
pub const PROPERTIES: [&str; 8] =
    ["name", "legal_representative", "county", "kind", "category", "status", "founded_on", "domicile"];

/// The value of a property; codes where the directory has codes.
#[must_use]
pub fn value(o: &Organization, property: &str) -> Option<String> {
    Some(match property {
        "name" => o.name.clone(),
        "legal_representative" => o.legal_representative.clone(),
        "county" => o.county.clone(),
        "kind" => o.kind.word().to_owned(),
        "category" => o.category.word().to_owned(),
        "status" => o.status.word().to_owned(),
        "founded_on" => o.founded_on.to_string(),
        "domicile" => o.domicile.clone(),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{platform::db::Json, registry::organization::sample::organization};

    #[test]
    fn the_same_name_an_old_name_and_the_code_are_full_scores_and_a_wrong_county_costs() {
        let mut o = organization();
        o.name = "遂宁市白酒行业协会".into();
        o.former_names = Json(vec!["遂宁市酒业协会".into()]);
        for same in ["遂宁市白酒行业协会", " 遂宁市 白酒行业协会", "遂宁市酒业协会", &o.credit_code.to_lowercase()]
        {
            assert!((score(&o, same, &[]) - FULL).abs() < 0.01, "{same}");
        }
        assert!(score(&o, "遂宁市白酒行业协会", &[("county", "999999")]) < FULL);
        assert!(score(&o, "遂宁市白酒行业协会", &[("unknown", "x")]) >= FULL, "what we do not know cannot differ");
    }

    #[test]
    fn a_slip_is_near_a_part_is_less_and_another_name_is_far() {
        let mut o = organization();
        o.name = "遂宁市白酒行业协会".into();
        let of = |name: &str| score(&o, name, &[]);
        assert!(of("遂宁市白洒行业协会") > 60.0 && of("遂宁市白洒行业协会") < FULL);
        assert!(of("白酒行业") < of("遂宁市白洒行业协会"));
        assert!(of("大英县乒乓球运动俱乐部") < 1.0);
    }
}

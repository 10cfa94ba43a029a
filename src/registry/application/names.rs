//! Checks of a proposed name 名称 (`SO-40`–`SO-51`): warnings for the founder and the officer, few of them blocking.
use crate::platform::rulebook::NameRules;
use serde::Serialize;

/// What is wrong or doubtful with a name. The words are the messages `name-fault-<rule>`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NameFault {
    /// Which check, such as `division` or `forbidden-start`.
    pub check: &'static str,
    /// The rule's id.
    pub rule: &'static str,
    /// The word it is about.
    pub word: String,
    /// True when the name cannot be registered so.
    pub is_blocking: bool,
}

fn warn(check: &'static str, rule: &'static str, word: impl Into<String>) -> NameFault {
    NameFault { check, rule, word: word.into(), is_blocking: false }
}

fn block(check: &'static str, rule: &'static str, word: impl Into<String>) -> NameFault {
    NameFault { is_blocking: true, ..warn(check, rule, word) }
}

/// Words with which branches are named (`SO-51`).
const BRANCHES: [&str; 7] = ["分会", "分中心", "分院", "专业委员会", "工作委员会", "专项基金管理委员会", "代表处"];

/// Everything the words of a name tell; what needs the register is asked of the store. `divisions` are the lawful
/// beginnings, the authority's own first; `places` every division's name, for regional branches.
#[must_use]
pub fn check(name: &str, rules: &NameRules, divisions: &[String], places: &[String]) -> Vec<NameFault> {
    let mut out = Vec::new();
    let start = rules.forbidden_starts.iter().find(|w| name.starts_with(w.as_str()));
    let division = divisions.iter().filter(|d| name.starts_with(d.as_str())).max_by_key(|d| d.len());
    if let Some(word) = start {
        out.push(block("forbidden-start", "SO-45", word));
    } else if division.is_none() {
        out.push(warn("division", "SO-44", divisions.first().cloned().unwrap_or_default()));
    }
    out.extend(branch(name, rules, places));
    let form = rules.forms.iter().filter(|f| name.ends_with(f.as_str())).max_by_key(|f| f.len());
    if form.is_none() {
        out.push(warn("form", "SO-49", rules.forms.join("、")));
    }
    out.extend(chamber(name, rules, divisions, places));
    if let Some(word) = rules.qualified_words.iter().find(|w| start.is_none() && name.contains(w.as_str())) {
        out.push(warn("qualified", "SO-45", word));
    }
    if let Some(word) = rules.misleading_words.iter().find(|w| name.contains(w.as_str())) {
        out.push(warn("misleading", "SO-46", word));
    }
    let own = own_part(name, rules, divisions);
    if own.chars().count() < 2 {
        out.push(warn("short", "SO-48", own));
    }
    if let Some(c) = name.chars().find(char::is_ascii_alphanumeric) {
        out.push(warn("letters", "SO-48", c));
    }
    out
}

/// A filed group names its community (`SO-154`): 荷塘社区 of 荷塘社区居民委员会.
#[must_use]
pub fn lacks_community(name: &str, committee: &str) -> Option<NameFault> {
    let community = committee.trim_end_matches("居民委员会").trim_end_matches("村民委员会");
    // The committee's own name may begin with its county or street.
    let own = community.rsplit(['县', '区', '市', '道', '镇', '乡']).next().unwrap_or(community);
    let own = if own.chars().count() < 2 { community } else { own };
    (!own.is_empty() && !name.contains(own)).then(|| warn("community", "SO-154", community))
}

/// A person's name in the name: an association has none as a rule, the others need that person's consent (`SO-47`).
#[must_use]
pub fn named_after<'a>(name: &str, kind: &str, people: impl IntoIterator<Item = &'a str>) -> Option<NameFault> {
    let word = people.into_iter().find(|p| p.chars().count() > 1 && name.contains(*p))?;
    Some(warn(if kind == "association" { "person" } else { "person-consent" }, "SO-47", word))
}

/// The name without the longest lawful beginning and the longest form it ends with.
#[must_use]
pub fn own_part<'a>(name: &'a str, rules: &NameRules, divisions: &[String]) -> &'a str {
    let start = divisions.iter().filter(|d| name.starts_with(d.as_str())).max_by_key(|d| d.len());
    let rest = name.strip_prefix(start.map_or("", String::as_str)).unwrap_or(name);
    let form = rules.forms.iter().filter(|f| rest.ends_with(f.as_str())).max_by_key(|f| f.len());
    rest.strip_suffix(form.map_or("", String::as_str)).unwrap_or(rest)
}

/// A chamber of people from elsewhere bears the proper name of their place, 浙江 and not 浙江省; people of this city are not
/// from elsewhere (`SO-42`).
fn chamber(name: &str, rules: &NameRules, divisions: &[String], places: &[String]) -> Option<NameFault> {
    let chamber = rules.chamber.as_ref().filter(|c| name.ends_with(c.form.as_str()))?;
    let own = own_part(name, rules, divisions);
    let proper = |place: &str| chamber.suffixes.iter().find_map(|s| place.strip_suffix(s.as_str())).map(str::to_owned);
    if places.iter().any(|place| place == own || proper(place).is_some_and(|p| p == own)) {
        return Some(warn("chamber-here", "SO-42", own));
    }
    // 浙江省 ends as places do; a field such as 社区 has no proper name of two characters before that.
    let origin = proper(own).filter(|p| p.chars().count() > 1)?;
    Some(warn("chamber-origin", "SO-42", origin))
}

fn branch(name: &str, rules: &NameRules, places: &[String]) -> Option<NameFault> {
    let word = BRANCHES.iter().find(|w| name.ends_with(**w))?;
    let parent = name.strip_suffix(word).unwrap_or(name);
    if !rules.branches {
        return Some(block("branch", "SO-51", *word));
    }
    if BRANCHES.iter().any(|w| parent.contains(w)) {
        return Some(block("second-branch", "SO-51", *word));
    }
    let place = places.iter().find(|p| parent.len() > p.len() && parent.ends_with(p.as_str()))?;
    Some(block("regional-branch", "SO-51", place))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{kernel::time::Day, platform::rulebook::Rulebook};

    fn found(kind: &str, name: &str) -> Vec<(&'static str, bool)> {
        let book = Rulebook::load(None).unwrap();
        let rules = book.kind(kind, Day::from_ymd_opt(2026, 11, 23).unwrap()).unwrap();
        let places: Vec<String> = book.divisions().all().map(|d| d.zh.clone()).collect();
        let divisions = ["遂宁市", "遂宁市船山区", "船山区", "射洪市", "遂宁市射洪市"].map(str::to_owned);
        check(name, &rules.name_rules, &divisions, &places).iter().map(|f| (f.rule, f.is_blocking)).collect()
    }

    #[test]
    fn a_persons_name_is_pointed_out_so_47() {
        let told = |name, kind| named_after(name, kind, ["徐静", "青"]).map(|f| (f.check, f.word, f.is_blocking));
        let found = |check| Some((check, "徐静".to_owned(), false));
        assert_eq!(told("遂宁市徐静书法协会", "association"), found("person"));
        assert_eq!(told("遂宁市徐静养老服务中心", "service"), found("person-consent"));
        assert_eq!(told("遂宁市青少年服务中心", "service"), None, "one character is no person's name");
    }

    #[test]
    fn names_of_domain_12_5_are_judged_as_written() {
        assert_eq!(found("association", "遂宁市中国茶叶协会"), [("SO-45", false)]);
        assert_eq!(found("service", "遂宁市最高水平养老服务中心"), [("SO-46", false)]);
        assert_eq!(found("service", "射洪市阳光社区服务中心"), []);
        assert_eq!(found("service", "中华社工服务中心"), [("SO-45", true)]);
    }

    #[test]
    fn a_chamber_of_people_from_elsewhere_bears_the_proper_name_of_their_place_so_42() {
        assert_eq!(found("association", "遂宁市重庆商会"), []);
        assert_eq!(found("association", "遂宁市浙江省商会"), [("SO-42", false)]);
        assert_eq!(found("association", "遂宁市船山商会"), [("SO-42", false)]);
        assert_eq!(found("association", "遂宁市浙江省建材协会"), [], "only chambers");
    }

    #[test]
    fn second_level_and_regional_branches_are_blocked_and_service_institutions_have_none_so_51() {
        assert!(found("association", "遂宁市茶叶协会红茶专业委员会品鉴分会").contains(&("SO-51", true)));
        assert!(found("association", "遂宁市茶叶协会船山区分会").contains(&("SO-51", true)));
        assert!(!found("association", "遂宁市茶叶协会红茶专业委员会").contains(&("SO-51", true)));
        assert!(found("service", "遂宁市阳光服务中心分中心").contains(&("SO-51", true)));
    }
}

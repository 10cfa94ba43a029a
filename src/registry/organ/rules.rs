//! Pure decisions about organs: findings by the rules of internal governance (`domain.md` 2.11), reminders, branches.
use super::model::{Body, Organ, Term};
use crate::{
    kernel::{
        refusal::{Code, Reasons, Result},
        time::Day,
    },
    platform::rulebook::Rulebook,
    registry::organization::{Organization, OrganizationKind as Kind},
};
use chrono::Months;

/// What speaks against the rules; the word begins the message `organ-finding-…`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Finding {
    pub code: &'static str,
    pub organ: Option<Organ>,
    /// A number the message names.
    pub n: u32,
}

/// The numbers of the rules as they stand on a day.
#[derive(Debug, Clone, Copy)]
pub(super) struct Numbers {
    term_years: u32,
    council: Option<(u32, u32)>,
    /// At most one in so many may be related or paid, where the law counts them.
    share: Option<u32>,
}

impl Numbers {
    /// Read from the parameters `organ.*`.
    pub(super) fn of(book: &Rulebook, kind: Kind, day: Day) -> Result<Self> {
        let council = match kind {
            Kind::Foundation => Some("organ.foundation"),
            Kind::Service => Some("organ.service"),
            Kind::Association | Kind::Filed => None,
        };
        let council = match council {
            Some(key) => {
                let count = |end: &str| book.count(&format!("{key}.council_{end}"), day);
                Some((count("min")?, count("max")?))
            }
            None => None,
        };
        let share = match kind {
            Kind::Foundation => Some(book.count("organ.foundation.share", day)?),
            _ => None,
        };
        Ok(Self { term_years: book.count("organ.term_years", day)?, council, share })
    }
}

/// Everything that speaks against the rules: an organ that is not declared, a term that is over or too long, a council too
/// small or too large, supervisors who are directors, too many relatives or paid directors.
pub(super) fn findings(numbers: &Numbers, bodies: &[Body], today: Day) -> Vec<Finding> {
    let mut out = Vec::new();
    let find = |organ: Organ| bodies.iter().find(|b| b.term.organ == organ);
    for &organ in Organ::ALL {
        let Some(body) = find(organ) else {
            out.push(Finding { code: "missing", organ: Some(organ), n: 0 });
            continue;
        };
        if body.term.until_on < today {
            out.push(Finding { code: "ended", organ: Some(organ), n: 0 });
        }
        let longest = body.term.from_on.checked_add_months(Months::new(12 * numbers.term_years));
        if longest.is_some_and(|last| body.term.until_on > last) {
            out.push(Finding { code: "long", organ: Some(organ), n: numbers.term_years });
        }
    }
    if let (Some(council), Some((least, most))) = (find(Organ::Decision), numbers.council) {
        let n = u32::try_from(council.people.len()).unwrap_or(u32::MAX);
        if n < least {
            out.push(Finding { code: "small", organ: Some(Organ::Decision), n: least });
        }
        if n > most {
            out.push(Finding { code: "large", organ: Some(Organ::Decision), n: most });
        }
        if let Some(share) = numbers.share {
            let count = |f: &dyn Fn(&super::model::Person) -> bool| council.people.iter().filter(|p| f(p)).count();
            let over = |k: usize| u32::try_from(k).unwrap_or(u32::MAX).saturating_mul(share) > n;
            if over(count(&|p| p.is_related)) {
                out.push(Finding { code: "related", organ: Some(Organ::Decision), n: share });
            }
            if over(count(&|p| p.is_paid)) {
                out.push(Finding { code: "paid", organ: Some(Organ::Decision), n: share });
            }
        }
    }
    if let (Some(council), Some(supervisors)) = (find(Organ::Decision), find(Organ::Supervisory)) {
        let both = supervisors.people.iter().any(|s| council.people.iter().any(|d| d.name == s.name));
        if both {
            out.push(Finding { code: "both", organ: Some(Organ::Supervisory), n: 0 });
        }
    }
    out
}

/// Days before the end of a term on which reminders are given, the earliest first; the last is the day itself.
pub(super) fn reminders(book: &Rulebook, day: Day) -> Result<[i64; 3]> {
    let count = |key: &str| book.count(key, day).map(i64::from);
    Ok([count("organ.remind_first")?, count("organ.remind_second")?, -1])
}

/// The reminder that is due and not given yet: each once, and of several only the latest.
pub(super) fn due(days: [i64; 3], term: &Term, today: Day) -> Option<i64> {
    let left = (term.until_on - today).num_days();
    let reached = days.into_iter().filter(|d| left <= *d).min()?;
    (term.is_current && term.reminded.is_none_or(|given| reached < given)).then_some(reached)
}

/// Whether somebody may declare organs of this organization: it is registered and exists.
pub(super) fn may_declare(o: &Organization) -> Result<()> {
    let mut r = Reasons::default();
    r.require(!o.status.is_ended(), Code::OrganizationEnded);
    r.require(o.is_registered, Code::OrganizationFiled);
    r.done()
}

/// Whether a branch may be declared: only an association sets them up, and none of a region (社会团体登记管理条例 art. 17;
/// 民办非企业单位登记管理暂行条例 art. 13). Their approval was ended by the State Council in 2013; the association decides
/// itself and answers for them.
pub(super) fn may_branch(o: &Organization, name: &str, regions: &[String]) -> Result<()> {
    may_declare(o)?;
    let mut r = Reasons::default();
    r.require(o.kind == Kind::Association, Code::BranchNotHere);
    let own = name.strip_prefix(o.name.as_str());
    r.require(own.is_some_and(|rest| !rest.is_empty()), Code::BranchName);
    let rest = own.unwrap_or(name);
    r.require(!regions.iter().any(|region| rest.contains(region.as_str())), Code::BranchRegional);
    r.done()
}

#[cfg(test)]
mod tests {
    use super::{
        super::model::{Person, Post},
        *,
    };
    use crate::{kernel::actor::OrganizationId, registry::organization::sample::organization};

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn body(organ: Organ, until: &str, names: &[&str]) -> Body {
        let person = |n: &&str| Person {
            term_id: 1,
            post: Post::Director,
            name: (*n).into(),
            is_paid: false,
            is_related: false,
        };
        Body {
            term: Term {
                id: 1,
                organization_id: OrganizationId(1),
                organ,
                number: 2,
                from_on: day("2023-01-01"),
                until_on: day(until),
                is_current: true,
                reminded: None,
                version: 0,
            },
            people: names.iter().map(person).collect(),
        }
    }

    fn codes(kind: Kind, bodies: &[Body]) -> Vec<&'static str> {
        let book = Rulebook::load(None).unwrap();
        let numbers = Numbers::of(&book, kind, day("2026-11-23")).unwrap();
        findings(&numbers, bodies, day("2026-11-23")).into_iter().map(|f| f.code).collect()
    }

    #[test]
    fn three_organs_are_declared_in_term_and_a_supervisor_is_no_director() {
        assert_eq!(codes(Kind::Association, &[]), ["missing", "missing", "missing"]);
        let good = [
            body(Organ::Decision, "2027-12-31", &["a", "b", "c", "d", "e"]),
            body(Organ::Executive, "2027-12-31", &["f"]),
            body(Organ::Supervisory, "2027-12-31", &["g"]),
        ];
        for kind in [Kind::Association, Kind::Service, Kind::Foundation] {
            assert!(codes(kind, &good).is_empty(), "{kind}");
        }
        let mut bad = good.clone();
        bad[1].term.until_on = day("2026-11-22");
        bad[0].term.until_on = day("2028-01-02");
        bad[2].people[0].name = "a".into();
        assert_eq!(codes(Kind::Association, &bad), ["long", "ended", "both"]);
    }

    #[test]
    fn a_foundation_has_five_to_twenty_five_directors_a_third_related_or_paid_at_most() {
        let with = |names: &[&str]| {
            [
                body(Organ::Decision, "2027-12-31", names),
                body(Organ::Executive, "2027-12-31", &["x"]),
                body(Organ::Supervisory, "2027-12-31", &["y"]),
            ]
        };
        assert_eq!(codes(Kind::Foundation, &with(&["a", "b", "c", "d"])), ["small"]);
        assert!(codes(Kind::Service, &with(&["a", "b", "c"])).is_empty());
        assert_eq!(codes(Kind::Service, &with(&["a", "b"])), ["small"]);
        let mut six = with(&["a", "b", "c", "d", "e", "f"]);
        for p in six[0].people.iter_mut().take(2) {
            (p.is_related, p.is_paid) = (true, true);
        }
        assert!(codes(Kind::Foundation, &six).is_empty(), "two of six are a third");
        six[0].people[2].is_related = true;
        assert_eq!(codes(Kind::Foundation, &six), ["related"]);
    }

    #[test]
    fn each_reminder_comes_once_and_of_several_only_the_latest() {
        let days = [90, 30, -1];
        let term = |until: &str, reminded| Term { reminded, ..body(Organ::Decision, until, &[]).term };
        assert_eq!(due(days, &term("2027-03-01", None), day("2026-11-23")), None);
        assert_eq!(due(days, &term("2027-02-20", None), day("2026-11-23")), Some(90));
        assert_eq!(due(days, &term("2027-02-20", Some(90)), day("2026-11-23")), None);
        assert_eq!(due(days, &term("2026-12-01", None), day("2026-11-23")), Some(30));
        assert_eq!(due(days, &term("2026-11-22", Some(30)), day("2026-11-23")), Some(-1));
        assert_eq!(due(days, &term("2026-11-22", Some(-1)), day("2026-11-23")), None);
    }

    #[test]
    fn only_an_association_has_branches_under_its_own_name_and_none_of_a_region() {
        let mut o = organization();
        let regions = ["蓬溪县".to_owned()];
        o.kind = Kind::Service;
        let name = format!("{}志愿服务专业委员会", o.name);
        assert!(may_branch(&o, &name, &regions).unwrap_err().has(Code::BranchNotHere));
        o.kind = Kind::Association;
        assert!(may_branch(&o, &name, &regions).is_ok());
        assert!(may_branch(&o, "志愿服务专业委员会", &regions).unwrap_err().has(Code::BranchName));
        let regional = format!("{}蓬溪县分会", o.name);
        assert!(may_branch(&o, &regional, &regions).unwrap_err().has(Code::BranchRegional));
    }
}

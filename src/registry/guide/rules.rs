//! Pure advice: which kind, which mode, what is short, and what is within reach instead.
use super::model::{Advice, Answers};
use crate::{
    kernel::time::Day,
    platform::rulebook::{Rulebook, ThresholdFault, ThresholdQuery, Thresholds},
    registry::organization::OrganizationKind as Kind,
};

/// What fits the answers on a day; nothing when the rulebook knows no such kind then.
#[must_use]
pub fn advise(book: &Rulebook, answers: &Answers, today: Day) -> Option<Advice> {
    let kind = answers.core.kind();
    let rules = book.kind(kind.word(), today)?;
    let category = answers.category.word();
    let form = rules.legal_forms.first().map(|f| f.key.clone()).unwrap_or_default();
    let thresholds = rules.thresholds(&ThresholdQuery {
        authority: &answers.division,
        category,
        form: &form,
        community: answers.is_community,
        day: today,
    });
    let short = thresholds.map(|t| short_of(t, answers)).unwrap_or_default();
    let instead = instead(kind, rules.enabled, !short.is_empty());
    Some(Advice {
        kind,
        mode: rules.mode(&answers.division, category, today),
        is_open: rules.enabled,
        thresholds: thresholds.cloned(),
        short,
        instead,
    })
}

/// What the answers fall short of. An open answer is no shortage.
fn short_of(t: &Thresholds, a: &Answers) -> Vec<ThresholdFault> {
    let members = match (a.individuals, a.units) {
        (None, None) => None,
        (individuals, units) => t.check_members(individuals.unwrap_or(0), units.unwrap_or(0)),
    };
    members.into_iter().chain(a.capital.and_then(|c| t.check_capital(c))).collect()
}

/// What does not reach the conditions of registration may be filed with its street or township (`SO-152`); where no
/// foundation is registered, a service institution can carry the purpose (`SO-13`).
fn instead(kind: Kind, is_open: bool, is_short: bool) -> Option<Kind> {
    match kind {
        Kind::Foundation if !is_open => Some(Kind::Service),
        Kind::Association | Kind::Service if is_short => Some(Kind::Filed),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::money::Money, platform::rulebook::RegistrationMode as Mode, registry::guide::model::Core,
        registry::organization::Category,
    };

    fn asked(core: Core, category: Category) -> Answers {
        Answers {
            core,
            category,
            division: "510903".parse().unwrap(),
            is_community: false,
            individuals: None,
            units: None,
            capital: None,
        }
    }

    fn told(answers: &Answers) -> Advice {
        let book = Rulebook::load(None).unwrap();
        advise(&book, answers, Day::from_ymd_opt(2026, 11, 23).unwrap()).unwrap()
    }

    #[test]
    fn the_four_direct_categories_need_no_competent_authority_and_others_do_so_21_so_20() {
        assert_eq!(told(&asked(Core::Members, Category::Trade)).mode, Mode::Direct);
        assert_eq!(told(&asked(Core::Service, Category::Community)).mode, Mode::Direct);
        assert_eq!(told(&asked(Core::Members, Category::CultureSport)).mode, Mode::Dual);
        assert_eq!(told(&asked(Core::Service, Category::Religious)).mode, Mode::Dual);
        assert_eq!(told(&asked(Core::Neighbours, Category::LivingService)).mode, Mode::Filing);
    }

    #[test]
    fn an_association_needs_fifty_individuals_or_thirty_units_and_is_told_what_lacks_so_31() {
        let a = Answers { individuals: Some(38), ..asked(Core::Members, Category::Trade) };
        assert_eq!(told(&a).short, [ThresholdFault::TooFewIndividuals { have: 38, need: 50 }]);
        let units = Answers { units: Some(30), ..asked(Core::Members, Category::Trade) };
        assert_eq!(told(&units).short, []);
        let mixed = Answers { individuals: Some(30), units: Some(20), ..asked(Core::Members, Category::Trade) };
        assert_eq!(told(&mixed).short, []);
    }

    #[test]
    fn three_thousand_yuan_suffice_for_a_community_organization_and_not_for_others_so_30() {
        let a = Answers { capital: Some(Money::from_yuan(3000)), ..asked(Core::Service, Category::Community) };
        assert_eq!(told(&a).short.len(), 1);
        assert_eq!(told(&a).instead, Some(Kind::Filed), "filing is within reach meanwhile (SO-152)");
        let community = Answers { is_community: true, ..a };
        assert_eq!((told(&community).short.len(), told(&community).instead), (0, None));
    }

    #[test]
    fn where_no_foundation_is_registered_the_purpose_finds_another_way_so_13() {
        let advice = told(&asked(Core::Money, Category::Charity));
        assert_eq!((advice.is_open, advice.instead), (false, Some(Kind::Service)));
    }
}

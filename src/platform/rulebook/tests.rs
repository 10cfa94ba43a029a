//! The shipped rules against the acceptance vectors of the domain reference, and wrong files against their sentences.
use super::*;
use crate::kernel::division::DivisionCode;
use std::sync::LazyLock;

static BOOK: LazyLock<Rulebook> = LazyLock::new(|| Rulebook::load(None).unwrap());

fn day(text: &str) -> Day {
    text.parse().unwrap()
}

fn today() -> Day {
    day("2026-11-23")
}

fn code(text: &str) -> DivisionCode {
    text.parse().unwrap()
}

fn kind(key: &str) -> Arc<OrganizationKind> {
    BOOK.kind(key, today()).unwrap()
}

fn procedure(key: &str) -> Arc<Procedure> {
    BOOK.procedure(key, today()).unwrap()
}

fn thresholds(key: &str, authority: &str, form: &str, community: bool) -> Thresholds {
    let authority = code(authority);
    let wanted = ThresholdQuery { authority: &authority, category: "charity", form, community, day: today() };
    kind(key).thresholds(&wanted).unwrap().clone()
}

fn overlaid(name: &str, text: &str) -> Result<Rulebook> {
    let mut files = Files::embedded().unwrap();
    files.put(name, text.to_owned());
    Rulebook::from_files(&files)
}

fn sentence(result: Result<Rulebook>) -> String {
    format!("{:#}", result.unwrap_err())
}

#[test]
fn everything_of_the_house_is_there() {
    let keys = |kinds: Vec<Arc<OrganizationKind>>| kinds.iter().map(|kind| kind.key.clone()).collect::<Vec<_>>();
    assert_eq!(keys(BOOK.kinds(today())), ["association", "service", "foundation", "filed"]);
    let procedures: Vec<_> = BOOK.procedures(today()).iter().map(|p| p.key.clone()).collect();
    assert_eq!(
        procedures,
        [
            "open_tender",
            "invited_tender",
            "competitive_consultation",
            "competitive_negotiation",
            "single_source",
            "practice"
        ]
    );
    assert!(BOOK.catalogue().items().count() >= 40);
    assert_eq!(BOOK.catalogue().items().filter(|(_, item)| item.pilot).count(), 3);
    assert_eq!(BOOK.divisions().counties().count(), 5);
    assert!(BOOK.calendar().is_working_day(today()));
    assert_eq!(BOOK.digest().len(), 64);
}

#[test]
fn parameters_carry_value_source_and_tag() {
    let decision = BOOK.parameter("reg.decision_statutory", today()).unwrap();
    assert_eq!(decision.value, Value::Period(Period::days(60)));
    assert_eq!((decision.source.rule.as_str(), decision.source.tag), ("SO-63", Tag::A));
    assert!(BOOK.parameter("proc.limit_services", today()).unwrap().source.tag.needs_local_check());
    assert_eq!(BOOK.money("proc.open_tender_threshold", today()).unwrap(), Money::from_yuan(4_000_000));
    assert_eq!(BOOK.ratio("proc.bid_deposit_max", today()).unwrap(), Ratio::percent(2));
    assert_eq!(BOOK.list("vol.stars", today()).unwrap(), [100, 300, 600, 1000, 1500]);
    assert_eq!(BOOK.minutes("vol.precision", today()).unwrap(), 30);
    assert_eq!(BOOK.minutes("vol.day_cap", today()).unwrap(), 720);
    let deadline = BOOK.month_day("annual.second_deadline", today()).unwrap();
    assert_eq!(deadline.in_year(2027), Some(day("2027-05-31")));
    assert_eq!(BOOK.range("proc.sme_deduction", today()).unwrap(), PercentRange { min: 10, max: 20 });
    assert!(BOOK.period("vol.stars", today()).is_err() && BOOK.parameter("no.such", today()).is_err());
    assert!(BOOK.parameter("reg.decision_statutory", day("1990-01-01")).is_err(), "before the law");
}

#[test]
fn every_time_limit_from_pr_30_to_pr_66_is_a_parameter() {
    let rules: Vec<&str> = BOOK.parameters().all().map(|parameter| parameter.source.rule.as_str()).collect();
    for number in 30..=66 {
        assert!(rules.contains(&format!("PR-{number}").as_str()), "PR-{number}");
    }
}

#[test]
fn an_association_needs_fifty_persons_thirty_units_or_fifty_of_both() {
    // domain.md 12, vector 1
    let rows = thresholds("association", "510900", "association", false);
    for (individuals, units, passes) in
        [(49, 0, false), (50, 0, true), (0, 29, false), (0, 30, true), (20, 29, false), (21, 29, true)]
    {
        assert_eq!(rows.check_members(individuals, units).is_none(), passes, "{individuals} persons, {units} units");
    }
    assert_eq!(rows.check_members(49, 0), Some(ThresholdFault::TooFewIndividuals { have: 49, need: 50 }));
}

#[test]
fn capital_is_thirty_thousand_and_three_thousand_for_community_benefit() {
    // domain.md 12, vector 2; SO-30
    let enough = |row: &Thresholds, yuan: i64| row.check_capital(Money::from_yuan(yuan)).is_none();
    for key in ["association", "service"] {
        let form = &kind(key).legal_forms[0].key;
        let general = thresholds(key, "510903", form, false);
        assert!(!enough(&general, 29_999) && enough(&general, 30_000), "{key}");
        let community = thresholds(key, "510903", form, true);
        assert!(!enough(&community, 2_999) && enough(&community, 3_000), "{key}");
        let elsewhere = thresholds(key, "510700", form, true);
        assert!(!enough(&elsewhere, 3_000), "{key}: the relief is Suining's");
    }
    assert!(!enough(&thresholds("association", "100000", "association", false), 99_999), "national");
    assert!(enough(&thresholds("foundation", "510000", "non_public", false), 2_000_000));
    assert!(!enough(&thresholds("foundation", "510000", "public", false), 3_999_999));
}

#[test]
fn filed_groups_need_ten_members_or_three_workers() {
    // SO-154
    assert!(thresholds("filed", "510903001", "association", false).check_members(9, 0).is_some());
    assert!(thresholds("filed", "510903001", "service_group", false).check_workers(2).is_some());
    assert!(thresholds("filed", "510903001", "service_group", false).check_workers(3).is_none());
}

#[test]
fn four_categories_register_directly_in_suining_and_nowhere_else_by_default() {
    // SO-20 to SO-23
    use RegistrationMode::{Direct, Dual, Filing};
    let association = kind("association");
    for (authority, category, mode) in [
        ("510900", "trade", Direct),
        ("510903", "community", Direct),
        ("510981", "science", Direct),
        ("510900", "other", Dual),
        ("510900", "religious", Dual),
        ("510700", "trade", Dual),
    ] {
        assert_eq!(association.mode(&code(authority), category, today()), mode, "{authority} {category}");
    }
    assert_eq!(kind("filed").mode(&code("510903001"), "living", today()), Filing);
}

#[test]
fn the_sponsors_approval_is_asked_for_under_dual_management_only() {
    let association = kind("association");
    let offers = |mode| association.documents_for(mode, Founding::default()).any(|(d, _)| d.key == "sponsor_approval");
    assert!(offers(RegistrationMode::Dual) && !offers(RegistrationMode::Direct));
    let required = |mode| association.documents.iter().filter(|document| document.is_required(mode)).count();
    assert_eq!((required(RegistrationMode::Dual), required(RegistrationMode::Direct)), (6, 5), "2.5");
}

#[test]
fn foundations_are_off_by_default_and_filed_groups_are_no_legal_persons() {
    // SO-13, SO-153
    assert!(!kind("foundation").enabled && kind("foundation").caution.is_some());
    assert!(!kind("filed").legal_person && kind("filed").credit_prefix.is_none());
    assert_eq!(kind("service").credit_prefix.unwrap().as_str(), "52");
    assert!(!kind("service").name_rules.branches && kind("association").name_rules.branches, "SO-51");
}

#[test]
fn committees_are_large_enough_odd_and_mostly_experts() {
    // domain.md 12, vector 9; PR-70, PR-71
    let rule = procedure("open_tender").committee.clone();
    let small = Stake { budget: Money::from_yuan(1_000_000), weighty: false };
    let large = Stake { budget: Money::from_yuan(12_000_000), weighty: false };
    assert_eq!(rule.check(5, 3, small), [CommitteeFault::TooFewExperts { have: 3, need: 4 }]);
    assert_eq!(rule.check(5, 4, small), []);
    assert_eq!(rule.check(6, 4, small), [CommitteeFault::Even { have: 6 }]);
    assert_eq!(rule.check(5, 4, large), [CommitteeFault::TooSmall { have: 5, need: 7 }]);
    assert_eq!(rule.check(7, 5, Stake { weighty: true, ..small }), []);
    assert_eq!(procedure("competitive_consultation").committee.check(3, 2, small), []);
    let negotiation = &procedure("competitive_negotiation").committee;
    assert!(negotiation.check(3, 2, small).is_empty() && !negotiation.check(3, 2, large).is_empty());
}

#[test]
fn the_price_weighs_ten_percent_at_least_and_thirty_at_most_in_a_consultation() {
    // domain.md 12, vector 10; PR-77
    let tender = procedure("open_tender").price_weight.clone().unwrap();
    let consultation = procedure("competitive_consultation").price_weight.clone().unwrap();
    assert_eq!(tender.check(9), Err(PriceFault::TooLow { min: 10 }));
    assert_eq!(tender.check(10), Ok(None));
    assert_eq!(tender.check(35), Ok(Some(PriceNote::UnusuallyHigh)));
    assert_eq!(tender.check(101), Err(PriceFault::TooHigh { max: 100 }));
    assert_eq!(consultation.check(35), Err(PriceFault::TooHigh { max: 30 }));
    assert_eq!(consultation.check(30), Ok(None));
}

#[test]
fn a_tender_and_a_consultation_close_no_earlier_than_the_law_allows() {
    // domain.md 12, vector 7; PR-34, PR-37
    let earliest =
        |key: &str| procedure(key).periods.documents_to_deadline.earliest(BOOK.calendar(), day("2026-09-11"));
    assert_eq!(earliest("open_tender"), day("2026-10-08"));
    assert_eq!(earliest("competitive_consultation"), day("2026-09-21"));
}

#[test]
fn two_valid_bids_suffice_for_services_in_a_consultation_only() {
    // PR-83, 财库〔2015〕124号
    assert_eq!(procedure("competitive_consultation").bids.needed(true), 2);
    assert_eq!(procedure("competitive_consultation").bids.needed(false), 3);
    assert_eq!(procedure("open_tender").bids.needed(true), 3);
    assert_eq!(procedure("single_source").bids.needed(true), 1);
}

#[test]
fn a_contract_of_thirty_seven_months_is_too_long() {
    // domain.md 12, vector 12; PR-14
    let longest = procedure("open_tender").contract.longest;
    assert!(ContractRule::fits(longest, day("2026-12-01"), day("2029-11-30")));
    assert!(!ContractRule::fits(longest, day("2026-12-01"), day("2029-12-31")));
}

#[test]
fn practice_says_that_it_is_a_simulation_and_counts_in_minutes() {
    let practice = procedure("practice");
    assert!(practice.simulated && practice.name.zh.contains("模拟"));
    assert_eq!(practice.periods.documents_to_deadline.unit, crate::kernel::period::Unit::Minutes);
    assert!(BOOK.procedures(today()).iter().filter(|p| p.simulated).count() == 1);
}

#[test]
fn a_case_can_store_what_it_started_under() {
    let kind = kind("association");
    let stored = serde_json::to_string(&*kind).unwrap();
    assert_eq!(serde_json::from_str::<OrganizationKind>(&stored).unwrap(), *kind);
    let procedure = procedure("competitive_consultation");
    let stored = serde_json::to_string(&*procedure).unwrap();
    assert_eq!(serde_json::from_str::<Procedure>(&stored).unwrap(), *procedure);
    let parameter = BOOK.parameter("proc.sme_deduction", today()).unwrap();
    let stored = serde_json::to_string(parameter).unwrap();
    assert_eq!(serde_json::from_str::<Parameter>(&stored).unwrap(), *parameter);
}

const NEW_LIMIT: &str = r#"
[[parameter]]
key = "proc.tender.documents_to_deadline"
value = "25 d"
unit = "period"
zh = "招标文件发出至投标截止最短期"
en = "From tender documents to the bid deadline, at least"
rule = "PR-34"
basis = "made up"
tag = "D"
valid_from = "2027-01-01"
"#;

#[test]
fn a_new_number_counts_from_its_day_and_old_cases_keep_the_old_one() {
    let book = overlaid("parameters.toml", NEW_LIMIT).unwrap();
    let on = |text: &str| book.procedure("open_tender", day(text)).unwrap().periods.documents_to_deadline;
    assert_eq!(on("2026-12-31"), Period::days(20));
    assert_eq!(on("2027-01-01"), Period::days(25));
    assert_eq!(book.period("proc.challenge", day("2027-01-01")).unwrap(), Period::working_days(7), "the rest stays");
    assert_ne!(book.digest(), BOOK.digest());
}

#[test]
fn a_row_of_the_same_day_replaces_the_embedded_one() {
    let own = NEW_LIMIT.replace("2027-01-01", "2003-01-01");
    let book = overlaid("parameters.toml", &own).unwrap();
    assert_eq!(book.procedure("open_tender", today()).unwrap().periods.documents_to_deadline, Period::days(25));
}

#[test]
fn a_new_law_is_a_new_file() {
    let text = Files::embedded().unwrap().folder("procedures")[0].1.to_owned();
    assert!(text.contains("competitive_consultation"));
    let text = text.replace("2024-01-01", "2027-07-01").replace("min_valid_service = 2", "min_valid_service = 3");
    let book = overlaid("procedures/competitive_consultation_2027.toml", &text).unwrap();
    let needed = |text: &str| book.procedure("competitive_consultation", day(text)).unwrap().bids.needed(true);
    assert_eq!((needed("2027-06-30"), needed("2027-07-01")), (2, 3));
}

#[test]
fn a_directory_lays_its_files_over_the_embedded_ones() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("parameters.toml"), NEW_LIMIT).unwrap();
    std::fs::create_dir(directory.path().join("calendar")).unwrap();
    let notice =
        "year = 2028\nsource = \"made up\"\nentered_by = \"test\"\nentered_at = \"2027-11-01\"\nholiday = []\n";
    std::fs::write(directory.path().join("calendar/2028.toml"), notice).unwrap();
    let book = Rulebook::load(Some(directory.path())).unwrap();
    assert!(!book.calendar().is_provisional(day("2028-03-01")) && book.calendar().is_provisional(day("2027-03-01")));
    assert_eq!(book.period("proc.tender.documents_to_deadline", day("2027-01-01")).unwrap(), Period::days(25));
}

#[test]
fn a_wrong_file_is_named_with_its_key() {
    let original = |name: &str| {
        let (folder, _) = name.split_once('/').unwrap();
        let files = Files::embedded().unwrap();
        files.folder(folder).into_iter().find(|(other, _)| *other == name).unwrap().1.to_owned()
    };
    let practice = "procedures/practice.toml";
    let tender = "procedures/open_tender.toml";
    let association = "organizations/association.toml";
    for (name, from, to, wanted) in [
        (practice, "simulated = true\n", "", "simulated"),
        (practice, "min_valid = 2", "min_valid = \"two\"", "min_valid"),
        (tender, "@proc.challenge\"", "@proc.no_such\"", "proc.no_such"),
        (tender, "@proc.contract_sign\"", "@proc.bid_deposit_max\"", "contract_sign"),
        (tender, "notice_publicity = \"@proc.notice_publicity\"", "notice_publicity = \"soon\"", "notice_publicity"),
        (tender, "regime = \"statutory\"", "regime = \"none\"", "regime"),
        (association, "key = \"science\"", "key = \"trade\"", "categories"),
        (association, "category = \"trade\"", "category = \"religious\"", "religious"),
        (association, "valid_from = \"2016-02-06\"", "valid_from = \"yesterday\"", "valid_from"),
        (association, "legal_person = true", "legal_person = false", "credit_prefix"),
        (association, "order = 1", "order = 1\ncolour = \"red\"", "colour"),
    ] {
        let text = original(name);
        let changed = text.replacen(from, to, 1);
        assert_ne!(text, changed, "{name}: {from}");
        let error = sentence(overlaid(name, &changed));
        assert!(error.contains(name) && error.contains(wanted), "{name} {from} → {error}");
    }
    let error = sentence(overlaid("parameters.toml", &NEW_LIMIT.replace("25 d", "soon")));
    assert!(error.contains("parameters.toml: proc.tender.documents_to_deadline"), "{error}");
}

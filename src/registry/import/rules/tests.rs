use super::*;
use crate::{
    platform::files::inspect::Format,
    registry::{import::read, organization::sample::organization},
};

const HEAD: &str =
    "credit_code,name,kind,category,division,domicile,legal_representative,capital,scope,founded_on,status,valid_until";

fn now() -> Ts {
    "2026-11-23T01:00:00Z".parse().unwrap()
}

fn known() -> Organization {
    Organization {
        credit_code: "52510903XXXX00019L".into(),
        name: "听荷".into(),
        authority_id: AuthorityId(7),
        ..organization()
    }
}

fn look(text: &str) -> Checked {
    let words = Words::load().unwrap();
    let (lexicon, book) = (Lexicon::of(&words), Rulebook::load(None).unwrap());
    let table = read::table(text.as_bytes(), Format::Csv, &lexicon).unwrap();
    let mut register = Register::default();
    register.by_code.insert(known().credit_code, known());
    register.by_name.insert("听荷".into(), vec![known().credit_code]);
    register.by_name.insert("乙".into(), vec!["51510903XXXX00017X".into()]);
    let place = Place { authority: AuthorityId(7), division: "510903", book: &book, lexicon: &lexicon, now: now() };
    let checked = check(&table, &register, &place);
    for locale in crate::platform::i18n::Locale::ALL {
        for p in &checked.problems {
            assert!(!sentence(&words, locale, p).contains('⟦'), "{} is said in both languages", p.key);
        }
    }
    checked
}

fn keys(checked: &Checked) -> Vec<(i64, &str, &str)> {
    checked.problems.iter().map(|p| (p.line, p.column.as_deref().unwrap_or_default(), p.key.as_str())).collect()
}

#[test]
fn a_row_is_new_changes_something_or_says_what_is_known() {
    let code = CreditCode::issue(Prefix::SERVICE, &"510903".parse().unwrap(), 77).unwrap();
    let text = format!(
        "{HEAD}\n{},丙,社会服务机构,城乡社区服务类,船山区,路 1 号,徐静,3万元,日间照料,2014年5月20日,,\n\
         52510903XXXX00019L,听荷,,,,,,,,,,2029-04-17\n",
        code.as_str()
    );
    let checked = look(&text);
    assert_eq!(keys(&checked), []);
    assert_eq!(
        (checked.tally.lines, checked.tally.added, checked.tally.updated, checked.tally.unchanged),
        (2, 1, 0, 1)
    );
    let Deed::Add(o, _) = &checked.deeds[0].1 else { panic!("the first row is new") };
    assert_eq!(
        (o.county.as_str(), o.capital, o.founded_on.to_string().as_str()),
        ("510903", Money::from_yuan(30_000), "2014-05-20")
    );
    assert_eq!((o.mode, o.is_registered, o.form.as_str()), (Mode::Direct, true, "legal_person"));
    let changed = look("credit_code,name,domicile\n52510903xxxx00019l,听荷,新路 2 号\n");
    let Deed::Update(before, after) = &changed.deeds[0].1 else { panic!("the domicile changes") };
    assert_eq!((after.domicile.as_str(), after.version), ("新路 2 号", before.version));
    assert_eq!(Organization { domicile: before.domicile.clone(), ..(**after).clone() }, **before, "and nothing else");
}

#[test]
fn every_error_has_its_line_column_and_reason() {
    let text = format!(
        "{HEAD}\n\
         52510903XXXX00019X,甲,service,community,510903,x,徐静,1,x,2014-05-20,,\n\
         51510903XXXX00O19X,甲,service,nonsense,990000,x,徐静,-1,x,2014-13-01,,\n\
         ,丁,service,community,510903,x,徐静,1,x,2014-05-20,,\n\
         52510903XXXX00019L,乙,association,,510904,,,,,2030-01-01,active,2001-01-01\n"
    );
    let checked = look(&text);
    assert_eq!(checked.tally.added + checked.tally.updated + checked.tally.unchanged, 0);
    let told = keys(&checked);
    for wanted in [
        (2, "credit_code", "credit-code-check"),
        (3, "credit_code", "credit-code-mistaken-character"),
        (3, "name", "twice"),
        (3, "category", "category"),
        (3, "division", "division"),
        (3, "capital", "money"),
        (3, "founded_on", "day"),
        (4, "credit_code", "required"),
        (5, "name", "name-taken"),
        (5, "kind", "kind-fixed"),
        (5, "division", "division-elsewhere"),
        (5, "founded_on", "day-ahead"),
        (5, "valid_until", "day-before"),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
    }
}

#[test]
fn standing_never_changes_by_import_and_a_missing_column_is_told_once() {
    let told = look("credit_code,name,status\n52510903XXXX00019L,听荷,已注销\n");
    assert_eq!(keys(&told), [(2, "status", "status-fixed")]);
    let missing = look("credit_code,name\nB510903202600001,一队\nB510903202600002,二队\n");
    assert!(keys(&missing).contains(&(1, "domicile", "column-missing")));
    assert_eq!(
        missing.problems.iter().filter(|p| p.key == "column-missing" && p.column.as_deref() == Some("scope")).count(),
        1
    );
    let long = format!("credit_code,name,domicile\n52510903XXXX00019L,听荷,{}\n", "路".repeat(201));
    assert_eq!(keys(&look(&long)), [(2, "domicile", "too-long")]);
}

#[test]
fn errors_beyond_the_kept_ones_are_counted() {
    let rows: String = (0..KEPT + 200).map(|n| format!("X{n},n{n}\n")).collect();
    let checked = look(&format!("credit_code,name,kind\n{rows}"));
    assert_eq!(checked.problems.len(), KEPT);
    assert!(checked.tally.wrong > count(KEPT + 100));
}

//! Numbers, rows and columns in the reader's language.
use super::model::{Column, Dimension, Facts, Line, Measure, Table};
use crate::{
    kernel::time::Day,
    platform::i18n::{self, Locale},
    portal::words,
    web::Cx,
};

/// A number as charts and tables show it; the unit stands in the column's heading.
pub(super) fn number(measure: Measure, n: Option<i64>) -> String {
    let Some(n) = n else { return "—".into() };
    match measure {
        Measure::Count => i18n::number(n),
        // Ten thousands of yuan, the unit of Chinese accounts.
        Measure::Fen => i18n::number((n + if n < 0 { -500_000 } else { 500_000 }) / 1_000_000),
        Measure::Minutes => i18n::number((n + 30) / 60),
        Measure::Share(..) => percent(n),
    }
}

/// Hundredths of a percent with one decimal.
pub(super) fn percent(n: i64) -> String {
    let tenths = (n + 5) / 10;
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// A number as programs read it: yuan and hours with two decimals, percent with two.
pub(super) fn exact(measure: Measure, n: Option<i64>) -> String {
    let Some(n) = n else { return String::new() };
    let cents = |n: i64| format!("{}{}.{:02}", if n < 0 { "-" } else { "" }, n.abs() / 100, n.abs() % 100);
    match measure {
        Measure::Count => n.to_string(),
        Measure::Fen | Measure::Share(..) => cents(n),
        Measure::Minutes => cents((n * 100 + 30) / 60),
    }
}

/// The column's name in a file, with its unit.
pub(super) fn field(column: &Column) -> String {
    let unit = match column.measure {
        Measure::Count => "",
        Measure::Fen => "_yuan",
        Measure::Minutes if column.key == "hours" => "",
        Measure::Minutes => "_hours",
        Measure::Share(..) => "_percent",
    };
    format!("{}{unit}", column.key)
}

/// The column's heading, with its unit.
pub(super) fn heading(cx: &Cx, column: &Column) -> String {
    cx.say(&format!("statistics-column-{}", column.key.replace('_', "-")))
}

/// What a row is, in words.
pub(super) fn row(cx: &Cx, facts: &Facts, table: &Table, line: &Line) -> String {
    name(cx, facts, table.plan.dimension, &line.code)
}

fn name(cx: &Cx, facts: &Facts, dimension: Dimension, code: &str) -> String {
    let zh = cx.locale == Locale::Zh;
    let word = |key: String| words::word(&cx.env().words, cx.locale, &key, code);
    let book = &cx.env().rulebook;
    match dimension {
        _ if code == "other" => cx.say("org-category-other"),
        Dimension::Kind => word(format!("org-kind-{code}")),
        Dimension::Category => word(format!("org-category-{code}")),
        Dimension::Division if code == book.divisions().home().as_str() => cx.say("statistics-city-level"),
        Dimension::Division => words::division(cx, code),
        Dimension::Year => code.to_owned(),
        Dimension::Month => month(cx.locale, code),
        Dimension::Procedure => book
            .procedure(code, facts.counted_at.day())
            .map_or_else(|| code.to_owned(), |p| p.name.in_language(cx.locale.tag()).to_owned()),
        Dimension::Service => book
            .catalogue()
            .item(code)
            .map_or_else(|| code.to_owned(), |item| if zh { item.zh.clone() } else { item.en.clone() }),
        Dimension::Department => facts
            .departments
            .get(code)
            .map_or_else(|| code.to_owned(), |(cn, en)| if zh { cn.clone() } else { en.clone() }),
    }
}

/// `2026-11` as 2026 年 11 月 or Nov 2026.
fn month(locale: Locale, code: &str) -> String {
    let Ok(first) = format!("{code}-01").parse::<Day>() else { return code.to_owned() };
    match locale {
        Locale::Zh => first.format("%Y 年 %-m 月").to_string(),
        Locale::En => first.format("%b %Y").to_string(),
    }
}

/// A month under a mark, where there is little room.
pub(super) fn short(cx: &Cx, table: &Table, code: &str) -> String {
    let month = table.plan.dimension == Dimension::Month;
    let Some(first) = month.then(|| format!("{code}-01").parse::<Day>().ok()).flatten() else { return code.to_owned() };
    match cx.locale {
        Locale::Zh => first.format("%y.%-m").to_string(),
        Locale::En => first.format("%b %y").to_string(),
    }
}

/// Where a row is broken down into the things it counts; empty for nowhere.
pub(super) fn link(table: &Table, code: &str) -> String {
    match (table.plan.dimension, table.plan.key) {
        (Dimension::Division, "organizations-by-division") => format!("/orgs?division={code}"),
        (Dimension::Division, _) => format!("/activities?county={code}"),
        (Dimension::Kind, _) => format!("/orgs?kind={code}"),
        (Dimension::Category, _) => format!("/orgs?category={code}"),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_rounded_for_people_and_exact_for_programs() {
        assert_eq!(number(Measure::Fen, Some(32_060_000_000)), "32,060");
        assert_eq!(exact(Measure::Fen, Some(-50)), "-0.50");
        assert_eq!(
            (number(Measure::Minutes, Some(89)), exact(Measure::Minutes, Some(90))),
            ("1".into(), "1.50".into())
        );
        assert_eq!(
            (number(Measure::Share(0, 1), Some(9514)), number(Measure::Share(0, 1), None)),
            ("95.1%".into(), "—".into())
        );
        assert_eq!(percent(10_000), "100.0%");
    }
}

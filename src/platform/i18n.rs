//! Both languages: Fluent messages, and how numbers, money, days and instants are written in each.
use super::embedded::{self, Assets};
use crate::kernel::{
    money::Money,
    refusal::{Fact, Facts},
    time::{Day, Ts},
};
use anyhow::{Context, anyhow};
use chrono::Datelike;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle, types::FluentNumber};
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::HashMap};

/// A language of the pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
pub enum Locale {
    /// Chinese, the source.
    #[default]
    #[serde(rename = "zh-CN")]
    Zh,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// Both, the source first.
    pub const ALL: [Self; 2] = [Self::Zh, Self::En];

    /// The language tag.
    #[must_use]
    pub const fn tag(self) -> &'static str {
        match self {
            Self::Zh => "zh-CN",
            Self::En => "en",
        }
    }

    /// The other one.
    #[must_use]
    pub const fn other(self) -> Self {
        match self {
            Self::Zh => Self::En,
            Self::En => Self::Zh,
        }
    }

    /// Reads a tag such as `en`, `en-GB`, `zh`, `zh-Hans-CN`.
    #[must_use]
    pub fn from_tag(tag: &str) -> Option<Self> {
        match tag.trim().get(..2)?.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Zh),
            "en" => Some(Self::En),
            _ => None,
        }
    }
}

type Bundle = FluentBundle<FluentResource>;

/// The messages of both languages.
pub struct Words {
    zh: Language,
    en: Language,
}

struct Language {
    bundle: Bundle,
    /// Messages without arguments, ready to hand out: most of a page.
    plain: HashMap<String, String>,
}

impl Words {
    /// Loads every `.ftl` file of both languages.
    ///
    /// # Errors
    /// When a file does not parse or a key stands twice.
    pub fn load() -> anyhow::Result<Self> {
        Ok(Self { zh: Language::load(Locale::Zh)?, en: Language::load(Locale::En)? })
    }

    fn language(&self, locale: Locale) -> &Language {
        match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        }
    }

    /// The sentence of a key, or `None` when there is no such key.
    #[must_use]
    pub fn get<'a>(&'a self, locale: Locale, key: &str, args: Option<&FluentArgs>) -> Option<Cow<'a, str>> {
        let language = self.language(locale);
        if let Some(text) = language.plain.get(key) {
            return Some(Cow::Borrowed(text));
        }
        let pattern = language.bundle.get_message(key)?.value()?;
        let mut errors = Vec::new();
        let text = language.bundle.format_pattern(pattern, args, &mut errors);
        if !errors.is_empty() {
            tracing::error!(key, ?errors, "a message lacks an argument");
        }
        Some(Cow::Owned(text.into_owned()))
    }

    /// The sentence of a key whose message takes no arguments.
    #[must_use]
    pub fn plain(&self, locale: Locale, key: &str) -> Option<&str> {
        self.language(locale).plain.get(key).map(String::as_str)
    }

    /// The sentence of a key; a missing key shows itself, and a test finds it.
    #[must_use]
    pub fn say(&self, locale: Locale, key: &str) -> String {
        self.get(locale, key, None).map_or_else(|| format!("⟦{key}⟧"), Cow::into_owned)
    }

    /// The sentence of a key with facts, each written as the language writes it.
    #[must_use]
    pub fn say_with(&self, locale: Locale, key: &str, facts: &Facts) -> String {
        let mut args = FluentArgs::new();
        for (name, fact) in facts {
            args.set(*name, value(locale, name, fact));
        }
        self.get(locale, key, Some(&args)).map_or_else(|| format!("⟦{key}⟧"), Cow::into_owned)
    }

    /// Every key of a language, sorted.
    #[must_use]
    pub fn keys(locale: Locale) -> Vec<String> {
        let mut keys: Vec<String> = sources(locale)
            .unwrap_or_default()
            .iter()
            .flat_map(|(_, text)| text.lines())
            .filter_map(|line| line.split_once('='))
            .filter(|(key, _)| key.starts_with(|c: char| c.is_ascii_lowercase()))
            .map(|(key, _)| key.trim().to_owned())
            .collect();
        keys.sort();
        keys
    }
}

fn value(locale: Locale, name: &str, fact: &Fact) -> FluentValue<'static> {
    match fact {
        Fact::Number(n) => argument(name, *n),
        Fact::Text(text) => FluentValue::from(text.clone()),
        Fact::At(at) => FluentValue::from(instant(locale, *at)),
        Fact::Day(on) => FluentValue::from(day(locale, *on)),
        Fact::Money(m) => FluentValue::from(money(locale, *m)),
    }
}

/// A number as an argument of a message, written with its thousands separated. The arguments `year` and `no` name
/// something and count nothing: they stand as they are.
#[must_use]
pub fn argument(name: &str, n: i64) -> FluentValue<'static> {
    let mut number = FluentNumber::from(n);
    number.options.use_grouping = !matches!(name, "year" | "no");
    FluentValue::Number(number)
}

/// Writes the whole numbers of messages as [`number`] does; everything else is left to the bundle.
fn grouped<M>(value: &FluentValue, _: &M) -> Option<String> {
    let FluentValue::Number(n) = value else { return None };
    // Only arguments made from integers come here; below 2^53 nothing is lost.
    #[expect(clippy::cast_possible_truncation, reason = "made from an i64")]
    (n.options.use_grouping && n.value.fract() == 0.0).then(|| number(n.value as i64))
}

fn sources(locale: Locale) -> anyhow::Result<Vec<(String, String)>> {
    let folder = format!("locales/{}/", locale.tag());
    let mut names: Vec<_> =
        <Assets as rust_embed::RustEmbed>::iter().filter(|n| n.starts_with(&folder) && n.ends_with(".ftl")).collect();
    names.sort();
    names.into_iter().map(|name| Ok((name.to_string(), embedded::text::<Assets>(&name)?))).collect()
}

impl Language {
    fn load(locale: Locale) -> anyhow::Result<Self> {
        let id: unic_langid::LanguageIdentifier = locale.tag().parse().context("a language tag")?;
        let mut bundle = Bundle::new_concurrent(vec![id]);
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(grouped));
        for (name, text) in sources(locale)? {
            let resource =
                FluentResource::try_new(text).map_err(|(_, errors)| anyhow!("{name} does not parse: {errors:?}"))?;
            bundle.add_resource(resource).map_err(|errors| anyhow!("{name} repeats a key: {errors:?}"))?;
        }
        let mut plain = HashMap::new();
        for key in Words::keys(locale) {
            let Some(pattern) = bundle.get_message(&key).and_then(|m| m.value()) else { continue };
            let mut errors = Vec::new();
            let text = bundle.format_pattern(pattern, None, &mut errors).into_owned();
            if errors.is_empty() {
                plain.insert(key, text);
            }
        }
        Ok(Self { bundle, plain })
    }
}

const EN_DAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
const EN_MONTHS: [&str; 12] = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const ZH_DAYS: [&str; 7] = ["一", "二", "三", "四", "五", "六", "日"];

/// A whole number with thousands separated.
#[must_use]
pub fn number(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3 + 1);
    if n < 0 {
        out.push('-');
    }
    for (i, c) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(c);
    }
    out
}

/// An exact amount, as law and forms want it.
#[must_use]
pub fn money(locale: Locale, m: Money) -> String {
    match locale {
        Locale::Zh => format!("{} 元", m.grouped()),
        Locale::En => format!("CNY {}", m.grouped()),
    }
}

/// A rounded amount for lists: 426 万元, 3.2 亿元; CNY 4.26 million.
#[must_use]
pub fn money_short(locale: Locale, m: Money) -> String {
    let fen = m.fen();
    let scaled = |unit: i64, digits: usize| {
        #[expect(clippy::cast_precision_loss, reason = "shown with at most two decimals")]
        let value = fen as f64 / unit as f64;
        let text = format!("{value:.digits$}");
        if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.').to_owned() } else { text }
    };
    match (locale, fen.abs()) {
        (Locale::Zh, 10_000_000_000..) => format!("{} 亿元", scaled(10_000_000_000, 2)),
        (Locale::Zh, 1_000_000..) => format!("{} 万元", scaled(1_000_000, 2)),
        (Locale::En, 100_000_000_000..) => format!("CNY {} billion", scaled(100_000_000_000, 2)),
        (Locale::En, 100_000_000..) => format!("CNY {} million", scaled(100_000_000, 2)),
        _ => money(locale, m),
    }
}

fn en_day_name(day: Day) -> &'static str {
    EN_DAYS.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

fn en_month(day: Day) -> &'static str {
    EN_MONTHS.get(day.month0() as usize).copied().unwrap_or_default()
}

fn zh_day_name(day: Day) -> &'static str {
    ZH_DAYS.get(day.weekday().num_days_from_monday() as usize).copied().unwrap_or_default()
}

/// A day in full: 2026 年 11 月 23 日（周一）, Mon 23 Nov 2026.
#[must_use]
pub fn day(locale: Locale, d: Day) -> String {
    match locale {
        Locale::Zh => format!("{} 年 {} 月 {} 日（周{}）", d.year(), d.month(), d.day(), zh_day_name(d)),
        Locale::En => format!("{} {} {} {}", en_day_name(d), d.day(), en_month(d), d.year()),
    }
}

/// A day near today, without the year.
#[must_use]
pub fn day_short(locale: Locale, d: Day) -> String {
    match locale {
        Locale::Zh => format!("{} 月 {} 日（周{}）", d.month(), d.day(), zh_day_name(d)),
        Locale::En => format!("{} {} {}", en_day_name(d), d.day(), en_month(d)),
    }
}

/// An instant on Beijing clocks: 2026 年 11 月 23 日（周一）17:00.
#[must_use]
pub fn instant(locale: Locale, at: Ts) -> String {
    let time = at.local().format("%-H:%M");
    match locale {
        Locale::Zh => format!("{}{time}", day(locale, at.day())),
        Locale::En => format!("{}, {time}", day(locale, at.day())),
    }
}

/// An instant near now, without the year.
#[must_use]
pub fn instant_short(locale: Locale, at: Ts) -> String {
    let time = at.local().format("%-H:%M");
    match locale {
        Locale::Zh => format!("{}{time}", day_short(locale, at.day())),
        Locale::En => format!("{}, {time}", day_short(locale, at.day())),
    }
}

/// A size of bytes: 8.2 MB.
#[must_use]
pub fn size(bytes: i64) -> String {
    #[expect(clippy::cast_precision_loss, reason = "shown with one decimal")]
    let b = bytes as f64;
    match bytes {
        0..1024 => format!("{bytes} B"),
        1024..1_048_576 => format!("{:.0} KB", b / 1024.0),
        _ if bytes % 1_048_576 == 0 => format!("{} MB", bytes / 1_048_576),
        _ => format!("{:.1} MB", b / 1_048_576.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_in_sentences_are_separated_and_years_and_numbers_of_things_are_not() {
        let words = Words::load().unwrap();
        let say =
            |key: &str, name: &'static str, n: i64| words.say_with(Locale::En, key, &vec![(name, Fact::Number(n))]);
        assert_eq!(say("ledger-entry", "no", 12_345), "Ledger entry 12345");
        assert_eq!(say("app-period-d", "n", 12_345), "12,345 days");
        assert_eq!(say("report-title", "year", 2026), say("report-title", "year", 2026).replace(',', ""));
    }
}

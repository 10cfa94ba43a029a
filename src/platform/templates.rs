//! Pages: one Tera per language, so that a template never says which language it speaks.
use super::{
    embedded::{self, Templates as Files},
    i18n::{self, Locale, Words},
};
use crate::kernel::{
    money::Money,
    time::{Day, Ts},
};
use anyhow::{Context as _, anyhow};
use fluent_bundle::{FluentArgs, FluentValue};
use std::sync::Arc;
use tera::{Context, Error as TeraError, Kwargs, State, Tera, TeraResult, Value};

/// Every template, ready in both languages.
pub struct Templates {
    zh: Tera,
    en: Tera,
}

impl Templates {
    /// Compiles every embedded template in both languages.
    ///
    /// # Errors
    /// When a template does not parse.
    pub fn load(words: &Arc<Words>) -> anyhow::Result<Self> {
        Ok(Self { zh: compile(Locale::Zh, words)?, en: compile(Locale::En, words)? })
    }

    /// Renders a page.
    ///
    /// # Errors
    /// When the template names something its context does not have.
    pub fn render(&self, locale: Locale, name: &str, context: &Context) -> anyhow::Result<String> {
        let tera = match locale {
            Locale::Zh => &self.zh,
            Locale::En => &self.en,
        };
        tera.render(name, context).map_err(|e| anyhow!("{name} in {}: {e:?}", locale.tag()))
    }

    /// Every template's name.
    #[must_use]
    pub fn names(&self) -> Vec<String> {
        self.zh.get_template_names().map(ToOwned::to_owned).collect()
    }
}

fn compile(locale: Locale, words: &Arc<Words>) -> anyhow::Result<Tera> {
    let mut tera = Tera::default();
    tera.autoescape_on(vec![".html"]);
    register(&mut tera, locale, words);
    let mut all = Vec::new();
    for name in <Files as rust_embed::RustEmbed>::iter() {
        all.push((name.to_string(), embedded::text::<Files>(&name)?));
    }
    tera.add_raw_templates(all).map_err(|e| anyhow!("{e:?}")).context("a template does not parse")?;
    Ok(tera)
}

fn register(tera: &mut Tera, locale: Locale, words: &Arc<Words>) {
    let w = Arc::clone(words);
    tera.register_filter("t", move |value: Value, kwargs: Kwargs, _: &State| translate(&w, locale, &value, &kwargs));
    let fen = |v: i64| Money::from_fen(v);
    tera.register_filter("money", move |v: i64, _: Kwargs, _: &State| i18n::money(locale, fen(v)));
    tera.register_filter("money_short", move |v: i64, _: Kwargs, _: &State| i18n::money_short(locale, fen(v)));
    tera.register_filter("yuan", move |v: i64, _: Kwargs, _: &State| fen(v).to_string());
    tera.register_filter("number", |v: i64, _: Kwargs, _: &State| i18n::number(v));
    tera.register_filter("size", |v: i64, _: Kwargs, _: &State| i18n::size(v));
    tera.register_filter("day", move |v: &str, _: Kwargs, _: &State| on_day(v, |d| i18n::day(locale, d)));
    tera.register_filter("day_short", move |v: &str, _: Kwargs, _: &State| on_day(v, |d| i18n::day_short(locale, d)));
    tera.register_filter("at", move |v: &str, _: Kwargs, _: &State| on_instant(v, |at| i18n::instant(locale, at)));
    tera.register_filter("at_short", move |v: &str, _: Kwargs, _: &State| {
        on_instant(v, |at| i18n::instant_short(locale, at))
    });
    tera.register_filter("iso", |v: &str, _: Kwargs, _: &State| {
        v.parse::<Ts>().map_or_else(|_| v.to_owned(), Ts::iso_local)
    });
    tera.register_filter("exact", |v: &str, _: Kwargs, _: &State| {
        v.parse::<Ts>().map_or_else(|_| v.to_owned(), |at| at.local().format("%Y-%m-%d %H:%M:%S").to_string())
    });
}

/// `{{ "key" | t }}`, `{{ "key" | t(n=3) }}`, `{{ value | t(p="status") }}` for the message `status-<value>`.
fn translate(words: &Words, locale: Locale, value: &Value, kwargs: &Kwargs) -> TeraResult<String> {
    // Most of a page: a key as it stands, without arguments.
    let is_bare = kwargs.iter().next().is_none();
    if let Some(text) = value.as_str().filter(|_| is_bare).and_then(|key| words.plain(locale, key)) {
        return Ok(text.to_owned());
    }
    let value = value.to_string();
    let mut args = FluentArgs::new();
    let mut key = value;
    for (name, arg) in kwargs.iter() {
        let name = name.to_string();
        if name == "p" {
            key = format!("{arg}-{key}");
        } else if let Some(n) = arg.as_i64() {
            let value = i18n::argument(&name, n);
            args.set(name, value);
        } else {
            args.set(name, FluentValue::from(arg.to_string()));
        }
    }
    let key = key.replace(['_', '.'], "-");
    words
        .get(locale, &key, Some(&args))
        .map(std::borrow::Cow::into_owned)
        .ok_or_else(|| TeraError::message(format!("no message {key} in {}", locale.tag())))
}

fn on_day(text: &str, write: impl Fn(Day) -> String) -> TeraResult<String> {
    let day = text.parse::<Day>().or_else(|_| text.parse::<Ts>().map(Ts::day));
    day.map(write).map_err(|_| TeraError::message(format!("{text:?} is not a day")))
}

fn on_instant(text: &str, write: impl Fn(Ts) -> String) -> TeraResult<String> {
    text.parse::<Ts>().map(write).map_err(|_| TeraError::message(format!("{text:?} is not an instant")))
}

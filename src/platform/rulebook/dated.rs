//! Rule files with a first day of validity and with parameters put in, so that asking for a day costs a look-up.
use super::{files::parse, parameter::Parameters};
use crate::kernel::time::Day;
use anyhow::{Context, Result, anyhow, bail};
use serde::de::DeserializeOwned;
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

/// What a folder of dated files holds.
pub(super) trait Profile: DeserializeOwned {
    /// The name by which cases refer to it.
    fn key(&self) -> &str;
    /// Looks for what types cannot express; the error names the key.
    fn check(&self) -> Result<()>;
}

/// Profiles by key, each with its versions in time.
#[derive(Debug, Clone)]
pub(super) struct Dated<T> {
    versions: BTreeMap<String, BTreeMap<Day, Arc<T>>>,
}

impl<T> Dated<T> {
    /// The version of a profile valid on a day.
    pub(super) fn on(&self, key: &str, day: Day) -> Option<Arc<T>> {
        self.versions.get(key)?.range(..=day).next_back().map(|(_, profile)| profile.clone())
    }

    /// Every profile valid on a day.
    pub(super) fn all_on(&self, day: Day) -> Vec<Arc<T>> {
        self.versions.keys().filter_map(|key| self.on(key, day)).collect()
    }
}

/// Reads every file of a folder. Several files may hold the same key with different first days: a new law is a new file.
pub(super) fn read<T: Profile>(files: &[(&str, &str)], parameters: &Parameters) -> Result<Dated<T>> {
    let mut sources: BTreeMap<(String, Day), (&str, toml::Value)> = BTreeMap::new();
    for (name, text) in files {
        let value = toml::Value::Table(parse(name, text)?);
        let (key, from) = (text_of(&value, "key", name)?, text_of(&value, "valid_from", name)?);
        let from = from.parse().with_context(|| format!("{name}: valid_from must be a day such as \"2026-01-01\""))?;
        if let Some((other, _)) = sources.insert((key.clone(), from), (*name, value)) {
            bail!("{name}: {key} of {from} is already given in {other}");
        }
    }
    let mut versions: BTreeMap<String, BTreeMap<Day, Arc<T>>> = BTreeMap::new();
    for ((key, from), (name, value)) in &sources {
        let until = sources.keys().filter(|(other, day)| other == key && day > from).map(|(_, day)| *day).min();
        for day in changes(value, parameters, *from).into_iter().filter(|day| until.is_none_or(|until| *day < until)) {
            let profile: T = resolved(name, value, parameters, day)?;
            versions.entry(profile.key().to_owned()).or_default().insert(day, Arc::new(profile));
        }
    }
    Ok(Dated { versions })
}

fn text_of(value: &toml::Value, key: &str, name: &str) -> Result<String> {
    let text = value.get(key).and_then(toml::Value::as_str).map(str::to_owned);
    text.ok_or_else(|| anyhow!("{name}: {key} is missing"))
}

fn resolved<T: Profile>(name: &str, value: &toml::Value, parameters: &Parameters, day: Day) -> Result<T> {
    let mut value = value.clone();
    put_in(&mut value, parameters, day).with_context(|| name.to_owned())?;
    let profile: T =
        value.try_into().map_err(|e| anyhow!("{name}: {}", e.to_string().trim_end().replace('\n', " ")))?;
    profile.check().with_context(|| name.to_owned())?;
    Ok(profile)
}

/// The days on which a file means something new: its first, and each on which a parameter it takes in changes.
fn changes(value: &toml::Value, parameters: &Parameters, from: Day) -> BTreeSet<Day> {
    let mut days = BTreeSet::from([from]);
    let mut keys = Vec::new();
    references(value, &mut keys);
    for key in keys {
        days.extend(parameters.changes(&key).filter(|day| *day > from));
    }
    days
}

fn references(value: &toml::Value, keys: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => keys.extend(text.strip_prefix('@').map(str::to_owned)),
        toml::Value::Array(list) => list.iter().for_each(|inner| references(inner, keys)),
        toml::Value::Table(table) => table.values().for_each(|inner| references(inner, keys)),
        _ => {}
    }
}

fn put_in(value: &mut toml::Value, parameters: &Parameters, day: Day) -> Result<()> {
    match value {
        toml::Value::String(text) => {
            if let Some(key) = text.strip_prefix('@') {
                let parameter = parameters.on(key, day)?;
                *value = parameter.value.written();
            }
            Ok(())
        }
        toml::Value::Array(list) => list.iter_mut().try_for_each(|inner| put_in(inner, parameters, day)),
        toml::Value::Table(table) => table.iter_mut().try_for_each(|(_, inner)| put_in(inner, parameters, day)),
        _ => Ok(()),
    }
}

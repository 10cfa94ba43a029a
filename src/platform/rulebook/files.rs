//! Where rule files come from: embedded in the program, with an installation's own laid over them.
//!
//! A file of the overlay replaces the embedded file of the same name; new files in `assessments/`, `calendar/`,
//! `organizations/` and `procedures/` are added. Only `parameters.toml` is merged row by row, so that a city writes down what differs.
use super::parameter::{Parameters, Row};
use crate::platform::embedded::{self, ConfigFiles};
use anyhow::{Context, Result, anyhow, ensure};
use serde::{Deserialize, de::DeserializeOwned};
use sha2::{Digest, Sha256};
use std::{collections::BTreeMap, path::Path};

const FOLDERS: [&str; 4] = ["assessments", "calendar", "organizations", "procedures"];
const SINGLE: [&str; 3] = ["parameters.toml", "divisions.toml", "catalogue.toml"];

/// Rule files by name, and the parameters laid over the embedded ones.
#[derive(Debug, Clone, Default)]
pub(super) struct Files {
    texts: BTreeMap<String, String>,
    own_parameters: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ParameterFile {
    parameter: Vec<Row>,
}

impl Files {
    /// The embedded files and those of the directory.
    pub(super) fn collect(overlay: Option<&Path>) -> Result<Self> {
        let mut files = Self::embedded()?;
        if let Some(directory) = overlay {
            files.lay_over(directory)?;
        }
        Ok(files)
    }

    pub(super) fn embedded() -> Result<Self> {
        let mut files = Self::default();
        for name in ConfigFiles::iter().filter(|name| is_rule_file(name)) {
            files.texts.insert(name.to_string(), embedded::text::<ConfigFiles>(&name)?);
        }
        Ok(files)
    }

    fn lay_over(&mut self, directory: &Path) -> Result<()> {
        ensure!(directory.is_dir(), "data.rules {} is not a folder", directory.display());
        for name in SINGLE.iter().map(ToString::to_string).chain(names_in_folders(directory)?) {
            let path = directory.join(&name);
            if path.is_file() {
                let text = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
                self.put(&name, text);
            }
        }
        Ok(())
    }

    /// Lays one file over what is there.
    pub(super) fn put(&mut self, name: &str, text: String) {
        if name == "parameters.toml" {
            self.own_parameters = Some(text);
        } else {
            self.texts.insert(name.to_owned(), text);
        }
    }

    /// One file, read.
    pub(super) fn one<T: DeserializeOwned>(&self, name: &str) -> Result<T> {
        let text = self.texts.get(name).with_context(|| format!("{name} is missing"))?;
        parse(name, text)
    }

    /// Name and text of every file in a folder.
    pub(super) fn folder(&self, folder: &str) -> Vec<(&str, &str)> {
        let inside = |name: &str| name.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'));
        self.texts.iter().filter(|(name, _)| inside(name)).map(|(name, text)| (name.as_str(), text.as_str())).collect()
    }

    /// Every file of a folder, read.
    pub(super) fn all<T: DeserializeOwned>(&self, folder: &str) -> Result<Vec<T>> {
        self.folder(folder).into_iter().map(|(name, text)| parse(name, text)).collect()
    }

    /// The parameters, the installation's own over the embedded ones.
    pub(super) fn parameters(&self) -> Result<Parameters> {
        let mut rows = self.one::<ParameterFile>("parameters.toml")?.parameter;
        if let Some(own) = &self.own_parameters {
            let own = parse::<ParameterFile>("parameters.toml", own)?.parameter;
            rows.retain(|row| !own.iter().any(|o| o.is_same(row)));
            rows.extend(own);
        }
        Parameters::new(rows)
    }

    /// SHA-256 over names and texts.
    pub(super) fn digest(&self) -> String {
        let own = self.own_parameters.iter().map(|text| ("own parameters.toml", text.as_str()));
        let texts = self.texts.iter().map(|(name, text)| (name.as_str(), text.as_str()));
        let mut hash = Sha256::new();
        for (name, text) in texts.chain(own) {
            hash.update(format!("{name}\0{}\0", text.len()));
            hash.update(text);
        }
        hex::encode(hash.finalize())
    }
}

/// Reads TOML; the error names the file, the line and the key.
pub(super) fn parse<T: DeserializeOwned>(name: &str, text: &str) -> Result<T> {
    toml::from_str(text).map_err(|e| anyhow!("{name}: {}", e.to_string().trim_end()))
}

fn is_rule_file(name: &str) -> bool {
    SINGLE.contains(&name) || name.split_once('/').is_some_and(|(folder, _)| FOLDERS.contains(&folder))
}

fn names_in_folders(directory: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for folder in FOLDERS {
        let path = directory.join(folder);
        if !path.is_dir() {
            continue;
        }
        for entry in std::fs::read_dir(&path).with_context(|| path.display().to_string())? {
            let name = entry?.file_name().to_string_lossy().into_owned();
            if name.ends_with(".toml") {
                names.push(format!("{folder}/{name}"));
            }
        }
    }
    Ok(names)
}

//! Files that are part of the program: templates, assets, languages, rules. A debug build reads them from the tree.
use rust_embed::RustEmbed;

/// `templates/`.
#[derive(RustEmbed)]
#[folder = "templates/"]
pub struct Templates;

/// `assets/`: stylesheets, scripts, icons, fonts and languages.
#[derive(RustEmbed)]
#[folder = "assets/"]
pub struct Assets;

/// `config/`: default settings and rules as dated data.
#[derive(RustEmbed)]
#[folder = "config/"]
pub struct ConfigFiles;

/// One embedded text, or a sentence that names what is missing.
///
/// # Errors
/// When there is no such file or it is not UTF-8.
pub fn text<E: RustEmbed>(path: &str) -> anyhow::Result<String> {
    let file = E::get(path).ok_or_else(|| anyhow::anyhow!("the program has no embedded file {path}"))?;
    Ok(String::from_utf8(file.data.into_owned())?)
}

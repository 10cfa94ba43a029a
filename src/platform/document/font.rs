//! Fonts: one embedded, others of the system only where a character is missing.
use anyhow::{Context, Result, anyhow};
use krilla::text::Font;
use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, LazyLock, Mutex, OnceLock, PoisonError},
};
use ttf_parser::{Face, GlyphId, name_id};

/// WenQuanYi Micro Hei, Apache-2.0: all of GB 2312 and Latin in five megabytes.
static EMBEDDED: &[u8] = include_bytes!("../../../assets/fonts/wqy-microhei.ttc");

/// The embedded font, parsed once.
static PRIMARY: LazyLock<Option<Arc<Loaded>>> = LazyLock::new(|| Loaded::new(Bytes::Static(EMBEDDED), 0).map(Arc::new));

/// Where systems keep fonts.
const USUAL: [&str; 6] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/Library/Fonts",
    "/System/Library/Fonts",
    "C:\\Windows\\Fonts",
    "/usr/share/X11/fonts",
];

/// Fonts by file and place in it; nothing where a file holds none.
type Opened = HashMap<(PathBuf, u32), Option<Arc<Loaded>>>;

/// The fonts of this installation. Made once and shared; the system is searched only when a character asks for it.
pub struct Fonts {
    primary: Arc<Loaded>,
    dirs: Vec<PathBuf>,
    system: OnceLock<Vec<Covering>>,
    found: Mutex<HashMap<char, Option<Glyph>>>,
    loaded: Mutex<Opened>,
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Fonts").field("dirs", &self.dirs).finish_non_exhaustive()
    }
}

/// A font file in memory.
pub(super) struct Loaded {
    bytes: Bytes,
    index: u32,
    per_em: f32,
    /// The font as the PDF writer takes it.
    pub(super) font: Font,
}

enum Bytes {
    Static(&'static [u8]),
    Read(Vec<u8>),
}

/// A character's glyph: which font, which number in it, how wide in em.
#[derive(Clone)]
pub(super) struct Glyph {
    pub(super) face: Arc<Loaded>,
    pub(super) id: u16,
    pub(super) advance: f32,
}

/// A font of the system and the characters it has, as ranges in ascending order.
struct Covering {
    path: PathBuf,
    index: u32,
    ranges: Vec<(u32, u32)>,
}

impl Fonts {
    /// The embedded font, with the usual font folders of the system behind it.
    pub fn new() -> Result<Self> {
        Self::with_dirs(USUAL.iter().map(PathBuf::from).collect())
    }

    /// The embedded font, with these folders behind it, searched in this order.
    pub fn with_dirs(dirs: Vec<PathBuf>) -> Result<Self> {
        let primary = PRIMARY.clone().ok_or_else(|| anyhow!("the embedded font cannot be read"))?;
        Ok(Self { primary, dirs, system: OnceLock::new(), found: Mutex::default(), loaded: Mutex::default() })
    }

    /// Sets another first font, such as a Songti the city has a licence for; the embedded one then comes second.
    pub fn with_primary(mut self, path: &Path, index: u32) -> Result<Self> {
        let bytes = std::fs::read(path).with_context(|| format!("cannot read font {}", path.display()))?;
        let font = Loaded::new(Bytes::Read(bytes), index);
        self.primary = Arc::new(font.ok_or_else(|| anyhow!("{} is no usable font", path.display()))?);
        Ok(self)
    }

    /// The glyph of a character, from the first font that has one.
    pub(super) fn glyph(&self, c: char) -> Option<Glyph> {
        let mut found = self.found.lock().unwrap_or_else(PoisonError::into_inner);
        found.entry(c).or_insert_with(|| self.search(c)).clone()
    }

    /// The text with every character that no font has written as its code point, visibly; control characters are gone.
    pub(super) fn printable(&self, text: &str) -> String {
        text.chars().filter(|c| !c.is_control()).fold(String::with_capacity(text.len()), |mut out, c| {
            if self.glyph(c).is_some() {
                out.push(c);
            } else {
                tracing::warn!(code_point = u32::from(c), "no font has this character");
                out.push_str(&format!("[U+{:04X}]", u32::from(c)));
            }
            out
        })
    }

    fn search(&self, c: char) -> Option<Glyph> {
        let near = Loaded::glyph(&self.primary, c).or_else(|| Loaded::glyph(PRIMARY.as_ref()?, c));
        near.or_else(|| {
            let system = self.system.get_or_init(|| survey(&self.dirs));
            let fonts = system.iter().filter(|f| f.has(c)).filter_map(|f| self.load(f));
            fonts.into_iter().find_map(|font| Loaded::glyph(&font, c))
        })
    }

    fn load(&self, font: &Covering) -> Option<Arc<Loaded>> {
        let mut loaded = self.loaded.lock().unwrap_or_else(PoisonError::into_inner);
        let read = || Loaded::new(Bytes::Read(std::fs::read(&font.path).ok()?), font.index).map(Arc::new);
        loaded.entry((font.path.clone(), font.index)).or_insert_with(read).clone()
    }
}

impl Loaded {
    fn new(bytes: Bytes, index: u32) -> Option<Self> {
        let per_em = f32::from(Face::parse(bytes.get(), index).ok()?.units_per_em());
        let data = match &bytes {
            Bytes::Static(b) => (*b).into(),
            Bytes::Read(b) => b.clone().into(),
        };
        Some(Self { font: Font::new(data, index)?, bytes, index, per_em })
    }

    fn glyph(this: &Arc<Self>, c: char) -> Option<Glyph> {
        let face = Face::parse(this.bytes.get(), this.index).ok()?;
        let id = face.glyph_index(c).filter(|id| *id != GlyphId(0))?;
        let advance = f32::from(face.glyph_hor_advance(id)?) / this.per_em;
        Some(Glyph { face: Arc::clone(this), id: id.0, advance })
    }
}

impl Bytes {
    fn get(&self) -> &[u8] {
        match self {
            Self::Static(b) => b,
            Self::Read(b) => b,
        }
    }
}

impl Covering {
    fn has(&self, c: char) -> bool {
        let at = self.ranges.partition_point(|(_, last)| *last < u32::from(c));
        self.ranges.get(at).is_some_and(|(first, _)| *first <= u32::from(c))
    }
}

/// Every usable font under the folders, upright Han faces for simplified Chinese first.
fn survey(dirs: &[PathBuf]) -> Vec<Covering> {
    let mut files = Vec::new();
    dirs.iter().for_each(|dir| collect(dir, &mut files, 0));
    let mut fonts: Vec<(u8, Covering)> = files.iter().flat_map(|path| coverings(path)).collect();
    fonts.sort_by(|a, b| (a.0, &a.1.path, a.1.index).cmp(&(b.0, &b.1.path, b.1.index)));
    fonts.into_iter().map(|(_, font)| font).collect()
}

fn collect(dir: &Path, files: &mut Vec<PathBuf>, depth: u8) {
    let Ok(entries) = std::fs::read_dir(dir) else { return };
    for path in entries.flatten().map(|e| e.path()) {
        if path.is_dir() && depth < 6 {
            collect(&path, files, depth + 1);
        } else if path
            .extension()
            .is_some_and(|e| ["ttf", "otf", "ttc", "otc"].iter().any(|k| e.eq_ignore_ascii_case(k)))
        {
            files.push(path);
        }
    }
}

fn coverings(path: &Path) -> Vec<(u8, Covering)> {
    let Ok(bytes) = std::fs::read(path) else { return Vec::new() };
    let faces = ttf_parser::fonts_in_collection(&bytes).unwrap_or(1);
    (0..faces)
        .filter_map(|index| {
            let face = Face::parse(&bytes, index).ok()?;
            let drawn = face.tables().glyf.is_some() || face.tables().cff.is_some();
            drawn.then(|| (rank(&face), Covering { path: path.to_owned(), index, ranges: ranges(&face) }))
        })
        .collect()
}

/// Lower is better: plain weight before others, then faces for simplified Chinese, then those without serifs.
fn rank(face: &Face<'_>) -> u8 {
    let full_name = |n: &ttf_parser::name::Name<'_>| n.name_id == name_id::FULL_NAME && n.is_unicode();
    let name = face.names().into_iter().find(full_name).and_then(|n| n.to_string()).unwrap_or_default();
    let plain = face.weight().to_number() == 400 && !face.is_italic();
    u8::from(!plain) * 4 + u8::from(!name.contains(" SC")) * 2 + u8::from(!name.contains("Sans"))
}

fn ranges(face: &Face<'_>) -> Vec<(u32, u32)> {
    let mut points = Vec::new();
    for table in face.tables().cmap.iter().flat_map(|c| c.subtables).filter(ttf_parser::cmap::Subtable::is_unicode) {
        table.codepoints(|c| points.push(c));
    }
    points.sort_unstable();
    points.dedup();
    points.iter().fold(Vec::new(), |mut out: Vec<(u32, u32)>, c| {
        match out.last_mut() {
            Some((_, last)) if *last + 1 == *c => *last = *c,
            _ => out.push((*c, *c)),
        }
        out
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_font_has_what_certificates_say() {
        let fonts = Fonts::with_dirs(Vec::new()).unwrap();
        let text = "社会团体法人登记证书 遂宁市船山区 民办非企业单位（法人） 〔2026〕018号 ¥1,234,500.00 “善治” Ąé — …";
        assert_eq!(fonts.printable(text), text);
    }

    #[test]
    fn a_character_no_font_has_is_printed_as_its_code_point() {
        let fonts = Fonts::with_dirs(vec![PathBuf::from("/nonexistent")]).unwrap();
        assert_eq!(fonts.printable("张\u{20BB7}\u{7}三"), "张[U+20BB7]三");
    }

    #[test]
    fn han_characters_are_one_em_wide_and_latin_ones_narrower() {
        let fonts = Fonts::with_dirs(Vec::new()).unwrap();
        assert!((fonts.glyph('善').unwrap().advance - 1.0).abs() < 0.05);
        assert!(fonts.glyph('i').unwrap().advance < 0.4);
    }

    #[test]
    fn fonts_of_the_system_are_found_by_the_characters_they_have() {
        let found = survey(&[PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("assets/fonts")]);
        assert_eq!(found.len(), 2, "one collection of two faces");
        assert!(found.iter().all(|f| f.has('善') && f.has('A') && !f.has('\u{20BB7}')));
    }
}

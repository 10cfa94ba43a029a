//! File names that people recognize and machines cannot be hurt by.
use super::Format;

/// The longest name kept, in bytes of UTF-8.
const MAX_BYTES: usize = 180;
/// Names that some systems keep for devices.
const RESERVED: [&str; 4] = ["con", "prn", "aux", "nul"];

/// The extension, lower-case; empty if there is none.
#[must_use]
pub fn extension(name: &str) -> String {
    let name = last_part(name);
    name.rsplit_once('.').map(|(_, extension)| extension.trim().to_lowercase()).unwrap_or_default()
}

/// A name without path, control, direction and reserved characters, of bounded length; Han characters stay.
#[must_use]
pub fn clean_name(name: &str) -> String {
    let kept = last_part(name).chars().filter(|c| !is_unsafe(*c));
    let name = kept.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_matches(|c: char| c == '.' || c == ' ');
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    let stem = shorten(stem.trim_end(), MAX_BYTES);
    let device = RESERVED.contains(&stem.to_lowercase().as_str());
    let stem = if stem.is_empty() {
        "file".into()
    } else if device {
        format!("_{stem}")
    } else {
        stem
    };
    if extension.is_empty() { stem } else { format!("{stem}.{}", shorten(extension, 10)) }
}

/// The clean name, ending in the extension of the format.
#[must_use]
pub fn with_extension(name: &str, format: Format) -> String {
    let clean = clean_name(name);
    let stem = clean.rsplit_once('.').map_or(clean.as_str(), |(stem, _)| stem);
    format!("{stem}.{}", format.extension())
}

fn last_part(name: &str) -> &str {
    name.rsplit(['/', '\\']).next().unwrap_or_default()
}

fn is_unsafe(c: char) -> bool {
    let code = u32::from(c);
    let invisible = matches!(code, 0x200B..=0x200F | 0x202A..=0x202E | 0x2060..=0x206F | 0xFEFF | 0xFFF9..=0xFFFB);
    c.is_control() || invisible || matches!(c, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '%' | ';')
}

fn shorten(text: &str, bytes: usize) -> String {
    let mut short = String::new();
    for c in text.chars() {
        if short.len() + c.len_utf8() > bytes {
            break;
        }
        short.push(c);
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn han_names_stay_and_dangerous_parts_go() {
        for (given, kept) in [
            ("合同（终稿）.PDF", "合同（终稿）.PDF"),
            ("../../etc/passwd", "passwd"),
            ("C:\\文件\\年度 报告.docx", "年度 报告.docx"),
            ("a\r\nSet-Cookie x.txt", "aSet-Cookie x.txt"),
            ("invoice\u{202E}fdp.exe", "invoicefdp.exe"),
            ("...", "file"),
            ("", "file"),
            ("con.txt", "_con.txt"),
            ("  .hidden.png ", "hidden.png"),
            ("a<b>\"c|d?.csv", "abcd.csv"),
        ] {
            assert_eq!(clean_name(given), kept, "{given:?}");
        }
    }

    #[test]
    fn a_long_name_is_cut_at_a_character_and_keeps_its_extension() {
        let name = clean_name(&format!("{}.pdf", "遂".repeat(300)));
        assert_eq!(name, format!("{}.pdf", "遂".repeat(60)));
    }

    #[test]
    fn the_extension_is_the_one_of_the_format() {
        assert_eq!(with_extension("照片.JPEG", Format::Jpg), "照片.jpg");
        assert_eq!(extension("报告.final.PDF"), "pdf");
        assert_eq!(extension("noextension"), "");
    }
}

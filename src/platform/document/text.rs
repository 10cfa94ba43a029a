//! Lines: where Chinese and Latin text may break, and how wide it is.
use super::font::Fonts;

/// A piece that never breaks: a Han character with the punctuation that clings to it, or a word.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Atom {
    pub(super) text: String,
    /// Width in em.
    pub(super) width: f32,
    /// Width of the blank behind it in em.
    pub(super) blank: f32,
}

/// May not begin a line (标点避头).
const CLOSING: &str = "，。、；：？！）》〉」』】〕］｝”’…—～·％‰℃,.;:!?)]}%";
/// May not end a line (标点避尾).
const OPENING: &str = "（《〈「『【〔［｛“‘￥¥$([{";

/// Width of a text in em.
pub(super) fn width(fonts: &Fonts, text: &str) -> f32 {
    text.chars().filter_map(|c| fonts.glyph(c)).map(|g| g.advance).sum()
}

/// Breaks a paragraph into lines; `first` and `rest` are the widths of the first and of the other lines in em.
pub(super) fn lines(fonts: &Fonts, text: &str, first: f32, rest: f32) -> Vec<Vec<Atom>> {
    let mut lines = vec![Vec::new()];
    let mut used = 0.0;
    for atom in atoms(fonts, text, rest.min(first)) {
        let room = if lines.len() == 1 { first } else { rest };
        if used + atom.width > room && used > 0.0 {
            lines.push(Vec::new());
            used = 0.0;
        }
        used += atom.width + atom.blank;
        if let Some(line) = lines.last_mut() {
            line.push(atom);
        }
    }
    lines
}

/// Width of a line in em, without the blank at its end.
pub(super) fn line_width(line: &[Atom]) -> f32 {
    let all: f32 = line.iter().map(|a| a.width + a.blank).sum();
    all - line.last().map_or(0.0, |a| a.blank)
}

/// Cuts a text into atoms; what is wider than `most` em is cut anywhere.
fn atoms(fonts: &Fonts, text: &str, most: f32) -> Vec<Atom> {
    let mut out: Vec<Atom> = Vec::new();
    let mut previous = ' ';
    for c in fonts.printable(text).chars() {
        let advance = fonts.glyph(c).map_or(0.0, |g| g.advance);
        if c == ' ' || c == '\u{3000}' {
            if let Some(last) = out.last_mut() {
                last.blank += advance;
            }
        } else {
            match out.last_mut().filter(|a| clings(previous, c) && a.width + advance <= most) {
                Some(last) => {
                    last.text.push(c);
                    last.width += advance;
                }
                None => out.push(Atom { text: c.to_string(), width: advance, blank: 0.0 }),
            }
        }
        previous = c;
    }
    out
}

/// Whether no line may break between these two characters.
fn clings(before: char, c: char) -> bool {
    if before == ' ' || before == '\u{3000}' {
        return false;
    }
    CLOSING.contains(c) || OPENING.contains(before) || (!is_wide(before) && !is_wide(c) && before != '/')
}

/// Han characters, their punctuation and full-width forms: lines break on either side of them.
fn is_wide(c: char) -> bool {
    matches!(u32::from(c), 0x2E80..=0x9FFF | 0xF900..=0xFAFF | 0xFE30..=0xFE4F | 0xFF00..=0xFFEF | 0x20000..=0x3FFFF)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::sync::LazyLock;

    static FONTS: LazyLock<Fonts> = LazyLock::new(|| Fonts::with_dirs(Vec::new()).unwrap());

    fn broken(text: &str, em: f32) -> Vec<String> {
        let joined = |line: Vec<Atom>| {
            line.iter()
                .map(|a| a.text.clone() + if a.blank > 0.0 { " " } else { "" })
                .collect::<String>()
                .trim_end()
                .to_owned()
        };
        lines(&FONTS, text, em, em).into_iter().map(joined).collect()
    }

    #[test]
    fn no_line_begins_with_closing_punctuation() {
        assert_eq!(broken("一二三四，五六七八。", 4.0), ["一二三", "四，五六", "七八。"]);
        assert_eq!(broken("依照该《条例》", 4.0), ["依照该", "《条例》"]);
    }

    #[test]
    fn words_numbers_and_codes_stay_whole() {
        assert_eq!(broken("代码 51510903MJQ0000017 有效", 13.0), ["代码 51510903MJQ0000017", "有效"]);
        assert_eq!(broken("it's a calm river", 5.0), ["it's a calm", "river"]);
        assert_eq!(broken("金额 1,234,500.00 元", 6.0), ["金额", "1,234,500.00", "元"]);
    }

    #[test]
    fn a_word_longer_than_the_line_is_cut_rather_than_lost() {
        let parts = broken("51510903MJQ000001751510903MJQ0000017", 6.0);
        assert!(parts.len() > 2);
        assert_eq!(parts.concat(), "51510903MJQ000001751510903MJQ0000017");
    }

    proptest! {
        #[test]
        fn nothing_is_lost_and_nothing_sticks_out(text in "[一二三，。（）《》a-z0-9 ]{0,60}", em in 5f32..30.0) {
            let lines = lines(&FONTS, &text, em, em);
            let kept: String = lines.iter().flatten().map(|a| a.text.clone()).collect();
            prop_assert_eq!(kept, text.replace(' ', ""));
            prop_assert!(lines.iter().all(|l| line_width(l) <= em + 0.01));
        }
    }
}

//! Words people type, made even: full-width letters and digits, stray spaces, control characters.

/// Folds full-width ASCII to half width, maps every white space to one blank, drops control and zero-width characters,
/// and trims. Han characters of every plane stay as they are.
#[must_use]
pub fn tidy(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let c = match c {
            '\u{ff01}'..='\u{ff5e}' if is_code_like(c) => char::from_u32(c as u32 - 0xfee0).unwrap_or(c),
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => continue,
            c if c.is_whitespace() => ' ',
            c if c.is_control() => continue,
            c => c,
        };
        if c == ' ' && (out.is_empty() || out.ends_with(' ')) {
            continue;
        }
        out.push(c);
    }
    out.truncate(out.trim_end().len());
    out
}

/// The same for text of several lines: line ends are kept as `\n`, at most two together.
#[must_use]
pub fn tidy_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut blank = 0;
    for line in text.lines().map(tidy) {
        blank = if line.is_empty() { blank + 1 } else { 0 };
        if blank < 2 {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out.trim_matches('\n').to_owned()
}

/// Letters, digits and the marks of codes; Han punctuation such as ， stays full width.
fn is_code_like(c: char) -> bool {
    matches!(c, '\u{ff10}'..='\u{ff19}' | '\u{ff21}'..='\u{ff3a}' | '\u{ff41}'..='\u{ff5a}' | '＠' | '．' | '－' | '＿' | '＋' | '／')
}

/// How many characters a person would count.
#[must_use]
pub fn length(text: &str) -> usize {
    text.chars().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_digits_and_letters_fold_and_han_punctuation_stays() {
        assert_eq!(tidy(" １３８ 0000－0000 "), "138 0000-0000");
        assert_eq!(tidy("遂宁市，阳光　服务"), "遂宁市，阳光 服务");
        assert_eq!(tidy("𠮷𡈽\u{200b}𤭢"), "𠮷𡈽𤭢");
        assert_eq!(tidy_lines("a\r\n\r\n\r\n b "), "a\n\nb");
    }
}

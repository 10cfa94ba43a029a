//! What people type, brought to the plain characters the rules are written in: full-width forms, odd spaces, case.

/// Full-width letters, digits and punctuation as ASCII, every kind of space as a plain one.
#[must_use]
pub fn halfwidth(text: &str) -> String {
    text.chars().map(halfwidth_char).collect()
}

/// A code as typed or pasted: half-width, upper case, without white space or invisible characters.
#[must_use]
pub fn code(text: &str) -> String {
    text.chars()
        .map(halfwidth_char)
        .filter(|c| !c.is_whitespace() && !is_invisible(*c))
        .map(|c| c.to_ascii_uppercase())
        .collect()
}

fn halfwidth_char(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
        '\u{3002}' => '.',
        '\u{2212}' | '\u{2013}' => '-',
        other => other,
    }
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_width_input_becomes_plain() {
        assert_eq!(halfwidth("１２，３４５．６７　元"), "12,345.67 元");
        assert_eq!(code(" ５３１０ ab\u{200b}c "), "5310ABC");
    }
}

//! Which passwords are refused: too short, too long, or among the first an attacker tries. No composition rules.
use std::sync::LazyLock;

/// The most common passwords and words of this house, a line each, lower case.
static COMMON: LazyLock<Vec<&str>> = LazyLock::new(|| {
    let mut words: Vec<&str> =
        include_str!("common_passwords.txt").lines().filter(|l| l.chars().count() >= 4).collect();
    words.extend(["善治", "遂宁", "shanzhi", "suining"]);
    words.sort_by_key(|w| std::cmp::Reverse(w.len()));
    words
});

const LEAST: usize = 10;
const MOST: usize = 128;
/// So many characters must remain once common words and the person's own names are taken out.
const OWN_LEAST: usize = 6;

/// Why a new password is refused; each has a sentence in the locales.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PasswordFault {
    /// Fewer than 10 characters.
    TooShort,
    /// More than 128 characters.
    TooLong,
    /// A common password, or little more than one.
    Common,
    /// Little more than the person's own name, address or the name of this service.
    OwnName,
}

/// Checks a new password; `own` holds the person's names and the local part of the address.
pub fn check_password(password: &str, own: &[&str]) -> Result<(), PasswordFault> {
    let length = password.chars().count();
    if length < LEAST {
        return Err(PasswordFault::TooShort);
    }
    if length > MOST {
        return Err(PasswordFault::TooLong);
    }
    let folded = password.to_lowercase();
    let own: Vec<String> = own.iter().map(|w| w.to_lowercase()).filter(|w| w.chars().count() >= 2).collect();
    if is_thin(&without(&folded, own.iter().map(String::as_str))) {
        return Err(if is_thin(&folded) { PasswordFault::Common } else { PasswordFault::OwnName });
    }
    let rest = without(&folded, COMMON.iter().copied());
    if is_thin(&rest) { Err(PasswordFault::Common) } else { Ok(()) }
}

fn without<'a>(text: &str, words: impl Iterator<Item = &'a str>) -> String {
    words.fold(text.to_owned(), |rest, word| rest.replace(word, ""))
}

/// Too little left, or only a few different characters, or a run along the alphabet.
fn is_thin(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let mut distinct = chars.clone();
    distinct.sort_unstable();
    distinct.dedup();
    chars.len() < OWN_LEAST || distinct.len() < 4 || is_run(&chars)
}

fn is_run(chars: &[char]) -> bool {
    let step = |w: &[char]| match w {
        [a, b] => i64::from(u32::from(*b)) - i64::from(u32::from(*a)),
        _ => 0,
    };
    let steps: Vec<i64> = chars.windows(2).map(step).collect();
    steps.iter().all(|s| *s == 1) || steps.iter().all(|s| *s == -1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_phrases_of_any_letters_are_welcome() {
        for good in ["correct horse battery", "涪江两岸春色正好哪堪夜雨", "kX9-vq2-Lm7-p", "a river and nine bridges"]
        {
            assert_eq!(check_password(good, &["张三", "zhang"]), Ok(()), "{good}");
        }
    }

    #[test]
    fn length_counts_characters_not_bytes() {
        assert_eq!(check_password("春夏秋冬东西南北中", &[]), Err(PasswordFault::TooShort));
        assert_eq!(check_password("春夏秋冬东西南北中天", &[]), Ok(()));
        assert_eq!(check_password(&"长短句x".repeat(33), &[]), Err(PasswordFault::TooLong));
    }

    #[test]
    fn what_an_attacker_tries_first_is_refused() {
        for bad in [
            "1234567890",
            "password123456",
            "Qwertyuiop",
            "aaaaaaaaaaaa",
            "abcdefghijkl",
            "shanzhi-2026",
            "Suining@2026",
            "善治善治善治善治善治",
            "iloveyou1234",
        ] {
            assert_eq!(check_password(bad, &[]), Err(PasswordFault::Common), "{bad}");
        }
    }

    #[test]
    fn ones_own_name_is_no_password() {
        assert_eq!(check_password("zhangsan2026", &["zhangsan"]), Err(PasswordFault::OwnName));
        assert_eq!(check_password("zhangsan likes tea", &["zhangsan"]), Ok(()));
    }
}

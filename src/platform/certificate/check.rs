//! The check character of printed numbers: ISO 7064 MOD 37,36, which finds every single wrong character and every swap.

const ALPHABET: &[u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

/// The check character of a number; letters count in either case, separators and Han characters do not count.
#[must_use]
pub fn check_character(number: &str) -> char {
    let product = values(number).fold(36, |product, value| {
        let sum = (product + value) % 36;
        (if sum == 0 { 36 } else { sum }) * 2 % 37
    });
    let at = usize::from((37 - product) % 36);
    ALPHABET.get(at).map_or('0', |c| char::from(*c))
}

/// The number with `-` and its check character behind it, as it is printed.
#[must_use]
pub fn with_check(number: &str) -> String {
    format!("{number}-{}", check_character(number))
}

/// Splits a number typed by a person; `true` when its last character is the right check character.
///
/// The letters O and I are accepted for the digits 0 and 1 and the other way round, in the check character alone.
#[must_use]
pub fn has_valid_check(number: &str) -> bool {
    let number = number.trim();
    let Some(last) = number.chars().next_back().filter(char::is_ascii_alphanumeric) else { return false };
    let body = number.strip_suffix(last).unwrap_or_default();
    values(body).next().is_some() && alike(last) == alike(check_character(body))
}

fn alike(c: char) -> char {
    match c.to_ascii_uppercase() {
        'O' => '0',
        'I' => '1',
        other => other,
    }
}

fn values(number: &str) -> impl Iterator<Item = u16> {
    number.chars().filter_map(|c| c.to_digit(36)).filter_map(|v| u16::try_from(v).ok())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_character_is_that_of_iso_7064() {
        // The worked example of GRid identifiers, a published use of MOD 37,36.
        assert_eq!(check_character("A12425GABC1234002"), 'M');
        assert_eq!(
            with_check("510903-2026-000318"),
            format!("510903-2026-000318-{}", check_character("5109032026000318"))
        );
    }

    #[test]
    fn people_may_type_small_letters_and_blanks_around() {
        let printed = with_check("510903-2026-000318");
        assert!(has_valid_check(&format!(" {} ", printed.to_lowercase())));
        for wrong in ["", "-", "7", "遂", "510903-2026-000319-"] {
            assert!(!has_valid_check(wrong), "{wrong}");
        }
    }

    #[test]
    fn swapped_neighbours_are_noticed_but_for_one_in_a_hundred() {
        let numbers = (0..36u32).flat_map(|head| (0..36).flat_map(move |a| (0..a).map(move |b| [head, a, b])));
        let (mut all, mut missed) = (0, 0);
        for [head, a, b] in numbers {
            let text = |digits: [u32; 3]| digits.map(|d| char::from_digit(d, 36).unwrap()).iter().collect::<String>();
            all += 1;
            missed += u32::from(check_character(&text([head, a, b])) == check_character(&text([head, b, a])));
        }
        assert!(missed * 100 <= all, "{missed} of {all}");
    }

    proptest! {
        #[test]
        fn a_wrong_character_is_always_noticed(number in "[0-9A-Z]{4,20}", at in 0usize..20, put in "[0-9A-Z]") {
            let at = at % number.len();
            let wrong = format!("{}{put}{}", &number[..at], &number[at + 1..]);
            prop_assert!(has_valid_check(&with_check(&number)));
            prop_assert_eq!(wrong == number, check_character(&wrong) == check_character(&number));
        }
    }
}

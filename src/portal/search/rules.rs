//! Showing a match: the piece of text around it.
use super::views::Piece;

/// Characters shown around the first match.
const AROUND: usize = 90;

/// The beginning of a text, or the part around the first match, cut into pieces with and without the match.
pub(super) fn snippet(text: &str, q: &str) -> Vec<Piece> {
    let chars: Vec<char> = text.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
    let wanted: Vec<char> = q.to_lowercase().chars().collect();
    let found = if wanted.is_empty() { None } else { position(&chars, &wanted) };
    let from = found.map_or(0, |at| at.saturating_sub(20));
    let shown = chars.iter().skip(from).take(AROUND).copied().collect::<Vec<char>>();
    let mut pieces = Vec::new();
    let mut rest: &[char] = &shown;
    while let Some(at) = if wanted.is_empty() { None } else { position(rest, &wanted) } {
        let (before, tail) = rest.split_at(at);
        let (hit, after) = tail.split_at(wanted.len().min(tail.len()));
        push(&mut pieces, before, false);
        push(&mut pieces, hit, true);
        rest = after;
    }
    push(&mut pieces, rest, false);
    if from > 0 {
        pieces.insert(0, Piece { text: "\u{2026}".into(), hit: false });
    }
    if from + AROUND < chars.len() {
        pieces.push(Piece { text: "\u{2026}".into(), hit: false });
    }
    pieces
}

fn position(text: &[char], wanted: &[char]) -> Option<usize> {
    let same = |a: &char, b: &char| a.to_lowercase().eq(b.to_lowercase());
    text.windows(wanted.len()).position(|w| w.iter().zip(wanted).all(|(a, b)| same(a, b)))
}

fn push(pieces: &mut Vec<Piece>, text: &[char], hit: bool) {
    if !text.is_empty() {
        pieces.push(Piece { text: text.iter().collect(), hit });
    }
}

/// A shorter question to try when nothing was found.
pub(super) fn shorter(q: &str) -> Option<String> {
    if let Some((head, _)) = q.rsplit_once(' ') {
        return Some(head.trim().to_owned()).filter(|h| !h.is_empty());
    }
    let chars: Vec<char> = q.chars().collect();
    (chars.len() > 2).then(|| chars.iter().take(2).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_match_is_marked_wherever_it_stands() {
        let all = snippet("为老年人提供居家养老服务，养老为先", "养老");
        assert_eq!(all.iter().filter(|p| p.hit).count(), 2);
        assert_eq!(all.iter().map(|p| p.text.as_str()).collect::<String>(), "为老年人提供居家养老服务，养老为先");
        let long = format!("{}养老", "一".repeat(200));
        let all = snippet(&long, "养老");
        assert!(all.iter().any(|p| p.hit) && all[0].text == "…");
    }

    #[test]
    fn a_shorter_question_is_offered_while_there_is_one() {
        assert_eq!(shorter("社区养老"), Some("社区".into()));
        assert_eq!(shorter("养老 船山"), Some("养老".into()));
        assert_eq!(shorter("养老"), None);
    }
}

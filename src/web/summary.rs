//! The error summary 错误汇总 of a form names the field of every error. Components are rendered before anything knows the
//! labels of the fields below them, so the names are put in afterwards; with script, `errors.js` finds nothing left to do.

/// The page with the label of its field before every error that does not name it.
#[must_use]
pub fn named(page: String, colon: &str) -> String {
    let Some(from) = page.find("<div class=\"errors\"") else { return page };
    let Some(to) = page.get(from..).and_then(|rest| rest.find("</ul>")).map(|n| from + n) else { return page };
    let mut out = String::with_capacity(page.len() + 400);
    let mut rest = from;
    out.push_str(page.get(..from).unwrap_or_default());
    while let Some((open, id, text)) = next_link(&page, rest, to) {
        out.push_str(page.get(rest..open).unwrap_or_default());
        let shown = page.get(open..to).and_then(|t| t.find("</a>").and_then(|n| t.get(..n))).unwrap_or_default();
        if let Some(label) = label_of(&page, id).filter(|l| !shown.contains(l)) {
            out.push_str(label);
            out.push_str(colon);
        }
        out.push_str(text);
        rest = open + text.len();
    }
    out.push_str(page.get(rest..).unwrap_or_default());
    out
}

/// The next link of the summary: where its words begin, the id it leads to, and the first piece of its words.
fn next_link(page: &str, from: usize, to: usize) -> Option<(usize, &str, &str)> {
    const LINK: &str = "<a href=\"#";
    let at = from + page.get(from..to)?.find(LINK)? + LINK.len();
    let (id, _) = page.get(at..to)?.split_once('"')?;
    let open = at + page.get(at..to)?.find('>')? + 1;
    let (text, _) = page.get(open..to)?.split_once('<')?;
    Some((open, id, text))
}

/// The words of a field's label, or of the group it stands in.
fn label_of<'a>(page: &'a str, id: &str) -> Option<&'a str> {
    let words =
        |at: usize| Some(page.get(at..)?.split_once('>')?.1.split_once('<')?.0.trim()).filter(|w| !w.is_empty());
    let named = page.find(&format!("<label for=\"{id}\"")).and_then(words);
    named.or_else(|| {
        let field = page.find(&format!("id=\"{id}\""))?;
        page.get(..field)?.rfind("<legend").and_then(words)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(errors: &str) -> String {
        format!(
            "<div class=\"errors\"><ul>{errors}</ul></div><label for=\"f-name\">Name<span>optional</span></label>\
             <input id=\"f-name\"><fieldset><legend>Kind</legend><input type=\"radio\" id=\"f-kind\"></fieldset>"
        )
    }

    #[test]
    fn every_error_begins_with_the_name_of_its_field() {
        let told =
            named(page("<li><a href=\"#f-name\">Is empty</a></li><li><a href=\"#f-kind\">Choose one</a></li>"), ": ");
        assert!(told.contains(">Name: Is empty</a>") && told.contains(">Kind: Choose one</a>"), "{told}");
        assert_eq!(
            told.len(),
            page("").len()
                + "<li><a href=\"#f-name\">Name: Is empty</a></li>".len()
                + "<li><a href=\"#f-kind\">Kind: Choose one</a></li>".len()
        );
    }

    #[test]
    fn what_names_its_field_or_has_none_stays_as_it_is() {
        for errors in [
            "<li><a href=\"#f-name\">Name is empty</a></li>",
            "<li><a href=\"#f-gone\">Wrong</a></li>",
            "<li>All wrong</li>",
            "",
        ] {
            assert_eq!(named(page(errors), ": "), page(errors));
        }
        assert_eq!(named("no form".into(), ": "), "no form");
    }
}

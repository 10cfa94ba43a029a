//! The error summary 错误汇总 of a form names the field of every error. Components are rendered before anything knows the
//! labels of the fields below them, so the names are put in afterwards; with script, `errors.js` finds nothing left to do.

/// The page with its errors in the order of their fields, and the label of its field before every error that does not
/// name it. What belongs to no field stays first.
#[must_use]
pub fn named(page: String, colon: &str) -> String {
    let Some((from, to)) = items(&page) else { return page };
    let mut told: Vec<(usize, String)> = page
        .get(from..to)
        .unwrap_or_default()
        .split_inclusive("</li>")
        .map(|item| named_item(&page, item, colon))
        .collect();
    told.sort_by_key(|(at, _)| *at);
    let mut out = String::with_capacity(page.len() + 400);
    out.push_str(page.get(..from).unwrap_or_default());
    told.iter().for_each(|(_, item)| out.push_str(item));
    out.push_str(page.get(to..).unwrap_or_default());
    out
}

/// From where to where the summary's items stand.
fn items(page: &str) -> Option<(usize, usize)> {
    let summary = page.find("<div class=\"errors\"")?;
    let list = summary + page.get(summary..)?.find("<li")?;
    let end = list + page.get(list..)?.find("</ul>")?;
    Some((list, end))
}

/// Where an item's field stands on the page, and the item with the field's name.
fn named_item(page: &str, item: &str, colon: &str) -> (usize, String) {
    const LINK: &str = "<a href=\"#";
    let as_it_is = |at| (at, item.to_owned());
    let Some((before, link)) = item.split_once(LINK) else {
        return as_it_is(if item.contains("<li") { 0 } else { usize::MAX });
    };
    let Some((id, _)) = link.split_once('"') else { return as_it_is(0) };
    let at = page.find(&format!("id=\"{id}\"")).unwrap_or(0);
    let Some((open, words)) = link.split_once('>') else { return as_it_is(at) };
    match label_of(page, id).filter(|label| !words.contains(label)) {
        Some(label) => (at, format!("{before}{LINK}{open}>{label}{colon}{words}")),
        None => as_it_is(at),
    }
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
    fn errors_stand_in_the_order_of_their_fields_after_what_belongs_to_none() {
        let errors = "<li><a href=\"#f-kind\">K</a></li>\n<li><a href=\"#f-name\">N</a></li>\n<li>All wrong</li>\n ";
        let told = named(page(errors), ": ");
        let at = |what: &str| told.find(what).unwrap();
        assert!(
            at("All wrong") < at("Name: N") && at("Name: N") < at("Kind: K") && at("Kind: K") < at("\n </ul>"),
            "{told}"
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

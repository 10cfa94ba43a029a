//! PDF: begins and ends as one, and its pages counted where the file says so in the clear.
use super::{Format, Refused};

/// How far from the start the header, and from the end the trailer, may stand.
const MARGIN: usize = 1024;

/// Whether the content begins as a PDF.
#[must_use]
pub fn begins(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%PDF-")
}

/// The pages, if they stand in the clear; a file without an end is damaged.
pub fn check(bytes: &[u8]) -> Result<Option<u32>, Refused> {
    let tail = bytes.get(bytes.len().saturating_sub(MARGIN)..).unwrap_or(bytes);
    if !tail.windows(5).any(|window| window == b"%%EOF") {
        return Err(Refused::Damaged { format: Format::Pdf });
    }
    let pages = count_pages(bytes);
    Ok(if pages == 0 { None } else { Some(pages) })
}

/// Objects of `/Type /Page`; those inside compressed object streams are not seen.
fn count_pages(bytes: &[u8]) -> u32 {
    let mut pages = 0;
    let mut rest = bytes;
    while let Some(at) = rest.windows(5).position(|window| window == b"/Type") {
        rest = rest.get(at + 5..).unwrap_or_default();
        let value = rest.trim_ascii_start();
        if value.starts_with(b"/Page") && !value.get(5).is_some_and(u8::is_ascii_alphanumeric) {
            pages += 1;
        }
    }
    pages
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_are_counted_and_the_tree_of_pages_is_not_one() {
        let pdf = b"%PDF-1.7\n1 0 obj<</Type/Pages/Count 2>>\n2 0 obj<</Type /Page/Parent 1 0 R>>\n3 0 obj<</Type/Page>>\n%%EOF";
        assert_eq!(check(pdf), Ok(Some(2)));
        assert_eq!(check(b"%PDF-1.7\nobjects in streams\n%%EOF\n"), Ok(None));
    }

    #[test]
    fn a_pdf_cut_off_is_damaged() {
        assert_eq!(check(b"%PDF-1.7\n1 0 obj"), Err(Refused::Damaged { format: Format::Pdf }));
    }
}

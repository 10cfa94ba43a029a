//! From a message to its bytes. Nothing a person typed can add a header or a recipient.
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MultiPart, SinglePart};
use lettre::{Address, Message as Built};

use super::{MailError, Message};

/// Whether an address can be written to: one plain address, no name, no line break.
#[must_use]
pub fn check_address(address: &str) -> bool {
    address.len() <= 254
        && !address.chars().any(|c| c.is_control() || c.is_whitespace())
        && address.parse::<Address>().is_ok()
}

/// An address as logs may show it: `c***@demo.shanzhi`.
#[must_use]
pub fn mask(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((user, host)) => format!("{}***@{host}", user.chars().next().map(String::from).unwrap_or_default()),
        None => "***".into(),
    }
}

/// The sender of `Name <address>`.
pub fn sender(from: &str) -> Result<Mailbox, MailError> {
    one_line(from).parse().map_err(|_| MailError::Refused("the sender is not an address".into()))
}

/// The message as it goes over the wire.
pub fn build(message: &Message) -> Result<Built, MailError> {
    if !check_address(&message.to) {
        return Err(MailError::Refused(format!("{} is not an address", mask(&message.to))));
    }
    let address: Address = message.to.parse().map_err(|_| MailError::Refused("not an address".into()))?;
    let name = Some(one_line(&message.to_name)).filter(|name| !name.is_empty());
    let from = sender(&message.from)?;
    let id = message_id(&message.message_id, from.email.domain())?;
    let text = SinglePart::builder().header(ContentType::TEXT_PLAIN).body(message.text.clone());
    let html = SinglePart::builder().header(ContentType::TEXT_HTML).body(message.html.clone());
    let mut built = Built::builder()
        .from(from)
        .to(Mailbox::new(name, address))
        .subject(one_line(&message.subject))
        .date(message.at.utc().into())
        .message_id(Some(id))
        .multipart(MultiPart::alternative().singlepart(text).singlepart(html))
        .map_err(|fault| MailError::Refused(fault.to_string()))?;
    if let Some(address) = message.unsubscribe.as_deref().filter(|a| is_plain(a)) {
        let headers = built.headers_mut();
        for (name, value) in [
            ("List-Unsubscribe", format!("<{address}>")),
            ("List-Unsubscribe-Post", "List-Unsubscribe=One-Click".to_owned()),
        ] {
            let name = HeaderName::new_from_ascii(name.to_owned()).map_err(|e| MailError::Refused(e.to_string()))?;
            headers.insert_raw(HeaderValue::new(name, value));
        }
    }
    Ok(built)
}

/// Whether an address can stand in a header as it is.
fn is_plain(address: &str) -> bool {
    address.len() < 900 && address.bytes().all(|b| b.is_ascii_graphic() && !matches!(b, b'<' | b'>'))
}

fn message_id(left: &str, domain: &str) -> Result<String, MailError> {
    let plain = |b: u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.');
    if left.is_empty() || left.len() > 100 || !left.bytes().all(plain) {
        return Err(MailError::Refused("the message id has characters that may not stand there".into()));
    }
    Ok(format!("<{left}@{domain}>"))
}

/// Line breaks and other control characters become spaces: a header is one line.
fn one_line(text: &str) -> String {
    let spaced: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::sample;
    use super::*;

    fn headers(message: &Message) -> String {
        let bytes = String::from_utf8(build(message).unwrap().formatted()).unwrap();
        bytes.split("\r\n\r\n").next().unwrap().to_owned()
    }

    #[test]
    fn a_message_has_both_bodies_its_date_and_its_own_id() {
        let bytes = String::from_utf8(build(&sample()).unwrap().formatted()).unwrap();
        for part in [
            "Message-ID: <outbox-42@demo.shanzhi>",
            "Date: Mon, 23 Nov 2026 01:02:03 +0000",
            "multipart/alternative",
            "text/plain; charset=utf-8",
            "text/html; charset=utf-8",
        ] {
            assert!(bytes.contains(part), "{part} is missing in {bytes}");
        }
    }

    #[test]
    fn line_breaks_in_subject_or_names_add_no_header_and_no_recipient() {
        let message = Message {
            subject: "hello\r\nBcc: all@demo.shanzhi".into(),
            to_name: "clerk\r\nCc: all@demo.shanzhi".into(),
            ..sample()
        };
        let headers = headers(&message);
        assert!(!headers.lines().any(|line| line.starts_with("Bcc:") || line.starts_with("Cc:")), "{headers}");
        let envelope = build(&message).unwrap().envelope().clone();
        assert_eq!(envelope.to().len(), 1);
    }

    #[test]
    fn addresses_that_carry_more_than_an_address_are_refused() {
        for to in ["", "clerk", "a@b\r\nRCPT TO:<c@d>", "a@b, c@d", "A <a@b.cn>", "a b@c.cn"] {
            let refused = build(&Message { to: to.into(), ..sample() });
            assert!(matches!(refused, Err(MailError::Refused(_))), "{to:?}");
        }
        let refused = build(&Message { message_id: "a>\r\nX: y".into(), ..sample() });
        assert!(matches!(refused, Err(MailError::Refused(_))));
    }

    #[test]
    fn a_letter_to_a_list_names_the_way_out_and_nothing_smuggles_a_header() {
        let with = |address: &str| headers(&Message { unsubscribe: Some(address.into()), ..sample() });
        let told = with("https://example.org/unsubscribe/7.abc");
        assert!(told.contains("List-Unsubscribe: <https://example.org/unsubscribe/7.abc>"), "{told}");
        assert!(told.contains("List-Unsubscribe-Post: List-Unsubscribe=One-Click"), "{told}");
        assert!(!with("https://example.org/\r\nBcc: x@y.cn").contains("Bcc"));
        assert!(!headers(&sample()).contains("List-Unsubscribe"));
    }

    #[test]
    fn a_masked_address_keeps_only_the_first_letter_and_the_host() {
        assert_eq!(mask("founder@demo.shanzhi"), "f***@demo.shanzhi");
        assert_eq!(mask("nonsense"), "***");
    }
}

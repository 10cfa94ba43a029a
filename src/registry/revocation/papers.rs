//! Papers of a revocation as PDF: prior notice with the rights, decision with the remedies (`CX-02`, `domain.md` 10.4).
use super::{
    model::{Revocation, RevocationState as State},
    pages::Seen,
};
use crate::{
    kernel::refusal::{Error, Fact, Facts, Result},
    platform::{
        document::{Fonts, Footer, Letter, Meta, Part, Qr, letter},
        i18n::{self, Locale},
    },
    text_enum,
    web::Cx,
};

text_enum! {
    /// Which paper.
    #[schema(as = RevocationPaper)]
    pub enum Paper {
        /// 事先告知书.
        Notice = "notice",
        /// 决定书.
        Decision = "decision",
    }
}

impl Paper {
    /// Whether there is this paper by now.
    pub(super) fn exists(self, x: &Revocation) -> bool {
        self == Self::Notice || !x.state.is_open()
    }

    /// The message with its title.
    pub(super) fn title(self, x: &Revocation) -> String {
        match (self, x.state) {
            (Self::Decision, State::Dropped) => "revocation-paper-dropped".to_owned(),
            (Self::Decision, _) => format!("revocation-paper-{}", x.ground.measure()),
            _ => "revocation-paper-notice".to_owned(),
        }
    }
}

/// Writes the paper.
///
/// # Errors
/// [`Error::Missing`] when there is none yet.
pub(super) fn write(cx: &Cx, seen: &Seen, paper: Paper) -> Result<Vec<u8>> {
    let x = &seen.x;
    if !paper.exists(x) {
        return Err(Error::Missing);
    }
    let words = |key: &str, facts: Facts| cx.env().words.say_with(cx.locale, key, &facts);
    let office = if cx.locale == Locale::Zh { &seen.office.name } else { &seen.office.name_en };
    let ground = cx.say(&format!("revocation-ground-{}", x.ground.word().replace('_', "-")));
    let measure = cx.say(&format!("revocation-measure-{}", x.ground.measure()));
    let rows = Part::Facts(vec![
        (cx.say("revocation-code"), seen.o.credit_code.clone()),
        (cx.say("revocation-ground"), ground),
        (cx.say("revocation-measure"), measure.clone()),
        (cx.say("revocation-facts"), x.facts.clone()),
    ]);
    let (issued, body) = match paper {
        Paper::Notice => {
            let day = vec![("day", Fact::from(i18n::day(cx.locale, x.answer_by)))];
            let told = words("revocation-paper-notice-text", vec![("measure", Fact::from(measure))]);
            (x.noticed_at, vec![Part::Paragraph(told), rows, Part::Paragraph(words("revocation-paper-rights", day))])
        }
        Paper::Decision => {
            let key = if x.state == State::Revoked {
                "revocation-paper-revoked-text"
            } else {
                "revocation-paper-dropped-text"
            };
            let told = words(key, vec![("measure", Fact::from(measure))]);
            let reasons = x.decision.clone().unwrap_or_default();
            (x.decided_at.unwrap_or(x.noticed_at), vec![Part::Paragraph(told), rows, Part::Paragraph(reasons)])
        }
    };
    let contact = vec![
        ("authority", Fact::from(office.clone())),
        ("phone", Fact::from(seen.office.phone.clone())),
        ("address", Fact::from(seen.office.address.clone())),
    ];
    let mut notes = vec![words("paper-contact", contact)];
    if paper == Paper::Decision && x.state == State::Revoked {
        notes.insert(0, cx.say("paper-remedies"));
    }
    let site = cx.env().config.public_url();
    let link = match x.entry_id {
        Some(entry) if paper == Paper::Decision => format!("{site}/ledger/{entry}"),
        _ => format!("{site}/revocations/{}", x.no),
    };
    let title = cx.say(&paper.title(x));
    let letter_of = Letter {
        meta: Meta { title: title.clone(), author: office.clone(), language: cx.locale.tag().to_owned(), issued },
        office: office.clone(),
        title,
        number: words("paper-number", vec![("no", Fact::from(x.no.clone()))]),
        addressee: words("change-paper-to", vec![("name", Fact::from(seen.o.name.clone()))]),
        body,
        signature: vec![office.clone()],
        date: i18n::day(cx.locale, issued.day()),
        notes,
        statement: cx.say("paper-statement"),
        qr: Some(Qr { text: link.clone(), caption: cx.say("paper-qr-case") }),
        footer: Footer { verify: words("paper-check", vec![("url", Fact::from(link))]), page_of: cx.say("paper-page") },
    };
    Ok(letter(&letter_of, &Fonts::new()?)?)
}

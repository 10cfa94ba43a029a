//! Papers of a case as PDF: receipt, correction notice, acceptance slip, decision, certificate of cancellation (`CX-02`,
//! `SO-62`, `SO-97`, `domain.md` 10.4). Each bears its number and a code to check it with.
use super::{
    dossier::Dossier,
    matter::{CaseKind, Matter},
    model::{Case, CaseState as State},
    pages::build,
};
use crate::{
    kernel::{
        refusal::{Error, Fact, Facts, Result},
        time::{Day, Ts},
    },
    platform::{
        document::{Fonts, Footer, Letter, Meta, Part, Qr, letter},
        i18n::{self, Locale},
    },
    text_enum,
    web::Cx,
};

text_enum! {
    /// Which paper.
    #[schema(as = CasePaper)]
    pub enum Paper {
        /// 收件凭证.
        Receipt = "receipt",
        /// 一次性补正告知书.
        Correction = "correction",
        /// 受理通知书.
        Acceptance = "acceptance",
        /// 决定书.
        Decision = "decision",
        /// 注销证明 (`SO-97`).
        Certificate = "certificate",
    }
}

impl Paper {
    /// Whether the case has this paper by now.
    pub(super) fn exists<C: Matter>(self, x: &Case<C>) -> bool {
        match self {
            Self::Receipt => x.received_at.is_some(),
            Self::Correction => !x.notices.0.is_empty(),
            Self::Acceptance => x.accepted_on.is_some(),
            Self::Decision => x.decision.is_some(),
            Self::Certificate => C::KIND == CaseKind::Cancellation && x.state == State::Approved,
        }
    }

    /// The message with its title.
    pub(super) fn title<C: Matter>(self, x: &Case<C>) -> String {
        match (self, x.state) {
            (Self::Decision, State::Approved) => format!("{}-paper-granted", C::KIND),
            (Self::Decision, State::NotAccepted) => "app-paper-decision-not-accepted".to_owned(),
            (Self::Decision, _) => format!("{}-paper-refused", C::KIND),
            (Self::Certificate, _) => format!("{}-paper-certificate", C::KIND),
            _ => format!("app-paper-{self}"),
        }
    }
}

type Body = (Ts, Vec<Part>);

/// Writes the paper.
///
/// # Errors
/// [`Error::Missing`] when the case has no such paper yet.
pub(super) fn write<C: Matter>(cx: &Cx, d: &Dossier<C>, paper: Paper) -> Result<Vec<u8>> {
    if !paper.exists(&d.x) {
        return Err(Error::Missing);
    }
    let (issued, body) = match paper {
        Paper::Receipt => receipt(cx, d)?,
        Paper::Correction => correction(cx, d)?,
        Paper::Acceptance => acceptance(cx, d)?,
        Paper::Decision => decision(cx, d)?,
        Paper::Certificate => certificate(cx, d)?,
    };
    let title = cx.say(&paper.title(&d.x));
    let office = if cx.locale == Locale::Zh { &d.office.name } else { &d.office.name_en };
    let contact = vec![
        ("authority", Fact::from(office.clone())),
        ("phone", Fact::from(d.office.phone.clone())),
        ("address", Fact::from(d.office.address.clone())),
    ];
    let mut notes = vec![words(cx, "paper-contact", contact)];
    if paper == Paper::Decision && d.x.state != State::Approved {
        notes.insert(0, cx.say("paper-remedies"));
    }
    let (link, qr) = proof(cx, d, paper);
    let letter_of = Letter {
        meta: Meta { title: title.clone(), author: office.clone(), language: cx.locale.tag().to_owned(), issued },
        office: office.clone(),
        title,
        number: words(cx, "paper-number", vec![("no", Fact::from(number(d, paper)))]),
        addressee: words(cx, "change-paper-to", vec![("name", Fact::from(d.x.content.0.applicant(&d.o)))]),
        body,
        signature: vec![office.clone()],
        date: i18n::day(cx.locale, issued.day()),
        notes,
        statement: cx.say("paper-statement"),
        qr: Some(qr),
        footer: Footer {
            verify: words(cx, "paper-check", vec![("url", Fact::from(link))]),
            page_of: cx.say("paper-page"),
        },
    };
    Ok(letter(&letter_of, &Fonts::new()?)?)
}

fn number<C: Matter>(d: &Dossier<C>, paper: Paper) -> String {
    let own = d.certificate.as_ref().filter(|_| paper == Paper::Certificate);
    own.map_or_else(|| d.x.no.clone(), |c| c.no.clone())
}

/// Where the paper is checked: a certificate by its token, a decision by its ledger entry, the others by the case.
fn proof<C: Matter>(cx: &Cx, d: &Dossier<C>, paper: Paper) -> (String, Qr) {
    let site = cx.env().config.public_url();
    let code = |text: String, key: &str| Qr { text, caption: cx.say(key) };
    match (paper, &d.certificate, &d.x.decision) {
        (Paper::Certificate, Some(c), _) => {
            (format!("{site}/verify/{}", c.no), code(format!("{site}/verify/{}", c.token), "cert-pdf-qr"))
        }
        (Paper::Decision, _, Some(decided)) => {
            let link = format!("{site}/ledger/{}", d.x.entry_id.unwrap_or(decided.0.entry));
            (link.clone(), code(link, "paper-qr-entry"))
        }
        _ => {
            let link = format!("{site}{}", d.x.path());
            (link.clone(), code(link, "paper-qr-case"))
        }
    }
}

fn words(cx: &Cx, key: &str, facts: Facts) -> String {
    cx.env().words.say_with(cx.locale, key, &facts)
}

/// A message of the kind's own.
fn own<C: Matter>(cx: &Cx, key: &str, facts: Facts) -> Part {
    Part::Paragraph(words(cx, &format!("{}-paper-{key}", C::KIND), facts))
}

fn day(cx: &Cx, d: Option<Day>) -> Fact {
    Fact::from(d.map(|d| i18n::day(cx.locale, d)).unwrap_or_default())
}

/// What the case asks for, as rows.
fn rows<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Part {
    Part::Facts(d.x.content.0.rows(cx, &d.rules, &d.o))
}

fn receipt<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Result<Body> {
    let at = d.x.received_at.ok_or(Error::Missing)?;
    let facts = vec![
        ("at", Fact::from(i18n::instant(cx.locale, at))),
        ("n", Fact::from(d.documents.len())),
        ("day", day(cx, d.x.notice_due)),
    ];
    let files = d
        .documents
        .iter()
        .map(|f| (build::document(cx, d, &f.key), format!("{}  {}  sha256 {}", f.name, i18n::size(f.size), f.sha256)));
    Ok((at, vec![own::<C>(cx, "receipt", facts), rows(cx, d), Part::Facts(files.collect())]))
}

fn correction<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Result<Body> {
    let notice = d.x.notices.0.last().ok_or(Error::Missing)?;
    let mut body = vec![Part::Paragraph(cx.say("paper-correction-text"))];
    for (n, point) in build::defects(cx, d, &notice.defects).into_iter().enumerate() {
        let marker = words(cx, "paper-item-marker", vec![("n", Fact::from(n + 1))]);
        let sign = if cx.locale == Locale::Zh { "：" } else { ": " };
        body.push(Part::Item(marker, format!("{}{sign}{}", point.label, point.text)));
    }
    Ok((notice.at, body))
}

fn acceptance<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Result<Body> {
    let on = d.x.accepted_on.ok_or(Error::Missing)?;
    let accepted = d.history.iter().find(|(event, ..)| event == "accept" || event == "deem");
    let at = accepted.map_or_else(|| Ts::start_of(on), |(_, _, at)| *at);
    let facts = vec![("day", day(cx, Some(on)))];
    let told = if d.x.is_deemed {
        Part::Paragraph(words(cx, "paper-acceptance-deemed", facts))
    } else {
        own::<C>(cx, "acceptance", facts)
    };
    let limits = vec![("promised", day(cx, d.x.promised_due)), ("statutory", day(cx, d.x.statutory_due))];
    Ok((at, vec![told, rows(cx, d), Part::Paragraph(words(cx, "paper-acceptance-limits", limits))]))
}

fn decision<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Result<Body> {
    let decided = &d.x.decision.as_ref().ok_or(Error::Missing)?.0;
    let key = match d.x.state {
        State::Approved => "granted-text",
        State::NotAccepted => "not-accepted-text",
        _ => "refused-text",
    };
    let mut body = vec![own::<C>(cx, key, vec![("code", Fact::from(d.o.credit_code.clone()))]), rows(cx, d)];
    if let Some(ground) = decided.ground {
        let ground = cx.say(&format!("ground-{}", ground.word().replace('_', "-")));
        let facts = vec![("ground", Fact::from(ground)), ("text", Fact::from(decided.text.clone()))];
        body.push(Part::Paragraph(words(cx, "paper-ground", facts)));
    }
    Ok((decided.at, body))
}

fn certificate<C: Matter>(cx: &Cx, d: &Dossier<C>) -> Result<Body> {
    let c = d.certificate.as_ref().ok_or(Error::Missing)?;
    let facts = vec![
        ("name", Fact::from(d.o.name.clone())),
        ("code", Fact::from(d.o.credit_code.clone())),
        ("day", day(cx, Some(c.issued_at.day()))),
    ];
    Ok((c.issued_at, vec![own::<C>(cx, "certificate-text", facts), rows(cx, d)]))
}

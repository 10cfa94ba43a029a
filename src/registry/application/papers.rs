//! Papers of a case as PDF: receipt, correction notice, acceptance slip, decision (`CX-02`, `SO-62`, `domain.md` 10.4).
use super::{
    model::{ApplicationState as State, Decision},
    pages::build::{Case, Reader, decision_title},
    views::Wording,
};
use crate::{
    kernel::{
        refusal::{Error, Fact, Facts, Result},
        time::Ts,
    },
    platform::{
        document::{Fonts, Footer, Letter, Meta, Part, letter},
        i18n::{self, Locale},
    },
    text_enum,
};

text_enum! {
    /// Which paper.
    pub enum Paper {
        /// 收件凭证.
        Receipt = "receipt",
        /// 一次性补正告知书.
        Correction = "correction",
        /// 受理通知书.
        Acceptance = "acceptance",
        /// 决定书.
        Decision = "decision",
    }
}

/// Writes the paper.
///
/// # Errors
/// [`Error::Missing`] when the case has no such paper yet.
pub(super) fn write(r: &Reader, case: &Case, paper: Paper, number: &str) -> Result<Vec<u8>> {
    let (title, at, body) = match paper {
        Paper::Receipt => receipt(r, case)?,
        Paper::Correction => correction(r, case)?,
        Paper::Acceptance => acceptance(r, case)?,
        Paper::Decision => decision(r, case, number)?,
    };
    let negative = paper == Paper::Decision && case.a.state != State::Issued;
    let office = if r.locale == Locale::Zh { &case.office.name } else { &case.office.name_en };
    let mut notes = vec![words(
        r,
        "paper-contact",
        vec![
            ("authority", Fact::from(office.clone())),
            ("phone", Fact::from(case.office.phone.clone())),
            ("address", Fact::from(case.office.address.clone())),
        ],
    )];
    if negative {
        notes.insert(0, r.say("paper-remedies"));
    }
    let link = format!("{}/applications/{}", r.env.config.public_url(), case.a.no);
    let letter_of = Letter {
        meta: Meta { title: title.clone(), author: office.clone(), language: r.locale.tag().to_owned(), issued: at },
        office: office.clone(),
        title,
        number: words(r, "paper-number", vec![("no", Fact::from(case.a.no.clone()))]),
        addressee: words(r, of(case, "paper-to", "paper-filed-to"), vec![("name", Fact::from(case.a.name.clone()))]),
        body,
        signature: vec![office.clone()],
        date: i18n::day(r.locale, at.day()),
        notes,
        statement: r.say("paper-statement"),
        qr: None,
        footer: Footer {
            verify: words(r, "paper-check", vec![("url", Fact::from(link))]),
            page_of: r.say("paper-page"),
        },
    };
    Ok(letter(&letter_of, &Fonts::new()?)?)
}

type Body = (String, Ts, Vec<Part>);

/// The words of a registration, or those of a filing.
fn of<'a>(case: &Case, registration: &'a str, filing: &'a str) -> &'a str {
    if case.a.is_filing() { filing } else { registration }
}

fn words(r: &Reader, key: &str, facts: Facts) -> String {
    r.env.words.say_with(r.locale, key, &facts)
}

fn day(r: &Reader, d: Option<crate::kernel::time::Day>) -> Fact {
    Fact::from(d.map(|d| i18n::day(r.locale, d)).unwrap_or_default())
}

fn receipt(r: &Reader, case: &Case) -> Result<Body> {
    let at = case.a.received_at.ok_or(Error::Missing)?;
    let text = words(
        r,
        of(case, "paper-receipt-text", "paper-filed-receipt-text"),
        vec![
            ("kind", Fact::from(r.say(&format!("org-kind-{}", case.a.kind.word())))),
            ("at", Fact::from(i18n::instant(r.locale, at))),
            ("n", Fact::from(case.documents.len())),
            ("day", day(r, case.a.notice_due)),
        ],
    );
    let mut body = vec![Part::Paragraph(text)];
    for block in r.blocks(case) {
        body.push(Part::Heading(r.say(&format!("{}-{}", Wording::of(case.a.kind).task, block.task.word()))));
        let mut rows: Vec<(String, String)> = block.rows.into_iter().map(|a| (a.label, a.value)).collect();
        for f in block.files {
            rows.push((f.name, format!("{}  sha256 {}", i18n::size(f.size), f.sha256)));
        }
        body.push(Part::Facts(rows));
    }
    Ok((r.say("app-paper-receipt"), at, body))
}

fn correction(r: &Reader, case: &Case) -> Result<Body> {
    let notice = case.a.notices.0.last().ok_or(Error::Missing)?;
    let mut body = vec![Part::Paragraph(r.say(of(case, "paper-correction-text", "paper-filed-correction-text")))];
    for (n, d) in r.defects(case, &notice.defects).into_iter().enumerate() {
        let marker = words(r, "paper-item-marker", vec![("n", Fact::from(n + 1))]);
        let sign = if r.locale == Locale::Zh { "：" } else { ": " };
        body.push(Part::Item(marker, format!("{}{sign}{}", d.label, d.text)));
    }
    Ok((r.say("app-paper-correction"), notice.at, body))
}

fn acceptance(r: &Reader, case: &Case) -> Result<Body> {
    let on = case.a.accepted_on.ok_or(Error::Missing)?;
    let accepted = case.history.iter().find(|(event, ..)| event == "accept" || event == "deem");
    let at = accepted.map_or_else(|| Ts::start_of(on), |(_, _, at, _)| *at);
    let key = match case.a.is_deemed {
        true => of(case, "paper-acceptance-deemed", "paper-filed-acceptance-deemed"),
        false => of(case, "paper-acceptance-text", "paper-filed-acceptance-text"),
    };
    let limits = vec![("promised", day(r, case.a.promised_due)), ("statutory", day(r, case.a.statutory_due))];
    let body = vec![
        Part::Paragraph(words(r, key, vec![("day", day(r, Some(on)))])),
        Part::Paragraph(words(r, of(case, "paper-acceptance-limits", "paper-filed-acceptance-limits"), limits)),
    ];
    Ok((r.say("app-paper-acceptance"), at, body))
}

fn decision(r: &Reader, case: &Case, number: &str) -> Result<Body> {
    let d: &Decision = &case.a.decision.as_ref().ok_or(Error::Missing)?.0;
    let name = ("name", Fact::from(case.a.name.clone()));
    let text = match case.a.state {
        State::Issued => {
            let key = of(case, "paper-granted-text", "paper-filed-granted-text");
            words(r, key, vec![name, ("code", Fact::from(number.to_owned()))])
        }
        State::NotAccepted => r.say(of(case, "paper-not-accepted-text", "paper-filed-not-accepted-text")),
        _ => words(r, of(case, "paper-refused-text", "paper-filed-refused-text"), vec![name]),
    };
    let mut body = vec![Part::Paragraph(text)];
    if let Some(ground) = d.ground {
        let ground = r.say(&format!("ground-{}", ground.word().replace('_', "-")));
        body.push(Part::Paragraph(words(
            r,
            "paper-ground",
            vec![("ground", Fact::from(ground)), ("text", Fact::from(d.text.clone()))],
        )));
    }
    Ok((r.say(decision_title(&case.a)), d.at, body))
}

//! Papers of a change as PDF: receipt, correction notice, acceptance slip, decision (`CX-02`, `SO-62`, `domain.md` 10.4).
use super::{
    model::ChangeState as State,
    pages::build::{self, Case},
};
use crate::{
    kernel::{
        refusal::{Error, Fact, Facts, Result},
        time::{Day, Ts},
    },
    platform::{
        document::{Fonts, Footer, Letter, Meta, Part, letter},
        i18n::{self, Locale},
    },
    text_enum,
    web::Cx,
};

text_enum! {
    /// Which paper.
    #[schema(as = ChangePaper)]
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

type Body = (String, Ts, Vec<Part>);

/// Writes the paper.
///
/// # Errors
/// [`Error::Missing`] when the change has no such paper yet.
pub(super) fn write(cx: &Cx, case: &Case, paper: Paper) -> Result<Vec<u8>> {
    let (title, at, body) = match paper {
        Paper::Receipt => receipt(cx, case)?,
        Paper::Correction => correction(cx, case)?,
        Paper::Acceptance => acceptance(cx, case)?,
        Paper::Decision => decision(cx, case)?,
    };
    let office = if cx.locale == Locale::Zh { &case.office.name } else { &case.office.name_en };
    let contact = vec![
        ("authority", Fact::from(office.clone())),
        ("phone", Fact::from(case.office.phone.clone())),
        ("address", Fact::from(case.office.address.clone())),
    ];
    let mut notes = vec![words(cx, "paper-contact", contact)];
    if paper == Paper::Decision && case.x.state != State::Approved {
        notes.insert(0, cx.say("paper-remedies"));
    }
    let link = format!("{}/changes/{}", cx.env().config.public_url(), case.x.no);
    let letter_of = Letter {
        meta: Meta { title: title.clone(), author: office.clone(), language: cx.locale.tag().to_owned(), issued: at },
        office: office.clone(),
        title,
        number: words(cx, "paper-number", vec![("no", Fact::from(case.x.no.clone()))]),
        addressee: words(cx, "change-paper-to", vec![("name", Fact::from(addressee(case)))]),
        body,
        signature: vec![office.clone()],
        date: i18n::day(cx.locale, at.day()),
        notes,
        statement: cx.say("paper-statement"),
        qr: None,
        footer: Footer {
            verify: words(cx, "paper-check", vec![("url", Fact::from(link))]),
            page_of: cx.say("paper-page"),
        },
    };
    Ok(letter(&letter_of, &Fonts::new()?)?)
}

/// The name under which the organization applied: a paper does not change its addressee afterwards.
fn addressee(case: &Case) -> String {
    let before = case.x.content.0.before.get(&crate::registry::organization::Item::Name);
    before.cloned().unwrap_or_else(|| case.o.name.clone())
}

fn words(cx: &Cx, key: &str, facts: Facts) -> String {
    cx.env().words.say_with(cx.locale, key, &facts)
}

fn day(cx: &Cx, d: Option<Day>) -> Fact {
    Fact::from(d.map(|d| i18n::day(cx.locale, d)).unwrap_or_default())
}

/// Before and after of every item, as rows.
fn rows(cx: &Cx, case: &Case) -> Part {
    let told = |d: crate::registry::change::views::Difference| {
        let before = if d.before.is_empty() { cx.say("fact-none") } else { d.before };
        let facts = vec![("before", Fact::from(before)), ("after", Fact::from(d.after))];
        (d.label, words(cx, "change-paper-from-to", facts))
    };
    Part::Facts(build::differences(cx, case).into_iter().map(told).collect())
}

fn receipt(cx: &Cx, case: &Case) -> Result<Body> {
    let at = case.x.received_at.ok_or(Error::Missing)?;
    let facts = vec![
        ("at", Fact::from(i18n::instant(cx.locale, at))),
        ("n", Fact::from(case.documents.len())),
        ("day", day(cx, case.x.notice_due)),
    ];
    let files = case.documents.iter().map(|d| {
        (build::document(cx, case, &d.key), format!("{}  {}  sha256 {}", d.name, i18n::size(d.size), d.sha256))
    });
    let body =
        vec![Part::Paragraph(words(cx, "change-paper-receipt", facts)), rows(cx, case), Part::Facts(files.collect())];
    Ok((cx.say("app-paper-receipt"), at, body))
}

fn correction(cx: &Cx, case: &Case) -> Result<Body> {
    let notice = case.x.notices.0.last().ok_or(Error::Missing)?;
    let mut body = vec![Part::Paragraph(cx.say("paper-correction-text"))];
    for (n, d) in build::defects(cx, case, &notice.defects).into_iter().enumerate() {
        let marker = words(cx, "paper-item-marker", vec![("n", Fact::from(n + 1))]);
        let sign = if cx.locale == Locale::Zh { "：" } else { ": " };
        body.push(Part::Item(marker, format!("{}{sign}{}", d.label, d.text)));
    }
    Ok((cx.say("app-paper-correction"), notice.at, body))
}

fn acceptance(cx: &Cx, case: &Case) -> Result<Body> {
    let on = case.x.accepted_on.ok_or(Error::Missing)?;
    let accepted = case.history.iter().find(|(event, ..)| event == "accept" || event == "deem");
    let at = accepted.map_or_else(|| Ts::start_of(on), |(_, _, at)| *at);
    let key = if case.x.is_deemed { "paper-acceptance-deemed" } else { "change-paper-acceptance" };
    let limits = vec![("promised", day(cx, case.x.promised_due)), ("statutory", day(cx, case.x.statutory_due))];
    let body = vec![
        Part::Paragraph(words(cx, key, vec![("day", day(cx, Some(on)))])),
        rows(cx, case),
        Part::Paragraph(words(cx, "paper-acceptance-limits", limits)),
    ];
    Ok((cx.say("app-paper-acceptance"), at, body))
}

fn decision(cx: &Cx, case: &Case) -> Result<Body> {
    let d = &case.x.decision.as_ref().ok_or(Error::Missing)?.0;
    let key = match case.x.state {
        State::Approved => "change-paper-granted-text",
        State::NotAccepted => "change-paper-not-accepted-text",
        _ => "change-paper-refused-text",
    };
    let mut body =
        vec![Part::Paragraph(words(cx, key, vec![("code", Fact::from(case.o.credit_code.clone()))])), rows(cx, case)];
    if let Some(ground) = d.ground {
        let ground = cx.say(&format!("ground-{}", ground.word().replace('_', "-")));
        let facts = vec![("ground", Fact::from(ground)), ("text", Fact::from(d.text.clone()))];
        body.push(Part::Paragraph(words(cx, "paper-ground", facts)));
    }
    Ok((cx.say(build::decision_title(case.x.state)), d.at, body))
}

//! Contract 合同 and acceptance report 验收书 on paper.
use super::views::{AcceptanceView, CasePage, StageView};
use crate::{
    kernel::{
        refusal::Facts,
        time::{Day, Ts},
    },
    platform::{
        db::Env,
        document::{Fonts, Footer, Letter, Meta, Part, Qr, letter},
        i18n::{self, Locale},
    },
};
use chrono::DateTime;

struct Pen<'a> {
    env: &'a Env,
    locale: Locale,
}

impl Pen<'_> {
    fn say(&self, key: &str) -> String {
        self.env.words.say(self.locale, key)
    }

    fn say_with(&self, key: &str, facts: &Facts) -> String {
        self.env.words.say_with(self.locale, key, facts)
    }

    fn period(&self, from: Day, to: Day) -> String {
        self.say_with("contract-paper-period", &vec![("from", from.into()), ("to", to.into())])
    }

    fn letter(&self, title: &str, number: &str, path: &str, issued: Option<Ts>) -> Letter {
        let link = format!("{}{path}", self.env.config.public_url());
        let issued = issued.unwrap_or_else(|| Ts::new(DateTime::UNIX_EPOCH));
        Letter {
            meta: Meta {
                title: title.to_owned(),
                author: self.env.config.city.organiser.clone(),
                language: self.locale.tag().to_owned(),
                issued,
            },
            office: String::new(),
            title: title.to_owned(),
            number: number.to_owned(),
            addressee: String::new(),
            body: Vec::new(),
            signature: Vec::new(),
            date: String::new(),
            notes: Vec::new(),
            statement: self.say("contract-paper-statement"),
            qr: Some(Qr { text: link.clone(), caption: self.say("contract-paper-check") }),
            footer: Footer { verify: link, page_of: self.say("contract-paper-page") },
        }
    }
}

/// The contract, signed or still a draft, as its state says.
///
/// # Errors
/// When the letter cannot be drawn.
pub fn contract(env: &Env, locale: Locale, v: &CasePage) -> anyhow::Result<Vec<u8>> {
    let pen = Pen { env, locale };
    let head = &v.head;
    let title = pen.say("contract-paper-title");
    let mut paper = pen.letter(&title, &head.no, &format!("/contracts/{}", head.no), v.signed_at);
    let fact = |key: &str, value: String| (pen.say(key), value);
    paper.body = vec![
        Part::Facts(vec![
            fact("contract-project", format!("{} {}", head.title, head.tender)),
            fact("contract-buyer", head.buyer.clone()),
            fact("contract-supplier", format!("{} {}", head.supplier, head.credit_code)),
            fact("contract-amount", i18n::money(locale, head.total)),
            fact("contract-period", pen.period(head.starts_on, head.ends_on)),
        ]),
        Part::Heading(pen.say("contract-milestones")),
        stages(&pen, &v.stages),
    ];
    let terms = [
        ("contract-content", &v.body.content),
        ("contract-payment", &v.body.payment),
        ("contract-duties", &v.body.duties),
        ("contract-breach", &v.body.breach),
        ("contract-subcontracting", &v.body.subcontracting),
    ];
    for (key, text) in terms.into_iter().filter(|(_, text)| !text.is_empty()) {
        paper.body.push(Part::Heading(pen.say(key)));
        paper.body.extend(text.lines().filter(|l| !l.is_empty()).map(|l| Part::Paragraph(l.to_owned())));
    }
    paper.notes.push(pen.say("contract-no-transfer"));
    paper.signature = vec![head.buyer.clone(), head.supplier.clone()];
    paper.date = match v.signed_at {
        Some(at) => pen.say_with("contract-paper-signed", &vec![("at", at.into())]),
        None => pen.say("contract-paper-unsigned"),
    };
    letter(&paper, &Fonts::new()?)
}

fn stages(pen: &Pen, stages: &[StageView]) -> Part {
    let row = |s: &StageView| {
        vec![
            s.position.to_string(),
            s.title.clone(),
            i18n::day(pen.locale, s.due_on),
            i18n::money(pen.locale, s.amount),
        ]
    };
    Part::Table {
        head: ["contract-stage-no", "contract-stage", "contract-stage-due", "contract-amount"]
            .map(|k| pen.say(k))
            .to_vec(),
        rows: stages.iter().map(row).collect(),
        widths: vec![0.6, 3.0, 2.0, 2.0],
    }
}

/// The acceptance report of one stage (`PR-103`).
///
/// # Errors
/// When the letter cannot be drawn.
pub fn acceptance(
    env: &Env,
    locale: Locale,
    v: &CasePage,
    stage: &StageView,
    a: &AcceptanceView,
) -> anyhow::Result<Vec<u8>> {
    let pen = Pen { env, locale };
    let title = pen.say("acceptance-paper-title");
    let mut paper = pen.letter(&title, &a.no, &format!("/acceptances/{}", a.no), Some(a.accepted_at));
    let fact = |key: &str, value: String| (pen.say(key), value);
    paper.body = vec![
        Part::Facts(vec![
            fact("contract-project", v.head.title.clone()),
            fact("contract-no", v.head.no.clone()),
            fact("contract-buyer", v.head.buyer.clone()),
            fact("contract-supplier", v.head.supplier.clone()),
            fact("contract-stage", stage.title.clone()),
            fact("contract-stage-amount", i18n::money(locale, stage.amount)),
            fact("acceptance-value", i18n::money(locale, a.value)),
        ]),
        Part::Heading(pen.say("acceptance-findings")),
    ];
    let paragraphs = |text: &str| -> Vec<Part> {
        text.lines().filter(|l| !l.is_empty()).map(|l| Part::Paragraph(l.to_owned())).collect()
    };
    paper.body.extend(paragraphs(&a.findings));
    if let Some(percent) = a.satisfied_percent {
        paper.body.push(Part::Heading(pen.say("acceptance-users")));
        let facts = vec![("asked", a.users_asked.into()), ("percent", percent.into())];
        paper.body.push(Part::Paragraph(pen.say_with("acceptance-users-line", &facts)));
        paper.body.extend(paragraphs(&a.users_summary));
    }
    paper.signature = vec![v.head.buyer.clone()];
    paper.date = i18n::day(locale, a.accepted_at.day());
    letter(&paper, &Fonts::new()?)
}

//! The organization's side: section by section, papers, check, hand in, receipt.
use super::{Seen, build::Sheet, sentences, visible};
use crate::{
    kernel::{
        money::Money,
        refusal::{Code, Error, Fact, Reason, Result},
    },
    registry::{
        application::pages::files_of,
        report::{
            actions,
            answers::{Item, Section, Sort, figure},
            forms, rules,
            views::{CheckPage, FieldLine, ReceiptPage, SectionPage},
        },
    },
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Path, Query},
};
use serde::Deserialize;

/// Where a section was opened from.
#[derive(Debug, Default, Deserialize)]
pub struct Back {
    /// `check` returns to the check page.
    #[serde(default)]
    back: String,
}

fn word(text: &str) -> &'static str {
    if text == "check" { "check" } else { "" }
}

/// The report, for an officer of its organization; staff and readers of a published one may see and not change it.
async fn own(cx: &Cx, no: &str) -> Result<Seen> {
    cx.person()?;
    let seen = visible(cx, no).await?;
    if seen.stand.officer { Ok(seen) } else { Err(Code::NotYourRole.into()) }
}

/// The same, while it may be written.
async fn open(cx: &Cx, no: &str) -> Result<Seen> {
    let seen = own(cx, no).await?;
    if seen.report.state.is_open() {
        return Ok(seen);
    }
    let state = seen.report.state.word();
    Err(Reason::from(Code::WrongState).with("state", state).with("event", "begin").into())
}

/// `GET /reports/{no}/sections/{section}`
pub async fn section(cx: Cx, path: Path<(String, Section)>, back: Query<Back>) -> Outcome {
    let (no, section) = path.into_inner();
    let seen = open(&cx, &no).await?;
    let form = forms::filled(&seen.report.answers.0);
    let view = section_view(&cx, &seen, section, word(&back.back));
    cx.form(&view, &form)
}

fn section_view(cx: &Cx, seen: &Seen, section: Section, back: &'static str) -> SectionPage {
    let (r, o) = (&seen.report, &seen.organization);
    let sheet = Sheet::new(cx, seen);
    let papers: Vec<_> = seen.files.iter().map(|f| f.paper).collect();
    let touched =
        r.answers.0.keys().any(|i| i.section() == section) || (section == Section::Papers && !papers.is_empty());
    let faults = rules::faults(section, o.kind, o.mode, &r.answers.0, &papers);
    let items: Vec<FieldLine> = section.items(o.kind).into_iter().map(|i| field(cx, seen, i)).collect();
    SectionPage {
        section: section.word(),
        back,
        items,
        missing: if touched { sentences(cx, &Error::Refused(faults)) } else { Vec::new() },
        defects: r.defects.0.iter().filter(|d| d.section == section).map(|d| d.text.clone()).collect(),
        papers: if section == Section::Papers { sheet.papers(true) } else { Vec::new() },
        head: sheet.head(cx.now().day()),
    }
}

fn field(cx: &Cx, seen: &Seen, item: Item) -> FieldLine {
    let (sort, max) = match item.sort() {
        Sort::Lines(most) => ("lines", i64::try_from(most).unwrap_or(3000)),
        Sort::Count => ("count", 0),
        Sort::YesNo => ("yes-no", 0),
        Sort::Day => ("day", 0),
        Sort::Money | Sort::Balance => ("money", 0),
    };
    let words = &cx.env().words;
    let help = words.get(cx.locale, &format!("report-hint-{}", item.word().replace('_', "-")), None);
    let before = seen.before.as_ref().and_then(|(year, answers)| {
        // A year opens with what the one before left.
        let n = figure(answers, if item == Item::Opening { Item::Closing } else { item })?;
        let n = if item.is_money() { Fact::Money(Money::from_fen(n)) } else { Fact::Number(n) };
        Some(words.say_with(cx.locale, "report-before", &vec![("year", Fact::Text(year.to_string())), ("n", n)]))
    });
    let parts: Vec<String> = help.map(|h| h.into_owned()).into_iter().chain(before).collect();
    FieldLine {
        item: item.word(),
        sort,
        max,
        required: !item.may_stay_empty(),
        hint: parts.join(" "),
        group: group(item),
    }
}

/// The heading before the first item of a group.
fn group(item: Item) -> &'static str {
    match item {
        Item::Donations => "income",
        Item::Programme => "expenditure",
        Item::Closing => "closing",
        _ => "",
    }
}

/// `POST /reports/{no}/sections/{section}`
pub async fn save(cx: Cx, path: Path<(String, Section)>, submitted: Submitted) -> Outcome {
    let (no, section) = path.into_inner();
    let back = word(submitted.raw("back").unwrap_or_default());
    match saved(&cx, &no, section, &submitted).await {
        Ok(reply) if back == "check" => cx.answer(&Reply { location: format!("/reports/{no}/check"), ..reply }),
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let seen = open(&cx, &no).await?;
            let view = section_view(&cx, &seen, section, back);
            cx.form(&view, &filled)
        }
    }
}

/// Keeps one section; shared with the API.
pub(in crate::registry::report) async fn saved(
    cx: &Cx,
    no: &str,
    section: Section,
    submitted: &Submitted,
) -> Result<Reply> {
    let seen = own(cx, no).await?;
    if section == Section::Papers {
        return Err(Error::Missing);
    }
    let answers = forms::section(submitted, section, seen.organization.kind)?;
    super::run(cx, submitted, no.to_owned(), "flash-report-saved", move |tx, no| {
        actions::save(tx, no, section, &answers)
    })
    .await
}

/// `POST /reports/{no}/documents`: any number of files, each in the field `file.PAPER`.
pub async fn attach(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let seen = open(&cx, &no).await?;
    let result = match files_of(&cx, &submitted).await {
        Ok(kept) => {
            let number = no.clone();
            cx.once(&submitted, move |tx| {
                for (paper, accepted, stored) in &kept {
                    actions::attach(tx, &number, paper, accepted, stored)?;
                }
                let to = format!("/reports/{number}/sections/papers");
                Ok(Reply::done(to, serde_json::json!({})).flash("flash-report-attached"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = section_view(&cx, &seen, Section::Papers, "");
            cx.form(&view, &filled)
        }
    }
}

/// `POST /reports/{no}/documents/{id}/removal`
pub async fn detach(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let (no, id) = path.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            actions::detach(tx, &no, id)?;
            let to = format!("/reports/{no}/sections/papers");
            Ok(Reply::done(to, serde_json::json!({})).flash("flash-report-detached"))
        })
        .await?;
    cx.answer(&reply)
}

/// `GET /reports/{no}/documents/{id}`: for the organization, its authority and auditors only.
pub async fn download(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.person()?;
    let seen = visible(&cx, &no).await?;
    let may_read = seen.stand.officer || (seen.stand.staff && seen.report.submitted_at.is_some());
    if !may_read {
        return Err(Error::Missing.into());
    }
    let file = seen.files.into_iter().find(|f| f.id == id).ok_or(Error::Missing)?;
    let bytes = cx.app.files.get(&file.sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    let disposition = header::ContentDisposition {
        disposition: header::DispositionType::Inline,
        parameters: vec![header::DispositionParam::FilenameExt(header::ExtendedValue {
            charset: header::Charset::Ext("UTF-8".into()),
            language_tag: None,
            value: file.name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header(disposition)
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// `GET /reports/{no}/check`
pub async fn check(cx: Cx, no: Path<String>) -> Outcome {
    let seen = open(&cx, &no).await?;
    cx.page(&check_view(&cx, &seen))
}

fn check_view(cx: &Cx, seen: &Seen) -> CheckPage {
    let (sheet, o) = (Sheet::new(cx, seen), &seen.organization);
    let papers: Vec<_> = seen.files.iter().map(|f| f.paper).collect();
    let missing = rules::may_submit(o.kind, o.mode, &seen.report.answers.0, &papers);
    CheckPage {
        before: seen.before.as_ref().map(|(year, _)| year.to_string()),
        figures: sheet.figures(),
        blocks: sheet.blocks(true),
        papers: sheet.papers(false),
        missing: missing.err().map(|e| sentences(cx, &e)).unwrap_or_default(),
        head: sheet.head(cx.now().day()),
    }
}

/// `POST /reports/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match handed_in(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&Reply { location: format!("/reports/{no}/receipt"), ..reply }),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let seen = open(&cx, &no).await?;
            cx.form(&check_view(&cx, &seen), &filled)
        }
    }
}

/// Hands in; shared with the API.
pub(in crate::registry::report) async fn handed_in(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    own(cx, no).await?;
    let submission = forms::submission(submitted)?;
    super::run(cx, submitted, no.to_owned(), "flash-report-submitted", move |tx, no| {
        actions::submit(tx, no, submission.received_at)
    })
    .await
}

/// `GET /reports/{no}/receipt`
pub async fn receipt(cx: Cx, no: Path<String>) -> Outcome {
    let seen = own(&cx, &no).await?;
    if seen.report.receipt_no.is_none() {
        return Err(Error::Missing.into());
    }
    cx.page(&ReceiptPage { head: Sheet::new(&cx, &seen).head(cx.now().day()) })
}

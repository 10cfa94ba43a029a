//! HTML handlers of bulk import, and the verbs they share with the API.
use super::{
    actions, api,
    columns::Lexicon,
    export::{self, Form},
    model::{Column, Import, ImportState, Problem},
    read::{self, Table},
    rules, store,
    views::{Choice, ColumnHelp, Fault, ListPage, Row, ShowPage},
};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
    },
    platform::{
        files::{
            Stored,
            inspect::{self, Accepted, Format, Limits},
        },
        i18n::Locale,
    },
    registry::{
        application::{self, authorities_of},
        organization::{self, pages::safe},
    },
    web::{
        Cx, Outcome, Reply, Submitted,
        paging::{Cursor, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Path, Query},
};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc};

/// How many errors a page shows; the file has all that are kept.
const SHOWN: usize = 100;
/// The most organizations of an export.
const MOST: usize = 100_000;

/// Where a page of the list begins.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cursor: String,
}

impl Asked {
    pub(super) fn cursor(&self) -> Option<Cursor> {
        Cursor::decode(&self.cursor)
    }
}

/// The authorities in which the reader works.
pub(super) fn desk(cx: &Cx) -> Result<Vec<i64>> {
    cx.person()?;
    let ids = authorities_of(&cx.actor);
    if ids.is_empty() { Err(Code::NotYourRole.into()) } else { Ok(ids) }
}

async fn list_view(cx: &Cx, asked: &Asked) -> Result<ListPage> {
    let ids = desk(cx)?;
    let clerk = cx.actor.bodies(Role::Clerk, BodyKind::Authority);
    let cursor = asked.cursor();
    let (page, offices) = cx
        .read(move |c| {
            let page = store::list(c, &ids, cursor.as_ref(), ROWS)?;
            let offices: Result<Vec<_>> = clerk.iter().map(|id| application::authority(c, AuthorityId(*id))).collect();
            Ok((page, offices?))
        })
        .await?;
    let label = |a: &application::Authority| if cx.locale == Locale::Zh { a.name.clone() } else { a.name_en.clone() };
    Ok(ListPage {
        rows: page.items.iter().map(Row::of).collect(),
        next: page.next.map(|cursor| format!("/imports?cursor={cursor}")),
        authorities: offices.iter().map(|a| Choice { value: a.code.clone(), label: label(a) }).collect(),
        columns: export::columns(true).into_iter().map(|c| help(cx, c)).collect(),
    })
}

fn help(cx: &Cx, column: Column) -> ColumnHelp {
    ColumnHelp {
        heading: export::heading(cx, column),
        word: column.word(),
        is_required: column.is_required(),
        help: cx.say(&format!("import-help-{}", column.word().replace('_', "-"))),
    }
}

/// `GET /imports`
pub async fn list(cx: Cx, asked: Query<Asked>) -> Outcome {
    let view = list_view(&cx, &asked).await?;
    cx.page(&view)
}

fn wrong(field: &str, key: &'static str) -> Error {
    Error::Invalid(vec![FieldError::new(field, key)])
}

/// Looks at the file, reads its table and keeps its bytes, before any transaction.
async fn looked_at(cx: &Cx, submitted: &Submitted) -> Result<(Accepted, Stored, Arc<Table>)> {
    let upload = submitted.file("file").cloned().ok_or_else(|| wrong("file", "file-none"))?;
    let env = Arc::clone(cx.env());
    let read = actix_web::web::block(move || {
        let accepted = inspect::inspect(&upload.name, upload.bytes.to_vec(), &Limits::default())
            .ok()
            .filter(|a| matches!(a.format, Format::Csv | Format::Txt | Format::Xlsx))
            .ok_or("import-file")?;
        let table = read::table(&accepted.bytes, accepted.format, &Lexicon::of(&env.words)).map_err(|e| e.key())?;
        Ok::<_, &'static str>((accepted, Arc::new(table)))
    });
    let (accepted, table) = read.await.map_err(|e| anyhow::anyhow!("{e}"))?.map_err(|key| wrong("file", key))?;
    let stored = cx.app.files.put(accepted.bytes.clone()).await.map_err(|e| anyhow::anyhow!(e))?;
    Ok((accepted, stored, table))
}

/// Hands a table in; shared with the API.
pub(super) async fn handed_in(cx: &Cx, submitted: &Submitted) -> Result<Reply> {
    desk(cx)?;
    let mine = cx.actor.bodies(Role::Clerk, BodyKind::Authority);
    if mine.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    let code = submitted.raw("authority").unwrap_or_default().to_owned();
    let offices = cx
        .read(move |c| mine.iter().map(|id| application::authority(c, AuthorityId(*id))).collect::<Result<Vec<_>>>())
        .await?;
    let office = match offices.as_slice() {
        [only] if code.is_empty() => Some(only),
        all => all.iter().find(|a| a.code == code),
    };
    let authority = AuthorityId(office.ok_or_else(|| wrong("authority", "choice"))?.id);
    let (accepted, stored, table) = looked_at(cx, submitted).await?;
    cx.once(submitted, move |tx| {
        let x = actions::hand_in(tx, authority, &accepted, &stored, &table)?;
        let flash = if x.state == ImportState::Checked { "flash-import-checked" } else { "flash-import-faulty" };
        Ok(Reply::created(format!("/imports/{}", x.no), api::ImportBody::of(&x)).flash(flash))
    })
    .await
}

/// `POST /imports`: the dry run.
pub async fn hand_in(cx: Cx, submitted: Submitted) -> Outcome {
    match handed_in(&cx, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = list_view(&cx, &Asked::default()).await?;
            cx.form(&view, &filled)
        }
    }
}

/// The import, for those who work at its authority; for everybody else there is none.
pub(super) async fn visible(cx: &Cx, no: &str) -> Result<Import> {
    cx.person()?;
    let no = no.to_owned();
    let x = cx.read(move |c| store::find(c, &no)).await?;
    let known = authorities_of(&cx.actor).contains(&x.authority_id.0) || cx.actor.is(Role::Auditor);
    if known { Ok(x) } else { Err(Error::Missing) }
}

/// The sentences of the errors of an import.
fn faults(cx: &Cx, problems: &[Problem]) -> Vec<Fault> {
    let one = |p: &Problem| Fault {
        line: p.line.to_string(),
        column: p
            .column
            .as_deref()
            .and_then(|c| c.parse::<Column>().ok())
            .map_or_else(String::new, |c| export::heading(cx, c)),
        value: p.value.clone(),
        text: rules::sentence(&cx.env().words, cx.locale, p),
    };
    problems.iter().map(one).collect()
}

async fn show_view(cx: &Cx, no: &str) -> Result<ShowPage> {
    let x = visible(cx, no).await?;
    let (authority, wanted) = (x.authority_id, [x.account_id.0, x.decided_by.map_or(0, |a| a.0)]);
    let (office, names) = cx
        .read(move |c| {
            let names: BTreeMap<i64, String> = store::names(c, &wanted)?.into_iter().collect();
            Ok((application::authority(c, authority)?, names))
        })
        .await?;
    let is_own = cx.actor.account() == Some(x.account_id);
    let (is_clerk, is_decider) = (cx.actor.is_at(Role::Clerk, authority), cx.actor.is_at(Role::Decider, authority));
    let problems = x.problems.0.get(..SHOWN).unwrap_or(&x.problems.0);
    Ok(ShowPage {
        row: Row::of(&x),
        authority: if cx.locale == Locale::Zh { office.name } else { office.name_en },
        size: x.size,
        sha256: x.file_sha256.clone(),
        by: names.get(&x.account_id.0).cloned().unwrap_or_default(),
        checked_at: x.checked_at,
        faults: faults(cx, problems),
        more: x.wrong - i64::try_from(problems.len()).unwrap_or(0),
        decided_by: x.decided_by.and_then(|a| names.get(&a.0).cloned()),
        decided_at: x.decided_at,
        decision: x.decision,
        entry: x.entry_id,
        may_check: x.state.is_open() && (is_clerk || is_decider),
        may_drop: x.state.is_open() && is_clerk,
        may_decide: x.state == ImportState::Checked && is_decider && !is_own,
    })
}

/// `GET /imports/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = show_view(&cx, &no).await?;
    cx.page(&view)
}

/// The verbs on one import, as the last part of the address names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Check,
    Confirm,
    GiveBack,
    Drop,
}

/// The table of an import, read from its file anew.
async fn table_of(cx: &Cx, x: &Import) -> Result<Arc<Table>> {
    if x.file_sha256.is_empty() {
        return Err(Error::Missing);
    }
    let bytes = cx.app.files.get(&x.file_sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    let (env, is_xlsx) = (Arc::clone(cx.env()), x.media_type == Format::Xlsx.media_type());
    let format = if is_xlsx { Format::Xlsx } else { Format::Csv };
    let read = actix_web::web::block(move || read::table(&bytes, format, &Lexicon::of(&env.words)));
    let table = read.await.map_err(|e| anyhow::anyhow!("{e}"))?.map_err(|e| wrong("file", e.key()))?;
    Ok(Arc::new(table))
}

/// Does one verb; shared with the API.
pub(super) async fn done(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Result<Reply> {
    let x = visible(cx, no).await?;
    let table = match verb {
        Verb::Check | Verb::Confirm => Some(table_of(cx, &x).await?),
        Verb::GiveBack | Verb::Drop => None,
    };
    let reasons = match verb {
        Verb::GiveBack => {
            let mut f = crate::web::Fields::of(submitted);
            let text = f.lines("reasons", 1000);
            f.done(text)?
        }
        _ => String::new(),
    };
    let no = x.no;
    cx.once(submitted, move |tx| {
        let (x, flash) = match (verb, &table) {
            (Verb::Check, Some(table)) => (actions::check(tx, &no, table)?, "flash-import-checked-again"),
            (Verb::Confirm, Some(table)) => (actions::confirm(tx, &no, table)?, "flash-import-taken"),
            (Verb::GiveBack, _) => (actions::give_back(tx, &no, &reasons)?, "flash-import-returned"),
            _ => (actions::drop(tx, &no)?, "flash-import-dropped"),
        };
        Ok(Reply::done(format!("/imports/{no}"), api::ImportBody::of(&x)).flash(flash))
    })
    .await
}

async fn posted(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Outcome {
    match done(cx, no, verb, submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(submitted, e)?;
            let view = show_view(cx, no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// `POST /imports/{no}/check`
pub async fn check(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Check, &submitted).await
}

/// `POST /imports/{no}/confirmation`
pub async fn confirm(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Confirm, &submitted).await
}

/// `POST /imports/{no}/return`
pub async fn give_back(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::GiveBack, &submitted).await
}

/// `POST /imports/{no}/withdrawal`
pub async fn drop(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Drop, &submitted).await
}

fn download(kind: &str, name: &str, bytes: Vec<u8>) -> HttpResponse {
    HttpResponse::Ok()
        .content_type(kind)
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")))
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes)
}

/// `GET /imports/{no}/problems.csv`: every kept error with its line and column.
pub async fn problems(cx: Cx, no: Path<String>) -> Outcome {
    let x = visible(&cx, &no).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let heads = ["import-line", "import-column", "import-value", "import-fault"];
    out.write_record(heads.map(|key| cx.say(key))).map_err(fault)?;
    for f in faults(&cx, &x.problems.0) {
        out.write_record([safe(&f.line), safe(&f.column), safe(&f.value), safe(&f.text)]).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(download(Form::Csv.media_type(), &format!("{}-problems.csv", x.no), bytes))
}

/// `GET /imports/{no}/file`: the table as it was handed in.
pub async fn file(cx: Cx, no: Path<String>) -> Outcome {
    let x = visible(&cx, &no).await?;
    if x.file_sha256.is_empty() {
        return Err(Error::Missing.into());
    }
    let bytes = cx.app.files.get(&x.file_sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    let extension = if x.media_type == Format::Xlsx.media_type() { "xlsx" } else { "csv" };
    Ok(download(&x.media_type, &format!("{}.{extension}", x.no), bytes.to_vec()))
}

async fn template(cx: Cx, form: Form) -> Outcome {
    desk(&cx)?;
    let columns = export::columns(true);
    let headings: Vec<String> = columns.iter().map(|c| export::heading(&cx, *c)).collect();
    let bytes = export::file(form, &headings, &columns, &[])?;
    Ok(download(form.media_type(), &format!("register-template.{}", form.extension()), bytes))
}

/// `GET /imports/template.csv`
pub async fn template_csv(cx: Cx) -> Outcome {
    template(cx, Form::Csv).await
}

/// `GET /imports/template.xlsx`
pub async fn template_xlsx(cx: Cx) -> Outcome {
    template(cx, Form::Xlsx).await
}

/// The register of the reader's authorities, in the columns an import takes; telephone and mail stay here.
async fn register(cx: Cx, form: Form) -> Outcome {
    let ids = desk(&cx)?;
    let rows = cx
        .read(move |c| {
            let (mut all, mut after) = (Vec::new(), 0);
            loop {
                let page = organization::of_authorities(c, &ids, after, 2_000)?;
                let Some(last) = page.last() else { return Ok(all) };
                after = last.id.0;
                all.extend(page);
                if all.len() >= MOST {
                    return Ok(all);
                }
            }
        })
        .await?;
    let columns = export::columns(false);
    let headings: Vec<String> = columns.iter().map(|c| export::heading(&cx, *c)).collect();
    let written = actix_web::web::block(move || export::file(form, &headings, &columns, &rows));
    let bytes = written.await.map_err(|e| anyhow::anyhow!("{e}"))??;
    Ok(download(form.media_type(), &format!("register.{}", form.extension()), bytes))
}

/// `GET /imports/register.csv`
pub async fn register_csv(cx: Cx) -> Outcome {
    register(cx, Form::Csv).await
}

/// `GET /imports/register.xlsx`
pub async fn register_xlsx(cx: Cx) -> Outcome {
    register(cx, Form::Xlsx).await
}

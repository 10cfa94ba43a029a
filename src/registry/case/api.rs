//! What the APIs of every kind of case share: bodies, and the ways through one action.
use super::{
    access::{self, Stand},
    actions,
    dossier::Dossier,
    matter::Matter,
    model::{Case, CaseState, Document},
    pages::build,
    store::{self, Line},
};
use crate::{
    kernel::{
        refusal::{Reason, Result},
        text,
        time::{Day, Ts},
    },
    platform::db::Tx,
    registry::application::{Defect, pages::files_of},
    web::{
        Cx, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::{HttpRequest, HttpResponse};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// A document of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseDocument {
    /// Which.
    id: i64,
    /// Key of the rulebook.
    key: String,
    /// Name.
    name: String,
    /// Bytes.
    size: i64,
    /// SHA-256.
    sha256: String,
}

impl From<Document> for CaseDocument {
    fn from(d: Document) -> Self {
        Self { id: d.id, key: d.key, name: d.name, size: d.size, sha256: d.sha256 }
    }
}

/// A special procedure of a case.
#[derive(Debug, Serialize, ToSchema)]
pub struct CasePause {
    /// Which.
    kind: &'static str,
    /// Why.
    reason: String,
    /// First day.
    #[schema(value_type = String, format = Date)]
    from_on: Day,
    /// Expected last day.
    #[schema(value_type = String, format = Date)]
    expected_on: Day,
    /// The day on which the clock ran again.
    #[schema(value_type = Option<String>, format = Date)]
    until_on: Option<Day>,
}

/// What every kind of case tells.
#[derive(Debug, Serialize, ToSchema)]
pub struct CaseBody {
    /// Case number.
    no: String,
    /// Code of the organization.
    organization: String,
    /// State.
    state: CaseState,
    /// Last day to apply.
    #[schema(value_type = Option<String>, format = Date)]
    apply_by: Option<Day>,
    /// Whether it came, or would come now, after that day.
    is_late: bool,
    /// Documents.
    documents: Vec<CaseDocument>,
    /// What is still missing, in the reader's language, while it can be changed.
    missing: Vec<String>,
    /// When the last complete set was received.
    #[schema(value_type = Option<String>, format = DateTime)]
    received_at: Option<Ts>,
    /// Last day for the notice.
    #[schema(value_type = Option<String>, format = Date)]
    notice_due: Option<Day>,
    /// The day from which the decision period runs.
    #[schema(value_type = Option<String>, format = Date)]
    accepted_on: Option<Day>,
    /// Accepted by the law, as no notice came in time.
    is_deemed: bool,
    /// Special procedures, whose days are not counted.
    pauses: Vec<CasePause>,
    /// Last day promised for the decision.
    #[schema(value_type = Option<String>, format = Date)]
    promised_due: Option<Day>,
    /// Last day by law.
    #[schema(value_type = Option<String>, format = Date)]
    statutory_due: Option<Day>,
    /// Points of the last notice.
    defects: Vec<Defect>,
    /// Reasons of a negative decision.
    reasons: Option<String>,
    /// Ledger entry of the approval.
    entry: Option<i64>,
}

impl CaseBody {
    /// Of a dossier.
    #[must_use]
    pub fn new<C: Matter>(cx: &Cx, d: &Dossier<C>, apply_by: Option<Day>, missing: &[Reason]) -> Self {
        let head = build::head(cx, d, apply_by);
        let x = &d.x;
        let pause = |p: &super::model::PauseRow| CasePause {
            kind: p.kind.word(),
            reason: p.reason.clone(),
            from_on: p.from_on,
            expected_on: p.expected_on,
            until_on: p.until_on,
        };
        Self {
            organization: head.code,
            state: x.state,
            apply_by,
            is_late: head.is_late,
            documents: d.documents.iter().cloned().map(CaseDocument::from).collect(),
            missing: build::sentences(cx, missing),
            received_at: x.received_at,
            notice_due: x.notice_due,
            accepted_on: x.accepted_on,
            is_deemed: x.is_deemed,
            pauses: d.pauses.iter().map(pause).collect(),
            promised_due: x.promised_due,
            statutory_due: x.statutory_due,
            defects: x.notices.0.last().map(|n| n.defects.clone()).unwrap_or_default(),
            reasons: x.decision.as_ref().map(|d| d.0.text.clone()).filter(|t| !t.is_empty()),
            entry: x.entry_id,
            no: head.no,
        }
    }
}

/// Where in a list.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    /// Cursor.
    #[serde(default)]
    pub cursor: String,
}

/// A page of an organization's cases: rows, and the cursor of the next page. Staff see a case from the day it is
/// submitted.
///
/// # Errors
/// [`crate::kernel::refusal::Error::SignIn`], [`crate::kernel::refusal::Error::Missing`].
pub async fn lines<C: Matter>(cx: &Cx, code: &str, cursor: &str) -> Result<(Vec<Line<C>>, Option<String>)> {
    cx.person()?;
    let (actor, code) = (cx.actor.clone(), text::tidy(code).to_uppercase());
    let before = Cursor::decode(cursor).map(|c| c.id);
    let (stand, rows) = cx
        .read(move |c| {
            let (o, stand) = access::organization_of(c, &actor, &code)?;
            Ok((stand, store::of_organization::<C>(c, o.id, before, ROWS + 1)?))
        })
        .await?;
    let page = Paged::cut(rows, ROWS, |l| Cursor { sort: String::new(), id: l.id });
    let shown = page.items.into_iter().filter(|l| stand == Stand::Officer || l.state != CaseState::Draft);
    Ok((shown.collect(), page.next))
}

fn told<C: Matter>(x: &Case<C>) -> Reply {
    let body = json!({ "no": x.no, "state": x.state, "notice_due": x.notice_due, "accepted_on": x.accepted_on,
        "promised_due": x.promised_due, "statutory_due": x.statutory_due, "is_deemed": x.is_deemed, "entry": x.entry_id });
    Reply::done(x.path(), body)
}

/// Runs one action and tells how the case stands.
///
/// # Errors
/// What the action refuses.
pub async fn run<C: Matter, T: Send + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: T,
    act: impl Fn(&mut Tx, &str, &T) -> Result<Case<C>> + Send + 'static,
) -> Outcome {
    let reply = cx.once(submitted, move |tx| Ok(told(&act(tx, &no, &command)?))).await?;
    cx.answer_json(&reply)
}

/// Begins a case.
///
/// # Errors
/// What its rules refuse.
pub async fn begin<C: Matter>(cx: &Cx, code: &str, submitted: &Submitted) -> Outcome {
    let code = text::tidy(code).to_uppercase();
    let reply = cx
        .once(submitted, move |tx| {
            let no = actions::begin::<C>(tx, &code)?;
            Ok(Reply::created(format!("{}/{no}", C::KIND.root()), json!({ "no": no, "state": CaseState::Draft })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Puts documents in their places, each from the field `file.KEY`.
///
/// # Errors
/// What the files or the rules refuse.
pub async fn attach<C: Matter>(cx: &Cx, req: &HttpRequest, no: String, mut submitted: Submitted) -> Outcome {
    let (actor, wanted) = (cx.actor.clone(), no.clone());
    cx.read(move |c| access::own::<C>(c, &actor, &wanted)).await?;
    let kept = files_of(cx, &submitted).await?;
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    run(cx, no, &submitted, kept, |tx, no, kept| {
        for (key, accepted, stored) in kept {
            actions::attach::<C>(tx, no, key, accepted, stored)?;
        }
        store::find::<C>(tx.conn, no)
    })
    .await
}

/// Takes a document out.
///
/// # Errors
/// What its rules refuse.
pub async fn detach<C: Matter>(cx: &Cx, no: String, id: i64) -> Outcome {
    cx.person()?;
    cx.write(move |tx| actions::detach::<C>(tx, &no, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

//! What programs read: lists and one application.
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    registry::{
        application::{
            access, actions,
            content::Content,
            model::{ApplicationState, Defect, Document},
            pages::build::Case,
            store,
        },
        organization::{self, Mode, OrganizationKind},
    },
    web::{
        Cx, Outcome,
        paging::{Cursor, MOST, Paged, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A document of an application.
#[derive(Debug, Serialize, ToSchema)]
pub struct DocumentBody {
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
    /// Pages.
    pages: Option<i64>,
}

impl From<Document> for DocumentBody {
    fn from(d: Document) -> Self {
        Self { id: d.id, key: d.key, name: d.name, size: d.size, sha256: d.sha256, pages: d.pages }
    }
}

/// Something that is still missing.
#[derive(Debug, Serialize, ToSchema)]
pub struct MissingBody {
    /// Code of the rule.
    code: &'static str,
    /// In the reader's language.
    text: String,
}

/// An application.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationBody {
    /// Case number.
    no: String,
    /// State.
    state: ApplicationState,
    /// Version, for nothing but seeing that something changed.
    version: i64,
    /// Kind.
    kind: OrganizationKind,
    /// Way of registration, once the field is known.
    mode: Option<Mode>,
    /// Name wanted.
    name: String,
    /// The answers; documents of people appear masked.
    #[schema(value_type = Object)]
    content: Content,
    /// Documents.
    documents: Vec<DocumentBody>,
    /// What is still missing, while it can be changed.
    missing: Vec<MissingBody>,
    /// When first handed in.
    #[schema(value_type = Option<String>, format = DateTime)]
    submitted_at: Option<Ts>,
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
    /// Credit code of the organization it became.
    credit_code: Option<String>,
}

/// A line of a list.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationLine {
    /// Case number.
    no: String,
    /// Name wanted.
    name: String,
    /// Kind.
    kind: OrganizationKind,
    /// State.
    state: ApplicationState,
    /// Last day for the authority's next act.
    #[schema(value_type = Option<String>, format = Date)]
    due_on: Option<Day>,
}

/// A page of applications.
#[derive(Debug, Serialize, ToSchema)]
pub struct ApplicationList {
    /// The rows.
    items: Vec<ApplicationLine>,
    /// Cursor of the next page.
    next: Option<String>,
}

/// Which list, and where in it.
#[derive(Debug, Deserialize)]
pub struct ListQuery {
    /// `mine` (default) or `office`.
    #[serde(default)]
    list: String,
    /// Cursor.
    #[serde(default)]
    cursor: String,
    /// Rows.
    limit: Option<i64>,
}

/// Lists my applications, or with `list=office` those my office must act on, the most urgent first.
#[utoipa::path(get, path = "/api/v1/applications", tag = "registry",
    params(("list" = Option<String>, Query, description = "mine or office"), ("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = ApplicationList), (status = 401, description = "Nobody is signed in"), (status = 404, description = "No office")))]
pub async fn list(cx: Cx, query: Query<ListQuery>) -> Outcome {
    let account = cx.person()?.account;
    let rows = query.limit.unwrap_or(ROWS).clamp(1, MOST);
    let cursor = Cursor::decode(&query.cursor);
    let is_office = query.list == "office";
    let desks = access::Desks::of(&cx.actor);
    if is_office && desks.is_empty() {
        return Err(Error::Missing.into());
    }
    let page = cx
        .read(move |c| {
            if !is_office {
                let found = store::of_founder(c, account, cursor.map(|c| c.id), rows + 1)?;
                return Ok(Paged::cut(found, rows, |l| Cursor { sort: String::new(), id: l.id }));
            }
            let after = cursor.and_then(|c| Some((c.sort.parse().ok()?, c.id)));
            let q = store::Queue { desks, state: None, kind: None, after, rows: rows + 1 };
            let sort = |l: &store::Line| l.due_on.map(|d| d.to_string()).unwrap_or_default();
            Ok(Paged::cut(store::queue(c, &q)?, rows, |l| Cursor { sort: sort(l), id: l.id }))
        })
        .await?;
    let line =
        |l: store::Line| ApplicationLine { no: l.no, name: l.name, kind: l.kind, state: l.state, due_on: l.due_on };
    Ok(HttpResponse::Ok().json(ApplicationList { next: page.next, items: page.items.into_iter().map(line).collect() }))
}

/// Shows one application to its founder and its office.
#[utoipa::path(get, path = "/api/v1/applications/{no}", tag = "registry", params(("no" = String, Path)),
    responses((status = 200, body = ApplicationBody), (status = 401, description = "Nobody is signed in"), (status = 404, description = "There is none for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let body = body_of(&cx, &no).await?;
    Ok(HttpResponse::Ok().json(body))
}

async fn body_of(cx: &Cx, no: &str) -> Result<ApplicationBody> {
    let (actor, no, env, locale, now) =
        (cx.actor.clone(), no.to_owned(), std::sync::Arc::clone(cx.env()), cx.locale, cx.now());
    cx.read(move |c| {
        let (a, _) = access::visible(c, &actor, &no)?;
        let missing = match a.state.is_editable() {
            true => actions::missing(c, &env.rulebook, &a, now, locale.tag())?,
            false => Vec::new(),
        };
        let credit_code = match a.organization_id {
            Some(id) => Some(organization::find(c, id)?.credit_code),
            None => None,
        };
        let case = Case::load(c, &env, a, now)?;
        let say = |r: &crate::kernel::refusal::Reason| MissingBody {
            code: r.code.word(),
            text: crate::web::form::sentence(&env.words, locale, r),
        };
        let a = case.a;
        let mut content = a.content.0;
        // The keyed digest is for finding duplicates and for nobody's eyes.
        content.people.iter_mut().for_each(|p| p.identity.clear());
        if let Some(m) = content.members.as_mut() {
            m.individuals = (1..=m.individuals.len()).map(|n| format!("{n:05}")).collect();
        }
        Ok(ApplicationBody {
            missing: missing.iter().map(say).collect(),
            documents: case.documents.into_iter().map(Into::into).collect(),
            no: a.no,
            state: a.state,
            version: a.version,
            kind: a.kind,
            mode: a.mode,
            name: a.name,
            content,
            submitted_at: a.submitted_at,
            received_at: a.received_at,
            notice_due: a.notice_due,
            accepted_on: a.accepted_on,
            is_deemed: a.is_deemed,
            promised_due: a.promised_due,
            statutory_due: a.statutory_due,
            defects: a.notices.0.last().map(|n| n.defects.clone()).unwrap_or_default(),
            reasons: a.decision.filter(|d| !d.0.is_granted).map(|d| d.0.text),
            credit_code,
        })
    })
    .await
}

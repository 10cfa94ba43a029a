//! The JSON face of an application: the same actions, the same refusals.
use super::{
    access, actions,
    content::{Content, Part, Right, Task},
    forms,
    model::{Application, ApplicationState, Defect, Document, Ground},
    pages::{build::Case, files_of, items_of},
    store,
};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::Tx,
    registry::organization::{self, Category, Mode, OrganizationKind},
    web::{
        Cx, Outcome, Reply, Submitted,
        api::Body,
        paging::{Cursor, MOST, Paged, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa::ToSchema;

/// What is wanted, and where.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct BeginBody {
    /// Kind of organization.
    kind: OrganizationKind,
    /// Code of the registration authority.
    #[schema(example = "mz-510903")]
    authority: String,
}

/// The organization itself.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganizationTask {
    /// Full name: division, trade name, field, form.
    name: String,
    /// English name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    name_en: Option<String>,
    /// Field.
    category: Category,
    /// Legal form, a key of the rulebook.
    #[schema(example = "legal_person")]
    form: String,
    /// Division of the domicile, 6 or 9 digits.
    #[schema(example = "510903")]
    division: String,
    /// Community public-benefit organization.
    #[serde(default)]
    is_community: bool,
    /// Purpose.
    purpose: String,
    /// Scope of business.
    scope: String,
}

/// A founder or proposed responsible person.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PersonBody {
    /// Name.
    name: String,
    /// Posts.
    parts: Vec<Part>,
    /// Identity document, `resident_id` when left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    document: Option<String>,
    /// Its number; only a keyed digest and the last characters are kept.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    number: Option<String>,
    /// The masked number of a person saved before, instead of the number.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    known: Option<String>,
    /// Telephone.
    phone: String,
    /// Declares to be free of the legal bars.
    #[serde(default)]
    is_eligible: bool,
}

/// Everybody behind the organization.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PeopleTask {
    /// One entry a person.
    people: Vec<PersonBody>,
}

/// Members of an association.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MembersTask {
    /// Resident identity numbers, names may stand before them.
    #[serde(default)]
    individuals: Vec<String>,
    /// Credit codes of units.
    #[serde(default)]
    units: Vec<String>,
}

/// Where it will be.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PremisesTask {
    /// Address.
    address: String,
    /// Square metres.
    area: i64,
    /// By what right.
    right: Right,
    /// Last day of the right.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(value_type = Option<String>, format = Date)]
    until: Option<Day>,
}

/// What it starts with.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CapitalTask {
    /// Yuan, with at most two decimals.
    #[schema(example = "3000.00")]
    amount: String,
    /// Percent that does not come from the state.
    nonstate: i64,
    /// Who gives it.
    source: String,
}

/// The draft charter.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CharterTask {
    /// Points it treats, keys of the rulebook.
    items: Vec<String>,
    /// Its text, unless a document was uploaded.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

/// What was done about a point of the notice.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AnswerBody {
    /// In words.
    text: String,
}

/// Handing in.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SubmissionBody {
    /// The declaration that everything is true and complete.
    declared: bool,
    /// One answer for each point of the notice, in its order.
    #[serde(default)]
    answers: Vec<AnswerBody>,
}

/// An item of the checklist.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CheckBody {
    /// A task (`charter`) or a document (`doc-premises_proof`).
    item: String,
    /// Whether it is as it should be.
    is_fine: bool,
    /// What to put right.
    #[serde(default)]
    text: String,
}

/// The one notice.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NoticeBody {
    /// The checklist; items that are not fine make the notice.
    checks: Vec<CheckBody>,
}

/// Nothing to say.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct EmptyBody {}

/// 不予受理.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusalBody {
    /// Ground.
    ground: Ground,
    /// Reasons.
    text: String,
}

/// The reviewer's opinion.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct OpinionBody {
    /// For or against.
    is_in_favour: bool,
    /// Why.
    text: String,
}

/// The decision.
#[derive(Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecisionBody {
    /// 准予 or 不予.
    is_granted: bool,
    /// Ground of a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    ground: Option<Ground>,
    /// Reasons; required for a refusal.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    text: Option<String>,
}

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
    let authorities = access::authorities_of(&cx.actor);
    if is_office && authorities.is_empty() {
        return Err(Error::Missing.into());
    }
    let page = cx
        .read(move |c| {
            if !is_office {
                let found = store::of_founder(c, account, cursor.map(|c| c.id), rows + 1)?;
                return Ok(Paged::cut(found, rows, |l| Cursor { sort: String::new(), id: l.id }));
            }
            let after = cursor.and_then(|c| Some((c.sort.parse().ok()?, c.id)));
            let q = store::Queue { authorities, state: None, kind: None, after, rows: rows + 1 };
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

fn place(no: &str) -> String {
    format!("/applications/{no}")
}

fn told(a: &Application) -> Reply {
    Reply::done(
        place(&a.no),
        json!({ "no": a.no, "state": a.state, "notice_due": a.notice_due, "accepted_on": a.accepted_on,
        "promised_due": a.promised_due, "statutory_due": a.statutory_due, "is_deemed": a.is_deemed }),
    )
}

async fn run<T: Send + 'static>(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    command: T,
    act: impl Fn(&mut Tx, &str, &T) -> Result<Application> + Send + 'static,
) -> Outcome {
    let reply = cx.once(submitted, move |tx| Ok(told(&act(tx, &no, &command)?))).await?;
    cx.answer_json(&reply)
}

/// Begins a draft.
#[utoipa::path(post, path = "/api/v1/applications", tag = "registry", request_body = BeginBody,
    responses((status = 201, description = "The draft is made; its address is in Location"), (status = 401, description = "Nobody is signed in"),
        (status = 409, description = "The kind is not registered there"), (status = 422, description = "A field is wrong")))]
pub async fn begin(cx: Cx, body: Body<BeginBody>) -> Outcome {
    cx.person()?;
    let command = forms::begin(&body.submitted)?;
    let reply = cx
        .once(&body.submitted, move |tx| {
            let no = actions::begin(tx, &command)?;
            Ok(Reply::created(place(&no), json!({ "no": no, "state": ApplicationState::Draft })))
        })
        .await?;
    cx.answer_json(&reply)
}

async fn save(cx: &Cx, no: String, task: Task, submitted: &Submitted) -> Outcome {
    let answer = forms::answer(task, submitted, cx.now().day())?.ok_or(Error::Missing)?;
    let reply = cx
        .once(submitted, move |tx| {
            actions::save(tx, &no, &answer)?;
            Ok(Reply::done(place(&no), json!({ "no": no, "task": task })))
        })
        .await?;
    cx.answer_json(&reply)
}

macro_rules! tasks {
    ($($(#[$doc:meta])* $name:ident $body:ty, $task:ident, $path:literal;)+) => { $(
        $(#[$doc])*
        #[utoipa::path(put, path = $path, tag = "registry", params(("no" = String, Path)), request_body = $body,
            responses((status = 200, description = "Saved"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
                (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already, or changed meanwhile"), (status = 422, description = "A field is wrong")))]
        pub async fn $name(cx: Cx, no: Path<String>, body: Body<$body>) -> Outcome {
            save(&cx, no.into_inner(), Task::$task, &body.submitted).await
        }
    )+ };
}

tasks! {
    /// Saves name, field, form, place, purpose and scope.
    organization OrganizationTask, Organization, "/api/v1/applications/{no}/tasks/organization";
    /// Saves founders and responsible persons.
    people PeopleTask, People, "/api/v1/applications/{no}/tasks/people";
    /// Saves the members of an association.
    members MembersTask, Members, "/api/v1/applications/{no}/tasks/members";
    /// Saves the premises.
    premises PremisesTask, Premises, "/api/v1/applications/{no}/tasks/premises";
    /// Saves the capital.
    capital CapitalTask, Capital, "/api/v1/applications/{no}/tasks/capital";
    /// Saves the charter.
    charter CharterTask, Charter, "/api/v1/applications/{no}/tasks/charter";
}

/// Uploads documents as multipart form data, each in the field `file.KEY`; a document that is there is replaced.
#[utoipa::path(post, path = "/api/v1/applications/{no}/documents", tag = "registry", params(("no" = String, Path)),
    request_body(content = Vec<u8>, content_type = "multipart/form-data"),
    responses((status = 201, description = "Uploaded"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already"), (status = 422, description = "A file cannot be taken")))]
pub async fn attach(cx: Cx, req: actix_web::HttpRequest, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let (actor, wanted) = (cx.actor.clone(), no.clone());
    cx.read(move |c| access::own(c, &actor, &wanted)).await?;
    let kept = files_of(&cx, &submitted).await?;
    let mut submitted = submitted;
    if let Some(key) = req.headers().get("idempotency-key").and_then(|v| v.to_str().ok()) {
        submitted.push("once", key);
    }
    let reply = cx
        .once(&submitted, move |tx| {
            let mut out = Vec::new();
            for (key, accepted, stored) in &kept {
                let id = actions::attach(tx, &no, key, accepted, stored)?;
                out.push(json!({ "id": id, "key": key, "name": accepted.name, "size": stored.size, "sha256": stored.sha256, "pages": accepted.pages }));
            }
            Ok(Reply::created(place(&no), json!({ "documents": out })))
        })
        .await?;
    cx.answer_json(&reply)
}

/// Takes a document out.
#[utoipa::path(delete, path = "/api/v1/applications/{no}/documents/{id}", tag = "registry", params(("no" = String, Path), ("id" = i64, Path)),
    responses((status = 204, description = "Taken out"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Handed in already")))]
pub async fn detach(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.write(move |tx| actions::detach(tx, &no, id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Hands the application in, at first or after correction.
#[utoipa::path(post, path = "/api/v1/applications/{no}/submission", tag = "registry", params(("no" = String, Path)), request_body = SubmissionBody,
    responses((status = 200, description = "Received"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Something is missing; every reason is named"), (status = 422, description = "The declaration is missing")))]
pub async fn submit(cx: Cx, no: Path<String>, body: Body<SubmissionBody>) -> Outcome {
    let command = forms::submission(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::submit).await
}

/// Takes the application back; a draft is thrown away.
#[utoipa::path(post, path = "/api/v1/applications/{no}/withdrawal", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Withdrawn"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not the founder"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Decided already")))]
pub async fn withdraw(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::withdraw(tx, no)).await
}

/// Sends the one notice (`SO-60`).
#[utoipa::path(post, path = "/api/v1/applications/{no}/correction-notice", tag = "registry", params(("no" = String, Path)), request_body = NoticeBody,
    responses((status = 200, description = "Sent"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Too late, a second notice, or nothing to correct"), (status = 422, description = "A field is wrong")))]
pub async fn notify(cx: Cx, no: Path<String>, body: Body<NoticeBody>) -> Outcome {
    let command = forms::checks(&body.submitted, &items_of(&cx, &no).await?)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::notify).await
}

/// Accepts (`SO-62`).
#[utoipa::path(post, path = "/api/v1/applications/{no}/acceptance", tag = "registry", params(("no" = String, Path)), request_body = EmptyBody,
    responses((status = 200, description = "Accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state")))]
pub async fn accept(cx: Cx, no: Path<String>, body: Body<EmptyBody>) -> Outcome {
    run(&cx, no.into_inner(), &body.submitted, (), |tx, no, ()| actions::accept(tx, no)).await
}

/// Answers 不予受理 with ground and reasons.
#[utoipa::path(post, path = "/api/v1/applications/{no}/non-acceptance", tag = "registry", params(("no" = String, Path)), request_body = RefusalBody,
    responses((status = 200, description = "Not accepted"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a clerk of this office"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Too late or not in this state"), (status = 422, description = "A field is wrong")))]
pub async fn decline(cx: Cx, no: Path<String>, body: Body<RefusalBody>) -> Outcome {
    let command = forms::refusal(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::decline).await
}

/// Gives the reviewer's opinion.
#[utoipa::path(post, path = "/api/v1/applications/{no}/opinion", tag = "registry", params(("no" = String, Path)), request_body = OpinionBody,
    responses((status = 200, description = "Examined"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a reviewer of this office, or the clerk of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state"), (status = 422, description = "A field is wrong")))]
pub async fn review(cx: Cx, no: Path<String>, body: Body<OpinionBody>) -> Outcome {
    let command = forms::opinion(&body.submitted)?;
    run(&cx, no.into_inner(), &body.submitted, command, actions::review).await
}

/// Decides; granting makes the organization, its certificate and the announcement at once.
#[utoipa::path(post, path = "/api/v1/applications/{no}/decision", tag = "registry", params(("no" = String, Path)), request_body = DecisionBody,
    responses((status = 200, description = "Decided"), (status = 401, description = "Nobody is signed in"), (status = 403, description = "Not a decider of this office, or clerk or reviewer of the case"),
        (status = 404, description = "There is none for you"), (status = 409, description = "Not in this state, or the name was taken"), (status = 422, description = "A field is wrong")))]
pub async fn decide(cx: Cx, no: Path<String>, body: Body<DecisionBody>) -> Outcome {
    let command = forms::decision(&body.submitted)?;
    let no = no.into_inner();
    let reply = cx
        .once(&body.submitted, move |tx| {
            let a = actions::decide(tx, &no, &command)?;
            let code = match a.organization_id {
                Some(id) => Some(organization::find(tx.conn, id)?.credit_code),
                None => None,
            };
            let mut reply = told(&a);
            if let Some(map) = reply.body.as_object_mut() {
                map.insert("credit_code".into(), json!(code));
            }
            Ok(reply)
        })
        .await?;
    cx.answer_json(&reply)
}

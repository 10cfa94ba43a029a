//! HTML handlers of contracts.
use super::{
    actions, forms,
    model::ContractState,
    paper, store,
    views::{CasePage, DeskPage, DraftPage, Head, ListPage, SidePage, Viewer},
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Code, Error, Result},
    },
    market::{award, tender},
    platform::db::Tx,
    registry::organization,
    web::{
        Cx, Filled, Outcome, Reply, Submitted,
        paging::{Cursor, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// Where a list goes on.
#[derive(Debug, Default, Deserialize)]
pub struct After {
    /// Opaque.
    #[serde(default)]
    cursor: String,
}

/// `GET /contracts`
pub async fn list(cx: Cx, after: Query<After>) -> Outcome {
    let (viewer, after) = (Viewer::of(&cx), Cursor::decode(&after.cursor));
    let view = cx
        .read(move |c| {
            let page = store::published(c, after.as_ref(), ROWS)?;
            let rows = page.items.iter().map(|x| Head::of(c, &viewer, x)).collect::<Result<Vec<_>>>()?;
            Ok(ListPage { rows, next: page.next.map(|n| format!("/contracts?cursor={n}")) })
        })
        .await?;
    cx.page(&view)
}

/// `GET /contracts/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    cx.page(&case(&cx, no.into_inner()).await?)
}

/// `GET /tenders/{no}/contract`: to the newest contract of a tender that the asker may see.
pub async fn of_tender(cx: Cx, no: Path<String>) -> Outcome {
    let (viewer, no) = (Viewer::of(&cx), no.into_inner());
    let found = cx
        .read(move |c| {
            let tender = tender::find_by_no(c, &no)?;
            let newest = store::of_tender(c, tender.id)?.into_iter().next().ok_or(Error::Missing)?;
            viewer.contract(c, &newest.no)
        })
        .await?;
    Ok(cx.see_other(&format!("/contracts/{}", found.no), None))
}

/// The case as the asker may see it.
///
/// # Errors
/// [`Error::Missing`].
pub async fn case(cx: &Cx, no: String) -> Result<CasePage> {
    let viewer = Viewer::of(cx);
    cx.read(move |c| {
        let contract = viewer.contract(c, &no)?;
        CasePage::read(c, &viewer, &contract)
    })
    .await
}

/// `GET /contracts/{no}/document.pdf`
pub async fn document(cx: Cx, no: Path<String>) -> Outcome {
    let view = case(&cx, no.into_inner()).await?;
    let (env, locale) = (std::sync::Arc::clone(cx.env()), cx.locale);
    pdf(&format!("{}.pdf", view.head.no), move || paper::contract(&env, locale, &view)).await
}

/// A PDF made where blocking is allowed.
///
/// # Errors
/// A fault when it cannot be drawn.
pub async fn pdf(name: &str, draw: impl FnOnce() -> anyhow::Result<Vec<u8>> + Send + 'static) -> Outcome {
    let bytes = actix_web::web::block(draw).await.map_err(|e| anyhow::anyhow!("{e}"))??;
    Ok(HttpResponse::Ok()
        .content_type("application/pdf")
        .insert_header(("Content-Disposition", format!("inline; filename=\"{name}\"")))
        .body(bytes))
}

/// `GET /tenders/{no}/contract/new`
pub async fn draft_form(cx: Cx, no: Path<String>) -> Outcome {
    cx.person()?;
    cx.page(&new_draft(&cx, no.into_inner(), 3).await?)
}

async fn new_draft(cx: &Cx, no: String, rows: usize) -> Result<DraftPage> {
    let actor = cx.actor.clone();
    let env = std::sync::Arc::clone(cx.env());
    cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        if !actor.is_at(Role::Buyer, tender.authority_id) {
            return Err(Code::NotYourRole.into());
        }
        let award = award::find_for_tender(c, tender.id)?.ok_or(Code::AwardNotPublished)?;
        let years = if tender.terms.0.is_continuous {
            tender.profile().contract.longest
        } else {
            tender.profile().contract.usual
        };
        let awarded = award.published_at.ok_or(Code::AwardNotPublished)?;
        let t = super::rules::timeline(tender.profile(), env.rulebook.calendar(), awarded, None);
        Ok(DraftPage {
            title: tender.title,
            action: format!("/tenders/{}/contract", tender.no),
            tender: tender.no,
            no: None,
            amount: award.amount,
            supplier: organization::find(c, award.organization_id)?.name,
            sign_by: Some(t.sign_by),
            years: i64::from(years.value),
            rows: (0..rows).collect(),
        })
    })
    .await
}

fn rows_of(submitted: &Submitted) -> usize {
    let more = usize::from(submitted.raw("more").is_some()) * 3;
    (submitted.rows("milestones", forms::STAGES).max(3) + more).min(forms::STAGES)
}

/// `POST /tenders/{no}/contract`
pub async fn create(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let draft = forms::draft(&submitted);
    let result = match draft {
        _ if submitted.raw("more").is_some() => Err(Error::Invalid(Vec::new())),
        Err(e) => Err(e),
        Ok(draft) => {
            let no = no.clone();
            cx.once(&submitted, move |tx| reply(actions::draft(tx, &no, &draft), "flash-contract-drafted", 201)).await
        }
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&new_draft(&cx, no, rows_of(&submitted)).await?, &form)
        }
    }
}

async fn old_draft(cx: &Cx, no: String, rows: Option<usize>) -> Result<(DraftPage, Filled)> {
    let viewer = Viewer::of(cx);
    cx.read(move |c| {
        let contract = viewer.contract(c, &no)?;
        if !viewer.actor.is_at(Role::Buyer, contract.authority_id) || contract.state != ContractState::Draft {
            return Err(Error::Missing);
        }
        let stages = store::milestones(c, contract.id)?;
        let tender = tender::find(c, contract.tender_id)?;
        let rule = &tender.profile().contract;
        let years = if tender.terms.0.is_continuous { rule.longest } else { rule.usual };
        let typed = Typed {
            starts_on: contract.starts_on.to_string(),
            ends_on: contract.ends_on.to_string(),
            body: contract.body.0.clone(),
            milestones: stages
                .iter()
                .map(|m| json!({"title": m.title, "due_on": m.due_on, "amount": m.amount.grouped()}))
                .collect(),
        };
        let page = DraftPage {
            title: contract.title.clone(),
            tender: tender.no.clone(),
            action: format!("/contracts/{}/draft", contract.no),
            amount: contract.amount,
            supplier: organization::find(c, contract.organization_id)?.name,
            sign_by: Some(contract.sign_by),
            years: i64::from(years.value),
            rows: (0..rows.unwrap_or(stages.len() + 1).min(forms::STAGES)).collect(),
            no: Some(contract.no),
        };
        Ok((page, Filled::with(&typed)))
    })
    .await
}

#[derive(Serialize)]
struct Typed {
    starts_on: String,
    ends_on: String,
    #[serde(flatten)]
    body: super::model::Body,
    milestones: Vec<serde_json::Value>,
}

/// `GET /contracts/{no}/draft`
pub async fn redraft_form(cx: Cx, no: Path<String>) -> Outcome {
    let (page, form) = old_draft(&cx, no.into_inner(), None).await?;
    cx.form(&page, &form)
}

/// `POST /contracts/{no}/draft`
pub async fn redraft(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let result = match forms::draft(&submitted) {
        _ if submitted.raw("more").is_some() => Err(Error::Invalid(Vec::new())),
        Err(e) => Err(e),
        Ok(draft) => {
            let no = no.clone();
            cx.once(&submitted, move |tx| reply(actions::redraft(tx, &no, &draft), "flash-contract-saved", 200)).await
        }
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&old_draft(&cx, no, Some(rows_of(&submitted))).await?.0, &form)
        }
    }
}

/// The reply of an action on a contract.
///
/// # Errors
/// What the action answered.
pub fn reply(done: Result<super::model::Contract>, flash: &str, status: u16) -> Result<Reply> {
    let contract = done?;
    let body = json!({"no": contract.no, "state": contract.state, "version": contract.version});
    let reply = Reply::done(format!("/contracts/{}", contract.no), body).flash(flash);
    Ok(Reply { status, ..reply })
}

/// Runs an action and comes back to the contract, with the reasons when it was refused.
///
/// # Errors
/// Errors that no form can show.
pub async fn act(
    cx: &Cx,
    no: &str,
    submitted: &Submitted,
    f: impl FnMut(&mut Tx) -> Result<Reply> + Send + 'static,
) -> Outcome {
    match cx.once(submitted, f).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            cx.form(&case(cx, no.to_owned()).await?, &form)
        }
    }
}

macro_rules! simple_acts {
    ($($(#[$meta:meta])* $name:ident $action:ident $flash:literal),+ $(,)?) => { $(
        $(#[$meta])*
        pub async fn $name(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
            let no = no.into_inner();
            let key = no.clone();
            act(&cx, &no, &submitted, move |tx| reply(actions::$action(tx, &key), $flash, 200)).await
        }
    )+ };
}

simple_acts! {
    /// `POST /contracts/{no}/submission`
    submit submit "flash-contract-submitted",
    /// `POST /contracts/{no}/approval`
    approve approve "flash-contract-approved",
    /// `POST /contracts/{no}/signature`
    sign sign "flash-contract-signed",
    /// `POST /contracts/{no}/publication`
    publish publish "flash-contract-published",
    /// `POST /contracts/{no}/filing`
    file file "flash-contract-filed",
}

async fn side(cx: &Cx, no: String, kind: &'static str) -> Result<SidePage> {
    cx.person()?;
    let viewer = Viewer::of(cx);
    cx.read(move |c| {
        let contract = viewer.contract(c, &no)?;
        let path = match kind {
            "supplement" => "supplements",
            other => other,
        };
        Ok(SidePage { kind, action: format!("/contracts/{no}/{path}"), head: Head::of(c, &viewer, &contract)? })
    })
    .await
}

/// `GET /contracts/{no}/return`
pub async fn return_form(cx: Cx, no: Path<String>) -> Outcome {
    cx.page(&side(&cx, no.into_inner(), "return").await?)
}

/// `POST /contracts/{no}/return`
pub async fn give_back(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let key = no.clone();
    let run =
        move |tx: &mut Tx, reason: &String| reply(actions::give_back(tx, &key, reason), "flash-contract-returned", 200);
    on_side(&cx, (no, "return"), &submitted, forms::reason(&submitted), run).await
}

/// `GET /contracts/{no}/refusal`
pub async fn refusal_form(cx: Cx, no: Path<String>) -> Outcome {
    cx.page(&side(&cx, no.into_inner(), "refusal").await?)
}

/// `POST /contracts/{no}/refusal`
pub async fn refuse(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let key = no.clone();
    let run =
        move |tx: &mut Tx, reason: &String| reply(actions::refuse(tx, &key, reason), "flash-contract-refused", 200);
    on_side(&cx, (no, "refusal"), &submitted, forms::reason(&submitted), run).await
}

/// `GET /contracts/{no}/supplements/new`
pub async fn supplement_form(cx: Cx, no: Path<String>) -> Outcome {
    cx.page(&side(&cx, no.into_inner(), "supplement").await?)
}

/// `POST /contracts/{no}/supplements`
pub async fn propose(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let key = no.clone();
    let run = move |tx: &mut Tx, draft: &super::model::DraftSupplement| {
        let position = actions::propose(tx, &key, draft)?;
        Ok(Reply::created(format!("/contracts/{key}"), json!({"no": key, "supplement": position}))
            .flash("flash-supplement"))
    };
    on_side(&cx, (no, "supplement"), &submitted, forms::supplement(&submitted), run).await
}

async fn on_side<T: Send + 'static>(
    cx: &Cx,
    (no, kind): (String, &'static str),
    submitted: &Submitted,
    command: Result<T>,
    mut run: impl FnMut(&mut Tx, &T) -> Result<Reply> + Send + 'static,
) -> Outcome {
    let result = match command {
        Ok(command) => cx.once(submitted, move |tx| run(tx, &command)).await,
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            cx.form(&side(cx, no, kind).await?, &form)
        }
    }
}

/// `POST /contracts/{no}/supplements/{n}/{act}` with `approval`, `signature` or `withdrawal`.
pub async fn supplement_act(cx: Cx, path: Path<(String, i64, String)>, submitted: Submitted) -> Outcome {
    let (no, n, what) = path.into_inner();
    let key = no.clone();
    act(&cx, &no, &submitted, move |tx| on_supplement(tx, &key, n, &what)).await
}

/// Runs one act on a supplement.
///
/// # Errors
/// What the action answers; [`Error::Missing`] for an act there is none of.
pub fn on_supplement(tx: &mut Tx, no: &str, n: i64, what: &str) -> Result<Reply> {
    match what {
        "approval" => actions::approve_supplement(tx, no, n)?,
        "signature" => actions::sign_supplement(tx, no, n)?,
        "withdrawal" => actions::drop_supplement(tx, no, n)?,
        _ => return Err(Error::Missing),
    }
    Ok(Reply::done(format!("/contracts/{no}"), json!({"no": no, "supplement": n})).flash("flash-supplement"))
}

/// `GET /workbench/contracts`
pub async fn desk(cx: Cx) -> Outcome {
    cx.person()?;
    let viewer = Viewer::of(&cx);
    let vouchers = viewer.actor.is(Role::Finance);
    let tasks = cx.read(move |c| super::desk::waiting(c, &viewer)).await?;
    cx.page(&DeskPage { tasks, vouchers })
}

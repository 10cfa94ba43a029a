//! Reading tenders.
use super::{CriterionOut, DocumentOut, MoreOut, QuestionOut, TenderList, TenderOut};
use crate::{
    kernel::actor::BodyKind,
    market::tender::{
        Criterion, board, pages,
        sheet::{self, Reader, points},
        store, views,
    },
    platform::files::row as file_row,
    web::{
        Cx, Outcome,
        paging::{Cursor, MOST, Paged, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Path, Query},
};

/// Lists public tenders.
#[utoipa::path(get, operation_id = "tender_list", path = "/api/v1/tenders", tag = "market",
    params(("q" = Option<String>, Query), ("state" = Option<String>, Query, description = "open, review, awarded, ended or all"),
        ("division" = Option<String>, Query), ("method" = Option<String>, Query), ("amount" = Option<String>, Query, description = "small, middle, large or huge"),
        ("authority" = Option<String>, Query), ("sort" = Option<String>, Query, description = "deadline or newest"), ("cursor" = Option<String>, Query), ("limit" = Option<i64>, Query)),
    responses((status = 200, body = TenderList)))]
pub async fn list(cx: Cx, asked: Query<pages::Asked>) -> Outcome {
    let asked = asked.into_inner();
    let mut filter = asked.filter();
    pages::searched(&cx, &asked, &mut filter).await;
    let rows = asked.limit.unwrap_or(ROWS).clamp(1, MOST);
    let (cursor, sort) = (Cursor::decode(&asked.cursor), asked.sort());
    let page: Paged<_> = cx.read(move |c| board::page(c, &filter, sort, cursor.as_ref(), rows)).await?;
    let items = page.items.iter().map(|(t, _)| TenderOut::brief(t)).collect();
    Ok(HttpResponse::Ok().json(TenderList { items, next: page.next }))
}

/// One tender with its criteria, documents and answered questions.
#[utoipa::path(get, operation_id = "tender_show", path = "/api/v1/tenders/{no}", tag = "market", params(("no" = String, Path)),
    responses((status = 200, body = TenderOut), (status = 404, description = "No such tender, or not for you")))]
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let (reader, no) = (Reader::of(&cx), no.into_inner());
    let out = cx
        .read(move |c| {
            let tender = pages::seen(c, &no, &reader)?;
            let sheet = sheet::sheet(c, &tender, &reader)?;
            let rows = store::documents(c, tender.id)?;
            let files = file_row::find_all(c, &rows.iter().map(|d| d.file_id).collect::<Vec<_>>())?;
            let documents = rows.into_iter().filter_map(|d| {
                let f = files.iter().find(|f| f.id == d.file_id)?;
                Some(DocumentOut {
                    id: d.id,
                    title: d.title,
                    href: format!("/tenders/{}/documents/{}", tender.no, d.id),
                    sha256: f.sha256.clone(),
                    size: f.size,
                    media_type: f.media_type.clone(),
                    revision: d.revision,
                })
            });
            let more = MoreOut {
                authority: sheet.row.authority.clone(),
                need: tender.need.clone(),
                contract_months: sheet.contract_months,
                deposit_fen: sheet.deposit.fen(),
                consortium_max: sheet.consortium_max,
                questions_until: sheet.questions_until,
                has_locks: sheet.has_locks,
                criteria: store::criteria(c, tender.id)?.into_iter().map(criterion).collect(),
                documents: documents.collect(),
                questions: sheet.questions.into_iter().map(question).collect(),
            };
            Ok(TenderOut { more: Some(more), ..TenderOut::brief(&tender) })
        })
        .await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, format!("\"{}\"", out.version))).json(out))
}

fn criterion(i: Criterion) -> CriterionOut {
    CriterionOut {
        key: i.key,
        title: i.title,
        description: i.description,
        points: points(i.max_points),
        is_price: i.is_price,
        is_objective: i.is_objective,
    }
}

fn question(q: views::Asked) -> QuestionOut {
    QuestionOut {
        id: q.id,
        body: q.body,
        asked_at: q.asked_at,
        answer: q.answer,
        answered_at: q.answered_at,
        changes_documents: q.changes_documents,
    }
}

/// Questions of a tender: answered ones for everybody, all of them for its department.
#[utoipa::path(get, operation_id = "tender_questions", path = "/api/v1/tenders/{no}/questions", tag = "market", params(("no" = String, Path)),
    responses((status = 200, body = Vec<QuestionOut>), (status = 404, description = "No such tender")))]
pub async fn questions(cx: Cx, no: Path<String>) -> Outcome {
    let sheet = pages::sheet_of(&cx, &no).await?;
    let out: Vec<QuestionOut> = sheet.questions.into_iter().map(question).collect();
    Ok(HttpResponse::Ok().json(out))
}

/// The department's own tenders, in every state.
#[utoipa::path(get, operation_id = "tender_mine", path = "/api/v1/desk/tenders", tag = "market",
    responses((status = 200, body = TenderList), (status = 401, description = "Nobody is signed in")))]
pub async fn mine(cx: Cx) -> Outcome {
    cx.person()?;
    let actor = cx.actor.clone();
    let found = cx
        .read(move |c| {
            let mut ids = actor.bodies(crate::kernel::actor::Role::Buyer, BodyKind::Authority);
            ids.extend(actor.bodies(crate::kernel::actor::Role::Approver, BodyKind::Authority));
            board::of_authorities(c, &ids)
        })
        .await?;
    let items = found.iter().map(TenderOut::brief).collect();
    Ok(HttpResponse::Ok().json(TenderList { items, next: None }))
}

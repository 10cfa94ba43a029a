//! HTML handlers of the review, and what its API shares with them.
use super::{
    actions, forms,
    model::{CheckKind, Member, MemberState, Sheet, TieKind},
    rules, sheet, store,
    views::{
        AnswerLine, BidLine, CheckLine, Choice, Draw, ExpertsPage, FileLine, ScoreLine, SeatLine, SheetBid, SheetPage,
    },
};
use crate::{
    kernel::{
        actor::{Actor, Role},
        refusal::{Code, Error, Result},
    },
    market::{
        bid::{self, Bid, BidState, Signal, TechnicalContent},
        tender::{self, Criterion, Tender, TenderState},
    },
    platform::db::Conn,
    registry::organization,
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::{HttpResponse, web::Path};
use anyhow::anyhow;
use serde_json::json;

/// Whether the person may read the bids of a tender: its department, its committee after the declaration, supervision,
/// audit, and the bidder itself.
fn may_read(c: &mut Conn, actor: &Actor, tender: &Tender, bid: Option<&Bid>) -> Result<bool> {
    if !tender.state.is_after_opening() && tender.state != TenderState::Failed {
        return Ok(false);
    }
    let office = actor.is_at(Role::Buyer, tender.authority_id) || actor.is_at(Role::Approver, tender.authority_id);
    let own = bid.and_then(|b| b.organization_id).is_some_and(|o| actor.is_officer_of(o));
    if office || own || actor.is(Role::Supervisor) || actor.is(Role::Auditor) {
        return Ok(true);
    }
    let Some(account) = actor.account() else { return Ok(false) };
    let seat = store::member(c, tender.id, account)?;
    Ok(seat.is_some_and(|m| !matches!(m.state, MemberState::Drawn | MemberState::Withdrawn)))
}

fn files_of(c: &mut Conn, tender: &Tender, bid: &Bid) -> Result<Vec<FileLine>> {
    let files = bid::files_of(c, bid.id)?.into_iter();
    let href = |f: &bid::BidFile| {
        format!("/tenders/{}/bids/{}/files/{}/{}", tender.no, bid.receipt_no, f.envelope, f.position)
    };
    Ok(files
        .map(|f| FileLine { href: href(&f), name: f.file.name, size: f.file.size, sha256: f.file.sha256 })
        .collect())
}

fn name_of(c: &mut Conn, bid: &Bid) -> Result<(String, String)> {
    let o = organization::find(c, bid.organization_id.ok_or(Error::Missing)?)?;
    Ok((o.name, o.credit_code))
}

fn content(bid: &Bid) -> Option<&TechnicalContent> {
    bid.technical.as_ref().map(|t| &t.0)
}

fn signals(bid: &Bid) -> Vec<Signal> {
    bid.signals.as_ref().map(|s| s.0.clone()).unwrap_or_default()
}

/// What the department sees.
///
/// # Errors
/// [`Code::NotYourRole`] for anybody else.
pub(super) async fn experts_view(cx: &Cx, no: String) -> Result<ExpertsPage> {
    cx.person()?;
    let actor = cx.actor.clone();
    cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        let buyer = actor.is_at(Role::Buyer, tender.authority_id);
        let office = buyer || actor.is_at(Role::Approver, tender.authority_id);
        if !(office || actor.is(Role::Supervisor) || actor.is(Role::Auditor)) {
            return Err(Code::NotYourRole.into());
        }
        let draw = store::committee(c, tender.id)?;
        let seats =
            store::members(c, tender.id)?.into_iter().map(|m| SeatLine { position: m.position, state: m.state });
        let opened = tender.state == TenderState::Opened;
        Ok(ExpertsPage {
            no: tender.no.clone(),
            title: tender.title.clone(),
            seats_needed: rules::seats(&tender),
            can_draw: office && opened && draw.is_none(),
            can_check: buyer && opened,
            draw: draw.map(|d| Draw { at: d.drawn_at, seats: d.seats, entry: d.entry_id }),
            seats: seats.collect(),
            bids: lines(c, &tender)?,
        })
    })
    .await
}

fn lines(c: &mut Conn, tender: &Tender) -> Result<Vec<BidLine>> {
    let mut out = Vec::new();
    for bid in bid::opened_of(c, tender.id)? {
        let Some(content) = content(&bid) else { continue };
        let (organization, code) = name_of(c, &bid)?;
        let checks = store::checks_of(c, &[bid.id])?;
        let check = checks.into_iter().find(|k| k.kind == CheckKind::Qualification);
        out.push(BidLine {
            receipt_no: bid.receipt_no.clone(),
            organization,
            code,
            signals: signals(&bid),
            plan: content.plan.clone(),
            partners: content.partners.clone(),
            files: files_of(c, tender, &bid)?,
            check: check.map(|k| CheckLine { passed: k.passed, reason: k.reason }),
        });
    }
    Ok(out)
}

/// `GET /tenders/{no}/experts`
pub async fn experts(cx: Cx, no: Path<String>) -> Outcome {
    let view = experts_view(&cx, no.into_inner()).await?;
    cx.page(&view)
}

/// Draws the committee.
pub(super) async fn do_draw(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let tender = tender::find_by_no(tx.conn, &no)?;
        actions::draw(tx, tender.id)?;
        Ok(Reply::created(format!("/tenders/{no}/experts"), json!({ "drawn": true })).flash("flash-drawn"))
    })
    .await
}

/// `POST /tenders/{no}/experts`
pub async fn draw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match do_draw(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = experts_view(&cx, no.into_inner()).await?;
            cx.form(&view, &form)
        }
    }
}

/// Saves the qualification check.
pub(super) async fn do_check(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let (no, read) = (no.to_owned(), no.to_owned());
    let (tender, bids) = cx.read(move |c| of(c, &read)).await?;
    let command = forms::qualification(submitted, tender.id, &bids)?;
    cx.once(submitted, move |tx| {
        actions::qualify(tx, &command)?;
        Ok(Reply::done(format!("/tenders/{no}/experts"), json!({ "checked": command.findings.len() }))
            .flash("flash-checked"))
    })
    .await
}

fn of(c: &mut Conn, no: &str) -> Result<(Tender, Vec<Bid>)> {
    let tender = tender::find_by_no(c, no)?;
    let bids = bid::opened_of(c, tender.id)?.into_iter().filter(|b| b.state == BidState::Opened).collect();
    Ok((tender, bids))
}

/// `POST /tenders/{no}/checks`
pub async fn check(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match do_check(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = experts_view(&cx, no.into_inner()).await?;
            cx.form(&view, &form)
        }
    }
}

/// What a member sees: before the declaration only who bid, never another sheet.
///
/// # Errors
/// [`Code::NotOnCommittee`] for anybody without a seat.
pub(super) async fn sheet_view(cx: &Cx, no: String) -> Result<SheetPage> {
    let person = cx.person()?;
    let (account, is_strong) = (person.account, person.is_strong);
    cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        let member = store::member(c, tender.id, account)?.ok_or(Code::NotOnCommittee)?;
        let stage = match member.state {
            MemberState::Drawn => "declare",
            MemberState::Withdrawn => "withdrawn",
            MemberState::Locked => "locked",
            MemberState::Ready | MemberState::Correcting => "score",
        };
        let bids = bid::opened_of(c, tender.id)?;
        let bidders = if stage == "declare" { bidders(c, &bids)? } else { Vec::new() };
        let shown =
            if matches!(stage, "score" | "locked") { sheet_bids(c, &tender, &member, &bids)? } else { Vec::new() };
        Ok(SheetPage {
            no: tender.no.clone(),
            title: tender.title.clone(),
            stage,
            correcting: member.state == MemberState::Correcting,
            bidders,
            ties: TieKind::ALL.to_vec(),
            bids: shown,
            locked_at: member.locked_at,
            sha256: member.sheet_sha256.clone(),
            entry: member.entry_id,
            is_strong,
        })
    })
    .await
}

fn bidders(c: &mut Conn, bids: &[Bid]) -> Result<Vec<Choice>> {
    let ids = bids.iter().filter_map(|b| b.organization_id);
    ids.map(|id| Ok(Choice { value: id.0, label: organization::find(c, id)?.name })).collect()
}

fn sheet_bids(c: &mut Conn, tender: &Tender, member: &Member, bids: &[Bid]) -> Result<Vec<SheetBid>> {
    let criteria = tender::criteria(c, tender.id)?;
    let written = store::sheet(c, member.id)?;
    let mut out = Vec::new();
    for bid in bids {
        // A bid that fell out later stays visible on a sheet that has already been written.
        let reviewed = bid.state == BidState::Opened || written.verdicts.contains_key(&bid.id);
        let Some(content) = content(bid).filter(|_| reviewed) else { continue };
        let verdict = written.verdicts.get(&bid.id);
        let title = |key: &str| criteria.iter().find(|i| i.key == key).map_or_else(String::new, |i| i.title.clone());
        out.push(SheetBid {
            receipt_no: bid.receipt_no.clone(),
            organization: name_of(c, bid)?.0,
            signals: signals(bid),
            plan: content.plan.clone(),
            partners: content.partners.clone(),
            answers: content
                .answers
                .iter()
                .map(|a| AnswerLine { title: title(&a.key), text: a.text.clone() })
                .collect(),
            files: files_of(c, tender, bid)?.into_iter().filter(|f| !f.href.contains("/price/")).collect(),
            complies: verdict.map(|v| v.passed),
            reason: verdict.map(|v| v.reason.clone()).unwrap_or_default(),
            scores: scores(&criteria, &written, bid),
        });
    }
    Ok(out)
}

fn scores(criteria: &[Criterion], written: &Sheet, bid: &Bid) -> Vec<ScoreLine> {
    let line = |c: &Criterion| ScoreLine {
        key: c.key.clone(),
        title: c.title.clone(),
        description: c.description.clone(),
        max: forms::points(c.max_points),
        points: written.scores.get(&(bid.id, c.id)).map(|s| forms::points(s.points)).unwrap_or_default(),
        is_objective: c.is_objective,
    };
    criteria.iter().filter(|c| !c.is_price).map(line).collect()
}

/// `GET /tenders/{no}/review`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = sheet_view(&cx, no.into_inner()).await?;
    cx.page(&view)
}

/// Declares ties.
pub(super) async fn do_declare(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let (no, read) = (no.to_owned(), no.to_owned());
    let tender = cx.read(move |c| tender::find_by_no(c, &read)).await?;
    let command = forms::declaration(submitted, tender.id)?;
    cx.once(submitted, move |tx| {
        let stays = actions::declare(tx, &command)?;
        Ok(Reply::created(format!("/tenders/{no}/review"), json!({ "stays": stays })).flash("flash-declared"))
    })
    .await
}

/// `POST /tenders/{no}/declaration`
pub async fn declare(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    answer(&cx, &no, &submitted, do_declare(&cx, &no, &submitted).await).await
}

/// Saves a draft.
pub(super) async fn do_save(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let (no, read) = (no.to_owned(), no.to_owned());
    let found = cx.read(move |c| {
        let (tender, bids) = of(c, &read)?;
        Ok((tender::criteria(c, tender.id)?, tender, bids))
    });
    let (criteria, tender, bids) = found.await?;
    let command = forms::sheet(submitted, tender.id, &bids, &criteria)?;
    cx.once(submitted, move |tx| {
        actions::save(tx, &command)?;
        Ok(Reply::done(format!("/tenders/{no}/review"), json!({ "saved": true })).flash("flash-sheet-saved"))
    })
    .await
}

/// `POST /tenders/{no}/scores`
pub async fn save(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    answer(&cx, &no, &submitted, do_save(&cx, &no, &submitted).await).await
}

/// Signs and locks.
pub(super) async fn do_lock(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    sheet::step_up(cx, submitted.raw("password")).await?;
    let (no, read) = (no.to_owned(), no.to_owned());
    let tender = cx.read(move |c| tender::find_by_no(c, &read)).await?;
    let command = forms::lock(submitted, tender.id)?;
    cx.once(submitted, move |tx| {
        let member = actions::lock(tx, &command)?;
        let body = json!({ "sha256": member.sheet_sha256, "locked_at": member.locked_at });
        Ok(Reply::created(format!("/tenders/{no}/review"), body).flash("flash-sheet-locked"))
    })
    .await
}

/// `POST /tenders/{no}/scores/lock`
pub async fn lock(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    answer(&cx, &no, &submitted, do_lock(&cx, &no, &submitted).await).await
}

async fn answer(cx: &Cx, no: &str, submitted: &Submitted, done: Result<Reply>) -> Outcome {
    match done {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            let view = sheet_view(cx, no.to_owned()).await?;
            cx.form(&view, &form)
        }
    }
}

/// `GET /tenders/{no}/bids/{receipt}/files/{envelope}/{position}`
pub async fn file(cx: Cx, path: Path<(String, String, tender::EnvelopeKind, i64)>) -> Outcome {
    cx.person()?;
    let (no, receipt, envelope, position) = path.into_inner();
    let actor = cx.actor.clone();
    let found = cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        let bids = bid::opened_of(c, tender.id)?;
        let bid = bids.iter().find(|b| b.receipt_no == receipt).ok_or(Error::Missing)?;
        if !may_read(c, &actor, &tender, Some(bid))? {
            return Err(Error::Missing);
        }
        let mut files = bid::files_of(c, bid.id)?.into_iter();
        files.find(|f| f.envelope == envelope && f.position == position).map(|f| f.file).ok_or(Error::Missing)
    });
    let file = found.await?;
    let bytes = cx.app.files.get(&file.sha256).await.map_err(|e| anyhow!(e))?;
    let name = percent_encoding::utf8_percent_encode(&file.name, percent_encoding::NON_ALPHANUMERIC);
    Ok(HttpResponse::Ok()
        .content_type(file.media_type)
        .insert_header(("Cache-Control", "no-store"))
        .insert_header(("Content-Disposition", format!("attachment; filename*=UTF-8''{name}")))
        .body(bytes))
}

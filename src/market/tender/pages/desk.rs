//! The department's pages: its list, one tender's desk, the committee, and the steps.
use super::{
    super::{
        actions, board, committee, forms,
        model::TenderState,
        rules,
        sheet::{self, Reader},
        store,
        views::{CommitteePage, DeskPage, Group, MinePage},
    },
    seen,
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::{db::Tx, rulebook::PriceNote, sealed},
    web::{Cx, Filled, Outcome, Reply, Submitted, form},
};
use actix_web::web::Path;

/// `GET /desk/tenders`
pub async fn mine(cx: Cx) -> Outcome {
    cx.person()?;
    let reader = Reader::of(&cx);
    let rows = cx
        .read(move |c| {
            let mut ids = reader.actor.bodies(Role::Buyer, BodyKind::Authority);
            ids.extend(reader.actor.bodies(Role::Approver, BodyKind::Authority));
            let found = board::of_authorities(c, &ids)?;
            let mut rows = sheet::rows_of(c, &found, &reader)?;
            rows.iter_mut().for_each(|r| r.href = format!("/tenders/{}/desk", r.no));
            Ok(rows)
        })
        .await?;
    let code = |state: TenderState| match state {
        TenderState::Draft => "draft",
        TenderState::Submitted => "submitted",
        other => board::Standing::of(other).map_or("ended", board::Standing::word),
    };
    let groups = ["draft", "submitted", "open", "review", "awarded", "ended"]
        .map(|name| Group { code: name, rows: rows.iter().filter(|r| code(r.state) == name).cloned().collect() });
    let groups = groups.into_iter().filter(|g| !g.rows.is_empty()).collect();
    cx.page(&MinePage { groups, may_create: cx.actor.is(Role::Buyer) })
}

/// `GET /tenders/{no}/desk`
pub async fn desk(cx: Cx, no: Path<String>) -> Outcome {
    let view = desk_view(&cx, &no).await?;
    cx.page(&view)
}

async fn desk_view(cx: &Cx, no: &str) -> Result<DeskPage> {
    cx.person()?;
    let (reader, no) = (Reader::of(cx), no.to_owned());
    let (t, checked) = cx
        .read(move |c| {
            let tender = seen(c, &no, &reader)?;
            let roles = [Role::Buyer, Role::Approver];
            rules::must_be(&reader.actor, &roles, tender.authority_id)?;
            let is_early = matches!(tender.state, TenderState::Draft | TenderState::Submitted);
            let checked = if is_early { actions::check(c, &reader.env, reader.now, &tender) } else { Ok(Vec::new()) };
            Ok((sheet::sheet(c, &tender, &reader)?, checked))
        })
        .await?;
    let (problems, notes) = match checked {
        Ok(notes) => (Vec::new(), notes.into_iter().map(note).collect()),
        Err(Error::Refused(reasons)) => {
            (reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect(), Vec::new())
        }
        Err(e) => return Err(e),
    };
    Ok(DeskPage { t, problems, notes })
}

fn note(note: PriceNote) -> &'static str {
    match note {
        PriceNote::UnusuallyHigh => "unusually-high",
    }
}

/// The desk again with what was typed and what is wrong with it; an API-like failure keeps its own way.
pub(super) async fn again(cx: &Cx, no: &str, submitted: &Submitted, e: Error, _back: &str) -> Outcome {
    let filled = cx.filled(submitted, e)?;
    let view = desk_view(cx, no).await?;
    cx.form(&view, &filled)
}

/// Runs one step of a tender and comes back to the desk.
async fn act(
    cx: &Cx,
    no: String,
    submitted: &Submitted,
    flash: &'static str,
    mut f: impl FnMut(&mut Tx, &str) -> Result<()> + Send + 'static,
) -> Outcome {
    let number = no.clone();
    let done = cx
        .once(submitted, move |tx| {
            f(tx, &number)?;
            Ok(Reply::done(format!("/tenders/{number}/desk"), serde_json::json!({ "no": number })).flash(flash))
        })
        .await;
    match done {
        Ok(reply) => cx.answer(&reply),
        Err(e) => again(cx, &no, submitted, e, "").await,
    }
}

/// `POST /tenders/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    act(&cx, no.into_inner(), &submitted, "flash-tender-submitted", |tx, no| actions::submit(tx, no).map(drop)).await
}

/// `POST /tenders/{no}/publication`
pub async fn approve(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    act(&cx, no.into_inner(), &submitted, "flash-tender-published", |tx, no| actions::publish(tx, no).map(drop)).await
}

/// `POST /tenders/{no}/return`
pub async fn send_back(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match forms::reason(&submitted) {
        Ok(reason) => {
            act(&cx, no, &submitted, "flash-tender-returned", move |tx, no| {
                actions::send_back(tx, no, &reason).map(drop)
            })
            .await
        }
        Err(e) => again(&cx, &no, &submitted, e, "").await,
    }
}

/// `POST /tenders/{no}/stop`
pub async fn stop(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match forms::reason(&submitted) {
        Ok(reason) => {
            act(&cx, no, &submitted, "flash-tender-stopped", move |tx, no| actions::stop(tx, no, &reason).map(drop))
                .await
        }
        Err(e) => again(&cx, &no, &submitted, e, "").await,
    }
}

/// `POST /tenders/{no}/discard`
pub async fn discard(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            actions::discard(tx, &no)?;
            Ok(Reply::done("/desk/tenders", serde_json::json!({ "no": no })).flash("flash-tender-discarded"))
        })
        .await?;
    cx.answer(&reply)
}

async fn committee_view(cx: &Cx, no: &str) -> Result<CommitteePage> {
    cx.person()?;
    let (reader, no) = (Reader::of(cx), no.to_owned());
    let t = cx
        .read(move |c| {
            let tender = seen(c, &no, &reader)?;
            rules::must_be(&reader.actor, &[Role::Buyer], tender.authority_id)?;
            sheet::sheet(c, &tender, &reader)
        })
        .await?;
    Ok(CommitteePage { t })
}

/// `GET /tenders/{no}/committee`
pub async fn committee_form(cx: Cx, no: Path<String>) -> Outcome {
    let view = committee_view(&cx, &no).await?;
    cx.page(&view)
}

/// `POST /tenders/{no}/committee`: three people at one desk enter their own passphrases in one act.
pub async fn committee(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match form_committee(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled: Filled = cx.filled(&submitted, e)?;
            let view = committee_view(&cx, &no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Makes the locks outside the transaction, which takes seconds, and keeps them; shared with the API. What makes a
/// repeat the same one never includes a passphrase.
pub(in super::super) async fn form_committee(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let members = forms::committee(submitted)?;
    let number = no.to_owned();
    let actor = cx.actor.clone();
    cx.read(move |c| {
        let tender = store::find_by_no(c, &number)?;
        rules::must_be(&actor, &[Role::Buyer], tender.authority_id)?;
        if tender.state == TenderState::Draft { Ok(()) } else { Err(Code::WrongState.into()) }
    })
    .await?;
    let (env, number, named) = (std::sync::Arc::clone(cx.env()), no.to_owned(), members.clone());
    let work = if env.passwords.is_cheap() { 2 } else { sealed::committee::WORK };
    let formed = actix_web::web::block(move || committee::form(&env.keyring, &number, &named, work))
        .await
        .map_err(|e| anyhow::anyhow!("{e}"))?
        .map_err(|_| Code::WrongOpeners)?;
    let mut bare = submitted.clone();
    bare.values.retain(|name, _| !name.ends_with("passphrase"));
    let no = no.to_owned();
    cx.once(&bare, move |tx| {
        actions::form_committee(tx, &no, &members, &formed)?;
        let body = serde_json::json!({
            "no": no, "technical_lock_b": formed.technical.public_b, "price_lock_b": formed.price.public_b,
        });
        Ok(Reply::done(format!("/tenders/{no}/desk"), body).flash("flash-tender-committee"))
    })
    .await
}

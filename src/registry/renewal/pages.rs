//! HTML handlers of renewal and reissue.
use super::{
    actions, api, forms,
    model::{Renewal, RenewalKind},
    rules, store,
    views::{CertificatesPage, DeskPage, Line, Task},
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Error, Result},
        text,
    },
    registry::{
        application::authorities_of,
        organization::{self, Organization},
    },
    web::{Cx, Left, Outcome, Reply, Submitted, form},
};
use actix_web::web::Path;

/// The certificate's page, for officers of the organization, staff of its authority and auditors.
async fn view_of(cx: &Cx, code: &str) -> Result<CertificatesPage> {
    let (o, lines) = load(cx, code).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let is_officer = cx.actor.is_officer_of(o.id);
    let decides = cx.actor.is_at(Role::Decider, o.authority_id) && !is_officer;
    let days = rules::reminders(&cx.env().rulebook, today)?;
    let open = lines.iter().find(|x| x.is_asked()).map(|x| x.no.clone());
    let asked = |kind| rules::may_ask(&o, kind, open.as_deref(), &days, today);
    let kinds = RenewalKind::ALL.iter().filter(|k| is_officer && asked(**k).is_ok()).map(|k| k.word());
    let reasons = match asked(RenewalKind::Renewal) {
        Err(Error::Refused(reasons)) if is_officer => {
            reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect()
        }
        _ => Vec::new(),
    };
    let line = |x: Renewal| {
        let is_asked = x.is_asked();
        let left = is_asked.then(|| Left::by(calendar, today, x.due_on));
        Line::of(x, left, is_asked && decides, is_asked && is_officer)
    };
    Ok(CertificatesPage {
        kinds: kinds.collect(),
        reasons,
        left: o.valid_until.filter(|d| *d >= today).map(|d| Left::by(calendar, today, d)),
        valid_until: o.valid_until,
        certificate_no: o.certificate_no,
        name: o.name,
        code: o.credit_code,
        lines: lines.into_iter().map(line).collect(),
        is_officer,
    })
}

/// The organization and its wishes, for those who may see them.
pub(super) async fn load(cx: &Cx, code: &str) -> Result<(Organization, Vec<Renewal>)> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let (o, lines) = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            let lines = store::of_organization(c, o.id)?;
            Ok((o, lines))
        })
        .await?;
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|&r| cx.actor.is_at(r, o.authority_id));
    let known = cx.actor.is_officer_of(o.id) || staff || cx.actor.is(Role::Auditor);
    if known && o.is_registered { Ok((o, lines)) } else { Err(Error::Missing) }
}

/// `GET /orgs/{code}/certificates`
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    let view = view_of(&cx, &code).await?;
    cx.page(&view)
}

/// Asks; shared with the API.
pub(super) async fn asked(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    load(cx, code).await?;
    let code = text::tidy(code).to_uppercase();
    let typed = forms::asking(submitted)?;
    cx.once(submitted, move |tx| {
        let x = actions::ask(tx, &code, typed.kind, &typed.declaration)?;
        let body = api::RenewalBody::of(&x, &code);
        Ok(Reply::created(format!("/orgs/{code}/certificates"), body).flash("flash-renewal-asked"))
    })
    .await
}

/// `POST /orgs/{code}/certificates`
pub async fn ask(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    let result = asked(&cx, &code, &submitted).await;
    answered(&cx, &code, &submitted, result).await
}

async fn answered(cx: &Cx, code: &str, submitted: &Submitted, result: Result<Reply>) -> Outcome {
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(submitted, e)?;
            let view = view_of(cx, code).await?;
            cx.form(&view, &form)
        }
    }
}

/// The code of the organization whose wish this is, for the way back.
async fn code_of(cx: &Cx, no: &str) -> Result<String> {
    cx.person()?;
    let no = no.to_owned();
    cx.read(move |c| {
        let x = store::find(c, &no)?;
        Ok(organization::find(c, x.organization_id)?.credit_code)
    })
    .await
}

/// Answers a wish; shared with the API.
pub(super) async fn decided(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let code = code_of(cx, no).await?;
    load(cx, &code).await?;
    let (no, typed) = (no.to_owned(), forms::answer(submitted)?);
    cx.once(submitted, move |tx| {
        let x = if typed.is_granted {
            actions::grant(tx, &no, &typed.text)?
        } else {
            actions::refuse(tx, &no, &typed.text)?
        };
        let flash = if typed.is_granted { "flash-renewal-granted" } else { "flash-renewal-refused" };
        Ok(Reply::done(format!("/orgs/{code}/certificates"), api::RenewalBody::of(&x, &code)).flash(flash))
    })
    .await
}

/// `POST /renewals/{no}/answer`: `grant` or `refuse`.
pub async fn answer(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let result = decided(&cx, &no, &submitted).await;
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(Error::Missing) => Err(Error::Missing.into()),
        Err(e) => {
            let code = code_of(&cx, &no).await?;
            answered(&cx, &code, &submitted, Err(e)).await
        }
    }
}

/// Takes a wish back; shared with the API.
pub(super) async fn taken_back(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let code = code_of(cx, no).await?;
    load(cx, &code).await?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let x = actions::withdraw(tx, &no)?;
        let body = api::RenewalBody::of(&x, &code);
        Ok(Reply::done(format!("/orgs/{code}/certificates"), body).flash("flash-renewal-withdrawn"))
    })
    .await
}

/// `POST /renewals/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let reply = taken_back(&cx, &no, &submitted).await?;
    cx.answer(&reply)
}

/// `GET /desk/certificates`: wishes that wait, the most urgent first.
pub async fn waiting(cx: Cx) -> Outcome {
    cx.person()?;
    let ids = authorities_of(&cx.actor);
    if ids.is_empty() {
        return Err(Error::Missing.into());
    }
    let found = cx.read(move |c| store::waiting(c, &ids, 300)).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let task = |(x, o): (Renewal, Organization)| Task {
        code: o.credit_code,
        name: o.name,
        kind: x.kind.word(),
        left: Left::by(calendar, today, x.due_on),
        no: x.no,
    };
    cx.page(&DeskPage { rows: found.into_iter().map(task).collect() })
}

//! `/orgs/{code}/supervision`
use super::{
    actions, rules,
    store::{self, Office},
    views::{OfficeRow, SupervisionPage},
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Code, Error, Result},
        text,
    },
    platform::i18n::Locale,
    registry::organization::{self, Organization},
    web::{Cx, Fields, Outcome, Reply, Submitted},
};
use actix_web::web::Path;
use serde_json::json;

/// The organization, for those who may know, with every body that may supervise one.
pub(super) async fn known(cx: &Cx, code: &str) -> Result<(Organization, Vec<Office>)> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let (o, all) = cx.read(move |c| Ok((organization::find_by_code(c, &code)?, store::offices(c)?))).await?;
    if rules::may_know(&cx.actor, &o) && o.is_registered { Ok((o, all)) } else { Err(Error::Missing) }
}

fn row(cx: &Cx, office: &Office) -> OfficeRow {
    let zh = cx.locale == Locale::Zh || office.name_en.is_empty();
    OfficeRow { value: office.code.clone(), label: if zh { &office.name } else { &office.name_en }.clone() }
}

fn view(cx: &Cx, o: &Organization, all: &[Office]) -> SupervisionPage {
    let find = |id| all.iter().find(|office| office.id == id);
    let (registrar, supervisor) = (find(o.authority_id), find(o.supervisor_id));
    let others = all.iter().filter(|office| {
        office.id != o.supervisor_id && registrar.is_some_and(|registrar| rules::fits(office, registrar, o))
    });
    SupervisionPage {
        name: o.name.clone(),
        code: o.credit_code.clone(),
        registrar: registrar.map(|office| row(cx, office)),
        supervisor: supervisor.map(|office| row(cx, office)),
        others: others.map(|office| row(cx, office)).collect(),
        may_move: cx.actor.is_at(Role::Decider, o.authority_id) && !o.status.is_ended(),
    }
}

/// `GET /orgs/{code}/supervision`
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    let (o, all) = known(&cx, &code).await?;
    cx.page(&view(&cx, &o, &all))
}

/// Delegates; shared with the API.
pub(super) async fn moved(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    let (o, _) = known(cx, code).await?;
    if !cx.actor.is_at(Role::Decider, o.authority_id) {
        return Err(Code::NotYourRole.into());
    }
    let mut f = Fields::of(submitted);
    let (to, reason) = (f.line("supervisor", 40), f.lines("reason", 300));
    let (to, reason) = f.done((|| Some((to?, reason?)))())?;
    cx.once(submitted, move |tx| {
        let o = actions::delegate(tx, &o.credit_code, &to, &reason)?;
        let address = format!("/orgs/{}/supervision", o.credit_code);
        Ok(Reply::created(address, json!({ "organization": o.credit_code, "supervisor": to }))
            .flash("flash-supervision"))
    })
    .await
}

/// `POST /orgs/{code}/supervision`
pub async fn delegate(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    match moved(&cx, &code, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let (o, all) = known(&cx, &code).await?;
            cx.form(&view(&cx, &o, &all), &filled)
        }
    }
}

//! `/admin/offices`, `/admin/offices/{id}`
use super::{
    actions, forms,
    model::{Office, OfficeKind},
    store,
    views::{Choice, OfficePage, OfficesPage, Row},
};
use crate::{
    kernel::{
        actor::{AuthorityId, Role},
        division::{Division, Level},
        refusal::{Code, Error, Result},
    },
    platform::i18n::Locale,
    web::{Cx, Filled, Outcome, Submitted},
};
use actix_web::web::Path;
use serde_json::json;
use std::collections::HashMap;

fn admin(cx: &Cx) -> Result<()> {
    cx.person()?;
    if cx.actor.is(Role::Admin) { Ok(()) } else { Err(Code::NotYourRole.into()) }
}

fn named<'a>(cx: &Cx, zh: &'a str, en: &'a str) -> &'a str {
    if cx.locale == Locale::Zh || en.is_empty() { zh } else { en }
}

fn place(cx: &Cx, division: &str) -> String {
    let divisions = cx.env().rulebook.divisions();
    let Ok(code) = division.parse() else { return division.to_owned() };
    let below: Vec<_> = divisions.path(&code).into_iter().filter(|d| d.code.level() >= Level::City).collect();
    let names = below.iter().map(|d| named(cx, &d.zh, &d.en));
    names.collect::<Vec<_>>().join(if cx.locale == Locale::Zh { "" } else { " · " })
}

async fn offices(cx: &Cx) -> Result<(Vec<Office>, HashMap<i64, i64>)> {
    let (all, staff) = cx.read(|c| Ok((store::all(c)?, store::staff(c)?))).await?;
    Ok((all, staff.into_iter().collect()))
}

fn row(cx: &Cx, o: &Office, all: &[Office], staff: &HashMap<i64, i64>) -> Row {
    let supervisor = o.supervisor_id.and_then(|id| all.iter().find(|other| other.id.0 == id));
    Row {
        id: o.id.0,
        code: o.code.clone(),
        kind: o.kind.word(),
        name: named(cx, &o.name, &o.name_en).to_owned(),
        place: place(cx, &o.division),
        staff: staff.get(&o.id.0).copied().unwrap_or_default(),
        supervisor: supervisor.map(|s| named(cx, &s.name, &s.name_en).to_owned()),
    }
}

/// Offices that may supervise what another registers: bodies of supervision, and registration authorities.
fn supervisors(cx: &Cx, all: &[Office], but: Option<AuthorityId>) -> Vec<Choice> {
    let may = |o: &&Office| matches!(o.kind, OfficeKind::Registrar | OfficeKind::Supervision) && Some(o.id) != but;
    let choice = |o: &Office| Choice { value: o.code.clone(), label: named(cx, &o.name, &o.name_en).to_owned() };
    all.iter().filter(may).map(choice).collect()
}

async fn offices_view(cx: &Cx) -> Result<OfficesPage> {
    admin(cx)?;
    let (all, staff) = offices(cx).await?;
    let divisions = cx.env().rulebook.divisions();
    let of_the_city = |d: &&Division| divisions.home().contains(&d.code);
    let label = |d: &Division| Choice {
        value: d.code.to_string(),
        label: format!("{} {}", d.code, place(cx, d.code.as_str())),
    };
    let registers = |d: &Division| all.iter().any(|o| o.kind == OfficeKind::Registrar && o.division == d.code.as_str());
    let seats = divisions.get(divisions.home()).into_iter().chain(divisions.counties());
    Ok(OfficesPage {
        rows: all.iter().map(|o| row(cx, o, &all, &staff)).collect(),
        kinds: OfficeKind::ALL.iter().map(|k| k.word()).collect(),
        divisions: divisions.all().filter(of_the_city).map(label).collect(),
        supervisors: supervisors(cx, &all, None),
        open: seats.filter(|d| !registers(d)).map(|d| named(cx, &d.zh, &d.en).to_owned()).collect(),
    })
}

/// `GET /admin/offices`
pub async fn list(cx: Cx) -> Outcome {
    let view = offices_view(&cx).await?;
    cx.page(&view)
}

/// `POST /admin/offices`
pub async fn enter(cx: Cx, submitted: Submitted) -> Outcome {
    admin(&cx)?;
    let done = match forms::office(&submitted) {
        Ok(new) => cx.write(move |tx| actions::enter(tx, &new)).await,
        Err(e) => Err(e),
    };
    match done {
        Ok(_) => Ok(cx.see_other("/admin/offices", Some("flash-office-entered"))),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = offices_view(&cx).await?;
            cx.form(&view, &form)
        }
    }
}

async fn office_view(cx: &Cx, id: i64) -> Result<(OfficePage, Filled)> {
    admin(cx)?;
    let (all, staff) = offices(cx).await?;
    let o = all.iter().find(|o| o.id.0 == id).ok_or(Error::Missing)?;
    let supervisor = o.supervisor_id.and_then(|id| all.iter().find(|other| other.id.0 == id)).map(|s| &s.code);
    let values = json!({
        "name": o.name, "name_en": o.name_en, "phone": o.phone, "address": o.address, "supervisor": supervisor,
    });
    let registers = o.kind == OfficeKind::Registrar;
    let view = OfficePage {
        row: row(cx, o, &all, &staff),
        supervisors: if registers { supervisors(cx, &all, Some(o.id)) } else { Vec::new() },
    };
    Ok((view, Filled::with(&values)))
}

/// `GET /admin/offices/{id}`
pub async fn show(cx: Cx, id: Path<i64>) -> Outcome {
    let (view, values) = office_view(&cx, *id).await?;
    cx.form(&view, &values)
}

/// `POST /admin/offices/{id}`
pub async fn change(cx: Cx, id: Path<i64>, submitted: Submitted) -> Outcome {
    let id = id.into_inner();
    let (view, _) = office_view(&cx, id).await?;
    let done = match forms::particulars(&submitted) {
        Ok(p) => cx.write(move |tx| actions::change(tx, AuthorityId(id), &p)).await,
        Err(e) => Err(e),
    };
    match done {
        Ok(()) => Ok(cx.see_other("/admin/offices", Some("flash-office-changed"))),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&view, &form)
        }
    }
}

//! HTML handlers of the life of a filing.
use super::{
    actions, api, forms,
    model::{Account, ITEMS, Upkeep, UpkeepKind},
    rules, store,
    views::{DeskPage, Difference, Field, FilingPage, Line, Task},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Error, Result},
        text,
    },
    platform::i18n::Locale,
    registry::{
        application::{self, views::Choice},
        organization::{self, Item, Organization},
    },
    web::{Cx, Left, Outcome, Reply, Submitted, form},
};
use actix_web::web::Path;

/// The filing's page, for officers of the group, its street and auditors.
async fn view_of(cx: &Cx, code: &str) -> Result<FilingPage> {
    let (o, lines) = load(cx, code).await?;
    let (calendar, today, tag) = (cx.env().rulebook.calendar(), cx.now().day(), cx.locale.tag());
    let is_officer = cx.actor.is_officer_of(o.id);
    let answers = cx.actor.is_at(Role::Filer, o.authority_id) && !is_officer;
    let id = o.id;
    let (offices, upgrade) =
        cx.read(move |c| Ok((application::authorities(c)?, application::upgrade_of(c, id)?))).await?;
    let kinds = cx.env().rulebook.kinds(today);
    let own = kinds.iter().find(|k| k.key == o.kind.word());
    let label = |item: Item| {
        let known = own.and_then(|k| {
            let key = if item == Item::LegalRepresentative { "responsible_person" } else { item.word() };
            k.registered_items.iter().find(|i| i.key == key)
        });
        known.map_or_else(
            || cx.say(&format!("org-item-{}", item.word().replace('_', "-"))),
            |i| i.label.in_language(tag).to_owned(),
        )
    };
    let told = [(UpkeepKind::Update, Account::default()), (UpkeepKind::Ending, Account::default())];
    let [update, ending] = told.map(|(kind, account)| rules::may_ask(&o, kind, &lines, &account, today));
    let reasons = match &ending {
        Err(Error::Refused(reasons)) if is_officer => {
            reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect()
        }
        _ => Vec::new(),
    };
    let line = |x: &Upkeep| {
        let is_asked = x.is_asked();
        Line {
            no: x.no.clone(),
            kind: x.kind.word(),
            state: x.state.word(),
            year: if x.year > 0 { x.year.to_string() } else { String::new() },
            members: x.content.0.members,
            activities: x.content.0.activities,
            items: x
                .content
                .0
                .items
                .iter()
                .map(|(item, value)| Difference { label: label(*item), after: value.clone() })
                .collect(),
            text: x.content.0.text.clone(),
            asked_at: x.asked_at,
            left: is_asked.then(|| Left::by(calendar, today, x.due_on)),
            decision: x.decision.clone().filter(|d| !d.is_empty()),
            entry: x.entry_id,
            may_answer: is_asked && answers,
            may_withdraw: is_asked && is_officer,
        }
    };
    let may_ask = is_officer && ending.is_ok();
    let is_zh = cx.locale == Locale::Zh;
    let choices = kinds.iter().filter(|k| may_ask && upgrade.is_none() && k.enabled && k.legal_person);
    Ok(FilingPage {
        lines: lines.iter().map(line).collect(),
        fields: ITEMS.iter().map(|&i| Field { key: i.word(), label: label(i), now: o.item(i) }).collect(),
        year: if update.is_ok() { rules::year_of(UpkeepKind::Update, today).to_string() } else { String::new() },
        kinds: choices.map(|k| Choice::new(k.key.clone(), k.name.in_language(tag))).collect(),
        authorities: offices
            .iter()
            .filter(|a| {
                o.division.starts_with(&a.division) || a.division == cx.env().rulebook.divisions().home().as_str()
            })
            .map(|a| {
                Choice::new(
                    a.code.clone(),
                    if is_zh || a.name_en.is_empty() { a.name.clone() } else { a.name_en.clone() },
                )
            })
            .collect(),
        may_ask,
        reasons,
        upgrade: upgrade.filter(|_| is_officer),
        filing_no: o.certificate_no,
        name: o.name,
        code: o.credit_code,
    })
}

/// The group and its wishes, for those who may see them.
pub(super) async fn load(cx: &Cx, code: &str) -> Result<(Organization, Vec<Upkeep>)> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let (o, lines) = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            let lines = store::of_organization(c, o.id)?;
            Ok((o, lines))
        })
        .await?;
    let known =
        cx.actor.is_officer_of(o.id) || cx.actor.is_at(Role::Filer, o.authority_id) || cx.actor.is(Role::Auditor);
    if known && !o.is_registered { Ok((o, lines)) } else { Err(Error::Missing) }
}

/// `GET /orgs/{code}/filing`
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
        let x = actions::ask(tx, &code, typed.kind, &typed.account)?;
        let body = api::UpkeepBody::of(&x, &code);
        Ok(Reply::created(format!("/orgs/{code}/filing"), body).flash("flash-upkeep-asked"))
    })
    .await
}

/// `POST /orgs/{code}/filing`
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

/// The code of the group whose wish this is, for the way back.
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
        let flash = if typed.is_granted { "flash-upkeep-granted" } else { "flash-upkeep-refused" };
        Ok(Reply::done(format!("/orgs/{code}/filing"), api::UpkeepBody::of(&x, &code)).flash(flash))
    })
    .await
}

/// `POST /upkeeps/{no}/answer`: `grant` or `refuse`.
pub async fn answer(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match decided(&cx, &no, &submitted).await {
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
        let body = api::UpkeepBody::of(&x, &code);
        Ok(Reply::done(format!("/orgs/{code}/filing"), body).flash("flash-upkeep-withdrawn"))
    })
    .await
}

/// `POST /upkeeps/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let reply = taken_back(&cx, &no, &submitted).await?;
    cx.answer(&reply)
}

/// `GET /desk/filings`: wishes that wait at a street or township, the most urgent first.
pub async fn waiting(cx: Cx) -> Outcome {
    cx.person()?;
    let ids = cx.actor.bodies(Role::Filer, BodyKind::Authority);
    if ids.is_empty() {
        return Err(Error::Missing.into());
    }
    let found = cx.read(move |c| store::waiting(c, &ids, 300)).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let task = |(x, o): (Upkeep, Organization)| Task {
        code: o.credit_code,
        name: o.name,
        kind: x.kind.word(),
        left: Left::by(calendar, today, x.due_on),
        no: x.no,
    };
    cx.page(&DeskPage { rows: found.into_iter().map(task).collect() })
}

/// Begins the registration of a filed group; shared with the API (`SO-155`).
pub(super) async fn upgraded(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    load(cx, code).await?;
    let code = text::tidy(code).to_uppercase();
    let command = application::forms::begin(submitted)?;
    cx.once(submitted, move |tx| {
        let no = application::actions::upgrade(tx, &code, &command)?;
        let to = format!("/applications/{no}");
        Ok(Reply::created(to, serde_json::json!({ "no": no })).flash("flash-upgrade-begun"))
    })
    .await
}

/// `POST /orgs/{code}/upgrade`
pub async fn upgrade(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    let result = upgraded(&cx, &code, &submitted).await;
    answered(&cx, &code, &submitted, result).await
}

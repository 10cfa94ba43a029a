//! HTML handlers of the two lists.
use super::{
    actions, api, forms,
    model::{Ground, List, Listing, ListingState},
    rules::{self, Periods},
    store::{self, Filter},
    views::{self, Choice, DeskPage, ListsPage, NewPage, Row, ShowPage, Task},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
        text,
    },
    registry::organization::{self, Organization},
    web::{
        Cx, Left, Outcome, Reply, Submitted, form,
        paging::{Cursor, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::Deserialize;

/// What a reader may ask of the public lists.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    list: String,
    q: String,
    county: String,
    cursor: String,
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        Filter {
            list: self.list.parse().ok(),
            county: text::tidy(&self.county),
            q: text::tidy(&self.q),
            cursor: Cursor::decode(&self.cursor),
        }
    }

    fn address(&self, path: &str, cursor: Option<&str>) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        let pairs = [("list", self.list.as_str()), ("county", &self.county), ("q", &self.q)];
        for (name, value) in pairs.into_iter().chain(cursor.map(|c| ("cursor", c))).filter(|(_, v)| !v.is_empty()) {
            out.append_pair(name, value);
        }
        let query = out.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// `GET /lists`: both lists as everybody may search them (`SO-129`).
pub async fn lists(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = asked.filter();
    let (page, totals) = cx.read(move |c| Ok((store::in_force(c, &filter, ROWS)?, store::totals(c)?))).await?;
    let names = organization::pages::county_names(&cx);
    let mut counties: Vec<(String, String)> = names.clone().into_iter().collect();
    counties.sort();
    let rows = page.items.iter().map(|(l, o)| Row {
        no: l.no.clone(),
        name: o.name.clone(),
        code: o.credit_code.clone(),
        county: names.get(&o.county).unwrap_or(&o.county).clone(),
        list: l.list.word(),
        ground: l.ground.word(),
        listed_on: l.listed_on,
        entry: l.entry_id,
    });
    let view = ListsPage {
        list: asked.list.parse::<List>().map(|l| l.word().to_owned()).unwrap_or_default(),
        q: asked.q.clone(),
        county: asked.county.clone(),
        choices: choices(&cx, &asked, &totals),
        rows: rows.collect(),
        next: page.next.as_deref().map(|c| asked.address("/lists", Some(c))),
        csv: asked.address("/lists.csv", None),
        counties,
    };
    cx.page(&view)
}

/// Both lists, and each alone with how many organizations stand on it.
fn choices(cx: &Cx, asked: &Asked, totals: &[(List, i64)]) -> Vec<Choice> {
    let chosen = asked.list.parse::<List>().ok();
    let href = |list: &str| Asked { list: list.to_owned(), ..asked.clone() }.address("/lists", None);
    let all = Choice { label: cx.say("listing-choice-all"), href: href(""), on: chosen.is_none(), n: None };
    let each = totals.iter().map(|(list, n)| Choice {
        label: cx.say(&format!("listing-list-{}", list.word())),
        href: href(list.word()),
        on: chosen == Some(*list),
        n: Some(*n),
    });
    std::iter::once(all).chain(each).collect()
}

/// `GET /lists.csv`: the same, the first 10,000 entries.
pub async fn csv(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = Filter { cursor: None, ..asked.filter() };
    let page = cx.read(move |c| store::in_force(c, &filter, 10_000)).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    out.write_record(["no", "list", "ground", "listed_on", "credit_code", "name", "division"]).map_err(fault)?;
    for (l, o) in page.items {
        let day = l.listed_on.map(|d| d.to_string()).unwrap_or_default();
        let fields = [l.no.as_str(), l.list.word(), l.ground.word(), &day, &o.credit_code, &o.name, &o.county];
        out.write_record(fields.map(organization::pages::safe)).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"lists.csv\""))
        .body(bytes))
}

/// The authorities at whose desk the reader works.
fn desk(cx: &Cx) -> Result<Vec<i64>> {
    cx.person()?;
    let mut ids = cx.actor.bodies(Role::Clerk, BodyKind::Authority);
    ids.extend(cx.actor.bodies(Role::Decider, BodyKind::Authority));
    if ids.is_empty() { Err(Code::NotYourRole.into()) } else { Ok(ids) }
}

/// `GET /desk/lists`: what waits at the desk, by what is left.
pub async fn waiting(cx: Cx) -> Outcome {
    let ids = desk(&cx)?;
    let found = cx.read(move |c| store::waiting(c, &ids)).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let rows = found.into_iter().map(|(l, o)| Task {
        left: due(&l).map(|day| Left::by(calendar, today, day)),
        name: o.name,
        ground: l.ground.word(),
        state: l.state.word(),
        no: l.no,
    });
    cx.page(&DeskPage { rows: rows.collect() })
}

/// The day that runs: to object, or to decide on removal.
fn due(l: &Listing) -> Option<crate::kernel::time::Day> {
    match l.state {
        ListingState::Noticed => Some(l.object_by),
        ListingState::Asking => l.verify_by,
        _ => None,
    }
}

async fn new_view(cx: &Cx, code: &str) -> Result<NewPage> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let o = cx.read(move |c| organization::find_by_code(c, &code)).await?;
    if !cx.actor.is_at(Role::Clerk, o.supervisor_id) {
        return Err(Code::NotYourRole.into());
    }
    let today = cx.now().day();
    let periods = Periods::of(&cx.env().rulebook, today)?;
    let grounds = Ground::ALL.iter().filter(|g| !g.is_counted()).map(|g| views::Ground {
        value: g.word(),
        label: cx.say(&format!("listing-ground-{}", g.word().replace('_', "-"))),
        hint: cx.say(&format!("listing-list-{}", g.list().word())),
    });
    Ok(NewPage {
        grounds: grounds.collect(),
        object_by: periods.object_by(cx.env().rulebook.calendar(), today),
        name: o.name,
        code: o.credit_code,
    })
}

/// `GET /orgs/{code}/listings/new`
pub async fn new_form(cx: Cx, code: Path<String>) -> Outcome {
    let view = new_view(&cx, &code).await?;
    cx.page(&view)
}

/// `POST /orgs/{code}/listings`
pub async fn create(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    match noticed(&cx, &code, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = new_view(&cx, &code).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Gives notice; shared with the API.
pub(super) async fn noticed(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let typed = forms::notice(submitted)?;
    cx.once(submitted, move |tx| {
        let l = actions::notify(tx, &code, typed.ground, &typed.facts)?;
        Ok(Reply::created(format!("/lists/{}", l.no), api::ListingOut::of(&l, &code)).flash("flash-listing-noticed"))
    })
    .await
}

/// What the reader is to an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// Acts for the organization.
    pub officer: bool,
    /// Works at the authority's desk.
    pub staff: bool,
    /// Decides there.
    pub decider: bool,
}

/// The entry for this reader: everybody once it is public, its parties and auditors before.
pub(super) async fn visible(cx: &Cx, no: &str) -> Result<(Listing, Organization, Vec<Listing>, Stand)> {
    let no = no.to_owned();
    let (l, o, all) = cx
        .read(move |c| {
            let l = store::find_by_no(c, &no)?;
            let o = organization::find(c, l.organization_id)?;
            let all = store::of_organization(c, o.id)?;
            Ok((l, o, all))
        })
        .await?;
    let at = |role| cx.actor.is_at(role, l.authority_id);
    let stand = Stand {
        officer: cx.actor.is_officer_of(l.organization_id),
        staff: at(Role::Clerk) || at(Role::Decider) || at(Role::Reviewer),
        decider: at(Role::Decider),
    };
    let known = l.state.is_public() || stand.officer || stand.staff || cx.actor.is(Role::Auditor);
    if known { Ok((l, o, all, stand)) } else { Err(Error::Missing) }
}

async fn show_view(cx: &Cx, no: &str) -> Result<ShowPage> {
    let (l, o, all, stand) = visible(cx, no).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let periods = Periods::of(&cx.env().rulebook, today)?;
    let live: Vec<Listing> = all.into_iter().filter(|x| x.state.is_in_force()).collect();
    let is_notice = matches!(l.state, ListingState::Noticed | ListingState::Objected);
    let mine = stand.decider && l.noticed_by.is_none_or(|by| cx.actor.account() != Some(by));
    let asked = (stand.officer && l.state == ListingState::Listed)
        .then(|| rules::may_ask(&periods, calendar, &l, &live, &o, today));
    let is_party = stand.officer || stand.staff;
    // The clock's own words are keys; what people wrote is theirs.
    let ours = |text: &str, by_clock: bool| if by_clock { cx.say(text) } else { text.to_owned() };
    Ok(ShowPage {
        facts: ours(&l.facts, l.noticed_by.is_none() && l.facts.starts_with("listing-facts-")),
        decision: l.decision.as_deref().map(|d| ours(d, l.decided_by.is_none() && d.starts_with("listing-ended-"))),
        may_object: stand.officer && l.state == ListingState::Noticed && rules::may_object(&l, today).is_ok(),
        may_decide: mine && is_notice,
        is_waiting: rules::may_enter(&l, today).is_err(),
        may_ask: asked.as_ref().is_some_and(Result::is_ok),
        not_yet: asked.and_then(Result::err).and_then(|e| reason(cx, &e)),
        may_remove: mine && l.state.is_in_force(),
        is_asked: l.state == ListingState::Asking,
        left: due(&l).map(|day| Left::by(calendar, today, day)),
        list: l.list.word(),
        ground: l.ground.word(),
        state: l.state.word(),
        noticed_at: l.noticed_at,
        object_by: l.object_by,
        objection: l.objection.filter(|_| is_party),
        decided_at: l.decided_at,
        listed_on: l.listed_on,
        duty_done: l.duty_done.filter(|_| is_party),
        verify_by: l.verify_by,
        removed_on: l.removed_on,
        entry: l.entry_id,
        name: o.name,
        code: o.credit_code,
        no: l.no,
    })
}

fn reason(cx: &Cx, e: &Error) -> Option<String> {
    match e {
        Error::Refused(reasons) => reasons.first().map(|r| form::sentence(&cx.env().words, cx.locale, r)),
        _ => None,
    }
}

/// `GET /lists/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = show_view(&cx, &no).await?;
    cx.page(&view)
}

/// The verbs on one entry, as the last part of the address names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Object,
    Decide,
    Ask,
    Remove,
}

/// Does one verb; shared with the API.
pub(super) async fn done(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let no = no.to_owned();
    let outcome = submitted.raw("outcome").unwrap_or_default().to_owned();
    let text = forms::text(
        submitted,
        if verb == Verb::Object {
            "objection"
        } else if verb == Verb::Ask {
            "duty_done"
        } else {
            "reasons"
        },
    )?;
    let wrong = || Error::Invalid(vec![FieldError::new("outcome", "choice")]);
    type Act = fn(&mut crate::platform::db::Tx, &str, &str) -> Result<Listing>;
    let (act, flash): (Act, &'static str) = match (verb, outcome.as_str()) {
        (Verb::Object, _) => (actions::object, "flash-listing-objected"),
        (Verb::Ask, _) => (actions::ask, "flash-listing-asked"),
        (Verb::Decide, "enter") => (actions::enter, "flash-listing-entered"),
        (Verb::Decide, "drop") => (actions::drop, "flash-listing-dropped"),
        (Verb::Remove, "remove") => (actions::remove, "flash-listing-removed"),
        (Verb::Remove, "refuse") => (actions::refuse, "flash-listing-refused"),
        _ => return Err(wrong()),
    };
    cx.once(submitted, move |tx| {
        let l = act(tx, &no, &text)?;
        let code = organization::find(tx.conn, l.organization_id)?.credit_code;
        Ok(Reply::done(format!("/lists/{no}"), api::ListingOut::of(&l, &code)).flash(flash))
    })
    .await
}

async fn posted(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Outcome {
    match done(cx, no, verb, submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(submitted, e)?;
            let view = show_view(cx, no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// `POST /lists/{no}/objection`
pub async fn object(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Object, &submitted).await
}

/// `POST /lists/{no}/decision`: `enter` or `drop`.
pub async fn decide(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Decide, &submitted).await
}

/// `POST /lists/{no}/removal-request`
pub async fn ask(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Ask, &submitted).await
}

/// `POST /lists/{no}/removal`: `remove` or `refuse`.
pub async fn remove(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Remove, &submitted).await
}

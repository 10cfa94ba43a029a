//! HTML handlers of random inspection, and the verbs they share with the API.
use super::{
    actions, api, forms,
    model::{Draw, DrawState, Finding, Inspection, InspectionState},
    rules, store,
    views::{DeskPage, DrawPage, DrawRow, DrawsPage, NewPage, Row, ShowPage},
};
use crate::{
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Error, Result},
        time::Day,
    },
    platform::{db::Tx, i18n::Locale},
    registry::organization::{self, Organization, OrganizationKind},
    web::{
        Cx, Left, Outcome, Reply, Submitted,
        paging::{Cursor, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    web::{Path, Query},
};
use serde::Deserialize;
use std::collections::{BTreeMap, btree_map::Entry};

/// What a reader may ask of the list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    cursor: String,
}

impl Asked {
    pub(super) fn cursor(&self) -> Option<Cursor> {
        Cursor::decode(&self.cursor)
    }
}

const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];

/// Names of authorities by id, in both languages.
type Names = BTreeMap<i64, (String, String)>;

fn names(c: &mut crate::platform::db::Conn, draws: &[Draw]) -> Result<Names> {
    let mut out = Names::new();
    for d in draws {
        if let Entry::Vacant(place) = out.entry(d.authority_id.0) {
            place.insert(store::authority(c, d.authority_id)?);
        }
    }
    Ok(out)
}

fn draw_row(cx: &Cx, d: &Draw, names: &Names) -> DrawRow {
    let (zh, en) = names.get(&d.authority_id.0).cloned().unwrap_or_default();
    DrawRow {
        no: d.no.clone(),
        title: d.title.clone(),
        authority: if cx.locale == Locale::Zh { zh } else { en },
        state: d.state.word(),
        announced_at: d.announced_at,
        drawn_at: d.drawn_at,
        sample: d.sample,
        population: i64::try_from(d.population.0.len()).unwrap_or(i64::MAX),
    }
}

/// `GET /inspections`: every draw, for everybody.
pub async fn draws(cx: Cx, asked: Query<Asked>) -> Outcome {
    let cursor = asked.cursor();
    let (page, names) = cx
        .read(move |c| {
            let page = store::draws(c, cursor.as_ref(), ROWS)?;
            let names = names(c, &page.items)?;
            Ok((page, names))
        })
        .await?;
    let rows = page.items.iter().map(|d| draw_row(&cx, d, &names)).collect();
    cx.page(&DrawsPage { rows, next: page.next.map(|cursor| format!("/inspections?cursor={cursor}")) })
}

/// The number of an account in the roster of a draw, from 1.
fn number(d: &Draw, account: AccountId) -> usize {
    d.roster.0.iter().position(|a| *a == account.0).map_or(0, |n| n + 1)
}

fn row(cx: &Cx, d: &Draw, x: &Inspection, o: &Organization) -> Row {
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let is_public = x.state.is_public();
    Row {
        no: x.no.clone(),
        place: x.place,
        name: o.name.clone(),
        code: o.credit_code.clone(),
        officers: (number(d, x.first_id), number(d, x.second_id)),
        state: x.state.word(),
        finding: x.finding.filter(|_| is_public).map(|f| f.word()),
        left: runs(x).map(|day| Left::by(calendar, today, day)),
        is_open: is_public || stand(cx, x).is_party(),
        entry: x.entry_id,
    }
}

fn runs(x: &Inspection) -> Option<Day> {
    x.rectify_by.filter(|_| x.state == InspectionState::Rectifying)
}

/// `GET /inspections/draws/{no}`: how it was drawn, so that anyone can repeat it (`SO-118`).
pub async fn draw(cx: Cx, no: Path<String>) -> Outcome {
    let view = draw_view(&cx, &no).await?;
    cx.page(&view)
}

async fn draw_view(cx: &Cx, no: &str) -> Result<DrawPage> {
    let no = no.to_owned();
    let (d, all, names) = cx
        .read(move |c| {
            let d = store::draw_by_no(c, &no)?;
            let all = store::of_draw(c, d.id)?;
            let names = names(c, std::slice::from_ref(&d))?;
            Ok((d, all, names))
        })
        .await?;
    let is_decider = cx.actor.is_at(Role::Decider, d.authority_id) && cx.actor.account() != Some(d.announced_by);
    Ok(DrawPage {
        row: draw_row(cx, &d, &names),
        rows: all.iter().map(|(x, o)| row(cx, &d, x, o)).collect(),
        may_draw: d.state == DrawState::Announced && is_decider,
        basis: d.basis,
        population_digest: d.population_digest,
        roster: d.roster.0.len(),
        commitment: d.commitment,
        seed: d.seed,
        entry: d.entry_id,
    })
}

/// `GET /inspections/draws/{no}.csv`: the whole list with its drawing numbers, for repeating the draw.
pub async fn csv(cx: Cx, no: Path<String>) -> Outcome {
    let no = no.into_inner();
    let name = format!("attachment; filename=\"{no}.csv\"");
    let d = cx.read(move |c| store::draw_by_no(c, &no)).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let seed = d.seed.clone().unwrap_or_default();
    let wanted = usize::try_from(d.sample).unwrap_or(usize::MAX);
    let drawn = if d.seed.is_some() { rules::sample(&seed, &d.population.0, wanted) } else { Vec::new() };
    let mut out = csv::Writer::from_writer(Vec::new());
    out.write_record(["credit_code", "drawing_number", "place", "officers"]).map_err(fault)?;
    for code in &d.population.0 {
        let lot = if d.seed.is_some() { rules::lot(&seed, code) } else { String::new() };
        let place = drawn.iter().position(|c| c == code).map(|n| (n + 1).to_string()).unwrap_or_default();
        let pair = if place.is_empty() { None } else { rules::officers(&seed, code, d.roster.0.len(), &[]) };
        let pair = pair.map(|(a, b)| format!("{a} {b}")).unwrap_or_default();
        out.write_record([code.as_str(), &lot, &place, &pair]).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", name))
        .body(bytes))
}

/// The authorities at whose desk the reader works.
fn bodies(cx: &Cx) -> Result<Vec<i64>> {
    cx.person()?;
    let mut ids: Vec<i64> = STAFF.iter().flat_map(|r| cx.actor.bodies(*r, BodyKind::Authority)).collect();
    ids.sort_unstable();
    ids.dedup();
    if ids.is_empty() { Err(Code::NotYourRole.into()) } else { Ok(ids) }
}

/// `GET /desk/inspections`
pub async fn desk(cx: Cx) -> Outcome {
    let ids = bodies(&cx)?;
    let (announced, running, of, names) = cx
        .read(move |c| {
            let (announced, running) = store::waiting(c, &ids)?;
            let mut of = BTreeMap::new();
            for (x, _) in &running {
                if let Entry::Vacant(place) = of.entry(x.draw_id) {
                    place.insert(store::draw(c, x.draw_id)?);
                }
            }
            let names = names(c, &announced)?;
            Ok((announced, running, of, names))
        })
        .await?;
    let me = cx.actor.account();
    let mut running = running;
    running.sort_by_key(|(x, _)| (Some(x.first_id) != me && Some(x.second_id) != me, x.id));
    let rows = running.iter().filter_map(|(x, o)| Some(row(&cx, of.get(&x.draw_id)?, x, o)));
    cx.page(&DeskPage {
        draws: announced.iter().map(|d| draw_row(&cx, d, &names)).collect(),
        rows: rows.collect(),
        may_announce: cx.actor.is(Role::Clerk),
    })
}

/// The authority for which the reader announces: the first at which the reader is a clerk.
fn clerk_at(cx: &Cx) -> Result<i64> {
    cx.person()?;
    cx.actor.bodies(Role::Clerk, BodyKind::Authority).first().copied().ok_or_else(|| Code::NotYourRole.into())
}

async fn new_view(cx: &Cx) -> Result<NewPage> {
    let at = clerk_at(cx)?;
    let (population, roster) =
        cx.read(move |c| Ok((store::population(c, at, None)?.len(), store::roster(c, at)?.len()))).await?;
    let kinds = OrganizationKind::ALL.iter().filter(|k| **k != OrganizationKind::Filed).map(|k| k.word()).collect();
    Ok(NewPage { population, roster, kinds })
}

/// `GET /desk/inspections/new`
pub async fn new_form(cx: Cx) -> Outcome {
    let view = new_view(&cx).await?;
    cx.page(&view)
}

/// `POST /inspections/draws`
pub async fn announce(cx: Cx, submitted: Submitted) -> Outcome {
    match announced(&cx, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = new_view(&cx).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Announces a draw; shared with the API.
pub(super) async fn announced(cx: &Cx, submitted: &Submitted) -> Result<Reply> {
    let at = clerk_at(cx)?;
    let typed = forms::announcement(submitted)?;
    cx.once(submitted, move |tx| {
        let d = actions::announce(tx, at, &typed)?;
        Ok(Reply::created(format!("/inspections/draws/{}", d.no), api::InspectionDrawOut::of(&d, Vec::new()))
            .flash("flash-inspection-announced"))
    })
    .await
}

/// `POST /inspections/draws/{no}/drawing`
pub async fn drawing(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match drawn(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = draw_view(&cx, &no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Draws; shared with the API.
pub(super) async fn drawn(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let d = actions::draw(tx, &no)?;
        let rows = store::of_draw(tx.conn, d.id)?;
        let to = format!("/inspections/draws/{no}");
        Ok(Reply::done(to, api::InspectionDrawOut::of(&d, rows)).flash("flash-inspection-drawn"))
    })
    .await
}

/// What the reader is to an inspection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// One of the two officers drawn.
    pub inspector: bool,
    /// Acts for the organization.
    pub officer: bool,
    /// Works at the authority's desk, or audits.
    pub staff: bool,
}

impl Stand {
    pub(super) const fn is_party(self) -> bool {
        self.inspector || self.officer || self.staff
    }
}

pub(super) fn stand(cx: &Cx, x: &Inspection) -> Stand {
    let me = cx.actor.account();
    Stand {
        inspector: me.is_some() && (me == Some(x.first_id) || me == Some(x.second_id)),
        officer: cx.actor.is_officer_of(x.organization_id),
        staff: STAFF.iter().any(|r| cx.actor.is_at(*r, x.authority_id)) || cx.actor.is(Role::Auditor),
    }
}

/// The inspection for this reader: everybody once its result is published, its parties before.
pub(super) async fn visible(cx: &Cx, no: &str) -> Result<(Inspection, Organization, Draw, (String, String))> {
    let no = no.to_owned();
    let (x, o, d, names) = cx
        .read(move |c| {
            let x = store::find_by_no(c, &no)?;
            let names = (store::name_of(c, x.first_id.0)?, store::name_of(c, x.second_id.0)?);
            Ok((organization::find(c, x.organization_id)?, store::draw(c, x.draw_id)?, x, names))
        })
        .await
        .map(|(o, d, x, names)| (x, o, d, names))?;
    if x.state.is_public() || stand(cx, &x).is_party() { Ok((x, o, d, names)) } else { Err(Error::Missing) }
}

async fn show_view(cx: &Cx, no: &str) -> Result<ShowPage> {
    let (x, o, d, names) = visible(cx, no).await?;
    let s = stand(cx, &x);
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let reads = x.state.is_public() || s.inspector || s.staff;
    let is_first = x.recorded_by.is_some() && x.recorded_by == cx.actor.account();
    Ok(ShowPage {
        draw: d.no.clone(),
        title: d.title.clone(),
        officers: (number(&d, x.first_id), number(&d, x.second_id)),
        names: s.is_party().then_some(names),
        left: runs(&x).map(|day| Left::by(calendar, today, day)),
        visited_on: x.visited_on.filter(|_| reads),
        facts: x.facts.filter(|_| reads),
        finding: x.finding.filter(|_| reads).map(|f| f.word()),
        rectify_by: x.rectify_by.filter(|_| reads),
        reply: x.reply.filter(|_| s.is_party()),
        note: x.note.filter(|_| s.inspector || s.staff || (s.officer && x.confirmed_at.is_some())),
        confirmed_at: x.confirmed_at,
        closed_at: x.closed_at,
        listing: x.listing_no.filter(|l| s.is_party() && !l.is_empty()),
        entry: x.entry_id,
        may_record: s.inspector && x.state == InspectionState::Assigned,
        findings: Finding::ALL.iter().map(|f| f.word()).collect(),
        may_confirm: s.inspector && x.state == InspectionState::Recorded && !is_first,
        may_reply: s.officer && x.state == InspectionState::Rectifying,
        may_verify: s.inspector && x.state == InspectionState::Replied,
        state: x.state.word(),
        name: o.name,
        code: o.credit_code,
        no: x.no,
    })
}

/// `GET /inspections/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = show_view(&cx, &no).await?;
    cx.page(&view)
}

/// The verbs on one inspection, as the last part of the address names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Record,
    Confirm,
    Reply,
    Verify,
}

/// Does one verb; shared with the API.
pub(super) async fn done(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    // Who may not know of an inspection, or not do this, hears so before any field is read.
    let (x, ..) = visible(cx, no).await?;
    let s = stand(cx, &x);
    if !(if verb == Verb::Reply { s.officer } else { s.inspector }) {
        return Err(Code::NotYourRole.into());
    }
    let (no, today) = (no.to_owned(), cx.now().day());
    match verb {
        Verb::Record => {
            let typed = forms::record(submitted, today)?;
            run(cx, submitted, no, "flash-inspection-recorded", move |tx, no| actions::record(tx, no, &typed)).await
        }
        Verb::Confirm => {
            let wrong = forms::confirmation(submitted)?;
            let flash = if wrong.is_some() { "flash-inspection-rejected" } else { "flash-inspection-published" };
            run(cx, submitted, no, flash, move |tx, no| actions::confirm(tx, no, wrong.as_deref())).await
        }
        Verb::Reply => {
            let text = forms::reply(submitted)?;
            run(cx, submitted, no, "flash-inspection-replied", move |tx, no| actions::reply(tx, no, &text)).await
        }
        Verb::Verify => {
            let typed = forms::verification(submitted, today)?;
            run(cx, submitted, no, "flash-inspection-verified", move |tx, no| actions::verify(tx, no, &typed)).await
        }
    }
}

async fn run(
    cx: &Cx,
    submitted: &Submitted,
    no: String,
    flash: &'static str,
    mut act: impl FnMut(&mut Tx, &str) -> Result<Inspection> + Send + 'static,
) -> Result<Reply> {
    cx.once(submitted, move |tx| {
        let x = act(tx, &no)?;
        let o = organization::find(tx.conn, x.organization_id)?;
        Ok(Reply::done(format!("/inspections/{no}"), api::InspectionOut::of(&x, &o)).flash(flash))
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

/// `POST /inspections/{no}/record`
pub async fn record(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Record, &submitted).await
}

/// `POST /inspections/{no}/confirmation`
pub async fn confirm(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Confirm, &submitted).await
}

/// `POST /inspections/{no}/rectification`
pub async fn reply(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Reply, &submitted).await
}

/// `POST /inspections/{no}/verification`
pub async fn verify(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Verify, &submitted).await
}

//! HTML handlers of charities: the public list, an organization as a charity, one case and its verbs.
use super::{
    actions, api, forms,
    forms::{Command, Verb},
    model::{Act, Case, CaseFile, CaseKind, CharityEvent, CharityState as State, Duty, Paper},
    rules::{self, Check, Terms},
    store::{self, Filter},
    views::{
        ActLine, CaseLine, CharitiesPage, CharityPage, CheckLine, Choice, DeskPage, DutyLine, EditPage, Figure,
        FileLine, Head, Place, Row, ShowPage,
    },
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Error, FieldError, Reason, Result},
        text,
    },
    registry::{
        application::pages::files_of,
        organization::{self, Organization},
    },
    web::{
        Cx, Left, Outcome, Reply, Submitted, form,
        paging::{Cursor, ROWS},
    },
};
use actix_web::{
    HttpResponse,
    http::header,
    web::{Path, Query},
};
use serde::Deserialize;

/// What a reader may ask of the public list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    qualified: String,
    q: String,
    county: String,
    cursor: String,
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        Filter {
            qualified: self.qualified == "yes",
            county: text::tidy(&self.county),
            q: text::tidy(&self.q),
            cursor: Cursor::decode(&self.cursor),
        }
    }

    fn address(&self, path: &str, cursor: Option<&str>) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        let pairs = [("qualified", self.qualified.as_str()), ("county", &self.county), ("q", &self.q)];
        for (name, value) in pairs.into_iter().chain(cursor.map(|c| ("cursor", c))).filter(|(_, v)| !v.is_empty()) {
            out.append_pair(name, value);
        }
        let query = out.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// `GET /charities`: every charity, for everybody (`SO-144`).
pub async fn charities(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = asked.filter();
    let (page, totals) = cx.read(move |c| Ok((store::charities(c, &filter, ROWS)?, store::totals(c)?))).await?;
    let names = organization::pages::county_names(&cx);
    let mut counties: Vec<(String, String)> = names.clone().into_iter().collect();
    counties.sort();
    let row = |(o, since, raising): &store::Row| Row {
        name: o.name.clone(),
        code: o.credit_code.clone(),
        county: names.get(&o.county).unwrap_or(&o.county).clone(),
        status: o.status.word(),
        since: *since,
        raising: *raising,
    };
    let qualified = asked.qualified == "yes";
    let choice = |key: &str, value: &str, on, n| Choice {
        label: cx.say(key),
        href: Asked { qualified: value.to_owned(), ..(*asked).clone() }.address("/charities", None),
        on,
        n: Some(n),
    };
    cx.page(&CharitiesPage {
        rows: page.items.iter().map(row).collect(),
        q: asked.q.clone(),
        county: asked.county.clone(),
        qualified,
        choices: vec![
            choice("charity-choice-all", "", !qualified, totals.0),
            choice("charity-choice-qualified", "yes", qualified, totals.1),
        ],
        next: page.next.as_deref().map(|c| asked.address("/charities", Some(c))),
        csv: asked.address("/charities.csv", None),
        counties,
    })
}

/// `GET /charities.csv`: the same, the first 10,000.
pub async fn csv(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = Filter { cursor: None, ..asked.filter() };
    let page = cx.read(move |c| store::charities(c, &filter, 10_000)).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    out.write_record(["credit_code", "name", "division", "status", "charity_since", "fund_raising_since"])
        .map_err(fault)?;
    for (o, since, raising) in page.items {
        let day = |d: Option<crate::kernel::time::Day>| d.map(|d| d.to_string()).unwrap_or_default();
        let (since, raising) = (day(since), day(raising));
        let fields = [&o.credit_code, o.name.as_str(), &o.county, o.status.word(), &since, &raising];
        out.write_record(fields.map(organization::pages::safe)).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"charities.csv\""))
        .body(bytes))
}

fn case_line(cx: &Cx, x: Case, name: &str) -> CaseLine {
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    CaseLine {
        left: x.due_on.filter(|_| x.state.is_open()).map(|day| Left::by(calendar, today, day)),
        no: x.no,
        kind: x.kind.word(),
        name: name.to_owned(),
        state: x.state.word(),
        decided_on: x.decided_on,
        entry: x.entry_id,
    }
}

/// `GET /desk/charities`: what waits at the desk, by the day that runs.
pub async fn desk(cx: Cx) -> Outcome {
    cx.person()?;
    let roles = [Role::Clerk, Role::Reviewer, Role::Decider];
    let ids: Vec<i64> = roles.iter().flat_map(|r| cx.actor.bodies(*r, BodyKind::Authority)).collect();
    if ids.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    let found = cx.read(move |c| store::desk(c, &ids)).await?;
    let rows = found.into_iter().map(|(x, o)| case_line(&cx, x, &o.name)).collect();
    cx.page(&DeskPage { rows })
}

fn duty_line(cx: &Cx, d: Duty) -> DutyLine {
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    DutyLine {
        id: d.id,
        kind: d.kind.word(),
        period: d.period,
        due_on: d.due_on,
        left: d.done_on.is_none().then(|| Left::by(calendar, today, d.due_on)),
        is_late: d.done_on.unwrap_or(today) > d.due_on,
        done_on: d.done_on,
        link: d.link,
    }
}

fn works_at(cx: &Cx, o: &Organization) -> bool {
    [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|r| cx.actor.is_at(*r, o.supervisor_id))
}

async fn charity_view(cx: &Cx, code: &str) -> Result<CharityPage> {
    let code = text::tidy(code).to_uppercase();
    let (o, all, duties, since) = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            let all = store::of_organization(c, o.id)?;
            let duties = store::duties_of(c, o.id, 40)?;
            let since = store::charity_since(c, &o)?;
            Ok((o, all, duties, since))
        })
        .await?;
    let is_officer = cx.actor.is_officer_of(o.id);
    let staff = works_at(cx, &o) || cx.actor.is(Role::Auditor);
    let granted = |kind| all.iter().find(|x| x.kind == kind && x.state == State::Granted && o.is_charity);
    let (recognition, raising) = (granted(CaseKind::Recognition), granted(CaseKind::FundRaising));
    let is_open = |kind| all.iter().any(|x| x.kind == kind && x.is_open);
    let mut may_ask = Vec::new();
    if is_officer && o.is_registered && !o.is_charity && !is_open(CaseKind::Recognition) {
        may_ask.push(CaseKind::Recognition.word());
    }
    if is_officer && o.is_charity && raising.is_none() && !is_open(CaseKind::FundRaising) {
        may_ask.push(CaseKind::FundRaising.word());
    }
    let seen = |x: &&Case| x.state == State::Granted || is_officer || (staff && x.submitted_at.is_some());
    Ok(CharityPage {
        is_charity: o.is_charity,
        since,
        recognition: recognition.map(|x| x.no.clone()),
        raising: raising.and_then(|x| x.decided_on),
        qualification: raising.map(|x| x.no.clone()),
        cases: all.iter().filter(seen).map(|x| case_line(cx, x.clone(), &o.name)).collect(),
        duties: duties.into_iter().map(|d| duty_line(cx, d)).collect(),
        is_officer,
        may_ask,
        name: o.name,
        code: o.credit_code,
    })
}

/// `GET /orgs/{code}/charity`: since when, what it may do, what it publishes.
pub async fn show_charity(cx: Cx, code: Path<String>) -> Outcome {
    let view = charity_view(&cx, &code).await?;
    cx.page(&view)
}

/// `POST /orgs/{code}/charity-cases`: an officer begins an application.
pub async fn begin(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    match begun(&cx, &code, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = charity_view(&cx, &code).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Begins; shared with the API.
pub(super) async fn begun(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let known = code.clone();
    let o = cx.read(move |c| organization::find_by_code(c, &known)).await?;
    if !cx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    let kind: CaseKind = submitted
        .raw("kind")
        .and_then(|v| v.parse().ok())
        .ok_or_else(|| Error::Invalid(vec![FieldError::new("kind", "choice")]))?;
    cx.once(submitted, move |tx| {
        let x = actions::begin(tx, &code, kind)?;
        let to = format!("/charities/cases/{}", x.no);
        Ok(Reply::created(to, api::CharityCaseOut::of(&x, &code)).flash("flash-charity-begun"))
    })
    .await
}

/// `POST /orgs/{code}/charity-duties/{id}`: an officer says where it was published.
pub async fn publish(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (code, id) = path.into_inner();
    match published(&cx, &code, id, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = charity_view(&cx, &code).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Notes a publication; shared with the API.
pub(super) async fn published(cx: &Cx, code: &str, id: i64, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let code = text::tidy(code).to_uppercase();
    let known = code.clone();
    let o = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &known)?;
            if store::duty(c, id)?.organization_id == o.id { Ok(o) } else { Err(Error::Missing) }
        })
        .await?;
    if !cx.actor.is_officer_of(o.id) {
        return Err(Code::NotYourRole.into());
    }
    let link = forms::link(submitted)?;
    cx.once(submitted, move |tx| {
        let d = actions::publish(tx, &code, id, &link)?;
        Ok(Reply::done(format!("/orgs/{code}/charity"), api::CharityDutyOut::of(&d)).flash("flash-charity-published"))
    })
    .await
}

/// What the reader is to a case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a part somebody may have")]
pub(super) struct Stand {
    pub officer: bool,
    pub staff: bool,
    pub clerk: bool,
    pub reviewer: bool,
    pub decider: bool,
}

/// A case with everything its pages show.
pub(super) struct Seen {
    pub x: Case,
    pub organization: Organization,
    pub files: Vec<CaseFile>,
    pub checks: Vec<Check>,
    pub stand: Stand,
}

/// The case for this reader: everybody once it is granted; before that its officers, and the authority once it was handed
/// in; auditors.
pub(super) async fn visible(cx: &Cx, no: &str) -> Result<Seen> {
    let (no, actor, today) = (no.to_owned(), cx.actor.clone(), cx.now().day());
    let terms = Terms::of(&cx.env().rulebook, today)?;
    cx.read(move |c| {
        let x = store::find_by_no(c, &no)?;
        let officer = actor.is_officer_of(x.organization_id);
        let at = |role| actor.is_at(role, x.authority_id);
        let staff = at(Role::Clerk) || at(Role::Reviewer) || at(Role::Decider) || actor.is(Role::Auditor);
        if !(x.state == State::Granted || officer || (staff && x.submitted_at.is_some())) {
            return Err(Error::Missing);
        }
        let stand = Stand {
            officer,
            staff,
            clerk: at(Role::Clerk) && !officer,
            reviewer: at(Role::Reviewer) && !officer,
            decider: at(Role::Decider) && !officer,
        };
        let organization = organization::find(c, x.organization_id)?;
        let known = store::known(c, &organization)?;
        let checks = if x.is_open { rules::checks(&terms, x.kind, &known, &x.content.0, today) } else { Vec::new() };
        Ok(Seen { files: store::files_of(c, x.id)?, organization, checks, stand, x })
    })
    .await
}

fn head(cx: &Cx, seen: &Seen) -> Head {
    let (x, o) = (&seen.x, &seen.organization);
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let runs = matches!(x.state, State::Accepted | State::Proposed);
    Head {
        no: x.no.clone(),
        kind: x.kind.word(),
        name: o.name.clone(),
        code: o.credit_code.clone(),
        state: x.state.word(),
        left: x.due_on.filter(|_| runs).map(|day| Left::by(calendar, today, day)),
    }
}

fn places(seen: &Seen, may_change: bool) -> Vec<Place> {
    let x = &seen.x;
    let place = |paper: &Paper| {
        let file = |f: &CaseFile| {
            let href = format!("/charities/cases/{}/documents/{}", x.no, f.id);
            FileLine {
                name: f.name.clone(),
                size: f.size,
                pages: f.pages,
                sha256: f.sha256.chars().take(12).collect(),
                at: f.at,
                remove: may_change.then(|| format!("{href}/removal")),
                href,
            }
        };
        let files: Vec<FileLine> = seen.files.iter().filter(|f| f.paper == *paper).map(file).collect();
        let is_required = x.kind.papers().contains(paper);
        let is_offered = !files.is_empty() || (may_change && (is_required || *paper == Paper::Other));
        is_offered.then(|| Place { paper: paper.word(), is_required, files })
    };
    Paper::ALL.iter().filter_map(place).collect()
}

fn check_lines(seen: &Seen) -> Vec<CheckLine> {
    let state = |met| match met {
        Some(true) => "met",
        Some(false) => "unmet",
        None => "unknown",
    };
    seen.checks.iter().map(|c| CheckLine { point: c.point.word(), state: state(c.is_met), day: c.day }).collect()
}

fn figures(seen: &Seen) -> Vec<Figure> {
    let c = &seen.x.content.0;
    let share = |part: Option<i64>| {
        let (part, whole) = part.zip(c.total.filter(|t| *t > 0))?;
        let tenths = part.saturating_mul(1000) / whole;
        Some(format!("{}.{}", tenths / 10, tenths % 10))
    };
    let all = [
        ("spending", c.spending, true, share(c.spending)),
        ("administration", c.administration, true, share(c.administration)),
        ("total", c.total, true, None),
        ("directors", c.directors, false, None),
        ("related", c.related, false, None),
    ];
    all.into_iter()
        .filter_map(|(item, value, is_money, share)| Some(Figure { item, value: value?, is_money, share }))
        .collect()
}

/// The course of the case, the latest first: everybody reads the decision, the organization what it was told.
fn acts(cx: &Cx, seen: &Seen) -> Vec<ActLine> {
    let (stand, last) = (seen.stand, seen.x.course.0.len());
    let told = |event| {
        stand.staff
            || matches!(event, CharityEvent::Grant)
            || (stand.officer && !matches!(event, CharityEvent::Propose | CharityEvent::SendBack))
    };
    let line = |(n, a): (usize, &Act)| {
        told(a.event).then(|| ActLine {
            title: cx.say(&format!("charity-act-{}", a.event.word().replace('_', "-"))),
            state: if n + 1 == last { "now" } else { "done" },
            at: a.at,
            note: (!a.text.is_empty()).then(|| a.text.clone()),
        })
    };
    let mut out: Vec<ActLine> = seen.x.course.0.iter().enumerate().filter_map(line).collect();
    out.reverse();
    out
}

fn edit_view(cx: &Cx, seen: &Seen) -> EditPage {
    let x = &seen.x;
    let papers: Vec<Paper> = seen.files.iter().map(|f| f.paper).collect();
    let missing = rules::may_submit(x.kind, &x.content.0, &papers).err();
    EditPage {
        head: head(cx, seen),
        declarations: x.kind.declarations().iter().map(|d| d.word()).collect(),
        places: places(seen, true),
        checks: check_lines(seen),
        missing: missing.map(|e| sentences(cx, &e)).unwrap_or_default(),
        returned: x.act(CharityEvent::Return).map(|a| a.text.clone()),
    }
}

fn show_view(cx: &Cx, seen: &Seen) -> ShowPage {
    let (x, stand) = (&seen.x, seen.stand);
    let is_party = stand.officer || stand.staff;
    let account = cx.actor.account();
    let had = |events: &[CharityEvent]| account.is_some_and(|a| x.was_by(a, events));
    let is_charity = seen.organization.is_charity;
    let running = matches!(x.state, State::Accepted | State::Proposed);
    ShowPage {
        head: head(cx, seen),
        submitted_at: x.submitted_at.filter(|_| is_party),
        accepted_on: x.accepted_on,
        due_on: x.due_on.filter(|_| is_party),
        decided_on: x.decided_on,
        entry: x.entry_id.filter(|_| is_party || x.state == State::Granted),
        certificate: x.certificate_no.clone().filter(|_| x.state == State::Granted && is_charity),
        is_party,
        text: if is_party { x.content.0.text.clone() } else { String::new() },
        figures: if is_party { figures(seen) } else { Vec::new() },
        declared: if is_party { x.content.0.declared.iter().map(|d| d.word()).collect() } else { Vec::new() },
        places: if is_party { places(seen, false) } else { Vec::new() },
        checks: if stand.staff { check_lines(seen) } else { Vec::new() },
        acts: acts(cx, seen),
        in_favour: x.act(CharityEvent::Propose).and_then(|a| a.in_favour).filter(|_| stand.staff && x.is_open),
        may_withdraw: stand.officer && matches!(x.state, State::Submitted | State::Accepted),
        may_accept: stand.clerk && x.state == State::Submitted,
        may_propose: stand.reviewer && x.state == State::Accepted && !had(&[CharityEvent::Accept]),
        may_extend: stand.decider && running && x.act(CharityEvent::Extend).is_none(),
        may_decide: stand.decider && x.state == State::Proposed && !had(&[CharityEvent::Accept, CharityEvent::Propose]),
        is_barred: rules::may_grant(&seen.checks).is_err(),
    }
}

/// The sentences of what speaks against something.
fn sentences(cx: &Cx, e: &Error) -> Vec<String> {
    match e {
        Error::Refused(reasons) => reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect(),
        _ => Vec::new(),
    }
}

/// `GET /charities/cases/{no}`: the form while it is a draft of the reader's, the case otherwise.
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let seen = visible(&cx, &no).await?;
    if seen.x.state == State::Draft && seen.stand.officer {
        let form = forms::filled(&seen.x.content.0);
        return cx.form(&edit_view(&cx, &seen), &form);
    }
    cx.page(&show_view(&cx, &seen))
}

/// The case, for an officer of its organization, while it may be written.
async fn open(cx: &Cx, no: &str) -> Result<Seen> {
    cx.person()?;
    let seen = visible(cx, no).await?;
    if !seen.stand.officer {
        return Err(Code::NotYourRole.into());
    }
    if seen.x.state == State::Draft {
        return Ok(seen);
    }
    let state = seen.x.state.word();
    Err(Reason::from(Code::WrongState).with("state", state).with("event", "submit").into())
}

/// `POST /charities/cases/{no}`
pub async fn save(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match saved(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let seen = open(&cx, &no).await?;
            cx.form(&edit_view(&cx, &seen), &filled)
        }
    }
}

/// Keeps what the organization says; shared with the API.
pub(super) async fn saved(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    let seen = open(cx, no).await?;
    let content = forms::content(submitted, seen.x.kind)?;
    let no = no.to_owned();
    run(cx, submitted, no, "flash-charity-saved", move |tx, no| actions::save(tx, no, &content)).await
}

async fn run(
    cx: &Cx,
    submitted: &Submitted,
    no: String,
    flash: &'static str,
    mut act: impl FnMut(&mut crate::platform::db::Tx, &str) -> Result<Case> + Send + 'static,
) -> Result<Reply> {
    cx.once(submitted, move |tx| {
        let x = act(tx, &no)?;
        let code = organization::find(tx.conn, x.organization_id)?.credit_code;
        Ok(Reply::done(format!("/charities/cases/{no}"), api::CharityCaseOut::of(&x, &code)).flash(flash))
    })
    .await
}

/// `POST /charities/cases/{no}/documents`: any number of files, each in the field `file.PAPER`.
pub async fn attach(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    let seen = open(&cx, &no).await?;
    let result = match files_of(&cx, &submitted).await {
        Ok(kept) => {
            let number = no.clone();
            cx.once(&submitted, move |tx| {
                for (paper, accepted, stored) in &kept {
                    actions::attach(tx, &number, paper, accepted, stored)?;
                }
                let to = format!("/charities/cases/{number}#papers");
                Ok(Reply::done(to, serde_json::json!({})).flash("flash-grade-attached"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let mut form = forms::filled(&seen.x.content.0);
            form.errors = cx.filled(&submitted, e)?.errors;
            cx.form(&edit_view(&cx, &seen), &form)
        }
    }
}

/// `POST /charities/cases/{no}/documents/{id}/removal`
pub async fn detach(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    cx.person()?;
    let (no, id) = path.into_inner();
    let reply = cx
        .once(&submitted, move |tx| {
            actions::detach(tx, &no, id)?;
            let to = format!("/charities/cases/{no}#papers");
            Ok(Reply::done(to, serde_json::json!({})).flash("flash-grade-detached"))
        })
        .await?;
    cx.answer(&reply)
}

/// `GET /charities/cases/{no}/documents/{id}`: for the organization, its authority and auditors.
pub async fn download(cx: Cx, path: Path<(String, i64)>) -> Outcome {
    let (no, id) = path.into_inner();
    cx.person()?;
    let seen = visible(&cx, &no).await?;
    if !seen.stand.officer && !seen.stand.staff {
        return Err(Error::Missing.into());
    }
    let file = seen.files.into_iter().find(|f| f.id == id).ok_or(Error::Missing)?;
    let bytes = cx.app.files.get(&file.sha256).await.map_err(|e| anyhow::anyhow!(e))?;
    let disposition = header::ContentDisposition {
        disposition: header::DispositionType::Inline,
        parameters: vec![header::DispositionParam::FilenameExt(header::ExtendedValue {
            charset: header::Charset::Ext("UTF-8".into()),
            language_tag: None,
            value: file.name.into_bytes(),
        })],
    };
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, file.media_type))
        .insert_header(disposition)
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CACHE_CONTROL, "private, no-store"))
        .body(bytes))
}

/// Does one verb; shared with the API.
pub(super) async fn done(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    // Who may not know of a case, or not do this, hears so before any field is read.
    let stand = visible(cx, no).await?.stand;
    let may = match verb {
        Verb::Submit | Verb::Withdraw => stand.officer,
        Verb::Return | Verb::Accept => stand.clerk,
        Verb::Propose => stand.reviewer,
        Verb::Extend | Verb::Decide => stand.decider,
    };
    if !may {
        return Err(Code::NotYourRole.into());
    }
    let command = forms::command(submitted, verb)?;
    let flash = match command {
        Command::Submit(_) => "flash-charity-submitted",
        Command::Withdraw => "flash-charity-withdrawn",
        Command::Return(_) => "flash-charity-returned",
        Command::Accept => "flash-charity-accepted",
        Command::Propose(..) => "flash-charity-proposed",
        Command::Extend(..) => "flash-charity-extended",
        Command::Grant(_) => "flash-charity-granted",
        Command::Refuse(_) => "flash-charity-refused",
        Command::SendBack(_) => "flash-charity-sent-back",
    };
    run(cx, submitted, no.to_owned(), flash, move |tx, no| actions::act(tx, no, &command)).await
}

/// Every verb on one case, from its own page.
async fn acted(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Outcome {
    match done(cx, no, verb, submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(submitted, e)?;
            let seen = visible(cx, no).await?;
            if seen.x.state == State::Draft && seen.stand.officer {
                let mut form = forms::filled(&seen.x.content.0);
                (form.errors, form.is_forbidden) = (filled.errors, filled.is_forbidden);
                return cx.form(&edit_view(cx, &seen), &form);
            }
            cx.form(&show_view(cx, &seen), &filled)
        }
    }
}

/// `POST /charities/cases/{no}/submission`
pub async fn submit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Submit, &submitted).await
}

/// `POST /charities/cases/{no}/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Withdraw, &submitted).await
}

/// `POST /charities/cases/{no}/return`
pub async fn give_back(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Return, &submitted).await
}

/// `POST /charities/cases/{no}/acceptance`
pub async fn accept(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Accept, &submitted).await
}

/// `POST /charities/cases/{no}/opinion`
pub async fn propose(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Propose, &submitted).await
}

/// `POST /charities/cases/{no}/extension`
pub async fn extend(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Extend, &submitted).await
}

/// `POST /charities/cases/{no}/decision`: `grant`, `refuse` or `send_back`.
pub async fn decide(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    acted(&cx, &no, Verb::Decide, &submitted).await
}

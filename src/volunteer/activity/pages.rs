//! HTML handlers of activities and sign-ups.
use super::{
    actions, board, forms,
    model::{Activity, ActivityState, Signup, SignupState},
    rules, store,
    views::{
        BoardPage, Card, EditPage, Facet, FacetOption, RosterPage, RosterRow, RunPage, ShowPage, WhenLink, form_values,
    },
};
use crate::{
    kernel::{
        actor::{Actor, BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::{
        crypto::Keyring,
        db::{Conn, Tx},
    },
    volunteer::{
        hours,
        person::{
            self, AgeLimits, Private, ServiceField, Skill, age_in_month,
            pages::{divisions, seats},
            views::Choice,
        },
        team::{self, pages::place_name},
    },
    web::{Cx, Filled, Outcome, Reply, Submitted, paging::ROWS},
};
use actix_web::{HttpRequest, web::Path};
use serde_json::json;

/// `GET /activities`
pub async fn show_board(cx: Cx, req: HttpRequest) -> Outcome {
    let asked = board::read(req.query_string());
    let found = board::find(&cx, &asked, ROWS).await?;
    let next = found.page.next.as_deref().map(|n| asked.address("cursor", n));
    let (counties, fields) = (asked.counties(), asked.fields());
    let option = |value: String, label: String, on: bool| FacetOption { value, label, on };
    let county = divisions(&cx, false).into_iter().map(|d| {
        let on = counties.contains(&d.value);
        option(d.value, d.label, on)
    });
    let field = ServiceField::ALL.iter().map(|f| {
        option(f.word().to_owned(), cx.say(&format!("service-field-{f}")), fields.iter().any(|x| x == f.word()))
    });
    let facets = vec![
        Facet { name: "county", label: cx.say("activity-facet-county"), options: county.collect() },
        Facet { name: "field", label: cx.say("activity-facet-field"), options: field.collect() },
    ];
    let whens = ["", "weekend", "week", "month"].iter().map(|w| WhenLink {
        label: cx.say(&format!("activity-when-{}", if w.is_empty() { "any" } else { w })),
        href: asked.address("when", w),
        on: asked.when == *w,
    });
    let feed = asked.address("cursor", "").replacen("/activities", "/activities.ics", 1);
    let page = BoardPage {
        q: asked.q.clone(),
        whens: whens.collect(),
        facets,
        chosen: i64::try_from(counties.len() + fields.len()).unwrap_or(0),
        when: asked.when.clone(),
        items: found.page.items.iter().map(|(a, left)| card(&cx, a, *left)).collect(),
        next,
        degraded: found.is_degraded,
        feed,
        runs: runs(&cx.actor),
    };
    cx.page(&page)
}

fn runs(actor: &Actor) -> bool {
    actor.is(Role::Officer) || actor.is(Role::Leader)
}

/// What the board shows of an activity.
pub(super) fn card(cx: &Cx, a: &Activity, left: i64) -> Card {
    Card {
        no: a.no.clone(),
        title: a.title.clone(),
        summary: a.summary.clone(),
        field: a.field,
        starts_at: a.starts_at,
        place: a.place.clone(),
        county: place_name(cx, &a.division),
        host: a.host_name.clone(),
        left,
        capacity: a.capacity,
        state: a.state,
    }
}

/// `GET /activities/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let page = show_page(&cx, &no).await?;
    cx.page(&page)
}

async fn show_page(cx: &Cx, no: &str) -> Result<ShowPage> {
    let (no, cx2) = (no.to_owned(), cx.clone());
    cx.read(move |c| {
        let a = store::by_no(c, &no)?;
        let runs = a.is_run_by(&cx2.actor);
        if a.state == ActivityState::Draft && !runs {
            return Err(Error::Missing);
        }
        let taken = store::taken(c, &[a.id])?.get(&a.id.0).copied().unwrap_or(0);
        let waiting = store::waiting(c, a.id)?;
        let (mine, signup, clashes, record) = mine(c, &cx2, &a)?;
        let team = match a.team_id {
            Some(id) => Some(team::by_id(c, id)?),
            None => None,
        };
        let my_place = match &signup {
            Some(s) if s.state == SignupState::Waiting => store::ahead(c, a.id, s.place)? + 1,
            _ => 0,
        };
        let minutes = hours::whole_minutes(&a, &cx2.env().rulebook)?;
        let host_code = crate::registry::organization::find(c, a.organization_id).map(|o| o.credit_code);
        Ok(ShowPage {
            card: card(&cx2, &a, (a.capacity - taken).max(0)),
            ends_at: a.ends_at,
            sign_up_until: a.sign_up_until,
            is_open: a.state == ActivityState::Open && cx2.now() <= a.sign_up_until,
            hours: hours::actions::hours_text(minutes),
            taken,
            waiting,
            min_age: a.min_age,
            guardian_below: i64::from(AgeLimits::on(&cx2.env().rulebook, cx2.now().day())?.guardian_below),
            is_dangerous: a.is_dangerous,
            is_insured: rules::insurance_covers(&a.details.0.insurance, a.starts_at.day()),
            plan: a.details.0.plan.lines().filter(|l| !l.is_empty()).map(ToOwned::to_owned).collect(),
            skills: a.details.0.skills.clone(),
            training: a.details.0.training.clone(),
            bring: a.details.0.bring.clone(),
            cost: a.details.0.cost.clone(),
            risk: a.details.0.risk.clone(),
            contact: a.details.0.contact.clone(),
            host_code: host_code.unwrap_or_default(),
            host_name: a.host_name.clone(),
            team_hours: team.as_ref().map_or(0, |t| t.minutes / 60),
            team: team.map(|t| Choice::new(t.no, t.name)),
            entry: a.entry_id,
            mine,
            my_place,
            clashes,
            record,
            runs,
        })
    })
    .await
}

type Mine = (String, Option<Signup>, Vec<String>, Option<String>);

/// What the reader is to this activity, and what else lies at the same time.
fn mine(c: &mut Conn, cx: &Cx, a: &Activity) -> Result<Mine> {
    let word = |w: &str| (w.to_owned(), None, Vec::new(), None);
    let Some(account) = cx.actor.account() else { return Ok(word("visitor")) };
    let Some(me) = person::of_account(c, account)? else { return Ok(word("not-on-roll")) };
    let signup = store::signup_of(c, a.id, me.id)?.filter(|s| s.state != SignupState::Cancelled);
    let others = store::coming(c, me.id, cx.now())?;
    let clash = |o: &&(Signup, Activity)| o.1.id != a.id && o.1.starts_at < a.ends_at && a.starts_at < o.1.ends_at;
    let clashes = others.iter().filter(clash).map(|o| o.1.title.clone()).collect();
    let record = match &signup {
        Some(s) => hours::record_of_signup(c, s.id)?.map(|r| r.no),
        None => None,
    };
    let state = signup.as_ref().map_or("none", |s| s.state.word()).to_owned();
    Ok((state, signup, clashes, record))
}

/// `POST /activities/{no}/signup`
pub async fn sign_up(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let run = move |tx: &mut Tx| {
        let state = actions::sign_up(tx, &no)?;
        let flash = if state == SignupState::Confirmed { "flash-signed-up" } else { "flash-waiting" };
        Ok(Reply::created(format!("/activities/{no}"), json!({ "state": state })).flash(flash))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `POST /activities/{no}/signup/withdrawal`
pub async fn withdraw(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let run = move |tx: &mut Tx| {
        actions::withdraw(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({})).flash("flash-withdrawn"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// The activity's page again, with what is wrong above it.
async fn back(cx: &Cx, no: &str, submitted: &Submitted, e: Error) -> Outcome {
    let filled = cx.filled(submitted, e)?;
    let page = show_page(cx, no).await?;
    cx.form(&page, &filled)
}

async fn edit_page(cx: &Cx, no: Option<String>) -> Result<EditPage> {
    cx.person()?;
    let (organizations, teams) = seats(cx);
    let mut hosts: Vec<Choice> = cx
        .actor
        .seats()
        .iter()
        .filter(|s| s.role == Role::Officer && s.body_kind == BodyKind::Organization)
        .map(|s| Choice::new(format!("o{}", s.body_id), s.body_name.clone()))
        .collect();
    let led = cx.read(move |c| team::led_by(c, teams, organizations)).await?;
    hosts.extend(led.into_iter().map(|t| Choice::new(format!("t{}", t.id), t.name)));
    if hosts.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    Ok(EditPage {
        no,
        hosts,
        divisions: divisions(cx, true),
        fields: ServiceField::ALL.iter().map(|f| f.word()).collect(),
        skills: Skill::ALL.iter().map(|s| s.word()).collect(),
        danger_min: i64::from(AgeLimits::on(&cx.env().rulebook, cx.now().day())?.dangerous),
    })
}

/// `GET /activities/new`
pub async fn new_form(cx: Cx) -> Outcome {
    let page = edit_page(&cx, None).await?;
    cx.page(&page)
}

/// `POST /activities`
pub async fn create(cx: Cx, submitted: Submitted) -> Outcome {
    let page = edit_page(&cx, None).await?;
    let command = match forms::notice(&submitted) {
        Ok(command) => command,
        Err(e) => return cx.form(&page, &cx.filled(&submitted, e)?),
    };
    let run = move |tx: &mut Tx| {
        let no = actions::draft(tx, &command)?;
        Ok(Reply::created(format!("/activities/{no}"), json!({ "no": no })).flash("flash-activity-drafted"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => cx.form(&page, &cx.filled(&submitted, e)?),
    }
}

/// `GET /activities/{no}/edit`
pub async fn edit_form(cx: Cx, no: Path<String>) -> Outcome {
    let page = edit_page(&cx, Some(no.clone())).await?;
    let actor = cx.actor.clone();
    let found = cx.read(move |c| own(c, &actor, &no)).await?;
    cx.form(&page, &Filled::with(&form_values(&found)))
}

/// `POST /activities/{no}/edit`
pub async fn edit(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let page = edit_page(&cx, Some(no.clone())).await?;
    let command = match forms::notice(&submitted) {
        Ok(command) => command,
        Err(e) => return cx.form(&page, &cx.filled(&submitted, e)?),
    };
    let run = move |tx: &mut Tx| {
        actions::rewrite(tx, &no, &command)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({})).flash("flash-activity-saved"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => cx.form(&page, &cx.filled(&submitted, e)?),
    }
}

/// An activity, for who runs it.
pub(super) fn own(c: &mut Conn, actor: &Actor, no: &str) -> Result<Activity> {
    let a = store::by_no(c, no)?;
    match (a.is_run_by(actor), actor.account(), a.state) {
        (true, ..) => Ok(a),
        (_, None, _) => Err(Error::SignIn),
        (_, _, ActivityState::Draft) => Err(Error::Missing),
        _ => Err(Code::NotYourRole.into()),
    }
}

/// `POST /activities/{no}/publication`
pub async fn publish(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let run = move |tx: &mut Tx| {
        actions::publish(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({})).flash("flash-activity-published"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `POST /activities/{no}/cancellation`
pub async fn cancel(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let reason = match forms::reason(&submitted) {
        Ok(reason) => reason,
        Err(e) => return back(&cx, &to, &submitted, e).await,
    };
    let run = move |tx: &mut Tx| {
        actions::cancel(tx, &no, &reason)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({})).flash("flash-activity-cancelled"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `POST /activities/{no}/completion`
pub async fn finish(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let run = move |tx: &mut Tx| {
        actions::finish(tx, &no)?;
        Ok(Reply::done(format!("/activities/{no}/attendance"), json!({})).flash("flash-activity-finished"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `POST /activities/{no}/copies`
pub async fn copy(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let run = move |tx: &mut Tx| {
        let copy = actions::copy(tx, &no)?;
        Ok(Reply::created(format!("/activities/{copy}/edit"), json!({ "no": copy })).flash("flash-activity-copied"))
    };
    let reply = cx.once(&submitted, run).await?;
    cx.answer(&reply)
}

/// `POST /activities/{no}/insurance`
pub async fn insure(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let to = no.clone();
    let command = match forms::insurance(&submitted) {
        Ok(command) => command,
        Err(e) => return back(&cx, &to, &submitted, e).await,
    };
    let run = move |tx: &mut Tx| {
        actions::insure(tx, &no, &command)?;
        Ok(Reply::done(format!("/activities/{no}"), json!({})).flash("flash-activity-insured"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => back(&cx, &to, &submitted, e).await,
    }
}

/// `GET /volunteer/activities`: what this person runs, newest first.
pub async fn run(cx: Cx) -> Outcome {
    cx.person()?;
    let (organizations, teams) = seats(&cx);
    let (rows, waiting, taken) = cx
        .read(move |c| {
            let rows = store::run_by(c, &organizations, &teams, 60)?;
            let waiting = hours::waiting_for(c, &organizations, &teams, 1000)?.len();
            let taken = store::taken(c, &rows.iter().map(|a| a.id).collect::<Vec<_>>())?;
            Ok((rows, waiting, taken))
        })
        .await?;
    let left = |a: &Activity| (a.capacity - taken.get(&a.id.0).copied().unwrap_or(0)).max(0);
    let items = rows.iter().map(|a| card(&cx, a, left(a))).collect();
    cx.page(&RunPage { items, waiting: i64::try_from(waiting).unwrap_or(0) })
}

/// `GET /activities/{no}/roster`: the list to print.
pub async fn roster(cx: Cx, no: Path<String>) -> Outcome {
    let (actor, env) = (cx.actor.clone(), cx.env().clone());
    let (a, rows, taken) = cx
        .read(move |c| {
            let a = own(c, &actor, &no)?;
            let guardian_below = AgeLimits::on(&env.rulebook, a.starts_at.day())?.guardian_below;
            let rows = roster_rows(c, &env.keyring, &a, guardian_below)?;
            let taken = store::taken(c, &[a.id])?.get(&a.id.0).copied().unwrap_or(0);
            Ok((a, rows, taken))
        })
        .await?;
    let ends_at = a.ends_at;
    cx.page(&RosterPage { card: card(&cx, &a, (a.capacity - taken).max(0)), ends_at, rows })
}

/// The list with the telephones a leader needs on the day; for nobody else.
pub(super) fn roster_rows(c: &mut Conn, ring: &Keyring, a: &Activity, guardian_below: u8) -> Result<Vec<RosterRow>> {
    let mut rows = Vec::new();
    for s in store::roster(c, a.id)? {
        let v = person::by_id(c, s.volunteer_id)?;
        let private = Private::open(ring, &v)?;
        let is_minor = v.birth_month.is_some_and(|m| age_in_month(m, a.starts_at.day()) < guardian_below);
        rows.push(RosterRow {
            id: s.id.0,
            place: s.place,
            name: v.public_name().to_owned(),
            volunteer: v.no.clone(),
            phone: private.as_ref().map(|p| p.phone.clone()).unwrap_or_default(),
            guardian: private.and_then(|p| p.guardian).filter(|_| is_minor).map(|g| g.phone).unwrap_or_default(),
            state: s.state.word().to_owned(),
        });
    }
    Ok(rows)
}

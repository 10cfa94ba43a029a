//! HTML handlers of teams.
use super::{
    actions, forms,
    model::{Member, MemberRole, MemberState, Team},
    store::{self, Filter},
    views::{FoundPage, MemberRow, TeamActivity, TeamCard, TeamPage, TeamsPage},
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        refusal::{Code, Error, Result},
    },
    platform::{db::Conn, i18n::Locale},
    volunteer::{
        activity,
        person::{self, ServiceField, VolunteerId, pages::divisions, views::Choice},
    },
    web::{
        Cx, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::{Path, Query};
use chrono::Months;
use serde::Deserialize;
use serde_json::json;

/// What the list is asked for.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// Words of a name.
    #[serde(default)]
    pub q: String,
    /// County.
    #[serde(default)]
    pub county: String,
    /// Field of service.
    #[serde(default)]
    pub field: String,
    /// Opaque cursor.
    #[serde(default)]
    pub cursor: String,
}

impl Asked {
    pub(super) fn filter(&self) -> Filter {
        let text = crate::kernel::text::tidy(&self.q).replace(['%', '_'], "");
        Filter {
            county: Some(self.county.clone()).filter(|c| c.len() == 6 && c.bytes().all(|b| b.is_ascii_digit())),
            field: self.field.parse::<ServiceField>().ok().map(|f| f.word().to_owned()),
            text: Some(text).filter(|t| !t.is_empty()),
        }
    }

    fn next(&self, cursor: &str) -> String {
        let pairs = [("q", &self.q), ("county", &self.county), ("field", &self.field)];
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.iter().filter(|(_, v)| !v.is_empty()));
        format!("/teams?{}", query.append_pair("cursor", cursor).finish())
    }
}

/// Where the list goes on after a team.
pub(super) fn cursor_of(t: &Team) -> Cursor {
    Cursor { sort: t.minutes.to_string(), id: t.id.0 }
}

/// `GET /teams`
pub async fn list(cx: Cx, asked: Query<Asked>) -> Outcome {
    let (filter, after) = (asked.filter(), Cursor::decode(&asked.cursor));
    let (found, counts, total) = cx
        .read(move |c| {
            let rows = store::page(c, &filter, after.as_ref(), ROWS)?;
            let counts = store::counts(c, &rows.iter().map(|t| t.id).collect::<Vec<_>>())?;
            Ok((rows, counts, store::total(c)?))
        })
        .await?;
    let paged = Paged::cut(found, ROWS, cursor_of);
    let next = paged.next.as_deref().map(|n| asked.next(n));
    let items = paged.items.iter().map(|t| card(&cx, t, counts.get(&t.id.0).copied().unwrap_or(0))).collect();
    cx.page(&TeamsPage {
        q: asked.q.clone(),
        county: asked.county.clone(),
        field: asked.field.clone(),
        counties: divisions(&cx, false),
        fields: ServiceField::ALL.iter().map(|f| f.word()).collect(),
        total,
        items,
        next,
        may_found: cx.actor.is(Role::Officer),
    })
}

fn card(cx: &Cx, t: &Team, members: i64) -> TeamCard {
    TeamCard {
        no: t.no.clone(),
        name: t.name.clone(),
        host: t.host_name.clone(),
        county: place_name(cx, &t.division),
        fields: t.fields.0.clone(),
        members,
        hours: t.minutes / 60,
    }
}

/// A division's name in the reader's language; its code when the table has none.
#[must_use]
pub fn place_name(cx: &Cx, code: &crate::kernel::division::DivisionCode) -> String {
    let path = cx.env().rulebook.divisions().path(code);
    let below_city: Vec<&str> = path
        .iter()
        .filter(|d| !d.code.as_str().ends_with("00") || d.code.as_str().len() > 6)
        .map(|d| if cx.locale == Locale::Zh { d.zh.as_str() } else { d.en.as_str() })
        .collect();
    if below_city.is_empty() { code.to_string() } else { below_city.join(" ") }
}

/// `GET /teams/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let reader = cx.actor.account();
    let (since, actor) = (cx.now().day().checked_sub_months(Months::new(12)).unwrap_or_default(), cx.actor.clone());
    let cx2 = cx.clone();
    let page = cx
        .read(move |c| {
            let team = store::by_no(c, &no)?;
            let figures = store::figures(c, team.id, since)?;
            let leads = team.is_led_by(&actor);
            let all = store::members(c, team.id, MemberState::Member, 60)?;
            let asked = if leads { store::members(c, team.id, MemberState::Asked, 50)? } else { Vec::new() };
            let names = person::names_of(c, &ids(&all, &asked))?;
            let row = |m: &Member| MemberRow {
                id: m.id,
                name: names.get(&m.volunteer_id).map(|n| n.1.clone()).unwrap_or_default(),
                role: m.role.word().to_owned(),
                asked_at: m.asked_at,
            };
            let (leaders, members): (Vec<_>, Vec<_>) = all.iter().partition(|m| m.role != MemberRole::Member);
            Ok(TeamPage {
                team: card(&cx2, &team, figures.members),
                host_code: host_code(c, team.organization_id.0)?,
                intro: team.intro.clone(),
                community: team.community.clone(),
                founded_on: team.founded_on,
                active: figures.active,
                held: figures.activities,
                leaders: leaders.into_iter().map(row).collect(),
                members: members.into_iter().map(row).collect(),
                activities: activities(c, &team)?,
                entry: team.entry_id,
                mine: mine(c, &team, reader)?,
                requests: asked.iter().map(row).collect(),
                leads,
            })
        })
        .await?;
    cx.page(&page)
}

fn ids(all: &[Member], asked: &[Member]) -> Vec<VolunteerId> {
    all.iter().chain(asked).map(|m| m.volunteer_id).collect()
}

fn host_code(c: &mut Conn, organization: i64) -> Result<String> {
    match crate::registry::organization::find(c, crate::kernel::actor::OrganizationId(organization)) {
        Ok(o) => Ok(o.credit_code.to_string()),
        Err(Error::Missing) => Ok(String::new()),
        Err(e) => Err(e),
    }
}

fn activities(c: &mut Conn, team: &Team) -> Result<Vec<TeamActivity>> {
    let rows = activity::of_team(c, team.id.0, 6)?;
    let row = |a: activity::Activity| TeamActivity {
        no: a.no,
        title: a.title,
        starts_at: a.starts_at,
        state: a.state.word().to_owned(),
    };
    Ok(rows.into_iter().map(row).collect())
}

fn mine(c: &mut Conn, team: &Team, reader: Option<crate::kernel::actor::AccountId>) -> Result<String> {
    let Some(account) = reader else { return Ok("visitor".into()) };
    let Some(me) = person::of_account(c, account)? else { return Ok("not-on-roll".into()) };
    Ok(match store::member(c, team.id, me.id)?.map(|m| m.state) {
        Some(MemberState::Asked) => "asked",
        Some(MemberState::Member) => "member",
        _ => "none",
    }
    .into())
}

fn found_page(cx: &Cx) -> Result<FoundPage> {
    cx.person()?;
    let organizations: Vec<Choice> = cx
        .actor
        .seats()
        .iter()
        .filter(|s| s.role == Role::Officer && s.body_kind == BodyKind::Organization)
        .map(|s| Choice::new(s.body_id.to_string(), s.body_name.clone()))
        .collect();
    if organizations.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    let fields = ServiceField::ALL.iter().map(|f| f.word()).collect();
    Ok(FoundPage { organizations, divisions: divisions(cx, true), fields })
}

/// `GET /teams/new`
pub async fn found_form(cx: Cx) -> Outcome {
    cx.page(&found_page(&cx)?)
}

/// `POST /teams`
pub async fn found(cx: Cx, submitted: Submitted) -> Outcome {
    let page = found_page(&cx)?;
    let command = match forms::found(&submitted) {
        Ok(command) => command,
        Err(e) => return cx.form(&page, &cx.filled(&submitted, e)?),
    };
    let run = move |tx: &mut crate::platform::db::Tx| {
        let no = actions::found(tx, &command)?;
        Ok(Reply::created(format!("/teams/{no}"), json!({ "no": no })).flash("flash-team-founded"))
    };
    match cx.once(&submitted, run).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => cx.form(&page, &cx.filled(&submitted, e)?),
    }
}

/// `POST /teams/{no}/requests`
pub async fn ask(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let run = move |tx: &mut crate::platform::db::Tx| {
        actions::ask(tx, &no)?;
        Ok(Reply::created(format!("/teams/{no}"), json!({})).flash("flash-team-asked"))
    };
    let reply = cx.once(&submitted, run).await?;
    cx.answer(&reply)
}

/// `POST /teams/{no}/requests/{id}/decision`
pub async fn decide(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let (no, member) = path.into_inner();
    let accept = submitted.raw("decision") == Some("accept");
    let run = move |tx: &mut crate::platform::db::Tx| {
        actions::decide(tx, &no, member, accept)?;
        Ok(Reply::done(format!("/teams/{no}#requests"), json!({})).flash("flash-team-decided"))
    };
    let reply = cx.once(&submitted, run).await?;
    cx.answer(&reply)
}

/// `POST /teams/{no}/departure`
pub async fn leave(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let run = move |tx: &mut crate::platform::db::Tx| {
        actions::leave(tx, &no)?;
        Ok(Reply::done(format!("/teams/{no}"), json!({})).flash("flash-team-left"))
    };
    let reply = cx.once(&submitted, run).await?;
    cx.answer(&reply)
}

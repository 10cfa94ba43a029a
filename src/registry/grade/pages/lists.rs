//! Lists: grades in force, rounds, the desk, an organization's grades; and a new round.
use super::build::named;
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        refusal::{Code, Error, FieldError, Result},
        text,
    },
    platform::{db::Conn, i18n::Locale, rulebook::AssessmentStandard},
    registry::{
        grade::{
            actions, api, forms,
            model::{Assessment, Round},
            store::{self, Filter},
            views::{
                CaseLine, Choice, DeskPage, GradesPage, IndicatorLine, NewPage, Office, OrganizationGradesPage,
                PartLine, RoundLine, RoundPage, RoundsPage, Row, Table, Task,
            },
        },
        organization::{self, Grade, Organization, OrganizationKind},
    },
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
use std::collections::BTreeMap;

/// What a reader may ask of the public list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    grade: String,
    kind: String,
    q: String,
    county: String,
    pub(in crate::registry::grade) cursor: String,
}

impl Asked {
    pub(in crate::registry::grade) fn filter(&self) -> Filter {
        Filter {
            grade: self.grade.parse().ok(),
            kind: self.kind.parse().ok(),
            county: text::tidy(&self.county),
            q: text::tidy(&self.q),
            cursor: Cursor::decode(&self.cursor),
        }
    }

    fn address(&self, path: &str, cursor: Option<&str>) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        let pairs = [("grade", self.grade.as_str()), ("kind", &self.kind), ("county", &self.county), ("q", &self.q)];
        for (name, value) in pairs.into_iter().chain(cursor.map(|c| ("cursor", c))).filter(|(_, v)| !v.is_empty()) {
            out.append_pair(name, value);
        }
        let query = out.finish();
        if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") }
    }
}

/// `GET /grades`: grades in force, as everybody may search them (`SO-132`).
pub async fn grades(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = asked.filter();
    let (page, totals) = cx.read(move |c| Ok((store::in_force(c, &filter, ROWS)?, store::totals(c)?))).await?;
    let names = organization::pages::county_names(&cx);
    let mut counties: Vec<(String, String)> = names.clone().into_iter().collect();
    counties.sort();
    let rows = page.items.iter().map(|(x, o)| Row {
        no: x.no.clone(),
        name: o.name.clone(),
        code: o.credit_code.clone(),
        kind: x.kind.word(),
        county: names.get(&o.county).unwrap_or(&o.county).clone(),
        grade: x.grade.map_or("", Grade::word),
        confirmed_on: x.confirmed_on,
        valid_until: x.valid_until,
        entry: x.entry_id,
    });
    let view = GradesPage {
        rows: rows.collect(),
        q: asked.q.clone(),
        grade: asked.grade.parse::<Grade>().map(|g| g.word().to_owned()).unwrap_or_default(),
        kind: asked.kind.parse::<OrganizationKind>().map(|k| k.word().to_owned()).unwrap_or_default(),
        county: asked.county.clone(),
        choices: choices(&cx, &asked, &totals),
        kinds: forms::KINDS.iter().map(|k| k.word()).collect(),
        next: page.next.as_deref().map(|c| asked.address("/grades", Some(c))),
        csv: asked.address("/grades.csv", None),
        counties,
    };
    cx.page(&view)
}

/// All grades, and each alone with how many organizations hold it.
fn choices(cx: &Cx, asked: &Asked, totals: &[(Grade, i64)]) -> Vec<Choice> {
    let chosen = asked.grade.parse::<Grade>().ok();
    let href = |grade: &str| Asked { grade: grade.to_owned(), ..asked.clone() }.address("/grades", None);
    let all = Choice { label: cx.say("grade-choice-all"), href: href(""), on: chosen.is_none(), n: None };
    let each = totals.iter().map(|(g, n)| Choice {
        label: cx.say(&format!("org-grade-{}", g.word())),
        href: href(g.word()),
        on: chosen == Some(*g),
        n: Some(*n),
    });
    std::iter::once(all).chain(each).collect()
}

/// `GET /grades.csv`: the same, the first 10,000.
pub async fn csv(cx: Cx, asked: Query<Asked>) -> Outcome {
    let filter = Filter { cursor: None, ..asked.filter() };
    let page = cx.read(move |c| store::in_force(c, &filter, 10_000)).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    out.write_record(["no", "grade", "confirmed_on", "valid_until", "credit_code", "name", "kind", "division"])
        .map_err(fault)?;
    for (x, o) in page.items {
        let day = |d: Option<crate::kernel::time::Day>| d.map(|d| d.to_string()).unwrap_or_default();
        let (from, until) = (day(x.confirmed_on), day(x.valid_until));
        let grade = x.grade.map_or("", Grade::word);
        let fields = [x.no.as_str(), grade, &from, &until, &o.credit_code, &o.name, x.kind.word(), &o.county];
        out.write_record(fields.map(organization::pages::safe)).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header(("Content-Disposition", "attachment; filename=\"grades.csv\""))
        .body(bytes))
}

/// Names of authorities by id, in both languages.
type Names = BTreeMap<i64, (String, String)>;

fn names(c: &mut Conn, rounds: &[Round]) -> Result<Names> {
    let mut out = Names::new();
    for r in rounds {
        if let std::collections::btree_map::Entry::Vacant(place) = out.entry(r.authority_id.0) {
            place.insert(store::authority(c, r.authority_id)?);
        }
    }
    Ok(out)
}

fn round_line(cx: &Cx, r: &Round, names: &Names) -> RoundLine {
    let (zh, en) = names.get(&r.authority_id.0).cloned().unwrap_or_default();
    let today = cx.now().day();
    let phase = r.phase(today);
    RoundLine {
        no: r.no.clone(),
        title: r.title.clone(),
        authority: if cx.locale == Locale::Zh { zh } else { en },
        phase,
        opens_on: r.opens_on,
        closes_on: r.closes_on,
        left: (phase == "open").then(|| Left::by(cx.env().rulebook.calendar(), today, r.closes_on)),
    }
}

/// `GET /grades/rounds`: every round, for everybody.
pub async fn rounds(cx: Cx, asked: Query<Asked>) -> Outcome {
    let cursor = Cursor::decode(&asked.cursor);
    let (page, names) = cx
        .read(move |c| {
            let page = store::rounds(c, cursor.as_ref(), ROWS)?;
            let names = names(c, &page.items)?;
            Ok((page, names))
        })
        .await?;
    let rows = page.items.iter().map(|r| round_line(&cx, r, &names)).collect();
    cx.page(&RoundsPage { rows, next: page.next.map(|cursor| format!("/grades/rounds?cursor={cursor}")) })
}

fn case_line(x: &Assessment, o: &Organization, is_party: bool) -> CaseLine {
    let told = x.state.is_public();
    CaseLine {
        no: x.no.clone(),
        name: o.name.clone(),
        code: o.credit_code.clone(),
        state: x.state.shown(is_party).word(),
        score: x.score.filter(|_| told),
        grade: x.grade.filter(|_| told).map(Grade::word),
        public_until: x.public_until,
        confirmed_on: x.confirmed_on,
        valid_until: x.valid_until,
        ended_on: x.ended_on,
        entry: x.entry_id,
    }
}

fn table(cx: &Cx, s: &AssessmentStandard) -> Table {
    let least = s.bands.iter().copied().chain(std::iter::once(s.floor));
    Table {
        kind: s.key.clone(),
        name: named(cx, &s.name),
        basis: s.source.basis.clone(),
        is_local: s.source.tag.needs_local_check(),
        valid_from: s.valid_from,
        bands: Grade::ALL.iter().map(|g| g.word()).zip(least).collect(),
        parts: s
            .parts
            .iter()
            .map(|p| PartLine {
                key: p.key.clone(),
                label: named(cx, &p.name),
                most: p.indicators.iter().map(|i| i.most).sum(),
                own: None,
                note: String::new(),
                indicators: p
                    .indicators
                    .iter()
                    .map(|i| IndicatorLine {
                        key: i.key.clone(),
                        label: named(cx, &i.name),
                        most: i.most,
                        own: None,
                        site: None,
                    })
                    .collect(),
            })
            .collect(),
    }
}

/// `GET /grades/rounds/{no}`: the notice with its score tables, and what was published (`SO-134`, `SO-135`).
pub async fn round(cx: Cx, no: Path<String>) -> Outcome {
    let no = no.into_inner();
    let own = cx.actor.bodies(Role::Officer, BodyKind::Organization);
    let (r, all, names, mine) = cx
        .read(move |c| {
            let r = store::round_by_no(c, &no)?;
            let all = store::of_round(c, r.id)?;
            let names = names(c, std::slice::from_ref(&r))?;
            let mine = organization::find_all(c, &own)?;
            Ok((r, all, names, mine))
        })
        .await?;
    let row = round_line(&cx, &r, &names);
    let may = |o: &&Organization| {
        r.phase(cx.now().day()) == "open" && o.supervisor_id == r.authority_id && r.kinds.0.contains(&o.kind)
    };
    cx.page(&RoundPage {
        row,
        kinds: r.kinds.0.iter().map(|k| k.word()).collect(),
        published_at: r.published_at,
        entry: r.entry_id,
        tables: r.standards.0.iter().map(|s| table(&cx, s)).collect(),
        rows: all.iter().map(|(x, o)| case_line(x, o, false)).collect(),
        mine: mine.iter().filter(may).map(|o| (o.credit_code.clone(), o.name.clone())).collect(),
        notice: r.notice,
    })
}

/// The authorities at whose desk the reader works.
fn desk_of(cx: &Cx) -> Result<Vec<i64>> {
    cx.person()?;
    let roles = [Role::Clerk, Role::Reviewer, Role::Decider];
    let ids: Vec<i64> = roles.iter().flat_map(|r| cx.actor.bodies(*r, BodyKind::Authority)).collect();
    if ids.is_empty() { Err(Code::NotYourRole.into()) } else { Ok(ids) }
}

/// `GET /desk/grades`: what runs at the desk.
pub async fn desk(cx: Cx) -> Outcome {
    let ids = desk_of(&cx)?;
    let found = cx.read(move |c| store::desk(c, &ids)).await?;
    let (calendar, today) = (cx.env().rulebook.calendar(), cx.now().day());
    let rows = found.into_iter().map(|(x, o)| Task {
        no: x.no,
        name: o.name,
        state: x.state.word(),
        grade: x.grade.map(Grade::word),
        left: x.due_on.map(|day| Left::by(calendar, today, day)),
    });
    let may_announce = !cx.actor.bodies(Role::Clerk, BodyKind::Authority).is_empty();
    cx.page(&DeskPage { rows: rows.collect(), may_announce })
}

async fn new_view(cx: &Cx) -> Result<NewPage> {
    cx.person()?;
    let ids = cx.actor.bodies(Role::Clerk, BodyKind::Authority);
    if ids.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    let zh = cx.locale == Locale::Zh;
    let authorities = cx
        .read(move |c| {
            let named = |id: &i64| {
                let (name, name_en) = store::authority(c, AuthorityId(*id))?;
                Ok(Office { value: id.to_string(), label: if zh { name } else { name_en } })
            };
            ids.iter().map(named).collect::<Result<Vec<Office>>>()
        })
        .await?;
    Ok(NewPage { authorities, kinds: forms::KINDS.iter().map(|k| k.word()).collect() })
}

/// `GET /desk/grades/new`
pub async fn new_form(cx: Cx) -> Outcome {
    let view = new_view(&cx).await?;
    cx.page(&view)
}

/// `POST /grades/rounds`
pub async fn publish(cx: Cx, submitted: Submitted) -> Outcome {
    match announced(&cx, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let view = new_view(&cx).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Announces a round; shared with the API. The authority may be left out by who works for one alone.
pub(in crate::registry::grade) async fn announced(cx: &Cx, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let ids = cx.actor.bodies(Role::Clerk, BodyKind::Authority);
    if ids.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    let notice = forms::notice(submitted, cx.now().day())?;
    let asked = submitted.raw("authority").map(text::tidy).filter(|v| !v.is_empty());
    let authority = match (asked, ids.as_slice()) {
        (None, [one]) => *one,
        (Some(v), _) => v.parse().ok().filter(|id| ids.contains(id)).ok_or_else(wrong_authority)?,
        (None, _) => return Err(wrong_authority()),
    };
    cx.once(submitted, move |tx| {
        let r = actions::publish(tx, authority, &notice)?;
        let to = format!("/grades/rounds/{}", r.no);
        Ok(Reply::created(to, api::GradeRoundOut::of(&r, tx.now.day())).flash("flash-grade-announced"))
    })
    .await
}

fn wrong_authority() -> Error {
    Error::Invalid(vec![FieldError::new("authority", "choice")])
}

/// `GET /orgs/{code}/grades`: every grade of an organization; its officers and its authority see the cases that run.
pub async fn of_organization(cx: Cx, code: Path<String>) -> Outcome {
    let code = text::tidy(&code).to_uppercase();
    let (actor, today) = (cx.actor.clone(), cx.now().day());
    let (o, all, rounds, names) = cx
        .read(move |c| {
            let o = organization::find_by_code(c, &code)?;
            let all = store::of_organization(c, o.id)?;
            let rounds =
                if actor.is_officer_of(o.id) { store::open_rounds(c, o.supervisor_id.0, today)? } else { Vec::new() };
            let names = names(c, &rounds)?;
            Ok((o, all, rounds, names))
        })
        .await?;
    let is_officer = cx.actor.is_officer_of(o.id);
    let staff = [Role::Clerk, Role::Reviewer, Role::Decider].iter().any(|r| cx.actor.is_at(*r, o.supervisor_id));
    let seen = |x: &&Assessment| x.state.is_public() || is_officer || (staff && x.submitted_at.is_some());
    let is_free = !all.iter().any(|x| x.is_open);
    let invited = |r: &&Round| is_free && r.kinds.0.contains(&o.kind);
    cx.page(&OrganizationGradesPage {
        rows: all.iter().filter(seen).map(|x| case_line(x, &o, is_officer || staff)).collect(),
        rounds: rounds.iter().filter(invited).map(|r| round_line(&cx, r, &names)).collect(),
        is_officer,
        name: o.name,
        code: o.credit_code,
    })
}

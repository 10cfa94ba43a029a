//! HTML handlers of the organs.
use super::{
    actions, forms,
    model::{Body, Branch, BranchKind, Organ, Post},
    rules::{self, Finding, Numbers},
    store,
    views::{BodyLine, BranchLine, DeclarePage, DeskPage, OrgansPage, PersonLine, Row},
};
use crate::{
    kernel::{
        actor::Role,
        identity::mask_name,
        refusal::{Error, Result},
        text,
    },
    registry::{
        application::{authorities_of, views::Choice},
        case::{Stand, is_staff, organization_of},
        organization::{self, Organization, OrganizationKind},
    },
    web::{
        Cx, Filled, Left, Outcome, Reply, Submitted,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::{Path, Query};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Empty rows beside those that are filled in.
const SPARE: usize = 4;

/// An organization's organs and branches, with what the reader is to it.
pub(super) struct Seen {
    pub o: Organization,
    pub bodies: Vec<Body>,
    pub branches: Vec<Branch>,
    pub findings: Vec<Finding>,
    pub is_officer: bool,
    pub is_party: bool,
}

pub(super) async fn seen(cx: &Cx, code: &str) -> Result<Seen> {
    let (actor, code, env, today) =
        (cx.actor.clone(), text::tidy(code).to_uppercase(), std::sync::Arc::clone(cx.env()), cx.now().day());
    cx.read(move |c| {
        let o = organization::find_by_code(c, &code)?;
        if !o.is_registered {
            return Err(Error::Missing);
        }
        let is_officer = actor.is_officer_of(o.id);
        let bodies = store::bodies(c, o.id)?;
        Ok(Seen {
            findings: rules::findings(&Numbers::of(&env.rulebook, o.kind, today)?, &bodies, today),
            branches: store::branches_of(c, o.id)?,
            is_party: is_officer || is_staff(&actor, o.supervisor_id) || actor.is(Role::Auditor),
            is_officer,
            bodies,
            o,
        })
    })
    .await
}

/// A finding as a sentence.
pub(super) fn sentence(cx: &Cx, f: &Finding) -> String {
    let organ = f.organ.map(|o| cx.say(&format!("organ-{o}"))).unwrap_or_default();
    let facts = vec![("organ", organ.into()), ("n", i64::from(f.n).into())];
    cx.env().words.say_with(cx.locale, &format!("organ-finding-{}", f.code), &facts)
}

fn view_of(cx: &Cx, s: Seen) -> OrgansPage {
    let today = cx.now().day();
    // Names of people are for the parties; everybody else reads posts.
    let shown = |name: &str| if s.is_party { name.to_owned() } else { mask_name(name) };
    let line = |organ: &Organ| {
        let body = s.bodies.iter().find(|b| b.term.organ == *organ);
        let person = |p: &super::model::Person| PersonLine {
            post: p.post.word(),
            name: shown(&p.name),
            is_paid: p.is_paid && s.is_party,
            is_related: p.is_related && s.is_party,
        };
        BodyLine {
            organ: organ.word(),
            number: body.map(|b| b.term.number),
            from_on: body.map(|b| b.term.from_on),
            until_on: body.map(|b| b.term.until_on),
            is_over: body.is_some_and(|b| b.term.until_on < today),
            people: body.map(|b| b.people.iter().map(person).collect()).unwrap_or_default(),
        }
    };
    let branch = |b: &Branch| BranchLine {
        id: b.id,
        kind: b.kind.word(),
        name: b.name.clone(),
        head: shown(&b.head),
        address: b.address.clone(),
        decided_on: b.decided_on,
        ended_on: b.ended_on,
    };
    let findings = s.findings.iter().filter(|_| s.is_party).map(|f| sentence(cx, f));
    OrgansPage {
        bodies: Organ::ALL.iter().map(line).collect(),
        branches: s.branches.iter().map(branch).collect(),
        may_branch: s.o.kind == OrganizationKind::Association && !s.o.status.is_ended(),
        findings: findings.collect(),
        is_officer: s.is_officer && !s.o.status.is_ended(),
        is_party: s.is_party,
        kinds: BranchKind::ALL.iter().map(|k| k.word()).collect(),
        name: s.o.name,
        code: s.o.credit_code,
    }
}

/// `GET /orgs/{code}/organs`: organs, people and branches, as everybody may read them.
pub async fn show(cx: Cx, code: Path<String>) -> Outcome {
    let view = view_of(&cx, seen(&cx, &code).await?);
    cx.page(&view)
}

async fn declare_view(cx: &Cx, code: &str, organ: Organ, typed: usize) -> Result<(DeclarePage, Option<Body>)> {
    cx.person()?;
    let (actor, code) = (cx.actor.clone(), text::tidy(code).to_uppercase());
    let (o, body) = cx
        .read(move |c| {
            let (o, stand) = organization_of(c, &actor, &code)?;
            if stand != Stand::Officer {
                return Err(crate::kernel::refusal::Code::NotYourRole.into());
            }
            let body = store::bodies(c, o.id)?.into_iter().find(|b| b.term.organ == organ);
            Ok((o, body))
        })
        .await?;
    let there = body.as_ref().map_or(0, |b| b.people.len()).max(typed);
    let post = |p: &Post| Choice::new(p.word(), cx.say(&format!("organ-post-{}", p.word().replace('_', "-"))));
    let view = DeclarePage {
        organ: organ.word(),
        posts: Post::of(organ).iter().map(post).collect(),
        rows: (0..(there + SPARE).min(forms::PEOPLE)).collect(),
        name: o.name,
        code: o.credit_code,
    };
    Ok((view, body))
}

fn filled(body: &Body) -> Filled {
    let yes = |is: bool| if is { "yes" } else { "" };
    let person = |(n, p): (usize, &super::model::Person)| {
        let row = json!({ "name": p.name, "post": p.post, "is_paid": yes(p.is_paid), "is_related": yes(p.is_related) });
        (n.to_string(), row)
    };
    let people: Map<String, Value> = body.people.iter().enumerate().map(person).collect();
    Filled::with(&json!({
        "number": body.term.number.to_string(),
        "from_on": body.term.from_on.to_string(),
        "until_on": body.term.until_on.to_string(),
        "people": people,
    }))
}

/// `GET /orgs/{code}/organs/{organ}`: the form, with what is declared now.
pub async fn edit(cx: Cx, path: Path<(String, Organ)>) -> Outcome {
    let (code, organ) = path.into_inner();
    let (view, body) = declare_view(&cx, &code, organ, 0).await?;
    match body {
        Some(body) => cx.form(&view, &filled(&body)),
        None => cx.page(&view),
    }
}

/// Declares; shared with the API.
pub(super) async fn declared(cx: &Cx, code: &str, organ: Organ, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let (code, command) = (text::tidy(code).to_uppercase(), forms::declaration(submitted, organ)?);
    cx.once(submitted, move |tx| {
        actions::declare(tx, &code, &command)?;
        let body = json!({ "organ": organ, "number": command.number, "until_on": command.until_on });
        Ok(Reply::done(format!("/orgs/{code}/organs"), body).flash("flash-organ-declared"))
    })
    .await
}

/// `POST /orgs/{code}/organs/{organ}`
pub async fn declare(cx: Cx, path: Path<(String, Organ)>, submitted: Submitted) -> Outcome {
    let (code, organ) = path.into_inner();
    match declared(&cx, &code, organ, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let (view, _) = declare_view(&cx, &code, organ, submitted.rows("people", forms::PEOPLE)).await?;
            cx.form(&view, &form)
        }
    }
}

/// Declares a branch; shared with the API.
pub(super) async fn branched(cx: &Cx, code: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let (code, command) = (text::tidy(code).to_uppercase(), forms::branch(submitted, cx.now().day())?);
    cx.once(submitted, move |tx| {
        let id = actions::branch(tx, &code, &command)?;
        Ok(Reply::done(format!("/orgs/{code}/organs"), json!({ "id": id })).flash("flash-branch-declared"))
    })
    .await
}

/// `POST /orgs/{code}/branches`
pub async fn branch(cx: Cx, code: Path<String>, submitted: Submitted) -> Outcome {
    match branched(&cx, &code, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = view_of(&cx, seen(&cx, &code).await?);
            cx.form(&view, &form)
        }
    }
}

/// Ends a branch; shared with the API.
pub(super) async fn ended(cx: &Cx, path: (String, i64), submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let (code, id) = (text::tidy(&path.0).to_uppercase(), path.1);
    cx.once(submitted, move |tx| {
        actions::end_branch(tx, &code, id)?;
        Ok(Reply::done(format!("/orgs/{code}/organs"), json!({ "id": id })).flash("flash-branch-ended"))
    })
    .await
}

/// `POST /orgs/{code}/branches/{id}/ending`
pub async fn end_branch(cx: Cx, path: Path<(String, i64)>, submitted: Submitted) -> Outcome {
    let reply = ended(&cx, path.into_inner(), &submitted).await?;
    cx.answer(&reply)
}

/// Where a list begins.
#[derive(Debug, Default, Deserialize)]
pub struct From {
    /// Cursor.
    #[serde(default)]
    cursor: String,
}

/// `GET /desk/terms`: terms at the reader's office that are over or end soon.
pub async fn desk(cx: Cx, from: Query<From>) -> Outcome {
    cx.person()?;
    let authorities = authorities_of(&cx.actor);
    if authorities.is_empty() {
        return Err(Error::Missing.into());
    }
    let today = cx.now().day();
    let [first, ..] = rules::reminders(&cx.env().rulebook, today)?;
    let by = today + chrono::TimeDelta::days(first);
    let after = Cursor::decode(&from.cursor).and_then(|c| Some((c.sort.parse().ok()?, c.id)));
    let found = cx.read(move |c| store::at_desk(c, &authorities, by, after, ROWS + 1)).await?;
    let page = Paged::cut(found, ROWS, |(t, _)| Cursor { sort: t.until_on.to_string(), id: t.id });
    let calendar = cx.env().rulebook.calendar();
    let row = |(t, o): (super::model::Term, Organization)| Row {
        left: Left::by(calendar, today, t.until_on),
        name: o.name,
        code: o.credit_code,
        organ: t.organ.word(),
        number: t.number,
        until_on: t.until_on,
    };
    let next = page.next.map(|n| format!("/desk/terms?cursor={n}"));
    cx.page(&DeskPage { rows: page.items.into_iter().map(row).collect(), next })
}

//! `/invitations/{token}`, `/account/organizations/{id}`
use super::{
    actions::{self, NewPerson},
    rules,
    store::{self, Member, Offer, Row},
    views::{InvitationPage, MemberRow, OpenRow, PeoplePage},
};
use crate::{
    account::{forms, password, store as accounts},
    kernel::{
        actor::{AccountId, BodyKind, Role},
        refusal::{Code, Result},
    },
    platform::crypto,
    web::{Cx, Fields, Outcome, Submitted},
};
use actix_web::web::Path;

async fn offered(cx: &Cx, token: &str) -> Result<InvitationPage> {
    let (hash, now) = (crypto::hash_token(token), cx.now());
    let found = cx
        .read(move |c| {
            let Some(offer) = store::by_token(c, &hash, now)? else { return Ok(None) };
            let known = accounts::find_account_by_email(c, &offer.email)?;
            let has_account = known.is_some_and(|a| a.verified_at.is_some());
            Ok(Some((offer, has_account)))
        })
        .await?;
    let (offer, has_account) = found.ok_or(Code::LinkInvalid)?;
    Ok(InvitationPage {
        email: offer.email,
        role: offer.role.word().to_owned(),
        body_name: offer.body_name,
        has_account,
    })
}

/// `GET /invitations/{token}`
pub async fn show(cx: Cx, token: Path<String>) -> Outcome {
    let view = offered(&cx, &token).await?;
    cx.page(&view)
}

/// `POST /invitations/{token}`
pub async fn accept(cx: Cx, token: Path<String>, submitted: Submitted) -> Outcome {
    cx.try_from_here()?;
    let view = offered(&cx, &token).await?;
    let person = if view.has_account { Ok(None) } else { new_person(&cx, &submitted).await.map(Some) };
    let token = token.into_inner();
    let done = match person {
        Ok(person) => cx.write(move |tx| actions::accept(tx, &token, person.as_ref())).await,
        Err(e) => Err(e),
    };
    match done {
        Ok(()) => Ok(cx.see_other("/sign-in", Some("flash-invitation-accepted"))),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&view, &form)
        }
    }
}

async fn new_person(cx: &Cx, submitted: &Submitted) -> Result<NewPerson> {
    let mut f = Fields::of(submitted);
    let (name, typed) = (f.line("name", 60), forms::password(&mut f, "password"));
    f.must_tick("consent");
    let both = (|| Some((name?, typed?)))();
    let (name, typed) = f.done(both)?;
    let password_hash = password::hash(cx.env(), typed).await?;
    Ok(NewPerson { name, password_hash, locale: cx.locale.tag().to_owned() })
}

/// Members and open invitations as pages show them.
pub(in crate::account) fn shown(members: Vec<Member>, open: Vec<Row>, me: AccountId) -> (Vec<MemberRow>, Vec<OpenRow>) {
    let members = members
        .into_iter()
        .map(|m| MemberRow {
            id: m.id,
            is_me: m.account_id == me,
            name: m.name,
            email: m.email,
            role: m.role.word().to_owned(),
            since: m.since,
        })
        .collect();
    let open = open
        .into_iter()
        .map(|r| OpenRow {
            id: r.id,
            email: r.email,
            role: r.role.word().to_owned(),
            body_name: r.body_name,
            until: r.expires_at,
        })
        .collect();
    (members, open)
}

async fn people(cx: &Cx, id: i64) -> Result<PeoplePage> {
    let me = cx.person()?.account;
    let body = (BodyKind::Organization, id);
    if !rules::looks_after(&cx.actor, body) {
        return Err(Code::NotYourRole.into());
    }
    let now = cx.now();
    let (name, members, open) = cx
        .read(move |c| {
            Ok((store::organization_name(c, id)?, store::members(c, body)?, store::open(c, Some(body), now)?))
        })
        .await?;
    let (members, invitations) = shown(members, open, me);
    Ok(PeoplePage { id, name, members, invitations })
}

/// `GET /account/organizations/{id}`
pub async fn organization(cx: Cx, id: Path<i64>) -> Outcome {
    let view = people(&cx, *id).await?;
    cx.page(&view)
}

/// `POST /account/organizations/{id}`: invites a colleague.
pub async fn invite(cx: Cx, id: Path<i64>, submitted: Submitted) -> Outcome {
    let view = people(&cx, *id).await?;
    let mut f = Fields::of(&submitted);
    let email = f.email("email");
    let done = match f.done(email) {
        Ok(email) => {
            let body = (BodyKind::Organization, view.id);
            let offer = Offer { email, role: Role::Officer, body, body_name: view.name.clone() };
            cx.write(move |tx| actions::offer(tx, &offer)).await
        }
        Err(e) => Err(e),
    };
    match done {
        Ok(()) => Ok(cx.see_other(&format!("/account/organizations/{}", view.id), Some("flash-invited"))),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            cx.form(&view, &form)
        }
    }
}

/// Back to the page the button was on; only pages of people.
fn back(submitted: &Submitted) -> String {
    let to = submitted.raw("back").unwrap_or_default();
    let known = to.starts_with("/admin/people") || to.starts_with("/account/organizations/");
    if known { to.to_owned() } else { "/account".into() }
}

/// `POST /account/memberships/{id}/end`
pub async fn end_membership(cx: Cx, id: Path<i64>, submitted: Submitted) -> Outcome {
    let id = id.into_inner();
    cx.write(move |tx| actions::end_membership(tx, id)).await?;
    Ok(cx.see_other(&back(&submitted), Some("flash-role-ended")))
}

/// `POST /account/invitations/{id}/withdrawal`
pub async fn withdraw(cx: Cx, id: Path<i64>, submitted: Submitted) -> Outcome {
    let id = id.into_inner();
    cx.write(move |tx| actions::withdraw(tx, id)).await?;
    Ok(cx.see_other(&back(&submitted), Some("flash-invitation-withdrawn")))
}

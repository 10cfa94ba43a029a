//! `GET /demo`, `GET /demo/mail`, `GET /demo/mail/{id}`
use super::{
    store,
    views::{DemoMailPage, DemoPage, MailRow, OpenMail, Part, PeopleGroup, PersonRow},
};
use crate::{
    kernel::{
        actor::Role,
        refusal::{Error, Result},
    },
    platform::mail::{self, Letter},
    web::{Cx, Outcome},
};
use actix_web::web::{self, Path};

/// Everybody's password in the demonstration (`design.md` 2).
pub const PASSWORD: &str = "shanzhi-demo";

fn demo_only(cx: &Cx) -> Result<()> {
    if cx.env().is_demo { Ok(()) } else { Err(Error::Missing) }
}

/// `GET /demo`
pub async fn people(cx: Cx) -> Outcome {
    demo_only(&cx)?;
    let rows = cx.read(store::people).await?;
    let mut people: Vec<PersonRow> = Vec::new();
    for (email, name, role, body) in rows {
        match people.iter_mut().find(|p| p.email == email) {
            Some(known) => known.roles.extend(role.map(Role::word)),
            None => people.push(PersonRow { email, name, roles: role.map(Role::word).into_iter().collect(), body }),
        }
    }
    let mut groups: Vec<PeopleGroup> = Vec::new();
    for (key, roles) in GROUPS {
        let of = |p: &&PersonRow| match p.roles.first() {
            Some(first) => roles.contains(first),
            None => roles.is_empty(),
        };
        let members: Vec<PersonRow> = people.iter().filter(of).cloned().collect();
        if !members.is_empty() {
            groups.push(PeopleGroup { label: cx.say(key), people: members });
        }
    }
    cx.page(&DemoPage { groups, password: PASSWORD })
}

/// Who works on the same things; people without a role come under the empty list.
const GROUPS: [(&str, &[&str]); 6] = [
    ("demo-registry", &["clerk", "reviewer", "decider", "filer"]),
    ("demo-market", &["buyer", "approver", "acceptor", "finance", "payer", "supervisor", "opener", "expert"]),
    ("demo-organizations", &["officer"]),
    ("demo-volunteers", &["leader"]),
    ("demo-residents", &[]),
    ("demo-others", &["community", "grid", "auditor", "admin"]),
];

/// `GET /demo/mail`
pub async fn letters(cx: Cx) -> Outcome {
    demo_only(&cx)?;
    let mails = read(&cx).await?;
    cx.page(&DemoMailPage { mails, open: None })
}

async fn read(cx: &Cx) -> Result<Vec<MailRow>> {
    let dir = cx.env().config.data.dir.join("mail");
    let letters = web::block(move || mail::read_all(&dir, 100)).await.map_err(|e| anyhow::anyhow!(e))??;
    Ok(letters.into_iter().map(|l| MailRow { id: l.id, at: l.at, to: l.to, subject: l.subject }).collect())
}

/// `GET /demo/mail/{id}`
pub async fn letter(cx: Cx, id: Path<String>) -> Outcome {
    demo_only(&cx)?;
    let dir = cx.env().config.data.dir.join("mail");
    let found = web::block(move || mail::read(&dir, &id)).await.map_err(|e| anyhow::anyhow!(e))??;
    let letter: Letter = found.ok_or(Error::Missing)?;
    let site = cx.env().config.public_url();
    let open = OpenMail {
        at: letter.at,
        to: letter.to,
        from: letter.from,
        subject: letter.subject,
        parts: parts(&letter.text, &site),
    };
    cx.page(&DemoMailPage { mails: read(&cx).await?, open: Some(open) })
}

/// Cuts a text so that addresses of this site can be pressed.
fn parts(text: &str, site: &str) -> Vec<Part> {
    let mut out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(site) {
        let (before, tail) = rest.split_at(at);
        let end = tail.find(char::is_whitespace).unwrap_or(tail.len());
        let (link, after) = tail.split_at(end);
        out.push(Part { text: before.to_owned(), href: None });
        let path = link.strip_prefix(site).filter(|p| !p.is_empty()).unwrap_or("/").to_owned();
        out.push(Part { text: link.to_owned(), href: Some(path) });
        rest = after;
    }
    out.push(Part { text: rest.to_owned(), href: None });
    out
}

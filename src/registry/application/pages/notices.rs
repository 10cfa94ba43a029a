//! The public list of groups whose filing is made public (`SO-154`).
use super::{
    build::Reader,
    founder::{From, reader},
};
use crate::{
    kernel::refusal::Result,
    platform::db::Conn,
    registry::application::{
        content::Part,
        store::{self, NoticeRow},
        views::{NoticeLine, NoticesPage},
    },
    web::{
        Cx, Outcome,
        paging::{Cursor, Paged, ROWS},
    },
};
use actix_web::web::Query;

/// `GET /filing-notices`: groups that are public now, with where to say something against one.
pub async fn notices(cx: Cx, from: Query<From>) -> Outcome {
    let page = read(&cx, &from.cursor, ROWS).await?;
    let next = page.next.as_ref().map(|n| format!("/filing-notices?cursor={n}"));
    cx.page(&NoticesPage { rows: page.items.into_iter().map(|(_, line)| line).collect(), next })
}

/// A page of them with their case numbers; shared with the API.
pub(in super::super) async fn read(cx: &Cx, cursor: &str, rows: i64) -> Result<Paged<(String, NoticeLine)>> {
    let before = Cursor::decode(cursor).map(|c| c.id);
    let (r, today) = (reader(cx), cx.now().day());
    cx.read(move |c| {
        let found = store::in_publicity(c, before, rows + 1)?;
        let page = Paged::cut(found, rows, |n| Cursor { sort: String::new(), id: n.id });
        let kind = r.env.rulebook.kind("filed", today);
        let form = |key: &str| {
            let form = kind.as_ref().and_then(|k| k.legal_form(key));
            form.map(|f| r.label(&f.name).to_owned()).unwrap_or_default()
        };
        let items = page.items.into_iter().map(|n| Ok((n.no.clone(), line(c, &r, &n, form(&n.form))?)));
        Ok(Paged { items: items.collect::<Result<_>>()?, next: page.next })
    })
    .await
}

fn line(c: &mut Conn, r: &Reader, n: &NoticeRow, form: String) -> Result<NoticeLine> {
    let street = store::authority(c, n.authority_id)?;
    let committee = match n.content.0.committee {
        Some(id) => Some(store::authority(c, id)?),
        None => None,
    };
    let content = &n.content.0;
    let o = content.organization.as_ref();
    let head = content.people.iter().find(|p| p.parts.contains(&Part::Representative));
    Ok(NoticeLine {
        name: n.name.clone(),
        category: n.category,
        form,
        purpose: o.map(|o| o.purpose.clone()).unwrap_or_default(),
        scope: o.map(|o| o.scope.clone()).unwrap_or_default(),
        place: content.premises.as_ref().map(|p| p.address.clone()).unwrap_or_default(),
        person: head.map(|p| masked(&p.name)).unwrap_or_default(),
        phone: committee.as_ref().map(|a| a.phone.clone()).unwrap_or_default(),
        committee: committee.as_ref().map(|a| r.office(a).to_owned()).unwrap_or_default(),
        street: r.office(&street).to_owned(),
        from_on: n.from_on,
        until_on: n.expected_on,
    })
}

/// A person in a public list: 王*明, 王*.
fn masked(name: &str) -> String {
    let mut letters = name.chars();
    let first = letters.next();
    let last = letters.next_back().filter(|_| name.chars().count() > 2);
    first.into_iter().chain(['*']).chain(last).collect()
}

#[cfg(test)]
mod tests {
    use super::masked;

    #[test]
    fn people_in_public_lists_are_masked() {
        assert_eq!(masked("王小明"), "王*明");
        assert_eq!(masked("徐静"), "徐*");
        assert_eq!(masked("𠮷𤭢䶮"), "𠮷*䶮");
        assert_eq!(masked(""), "*");
    }
}

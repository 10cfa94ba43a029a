//! What calendars and news readers fetch: deadlines as iCalendar, notices as Atom.
use super::{
    board::{self, Filter, Sort, Standing},
    model::Tender,
    pages,
    sheet::Reader,
};
use crate::web::{Cx, Outcome};
use actix_web::{HttpResponse, http::header, web::Path};
use atom_syndication::{Content, Entry, Feed, FixedDateTime, Link, Text};
use icalendar::{Calendar, Component, Event, EventLike};

const CALENDAR: &str = "text/calendar; charset=utf-8";
const ATOM: &str = "application/atom+xml; charset=utf-8";

/// `GET /tenders/calendar.ics`: the deadlines of everything open.
pub async fn calendar(cx: Cx) -> Outcome {
    let filter = Filter { standing: Some(Standing::Open), ..Filter::default() };
    let page = cx.read(move |c| board::page(c, &filter, Sort::Deadline, None, 500)).await?;
    let tenders: Vec<Tender> = page.items.into_iter().map(|(t, _)| t).collect();
    Ok(ics(&cx, &cx.say("tender-board-title"), &tenders))
}

/// `GET /tenders/{no}/calendar.ics`
pub async fn calendar_of(cx: Cx, no: Path<String>) -> Outcome {
    let (reader, no) = (Reader::of(&cx), no.into_inner());
    let tender = cx.read(move |c| pages::seen(c, &no, &reader)).await?;
    Ok(ics(&cx, &tender.title, std::slice::from_ref(&tender)))
}

fn ics(cx: &Cx, name: &str, tenders: &[Tender]) -> HttpResponse {
    let mut calendar = Calendar::new();
    calendar.name(name);
    for t in tenders {
        let mut event = Event::new();
        event
            .uid(&format!("tender-{}@{}", t.no, host(cx)))
            .sequence(u32::try_from(t.version).unwrap_or(0))
            .summary(&format!("{} {}", cx.say("tender-deadline"), t.title))
            .description(&format!("{}\n{}", t.no, t.summary))
            .url(&format!("{}/tenders/{}", cx.env().config.public_url(), t.no))
            .starts(t.closes_at.utc())
            .ends(t.closes_at.utc())
            .timestamp(t.published_at.unwrap_or(t.created_at).utc());
        calendar.push(event.done());
    }
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, CALENDAR)).body(calendar.to_string())
}

fn host(cx: &Cx) -> String {
    let url = cx.env().config.public_url();
    url.split_once("://").map_or(url.clone(), |(_, h)| h.to_owned())
}

/// `GET /tenders/feed.atom`: the latest notices.
pub async fn feed(cx: Cx) -> Outcome {
    let page = cx.read(|c| board::page(c, &Filter::default(), Sort::Newest, None, 50)).await?;
    let entries: Vec<Entry> = page.items.iter().map(|(t, _)| notice(&cx, t)).collect();
    Ok(atom(&cx, "/tenders/feed.atom", "/tenders", &cx.say("tender-board-title"), entries))
}

fn notice(cx: &Cx, t: &Tender) -> Entry {
    let state = cx.say(&format!("tender-state-{}", t.state));
    let at = [t.published_at, t.opened_at, t.scored_at, t.priced_at, t.result_at].into_iter().flatten().max();
    Entry {
        title: Text::plain(format!("{} · {state}", t.title)),
        id: format!("urn:shanzhi:tender:{}", t.no),
        updated: instant(at.unwrap_or(t.created_at)),
        published: t.published_at.map(instant),
        summary: Some(Text::plain(t.summary.clone())),
        links: vec![link(&format!("{}/tenders/{}", cx.env().config.public_url(), t.no), "alternate")],
        ..Entry::default()
    }
}

/// `GET /tenders/{no}/feed.atom`: answers and changes of one tender.
pub async fn feed_of(cx: Cx, no: Path<String>) -> Outcome {
    let (reader, no) = (Reader::of(&cx), no.into_inner());
    let (tender, questions) = cx
        .read(move |c| {
            let tender = pages::seen(c, &no, &reader)?;
            let questions = super::store::questions(c, tender.id)?;
            Ok((tender, questions))
        })
        .await?;
    let here = format!("/tenders/{}", tender.no);
    let mut entries = vec![notice(&cx, &tender)];
    for q in questions {
        let (Some(at), Some(answer)) = (q.answered_at, q.answer) else { continue };
        entries.push(Entry {
            title: Text::plain(q.body),
            id: format!("urn:shanzhi:tender:{}:answer:{}", tender.no, q.id),
            updated: instant(at),
            content: Some(Content { value: Some(answer), content_type: Some("text".into()), ..Content::default() }),
            links: vec![link(&format!("{}{here}#questions", cx.env().config.public_url()), "alternate")],
            ..Entry::default()
        });
    }
    entries.sort_by_key(|e| std::cmp::Reverse(e.updated));
    Ok(atom(&cx, &format!("{here}/feed.atom"), &here, &tender.title, entries))
}

fn atom(cx: &Cx, own: &str, page: &str, title: &str, entries: Vec<Entry>) -> HttpResponse {
    let site = cx.env().config.public_url();
    let updated = entries.iter().map(|e| e.updated).max().unwrap_or_else(|| instant(cx.now()));
    let feed = Feed {
        title: Text::plain(title.to_owned()),
        id: format!("{site}{own}"),
        updated,
        links: vec![link(&format!("{site}{own}"), "self"), link(&format!("{site}{page}"), "alternate")],
        authors: vec![atom_syndication::Person { name: cx.env().config.city.organiser.clone(), ..Default::default() }],
        entries,
        ..Feed::default()
    };
    HttpResponse::Ok().insert_header((header::CONTENT_TYPE, ATOM)).body(feed.to_string())
}

fn link(href: &str, rel: &str) -> Link {
    Link { href: href.to_owned(), rel: rel.to_owned(), ..Link::default() }
}

fn instant(at: crate::kernel::time::Ts) -> FixedDateTime {
    at.local()
}

//! Activities as calendar files (iCalendar).
use super::{
    board,
    model::{Activity, ActivityState},
    store,
};
use crate::{
    kernel::refusal::{Error, Result},
    platform::i18n::Locale,
    web::{Cx, Outcome},
};
use actix_web::{HttpRequest, HttpResponse, http::header, web::Path};
use chrono::{DateTime, Utc};
use icalendar::{Calendar, Component, Event, EventLike, EventStatus};

/// `GET /activities/{no}/calendar.ics`
pub async fn one(cx: Cx, no: Path<String>) -> Outcome {
    let found = cx.read(move |c| store::by_no(c, &no)).await?;
    if found.state == ActivityState::Draft {
        return Err(Error::Missing.into());
    }
    answer(&cx, &[found])
}

/// `GET /activities.ics`: the board as a subscription, with the same filters.
pub async fn all(cx: Cx, req: HttpRequest) -> Outcome {
    let asked = board::read(req.query_string());
    let found = board::find(&cx, &asked, 200).await?;
    let rows: Vec<Activity> = found.page.items.into_iter().map(|(a, _)| a).collect();
    answer(&cx, &rows)
}

fn answer(cx: &Cx, rows: &[Activity]) -> Outcome {
    let mut calendar = Calendar::new();
    let city = &cx.env().config.city;
    calendar.name(if cx.locale == Locale::Zh { &city.name } else { &city.name_en });
    let site = cx.env().config.public_url();
    for a in rows {
        calendar.push(event(a, &site)?);
    }
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "text/calendar; charset=utf-8"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"activities.ics\""))
        .body(calendar.to_string()))
}

fn event(a: &Activity, site: &str) -> Result<Event> {
    let host = site.split("://").nth(1).unwrap_or("shanzhi");
    let mut event = Event::new();
    event
        .uid(&format!("{}@{host}", a.no))
        .timestamp(DateTime::<Utc>::from(a.published_at.unwrap_or(a.starts_at)))
        .summary(&a.title)
        .description(&format!("{}\n{}", a.summary, a.host_name))
        .location(&a.place)
        .url(&format!("{site}/activities/{}", a.no))
        .starts(DateTime::<Utc>::from(a.starts_at))
        .ends(DateTime::<Utc>::from(a.ends_at))
        .sequence(u32::try_from(a.version).unwrap_or(0));
    let cancelled = a.state == ActivityState::Cancelled;
    event.status(if cancelled { EventStatus::Cancelled } else { EventStatus::Confirmed });
    Ok(event.done())
}

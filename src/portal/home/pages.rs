//! `GET /`
use super::{
    store::{self, Summary},
    views::{Figure, HomePage},
};
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::i18n,
    portal::{ledger, words},
    web::{Cx, Outcome},
};
use actix_web::web::Data;
use chrono::TimeDelta;
use std::sync::{Mutex, PoisonError};

/// How long figures may be old.
const FRESH: TimeDelta = TimeDelta::seconds(60);
/// Rows of each list.
const ROWS: i64 = 4;

/// The figures as they were last counted; one a worker.
#[derive(Debug, Default)]
pub struct Cache(Mutex<Option<(Ts, Summary)>>);

impl Cache {
    fn fresh(&self, now: Ts) -> Option<Summary> {
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        kept.as_ref().filter(|(at, _)| now >= *at && now - *at < FRESH).map(|(_, s)| s.clone())
    }

    fn keep(&self, now: Ts, summary: &Summary) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some((now, summary.clone()));
    }
}

/// The figures, counted at most once a minute.
///
/// # Errors
/// A fault of the database.
pub async fn figures(cx: &Cx, cache: &Cache) -> Result<Summary> {
    let now = cx.now();
    if let Some(summary) = cache.fresh(now) {
        return Ok(summary);
    }
    let summary = cx.read(store::summary).await?;
    cache.keep(now, &summary);
    Ok(summary)
}

/// `GET /`
pub async fn show(cx: Cx, cache: Data<Cache>) -> Outcome {
    let summary = figures(&cx, &cache).await?;
    let now = cx.now();
    let checkpoint = ledger::newest(&cx).await?;
    let (tenders, activities) =
        cx.read(move |c| Ok((store::open_tenders(c, now, ROWS)?, store::activities(c, now, ROWS)?))).await?;
    let lang = cx.locale.tag();
    cx.page(&HomePage {
        figures: shown(&cx, &summary),
        tenders: tenders
            .0
            .into_iter()
            .map(|t| {
                let place = words::division(&cx, &t.division);
                store::shown(t, now, lang, place)
            })
            .collect(),
        tenders_total: tenders.1,
        activities: activities.0,
        activities_total: activities.1,
        checkpoint,
    })
}

fn shown(cx: &Cx, s: &Summary) -> Vec<Figure> {
    let figure = |n: i64, key: &str, href: &str| Figure {
        value: i18n::number(n),
        unit: None,
        label: cx.say(key),
        href: Some(href.to_owned()),
    };
    vec![
        figure(s.registered, "figure-registered", "/orgs?mode=registered"),
        figure(s.filed, "figure-filed", "/orgs?mode=filed"),
        figure(s.tenders, "figure-tenders", "/tenders"),
    ]
}

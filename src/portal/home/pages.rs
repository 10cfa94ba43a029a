//! `GET /`
use super::{store, views::HomePage};
use crate::{
    portal::{
        ledger,
        statistics::{self, Cache, Filter},
        words,
    },
    web::{Cx, Outcome},
};
use actix_web::web::Data;

/// Rows of each list.
const ROWS: i64 = 4;

/// `GET /`
pub async fn show(cx: Cx, cache: Data<Cache>) -> Outcome {
    let facts = statistics::facts(&cx, &cache, Filter::default()).await?;
    let now = cx.now();
    let checkpoint = ledger::newest(&cx).await?;
    let (tenders, activities) =
        cx.read(move |c| Ok((store::open_tenders(c, now, ROWS)?, store::activities(c, now, 4)?))).await?;
    let lang = cx.locale.tag();
    cx.page(&HomePage {
        figures: statistics::pages::figures(&cx, &facts, false),
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

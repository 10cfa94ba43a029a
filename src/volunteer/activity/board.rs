//! What the board asks of search and database; pages, feed and API share it.
use super::{
    DOC,
    model::Activity,
    store::{self, Filter},
};
use crate::{
    kernel::{
        refusal::Result,
        text,
        time::{Day, Ts},
    },
    platform::search::Query,
    volunteer::person::ServiceField,
    web::{
        Cx,
        paging::{Cursor, Paged},
    },
};
use chrono::{Datelike, TimeDelta};
use serde::Deserialize;
use std::collections::HashMap;

/// What the board is asked for, as the address has it.
#[derive(Debug, Clone, Default, Deserialize)]
pub struct Asked {
    /// Words.
    #[serde(default)]
    pub q: String,
    /// `week`, `weekend`, `month` or nothing.
    #[serde(default)]
    pub when: String,
    /// Counties, one parameter each or parted by commas.
    #[serde(default)]
    pub county: String,
    /// Fields of service.
    #[serde(default)]
    pub field: String,
    /// Opaque cursor.
    #[serde(default)]
    pub cursor: String,
    /// Rows, for the API.
    #[serde(default)]
    pub limit: Option<i64>,
}

/// Reads the query of an address; a name may come several times.
#[must_use]
pub fn read(query: &str) -> Asked {
    let mut asked = Asked::default();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let several = |list: &mut String| {
            if !list.is_empty() {
                list.push(',');
            }
            list.push_str(&value);
        };
        match name.as_ref() {
            "q" => asked.q = value.into_owned(),
            "when" => asked.when = value.into_owned(),
            "county" => several(&mut asked.county),
            "field" => several(&mut asked.field),
            "cursor" => asked.cursor = value.into_owned(),
            "limit" => asked.limit = value.parse().ok(),
            _ => {}
        }
    }
    asked
}

/// One page of the board.
pub struct Found {
    /// Rows with the places left.
    pub page: Paged<(Activity, i64)>,
    /// Whether search was away and the database answered alone.
    pub is_degraded: bool,
}

impl Asked {
    /// The counties asked for, as six digits.
    #[must_use]
    pub fn counties(&self) -> Vec<String> {
        let digits = |c: &&str| c.len() == 6 && c.bytes().all(|b| b.is_ascii_digit());
        self.county.split(',').filter(digits).map(ToOwned::to_owned).collect()
    }

    /// The fields asked for.
    #[must_use]
    pub fn fields(&self) -> Vec<String> {
        let known = |f: &&str| f.parse::<ServiceField>().is_ok();
        self.field.split(',').filter(known).map(ToOwned::to_owned).collect()
    }

    fn filter(&self, now: Ts) -> Filter {
        let (from, until) = span(&self.when, now);
        Filter { from, until, counties: self.counties(), fields: self.fields(), ids: None, like: None }
    }

    /// The same question with another value of one name.
    #[must_use]
    pub fn address(&self, name: &str, value: &str) -> String {
        let mut query = url::form_urlencoded::Serializer::new(String::new());
        for (n, v) in [("q", &self.q), ("when", &self.when), ("county", &self.county), ("field", &self.field)] {
            if n != name && !v.is_empty() {
                query.append_pair(n, v);
            }
        }
        if !value.is_empty() {
            query.append_pair(name, value);
        }
        let query = query.finish();
        if query.is_empty() { "/activities".into() } else { format!("/activities?{query}") }
    }
}

/// From when to when an activity may lie.
fn span(when: &str, now: Ts) -> (Ts, Option<Ts>) {
    let today = now.day();
    let monday = today - TimeDelta::days(i64::from(today.weekday().num_days_from_monday()));
    let at = |day: Day| Ts::start_of(day);
    match when {
        "week" => (now, Some(at(monday + TimeDelta::days(7)))),
        "weekend" => (now.max(at(monday + TimeDelta::days(5))), Some(at(monday + TimeDelta::days(7)))),
        "month" => (now, Some(at(today + TimeDelta::days(31)))),
        _ => (now, None),
    }
}

/// Asks search for the words, and the database for everything else.
///
/// # Errors
/// A fault of the database.
pub async fn find(cx: &Cx, asked: &Asked, rows: i64) -> Result<Found> {
    let mut filter = asked.filter(cx.now());
    let words = text::tidy(&asked.q);
    let mut is_degraded = false;
    if !words.is_empty() {
        let query = Query { kind: Some(DOC), limit: crate::platform::search::MAX_LIMIT, ..Query::new(words.clone()) };
        match cx.app.search.query(query).await {
            Ok(hits) => filter.ids = Some(hits.ids(DOC)),
            Err(_) => {
                is_degraded = true;
                filter.like = Some(words.replace(['%', '_'], ""));
            }
        }
    }
    let after = Cursor::decode(&asked.cursor);
    let (found, taken) = cx
        .read(move |c| {
            let found = store::page(c, &filter, after.as_ref(), rows)?;
            let taken = store::taken(c, &found.iter().map(|a| a.id).collect::<Vec<_>>())?;
            Ok((found, taken))
        })
        .await?;
    let page = Paged::cut(found, rows, cursor_of).map(|a| {
        let left = places_left(&a, &taken);
        (a, left)
    });
    Ok(Found { page, is_degraded })
}

fn cursor_of(a: &Activity) -> Cursor {
    Cursor { sort: a.starts_at.utc().to_rfc3339(), id: a.id.0 }
}

fn places_left(a: &Activity, taken: &HashMap<i64, i64>) -> i64 {
    (a.capacity - taken.get(&a.id.0).copied().unwrap_or(0)).max(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_weekend_is_saturday_and_sunday_of_this_week() {
        let now: Ts = "2026-11-23T01:00:00Z".parse().unwrap();
        let (from, until) = span("weekend", now);
        assert_eq!(
            (from, until),
            (Ts::start_of("2026-11-28".parse().unwrap()), Some(Ts::start_of("2026-11-30".parse().unwrap())))
        );
    }

    #[test]
    fn several_boxes_of_one_name_are_all_read_and_nonsense_is_left_out() {
        let asked = read("county=510903&county=510904&county=x&field=elder&q=%E6%B6%AA");
        assert_eq!(asked.counties(), ["510903", "510904"]);
        assert_eq!(asked.fields(), ["elder"]);
        assert_eq!(asked.address("field", ""), "/activities?q=%E6%B6%AA&county=510903%2C510904%2Cx");
    }
}

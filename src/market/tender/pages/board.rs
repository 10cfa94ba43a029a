//! The public board `/tenders`.
use super::super::{
    board::{self, Band, Filter, Sort, Standing},
    jobs::TENDER,
    sheet::{self, Reader},
    views::{BoardPage, Choice, Facet, Kept},
};
use crate::{
    kernel::actor::Role,
    platform::i18n::Locale,
    web::{
        Cx, Outcome,
        paging::{Cursor, ROWS},
    },
};
use actix_web::web::Query;
use serde::Deserialize;

/// What the address of the board may say; also of the API's list.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct Asked {
    /// Words.
    pub q: String,
    /// Group of states, `all` for every one.
    pub state: String,
    /// Division code.
    pub division: String,
    /// Key of the procedure.
    pub method: String,
    /// Band of the budget.
    pub amount: String,
    /// Code of the department.
    pub authority: String,
    /// Order.
    pub sort: String,
    /// Practice.
    pub practice: String,
    /// Where the page begins.
    pub cursor: String,
    /// Rows of an API answer.
    pub limit: Option<i64>,
}

impl Asked {
    fn some(text: &str) -> Option<String> {
        Some(text.trim().to_owned()).filter(|t| !t.is_empty())
    }

    /// Group of states; without one what is open, except in a search.
    pub(in super::super) fn standing(&self) -> Option<Standing> {
        match self.state.as_str() {
            "" if self.q.is_empty() => Some(Standing::Open),
            word => word.parse().ok(),
        }
    }

    pub(in super::super) fn sort(&self) -> Sort {
        let usual = if self.standing() == Some(Standing::Open) { Sort::Deadline } else { Sort::Newest };
        self.sort.parse().unwrap_or(usual)
    }

    pub(in super::super) fn filter(&self) -> Filter {
        Filter {
            standing: self.standing(),
            division: Self::some(&self.division),
            procedure: Self::some(&self.method),
            band: self.amount.parse().ok(),
            authority: Self::some(&self.authority),
            is_simulated: self.practice == "1",
            words: None,
            ids: None,
        }
    }

    /// The same address with one value changed and the page forgotten.
    fn with(&self, name: &str, value: &str) -> String {
        let mut out = url::form_urlencoded::Serializer::new(String::new());
        let values = [
            ("q", &self.q),
            ("state", &self.state),
            ("division", &self.division),
            ("method", &self.method),
            ("amount", &self.amount),
            ("sort", &self.sort),
            ("practice", &self.practice),
        ];
        for (key, now) in values {
            let value = if key == name { value } else { now.as_str() };
            if !value.is_empty() {
                out.append_pair(key, value);
            }
        }
        if name == "cursor" {
            out.append_pair("cursor", value);
        }
        let query = out.finish();
        if query.is_empty() { "/tenders".into() } else { format!("/tenders?{query}") }
    }
}

/// Puts what the search engine found into the filter, or the words themselves while it is away (`true`).
pub(in super::super) async fn searched(cx: &Cx, asked: &Asked, filter: &mut Filter) -> bool {
    let Some(words) = Asked::some(&asked.q) else { return false };
    let query = crate::platform::search::Query {
        kind: Some(TENDER),
        limit: crate::platform::search::MAX_LIMIT,
        ..crate::platform::search::Query::new(words.clone())
    };
    let away = match cx.app.search.query(query).await {
        Ok(hits) if !filter.is_simulated => {
            filter.ids = Some(hits.ids(TENDER));
            return false;
        }
        Ok(_) => false,
        Err(_) => true,
    };
    filter.words = Some(words);
    away
}

/// `GET /tenders`
pub async fn board(cx: Cx, asked: Query<Asked>) -> Outcome {
    let asked = asked.into_inner();
    let mut filter = asked.filter();
    let is_degraded = searched(&cx, &asked, &mut filter).await;
    let (cursor, sort, reader) = (Cursor::decode(&asked.cursor), asked.sort(), Reader::of(&cx));
    let page = cx.read(move |c| board::page(c, &filter, sort, cursor.as_ref(), ROWS)).await?;
    let counts = cx.db().kept("tender.counts", board::counts).await?;
    let view = BoardPage {
        groups: groups(&cx, &asked, &counts),
        sorts: sorts(&cx, &asked),
        facets: facets(&cx, &asked),
        keep: ["q", "state", "sort", "practice"].iter().map(|&n| Kept { name: n, value: value(&asked, n) }).collect(),
        chosen: [&asked.division, &asked.method, &asked.amount].iter().filter(|v| !v.is_empty()).count(),
        rows: sheet::listed(&page.items, &reader),
        next: page.next.as_deref().map(|next| asked.with("cursor", next)),
        is_degraded,
        is_practice: asked.practice == "1",
        may_create: cx.actor.is(Role::Buyer),
        q: asked.q,
    };
    cx.page(&view)
}

fn value(asked: &Asked, name: &str) -> String {
    match name {
        "q" => &asked.q,
        "state" => &asked.state,
        "sort" => &asked.sort,
        _ => &asked.practice,
    }
    .clone()
}

fn groups(cx: &Cx, asked: &Asked, counts: &[(Standing, i64)]) -> Vec<Choice> {
    let mut out: Vec<Choice> = counts
        .iter()
        .map(|(group, n)| Choice {
            value: group.word().into(),
            label: cx.say(&format!("tender-group-{group}")),
            on: asked.standing() == Some(*group),
            href: Some(asked.with("state", group.word())),
            n: Some(*n),
            hint: None,
        })
        .collect();
    out.push(Choice {
        value: "all".into(),
        label: cx.say("tender-group-all"),
        on: asked.standing().is_none(),
        href: Some(asked.with("state", "all")),
        ..Choice::default()
    });
    out
}

fn sorts(cx: &Cx, asked: &Asked) -> Vec<Choice> {
    Sort::ALL
        .iter()
        .map(|sort| Choice {
            value: sort.word().into(),
            label: cx.say(&format!("tender-sort-{sort}")),
            on: asked.sort() == *sort,
            href: Some(asked.with("sort", sort.word())),
            ..Choice::default()
        })
        .collect()
}

fn facets(cx: &Cx, asked: &Asked) -> Vec<Facet> {
    let book = &cx.env().rulebook;
    let option = |value: &str, label: String, now: &str| Choice {
        value: value.to_owned(),
        label,
        on: value == now,
        ..Choice::default()
    };
    let places = std::iter::once(book.divisions().home().clone())
        .filter_map(|home| book.divisions().current(&home))
        .chain(book.divisions().counties())
        .map(|d| {
            option(d.code.as_str(), if cx.locale == Locale::Zh { d.zh.clone() } else { d.en.clone() }, &asked.division)
        });
    let methods = book
        .procedures(cx.now().day())
        .into_iter()
        .filter(|p| p.enabled && !p.simulated)
        .map(|p| option(&p.key, p.name.in_language(cx.locale.tag()).to_owned(), &asked.method));
    let bands = Band::ALL.iter().map(|b| option(b.word(), cx.say(&format!("tender-band-{b}")), &asked.amount));
    vec![
        Facet { name: "division", label: cx.say("tender-division"), options: places.collect() },
        Facet { name: "method", label: cx.say("tender-method"), options: methods.collect() },
        Facet { name: "amount", label: cx.say("tender-amount"), options: bands.collect() },
    ]
}

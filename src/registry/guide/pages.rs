//! HTML handlers of what stands before an application.
use super::{
    forms,
    model::{Advice, Answers, Core},
    names, rules,
    views::{
        AdviceView, Card, Condition, Contact, DocumentNeed, FinderPage, GuidePage, KindsPage, ModeLine, NamesPage,
        SimilarLine,
    },
};
use crate::{
    kernel::{
        division::DivisionCode,
        refusal::{Code, Error, Result},
    },
    platform::{
        i18n::Locale,
        rulebook::{OrganizationKind as Rules, Rulebook, ThresholdQuery, Thresholds},
    },
    registry::{
        application::{
            self, Authority, actions,
            views::{Apart, Choice, Term},
        },
        organization::OrganizationKind as Kind,
        reservation,
    },
    web::{Cx, Filled, Outcome, Reply, Submitted, form::sentence},
};
use actix_web::{HttpRequest, web::Path};
use serde_json::json;
use std::sync::Arc;

/// `GET /registration`: every kind with a way on.
pub async fn kinds(cx: Cx) -> Outcome {
    let (book, today, tag) = (&cx.env().rulebook, cx.now().day(), cx.locale.tag());
    let mut all = book.kinds(today);
    all.sort_by_key(|k| k.order);
    let card = |k: &Arc<Rules>| {
        Some(Card {
            kind: k.key.parse().ok()?,
            name: k.name.in_language(tag).to_owned(),
            is_open: k.enabled,
            promised: k.periods.decision_promised.into(),
            capital: thresholds(book, k, false, &cx).and_then(|t| t.capital_min),
        })
    };
    cx.page(&KindsPage { kinds: all.iter().filter_map(card).collect(), is_signed_in: cx.actor.account().is_some() })
}

/// `GET /registration/{kind}`: the guide of one kind (`CX-01`).
pub async fn show(cx: Cx, kind: Path<Kind>) -> Outcome {
    let view = guide_of(&cx, kind.into_inner()).await?;
    cx.page(&view)
}

/// `POST /applications`: begins a draft.
pub async fn begin(cx: Cx, submitted: Submitted) -> Outcome {
    cx.person()?;
    let result = match application::forms::begin(&submitted) {
        Ok(command) => {
            cx.once(&submitted, move |tx| {
                let no = actions::begin(tx, &command)?;
                Ok(Reply::created(format!("/applications/{no}"), json!({ "no": no })).flash("flash-application-begun"))
            })
            .await
        }
        Err(e) => Err(e),
    };
    match result {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let kind = submitted.raw("kind").and_then(|k| k.parse().ok()).unwrap_or(Kind::Service);
            let form = cx.filled(&submitted, e)?;
            cx.form(&guide_of(&cx, kind).await?, &form)
        }
    }
}

async fn guide_of(cx: &Cx, kind: Kind) -> Result<GuidePage> {
    let (book, today, tag) = (&cx.env().rulebook, cx.now().day(), cx.locale.tag());
    let k = book.kind(kind.word(), today).ok_or(Error::Missing)?;
    let is_filing = !k.legal_person;
    let offices =
        cx.read(move |c| if is_filing { application::streets(c) } else { application::authorities(c) }).await?;
    let conditions =
        [false, true].map(|community| thresholds(book, &k, community, cx).map(|t| condition(t, community)));
    let [usual, community] = conditions;
    let community = community.filter(|c| usual.as_ref().is_some_and(|u| u.capital != c.capital));
    // The forms of a filed group have conditions of their own (SO-154).
    let others =
        k.legal_forms.iter().skip(1).filter_map(|f| of_form(book, &k, &f.key, cx)).map(|t| condition(t, false));
    let others: Vec<Condition> = if is_filing { others.collect() } else { Vec::new() };
    let charity = k.charity.iter().flat_map(|c| &c.charter);
    let statute = k.statute.iter().flat_map(|s| &s.documents);
    Ok(GuidePage {
        kind,
        name: k.name.in_language(tag).to_owned(),
        is_open: k.enabled,
        caution: k.caution.as_ref().map(|c| c.in_language(tag).to_owned()),
        basis: k.source.basis.clone(),
        modes: modes(cx, &k),
        conditions: usual.into_iter().chain(community).chain(others).collect(),
        documents: k
            .documents
            .iter()
            .map(|d| DocumentNeed { label: d.label.in_language(tag).to_owned(), needed: d.needed })
            .collect(),
        charter: k.charter.iter().map(|c| c.label.in_language(tag).to_owned()).collect(),
        certificates: k.legal_forms.iter().map(|f| f.certificate.in_language(tag).to_owned()).collect(),
        validity: k.certificate_validity.into(),
        statutory: k.periods.decision_statutory.into(),
        promised: k.periods.decision_promised.into(),
        publicity: k.periods.publicity.map(Term::from),
        apart: Apart::of(&k),
        charity_charter: charity.map(|c| c.label.in_language(tag).to_owned()).collect(),
        statute_documents: statute.map(|d| d.label.in_language(tag).to_owned()).collect(),
        authorities: offices.iter().map(|a| Choice::new(a.code.clone(), office_name(cx, a))).collect(),
        contacts: offices
            .iter()
            .map(|a| Contact { name: office_name(cx, a), phone: a.phone.clone(), address: a.address.clone() })
            .collect(),
        is_signed_in: cx.actor.account().is_some(),
    })
}

fn office_name(cx: &Cx, a: &Authority) -> String {
    if cx.locale == Locale::Zh || a.name_en.is_empty() { a.name.clone() } else { a.name_en.clone() }
}

/// The fields of a kind by the way they are registered at the city's own authority, the most lenient first.
fn modes(cx: &Cx, k: &Rules) -> Vec<ModeLine> {
    let (book, today, tag) = (&cx.env().rulebook, cx.now().day(), cx.locale.tag());
    let home = book.divisions().home();
    let mut out: Vec<ModeLine> = Vec::new();
    for c in &k.categories {
        let mode = k.mode(home, &c.key, today);
        let name = c.name.in_language(tag).to_owned();
        match out.iter_mut().find(|line| line.mode == mode) {
            Some(line) => line.categories.push(name),
            None => {
                let row = k.modes.iter().find(|row| row.mode == mode);
                let source = row.map_or(&k.source, |row| &row.source);
                out.push(ModeLine {
                    mode,
                    categories: vec![name],
                    basis: source.basis.clone(),
                    is_local: source.tag.needs_local_check(),
                });
            }
        }
    }
    // Where nothing is told apart there is nothing to list.
    if let [only] = out.as_mut_slice() {
        only.categories.clear();
    }
    out
}

/// The founding thresholds at the city's own authority.
fn thresholds<'a>(book: &Rulebook, k: &'a Rules, community: bool, cx: &Cx) -> Option<&'a Thresholds> {
    k.thresholds(&ThresholdQuery {
        authority: book.divisions().home(),
        category: "",
        form: k.legal_forms.first().map_or("", |f| f.key.as_str()),
        community,
        day: cx.now().day(),
    })
}

/// The founding thresholds of a legal form.
fn of_form<'a>(book: &Rulebook, k: &'a Rules, form: &str, cx: &Cx) -> Option<&'a Thresholds> {
    k.thresholds(&ThresholdQuery {
        authority: book.divisions().home(),
        category: "",
        form,
        community: false,
        day: cx.now().day(),
    })
}

fn condition(t: &Thresholds, is_community: bool) -> Condition {
    Condition {
        individuals: t.individual_min,
        units: t.unit_min,
        mixed: t.mixed_min,
        workers: t.workers_min,
        capital: t.capital_min,
        is_community,
        is_local: t.source.tag.needs_local_check(),
    }
}

/// `GET /registration/finder`: a few questions, one address, nothing kept.
pub async fn finder(cx: Cx, req: HttpRequest) -> Outcome {
    let s = forms::of_query(req.query_string(), cx.now());
    let core: Option<Core> = s.raw("core").and_then(|c| c.parse().ok());
    let Some(core) = core else { return cx.page(&finder_of(&cx, None)?) };
    let mut page = finder_of(&cx, Some(core))?;
    if s.raw("category").is_none() && s.raw("division").is_none() {
        return cx.page(&page);
    }
    let categories: Vec<String> = page.categories.iter().map(|c| c.value.clone()).collect();
    match forms::answers(&s, core, &categories) {
        Ok(answers) => {
            page.advice = rules::advise(&cx.env().rulebook, &answers, cx.now().day()).map(|a| told(&cx, &a, &answers));
            let filled = Filled { errors: Vec::new(), ..cx.filled(&s, Error::Invalid(Vec::new()))? };
            cx.form(&page, &filled)
        }
        Err(e) => {
            let filled = cx.filled(&s, e)?;
            cx.form(&page, &filled)
        }
    }
}

fn finder_of(cx: &Cx, core: Option<Core>) -> Result<FinderPage> {
    let (book, tag) = (&cx.env().rulebook, cx.locale.tag());
    let rules = match core {
        Some(core) => Some(book.kind(core.kind().word(), cx.now().day()).ok_or(Code::KindNotOpen)?),
        None => None,
    };
    let all = book.divisions();
    let here = std::iter::once(all.home().clone()).chain(all.children(all.home()).map(|d| d.code.clone()));
    let place = |code: DivisionCode| {
        let d = all.get(&code)?;
        Some(Choice::new(code.as_str(), if cx.locale == Locale::Zh { d.zh.clone() } else { d.en.clone() }))
    };
    Ok(FinderPage {
        core,
        cores: Core::ALL,
        categories: rules.iter().flat_map(|k| &k.categories).map(|c| category(c, tag)).collect(),
        divisions: here.filter_map(place).collect(),
        asks_members: core == Some(Core::Members),
        asks_capital: matches!(core, Some(Core::Members | Core::Service)),
        advice: None,
    })
}

fn category(c: &crate::platform::rulebook::Category, tag: &str) -> Choice {
    Choice { hint: Some(c.help.in_language(tag).to_owned()), ..Choice::new(c.key.clone(), c.name.in_language(tag)) }
}

fn told(cx: &Cx, advice: &Advice, answers: &Answers) -> AdviceView {
    let (book, tag) = (&cx.env().rulebook, cx.locale.tag());
    let k = book.kind(advice.kind.word(), cx.now().day());
    let documents = k.iter().flat_map(|k| k.documents.iter().filter(|d| d.is_required(advice.mode)));
    AdviceView {
        kind: advice.kind,
        name: k.as_ref().map(|k| k.name.in_language(tag).to_owned()).unwrap_or_default(),
        mode: advice.mode,
        is_open: advice.is_open,
        condition: advice.thresholds.as_ref().map(|t| condition(t, answers.is_community)),
        short: advice
            .short
            .iter()
            .map(|fault| sentence(&cx.env().words, cx.locale, &application::shortage(*fault)))
            .collect(),
        instead: advice.instead,
        promised: k.as_ref().map_or(Term { n: 0, unit: "d".into() }, |k| k.periods.decision_promised.into()),
        documents: documents.map(|d| d.label.in_language(tag).to_owned()).collect(),
    }
}

/// `GET /registration/names`: whether a name could be registered, and which are like it (`SO-40`–`SO-52`).
pub async fn names(cx: Cx, req: HttpRequest) -> Outcome {
    let s = forms::of_query(req.query_string(), cx.now());
    if s.raw("name").is_none() {
        return cx.page(&names_of(&cx).await?);
    }
    match looked_at(&cx, &s).await {
        Ok(page) => {
            let filled = cx.filled(&s, Error::Invalid(Vec::new()))?;
            cx.form(&page, &filled)
        }
        Err(e) => {
            let filled = cx.filled(&s, e)?;
            cx.form(&names_of(&cx).await?, &filled)
        }
    }
}

/// The page with what was found out about the name.
async fn looked_at(cx: &Cx, s: &Submitted) -> Result<NamesPage> {
    let wanted = forms::name(s)?;
    let found = names::check(cx, &wanted).await?;
    let line = |(o, is_same_sound): (crate::registry::organization::Organization, bool)| SimilarLine {
        href: format!("/orgs/{}", o.credit_code),
        name: o.name,
        status: o.status,
        is_same_sound,
    };
    let is_blocked = found.faults.iter().any(|f| f.is_blocking);
    let rules = cx.env().rulebook.kind(wanted.kind.word(), cx.now().day());
    let may_be_kept = !is_blocked && rules.is_some_and(|k| k.enabled && k.legal_person);
    Ok(NamesPage {
        is_blocked,
        name: Some(wanted.name),
        wanted: may_be_kept.then_some((wanted.kind, wanted.authority)),
        faults: found.faults,
        is_complete: found.is_complete,
        similar: found.similar.into_iter().map(line).collect(),
        ..names_of(cx).await?
    })
}

/// `POST /name-reservations`: asks for the name that was looked at (`SO-52`).
pub async fn reserve(cx: Cx, submitted: Submitted) -> Outcome {
    cx.person()?;
    match reservation::pages::asked(&cx, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = match looked_at(&cx, &submitted).await {
                Ok(view) => view,
                Err(_) => names_of(&cx).await?,
            };
            cx.form(&view, &form)
        }
    }
}

async fn names_of(cx: &Cx) -> Result<NamesPage> {
    let (today, tag) = (cx.now().day(), cx.locale.tag());
    let offices = cx.read(application::authorities).await?;
    let mut kinds = cx.env().rulebook.kinds(today);
    kinds.sort_by_key(|k| k.order);
    Ok(NamesPage {
        kinds: kinds.iter().map(|k| Choice::new(k.key.clone(), k.name.in_language(tag))).collect(),
        authorities: offices.iter().map(|a| Choice::new(a.code.clone(), office_name(cx, a))).collect(),
        name: None,
        faults: Vec::new(),
        is_blocked: false,
        wanted: None,
        is_signed_in: cx.actor.account().is_some(),
        similar: Vec::new(),
        is_complete: true,
    })
}

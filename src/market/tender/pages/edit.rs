//! The form of a tender: new, from a plan line, as practice, or copied from an earlier one.
use super::{
    super::{
        actions, board, forms,
        model::{Draft, DraftCriterion, Tender, TenderState, Terms},
        rules,
        sheet::{Reader, points},
        store,
        views::{Choice, FormPage},
    },
    seen,
};
use crate::{
    kernel::{
        actor::{BodyKind, Role},
        money::Money,
        refusal::{Code, Result},
        time::Ts,
    },
    market::plan,
    platform::i18n::Locale,
    web::{Cx, Filled, Outcome, Reply, Submitted},
};
use actix_web::web::{Path, Query};
use chrono::TimeDelta;
use serde::Deserialize;
use serde_json::json;

/// What a new tender begins with.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Begin {
    /// Number of a plan line.
    plan: String,
    /// Number of a tender to copy.
    copy: String,
    /// `1` for practice.
    practice: String,
}

/// `GET /tenders/new`
pub async fn new_form(cx: Cx, begin: Query<Begin>) -> Outcome {
    cx.person()?;
    let is_practice = begin.practice == "1";
    let (reader, plan_no, copy) = (Reader::of(&cx), begin.plan.clone(), begin.copy.clone());
    let begun = cx
        .read(move |c| {
            if !copy.is_empty() {
                let from = seen(c, &copy, &reader)?;
                return Ok(Some(store::draft_of(c, &from)?));
            }
            if plan_no.is_empty() {
                return Ok(None);
            }
            let line = plan::find_by_no(c, &plan_no)?;
            Ok(Some(of_line(&line)))
        })
        .await?;
    let begun = if is_practice { Some(practice(&cx)) } else { begun };
    let view = view(&cx, None, is_practice, begun.as_ref().map_or(0, |d| d.criteria.len())).await?;
    match begun {
        Some(mut draft) => {
            if !is_practice {
                draft.closes_at = usual_deadline(&cx, &draft.procedure);
                draft.questions_until = None;
            }
            cx.form(&view, &filled(&draft))
        }
        None => cx.page(&view),
    }
}

fn of_line(line: &plan::PlanLine) -> Draft {
    Draft {
        plan_line: line.no.clone(),
        procedure: "competitive_consultation".into(),
        title: line.title.clone(),
        summary: String::new(),
        need: String::new(),
        division: line.no.get(..6).unwrap_or_default().to_owned(),
        budget: line.budget,
        ceiling: None,
        questions_until: None,
        closes_at: line.created_at,
        terms: Terms { ground: "service_purchase".into(), contract_months: 12, consortium_max: 1, ..Terms::default() },
        criteria: Vec::new(),
        price_points: 2000,
    }
}

/// A tender to practise with: complete, and over in minutes.
fn practice(cx: &Cx) -> Draft {
    let say = |key: &str| cx.say(&format!("tender-practice-{key}"));
    let item = |key: &str, points: i64| DraftCriterion {
        title: say(&format!("{key}-title")),
        description: say(&format!("{key}-description")),
        max_points: points,
        is_objective: key == "team",
    };
    Draft {
        plan_line: String::new(),
        procedure: "practice".into(),
        title: say("title"),
        summary: say("summary"),
        need: say("need"),
        division: cx.env().rulebook.divisions().home().as_str().to_owned(),
        budget: Money::from_yuan(100_000),
        ceiling: None,
        questions_until: None,
        closes_at: cx.now() + TimeDelta::minutes(10),
        terms: Terms { contract_months: 1, consortium_max: 1, contact: say("contact"), ..Terms::default() },
        criteria: vec![item("plan", 5000), item("team", 3000)],
        price_points: 2000,
    }
}

/// Half past two in the afternoon of the second day after the earliest lawful one.
fn usual_deadline(cx: &Cx, procedure: &str) -> Ts {
    let book = &cx.env().rulebook;
    let Some(profile) = book.procedure(procedure, cx.now().day()) else { return cx.now() + TimeDelta::days(21) };
    let earliest = rules::earliest_deadline(&profile, book.calendar(), cx.now());
    let day = book.calendar().add_working_days(earliest.day(), 2);
    Ts::start_of(day) + TimeDelta::minutes(14 * 60 + 30)
}

/// The form's values of a draft, under the names the form and the API share.
fn filled(d: &Draft) -> Filled {
    let local = |at: Ts| at.local().format("%Y-%m-%dT%H:%M").to_string();
    let flag = |on: bool| if on { "yes" } else { "" };
    let amount = |m: Money| if m == Money::ZERO { String::new() } else { m.to_string() };
    let criteria: Vec<_> = d
        .criteria
        .iter()
        .map(|c| {
            json!({ "title": c.title, "description": c.description, "points": points(c.max_points),
                "is_objective": flag(c.is_objective) })
        })
        .collect();
    Filled::with(&json!({
        "plan_line": d.plan_line, "procedure": d.procedure, "title": d.title, "summary": d.summary, "need": d.need,
        "division": d.division, "budget": d.budget.to_string(), "ceiling": d.ceiling.map(amount).unwrap_or_default(),
        "questions_until": d.questions_until.map(local).unwrap_or_default(), "closes_at": local(d.closes_at),
        "ground": d.terms.ground, "contract_months": d.terms.contract_months,
        "is_continuous": flag(d.terms.is_continuous), "deposit": amount(Money::from_fen(d.terms.deposit)),
        "consortium_max": d.terms.consortium_max, "qualification": d.terms.qualification, "contact": d.terms.contact,
        "urgency": d.terms.urgency, "approval_no": d.terms.approval_no, "is_weighty": flag(d.terms.is_weighty),
        "criteria": criteria, "price_points": points(d.price_points),
    }))
}

async fn view(cx: &Cx, of: Option<&Tender>, is_practice: bool, criteria: usize) -> Result<FormPage> {
    let buying = cx.actor.bodies(Role::Buyer, BodyKind::Authority);
    if buying.is_empty() {
        return Err(Code::NotYourRole.into());
    }
    let except = of.map(|t| t.id);
    let (lines, earlier) = cx
        .read(move |c| {
            let mut lines = Vec::new();
            for line in plan::of_authority(c, &buying)? {
                let taken = store::committed(c, line.id, except)?.total;
                lines.push((line.budget.checked_sub(taken).unwrap_or_default(), line));
            }
            Ok((lines, board::of_authorities(c, &buying)?))
        })
        .await?;
    let lines = lines.into_iter().filter(|(left, _)| left.is_positive()).map(|(left, l)| Choice {
        label: format!("{} {} · {}", l.no, l.title, crate::platform::i18n::money_short(cx.locale, left)),
        value: l.no,
        ..Choice::default()
    });
    let copies = earlier.iter().filter(|t| t.state != TenderState::Draft).take(8).map(|t| Choice {
        label: t.title.clone(),
        href: Some(format!("/tenders/new?copy={}", t.no)),
        ..Choice::default()
    });
    Ok(FormPage {
        no: of.map(|t| t.no.clone()).unwrap_or_default(),
        action: of.map_or_else(|| "/tenders".into(), |t| format!("/tenders/{}", t.no)),
        lines: lines.collect(),
        procedures: procedures(cx, is_practice),
        grounds: grounds(cx),
        divisions: divisions(cx),
        rows: (0..(criteria + 2).clamp(6, forms::CRITERIA)).collect(),
        copies: if of.is_none() { copies.collect() } else { Vec::new() },
        is_practice,
    })
}

/// Procedures with what each asks for, and the earliest lawful deadline if it were published now.
fn procedures(cx: &Cx, is_practice: bool) -> Vec<Choice> {
    let book = &cx.env().rulebook;
    let offered = book.procedures(cx.now().day()).into_iter().filter(|p| p.enabled && p.simulated == is_practice);
    offered
        .map(|p| {
            let earliest = rules::earliest_deadline(&p, book.calendar(), cx.now());
            let when = crate::platform::i18n::instant(cx.locale, earliest);
            let facts = vec![("earliest", when.into())];
            let told = cx.env().words.say_with(cx.locale, "tender-form-earliest", &facts);
            Choice {
                value: p.key.clone(),
                label: p.name.in_language(cx.locale.tag()).to_owned(),
                hint: Some(match cx.locale {
                    Locale::Zh => format!("{}。{told}", p.help.in_language("zh")),
                    Locale::En => format!("{}. {told}", p.help.in_language("en")),
                }),
                ..Choice::default()
            }
        })
        .collect()
}

fn grounds(cx: &Cx) -> Vec<Choice> {
    let mut out: Vec<Choice> = Vec::new();
    for procedure in cx.env().rulebook.procedures(cx.now().day()) {
        for ground in &procedure.grounds {
            if procedure.enabled && !out.iter().any(|c| c.value == ground.key) {
                let label = ground.label.in_language(cx.locale.tag()).to_owned();
                out.push(Choice { value: ground.key.clone(), label, ..Choice::default() });
            }
        }
    }
    out
}

fn divisions(cx: &Cx) -> Vec<Choice> {
    let divisions = cx.env().rulebook.divisions();
    let home = divisions.current(divisions.home()).into_iter();
    home.chain(divisions.counties())
        .map(|d| Choice {
            value: d.code.as_str().to_owned(),
            label: if cx.locale == Locale::Zh { d.zh.clone() } else { d.en.clone() },
            ..Choice::default()
        })
        .collect()
}

/// `POST /tenders`
pub async fn create(cx: Cx, submitted: Submitted) -> Outcome {
    match created(&cx, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let is_practice = submitted.raw("procedure") == Some("practice");
            let view = view(&cx, None, is_practice, submitted.rows("criteria", forms::CRITERIA)).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Begins a tender; shared with the API.
pub(in super::super) async fn created(cx: &Cx, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let draft = forms::draft(submitted)?;
    let authority = submitted.raw("authority").unwrap_or_default().trim().to_owned();
    cx.once(submitted, move |tx| {
        let tender = actions::create(tx, &draft, &authority)?;
        let body = super::super::api::TenderOut::brief(&tender);
        Ok(Reply::created(format!("/tenders/{}/desk", tender.no), body).flash("flash-tender-created"))
    })
    .await
}

/// `GET /tenders/{no}/edit`
pub async fn edit_form(cx: Cx, no: Path<String>) -> Outcome {
    cx.person()?;
    let (reader, no) = (Reader::of(&cx), no.into_inner());
    let (tender, draft) = cx
        .read(move |c| {
            let tender = seen(c, &no, &reader)?;
            rules::must_be(&reader.actor, &[Role::Buyer], tender.authority_id)?;
            let draft = store::draft_of(c, &tender)?;
            Ok((tender, draft))
        })
        .await?;
    let view = view(&cx, Some(&tender), tender.is_simulated, draft.criteria.len()).await?;
    cx.form(&view, &filled(&draft))
}

/// `POST /tenders/{no}`
pub async fn update(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    let no = no.into_inner();
    match updated(&cx, &no, &submitted, None).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(&submitted, e)?;
            let (reader, number) = (Reader::of(&cx), no.clone());
            let tender = cx.read(move |c| seen(c, &number, &reader)).await?;
            let rows = submitted.rows("criteria", forms::CRITERIA);
            let view = view(&cx, Some(&tender), tender.is_simulated, rows).await?;
            cx.form(&view, &filled)
        }
    }
}

/// Rewrites a draft; shared with the API.
pub(in super::super) async fn updated(cx: &Cx, no: &str, submitted: &Submitted, version: Option<i64>) -> Result<Reply> {
    cx.person()?;
    let draft = forms::draft(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let tender = actions::rewrite(tx, &no, &draft, version)?;
        let body = super::super::api::TenderOut::brief(&tender);
        Ok(Reply::done(format!("/tenders/{no}/desk"), body).flash("flash-tender-saved"))
    })
    .await
}

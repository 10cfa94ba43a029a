//! HTML handlers of award and result, and what the API shares with them.
use super::{
    actions::{self, Fix},
    forms,
    model::{Award, Deviation},
    rules, store,
    views::{AwardPage, Choice, Fixed, Own, OwnItem, ResultPage, Row},
};
use crate::{
    kernel::{
        actor::{Actor, Role},
        refusal::{Code, Error, Result},
    },
    market::{
        bid::{self, Bid, BidState},
        review::{self, MemberState, Points, Ranking},
        tender::{self, Tender, TenderState},
    },
    platform::{
        db::{Conn, Env},
        i18n::Locale,
    },
    registry::organization,
    schema::accounts,
    web::{Cx, Outcome, Reply, Submitted},
};
use actix_web::web::Path;
use diesel::prelude::*;
use serde_json::json;

/// What the department sees.
///
/// # Errors
/// [`Code::NotYourRole`] for anybody else.
pub(super) async fn award_view(cx: &Cx, no: String) -> Result<AwardPage> {
    cx.person()?;
    let (actor, env, locale) = (cx.actor.clone(), cx.env().clone(), cx.locale);
    cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        let buyer = actor.is_at(Role::Buyer, tender.authority_id);
        let approver = actor.is_at(Role::Approver, tender.authority_id);
        if !(buyer || approver || actor.is(Role::Supervisor) || actor.is(Role::Auditor)) {
            return Err(Code::NotYourRole.into());
        }
        let ranking = review::ranking(c, tender.id)?;
        let spent: Vec<i64> = store::all_for_tender(c, tender.id)?.into_iter().map(|a| a.position).collect();
        let rows = ranking.iter().map(|r| row(c, r)).collect::<Result<Vec<_>>>()?;
        let award = store::find_for_tender(c, tender.id)?;
        let most = i64::from(tender.profile().bids.candidates.max(1));
        let open = rows.iter().filter(|r| r.position <= most && !spent.contains(&r.position));
        Ok(AwardPage {
            no: tender.no.clone(),
            title: tender.title.clone(),
            fix_by: rules::fix_by(&tender, env.rulebook.calendar()),
            publish_by: award.as_ref().map(|a| a.publish_by),
            choices: open.map(|r| choice(&env, locale, r)).collect(),
            deviations: Deviation::ALL.to_vec(),
            can_fix: buyer && tender.state == TenderState::Priced,
            can_publish: approver && tender.state == TenderState::Fixed,
            award: award.map(|a| fixed(c, &a)).transpose()?,
            ranking: rows,
        })
    })
    .await
}

fn choice(env: &Env, locale: Locale, r: &Row) -> Choice {
    let facts = vec![("n", r.position.into()), ("name", r.organization.clone().into())];
    Choice { value: r.position, label: env.words.say_with(locale, "award-choice", &facts) }
}

fn row(c: &mut Conn, r: &Ranking) -> Result<Row> {
    let bidder = organization::find(c, r.organization_id)?;
    Ok(Row {
        position: r.position,
        rank: r.rank,
        organization: bidder.name,
        code: bidder.credit_code,
        offered: r.offered,
        quality: r.quality.to_string(),
        price_points: r.price_points.to_string(),
        total: r.total.to_string(),
        is_low: r.is_low,
    })
}

fn fixed(c: &mut Conn, a: &Award) -> Result<Fixed> {
    Ok(Fixed {
        organization: organization::find(c, a.organization_id)?.name,
        amount: a.amount,
        fixed_at: a.fixed_at,
        deviation: a.deviation,
        deviation_text: a.deviation_text.clone(),
    })
}

/// `GET /tenders/{no}/award`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = award_view(&cx, no.into_inner()).await?;
    cx.page(&view)
}

/// Fixes the winner.
pub(super) async fn do_fix(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let choice = forms::choice(submitted)?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let tender = tender::find_by_no(tx.conn, &no)?;
        let award = actions::fix(tx, &Fix { tender: tender.id, choice: choice.clone() })?;
        let body = json!({ "position": award.position, "amount": award.amount, "publish_by": award.publish_by });
        Ok(Reply::created(format!("/tenders/{no}/award"), body).flash("flash-award-fixed"))
    })
    .await
}

/// `POST /tenders/{no}/award`
pub async fn fix(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match do_fix(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = award_view(&cx, no.into_inner()).await?;
            cx.form(&view, &form)
        }
    }
}

/// Publishes the result.
pub(super) async fn do_publish(cx: &Cx, no: &str, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    let no = no.to_owned();
    cx.once(submitted, move |tx| {
        let tender = tender::find_by_no(tx.conn, &no)?;
        let award = actions::publish(tx, tender.id)?;
        let body = json!({ "published_at": award.published_at, "entry": award.result_entry_id });
        Ok(Reply::created(format!("/tenders/{no}/result"), body).flash("flash-result-published"))
    })
    .await
}

/// `POST /tenders/{no}/result`
pub async fn publish(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    match do_publish(&cx, &no, &submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let form = cx.filled(&submitted, e)?;
            let view = award_view(&cx, no.into_inner()).await?;
            cx.form(&view, &form)
        }
    }
}

/// The result as this reader sees it: everybody the winner, a bidder the own score besides.
///
/// # Errors
/// [`Error::Missing`] for a tender the public cannot see.
pub(super) async fn result_view(cx: &Cx, no: String) -> Result<ResultPage> {
    let (actor, env) = (cx.actor.clone(), cx.env().clone());
    cx.read(move |c| {
        let tender = tender::find_by_no(c, &no)?;
        if !tender.state.is_public() {
            return Err(Error::Missing);
        }
        let award = store::find_for_tender(c, tender.id)?.filter(|a| a.published_at.is_some());
        let Some(award) = award else { return Ok(unpublished(&tender)) };
        let winner = organization::find(c, award.organization_id)?;
        let bids = bid::opened_of(c, tender.id)?;
        let until = award.published_at.map(|at| rules::challenge_until(&tender, env.rulebook.calendar(), at).1);
        Ok(ResultPage {
            is_published: true,
            winner: winner.name,
            winner_code: winner.credit_code,
            winner_address: winner.domicile,
            amount: award.amount,
            published_at: award.published_at,
            entry: award.result_entry_id,
            bidders: bids.len(),
            reviewers: reviewers(c, &tender)?,
            seed: review::committee(c, tender.id)?.map(|d| d.seed),
            challenge_until: until,
            own: own(c, &tender, &actor, &bids)?,
            ..unpublished(&tender)
        })
    })
    .await
}

fn unpublished(tender: &Tender) -> ResultPage {
    ResultPage {
        no: tender.no.clone(),
        title: tender.title.clone(),
        is_published: false,
        winner: String::new(),
        winner_code: String::new(),
        winner_address: String::new(),
        amount: crate::kernel::money::Money::ZERO,
        published_at: None,
        entry: None,
        bidders: 0,
        reviewers: Vec::new(),
        seed: None,
        challenge_until: None,
        own: None,
    }
}

/// The names of those who scored, published with the result (`PR-72`).
fn reviewers(c: &mut Conn, tender: &Tender) -> Result<Vec<String>> {
    let scored = review::members(c, tender.id)?.into_iter().filter(|m| m.state == MemberState::Locked);
    scored.map(|m| Ok(accounts::table.find(m.account_id.0).select(accounts::name).first(c)?)).collect()
}

/// What the reader's own organization is told (`PR-87`).
fn own(c: &mut Conn, tender: &Tender, actor: &Actor, bids: &[Bid]) -> Result<Option<Own>> {
    let mine = bids.iter().find(|b| b.organization_id.is_some_and(|o| actor.is_officer_of(o)));
    let Some(bid) = mine else { return Ok(None) };
    let Some(id) = bid.organization_id else { return Ok(None) };
    let ranking = review::ranking(c, tender.id)?.into_iter().find(|r| r.bid_id == bid.id);
    let checks = review::checks_of(c, &[bid.id])?;
    let sheets = review::sheets(c, tender.id)?;
    let mut items = Vec::new();
    for item in tender::criteria(c, tender.id)? {
        let given: Vec<i64> =
            sheets.values().filter_map(|s| s.scores.get(&(bid.id, item.id))).map(|s| s.points).collect();
        let points = match &ranking {
            Some(r) if item.is_price => r.price_points,
            _ => Points::mean(&given)?,
        };
        items.push(OwnItem {
            title: item.title,
            max: Points::hundredths(item.max_points).to_string(),
            points: points.to_string(),
        });
    }
    Ok(Some(Own {
        organization: organization::find(c, id)?.name,
        rank: ranking.as_ref().map(|r| r.rank),
        total: ranking.as_ref().map(|r| r.total.to_string()),
        reason: checks.into_iter().find(|k| !k.passed).map(|k| k.reason).unwrap_or_default(),
        has_won: bid.state == BidState::Won,
        items,
    }))
}

/// `GET /tenders/{no}/result`
pub async fn result(cx: Cx, no: Path<String>) -> Outcome {
    let view = result_view(&cx, no.into_inner()).await?;
    cx.page(&view)
}

//! A tender made up for tests and page samples.
use super::model::{Tender, TenderId, TenderState, Terms};
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId},
        money::Money,
        time::{Day, Ts},
    },
    platform::{db::Json, rulebook::Rulebook},
};

/// A consultation on home care, published on 2026-09-01, in the given state.
///
/// # Panics
/// Never with the built-in rules: they have the procedure.
#[must_use]
pub fn tender(book: &Rulebook, state: TenderState) -> Tender {
    let day = |m, d| Ts::start_of(Day::from_ymd_opt(2026, m, d).unwrap_or_default());
    let profile = book.procedure("competitive_consultation", day(9, 1).day());
    Tender {
        id: TenderId(1),
        no: "510903202600017".into(),
        plan_line_id: None,
        authority_id: AuthorityId(1),
        title: "居家养老上门服务".into(),
        summary: "一句话".into(),
        need: "需求".into(),
        division: "510903".into(),
        procedure_key: "competitive_consultation".into(),
        profile: Json(profile.expect("the built-in rules have it").as_ref().clone()),
        terms: Json(Terms::default()),
        budget: Money::from_yuan(1_000_000),
        ceiling: None,
        price_weight_bp: 2000,
        is_simulated: false,
        state,
        created_by: AccountId(1),
        approved_by: None,
        created_at: day(8, 20),
        published_at: Some(day(9, 1)),
        questions_until: None,
        closes_at: day(9, 15),
        opened_at: None,
        scored_at: None,
        priced_at: None,
        result_at: None,
        reason: None,
        entry_id: None,
        version: 0,
    }
}

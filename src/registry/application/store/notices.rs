//! Groups whose filing is public before the street or township decides 备案公示 (`SO-154`).
use crate::{
    kernel::{
        actor::AuthorityId,
        refusal::Result,
        time::{Day, Ts},
    },
    platform::db::{Conn, Json},
    registry::{
        application::{
            content::Content,
            model::{ApplicationState as State, PauseKind},
        },
        organization::{Category, OrganizationKind},
    },
    schema::{application_pauses as pauses, applications},
};
use diesel::prelude::*;

/// A group made public, as the row of its case has it.
#[derive(Debug, Clone, PartialEq, Eq, Queryable)]
pub(in super::super) struct NoticeRow {
    pub id: i64,
    pub no: String,
    pub name: String,
    pub category: Option<Category>,
    pub form: String,
    pub authority_id: AuthorityId,
    pub content: Json<Content>,
    pub from_on: Day,
    pub expected_on: Day,
    pub begun_at: Ts,
}

/// Groups that are public now, the latest first; `before` is the last row of the page before.
pub(in super::super) fn in_publicity(c: &mut Conn, before: Option<i64>, rows: i64) -> Result<Vec<NoticeRow>> {
    let mut all = applications::table
        .inner_join(pauses::table)
        .filter(applications::kind.eq(OrganizationKind::Filed))
        .filter(applications::state.eq(State::Suspended))
        .filter(pauses::kind.eq(PauseKind::Publicity))
        .filter(pauses::until_on.is_null())
        .order(applications::id.desc())
        .limit(rows)
        .select((
            applications::id,
            applications::no,
            applications::name,
            applications::category,
            applications::form,
            applications::authority_id,
            applications::content,
            pauses::from_on,
            pauses::expected_on,
            pauses::created_at,
        ))
        .into_boxed();
    if let Some(id) = before {
        all = all.filter(applications::id.lt(id));
    }
    Ok(all.load(c)?)
}

//! Nouns of name pre-registration.
use crate::{
    kernel::{
        actor::{AccountId, AuthorityId},
        time::{Day, Ts},
    },
    registry::organization::OrganizationKind,
    schema::name_reservations,
    state_table,
};
use diesel::prelude::*;

state_table! {
    /// Life of a name that somebody wants to keep (`SO-52`).
    pub enum ReservationState by ReservationEvent as "name_reservation" {
        /// 待办理
        Asked = "asked" { Grant => Held, Refuse => Refused, Withdraw => Withdrawn },
        /// 保留中
        Held = "held" { Use => Used, Release => Released },
        /// 已用于成立登记
        Used = "used" {},
        /// 已释放
        Released = "released" {},
        /// 不予预登记
        Refused = "refused" {},
        /// 已撤回
        Withdrawn = "withdrawn" {},
    } events {
        /// 准予预登记
        Grant = "grant",
        /// 不予预登记
        Refuse = "refuse",
        /// 撤回
        Withdraw = "withdraw",
        /// 用于成立登记
        Use = "use",
        /// 释放
        Release = "release",
    }
}

/// A name that somebody asked for.
#[derive(Debug, Clone, PartialEq, Eq, Queryable, Selectable)]
#[diesel(table_name = name_reservations)]
pub struct Reservation {
    /// Row.
    pub id: i64,
    /// 办件号, such as `510903-20261123-MC01-00001`.
    pub no: String,
    /// Who asked.
    pub account_id: AccountId,
    /// 登记管理机关.
    pub authority_id: AuthorityId,
    /// Kind of organization.
    pub kind: OrganizationKind,
    /// The name.
    pub name: String,
    /// What the organization is for.
    pub purpose: String,
    /// State.
    pub state: ReservationState,
    /// For compare-and-set.
    pub version: i64,
    /// When asked.
    pub asked_at: Ts,
    /// Last day promised for the answer.
    pub due_on: Day,
    /// Last day on which the name is kept.
    pub until_on: Option<Day>,
    /// Reasons of the answer.
    pub decision: Option<String>,
    /// Who answered.
    pub decided_by: Option<AccountId>,
    /// When.
    pub decided_at: Option<Ts>,
    /// Number of the application that took it up.
    pub application_no: Option<String>,
}

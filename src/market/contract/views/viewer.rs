//! Who looks at a contract, and its head.
use crate::{
    kernel::{
        actor::{Actor, Role},
        money::Money,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    market::{
        contract::{
            model::{Contract, ContractState},
            store,
        },
        tender,
    },
    platform::{
        db::{Conn, Env},
        i18n::Locale,
    },
    registry::organization,
    schema::authorities,
    web::{Cx, Left},
};
use diesel::prelude::*;
use serde::Serialize;
use std::sync::Arc;

/// Who looks, when and in which language.
#[derive(Clone)]
pub struct Viewer {
    /// Who.
    pub actor: Actor,
    /// Language.
    pub locale: Locale,
    /// When.
    pub now: Ts,
    /// Rules and calendar.
    pub env: Arc<Env>,
}

impl Viewer {
    /// The viewer of a request.
    #[must_use]
    pub fn of(cx: &Cx) -> Self {
        Self { actor: cx.actor.clone(), locale: cx.locale, now: cx.now(), env: Arc::clone(cx.env()) }
    }

    /// What is left of a period of calendar days, such as that for signing (`PR-45`), or until an agreed day.
    #[must_use]
    pub fn days_left(&self, last: Day) -> Left {
        Left::until(self.now, Ts::end_of(last))
    }

    /// What is left of a period of working days.
    #[must_use]
    pub fn left(&self, day: Day) -> Left {
        Left::by(self.env.rulebook.calendar(), self.now.day(), day)
    }

    fn serves(&self, contract: &Contract) -> bool {
        let roles = [Role::Buyer, Role::Approver, Role::Acceptor, Role::Finance, Role::Payer];
        roles.iter().any(|r| self.actor.is_at(*r, contract.authority_id))
            || self.actor.is(Role::Supervisor)
            || self.actor.is(Role::Auditor)
    }

    /// Whether the contract may be seen: by everybody once published, before that by both sides and supervision.
    #[must_use]
    pub fn sees(&self, contract: &Contract) -> bool {
        let asked = !matches!(contract.state, ContractState::Draft | ContractState::Submitted);
        contract.state.is_public()
            || self.serves(contract)
            || (asked && self.actor.is_officer_of(contract.organization_id))
    }

    /// Whether evidence and prepared payments may be seen too.
    #[must_use]
    pub fn is_inside(&self, contract: &Contract) -> bool {
        self.serves(contract) || self.actor.is_officer_of(contract.organization_id)
    }

    /// The contract, when it may be seen.
    ///
    /// # Errors
    /// [`Error::Missing`], also when it may not be seen.
    pub fn contract(&self, c: &mut Conn, no: &str) -> Result<Contract> {
        let contract = store::find_by_no(c, no)?;
        if self.sees(&contract) { Ok(contract) } else { Err(Error::Missing) }
    }

    /// The name of a department in the viewer's language.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn authority(&self, c: &mut Conn, id: i64) -> Result<String> {
        let (zh, en): (String, String) =
            authorities::table.find(id).select((authorities::name, authorities::name_en)).first(c)?;
        Ok(if self.locale == Locale::En && !en.is_empty() { en } else { zh })
    }
}

/// A contract in lists and at the head of every page about it.
#[derive(Debug, Clone, Serialize)]
pub struct Head {
    /// Number.
    pub no: String,
    /// Name.
    pub title: String,
    /// Number of the purchase.
    pub tender: String,
    /// Buyer.
    pub buyer: String,
    /// Supplier.
    pub supplier: String,
    /// The supplier's credit code.
    pub credit_code: String,
    /// Sum with supplements.
    pub total: Money,
    /// Where it stands.
    pub state: ContractState,
    /// First day.
    pub starts_on: Day,
    /// Last day.
    pub ends_on: Day,
    /// When it was published.
    pub published_at: Option<Ts>,
    /// Signed too late (`PR-45`).
    pub is_late: bool,
    /// Ledger entry of the signing.
    pub entry: Option<i64>,
}

impl Head {
    /// The head of a contract.
    ///
    /// # Errors
    /// A fault of the database.
    pub fn of(c: &mut Conn, viewer: &Viewer, contract: &Contract) -> Result<Self> {
        let supplier = organization::find(c, contract.organization_id)?;
        Ok(Self {
            no: contract.no.clone(),
            title: contract.title.clone(),
            tender: tender::find(c, contract.tender_id)?.no,
            buyer: viewer.authority(c, contract.authority_id.0)?,
            supplier: supplier.name,
            credit_code: supplier.credit_code,
            total: contract.total(),
            state: contract.state,
            starts_on: contract.starts_on,
            ends_on: contract.ends_on,
            published_at: contract.published_at,
            is_late: contract.is_late,
            entry: contract.entry_id,
        })
    }

    /// A sample.
    #[must_use]
    pub fn sample() -> Self {
        let day = Day::from_ymd_opt(2026, 11, 23).unwrap_or_default();
        Self {
            no: "510903202600017-C1".into(),
            title: "Home care for the aged".into(),
            tender: "510903202600017".into(),
            buyer: "Civil Affairs Bureau".into(),
            supplier: "Lotus Elder-care Centre".into(),
            credit_code: "52510903XXXX00019L".into(),
            total: Money::from_yuan(426_000),
            state: ContractState::Performing,
            starts_on: day,
            ends_on: day,
            published_at: Some(Ts::start_of(day)),
            is_late: true,
            entry: Some(7),
        }
    }
}

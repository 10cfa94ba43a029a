//! Which buttons a contract's page shows.
use super::Viewer;
use crate::{
    kernel::{actor::Role, refusal::Result},
    market::{
        contract::model::{Contract, ContractState},
        duties::{self, Duty},
    },
    platform::db::Conn,
};
use serde::Serialize;

/// What the viewer may do now; the actions check again.
#[derive(Debug, Clone, Default, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "one switch for each button of the page")]
pub struct May {
    /// Edit and submit the draft.
    pub draft: bool,
    /// Approve or return it.
    pub review: bool,
    /// Sign for the supplier or the buyer.
    pub sign: bool,
    /// Record that it is not signed.
    pub refuse: bool,
    /// Publish it.
    pub publish: bool,
    /// Note that finance has the copy.
    pub file: bool,
    /// Propose a supplement.
    pub supplement: bool,
    /// Approve a supplement.
    pub review_supplement: bool,
    /// Sign a supplement.
    pub sign_supplement: bool,
    /// Report stages done.
    pub report: bool,
    /// Accept or return stages.
    pub accept: bool,
    /// Evaluate.
    pub evaluate: bool,
    /// Ask for payments.
    pub prepare: bool,
    /// Confirm payments.
    pub pay: bool,
}

impl May {
    pub(super) fn of(c: &mut Conn, viewer: &Viewer, contract: &Contract) -> Result<Self> {
        use ContractState as S;
        let Some(account) = viewer.actor.account() else { return Ok(Self::default()) };
        let mut has = |role: Role, duty: Duty| -> Result<bool> {
            Ok(viewer.actor.is_at(role, contract.authority_id) && duties::may(c, contract.tender_id.0, duty, account)?)
        };
        let (buyer, approver) = (has(Role::Buyer, Duty::Buy)?, has(Role::Approver, Duty::Approve)?);
        let acceptor = has(Role::Acceptor, Duty::Accept)?;
        let (finance, payer) = (has(Role::Finance, Duty::Prepare)?, has(Role::Payer, Duty::Pay)?);
        let supplier = viewer.actor.is_officer_of(contract.organization_id);
        let (state, performing) = (contract.state, contract.state == S::Performing);
        let over = viewer.now.day() > contract.sign_by;
        Ok(Self {
            draft: buyer && state == S::Draft,
            review: approver && state == S::Submitted,
            sign: (supplier && state == S::Approved) || (buyer && state == S::Countersign),
            refuse: state == S::Approved && (supplier || (buyer && over)),
            publish: buyer && state == S::Signed,
            file: buyer && contract.signed_at.is_some() && contract.filed_at.is_none(),
            supplement: buyer && performing,
            review_supplement: approver && performing,
            sign_supplement: supplier && performing,
            report: supplier && performing,
            accept: acceptor && performing,
            evaluate: acceptor && state == S::Settled,
            prepare: finance && matches!(state, S::Performing | S::Completed),
            pay: payer,
        })
    }
}

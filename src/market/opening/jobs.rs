//! Letters about an opening: to every bidder, at the same moment the record is public.
use crate::{
    kernel::refusal::Result,
    market::{
        bid,
        tender::{self, EnvelopeKind, TenderId},
    },
    platform::{
        db::Conn,
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
};
use serde::{Deserialize, Serialize};

/// Tells the officers of every bidder that the record is out.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellBidders {
    tender: TenderId,
    envelope: EnvelopeKind,
}

impl TellBidders {
    /// After an act of opening.
    #[must_use]
    pub fn new(tender: TenderId, envelope: EnvelopeKind) -> Self {
        Self { tender, envelope }
    }
}

/// The officers of every bidder of a tender, once each.
pub(in crate::market) fn bidders(c: &mut Conn, tender: TenderId) -> Result<Vec<Recipient>> {
    let mut out: Vec<Recipient> = Vec::new();
    for bid in bid::opened_of(c, tender)? {
        let Some(organization) = bid.organization_id else { continue };
        for officer in organization::officers(c, organization)? {
            if !out.iter().any(|r| r.email == officer.email) {
                out.push(Recipient { name: officer.name, email: officer.email, locale: officer.locale });
            }
        }
    }
    Ok(out)
}

impl Job for TellBidders {
    const KIND: &'static str = "market.opening.tell";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (id, envelope) = (self.tender, self.envelope);
        let (tender, to) = jx.read(move |c| Ok((tender::find(c, id)?, bidders(c, id)?))).await?;
        let link = format!("{}/tenders/{}/opening", jx.env.config.public_url(), tender.no);
        let values = serde_json::json!({
            "title": tender.title,
            "no": tender.no,
            "link": link,
            "prices": envelope == EnvelopeKind::Price,
            "failed": tender.state == tender::TenderState::Failed,
        });
        for recipient in to {
            postbox::post(jx, "market_opening", &recipient, &values).await?;
        }
        Ok(())
    }
}

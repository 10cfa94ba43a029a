//! Letters about the result: the award notice to the winner, reasons and own scores to everybody else (`PR-43`, `PR-87`).
use super::store;
use crate::{
    kernel::refusal::{Error, Result},
    market::{
        bid::{self, BidState},
        review,
        tender::{self, Tender, TenderId},
    },
    platform::{
        db::Conn,
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization::{self, Officer},
};
use serde::{Deserialize, Serialize};

/// Tells every bidder the result.
#[derive(Debug, Serialize, Deserialize)]
pub struct TellResult {
    tender: TenderId,
}

impl TellResult {
    /// After the publication.
    #[must_use]
    pub fn new(tender: TenderId) -> Self {
        Self { tender }
    }
}

/// What one bidder is told.
#[derive(Debug, Serialize)]
struct Told {
    title: String,
    no: String,
    link: String,
    organization: String,
    winner: String,
    amount: i64,
    has_won: bool,
    rank: Option<i64>,
    total: Option<String>,
    reason: String,
}

fn letters(c: &mut Conn, tender: &Tender, site: &str) -> Result<Vec<(Officer, Told)>> {
    let award = store::find_for_tender(c, tender.id)?.ok_or(Error::Missing)?;
    let winner = organization::find(c, award.organization_id)?.name;
    let ranking = review::ranking(c, tender.id)?;
    let mut out = Vec::new();
    for bid in bid::opened_of(c, tender.id)? {
        let Some(id) = bid.organization_id else { continue };
        let own = ranking.iter().find(|r| r.bid_id == bid.id);
        let checks = review::checks_of(c, &[bid.id])?;
        let failed = checks.iter().find(|k| !k.passed).map(|k| k.reason.clone());
        let organization = organization::find(c, id)?.name;
        for officer in organization::officers(c, id)? {
            let told = Told {
                title: tender.title.clone(),
                no: tender.no.clone(),
                link: format!("{site}/tenders/{}/result", tender.no),
                organization: organization.clone(),
                winner: winner.clone(),
                amount: award.amount.fen(),
                has_won: bid.state == BidState::Won,
                rank: own.map(|r| r.rank),
                total: own.map(|r| r.total.to_string()),
                reason: failed.clone().unwrap_or_default(),
            };
            out.push((officer, told));
        }
    }
    Ok(out)
}

impl Job for TellResult {
    const KIND: &'static str = "market.award.tell";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (id, site) = (self.tender, jx.env.config.public_url());
        let letters = jx
            .read(move |c| {
                let tender = tender::find(c, id)?;
                letters(c, &tender, &site)
            })
            .await?;
        for (officer, told) in letters {
            let to = Recipient { name: officer.name, email: officer.email, locale: officer.locale };
            postbox::post(jx, "market_result", &to, &told).await?;
        }
        Ok(())
    }
}

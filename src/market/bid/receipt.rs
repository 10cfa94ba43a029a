//! The receipt 回执 on paper.
use super::model::Bid;
use crate::{
    kernel::{refusal::Result, time::Ts},
    platform::{
        db::Env,
        document::{Fonts, Footer, Letter, Meta, Part, Qr, letter},
        i18n::{self, Locale},
    },
};
use std::sync::Arc;

/// What the paper says beside the bid.
#[derive(Debug, Clone)]
pub struct Paper {
    /// Project number.
    pub no: String,
    /// Name of the bidder.
    pub name: String,
    /// Credit code of the bidder.
    pub code: String,
    /// Language of the paper.
    pub locale: Locale,
}

/// Writes the receipt as PDF; the same receipt always has the same bytes.
///
/// # Errors
/// A fault when the paper cannot be drawn.
pub fn pdf(env: &Arc<Env>, bid: &Bid, paper: &Paper) -> Result<Vec<u8>> {
    let say = |key: &str| env.words.say(paper.locale, &format!("bid-paper-{key}"));
    let with = |key: &str, facts: &[(&'static str, String)]| {
        let facts = facts.iter().map(|(k, v)| (*k, v.clone().into())).collect();
        env.words.say_with(paper.locale, &format!("bid-paper-{key}"), &facts)
    };
    let label = |key: &str| env.words.say(paper.locale, key);
    let mut facts = vec![
        (say("project"), paper.no.clone()),
        (label("bid-receipt"), bid.receipt_no.clone()),
        (label("bid-received"), exact(bid.received_at)),
        (label("bid-technical-hash"), bid.technical_sha256.clone()),
    ];
    facts.extend(bid.price_sha256.clone().map(|sha| (label("bid-price-hash"), sha)));
    facts.push((label("bid-ledger"), format!("{}/ledger/{}", env.config.public_url(), bid.entry_id)));
    let address = format!("{}/ledger/{}", env.config.public_url(), bid.entry_id);
    let paper = Letter {
        meta: Meta {
            title: say("title"),
            author: say("office"),
            language: paper.locale.tag().to_owned(),
            issued: bid.received_at,
        },
        office: say("office"),
        title: say("title"),
        number: bid.receipt_no.clone(),
        addressee: with("to", &[("name", format!("{} {}", paper.name, paper.code))]),
        body: vec![Part::Paragraph(with("text", &[("at", exact(bid.received_at))])), Part::Facts(facts)],
        signature: vec![say("office")],
        date: i18n::day(paper.locale, bid.received_at.day()),
        notes: vec![say("note")],
        statement: say("statement"),
        qr: Some(Qr { text: address.clone(), caption: label("bid-ledger") }),
        footer: Footer { verify: address, page_of: say("page") },
    };
    Ok(letter(&paper, &Fonts::new()?)?)
}

/// An instant to the microsecond on Beijing clocks, as the deadline is judged.
fn exact(at: Ts) -> String {
    at.local().format("%Y-%m-%d %H:%M:%S%.6f %:z").to_string()
}

//! Before the opening nobody learns who bid, how many, or what (`design.md` 7.1).
use super::{Fair, NO, bid_body};
use diesel::prelude::*;
use serde_json::json;
use shanzhi::platform::db::Engine;
use shanzhi::schema::{bids, files, histories, jobs, ledger_entries, replies};
use std::path::Path;

/// Every file of the data folder: database, write-ahead log, envelopes, mail, search index.
fn everything(dir: &Path, into: &mut Vec<u8>) {
    for entry in std::fs::read_dir(dir).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            everything(&path, into);
        } else {
            into.extend(std::fs::read(&path).unwrap());
        }
    }
}

fn holds(all: &[u8], words: &str) -> bool {
    all.windows(words.len()).any(|w| w == words.as_bytes())
}

#[actix_web::test]
async fn nothing_on_disk_holds_a_word_of_a_sealed_bid_or_tells_whose_it_is() {
    let fair = Fair::new(1).await;
    let (_, receipt) = fair.bidder(0).await.post(&format!("/tenders/{NO}/bid"), bid_body(0, "481234.56")).await;
    fair.app.settle().await;
    let mut all = Vec::new();
    everything(fair.app.dir.path(), &mut all);
    if matches!(fair.app.jx.db.engine(), Engine::Sqlite(_)) {
        assert!(holds(&all, receipt["receipt_no"].as_str().unwrap()), "the search looks where the database lies");
    }
    for canary in ["PLAN-CANARY", "ANSWER-CANARY", "NAME-CANARY", "481234.56", "48123456"] {
        assert!(!holds(&all, canary), "{canary} lies on the disk");
    }
    let found = fair.app.make(|tx| {
        let row: (Option<i64>, Option<i64>, Option<String>) =
            bids::table.select((bids::tender_id, bids::organization_id, bids::technical)).first(tx.conn)?;
        let history: i64 = histories::table.filter(histories::subject_kind.eq("bid")).count().get_result(tx.conn)?;
        let owned: i64 = files::table.filter(files::account_id.is_not_null()).count().get_result(tx.conn)?;
        let queued: i64 = jobs::table.filter(jobs::kind.like("market.%")).count().get_result(tx.conn)?;
        let replayed: Vec<String> = replies::table.select(replies::reply).load(tx.conn)?;
        let actors: Vec<String> = ledger_entries::table
            .filter(ledger_entries::kind.like("market.bid%"))
            .select(ledger_entries::actor)
            .load(tx.conn)?;
        Ok((row, history, owned, queued, replayed.iter().any(|r| r.contains(NO)), actors))
    });
    assert_eq!(found.await, ((None, None, None), 0, 0, 0, false, vec!["bidder".to_owned()]));
    assert!(fair.app.letters().is_empty(), "a letter would tell who bid");
}

/// A page without what differs at every look: tokens, ids of requests, the clock.
fn still(body: &str) -> String {
    let mut out = String::new();
    for line in body.lines().filter(|l| !l.contains("data-until") && !l.contains("foot-request")) {
        let cut = |s: &str, mark: &str| -> String {
            let mut parts = s.split(mark);
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |all, part| all + mark + part.split_once('"').map_or("", |(_, rest)| rest))
        };
        out += &cut(&cut(&cut(line, "name=\"csrf\" value=\""), "name=\"once\" value=\""), "data-now=\"");
        out.push('\n');
    }
    out
}

#[actix_web::test]
async fn every_role_sees_the_same_bytes_with_no_bid_one_bid_and_five() {
    let fair = Fair::new(6).await;
    let mut browsers = vec![fair.app.visitor()];
    for who in
        ["buyer@x.cn", "approver@x.cn", "opener1@x.cn", "expert1@x.cn", "auditor@x.cn", "admin@x.cn", "org5@x.cn"]
    {
        browsers.push(fair.app.sign_in(who).await);
    }
    let paths = ["opening", "experts", "award", "result", "review", "bid", "bundle.zip"];
    let mut seen: Vec<String> = Vec::new();
    for upto in [0usize, 1, 5] {
        for n in seen.len().saturating_sub(1)..upto {
            if fair.bidder(n).await.get(&format!("/tenders/{NO}/bid")).await.0 == 404 {
                fair.bid(n, "480000").await;
            }
        }
        let mut all = String::new();
        for browser in &browsers {
            for path in paths {
                for prefix in ["", "/api/v1"] {
                    let page = browser.get(&format!("{prefix}/tenders/{NO}/{path}")).await;
                    let body = still(&page.body);
                    let kept: String =
                        body.lines().filter(|l| !l.contains("\"request\"") && !l.contains("class=\"code\"")).collect();
                    all += &format!(
                        "{prefix}/{path} {} {}\n",
                        page.status,
                        if page.status == 200 { kept } else { String::new() }
                    );
                }
            }
        }
        seen.push(all);
    }
    for other in &seen[1..] {
        for (a, b) in seen[0].lines().zip(other.lines()) {
            assert_eq!(a, b);
        }
        assert_eq!(&seen[0], other);
    }
}

#[actix_web::test]
async fn twenty_identical_bids_at_once_are_one_bid() {
    let fair = Fair::new(1).await;
    let bidder = fair.bidder(0).await;
    let (path, body) = (format!("/tenders/{NO}/bid"), bid_body(0, "480000"));
    let sent = (0..20).map(|_| bidder.post(&path, body.clone()));
    let answers = futures_util::future::join_all(sent).await;
    let numbers: std::collections::BTreeSet<String> =
        answers.iter().map(|(_, b)| b["receipt_no"].to_string()).collect();
    assert!(answers.iter().all(|(status, _)| *status == 201), "{answers:?}");
    assert_eq!(numbers.len(), 1, "{numbers:?}");
    let rows: i64 = fair.app.make(|tx| Ok(bids::table.count().get_result(tx.conn)?)).await;
    assert_eq!(rows, 1);
    let (status, _) = bidder.post(&format!("{path}/withdrawal"), json!({})).await;
    assert_eq!(status, 200);
    let (status, again) = bidder.post(&format!("{path}/withdrawal"), json!({})).await;
    assert_eq!((status, again["code"].as_str()), (409, Some("no-bid")));
}

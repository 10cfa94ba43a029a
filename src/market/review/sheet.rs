//! Signing a sheet: the hash a member puts the name to, and the step-up that goes with it.
use super::model::Sheet;
use crate::{
    account,
    kernel::refusal::{Code, Result},
    market::{bid::Bid, tender::Criterion},
    platform::crypto::{Profile, Verdict},
    web::Cx,
};
use anyhow::anyhow;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};

/// SHA-256 over the sheet as JSON, under receipt numbers and item keys, so that anyone who has the sheet can recompute it.
#[must_use]
pub fn digest(tender: &str, sheet: &Sheet, bids: &[Bid], criteria: &[Criterion]) -> String {
    let mut lines = Map::new();
    for bid in bids {
        let mut line = Map::new();
        if let Some(v) = sheet.verdicts.get(&bid.id) {
            line.insert("complies".into(), v.passed.into());
            line.insert("reason".into(), v.reason.as_str().into());
        }
        for item in criteria {
            if let Some(s) = sheet.scores.get(&(bid.id, item.id)) {
                line.insert(item.key.clone(), s.points.into());
            }
        }
        lines.insert(bid.receipt_no.clone(), Value::Object(line));
    }
    hex::encode(Sha256::digest(json!({ "tender": tender, "bids": lines }).to_string()))
}

/// The step-up before a signature: the session passed the second factor, or the password is typed again.
///
/// # Errors
/// [`Code::SignatureWrong`].
pub async fn step_up(cx: &Cx, password: Option<&str>) -> Result<()> {
    let person = cx.person()?;
    let Some(password) = password.filter(|p| !p.is_empty()).map(ToOwned::to_owned) else {
        return if person.is_strong { Ok(()) } else { Err(Code::SignatureWrong.into()) };
    };
    cx.try_from_here()?;
    let email = person.email.clone();
    let env = cx.env().clone();
    let hash = cx.read(move |c| Ok(account::find_account_by_email(c, &email)?.map(|a| a.password_hash))).await?;
    let holds = actix_web::web::block(move || env.passwords.verify(&password, hash.as_deref(), Profile::Public))
        .await
        .map_err(|e| anyhow!(e))?;
    if holds == Verdict::Wrong { Err(Code::SignatureWrong.into()) } else { Ok(()) }
}

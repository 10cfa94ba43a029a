//! Sent twice, done once: the first result comes again (`experience.md` R12).
use super::{cx::Cx, errors::Outcome, form::Submitted};
use crate::{
    kernel::{
        refusal::{Code, Result},
        time::Ts,
    },
    platform::db::{Json, Tx},
    schema::replies,
};
use actix_web::{
    HttpResponse,
    http::{StatusCode, header},
};
use diesel::{
    prelude::*,
    result::{DatabaseErrorKind, Error as DbError},
};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

/// The answer of an action, kept so that it can be given again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reply {
    /// HTTP status of the JSON answer; pages always answer 303.
    pub status: u16,
    /// Where the result is.
    pub location: String,
    /// A Fluent key for the next page.
    pub flash: Option<String>,
    /// The JSON body.
    pub body: serde_json::Value,
}

impl Reply {
    /// Something was made; it is at `location`.
    #[must_use]
    pub fn created(location: impl Into<String>, body: impl Serialize) -> Self {
        Self {
            status: 201,
            location: location.into(),
            flash: None,
            body: serde_json::to_value(body).unwrap_or_default(),
        }
    }

    /// Something was done; look at `location`.
    #[must_use]
    pub fn done(location: impl Into<String>, body: impl Serialize) -> Self {
        Self { status: 200, ..Self::created(location, body) }
    }

    /// A message for the next page.
    #[must_use]
    pub fn flash(mut self, key: &str) -> Self {
        self.flash = Some(key.to_owned());
        self
    }
}

/// Forgets answers older than an instant, at most some thousands at a time; answers how many.
///
/// # Errors
/// A fault of the database.
pub fn forget(tx: &mut Tx, before: Ts) -> Result<usize> {
    let old: Vec<i64> =
        replies::table.filter(replies::created_at.lt(before)).limit(5000).select(replies::id).load(tx.conn)?;
    Ok(diesel::delete(replies::table.filter(replies::id.eq_any(old))).execute(tx.conn)?)
}

/// What makes two submissions the same one.
#[derive(Debug, Clone)]
struct Once {
    account: i64,
    key: String,
    fingerprint: String,
}

impl Cx {
    /// Runs an action at most once for the submission's key (`once` of a form, `Idempotency-Key` of the API). Key and
    /// answer commit with the action, so a repeat, also a simultaneous one, gets the first answer.
    ///
    /// # Errors
    /// What the action answers; [`Code::OnceMismatch`] when the key came with another body.
    pub async fn once(
        &self,
        submitted: &Submitted,
        mut f: impl FnMut(&mut Tx) -> Result<Reply> + Send + 'static,
    ) -> Result<Reply> {
        let once = self.once_of(submitted);
        self.write(move |tx| match &once {
            None => f(tx),
            Some(once) => replay_or_run(tx, once, &mut f),
        })
        .await
    }

    fn once_of(&self, submitted: &Submitted) -> Option<Once> {
        let key = submitted.raw("once").filter(|k| (8..=200).contains(&k.len()))?.to_owned();
        let mut hash = Sha256::new();
        hash.update(self.route.as_bytes());
        for (name, values) in submitted.values.iter().filter(|(name, _)| !matches!(name.as_str(), "csrf" | "once")) {
            hash.update(name.as_bytes());
            values.iter().for_each(|v| hash.update(v.as_bytes()));
            hash.update([0]);
        }
        for file in &submitted.files {
            hash.update(Sha256::digest(&file.bytes));
        }
        Some(Once { account: self.actor.account().map_or(0, |a| a.0), key, fingerprint: hex::encode(hash.finalize()) })
    }

    /// The answer as a page: 303 to where the result is.
    ///
    /// # Errors
    /// Never; the signature fits handlers.
    pub fn answer(&self, reply: &Reply) -> Outcome {
        Ok(self.see_other(&reply.location, reply.flash.as_deref()))
    }

    /// The answer as JSON.
    ///
    /// # Errors
    /// Never; the signature fits handlers.
    pub fn answer_json(&self, reply: &Reply) -> Outcome {
        let status = StatusCode::from_u16(reply.status).unwrap_or(StatusCode::OK);
        let location = format!("/api/v1{}", reply.location);
        Ok(HttpResponse::build(status).insert_header((header::LOCATION, location)).json(&reply.body))
    }
}

fn find(tx: &mut Tx, once: &Once) -> Result<Option<(String, Json<Reply>)>> {
    Ok(replies::table
        .filter(replies::account_id.eq(once.account))
        .filter(replies::once_key.eq(&once.key))
        .select((replies::fingerprint, replies::reply))
        .first(tx.conn)
        .optional()?)
}

fn replay_or_run(tx: &mut Tx, once: &Once, f: &mut impl FnMut(&mut Tx) -> Result<Reply>) -> Result<Reply> {
    if let Some((fingerprint, Json(reply))) = find(tx, once)? {
        return if fingerprint == once.fingerprint { Ok(reply) } else { Err(Code::OnceMismatch.into()) };
    }
    let reply = f(tx)?;
    let row = (
        replies::account_id.eq(once.account),
        replies::once_key.eq(&once.key),
        replies::fingerprint.eq(&once.fingerprint),
        replies::reply.eq(Json(reply.clone())),
        replies::created_at.eq(tx.now),
    );
    match diesel::insert_into(replies::table).values(row).execute(tx.conn) {
        Ok(_) => Ok(reply),
        // On PostgreSQL a twin may commit first; a serialization failure makes this action run again and find it.
        Err(DbError::DatabaseError(DatabaseErrorKind::UniqueViolation, info)) => {
            Err(DbError::DatabaseError(DatabaseErrorKind::SerializationFailure, info).into())
        }
        Err(e) => Err(e.into()),
    }
}

//! Letters by mail: a template in the recipient's language, sent by a job, never inside a request.
use super::{
    i18n::Locale,
    jobs::{self, JobError, Jx},
    mail::{MailError, Message},
};
use crate::kernel::random;
use serde::Serialize;
use sha2::{Digest, Sha256};
use tera::Context;

/// Who gets a letter.
#[derive(Debug, Clone)]
pub struct Recipient {
    /// The person's name.
    pub name: String,
    /// The mail address.
    pub email: String,
    /// Language tag of the account.
    pub locale: String,
}

/// Renders `templates/mail/<template>/{subject.txt,body.txt,body.html}` and sends it. The templates see `name`, `site`,
/// and `v`, the given values.
///
/// # Errors
/// [`JobError::Retry`] when the mail server is away, [`JobError::Fail`] when the template does not fit.
pub async fn post(jx: &Jx, template: &str, to: &Recipient, v: &(impl Serialize + Sync)) -> Result<(), JobError> {
    write(jx, template, to, v, None).await
}

/// The same for letters somebody asked for and may end with one press: mail programs are told where (RFC 8058).
///
/// # Errors
/// The same.
pub async fn post_list(
    jx: &Jx,
    template: &str,
    to: &Recipient,
    v: &(impl Serialize + Sync),
    unsubscribe: &str,
) -> Result<(), JobError> {
    write(jx, template, to, v, Some(unsubscribe.to_owned())).await
}

async fn write(
    jx: &Jx,
    template: &str,
    to: &Recipient,
    v: &(impl Serialize + Sync),
    unsubscribe: Option<String>,
) -> Result<(), JobError> {
    let locale = Locale::from_tag(&to.locale).unwrap_or_default();
    let mut context = Context::new();
    context.insert("v", v);
    context.insert("name", &to.name);
    context.insert("site", &jx.env.config.public_url());
    let part =
        |file: &str| jx.templates.render(locale, &format!("mail/{template}/{file}"), &context).map_err(JobError::Fail);
    let turn = jobs::turn();
    let message = Message {
        to_name: to.name.clone(),
        to: to.email.clone(),
        from: jx.env.config.mail.from.clone(),
        subject: part("subject.txt")?.trim().to_owned(),
        text: part("body.txt")?,
        html: part("body.html")?,
        message_id: match &turn {
            Some(turn) => message_id(turn, template, &to.email),
            None => hex::encode(random::bytes::<16>()),
        },
        at: turn.map_or_else(|| jx.now(), |t| t.at),
        unsubscribe,
    };
    jx.mail.send(&message).await.map_err(|e| match e {
        MailError::Refused(_) => JobError::Fail(e.into()),
        MailError::Later(_) => JobError::Retry(e.into()),
    })
}

/// The same letter of the same job is the same message, also when the program fell between sending and saying so.
fn message_id(turn: &jobs::Turn, template: &str, to: &str) -> String {
    let mut hash = Sha256::new();
    for part in [turn.id.to_string().as_str(), turn.next().to_string().as_str(), template, to] {
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    hex::encode(hash.finalize().get(..16).unwrap_or_default())
}

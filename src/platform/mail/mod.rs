//! Mail: one message to one person, into a folder that can be read in a browser, or out by SMTP.
mod build;
mod folder;
mod smtp;

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use crate::kernel::time::Ts;

pub use build::{check_address, mask};
pub use folder::{Letter, read, read_all};
pub use smtp::Smtp;

/// How mail leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// Into a folder, for demonstrations.
    #[default]
    Files,
    /// To a mail server.
    Smtp,
}

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Tls {
    /// Not at all, for a server on the same machine.
    None,
    /// Begins in the clear and must turn to TLS.
    #[default]
    Starttls,
    /// TLS from the first byte.
    Tls,
}

/// The `[mail]` section of the configuration.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct MailConfig {
    /// How mail leaves.
    pub transport: Kind,
    /// The sender, `Name <address>`.
    pub from: String,
    /// The mail server.
    pub smtp_host: String,
    /// Its port; 0 for the usual one of the kind of TLS.
    pub port: u16,
    /// How the connection is protected.
    pub tls: Tls,
    /// A PEM file with the certificate authority of the server; empty for the public ones.
    pub ca_file: String,
    /// Account there; empty for none.
    pub username: String,
    /// Its password.
    pub password: String,
}

impl std::fmt::Debug for MailConfig {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let mut shown = f.debug_struct("MailConfig");
        shown.field("transport", &self.transport).field("smtp_host", &self.smtp_host).finish_non_exhaustive()
    }
}

impl Default for MailConfig {
    fn default() -> Self {
        Self {
            transport: Kind::default(),
            from: "Shanzhi <noreply@shanzhi.invalid>".into(),
            smtp_host: "127.0.0.1".into(),
            port: 0,
            tls: Tls::default(),
            ca_file: String::new(),
            username: String::new(),
            password: String::new(),
        }
    }
}

/// One message to one person, in the person's language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Message {
    /// The recipient's name; may be empty.
    pub to_name: String,
    /// The recipient's address.
    pub to: String,
    /// The sender, `Name <address>`.
    pub from: String,
    /// The subject, one line.
    pub subject: String,
    /// The body as plain text.
    pub text: String,
    /// The body as HTML.
    pub html: String,
    /// Unique left part of the `Message-ID`; the same row of the outbox keeps it at every attempt.
    pub message_id: String,
    /// When the message was written; its `Date`.
    pub at: Ts,
    /// Where one press ends letters of this kind (RFC 8058); nothing for a letter that belongs to a case.
    #[serde(default)]
    pub unsubscribe: Option<String>,
}

/// Why a message did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The message or its address can never be delivered; trying again is useless.
    #[error("the message was refused: {0}")]
    Refused(String),
    /// The server is away or asks to come back; try again later.
    #[error("the message could not be sent now: {0}")]
    Later(String),
}

/// A way for mail to leave. Cheap to clone.
#[derive(Debug, Clone)]
pub enum Transport {
    /// Into a folder: one `.eml` a message and what a page needs beside it.
    Files(PathBuf),
    /// To a mail server.
    Smtp(Arc<Smtp>),
    /// Into memory, for tests.
    Memory(Arc<Mutex<Vec<Message>>>),
}

impl Transport {
    /// The configured transport; `dir` is the folder of `files`. Names the key of a wrong setting.
    pub fn open(config: &MailConfig, dir: &Path) -> anyhow::Result<Self> {
        build::sender(&config.from).map_err(|fault| anyhow::anyhow!("mail.from: {fault}"))?;
        Ok(match config.transport {
            Kind::Files => Self::Files(dir.to_owned()),
            Kind::Smtp => Self::Smtp(Arc::new(Smtp::new(config)?)),
        })
    }

    /// A transport for tests.
    #[must_use]
    pub fn memory() -> Self {
        Self::Memory(Arc::default())
    }

    /// Sends one message; returns when the server, or the disk, has it.
    pub async fn send(&self, message: &Message) -> Result<(), MailError> {
        let built = build::build(message)?;
        match self {
            Self::Files(dir) => {
                let (dir, message) = (dir.clone(), message.clone());
                let written = tokio::task::spawn_blocking(move || folder::write(&dir, &message, &built.formatted()));
                match written.await {
                    Ok(Ok(())) => Ok(()),
                    Ok(Err(fault)) => Err(MailError::Later(fault.to_string())),
                    Err(fault) => Err(MailError::Later(fault.to_string())),
                }
            }
            Self::Smtp(smtp) => smtp.send(built).await,
            Self::Memory(sent) => {
                sent.lock().unwrap_or_else(PoisonError::into_inner).push(message.clone());
                Ok(())
            }
        }
    }

    /// Whether mail could leave now: the server answers, or the folder can be written.
    ///
    /// # Errors
    /// Why it could not.
    pub async fn reachable(&self) -> Result<(), MailError> {
        match self {
            Self::Files(dir) => std::fs::create_dir_all(dir).map_err(|fault| MailError::Later(fault.to_string())),
            Self::Smtp(smtp) => smtp.reachable().await,
            Self::Memory(_) => Ok(()),
        }
    }

    /// What left into memory, oldest first; empty for every other transport.
    #[must_use]
    pub fn sent(&self) -> Vec<Message> {
        match self {
            Self::Memory(sent) => sent.lock().unwrap_or_else(PoisonError::into_inner).clone(),
            Self::Files(_) | Self::Smtp(_) => vec![],
        }
    }
}

#[cfg(test)]
pub(crate) fn sample() -> Message {
    Message {
        to_name: "示例收件人".into(),
        to: "clerk@demo.shanzhi".into(),
        from: "善治 <noreply@demo.shanzhi>".into(),
        subject: "开标通知 Bid opening".into(),
        text: "您好，开标时间为 9:00。".into(),
        html: "<p>您好，开标时间为 <b>9:00</b>。</p>".into(),
        message_id: "outbox-42".into(),
        at: "2026-11-23T01:02:03Z".parse().unwrap(),
        unsubscribe: None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn mail_in_memory_can_be_read_by_tests() {
        let transport = Transport::memory();
        transport.send(&sample()).await.unwrap();
        assert_eq!(transport.sent(), [sample()]);
    }

    #[test]
    fn a_wrong_setting_is_named_and_an_unknown_key_refused() {
        let config = MailConfig { from: "nobody".into(), ..MailConfig::default() };
        let fault = Transport::open(&config, Path::new("unused")).unwrap_err().to_string();
        assert!(fault.starts_with("mail.from"), "{fault}");
        assert!(toml::from_str::<MailConfig>("transport = \"pigeon\"").is_err());
        assert!(toml::from_str::<MailConfig>("smtp_prot = 25").is_err());
        let config: MailConfig = toml::from_str("transport = \"smtp\"\ntls = \"none\"\nport = 2525").unwrap();
        assert_eq!((config.transport, config.tls, config.port), (Kind::Smtp, Tls::None, 2525));
    }

    #[test]
    fn a_password_is_never_shown() {
        let config = MailConfig { password: "hush-hush".into(), ..MailConfig::default() };
        assert!(!format!("{config:?}").contains("hush"));
    }
}

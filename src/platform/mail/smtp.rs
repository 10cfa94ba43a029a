//! Mail by SMTP, over a pool of connections.
use std::time::Duration;

use anyhow::Context;
use lettre::transport::smtp::authentication::Credentials;
use lettre::transport::smtp::client::{Certificate, Tls as Protection, TlsParameters};
use lettre::transport::smtp::{SUBMISSION_PORT, SUBMISSIONS_PORT};
use lettre::{AsyncSmtpTransport, AsyncTransport, Message as Built, Tokio1Executor};

use super::{MailConfig, MailError, Tls};

/// How long the server may take for one step of the conversation.
const STEP: Duration = Duration::from_secs(20);

/// Whom the connection trusts: the public authorities, and the one of `mail.ca_file` where a city has its own.
fn trusted(config: &MailConfig) -> anyhow::Result<TlsParameters> {
    let mut builder = TlsParameters::builder(config.smtp_host.clone());
    if !config.ca_file.is_empty() {
        let pem = std::fs::read(&config.ca_file).with_context(|| format!("mail.ca_file: {}", config.ca_file))?;
        let own = Certificate::from_pem(&pem).with_context(|| format!("mail.ca_file: {}", config.ca_file))?;
        builder = builder.add_root_certificate(own);
    }
    Ok(builder.build()?)
}

/// A pool of connections to one mail server.
#[derive(Debug)]
pub struct Smtp(AsyncSmtpTransport<Tokio1Executor>);

impl Smtp {
    /// The configured server; no connection is made yet.
    pub fn new(config: &MailConfig) -> anyhow::Result<Self> {
        let host = config.smtp_host.as_str();
        anyhow::ensure!(!host.is_empty(), "mail.smtp_host: must not be empty");
        let trust = || trusted(config).with_context(|| format!("mail.smtp_host: {host} cannot be reached with TLS"));
        let builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host);
        let mut builder = match config.tls {
            Tls::None => builder,
            Tls::Starttls => builder.port(SUBMISSION_PORT).tls(Protection::Required(trust()?)),
            Tls::Tls => builder.port(SUBMISSIONS_PORT).tls(Protection::Wrapper(trust()?)),
        };
        if config.port != 0 {
            builder = builder.port(config.port);
        }
        if !config.username.is_empty() {
            builder = builder.credentials(Credentials::new(config.username.clone(), config.password.clone()));
        }
        Ok(Self(builder.timeout(Some(STEP)).build()))
    }

    /// Connects, signs in where an account is set, and asks for nothing (`NOOP`).
    pub async fn reachable(&self) -> Result<(), MailError> {
        match self.0.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(MailError::Later("the server does not answer".into())),
            Err(fault) => Err(MailError::Later(fault.to_string())),
        }
    }

    /// Hands one message over; returns when the server has accepted it.
    pub async fn send(&self, built: Built) -> Result<(), MailError> {
        match self.0.send(built).await {
            Ok(answer) if answer.is_positive() => Ok(()),
            Ok(answer) => Err(MailError::Later(format!("the server answered {}", answer.code()))),
            // A server that quotes the address in its answer must not bring it into the log: only the code is kept.
            Err(fault) => match fault.status() {
                Some(code) if fault.is_permanent() => Err(MailError::Refused(format!("the server answered {code}"))),
                Some(code) => Err(MailError::Later(format!("the server answered {code}"))),
                None => Err(MailError::Later(fault.to_string())),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Kind, Transport, sample};
    use super::*;
    use std::path::Path;
    use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
    use tokio::net::TcpListener;

    /// A mail server for one conversation that answers every RCPT with `rcpt` and returns what it heard.
    async fn server(rcpt: &'static str) -> (u16, tokio::task::JoinHandle<String>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let heard = tokio::spawn(async move {
            let (stream, _) = listener.accept().await.unwrap();
            let (read, mut write) = stream.into_split();
            let (mut lines, mut heard, mut data) = (BufReader::new(read).lines(), String::new(), false);
            write.write_all(b"220 test\r\n").await.unwrap();
            while let Ok(Some(line)) = lines.next_line().await {
                heard.push_str(&line);
                heard.push('\n');
                let answer = match line.split(' ').next().unwrap_or_default() {
                    _ if data && line == "." => "250 kept",
                    _ if data => continue,
                    "DATA" => "354 go on",
                    "RCPT" => rcpt,
                    "QUIT" => "221 bye",
                    _ => "250 ok",
                };
                data = line == "DATA" || (data && line != ".");
                write.write_all(format!("{answer}\r\n").as_bytes()).await.unwrap();
                if answer == "250 kept" || line == "QUIT" {
                    break;
                }
            }
            heard
        });
        (port, heard)
    }

    fn transport(port: u16) -> Transport {
        let config = MailConfig { transport: Kind::Smtp, port, tls: Tls::None, ..MailConfig::default() };
        Transport::open(&config, Path::new("unused")).unwrap()
    }

    #[tokio::test]
    async fn a_message_reaches_a_mail_server() {
        let (port, heard) = server("250 ok").await;
        transport(port).send(&sample()).await.unwrap();
        let heard = heard.await.unwrap();
        assert!(heard.contains("RCPT TO:<clerk@demo.shanzhi>"), "{heard}");
        assert!(heard.contains("Message-ID: <outbox-42@demo.shanzhi>"), "{heard}");
    }

    #[tokio::test]
    async fn an_unknown_recipient_is_final_and_a_busy_server_is_not_and_neither_tells_the_address() {
        let (port, _) = server("550 no clerk@demo.shanzhi here").await;
        let fault = transport(port).send(&sample()).await.unwrap_err();
        assert_eq!(fault, MailError::Refused("the server answered 550".into()));
        let (port, _) = server("451 come back").await;
        let fault = transport(port).send(&sample()).await.unwrap_err();
        assert_eq!(fault, MailError::Later("the server answered 451".into()));
    }

    #[tokio::test]
    async fn a_server_that_is_away_means_later() {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        drop(listener);
        assert!(matches!(transport(port).send(&sample()).await, Err(MailError::Later(_))));
    }
}

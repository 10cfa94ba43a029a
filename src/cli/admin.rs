//! `shanzhi admin`: the people who look after the installation.
use super::{Program, plain, say};
use crate::{
    account::{self, Invitation},
    kernel::{
        actor::{Actor, BodyKind, Role},
        random,
    },
    platform::{config::Config, crypto::Profile, mail},
};
use anyhow::ensure;
use chrono::TimeDelta;
use clap::Subcommand;

/// Minutes an invitation lives.
const MINUTES: i64 = 15;

/// What to do about administrators.
#[derive(Debug, Subcommand)]
pub enum Admin {
    /// Invite an administrator: prints an address that works once, within 15 minutes.
    Invite {
        /// The person's mail address.
        email: String,
    },
    /// List the administrators.
    List,
}

impl Admin {
    /// Does it.
    ///
    /// # Errors
    /// One sentence that names what is wrong.
    pub fn run(&self, config: Config) -> anyhow::Result<()> {
        let program = Program::open(config)?;
        match self {
            Self::Invite { email } => invite(&program, email),
            Self::List => list(&program),
        }
    }
}

fn invite(program: &Program, email: &str) -> anyhow::Result<()> {
    let email = email.trim().to_lowercase();
    ensure!(mail::check_address(&email), "{email:?} is not a mail address");
    let env = &program.jx.env;
    let invitation = Invitation {
        email,
        role: Role::Admin,
        body: (BodyKind::City, 0),
        body_name: env.config.city.name.clone(),
        closed_hash: env.passwords.hash(&random::token(), Profile::Staff)?,
        lives: TimeDelta::minutes(MINUTES),
    };
    let invited = program
        .wait(program.jx.db.write(env, &Actor::System("cli"), "cli", move |tx| account::invite(tx, &invitation)))
        .map_err(|e| plain(e, &env.words))?;
    say(&format!("{}/invitations/{}", env.config.public_url(), invited.token));
    say(&format!("The address works once, until {}.", invited.expires_at.iso_local()));
    Ok(())
}

fn list(program: &Program) -> anyhow::Result<()> {
    let found = program
        .wait(program.jx.read(|c| account::holders(c, Role::Admin)))
        .map_err(|e| plain(e, &program.jx.env.words))?;
    if found.is_empty() {
        say("no administrator yet: shanzhi admin invite EMAIL");
    }
    for (email, name, proven) in found {
        say(&format!("{email}\t{name}\t{}", if proven { "active" } else { "invited" }));
    }
    Ok(())
}

//! The program as a test sees it: really listening on loopback, with its clock in the test's hand.
use super::{
    database,
    people::{Api, Browser},
};
use actix_web::dev::ServerHandle;
use shanzhi::{
    account,
    app::{self, Options},
    kernel::{
        actor::{Actor, BodyKind, Role},
        refusal::Result,
        time::Ts,
    },
    platform::{
        clock::Clock,
        config::Config,
        crypto::Profile,
        db::Tx,
        jobs::{Jx, Runner},
        mail::{self, Letter},
    },
};
use std::sync::Arc;
use tempfile::TempDir;

/// Everybody's password in tests.
pub const PASSWORD: &str = "river-lotus-2026";

/// A running program on a fresh database.
pub struct TestApp {
    pub jx: Jx,
    pub clock: Clock,
    pub url: String,
    pub dir: TempDir,
    runner: Arc<Runner>,
    handle: ServerHandle,
}

impl TestApp {
    /// Starts at 2026-11-23 09:00 in Beijing.
    pub async fn new() -> Self {
        Self::at("2026-11-23T01:00:00Z").await
    }

    /// Starts at an instant.
    pub async fn at(now: &str) -> Self {
        Self::with(now, &[]).await
    }

    /// Starts with settings of its own (`SHANZHI__SECTION__KEY`).
    pub async fn with(now: &str, settings: &[(&str, &str)]) -> Self {
        let dir = tempfile::tempdir().expect("a folder for the test");
        let mut env: Vec<(String, String)> = vec![
            ("SHANZHI__DATA__DIR".into(), dir.path().display().to_string()),
            ("SHANZHI__DATABASE__URL".into(), database::fresh(dir.path())),
            ("SHANZHI__DATABASE__CONNECTIONS".into(), "3".into()),
            ("SHANZHI__SERVER__BIND".into(), "127.0.0.1:0".into()),
            ("SHANZHI__SERVER__WORKERS".into(), "1".into()),
            ("SHANZHI__ACCOUNT__STAFF_SECOND_FACTOR".into(), "false".into()),
            ("SHANZHI__ACCOUNT__TRIES_PER_MINUTE".into(), "100000".into()),
            ("SHANZHI__ACCOUNT__IDLE_MINUTES".into(), "1000000000".into()),
            ("SHANZHI__ACCOUNT__ABSOLUTE_HOURS".into(), "100000".into()),
        ];
        env.extend(settings.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())));
        let config = Config::from_parts(None, &env).expect("the test's settings are right");
        let clock = Clock::set_to(now.parse().expect("an instant"));
        let options = Options { clock: Some(clock.clone()), cheap_passwords: true, ..Options::default() };
        let jx = app::build(config, options).expect("the program can be built");
        let running = app::serve(jx.clone(), false).expect("the program can serve");
        let handle = running.server.handle();
        actix_web::rt::spawn(running.server);
        Self { jx, clock, url: format!("http://{}", running.address), dir, runner: running.runner, handle }
    }

    /// Sets the clock.
    pub fn set_clock(&self, to: &str) {
        self.clock.set(to.parse::<Ts>().expect("an instant"));
    }

    /// Runs schedules and jobs until nothing is due.
    pub async fn settle(&self) {
        self.runner.settle().await;
    }

    /// Runs an action as the program itself: for what a test needs and no page makes.
    pub async fn make<T: Send + 'static>(&self, f: impl FnMut(&mut Tx) -> Result<T> + Send + 'static) -> T {
        self.jx.db.write(&self.jx.env, &Actor::System("test"), "test", f).await.expect("the test's making succeeds")
    }

    /// Somebody with an account and nothing else, in a browser.
    pub async fn person(&self, email: &str, name: &str) -> Browser {
        self.account(email, name).await;
        self.sign_in(email).await
    }

    /// Somebody with a role at a body.
    pub async fn with_role(&self, email: &str, role: Role, body: (BodyKind, i64)) -> Browser {
        let account = self.account(email, email.split('@').next().unwrap_or(email)).await;
        self.make(move |tx| account::add_membership(tx, account, role, body, "测试单位")).await;
        self.sign_in(email).await
    }

    /// A government body of a kind.
    pub async fn authority(&self, code: &str, kind: &str, division: &str) -> i64 {
        use diesel::prelude::*;
        use shanzhi::schema::authorities as a;
        let (code, kind, division) = (code.to_owned(), kind.to_owned(), division.to_owned());
        self.make(move |tx| {
            let row = (
                a::code.eq(&code),
                a::kind.eq(&kind),
                a::name.eq(format!("遂宁市{code}")),
                a::name_en.eq(format!("Suining {code}")),
                a::division.eq(&division),
                a::phone.eq("0825-0000000"),
                a::address.eq("遂宁市"),
                a::created_at.eq(tx.now),
            );
            Ok(diesel::insert_into(a::table).values(row).returning(a::id).get_result::<i64>(tx.conn)?)
        })
        .await
    }

    /// An account with a verified address; the same one when it exists.
    pub async fn account(&self, email: &str, name: &str) -> shanzhi::kernel::actor::AccountId {
        let hash = self.jx.env.passwords.hash(PASSWORD, Profile::Public).expect("a hash");
        let new = account::NewAccount {
            email: email.to_owned(),
            name: name.to_owned(),
            password_hash: hash,
            locale: "zh-CN".into(),
            verified_at: Some(self.clock.now()),
        };
        self.make(move |tx| {
            if let Some(id) = account::create_account(tx, &new)? {
                return Ok(id);
            }
            Ok(account::find_account_by_email(tx.conn, &new.email)?.expect("it exists").id)
        })
        .await
    }

    /// Signs in by the real form.
    pub async fn sign_in(&self, email: &str) -> Browser {
        let browser = self.visitor();
        let page = browser.post("/sign-in", &[("email", email), ("password", PASSWORD), ("next", "/")]).await;
        assert_eq!(page.status, 303, "{email} signs in: {}", page.body);
        browser
    }

    /// Signs in by the API.
    pub async fn api(&self, email: &str) -> Api {
        Api::sign_in(&self.url, email, PASSWORD).await
    }

    /// Somebody who is not signed in.
    pub fn visitor(&self) -> Browser {
        Browser::new(&self.url)
    }

    /// Letters sent so far, newest first.
    pub fn letters(&self) -> Vec<Letter> {
        mail::read_all(&self.dir.path().join("mail"), 1000).expect("the mail folder can be read")
    }
}

impl Drop for TestApp {
    fn drop(&mut self) {
        let stop = self.handle.stop(false);
        actix_web::rt::spawn(stop);
    }
}

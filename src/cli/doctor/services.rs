//! What stands around the program: mail, search, files, payments.
use super::{Check, Grade, Seen, fail, ok, require, warn};
use crate::{
    cli::runtime,
    platform::{
        config::Config,
        files::{FileStore, Place},
        mail::{Kind, Transport},
        pay::{Gateway, Provider},
        search::{Engine, Search},
    },
};

pub(super) const CHECKS: &[Check<Config>] = &[
    Check {
        name: "mail.transport",
        fix: "set mail.transport = \"smtp\" and the server's address: now letters only lie in a folder",
        look: transport,
    },
    Check {
        name: "mail.reached",
        fix: "correct mail.from, mail.smtp_host, port, tls, username or password, or start the mail server",
        look: mail,
    },
    Check {
        name: "search.reached",
        fix: "start the search engine or correct search.url and search.key; until then pages ask the database",
        look: search,
    },
    Check {
        name: "files.store",
        fix: "correct files.* (folder, bucket, keys), or let the program write there",
        look: files,
    },
    Check {
        name: "pay",
        fix: "set pay.secret_key and pay.webhook_secret as Stripe shows them, or pay.provider = \"voucher\"",
        look: pay,
    },
];

fn transport(config: &mut Config) -> Seen {
    match config.mail.transport {
        Kind::Smtp => ok(format!("smtp to {}", config.mail.smtp_host)),
        Kind::Files => warn("letters are written to a folder and reach nobody"),
    }
}

fn mail(config: &mut Config) -> Seen {
    if config.mail.transport == Kind::Files && !config.data.dir.exists() {
        return warn("the folder is made at the first start");
    }
    let runtime = runtime()?;
    let _inside = runtime.enter();
    let transport = Transport::open(&config.mail, &config.data.dir.join("mail"))?;
    runtime.block_on(transport.reachable())?;
    ok("it takes letters")
}

fn search(config: &mut Config) -> Seen {
    if config.search.engine == Engine::Off {
        return warn("search.engine is off: pages ask the database");
    }
    let dir = config.data.dir.join("search");
    if config.search.engine == Engine::Tantivy && !dir.join("meta.json").exists() {
        return warn("there is no index yet; it is made at the first start");
    }
    let runtime = runtime()?;
    let _inside = runtime.enter();
    let engine = Search::open(&config.search, &dir)?;
    if !runtime.block_on(engine.healthy()) {
        return fail("it does not answer");
    }
    ok(format!("it answers and holds {} documents", runtime.block_on(engine.count())?))
}

fn files(config: &mut Config) -> Seen {
    if config.files.store == Place::Local && !config.data.dir.exists() {
        return warn("the folder is made at the first start");
    }
    let store = FileStore::open(&config.files, &config.data.dir)?;
    let healthy = runtime()?.block_on(store.healthy());
    require(
        healthy,
        Grade::Fail,
        if healthy { "what is written can be read again" } else { "what is written cannot be read again" },
    )
}

fn pay(config: &mut Config) -> Seen {
    let _ = rustls::crypto::ring::default_provider().install_default();
    Gateway::open(&config.pay)?;
    let pay = &config.pay;
    match pay.provider {
        Provider::Voucher => ok("treasury vouchers"),
        Provider::Stripe if !pay.base_url.is_empty() => {
            warn(format!("Stripe at {}, not at Stripe itself", pay.base_url))
        }
        Provider::Stripe if pay.secret_key.starts_with("sk_test") => warn("Stripe in test mode"),
        Provider::Stripe => ok("Stripe"),
    }
}

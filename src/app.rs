//! The program, put together once from its settings; there are no globals.
use crate::{
    jobs,
    platform::{
        clock::Clock,
        config::Config,
        crypto::{Keyring, Passwords},
        db::{self, Db, Env, Use},
        files::FileStore,
        i18n::Words,
        jobs::{Jx, Runner},
        mail::Transport,
        pay::Gateway,
        rulebook::Rulebook,
        search::Search,
        templates::Templates,
    },
    routes,
    web::{drawn, errors},
};
use actix_web::{App, HttpServer, dev::Server, middleware, web::Data};
use anyhow::Context;
use std::{net::TcpListener, sync::Arc};
use tokio::sync::watch;

/// How the program is put together for a test or a demonstration.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// A clock other than the machine's.
    pub clock: Option<Clock>,
    /// Whether the data is a demonstration's.
    pub is_demo: bool,
    /// Cheap password hashes, for tests only.
    pub cheap_passwords: bool,
}

/// Opens everything the settings name. The database must be migrated already.
///
/// # Errors
/// One sentence that names what is wrong.
pub fn build(config: Config, options: Options) -> anyhow::Result<Jx> {
    let _ = rustls::crypto::ring::default_provider().install_default();
    let dir = config.data.dir.clone();
    std::fs::create_dir_all(&dir).with_context(|| format!("data.dir {} cannot be made", dir.display()))?;
    let keyring = Keyring::open_or_create(&dir)?;
    let passwords = if options.cheap_passwords { Passwords::cheap(&keyring)? } else { Passwords::new(&keyring)? };
    let words = Arc::new(Words::load()?);
    let templates = Arc::new(Templates::load(&words)?);
    let db = Db::open(&config.database_url(), config.database.connections)?;
    Ok(Jx {
        db,
        mail: Arc::new(Transport::open(&config.mail, &dir.join("mail"))?),
        search: Arc::new(Search::open(&config.search, &dir.join("search"))?),
        files: Arc::new(FileStore::open(&config.files, &dir)?),
        pay: Arc::new(Gateway::open(&config.pay)?),
        templates,
        env: Arc::new(Env {
            rulebook: Rulebook::load(config.data.rules())?,
            clock: options.clock.unwrap_or_default(),
            keyring,
            passwords,
            words,
            is_demo: options.is_demo,
            config,
        }),
    })
}

/// Applies pending migrations and names them.
///
/// # Errors
/// When the database cannot be reached or a migration fails.
pub fn migrate(config: &Config) -> anyhow::Result<Vec<String>> {
    std::fs::create_dir_all(&config.data.dir)
        .with_context(|| format!("data.dir {} cannot be made", config.data.dir.display()))?;
    let mut conn = db::Engine::parse(&config.database_url())?.connect(Use::Write)?;
    db::migrate(&mut conn)
}

/// A serving program: its address, its server, its worker.
pub struct Running {
    /// Where it listens.
    pub address: std::net::SocketAddr,
    /// To await; ends after a graceful stop.
    pub server: Server,
    /// The background worker, for tests that settle instead of waiting.
    pub runner: Arc<Runner>,
    /// Send `true` to stop the worker.
    pub stop: watch::Sender<bool>,
}

/// Binds the address and starts serving; with `background` also the jobs and schedules.
///
/// # Errors
/// When the address is taken.
pub fn serve(mut jx: Jx, background: bool) -> anyhow::Result<Running> {
    let bind = jx.env.config.server.bind.clone();
    let listener = TcpListener::bind(&bind).with_context(|| format!("server.bind {bind} cannot be listened on"))?;
    let address = listener.local_addr()?;
    if let Some(env) = Arc::get_mut(&mut jx.env)
        && env.config.server.public_url.is_empty()
    {
        env.config.server.public_url = format!("http://{address}");
    }
    let workers = match jx.env.config.server.workers {
        0 => std::thread::available_parallelism().map_or(2, usize::from),
        n => n,
    };
    let runner = Runner::new(jx.clone(), jobs::registry(&jx));
    let (stop, stopped) = watch::channel(false);
    if background {
        tokio::spawn(Arc::clone(&runner).run(stopped));
        let jx = jx.clone();
        tokio::spawn(async move { jobs::fill_empty_index(&jx).await });
    }
    let body_limit = jx.env.config.server.body_limit;
    let blocking = usize::try_from(jx.env.config.database.connections).unwrap_or(8).max(4);
    let data = Data::new(jx);
    let pages = Data::new(drawn::Drawn::default());
    let server = HttpServer::new(move || {
        App::new()
            .app_data(data.clone())
            .app_data(pages.clone())
            .app_data(actix_web::web::PayloadConfig::new(body_limit))
            .configure(routes::all)
            .wrap(middleware::from_fn(drawn::layer))
            .wrap(middleware::Compress::default())
            .wrap(middleware::from_fn(errors::same_site))
            .wrap(middleware::from_fn(errors::edge))
    })
    .workers(workers)
    // More threads than connections would only wait for one, each with a heap of its own.
    .worker_max_blocking_threads(blocking)
    .shutdown_timeout(20)
    .client_request_timeout(std::time::Duration::from_secs(10))
    .listen(listener)?
    .run();
    Ok(Running { address, server, runner, stop })
}

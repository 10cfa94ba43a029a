//! Everything a handler may know about its request, built by one extractor.
use super::{
    errors::Failure,
    session::{self, Session},
};
use crate::{
    kernel::{
        actor::Actor,
        random,
        refusal::{Code, Error, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Db, Env, Tx},
        i18n::Locale,
        jobs::Jx,
    },
};
use actix_web::{FromRequest, HttpMessage, HttpRequest, dev::Payload, web::Data};
use std::{future::Future, pin::Pin, sync::Arc};

/// The program as handlers see it: the same parts that jobs use.
pub type App = Jx;

/// The request's context.
#[derive(Clone)]
pub struct Cx {
    /// The program.
    pub app: Data<App>,
    /// Who asks.
    pub actor: Actor,
    /// The session, when there is one.
    pub session: Option<Arc<Session>>,
    /// The language of the answer.
    pub locale: Locale,
    /// `standard`, or `elder` for 长者版.
    pub mode: &'static str,
    /// `auto`, `light` or `dark`.
    pub theme: &'static str,
    /// The request's id, shown with faults and kept in histories.
    pub request: Arc<str>,
    /// Path and query as asked.
    pub path: Arc<str>,
    /// The path alone.
    pub route: Arc<str>,
    /// When the request's head was read.
    pub started: Ts,
    /// The asker's network address, for limits only.
    pub ip: Arc<str>,
    /// A message from the page before.
    pub flash: Option<String>,
}

/// The request's id, put in place by the outermost middleware.
#[derive(Clone)]
pub struct RequestId(pub Arc<str>);

impl RequestId {
    /// A new id of twelve characters.
    #[must_use]
    pub fn new() -> Self {
        Self(hex::encode(random::bytes::<6>()).into())
    }
}

impl Default for RequestId {
    fn default() -> Self {
        Self::new()
    }
}

impl FromRequest for Cx {
    type Error = Failure;
    type Future = Pin<Box<dyn Future<Output = std::result::Result<Self, Failure>>>>;

    fn from_request(req: &HttpRequest, _: &mut Payload) -> Self::Future {
        if let Some(cx) = req.extensions().get::<Self>() {
            let cx = cx.clone();
            return Box::pin(async move { Ok(cx) });
        }
        let req = req.clone();
        Box::pin(async move {
            let cx = Self::build(&req).await?;
            req.extensions_mut().insert(cx.clone());
            // After the context is kept: the refusal needs it to speak.
            if cx.session.as_ref().is_some_and(|s| !s.may(req.method().is_safe(), req.path())) {
                return Err(Code::ScopeMissing.into());
            }
            Ok(cx)
        })
    }
}

impl Cx {
    async fn build(req: &HttpRequest) -> Result<Self> {
        let app = req
            .app_data::<Data<App>>()
            .cloned()
            .ok_or_else(|| anyhow::anyhow!("the program's parts are not mounted"))?;
        let request = req.extensions().get::<RequestId>().map_or_else(|| RequestId::new().0, |r| Arc::clone(&r.0));
        let session = session::load(req, &app).await?.map(Arc::new);
        let actor = session.as_ref().map_or(Actor::Visitor, |s| Actor::Person(Arc::clone(&s.person)));
        Ok(Self {
            actor,
            locale: locale(req, session.as_deref()),
            mode: mode(req),
            theme: theme(req),
            request,
            path: req.uri().path_and_query().map_or("/", |p| p.as_str()).into(),
            route: req.path().into(),
            started: app.now(),
            ip: super::limits::address(req, app.env.config.server.trusted_proxies).into(),
            flash: req.cookie("flash").map(|c| c.value().to_owned()),
            session,
            app,
        })
    }

    /// Settings, clock, rules, keys, words.
    #[must_use]
    pub fn env(&self) -> &Arc<Env> {
        &self.app.env
    }

    /// The database.
    #[must_use]
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Ts {
        self.app.now()
    }

    /// Reads from the database on a blocking thread.
    ///
    /// # Errors
    /// What the closure answers.
    pub async fn read<T: Send + 'static>(&self, f: impl FnOnce(&mut Conn) -> Result<T> + Send + 'static) -> Result<T> {
        self.app.db.read(f).await
    }

    /// Runs one action in one transaction as the person who asks.
    ///
    /// # Errors
    /// What the action answers.
    pub async fn write<T: Send + 'static>(&self, f: impl FnMut(&mut Tx) -> Result<T> + Send + 'static) -> Result<T> {
        self.app.db.write(&self.app.env, &self.actor, &self.request, f).await
    }

    /// The signed-in person, or the way to the sign-in page.
    ///
    /// # Errors
    /// [`Error::SignIn`].
    pub fn person(&self) -> Result<&crate::kernel::actor::Person> {
        self.actor.person().ok_or(Error::SignIn)
    }

    /// The sentence of a key in the reader's language.
    #[must_use]
    pub fn say(&self, key: &str) -> String {
        self.app.env.words.say(self.locale, key)
    }
}

/// `?lang=`, then the cookie, then the account's choice, then the browser's, then Chinese.
pub(super) fn locale(req: &HttpRequest, session: Option<&Session>) -> Locale {
    let from_query = req.query_string().split('&').find_map(|p| p.strip_prefix("lang=")).and_then(Locale::from_tag);
    let from_cookie = || req.cookie("lang").and_then(|c| Locale::from_tag(c.value()));
    let from_browser = || {
        let header = req.headers().get("accept-language")?.to_str().ok()?;
        header.split(',').find_map(Locale::from_tag)
    };
    from_query.or_else(from_cookie).or_else(|| session.map(|s| s.locale)).or_else(from_browser).unwrap_or_default()
}

/// `standard`, or `elder` for 长者版.
pub(super) fn mode(req: &HttpRequest) -> &'static str {
    if req.cookie("mode").is_some_and(|c| c.value() == "elder") { "elder" } else { "standard" }
}

/// `auto`, `light` or `dark`.
pub(super) fn theme(req: &HttpRequest) -> &'static str {
    match req.cookie("theme").as_ref().map(actix_web::cookie::Cookie::value) {
        Some("light") => "light",
        Some("dark") => "dark",
        _ => "auto",
    }
}

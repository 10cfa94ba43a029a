//! Pages: a view struct, its template, and what every page shows around it.
use super::{cx::Cx, drawn, errors::Outcome, form::Filled, session::Via, summary};
use crate::{
    kernel::{
        random,
        refusal::{Error, Result},
    },
    platform::i18n::Locale,
};
use actix_web::{
    HttpResponse,
    cookie::Cookie,
    http::{StatusCode, header},
};
use serde::Serialize;
use tera::Context;

/// A page's own content. Every view has samples, which a test renders in both languages.
pub trait View: Serialize + Sized {
    /// The template's name.
    const TEMPLATE: &'static str;
    /// Which part of the navigation it belongs to: `home`, `orgs`, `tenders`, `activities`, `community`, `governance`, `desk`.
    const NAV: &'static str;
    /// Whether it is a page of the desk: denser, all sans.
    const DESK: bool = false;
    /// At least one sample for the test of all pages; more where the page has different faces.
    fn samples() -> Vec<Self>;
}

/// What surrounds a page.
#[derive(Debug, Serialize)]
struct Around<'a> {
    path: &'a str,
    route: &'a str,
    lang: &'static str,
    other_lang: &'static str,
    switch_url: String,
    mode: &'static str,
    theme: &'static str,
    nav: &'static str,
    desk: bool,
    csrf: String,
    once: String,
    signed_in: bool,
    who: Option<Who<'a>>,
    flash: Option<Flash<'a>>,
    demo: bool,
    city: City<'a>,
    unread: i64,
    request_id: &'a str,
    now: crate::kernel::time::Ts,
}

#[derive(Debug, Serialize)]
struct Who<'a> {
    name: &'a str,
    roles_label: String,
    strong: bool,
}

#[derive(Debug, Serialize)]
struct Flash<'a> {
    kind: &'static str,
    text: std::borrow::Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct City<'a> {
    name: &'a str,
    organiser: &'a str,
    site_code: &'a str,
    icp: &'a str,
    police: &'a str,
    hotline: &'a str,
}

impl Cx {
    /// Renders a view.
    ///
    /// # Errors
    /// A fault when the template and the view do not fit.
    pub fn page<V: View>(&self, view: &V) -> Outcome {
        self.render(StatusCode::OK, view, None)
    }

    /// Renders a view with a form. A form with errors answers 422, one with reasons only 409.
    ///
    /// # Errors
    /// A fault when the template and the view do not fit.
    pub fn form<V: View>(&self, view: &V, form: &Filled) -> Outcome {
        let status = if form.errors.is_empty() {
            StatusCode::OK
        } else if form.is_forbidden {
            StatusCode::FORBIDDEN
        } else if form.errors.iter().all(|e| e.field.is_empty()) {
            StatusCode::CONFLICT
        } else {
            StatusCode::UNPROCESSABLE_ENTITY
        };
        self.render(status, view, Some(form))
    }

    /// The form as it was sent, with what is wrong with it; errors no form can show come back.
    ///
    /// # Errors
    /// The error itself, when it is not one a form can show.
    pub fn filled(&self, submitted: &super::Submitted, error: Error) -> Result<Filled> {
        Filled::back(&self.env().words, self.locale, submitted, error)
    }

    fn render<V: View>(&self, status: StatusCode, view: &V, form: Option<&Filled>) -> Outcome {
        let mut context = Context::new();
        context.insert("v", view);
        if let Some(form) = form {
            context.insert("f", form);
        }
        self.respond(status, V::TEMPLATE, V::NAV, V::DESK, context)
    }

    /// Renders a template with a context of its own; `page` is added.
    pub(super) fn respond(
        &self,
        status: StatusCode,
        template: &str,
        nav: &'static str,
        desk: bool,
        mut context: Context,
    ) -> Outcome {
        let around = self.around(nav, desk);
        context.insert("page", &around);
        let has_form = context.get("f").is_some();
        if !has_form {
            context.insert("f", &Filled::default());
        }
        let mut html = self.app.templates.render(self.locale, template, &context)?;
        if has_form {
            html = summary::named(html, if self.locale == Locale::Zh { "：" } else { ": " });
        }
        let mut out = HttpResponse::build(status);
        out.insert_header((header::CONTENT_TYPE, "text/html; charset=utf-8"));
        if self.flash.is_some() {
            let mut gone = Cookie::new("flash", "");
            gone.set_path("/");
            gone.make_removal();
            out.cookie(gone);
        }
        if self.actor.account().is_some() {
            out.insert_header((header::CACHE_CONTROL, "no-store"));
        }
        let mut out = out.body(html);
        out.extensions_mut().insert(drawn::Mark { once: around.once });
        Ok(out)
    }

    fn around(&self, nav: &'static str, desk: bool) -> Around<'_> {
        let env = self.env();
        let city = &env.config.city;
        Around {
            path: &self.path,
            route: &self.route,
            lang: self.locale.tag(),
            other_lang: self.locale.other().tag(),
            switch_url: switch_url(&self.path, self.locale.other().tag()),
            mode: self.mode,
            theme: self.theme,
            nav,
            desk,
            csrf: self.csrf(),
            once: random::token(),
            signed_in: self.actor.account().is_some(),
            who: self.actor.person().map(|p| Who {
                name: &p.name,
                roles_label: p
                    .seats
                    .first()
                    .map(|s| env.words.say(self.locale, &format!("role-{}", s.role.word())))
                    .unwrap_or_default(),
                strong: p.is_strong,
            }),
            flash: self
                .flash
                .as_deref()
                .and_then(|key| Some(Flash { kind: "ok", text: env.words.get(self.locale, key, None)? })),
            demo: env.is_demo,
            city: City {
                name: if self.locale == crate::platform::i18n::Locale::Zh { &city.name } else { &city.name_en },
                organiser: &city.organiser,
                site_code: &city.site_code,
                icp: &city.icp,
                police: &city.police,
                hotline: &city.hotline,
            },
            unread: 0,
            request_id: &self.request,
            now: self.now(),
        }
    }

    /// The form token of this session; empty for visitors, whose forms are guarded by fetch metadata alone.
    #[must_use]
    pub fn csrf(&self) -> String {
        self.session.as_ref().map_or_else(String::new, |s| self.env().keyring.sign_token("csrf", &s.id.to_be_bytes()))
    }

    /// Whether a form's token belongs to this session.
    #[must_use]
    pub fn csrf_holds(&self, token: Option<&str>) -> bool {
        match &self.session {
            None => true,
            Some(s) if s.via == Via::Bearer => true,
            Some(s) => token.is_some_and(|t| self.env().keyring.verify_token("csrf", &s.id.to_be_bytes(), t)),
        }
    }

    /// `303 See Other`, with an optional message for the next page (a Fluent key).
    #[must_use]
    pub fn see_other(&self, to: &str, flash: Option<&str>) -> HttpResponse {
        let mut out = HttpResponse::SeeOther();
        out.insert_header((header::LOCATION, to.to_owned()));
        if let Some(key) = flash {
            out.cookie(
                Cookie::build("flash", key.to_owned())
                    .path("/")
                    .http_only(true)
                    .max_age(actix_web::cookie::time::Duration::seconds(60))
                    .finish(),
            );
        }
        out.finish()
    }
}

/// The same page in the other language: everything else of the address stays.
fn switch_url(path: &str, lang: &str) -> String {
    let (route, query) = path.split_once('?').unwrap_or((path, ""));
    let kept: String = query
        .split('&')
        .filter(|p| !p.is_empty() && !p.starts_with("lang="))
        .fold(String::new(), |all, p| all + p + "&");
    format!("{route}?{kept}lang={lang}")
}

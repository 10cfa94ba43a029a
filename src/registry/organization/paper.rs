//! The registration certificate 登记证书 as PDF (`SO-81`); an integrity seal, never an imitation of the state's (`CX-13`).
use super::{certificate_kind, store};
use crate::{
    kernel::refusal::{Error, Fact, Facts, Result},
    platform::{
        db::{Conn, Env},
        document::{Fonts, Footer, Meta, Orientation, Qr, Sheet, certificate_sheet},
        i18n::{self, Locale},
    },
    registry::{announcement, certificate},
    web::{Cx, Outcome},
};
use actix_web::{HttpResponse, http::header, web::Path};

/// Writes the certificate of an organization.
///
/// # Errors
/// [`Error::Missing`] when it has none.
fn write(c: &mut Conn, env: &Env, locale: Locale, credit_code: &str) -> Result<Vec<u8>> {
    let o = store::find_by_code(c, credit_code)?;
    let x = certificate::latest(c, certificate_kind(&o), ("organization", credit_code))?.ok_or(Error::Missing)?;
    let office = crate::registry::application::authority(c, o.authority_id)?;
    let say = |key: &str| env.words.say(locale, key);
    let with = |key: &str, facts: Facts| env.words.say_with(locale, key, &facts);
    let office_name = if locale == Locale::Zh { office.name } else { office.name_en };
    let rules = env.rulebook.kind(o.kind.word(), o.founded_on);
    let label = |l: &crate::platform::rulebook::Label| l.in_language(locale.tag()).to_owned();
    let title = rules.as_ref().and_then(|r| r.legal_form(&o.form).map(|f| label(&f.certificate)));
    let capital = rules.as_ref().and_then(|r| r.capital_name.as_ref().map(label));
    let valid = o.valid_until.map(|to| {
        with(
            "cert-pdf-valid",
            vec![("from", Fact::from(i18n::day(locale, o.founded_on))), ("to", Fact::from(i18n::day(locale, to)))],
        )
    });
    let rows = [
        match o.is_registered {
            true => (say("cert-pdf-code"), o.credit_code.clone()),
            false => (say("cert-pdf-filing-no"), o.certificate_no.clone()),
        },
        (say("cert-pdf-name"), o.name.clone()),
        (say("cert-pdf-domicile"), o.domicile.clone()),
        (say("cert-pdf-representative"), o.legal_representative.clone()),
        (say("cert-pdf-scope"), o.scope.clone()),
        (
            capital.unwrap_or_else(|| say("cert-pdf-capital")),
            if o.is_registered { i18n::money(locale, o.capital) } else { String::new() },
        ),
        (say("cert-pdf-founded"), i18n::day(locale, o.founded_on)),
        (say("cert-pdf-term"), valid.unwrap_or_default()),
    ];
    let site = env.config.public_url();
    let issued = x.issued_at;
    let sheet = Sheet {
        meta: Meta {
            title: format!("{} {}", o.name, x.no),
            author: office_name.clone(),
            language: locale.tag().to_owned(),
            issued,
        },
        orientation: Orientation::Landscape,
        title: title.unwrap_or_default(),
        subtitle: with("cert-pdf-no", vec![("no", Fact::from(x.no.clone()))]),
        lead: String::new(),
        rows: rows.into_iter().filter(|(_, v)| !v.is_empty()).collect(),
        notes: vec![say(if o.is_registered { "cert-pdf-licence" } else { "cert-pdf-filed" })],
        issuer: vec![with("cert-pdf-issuer", vec![("name", Fact::from(office_name))])],
        date: i18n::day(locale, issued.day()),
        statement: say("cert-pdf-statement"),
        qr: Some(Qr { text: format!("{site}/verify/{}", x.token), caption: say("cert-pdf-qr") }),
        footer: Footer {
            verify: with("paper-check", vec![("url", Fact::from(format!("{site}/verify/{}", x.no)))]),
            page_of: say("paper-page"),
        },
    };
    Ok(certificate_sheet(&sheet, &Fonts::new()?)?)
}

/// `GET /orgs/{credit code}/certificate.pdf`: made on demand from the row as it was signed.
pub async fn certificate_pdf(cx: Cx, code: Path<String>) -> Outcome {
    let code = code.into_inner().to_uppercase();
    let (env, locale) = (std::sync::Arc::clone(cx.env()), cx.locale);
    let bytes: Result<Vec<u8>> = cx.read(move |c| write(c, &env, locale, &code)).await;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"certificate.pdf\""))
        .body(bytes?))
}

/// `GET /orgs.atom`: the latest announcements 公告 of the register (`SO-75`).
pub async fn atom(cx: Cx) -> Outcome {
    let latest = cx.read(|c| announcement::latest(c, 50)).await?;
    let site = cx.env().config.public_url();
    let entries = latest.iter().map(|a| {
        let link = atom_syndication::Link { href: format!("{site}/orgs/{}", a.subject_ref), ..Default::default() };
        atom_syndication::Entry {
            title: format!("{}: {}", cx.say(&format!("announcement-{}", a.kind)), a.title).into(),
            id: format!("{site}/ledger/{}", a.entry_id),
            updated: a.published_at.utc().fixed_offset(),
            links: vec![link],
            ..Default::default()
        }
    });
    let updated = latest.first().map_or_else(|| cx.now(), |a| a.published_at);
    let feed = atom_syndication::Feed {
        title: cx.say("announcement-feed").into(),
        id: format!("{site}/orgs"),
        updated: updated.utc().fixed_offset(),
        entries: entries.collect(),
        links: vec![atom_syndication::Link {
            href: format!("{site}/orgs.atom"),
            rel: "self".into(),
            ..Default::default()
        }],
        ..Default::default()
    };
    Ok(HttpResponse::Ok().content_type("application/atom+xml; charset=utf-8").body(feed.to_string()))
}

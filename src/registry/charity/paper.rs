//! The certificates of a charity 慈善组织认定证书、公开募捐资格证书 as PDF; an integrity seal, never an imitation of the state's (`CX-13`).
use super::{
    model::{CaseKind, CharityState},
    store,
};
use crate::{
    kernel::refusal::{Error, Fact, Facts, Result},
    platform::{
        db::{Conn, Env},
        document::{Fonts, Footer, Meta, Orientation, Qr, Sheet, certificate_sheet},
        i18n::{self, Locale},
    },
    registry::{certificate, organization},
    web::{Cx, Outcome},
};
use actix_web::{HttpResponse, http::header, web::Path};

/// Writes the certificate of a granted case, while the organization is a charity.
///
/// # Errors
/// [`Error::Missing`] when it has none in force.
fn write(c: &mut Conn, env: &Env, locale: Locale, no: &str) -> Result<Vec<u8>> {
    let x = store::find_by_no(c, no)?;
    let o = organization::find(c, x.organization_id)?;
    let is_granted = x.state == CharityState::Granted && o.is_charity;
    let number = x.certificate_no.filter(|_| is_granted).ok_or(Error::Missing)?;
    let paper = certificate::find(c, &number)?;
    let (zh, en) = store::authority(c, x.authority_id)?;
    let office = if locale == Locale::Zh { zh } else { en };
    let say = |key: &str| env.words.say(locale, key);
    let with = |key: &str, facts: Facts| env.words.say_with(locale, key, &facts);
    let title = say(match x.kind {
        CaseKind::Recognition => "verify-kind-charity",
        CaseKind::FundRaising => "verify-kind-fund-raising",
    });
    let rows = [
        (say("cert-pdf-name"), o.name),
        (say("cert-pdf-code"), o.credit_code),
        (say("charity-decided-on"), x.decided_on.map(|d| i18n::day(locale, d)).unwrap_or_default()),
        (say("charity-no"), x.no),
    ];
    let site = env.config.public_url();
    let sheet = Sheet {
        meta: Meta {
            title: format!("{title} {number}"),
            author: office.clone(),
            language: locale.tag().to_owned(),
            issued: paper.issued_at,
        },
        orientation: Orientation::Landscape,
        title,
        subtitle: with("cert-pdf-no", vec![("no", Fact::from(number.clone()))]),
        lead: String::new(),
        rows: rows.into_iter().filter(|(_, v)| !v.is_empty()).collect(),
        notes: vec![say("charity-paper-note")],
        issuer: vec![with("cert-pdf-issuer", vec![("name", Fact::from(office))])],
        date: i18n::day(locale, paper.issued_at.day()),
        statement: say("cert-pdf-statement"),
        qr: Some(Qr { text: format!("{site}/verify/{}", paper.token), caption: say("cert-pdf-qr") }),
        footer: Footer {
            verify: with("paper-check", vec![("url", Fact::from(format!("{site}/verify/{number}")))]),
            page_of: say("paper-page"),
        },
    };
    Ok(certificate_sheet(&sheet, &Fonts::new()?)?)
}

/// `GET /charities/cases/{no}/certificate.pdf`
pub async fn certificate_pdf(cx: Cx, no: Path<String>) -> Outcome {
    let no = no.into_inner();
    let (env, locale) = (std::sync::Arc::clone(cx.env()), cx.locale);
    let bytes: Result<Vec<u8>> = cx.read(move |c| write(c, &env, locale, &no)).await;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"charity.pdf\""))
        .body(bytes?))
}

//! The certificate of a grade 评估等级证书 as PDF; an integrity seal, never an imitation of the authority's (`CX-13`).
use super::{model::AssessmentState, store};
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

/// Writes the certificate of an assessment; one that no longer holds is not handed out.
///
/// # Errors
/// [`Error::Missing`] when it has none in force.
fn write(c: &mut Conn, env: &Env, locale: Locale, no: &str) -> Result<Vec<u8>> {
    let x = store::find_by_no(c, no)?;
    let number = x.certificate_no.as_ref().filter(|_| x.state.is_in_force()).ok_or(Error::Missing)?;
    let paper = certificate::find(c, number)?;
    let o = organization::find(c, x.organization_id)?;
    let (zh, en) = store::authority(c, x.authority_id)?;
    let office = if locale == Locale::Zh { zh } else { en };
    let say = |key: &str| env.words.say(locale, key);
    let with = |key: &str, facts: Facts| env.words.say_with(locale, key, &facts);
    let grade = x.grade.map(|g| say(&format!("org-grade-{}", g.word()))).unwrap_or_default();
    let term = x.confirmed_on.zip(x.valid_until).map(|(from, to)| {
        with(
            "cert-pdf-valid",
            vec![("from", Fact::from(i18n::day(locale, from))), ("to", Fact::from(i18n::day(locale, to)))],
        )
    });
    let rows = [
        (say("cert-pdf-name"), paper.facts.0.get("name").cloned().unwrap_or(o.name)),
        (say("cert-pdf-code"), o.credit_code),
        (say("grade-grade"), grade),
        (say("cert-pdf-term"), term.unwrap_or_default()),
        (say("grade-no"), x.no),
    ];
    let site = env.config.public_url();
    let sheet = Sheet {
        meta: Meta {
            title: format!("{} {number}", say("verify-kind-grade")),
            author: office.clone(),
            language: locale.tag().to_owned(),
            issued: paper.issued_at,
        },
        orientation: Orientation::Landscape,
        title: say("verify-kind-grade"),
        subtitle: with("cert-pdf-no", vec![("no", Fact::from(number.clone()))]),
        lead: String::new(),
        rows: rows.into_iter().filter(|(_, v)| !v.is_empty()).collect(),
        notes: vec![say("grade-paper-note")],
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

/// `GET /grades/{no}/certificate.pdf`
pub async fn certificate_pdf(cx: Cx, no: Path<String>) -> Outcome {
    let no = no.into_inner();
    let (env, locale) = (std::sync::Arc::clone(cx.env()), cx.locale);
    let bytes: Result<Vec<u8>> = cx.read(move |c| write(c, &env, locale, &no)).await;
    Ok(HttpResponse::Ok()
        .insert_header((header::CONTENT_TYPE, "application/pdf"))
        .insert_header((header::CONTENT_DISPOSITION, "inline; filename=\"grade.pdf\""))
        .body(bytes?))
}

/// Whether a certificate can be handed out in this state.
pub(super) fn is_there(state: AssessmentState, no: Option<&String>) -> bool {
    state.is_in_force() && no.is_some()
}

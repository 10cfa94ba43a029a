//! What a program must know before it begins an application: kinds, forms, fields, charter, documents, authorities.
use super::store;
use crate::{
    platform::rulebook::{Label, OrganizationKind, RequiredDocument},
    web::{Cx, Outcome},
};
use actix_web::HttpResponse;
use serde::Serialize;
use utoipa::ToSchema;

/// Something to choose, or a point to treat.
#[derive(Debug, Serialize, ToSchema)]
pub struct KeyBody {
    /// Its key, as other operations take it.
    key: String,
    /// Its name in the reader's language.
    name: String,
}

/// A document of the application.
#[derive(Debug, Serialize, ToSchema)]
pub struct NeedBody {
    /// Its key.
    key: String,
    /// Its name in the reader's language.
    name: String,
    /// `always`, `dual_only`, `if_licensed` or `optional`.
    #[schema(value_type = String)]
    needed: crate::platform::rulebook::Needed,
    /// Media types that are taken.
    accepts: Vec<String>,
}

/// A kind of organization and what its registration asks for.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindBody {
    /// Its key.
    key: String,
    /// Its name in the reader's language.
    name: String,
    /// Whether it can be applied for here.
    is_open: bool,
    /// Legal forms.
    forms: Vec<KeyBody>,
    /// Fields.
    categories: Vec<KeyBody>,
    /// Points that the charter treats.
    charter: Vec<KeyBody>,
    /// Documents.
    documents: Vec<NeedBody>,
    /// Points that the charter of a charity treats beside those; nothing where none is founded as one.
    charity_charter: Vec<KeyBody>,
    /// What a legal person by statute hands in; nothing where there is none of this kind.
    statute_documents: Vec<NeedBody>,
}

/// A registration authority.
#[derive(Debug, Serialize, ToSchema)]
pub struct OfficeBody {
    /// Its code.
    code: String,
    /// Its name in the reader's language.
    name: String,
    /// Its division.
    division: String,
}

/// A street office or township government, with the communities whose groups it files (`SO-152`).
#[derive(Debug, Serialize, ToSchema)]
pub struct StreetBody {
    /// Its code, as the authority of a filing.
    code: String,
    /// Its name in the reader's language.
    name: String,
    /// Its division.
    division: String,
    /// Committees of its communities; the key is what the application's `community` takes.
    communities: Vec<KeyBody>,
}

/// What can be applied for, and where.
#[derive(Debug, Serialize, ToSchema)]
pub struct KindsBody {
    /// Kinds of organization.
    kinds: Vec<KindBody>,
    /// Registration authorities, the city's first.
    authorities: Vec<OfficeBody>,
    /// Streets and townships, where community groups are filed.
    streets: Vec<StreetBody>,
}

/// Lists what can be registered today and what each kind needs.
#[utoipa::path(get, operation_id = "application_kinds", path = "/api/v1/organization-kinds", tag = "registry",
    responses((status = 200, body = KindsBody)))]
pub async fn list(cx: Cx) -> Outcome {
    let (offices, streets, committees) =
        cx.read(|c| Ok((store::authorities(c)?, store::streets(c)?, store::committees(c)?))).await?;
    let tag = cx.locale.tag();
    let kinds = cx.env().rulebook.kinds(cx.now().day()).iter().map(|k| kind(k, tag)).collect();
    let is_zh = tag.starts_with("zh");
    let name = |a: &super::Authority| if is_zh || a.name_en.is_empty() { a.name.clone() } else { a.name_en.clone() };
    let office = |a: super::Authority| OfficeBody { name: name(&a), code: a.code, division: a.division };
    let street = |a: super::Authority| StreetBody {
        communities: committees
            .iter()
            .filter(|c| c.division == a.division)
            .map(|c| KeyBody { key: c.code.clone(), name: name(c) })
            .collect(),
        name: name(&a),
        code: a.code,
        division: a.division,
    };
    Ok(HttpResponse::Ok().json(KindsBody {
        kinds,
        authorities: offices.into_iter().map(office).collect(),
        streets: streets.into_iter().map(street).collect(),
    }))
}

fn kind(k: &OrganizationKind, tag: &str) -> KindBody {
    let key = |key: &str, name: &Label| KeyBody { key: key.to_owned(), name: name.in_language(tag).to_owned() };
    let need = |d: &RequiredDocument| NeedBody {
        key: d.key.clone(),
        name: d.label.in_language(tag).to_owned(),
        needed: d.needed,
        accepts: d.accepts.clone(),
    };
    KindBody {
        key: k.key.clone(),
        name: k.name.in_language(tag).to_owned(),
        is_open: k.enabled,
        forms: k.legal_forms.iter().map(|f| key(&f.key, &f.name)).collect(),
        categories: k.categories.iter().map(|c| key(&c.key, &c.name)).collect(),
        charter: k.charter.iter().map(|c| key(&c.key, &c.label)).collect(),
        documents: k.documents.iter().map(need).collect(),
        charity_charter: k.charity.iter().flat_map(|c| &c.charter).map(|c| key(&c.key, &c.label)).collect(),
        statute_documents: k.statute.iter().flat_map(|s| &s.documents).map(need).collect(),
    }
}

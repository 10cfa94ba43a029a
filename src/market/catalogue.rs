//! The guiding catalogue 政府购买服务指导性目录 and the negative list, for everybody to read (`PR-10`, `PR-12`).
use crate::{
    market::{
        plan::views::{CatalogueGroup, CataloguePage},
        tender::views::Choice,
    },
    platform::i18n::Locale,
    web::{Cx, Outcome},
};
use actix_web::HttpResponse;
use serde::Serialize;
use utoipa::ToSchema;

/// `GET /catalogue`
pub async fn show(cx: Cx) -> Outcome {
    let catalogue = cx.env().rulebook.catalogue();
    let lang = cx.locale.tag();
    let groups = catalogue.groups.iter().map(|group| CatalogueGroup {
        code: group.code.clone(),
        name: group.name.in_language(lang).to_owned(),
        is_public: group.public_service,
        items: group
            .items
            .iter()
            .map(|item| Choice {
                value: item.code.clone(),
                label: if cx.locale == Locale::Zh { item.zh.clone() } else { item.en.clone() },
                on: item.pilot,
                ..Choice::default()
            })
            .collect(),
    });
    let page = CataloguePage {
        edition: catalogue.edition.in_language(lang).to_owned(),
        groups: groups.collect(),
        excluded: catalogue.excluded.iter().map(|e| e.label.in_language(lang).to_owned()).collect(),
    };
    cx.page(&page)
}

/// A service that may be bought.
#[derive(Debug, Serialize, ToSchema)]
pub struct ItemBody {
    /// Its code.
    code: String,
    /// Its name in the reader's language.
    name: String,
    /// The name of its group.
    group: String,
    /// Whether it serves the public, so that users are asked before an acceptance.
    is_public: bool,
}

/// A way of buying 采购方式.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProcedureBody {
    /// Its key.
    key: String,
    /// Its name in the reader's language.
    name: String,
    /// When it is used.
    help: String,
    /// Practice, without legal effect.
    is_simulated: bool,
    /// Keys of the grounds to choose from; none where no ground is asked for.
    grounds: Vec<String>,
    /// The first deadline that is lawful when the documents are issued now.
    #[schema(value_type = String, format = DateTime)]
    earliest_deadline: crate::kernel::time::Ts,
}

/// What may be bought, and how.
#[derive(Debug, Serialize, ToSchema)]
pub struct CatalogueBody {
    /// Services of the guiding catalogue.
    items: Vec<ItemBody>,
    /// Procedures in force today.
    procedures: Vec<ProcedureBody>,
}

/// Lists what may be bought and by which procedures.
#[utoipa::path(get, operation_id = "catalogue_show", path = "/api/v1/catalogue", tag = "market",
    responses((status = 200, body = CatalogueBody)))]
pub async fn list(cx: Cx) -> Outcome {
    let (book, tag) = (&cx.env().rulebook, cx.locale.tag());
    let items = book.catalogue().groups.iter().flat_map(|g| {
        g.items.iter().map(|i| ItemBody {
            code: i.code.clone(),
            name: if cx.locale == Locale::Zh { i.zh.clone() } else { i.en.clone() },
            group: g.name.in_language(tag).to_owned(),
            is_public: g.public_service,
        })
    });
    let procedures = book.procedures(cx.now().day());
    let open = procedures.iter().filter(|p| p.enabled).map(|p| ProcedureBody {
        key: p.key.clone(),
        name: p.name.in_language(tag).to_owned(),
        help: p.help.in_language(tag).to_owned(),
        is_simulated: p.simulated,
        grounds: p.grounds.iter().map(|g| g.key.clone()).collect(),
        earliest_deadline: super::tender::earliest_deadline(p, book.calendar(), cx.now()),
    });
    Ok(HttpResponse::Ok().json(CatalogueBody { items: items.collect(), procedures: open.collect() }))
}

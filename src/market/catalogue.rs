//! The guiding catalogue 政府购买服务指导性目录 and the negative list, for everybody to read (`PR-10`, `PR-12`).
use crate::{
    market::{
        plan::views::{CatalogueGroup, CataloguePage},
        tender::views::Choice,
    },
    platform::i18n::Locale,
    web::{Cx, Outcome},
};

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

//! The check of a name before anything is filled in (`SO-40`–`SO-52`): its words, the register, what is reserved, and
//! organizations whose names are like it.
use super::forms::Wanted;
use crate::{
    kernel::refusal::{Code, Error, FieldError, Result},
    platform::search::{self, Query, Search, sound},
    registry::{
        application::{self, NameAsked, NameFault},
        organization::{self, Organization, jobs::KIND},
    },
    web::Cx,
};

/// The most names that are shown as similar.
const SIMILAR: usize = 8;
/// How many characters of a trade name 字号 are listened to.
const TRADE_NAME: usize = 2;

/// What was found out about a name.
pub(super) struct Found {
    /// What is wrong or doubtful.
    pub faults: Vec<NameFault>,
    /// Organizations with a name like it, the likest first, and whether they sound the same.
    pub similar: Vec<(Organization, bool)>,
    /// False while the search engine is away: similar names were not looked for.
    pub is_complete: bool,
}

/// Looks at a name.
///
/// # Errors
/// [`Code::KindNotOpen`]; a wrong authority is an error of its field.
pub(super) async fn check(cx: &Cx, wanted: &Wanted) -> Result<Found> {
    let (env, today, w) = (std::sync::Arc::clone(cx.env()), cx.now().day(), wanted.clone());
    let (faults, own) = cx
        .read(move |c| {
            let book = &env.rulebook;
            let rules = book.kind(w.kind.word(), today).ok_or(Code::KindNotOpen)?;
            let office = application::authorities(c)?.into_iter().find(|a| a.code == w.authority);
            let office = office.ok_or_else(|| Error::Invalid(vec![FieldError::new("authority", "choice")]))?;
            let asked = NameAsked { name: &w.name, division: &office.division, application: None, organization: None };
            let faults = application::judge_name(c, book, &rules, &asked, today)?;
            Ok((faults, application::own_part(book, &rules, &w.name).to_owned()))
        })
        .await?;
    let ids = alike(&cx.app.search, &own).await;
    let is_complete = ids.is_some();
    let wanted = ids.unwrap_or_default();
    let order = wanted.clone();
    let mut rows = cx.read(move |c| organization::find_all(c, &wanted)).await?;
    rows.sort_by_key(|o| order.iter().position(|id| *id == o.id.0));
    let mut similar: Vec<(Organization, bool)> =
        rows.into_iter().map(|o| (o.clone(), sounds_like(&o.name, &own))).collect();
    similar.sort_by_key(|(_, is_same)| !is_same);
    similar.truncate(SIMILAR);
    Ok(Found { faults, similar, is_complete })
}

/// Whether a name holds the same sounds; what is too short to have a sound of its own holds none.
fn sounds_like(name: &str, own: &str) -> bool {
    own.chars().count() >= TRADE_NAME && sound(name).contains(&sound(own))
}

/// Organizations whose names hold the same words, and those whose trade name sounds the same; nothing when the engine
/// is away.
async fn alike(engine: &Search, own: &str) -> Option<Vec<i64>> {
    if own.is_empty() {
        return Some(Vec::new());
    }
    let trade: String = own.chars().take(TRADE_NAME).collect();
    let mut ids: Vec<i64> = Vec::new();
    for text in [own.to_owned(), sound(&trade)] {
        let query = Query { kind: Some(KIND), limit: SIMILAR, ..Query::new(text) };
        match engine.query(query).await {
            Ok(hits) => ids.extend(hits.ids(KIND)),
            Err(search::SearchError::Refused(_)) => {}
            Err(_) => return None,
        }
    }
    let mut seen = std::collections::HashSet::new();
    ids.retain(|id| seen.insert(*id));
    Some(ids)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_written_otherwise_but_said_alike_is_alike() {
        assert!(sounds_like("遂宁市听河养老服务中心", "听荷养老服务"));
        assert!(!sounds_like("遂宁市观音湖养老服务中心", "听荷养老服务"));
        assert!(!sounds_like("遂宁市听河养老服务中心", "听"), "one sound is no name");
    }
}

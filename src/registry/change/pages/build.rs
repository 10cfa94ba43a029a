//! Puts page contexts together from a change, in the reader's language.
use crate::{
    kernel::{
        refusal::{Reason, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Conn, Env},
        rulebook::{CHARTER, OrganizationKind as Rules},
    },
    registry::{
        application::{NameFault, views::Choice},
        case::{Dossier, pages::build as shared, views::Head},
        change::{
            Change,
            content::Content,
            judge::Judge,
            rules,
            views::{Asked, Difference, Field},
        },
        organization::{self, Item, Organization, history::pages as history},
    },
    web::Cx,
};

/// A change with what its pages need.
pub(in super::super) struct Sheet {
    pub d: Dossier<Content>,
    pub apply_by: Option<Day>,
    pub name_faults: Vec<NameFault>,
    pub missing: Vec<Reason>,
}

impl Sheet {
    pub(in super::super) async fn of(cx: &Cx, x: Change) -> Result<Self> {
        let (env, now, language) = (std::sync::Arc::clone(cx.env()), cx.now(), cx.locale.tag());
        cx.read(move |c| Self::load(c, &env, x, (now, language))).await
    }

    pub(in super::super) fn load(c: &mut Conn, env: &Env, x: Change, by: (Ts, &str)) -> Result<Self> {
        let (now, language) = by;
        let d = Dossier::load(c, env, x, now)?;
        let judge = Judge { book: &env.rulebook, rules: &d.rules, mode: d.o.mode, today: now.day() };
        let (state, rules) = (d.x.state, d.rules.change.as_ref());
        Ok(Self {
            apply_by: rules.and_then(|r| rules::apply_by(r, env.rulebook.calendar(), &d.x.content.0, d.x.agreed_on)),
            name_faults: if state.is_open() { judge.name_faults(c, &d.x)? } else { Vec::new() },
            missing: if state.is_editable() { judge.missing(c, &d.x, language)? } else { Vec::new() },
            d,
        })
    }

    pub(in super::super) fn head(&self, cx: &Cx) -> Head {
        shared::head(cx, &self.d, self.apply_by)
    }

    pub(super) fn asked(&self) -> Asked {
        let content = &self.d.x.content.0;
        Asked {
            is_empty: content.changed().is_empty(),
            reason: content.reason.clone(),
            agreed_on: self.d.x.agreed_on,
            is_dual: self.d.mode.needs_sponsor(),
        }
    }

    pub(super) fn differences(&self, cx: &Cx) -> Vec<Difference> {
        differences(cx, &self.d.x.content.0, &self.d.rules, &self.d.o)
    }
}

/// The words of an item, the charter included.
pub(in super::super) fn item_word(cx: &Cx, rules: Option<&Rules>, key: &str) -> String {
    match key.parse::<Item>() {
        Ok(item) => history::label(cx, rules, item),
        Err(_) if key == CHARTER => cx.say("change-charter"),
        Err(_) => key.to_owned(),
    }
}

/// Item by item: what is or was registered, what shall be.
pub(in super::super) fn differences(cx: &Cx, content: &Content, rules: &Rules, o: &Organization) -> Vec<Difference> {
    let announced = content.announced(rules);
    let before = |item: &Item| content.before.get(item).cloned().unwrap_or_else(|| o.item(*item));
    let mut out: Vec<Difference> = content
        .items
        .iter()
        .map(|(item, after)| Difference {
            key: item.word(),
            label: history::label(cx, Some(rules), *item),
            before: history::shown(cx, *item, &before(item)),
            after: history::shown(cx, *item, after),
            is_announced: announced.contains_key(item),
        })
        .collect();
    if let Some(county) = &content.county {
        let names = organization::pages::county_names(cx);
        let named = |code: &String| names.get(code).unwrap_or(code).clone();
        out.push(Difference {
            key: "county",
            label: cx.say("change-county"),
            before: named(content.county_before.as_ref().unwrap_or(&o.county)),
            after: named(county),
            is_announced: false,
        });
    }
    if let Some(text) = &content.charter {
        out.push(Difference {
            key: CHARTER,
            label: cx.say("change-charter"),
            before: cx.say("change-charter-before"),
            after: text.clone(),
            is_announced: false,
        });
    }
    out
}

/// Counties of the city, to say in which one a new domicile lies.
pub(super) fn counties(cx: &Cx) -> Vec<Choice> {
    let mut all: Vec<Choice> = organization::pages::county_names(cx)
        .into_iter()
        .filter(|(code, _)| !code.ends_with("00"))
        .map(|(code, name)| Choice::new(code, name))
        .collect();
    all.sort_by(|a, b| a.value.cmp(&b.value));
    all
}

/// The registered items as fields of a draft.
pub(super) fn fields(cx: &Cx, d: &Dossier<Content>) -> Vec<Field> {
    let field = |i: &crate::platform::rulebook::RegisteredItem| {
        let item: Item = i.key.parse().ok()?;
        Some(Field {
            key: item.word(),
            label: i.label.in_language(cx.locale.tag()).to_owned(),
            now: history::shown(cx, item, &d.o.item(item)),
            form: match item {
                Item::Capital => "money",
                Item::Purpose | Item::Scope => "lines",
                _ => "line",
            },
            is_announced: i.announced,
        })
    };
    d.rules.registered_items.iter().filter_map(field).collect()
}

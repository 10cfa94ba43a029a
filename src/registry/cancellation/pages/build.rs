//! Puts page contexts together from a cancellation, in the reader's language.
use crate::{
    kernel::{
        refusal::{Reason, Result},
        time::Ts,
    },
    platform::{
        db::{Conn, Env},
        i18n::Locale,
    },
    registry::{
        cancellation::{Cancellation, content::Content, rules, views::Told},
        case::{CaseState as State, Dossier, pages::build as shared, views::Head},
    },
    web::Cx,
};
use std::collections::BTreeSet;

/// A cancellation with what its pages need.
pub(in super::super) struct Sheet {
    pub d: Dossier<Content>,
    pub days: rules::Days,
    pub missing: Vec<Reason>,
}

impl Sheet {
    pub(in super::super) async fn of(cx: &Cx, x: Cancellation) -> Result<Self> {
        let (env, now, language) = (std::sync::Arc::clone(cx.env()), cx.now(), cx.locale.tag());
        cx.read(move |c| Self::load(c, &env, x, (now, language))).await
    }

    fn load(c: &mut Conn, env: &Env, x: Cancellation, by: (Ts, &str)) -> Result<Self> {
        let (today, language) = (by.0.day(), by.1);
        let d = Dossier::load(c, env, x, by.0)?;
        let p = rules::of_kind(&d.rules)?;
        let (x, content) = (&d.x, &d.x.content.0);
        let days = rules::days(p, env.rulebook.calendar(), content, x.announced_at, d.o.is_charity);
        let keys: BTreeSet<String> = d.documents.iter().map(|d| d.key.clone()).collect();
        let missing = match x.state {
            State::Draft => {
                let simplified = env.rulebook.count("cancel.simplified", today)? > 0;
                rules::unplanned(content, &p.grounds, simplified, today)
            }
            s if s.is_editable() => {
                rules::missing(x, p, &days, &keys, (d.mode, today, language), rules::must_pass_on(&d.o))
            }
            _ => Vec::new(),
        };
        Ok(Self { days, missing, d })
    }

    pub(super) fn head(&self, cx: &Cx) -> Head {
        shared::head(cx, &self.d, self.days.apply_by)
    }

    pub(super) fn told(&self, cx: &Cx) -> Told {
        let (x, content) = (&self.d.x, &self.d.x.content.0);
        let group_on = content.group_on.unwrap_or(cx.now().day());
        Told {
            facts: content.facts.clone(),
            ended_on: content.ended_on,
            is_simplified: content.is_simplified,
            group: content.group.join(if cx.locale == Locale::Zh { "、" } else { ", " }),
            group_on: content.group_on,
            is_group_late: self.days.group_by.is_some_and(|last| group_on > last),
            group_by: self.days.group_by,
            contact: content.contact.clone(),
            announced_at: x.announced_at,
            open_until: self.days.open_until,
            liquidated_on: content.liquidated_on,
            report: content.report.clone(),
            assets: content.assets.clone(),
            recipient: content.recipient.clone(),
            must_pass_on: rules::must_pass_on(&self.d.o),
        }
    }
}

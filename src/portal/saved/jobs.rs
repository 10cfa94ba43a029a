//! The daily letter: what is new under everything somebody keeps.
use super::{
    model::SavedSearch,
    pages::{label_of, unsubscribe},
    store,
};
use crate::{
    kernel::{
        actor::AccountId,
        refusal::{Error, Result},
        time::Day,
    },
    platform::{
        i18n::Locale,
        jobs::{Job, JobError, Jx},
        postbox,
    },
};
use serde::{Deserialize, Serialize};

/// How many news of one question a letter names; the page has the rest.
const NAMED: usize = 10;

/// Looks at everything an account keeps, and writes one letter if there is news.
#[derive(Debug, Serialize, Deserialize)]
pub struct Digest {
    account: i64,
    day: Day,
}

/// Something new.
#[derive(Debug, Clone, Serialize)]
pub struct Item {
    /// Its name.
    pub title: String,
    /// Its address.
    pub link: String,
}

/// One question with its news.
#[derive(Debug, Clone, Serialize)]
pub struct Group {
    /// What is asked, in words.
    pub label: String,
    /// Where the rest is.
    pub link: String,
    /// How many are new.
    pub n: usize,
    /// The first of them.
    pub items: Vec<Item>,
}

/// What the template of the letter sees as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// How many are new altogether.
    pub n: usize,
    /// By question.
    pub groups: Vec<Group>,
    /// Where one manages what one keeps.
    pub manage: String,
    /// Where one press ends the letters.
    pub unsubscribe: String,
}

impl Job for Digest {
    const KIND: &'static str = "portal.saved_digest";

    fn dedupe(&self) -> Option<String> {
        Some(format!("{}-{}", self.account, self.day))
    }

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (account, today, until) = (self.account, self.day, jx.now());
        let (to, found) = jx
            .read(move |c| {
                let to = store::recipient(c, account)?;
                let mine = store::of(c, AccountId(account))?;
                let due = mine.into_iter().filter(|x| x.is_mailed && x.looked_on.is_none_or(|day| day < today));
                let found: Result<Vec<_>> = due.map(|x| Ok((store::news(c, &x, until)?, x))).collect();
                Ok((to, found?))
            })
            .await?;
        if let Some(to) = to {
            let locale = Locale::from_tag(&to.locale).unwrap_or_default();
            let site = jx.env.config.public_url();
            let groups: Vec<Group> = found
                .iter()
                .filter(|(news, _)| !news.is_empty())
                .map(|(news, x)| Group {
                    label: label_of(&jx.env, locale, x),
                    link: format!("{site}{}", x.href()),
                    n: news.len(),
                    items: news
                        .iter()
                        .take(NAMED)
                        .map(|n| Item { title: n.title.clone(), link: format!("{site}{}", n.href) })
                        .collect(),
                })
                .collect();
            if !groups.is_empty() {
                let facts = Facts {
                    n: groups.iter().map(|g| g.n).sum(),
                    groups,
                    manage: format!("{site}/saved-searches"),
                    unsubscribe: format!("{site}{}", unsubscribe(&jx.env, AccountId(account))),
                };
                postbox::post_list(jx, "saved_digest", &to, &facts, &facts.unsubscribe).await?;
            }
        }
        let searches: Vec<SavedSearch> = found.into_iter().map(|(_, x)| x).collect();
        jx.write(move |tx| store::looked(tx, &searches, until, today)).await?;
        Ok(())
    }
}

/// From the hour of the letters on, one look a day at what each account keeps. Safe on several nodes and however often it
/// runs: a look of the same account and day waits only once, and what was looked at today is not looked at again.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let now = jx.now();
    let today = now.day();
    let from = jx.env.rulebook.count("saved.digest_hour", today).map_err(|e| anyhow::anyhow!("{e}"))?;
    if chrono::Timelike::hour(&now.local()) < from {
        return Ok(());
    }
    let mut after = 0;
    loop {
        let page = jx.read(move |c| store::to_look_at(c, today, after, 500)).await?;
        let Some(&last) = page.last() else { return Ok(()) };
        let wanted = page.clone();
        let put = jx.write(move |tx| wanted.iter().try_for_each(|id| tx.enqueue(&Digest { account: *id, day: today })));
        match put.await {
            Ok(()) | Err(Error::Stale) => {}
            Err(e) => return Err(e.into()),
        }
        after = last;
    }
}

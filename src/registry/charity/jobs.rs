//! Letters about charities, and the calendar of what they must publish.
use super::{
    actions,
    model::{Case, Duty},
    rules::Terms,
    store,
};
use crate::{
    kernel::{
        actor::OrganizationId,
        refusal::{Error, Result},
        time::Day,
    },
    platform::{
        db::{Conn, Tx},
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
    text_enum,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};

text_enum! {
    /// The letters; the words stand in the messages `mail-charity-<word>-…`.
    pub enum Word {
        /// 收件.
        Submitted = "submitted",
        /// 退回补正.
        Returned = "returned",
        /// 受理.
        Accepted = "accepted",
        /// 延长.
        Extended = "extended",
        /// 予以认定、准予.
        Granted = "granted",
        /// 不予.
        Refused = "refused",
        /// 公开提醒.
        Reminder = "reminder",
    }
}

/// Writes to everybody who acts for the organization.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
    word: Word,
}

impl Tell {
    /// A letter about this case.
    #[must_use]
    pub fn new(id: i64, word: Word) -> Self {
        Self { id, word }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Which letter.
    pub word: &'static str,
    /// What was asked for, or what must be published.
    pub kind: &'static str,
    /// Number of the case, or the time a duty is about.
    pub no: String,
    /// Name of the organization.
    pub organization: String,
    /// Words of the latest act.
    pub text: String,
    /// Last day to decide, or to publish.
    pub day: Option<Day>,
    /// Whether the answer is negative: remedies are told.
    pub is_negative: bool,
    /// Where to go.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_charity";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (id, word) = (self.id, self.word);
        let (x, name, to) = jx.read(move |c| material(c, id)).await?;
        let facts = Facts {
            word: word.word(),
            kind: x.kind.word(),
            link: format!("{}/charities/cases/{}", jx.env.config.public_url(), x.no),
            organization: name,
            text: x.course.0.last().map(|a| a.text.clone()).unwrap_or_default(),
            day: x.due_on.filter(|_| matches!(word, Word::Accepted | Word::Extended)),
            is_negative: word == Word::Refused,
            no: x.no,
        };
        for person in &to {
            postbox::post(jx, "charity", person, &facts).await?;
        }
        Ok(())
    }
}

fn material(c: &mut Conn, id: i64) -> Result<(Case, String, Vec<Recipient>)> {
    let x = store::find(c, id)?;
    let o = organization::find(c, x.organization_id)?;
    let to = officers(c, o.id)?;
    Ok((x, o.name, to))
}

fn officers(c: &mut Conn, id: OrganizationId) -> Result<Vec<Recipient>> {
    let all = organization::officers(c, id)?;
    Ok(all.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect())
}

/// Reminds the officers of something that must be published.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remind {
    /// Row of the duty.
    pub duty: i64,
}

impl Job for Remind {
    const KIND: &'static str = "registry.remind_charity";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = self.duty;
        let (duty, o, to): (Duty, organization::Organization, Vec<Recipient>) = jx
            .read(move |c| {
                let duty = store::duty(c, id)?;
                let o = organization::find(c, duty.organization_id)?;
                let to = officers(c, o.id)?;
                Ok((duty, o, to))
            })
            .await?;
        // Whoever published meanwhile needs no reminder.
        if duty.done_on.is_some() {
            return Ok(());
        }
        let facts = Facts {
            word: Word::Reminder.word(),
            kind: duty.kind.word(),
            no: duty.period,
            organization: o.name,
            text: String::new(),
            day: Some(duty.due_on),
            is_negative: false,
            link: format!("{}/orgs/{}/charity", jx.env.config.public_url(), o.credit_code),
        };
        for person in &to {
            postbox::post(jx, "charity", person, &facts).await?;
        }
        Ok(())
    }
}

/// How many days ahead a duty stands in the calendar.
const AHEAD: i64 = 60;
/// Rows of one round.
const ROWS: i64 = 200;

/// Fills the calendars and reminds (`SO-113`, `SO-144`). Safe on several nodes and however often it runs: a duty is one
/// unique row, a reminder one compare-and-set.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let terms = Terms::of(&jx.env.rulebook, today)?;
    for (kind, period, due) in terms.duties(today, AHEAD, true) {
        let mut after = 0;
        loop {
            let about = period.clone();
            match jx.write(move |tx| actions::open_duty(tx, kind, &about, due, after)).await {
                Ok(Some(last)) => after = last,
                // Another node is at it: what it leaves comes in the next turn.
                Ok(None) | Err(Error::Stale) => break,
                Err(e) => return Err(e.into()),
            }
        }
    }
    // The shortest lead first, so that whoever is met for the first time gets one reminder and not two.
    for lead in terms.reminders {
        let (through, days) = (today + TimeDelta::days(i64::from(lead)), i64::from(lead));
        let mut after = 0;
        loop {
            let page = jx.read(move |c| store::to_remind(c, (today, through), days, after, ROWS)).await?;
            let Some(&last) = page.last() else { break };
            for id in page {
                each(jx, move |tx| actions::remind(tx, id, days)).await?;
            }
            after = last;
        }
    }
    Ok(())
}

/// One step; somebody who was faster is no fault.
async fn each(jx: &Jx, f: impl FnMut(&mut Tx) -> Result<()> + Send + 'static) -> std::result::Result<(), JobError> {
    match jx.write(f).await {
        Ok(()) | Err(Error::Stale) => Ok(()),
        Err(e) => Err(e.into()),
    }
}

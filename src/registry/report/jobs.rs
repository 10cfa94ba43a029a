//! Letters about annual reports, and the clock of the season.
use super::{
    actions,
    model::{Report, ReportState},
    rules::{self, Terms},
    store,
};
use crate::{
    kernel::{
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{
        db::{Conn, Tx},
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    registry::organization,
    text_enum,
};
use serde::{Deserialize, Serialize};

text_enum! {
    /// The letters; the word is the template's name.
    pub enum Word {
        /// 催报: so many days are left.
        Reminder = "report_reminder",
        /// 回执.
        Received = "report_received",
        /// 退回补正.
        Returned = "report_returned",
        /// 结论.
        Concluded = "report_concluded",
    }
}

/// Writes to everybody who acts for the organization.
#[derive(Debug, Serialize, Deserialize)]
pub struct Tell {
    id: i64,
    word: Word,
}

impl Tell {
    /// A letter about this report.
    #[must_use]
    pub fn new(id: i64, word: Word) -> Self {
        Self { id, word }
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Number of the report.
    pub no: String,
    /// Name of the organization.
    pub organization: String,
    /// The year it is about, as words: no separators.
    pub year: String,
    /// Last day to hand in, or to correct.
    pub due_on: Day,
    /// Days until then.
    pub days: i64,
    /// Number of the receipt.
    pub receipt_no: String,
    /// When it was handed in.
    pub at: Option<Ts>,
    /// What is to be put right: section and text.
    pub defects: Vec<(String, String)>,
    /// The result.
    pub outcome: String,
    /// Its reasons.
    pub reasons: String,
    /// Where the report is.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_report";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = self.id;
        let (r, name, to) = jx.read(move |c| material(c, id)).await?;
        // Whoever handed in meanwhile needs no reminder.
        if self.word == Word::Reminder && !matches!(r.state, ReportState::Due | ReportState::Draft) {
            return Ok(());
        }
        let facts = Facts {
            link: format!("{}/reports/{}", jx.env.config.public_url(), r.no),
            organization: name,
            year: r.year.to_string(),
            due_on: r.open_until(),
            days: (r.open_until() - jx.now().day()).num_days().max(0),
            receipt_no: r.receipt_no.unwrap_or_default(),
            at: r.submitted_at,
            defects: r.defects.0.into_iter().map(|d| (d.section.word().to_owned(), d.text)).collect(),
            outcome: r.outcome.map(|o| o.word().to_owned()).unwrap_or_default(),
            reasons: r.reasons.unwrap_or_default(),
            no: r.no,
        };
        for person in &to {
            postbox::post(jx, self.word.word(), person, &facts).await?;
        }
        Ok(())
    }
}

fn material(c: &mut Conn, id: i64) -> Result<(Report, String, Vec<Recipient>)> {
    let r = store::find(c, id)?;
    let o = organization::find(c, r.organization_id)?;
    let officers = organization::officers(c, o.id)?;
    let to = officers.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect();
    Ok((r, o.name, to))
}

/// Rows of one round.
const ROWS: i64 = 200;

/// Opens the season, reminds, and gives notice of what was missed (`SO-110`, `SO-121`). Safe on several nodes and however
/// often it runs: each step is one compare-and-set.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let terms = Terms::of(&jx.env.rulebook, today)?;
    open(jx, &terms, today).await?;
    remind(jx, &terms, today).await?;
    let mut after = 0;
    loop {
        let page = jx.read(move |c| store::overdue(c, today, after, ROWS)).await?;
        let Some(&last) = page.last() else { return Ok(()) };
        for id in page {
            each(jx, move |tx| actions::miss(tx, id)).await?;
        }
        after = last;
    }
}

async fn open(jx: &Jx, terms: &Terms, today: Day) -> std::result::Result<(), JobError> {
    let year = Terms::season(today);
    if !terms.is_opening(today, year) {
        return Ok(());
    }
    let mut after = 0;
    loop {
        match jx.write(move |tx| actions::open(tx, year, after)).await {
            Ok(Some(last)) => after = last,
            // Another node is at it: what it leaves comes in the next turn.
            Ok(None) | Err(Error::Stale) => return Ok(()),
            Err(e) => return Err(e.into()),
        }
    }
}

/// The shortest lead first, so that whoever is met for the first time gets one reminder and not three.
async fn remind(jx: &Jx, terms: &Terms, today: Day) -> std::result::Result<(), JobError> {
    for &lead in &terms.reminders {
        let (through, days) = (rules::reminded_through(today, lead), i64::from(lead));
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

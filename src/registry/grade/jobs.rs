//! Letters about grades, and the clock that ends them.
use super::{actions, model::Assessment, rules::Terms, store};
use crate::{
    kernel::{
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
    /// The letters; the words stand in the messages `mail-grade-<word>-…`.
    pub enum Word {
        /// 已收到参评申请.
        Submitted = "submitted",
        /// 通过资格审核.
        Admitted = "admitted",
        /// 不符合参评条件.
        Excluded = "excluded",
        /// 评估结果公示.
        Publicized = "publicized",
        /// 复核决定.
        Reviewed = "reviewed",
        /// 等级确定.
        Confirmed = "confirmed",
        /// 未获等级.
        Ungraded = "ungraded",
        /// 拟降低、取消等级.
        Questioned = "questioned",
        /// 保留等级.
        Kept = "kept",
        /// 降低等级.
        Lowered = "lowered",
        /// 取消等级.
        Revoked = "revoked",
        /// 等级届满.
        Expired = "expired",
        /// 届满提醒.
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
    /// A letter about this assessment.
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
    /// Number of the assessment.
    pub no: String,
    /// Name of the organization.
    pub organization: String,
    /// The grade; empty where there is none.
    pub grade: String,
    /// Words of the latest act.
    pub text: String,
    /// Last day: of the publicity, to answer, of the grade.
    pub day: Option<Day>,
    /// Whether the answer is negative: remedies are told.
    pub is_negative: bool,
    /// Where the assessment is.
    pub link: String,
}

impl Job for Tell {
    const KIND: &'static str = "registry.tell_grade";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (id, word) = (self.id, self.word);
        let (x, name, to) = jx.read(move |c| material(c, id)).await?;
        let facts = Facts {
            word: word.word(),
            link: format!("{}/grades/{}", jx.env.config.public_url(), x.no),
            organization: name,
            grade: x.grade.map(|g| g.word().to_owned()).unwrap_or_default(),
            text: x.course.0.last().map(|a| a.text.clone()).filter(|_| word != Word::Reminder).unwrap_or_default(),
            day: match word {
                Word::Publicized => x.public_until,
                Word::Questioned => x.due_on,
                Word::Confirmed | Word::Lowered | Word::Reminder | Word::Expired => x.valid_until,
                _ => None,
            },
            is_negative: matches!(word, Word::Excluded | Word::Ungraded | Word::Lowered | Word::Revoked),
            no: x.no,
        };
        for person in &to {
            postbox::post(jx, "grade", person, &facts).await?;
        }
        Ok(())
    }
}

fn material(c: &mut Conn, id: i64) -> Result<(Assessment, String, Vec<Recipient>)> {
    let x = store::find(c, id)?;
    let o = organization::find(c, x.organization_id)?;
    let officers = organization::officers(c, o.id)?;
    let to = officers.into_iter().map(|p| Recipient { name: p.name, email: p.email, locale: p.locale }).collect();
    Ok((x, o.name, to))
}

/// Rows of one round.
const ROWS: i64 = 200;

/// Ends the grades whose last day has passed and reminds of those that end soon (`SO-132`). Safe on several nodes and
/// however often it runs: each step is one compare-and-set.
///
/// # Errors
/// A fault of the database.
pub async fn tick(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let mut after = 0;
    loop {
        let page = jx.read(move |c| store::to_expire(c, today, after, ROWS)).await?;
        let Some(&last) = page.last() else { break };
        for id in page {
            each(jx, move |tx| actions::expire(tx, id)).await?;
        }
        after = last;
    }
    // The shortest lead first, so that whoever is met for the first time gets one reminder and not two.
    for lead in Terms::of(&jx.env.rulebook, today)?.reminders {
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

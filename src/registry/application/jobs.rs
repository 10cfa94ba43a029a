//! Letters to founders and offices, and the schedule that hurries what the law does by itself.
use super::{
    actions,
    model::{Application, ApplicationId},
    store,
};
use crate::{
    kernel::{
        actor::{AuthorityId, BodyKind, Role},
        refusal::Result,
    },
    platform::{
        db::Conn,
        jobs::{Job, JobError, Jx},
        postbox::{self, Recipient},
    },
    schema::{accounts, memberships},
    text_enum,
};
use diesel::prelude::*;
use serde::{Deserialize, Serialize};

text_enum! {
    /// The letters of an application; the word is the template's name.
    pub enum Letter {
        /// 收件凭证.
        Submitted = "application_submitted",
        /// 一次性补正告知.
        Correction = "application_correction",
        /// 受理通知.
        Accepted = "application_accepted",
        /// 不予受理.
        NotAccepted = "application_not_accepted",
        /// 准予登记.
        Approved = "application_approved",
        /// 不予登记.
        Refused = "application_refused",
        /// 特别程序通知: the clock stands, and for how long (`SO-68`).
        Suspended = "application_suspended",
        /// The clock runs again.
        Resumed = "application_resumed",
        /// 延期告知, with the reason (`CX-03`).
        Extended = "application_extended",
        /// To the office: the law has accepted an application (`CX-04`).
        DeemedAlert = "application_deemed",
    }
}

/// Sends a letter about an application as it stands.
#[derive(Debug, Serialize, Deserialize)]
pub struct SendLetter {
    id: i64,
    letter: Letter,
}

impl SendLetter {
    /// A letter about this application.
    #[must_use]
    pub fn new(id: ApplicationId, letter: Letter) -> Self {
        Self { id: id.0, letter }
    }
}

impl Job for SendLetter {
    const KIND: &'static str = "registry.send_letter";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let (id, letter) = (ApplicationId(self.id), self.letter);
        let (a, to, facts) = jx.read(move |c| material(c, id, letter)).await?;
        let values = facts.link(&jx.env.config.public_url(), &a.no);
        for person in &to {
            postbox::post(jx, letter.word(), person, &values).await?;
        }
        Ok(())
    }
}

/// Informs the county's registration authority of a group its street or township filed (`SO-152`).
#[derive(Debug, Serialize, Deserialize)]
pub struct TellCounty {
    id: i64,
}

impl TellCounty {
    /// About this application.
    #[must_use]
    pub fn new(id: ApplicationId) -> Self {
        Self { id: id.0 }
    }
}

impl Job for TellCounty {
    const KIND: &'static str = "registry.tell_county";

    async fn run(self, jx: &Jx) -> std::result::Result<(), JobError> {
        let id = ApplicationId(self.id);
        let (to, mut facts) = jx
            .read(move |c| {
                let (a, _, facts) = material(c, id, Letter::Approved)?;
                let county: String = a.division.chars().take(6).collect();
                let to = match store::registrar_of(c, &county)? {
                    Some(registrar) => people(c, registrar, &[Role::Clerk])?,
                    None => Vec::new(),
                };
                Ok((to, facts))
            })
            .await?;
        let code = facts.credit_code.clone().unwrap_or_default();
        facts.link = format!("{}/orgs/{code}", jx.env.config.public_url());
        for person in &to {
            postbox::post(jx, "filing_informed", person, &facts).await?;
        }
        Ok(())
    }
}

/// What the templates of letters see as `v`.
#[derive(Debug, Clone, Serialize)]
pub struct Facts {
    /// Number of the case.
    pub no: String,
    /// Name wanted.
    pub organization: String,
    /// The office's name.
    pub authority: String,
    /// English name of the office.
    pub authority_en: String,
    /// Where to ask.
    pub phone: String,
    /// Where the case is.
    pub link: String,
    /// What must be put right.
    pub defects: Vec<String>,
    /// Reasons of a refusal.
    pub reasons: String,
    /// When the documents were received.
    pub received_at: Option<crate::kernel::time::Ts>,
    /// Last day for the notice.
    pub notice_due: Option<crate::kernel::time::Day>,
    /// Last day promised.
    pub promised_due: Option<crate::kernel::time::Day>,
    /// Last day by law.
    pub statutory_due: Option<crate::kernel::time::Day>,
    /// Whether the law accepted it.
    pub is_deemed: bool,
    /// Credit code of the new organization.
    pub credit_code: Option<String>,
    /// The latest special procedure, a word of [`PauseKind`](super::model::PauseKind).
    pub procedure: Option<&'static str>,
    /// The day by which it is expected to end.
    pub expected_on: Option<crate::kernel::time::Day>,
    /// Why it is needed, or why more time is.
    pub why: String,
    /// Whether a group is filed, not registered.
    pub is_filing: bool,
    /// The committee that checks a filed group first.
    pub committee: String,
    /// Filing number of the group it became.
    pub filing_no: Option<String>,
}

impl Facts {
    fn link(mut self, site: &str, no: &str) -> Self {
        self.link = format!("{site}/applications/{no}");
        self
    }
}

fn material(c: &mut Conn, id: ApplicationId, letter: Letter) -> Result<(Application, Vec<Recipient>, Facts)> {
    let a = store::find_by_id(c, id)?;
    let office = store::authority(c, a.authority_id)?;
    let to = if letter == Letter::DeemedAlert { staff(c, &a)? } else { founder(c, &a)? };
    let became = match a.organization_id {
        Some(id) => Some(crate::registry::organization::find(c, id)?),
        None => None,
    };
    let committee = match a.committee() {
        Some(id) => store::authority(c, id)?.name,
        None => String::new(),
    };
    let pause = store::pauses(c, a.id)?.pop();
    let extension = store::extension(c, a.id)?;
    let why = match letter {
        Letter::Extended => extension.map(|e| e.reason),
        _ => pause.as_ref().map(|p| p.reason.clone()),
    };
    let facts = Facts {
        procedure: pause.as_ref().map(|p| p.kind.word()),
        expected_on: pause.as_ref().map(|p| p.expected_on),
        why: why.unwrap_or_default(),
        no: a.no.clone(),
        organization: a.name.clone(),
        authority: office.name,
        authority_en: office.name_en,
        phone: office.phone,
        link: String::new(),
        defects: a.notices.0.last().map(|n| n.defects.iter().map(|d| d.text.clone()).collect()).unwrap_or_default(),
        reasons: a.decision.as_ref().map(|d| d.0.text.clone()).unwrap_or_default(),
        received_at: a.received_at,
        notice_due: a.notice_due,
        promised_due: a.promised_due,
        statutory_due: a.statutory_due,
        is_deemed: a.is_deemed,
        is_filing: a.is_filing(),
        committee,
        filing_no: became.as_ref().filter(|o| !o.is_registered).map(|o| o.certificate_no.clone()),
        credit_code: became.map(|o| o.credit_code),
    };
    Ok((a, to, facts))
}

fn founder(c: &mut Conn, a: &Application) -> Result<Vec<Recipient>> {
    let rows: Vec<(String, String, String)> = accounts::table
        .filter(accounts::id.eq(a.account_id.0))
        .select((accounts::name, accounts::email, accounts::locale))
        .load(c)?;
    Ok(recipients(rows))
}

/// Who must hurry: the office's clerks and deciders, or the committee and the street of a filed group.
fn staff(c: &mut Conn, a: &Application) -> Result<Vec<Recipient>> {
    let mut all = people(c, a.authority_id, &[Role::Clerk, Role::Decider, Role::Filer])?;
    if let Some(committee) = a.committee() {
        all.extend(people(c, committee, &[Role::Community])?);
    }
    Ok(all)
}

fn people(c: &mut Conn, at: AuthorityId, roles: &[Role]) -> Result<Vec<Recipient>> {
    let rows: Vec<(String, String, String)> = memberships::table
        .inner_join(accounts::table)
        .filter(memberships::body_kind.eq(BodyKind::Authority))
        .filter(memberships::body_id.eq(at.0))
        .filter(memberships::role.eq_any(roles.to_vec()))
        .filter(memberships::ended_at.is_null())
        .select((accounts::name, accounts::email, accounts::locale))
        .load(c)?;
    Ok(recipients(rows))
}

fn recipients(rows: Vec<(String, String, String)>) -> Vec<Recipient> {
    rows.into_iter().map(|(name, email, locale)| Recipient { name, email, locale }).collect()
}

/// Writes down what the law has accepted meanwhile (`SO-61`, `CX-04`). Safe on several nodes: each case is one
/// compare-and-set, and a case that somebody else took is skipped.
///
/// # Errors
/// A fault of the database.
pub async fn deem_overdue(jx: &Jx) -> std::result::Result<(), JobError> {
    let today = jx.now().day();
    let due = jx.read(move |c| store::due_for_deeming(c, today, 100)).await?;
    for no in due {
        match jx.write(move |tx| actions::deem(tx, &no)).await {
            Ok(_) | Err(crate::kernel::refusal::Error::Stale) => {}
            Err(e) => return Err(e.into()),
        }
    }
    Ok(())
}

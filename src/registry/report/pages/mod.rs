//! HTML handlers of the annual report: what its readers see, and the verbs they share with the API.
mod build;
mod lists;
mod officer;

pub(super) use lists::{Asked, SeasonCount, counted, county_of};
pub use lists::{csv, desk, of_organization, season};
pub use officer::{attach, check, detach, download, receipt, save, section, submit};
pub(super) use officer::{handed_in, saved};

use super::{
    actions,
    answers::{Answers, Section},
    api, forms,
    model::{Report, ReportFile, ReportState},
    rules::{self, Terms},
    store,
    views::{DefectLine, ReportPage, TaskLine},
};
use crate::{
    kernel::{
        actor::Role,
        money::Money,
        refusal::{Code, Error, Result},
    },
    platform::db::Tx,
    registry::{
        credit::{self, ListingState},
        organization::{self, Organization},
    },
    web::{Cx, Outcome, Reply, Submitted, form},
};
use actix_web::web::Path;
use build::Sheet;

/// What the reader is to a report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stand {
    /// Acts for the organization.
    pub officer: bool,
    /// Works at the authority's desk, or audits.
    pub staff: bool,
    /// Examines there.
    pub clerk: bool,
    /// Decides there.
    pub decider: bool,
}

/// A report with everything its pages show.
pub(super) struct Seen {
    pub report: Report,
    pub organization: Organization,
    pub files: Vec<ReportFile>,
    /// The answers of the year before, where its report may be compared.
    pub before: Option<(i64, Answers)>,
    pub authority: (String, String, String),
    pub stand: Stand,
    /// Whether the reader may ask for removal from the list that the missed day led to.
    pub may_ask_removal: bool,
}

impl Seen {
    /// Whether the answers are shown: to the organization always, to the authority once handed in, to everybody with the
    /// result.
    pub(super) fn is_shown(&self) -> bool {
        self.stand.officer
            || self.report.state == ReportState::Concluded
            || (self.stand.staff && self.report.submitted_at.is_some())
    }
}

/// The report for this reader: everybody once its result is public, its parties and auditors before.
pub(super) async fn visible(cx: &Cx, no: &str) -> Result<Seen> {
    let (no, actor) = (no.to_owned(), cx.actor.clone());
    let seen = cx
        .read(move |c| {
            let report = store::find_by_no(c, &no)?;
            let organization = organization::find(c, report.organization_id)?;
            let at = |role| actor.is_at(role, report.authority_id);
            let stand = Stand {
                officer: actor.is_officer_of(report.organization_id),
                staff: at(Role::Clerk) || at(Role::Reviewer) || at(Role::Decider) || actor.is(Role::Auditor),
                clerk: at(Role::Clerk),
                decider: at(Role::Decider),
            };
            if report.state != ReportState::Concluded && !stand.officer && !stand.staff {
                return Err(Error::Missing);
            }
            let last = store::of_year(c, report.organization_id, report.year - 1)?;
            let open_listing = match report.listing_no.as_deref().filter(|_| stand.officer) {
                Some(listing) => credit::of_organization(c, organization.id)?
                    .into_iter()
                    .any(|l| l.no == listing && l.state == ListingState::Listed),
                None => false,
            };
            Ok(Seen {
                files: store::files_of(c, report.id)?,
                before: last.filter(|r| r.submitted_at.is_some()).map(|r| (r.year, r.answers.0)),
                authority: store::authority(c, report.authority_id)?,
                may_ask_removal: open_listing && report.submitted_at.is_some(),
                report,
                organization,
                stand,
            })
        })
        .await?;
    Ok(seen)
}

/// `GET /reports/{no}`
pub async fn show(cx: Cx, no: Path<String>) -> Outcome {
    let view = show_view(&cx, &no).await?;
    cx.page(&view)
}

async fn show_view(cx: &Cx, no: &str) -> Result<ReportPage> {
    let seen = visible(cx, no).await?;
    let sheet = Sheet::new(cx, &seen);
    let (r, stand, today) = (&seen.report, seen.stand, cx.now().day());
    let is_party = stand.officer || stand.staff;
    let writes = stand.officer && r.state.is_open();
    let is_public = r.state == ReportState::Concluded;
    let at_desk = r.state == ReportState::Submitted && stand.clerk && !stand.officer;
    let mine = stand.decider && !stand.officer && cx.actor.account() != r.proposed_by;
    let shown = seen.is_shown() && !writes;
    let outcome = r.outcome.filter(|_| is_public || stand.staff && r.state == ReportState::Proposed);
    let examines = stand.staff && matches!(r.state, ReportState::Submitted | ReportState::Proposed);
    Ok(ReportPage {
        tasks: if writes { tasks(cx, &seen) } else { Vec::new() },
        finish: if writes { finish(cx, &seen) } else { Vec::new() },
        defects: if is_party && !is_public { defects(&seen) } else { Vec::new() },
        returned_at: r.returned_at.filter(|_| is_party),
        remarks: if examines { remarks(cx, &seen)? } else { Vec::new() },
        before: seen.before.as_ref().filter(|_| shown).map(|(year, _)| year.to_string()),
        figures: if shown { sheet.figures() } else { Vec::new() },
        blocks: if shown { sheet.blocks(false) } else { Vec::new() },
        papers: if shown && is_party { sheet.papers(false) } else { Vec::new() },
        is_shown: shown,
        reasons: r.reasons.clone().filter(|_| outcome.is_some()),
        outcome: outcome.map(|o| o.word()),
        decided_at: r.decided_at,
        sent_back: r.sent_back.clone().filter(|_| examines),
        entry: r.entry_id,
        listing: r.listing_no.clone().filter(|l| is_party && !l.is_empty()),
        may_ask_removal: seen.may_ask_removal,
        is_officer: stand.officer,
        may_return: at_desk && rules::may_return(r).is_ok(),
        sections: Section::ALL.iter().map(|s| s.word()).collect(),
        may_propose: at_desk,
        may_decide: r.state == ReportState::Proposed && mine,
        head: sheet.head(today),
    })
}

fn remarks(cx: &Cx, seen: &Seen) -> Result<Vec<rules::Remark>> {
    let (book, today) = (&cx.env().rulebook, cx.now().day());
    let kind = seen.organization.kind;
    let council = book.kind(kind.word(), today).and_then(|k| k.council.as_ref().map(|c| (c.min, c.max)));
    Ok(rules::remarks(&Terms::of(book, today)?, council, kind, &seen.report.answers.0, today))
}

/// The sections with their state: a section with something wrong says so.
fn tasks(cx: &Cx, seen: &Seen) -> Vec<TaskLine> {
    let (r, o) = (&seen.report, &seen.organization);
    let papers: Vec<_> = seen.files.iter().map(|f| f.paper).collect();
    let line = |section: &Section| {
        let faults = rules::faults(*section, o.kind, o.mode, &r.answers.0, &papers);
        let touched = if *section == Section::Papers {
            !papers.is_empty()
        } else {
            r.answers.0.keys().any(|i| i.section() == *section)
        };
        let asked = r.state == ReportState::Returned && r.defects.0.iter().any(|d| d.section == *section);
        let state = match (faults.is_empty(), touched) {
            (true, _) if !asked => "done",
            (_, false) => "todo",
            _ => "wrong",
        };
        TaskLine {
            label: cx.say(&format!("report-section-{}", section.word())),
            href: format!("/reports/{}/sections/{}", r.no, section.word()),
            state,
            note: None,
        }
    };
    Section::ALL.iter().map(line).collect()
}

fn finish(cx: &Cx, seen: &Seen) -> Vec<TaskLine> {
    let (r, o) = (&seen.report, &seen.organization);
    let papers: Vec<_> = seen.files.iter().map(|f| f.paper).collect();
    let ready = rules::may_submit(o.kind, o.mode, &r.answers.0, &papers).is_ok();
    vec![TaskLine {
        label: cx.say("report-check-title"),
        href: format!("/reports/{}/check", r.no),
        state: if ready { "todo" } else { "blocked" },
        note: (!ready).then(|| cx.say("report-check-blocked")),
    }]
}

fn defects(seen: &Seen) -> Vec<DefectLine> {
    let writes = seen.stand.officer && seen.report.state.is_open();
    let one = |d: &super::model::Defect| DefectLine {
        section: d.section.word(),
        text: d.text.clone(),
        href: writes.then(|| format!("/reports/{}/sections/{}", seen.report.no, d.section.word())),
    };
    seen.report.defects.0.iter().map(one).collect()
}

/// The desk's verbs on one report, as the last part of the address names them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Verb {
    Return,
    Propose,
    Decide,
}

/// Does one verb of the desk; shared with the API.
pub(super) async fn done(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Result<Reply> {
    cx.person()?;
    // Who may not know of a report, or not do this, hears so before any field is read.
    let stand = visible(cx, no).await?.stand;
    if !(if verb == Verb::Decide { stand.decider } else { stand.clerk }) {
        return Err(Code::NotYourRole.into());
    }
    let no = no.to_owned();
    match verb {
        Verb::Return => {
            let defects = forms::defects(submitted)?;
            run(cx, submitted, no, "flash-report-returned", move |tx, no| actions::give_back(tx, no, &defects)).await
        }
        Verb::Propose => {
            let proposal = forms::proposal(submitted)?;
            run(cx, submitted, no, "flash-report-proposed", move |tx, no| actions::propose(tx, no, &proposal)).await
        }
        Verb::Decide => match forms::decision(submitted)? {
            Some(why) => {
                run(cx, submitted, no, "flash-report-sent-back", move |tx, no| actions::send_back(tx, no, &why)).await
            }
            None => run(cx, submitted, no, "flash-report-concluded", actions::conclude).await,
        },
    }
}

/// Runs an action on one report and answers with it.
pub(super) async fn run(
    cx: &Cx,
    submitted: &Submitted,
    no: String,
    flash: &'static str,
    mut act: impl FnMut(&mut Tx, &str) -> Result<Report> + Send + 'static,
) -> Result<Reply> {
    cx.once(submitted, move |tx| {
        let r = act(tx, &no)?;
        let o = organization::find(tx.conn, r.organization_id)?;
        Ok(Reply::done(format!("/reports/{no}"), api::AnnualReportOut::of(&r, &o, false)).flash(flash))
    })
    .await
}

async fn posted(cx: &Cx, no: &str, verb: Verb, submitted: &Submitted) -> Outcome {
    match done(cx, no, verb, submitted).await {
        Ok(reply) => cx.answer(&reply),
        Err(e) => {
            let filled = cx.filled(submitted, e)?;
            let view = show_view(cx, no).await?;
            cx.form(&view, &filled)
        }
    }
}

/// `POST /reports/{no}/return`: every defect, once.
pub async fn give_back(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Return, &submitted).await
}

/// `POST /reports/{no}/proposal`: `pass`, `basic` or `fail`, with reasons.
pub async fn propose(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Propose, &submitted).await
}

/// `POST /reports/{no}/decision`: `confirm` or `send_back`.
pub async fn decide(cx: Cx, no: Path<String>, submitted: Submitted) -> Outcome {
    posted(&cx, &no, Verb::Decide, &submitted).await
}

/// The sentences of what speaks against handing in.
pub(super) fn sentences(cx: &Cx, e: &Error) -> Vec<String> {
    match e {
        Error::Refused(reasons) => reasons.iter().map(|r| form::sentence(&cx.env().words, cx.locale, r)).collect(),
        _ => Vec::new(),
    }
}

/// Fen of an amount, as views keep it.
pub(super) fn fen(amount: Option<Money>) -> Option<i64> {
    amount.map(Money::fen)
}

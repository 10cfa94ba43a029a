//! Puts everything about a tender together for its pages.
use super::{
    board::{self, Standing},
    model::{Tender, TenderState},
    rules, store,
    views::{Asked, Challenged, Doc, Item, May, Remedy, Row, Sheet, Stage},
};
use crate::{
    kernel::{
        actor::{Actor, Role},
        division::DivisionCode,
        money::Money,
        refusal::Result,
        time::Ts,
    },
    market::{challenge, plan},
    platform::{
        db::{Conn, Env},
        files::row as file_row,
        i18n::Locale,
    },
    schema::authorities,
    web::Left,
};
use diesel::prelude::*;

/// What a reader brings along.
#[derive(Clone)]
pub(super) struct Reader {
    pub actor: Actor,
    pub locale: Locale,
    pub now: Ts,
    pub env: std::sync::Arc<Env>,
}

impl Reader {
    pub(super) fn of(cx: &crate::web::Cx) -> Self {
        Self { actor: cx.actor.clone(), locale: cx.locale, now: cx.now(), env: std::sync::Arc::clone(cx.env()) }
    }

    fn say(&self, key: &str) -> String {
        self.env.words.say(self.locale, key)
    }

    /// Name of a place in the reader's language; the code when it is unknown.
    pub(super) fn place(&self, code: &str) -> String {
        let reader_zh = self.locale == Locale::Zh;
        let divisions = self.env.rulebook.divisions();
        let found = code.parse::<DivisionCode>().ok().and_then(|d| divisions.current(&d).cloned());
        found.map_or_else(|| code.to_owned(), |d| if reader_zh { d.zh } else { d.en })
    }
}

/// Points as people write them: without needless zeros.
pub(super) fn points(centipoints: i64) -> String {
    let text = format!("{}.{:02}", centipoints / 100, centipoints % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// A tender as a row of a list.
pub(super) fn row(t: &Tender, names: (&str, &str), reader: &Reader) -> Row {
    let left = t.is_receiving(reader.now).then(|| Left::until(reader.now, t.closes_at));
    Row {
        no: t.no.clone(),
        title: t.title.clone(),
        summary: t.summary.clone(),
        authority: if reader.locale == Locale::Zh { names.0.to_owned() } else { names.1.to_owned() },
        division: reader.place(&t.division),
        procedure: t.profile().name.in_language(reader.locale.tag()).to_owned(),
        budget: t.budget,
        state: t.state,
        closes_at: t.closes_at,
        published_at: t.published_at,
        left,
        is_simulated: t.is_simulated,
        href: format!("/tenders/{}", t.no),
    }
}

/// Everything about a tender this reader may see.
pub(super) fn sheet(c: &mut Conn, t: &Tender, reader: &Reader) -> Result<Sheet> {
    let (name, name_en, phone): (String, String, String) = authorities::table
        .find(t.authority_id.0)
        .select((authorities::name, authorities::name_en, authorities::phone))
        .first(c)?;
    let line = t.plan_line_id.map(|id| plan::find(c, id)).transpose()?;
    let criteria = store::criteria(c, t.id)?;
    let has_locks = store::locks(c, t.id)?.len() == 2;
    let lang = reader.locale.tag();
    let ground = t.profile().grounds.iter().find(|g| g.key == t.terms.0.ground);
    let may = may(t, reader);
    Ok(Sheet {
        row: row(t, (&name, &name_en), reader),
        standing: Standing::of(t.state),
        need: t.need.split("\n\n").map(str::to_owned).collect(),
        ceiling: t.ceiling,
        catalogue: line
            .as_ref()
            .map(|l| plan::catalogue_path(&reader.env.rulebook, &l.catalogue_code, lang))
            .unwrap_or_default(),
        plan_line: line.as_ref().map(|l| l.no.clone()).unwrap_or_default(),
        ground: ground.map(|g| g.label.in_language(lang).to_owned()).unwrap_or_default(),
        deposit: Money::from_fen(t.terms.0.deposit),
        consortium_max: t.terms.0.consortium_max,
        qualification: t.terms.0.qualification.clone(),
        contact: t.terms.0.contact.clone(),
        phone,
        contract_months: t.terms.0.contract_months,
        urgency: t.terms.0.urgency.clone(),
        most: criteria.iter().map(|i| i.max_points).max().unwrap_or(1),
        items: criteria.into_iter().map(item).collect(),
        price_points: points(t.price_weight_bp),
        has_price_envelope: t.profile().bids.separate_price_envelope,
        least_bids: t.profile().bids.needed(true).into(),
        docs: docs(c, t, may)?,
        questions: questions(c, t, may)?,
        questions_until: t.questions_until.unwrap_or(t.closes_at).min(t.closes_at),
        stages: stages(t, line.as_ref(), reader),
        left: Left::count(reader.now, t.closes_at),
        is_receiving: t.is_receiving(reader.now),
        is_opened: t.opened_at.is_some(),
        has_result: t.result_at.is_some(),
        has_contract: matches!(
            t.state,
            TenderState::Contracted
                | TenderState::Performing
                | TenderState::Accepted
                | TenderState::Paid
                | TenderState::Archived
        ),
        has_locks,
        reason: reason(t, reader),
        entry: t.entry_id,
        challenges: challenges(c, t)?,
        remedy: Remedy {
            challenge: t.profile().periods.challenge.value.into(),
            reply: t.profile().periods.challenge_reply.value.into(),
            complaint: t.profile().periods.complaint.value.into(),
        },
        may,
        version: t.version,
    })
}

/// A reason is words of a person, or a key of ours where the program decided.
fn reason(t: &Tender, reader: &Reader) -> String {
    match t.reason.as_deref() {
        Some(key) if key.starts_with("tender-reason-") => reader.say(key),
        Some(words) => words.to_owned(),
        None => String::new(),
    }
}

fn item(i: super::Criterion) -> Item {
    Item {
        title: i.title,
        description: i.description,
        points: points(i.max_points),
        value: i.max_points,
        is_price: i.is_price,
        is_objective: i.is_objective,
    }
}

fn may(t: &Tender, reader: &Reader) -> May {
    let at = |role| reader.actor.is_at(role, t.authority_id);
    let (buyer, approver) = (at(Role::Buyer), at(Role::Approver));
    let is_receiving = t.is_receiving(reader.now);
    let officer = reader.actor.is(Role::Officer);
    let staff = buyer || approver;
    May {
        bid: is_receiving && !staff,
        ask: rules::may_ask(t, reader.now).is_ok() && (officer || reader.actor.account().is_none()),
        challenge: officer && challenge::is_possible(reader.env.rulebook.calendar(), t, reader.now),
        desk: staff,
        edit: buyer && t.state == TenderState::Draft,
        approve: approver && t.state == TenderState::Submitted && reader.actor.account() != Some(t.created_by),
        answer: buyer && is_receiving,
        stop: staff && t.state.is_stoppable(),
        copy: buyer,
    }
}

fn docs(c: &mut Conn, t: &Tender, may: May) -> Result<Vec<Doc>> {
    let rows = store::documents(c, t.id)?;
    let files = file_row::find_all(c, &rows.iter().map(|d| d.file_id).collect::<Vec<_>>())?;
    let with_file = rows.into_iter().filter_map(|d| Some((files.iter().find(|f| f.id == d.file_id)?, d)));
    Ok(with_file
        .map(|(f, d)| {
            let extension = f.name.rsplit_once('.').map(|(_, e)| format!(".{e}")).unwrap_or_default();
            let (head, tail) = (f.sha256.get(..8).unwrap_or_default(), f.sha256.get(60..).unwrap_or_default());
            Doc {
                name: format!("{}{extension}", d.title),
                href: format!("/tenders/{}/documents/{}", t.no, d.id),
                size: f.size,
                pages: f.pages,
                sha256: format!("{head} … {tail}"),
                at: d.added_at,
                entry: d.entry_id.or(t.entry_id),
                remove: may.edit.then(|| format!("/tenders/{}/documents/{}/removal", t.no, d.id)),
            }
        })
        .collect())
}

/// Answered questions for everybody; the unanswered ones too for who must answer them.
fn questions(c: &mut Conn, t: &Tender, may: May) -> Result<Vec<Asked>> {
    let all = store::questions(c, t.id)?;
    let shown = all.into_iter().filter(|q| q.answered_at.is_some() || may.desk);
    Ok(shown
        .map(|q| Asked {
            id: q.id,
            body: q.body,
            asked_at: q.asked_at,
            answer: q.answer,
            answered_at: q.answered_at,
            changes_documents: q.changes_documents,
            closes_before: q.closes_before,
            is_own: q.organization_id.is_none(),
            entry: q.entry_id,
        })
        .collect())
}

fn challenges(c: &mut Conn, t: &Tender) -> Result<Vec<Challenged>> {
    Ok(challenge::of_tender(c, t.id)?
        .into_iter()
        .map(|ch| Challenged {
            no: ch.no,
            against: ch.against.word().to_owned(),
            state: ch.state.word().to_owned(),
            lodged_at: ch.lodged_at,
            reply: ch.reply,
            entry: ch.reply_entry_id.or(ch.entry_id),
        })
        .collect())
}

/// The course of the project as one line: what has been, what is, what comes and when.
fn stages(t: &Tender, line: Option<&plan::PlanLine>, reader: &Reader) -> Vec<Stage> {
    use TenderState as S;
    let title = |key: &str| reader.say(&format!("tender-stage-{key}"));
    let rank = match t.state {
        S::Draft | S::Submitted | S::Discarded => 1,
        S::Open => 2,
        S::Closed => 3,
        S::Opened | S::Scored | S::Priced | S::Fixed => 4,
        S::Result => 5,
        S::Contracted => 6,
        S::Performing | S::Accepted | S::Paid => 7,
        S::Archived | S::Failed | S::Stopped => 9,
    };
    let place = |n: i32| match n.cmp(&rank) {
        std::cmp::Ordering::Less => "done",
        std::cmp::Ordering::Equal => "now",
        std::cmp::Ordering::Greater => "next",
    };
    let calendar = reader.env.rulebook.calendar();
    let periods = &t.profile().periods;
    let mut out = Vec::new();
    if let Some(line) = line {
        out.push(Stage { title: title("plan"), state: "done", day: Some(line.created_at.day()), ..Stage::default() });
        if let Some(day) = line.intention_on {
            out.push(Stage { title: title("intention"), state: "done", day: Some(day), ..Stage::default() });
        }
    }
    if t.published_at.is_none() {
        out.push(Stage { title: title("draft"), state: "now", at: Some(t.created_at), ..Stage::default() });
    }
    let notice_at = t.published_at.map(Ts::day);
    out.push(Stage { title: title("notice"), state: place(2), day: notice_at, ..Stage::default() });
    out.push(Stage { title: title("deadline"), state: place(3), at: Some(t.closes_at), ..Stage::default() });
    if t.state == S::Failed || t.state == S::Stopped {
        out.truncate(out.len() - usize::from(reader.now < t.closes_at));
        out.push(Stage { title: reader.say(&format!("tender-state-{}", t.state)), state: "now", ..Stage::default() });
        return out;
    }
    out.push(Stage { title: title("review"), state: place(4), at: t.scored_at.or(t.opened_at), ..Stage::default() });
    out.push(Stage { title: title("result"), state: place(5), at: t.result_at, ..Stage::default() });
    let contract_by = t.result_at.map(|at| periods.contract_sign.last_day(calendar, at.day()));
    out.push(Stage { title: title("contract"), state: place(6), day: contract_by, ..Stage::default() });
    out.push(Stage { title: title("performance"), state: place(7), ..Stage::default() });
    out
}

/// Names of departments for rows, in one read.
pub(super) fn rows_of(c: &mut Conn, tenders: &[Tender], reader: &Reader) -> Result<Vec<Row>> {
    let mut ids: Vec<i64> = tenders.iter().map(|t| t.authority_id.0).collect();
    ids.dedup();
    let names: Vec<(i64, String, String)> = authorities::table
        .filter(authorities::id.eq_any(ids))
        .select((authorities::id, authorities::name, authorities::name_en))
        .load(c)?;
    let name =
        |id: i64| names.iter().find(|(n, _, _)| *n == id).map_or(("", ""), |(_, zh, en)| (zh.as_str(), en.as_str()));
    Ok(tenders.iter().map(|t| row(t, name(t.authority_id.0), reader)).collect())
}

/// Rows of the board.
pub(super) fn listed(found: &[board::Listed], reader: &Reader) -> Vec<Row> {
    found.iter().map(|(t, (_, zh, en))| row(t, (zh, en), reader)).collect()
}

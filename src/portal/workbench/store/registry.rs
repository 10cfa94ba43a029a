//! Applications: drafts and corrections of founders, cases of the registrar.
use super::{MOST, bodies};
use crate::{
    kernel::{
        actor::{BodyKind, Person, Role},
        refusal::Result,
        time::Day,
    },
    platform::db::Conn,
    portal::workbench::model::{Due, Waiting},
    registry::{
        application::ApplicationState as State,
        cancellation,
        case::{self, CaseState},
        change, charity, filing, grade,
        import::{self, ImportState},
        inspection::{DrawState, InspectionState},
        organ,
        organization::Organization,
        renewal,
        report::ReportState,
        reservation,
        revocation::{self, Revocation, RevocationState, Whose},
        upkeep,
    },
    schema::{
        accounts, annual_reports as r, application_ties as ties, applications as a, inspection_draws as d,
        inspections as i, organizations as o,
    },
};
use diesel::prelude::*;
use std::collections::BTreeMap;

type Row = (String, String, State, Option<Day>, Option<i64>, Option<i64>, Option<i64>);

pub(super) fn waiting(c: &mut Conn, person: &Person, today: Day) -> Result<Vec<Waiting>> {
    let mut out = own(c, person)?;
    for (role, state, task) in [
        (Role::Clerk, State::Submitted, "accept-application"),
        (Role::Reviewer, State::Accepted, "review-application"),
        (Role::Reviewer, State::Suspended, "resume-application"),
        (Role::Decider, State::Reviewed, "decide-application"),
    ] {
        out.extend(cases(c, &bodies(person, role), state, task)?);
    }
    out.extend(cases(c, &bodies(person, Role::Filer), State::Reviewed, "decide-filing")?);
    let committees = bodies(person, Role::Community);
    for (state, task) in
        [(State::Submitted, "accept-filing"), (State::Accepted, "review-filing"), (State::Suspended, "resume-filing")]
    {
        out.extend(first_checks(c, &committees, state, task)?);
    }
    out.extend(filings(c, person)?);
    out.extend(reports(c, person)?);
    out.extend(inspections(c, person)?);
    out.extend(changes(c, person)?);
    out.extend(renewals(c, person)?);
    out.extend(cancellations(c, person)?);
    out.extend(revocations(c, person)?);
    out.extend(terms(c, person, today)?);
    out.extend(imports(c, person)?);
    out.extend(grades(c, person, today)?);
    out.extend(charities(c, person)?);
    out.extend(upkeeps(c, person)?);
    out.extend(names(c, person)?);
    Ok(out)
}

/// Changes of registered items: drafts and corrections of officers, cases of the registrar (`SO-90`).
fn changes(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let mut found: Vec<(&'static str, case::Line<change::Content>)> = Vec::new();
    for line in case::open_of(c, &officer_of(person), MOST)? {
        let is_draft = line.state == CaseState::Draft;
        found.push((if is_draft { "finish-change" } else { "correct-change" }, line));
    }
    for (role, state, task) in [
        (Role::Clerk, CaseState::Submitted, "accept-change"),
        (Role::Reviewer, CaseState::Accepted, "review-change"),
        (Role::Reviewer, CaseState::Suspended, "resume-change"),
        (Role::Decider, CaseState::Reviewed, "decide-change"),
    ] {
        let at = bodies(person, role);
        if !at.is_empty() {
            found.extend(case::waiting(c, &at, state, MOST)?.into_iter().map(|line| (task, line)));
        }
    }
    let shown = |(task, line): (&'static str, case::Line<change::Content>)| Waiting {
        matter: "registry",
        task,
        title: line.name,
        href: format!("/changes/{}", line.no),
        no: line.no,
        who: None,
        due: line.due_on.into(),
    };
    Ok(found.into_iter().map(shown).collect())
}

/// Tables of a register: to confirm for deciders, to put right for clerks.
fn imports(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let mut out = Vec::new();
    for (role, state, task) in
        [(Role::Decider, ImportState::Checked, "confirm-import"), (Role::Clerk, ImportState::Faulty, "finish-import")]
    {
        let at = bodies(person, role);
        if at.is_empty() {
            continue;
        }
        out.extend(import::waiting(c, &at, state, MOST)?.into_iter().map(|x| Waiting {
            matter: "registry",
            task,
            title: x.file_name,
            href: format!("/imports/{}", x.no),
            no: x.no,
            who: None,
            due: Due::Never,
        }));
    }
    Ok(out)
}

/// Certificates to renew or reissue, for deciders (`SO-82`).
fn renewals(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let at = bodies(person, Role::Decider);
    if at.is_empty() {
        return Ok(Vec::new());
    }
    let shown = |(x, o): (renewal::Renewal, Organization)| Waiting {
        matter: "registry",
        task: "answer-renewal",
        title: o.name,
        href: format!("/orgs/{}/certificates", o.credit_code),
        no: x.no,
        who: None,
        due: Due::By(x.due_on),
    };
    Ok(renewal::waiting(c, &at, MOST)?.into_iter().map(shown).collect())
}

/// Names to be kept, for clerks (`SO-52`).
fn names(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let at = bodies(person, Role::Clerk);
    if at.is_empty() {
        return Ok(Vec::new());
    }
    let shown = |x: reservation::Reservation| Waiting {
        matter: "registry",
        task: "answer-reservation",
        title: x.name,
        href: format!("/name-reservations/{}", x.no),
        no: x.no,
        who: None,
        due: Due::By(x.due_on),
    };
    Ok(reservation::waiting(c, &at, MOST)?.into_iter().map(shown).collect())
}

/// What filed groups tell and ask, for their street or township (`SO-155`).
fn upkeeps(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let at = bodies(person, Role::Filer);
    if at.is_empty() {
        return Ok(Vec::new());
    }
    let shown = |(x, o): (upkeep::Upkeep, Organization)| Waiting {
        matter: "registry",
        task: "answer-upkeep",
        title: o.name,
        href: format!("/orgs/{}/filing", o.credit_code),
        no: x.no,
        who: None,
        due: Due::By(x.due_on),
    };
    Ok(upkeep::waiting(c, &at, MOST)?.into_iter().map(shown).collect())
}

/// Cancellations: what waits for officers, cases of the registrar (`SO-94`).
fn cancellations(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let mut found: Vec<(&'static str, case::Line<cancellation::Content>)> = Vec::new();
    for line in case::open_of(c, &officer_of(person), MOST)? {
        let is_asked = line.state == CaseState::Correction;
        found.push((if is_asked { "correct-cancellation" } else { "finish-cancellation" }, line));
    }
    for (role, state, task) in [
        (Role::Clerk, CaseState::Submitted, "accept-cancellation"),
        (Role::Reviewer, CaseState::Accepted, "review-cancellation"),
        (Role::Reviewer, CaseState::Suspended, "resume-cancellation"),
        (Role::Decider, CaseState::Reviewed, "decide-cancellation"),
    ] {
        let at = bodies(person, role);
        if !at.is_empty() {
            found.extend(case::waiting(c, &at, state, MOST)?.into_iter().map(|line| (task, line)));
        }
    }
    let shown = |(task, line): (&'static str, case::Line<cancellation::Content>)| Waiting {
        matter: "registry",
        task,
        title: line.name,
        href: format!("/cancellations/{}", line.no),
        no: line.no,
        who: None,
        due: line.due_on.into(),
    };
    Ok(found.into_iter().map(shown).collect())
}

/// Grade assessments: applications and answers of officers, checks, score sheets, decisions (`SO-135`).
fn grades(c: &mut Conn, person: &Person, today: Day) -> Result<Vec<Waiting>> {
    let shown = |line: grade::Line| Waiting {
        matter: "registry",
        task: line.task,
        title: line.name,
        href: format!("/grades/{}", line.no),
        no: line.no,
        who: None,
        due: line.due_on.into(),
    };
    Ok(grade::waiting(c, person, today, MOST)?.into_iter().map(shown).collect())
}

/// Charities: applications and what must be published of officers, cases of the authority (`SO-140`, `SO-144`).
fn charities(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let shown = |line: charity::Line| Waiting {
        matter: "registry",
        task: line.task,
        title: line.name,
        href: line.href,
        no: line.no,
        who: None,
        due: line.due_on.into(),
    };
    Ok(charity::waiting(c, person, MOST)?.into_iter().map(shown).collect())
}

/// Terms of office that are over: officers declare the next one (`domain.md` 2.11).
fn terms(c: &mut Conn, person: &Person, today: Day) -> Result<Vec<Waiting>> {
    let mine = officer_of(person);
    if mine.is_empty() {
        return Ok(Vec::new());
    }
    let shown = |(o, until): (Organization, Day)| Waiting {
        matter: "registry",
        task: "declare-term",
        title: o.name,
        href: format!("/orgs/{}/organs", o.credit_code),
        no: o.credit_code,
        who: None,
        due: Due::By(until),
    };
    Ok(organ::ending_of(c, &mine, today)?.into_iter().map(shown).collect())
}

/// Revocations: to answer for officers, to hear for reviewers, to decide for deciders.
fn revocations(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let mut found: Vec<(&'static str, Revocation, Organization)> = Vec::new();
    let mine = Whose::Organizations(officer_of(person));
    for (x, o) in revocation::waiting(c, &mine, MOST)? {
        if x.state == RevocationState::Noticed {
            found.push(("answer-revocation", x, o));
        }
    }
    let [hears, decides] = [Role::Reviewer, Role::Decider].map(|role| bodies(person, role));
    for (x, o) in revocation::waiting(c, &Whose::Authorities(hears), MOST)? {
        if x.state == RevocationState::Hearing {
            found.push(("hear-revocation", x, o));
        }
    }
    for (x, o) in revocation::waiting(c, &Whose::Authorities(decides), MOST)? {
        if x.state != RevocationState::Hearing {
            found.push(("decide-revocation", x, o));
        }
    }
    let shown = |(task, x, o): (&'static str, Revocation, Organization)| Waiting {
        matter: "registry",
        task,
        title: o.name,
        href: format!("/revocations/{}", x.no),
        no: x.no,
        who: None,
        due: Due::By(x.hearing_from.unwrap_or(x.answer_by)),
    };
    Ok(found.into_iter().map(shown).collect())
}

/// The organizations somebody acts for.
fn officer_of(person: &Person) -> Vec<i64> {
    let seats = person.seats.iter().filter(|s| s.role == Role::Officer && s.body_kind == BodyKind::Organization);
    seats.map(|s| s.body_id).collect()
}

/// Seal and bank account after registration (`SO-74`): for the officers who file, for the clerks who acknowledge.
fn filings(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let own = officer_of(person);
    let to_file = filing::open_duties(c, &own)?.into_iter().map(|x| ("file-after-registration", x));
    let to_answer = filing::waiting(c, &bodies(person, Role::Clerk), MOST)?;
    let all = to_file.chain(to_answer.into_iter().map(|x| ("answer-filing", x)));
    let shown = |(task, (code, name)): (&'static str, (String, String))| Waiting {
        matter: "registry",
        task,
        title: name,
        href: format!("/orgs/{code}/filings"),
        no: code,
        who: None,
        due: Due::Never,
    };
    Ok(all.map(shown).collect())
}

/// The founder's own applications that wait for the founder.
fn own(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let rows: Vec<(String, String, State, Option<Day>)> = a::table
        .filter(a::account_id.eq(person.account.0))
        .filter(a::state.eq_any([State::Draft, State::Correction]))
        .order(a::id.desc())
        .limit(MOST)
        .select((a::no, a::name, a::state, a::due_on))
        .load(c)?;
    let shown = |(no, title, state, due): (String, String, State, Option<Day>)| Waiting {
        matter: "registry",
        task: if state == State::Draft { "finish-application" } else { "correct-application" },
        title,
        href: format!("/applications/{no}"),
        no,
        who: Some(person.name.clone()),
        due: due.into(),
    };
    Ok(rows.into_iter().map(shown).collect())
}

fn cases(c: &mut Conn, authorities: &[i64], state: State, task: &'static str) -> Result<Vec<Waiting>> {
    if authorities.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<Row> = a::table
        .filter(a::authority_id.eq_any(authorities))
        .filter(a::state.eq(state))
        .order((a::due_on, a::id))
        .limit(MOST)
        .select((a::no, a::name, a::state, a::due_on, a::clerk_id, a::reviewer_id, a::decider_id))
        .load(c)?;
    let ids: Vec<i64> = rows.iter().flat_map(|r| [r.4, r.5, r.6]).flatten().collect();
    let names: BTreeMap<i64, String> = accounts::table
        .filter(accounts::id.eq_any(ids))
        .select((accounts::id, accounts::name))
        .load::<(i64, String)>(c)?
        .into_iter()
        .collect();
    let shown = |(no, title, state, due, clerk, reviewer, decider): Row| {
        let whose = match state {
            State::Submitted => clerk,
            State::Accepted | State::Suspended => reviewer,
            _ => decider,
        };
        Waiting {
            matter: "registry",
            task,
            title,
            href: format!("/applications/{no}"),
            no,
            who: whose.and_then(|id| names.get(&id).cloned()),
            due: due.into(),
        }
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Groups to be filed that wait for the committee of their community (`SO-154`).
fn first_checks(c: &mut Conn, committees: &[i64], state: State, task: &'static str) -> Result<Vec<Waiting>> {
    if committees.is_empty() {
        return Ok(Vec::new());
    }
    let rows: Vec<(String, String, Option<Day>)> = a::table
        .inner_join(ties::table)
        .filter(ties::committee_id.eq_any(committees))
        .filter(a::state.eq(state))
        .order((a::due_on, a::id))
        .limit(MOST)
        .select((a::no, a::name, a::due_on))
        .load(c)?;
    let shown = |(no, title, due): (String, String, Option<Day>)| Waiting {
        matter: "registry",
        task,
        title,
        href: format!("/applications/{no}"),
        no,
        who: None,
        due: due.into(),
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Annual reports: to hand in or to correct for officers, to examine for clerks, to confirm for deciders (`SO-110`).
fn reports(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let own: Vec<i64> = person
        .seats
        .iter()
        .filter(|s| s.role == Role::Officer && s.body_kind == BodyKind::Organization)
        .map(|s| s.body_id)
        .collect();
    let query = r::table.inner_join(o::table).order((r::due_on, r::id)).limit(MOST).select(REPORT);
    let query = query.filter(r::organization_id.eq_any(own));
    let query = query.filter(r::state.eq_any([ReportState::Due, ReportState::Draft, ReportState::Returned]));
    let mut rows: Vec<ReportRow> = query.load(c)?;
    for (role, state) in [(Role::Clerk, ReportState::Submitted), (Role::Decider, ReportState::Proposed)] {
        let query = r::table.inner_join(o::table).order((r::examine_by, r::id)).limit(MOST).select(REPORT);
        let query = query.filter(r::authority_id.eq_any(bodies(person, role))).filter(r::state.eq(state));
        rows.extend(query.load::<ReportRow>(c)?);
    }
    let shown = |(no, title, state, due_on, correct_by, examine_by): ReportRow| {
        let (task, due) = match state {
            ReportState::Returned => ("correct-report", correct_by),
            ReportState::Submitted => ("examine-report", examine_by),
            ReportState::Proposed => ("decide-report", examine_by),
            _ => ("finish-report", Some(due_on)),
        };
        Waiting { matter: "report", task, title, href: format!("/reports/{no}"), no, who: None, due: due.into() }
    };
    Ok(rows.into_iter().map(shown).collect())
}

type ReportRow = (String, String, ReportState, Day, Option<Day>, Option<Day>);
type ReportColumns = (r::no, o::name, r::state, r::due_on, r::correct_by, r::examine_by);
const REPORT: ReportColumns = (r::no, o::name, r::state, r::due_on, r::correct_by, r::examine_by);

/// Random inspections: draws for deciders, records and verifications for the two officers drawn, what must be put right
/// for officers of organizations (`SO-118`).
fn inspections(c: &mut Conn, person: &Person) -> Result<Vec<Waiting>> {
    let line = |task, title: String, no: String, href: String, due: Option<Day>| Waiting {
        matter: "report",
        task,
        title,
        no,
        href,
        who: None,
        due: due.into(),
    };
    let announced: Vec<(String, String)> = d::table
        .filter(d::authority_id.eq_any(bodies(person, Role::Decider)))
        .filter(d::state.eq(DrawState::Announced))
        .filter(d::announced_by.ne(person.account.0))
        .order(d::id)
        .limit(MOST)
        .select((d::no, d::title))
        .load(c)?;
    let to = |no: &str| format!("/inspections/draws/{no}");
    let mut out: Vec<Waiting> =
        announced.into_iter().map(|(no, title)| line("draw-inspection", title, no.clone(), to(&no), None)).collect();
    let me = person.account.0;
    type Row = (String, String, InspectionState, Option<Day>, Option<i64>, i64, i64);
    let own: Vec<i64> = person.seats.iter().filter(|s| s.role == Role::Officer).map(|s| s.body_id).collect();
    let rows: Vec<Row> = i::table
        .inner_join(o::table)
        .filter(i::first_id.eq(me).or(i::second_id.eq(me)).or(i::organization_id.eq_any(own)))
        .filter(i::state.ne(InspectionState::Closed))
        .order(i::id)
        .limit(MOST)
        .select((i::no, o::name, i::state, i::rectify_by, i::recorded_by, i::first_id, i::second_id))
        .load(c)?;
    for (no, title, state, by, recorded_by, first, second) in rows {
        let inspects = first == me || second == me;
        let task = match state {
            InspectionState::Assigned if inspects => "inspect",
            InspectionState::Recorded if inspects && recorded_by != Some(me) => "confirm-inspection",
            InspectionState::Replied if inspects => "verify-rectification",
            InspectionState::Rectifying if !inspects => "rectify",
            _ => continue,
        };
        let href = format!("/inspections/{no}");
        out.push(line(task, title, no, href, by.filter(|_| state == InspectionState::Rectifying)));
    }
    Ok(out)
}

//! The program's side: an office with its people, drafts to walk with, and what the database says afterwards.
use super::{
    Outcome, Who,
    acts::{Act, Verb, Word, next_of_case, next_of_list},
    applications::Case,
    days::Worked,
    lists::Register,
};
use crate::{
    registry::{NAME, Office, complete, office},
    support::server,
};
use chrono::TimeDelta;
use diesel::{QueryableByName, prelude::*, sql_query, sql_types};
use shanzhi::{
    kernel::{
        actor::{AccountId, Actor, AuthorityId, BodyKind, OrganizationId, Person, Role, Seat},
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::db::{Conn, Tx},
    registry::{
        application::{
            Check, Checks, Ground, actions,
            forms::{DecisionForm, Extending, OpinionForm, Pausing, Refusal, Submission},
        },
        credit,
        organization::{self, sample},
    },
    schema::{applications, organizations},
};
use std::{collections::BTreeMap, sync::Arc};

/// Applications of one sequence.
const CASES: usize = 3;
/// Keys of the checklist that notices name.
const ITEMS: [&str; 4] = ["charter", "capital", "premises", "people"];

/// The office, its people, and a complete draft from which further ones are copied.
pub struct World {
    office: Office,
    actors: BTreeMap<Who, Actor>,
    /// Columns of the two tables that a copied draft takes over as they are.
    columns: [String; 2],
    draft: String,
    copies: usize,
    calendar: Worked,
    begun: Ts,
    /// Acts that were done so far.
    pub done: usize,
}

/// What both sides say of one sequence.
struct Walk {
    cases: Vec<Case>,
    organization: OrganizationId,
    code: String,
    register: Register,
}

#[derive(QueryableByName)]
struct Column {
    #[diesel(sql_type = sql_types::Text)]
    v: String,
}

/// The columns of a table but for the named ones.
fn columns(c: &mut Conn, table: &str, but: &[&str]) -> String {
    let asked = match server().is_some() {
        true => format!(
            "SELECT column_name::text AS v FROM information_schema.columns \
             WHERE table_name = '{table}' AND table_schema = current_schema()"
        ),
        false => format!("SELECT name AS v FROM pragma_table_info('{table}')"),
    };
    let all: Vec<Column> = sql_query(asked).load(c).expect("the columns of a table");
    let kept = all.iter().filter(|w| !but.contains(&w.v.as_str())).map(|w| format!("\"{}\"", w.v));
    kept.collect::<Vec<_>>().join(", ")
}

/// Somebody with the seats held now.
fn actor_of(c: &mut Conn, account: AccountId) -> Result<Actor> {
    use shanzhi::schema::{accounts as a, memberships as m};
    let (name, email) = a::table.find(account.0).select((a::name, a::email)).first(c)?;
    let seats: Vec<(Role, BodyKind, i64, String)> = m::table
        .filter(m::account_id.eq(account.0))
        .filter(m::ended_at.is_null())
        .select((m::role, m::body_kind, m::body_id, m::body_name))
        .load(c)?;
    let seat = |(role, body_kind, body_id, body_name)| Seat { role, body_kind, body_id, body_name };
    let seats = seats.into_iter().map(seat).collect();
    Ok(Actor::Person(Arc::new(Person { account, name, email, seats, is_strong: true })))
}

/// A credit code of nobody (`domain.md` 3.4).
fn code(n: usize) -> String {
    let division = "510903".parse().expect("a division");
    let prefix = shanzhi::kernel::credit_code::Prefix::SERVICE;
    let serial = u32::try_from(n).expect("few organizations");
    shanzhi::kernel::credit_code::CreditCode::issue(prefix, &division, serial).expect("a code").as_str().to_owned()
}

impl World {
    pub async fn new() -> Self {
        let office = office().await;
        let at = (BodyKind::Authority, office.authority);
        let elsewhere = office.app.authority("mz-510904", "registrar", "510904").await;
        for (who, role, body) in [
            ("both", Role::Clerk, at),
            ("both", Role::Reviewer, at),
            ("head", Role::Decider, at),
            ("far", Role::Clerk, (BodyKind::Authority, elsewhere)),
        ] {
            office.app.with_role(&format!("{who}@example.org"), role, body).await;
        }
        let mut actors = BTreeMap::new();
        for who in Who::ALL {
            let email = format!("{who:?}@example.org").to_lowercase();
            let account = office.app.account(&email, "某人").await;
            actors.insert(who, office.app.make(move |tx| actor_of(tx.conn, account)).await);
        }
        let draft = complete(&office.founder, NAME).await;
        let columns = office
            .app
            .make(|tx| {
                let of_cases = columns(tx.conn, "applications", &["id", "no", "name", "content"]);
                let of_papers = columns(tx.conn, "application_documents", &["id", "application_id"]);
                Ok([of_cases, of_papers])
            })
            .await;
        let calendar = Worked::of(&office.app);
        let begun = office.app.clock.now();
        Self { office, actors, columns, draft, copies: 0, calendar, begun, done: 0 }
    }

    /// A draft as complete as the first one, under a name and number of its own, whose premises outlast every walk.
    async fn draft(&mut self) -> String {
        self.copies += 1;
        let no = format!("510903-20261123-SO01-{:05}", 10_000 + self.copies);
        let name = format!("{NAME}{}", self.copies);
        let (from, to, [fields, papers]) = (self.draft.clone(), no.clone(), self.columns.clone());
        let copy = move |tx: &mut Tx| {
            sql_query(format!(
                "INSERT INTO applications (no, name, content, {fields}) SELECT '{to}', '{name}', \
                 replace(replace(content, '{NAME}', '{name}'), '2029-11-30', '2099-11-30'), {fields} FROM applications WHERE no = '{from}'"
            ))
            .execute(tx.conn)?;
            sql_query(format!(
                "INSERT INTO application_documents (application_id, {papers}) \
                 SELECT (SELECT id FROM applications WHERE no = '{to}'), {papers} FROM application_documents \
                 WHERE application_id = (SELECT id FROM applications WHERE no = '{from}')"
            ))
            .execute(tx.conn)?;
            Ok(())
        };
        self.office.app.make(copy).await;
        no
    }

    async fn begin(&mut self) -> Walk {
        self.office.app.clock.set(self.begun);
        let mut cases = Vec::new();
        for _ in 0..CASES {
            cases.push(Case::new(self.draft().await));
        }
        let (code, authority) = (code(self.copies), AuthorityId(self.office.authority));
        let name = format!("遂宁市船山区名录{}服务中心", self.copies);
        let new = code.clone();
        let founded =
            move |tx: &mut Tx| organization::register(tx, &sample::new_organization(&new, &name, authority, tx.now));
        let organization = self.office.app.make(founded).await;
        let email = "officer@example.org";
        let account = self.office.app.account(email, "某人").await;
        let seat = (BodyKind::Organization, organization.0);
        self.office
            .app
            .make(move |tx| shanzhi::account::add_membership(tx, account, Role::Officer, seat, "单位"))
            .await;
        let officer = self.office.app.make(move |tx| actor_of(tx.conn, account)).await;
        self.actors.insert(Who::Officer, officer);
        Walk { cases, organization, code, register: Register::default() }
    }

    /// Walks a sequence; the answer is the first difference.
    pub async fn walk(&mut self, acts: &[Act]) -> std::result::Result<(), String> {
        let mut walk = self.begin().await;
        for (n, act) in acts.iter().enumerate() {
            let act = &self.chosen(&mut walk, act).await;
            self.step(&mut walk, act).await.map_err(|fault| format!("act {n}, {act:?}: {fault}"))?;
        }
        Ok(())
    }

    /// An act whose person and verb follow from where things stand; a case that is over makes room for a new one.
    async fn chosen(&mut self, walk: &mut Walk, act: &Act) -> Act {
        match act {
            Act::NextOfCase(n, choice) => {
                let place = n % CASES;
                match next_of_case(walk.cases[place].state, *choice) {
                    Some((who, verb)) => Act::Case(place, who, verb),
                    None => {
                        let no = self.draft().await;
                        walk.cases[place] = Case::new(no);
                        Act::Case(place, Who::Founder, Verb::Submit { is_answered: true })
                    }
                }
            }
            Act::NextOfList(n, choice) => {
                let place = n % walk.register.0.len().max(1);
                let state = walk.register.0.get(place).map_or("none", |entry| entry.state);
                let (who, word) = next_of_list(state, *choice);
                Act::List(place, who, word)
            }
            other => other.clone(),
        }
    }

    async fn step(&mut self, walk: &mut Walk, act: &Act) -> std::result::Result<(), String> {
        let now = self.office.app.clock.now();
        let (ours, theirs) = match act {
            Act::Wait(hours) => {
                self.office.app.clock.set(now + TimeDelta::hours(i64::from(*hours)));
                (Outcome::Done, Outcome::Done)
            }
            Act::Tick => {
                walk.register.tick(now.day(), &self.calendar);
                credit::jobs::tick(&self.office.app.jx).await.map_err(|e| format!("{e:?}"))?;
                (Outcome::Done, Outcome::Done)
            }
            Act::NextOfCase(..) | Act::NextOfList(..) => return Err("an act was not chosen".into()),
            Act::Case(n, who, verb) => {
                let case = &mut walk.cases[n % CASES];
                let (no, asked) = (case.no.clone(), case.asked());
                let theirs = self.on_case(no, asked, *who, verb.clone()).await?;
                (case.act(*who, verb, now, &self.calendar), theirs)
            }
            Act::List(n, who, word) => {
                let n = n % walk.register.0.len().max(1);
                let theirs = self.on_list(walk, n, *who, word.clone()).await?;
                (walk.register.act(n, *who, word, now.day(), &self.calendar), theirs)
            }
        };
        if ours != theirs {
            return Err(format!("on {now:?} the model says {ours:?}, the program {theirs:?}; {:?}", walk.cases));
        }
        self.done += usize::from(ours == Outcome::Done && !matches!(act, Act::Wait(_)));
        self.compare(walk).await
    }

    async fn act<F>(&self, who: Who, f: F) -> std::result::Result<Outcome, String>
    where
        F: FnMut(&mut Tx) -> Result<()> + Send + 'static,
    {
        let jx = &self.office.app.jx;
        match jx.db.write(&jx.env, &self.actors[&who], "model", f).await {
            Ok(()) => Ok(Outcome::Done),
            Err(Error::Missing) => Ok(Outcome::Missing),
            Err(Error::Refused(_)) => Ok(Outcome::Refused),
            Err(other) => Err(format!("{other:?}")),
        }
    }

    async fn on_case(&self, no: String, asked: usize, who: Who, verb: Verb) -> std::result::Result<Outcome, String> {
        let staff: Vec<i64> = [Who::Clerk, Who::Both, Who::Reviewer, Who::Decider]
            .iter()
            .filter_map(|w| self.actors[w].account().map(|a| a.0))
            .collect();
        let text = || "如实办理。".to_owned();
        self.act(who, move |tx| {
            let no = no.as_str();
            let item = |n: &usize| ITEMS[*n].to_owned();
            match &verb {
                Verb::Submit { is_answered } => {
                    let answers = vec![text(); if *is_answered { asked } else { 0 }];
                    actions::submit(tx, no, &Submission { received_at: tx.now, answers }).map(|_| ())
                }
                Verb::Withdraw => actions::withdraw(tx, no).map(|_| ()),
                Verb::Check(items) => {
                    let checks: Checks =
                        items.iter().map(|(n, is_fine)| (item(n), Check { is_fine: *is_fine, text: text() })).collect();
                    actions::check(tx, no, &checks)
                }
                Verb::Notify(items) => {
                    let checks: Checks =
                        items.iter().map(|n| (item(n), Check { is_fine: false, text: text() })).collect();
                    actions::notify(tx, no, &checks).map(|_| ())
                }
                Verb::Accept => actions::accept(tx, no).map(|_| ()),
                Verb::Deem => actions::deem(tx, no).map(|_| ()),
                Verb::Decline => {
                    actions::decline(tx, no, &Refusal { ground: Ground::NotCompetent, text: text() }).map(|_| ())
                }
                Verb::Suspend { procedure, officers, days } => {
                    let form = Pausing {
                        kind: procedure.parse().expect("a procedure"),
                        reason: text(),
                        expected_on: tx.now.day() + chrono::Days::new(*days),
                        officers: staff.iter().copied().take(*officers).collect(),
                    };
                    actions::suspend(tx, no, &form).map(|_| ())
                }
                Verb::Resume => actions::resume(tx, no, "已核实。").map(|_| ()),
                Verb::AskExtension => actions::ask_extension(tx, no, "案情复杂。").map(|_| ()),
                Verb::Extend { is_granted } => {
                    actions::extend(tx, no, &Extending { is_granted: *is_granted, text: text(), days: None })
                        .map(|_| ())
                }
                Verb::Review => actions::review(tx, no, &OpinionForm { is_in_favour: true, text: text() }).map(|_| ()),
                Verb::Decide { is_granted } => {
                    let ground = (!is_granted).then_some(Ground::Purpose);
                    let form = DecisionForm { is_granted: *is_granted, ground, text: text() };
                    actions::decide(tx, no, &form).map(|_| ())
                }
            }
        })
        .await
    }

    async fn on_list(&self, walk: &Walk, n: usize, who: Who, word: Word) -> std::result::Result<Outcome, String> {
        let (id, code) = (walk.organization, walk.code.clone());
        self.act(who, move |tx| {
            let text = "查明的事实。";
            if let Word::Notice(ground) = &word {
                let ground = ground.parse().expect("a ground");
                return credit::actions::notify(tx, &code, ground, text).map(|_| ());
            }
            let mut all = credit::of_organization(tx.conn, id)?;
            all.reverse();
            let no = all.get(n).map(|l| l.no.clone()).ok_or(Error::Missing)?;
            match &word {
                Word::Object => credit::actions::object(tx, &no, text).map(|_| ()),
                Word::Enter => credit::actions::enter(tx, &no, text).map(|_| ()),
                Word::Drop => credit::actions::drop(tx, &no, text).map(|_| ()),
                Word::Ask => credit::actions::ask(tx, &no, text).map(|_| ()),
                Word::Remove => credit::actions::remove(tx, &no, text).map(|_| ()),
                Word::Refuse => credit::actions::refuse(tx, &no, text).map(|_| ()),
                Word::Notice(_) => Ok(()),
            }
        })
        .await
    }

    /// Whether rows and model say the same.
    async fn compare(&self, walk: &Walk) -> std::result::Result<(), String> {
        let (nos, id) = (walk.cases.iter().map(|c| c.no.clone()).collect::<Vec<_>>(), walk.organization);
        let read = move |c: &mut Conn| {
            let rows = applications::table
                .filter(applications::no.eq_any(nos))
                .select(shanzhi::registry::application::Application::as_select())
                .load(c)?;
            let status: String = organizations::table.find(id.0).select(organizations::status).first(c)?;
            let mut entries = credit::of_organization(c, id)?;
            entries.reverse();
            Ok((rows, status, entries))
        };
        let (rows, status, entries) = self.office.app.jx.read(read).await.map_err(|e| format!("{e:?}"))?;
        let account = |who: Option<Who>| who.and_then(|w| self.actors[&w].account());
        for case in &walk.cases {
            let row = rows.iter().find(|row| row.no == case.no).ok_or_else(|| format!("{} is gone", case.no))?;
            type Facts = (String, [Option<Day>; 6], bool, [Option<AccountId>; 3]);
            let ours: Facts = (
                case.state.to_owned(),
                [case.received, case.notice_due, case.accepted, case.promised, case.statutory, case.due],
                case.is_deemed,
                [account(case.clerk), account(case.reviewer), account(case.decider)],
            );
            let received = row.received_at.map(Ts::day);
            let theirs: Facts = (
                row.state.to_string(),
                [received, row.notice_due, row.accepted_on, row.promised_due, row.statutory_due, row.due_on],
                row.is_deemed,
                [row.clerk_id, row.reviewer_id, row.decider_id],
            );
            if ours != theirs {
                return Err(format!("the model has {ours:?}, the program {theirs:?}; {case:?}"));
            }
        }
        if walk.register.status() != status {
            return Err(format!("the model has the standing {}, the program {status}", walk.register.status()));
        }
        let theirs: Vec<_> = entries
            .iter()
            .map(|l| (l.ground.word(), l.state.word(), l.noticed_at.day(), l.object_by, l.listed_on, l.removed_on))
            .collect();
        let ours: Vec<_> =
            walk.register.0.iter().map(|e| (e.ground, e.state, e.noticed, e.object_by, e.listed, e.removed)).collect();
        if ours != theirs {
            return Err(format!("the model has the entries\n{ours:?}\nthe program\n{theirs:?}"));
        }
        Ok(())
    }
}

//! The order in which the city is made, in transactions of a bearable size, each named while it runs.
use super::{
    applications, changes, charities, endings, fund, grades, imports, inspections, lists, market, names, organizations,
    organs,
    papers::Papers,
    past_acts,
    people::{self, Cast},
    reports, revocations, volunteer,
};
use crate::{
    kernel::{
        actor::Actor,
        refusal::{Error, Result},
        time::{Day, Ts},
    },
    platform::{db::Tx, jobs::Jx},
    schema::volunteers,
    volunteer::person::VolunteerId,
};
use anyhow::anyhow;
use chrono::Datelike;
use diesel::prelude::*;
use std::{sync::Arc, time::Instant};

/// Makes every wing's part, and says how far it is.
///
/// # Errors
/// A fault of the database.
pub async fn make(jx: &Jx, scale: u32) -> anyhow::Result<()> {
    let now = jx.now();
    let cast = step(jx, "people and authorities", people::make).await?;
    for batch in organizations::batches(&cast, scale, now) {
        let label = format!("organizations {}–{}", batch.first, batch.first + batch.rows.len() - 1);
        step(jx, &label, move |tx| organizations::insert(tx, &batch)).await?;
    }
    let who = cast.clone();
    step(jx, "officers of organizations", move |tx| organizations::staff(tx, &who)).await?;
    step(jx, "lists of abnormal activity and serious violations", lists::insert).await?;
    let (who, papers) = (cast.clone(), Papers::make(&jx.files, now, &reports::wanted()).await?);
    step(jx, "annual reports", move |tx| reports::insert(tx, &who, &papers)).await?;
    step(jx, "grades of past years", grades::past).await?;
    step(jx, "charities", charities::past).await?;
    step(jx, "organs and branches", organs::insert).await?;
    step(jx, "changes of past years", |tx| {
        changes::areas(tx)?;
        changes::past(tx)
    })
    .await?;
    volunteers_of(jx, &cast, scale).await?;
    purchases(jx, &cast, scale).await?;
    step(jx, "development fund", move |tx| fund::insert(tx, scale)).await?;
    past(jx).await?;
    registrations(jx, &cast).await?;
    under_way(jx, &cast).await?;
    let who = cast.clone();
    step(jx, "saved searches", move |tx| people::searches(tx, &who)).await?;
    crate::portal::dumps::jobs::make(jx, now.day()).await.map_err(|e| anyhow!("the nightly dump: {e:?}"))?;
    let indexed = crate::jobs::reindex(jx, &mut |_, _| {}).await;
    indexed.map_err(|e| anyhow!("the search index could not be filled: {e:?}"))?;
    crate::cli::say(&format!("  search index: {} documents", jx.search.count().await.unwrap_or_default()));
    Ok(())
}

/// The roll, the teams, and activities with their records.
async fn volunteers_of(jx: &Jx, cast: &Cast, scale: u32) -> anyhow::Result<()> {
    let plan = Arc::new(volunteer::plan(scale, jx.now()));
    for from in (0..plan.roll.len()).step_by(4_000) {
        let (plan, who, to) = (Arc::clone(&plan), cast.clone(), from + 4_000);
        let label = format!("volunteers {}–{}", from + 1, to.min(plan.roll.len()));
        step(jx, &label, move |tx| volunteer::insert_people(tx, &who, &plan, from, to)).await?;
    }
    let (drawn, who) = (Arc::clone(&plan), cast.clone());
    let world = step(jx, "volunteer teams", move |tx| {
        let hosts = volunteer::hosts(tx, &who)?;
        let ids: Vec<VolunteerId> = volunteers::table.order(volunteers::id).select(volunteers::id).load(tx.conn)?;
        let crews = volunteer::insert_teams(tx, &who, &drawn, &hosts, &ids)?;
        Ok(volunteer::World { plan: (*drawn).clone(), ids, crews, hosts })
    });
    let world = Arc::new(world.await?);
    for from in (0..plan.events.len()).step_by(250) {
        let (world, to) = (Arc::clone(&world), from + 250);
        let label = format!("activities {}–{}", from + 1, to.min(plan.events.len()));
        step(jx, &label, move |tx| volunteer::insert_activities(tx, &world, from, to)).await?;
    }
    let who = cast.clone();
    step(jx, "hours of service", move |tx| volunteer::finish(tx, &who, &plan)).await
}

/// The purchases of the past in parts of a bearable size, and the tenders that are open today.
async fn purchases(jx: &Jx, cast: &Cast, scale: u32) -> anyhow::Result<()> {
    let who = cast.clone();
    let archive = jx.files.put("这里曾是已开启的投标信封，归档后不再保留。\n".as_bytes()).await?;
    let plan = step(jx, "plan of purchases", move |tx| market::plan(tx, &who, scale, &archive)).await?;
    for from in (0..plan.len()).step_by(100) {
        let (plan, to) = (plan.clone(), from + 100);
        step(jx, &format!("purchases {}–{}", from + 1, to.min(plan.len())), move |tx| {
            market::insert(tx, &plan, from, to)
        })
        .await?;
    }
    let day = jx.now().day();
    let locks = (0..14).map(|n| market::Locks::make(&jx.env.keyring, n, day)).collect::<anyhow::Result<Vec<_>>>()?;
    step(jx, "tenders open today", move |tx| market::open_today(tx, &plan, &locks)).await
}

/// The ledger entries of everything so far, a year at a time.
async fn past(jx: &Jx) -> anyhow::Result<()> {
    let begun = Instant::now();
    let year = jx.now().day().year();
    let first = |year: i32| Day::from_ymd_opt(year, 1, 1).map(Ts::start_of).ok_or_else(|| anyhow!("no year {year}"));
    for year in year - 13..=year {
        let (from, to) = (first(year)?, first(year + 1)?);
        quiet(jx, "ledger of the past", move |tx| past_acts::insert(tx, from, to)).await?;
    }
    quiet(jx, "links to the ledger", past_acts::link).await?;
    crate::platform::ledger::tick(jx).await.map_err(|e| anyhow!("the ledger could not be sequenced: {e:?}"))?;
    let size = jx.read(|c| Ok(crate::platform::ledger::newest_size(c)?)).await.map_err(|e| anyhow!("{e:?}"))?;
    crate::cli::say(&format!("  ledger of the past: {size} entries ({:.1} s)", begun.elapsed().as_secs_f64()));
    Ok(())
}

/// Purchases and contracts that somebody works on today.
async fn under_way(jx: &Jx, cast: &Cast) -> anyhow::Result<()> {
    let begun = Instant::now();
    let papers = Papers::make(&jx.files, jx.now(), &[("report".into(), "阶段服务报告".into())]).await?;
    let who = cast.clone();
    step(jx, "questions on open tenders", move |tx| market::ask(tx, &who)).await?;
    let who = cast.clone();
    step(jx, "running contracts", move |tx| market::work(tx, &who, &papers)).await?;
    for (n, wish) in market::WISHES.iter().enumerate() {
        market::walk(jx, cast, n).await.map_err(|e| match e {
            Error::Fault(e) => e,
            other => anyhow!("purchase {n} to {:?}: {other:?}", wish.0),
        })?;
    }
    let seconds = begun.elapsed().as_secs_f64();
    crate::cli::say(&format!("  purchases under way: {} ({seconds:.1} s)", market::WISHES.len()));
    crate::platform::ledger::tick(jx).await.map_err(|e| anyhow!("the ledger could not be sequenced: {e:?}"))
}

/// Applications at every registration authority.
async fn registrations(jx: &Jx, cast: &Cast) -> anyhow::Result<()> {
    let mut wanted = applications::documents(&jx.env.rulebook, jx.now().day());
    wanted.push(("member_roster".into(), "成员（工作人员）名册".into()));
    wanted.extend(changes::documents(&jx.env.rulebook, jx.now().day()));
    wanted.extend(endings::documents(&jx.env.rulebook, jx.now().day()));
    wanted.extend(grades::wanted());
    wanted.extend(charities::wanted());
    let papers = Arc::new(Papers::make(&jx.files, jx.now(), &wanted).await?);
    let who = cast.clone();
    let offices = Arc::new(step(jx, "registration offices", move |tx| applications::staff(tx, &who)).await?);
    let (who, all) = (cast.clone(), Arc::clone(&offices));
    step(jx, "an objection to a listing", move |tx| {
        all.iter().filter(|o| o.division == lists::OBJECTS_IN).try_for_each(|o| lists::objection(tx, &who, o.clerk()))
    })
    .await?;
    let all = Arc::clone(&offices);
    step(jx, "random inspections", move |tx| inspections::insert(tx, &all)).await?;
    for from in (0..applications::count()).step_by(20) {
        let (who, offices, papers, to) = (cast.clone(), Arc::clone(&offices), Arc::clone(&papers), from + 20);
        let label = format!("applications {}–{}", from + 1, to.min(applications::count()));
        step(jx, &label, move |tx| applications::insert(tx, &who, &offices, &papers, from, to)).await?;
    }
    let (who, scans) = (cast.clone(), Arc::clone(&papers));
    let clerks = cast.clone();
    step(jx, "names to be kept", move |tx| names::insert(tx, &clerks)).await?;
    step(jx, "filings of community groups", move |tx| applications::filed(tx, &who, &scans)).await?;
    let (who, all, scans) = (cast.clone(), Arc::clone(&offices), Arc::clone(&papers));
    step(jx, "changes under way", move |tx| changes::under_way(tx, &who, &all, &scans)).await?;
    let (who, all, scans) = (cast.clone(), Arc::clone(&offices), Arc::clone(&papers));
    step(jx, "grade assessments under way", move |tx| grades::under_way(tx, &who, &all, &scans)).await?;
    let (who, all, scans) = (cast.clone(), Arc::clone(&offices), Arc::clone(&papers));
    step(jx, "applications of charities", move |tx| charities::under_way(tx, &who, &all, &scans)).await?;
    let all = Arc::clone(&offices);
    step(jx, "revocations", move |tx| revocations::under_way(tx, &all)).await?;
    let (who, all) = (cast.clone(), Arc::clone(&offices));
    step(jx, "cancellations and certificates", move |tx| endings::under_way(tx, &who, &all, &papers)).await?;
    let tables = Arc::new(imports::tables(jx, cast).await?);
    step(jx, "tables of old registers", move |tx| imports::insert(tx, &offices, &tables)).await
}

async fn step<T: Send + 'static>(
    jx: &Jx,
    name: &str,
    f: impl FnMut(&mut Tx) -> Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    let begun = Instant::now();
    let out = quiet(jx, name, f).await?;
    crate::cli::say(&format!("  {name} ({:.1} s)", begun.elapsed().as_secs_f64()));
    Ok(out)
}

async fn quiet<T: Send + 'static>(
    jx: &Jx,
    name: &str,
    f: impl FnMut(&mut Tx) -> Result<T> + Send + 'static,
) -> anyhow::Result<T> {
    jx.db.write(&jx.env, &Actor::System("demo"), "demo", f).await.map_err(|e| match e {
        Error::Fault(e) => e.context(name.to_owned()),
        other => anyhow!("{name}: {other:?}"),
    })
}

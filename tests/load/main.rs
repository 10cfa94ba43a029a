//! How near the program comes to a floor: the same bytes, after the same rows were read by one statement (or one row was
//! written durably), from a bare actix route in this process. Both are asked by the same client in turn, so that what is
//! printed is a ratio.
//!
//! `cargo test --test load` is a short look that everything answers; `tests/load/run` measures a release build.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

mod city;
mod client;
mod floor;
mod million;

use city::City;
use std::{process::ExitCode, time::Duration};

/// What was asked for on the command line.
struct Wish {
    seconds: f64,
    scales: Vec<String>,
    clients: usize,
    /// Only search, among as many organizations.
    search: Option<usize>,
}

fn wish() -> Wish {
    let mut wish = Wish { seconds: 1.0, scales: vec!["1".into()], clients: 8, search: None };
    let mut args = std::env::args().skip(1);
    while let (Some(name), Some(value)) = (args.next(), args.next()) {
        match name.as_str() {
            "--seconds" => wish.seconds = value.parse().expect("seconds are a number"),
            "--scale" => wish.scales = value.split(',').map(ToOwned::to_owned).collect(),
            "--clients" => wish.clients = value.parse().expect("clients are a number"),
            "--search" => wish.search = Some(value.parse().expect("organizations are a number")),
            other => panic!("no such wish: {other}"),
        }
    }
    wish
}

/// One thing the program is asked for, and how.
struct Measure {
    name: &'static str,
    make: Box<client::Make>,
}

fn page(name: &'static str, path: &str) -> Measure {
    let path = path.to_owned();
    Measure { name, make: Box::new(move |address, _| client::get(address, &path)) }
}

/// The same, but never the same twice, so that nothing kept can be given: a page of all `paths` in turn, with a question
/// the page does not know.
fn anew(name: &'static str, paths: Vec<String>) -> Measure {
    let make = move |address: &str, n: usize| {
        let path = &paths[n % paths.len()];
        let sign = if path.contains('?') { '&' } else { '?' };
        client::get(address, &format!("{path}{sign}n={n}"))
    };
    Measure { name, make: Box::new(make) }
}

async fn measures(city: &City) -> Vec<Measure> {
    let first = |query: &str| floor::first(&city.database(), query).expect("the city has one");
    let code = first("SELECT credit_code AS v FROM organizations ORDER BY id LIMIT 1");
    let codes = floor::all(&city.database(), "SELECT credit_code AS v FROM organizations ORDER BY id LIMIT 2000");
    let tender = first("SELECT no AS v FROM tenders ORDER BY id LIMIT 1");
    let (no, token) = city.tender().await;
    let key = first("SELECT key AS v FROM tender_criteria WHERE key <> 'price' ORDER BY id DESC LIMIT 1");
    let bid = move |address: &str, n: usize| {
        let body = serde_json::json!({
            "plan": format!("方案第 {n} 稿：固定队伍、双人配送、异常当日回访。"), "answers": { key.as_str(): "人员、流程、应急安排" },
            "contact_name": "周明", "contact_phone": "13900000000", "price": "450000.00", "states_no_breach": true,
        });
        client::post(address, &format!("/api/v1/tenders/{no}/bid"), &token, &body.to_string())
    };
    vec![
        page("home", "/"),
        page("directory", "/orgs"),
        page("organization", &format!("/orgs/{code}")),
        page("tenders", "/tenders"),
        page("tender", &format!("/tenders/{tender}")),
        page("search", "/search?q=%E5%85%BB%E8%80%81"),
        page("ledger", "/ledger"),
        anew("directory, anew", vec!["/orgs".into()]),
        anew("organizations", codes.iter().map(|code| format!("/orgs/{code}")).collect()),
        anew("search, anew", vec!["/search?q=%E5%85%BB%E8%80%81".into()]),
        page("directory (API)", "/api/v1/organizations?limit=20"),
        Measure { name: "bid", make: Box::new(bid) },
    ]
}

/// The time one answer takes of the whole machine, in ms, and how many there were.
struct Cost {
    name: &'static str,
    ours: f64,
    share: f64,
}

/// Measures everything at one size. What is wrong is said and counted.
async fn at_scale(wish: &Wish, scale: &str, failed: &mut u32) -> Vec<Cost> {
    let city = City::start(scale);
    println!("scale {scale}: listening {:.2} s after a second start", city.second_start.as_secs_f64());
    println!(
        "{:<16} {:>9} {:>9} {:>9} {:>9} {:>9} {:>9}",
        "page", "bytes", "ours/s", "floor/s", "p50 ms", "p99 ms", "of floor"
    );
    let mut costs = Vec::new();
    // What is due when the program starts (reminders, the night's files) is no part of the measure.
    client::run(&city.address, &|address, _| client::get(address, "/livez"), 1, Duration::from_secs(4)).await;
    for Measure { name, make } in measures(&city).await {
        let answer = client::once(&city.address, &*make).await;
        let Some(answer) = answer.filter(|a| matches!(a.status, 200 | 201)) else {
            println!("FAILED load: {name} does not answer 200");
            *failed += 1;
            continue;
        };
        let floor = floor::start(&city.database(), name, answer.body.clone());
        // The floor takes the same bid; a page it has under "/".
        let root = |address: &str, _: usize| client::get(address, "/");
        let (own, bare): (&client::Make, &client::Make) =
            if name == "bid" { (&*make, &*make) } else { (&*make, &root) };
        let span = Duration::from_secs_f64(wish.seconds);
        // Warm both, then measure in turns, so that what else the machine does falls on both.
        client::run(&city.address, own, wish.clients, span / 5).await;
        client::run(&floor.address, bare, wish.clients, span / 5).await;
        let ours = client::run(&city.address, own, wish.clients, span).await;
        let least = client::run(&floor.address, bare, wish.clients, span).await;
        let share = ours.rate / least.rate.max(0.001);
        println!(
            "{:<16} {:>9} {:>9.0} {:>9.0} {:>9.2} {:>9.2} {:>8.0}%",
            name,
            answer.body.len(),
            ours.rate,
            least.rate,
            ours.p50,
            ours.p99,
            share * 100.0
        );
        // Only what is grossly wrong fails: the numbers are for people to read.
        let slow = if cfg!(debug_assertions) { ours.p50 > 10_000.0 } else { share < 0.02 };
        if ours.wrong > 0 || ours.answered == 0 || slow {
            println!("FAILED load: {name}: {} wrong answers of {}", ours.wrong, ours.answered);
            *failed += 1;
        }
        costs.push(Cost { name, ours: 1000.0 / ours.rate.max(0.001), share });
        floor.handle.stop(false).await;
    }
    let (now, most) = city.memory();
    println!("scale {scale}: memory of the serving process {now:.0} MiB, at most {most:.0} MiB");
    if scale == "1" && !cfg!(debug_assertions) && most > 200.0 {
        println!("FAILED load: more than 200 MiB");
        *failed += 1;
    }
    costs
}

fn main() -> ExitCode {
    let wish = wish();
    if let Some(size) = wish.search {
        million::measure(size, 50);
        return ExitCode::SUCCESS;
    }
    let mut failed = 0;
    let mut all = Vec::new();
    actix_web::rt::System::new().block_on(async {
        for scale in &wish.scales {
            all.push(at_scale(&wish, scale, &mut failed).await);
        }
    });
    if let [small, .., large] = all.as_slice() {
        println!("{:<16} {:>12} {:>12} {:>8}", "page", "ms at first", "ms at last", "times");
        for cost in small {
            if let Some(other) = large.iter().find(|c| c.name == cost.name) {
                println!("{:<16} {:>12.3} {:>12.3} {:>7.2}×", cost.name, cost.ours, other.ours, other.ours / cost.ours);
            }
        }
    }
    let near = all.iter().flatten().filter(|c| c.share >= 0.5).count();
    let passed = all.iter().map(Vec::len).sum::<usize>();
    println!("load: {near} of {passed} reach half the floor");
    println!("load: {} passed, {failed} failed", passed.saturating_sub(failed as usize));
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

//! How near the program comes to a floor: the same bytes, after the same rows were read by one prepared statement, from
//! a bare actix route in this process. Both are asked by the same client in turn, so that what is printed is a ratio.
//!
//! `cargo test --test load` is a short look that everything answers; `tests/load/run` measures a release build.
#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::print_stdout, missing_docs)]

mod client;
mod floor;

use std::{
    io::{BufRead, BufReader},
    process::{Child, Command, ExitCode, Stdio},
    time::{Duration, Instant},
};

/// What was asked for on the command line.
struct Wish {
    seconds: f64,
    scale: String,
    clients: usize,
}

fn wish() -> Wish {
    let mut wish = Wish { seconds: 0.5, scale: "1".into(), clients: 8 };
    let mut args = std::env::args().skip(1);
    while let (Some(name), Some(value)) = (args.next(), args.next()) {
        match name.as_str() {
            "--seconds" => wish.seconds = value.parse().expect("seconds are a number"),
            "--scale" => wish.scale = value,
            "--clients" => wish.clients = value.parse().expect("clients are a number"),
            other => panic!("no such wish: {other}"),
        }
    }
    wish
}

/// The program with its demonstration city, ended with the measure.
struct City {
    child: Child,
    address: String,
    dir: tempfile::TempDir,
}

impl City {
    fn start(scale: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let mut child = Command::new(env!("CARGO_BIN_EXE_shanzhi"))
            .args(["demo", "--scale", scale])
            .current_dir(dir.path())
            .env("SHANZHI__SERVER__BIND", "127.0.0.1:0")
            .env("SHANZHI__DATA__DIR", dir.path().join("data"))
            .env("SHANZHI__ACCOUNT__TRIES_PER_MINUTE", "100000")
            .env("SHANZHI__LOG__FILTER", "error")
            .stdout(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let address = lines
            .find_map(|line| line.ok()?.strip_prefix("listening on http://").map(ToOwned::to_owned))
            .expect("the program says where it listens");
        Self { child, address, dir }
    }
}

impl Drop for City {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// One page as the program answers it and as the floor does.
struct Measure {
    name: &'static str,
    path: String,
}

fn measures(dir: &std::path::Path) -> Vec<Measure> {
    let code = floor::first(dir, "SELECT code AS v FROM organizations ORDER BY id LIMIT 1");
    let tender = floor::first(dir, "SELECT no AS v FROM tenders ORDER BY id LIMIT 1");
    let page = |name, path: &str| Measure { name, path: path.to_owned() };
    let mut all = vec![page("home", "/"), page("directory", "/orgs"), page("search", "/search?q=%E5%85%BB%E8%80%81")];
    if let Some(code) = code {
        all.push(page("organization", &format!("/orgs/{code}")));
        all.push(page("directory (API)", "/api/v1/organizations?limit=20"));
    }
    if let Some(no) = tender {
        all.push(page("tenders", "/tenders"));
        all.push(page("tender", &format!("/tenders/{no}")));
    }
    all.push(page("ledger", "/ledger"));
    all
}

fn main() -> ExitCode {
    let wish = wish();
    let city = City::start(&wish.scale);
    let database = city.dir.path().join("data/shanzhi.db");
    let (mut passed, mut failed) = (0, 0);
    actix_web::rt::System::new().block_on(async {
        println!(
            "{:<16} {:>9} {:>10} {:>10} {:>9} {:>9} {:>7}",
            "page", "bytes", "ours/s", "floor/s", "p50 ms", "p99 ms", "ratio"
        );
        for measure in measures(&database) {
            let answer = client::once(&city.address, &measure.path).await;
            let Some(answer) = answer.filter(|a| a.status == 200) else {
                println!("FAILED load: {} does not answer 200", measure.path);
                failed += 1;
                continue;
            };
            let floor = floor::start(&database, measure.name, answer.body.clone());
            let span = Duration::from_secs_f64(wish.seconds);
            // Warm both, then measure in turns, so that what else the machine does falls on both.
            client::run(&city.address, &measure.path, wish.clients, span / 5).await;
            client::run(&floor.address, "/", wish.clients, span / 5).await;
            let begun = Instant::now();
            let ours = client::run(&city.address, &measure.path, wish.clients, span).await;
            let bare = client::run(&floor.address, "/", wish.clients, span).await;
            println!(
                "{:<16} {:>9} {:>10.0} {:>10.0} {:>9.2} {:>9.2} {:>6.1}×",
                measure.name,
                answer.body.len(),
                ours.rate,
                bare.rate,
                ours.p50,
                ours.p99,
                bare.rate / ours.rate.max(0.001)
            );
            let good = ours.wrong == 0 && ours.answered > 0 && begun.elapsed() < span * 20 + Duration::from_secs(20);
            if !good {
                println!("FAILED load: {}: {} wrong answers of {}", measure.name, ours.wrong, ours.answered);
            }
            passed += u32::from(good);
            failed += u32::from(!good);
            floor.handle.stop(false).await;
        }
    });
    println!("load: {passed} passed, {failed} failed");
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

//! The program with its demonstration city, in a process of its own that ends with the measure.
use serde_json::{Value, json};
use std::{
    io::{BufRead, BufReader},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

/// A serving city.
pub struct City {
    child: Child,
    /// Host and port.
    pub address: String,
    /// From the start of the process to `listening`, on data that was there.
    pub second_start: Duration,
    dir: tempfile::TempDir,
}

fn command(dir: &Path, scale: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_shanzhi"));
    command
        .args(["demo", "--scale", scale])
        .current_dir(dir)
        .env("SHANZHI__SERVER__BIND", "127.0.0.1:0")
        .env("SHANZHI__DATA__DIR", dir.join("data"))
        .env("SHANZHI__ACCOUNT__TRIES_PER_MINUTE", "100000")
        .env("SHANZHI__LOG__FILTER", "error");
    command
}

impl City {
    /// Makes the city and serves it in a second process, as on the day after.
    pub fn start(scale: &str) -> Self {
        let dir = tempfile::tempdir().expect("a folder");
        let begun = Instant::now();
        let made = command(dir.path(), scale).arg("--only-make").stdout(Stdio::null()).status();
        assert!(made.expect("the program starts").success(), "the city is made");
        println!("scale {scale}: made in {:.1} s", begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        let mut child = command(dir.path(), scale).stdout(Stdio::piped()).spawn().expect("the program starts");
        let mut lines = BufReader::new(child.stdout.take().expect("its words")).lines();
        let address = lines
            .find_map(|line| line.ok()?.strip_prefix("listening on http://").map(ToOwned::to_owned))
            .expect("the program says where it listens");
        Self { child, address, second_start: begun.elapsed(), dir }
    }

    /// The database file.
    pub fn database(&self) -> PathBuf {
        self.dir.path().join("data/shanzhi.db")
    }

    /// Memory of the process in MiB: now, and the most there was.
    pub fn memory(&self) -> (f64, f64) {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).unwrap_or_default();
        let of = |name: &str| {
            let line = status.lines().find_map(|l| l.strip_prefix(name)).unwrap_or("0");
            line.trim().trim_end_matches(" kB").parse().unwrap_or(0.0) / 1024.0
        };
        (of("VmRSS:"), of("VmHWM:"))
    }

    async fn post(&self, token: Option<&str>, path: &str, body: Value) -> Value {
        let mut request = reqwest::Client::new().post(format!("http://{}/api/v1{path}", self.address)).json(&body);
        if let Some(token) = token {
            request = request.bearer_auth(token);
        }
        let answer = request.send().await.expect("an answer");
        let status = answer.status();
        let text = answer.text().await.expect("a whole answer");
        assert!(status.is_success(), "{path}: {status} {text}");
        serde_json::from_str(&text).unwrap_or_default()
    }

    async fn token(&self, who: &str) -> String {
        let body = json!({ "email": format!("{who}@demo.shanzhi"), "password": "shanzhi-demo" });
        self.post(None, "/session", body).await["access_token"].as_str().expect("a token").to_owned()
    }

    /// Publishes a practice tender; answers its number and a token of somebody who may bid.
    pub async fn tender(&self) -> (String, String) {
        let (buyer, approver) = (self.token("buyer").await, self.token("approver").await);
        #[expect(clippy::disallowed_methods, reason = "the measured program keeps the time of the machine")]
        let closes_at = (chrono::Utc::now() + chrono::TimeDelta::minutes(60)).format("%Y-%m-%dT%H:%M:%SZ").to_string();
        let draft = json!({
            "procedure": "practice", "title": "模拟：社区长者助餐服务", "summary": "工作日午餐配送与探访。",
            "need": "每个工作日为不少于六十位长者配送午餐并作简短探访；服务期十二个月，按季度验收。",
            "division": "510903", "budget": "480000.00", "closes_at": closes_at, "contract_months": 12,
            "contact": "林晓兰 0825-0000000", "price_points": "20",
            "criteria": [{ "title": "服务方案", "description": "人员、流程与应急安排完整，每缺一项扣十分", "points": "80" }],
        });
        let no = self.post(Some(&buyer), "/tenders", draft).await["no"].as_str().expect("a number").to_owned();
        let opener = |n: u8| json!({ "email": format!("opener{n}@demo.shanzhi"), "passphrase": format!("quiet harbour lantern {n}") });
        let committee = json!({ "openers": [opener(1), opener(2), opener(3)] });
        self.post(Some(&buyer), &format!("/tenders/{no}/committee"), committee).await;
        self.post(Some(&buyer), &format!("/tenders/{no}/submission"), json!({})).await;
        self.post(Some(&approver), &format!("/tenders/{no}/publication"), json!({})).await;
        (no, self.token("org1").await)
    }
}

impl Drop for City {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

//! The registry through HTTP: founding registration (`domain.md` 2.2–2.9), filings after it, and the lists (2.13).
mod apart;
mod api;
mod bars;
mod browse;
mod cases;
mod changes;
mod charities;
mod clocks;
mod credit;
mod defects;
mod disclosures;
mod endings;
mod filed;
mod files;
mod filings;
mod grades;
mod guide;
mod imports;
mod inspections;
mod journey;
mod law;
mod model;
mod names;
mod offices;
mod organs;
mod pauses;
mod people;
mod reconcile;
mod refusals;
mod reports;
mod reservations;
mod revocations;
mod supervision;
mod twice;
mod uploads;

use crate::support::{Browser, TestApp};
use shanzhi::kernel::actor::{BodyKind, Role};

/// The registration office of Chuanshan with its people, and somebody who wants to found an organization.
pub struct Office {
    pub app: TestApp,
    pub authority: i64,
    pub founder: Browser,
    pub clerk: Browser,
    pub reviewer: Browser,
    pub decider: Browser,
}

/// The name most applications here ask for.
pub const NAME: &str = "遂宁市船山区听荷养老服务中心";

/// Monday 23 November 2026, 9:00 in Beijing.
pub async fn office() -> Office {
    let app = TestApp::new().await;
    let authority = app.authority("mz-510903", "registrar", "510903").await;
    let at = (BodyKind::Authority, authority);
    let founder = app.person("founder@example.org", "徐静").await;
    let clerk = app.with_role("clerk@example.org", Role::Clerk, at).await;
    let reviewer = app.with_role("reviewer@example.org", Role::Reviewer, at).await;
    let decider = app.with_role("decider@example.org", Role::Decider, at).await;
    Office { app, authority, founder, clerk, reviewer, decider }
}

/// A resident number of a city code, which can belong to nobody (`domain.md` 3.5), with its right check character.
pub fn resident(born: &str, sequence: u32) -> String {
    let body = format!("510900{born}{sequence:03}");
    let weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 = body.bytes().zip(weights).map(|(b, w)| u32::from(b - b'0') * w).sum();
    format!("{body}{}", ["1", "0", "X", "9", "8", "7", "6", "5", "4", "3", "2"][(sum % 11) as usize])
}

type Fields<'a> = Vec<(&'a str, &'a str)>;

pub fn organization(name: &str) -> Fields<'_> {
    vec![
        ("name", name),
        ("name_en", "Listening Lotus Elder Care Centre"),
        ("category", "community"),
        ("is_community", "true"),
        ("form", "legal_person"),
        ("division", "510903"),
        ("purpose", "陪伴老人，服务社区。"),
        ("scope", "居家养老服务、日间照料、老年人精神关怀。"),
    ]
}

pub fn premises() -> Fields<'static> {
    vec![("address", "遂宁市船山区荷塘路 1 号"), ("area", "180"), ("right", "leased"), ("until", "2029-11-30")]
}

pub fn capital(amount: &str) -> Fields<'_> {
    vec![("amount", amount), ("nonstate", "100"), ("source", "举办者自筹")]
}

pub fn charter() -> Fields<'static> {
    let mut all: Fields =
        ["name_domicile", "purpose_scope", "governance", "officers", "assets", "amendment", "termination", "other"]
            .map(|item| ("items", item))
            .into();
    all.push(("text", "第一条 本单位的名称是遂宁市船山区听荷养老服务中心。"));
    all
}

/// One founder who will represent the organization, one director, one supervisor.
pub fn persons<'a>(name: &'a str, numbers: &'a [String; 3]) -> Fields<'a> {
    vec![
        ("people.0.name", name),
        ("people.0.parts", "founder"),
        ("people.0.parts", "representative"),
        ("people.0.number", &numbers[0]),
        ("people.0.phone", "13800000001"),
        ("people.0.is_eligible", "yes"),
        ("people.1.name", "何青"),
        ("people.1.parts", "director"),
        ("people.1.number", &numbers[1]),
        ("people.1.phone", "13800000002"),
        ("people.1.is_eligible", "yes"),
        ("people.2.name", "龙沐"),
        ("people.2.parts", "supervisor"),
        ("people.2.number", &numbers[2]),
        ("people.2.phone", "13800000003"),
        ("people.2.is_eligible", "yes"),
    ]
}

pub fn numbers() -> [String; 3] {
    [resident("19900307", 1), resident("19850612", 2), resident("19790230".replace("0230", "0228").as_str(), 3)]
}

/// Begins a draft of a service institution; answers its number.
pub async fn begin(founder: &Browser) -> String {
    let begun = founder.post("/applications", &[("kind", "service"), ("authority", "mz-510903")]).await.expect(303);
    begun.location.trim_start_matches("/applications/").to_owned()
}

pub async fn save(founder: &Browser, no: &str, task: &str, fields: &[(&str, &str)]) {
    founder.post(&format!("/applications/{no}/tasks/{task}"), fields).await.expect(303);
}

/// Uploads the five documents an application needs.
pub async fn papers(founder: &Browser, no: &str) {
    for key in ["application", "capital_verification", "premises_proof", "officers_identity", "charter"] {
        let file = (format!("file.{key}"), format!("{key}.pdf"));
        let sent =
            founder.upload(&format!("/applications/{no}/documents"), &[], (&file.0, &file.1, files::scan(1000))).await;
        sent.expect(303);
    }
}

/// A draft with every answer and document.
pub async fn complete(founder: &Browser, name: &str) -> String {
    let no = begin(founder).await;
    save(founder, &no, "organization", &organization(name)).await;
    save(founder, &no, "people", &persons("徐静", &numbers())).await;
    save(founder, &no, "premises", &premises()).await;
    save(founder, &no, "capital", &capital("3000")).await;
    save(founder, &no, "charter", &charter()).await;
    papers(founder, &no).await;
    no
}

pub async fn submitted(founder: &Browser, name: &str) -> String {
    let no = complete(founder, name).await;
    founder.post(&format!("/applications/{no}/submission"), &[("declared", "yes")]).await.expect(303);
    no
}

impl Office {
    pub async fn accepted(&self, name: &str) -> String {
        let no = submitted(&self.founder, name).await;
        self.clerk.post(&format!("/applications/{no}/acceptance"), &[]).await.expect(303);
        no
    }

    pub async fn reviewed(&self, name: &str) -> String {
        let no = self.accepted(name).await;
        let opinion = [("is_in_favour", "yes"), ("text", "材料齐全，符合规定。")];
        self.reviewer.post(&format!("/applications/{no}/opinion"), &opinion).await.expect(303);
        no
    }

    /// Grants; answers the credit code.
    pub async fn granted(&self, name: &str) -> String {
        let no = self.reviewed(name).await;
        self.decider.post(&format!("/applications/{no}/decision"), &[("is_granted", "yes")]).await.expect(303);
        self.code(&no).await
    }

    /// The credit code of the organization an application became.
    pub async fn code(&self, no: &str) -> String {
        let page = self.founder.get(&format!("/applications/{no}")).await.expect(200);
        page.body.split("href=\"/orgs/5").nth(1).map(|s| format!("5{}", &s[..17])).expect("a code")
    }

    /// State and version as the database has them: what must not move when somebody is refused.
    pub async fn state(&self, no: &str) -> (String, i64) {
        use diesel::prelude::*;
        use shanzhi::schema::applications as a;
        let no = no.to_owned();
        self.app
            .make(move |tx| {
                Ok(a::table.filter(a::no.eq(&no)).select((a::state, a::version)).first::<(String, i64)>(tx.conn)?)
            })
            .await
    }
}

/// The address a letter leads to.
pub fn link_of(letter: &str, path: &str) -> String {
    let word = letter.split_whitespace().find(|w| w.contains(path)).expect("a link");
    word[word.find(path).unwrap()..].to_owned()
}

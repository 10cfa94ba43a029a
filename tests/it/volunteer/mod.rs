//! Volunteering through HTTP.
mod certificate;
mod journey;
mod places;
mod privacy;
mod trust;

use crate::support::{Browser, TestApp};
use serde_json::{Value, json};
use shanzhi::{
    account,
    kernel::{
        actor::{AuthorityId, BodyKind, OrganizationId, Role},
        division::DivisionCode,
        time::Day,
    },
    platform::db::Json,
    registry::organization::{NewOrganization, register, sample},
    volunteer::{
        person::{self, NewVolunteer, RollState},
        team::{self, NewTeam, TeamState},
    },
};

/// A registered organization with a team, its officer and its leader.
pub struct Stage {
    pub app: TestApp,
    pub organization: i64,
    pub team: i64,
    pub officer: Browser,
    pub leader: Browser,
}

/// The activity everybody here goes to: Saturday 28 November 2026, 9:00 to 11:30.
pub const STARTS: &str = "2026-11-28T09:00";

pub async fn stage() -> Stage {
    let app = TestApp::new().await;
    let authority = app.authority("mz", "registrar", "510900").await;
    let organization = app.make(move |tx| Ok(register(tx, &organization(AuthorityId(authority), tx.now))?.0)).await;
    let team = app
        .make(move |tx| {
            let row = NewTeam {
                no: "510903-T0007".into(),
                name: "涪江晚晴志愿服务队".into(),
                organization_id: OrganizationId(organization),
                host_name: "遂宁市船山区听荷养老服务中心".into(),
                division: chuanshan(),
                community: "荷塘社区".into(),
                fields: Json(vec![]),
                intro: "陪独居老人聊天。".into(),
                founded_on: tx.now.day(),
                state: TeamState::Active,
                minutes: 0,
                entry_id: None,
                created_at: tx.now,
            };
            team::insert_many(tx.conn, &[row])?;
            Ok(team::by_no(tx.conn, "510903-T0007")?.id.0)
        })
        .await;
    let officer = app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, organization)).await;
    let leader = app.with_role("leader@example.org", Role::Leader, (BodyKind::Team, team)).await;
    Stage { app, organization, team, officer, leader }
}

pub fn chuanshan() -> DivisionCode {
    "510903".parse().unwrap()
}

fn organization(authority: AuthorityId, now: shanzhi::kernel::time::Ts) -> NewOrganization {
    NewOrganization {
        division: "510903".into(),
        entry_id: None,
        ..sample::new_organization("52510903XXXX00019L", "遂宁市船山区听荷养老服务中心", authority, now)
    }
}

/// The form of joining, with a document number that can belong to nobody (sequence 000, `domain.md` 3.4).
pub fn join_form<'a>(name: &'a str, nickname: &'a str, number: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("name", name),
        ("nickname", nickname),
        ("identity_number", number),
        ("phone", "13800000000"),
        ("division", "510903"),
        ("consent", "yes"),
    ]
}

/// Somebody on the roll, in a browser; passports spare the arithmetic of check characters.
pub async fn volunteer(app: &TestApp, email: &str, name: &str, nickname: &str) -> Browser {
    let browser = app.person(email, name).await;
    let number =
        format!("E{:08}", email.bytes().fold(7u32, |n, b| n.wrapping_mul(31).wrapping_add(b.into())) % 99_999_999);
    let mut form = join_form(name, nickname, &number);
    form.extend([("identity_kind", "passport"), ("birth_month", "1990-05")]);
    browser.post("/volunteer/join", &form).await.expect(303);
    browser
}

/// The notice of the activity of [`STARTS`].
pub fn notice(stage: &Stage, capacity: &str) -> Vec<(&'static str, String)> {
    [
        ("host", format!("t{}", stage.team)),
        ("title", "周六陪伴日".into()),
        ("summary", "陪老人聊一个上午。".into()),
        ("field", "elder".into()),
        ("division", "510903".into()),
        ("place", "荷塘社区市民中心二楼".into()),
        ("starts_at", STARTS.into()),
        ("ends_at", "2026-11-28T11:30".into()),
        ("sign_up_until", "2026-11-27T18:00".into()),
        ("capacity", capacity.into()),
        ("min_age", "14".into()),
        ("plan", "9:00 结对\n11:30 签退".into()),
        ("risk", "室内活动，风险低".into()),
        ("contact", "0825-0000000".into()),
    ]
    .into()
}

/// Drafts and publishes a notice; answers the number.
pub async fn publish(by: &Browser, notice: &[(&'static str, String)]) -> String {
    let fields: Vec<(&str, &str)> = notice.iter().map(|(n, v)| (*n, v.as_str())).collect();
    let made = by.post("/activities", &fields).await.expect(303);
    let no = made.location.trim_start_matches("/activities/").to_owned();
    by.post(&format!("/activities/{no}/publication"), &[]).await.expect(303);
    no
}

/// The id of a sign-up, by the place on the list.
pub async fn signup_id(app: &TestApp, no: &str, place: i64) -> String {
    let no = no.to_owned();
    app.make(move |tx| {
        use shanzhi::volunteer::activity;
        let a = activity::by_no(tx.conn, &no)?;
        let all = activity::roster(tx.conn, a.id)?;
        Ok(all.into_iter().find(|s| s.place == place).expect("somebody at this place").id.to_string())
    })
    .await
}

/// Many on the roll at once, each with an account.
pub async fn crowd(app: &TestApp, n: i64) -> Vec<String> {
    let mut emails = Vec::new();
    for i in 0..n {
        let email = format!("v{i}@example.org");
        let account = app.account(&email, "某人").await;
        app.make(move |tx| {
            let row = NewVolunteer {
                no: format!("510903-2026-9{i:05}"),
                account_id: Some(account.0),
                nickname: format!("昵称{i}"),
                shown_name: None,
                identity_kind: None,
                identity_hash: None,
                sealed: None,
                birth_month: Day::from_ymd_opt(1990, 5, 1),
                division: chuanshan(),
                skills: Json(vec![]),
                fields: Json(vec![]),
                free_time: String::new(),
                national_no: None,
                state: RollState::Active,
                entry_id: None,
                joined_at: tx.now,
            };
            person::insert_many(tx.conn, &[row])
        })
        .await;
        emails.push(email);
    }
    emails
}

/// Effective minutes of the whole city.
pub async fn credited(app: &TestApp) -> i64 {
    app.make(|tx| shanzhi::volunteer::hours::total_minutes(tx.conn)).await
}

/// A second leader beside the first.
pub async fn deputy(stage: &Stage, email: &str) -> Browser {
    let account = stage.app.account(email, "副队长").await;
    let team = stage.team;
    stage
        .app
        .make(move |tx| {
            account::add_membership(tx, account, Role::Leader, (BodyKind::Team, team), "涪江晚晴志愿服务队")
        })
        .await;
    stage.app.sign_in(email).await
}

/// Nothing, as a JSON body.
pub fn nothing() -> Value {
    json!({})
}

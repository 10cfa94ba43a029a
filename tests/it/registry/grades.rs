//! Grade assessment through HTTP (`SO-130`–`SO-136`).
use super::{Office, files::scan, office};
use crate::support::{Api, Browser};
use serde_json::json;
use shanzhi::{
    kernel::actor::{AuthorityId, BodyKind, Role},
    registry::organization::{self, sample},
};

const CODE: &str = "52510903XXXX00019L";
const NAME: &str = "遂宁市船山区听荷养老服务中心";
const DECLARED: &[(&str, &str)] = &[("declared", "yes")];
const NOTICE: &[(&str, &str)] = &[
    ("title", "2026 年度社会组织等级评估"),
    ("notice", "请符合条件的社会服务机构在线自评并申报。"),
    ("kinds", "service"),
    ("opens_on", "2026-11-23"),
    ("closes_on", "2026-12-04"),
];
/// Every indicator of the table for service institutions with its most points.
const INDICATORS: [(&str, i64); 16] = [
    ("registered", 50),
    ("charter", 40),
    ("reporting", 40),
    ("seat", 20),
    ("bodies", 100),
    ("party", 60),
    ("staff", 60),
    ("finance", 120),
    ("records", 30),
    ("quality", 150),
    ("benefit", 90),
    ("promise", 70),
    ("openness", 70),
    ("user_view", 40),
    ("public_view", 30),
    ("authority_view", 30),
];

/// An office with a round, an organization more than two years old, its officer, an expert and a second decider.
struct Round {
    o: Office,
    round: String,
    officer: Browser,
    expert: Browser,
    second: Browser,
}

async fn round() -> Round {
    let o = office().await;
    let authority = AuthorityId(o.authority);
    let id = o
        .app
        .make(move |tx| organization::register(tx, &sample::new_organization(CODE, NAME, authority, tx.now)))
        .await;
    let officer = o.app.with_role("officer@example.org", Role::Officer, (BodyKind::Organization, id.0)).await;
    let expert = o.app.with_role("expert@example.org", Role::Expert, (BodyKind::City, 0)).await;
    let second = o.app.with_role("second@example.org", Role::Decider, (BodyKind::Authority, o.authority)).await;
    let round = o.clerk.post("/grades/rounds", NOTICE).await.expect(303).location;
    Round { o, round, officer, expert, second }
}

/// Points of every indicator, `less` points taken from the largest ones.
fn points(mut less: i64) -> Vec<(String, String)> {
    let mut out = Vec::new();
    for (key, most) in INDICATORS {
        let cut = less.min(most);
        less -= cut;
        out.push((format!("score.{key}"), (most - cut).to_string()));
    }
    out
}

fn as_fields(owned: &[(String, String)]) -> Vec<(&str, &str)> {
    owned.iter().map(|(a, b)| (a.as_str(), b.as_str())).collect()
}

fn sheet(less: i64) -> Vec<(String, String)> {
    let mut out = points(less);
    out.push(("visited_on".into(), "2026-11-23".into()));
    out.push(("note".into(), "制度健全，台账齐全。".into()));
    out
}

impl Round {
    async fn begun(&self) -> String {
        let to = format!("{}/assessments", self.round);
        self.officer.post(&to, &[("organization", CODE)]).await.expect(303).location
    }

    async fn handed_in(&self) -> String {
        let at = self.begun().await;
        let mut content = points(20);
        for part in ["basics", "governance", "activity", "opinion"] {
            content.push((format!("note.{part}"), "见佐证材料。".into()));
        }
        self.officer.post(&at, &as_fields(&content)).await.expect(303);
        let file = ("file.self_report", "自评报告.pdf", scan(900));
        self.officer.upload(&format!("{at}/documents"), &[], file).await.expect(303);
        self.officer.post(&format!("{at}/submission"), DECLARED).await.expect(303);
        at
    }

    /// Scored by a reviewer and an expert, so many points below the most.
    async fn scored(&self, less: (i64, i64)) -> String {
        let at = self.handed_in().await;
        self.o.clerk.post(&format!("{at}/examination"), &[("outcome", "admit")]).await.expect(303);
        self.o.reviewer.post(&format!("{at}/sheets"), &as_fields(&sheet(less.0))).await.expect(303);
        self.expert.post(&format!("{at}/sheets"), &as_fields(&sheet(less.1))).await.expect(303);
        self.o.clerk.post(&format!("{at}/completion"), &[("text", "总体良好。")]).await.expect(303);
        at
    }

    async fn publicized(&self, less: (i64, i64)) -> String {
        let at = self.scored(less).await;
        let publish = [("outcome", "publish"), ("reasons", "同意评估意见。")];
        self.o.decider.post(&format!("{at}/decision"), &publish).await.expect(303);
        at
    }

    /// A grade in force since Thursday 3 December 2026.
    async fn confirmed(&self, less: (i64, i64)) -> String {
        let at = self.publicized(less).await;
        self.o.app.set_clock("2026-12-03T01:00:00Z");
        self.o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(303);
        at
    }

    async fn grade(&self) -> Option<String> {
        let (_, body) = Api::visitor(&self.o.app.url).get(&format!("/organizations/{CODE}")).await;
        body["grade"].as_str().map(str::to_owned)
    }
}

#[actix_web::test]
async fn an_organization_assesses_itself_is_scored_published_and_graded_so_130_to_so_135() {
    let r = round().await;
    let visitor = r.o.app.visitor();
    // The notice shows its score table, bands and the request to check the local rule (`SO-134`).
    let notice = visitor.get(&r.round).await.expect(200);
    assert!(notice.has("951") && notice.has("请核对当地规定") && notice.has("业务活动和诚信建设"));
    assert!(visitor.get("/grades/rounds").await.expect(200).has("2026 年度社会组织等级评估"));
    assert!(r.officer.get(&format!("/orgs/{CODE}/grades")).await.expect(200).has(&r.round));

    let at = r.begun().await;
    r.officer.post(&format!("{}/assessments", r.round), &[("organization", CODE)]).await.expect(409);
    visitor.get(&at).await.expect(404);
    r.o.clerk.get(&at).await.expect(404);
    assert!(r.officer.get("/workbench").await.expect(200).has("继续填写参评申报"));
    // A wrong number is told and what was typed stays; what is missing is named at once.
    let page = r.officer.post(&at, &[("score.charter", "41"), ("note.basics", "章程经核准。")]).await.expect(422);
    assert!(page.has("0 至 40") && page.has("章程经核准。"));
    let page = r.officer.post(&format!("{at}/submission"), DECLARED).await.expect(409);
    assert!(page.has("16 项指标没有打分") && page.has("自评报告"));
    r.officer.post(&format!("{at}/withdrawal"), &[]).await.expect(303);

    let at = r.scored((40, 60)).await;
    assert!(r.o.decider.get("/workbench").await.expect(200).has("审定评估等级"));
    let page = r.officer.get(&at).await.expect(200);
    assert!(!page.has("950") && !page.has("制度健全"), "the score stays at the desk until it is published");
    let publish = [("outcome", "publish"), ("reasons", "同意评估意见。")];
    r.o.decider.post(&format!("{at}/decision"), &publish).await.expect(303);
    let page = visitor.get(&at).await.expect(200);
    assert!(page.has("950") && page.has("4A") && page.has("同意评估意见。"));
    assert!(!page.has("制度健全"), "the sheets stay between the parties");
    assert!(r.officer.get(&at).await.expect(200).has("制度健全"));
    assert_eq!(r.grade().await, None, "published is not yet confirmed");

    // Seven working days of publicity.
    r.o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(409);
    r.o.app.set_clock("2026-12-02T15:00:00Z");
    r.o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(409);
    r.o.app.set_clock("2026-12-03T01:00:00Z");
    r.o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(303);
    assert_eq!(r.grade().await.as_deref(), Some("4a"));
    r.o.app.settle().await;
    let letters = r.o.app.letters();
    for subject in ["已收到参评申报", "通过资格审核", "评估结果公示", "评估等级确定"] {
        assert!(letters.iter().any(|l| l.subject.contains(subject) && l.to == "officer@example.org"), "{subject}");
    }

    // Everybody sees it, with its days: page, directory, search facet, list, CSV, ledger, feed.
    let page = visitor.get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(page.has("4A") && page.has("2031") && page.has("系统不会在评审、排序中自动加分"));
    assert!(visitor.get("/orgs?grade=4a").await.expect(200).has(NAME));
    assert!(!visitor.get("/orgs?grade=5a").await.expect(200).has(NAME));
    assert!(visitor.get("/grades?grade=4a&kind=service&county=510903").await.expect(200).has(NAME));
    assert!(!visitor.get("/grades?grade=3a").await.expect(200).has(NAME));
    assert!(visitor.get("/grades.csv").await.expect(200).has("2031-12-02"));
    assert!(visitor.get("/ledger").await.expect(200).has("确定评估等级"));
    assert!(visitor.get("/orgs.atom").await.expect(200).has("评估等级公告"));

    // The certificate verifies.
    let pdf = visitor.bytes(&format!("{at}/certificate.pdf")).await;
    assert!(pdf.starts_with(b"%PDF"));
    let (_, body) = Api::visitor(&r.o.app.url).get(&at).await;
    let no = body["certificate"].as_str().expect("a certificate");
    assert!(visitor.get(&format!("/verify/{no}")).await.expect(200).has("社会组织评估等级证书"));
}

#[actix_web::test]
async fn who_examines_scores_decides_and_reviews_are_different_people_so_135() {
    let r = round().await;
    let at = r.handed_in().await;
    let examine = format!("{at}/examination");
    r.o.founder.post(&examine, &[("outcome", "admit")]).await.expect(404);
    r.officer.post(&examine, &[("outcome", "admit")]).await.expect(403);
    r.expert.get(&at).await.expect(404);
    r.o.clerk.post(&examine, &[("outcome", "exclude")]).await.expect(422);
    r.o.clerk.post(&examine, &[("outcome", "admit")]).await.expect(303);
    r.o.clerk.post(&examine, &[("outcome", "admit")]).await.expect(409);
    // Two sheets are needed, every indicator filled in.
    assert!(r.expert.get("/workbench").await.expect(200).has("实地评估并评分"));
    let mut half = sheet(0);
    half.remove(0);
    r.expert.post(&format!("{at}/sheets"), &as_fields(&half)).await.expect(422);
    r.expert.post(&format!("{at}/sheets"), &as_fields(&sheet(10))).await.expect(303);
    r.officer.post(&format!("{at}/sheets"), &as_fields(&sheet(0))).await.expect(403);
    r.o.clerk.post(&format!("{at}/completion"), &[("text", "小结。")]).await.expect(409);
    // A second sheet of the same person takes the place of the first.
    r.expert.post(&format!("{at}/sheets"), &as_fields(&sheet(90))).await.expect(303);
    r.o.clerk.post(&format!("{at}/completion"), &[("text", "小结。")]).await.expect(409);
    r.o.reviewer.post(&format!("{at}/sheets"), &as_fields(&sheet(100))).await.expect(303);
    r.o.clerk.post(&format!("{at}/completion"), &[("text", "小结。")]).await.expect(303);

    let decide = format!("{at}/decision");
    r.o.clerk.post(&decide, &[("outcome", "publish"), ("reasons", "x")]).await.expect(403);
    r.o.decider.post(&decide, &[("outcome", "send_back"), ("reasons", "补充财务核查。")]).await.expect(303);
    r.o.clerk.post(&format!("{at}/completion"), &[("text", "已核查。")]).await.expect(303);
    r.o.decider.post(&decide, &[("outcome", "publish"), ("reasons", "同意。")]).await.expect(303);
    assert!(r.o.app.visitor().get(&at).await.expect(200).has("905"));

    // The organization asks for a review, a resident objects too; who had a part does not settle it.
    r.officer.post(&format!("{at}/objections"), &[("text", "财务分有误。")]).await.expect(303);
    r.o.founder.post(&format!("{at}/objections"), &[("text", "与事实不符。")]).await.expect(303);
    r.o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(409);
    let settle = [("grade", "3a"), ("reasons", "经复核，调整为 3A。")];
    r.o.decider.post(&format!("{at}/review"), &settle).await.expect(403);
    r.o.reviewer.post(&format!("{at}/review"), &settle).await.expect(403);
    let page = r.o.app.visitor().get(&at).await.expect(200);
    assert!(!page.has("财务分有误"), "objections are for the committee");
    assert!(r.second.get(&at).await.expect(200).has("财务分有误"));
    r.second.post(&format!("{at}/review"), &settle).await.expect(303);
    r.second.post(&format!("{at}/review"), &settle).await.expect(409);
    r.o.app.set_clock("2026-12-03T01:00:00Z");
    r.officer.post(&format!("{at}/objections"), &[("text", "再次申请。")]).await.expect(409);
    r.o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(303);
    assert_eq!(r.grade().await.as_deref(), Some("3a"));
}

#[actix_web::test]
async fn what_the_register_knows_bars_and_the_refusal_has_reasons_so_130_so_131() {
    let r = round().await;
    let at = r.handed_in().await;
    let listing =
        r.o.clerk
            .post(&format!("/orgs/{CODE}/listings"), &[("ground", "unreachable"), ("facts", "两次专用信函无人签收。")])
            .await
            .expect(303)
            .location;
    r.o.app.set_clock("2026-12-08T01:00:00Z");
    r.o.decider.post(&format!("{listing}/decision"), &[("outcome", "enter"), ("reasons", "属实。")]).await.expect(303);
    let page = r.o.clerk.get(&at).await.expect(200);
    assert!(page.has("登记系统没有记录，请人工核对") && page.has("只能不予参评"));
    let page = r.o.clerk.post(&format!("{at}/examination"), &[("outcome", "admit")]).await.expect(409);
    assert!(page.has("在异常名录或者失信名单内"));
    let exclude = [("outcome", "exclude"), ("reasons", "列入活动异常名录。")];
    r.o.clerk.post(&format!("{at}/examination"), &exclude).await.expect(303);
    r.o.app.visitor().get(&at).await.expect(404);
    r.o.app.settle().await;
    let letter = r.o.app.letters().into_iter().find(|l| l.subject.contains("不予参评")).expect("a letter");
    assert!(letter.text.contains("列入活动异常名录") && letter.text.contains("行政复议"));
}

#[actix_web::test]
async fn applications_come_in_time_and_a_draft_ends_with_the_round_so_135() {
    let r = round().await;
    let at = r.begun().await;
    r.o.clerk.post("/grades/rounds", &[("title", "x")]).await.expect(422);
    r.officer.post("/grades/rounds", NOTICE).await.expect(403);
    r.o.app.set_clock("2026-12-04T15:59:59Z");
    let page = r.officer.get(&at).await.expect(200);
    assert!(!page.has("今天不能申报"));
    r.o.app.set_clock("2026-12-04T16:00:00Z");
    assert!(r.officer.get(&at).await.expect(200).has("今天不能申报"));
    r.officer.post(&format!("{at}/submission"), DECLARED).await.expect(409);
    r.officer.post(&format!("{at}/withdrawal"), &[]).await.expect(303);
    r.officer.post(&format!("{}/assessments", r.round), &[("organization", CODE)]).await.expect(409);
}

#[actix_web::test]
async fn a_grade_is_questioned_heard_lowered_and_withdrawn_by_another_person_so_135() {
    let r = round().await;
    let at = r.confirmed((0, 60)).await;
    assert_eq!(r.grade().await.as_deref(), Some("5a"));
    let facts = [("text", "复查发现部分佐证材料与事实不符。")];
    r.o.decider.post(&format!("{at}/question"), &facts).await.expect(403);
    r.o.clerk.post(&format!("{at}/question"), &facts).await.expect(303);
    let shown = r.o.app.visitor().get(&at).await.expect(200);
    assert!(shown.has("等级有效") && !shown.has("复查发现"), "until it is decided it stays between the parties");
    let lower = [("outcome", "lower"), ("grade", "3a"), ("reasons", "部分指标得分无效。")];
    r.o.decider.post(&format!("{at}/resolution"), &lower).await.expect(409);
    r.officer.post(&format!("{at}/answer"), &[("text", "材料有误，已更正。")]).await.expect(303);
    r.officer.post(&format!("{at}/answer"), &[("text", "再说一次。")]).await.expect(409);
    let higher = [("outcome", "lower"), ("grade", "5a"), ("reasons", "x")];
    r.o.decider.post(&format!("{at}/resolution"), &higher).await.expect(409);
    let old = r.o.app.api("decider@example.org").await.get(&at).await.1["certificate"].as_str().unwrap().to_owned();
    r.o.decider.post(&format!("{at}/resolution"), &lower).await.expect(303);
    assert_eq!(r.grade().await.as_deref(), Some("3a"));
    assert!(r.o.app.visitor().get(&format!("/verify/{old}")).await.expect(200).has("已换发新证"));

    // Without an answer the decision falls after ten working days; a withdrawn grade leaves the lists.
    r.o.clerk.post(&format!("{at}/question"), &facts).await.expect(303);
    let revoke = [("outcome", "revoke"), ("reasons", "提供虚假材料。")];
    r.o.app.set_clock("2026-12-17T01:00:00Z");
    r.o.decider.post(&format!("{at}/resolution"), &revoke).await.expect(409);
    r.o.app.set_clock("2026-12-18T01:00:00Z");
    r.officer.post(&format!("{at}/answer"), &[("text", "迟了。")]).await.expect(409);
    assert!(r.o.decider.get("/workbench").await.expect(200).has("决定是否降低、取消等级"));
    r.o.decider.post(&format!("{at}/resolution"), &revoke).await.expect(303);
    assert_eq!(r.grade().await, None);
    let page = r.o.app.visitor().get(&format!("/orgs/{CODE}")).await.expect(200);
    assert!(page.has("等级已取消"), "the history stays");
    assert!(!r.o.app.visitor().get("/grades").await.expect(200).has(NAME));
    r.o.app.visitor().get(&format!("{at}/certificate.pdf")).await.expect(404);
}

#[actix_web::test]
async fn the_clock_reminds_twice_and_ends_a_grade_after_five_years_so_132() {
    let r = round().await;
    let at = r.confirmed((90, 90)).await;
    let reminders = || r.o.app.letters().iter().filter(|l| l.subject.contains("即将到期")).count();
    for (day, sent) in [("2031-05-01", 0), ("2031-06-06", 1), ("2031-06-07", 1), ("2031-10-05", 2), ("2031-12-02", 2)] {
        r.o.app.set_clock(&format!("{day}T01:00:00Z"));
        r.o.app.settle().await;
        r.o.app.settle().await;
        assert_eq!(reminders(), sent, "{day}");
    }
    assert_eq!(r.grade().await.as_deref(), Some("4a"), "through its last day");
    r.o.app.set_clock("2031-12-02T16:00:00Z");
    r.o.app.settle().await;
    assert_eq!(r.grade().await, None);
    let visitor = r.o.app.visitor();
    assert!(visitor.get(&at).await.expect(200).has("有效期届满"));
    assert!(!visitor.get("/orgs?grade=4a").await.expect(200).has(NAME));
    assert!(visitor.get("/ledger").await.expect(200).has("评估等级到期"));
}

#[actix_web::test]
async fn a_score_below_the_floor_ends_without_a_grade_so_134() {
    let r = round().await;
    let at = r.publicized((300, 300)).await;
    assert!(r.o.app.visitor().get(&at).await.expect(200).has("不予评定等级"));
    r.o.app.set_clock("2026-12-03T01:00:00Z");
    r.o.decider.post(&format!("{at}/confirmation"), &[]).await.expect(303);
    assert!(r.o.app.visitor().get(&at).await.expect(200).has("未获等级"));
    assert_eq!(r.grade().await, None);
}

#[actix_web::test]
async fn a_program_does_the_same_and_twice_at_once_is_once() {
    let r = round().await;
    let officer = r.o.app.api("officer@example.org").await;
    let no = r.round.trim_start_matches("/grades/rounds/");
    let (status, shown) = Api::visitor(&r.o.app.url).get(&format!("/grade-rounds/{no}")).await;
    assert_eq!((status, shown["phase"].as_str()), (200, Some("open")));
    assert_eq!(shown["standards"][0]["source"]["tag"], "D");
    let path = format!("/grade-rounds/{no}/assessments");
    let body = json!({"organization": CODE});
    let (status, made) = officer.post_once(&path, "begin-0001", body.clone()).await;
    assert_eq!(status, 201, "{made}");
    let (status, again) = officer.post_once(&path, "begin-0001", body.clone()).await;
    assert_eq!((status, again["no"].clone()), (201, made["no"].clone()), "the same key, the same answer");
    assert_eq!(officer.post(&path, body).await.0, 409);
    let at = format!("/grades/{}", made["no"].as_str().unwrap());
    let score: serde_json::Map<_, _> = INDICATORS.iter().map(|(k, most)| ((*k).to_owned(), json!(most))).collect();
    let note = json!({"basics": "𬱖", "governance": "x", "activity": "x", "opinion": "x"});
    let (status, kept) = officer.put(&format!("{at}/content"), json!({"score": score, "note": note})).await;
    assert_eq!(status, 200, "{kept}");
    assert!(r.officer.get(&at).await.expect(200).has("𬱖"), "rare characters stay");
    let (status, _) = officer.upload(&format!("{at}/documents"), "file.self_report", "自评.pdf", scan(900)).await;
    assert_eq!(status, 201);
    assert_eq!(officer.post(&format!("{at}/submission"), json!({"declared": true})).await.0, 200);
    let clerk = r.o.app.api("clerk@example.org").await;
    let admit = json!({"outcome": "admit"});
    let path = format!("{at}/examination");
    let (a, b) = tokio::join!(clerk.post(&path, admit.clone()), clerk.post(&path, admit));
    let mut answers = [a.0, b.0];
    answers.sort_unstable();
    assert_eq!(answers, [200, 409], "one of two at once");
    let (_, all) = Api::visitor(&r.o.app.url).get("/grades").await;
    assert_eq!(all["items"].as_array().map(Vec::len), Some(0), "nothing is in force yet");
}

//! The demonstration city: as large as the report says, whole, with something to do for every role, kept on a restart.
use crate::support::{Browser, Operator, Page};
use diesel::{prelude::*, sql_query, sql_types::BigInt};
use shanzhi::platform::db::{Engine, Use};
use std::process::Stdio;
use tokio::io::{AsyncBufReadExt, BufReader};

#[derive(QueryableByName)]
struct Number {
    #[diesel(sql_type = BigInt)]
    n: i64,
}

/// The answer to a question about the city; it must be one whole number.
fn number(operator: &Operator, question: &str) -> i64 {
    let url = operator.setting("SHANZHI__DATABASE__URL");
    let mut conn = Engine::parse(&url).unwrap().connect(Use::Write).unwrap();
    let asked = format!("SELECT CAST(({question}) AS BIGINT) AS n");
    sql_query(&asked).get_result::<Number>(&mut conn).unwrap_or_else(|e| panic!("{asked}: {e}")).n
}

/// Questions, and what the report of the city or the rules of the house answer (`domain.md` 0.2).
const FIGURES: &[(&str, &str, i64)] = &[
    (
        "registered organizations",
        "SELECT COUNT(*) FROM organizations WHERE is_registered AND status NOT IN ('cancelled','revoked')",
        1357,
    ),
    (
        "filed organizations",
        "SELECT COUNT(*) FROM organizations WHERE NOT is_registered AND status NOT IN ('cancelled','revoked')",
        1046,
    ),
    ("teams", "SELECT COUNT(*) FROM teams", 10),
    ("volunteers", "SELECT COUNT(*) FROM volunteers WHERE state = 'active'", 10_860),
    (
        "yuan of purchases",
        "SELECT CAST(SUM(amount) AS BIGINT) / 100000000 FROM contracts WHERE signed_at IS NOT NULL",
        320,
    ),
    (
        "teams whose hours differ from their records",
        "SELECT COUNT(*) FROM teams WHERE minutes <> (SELECT COALESCE(SUM(r.minutes), 0) FROM service_records r WHERE r.team_id = teams.id AND r.state = 'effective')",
        0,
    ),
    (
        "records confirmed by who wrote them",
        "SELECT COUNT(*) FROM service_records WHERE state = 'effective' AND (confirmed_by IS NULL OR confirmed_by = in_by OR confirmed_by = out_by)",
        0,
    ),
    (
        "records of volunteers who confirmed themselves",
        "SELECT COUNT(*) FROM service_records r JOIN volunteers v ON v.id = r.volunteer_id WHERE v.account_id = r.confirmed_by",
        0,
    ),
    (
        "records without a confirmed sign-up",
        "SELECT COUNT(*) FROM service_records r JOIN signups s ON s.id = r.signup_id WHERE s.state <> 'confirmed'",
        0,
    ),
    (
        "more confirmed sign-ups than places",
        "SELECT COUNT(*) FROM activities a WHERE (SELECT COUNT(*) FROM signups s WHERE s.activity_id = a.id AND s.state = 'confirmed') > a.capacity",
        0,
    ),
    ("money entries that do not balance", "SELECT COALESCE(SUM(amount), 0) FROM money_entries", 0),
    (
        "payments above what was accepted",
        "SELECT COUNT(*) FROM acceptances WHERE paid > accepted_value OR claimed > accepted_value",
        0,
    ),
    (
        "organizations not in good standing without an entry that says why",
        "SELECT COUNT(*) FROM organizations o WHERE o.status IN ('abnormal','serious') AND NOT EXISTS \
         (SELECT 1 FROM listings l WHERE l.organization_id = o.id AND l.list = o.status AND l.state = 'listed')",
        0,
    ),
    (
        "entries in force against organizations in good standing",
        "SELECT COUNT(*) FROM listings l JOIN organizations o ON o.id = l.organization_id \
         WHERE l.state IN ('listed','asking') AND o.status = 'active'",
        0,
    ),
    (
        "public entries of the lists without proof",
        "SELECT COUNT(*) FROM listings WHERE listed_on IS NOT NULL AND entry_id IS NULL",
        0,
    ),
    (
        "published annual reports without proof",
        "SELECT COUNT(*) FROM annual_reports WHERE state = 'concluded' AND entry_id IS NULL",
        0,
    ),
    (
        "annual reports whose result one person gave alone",
        "SELECT COUNT(*) FROM annual_reports WHERE decided_by IS NOT NULL AND decided_by = proposed_by",
        0,
    ),
    (
        "changes in force without proof",
        "SELECT COUNT(*) FROM cases WHERE kind = 'change' AND state = 'approved' AND entry_id IS NULL",
        0,
    ),
    (
        "versions that do not follow one another",
        "SELECT COUNT(*) FROM organization_versions v WHERE v.until_on < v.from_on OR EXISTS (SELECT 1 FROM \
         organization_versions w WHERE w.organization_id = v.organization_id AND w.id > v.id AND w.from_on < v.until_on)",
        0,
    ),
    ("organizations without proof", "SELECT COUNT(*) FROM organizations WHERE entry_id IS NULL", 0),
    (
        "published purchases without proof",
        "SELECT COUNT(*) FROM tenders WHERE published_at IS NOT NULL AND entry_id IS NULL",
        0,
    ),
    (
        "published results without proof",
        "SELECT COUNT(*) FROM awards WHERE published_at IS NOT NULL AND (result_entry_id IS NULL OR entry_id = 0)",
        0,
    ),
    ("sealed bids without proof", "SELECT COUNT(*) FROM bids WHERE entry_id = 0", 0),
    ("opened bids without content", "SELECT COUNT(*) FROM bids WHERE opened_at IS NOT NULL AND technical IS NULL", 0),
    ("acts without a place in the tree", "SELECT COUNT(*) FROM ledger_entries WHERE position IS NULL", 0),
    (
        "people with two parts in one purchase",
        "SELECT COUNT(*) FROM (SELECT 1 AS x FROM case_duties GROUP BY tender_id, account_id HAVING COUNT(*) > 1) t",
        0,
    ),
];

/// Everything of which the city must have at least one.
const SOME: &[(&str, &str)] = &[
    (
        "applications",
        "state IN ('draft','submitted','correction','accepted','reviewed','issued','refused','not_accepted','withdrawn')",
    ),
    ("service_records", "state IN ('entered','effective','objected','corrected','voided')"),
    ("activities", "state IN ('draft','open','done','cancelled')"),
    (
        "tenders",
        "state IN ('draft','submitted','open','closed','opened','scored','priced','fixed','result','performing','archived')",
    ),
    ("listings", "state IN ('noticed','objected','listed','removed')"),
    ("annual_reports", "state IN ('due','draft','submitted','returned','proposed','concluded')"),
    ("inspections", "state IN ('assigned','recorded','rectifying','closed')"),
    ("inspection_draws", "state IN ('announced','drawn')"),
    (
        "cases",
        "kind = 'cancellation' AND state IN ('draft','liquidating','submitted','correction','accepted','reviewed','approved','refused','withdrawn')",
    ),
    ("renewals", "state IN ('asked','granted')"),
    (
        "cases",
        "kind = 'change' AND state IN ('draft','submitted','correction','accepted','reviewed','approved','refused','not_accepted','withdrawn')",
    ),
    ("contracts", "state IN ('performing','evaluated')"),
    ("milestones", "state IN ('planned','reported','accepted')"),
];

/// Who has something on the general workbench.
const BUSY: &[&str] =
    &["clerk", "reviewer", "decider", "founder", "buyer", "approver", "opener1", "opener2", "opener3"];
/// Experts are drawn by lot: who of them sits in a committee that still works differs, that several do does not.
const EXPERTS: &[&str] = &["expert1", "expert2", "expert3", "expert4", "expert5", "expert6", "expert7"];

fn has_work(page: &Page) -> bool {
    page.status == 200 && (page.body.contains("href=\"/applications/") || page.body.contains("href=\"/tenders/"))
}

#[actix_web::test]
async fn the_city_is_whole_has_work_for_everybody_and_is_kept() {
    let dir = tempfile::tempdir().unwrap();
    let operator = Operator::empty(dir.path());
    let said = operator.run(&["demo", "--only-make"]).await.expect(0);
    assert!(
        said.out.contains("the city is ready") || said.err.contains("the city is ready"),
        "{}{}",
        said.out,
        said.err
    );
    for (what, question, want) in FIGURES {
        assert_eq!(number(&operator, question), *want, "{what}");
    }
    for (table, states) in SOME {
        let (which, list) = states.split_once(" IN ").unwrap();
        for state in list.trim_matches(['(', ')']).split(',') {
            let found = number(&operator, &format!("SELECT COUNT(*) FROM {table} WHERE {which} = {state}"));
            assert!(found > 0, "{table} has none in {state}");
        }
    }
    operator.run(&["check"]).await.expect(0);
    let entries = number(&operator, "SELECT COUNT(*) FROM ledger_entries");

    let mut child = operator.command(&["demo"]).stdout(Stdio::piped()).stderr(Stdio::null()).spawn().unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let address = loop {
        let line = lines.next_line().await.unwrap().expect("the demonstration says where it listens");
        if let Some(address) = line.strip_prefix("listening on ") {
            break address.to_owned();
        }
    };
    let mut experts = 0;
    for who in BUSY.iter().chain(EXPERTS) {
        let browser = Browser::new(&address);
        let email = format!("{who}@demo.shanzhi");
        let page = browser.post("/sign-in", &[("email", &email), ("password", "shanzhi-demo"), ("next", "/")]).await;
        assert_eq!(page.status, 303, "{who} signs in");
        let page = browser.get("/workbench").await;
        if EXPERTS.contains(who) {
            experts += usize::from(has_work(&page));
            continue;
        }
        assert!(has_work(&page), "{who} has nothing to do: {}", page.outline());
    }
    assert!(experts >= 3, "a committee of three at work");
    assert!(number(&operator, "SELECT COUNT(*) FROM ledger_entries") >= entries, "a second start keeps the city");
    child.kill().await.unwrap();
}

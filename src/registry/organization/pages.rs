//! HTML handlers of the directory, and its CSV, JSON and Atom forms.
use super::{
    certificate_kind,
    directory::{self, Filter, Sort},
    history,
    model::{Category, Grade, Organization, OrganizationKind, OrganizationStatus},
    rules, store,
    views::{AnnualReport, Choice, DirectoryPage, Facet, GradeLine, Knot, Link, OrganizationPage, Purchase, Qr, Row},
};
use crate::{
    kernel::{actor::Role, money::Money},
    platform::{i18n::Locale, ledger},
    registry::certificate,
    web::{Cx, Outcome, form, paging::ROWS},
};
use actix_web::{
    HttpRequest, HttpResponse,
    http::header,
    web::{Path, Query},
};
use std::collections::HashMap;

/// Roles that work with organizations at the bodies that register and supervise them.
const STAFF: [Role; 3] = [Role::Clerk, Role::Reviewer, Role::Decider];

/// `GET /orgs`
pub async fn index(cx: Cx, req: HttpRequest) -> Outcome {
    let filter = Filter::parse(req.query_string());
    let found = directory::look(&cx, &filter, ROWS).await?;
    let next = found.next.as_ref().map(|next| format!("/orgs?{}&{}", filter.query(None), next.query()));
    let prev = (filter.page > 1).then(|| format!("/orgs?{}&page={}", filter.query(None), filter.page - 1));
    let cells = cx.db().kept("organization.cells", store::cells).await?;
    let names = county_names(&cx);
    let total = found.total.or_else(|| {
        let known = filter.q.is_empty() && filter.grades.is_empty() && !filter.charity;
        known.then(|| cells.iter().filter(|c| filter.takes(c, "")).map(|c| c.total).sum())
    });
    let graded: Vec<i64> = found.rows.iter().filter(|o| o.grade.is_some()).map(|o| o.id.0).collect();
    let terms = cx.read(move |c| store::grade_terms(c, &graded)).await?;
    let row = |o: &Organization| Row {
        grade_until: terms.get(&o.id.0).copied(),
        ..Row::of(o, names.get(&o.county).cloned().unwrap_or_default())
    };
    let rows = found.rows.iter().map(row).collect();
    let label = |name: &str, value: &str| {
        if name == "division" {
            names.get(value).cloned().unwrap_or_default()
        } else {
            cx.say(&format!("org-{name}-{}", value.replace('_', "-")))
        }
    };
    let chosen = filter
        .chosen()
        .into_iter()
        .map(|(name, value)| Link {
            href: format!("/orgs?{}", filter.query(Some((name, &value)))),
            label: label(name, &value),
        })
        .collect();
    cx.page(&DirectoryPage {
        q: filter.q.clone(),
        rows,
        total,
        facets: facets(&cx, &filter, &cells, &names),
        chosen,
        sorts: sorts(&cx, &filter),
        sort: filter.sort.word(),
        next,
        prev,
        query: filter.query(None),
        fallback: found.fallback,
        is_near: found.is_near,
        is_more: found.is_more,
    })
}

/// Names of the city and its counties by code, in the reader's language.
pub(in crate::registry) fn county_names(cx: &Cx) -> HashMap<String, String> {
    let divisions = cx.env().rulebook.divisions();
    divisions
        .get(divisions.home())
        .into_iter()
        .chain(divisions.counties())
        .map(|d| (d.code.to_string(), if cx.locale == Locale::Zh { d.zh.clone() } else { d.en.clone() }))
        .collect()
}

/// The facets of the directory with how many organizations each choice would leave.
pub(super) fn facets(cx: &Cx, filter: &Filter, cells: &[store::Cell], names: &HashMap<String, String>) -> Vec<Facet> {
    let count = |aside: &str, holds: &dyn Fn(&store::Cell) -> bool| {
        let known = filter.q.is_empty() && filter.grades.is_empty() && !filter.charity;
        known.then(|| cells.iter().filter(|c| filter.takes(c, aside) && holds(c)).map(|c| c.total).sum::<i64>())
    };
    let words = |name: &str, word: &str| cx.say(&format!("org-{name}-{}", word.replace('_', "-")));
    let mut counties: Vec<_> = names.iter().collect();
    counties.sort();
    let division = counties
        .into_iter()
        .map(|(code, name)| Choice {
            value: code.clone(),
            label: name.clone(),
            count: count("division", &|c| c.county == *code),
            on: filter.counties.contains(code),
        })
        .collect();
    let kind = OrganizationKind::ALL
        .iter()
        .map(|k| Choice {
            value: k.word().into(),
            label: words("kind", k.word()),
            count: count("kind", &|c| c.kind == k.word()),
            on: filter.kinds.contains(k),
        })
        .collect();
    let category = Category::ALL
        .iter()
        .map(|k| Choice {
            value: k.word().into(),
            label: words("category", k.word()),
            count: count("category", &|c| c.category == k.word()),
            on: filter.categories.contains(k),
        })
        .filter(|c| c.on || c.count != Some(0))
        .collect();
    let grade = Grade::ALL
        .iter()
        .map(|k| Choice {
            value: k.word().into(),
            label: words("grade", k.word()),
            count: None,
            on: filter.grades.contains(k),
        })
        .collect();
    let charity = vec![Choice { value: "yes".into(), label: words("charity", "yes"), count: None, on: filter.charity }];
    let status = OrganizationStatus::ALL
        .iter()
        .map(|k| Choice {
            value: k.word().into(),
            label: words("status", k.word()),
            count: count("status", &|c| c.status == k.word()),
            on: filter.statuses.contains(k),
        })
        .collect();
    let facet = |name: &'static str, options| Facet { name, label: cx.say(&format!("org-facet-{name}")), options };
    vec![
        facet("division", division),
        facet("kind", kind),
        facet("category", category),
        facet("grade", grade),
        facet("charity", charity),
        facet("status", status),
    ]
}

fn sorts(cx: &Cx, filter: &Filter) -> Vec<Link> {
    [Sort::Newest, Sort::Oldest, Sort::Name]
        .into_iter()
        .filter(|s| *s != filter.sort && filter.q.is_empty())
        .map(|s| Link {
            href: format!("/orgs?{}", Filter { sort: s, ..filter.clone() }.query(None)),
            label: cx.say(&format!("org-sort-{}", s.word())),
        })
        .collect()
}

/// `GET /orgs/{code}`; with `?on=DAY` the registered items as they were on that day.
pub async fn show(cx: Cx, code: Path<String>, asked: Query<history::pages::Asked>) -> Outcome {
    let code = crate::kernel::text::tidy(&code).to_uppercase();
    let now = cx.now();
    let (o, past, since, authority, won, reports, graded, entries, cert) = cx
        .read(move |c| {
            let o = store::find_by_code(c, &code)?;
            let past = history::versions(c, o.id)?;
            let since = store::liquidation(c, o.id)?;
            let authority = store::authority_name(c, &o)?;
            let supervisor = (o.supervisor_id != o.authority_id).then(|| store::office_name(c, o.supervisor_id));
            let authority = (authority, supervisor.transpose()?);
            let won = store::purchases(c, o.id, 8)?;
            let reports = store::reports(c, o.id, 5)?;
            let graded = store::grades(c, o.id, 10)?;
            let entries = ledger::entries_of(c, "organization", &o.credit_code, 200)?;
            let cert = certificate::latest(c, certificate_kind(&o), ("organization", &o.credit_code))?;
            Ok((o, past, since, authority, won, reports, graded, entries, cert))
        })
        .await?;
    let standing = rules::standing(&o, now, since.is_some());
    let named = |(zh, en): (String, String)| if cx.locale == Locale::Zh { zh } else { en };
    let may_change = cx.actor.is_officer_of(o.id)
        || cx.actor.is_at(Role::Filer, o.authority_id)
        || o.offices().any(|office| STAFF.iter().any(|&r| cx.actor.is_at(r, office)));
    let changes = past.len();
    let as_of = asked.day().filter(|d| *d < now.day());
    let o = match as_of.map(|day| history::on(&o, &past, day)) {
        // It was not registered yet: the history says since when.
        Some(None) => return Ok(cx.see_other(&format!("/orgs/{}/history?on={}", o.credit_code, asked.on), None)),
        Some(Some(items)) => o.with(&items),
        None => o,
    };
    let words = &cx.env().words;
    let reasons: Vec<String> = standing.reasons.iter().map(|r| form::sentence(words, cx.locale, r)).collect();
    let verify = cert.as_ref().map_or_else(|| o.credit_code.clone(), |k| k.no.clone());
    let names = county_names(&cx);
    let entry = entries.last().map(|e| e.id);
    let knots = knots(&cx, &o, &entries, entry);
    let purchases = won
        .into_iter()
        .map(|(no, title, amount, at)| Purchase { href: format!("/tenders/{no}"), title, amount, at })
        .collect();
    let fen = |m: Option<Money>| m.map(Money::fen);
    let reports = reports.into_iter().map(|(no, year, outcome, income, expenditure, net_assets)| AnnualReport {
        href: format!("/reports/{no}"),
        year: year.to_string(),
        outcome: outcome.unwrap_or_default(),
        income: fen(income),
        expenditure: fen(expenditure),
        net_assets: fen(net_assets),
    });
    let grades: Vec<GradeLine> = graded.into_iter().filter_map(grade_line).collect();
    let held = grades.iter().find(|g| g.holds);
    cx.page(&OrganizationPage {
        privileges: o.grade.map(|g| g.privileges().to_vec()).unwrap_or_default(),
        row: Row {
            grade_until: held.and_then(|g| g.until),
            ..Row::of(&o, names.get(&o.county).cloned().unwrap_or_default())
        },
        grades,
        reports: reports.collect(),
        is_officer: cx.actor.is_officer_of(o.id),
        parts: parts(&o.name),
        domicile: o.domicile.clone(),
        legal_representative: o.legal_representative.clone(),
        capital: o.capital.fen(),
        purpose: o.purpose.clone(),
        mode: o.mode.word(),
        authority: named(authority.0),
        supervisor: authority.1.map(named),
        former_names: o.former_names.0.clone(),
        certificate_no: o.certificate_no.clone(),
        qr: Qr::of(&format!("{}/verify/{verify}", cx.env().config.public_url())),
        verify,
        valid_until: o.valid_until.map(|d| d.to_string()),
        is_expired: o.valid_until.is_some_and(|d| d < now.day()),
        as_of,
        liquidating: since.map(crate::kernel::time::Ts::day),
        today: now.day(),
        changes,
        may_change,
        area: o.others.0.area.clone(),
        sponsor: o.others.0.sponsor.clone(),
        filing: o.others.0.filing.clone(),
        successor: o.others.0.successor.clone(),
        may_list: cx.actor.is_at(Role::Clerk, o.supervisor_id),
        is_clean: reasons.is_empty(),
        reasons,
        purchases,
        knots,
        entry,
        entries: entries.len(),
        has_certificate: cert.is_some(),
    })
}

/// A grade as the page shows it; that one is questioned stays between the parties.
fn grade_line((no, grade, from, until, state, ended_on): store::Graded) -> Option<GradeLine> {
    let holds = matches!(state.as_str(), "confirmed" | "questioned" | "answered");
    let state = if holds { "confirmed".to_owned() } else { state };
    Some(GradeLine { href: format!("/grades/{no}"), grade: grade?.word(), from: from?, until, holds, state, ended_on })
}

fn knots(cx: &Cx, o: &Organization, entries: &[ledger::PublicEntry], newest: Option<i64>) -> Vec<Knot> {
    let mut out = vec![Knot {
        title: cx.say(if o.is_registered { "org-knot-founded" } else { "org-knot-filed" }),
        state: "done",
        day: o.founded_on.to_string(),
        entry: o.entry_id,
    }];
    // The founding is told already.
    for e in entries.iter().filter(|e| Some(e.id) != o.entry_id) {
        let Some(entry) = e.public() else { continue };
        let key = format!("ledger-kind-{}", entry.kind.replace(['.', '_'], "-"));
        if let Some(title) = cx.env().words.get(cx.locale, &key, None) {
            let state = if Some(e.id) == newest { "now" } else { "done" };
            out.push(Knot {
                title: title.into_owned(),
                state,
                day: entry.occurred_at.day().to_string(),
                entry: Some(e.id),
            });
        }
    }
    out.reverse();
    out
}

/// How names end; the longer first.
const FORMS: [&str; 10] =
    ["服务中心", "发展中心", "促进会", "联合会", "基金会", "服务队", "中心", "协会", "商会", "学会"];

/// A name in the parts between which it may break: city, district, 字号 and field, form.
fn parts(name: &str) -> Vec<String> {
    let (mut rest, mut out) = (name, Vec::new());
    for _ in 0..2 {
        let end = rest.char_indices().skip(2).take(3).find(|(_, c)| matches!(c, '市' | '县' | '区'));
        let Some((head, tail)) = end.and_then(|(i, c)| rest.split_at_checked(i + c.len_utf8())) else { break };
        if tail.is_empty() {
            break;
        }
        out.push(head.to_owned());
        rest = tail;
    }
    let form =
        FORMS.iter().find_map(|form| rest.strip_suffix(form).filter(|field| !field.is_empty()).map(|f| (f, *form)));
    match form {
        Some((field, form)) => out.extend([field.to_owned(), form.to_owned()]),
        None => out.push(rest.to_owned()),
    }
    out
}

/// `GET /orgs.csv`: the directory as filtered, public items only, the first 10,000 rows.
pub async fn csv(cx: Cx, req: HttpRequest) -> Outcome {
    let filter = Filter::parse(req.query_string());
    let rows = cx.read(move |c| store::list(c, &Filter { cursor: None, ..filter }, 10_000)).await?;
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    out.write_record(FIELDS).map_err(fault)?;
    for o in &rows {
        out.write_record(public_row(o)).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"organizations.csv\""))
        .body(bytes))
}

/// The fields of the directory as a file, in their order: public items only.
pub const FIELDS: [&str; 12] = [
    "credit_code",
    "name",
    "name_en",
    "kind",
    "category",
    "status",
    "grade",
    "division",
    "founded_on",
    "legal_representative",
    "domicile",
    "scope",
];

/// The row of an organization in such a file.
#[must_use]
pub fn public_row(o: &Organization) -> [String; 12] {
    let (grade, founded) = (o.grade.map(|g| g.word()).unwrap_or_default(), o.founded_on.to_string());
    [
        &o.credit_code,
        &o.name,
        o.name_en.as_deref().unwrap_or_default(),
        o.kind.word(),
        o.category.word(),
        o.status.word(),
        grade,
        &o.county,
        &founded,
        &o.legal_representative,
        &o.domicile,
        &o.scope,
    ]
    .map(safe)
}

/// A cell that a spreadsheet does not take for a formula.
pub(in crate::registry) fn safe(cell: &str) -> String {
    if cell.starts_with(['=', '+', '-', '@', '\t']) { format!("'{cell}") } else { cell.to_owned() }
}

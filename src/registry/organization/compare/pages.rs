//! `GET /orgs/compare` and `GET /orgs/compare.csv`
use super::{
    rules::{Asked, LEAST, MOST, differs},
    store::{self, Compared},
    views::{Candidate, ComparePage, Group, Head, Line},
};
use crate::{
    kernel::{money::Money, refusal::Result},
    platform::i18n::{self, Locale},
    registry::organization::{
        Item,
        directory::{self, Filter},
        history,
        pages::{county_names, safe},
    },
    web::{Cx, Outcome, form},
};
use actix_web::{HttpRequest, HttpResponse, http::header};

const PAGE: &str = "/orgs/compare";
/// How many organizations a search for another one offers.
const OFFERED: i64 = 8;

/// `GET /orgs/compare?code=…&code=…`: two to four organizations side by side; fewer show how to choose.
pub async fn show(cx: Cx, req: HttpRequest) -> Outcome {
    let asked = Asked::parse(req.query_string());
    let (found, lost) = read(&cx, &asked).await?;
    let codes: Vec<&str> = found.iter().map(|x| x.o.credit_code.as_str()).collect();
    let groups = if found.len() < LEAST { Vec::new() } else { groups(&cx, &found) };
    let differences = groups.iter().flat_map(|g| &g.lines).filter(|l| l.differs).count();
    let may_add = codes.len() < MOST;
    let candidates = if may_add { candidates(&cx, &asked, &codes).await? } else { Vec::new() };
    let heads = found.iter().map(|x| Head {
        name: x.o.name.clone(),
        code: x.o.credit_code.clone(),
        drop: Asked::address(PAGE, codes.iter().copied().filter(|c| *c != x.o.credit_code), asked.only_different),
    });
    let address = |path: &str, only| Asked::address(path, codes.iter().copied(), only);
    cx.page(&ComparePage {
        heads: heads.collect(),
        groups: groups.into_iter().map(|g| shown(g, asked.only_different)).collect(),
        lost,
        is_cut: asked.is_cut,
        may_add,
        candidates,
        toggle: address(PAGE, !asked.only_different),
        csv: address("/orgs/compare.csv", false),
        json: address("/api/v1/organization-comparisons", false),
        only_different: asked.only_different,
        differences,
        q: asked.q,
    })
}

pub(super) async fn read(cx: &Cx, asked: &Asked) -> Result<(Vec<Compared>, Vec<String>)> {
    let (codes, now) = (asked.codes.clone(), cx.now());
    cx.read(move |c| store::compared(c, &codes, now)).await
}

fn shown(mut group: Group, only_different: bool) -> Group {
    group.lines.retain(|l| !only_different || l.differs);
    group
}

async fn candidates(cx: &Cx, asked: &Asked, codes: &[&str]) -> Result<Vec<Candidate>> {
    if asked.q.is_empty() {
        return Ok(Vec::new());
    }
    let found = directory::look(cx, &Filter::of_words(&asked.q), OFFERED).await?;
    let others = found.rows.into_iter().filter(|o| !codes.contains(&o.credit_code.as_str()));
    let one = |o: crate::registry::organization::Organization| Candidate {
        add: Asked::address(PAGE, codes.iter().copied().chain([o.credit_code.as_str()]), asked.only_different),
        name: o.name,
        code: o.credit_code,
    };
    Ok(others.map(one).collect())
}

/// Every row in the reader's language.
pub(super) fn groups(cx: &Cx, all: &[Compared]) -> Vec<Group> {
    let line = |label: String, value: &dyn Fn(&Compared) -> String| {
        let cells: Vec<String> = all.iter().map(value).collect();
        Line { differs: differs(&cells), label, cells }
    };
    let word = |prefix: &str, word: &str| cx.say(&format!("{prefix}-{}", word.replace('_', "-")));
    let money = |m: Money| if m.fen() == 0 { String::new() } else { i18n::money(cx.locale, m) };
    let counties = county_names(cx);
    let day = |d: crate::kernel::time::Day| i18n::day(cx.locale, d);
    let authority = |x: &Compared| if cx.locale == Locale::Zh { &x.authority.0 } else { &x.authority.1 }.clone();
    let reasons = |x: &Compared| {
        let words = &cx.env().words;
        let all: Vec<String> = x.standing.reasons.iter().map(|r| form::sentence(words, cx.locale, r)).collect();
        all.join(" ")
    };
    let item =
        |item: Item| line(history::pages::label(cx, None, item), &|x| history::pages::shown(cx, item, &x.o.item(item)));
    let yes = |is: bool| cx.say(if is { "compare-yes" } else { "compare-no" });
    let reported = |value: &dyn Fn(&Compared) -> Option<Money>, x: &Compared| {
        value(x).map(|m| i18n::money_short(cx.locale, m)).unwrap_or_default()
    };
    let items = vec![
        line(cx.say("org-facet-kind"), &|x| word("org-kind", x.o.kind.word())),
        line(cx.say("org-category"), &|x| word("org-category", x.o.category.word())),
        line(cx.say("org-facet-division"), &|x| counties.get(&x.o.county).unwrap_or(&x.o.county).clone()),
        item(Item::Domicile),
        line(cx.say("org-representative"), &|x| x.o.legal_representative.clone()),
        line(cx.say("compare-capital"), &|x| money(x.o.capital)),
        item(Item::Purpose),
        item(Item::Scope),
        item(Item::Area),
        item(Item::Sponsor),
        line(cx.say("org-mode"), &|x| word("org-mode", x.o.mode.word())),
        line(cx.say("org-authority"), &authority),
        line(cx.say("org-founded"), &|x| day(x.o.founded_on)),
        line(cx.say("org-valid"), &|x| x.o.valid_until.map(day).unwrap_or_default()),
    ];
    let standing = vec![
        line(cx.say("org-facet-status"), &|x| word("org-status", x.o.status.word())),
        line(cx.say("org-facet-grade"), &|x| x.o.grade.map(|g| word("org-grade", g.word())).unwrap_or_default()),
        line(cx.say("org-charity"), &|x| yes(x.o.is_charity)),
        line(cx.say("compare-eligible"), &|x| if x.standing.is_clean() { yes(true) } else { reasons(x) }),
    ];
    let record = vec![
        line(cx.say("compare-purchases"), &|x| i18n::number(x.purchases)),
        line(cx.say("compare-purchased"), &|x| money(x.purchased)),
        line(cx.say("compare-report"), &|x| match &x.report {
            Some((_, year, outcome, ..)) => {
                let outcome = outcome.as_deref().map(|o| word("report-outcome", o)).unwrap_or_default();
                format!("{year} {outcome}").trim_end().to_owned()
            }
            None => String::new(),
        }),
        line(cx.say("compare-income"), &|x| reported(&|x| x.report.as_ref().and_then(|r| r.3), x)),
        line(cx.say("compare-expenditure"), &|x| reported(&|x| x.report.as_ref().and_then(|r| r.4), x)),
        line(cx.say("compare-net-assets"), &|x| reported(&|x| x.report.as_ref().and_then(|r| r.5), x)),
        line(cx.say("compare-entries"), &|x| i18n::number(x.entries)),
    ];
    // An item that none of them has says nothing.
    let filled = |lines: Vec<Line>| lines.into_iter().filter(|l| l.cells.iter().any(|c| !c.is_empty())).collect();
    [("items", items), ("standing", standing), ("record", record)]
        .into_iter()
        .map(|(key, lines)| Group { key, lines: filled(lines) })
        .collect()
}

/// `GET /orgs/compare.csv`: the same rows, one column an organization.
pub async fn csv(cx: Cx, req: HttpRequest) -> Outcome {
    let asked = Asked::parse(req.query_string());
    let (found, _) = read(&cx, &asked).await?;
    let fault = |e: csv::Error| anyhow::anyhow!(e);
    let mut out = csv::Writer::from_writer(vec![0xef, 0xbb, 0xbf]);
    let codes: Vec<&str> = found.iter().map(|x| x.o.credit_code.as_str()).collect();
    let names: Vec<&str> = found.iter().map(|x| x.o.name.as_str()).collect();
    out.write_record(row(&cx.say("org-code"), &codes)).map_err(fault)?;
    out.write_record(row(&cx.say("org-item-name"), &names)).map_err(fault)?;
    for line in groups(&cx, &found).into_iter().flat_map(|g| g.lines) {
        out.write_record(row(&line.label, &line.cells)).map_err(fault)?;
    }
    let bytes = out.into_inner().map_err(|e| anyhow::anyhow!("{e}"))?;
    Ok(HttpResponse::Ok()
        .content_type("text/csv; charset=utf-8")
        .insert_header((header::CONTENT_DISPOSITION, "attachment; filename=\"comparison.csv\""))
        .body(bytes))
}

fn row(first: &str, cells: &[impl AsRef<str>]) -> Vec<String> {
    std::iter::once(first).chain(cells.iter().map(AsRef::as_ref)).map(safe).collect()
}

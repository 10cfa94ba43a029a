//! Searching among a million organizations against searching among the city's own, in one run and on one machine.
//!
//! The index is the embedded one. Names, codes and texts are cut from the field's words, so that a word of two characters is
//! as common among a million as it is among 2,403.
use shanzhi::platform::search::{Doc, DocKind, Embedded, Query};
use std::time::Instant;

/// Organizations of the model city.
pub const CITY: usize = 2_403;
const KIND: DocKind = DocKind("organization");
const BATCH: usize = 20_000;

const PLACES: [&str; 6] = ["遂宁市", "遂宁市船山区", "遂宁市安居区", "射洪市", "蓬溪县", "大英县"];
const FIELDS: [&str; 24] = [
    "养老服务",
    "社会工作",
    "志愿服务",
    "家庭教育",
    "物业管理",
    "书画艺术",
    "残疾人康复",
    "儿童关爱",
    "心理健康",
    "法律援助",
    "农业技术",
    "柑橘种植",
    "环境保护",
    "体育舞蹈",
    "文化传播",
    "青年创业",
    "职业培训",
    "社区营造",
    "应急救援",
    "道路运输",
    "中医推拿",
    "阅读推广",
    "非遗保护",
    "退役军人关爱",
];
const FORMS: [&str; 6] = ["中心", "协会", "促进会", "研究会", "服务社", "联合会"];
/// The characters trade names are made of.
const TRADE: &str = "安宁和乐康泽惠民仁爱同心向阳春晖晨光明德致远博雅清源润物景行启航厚朴思齐恒信嘉禾蓝天绿野红霞金穗银杏梧桐青松翠竹白鹭丹桂云帆星河";

fn trade(n: usize) -> String {
    let all: Vec<char> = TRADE.chars().collect();
    let size = all.len();
    [n % size, n / size % size, n / (size * size) % size].iter().filter_map(|i| all.get(*i)).collect()
}

/// The n-th organization.
fn organization(n: usize) -> Doc {
    // A stride that shares no factor with the lists mixes places, fields and forms.
    let pick = |list: &[&'static str], stride: usize| list[n * stride / 7 % list.len()];
    let (place, field, form) = (pick(&PLACES, 5), pick(&FIELDS, 11), pick(&FORMS, 13));
    let mut doc = Doc::new(KIND, n as i64 + 1, format!("{place}{}{field}{form}", trade(n)));
    if n.is_multiple_of(9) {
        doc.aliases.push(format!("{place}{}{}{form}", trade(n + 1), pick(&FIELDS, 17)));
    }
    let code = format!("52510903MJ{n:08}");
    doc.codes = vec![code.clone(), code[12..].to_owned()];
    doc.body = format!(
        "面向{place}居民开展{field}与{}的咨询、培训和上门服务。住所：{place}明月路{}号",
        pick(&FIELDS, 19),
        n % 900
    );
    doc.facets = [
        ("kind", vec![["service", "association"][n % 2].to_owned()]),
        ("category", vec![["charity", "community", "trade", "science"][n % 4].to_owned()]),
        ("division", vec![format!("51090{}", n % 6)]),
        ("status", vec![if n.is_multiple_of(30) { "ended" } else { "active" }.to_owned()]),
    ]
    .into();
    doc.at = n as i64;
    doc
}

fn index(dir: &std::path::Path, size: usize) -> Embedded {
    let begun = Instant::now();
    let index = Embedded::open(dir).expect("an index opens");
    for from in (0..size).step_by(BATCH) {
        let docs: Vec<Doc> = (from..size.min(from + BATCH)).map(organization).collect();
        index.upsert(&docs).expect("documents go in");
    }
    println!("search: {size} organizations indexed in {:.1} s", begun.elapsed().as_secs_f64());
    index
}

fn questions() -> Vec<(&'static str, Query)> {
    let city = |n: usize| organization(n).title;
    let asked = |text: &str| Query { count: vec!["kind", "category", "division", "status"], ..Query::new(text) };
    let slip: String = city(1_200).chars().rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
    let wrong: String = city(700).chars().enumerate().map(|(i, c)| if i == 8 { '丁' } else { c }).collect();
    vec![
        ("two characters", asked("养老")),
        ("two words", asked("社区 培训")),
        ("whole name", asked(&city(700))),
        ("name in part", asked(&slip)),
        ("code", asked("52510903MJ00000321")),
        ("end of a code", asked("00000321")),
        ("pinyin", asked("suiningshichuanshanqu")),
        ("initials", asked("snscsq")),
        ("a word of the text", asked("上门服务")),
        ("narrowed", Query { filter: [("division", vec!["510903".to_owned()])].into(), ..asked("康复") }),
        ("everything", asked("")),
        ("a letter wrong", asked("suiningshichuansanqu")),
        ("a character wrong", Query { is_near: true, ..asked(&wrong) }),
    ]
}

/// Middle of the times of `rounds` answers, in ms.
fn middle(times: &mut [f64]) -> f64 {
    times.sort_by(f64::total_cmp);
    times.get(times.len() / 2).copied().unwrap_or_default()
}

/// Measures every question on both indexes in turns. Answers how many times longer the larger takes, all questions together.
pub fn measure(size: usize, rounds: usize) -> f64 {
    let dir = tempfile::tempdir().expect("a folder");
    let (small, large) = (index(&dir.path().join("city"), CITY), index(&dir.path().join("large"), size));
    println!("{:<20} {:>9} {:>9} {:>10} {:>10} {:>8}", "question", "matches", "at size", "ms", "ms at size", "times");
    let (mut ours, mut theirs) = (0.0, 0.0);
    for (name, query) in questions() {
        let (mut few, mut many, mut found) = (vec![], vec![], (0, 0));
        for _ in 0..rounds {
            for (index, times, total) in [(&small, &mut few, &mut found.0), (&large, &mut many, &mut found.1)] {
                let begun = Instant::now();
                *total = index.query(&query).expect("an answer").total;
                times.push(begun.elapsed().as_secs_f64() * 1000.0);
            }
        }
        let (a, b) = (middle(&mut few), middle(&mut many));
        println!("{name:<20} {:>9} {:>9} {a:>10.3} {b:>10.3} {:>7.1}×", found.0, found.1, b / a);
        ours += a;
        theirs += b;
    }
    println!("search: {:.3} ms among {CITY}, {:.3} ms among {size}: {:.1}×", ours, theirs, theirs / ours);
    theirs / ours
}

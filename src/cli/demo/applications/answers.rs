//! What founders answer: institutions of the kinds that are registered directly, with names nobody bears.
use super::Office;
use crate::{
    cli::demo::{dice::Dice, people, words},
    kernel::{identity::DocumentKind, money::Money, refusal::Result, time::Day},
    platform::{db::Tx, rulebook::Founding},
    registry::{
        application::{Capital, Charter, Organization, Part, Premises, Right, actions::Answer, forms::PersonForm},
        organization::{Category, OrganizationKind},
    },
};
use anyhow::anyhow;
use chrono::TimeDelta;

/// 字号 of those who apply; none of them is among the names of the registered.
const TRADE: &[&str] = &[
    "萤火",
    "拾光",
    "云上",
    "稻香",
    "芳邻",
    "颐年",
    "小橘灯",
    "涪畔",
    "石榴籽",
    "候鸟",
    "守望",
    "同行",
    "新芽",
    "向阳",
    "麦田",
    "微笑",
    "千帆",
    "归雁",
    "溪语",
    "竹里",
    "灯塔",
    "蒲公英",
    "青柚",
    "满庭",
    "晴耕",
    "雨读",
    "知更",
    "半亩",
    "望江",
    "山茶",
];

/// Answers to every task, in their order.
pub(super) fn all(tx: &Tx, mut d: Dice, n: usize, office: &Office) -> Result<Vec<Answer>> {
    let fields: Vec<_> = words::SERVICE.iter().filter(|f| f.3 == "中心" && f.2 == "community").collect();
    let field = fields.get(n % fields.len().max(1)).ok_or_else(|| anyhow!("no fields"))?;
    let trade = TRADE.get(n % TRADE.len()).copied().unwrap_or("萤火");
    let twin = if n < TRADE.len() { "" } else { "新" };
    let today = tx.now.day();
    let county = if office.division == "510900" { "510903" } else { office.division.as_str() };
    let code = county.parse().map_err(|fault| anyhow!("{fault}"))?;
    let divisions = tx.env.rulebook.divisions();
    let towns: Vec<_> = divisions.children(&code).collect();
    let town = *towns.get(d.below(towns.len())).ok_or_else(|| anyhow!("{county} has no towns"))?;
    let county_name = divisions.get(&code).map(|c| c.zh.clone()).unwrap_or_default();
    // Some found a charity at once (SO-65).
    let is_charity = n.is_multiple_of(9);
    let organization = Organization {
        name: format!("{}{twin}{trade}{}中心", office.place, field.0),
        name_en: Some(format!("{} Centre", field.1)),
        category: field.2.parse().unwrap_or(Category::Community),
        form: "legal_person".into(),
        division: town.code.as_str().to_owned(),
        is_community: true,
        is_charity,
        statute: None,
        purpose: format!("{}，遵守宪法、法律、法规和国家政策，践行社会主义核心价值观。", field.4),
        scope: format!("{}；承接政府购买服务；开展相关培训和志愿服务。", field.4),
        area: None,
        sponsor: None,
        community: None,
    };
    let rules = tx.env.rulebook.kind(OrganizationKind::Service.word(), today).ok_or_else(|| anyhow!("no such kind"))?;
    let founding = Founding { is_charity, is_by_statute: false };
    Ok(vec![
        Answer::Organization(Box::new(organization)),
        Answer::People(persons(&mut d, n, today)?),
        Answer::Premises(Premises {
            address: format!("{county_name}{}{trade}路{}号（虚构）", town.zh, d.within(1, 180)),
            area: d.within(60, 420),
            right: *d.pick(&[Right::Leased, Right::Leased, Right::Lent, Right::Owned]),
            until: Some(today + TimeDelta::days(d.within(700, 1_800))),
        }),
        Answer::Capital(Capital {
            amount: Money::from_yuan(*d.pick(&[30_000, 50_000, 50_000, 100_000, 200_000])),
            nonstate: Some(100),
            source: "举办者自有资金".into(),
        }),
        Answer::Charter(Charter {
            items: rules.charter_for(founding).map(|item| item.key.clone()).collect(),
            text: None,
        }),
    ])
}

fn persons(d: &mut Dice, n: usize, today: Day) -> Result<Vec<PersonForm>> {
    let parts: [&[Part]; 4] = [
        &[Part::Founder, Part::Representative, Part::Director],
        &[Part::Founder, Part::Director],
        &[Part::Director],
        &[Part::Supervisor],
    ];
    (0..4usize)
        .map(|k| {
            // Regions from 517000 belong to no county.
            let digits = format!("517{:03}19{:02}0{}1{}{:03}", n % 1000, 60 + (n + k * 7) % 35, 1 + k, k, 100 + k);
            let number = people::document(&digits, today)?;
            Ok(PersonForm {
                name: format!("{}{}", d.pick(words::SURNAMES), d.pick(words::GIVEN)),
                parts: parts.get(k).map(|p| p.to_vec()).unwrap_or_default(),
                document: DocumentKind::ResidentId,
                number: Some(number),
                known: None,
                phone: "0825-0000000".into(),
                is_eligible: true,
                is_charity_eligible: true,
            })
        })
        .collect()
}

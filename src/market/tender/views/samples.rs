//! Samples with which the pages of tenders are tested.
use super::{super::model::TenderState, Asked, Challenged, Choice, Doc, Item, May, Remedy, Row, Sheet, Stage};
use crate::{
    kernel::{
        money::Money,
        time::{Day, Ts},
    },
    web::Left,
};

fn at() -> Ts {
    Ts::start_of(Day::from_ymd_opt(2026, 12, 7).unwrap_or_default())
}

pub(super) fn choice() -> Choice {
    Choice {
        value: "open".into(),
        label: "x".into(),
        hint: Some("x".into()),
        on: true,
        href: Some("/tenders".into()),
        n: Some(3),
    }
}

pub(super) fn row() -> Row {
    Row {
        no: "510903202600017".into(),
        title: "船山区居家养老上门服务（2027 年度）".into(),
        summary: "为居家老人提供助餐、助洁、助浴".into(),
        authority: "船山区民政部门".into(),
        division: "船山区".into(),
        procedure: "公开招标".into(),
        budget: Money::from_yuan(4_260_000),
        state: TenderState::Open,
        closes_at: at(),
        published_at: Some(at()),
        left: Some(Left::until(at(), at())),
        is_simulated: false,
        href: "/tenders/510903202600017".into(),
    }
}

/// A tender while bids are received.
pub(in crate::market) fn sheet() -> Sheet {
    let stage =
        |title: &str, state: &'static str| Stage { title: title.into(), state, at: Some(at()), ..Stage::default() };
    Sheet {
        row: row(),
        standing: Some(super::Standing::Open),
        need: vec!["为船山区 1,260 名老人提供服务。".into()],
        ceiling: Some(Money::from_yuan(4_000_000)),
        catalogue: "社会保障服务 · 居家养老服务".into(),
        plan_line: "510903-2026-P0001".into(),
        ground: String::new(),
        deposit: Money::ZERO,
        consortium_max: 3,
        qualification: String::new(),
        contact: "采购经办".into(),
        phone: "0825-0000000".into(),
        contract_months: 12,
        urgency: String::new(),
        items: vec![item(false), item(true)],
        most: 8000,
        price_points: "20".into(),
        has_price_envelope: true,
        least_bids: 3,
        docs: vec![doc()],
        questions: vec![asked(Some("可以。")), asked(None)],
        questions_until: at(),
        stages: vec![stage("x", "done"), stage("x", "now"), stage("x", "next")],
        left: Left::count(at(), at()),
        is_receiving: true,
        is_opened: false,
        has_result: false,
        has_contract: false,
        has_locks: true,
        reason: String::new(),
        entry: Some(7),
        challenges: vec![],
        remedy: Remedy { challenge: 7, reply: 7, complaint: 15 },
        may: May { bid: true, ask: true, challenge: true, ..May::default() },
        version: 1,
    }
}

/// Different faces of the page.
pub(super) fn sheets() -> Vec<Sheet> {
    let all = May {
        bid: false,
        ask: false,
        challenge: true,
        desk: true,
        edit: true,
        approve: true,
        answer: true,
        stop: true,
        copy: true,
    };
    let mut ended = sheet();
    ended.row.state = TenderState::Stopped;
    ended.row.is_simulated = true;
    ended.row.left = None;
    ended.reason = "需求变化".into();
    ended.is_receiving = false;
    ended.has_locks = false;
    ended.may = all;
    ended.docs = vec![];
    ended.questions = vec![];
    let mut decided = sheet();
    decided.row.state = TenderState::Contracted;
    decided.is_receiving = false;
    decided.is_opened = true;
    decided.has_result = true;
    decided.has_contract = true;
    decided.challenges = vec![Challenged {
        no: "510903-20261123-ZY-00001".into(),
        against: "documents".into(),
        state: "lodged".into(),
        lodged_at: at(),
        reply: Some("x".into()),
        entry: Some(9),
    }];
    vec![sheet(), ended, decided]
}

fn item(is_price: bool) -> Item {
    Item {
        title: if is_price { String::new() } else { "服务方案".into() },
        description: "x".into(),
        points: "80".into(),
        value: 8000,
        is_price,
        is_objective: is_price,
    }
}

fn doc() -> Doc {
    Doc {
        name: "招标文件.pdf".into(),
        href: "/tenders/510903202600017/documents/1".into(),
        size: 2_400_000,
        pages: Some(68),
        sha256: "5be109f3…a7c2".into(),
        at: at(),
        entry: Some(8),
        remove: None,
    }
}

fn asked(answer: Option<&str>) -> Asked {
    Asked {
        id: 1,
        body: "助浴能否分包？".into(),
        asked_at: at(),
        answer: answer.map(str::to_owned),
        answered_at: answer.map(|_| at()),
        changes_documents: true,
        closes_before: answer.map(|_| at()),
        is_own: false,
        entry: Some(3),
    }
}

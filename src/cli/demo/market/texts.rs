//! What bidders wrote in purchases of the past.
use super::CRITERIA;
use crate::{
    kernel::time::Ts,
    market::bid::{Answer, TechnicalContent},
};

/// The technical content of a bid: an answer to every scoring item, worse with the place.
pub(super) fn technical(
    tender: &str,
    service: &str,
    (code, name): (&str, &str),
    (receipt_no, received_at): (&str, Ts),
    position: i64,
) -> TechnicalContent {
    let answers = CRITERIA.iter().map(|c| Answer { key: c.0.into(), text: answer(c.0, service, position) }).collect();
    TechnicalContent {
        tender: tender.into(),
        organization: code.into(),
        name: name.into(),
        receipt_no: receipt_no.into(),
        received_at,
        plan: plan(service, position),
        answers,
        partners: if position == 2 {
            "与服务片区内两家备案社区社会组织合作开展入户服务".into()
        } else {
            String::new()
        },
        contact_name: "项目负责人".into(),
        contact_phone: "0825-0000000".into(),
        states_no_breach: true,
        price: None,
    }
}

/// The service plan.
pub(super) fn plan(service: &str, position: i64) -> String {
    let stations = 8 - position;
    format!(
        "一、目标：按采购需求提供{service}，服务对象满意度不低于 92%。\n\
         二、安排：设 {stations} 个服务点，每个服务点一名专职社工带三名服务人员；每周固定服务日，应急需求 2 小时内响应。\n\
         三、流程：需求评估、建档、排班、服务、回访、月度复盘，每一步留有记录。\n\
         四、质量：每月自查、每季第三方回访，问题 5 个工作日内整改。"
    )
}

/// The answer to a scoring item.
pub(super) fn answer(key: &str, service: &str, position: i64) -> String {
    match key {
        "plan" => format!("针对{service}编制了按月的服务日历和入户清单，详见服务方案第二部分。"),
        "team" => {
            format!("专职人员 {} 名，其中持证社会工作者 {} 名，均已签订劳动合同。", 24 - position * 3, 9 - position)
        }
        "experience" => format!("近三年完成同类项目 {} 个，均通过验收。", 6 - position),
        "quality" => "建立服务质量手册和应急预案，为服务人员购买意外伤害保险，服务对象信息分级保管。".into(),
        other => format!("已按“{other}”的要求响应，详见附件。"),
    }
}

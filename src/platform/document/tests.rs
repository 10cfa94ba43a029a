//! What the paper must be: the same bytes for the same words, everything on it readable, codes that scan.
use super::*;
use crate::kernel::time::Day;
use crate::kernel::time::Ts;

pub(super) fn meta(title: &str) -> Meta {
    let issued = Ts::start_of(Day::from_ymd_opt(2026, 11, 23).unwrap());
    Meta { title: title.into(), author: "遂宁市民政局".into(), language: "zh-CN".into(), issued }
}

fn footer() -> Footer {
    Footer {
        verify: "核验 https://shanzhi.example/verify/510903-2026-000318-K".into(),
        page_of: "第 {page} 页，共 {pages} 页".into(),
    }
}

fn rows(pairs: &[(&str, &str)]) -> Vec<(String, String)> {
    pairs.iter().map(|(a, b)| ((*a).to_owned(), (*b).to_owned())).collect()
}

fn registration() -> Sheet {
    let token = "eyJ0eXAiOiJjZXJ0aWZpY2F0ZStqd3QiLCJhbGciOiJFZERTQSIsImtpZCI6IkFCQ0RFRkdISUpLIn0".repeat(6);
    Sheet {
        meta: meta("社会团体法人登记证书"),
        orientation: Orientation::Landscape,
        title: "社会团体法人登记证书".into(),
        subtitle: "正本　　编号 510903-2026-000318-K".into(),
        lead: String::new(),
        rows: rows(&[
            ("统一社会信用代码", "51510903MJQ0000017"),
            ("名称", "遂宁市船山区示例社区志愿服务促进会"),
            ("住所", "四川省遂宁市船山区示例街道一号二楼"),
            ("法定代表人", "示例甲"),
            (
                "业务范围",
                "组织社区志愿服务活动，开展助老、助残、助学服务，承接政府购买的公共服务，开展志愿者培训与交流（依法须经批准的项目，经批准后方可开展活动）。",
            ),
            ("注册资金", "人民币叁万元整"),
            ("业务主管单位", "（直接登记）"),
            ("活动地域", "遂宁市船山区"),
            ("成立日期", "2026 年 11 月 23 日"),
            ("有效期限", "自 2026 年 11 月 23 日至 2031 年 11 月 22 日"),
        ]),
        notes: vec!["本证书不得涂改、出租、出借。".into()],
        issuer: vec!["登记管理机关：遂宁市船山区民政局".into()],
        date: "2026 年 11 月 23 日".into(),
        statement: "本页所附为防篡改校验，不是电子印章；证书以登记管理机关颁发的为准。".into(),
        qr: Some(Qr {
            text: format!("https://shanzhi.example/verify/{token}"),
            caption: "扫码核验\n510903-2026-000318-K".into(),
        }),
        footer: footer(),
    }
}

fn hours() -> Sheet {
    Sheet {
        orientation: Orientation::Portrait,
        title: "志愿服务记录证明".into(),
        subtitle: "证明编号 510903-2026-000318-K".into(),
        lead: "兹证明以下志愿者参加了志愿服务，服务时间和内容记录如下。".into(),
        rows: rows(&[
            ("志愿者", "示例乙"),
            ("证件", "居民身份证 5109**********0023"),
            ("志愿者编号", "510903-2026-000042"),
            ("服务时间合计", "128.5 小时"),
            ("2026 年 3 月 5 日", "示例街道助老服务，4 小时"),
            ("2026 年 4 月 12 日", "涪江护河行动，3.5 小时"),
        ]),
        ..registration()
    }
}

fn notice() -> Letter {
    Letter {
        meta: meta("一次性告知书"),
        office: "遂宁市船山区民政局".into(),
        title: "一次性告知书".into(),
        number: "510903-20261123-SO01-00042".into(),
        addressee: "示例社区志愿服务促进会（筹）：".into(),
        body: vec![
            Part::Paragraph("你单位于 2026 年 11 月 20 日提交的社会团体成立登记申请收悉。经审查，申请材料不齐全或者不符合法定形式，依据《中华人民共和国行政许可法》第三十二条和《社会团体登记管理条例》的规定，现将需要补正的全部内容一次告知如下：".into()),
            Part::Item("一、".into(), "章程草案第十二条未写明会费收取标准的制定程序，请按示范文本补充；会费标准应由会员大会以无记名投票方式表决通过。".into()),
            Part::Item("二、".into(), "住所使用权证明缺少产权人签名页，请补充 PDF 或照片（不超过 20 MB）。".into()),
            Part::Facts(rows(&[("办件号", "510903-20261123-SO01-00042"), ("补正期限", "2026 年 12 月 7 日前"), ("咨询电话", "0825-0000000")])),
            Part::Paragraph("补正后请在原申请页面重新提交，审查期限自收到全部补正材料之日起重新计算。逾期未补正的，视为放弃申请，不影响再次申请。".into()),
        ],
        signature: vec!["遂宁市船山区民政局".into()],
        date: "2026 年 11 月 23 日".into(),
        notes: vec!["对本告知有异议的，可以自收到之日起六十日内申请行政复议，或者六个月内提起行政诉讼。".into()],
        statement: "本页所附为防篡改校验，不是电子印章。".into(),
        qr: Some(Qr { text: "https://shanzhi.example/verify/510903-20261123-SO01-00042".into(), caption: "扫码核验本告知书".into() }),
        footer: footer(),
    }
}

fn record(bids: usize) -> Letter {
    let head = ["序号", "投标人", "报价（元）", "收到时间", "密文 SHA-256"].map(String::from).to_vec();
    let hash = "7e7cf05e4602094708ef519a11b0921e5f7efcc931ce6728709a07fcfe63cc68";
    let row = |i: usize| {
        [&i.to_string(), "示例社会工作服务中心", "1,234,500.00", "2026-11-20 15:04:05", hash]
            .map(str::to_owned)
            .to_vec()
    };
    let rows = (1..=bids).map(row).collect();
    let table = Part::Table { head, rows, widths: vec![1.0, 4.0, 2.4, 2.6, 5.0] };
    Letter { body: vec![Part::Heading("投标一览".into()), table], ..notice() }
}

/// The page count that the description of the file states.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    let count = text.split("<xmpTPg:NPages>").nth(1).and_then(|t| t.split('<').next());
    count.unwrap().parse().unwrap()
}

#[test]
fn the_same_words_give_the_same_bytes() {
    let fonts = Fonts::with_dirs(Vec::new()).unwrap();
    let first = certificate_sheet(&registration(), &fonts).unwrap();
    assert!(first.starts_with(b"%PDF-1."));
    assert_eq!(first, certificate_sheet(&registration(), &Fonts::with_dirs(Vec::new()).unwrap()).unwrap());
    let mut other = registration();
    other.rows[1].1.push('会');
    assert_ne!(first, certificate_sheet(&other, &fonts).unwrap());
    assert_eq!(letter(&notice(), &fonts).unwrap(), letter(&notice(), &fonts).unwrap());
}

#[test]
fn a_certificate_is_one_page_and_a_long_record_several() {
    let fonts = Fonts::with_dirs(Vec::new()).unwrap();
    assert_eq!(pages(&certificate_sheet(&registration(), &fonts).unwrap()), 1);
    assert_eq!(pages(&certificate_sheet(&hours(), &fonts).unwrap()), 1);
    assert_eq!(pages(&letter(&notice(), &fonts).unwrap()), 1);
    assert!(pages(&letter(&record(40), &fonts).unwrap()) > 3);
}

#[test]
fn a_value_longer_than_a_page_goes_on_over_the_next() {
    let mut long = hours();
    long.rows[0].1 = "组织社区志愿服务活动，".repeat(300);
    let fonts = Fonts::with_dirs(Vec::new()).unwrap();
    assert!(pages(&certificate_sheet(&long, &fonts).unwrap()) >= 2);
}

#[test]
fn only_the_characters_used_are_embedded() {
    let fonts = Fonts::with_dirs(Vec::new()).unwrap();
    assert!(certificate_sheet(&registration(), &fonts).unwrap().len() < 120_000);
}

#[test]
fn a_code_that_cannot_hold_its_text_is_an_error_and_not_a_paper_without_code() {
    let mut sheet = registration();
    sheet.qr = Some(Qr { text: "x".repeat(3000), caption: String::new() });
    assert!(certificate_sheet(&sheet, &Fonts::with_dirs(Vec::new()).unwrap()).is_err());
}

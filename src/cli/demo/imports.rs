//! Tables of old registers at the city's office: one taken over, one that waits for the second person, one with errors.
use super::{applications::Office, before, people::Cast};
use crate::{
    kernel::{
        actor::AuthorityId,
        credit_code::{CreditCode, Prefix},
        division::DivisionCode,
        refusal::Result,
    },
    platform::{
        db::Tx,
        files::{
            Stored,
            inspect::{Accepted, Limits, inspect},
        },
        jobs::Jx,
    },
    registry::{disclosure, import::actions, organization},
};
use anyhow::anyhow;

const HEAD: &str =
    "统一社会信用代码,名称,类型,类别,行政区划,住所,法定代表人,资金（元）,业务范围,成立日期,业务主管单位\n";
/// Kind, field, name, what it does.
const OLD: &[(&str, &str, &str, &str)] = &[
    ("社会团体", "科技类", "遂宁市蚕桑科技协会（演示）", "蚕桑技术交流、培训"),
    ("社会团体", "行业协会商会类", "遂宁市印刷行业协会（演示）", "行业自律、信息交流"),
    ("社会服务机构", "教育类", "遂宁市涪江少儿艺术培训中心（演示）", "少儿艺术培训"),
    ("社会服务机构", "文化体育类", "遂宁市观音湖龙舟俱乐部（演示）", "龙舟训练、比赛"),
    ("社会团体", "文化体育类", "遂宁市老年书画协会（演示）", "书画创作、展览"),
    ("社会服务机构", "城乡社区服务类", "遂宁市和睦社区服务中心（演示）", "社区照料、邻里互助"),
];

/// A table, looked at and stored like any upload.
pub struct Table {
    accepted: Accepted,
    stored: Stored,
}

/// The three tables, in the order taken, waiting, faulty.
///
/// # Errors
/// When the store is away.
pub async fn tables(jx: &Jx, cast: &Cast) -> anyhow::Result<Vec<Table>> {
    let authority = cast.authority("mz-510900");
    let known = jx.read(move |c| organization::of_authorities(c, &[authority], 0, 40)).await;
    let known = known.map_err(|e| anyhow!("{e:?}"))?;
    let mut taken = String::from("统一社会信用代码,名称,英文名称\n");
    for (n, o) in known.iter().enumerate() {
        let english = o.name_en.clone().unwrap_or_default();
        let english = if n % 13 == 5 { format!("{english} of Suining") } else { english };
        taken.push_str(&format!("{},{},{english}\n", o.credit_code, o.name));
    }
    let waiting = format!("{HEAD}{}", old(9_000)?);
    let faulty =
        format!("{HEAD}{}", old(9_100)?.replace("遂宁市和睦", "遂宁市涪江少儿艺术培训中心（演示）\n,遂宁市和睦"))
            .replace("2009-", "2009-13-")
            .replace("城乡社区服务类", "社区");
    let mut out = Vec::new();
    for (name, text) in
        [("市本级英文名称校对.csv", taken), ("早年登记名册.csv", waiting), ("移交名册（待改）.csv", faulty)]
    {
        let accepted =
            inspect(name, text.into_bytes(), &Limits::default()).map_err(|why| anyhow!("{name}: {why:?}"))?;
        let stored = jx.files.put(accepted.bytes.clone()).await?;
        out.push(Table { accepted, stored });
    }
    Ok(out)
}

fn old(first: u32) -> anyhow::Result<String> {
    let place: DivisionCode = "510900".parse()?;
    let mut out = String::new();
    for (n, (kind, category, name, scope)) in (0u32..).zip(OLD) {
        let prefix = if *kind == "社会团体" { Prefix::ASSOCIATION } else { Prefix::SERVICE };
        let code = CreditCode::issue(prefix, &place, first + n).ok_or_else(|| anyhow!("no code"))?;
        let year = 2006 + n;
        out.push_str(&format!(
            "{},{name},{kind},{category},510900,遂宁市遂州中路{}号（虚构）,演示人{n},30000,{scope},{year}-05-1{n},\n",
            code.as_str(),
            n + 1
        ));
    }
    Ok(out)
}

/// Hands them in by the city's clerk; the first is confirmed.
///
/// # Errors
/// A fault of the database, or a verb that refuses.
pub fn insert(tx: &mut Tx, offices: &[Office], tables: &[Table]) -> Result<()> {
    let Some(office) = offices.first() else { return Ok(()) };
    looks(tx, office)?;
    for (n, table) in (0i64..).zip(tables) {
        let at = before(tx.now, 12 - 4 * n, 10);
        let authority = AuthorityId(office.clerk().seats().first().map_or(0, |s| s.body_id));
        let x =
            tx.acting(office.clerk(), at, |tx| actions::hand_in_file(tx, authority, &table.accepted, &table.stored))?;
        if n == 0 {
            let later = at + chrono::TimeDelta::hours(5);
            tx.acting(office.decider(), later, |tx| actions::confirm_file(tx, &x.no, &table.accepted))?;
        }
    }
    Ok(())
}

/// Contacts that the office saw in full, each for a case.
fn looks(tx: &mut Tx, office: &Office) -> Result<()> {
    let authority = office.clerk().seats().first().map_or(0, |s| s.body_id);
    let some = organization::of_authorities(tx.conn, &[authority], 0, 3)?;
    let reasons = ["年报退回补正，电话通知经办人", "登记住所无人签收，核实现在的联系方式", "抽查前约定到场时间"];
    for (n, (o, reason)) in (0i64..).zip(some.iter().zip(reasons)) {
        let at = before(tx.now, 9 - 3 * n, 15);
        let case = format!("{}-{}-BG01-0000{}", office.division, at.local().format("%Y%m%d"), n + 1);
        tx.acting(office.clerk(), at, |tx| disclosure::see(tx, &o.credit_code, reason, &case))?;
    }
    Ok(())
}

//! Names that people asked to have kept 名称预登记, waiting, kept, refused and set free (`SO-52`).
use super::{
    before,
    people::{self, Cast},
};
use crate::{
    kernel::refusal::{Error, Result},
    platform::db::Tx,
    registry::{
        organization::OrganizationKind,
        reservation::{actions, forms::Asking},
    },
};
use anyhow::anyhow;

/// Name, purpose, days ago, and what became of it.
const NAMES: &[(&str, &str, i64, &str)] = &[
    ("遂宁市青禾儿童服务中心", "为留守儿童提供课后陪伴和阅读服务", 2, "asked"),
    ("遂宁市暮云养老服务中心", "为社区老人提供助餐和日间照料", 1, "asked"),
    ("遂宁市听雨社会工作服务中心", "开展社区社会工作服务", 30, "held"),
    ("遂宁市归园乡村发展服务中心", "服务乡村产业和文化", 21, "held"),
    ("遂宁市第一养老服务中心", "为老人提供照料", 40, "refused"),
    ("遂宁市星河公益服务中心", "组织公益服务", 260, "released"),
];

/// Asks, answers and sets free.
///
/// # Errors
/// A fault of the database, or a verb that refuses what the demonstration does.
pub fn insert(tx: &mut Tx, cast: &Cast) -> Result<()> {
    let hash = people::password(tx)?;
    let clerk = people::actor(tx.conn, cast, "clerk")?;
    for (n, (name, purpose, ago, to)) in NAMES.iter().enumerate() {
        let who = match n {
            0 | 2 => cast.account("founder"),
            _ => people::other(tx, &hash, &format!("name-{n}"))?,
        };
        let who = people::actor_of(tx.conn, who)?;
        let wish = Asking {
            name: (*name).to_owned(),
            kind: OrganizationKind::Service,
            authority: "mz-510900".into(),
            purpose: (*purpose).to_owned(),
        };
        let now = tx.now;
        let told = |e| match e {
            Error::Fault(fault) => Error::Fault(fault),
            other => Error::Fault(anyhow!("name {n}: {other:?}")),
        };
        let x = tx.acting(&who, before(now, *ago, 10), |tx| actions::ask(tx, &wish)).map_err(told)?;
        let at = before(now, ago - 3, 15);
        match *to {
            "asked" => {}
            "refused" => {
                let why = "“第一”容易使人误解（SO-46），请另起名称。";
                tx.acting(&clerk, at, |tx| actions::refuse(tx, &x.no, why).map(drop)).map_err(told)?;
            }
            _ => tx.acting(&clerk, at, |tx| actions::grant(tx, &x.no, "").map(drop)).map_err(told)?,
        }
        if *to == "released" {
            actions::release(tx, &x.no).map_err(told)?;
        }
    }
    Ok(())
}

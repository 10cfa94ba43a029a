//! Who can sign in to the demonstration, and the bodies they work for.
use super::{DOMAIN, PASSWORD, dice::Dice, words};
use crate::{
    account::{self, NewAccount},
    kernel::{
        actor::{AccountId, Actor, BodyKind, Person, Role, Seat},
        identity::{DocumentKind, DocumentNumber},
        refusal::{Error, Result},
        time::Day,
    },
    platform::{
        crypto::Profile,
        db::{Conn, Tx},
    },
    schema::authorities,
};
use anyhow::anyhow;
use diesel::prelude::*;
use std::{collections::BTreeMap, sync::Arc};

/// The bodies and people the rest of the city is built around.
#[derive(Debug, Clone, Default)]
pub struct Cast {
    /// Government bodies by code.
    pub authorities: BTreeMap<&'static str, i64>,
    /// Accounts by the part before the @.
    pub accounts: BTreeMap<&'static str, AccountId>,
}

impl Cast {
    /// A body that [`AUTHORITIES`] names.
    pub fn authority(&self, code: &str) -> i64 {
        self.authorities.get(code).copied().unwrap_or_default()
    }

    /// An account that [`PEOPLE`] names.
    pub fn account(&self, who: &str) -> AccountId {
        self.accounts.get(who).copied().unwrap_or(AccountId(0))
    }
}

/// Code, kind, name, English name, division.
pub const AUTHORITIES: &[(&str, &str, &str, &str, &str)] = &[
    ("mz-510900", "registrar", "遂宁市民政局", "Suining Civil Affairs Bureau", "510900"),
    ("mz-510903", "registrar", "遂宁市船山区民政局", "Chuanshan Civil Affairs Bureau", "510903"),
    ("mz-510904", "registrar", "遂宁市安居区民政局", "Anju Civil Affairs Bureau", "510904"),
    ("mz-510921", "registrar", "蓬溪县民政局", "Pengxi Civil Affairs Bureau", "510921"),
    ("mz-510923", "registrar", "大英县民政局", "Daying Civil Affairs Bureau", "510923"),
    ("mz-510981", "registrar", "射洪市民政局", "Shehong Civil Affairs Bureau", "510981"),
    ("cg-510900", "department", "遂宁市城市管理行政执法局", "Suining Urban Management Bureau", "510900"),
    ("sq-510903", "department", "遂宁市船山区社区治理中心", "Chuanshan Community Governance Centre", "510903"),
    ("yl-510904", "department", "遂宁市安居区养老服务中心", "Anju Elder-care Service Centre", "510904"),
    ("gy-510921", "department", "蓬溪县公共服务中心", "Pengxi Public Service Centre", "510921"),
    ("sz-510981", "department", "射洪市市政公用事业中心", "Shehong Municipal Works Centre", "510981"),
    ("cz-510900", "finance", "遂宁市财政局", "Suining Finance Bureau", "510900"),
    ("sj-510900", "audit", "遂宁市审计局", "Suining Audit Bureau", "510900"),
    ("jd-510903001", "street", "船山区南津路街道办事处", "Nanjin Road Subdistrict Office", "510903001"),
    ("jd-510903002", "street", "船山区凯旋路街道办事处", "Kaixuan Road Subdistrict Office", "510903002"),
    ("zf-510903100", "street", "船山区龙凤镇人民政府", "Longfeng Town Government", "510903100"),
    ("jd-510904001", "street", "安居区柔刚街道办事处", "Rougang Subdistrict Office", "510904001"),
    ("jd-510921001", "street", "蓬溪县普安街道办事处", "Pu’an Subdistrict Office", "510921001"),
    ("jd-510923001", "street", "大英县盐井街道办事处", "Yanjing Subdistrict Office", "510923001"),
    ("jd-510981001", "street", "射洪市太和街道办事处", "Taihe Subdistrict Office", "510981001"),
    ("jw-510903001-01", "committee", "荷塘社区居民委员会", "Hetang Community Committee", "510903001"),
    ("jw-510903001-02", "committee", "明月社区居民委员会", "Mingyue Community Committee", "510903001"),
    ("jw-510903002-01", "committee", "翠屏社区居民委员会", "Cuiping Community Committee", "510903002"),
    ("jw-510903100-01", "committee", "桂香村村民委员会", "Guixiang Village Committee", "510903100"),
    ("jw-510904001-01", "committee", "柳林社区居民委员会", "Liulin Community Committee", "510904001"),
    ("jw-510921001-01", "committee", "书院社区居民委员会", "Shuyuan Community Committee", "510921001"),
];

/// Who: the part before the @, name, role and body (`None` for people without an office).
type Who = (&'static str, &'static str, Option<(Role, &'static str)>);

/// Everybody with an account, officers of organizations aside.
pub const PEOPLE: &[Who] = &[
    ("clerk", "周文清", Some((Role::Clerk, "mz-510900"))),
    ("reviewer", "何静", Some((Role::Reviewer, "mz-510900"))),
    ("decider", "高立新", Some((Role::Decider, "mz-510900"))),
    ("county-clerk", "邓晓梅", Some((Role::Clerk, "mz-510903"))),
    ("county-reviewer", "冯志远", Some((Role::Reviewer, "mz-510903"))),
    ("county-decider", "蒋文英", Some((Role::Decider, "mz-510903"))),
    ("buyer", "林晓兰", Some((Role::Buyer, "cg-510900"))),
    ("approver", "郭志明", Some((Role::Approver, "cg-510900"))),
    ("acceptor", "马春梅", Some((Role::Acceptor, "cg-510900"))),
    ("finance", "罗海燕", Some((Role::Finance, "cg-510900"))),
    ("payer", "徐国强", Some((Role::Payer, "cg-510900"))),
    ("supervisor", "孙思远", Some((Role::Supervisor, "cz-510900"))),
    ("opener1", "胡建国", Some((Role::Opener, "city"))),
    ("opener2", "朱丽华", Some((Role::Opener, "city"))),
    ("opener3", "黄永康", Some((Role::Opener, "city"))),
    ("expert1", "吴浩然", Some((Role::Expert, "city"))),
    ("expert2", "陈婉清", Some((Role::Expert, "city"))),
    ("expert3", "赵德福", Some((Role::Expert, "city"))),
    ("expert4", "杨玉兰", Some((Role::Expert, "city"))),
    ("expert5", "刘佳音", Some((Role::Expert, "city"))),
    ("expert6", "李子涵", Some((Role::Expert, "city"))),
    ("expert7", "王雨桐", Some((Role::Expert, "city"))),
    ("founder", "徐静", None),
    ("org1", "张秀英", None),
    ("org2", "王立新", None),
    ("org3", "李文清", None),
    ("org4", "刘春梅", None),
    ("org5", "陈志明", None),
    ("leader", "杨海燕", None),
    ("volunteer", "赵雨桐", None),
    ("volunteer2", "黄子涵", None),
    ("community", "周玉兰", Some((Role::Community, "sq-510903"))),
    ("filer", "陈春梅", Some((Role::Filer, "jd-510903001"))),
    ("grid", "吴永康", Some((Role::Grid, "sq-510903"))),
    ("auditor", "郑思远", Some((Role::Auditor, "sj-510900"))),
    ("admin", "管理员", Some((Role::Admin, "city"))),
];

/// Seats beside the first: the community worker checks the groups of her own community first (`SO-154`).
const SECOND: &[(&str, Role, &str)] = &[("community", Role::Community, "jw-510903001-01")];

/// Makes the bodies and the people.
///
/// # Errors
/// A fault of the database.
pub fn make(tx: &mut Tx) -> Result<Cast> {
    let mut cast = Cast::default();
    for (code, kind, name, name_en, division) in AUTHORITIES {
        let row = (
            authorities::code.eq(code),
            authorities::kind.eq(kind),
            authorities::name.eq(name),
            authorities::name_en.eq(name_en),
            authorities::division.eq(division),
            authorities::phone.eq("0825-0000000"),
            authorities::address.eq("遂宁市（演示）"),
            authorities::created_at.eq(tx.now),
        );
        let id = diesel::insert_into(authorities::table).values(row).returning(authorities::id).get_result(tx.conn)?;
        cast.authorities.insert(code, id);
    }
    let hash = password(tx)?;
    for (who, name, office) in PEOPLE {
        let new = NewAccount {
            email: format!("{who}@{DOMAIN}"),
            name: (*name).to_owned(),
            password_hash: hash.clone(),
            locale: "zh-CN".into(),
            verified_at: Some(tx.now),
        };
        let id = account::create_account(tx, &new)?.ok_or_else(|| Error::Fault(anyhow!("{who} exists already")))?;
        cast.accounts.insert(who, id);
        if let Some((role, place)) = office {
            let (body, body_name) = match AUTHORITIES.iter().find(|a| a.0 == *place) {
                Some(a) => ((BodyKind::Authority, cast.authority(place)), a.2),
                None => ((BodyKind::City, 0), "遂宁市"),
            };
            account::add_membership(tx, id, *role, body, body_name)?;
        }
    }
    for (who, role, place) in SECOND {
        let name = AUTHORITIES.iter().find(|a| a.0 == *place).map_or("", |a| a.2);
        let body = (BodyKind::Authority, cast.authority(place));
        account::add_membership(tx, cast.account(who), *role, body, name)?;
    }
    Ok(cast)
}

/// The name of an account that [`PEOPLE`] names.
pub fn name_of(who: &str) -> &'static str {
    PEOPLE.iter().find(|p| p.0 == who).map_or("", |p| p.1)
}

/// An account that [`PEOPLE`] names, as somebody who acts, with every role held now.
///
/// # Errors
/// A fault of the database.
pub fn actor(c: &mut Conn, cast: &Cast, who: &str) -> Result<Actor> {
    actor_of(c, cast.account(who))
}

/// Any account as somebody who acts.
///
/// # Errors
/// [`Error::Missing`], or a fault of the database.
pub fn actor_of(c: &mut Conn, account: AccountId) -> Result<Actor> {
    use crate::schema::{accounts as a, memberships as m};
    let (name, email) = a::table.find(account.0).select((a::name, a::email)).first(c)?;
    let seats: Vec<(Role, BodyKind, i64, String)> = m::table
        .filter(m::account_id.eq(account.0))
        .filter(m::ended_at.is_null())
        .select((m::role, m::body_kind, m::body_id, m::body_name))
        .load(c)?;
    let seats = seats
        .into_iter()
        .map(|(role, body_kind, body_id, body_name)| Seat { role, body_kind, body_id, body_name })
        .collect();
    Ok(Actor::Person(Arc::new(Person { account, name, email, seats, is_strong: true })))
}

/// An account of somebody who is not among the demonstration's own and of whom no page speaks by address.
///
/// # Errors
/// A fault of the database.
pub fn other(tx: &mut Tx, hash: &str, who: &str) -> Result<AccountId> {
    let mut d = Dice::new(who.bytes().fold(7, |sum, b| sum * 31 % 1_000_003 + u64::from(b)));
    let new = NewAccount {
        email: format!("{who}@residents.invalid"),
        name: format!("{}{}", d.pick(words::SURNAMES), d.pick(words::GIVEN)),
        password_hash: hash.to_owned(),
        locale: "zh-CN".into(),
        verified_at: Some(tx.now),
    };
    account::create_account(tx, &new)?.ok_or_else(|| Error::Fault(anyhow!("{who} exists already")))
}

/// A resident's number with the right check character after these 17 digits. Those of the demonstration begin with
/// regions from 517000 on, which no county has.
///
/// # Errors
/// When the digits hold no day of birth.
pub fn document(digits: &str, today: Day) -> Result<DocumentNumber> {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    let sum: u32 =
        digits.chars().filter_map(|c| c.to_digit(10)).zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
    let check = "10X98765432".chars().nth((sum % 11) as usize).unwrap_or('0');
    let text = format!("{digits}{check}");
    Ok(DocumentNumber::parse(DocumentKind::ResidentId, &text, today).map_err(|fault| anyhow!("{text}: {fault}"))?)
}

/// The hash of everybody's password.
///
/// # Errors
/// A fault of the hash.
pub fn password(tx: &Tx) -> Result<String> {
    Ok(tx.env.passwords.hash(PASSWORD, Profile::Public)?)
}

/// Says who can sign in.
pub fn print() {
    super::super::say(&format!("Everybody's password is {PASSWORD}. Sign in as"));
    let mut line = String::new();
    for (who, ..) in PEOPLE {
        line.push_str(&format!("  {who}@{DOMAIN}"));
        if line.len() > 90 {
            super::super::say(&std::mem::take(&mut line));
        }
    }
    super::super::say(&line);
    super::super::say(&format!("The three openers' passphrases are {PASSWORD}-1, {PASSWORD}-2 and {PASSWORD}-3."));
}

/// Searches that people keep: each of them finds something in the city.
const SEARCHES: &[(&str, &str)] = &[
    ("founder", "/orgs?q=养老&division=510903"),
    ("founder", "/activities?county=510903&field=elder"),
    ("org1", "/tenders?division=510903"),
    ("org1", "/orgs?kind=association&category=trade"),
    ("volunteer", "/activities?county=510903"),
];

/// Keeps them, some days ago, so that the next letter has news.
///
/// # Errors
/// A fault of the database.
pub fn searches(tx: &mut Tx, cast: &Cast) -> Result<()> {
    for (who, address) in SEARCHES {
        let person = actor(tx.conn, cast, who)?;
        let at = super::before(tx.now, 3, 10);
        tx.acting(&person, at, |tx| crate::portal::saved::actions::keep_address(tx, address))?;
    }
    Ok(())
}

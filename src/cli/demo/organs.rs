//! Organs with their people and terms for every third registered organization and those of the demonstration's officers:
//! most in term, some that end soon, some over; branches of some associations.
use super::{before, dice::Dice, words};
use crate::{
    kernel::{refusal::Result, time::Day},
    platform::db::Tx,
    registry::{
        organ::{self, BranchKind, NewBranch, NewPost, NewTerm, Organ, Post},
        organization::{Organization, OrganizationKind as Kind, OrganizationStatus as Status},
    },
    schema::organizations as o,
};
use chrono::{Months, TimeDelta};
use diesel::prelude::*;

/// Writes them.
///
/// # Errors
/// A fault of the database.
pub fn insert(tx: &mut Tx) -> Result<()> {
    let all: Vec<Organization> = o::table
        .filter(o::is_registered.eq(true))
        .filter(o::status.ne_all([Status::Cancelled, Status::Revoked]))
        .order(o::id)
        .select(Organization::as_select())
        .load(tx.conn)?;
    let (mut terms, mut branches) = (Vec::new(), Vec::new());
    for whose in all.iter().filter(|w| w.id.0 <= 5 || w.id.0 % 3 == 0) {
        let mut d = Dice::new(9_000_000 + u64::try_from(whose.id.0).unwrap_or_default());
        let today = tx.now.day();
        // The terms of org2 end in two months, those of org3 are over.
        let ahead = match whose.id.0 {
            2 => 58,
            3 => -40,
            _ if d.chance(3) => -d.within(10, 300),
            _ if d.chance(6) => d.within(5, 85),
            _ => d.within(120, 1400),
        };
        let until = today + TimeDelta::days(ahead);
        let years = if d.chance(60) { 5 } else { 4 };
        let from = until.checked_sub_months(Months::new(12 * years)).unwrap_or(until) + TimeDelta::days(1);
        let number = d.within(1, 4);
        for &organ in Organ::ALL {
            // One in ten has not told everything yet.
            if organ == Organ::Supervisory && d.chance(10) {
                continue;
            }
            let new = NewTerm {
                organization_id: whose.id,
                organ,
                number,
                from_on: from,
                until_on: until,
                is_current: true,
                declared_at: before(tx.now, 60, 10),
            };
            terms.push((new, people(&mut d, organ, whose)));
        }
        if whose.kind == Kind::Association && d.chance(15) {
            branches.push(branch(tx, &mut d, whose, from));
        }
    }
    organ::insert_terms(tx.conn, &terms)?;
    organ::insert_branches(tx.conn, branches)?;
    Ok(())
}

fn name(d: &mut Dice) -> String {
    format!("{}{}", d.pick(words::SURNAMES), d.pick(words::GIVEN))
}

fn people(d: &mut Dice, organ: Organ, whose: &Organization) -> Vec<NewPost> {
    let of = |d: &mut Dice, post, is_paid| NewPost { post, name: name(d), is_paid, is_related: false };
    match organ {
        Organ::Decision => {
            let chair = NewPost {
                post: Post::Chair,
                name: whose.legal_representative.clone(),
                is_paid: false,
                is_related: false,
            };
            let more = d.within(3, 8);
            let vice = of(d, Post::ViceChair, false);
            let mut all = vec![chair, vice];
            all.extend((0..more).map(|_| of(d, Post::Director, false)));
            all
        }
        Organ::Executive => {
            let head = if whose.kind == Kind::Service { Post::Manager } else { Post::Secretary };
            vec![of(d, head, true), of(d, Post::Finance, true)]
        }
        Organ::Supervisory => {
            let mut all = vec![of(d, Post::ChiefSupervisor, false)];
            if d.chance(60) {
                all.push(of(d, Post::Supervisor, false));
            }
            all
        }
    }
}

fn branch(tx: &Tx, d: &mut Dice, whose: &Organization, decided_on: Day) -> NewBranch {
    let field = d.pick(&["志愿服务", "青年", "学术", "会员服务", "宣传"]);
    NewBranch {
        organization_id: whose.id,
        kind: BranchKind::Branch,
        name: format!("{}{field}专业委员会", whose.name),
        head: name(d),
        address: whose.domicile.clone(),
        decided_on: decided_on + TimeDelta::days(d.within(20, 300)),
        declared_at: before(tx.now, 50, 10),
    }
}

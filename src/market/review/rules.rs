//! Pure decisions of the review.
use super::model::{Member, MemberState, Sheet};
use crate::{
    kernel::refusal::{Code, FieldError, Reason, Reasons, Result},
    market::{
        bid::{Bid, BidId},
        tender::{Criterion, Tender, TenderState},
    },
    platform::rulebook::{CommitteeFault, Stake},
};

/// How many experts are drawn: the least lawful number, made odd where the rule asks (`PR-70`, `PR-71`). All seats go
/// to experts, so that the share of two thirds always holds.
#[must_use]
pub fn seats(tender: &Tender) -> u32 {
    let rule = &tender.profile().committee;
    let least = rule.least(stake(tender)).max(1);
    if rule.odd && least.is_multiple_of(2) { least + 1 } else { least }
}

fn stake(tender: &Tender) -> Stake {
    Stake { budget: tender.budget, weighty: tender.terms.0.is_weighty }
}

/// Whether the committee may be drawn: bids are open, enough experts without a tie, none drawn yet.
///
/// # Errors
/// Every reason against it.
pub fn may_draw(tender: &Tender, pool: usize, already: bool) -> Result<u32> {
    let seats = seats(tender);
    let mut r = Reasons::default();
    let state = Reason::from(Code::WrongState).with("state", tender.state.word()).with("event", "draw");
    r.require(tender.state == TenderState::Opened, state);
    r.require(!already, Code::CommitteeDrawn);
    let enough = usize::try_from(seats).is_ok_and(|s| pool >= s);
    r.require(enough, Reason::from(Code::PoolTooSmall).with("have", pool).with("need", i64::from(seats)));
    for fault in tender.profile().committee.check(seats, seats, stake(tender)) {
        let (CommitteeFault::TooSmall { have, .. }
        | CommitteeFault::Even { have }
        | CommitteeFault::TooFewExperts { have, .. }) = fault;
        r.require(false, Reason::from(Code::CommitteeUnlawful).with("have", i64::from(have)));
    }
    r.done().map(|()| seats)
}

/// Whether a member may see and score bids.
///
/// # Errors
/// [`Code::DeclareFirst`], [`Code::SheetLocked`] or [`Code::NotOnCommittee`].
pub fn may_write(tender: &Tender, member: &Member) -> Result<()> {
    let mut r = Reasons::default();
    r.require(member.state != MemberState::Withdrawn, Code::NotOnCommittee);
    r.require(member.state != MemberState::Drawn, Code::DeclareFirst);
    r.require(member.state != MemberState::Locked, Code::SheetLocked);
    let state = Reason::from(Code::WrongState).with("state", tender.state.word()).with("event", "score");
    r.require(tender.state == TenderState::Opened, state);
    r.done()
}

/// What is still missing on a sheet, field by field; a bid found not to comply needs a reason and no scores.
#[must_use]
pub fn missing(sheet: &Sheet, bids: &[Bid], criteria: &[Criterion]) -> Vec<FieldError> {
    let mut out = Vec::new();
    for bid in bids {
        let at = format!("bids.{}", bid.receipt_no);
        match sheet.verdicts.get(&bid.id) {
            None => out.push(FieldError::new(format!("{at}.complies"), "required")),
            Some(v) if !v.passed => {
                if v.reason.is_empty() {
                    out.push(FieldError::new(format!("{at}.reason"), "required"));
                }
            }
            Some(_) => {
                let open = criteria.iter().filter(|c| !c.is_price && !sheet.scores.contains_key(&(bid.id, c.id)));
                out.extend(open.map(|c| FieldError::new(format!("{at}.{}", c.key), "required")));
            }
        }
    }
    out
}

/// Whether a bid passes by the majority of the sheets; a draw of votes passes, for doubt favours the bidder.
#[must_use]
pub fn complies(sheets: &[Sheet], bid: BidId) -> bool {
    let against = sheets.iter().filter(|s| s.verdicts.get(&bid).is_some_and(|v| !v.passed)).count();
    against * 2 <= sheets.len()
}

/// The objective items that members scored differently (`PR-84`), as pairs of bid and item.
#[must_use]
pub fn differing(sheets: &[Sheet], bids: &[BidId], criteria: &[Criterion]) -> Vec<(BidId, i64)> {
    let mut out = Vec::new();
    for bid in bids {
        for item in criteria.iter().filter(|c| c.is_objective && !c.is_price) {
            let mut given = sheets.iter().filter_map(|s| s.scores.get(&(*bid, item.id)).map(|p| p.points));
            let first = given.next();
            if given.any(|points| Some(points) != first) {
                out.push((*bid, item.id));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::market::review::model::{Score, Verdict};

    fn item(id: i64, is_objective: bool) -> Criterion {
        Criterion {
            id,
            position: id,
            key: format!("c{id}"),
            title: String::new(),
            description: String::new(),
            max_points: 3000,
            is_price: false,
            is_objective,
        }
    }

    fn sheet(passed: bool, points: &[(i64, i64, i64)]) -> Sheet {
        let mut s = Sheet::default();
        for (bid, item, points) in points {
            s.verdicts.insert(BidId(*bid), Verdict { passed, reason: String::new() });
            s.scores.insert((BidId(*bid), *item), Score { points: *points, note: String::new() });
        }
        s
    }

    #[test]
    fn members_must_agree_on_objective_items_only() {
        // PR-84
        let items = [item(1, true), item(2, false)];
        let same = [sheet(true, &[(1, 1, 500), (1, 2, 100)]), sheet(true, &[(1, 1, 500), (1, 2, 900)])];
        assert!(differing(&same, &[BidId(1)], &items).is_empty());
        let other = [same[0].clone(), sheet(true, &[(1, 1, 400), (1, 2, 100)])];
        assert_eq!(differing(&other, &[BidId(1)], &items), [(BidId(1), 1)]);
    }

    #[test]
    fn a_bid_fails_compliance_by_majority_only() {
        let (yes, no) = (sheet(true, &[(1, 1, 0)]), sheet(false, &[(1, 1, 0)]));
        assert!(complies(&[yes.clone(), yes.clone(), no.clone()], BidId(1)));
        assert!(!complies(&[yes, no.clone(), no], BidId(1)));
    }
}

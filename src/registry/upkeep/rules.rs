//! Pure decisions about the life of a filing.
use super::model::{Account, ITEMS, Upkeep, UpkeepKind, UpkeepState as State};
use crate::{
    kernel::{
        refusal::{Code, Reason, Reasons, Result},
        time::Day,
    },
    registry::organization::{Organization, OrganizationStatus},
};
use chrono::Datelike;

/// The year an update asked for on a day speaks of: the running one.
#[must_use]
pub(super) fn year_of(kind: UpkeepKind, today: Day) -> i64 {
    if kind == UpkeepKind::Update { i64::from(today.year()) } else { 0 }
}

/// Whether the group exists, is filed, and has no other wish open; a year is told once, a change changes something.
///
/// # Errors
/// [`Code::OrganizationEnded`], [`Code::NotFiled`], [`Code::UpkeepOpen`], [`Code::UpkeepDone`], [`Code::ChangeNothing`].
pub(super) fn may_ask(
    o: &Organization,
    kind: UpkeepKind,
    earlier: &[Upkeep],
    told: &Account,
    today: Day,
) -> Result<()> {
    let mut r = Reasons::default();
    let ended = matches!(o.status, OrganizationStatus::Cancelled | OrganizationStatus::Revoked);
    r.require(!ended, Code::OrganizationEnded);
    r.require(!o.is_registered, Code::NotFiled);
    let open = earlier.iter().find(|x| x.is_asked()).map(|x| x.no.clone());
    r.require(open.is_none(), Reason::from(Code::UpkeepOpen).with("no", open.unwrap_or_default()));
    let year = year_of(kind, today);
    let done = |x: &Upkeep| x.kind == UpkeepKind::Update && x.year == year && x.state == State::Granted;
    let again = kind == UpkeepKind::Update && earlier.iter().any(done);
    r.require(!again, Reason::from(Code::UpkeepDone).with("year", year.to_string()));
    if kind == UpkeepKind::Change {
        let changes = ITEMS.iter().any(|item| told.items.get(item).is_some_and(|v| *v != o.item(*item)));
        r.require(changes, Code::ChangeNothing);
    }
    r.done()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        kernel::actor::{AccountId, AuthorityId, OrganizationId},
        platform::db::Json,
        registry::organization::{Item, sample::organization},
    };

    fn day(text: &str) -> Day {
        text.parse().unwrap()
    }

    fn filed() -> Organization {
        Organization { is_registered: false, ..organization() }
    }

    fn earlier(state: State, year: i64) -> Upkeep {
        Upkeep {
            id: 1,
            no: "x".into(),
            organization_id: OrganizationId(1),
            authority_id: AuthorityId(1),
            account_id: AccountId(1),
            kind: UpkeepKind::Update,
            year,
            content: Json(Account::default()),
            state,
            version: 0,
            asked_at: "2026-11-23T01:00:00Z".parse().unwrap(),
            due_on: day("2026-12-01"),
            decision: None,
            decided_by: None,
            decided_at: None,
            entry_id: None,
        }
    }

    #[test]
    fn a_year_is_told_once_and_one_wish_is_open_at_a_time_so_155() {
        let ask = |all: &[Upkeep], kind, today| may_ask(&filed(), kind, all, &Account::default(), day(today));
        assert!(ask(&[], UpkeepKind::Update, "2026-11-23").is_ok());
        let done = [earlier(State::Granted, 2026)];
        assert!(ask(&done, UpkeepKind::Update, "2026-11-23").unwrap_err().has(Code::UpkeepDone));
        assert!(ask(&done, UpkeepKind::Update, "2027-01-04").is_ok());
        assert!(ask(&done, UpkeepKind::Ending, "2026-11-23").is_ok());
        assert!(
            ask(&[earlier(State::Asked, 2026)], UpkeepKind::Ending, "2026-11-23").unwrap_err().has(Code::UpkeepOpen)
        );
        assert!(ask(&[earlier(State::Refused, 2026)], UpkeepKind::Update, "2026-11-23").is_ok());
    }

    #[test]
    fn a_change_changes_something_and_only_a_filing_in_being_has_one() {
        let o = filed();
        let told = |value: &str| Account { items: [(Item::Scope, value.to_owned())].into(), ..Account::default() };
        let ask = |o: &Organization, told: &Account| may_ask(o, UpkeepKind::Change, &[], told, day("2026-11-23"));
        assert!(ask(&o, &told("x")).is_ok());
        assert!(ask(&o, &told(&o.scope)).unwrap_err().has(Code::ChangeNothing));
        assert!(ask(&organization(), &told("x")).unwrap_err().has(Code::NotFiled));
        let ended = Organization { status: OrganizationStatus::Cancelled, ..filed() };
        assert!(ask(&ended, &told("x")).unwrap_err().has(Code::OrganizationEnded));
    }
}

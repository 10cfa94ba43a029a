//! Who handles applications: the demonstration's own people in the city, others in the counties.
use super::Step;
use crate::{
    account,
    cli::demo::people::{self, AUTHORITIES, Cast},
    kernel::{
        actor::{Actor, BodyKind, Role},
        refusal::Result,
    },
    platform::db::Tx,
};

/// A registration authority with its three hands.
#[derive(Debug, Clone)]
pub struct Office {
    /// Its code, such as `mz-510903`.
    pub code: String,
    /// Its division.
    pub division: String,
    /// Words before the names of its organizations.
    pub place: String,
    clerk: Actor,
    reviewer: Actor,
    decider: Actor,
}

impl Office {
    /// Who gives notices.
    #[must_use]
    pub fn clerk(&self) -> &Actor {
        &self.clerk
    }

    /// Who gives opinions.
    #[must_use]
    pub fn reviewer(&self) -> &Actor {
        &self.reviewer
    }

    /// Who decides.
    #[must_use]
    pub fn decider(&self) -> &Actor {
        &self.decider
    }

    /// The person of a step.
    #[must_use]
    pub fn actor(&self, step: Step) -> &Actor {
        match step {
            Step::Clerk => &self.clerk,
            Step::Reviewer => &self.reviewer,
            Step::Decider => &self.decider,
        }
    }
}

/// Every registration authority, the city's first; the counties' people are made here.
///
/// # Errors
/// A fault of the database.
pub fn make(tx: &mut Tx, cast: &Cast) -> Result<Vec<Office>> {
    let hash = people::password(tx)?;
    let mut out = Vec::new();
    for (n, (code, _, name, _, division)) in AUTHORITIES.iter().filter(|a| a.1 == "registrar").enumerate() {
        let mut hands = Vec::new();
        for (role, who) in [(Role::Clerk, "clerk"), (Role::Reviewer, "reviewer"), (Role::Decider, "decider")] {
            let id = if n == 0 {
                cast.account(who)
            } else {
                let id = people::other(tx, &hash, &format!("{who}-{division}"))?;
                account::add_membership(tx, id, role, (BodyKind::Authority, cast.authority(code)), name)?;
                id
            };
            hands.push(people::actor_of(tx.conn, id)?);
        }
        let [clerk, reviewer, decider] = <[Actor; 3]>::try_from(hands).unwrap_or_else(|_| {
            let nobody = || Actor::Visitor;
            [nobody(), nobody(), nobody()]
        });
        out.push(Office {
            code: (*code).to_owned(),
            division: (*division).to_owned(),
            place: name.trim_end_matches("民政局").to_owned(),
            clerk,
            reviewer,
            decider,
        });
    }
    Ok(out)
}

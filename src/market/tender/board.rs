//! The public board of tenders: what is open, what was bought. Never a word about who bids before the opening.
use super::model::{Tender, TenderState};
use crate::{
    kernel::{money::Money, refusal::Result, time::Ts},
    platform::db::{self, Conn},
    schema::{authorities, tenders},
    text_enum,
    web::paging::{Cursor, Paged},
};
use diesel::prelude::*;

text_enum! {
    /// States as the board groups them.
    pub enum Standing {
        /// 正在招标.
        Open = "open",
        /// 评审中: closed and not decided.
        Review = "review",
        /// 已出结果: from the result on.
        Awarded = "awarded",
        /// 未成: failed or stopped.
        Ended = "ended",
    }
}

impl Standing {
    /// The states in the group.
    #[must_use]
    pub fn states(self) -> &'static [TenderState] {
        use TenderState as S;
        match self {
            Self::Open => &[S::Open],
            Self::Review => &[S::Closed, S::Opened, S::Scored, S::Priced, S::Fixed],
            Self::Awarded => &[S::Result, S::Contracted, S::Performing, S::Accepted, S::Paid, S::Archived],
            Self::Ended => &[S::Failed, S::Stopped],
        }
    }

    /// The group of a public state.
    #[must_use]
    pub fn of(state: TenderState) -> Option<Self> {
        Self::ALL.iter().copied().find(|g| g.states().contains(&state))
    }
}

text_enum! {
    /// Order of the board.
    pub enum Sort {
        /// Deadline first to come, first.
        Deadline = "deadline",
        /// Latest published first.
        Newest = "newest",
    }
}

text_enum! {
    /// Bands of the budget.
    pub enum Band {
        /// Below 500,000 yuan.
        Small = "small",
        /// 500,000 to 2 million.
        Middle = "middle",
        /// 2 to 4 million.
        Large = "large",
        /// 4 million and more.
        Huge = "huge",
    }
}

impl Band {
    /// From, included, and to, excluded.
    #[must_use]
    pub fn bounds(self) -> (Money, Money) {
        let yuan = Money::from_yuan;
        match self {
            Self::Small => (Money::ZERO, yuan(500_000)),
            Self::Middle => (yuan(500_000), yuan(2_000_000)),
            Self::Large => (yuan(2_000_000), yuan(4_000_000)),
            Self::Huge => (yuan(4_000_000), Money::from_fen(i64::MAX)),
        }
    }
}

/// What the board is narrowed by.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Group of states.
    pub standing: Option<Standing>,
    /// Division code; its subdivisions too.
    pub division: Option<String>,
    /// Key of the procedure.
    pub procedure: Option<String>,
    /// Band of the budget.
    pub band: Option<Band>,
    /// Code of the department.
    pub authority: Option<String>,
    /// Practice instead of real ones.
    pub is_simulated: bool,
    /// Words the title or number must hold, when the search engine is away.
    pub words: Option<String>,
    /// Rows the search engine found.
    pub ids: Option<Vec<i64>>,
}

/// A tender with its department: code, Chinese name, English name.
pub type Listed = (Tender, (String, String, String));

/// A page of the board.
///
/// # Errors
/// A fault of the database.
pub fn page(c: &mut Conn, filter: &Filter, sort: Sort, cursor: Option<&Cursor>, rows: i64) -> Result<Paged<Listed>> {
    let public: Vec<TenderState> = match filter.standing {
        Some(group) => group.states().to_vec(),
        None => Standing::ALL.iter().flat_map(|g| g.states()).copied().collect(),
    };
    let mut query = tenders::table
        .inner_join(authorities::table)
        .filter(tenders::state.eq_any(public))
        .filter(tenders::is_simulated.eq(filter.is_simulated))
        .select((Tender::as_select(), (authorities::code, authorities::name, authorities::name_en)))
        .limit(rows + 1)
        .into_boxed();
    if let Some(division) = &filter.division {
        query = query.filter(tenders::division.like(format!("{}%", plain(division))));
    }
    if let Some(key) = &filter.procedure {
        query = query.filter(tenders::procedure_key.eq(key));
    }
    if let Some(code) = &filter.authority {
        query = query.filter(authorities::code.eq(code));
    }
    if let Some((from, to)) = filter.band.map(Band::bounds) {
        query = query.filter(tenders::budget.ge(from)).filter(tenders::budget.lt(to));
    }
    if let Some(words) = &filter.words {
        let pattern = format!("%{}%", plain(words).to_lowercase());
        query = query.filter(db::lower(tenders::title).like(pattern.clone()).or(tenders::no.like(pattern)));
    }
    if let Some(ids) = &filter.ids {
        query = query.filter(tenders::id.eq_any(ids.clone()));
    }
    let at = |c: &Cursor| c.sort.parse::<Ts>().ok();
    let found: Vec<Listed> = match sort {
        Sort::Deadline => {
            if let Some((c, at)) = cursor.and_then(|c| Some((c, at(c)?))) {
                query = query.filter(tenders::closes_at.gt(at).or(tenders::closes_at.eq(at).and(tenders::id.gt(c.id))));
            }
            query.order((tenders::closes_at, tenders::id)).load(c)?
        }
        Sort::Newest => {
            if let Some((c, at)) = cursor.and_then(|c| Some((c, at(c)?))) {
                let same = tenders::published_at.eq(at).and(tenders::id.lt(c.id));
                query = query.filter(tenders::published_at.lt(at).or(same));
            }
            query.order((tenders::published_at.desc(), tenders::id.desc())).load(c)?
        }
    };
    Ok(Paged::cut(found, rows, |(t, _)| {
        let at = match sort {
            Sort::Deadline => t.closes_at,
            Sort::Newest => t.published_at.unwrap_or(t.created_at),
        };
        Cursor { sort: at.utc().to_rfc3339_opts(chrono::SecondsFormat::Micros, true), id: t.id.0 }
    }))
}

/// Words without the wildcards of LIKE.
fn plain(words: &str) -> String {
    words.replace(['%', '_', '\\'], "")
}

/// How many tenders stand in each group, for the choices above the board.
///
/// # Errors
/// A fault of the database.
pub fn counts(c: &mut Conn) -> Result<Vec<(Standing, i64)>> {
    let rows: Vec<(TenderState, i64)> = tenders::table
        .filter(tenders::is_simulated.eq(false))
        .group_by(tenders::state)
        .select((tenders::state, diesel::dsl::count_star()))
        .load(c)?;
    let of = |g: Standing| rows.iter().filter(|(s, _)| g.states().contains(s)).map(|(_, n)| n).sum();
    Ok(Standing::ALL.iter().map(|&g| (g, of(g))).collect())
}

/// The tenders of some departments in every state, newest first.
///
/// # Errors
/// A fault of the database.
pub fn of_authorities(c: &mut Conn, ids: &[i64]) -> Result<Vec<Tender>> {
    Ok(tenders::table
        .filter(tenders::authority_id.eq_any(ids))
        .filter(tenders::state.ne(TenderState::Discarded))
        .order(tenders::id.desc())
        .limit(200)
        .select(Tender::as_select())
        .load(c)?)
}

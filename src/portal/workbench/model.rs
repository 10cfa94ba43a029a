//! One thing that waits.
use crate::kernel::time::{Day, Ts};

/// By when.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Due {
    /// At an instant.
    At(Ts),
    /// By the end of a day, counted in working days.
    By(Day),
    /// No limit.
    Never,
}

impl Due {
    /// The instant at which it is over, if it ever is.
    #[must_use]
    pub fn ends(self) -> Option<Ts> {
        match self {
            Self::At(at) => Some(at),
            Self::By(day) => Some(Ts::end_of(day)),
            Self::Never => None,
        }
    }
}

impl From<Option<Day>> for Due {
    fn from(day: Option<Day>) -> Self {
        day.map_or(Self::Never, Self::By)
    }
}

impl From<Option<Ts>> for Due {
    fn from(at: Option<Ts>) -> Self {
        at.map_or(Self::Never, Self::At)
    }
}

/// One thing that waits for somebody.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// Which group of matters, for the filter: `registry`, `report`, `market`, `money`, `volunteer`, `fund`, `system`.
    pub matter: &'static str,
    /// What is to be done: the word `work-<task>`, for contracts and payments `contract-task-<task>`.
    pub task: &'static str,
    /// The thing's name.
    pub title: String,
    /// Its number.
    pub no: String,
    /// Where to do it.
    pub href: String,
    /// Who has it in hand; `None` while nobody has.
    pub who: Option<String>,
    /// By when.
    pub due: Due,
}

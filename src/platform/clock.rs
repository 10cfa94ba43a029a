//! The only place that asks the operating system what time it is.
use crate::kernel::time::Ts;
use chrono::TimeDelta;
use std::sync::{Arc, Mutex};

/// A source of `now`: the machine's clock, or one that a test or a demonstration sets.
#[derive(Debug, Clone, Default)]
pub struct Clock {
    set: Option<Arc<Mutex<Ts>>>,
}

impl Clock {
    /// The machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self { set: None }
    }

    /// A clock that stands still until it is set.
    #[must_use]
    pub fn set_to(at: Ts) -> Self {
        Self { set: Some(Arc::new(Mutex::new(at))) }
    }

    /// The instant now.
    #[must_use]
    pub fn now(&self) -> Ts {
        match &self.set {
            None => {
                #[expect(clippy::disallowed_methods, reason = "this is the one clock of the program")]
                let now = chrono::Utc::now();
                Ts::new(now)
            }
            Some(set) => {
                // A standing clock still moves by a microsecond a look, so that the order of events stays visible.
                let mut at = set.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
                *at = *at + TimeDelta::microseconds(1);
                *at
            }
        }
    }

    /// Sets a clock made by [`Clock::set_to`]; the machine's clock cannot be set.
    pub fn set(&self, to: Ts) {
        if let Some(set) = &self.set {
            *set.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = to;
        }
    }

    /// Moves a settable clock forward.
    pub fn advance(&self, by: TimeDelta) {
        if let Some(set) = &self.set {
            let mut at = set.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            *at = *at + by;
        }
    }
}

//! State machines as tables: states, events and targets in one place, printed in the docs and snapshotted in tests.
use super::refusal::{Code, Error, Reason, Result};

/// A state of some entity, made by [`state_table!`](crate::state_table).
pub trait State: Copy + Eq + std::fmt::Debug + 'static {
    /// What can happen to the entity.
    type Event: Copy + Eq + std::fmt::Debug + 'static;
    /// The entity's kind in `histories`.
    const NAME: &'static str;
    /// Every allowed step.
    const EDGES: &'static [(Self, Self::Event, Self)];
    /// The state's word.
    fn word(self) -> &'static str;
    /// The event's word.
    fn event_word(event: Self::Event) -> &'static str;
}

/// Proof that the state table allows a step. Only [`Step::new`] makes one, and the store's one function that writes the
/// status column asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Step<S: State> {
    from: S,
    to: S,
    event: S::Event,
}

impl<S: State> Step<S> {
    /// Looks the step up in the table.
    ///
    /// # Errors
    /// [`Code::WrongState`] with the state and the event, when the table has no such step.
    pub fn new(from: S, event: S::Event) -> Result<Self> {
        S::EDGES
            .iter()
            .find(|(f, e, _)| *f == from && *e == event)
            .map(|&(from, event, to)| Self { from, to, event })
            .ok_or_else(|| {
                Error::from(
                    Reason::from(Code::WrongState).with("state", from.word()).with("event", S::event_word(event)),
                )
            })
    }

    /// Where it starts.
    #[must_use]
    pub fn from(&self) -> S {
        self.from
    }

    /// Where it leads.
    #[must_use]
    pub fn to(&self) -> S {
        self.to
    }

    /// What happens.
    #[must_use]
    pub fn event(&self) -> S::Event {
        self.event
    }

    /// The event's word.
    #[must_use]
    pub fn event_word(&self) -> &'static str {
        S::event_word(self.event)
    }
}

/// Declares the life of an entity: the enum of its states (kept as TEXT), the enum of its events, and the table.
///
/// ```ignore
/// state_table! {
///     /// Life of a tender.
///     pub enum TenderState by TenderEvent as "tender" {
///         Draft = "draft" { Publish = "publish" => Open, Discard = "discard" => Discarded },
///         Open = "open" { Close = "close" => Closed },
///         Closed = "closed" {},
///         Discarded = "discarded" {},
///     }
///     events { Publish = "publish", Discard = "discard", Close = "close" }
/// }
/// ```
#[macro_export]
macro_rules! state_table {
    ($(#[$meta:meta])* $vis:vis enum $state:ident by $event:ident as $name:literal {
        $($(#[$smeta:meta])* $s:ident = $sword:tt { $($e:ident => $t:ident),* $(,)? }),+ $(,)?
    } events { $($(#[$emeta:meta])* $ev:ident = $eword:tt),+ $(,)? }) => {
        $crate::text_enum! { $(#[$meta])* $vis enum $state { $($(#[$smeta])* #[doc = $sword] $s = $sword),+ } }
        $crate::text_enum! { #[doc = concat!("What can happen to a ", $name, ".")] $vis enum $event { $($(#[$emeta])* #[doc = $eword] $ev = $eword),+ } }

        impl $crate::kernel::state::State for $state {
            type Event = $event;
            const NAME: &'static str = $name;
            const EDGES: &'static [(Self, $event, Self)] = &[$($(($state::$s, $event::$e, $state::$t),)*)+];
            fn word(self) -> &'static str { self.word() }
            fn event_word(event: $event) -> &'static str { event.word() }
        }
    };
}

/// The table as text, for documentation and snapshots.
#[must_use]
pub fn print<S: State>() -> String {
    S::EDGES.iter().map(|(f, e, t)| format!("{:<18} --{}--> {}\n", f.word(), S::event_word(*e), t.word())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    crate::state_table! {
        /// A door.
        pub enum Door by Push as "door" {
            Shut = "shut" { Open => Wide, Lock => Locked },
            Wide = "wide" { Close => Shut },
            Locked = "locked" {},
        } events { Open = "open", Close = "close", Lock = "lock" }
    }

    #[test]
    fn only_steps_of_the_table_can_be_made() {
        assert_eq!(Step::new(Door::Shut, Push::Open).unwrap().to(), Door::Wide);
        assert!(Step::new(Door::Locked, Push::Open).unwrap_err().has(Code::WrongState));
        assert_eq!(print::<Door>().lines().count(), 3);
    }
}
